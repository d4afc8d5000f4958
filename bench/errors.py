"""What an assessment is worth against the truth: errors of numbers, hits and false alarms of signs, repetitions."""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from truth import Number, Part, Sign, TrueClip

SAME_REPETITION_S = 0.7


@dataclass
class Errors:
    """Errors (found minus true) of one quantity, and how its 95 % intervals fared."""

    asked: int = 0
    errors: list[float] = field(default_factory=list)
    inside: list[bool] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)

    def add(self, found: dict[str, Any] | None, true: float, minus: float) -> None:
        """One answer (None where there is none); `minus` is taken off it and its interval first."""
        self.asked += 1
        if found is None:
            return
        self.errors.append(found["value"] - minus - true)
        if found["interval_95"]:
            low, high = found["interval_95"]
            self.inside.append(low - minus <= true <= high - minus)
            self.widths.append(high - low)

    @property
    def sizes(self) -> list[float]:
        """Without their signs, smallest first."""
        return sorted(abs(error) for error in self.errors)

    @property
    def mean(self) -> float:
        """Mean error without signs."""
        return statistics.fmean(self.sizes)

    @property
    def p95(self) -> float:
        """95 % of the errors are at most that large."""
        return self.sizes[math.ceil(0.95 * len(self.errors)) - 1]


@dataclass
class Hits:
    """How one sign was told. A declined answer counts as a miss where the sign is there."""

    true: int = 0
    false: int = 0
    found: int = 0
    false_alarms: int = 0
    declined: int = 0

    def add(self, status: str | None, true: bool) -> None:
        """One answer to whether the sign is there."""
        self.true += true
        self.false += not true
        self.declined += status not in ("present", "absent")
        if status == "present":
            self.found += true
            self.false_alarms += not true

    @property
    def f1(self) -> float | None:
        """2 TP / (2 TP + FP + FN); None where there was nothing to find and no false alarm."""
        asked = self.true + self.found + self.false_alarms
        return 2.0 * self.found / asked if asked else None


@dataclass
class Scores:
    """Everything counted over some clips; numbers and signs by (name, group)."""

    clips: int = 0
    repetitions: int = 0
    found: int = 0
    invented: int = 0
    not_assessable: int = 0
    rightly_declined: int = 0
    numbers: dict[tuple[str, str], Errors] = field(default_factory=lambda: defaultdict(Errors))
    signs: dict[tuple[str, str], Hits] = field(default_factory=lambda: defaultdict(Hits))

    def add(self, clip: TrueClip, assessment: dict[str, Any], group: str) -> None:
        """Count one assessment; `group` is where its errors go."""
        self.clips += 1
        if not clip.assessable:
            everything = [assessment, *assessment["repetitions"]]
            self.not_assessable += 1
            self.rightly_declined += not any(m["status"] == "measured" for e in everything for m in e["measures"])
            return
        pairs = list(matched(clip.repetitions, assessment["repetitions"]))
        self.repetitions += len(pairs)
        self.found += sum(found is not None for _, found in pairs)
        self.invented += len(assessment["repetitions"]) - sum(found is not None for _, found in pairs)
        for part, found in [*pairs, (clip.whole, assessment)]:
            for number in part.numbers:
                self._add_number(number, found, assessment, group)
            for sign in part.signs:
                self.signs[sign.name, group].add(status(found, sign), sign.true)

    def _add_number(self, number: Number, found: dict[str, Any] | None, whole: dict[str, Any], group: str) -> None:
        item, minus = measured(found, number.measure, number.side), 0.0
        if number.minus:
            stance = measured(whole, number.minus, number.side)
            item, minus = (item, stance["value"]) if stance else (None, 0.0)
        self.numbers[number.quantity, group].add(item, number.true, minus)


def matched(true: Sequence[Part], found: Sequence[dict[str, Any]]) -> Iterator[tuple[Part, dict[str, Any] | None]]:
    """Each true repetition beside the found one whose peak is nearest, within 0.7 s; each found one goes once."""
    left = list(found)
    for part in true:
        assert part.peak_s is not None
        best = min(left, key=lambda repetition: abs(repetition["peak_s"] - part.peak_s), default=None)
        if best is not None and abs(best["peak_s"] - part.peak_s) <= SAME_REPETITION_S:
            left.remove(best)
            yield part, best
        else:
            yield part, None


def measured(holder: dict[str, Any] | None, name: str, side: str) -> dict[str, Any] | None:
    """The measure of that name and side, if it was measured."""
    items = holder["measures"] if holder else []
    found = next((m for m in items if m["name"] == name and m["side"] in (side, None)), None)
    return found if found and found["status"] == "measured" else None


def status(holder: dict[str, Any] | None, sign: Sign) -> str | None:
    """`present`, `absent` or something else; the validity of an attempt is told likewise."""
    if holder is None:
        return None
    if sign.side is None:
        return "present" if holder["valid"] else "absent"
    name = sign.name.replace(" ", "_")
    told = (c["status"] for c in holder["compensations"] if c["name"] == name and c["side"] in (sign.side, None))
    return next(told, None)
