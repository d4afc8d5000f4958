"""Accuracy: clips with known truth through the command line, errors in tables (Markdown).

The definitions of the errors are in `truth` (what is compared, which clips form a group) and `errors` (how it is
counted). Every assessment is kept in build/bench/assessments.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import variations
import without
from errors import Errors, Hits, Scores
from truth import ROOT, TrueClip, clips_in

BENCH = ROOT / "build" / "bench"
AS_RECORDED = "as_recorded"
Assessed = tuple[TrueClip, dict[str, Any]]
Row = TypeVar("Row")
IN_VARIATIONS = (
    "dorsiflexion, change from stance, deg",
    "tibia inclination, change from stance, deg",
    "heel height, mm",
    "toe to wall, cm",
    "knee valgus, deg",
    "toe-out, deg",
)
IN_METHODS = ("dorsiflexion, deg", "dorsiflexion, change from stance, deg", "heel height, mm")
METHOD_GROUPS = ("core", "off axis", "degraded")
WITHOUT = f"{shlex.quote(sys.executable)} {shlex.quote(str(Path(__file__).with_name('without.py')))}"
GROUPS = ("core", "off axis", "degraded", "front")
NUMBER_HEAD = "clips|quantity|answered|mean error|bias|95 % within|worst|truth in the interval|its mean width"
SIGN_HEAD = "clips|sign|there|found|F1|false alarms|declined"
MARK, END = "<!-- {}: written by bench/run.py -->", "<!-- end of {} -->"


def assess(clip: TrueClip, command: str, folder: Path) -> dict[str, Any]:
    """The assessment of a clip by `command`, a cv-rom with or without its arguments; errors end the bench."""
    out = folder / clip.name
    options = [f"--{name}={value}" for name, value in clip.options.items()]
    arguments = ["analyze", str(clip.video), *options, "--no-video", "--format=json", f"--out={out}"]
    done = subprocess.run([*shlex.split(command), *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 4):  # 4: nothing could be measured, which the assessment says
        raise SystemExit(f"{clip.name}: {done.stderr.strip()}")
    found: dict[str, Any] = json.loads((out / "assessment.json").read_text("utf-8"))
    return found


def assessed(clips: Iterable[TrueClip], command: str, name: str) -> list[Assessed]:
    """Every clip with its assessment; `name` says which set of clips that is."""
    pairs = []
    for clip in clips:
        pairs.append((clip, assess(clip, command, BENCH / "assessments" / name)))
        print(f"  {name}: {clip.name}", flush=True)
    return pairs


def counted(pairs: Iterable[Assessed], group: str = "") -> Scores:
    """Their errors, each clip in its own group or all in the one given."""
    total = Scores()
    for clip, assessment in pairs:
        total.add(clip, assessment, group or clip.group)
    return total


# --- tables -----------------------------------------------------------------------------------------------------------


def table(head: str, rows: Iterable[Sequence[str]]) -> str:
    columns = head.split("|")
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def number_row(name: str, group: str, e: Errors) -> list[str]:
    answered = f"{len(e.errors)} of {e.asked}"
    if not e.errors:
        return [group, name, answered, *["-"] * 6]
    figures = [f"{e.mean:.1f}", f"{sum(e.errors) / len(e.errors):+.1f}", f"{e.p95:.1f}", f"{e.sizes[-1]:.1f}"]
    return [group, name, answered, *figures, *coverage(e)]


def coverage(e: Errors) -> tuple[str, str]:
    if not e.widths:
        return "-", "-"
    return f"{sum(e.inside)} of {len(e.inside)}", f"{sum(e.widths) / len(e.widths):.1f}"


def sign_row(name: str, group: str, h: Hits) -> list[str]:
    f1 = "-" if h.f1 is None else f"{h.f1:.2f}"
    found, alarms = f"{h.found} of {h.true}", f"{h.false_alarms} of {h.false}"
    return [group, name, str(h.true), found, f1, alarms, f"{h.declined} of {h.true + h.false}"]


def counts(s: Scores) -> str:
    text = f"{s.clips} clips, {s.repetitions} repetitions: {s.found} found, {s.invented} invented."
    if s.not_assessable:
        text += f" Not assessable: {s.not_assessable}, of which declined {s.rightly_declined}."
    return text + "\n"


def accuracy_tables(s: Scores) -> str:
    """Counts, numbers and signs by group."""
    numbers = table(NUMBER_HEAD, (number_row(*key, e) for key, e in by_group(s.numbers)))
    signs = table(SIGN_HEAD, (sign_row(*key, h) for key, h in by_group(s.signs)))
    return "\n".join([counts(s), numbers, signs])


def by_group(counted: Mapping[tuple[str, str], Row]) -> list[tuple[tuple[str, str], Row]]:
    """Group by group, quantities in the order in which they were first met."""
    return sorted(counted.items(), key=lambda item: GROUPS.index(item[0][1]))


def variation_tables(by_name: dict[str, Scores]) -> str:
    """Counts, then one row a variation: numbers as "mean (worst), truth in the interval, its width"; then the signs."""
    head = "|".join(["variation", "repetitions found", *IN_VARIATIONS])
    numbers = table(
        head,
        ([name.replace("_", " "), f"{s.found} of {s.repetitions}", *_cells(s, name)] for name, s in by_name.items()),
    )
    signs = sorted({sign for s in by_name.values() for sign, _ in s.signs})
    rows = (
        [name.replace("_", " "), *(_sign_cell(s.signs[sign, name]) for sign in signs)] for name, s in by_name.items()
    )
    return "\n".join([counts(by_name[AS_RECORDED]), numbers, table("|".join(["variation", *signs]), rows)])


def method_table(by_part: dict[str, Scores]) -> str:
    """One row a method: mean error (worst) of side views by group, and the heel lifts told wrongly or not at all."""
    columns = [(quantity, group) for quantity in IN_METHODS for group in METHOD_GROUPS]
    head = ["method", *(f"{quantity}: {group}" for quantity, group in columns), "heel lifts missed, invented"]
    rows = []
    for name, s in by_part.items():
        lifts = [s.signs["heel lift", group] for group in METHOD_GROUPS]
        wrong = f"{sum(h.true - h.found for h in lifts)}, {sum(h.false_alarms for h in lifts)}"
        rows.append([name.replace("-", " "), *(_mean_and_worst(s.numbers[column]) for column in columns), wrong])
    return table("|".join(head), rows)


def _mean_and_worst(e: Errors) -> str:
    return f"{e.mean:.1f} ({e.sizes[-1]:.1f})" if e.errors else "-"


def _cells(s: Scores, group: str) -> Iterator[str]:
    for quantity in IN_VARIATIONS:
        e = s.numbers[quantity, group]
        inside, width = coverage(e)
        yield f"{_mean_and_worst(e)}, {inside}, {width}" if e.errors else f"0 of {e.asked} answered"


def _sign_cell(h: Hits) -> str:
    """Found of those there; false alarms and declined answers where there are any."""
    text = f"{h.found} of {h.true}"
    text += f", {h.false_alarms} false" if h.false_alarms else ""
    return text + (f", {h.declined} declined" if h.declined else "")


# --- the whole --------------------------------------------------------------------------------------------------------


def report(folder: Path | None, command: str, *, only: Sequence[str], page: Path | None) -> None:
    """The tables by group, of all clips or of those whose names start like `only`."""
    tables = accuracy_tables(counted(assessed(chosen(folder, only), command, AS_RECORDED)))
    hand_over("accuracy", tables, page)


def report_variations(
    folder: Path, command: str, names: Sequence[str], *, only: Sequence[str], page: Path | None
) -> None:
    """The tables by variation; the first row are the same clips as recorded."""
    clips = chosen(folder, only)
    by_name = {AS_RECORDED: counted(assessed(clips, command, AS_RECORDED), AS_RECORDED)}
    by_name |= {name: counted(assessed(vary(clips, name), command, name), name) for name in names}
    hand_over("variations", variation_tables(by_name), page)


def report_methods(folder: Path | None, command: str, *, only: Sequence[str], page: Path | None) -> None:
    """What each part of the method is worth: the errors with all of it, and with one part taken away."""
    clips = chosen(folder, only)
    by_part = {"all of it": counted(assessed(clips, command, AS_RECORDED))}
    for part in without.PARTS:
        name = f"without {part}"
        by_part[name] = counted(assessed(clips, f"{WITHOUT} {part}", name))
    hand_over("methods", method_table(by_part), page)


def chosen(folder: Path | None, only: Sequence[str]) -> list[TrueClip]:
    return [clip for clip in clips_in(folder) if not only or clip.name.startswith(tuple(only))]


def hand_over(name: str, tables: str, page: Path | None) -> None:
    """Print the tables, keep them in build/bench and, if asked for, in the marked block of a page."""
    kept = BENCH / f"{name}.md"
    kept.write_text(tables, encoding="utf-8")
    print(f"\n{tables}\n(kept in {kept.relative_to(ROOT)})")
    if page:
        replace_block(page, name, tables)


def vary(clips: Sequence[TrueClip], name: str) -> list[TrueClip]:
    """The same clips after one variation, written where they are not there yet."""
    folder = BENCH / "variations" / name
    for clip in clips:
        variations.write(clip.video, name, folder)
    names = {clip.name for clip in clips}
    return [clip for clip in clips_in(folder) if clip.name in names]


def replace_block(page: Path, name: str, block: str) -> None:
    """Put `block` between the two marks of that name."""
    text = page.read_text("utf-8")
    before, start, rest = text.partition(MARK.format(name))
    _, end, after = rest.partition(END.format(name))
    if not (start and end):
        raise SystemExit(f"{page} has no block `{name}`")
    page.write_text(f"{before}{start}\n\n{block}\n{end}{after}", encoding="utf-8")
