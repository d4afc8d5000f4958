"""Curves of the angles over time as SVG, with their intervals, the repetitions, and the episodes of what was seen.

The SVGs carry class-like colour variables instead of fixed colours, so that the page can show them in its
light and its dark scheme, and plain text in the page's font.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import ScalarFormatter

from cv_rom.reports.timeline import signal_of
from cv_rom.reports.words import side_label, unit_text, with_side
from cv_rom.results import Assessment, Compensation
from cv_rom.texts import decimal, text
from cv_rom.texts.names import Words, capitalised, compensation_label

_CHARTS = {
    "ankle": ("dorsiflexion_deg", "tibia_inclination_deg"),
    "knee": ("knee_flexion_deg",),
    "heel": ("heel_height_mm",),
    "foot": ("foot_pitch_deg",),
    "knee_line": ("knee_valgus_deg",),
    "collapse": ("medial_collapse_mm",),
    "toe_out": ("toe_out_deg",),
    "wall": ("toe_to_wall_cm", "knee_to_wall_cm"),
}
_LEGEND_LETTERS = 38
"""So many letters of a legend fit beside its line; longer ones are set smaller."""
_FLAG_ROW = 0.1
"""Height of a row for the bars of one compensation, as a share of the chart."""
_SIZES_IN = {"wide": (8.6, 2.7), "narrow": (4.1, 3.0)}
_STYLES = ("-", (0, (5, 2)), (0, (1, 1.6)), (0, (6, 2, 1, 2)))

# Stand-ins that `_themed` replaces by the page's own colours.
_COLOURS = {
    "#000001": "var(--ink)",
    "#000002": "var(--curve-1)",
    "#000003": "var(--curve-2)",
    "#000004": "var(--curve-3)",
    "#000005": "var(--curve-4)",
    "#000006": "var(--band)",
    "#000007": "var(--flag)",
    "#000008": "var(--rule)",
}
_INK, _CURVES, _BAND, _FLAG, _RULE = "#000001", ("#000002", "#000003", "#000004", "#000005"), *list(_COLOURS)[5:]


class _Ticks(ScalarFormatter):
    """The numbers at an axis, with the decimal mark of the language that is spoken just now."""

    def __call__(self, x: float, pos: int | None = None) -> str:
        return str(super().__call__(x, pos)).replace(".", text("decimal_mark"))


_RC_LOCK = threading.Lock()  # matplotlib's settings belong to the whole process


@dataclass(frozen=True)
class Chart:
    """One chart: its heading, a sentence that says what it shows, and its SVG in two widths."""

    title: str
    description: str
    wide_svg: str
    narrow_svg: str


def angle_curves(assessment: Assessment, words: Words, *, most: int | None = None) -> tuple[Chart, ...]:
    """A chart for every group of curves that the assessment has, or for the first `most` of them."""
    return tuple(islice(_charts(assessment, words), most))


def _charts(assessment: Assessment, words: Words) -> Iterator[Chart]:
    columns = assessment.series.columns
    for key, quantities in _CHARTS.items():
        names = [f"{s}_{q}" for q in quantities for s in ("left", "right") if f"{s}_{q}" in columns]
        names = [name for name in names if np.isfinite(columns[name]).any()]
        if names:
            svgs = [_svg(assessment, key, names, size, words) for size in _SIZES_IN]
            description = _description(assessment, words["curves"][key], names, words)
            yield Chart(words["curves"][key], description, *svgs)


def _description(assessment: Assessment, title: str, names: Sequence[str], words: Words) -> str:
    labels = words["labels"]
    ranges = []
    for name in names:
        values, unit = assessment.series.columns[name], unit_text(name.rsplit("_", 1)[-1], words)
        low, high = (decimal(float(v), 0) + unit for v in (np.nanmin(values), np.nanmax(values)))
        ranges.append(labels["curve_range"].format(name=_curve_label(name, words), low=low, high=high))
    duration = decimal(float(np.ptp(assessment.series.time_s)), 1)
    return str(labels["curve_alt"].format(title=title, duration=duration, ranges=" ".join(ranges)))


def _curve_label(name: str, words: Words) -> str:
    side, quantity = name.split("_", 1)
    return f"{side_label(side, words)} {words['quantities'].get(quantity, quantity)}"


def _svg(assessment: Assessment, key: str, names: Sequence[str], size: str, words: Words) -> str:
    settings = {"svg.hashsalt": f"cv-rom {key} {size}", "svg.fonttype": "none", "font.size": 10, "hatch.linewidth": 0.6}
    with _RC_LOCK, mpl.rc_context(settings):
        axes = _axes(_SIZES_IN[size], legend_rows=len(names) if size == "narrow" else (len(names) + 1) // 2)
        _draw_curves(axes, assessment, names, words)
        _mark_repetitions(axes, assessment, names, words)
        _mark_flags(axes, assessment, names, words)
        _dress(axes, names[0].rsplit("_", 1)[-1], words, legend_columns=1 if size == "narrow" else 2)
        svg = io.StringIO()
        FigureCanvasSVG(axes.figure).print_svg(svg, metadata={"Date": None, "Creator": None})
    return _themed(svg.getvalue())


def _axes(size_in: tuple[float, float], *, legend_rows: int) -> Axes:
    """Axes with room for labels at the left and below, and for the legend above."""
    width, height = size_in[0], size_in[1] + 0.2 * legend_rows
    left, below, right, above = 0.65, 0.5, 0.1, 0.1 + 0.2 * legend_rows
    figure = Figure(figsize=(width, height))
    place = (left / width, below / height, 1.0 - (left + right) / width, 1.0 - (below + above) / height)
    return figure.add_axes(place)


def _draw_curves(axes: Axes, assessment: Assessment, names: Sequence[str], words: Words) -> None:
    series = assessment.series
    for i, name in enumerate(names):
        label = capitalised(_curve_label(name, words))
        values, colour = np.ma.masked_invalid(series.columns[name]), _CURVES[i % 4]
        half = series.half_intervals_95.get(name)
        if half is not None:
            axes.fill_between(series.time_s, values - half, values + half, color=colour, alpha=0.2, linewidth=0)
        axes.plot(series.time_s, values, color=colour, linestyle=_STYLES[i % 4], linewidth=2, label=label)
    low, high = _range(assessment, names)
    below = 0.14 + _FLAG_ROW * len(_flagged(assessment, names))
    axes.set_ylim(low - below * (high - low), high + 0.3 * (high - low))
    axes.set_xlim(float(series.time_s[0]), max(float(series.time_s[-1]), float(series.time_s[0]) + 0.1))


def _range(assessment: Assessment, names: Sequence[str]) -> tuple[float, float]:
    """Lowest and highest value of curves and their intervals, zero among them."""
    series = assessment.series
    none = np.zeros(len(series.time_s))
    halves = [np.nan_to_num(series.half_intervals_95.get(name, none)) for name in names]
    low = min(float(np.nanmin(series.columns[n] - half)) for n, half in zip(names, halves, strict=True))
    high = max(float(np.nanmax(series.columns[n] + half)) for n, half in zip(names, halves, strict=True))
    return min(0.0, low), max(10.0, high)


def _mark_repetitions(axes: Axes, assessment: Assessment, names: Sequence[str], words: Words) -> None:
    lowest = _FLAG_ROW * len(_flagged(assessment, names))  # the lines end above the names of the flags
    crowded = len(assessment.repetitions) > 6
    for r in assessment.repetitions:
        hatch = None if r.valid else "///"
        axes.axvspan(r.start_s, r.end_s, facecolor=_BAND, edgecolor=_RULE, linewidth=0.5, zorder=0, hatch=hatch)
        label = f"{r.index}" if r.valid or crowded else f"{r.index} {words['labels']['invalid_short']}"
        middle = (r.start_s + r.end_s) / 2.0
        axes.annotate(
            label, (middle, 0.97), xycoords=("data", "axes fraction"), ha="center", va="top", color=_INK, size=9
        )
        axes.plot([r.peak_s], [0.86], marker="v", color=_INK, markersize=6, transform=axes.get_xaxis_transform())
        axes.axvline(r.peak_s, ymin=lowest, ymax=0.84, color=_INK, linewidth=0.8, linestyle=":")


def _mark_flags(axes: Axes, assessment: Assessment, names: Sequence[str], words: Words) -> None:
    """Every episode of what this chart's view is about: shaded, with a bar in a row of its own below the curves."""
    several = len({name.split("_", 1)[0] for name in names}) > 1
    for row, c in enumerate(_flagged(assessment, names)):
        low = 0.01 + _FLAG_ROW * row
        for episode in c.episodes:
            span = (episode.start_s, episode.end_s)
            axes.axvspan(*span, facecolor=_FLAG, alpha=0.1, edgecolor="none", zorder=0.5)
            axes.axvspan(*span, low, low + 0.035, facecolor=_FLAG, edgecolor="none", zorder=3)
        label = with_side(compensation_label(c.name, words), c.side if several else None, words)
        late = c.episodes[0].start_s > float(np.mean(axes.get_xlim()))  # written to the left, else it leaves the chart
        place = (c.episodes[-1].end_s if late else c.episodes[0].start_s, low + 0.035)
        side = "right" if late else "left"
        axes.annotate(label, place, xycoords=("data", "axes fraction"), ha=side, va="bottom", color=_FLAG, size=9)


def _flagged(assessment: Assessment, names: Sequence[str]) -> list[Compensation]:
    return [c for c in assessment.compensations if c.episodes and _belongs(c, names)]


def _belongs(compensation: Compensation, names: Sequence[str]) -> bool:
    """A flag stands in the chart of its own curve and, as it spoils the ankle's angle, in the ankle's chart."""
    ankle = compensation.name == "heel_lift" and any(n.endswith("dorsiflexion_deg") for n in names)
    return ankle or f"{compensation.side}_{signal_of(compensation)}" in names


def _dress(axes: Axes, unit: str, words: Words, *, legend_columns: int) -> None:
    axes.set_xlabel(words["labels"]["time_axis"], color=_INK)
    axes.set_ylabel(words["axis_units"].get(unit, unit), color=_INK)
    axes.tick_params(colors=_INK)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(_Ticks())
    axes.grid(axis="y", color=_RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.patch.set_visible(False)
    axes.figure.patch.set_visible(False)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(_INK)
    place = {"loc": "lower left", "bbox_to_anchor": (0.0, 1.0), "borderaxespad": 0.2, "handlelength": 2.6}
    longest = max(len(text) for text in axes.get_legend_handles_labels()[1])
    size = min(10.0, 10.0 * _LEGEND_LETTERS / longest)
    axes.legend(**place, ncols=legend_columns, frameon=False, labelcolor=_INK, fontsize=size)


def _themed(svg: str) -> str:
    """The bare `<svg>` element, without fixed size and colours, and without names that could occur twice in a page."""
    svg = svg[svg.index("<svg") :]
    for unwanted in (r"<metadata>.*?</metadata>", r"<style.*?</style>", r" font-family: [^;]*;", r'(?<=<g) id="[^"]*"'):
        svg = re.sub(unwanted, "", svg, flags=re.DOTALL)
    head, body = svg.split(">", 1)
    svg = re.sub(r' (width|height)="[^"]*"', "", head) + ">" + body
    for stand_in, variable in _COLOURS.items():
        svg = svg.replace(stand_in, variable)
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
