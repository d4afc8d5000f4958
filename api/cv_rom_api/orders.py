"""The parameters of an analysis, as they come in the query and go to the worker."""

from __future__ import annotations

from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from cv_rom.scene import Footwear, Scene
from cv_rom.texts import LANGUAGES, Language

ProtocolName = Literal["squat", "knee-to-wall", "half-kneeling", "auto"]
SUBJECT_CODE = r"^[\w.-]+$"
SideChoice = Literal["auto", "left", "right"]


class AnalysisOrder(BaseModel):
    """The parameters of an analysis. An empty value counts as not given, as forms send it."""

    model_config = ConfigDict(extra="forbid")

    protocol: ProtocolName = Field(
        default="auto", examples=["squat"], description="the movement in the video; auto = find out"
    )
    side: SideChoice = Field(
        default="auto", examples=["left"], description="the leg to measure; auto = the one that the view shows best"
    )
    foot_length_cm: float | None = Field(
        default=None, examples=[25.5], ge=10, le=40, description="gives centimetres a scale"
    )
    height_cm: float | None = Field(
        default=None, examples=[172], ge=80, le=250, description="body height; a coarser scale"
    )
    footwear: Footwear = Field(
        default="unknown", examples=["barefoot"], description="a raised heel shifts the zero of every ankle angle"
    )
    a4: bool = Field(default=False, description="a white sheet of A4 lies or stands beside the foot: gives a scale")
    name: str | None = Field(
        default=None, examples=["squat.mp4"], max_length=255, description="name of the video for the report"
    )
    language: Language = Field(
        default="en", examples=["de"], description="of the sentences in the result and in the report"
    )

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, values: Any) -> Any:
        return {name: value for name, value in values.items() if value != ""} if isinstance(values, dict) else values


class LivePicture(BaseModel):
    """Of what size the pictures of a live check were, and how far their camera was turned where that is known."""

    width_px: int
    height_px: int
    roll_deg: float | None = None
    roll_sd_deg: float = Scene.roll_sd_deg


class JobOrder(AnalysisOrder):
    """What a worker gets to know: the parameters, and whether its input is a video or what a live check recorded."""

    live: LivePicture | None = None


class Submission(AnalysisOrder):
    """What comes with a video: the parameters of its analysis, and whose it is."""

    subject: str | None = Field(
        default=None,
        max_length=64,
        pattern=SUBJECT_CODE,
        examples=["P-17"],
        description="code of the person, known to the clinic alone; never a name",
    )
    consent: bool = Field(
        default=False,
        validate_default=True,
        examples=[True],
        description="the person agreed that the video is analysed and the result kept; needed where `subject` is named",
    )

    @field_validator("consent")
    @classmethod
    def _is_given_for_a_subject(cls, consent: bool, info: ValidationInfo) -> bool:
        # Under a code results add up to the history of one person; without one a video stands alone.
        if info.data.get("subject") is not None and not consent:
            raise PydanticCustomError("consent", "must be true where a subject is named: ask the person first")
        return consent

    def order(self) -> JobOrder:
        """What the analysis gets to know."""
        return JobOrder(**self.model_dump(include=set(AnalysisOrder.model_fields)))


class LiveOrder(Submission):
    """What a live check begins with."""

    protocol: Literal["squat", "knee-to-wall"] = "squat"


ALLOWED: dict[str, list[Any]] = {
    "protocol": list(get_args(ProtocolName)),
    "side": list(get_args(SideChoice)),
    "foot_length_cm": [10, 40],
    "height_cm": [80, 250],
    "footwear": list(get_args(Footwear)),
    "a4": [],
    "name": [],
    "language": list(LANGUAGES),
    "subject": [],
    "consent": [],
}
"""What each parameter may be: the values, or the smallest and the largest one."""
