"""FHIR Observations: one a measure and side, one a compensation and side, one for the repetitions.

The 95 % interval is a component with a `valueRange`. `referenceRange` would call it the range of healthy people, and
an extension of our own would be dropped or refused by systems that do not know it; a component is shown by them all.
What was found in each repetition stands as components of the clip's mean, or of the clip's compensation: they share
its body site and method, and make no sense apart from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cv_rom.reports.words import invalid_reason, reason_text, threshold_text, with_side
from cv_rom.results import Assessment, Compensation, Interval, Measure, Reason, Repetition
from cv_rom.texts.names import Words, compensation_label, measure_label
from cv_rom_api.fhir import codes
from cv_rom_api.fhir.codes import Element


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the observations of one assessment, without what all of them share (identity, subject, time, device)."""

    assessment: Assessment
    words: Words

    def observations(self) -> Iterator[tuple[str, Element]]:
        """Key that is unique within the assessment, and the observation."""
        for measure in self.assessment.measures:
            yield f"measure/{measure.name}/{measure.side}", self._measure(measure)
        for compensation in self.assessment.compensations:
            yield f"compensation/{compensation.name}/{compensation.side}", self._compensation(compensation)
        yield "measure/valid_repetitions/None", self._valid_repetitions()

    def _measure(self, measure: Measure) -> Element:
        """A number of the whole clip; the numbers behind a mean are its components."""
        components = [*_interval(measure.interval_95, measure.unit, "interval-95", self._interval_label)]
        if measure.name.startswith("mean_"):
            components += self._behind_mean(measure)
        text = with_side(measure_label(measure.name, self.words), measure.side, self.words)
        return self._observation(
            {"coding": codes.measure_coding(measure.name), "text": text},
            self._value(measure),
            codes.body_site(measure.name, measure.side),
            f"{self._setup}. {measure.definition}.{self._scale(measure.unit)}",
            components,
        )

    def _behind_mean(self, mean: Measure) -> Iterator[Element]:
        """The value of every repetition with its interval; nothing where no repetition has one."""
        name, side = mean.name.removeprefix("mean_"), mean.side
        found = [
            (repetition, measure)
            for repetition in self.assessment.repetitions
            for measure in repetition.measures
            if (measure.name, measure.side) == (name, side)
        ]
        if all(measure.value is None for _, measure in found):
            return
        for repetition, measure in found:
            key, label = f"repetition-{repetition.index}", self._repetition_label(repetition)
            yield _component(key, label, self._value(measure))
            label = f"{label}: {self._interval_label}"
            yield from _interval(measure.interval_95, measure.unit, f"{key}-interval-95", label)

    def _compensation(self, found: Compensation) -> Element:
        """Whether a compensation is present, its largest deviation, the threshold, and repetition by repetition."""
        components = []
        if found.peak is not None:
            components.append(
                _component("peak", "Largest deviation", _quantity_value(found.peak.value, found.peak.unit))
            )
            label = f"Largest deviation: {self._interval_label}"
            components += _interval(found.peak.interval_95, found.peak.unit, "peak-interval-95", label)
        limit = found.threshold
        components.append(_component("threshold", "Threshold", _quantity_value(limit.value, limit.unit)))
        components += self._behind_compensation(found)
        text = with_side(compensation_label(found.name, self.words), found.side, self.words)
        called = f"Called present from {threshold_text(limit.value, limit.unit, self.words)} on ({limit.source})."
        note = self.words["compensation_notes"].get(found.name, "")
        return self._observation(
            {"coding": [{"system": codes.COMPENSATION, "code": found.name}], "text": text},
            self._status(found),
            codes.body_site(found.name, found.side),
            f"{self._setup}. {called} {note}".rstrip() + self._scale(limit.unit),
            components,
        )

    def _behind_compensation(self, clip: Compensation) -> Iterator[Element]:
        if clip.status == "not_assessable":
            return
        for repetition in self.assessment.repetitions:
            for found in repetition.compensations:
                if (found.name, found.side) == (clip.name, clip.side):
                    label = self._repetition_label(repetition)
                    yield _component(f"repetition-{repetition.index}", label, self._status(found))

    def _valid_repetitions(self) -> Element:
        """How many repetitions count, and why the others do not; absent, not zero, where none was found."""
        repetitions = self.assessment.repetitions
        valid = sum(repetition.valid for repetition in repetitions)
        return self._observation(
            {"coding": [{"system": codes.MEASURE, "code": "valid_repetitions"}], "text": "Valid repetitions"},
            {"valueInteger": valid} if repetitions else self._absent("no_repetition"),
            None,
            f"{self._setup}.",
            [
                _component(f"repetition-{r.index}", self._noun(r), {"valueCodeableConcept": {"text": self._judged(r)}})
                for r in repetitions
            ],
        )

    def _judged(self, repetition: Repetition) -> str:
        """`valid; not checked in this view: arch collapse`."""
        why = ", ".join(invalid_reason(code, self.words) for code in repetition.invalid_reasons)
        verdict = "valid" if repetition.valid else f"not valid: {why}"
        extra = self.words["unchecked"]
        unchecked = [extra.get(name) or compensation_label(name, self.words) for name in repetition.unchecked]
        return "; ".join([verdict] + ([f"not checked in this view: {', '.join(unchecked)}"] if unchecked else []))

    def _observation(
        self, code: Element, value: Element, site: Element | None, method: str, components: Sequence[Element]
    ) -> Element:
        observation: Element = {
            "resourceType": "Observation",
            "status": "final",
            "category": [{"coding": [codes.EXAM]}],
            "code": code,
            **value,
            "note": [{"text": self.words["disclaimer"]}],
            "method": {"text": method},
        }
        if site is not None:
            observation["bodySite"] = site
        if components:
            observation["component"] = list(components)
        return observation

    def _value(self, measure: Measure) -> Element:
        if measure.value is not None:
            return _quantity_value(measure.value, measure.unit)
        assert measure.reason is not None  # as results.Measure promises
        return self._absent(measure.reason)

    def _status(self, found: Compensation) -> Element:
        if found.status != "not_assessable":
            return {"valueCodeableConcept": {"text": found.status}}
        assert found.reason is not None
        return self._absent(found.reason)

    def _absent(self, reason: Reason) -> Element:
        return {"dataAbsentReason": codes.absent_reason(reason, reason_text(reason, self.words))}

    @property
    def _setup(self) -> str:
        """`Squat, one video from the side, footwear: barefoot; markerless pose estimation`."""
        words, found = self.words, self.assessment
        protocol = words["protocols"].get(found.protocol, found.protocol)
        view, footwear = words["planes"][found.view.plane], words["footwear"][found.subject.footwear]
        return f"{protocol}; one video, view {view}; footwear {footwear}; markerless pose estimation"

    def _scale(self, unit: str) -> str:
        """Where centimetres come from, for what is measured in them."""
        if unit not in ("cm", "mm"):
            return ""
        return f" Centimetres from: {self.words['labels']['scale_sources'][self.assessment.scale.source]}."

    @property
    def _interval_label(self) -> str:
        return str(self.words["labels"]["interval"])

    def _noun(self, repetition: Repetition) -> str:
        return f"{self.words['labels'][self.assessment.noun]} {repetition.index}"

    def _repetition_label(self, repetition: Repetition) -> str:
        """`Repetition 2`; one that does not count says so."""
        return self._noun(repetition) + ("" if repetition.valid else " (not valid)")


def _component(key: str, text: str, value: Element) -> Element:
    return {"code": {"coding": [{"system": codes.COMPONENT, "code": key}], "text": text}, **value}


def _quantity_value(value: float, unit: str) -> Element:
    return {"valueQuantity": codes.quantity(value, unit)}


def _interval(interval: Interval | None, unit: str, key: str, label: str) -> Iterator[Element]:
    """The interval as a component; nothing where it is not known."""
    if interval is not None:
        low, high = (codes.quantity(end, unit) for end in interval)
        yield _component(key, label, {"valueRange": {"low": low, "high": high}})
