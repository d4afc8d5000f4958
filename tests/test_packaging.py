"""The wheel carries what the program needs, and the locks are fit to install from."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", folder, ROOT], check=True, timeout=120, stderr=subprocess.PIPE)
    (path,) = folder.glob("*.whl")
    return ZipFile(path)


def files(folder: str, pattern: str) -> set[str]:
    """Paths below `folder` of the checkout, without what the interpreter left there."""
    return {path.relative_to(ROOT / folder).as_posix() for path in (ROOT / folder).rglob(pattern) if path.is_file()}


def test_the_wheel_holds_both_packages_and_nothing_else(wheel: ZipFile) -> None:
    packed = {name for name in wheel.namelist() if name.endswith(".py") and "/_bundled/" not in name}
    assert packed == {f"cv_rom/{name}" for name in files("cv_rom", "*.py")} | {
        f"cv_rom_api/{name}" for name in files("api/cv_rom_api", "*.py")
    }
    assert "cv_rom/py.typed" in wheel.namelist()


def test_the_wheel_carries_models_and_samples(wheel: ZipFile) -> None:
    packed = set(wheel.namelist())
    wanted = {f"models/{name}" for name in files("models", "*.t*")} | {f"samples/{n}" for n in files("samples", "*.*")}
    assert {"models/pose_landmarker_full.task", "samples/squat-side.mp4", "samples/samples.toml"} <= wanted
    assert {f"cv_rom/_bundled/{name}" for name in wanted} <= packed


def test_the_wheel_carries_words_and_pages(wheel: ZipFile) -> None:
    packed = set(wheel.namelist())
    data = {f"cv_rom/{name}" for name in files("cv_rom", "*.*") if not name.endswith((".py", ".pyc"))}
    data |= {f"cv_rom_api/{name}" for name in files("api/cv_rom_api", "*.*") if not name.endswith((".py", ".pyc"))}
    assert data <= packed


def test_the_wheel_names_its_licence_and_its_command(wheel: ZipFile) -> None:
    info = next(name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name)
    assert "cv-rom = cv_rom.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()
    assert f"{info}/licenses/LICENSE" in wheel.namelist()


def pinned(lock: str) -> dict[str, str]:
    """Name -> version of everything in a lock."""
    text = (ROOT / lock).read_text("utf-8")
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", text, re.MULTILINE))


def canonical(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0]).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_a_hash_for_everything_and_names_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.search(r"://|--index|--find-links|^\s*-e|/opt|/home", text, re.MULTILINE) is None


@pytest.mark.parametrize("lock", LOCKS)
def test_the_locks_agree_with_each_other(lock: str) -> None:
    assert pinned(lock).items() <= pinned("requirements-dev.lock").items()


def test_the_locks_hold_what_the_project_asks_for() -> None:
    assert {canonical(name) for name in PROJECT["dependencies"]} <= pinned("requirements.lock").keys()
    assert {canonical(name) for name in PROJECT["optional-dependencies"]["dev"]} <= pinned(
        "requirements-dev.lock"
    ).keys()
    assert "hatchling" in pinned("requirements-build.lock")
