"""What a client sends during a live check, checked, and as the core knows it."""

from __future__ import annotations

import math
from typing import Annotated, Literal, Self

import numpy as np
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from cv_rom.blazepose import pose_of_landmarks
from cv_rom.foot_motion import FootMotion, FootPatches, PatchMotion, ShankTurn
from cv_rom.outlines import FootEnds, KneeEnd
from cv_rom.poses import Pose
from cv_rom.skeleton import LANDMARK_COUNT
from cv_rom_api.live import live_problems

MAX_MESSAGE_BYTES = 16_384
"""A frame takes less than 6,000."""
_LONGEST_QUOTE = 200
_MOST_LINES = 30

_Place = Annotated[float, Field(ge=-10.0, le=10.0)]
_Landmark = tuple[_Place, _Place, Annotated[float, Field(ge=0.0, le=1.0)]]
_Pixels = Annotated[int, Field(ge=16, le=8192)]
_Point = tuple[float, float]
_EndNoise = Annotated[float, Field(gt=0.0, le=100.0)]
_SHORTEST_FOOT_PX = 16.0


class _Message(BaseModel):
    model_config = ConfigDict(allow_inf_nan=False, strict=True)


class _Patch(_Message):
    dx_px: float
    dy_px: float
    noise_px: Annotated[float, Field(gt=0.0)]

    def motion(self) -> PatchMotion:
        return PatchMotion(self.dx_px, self.dy_px, self.noise_px)


class _Shank(_Message):
    turn_deg: float
    noise_deg: Annotated[float, Field(gt=0.0)]


class _FootEnds(_Message):
    heel_px: _Point
    toe_px: _Point
    noise_px: _EndNoise

    @model_validator(mode="after")
    def _is_a_foot(self) -> Self:
        if math.dist(self.heel_px, self.toe_px) < _SHORTEST_FOOT_PX:
            raise ValueError(f"heel and toes lie at least {_SHORTEST_FOOT_PX:g} pixels apart")
        return self

    def found(self) -> FootEnds:
        return FootEnds(np.array(self.heel_px), np.array(self.toe_px), self.noise_px)


class _KneeEnd(_Message):
    at_px: _Point
    noise_px: _EndNoise


class _Leg(_Message):
    heel: _Patch | None
    forefoot: _Patch | None
    shank: _Shank | None = None
    ends: _FootEnds | None = None
    knee: _KneeEnd | None = None

    @property
    def points(self) -> list[_Point]:
        """The ends of foot and knee, as far as they are told."""
        foot = [] if self.ends is None else [self.ends.heel_px, self.ends.toe_px]
        return foot if self.knee is None else [*foot, self.knee.at_px]

    def patches(self) -> FootPatches:
        return FootPatches(
            heel=None if self.heel is None else self.heel.motion(),
            forefoot=None if self.forefoot is None else self.forefoot.motion(),
            shank=None if self.shank is None else ShankTurn(self.shank.turn_deg, self.shank.noise_deg),
            ends=None if self.ends is None else self.ends.found(),
            knee=None if self.knee is None else KneeEnd(np.array(self.knee.at_px), self.knee.noise_px),
        )


class _FootMotion(_Message):
    reference_time_s: float
    left: _Leg | None
    right: _Leg | None


_UprightLine = tuple[
    Annotated[float, Field(ge=-8192.0, le=8192.0)],
    Annotated[float, Field(ge=-15.0, le=15.0)],
    Annotated[float, Field(gt=0.0, le=16384.0)],
]


class LiveFrame(_Message):
    """What one picture showed: landmarks as fractions of the picture, null where nobody is seen.

    `foot_motion` tells of a leg that is followed how its patches moved since the reference picture; and, by those who
    look for them, the `ends` of the foot in the reference picture and the front of the `knee` in this one, inside the
    picture, pixels from its upper left corner. `upright_lines` are those of the room: pixels right of the picture's
    middle, degrees to the right at the top, length in pixels; null where they were not looked for. `light` is how
    bright the lightest twentieth of the picture is at least, by each pixel's brightest colour.
    """

    time_s: Annotated[float, Field(ge=0.0, le=1e9)]
    width: _Pixels
    height: _Pixels
    landmarks: Annotated[list[_Landmark], Field(min_length=LANDMARK_COUNT, max_length=LANDMARK_COUNT)] | None
    foot_motion: _FootMotion | None = None
    upright_lines: Annotated[list[_UprightLine], Field(max_length=_MOST_LINES)] | None = None
    light: Annotated[float, Field(ge=0.0, le=255.0)] | None = None

    @field_validator("foot_motion")
    @classmethod
    def _ends_lie_inside(cls, found: _FootMotion | None, info: ValidationInfo) -> _FootMotion | None:
        width, height = info.data.get("width", math.inf), info.data.get("height", math.inf)
        legs = () if found is None else (found.left, found.right)
        points = [point for leg in legs if leg is not None for point in leg.points]
        if not all(0.0 <= x <= width and 0.0 <= y <= height for x, y in points):
            raise ValueError("the ends of foot and knee lie inside the picture")
        return found

    def pose(self) -> Pose:
        """The landmarks in pixels."""
        if self.landmarks is None:
            return Pose.nobody(self.time_s)
        return pose_of_landmarks(self.time_s, self.landmarks, width_px=self.width, height_px=self.height)

    def motion(self) -> FootMotion | None:
        """How the feet moved, where that was followed."""
        found = self.foot_motion
        if found is None:
            return None
        left, right = (None if leg is None else leg.patches() for leg in (found.left, found.right))
        return FootMotion(found.reference_time_s, left, right)


class Stop(_Message):
    """The wish to end the check."""

    stop: Literal[True]


_READER: TypeAdapter[LiveFrame | Stop] = TypeAdapter(Annotated[LiveFrame | Stop, Field(union_mode="left_to_right")])


def read_message(text: str | None) -> LiveFrame | Stop:
    """A message, None for a binary one; raises `ProblemError` that names what is wrong with it."""
    if text is None:
        raise live_problems.wrong_message("a binary frame: messages are JSON in text frames")
    if len(text) > MAX_MESSAGE_BYTES:
        raise live_problems.wrong_message(f"a message holds at most {MAX_MESSAGE_BYTES} bytes")
    try:
        return _READER.validate_json(text)
    except ValidationError as error:
        raise live_problems.wrong_message(_in_words(error)) from None


def _in_words(error: ValidationError) -> str:
    """The first fault of a frame (of a stop, where it was to be one), without what was sent."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    of_stop = [fault for fault in faults if fault["type"] == "literal_error"]  # nothing of a frame is a literal
    of_frame = [fault for fault in faults if fault["loc"][:1] != ("Stop",)]
    first = (of_stop or of_frame)[0]
    place = ".".join(str(part) for part in first["loc"] if part not in ("LiveFrame", "Stop"))
    return f"{place or 'the message'}: {first['msg']}"[:_LONGEST_QUOTE]
