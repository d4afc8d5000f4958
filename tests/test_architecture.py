"""The direction of imports, and the size of modules and functions, read from the source.

CONTRIBUTING.md draws the layers. A module that no layer names fails `test_every_module_has_a_place`: give it one.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = {
    path: ".".join(path.relative_to(base).with_suffix("").parts).removesuffix(".__init__")
    for base, package in ((ROOT, "cv_rom"), (ROOT / "api", "cv_rom_api"))
    for path in sorted((base / package).rglob("*.py"))
}
MODULES = list(SOURCES.values())

GROUND = (
    *("errors", "geometry", "skeleton", "frames", "poses", "blazepose", "foot_motion", "outlines", "scene", "results"),
    *("live_reading", "texts"),
)
CORE = (
    "filtering",
    "biomechanics",
    "compensations",
    "protocols",
    "measurement",
    "analysis",
    "comparison_findings",
    "comparison",
    "session",
    "programme",
    "live",
)  # from the bottom up: each may import those before it
WINGS = ("video", "pose_estimators", "landmark_refinement", "reports", "face_blur", "pose_files", "live_window")
FILES = ("bundled",)  # finds what the package carries: for wings and roof
ROOF = (
    "pipeline",
    "live_session",
    "report_folder",
    "report_files",
    "report_pictures",
    "workflow",
    "live_workflow",
    "live_screen",
    "follow_up",
    "exit_codes",
    "language_option",
    "format_option",
    "person_options",
    "terminal",
    "analyze_command",
    "live_command",
    "live_options",
    "comparison_table",
    "programme_sheet",
    "session_table",
    "follow_up_commands",
    "cli",
)  # from the bottom up
NAMES_WINGS = ("report_files", "report_pictures", "workflow", "live_workflow", "live_screen", "follow_up", "cli")
INTERFACES = ("cv_rom.pose_estimators.estimator",)  # what pipeline may know of the wings
WING_TO_WING = {("cv_rom.pose_estimators.recorded", "cv_rom.pose_files")}

TOUCHES_THE_WORLD = {"io", "os", "pathlib", "shutil", "socket", "sqlite3", "subprocess", "tempfile", "urllib"}
MAX_FUNCTION_LINES = 45
MAX_MODULE_LINES = 300


def place(module: str) -> str:
    """`cv_rom.video.webcam` -> `video`: the part of the package that a module belongs to."""
    return module.split(".")[1] if module.startswith("cv_rom.") else ""


def imported(tree: ast.AST, module: str, *, is_package: bool) -> Iterator[str]:
    """The full name of everything that is imported anywhere in a module, `from a import b` as `a.b`."""
    package = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            yield from (".".join([*base, *filter(None, [node.module]), alias.name]) for alias in node.names)


def fault(module: str, name: str) -> str | None:
    """Why `module` may not import `name`, or None when it may."""
    if module.startswith("cv_rom_api"):
        return None
    if name.split(".")[0] == "cv_rom_api":
        return "cv_rom knows nothing of its service"
    if name.split(".")[0] != "cv_rom":
        return library_fault(place(module), name.split(".")[0])
    return layer_fault(module, name)


def library_fault(part: str, library: str) -> str | None:
    if part not in GROUND + CORE:
        return None
    if library in TOUCHES_THE_WORLD:
        return "ground and core touch no files and no machine"
    allowed = {"numpy"} if part in GROUND else {"numpy", "scipy"}
    if library not in allowed | set(sys.stdlib_module_names):
        return f"ground and core are made of {', '.join(sorted(allowed))} and the standard library"
    return None


def layer_fault(module: str, name: str) -> str | None:
    here, there = place(module), place(name)
    if here in GROUND:
        return None if there in GROUND else "ground knows only ground"
    if here == there or there in GROUND or here == "":
        return None
    if here in CORE:
        above = there not in CORE or CORE.index(there) > CORE.index(here)
        return "core knows ground and what lies below it in the core" if above else None
    if here in WINGS:
        exception = any(module == a and name.startswith(b) for a, b in WING_TO_WING)
        return None if there in FILES or exception else "wings know ground, not the core and not each other"
    return roof_fault(here, there, name)


def roof_fault(here: str, there: str, name: str) -> str | None:
    if here not in ROOF:
        return "this module has no place among the layers"
    if there in ROOF:
        return None if ROOF.index(there) < ROOF.index(here) else "the roof is built from the bottom up"
    if there in WINGS and here not in NAMES_WINGS and not name.startswith(INTERFACES):
        return f"only {' and '.join(NAMES_WINGS)} and the service name wings"
    return None


@pytest.mark.parametrize(("path", "module"), SOURCES.items(), ids=MODULES)
def test_imports_go_one_way(path: Path, module: str) -> None:
    names = imported(ast.parse(path.read_text("utf-8")), module, is_package=path.name == "__init__.py")
    assert {name: why for name in names if (why := fault(module, name))} == {}


@pytest.mark.parametrize(
    ("module", "name", "allowed"),
    [
        pytest.param("cv_rom.geometry", "numpy", True, id="ground uses numpy"),
        pytest.param("cv_rom.poses", "cv_rom.geometry.FloatArray", True, id="ground uses ground"),
        pytest.param("cv_rom.poses", "scipy.signal", False, id="ground has no scipy"),
        pytest.param("cv_rom.poses", "cv_rom.analysis.analyze_track", False, id="ground knows no core"),
        pytest.param("cv_rom.poses", "cv_rom.video", False, id="ground knows no wing"),
        pytest.param("cv_rom.analysis", "cv_rom.biomechanics.scale", True, id="analysis uses biomechanics"),
        pytest.param("cv_rom.biomechanics.scale", "cv_rom.analysis", False, id="biomechanics below analysis"),
        pytest.param("cv_rom.analysis", "cv_rom.live", False, id="analysis below live"),
        pytest.param("cv_rom.analysis", "pathlib.Path", False, id="core touches no files"),
        pytest.param("cv_rom.compensations.heel_lift", "cv2", False, id="core knows no pixels"),
        pytest.param("cv_rom.video.webcam", "cv2", True, id="wings use heavy libraries"),
        pytest.param("cv_rom.reports.html_report", "cv_rom.analysis", False, id="wings know no core"),
        pytest.param("cv_rom.video.webcam", "cv_rom.reports", False, id="wings do not know each other"),
        pytest.param("cv_rom.pose_estimators.recorded", "cv_rom.pose_files.read", True, id="replay reads pose files"),
        pytest.param("cv_rom.pose_estimators.model_bundle", "cv_rom.bundled", True, id="wings find bundled files"),
        pytest.param("cv_rom.pipeline", "cv_rom.live.LiveCheck", True, id="pipeline uses the core"),
        pytest.param("cv_rom.pipeline", "cv_rom.pose_estimators.estimator.PoseEstimator", True, id="an interface"),
        pytest.param("cv_rom.pipeline", "cv_rom.pose_estimators.recorded", False, id="pipeline names no wing"),
        pytest.param("cv_rom.workflow", "cv_rom.pipeline.record", True, id="workflow stands on pipeline"),
        pytest.param("cv_rom.workflow", "cv_rom.cli", False, id="workflow below cli"),
        pytest.param("cv_rom.terminal", "cv_rom.reports", False, id="the screen knows results only"),
        pytest.param("cv_rom.cli", "cv_rom.reports.html_report", True, id="cli may name wings"),
        pytest.param("cv_rom.cli", "cv_rom_api.app", False, id="not even cli imports the service"),
        pytest.param("cv_rom_api.app", "cv_rom.workflow", True, id="the service uses cv_rom"),
    ],
)
def test_the_rules_say_what_they_should(module: str, name: str, allowed: bool) -> None:
    assert (fault(module, name) is None) is allowed


def test_every_module_has_a_place() -> None:
    known = {"", *GROUND, *CORE, *WINGS, *FILES, *ROOF}
    assert {module for module in MODULES if place(module) not in known} == set()


def test_only_the_command_line_prints() -> None:
    printing = {
        module
        for path, module in SOURCES.items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert printing <= {"cv_rom.cli"}


def test_functions_and_modules_fit_on_a_screen_or_two() -> None:
    too_long = []
    for path, module in SOURCES.items():
        source = path.read_text("utf-8")
        if source.count("\n") > MAX_MODULE_LINES:
            too_long.append(f"{module}: {source.count(chr(10))} lines")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                lines = node.end_lineno - node.lineno + 1
                if lines > MAX_FUNCTION_LINES:
                    too_long.append(f"{module}.{node.name}: {lines} lines")
    assert too_long == []
