"""The counting of errors, by hand; and the page that takes the tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from accuracy import END, MARK, accuracy_tables, replace_block
from errors import Errors, Hits, Scores, matched
from truth import ROOT, Number, Part, Sign, TrueClip, clips_in

PAGE = ROOT / "docs" / "accuracy.md"


def answer(value: float, low: float, high: float, name: str = "peak_dorsiflexion_deg") -> dict[str, Any]:
    return {"name": name, "side": "left", "status": "measured", "value": value, "interval_95": [low, high]}


def repetition(peak_s: float, *measures: dict[str, Any], lifted: str = "absent", valid: bool = True) -> dict[str, Any]:
    lift = {"name": "heel_lift", "side": "left", "status": lifted}
    return {"peak_s": peak_s, "measures": list(measures), "compensations": [lift], "valid": valid}


def clip(*parts: Part, assessable: bool = True) -> TrueClip:
    return TrueClip("clip", Path("clip.mp4"), "core", {}, parts, Part(), assessable=assessable)


def test_errors_by_hand() -> None:
    errors = Errors()
    for value, low, high in ((31.0, 28.0, 34.0), (26.0, 24.0, 28.0), (33.0, 29.0, 37.0)):
        errors.add(answer(value, low, high), 30.0, 0.0)
    errors.add(None, 30.0, 0.0)
    assert (errors.asked, errors.errors, errors.inside) == (4, [1.0, -4.0, 3.0], [True, False, True])
    assert (errors.mean, errors.p95, errors.sizes[-1]) == (pytest.approx(8 / 3), 4.0, 4.0)
    assert errors.widths == [6.0, 4.0, 8.0]


def test_a_change_takes_stance_off_value_and_interval() -> None:
    change = Number("change", "peak_dorsiflexion_deg", "left", 27.0, "stance_dorsiflexion_deg")
    scores = Scores()
    stance = {
        "measures": [answer(3.0, 1.0, 5.0, "stance_dorsiflexion_deg")],
        "repetitions": [repetition(1.0, answer(31.0, 29.0, 33.0))],
    }
    scores.add(clip(Part((change,), peak_s=1.0)), stance, "core")
    found = scores.numbers["change", "core"]
    assert (found.errors, found.inside) == ([1.0], [True])
    scores.add(clip(Part((change,), peak_s=1.0)), {**stance, "measures": []}, "core")
    assert (found.asked, len(found.errors)) == (2, 1), "without stance there is no change"


def test_what_is_not_answered_is_a_miss() -> None:
    hits = Hits()
    for status, true in (
        ("present", True),
        (None, True),
        ("not_assessable", True),
        ("present", False),
        ("absent", False),
    ):
        hits.add(status, true)
    assert (hits.found, hits.true, hits.false_alarms, hits.false, hits.declined) == (1, 3, 1, 2, 2)
    assert hits.f1 == pytest.approx(2 / (2 + 1 + 2))


def test_nothing_to_find_has_no_f1() -> None:
    hits = Hits()
    hits.add("absent", False)
    assert hits.f1 is None


def test_repetitions_are_matched_once_and_in_time() -> None:
    parts = [Part(peak_s=1.0), Part(peak_s=1.5), Part(peak_s=5.0)]
    found = [repetition(1.1), repetition(5.8)]
    assert [other for _, other in matched(parts, found)] == [found[0], None, None]


def test_repetitions_and_signs_are_counted() -> None:
    signs = (Sign("heel lift", "left", True), Sign("attempt valid", None, False))
    assessment = {"measures": [], "repetitions": [repetition(1.0, lifted="present"), repetition(9.0)]}
    scores = Scores()
    scores.add(clip(Part(signs=signs, peak_s=1.2), Part(signs=signs, peak_s=5.0)), assessment, "core")
    assert (scores.repetitions, scores.found, scores.invented) == (2, 1, 1)
    lift, valid = scores.signs["heel lift", "core"], scores.signs["attempt valid", "core"]
    assert (lift.found, lift.true, lift.declined) == (1, 2, 1)
    assert (valid.false_alarms, valid.false, valid.declined) == (1, 2, 1)


@pytest.mark.parametrize(("measures", "declined"), [([], 1), ([answer(1.0, 0.0, 2.0)], 0)])
def test_a_clip_that_shows_nothing_must_be_declined(measures: list[dict[str, Any]], declined: int) -> None:
    scores = Scores()
    scores.add(clip(assessable=False), {"measures": measures, "repetitions": []}, "core")
    assert (scores.not_assessable, scores.rightly_declined, scores.repetitions) == (1, declined, 0)


def test_every_sample_has_numbers_to_compare() -> None:
    for known in clips_in(None):
        assert known.video.is_file()
        assert all(part.numbers for part in known.repetitions)


def test_a_table_of_right_answers() -> None:
    number = Number("dorsiflexion, deg", "peak_dorsiflexion_deg", "left", 30.0)
    scores = Scores()
    assessment = {"measures": [], "repetitions": [repetition(1.0, answer(30.0, 28.0, 32.0))]}
    scores.add(clip(Part((number,), (Sign("heel lift", "left", False),), peak_s=1.0)), assessment, "core")
    text = accuracy_tables(scores)
    assert "| core | dorsiflexion, deg | 1 of 1 | 0.0 | +0.0 | 0.0 | 0.0 | 1 of 1 | 4.0 |" in text
    assert "| core | heel lift | 0 | 0 of 0 | - | 0 of 1 | 0 of 1 |" in text


def test_only_the_marked_block_is_written_anew(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{MARK.format('a')}\nold\n{END.format('a')}\nafter\n", encoding="utf-8")
    replace_block(page, "a", "new\n")
    assert page.read_text("utf-8") == f"before\n{MARK.format('a')}\n\nnew\n\n{END.format('a')}\nafter\n"
    with pytest.raises(SystemExit, match="no block"):
        replace_block(page, "b", "new\n")


@pytest.mark.parametrize("name", ["accuracy", "variations", "methods"])
def test_the_page_has_room_for_the_tables(name: str) -> None:
    text = PAGE.read_text("utf-8")
    assert text.index(MARK.format(name)) < text.index(END.format(name))
