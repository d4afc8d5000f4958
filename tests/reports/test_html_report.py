"""report.html: self-contained, escaped, complete, and honest about what was not measured."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from cv_rom.programme import choose_programme
from cv_rom.reports.angle_curves import Chart, angle_curves
from cv_rom.reports.html_report import moment_caption, render_html, write_html
from cv_rom.reports.key_frames import KeyFrame
from cv_rom.reports.key_times import KeyTime
from cv_rom.results import Assessment, Measure, Quality, QualityWarning, Series
from cv_rom.texts import Language, report_words, speaking

VOID = {"meta", "img", "br", "path", "use", "rect", "link"}
PICTURE = KeyFrame(KeyTime(1.0, "best", repetition=1), ("Dorsiflexion 26°",), b"\xff\xd8jpeg", 180, 320)


class Page(HTMLParser):
    """Tags, ids, headings and visible text of a page; checks that elements are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("example", ["side_view", "front_view", "nothing_measured"])
def test_page_is_self_contained_and_accessible(example: str, request: pytest.FixtureRequest) -> None:
    html = render_html(request.getfixturevalue(example), key_frames=[PICTURE])
    page = Page(html)
    assert not page.all("script")
    assert not page.all("link")
    assert all((image["src"] or "").startswith("data:image/jpeg;base64,") for image in page.all("img"))
    assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?https?:""", html)
    assert page.all("html")[0]["lang"] == "en"
    assert all(image["alt"] for image in page.all("img"))
    assert all(cell["scope"] in ("col", "row") for cell in page.all("th"))
    ids = Counter(attributes["id"] for _, attributes in page.tags if attributes.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert "Not a medical device" in page.text


def test_the_report_speaks_german(side_view: Assessment) -> None:
    with speaking("de"):
        page = Page(render_html(side_view, key_frames=[PICTURE]))
    assert page.all("html")[0]["lang"] == "de"
    assert "26,1° 95-%-Bereich 23,6 bis 28,6°" in page.text
    assert "Im ruhigen Stand waren es 2,1°; die Änderung seit dem Stand ist 24,0° (21,5 bis 26,5°)." in page.text
    assert "Kein Medizinprodukt" in page.text


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Frames per second, on average 11.8 (uneven spacing)"),
        ("de", "Bilder je Sekunde, im Mittel 11,8 (ungleiche Abstände)"),
    ],
)
def test_the_rate_of_a_recording_is_called_an_average(side_view: Assessment, language: Language, told: str) -> None:
    assert side_view.source is not None
    uneven = replace(side_view.source, frame_rate_mean=11.8, variable_frame_rate=True)
    with speaking(language):
        assert told in Page(render_html(replace(side_view, source=uneven))).text


def test_hostile_names_are_shown_and_not_run(side_view: Assessment) -> None:
    name = """<script>alert(1)</script>"><img src=x onerror=alert(2)>.mp4"""
    assert side_view.source is not None
    hostile = replace(side_view, source=replace(side_view.source, name=name))
    html = render_html(hostile, video_name="a b'\"<i>.mp4")
    page = Page(html)
    assert name in page.text
    assert not page.all("script")
    assert not page.all("img")
    assert not page.all("i")
    assert page.all("a")[1]["href"] == "a%20b%27%22%3Ci%3E.mp4"


def test_headline_numbers_stand_with_interval_stance_and_reference(side_view: Assessment) -> None:
    text = Page(render_html(side_view)).text
    assert "26.1° 95 % interval 23.6 to 28.6°" in text
    assert "Standing still it was 2.1°; the change from standing is 24.0° (21.5 to 26.5°)." in text
    assert "No range of healthy people is established" in text
    lunge = Page(render_html(replace(side_view, protocol="knee-to-wall"))).text
    assert "27.0 ± 6.0°" in lunge
    assert "Hall & Docherty 2017" in lunge
    assert "Powden 2015" in lunge


def test_repetitions_and_compensations_say_what_happened(side_view: Assessment) -> None:
    text = Page(render_html(side_view)).text
    assert "1 of 2 repetitions valid. Left leg." in text
    assert "✗ No the heel came off the floor" in text
    assert "Heel lift 21 mm" in text
    assert "Not checked in this view: Knee falling inward, Arch collapse, Foot turn-out." in text
    assert "– Not assessable the camera view cannot show it" in text
    assert "smallest lift that the repeatability in stance supports" in text
    assert "The clip has 20 frames a second." in text


def test_a_repetition_with_the_heel_unchecked_is_not_called_valid(
    front_view: Assessment, side_view: Assessment
) -> None:
    front = Page(render_html(front_view)).text
    assert "– Not known the heel could not be judged" in front
    assert "Repetitions: 1. Valid: 0. Heel not judged: 1" in front
    assert "✓ Yes" not in front
    assert "the heel could not" not in Page(render_html(side_view)).text


def test_without_a_valid_repetition_the_largest_is_marked(side_view: Assessment) -> None:
    second = replace(side_view, repetitions=side_view.repetitions[1:], measures=())
    text = Page(render_html(second)).text
    assert "31.2°" in text
    assert "Not valid (number 2): the heel came off the floor." in text


def test_a_front_view_says_how_to_get_the_ankle_angle(front_view: Assessment) -> None:
    text = Page(render_html(front_view)).text
    assert "Ankle dorsiflexion (left) : the camera view cannot show it." in text
    assert "From the side: ankle angles" in text
    assert "Heel lift (left) : the feet were not fully in the picture." in text


def test_nothing_measured_says_why_and_how_to_film(nothing_measured: Assessment) -> None:
    text = Page(render_html(nothing_measured)).text
    assert "Nothing could be measured in this recording" in text
    assert "no whole person was found in the picture" in text
    assert "Stand the phone or camera level on something firm" in text
    assert "Repetition by repetition" not in text


def test_unknown_codes_are_shown_as_words(side_view: Assessment) -> None:
    odd = replace(side_view.repetitions[0], valid=False, invalid_reasons=("lost_balance",), unchecked=("wall_contact",))
    measure = Measure("best_reach_cm", None, 3.0, "cm", None, "measured", None, "how far")
    text = Page(render_html(replace(side_view, repetitions=(odd,), measures=(measure,), protocol="reach"))).text
    assert "lost balance" in text
    assert "Knee touching the wall" in text
    assert "Best reach cm" in text


def test_faces_note_only_where_faces_are_blurred(side_view: Assessment) -> None:
    assert "Faces are blurred" in render_html(side_view, key_frames=[PICTURE])
    kept = render_html(side_view, key_frames=[PICTURE], faces_blurred=False)
    assert "Faces are blurred" not in kept
    assert "Faces were left as they are" in kept
    crowd = replace(side_view, quality=Quality((QualityWarning("several_people", "Two others."),)))
    assert "all around the assessed person is blurred" in render_html(crowd, key_frames=[PICTURE])


def test_the_cards_say_what_was_seen_and_what_counts(side_view: Assessment, front_view: Assessment) -> None:
    text = Page(render_html(side_view)).text
    assert "Heel lift (left) 21 mm 95 % interval 17 to 25 mm Seen in 1 of 2 repetitions." in text
    assert "Counts as seen from 8 mm." in text
    assert "Knee falling inward (left) 12.5°" in Page(render_html(front_view)).text
    wall = render_html(replace(side_view, protocol="knee-to-wall"))
    assert "middle two thirds of healthy adults" in Page(wall).text
    assert 'fill="var(--span)"' in wall
    assert "var(--span)" not in render_html(side_view).split("</style>")[1]


def test_what_is_missing_for_both_legs_is_named_once(nothing_measured: Assessment, side_view: Assessment) -> None:
    assert "Everything that this test looks for : no whole person was found" in Page(render_html(nothing_measured)).text
    both = tuple(replace(side_view.measures[3], side=side) for side in ("left", "right"))
    text = Page(render_html(replace(side_view, measures=(*side_view.measures[:3], *both)))).text
    assert "Toe-out (left and right)" in text


def test_every_quantity_is_defined_once_and_the_exercises_are_in_the_page(side_view: Assessment) -> None:
    html = render_html(side_view, programme=choose_programme([side_view]))
    text = Page(html).text
    assert text.count("tibia-to-foot angle, weight-bearing") == 1
    assert "Is there pain in the ankle, the foot or the knee now?" in text
    assert "In the recording a heel came up." in text
    assert html.count('class="exercise-card"') == len(choose_programme([side_view]).exercises)


def test_no_exercises_where_nothing_was_measured(nothing_measured: Assessment) -> None:
    assert "exercise-card" not in render_html(nothing_measured, programme=choose_programme([nothing_measured]))


def test_report_is_repeatable_small_and_written_whole(side_view: Assessment, tmp_path: Path) -> None:
    write_html(side_view, tmp_path / "report.html", key_frames=[PICTURE])
    assert (tmp_path / "report.html").read_text() == render_html(side_view, key_frames=[PICTURE])
    assert (tmp_path / "report.html").stat().st_size < 300_000
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]


def test_axes_have_the_decimal_mark_of_the_language(side_view: Assessment) -> None:
    def ticks(chart: Chart) -> list[str]:
        return re.findall(r"<text[^>]*>([\d.,]+)</text>", chart.wide_svg)

    english = ticks(angle_curves(side_view, report_words())[0])
    with speaking("de"):
        german = ticks(angle_curves(side_view, report_words())[0])
    assert "0.5" in english
    assert german == [tick.replace(".", ",") for tick in english]


def test_charts_carry_the_pages_colours_and_survive_odd_curves(side_view: Assessment) -> None:
    html = render_html(side_view)
    assert "var(--curve-1)" in html
    assert not re.search(r"(?:fill|stroke): #", html)
    nowhere = {"left_dorsiflexion_deg": np.full(60, np.nan), "left_knee_flexion_deg": np.zeros(60)}
    text = Page(render_html(replace(side_view, series=Series(side_view.series.time_s, nowhere)))).text
    assert "Knee bend" in text
    assert render_html(replace(side_view, series=Series(np.empty(0), {"left_knee_flexion_deg": np.empty(0)})))
    one = {"left_knee_flexion_deg": np.ones(1)}
    assert render_html(replace(side_view, series=Series(np.zeros(1), one)))


@pytest.mark.parametrize(
    ("moment", "caption"),
    [
        (KeyTime(0.0, "stance"), "Standing still"),
        (KeyTime(0.0, "best", repetition=2), "Attempt 2: deepest point, the best one"),
        (KeyTime(0.0, "flag", compensation="heel_lift", side="left"), "Heel lift at its largest (left)"),
    ],
)
def test_captions(moment: KeyTime, caption: str, nothing_measured: Assessment) -> None:
    assert moment_caption(moment, nothing_measured, report_words()) == caption
