"""`cv-rom compare`: its output, its exit codes, and one clear line for what it cannot use."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from cv_rom.cli import app
from cv_rom.errors import AnalysisError

EXPECTED = Path(__file__).parent.parent / "samples" / "expected"


def stored(
    folder: Path, name: str, *, sample: str = "knee-to-wall-left", day: str = "2026-05-01", more: float = 0.0
) -> Path:
    """A stored assessment of another video than the sample's, with `more` on all its values."""
    content: dict[str, Any] = json.loads((EXPECTED / f"{sample}.json").read_text("utf-8"))
    content["provenance"]["created_at"] = f"{day}T09:00:00+00:00"
    content["source"]["sha256"] = content["source"]["name"] = name
    for measure in content["measures"]:
        if measure["value"] is not None:
            measure["value"] += more
            measure["interval_95"] = measure["interval_95"] and [end + more for end in measure["interval_95"]]
    path = folder / f"{name}.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env={"LANG": "C", "LC_ALL": "C"})


def test_a_comparison_is_readable(tmp_path: Path) -> None:
    first, second = stored(tmp_path, "a"), stored(tmp_path, "b", day="2026-06-01", more=8.0)
    answer = run("compare", second, first)
    assert answer.exit_code == 0
    assert "a real difference" in " ".join(answer.output.split())
    assert "2026-05-01" in answer.output
    assert "Powden 2015" in answer.output
    german = run("compare", first, second, "--language", "de")
    assert "ein echter Unterschied" in " ".join(german.output.split())


def test_a_comparison_as_json_fits_the_schema_that_is_printed(tmp_path: Path) -> None:
    first, second = stored(tmp_path, "a"), stored(tmp_path, "b", day="2026-06-01", more=8.0)
    content = json.loads(run("compare", first, second, "--format", "json").output)
    jsonschema.validate(content, json.loads(run("compare", "--schema").output))
    assert [a["name"] for a in content["assessments"]] == [str(first), str(second)]
    real = {pair["measure"]: pair["real_change"] for pair in content["pairs"]}
    assert real["best_toe_to_wall_cm"] is True
    assert real["stance_dorsiflexion_deg"] is None


def test_a_comparison_is_written_as_a_page_with_its_json_beside_it(tmp_path: Path) -> None:
    first, second = stored(tmp_path, "a"), stored(tmp_path, "b", day="2026-06-01", more=8.0)
    out = tmp_path / "new" / "folder"
    answer = run("compare", first, second, "--out", out)
    assert answer.exit_code == 0
    assert str(out / "comparison.html") in answer.output.replace("\n", "")
    assert "Today against earlier" in (out / "comparison.html").read_text("utf-8")
    content = json.loads((out / "comparison.json").read_text("utf-8"))
    assert content["schema"] == "cv-rom/comparison/1"
    assert sorted(path.name for path in out.iterdir()) == ["comparison.html", "comparison.json"]
    blocked = run("compare", first, second, "--out", first)
    assert blocked.exit_code != 0
    assert "cannot be written" in str(blocked.exception)


def test_nothing_in_common_is_said_and_has_its_code(tmp_path: Path) -> None:
    side = stored(tmp_path, "side", sample="squat-side")
    front = stored(tmp_path, "front", sample="squat-front-turn-out")
    content = json.loads(front.read_text("utf-8"))
    content["measures"] = [m for m in content["measures"] if m["side"] == "left"]
    front.write_text(json.dumps(content), encoding="utf-8")
    answer = run("compare", side, front)
    assert answer.exit_code == 4
    assert "nothing to compare" in answer.output


@pytest.mark.parametrize(
    ("other", "line"),
    [
        pytest.param(None, "a comparison needs two assessments or more", id="one file"),
        pytest.param("a.json", "is named twice; give each file once", id="the same file"),
        pytest.param("copy", "are of the same video; compare two recordings", id="the same video"),
        pytest.param("squat", "is a knee-to-wall test, .* a squat test; compare the same test", id="other protocol"),
        pytest.param('{"schema": ', "is not a JSON file", id="broken JSON"),
        pytest.param('{"schema": "cv-rom/assessment/2"}', "has the schema 'cv-rom/assessment/2'", id="other schema"),
        pytest.param('{"schema": "cv-rom/comparison/1"}', "has the schema 'cv-rom/comparison/1'", id="a comparison"),
        pytest.param("missing", "cannot read .*: No such file or directory", id="missing"),
    ],
)
def test_what_cannot_be_used_gets_one_line(other: str | None, line: str, tmp_path: Path) -> None:
    first = stored(tmp_path, "a")
    paths = [first]
    if other == "copy":
        paths.append(tmp_path / "copy.json")
        paths[-1].write_bytes(first.read_bytes())
    elif other == "squat":
        paths.append(stored(tmp_path, "b", sample="squat-side"))
    elif other is not None:
        paths.append(tmp_path / ("a.json" if other == "a.json" else "other.json"))
        if other.startswith("{"):
            paths[-1].write_text(other)
    error = run("compare", *paths).exception
    assert isinstance(error, AnalysisError)
    assert "\n" not in str(error)
    with pytest.raises(AnalysisError, match=line):
        raise error


def test_the_line_and_the_code_that_a_user_sees(tmp_path: Path) -> None:
    code = "import sys; from cv_rom.cli import main; sys.argv[1:] = ['compare', 'a.json', 'b.json']; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "cv-rom: cannot read a.json: No such file or directory\n"


SAFE = ("--no-pain", "--no-injury", "--steady")


def test_a_programme_asks_the_safety_questions_first(tmp_path: Path) -> None:
    answer = run("programme", stored(tmp_path, "a"), "--felt", "achilles")
    assert answer.exit_code == 0
    said = " ".join(answer.output.split())
    assert said.index("Is there pain") < said.index("Achilles tendon on a ball")
    assert said.count("[ ] Yes [ ] No") == 3, "nobody sits at a terminal: the sheet asks"
    assert "Pain 0 to 10: Set 1" in said
    assert "[ ] Yes" not in run("programme", *SAFE).output


@pytest.mark.parametrize("answer", ["--pain", "--injury", "--unsteady"])
def test_a_yes_gives_advice_and_no_exercise(answer: str, tmp_path: Path) -> None:
    printed = run("programme", *SAFE, answer, "--out", tmp_path)
    assert printed.exit_code == 0
    assert "Please do not do these exercises now" in printed.output
    assert "Warm up" not in printed.output
    assert "<article" not in (tmp_path / "programme.html").read_text("utf-8")


def test_at_a_terminal_the_questions_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cv_rom.follow_up_commands._at_a_terminal", lambda: True)
    asked = CliRunner().invoke(app, ["programme", "--language", "en", "--no-injury"], input="n\ny\n")
    assert asked.output.index("Is there pain") < asked.output.index("unsteady on their feet")
    assert "Please do not do these exercises now" in asked.output


def test_a_programme_is_written_to_print(tmp_path: Path) -> None:
    printed = run(
        "programme", *SAFE, "--felt", "front", "--felt", "calf", "--out", tmp_path / "new", "--language", "de"
    )
    assert printed.exit_code == 0
    page = (tmp_path / "new" / "programme.html").read_text("utf-8")
    assert '<html lang="de">' in page
    assert page.count("<article") >= 6
    assert str(tmp_path / "new" / "programme.html") in printed.output.replace("\n", "")


def test_a_programme_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    error = run("programme", *SAFE, "--out", tmp_path / "file").exception
    assert isinstance(error, AnalysisError)
    assert "cannot be written" in str(error)
    assert isinstance(run("programme", tmp_path / "missing.json").exception, AnalysisError)
    assert run("programme", "--felt", "elbow").exit_code == 2


def test_a_sitting_becomes_one_report_with_exercises(tmp_path: Path) -> None:
    sides = [stored(tmp_path, name, sample=name) for name in ("squat-side", "squat-side-heel-lift")]
    printed = run("report", *sides, "--out", tmp_path / "sitting", "--felt", "calf")
    assert printed.exit_code == 0
    said = " ".join(printed.output.split())
    assert "Left, Right: knee line, arch and turn-out: there is no recording that shows it." in said
    page = (tmp_path / "sitting" / "session.html").read_text("utf-8")
    assert 'href="programme.html"' in page
    assert (tmp_path / "sitting" / "session.pdf").read_bytes().startswith(b"%PDF-")
    assert "a heel came up" in (tmp_path / "sitting" / "programme.html").read_text("utf-8")
    german = run("report", *sides, "--out", tmp_path / "de", "--language", "de")
    assert "Was noch fehlt" in (tmp_path / "de" / "session.html").read_text("utf-8")
    assert "keine Aufnahme zeigt es" in " ".join(german.output.split())


def test_a_sitting_in_which_nothing_was_measured_has_its_code(tmp_path: Path) -> None:
    path = stored(tmp_path, "a")
    content = json.loads(path.read_text("utf-8"))
    for measure in content["measures"]:
        measure |= {"value": None, "interval_95": None, "status": "not_assessable", "reason": "person_not_found"}
    path.write_text(json.dumps(content | {"repetitions": []}), encoding="utf-8")
    assert run("report", path, "--out", tmp_path).exit_code == 4
    assert (tmp_path / "session.html").is_file()


def test_a_sitting_that_cannot_be_joined_is_said_in_one_line(tmp_path: Path) -> None:
    path = stored(tmp_path, "a")
    assert isinstance(run("report", path, path, "--out", tmp_path).exception, AnalysisError)
    assert isinstance(run("report", tmp_path / "missing.json", "--out", tmp_path).exception, AnalysisError)
    assert run("report", path).exit_code == 2, "without a folder"
