"""`session.html`: the clips of one sitting on one page, left beside right, with what is still to be filmed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cv_rom.reports import page_summary, page_tables
from cv_rom.reports.cautions import caution_at, cautions, retold_warning
from cv_rom.reports.page_templates import fill_template
from cv_rom.reports.whole_file import write_whole
from cv_rom.reports.words import interval_text, reason_text, value_text, with_unit
from cv_rom.results import Assessment, MissingView, Session, SessionCompensation, SideName
from cv_rom.texts import report_words
from cv_rom.texts.names import Words, capitalised, compensation_label, measure_label, why_missing

_SHOWN = (
    "best_toe_to_wall_cm",
    "best_knee_to_wall_cm",
    "best_peak_dorsiflexion_deg",
    "best_peak_dorsiflexion_change_deg",
    "best_peak_tibia_inclination_deg",
    "best_peak_knee_flexion_deg",
    "hold_s",
    "mean_toe_out_deg",
    "mean_peak_knee_valgus_deg",
    "mean_peak_medial_collapse_mm",
)
"""The numbers of a session, the sides' first, then the front's."""
_SIDES: tuple[SideName, ...] = ("left", "right")


@dataclass(frozen=True)
class SideCell:
    """What is said of one leg: a value or an answer, what stands below it, and from which clip (1, 2, ...) it is."""

    main: str
    below: str
    clip: int | None
    status: str = ""


@dataclass(frozen=True)
class SidesRow:
    """A row with a cell for the left and one for the right leg."""

    label: str
    cells: tuple[SideCell, ...]

    @property
    def seen(self) -> bool:
        """Whether it was seen on one leg at least."""
        return any(cell.status == "present" for cell in self.cells)


def write_session_html(session: Session, path: Path, *, programme_name: str | None = None) -> None:
    """Write the page in the language that is spoken just now, whole or not at all; arguments as in
    `render_session_html`.
    """
    write_whole(path, render_session_html(session, programme_name=programme_name))


def render_session_html(session: Session, *, programme_name: str | None = None) -> str:
    """The page; `programme_name` is the sheet of exercises beside it, where there is one."""
    words = report_words()
    return fill_template(
        "session.html.j2",
        s=session,
        w=words,
        labels=words["labels"],
        tests=[_test(session, protocol, words) for protocol in session.protocols],
        missing=[missing_view(missing, words) for missing in session.missing],
        clips=[_clip(clip, words) for clip in session.clips],
        cautions=clip_cautions(session, words),
        warnings=[retold_warning(warning) for warning in session.warnings],
        programme_name=programme_name,
    )


def clip_cautions(session: Session, words: Words) -> list[str]:
    """What makes numbers of a clip unreliable, with the clip that it is about."""
    of_clip = words["session"]["from_clip"]
    return [
        f"{capitalised(of_clip.format(number=number))}: {retold_warning(warning)}"
        for number, clip in enumerate(session.clips, start=1)
        for warning in cautions(clip)
    ]


def _test(session: Session, protocol: str, words: Words) -> dict[str, Any]:
    return {
        "protocol": protocol,
        "title": words["protocols"].get(protocol, protocol),
        "measures": measure_rows(session, protocol, words),
        "compensations": compensation_rows(session, protocol, words),
    }


def measure_rows(session: Session, protocol: str, words: Words) -> list[SidesRow]:
    """The numbers of a test that were measured for one leg at least."""
    of_test = [m for m in session.measures if m.protocol == protocol and not page_summary.no_hold(m.measure)]
    told = {(m.measure.name, m.measure.side): m for m in of_test}
    rows = []
    for name in _SHOWN:
        cells = []
        for side in _SIDES:
            found = told.get((name, side))
            if found is None:
                cells.append(SideCell(words["no_side"], "", None))
                continue
            m = found.measure
            interval = interval_text(m.interval_95, m.unit, words)
            caution = caution_at(name, side, session.clips[found.clip], words)
            below = ". ".join(text for text in (interval, caution.removesuffix(".")) if text)
            cells.append(SideCell(value_text(m, words), below, found.clip + 1))
        if any(cell.clip is not None for cell in cells):
            rows.append(SidesRow(measure_label(name, words), tuple(cells)))
    return rows


def compensation_rows(session: Session, protocol: str, words: Words) -> list[SidesRow]:
    """What was looked for in a test, and whether it was seen; what was comes first."""
    of_test = [c for c in session.compensations if c.protocol == protocol]
    told = {(c.compensation.name, c.compensation.side): c for c in of_test}
    names = dict.fromkeys(name for name, side in told if side is not None)
    rows = [
        SidesRow(compensation_label(name, words), tuple(_answer(told.get((name, side)), words) for side in _SIDES))
        for name in names
    ]
    return sorted(rows, key=lambda row: not row.seen)


def _answer(found: SessionCompensation | None, words: Words) -> SideCell:
    if found is None or found.clip is None:
        why = "" if found is None else reason_text(found.compensation.reason, words)
        return SideCell(words["statuses"]["not_assessable"], why, None, "not_assessable")
    compensation = found.compensation
    peak = "" if compensation.peak is None else with_unit(compensation.peak.value, compensation.peak.unit, words)
    below = f"{words['labels']['largest']}: {peak}" if peak else ""
    return SideCell(page_tables.result_text(compensation, words), below, found.clip + 1, compensation.status)


def missing_view(missing: MissingView, words: Words) -> dict[str, str]:
    """What is missing, why, and how to film it."""
    said, sides = words["session"], [words["sides"][side] for side in missing.sides]
    _, how = words["reasons"][missing.reason] if missing.reason else ("", "")
    return {
        "what": said[f"missing_{missing.view}"].format(side=", ".join(sides)),
        "test": words["protocols"].get(missing.protocol, missing.protocol),
        "why": why_missing(missing.reason, missing.invalid_reasons, words),
        "how": f"{said[f'how_{missing.view}'].format(side=sides[0].lower())} {how}".strip(),
    }


def _clip(clip: Assessment, words: Words) -> dict[str, Any]:
    return {
        "name": clip.source.name if clip.source else words["no_side"],
        "protocol": words["protocols"].get(clip.protocol, clip.protocol),
        "noun": clip.noun,
        "view": page_summary.view_facts(clip, words),
        "footwear": words["footwear"][clip.subject.footwear],
        "created": page_summary.created(clip),
        "columns": page_tables.column_labels(clip, words),
        "rows": page_tables.repetition_rows(clip, words),
        "warnings": [retold_warning(warning) for warning in clip.quality.warnings],
    }
