"""`report.html`: one self-contained page for people, without scripts and without anything from outside."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from cv_rom.reports import page_meaning, page_summary, page_tables
from cv_rom.reports.angle_curves import Chart, angle_curves
from cv_rom.reports.cautions import cautions
from cv_rom.reports.key_frames import KeyFrame
from cv_rom.reports.key_times import KeyTime
from cv_rom.reports.page_templates import fill_template
from cv_rom.reports.whole_file import write_whole
from cv_rom.reports.words import side_label, with_unit
from cv_rom.results import Assessment, Programme
from cv_rom.texts import report_words, text
from cv_rom.texts.names import Words, capitalised, compensation_label


def write_html(
    assessment: Assessment,
    path: Path,
    *,
    key_frames: Sequence[KeyFrame] = (),
    video_name: str | None = None,
    faces_blurred: bool = True,
    programme: Programme | None = None,
) -> None:
    """Write the report in the language that is spoken just now, whole or not at all.

    `video_name` is the annotated video beside it, where there is one; `faces_blurred` says whether the faces in
    `key_frames` are; the exercises of `programme` are shown where anything was measured.
    """
    page = render_html(
        assessment, key_frames=key_frames, video_name=video_name, faces_blurred=faces_blurred, programme=programme
    )
    write_whole(path, page)


def render_html(
    assessment: Assessment,
    *,
    key_frames: Sequence[KeyFrame] = (),
    video_name: str | None = None,
    faces_blurred: bool = True,
    programme: Programme | None = None,
) -> str:
    """The report as a page. Every text that comes from outside (file names, settings) is escaped."""
    words = report_words()
    shown = _sections(assessment, key_frames, programme, words)
    return fill_template(
        "report.html.j2",
        **shown,
        a=assessment,
        w=words,
        labels=words["labels"],
        attempt=assessment.noun,
        video_name=video_name,
        faces_blurred=faces_blurred,
        created=page_summary.created(assessment),
        view_facts=page_summary.view_facts(assessment, words),
        contents=_contents(assessment, shown, words),
        settings=_settings(assessment),
        t=text,
        svg=Markup,  # the drawings of exercises are ours, made of numbers, so they go into the page as they are
    )


def _sections(
    assessment: Assessment, key_frames: Sequence[KeyFrame], programme: Programme | None, words: Words
) -> dict[str, Any]:
    """What the sections of the page hold."""
    pictures = [_picture(k, assessment, words) for k in key_frames]
    repetitions = page_tables.repetition_rows(assessment, words)
    return {
        "cautions": [warning.text for warning in cautions(assessment)],
        "cards": page_summary.cards(assessment, words),
        "meaning": page_meaning.meaning(assessment, words),
        "next_steps": page_meaning.next_steps(assessment, words),
        "gaps": page_summary.gaps(assessment, words),
        "closeups": [picture for picture in pictures if picture["enlarged"]],
        "pictures": [picture for picture in pictures if not picture["enlarged"]],
        "columns": page_tables.column_labels(assessment, words),
        "repetitions": repetitions,
        "count_text": page_tables.count_text(assessment, repetitions, words),
        "unchecked": page_tables.common_unchecked(assessment, words),
        "side": page_tables.common_side(assessment),
        "compensations": page_tables.compensation_rows(assessment, words),
        "charts": [_chart(c) for c in angle_curves(assessment, words)],
        "programme": programme if assessment.measured_anything else None,
        "measures": page_tables.measure_rows(assessment, words),
        "definitions": page_tables.definitions(assessment, words),
    }


def _contents(assessment: Assessment, shown: Mapping[str, object], words: Words) -> list[tuple[str, str]]:
    """Anchors and titles of the sections that the page has, in their order."""
    headings, measured = words["headings"], assessment.measured_anything
    sections = (
        ("h-meaning", headings["meaning" if shown["meaning"] else "next"], True),
        ("h-closeup", headings["closeup"], shown["closeups"]),
        ("h-gaps", headings["not_assessed"], True),
        ("h-pictures", headings["pictures"], shown["pictures"]),
        ("h-repetitions", headings["repetitions"], measured),
        ("h-compensations", headings["compensations"], measured and shown["compensations"]),
        ("h-curves", headings["curves"], measured and shown["charts"]),
        ("h-exercises", headings["exercises"], shown["programme"]),
        ("h-numbers", headings["numbers"], measured),
        ("h-definitions", headings["definitions"], measured),
        ("h-recording", headings["recording"], True),
        ("h-suitable", headings["suitable"], True),
    )
    return [(anchor, title) for anchor, title, there in sections if there]


def _picture(key_frame: KeyFrame, assessment: Assessment, words: Words) -> dict[str, Any]:
    return {
        "caption": moment_caption(key_frame.moment, assessment, words),
        "time": with_unit(key_frame.moment.time_s, "s", words),
        "readings": key_frame.readings,
        "enlarged": key_frame.moment.kind in ("foot_standing", "foot_lifted"),
        "width": key_frame.width_px,
        "height": key_frame.height_px,
        "data": "data:image/jpeg;base64," + base64.b64encode(key_frame.jpeg).decode("ascii"),
    }


def moment_caption(moment: KeyTime, assessment: Assessment, words: Words) -> str:
    """`Repetition 2: deepest point`."""
    on_both = moment.kind == "flag" and moment.side is None
    return capitalised(
        words["moments"]["flag_both" if on_both else moment.kind].format(
            repetition=words["labels"][assessment.noun],
            number=moment.repetition,
            compensation=compensation_label(moment.compensation or "", words),
            side=side_label(moment.side, words).lower(),
        )
    )


def _chart(chart: Chart) -> dict[str, Any]:
    """The SVGs are ours, made of numbers and of our own words, so they go into the page as they are."""
    return {
        "title": chart.title,
        "description": chart.description,
        "wide": Markup(chart.wide_svg),
        "narrow": Markup(chart.narrow_svg),
    }


def _settings(assessment: Assessment) -> list[tuple[str, str]]:
    if assessment.provenance is None:
        return []
    settings = assessment.provenance.settings.items()
    return [(key, value if isinstance(value, str) else json.dumps(value, default=str)) for key, value in settings]
