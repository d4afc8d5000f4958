"""The second page of the PDF report: the repetitions, the curves, what is missing, definitions and provenance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cv_rom.reports import page_summary, page_tables
from cv_rom.reports.angle_curves import angle_curves
from cv_rom.reports.cautions import cautions
from cv_rom.reports.key_times import best_repetition
from cv_rom.reports.pdf_document import GREEN, RED, SOFT, PdfDocument, Style
from cv_rom.reports.pdf_first_page import gap_section, left_out, list_section
from cv_rom.reports.pdf_layout import Part, Section, draw_sections
from cv_rom.reports.pdf_parts import SMALL, ChartFigure, Paragraph
from cv_rom.reports.pdf_table import Cell, Table
from cv_rom.results import Assessment, Measure
from cv_rom.texts import decimal
from cv_rom.texts.names import Words

_MOST_ROWS = 14  # the note below the table among them
_DEEPEST = "▼"  # as in the chart
_FINE = Style(6.6, colour=SOFT)
_CHART_MM = 148.0


def draw_second_page(page: PdfDocument, y_mm: float, bottom_mm: float, assessment: Assessment, words: Words) -> None:
    """As much of each section as fits; the less important gives way."""
    if assessment.measured_anything:
        sections = [
            _repetitions(page, assessment, words),
            _curves(assessment, words),
            gap_section(assessment, words, yields=4),
            _recording(assessment, words),
            _definitions(assessment, words),
            _reading(assessment, words),
        ]
    else:
        sections = [_recording(assessment, words), *_purposes(words)]
    sections.append(_provenance(assessment, words))
    draw_sections(page, [section for section in sections if section.parts], y_mm, bottom_mm - y_mm)


def _repetitions(page: PdfDocument, assessment: Assessment, words: Words) -> Section:
    labels, rows = words["labels"], page_tables.repetition_rows(assessment, words)
    heading = words["headings"]["repetitions"]
    if not rows:
        return Section(heading, [Paragraph(labels["no_repetitions"])], least=1)
    valid = page_tables.count_text(assessment, rows, words)
    side, unchecked = page_tables.common_side(assessment), page_tables.common_unchecked(assessment, words)
    table = repetition_table(assessment, rows, words, with_unchecked=not unchecked)
    parts: list[Part] = [*table.parts(page)]
    best = next((i for i, row in enumerate(rows) if row.index == best_repetition(assessment)), 0)
    keep = sorted({0, best, len(rows)})  # the last is the note below
    if unchecked:
        parts.append(Paragraph(f"{labels['unchecked']}: {unchecked}. {labels['unchecked_note']}", style=SMALL))
    return Section(
        f"{heading}: {valid}" + (f". {words['leg'][side]}" if side else ""),
        parts,
        least=min(4, len(parts)),
        most=_MOST_ROWS,
        yields=3,
        gap_mm=0.0,
        keep=[i for i in keep if i < len(parts)],
        more=left_out("more_repetitions", words),
    )


def repetition_table(
    assessment: Assessment, rows: Sequence[page_tables.RepetitionRow], words: Words, *, with_unchecked: bool = False
) -> Table:
    """A line for each repetition: when, valid or not and why, its numbers, what was seen, what was not checked."""
    labels = words["labels"]
    names = [labels[assessment.noun], labels["valid"], *page_tables.column_labels(assessment, words), labels["seen"]]
    headings = [Cell(name, bold=True) for name in names]
    headings.insert(1, Cell(labels["lasts"], f"{_DEEPEST} {labels['lowest']}", bold=True))
    cells = [_row(row, words) for row in rows]
    if with_unchecked:
        headings.append(Cell(labels["unchecked"], bold=True))
        cells = [(*line, Cell(row.unchecked)) for line, row in zip(cells, rows, strict=True)]
    return Table(headings, cells)


def _row(row: page_tables.RepetitionRow, words: Words) -> tuple[Cell, ...]:
    labels = words["labels"]
    valid = Cell(f"✓ {labels['yes']}", row.why, GREEN) if row.valid else Cell(f"✗ {labels['no']}", row.why, RED)
    if row.valid and not row.checked:
        valid = Cell(f"– {labels['unknown']}", row.why, SOFT)
    values = (Cell(value, interval, bold=True) for value, interval in row.cells)
    when = Cell(row.time, f"{_DEEPEST} {row.lowest}")
    return (Cell(str(row.index), bold=True), when, valid, *values, Cell(row.seen))


def _curves(assessment: Assessment, words: Words) -> Section:
    legend = Paragraph(words["labels"]["curve_legend"], style=_FINE)
    parts = [
        part for chart in angle_curves(assessment, words, most=1) for part in (ChartFigure(chart, _CHART_MM), legend)
    ]
    return Section(words["headings"]["curves"], parts, least=len(parts))


def _recording(assessment: Assessment, words: Words) -> Section:
    labels = words["labels"]
    facts = "  ·  ".join(f"{name}: {value}" for name, value in _recording_facts(assessment, words))
    told = cautions(assessment)  # on the first page
    warnings = [Paragraph(warning.text) for warning in assessment.quality.warnings if warning not in told]
    parts = [Paragraph(facts, style=SMALL), *warnings]
    if not assessment.quality.warnings:
        parts.append(Paragraph(labels["no_warnings"], style=SMALL))
    return Section(words["headings"]["recording"], parts, least=1, yields=5, more=left_out("more_warnings", words))


def _recording_facts(assessment: Assessment, words: Words) -> Sequence[tuple[str, str]]:
    labels, units, source, scale = words["labels"], words["units"], assessment.source, assessment.scale
    size = labels["scale_sources"][scale.source]
    if scale.uncertainty_percent is not None:
        size += f" (± {decimal(scale.uncertainty_percent, 1)}{units['percent']})"
    facts = [(labels["scale"], size)]
    if source is None:
        return facts
    facts.insert(0, (labels["size"], f"{source.width} × {source.height}"))
    if source.frame_rate_mean is not None:
        uneven = f" ({labels['variable']})" if source.variable_frame_rate else ""
        facts.insert(0, (labels["frame_rate"], decimal(source.frame_rate_mean, 1) + uneven))
    facts.insert(0, (labels["frames"], f"{source.frames_decoded} / {source.frames_with_person}"))
    return [(labels["duration"], decimal(source.duration_s, 1) + units["s"]), *facts]


def _definitions(assessment: Assessment, words: Words) -> Section:
    told = page_tables.definitions(_measured(assessment), words)
    texts = (*(f"{name}: {definition}" for name, definition in told), words["labels"]["summaries"])
    parts = [Paragraph(text, style=_FINE) for text in texts]
    heading, more = words["headings"]["definitions"], left_out("more_definitions", words)
    return Section(heading, parts, yields=6, gap_mm=0.3, more=more)


def _measured(assessment: Assessment) -> Assessment:
    """The assessment without what has no value, of which nothing is to be defined here."""

    def with_values(measures: Sequence[Measure]) -> tuple[Measure, ...]:
        return tuple(m for m in measures if m.value is not None)

    repetitions = tuple(replace(r, measures=with_values(r.measures)) for r in assessment.repetitions)
    return replace(assessment, measures=with_values(assessment.measures), repetitions=repetitions)


def _reading(assessment: Assessment, words: Words) -> Section:
    change = words["change"].get(assessment.protocol)
    lines = (*words["reading"], *([change] if change else []))
    return list_section(words["headings"]["reading"], lines, words, yields=7, style=SMALL)


def _purposes(words: Words) -> list[Section]:
    """What the report is for, and what not."""
    return [list_section(words["labels"][key], words[key], words, yields=1) for key in ("suitable", "unsuitable")]


def _provenance(assessment: Assessment, words: Words) -> Section:
    labels, made, source = words["labels"], assessment.provenance, assessment.source
    facts: list[tuple[str, str]] = [(labels["schema"], assessment.schema)]
    if made is not None:
        settings = "; ".join(f"{key}: {value}" for key, value in made.settings.items() if value is not None)
        facts += [
            (labels["version"], made.cv_rom_version),
            (words["facts"]["created"], page_summary.created(assessment)),
            (labels["model"], made.model_name),
            (labels["model_hash"], made.model_sha256),
            (labels["settings"], settings),
        ]
    if source is not None:
        facts.append((labels["video_hash"], source.sha256))
    text = "  ·  ".join(f"{name}: {value}" for name, value in facts)
    return Section(words["headings"]["provenance"], [Paragraph(text, style=_FINE)], least=1)
