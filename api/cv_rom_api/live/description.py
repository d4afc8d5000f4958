"""What a client has to know of `WS /v1/live`: a part of the OpenAPI description, which has no place for a WebSocket."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import get_args

from cv_rom.live_reading import LiveMessage, LiveReading, Step
from cv_rom_api.live.line import BURST, MESSAGES_PER_S, MOST_WRONG
from cv_rom_api.live.messages import MAX_MESSAGE_BYTES


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


DESCRIPTION = f"""\
Live checks: `WS /v1/live?protocol=squat` (or `knee-to-wall`) is a WebSocket, and therefore not in the list of calls.
The client finds the pose in its own pictures; points come here, no picture does. The other parameters are those of
`POST /v1/assessments`, and the key travels in the same header; where one is needed, a call without it is refused before
the line opens (401).

The first message comes from the service: `{{"resume_token": "...", "resume_s": 60}}`. From then on the client sends a
message for each picture, and each is answered by a reading or a problem: `{{"time_s": 0.033, "width": 1280, "height":
720, "landmarks": [[x, y, visibility], ...], "foot_motion": null}}`. `time_s` rises. `landmarks` are the 33 of
BlazePose: x to the right and y down as fractions of a picture that is not mirrored, visibility from 0 to 1; null where
nobody is seen. Optional: `upright_lines`, those of the room, each as [pixels right of the picture's middle, degrees to
the right at the top, length in pixels], and `light`, from 0 to 255: the lightest twentieth of the picture is at least
so bright.

Landmarks alone cannot tell a heel that lifts. Whenever `reference` in a reading rises, keep that picture of the
planted foot (the leg is `landmark_side`) and tell how patches of it moved since, in pixels to the right and down, each
with its standard deviation: `"foot_motion": {{"reference_time_s": 3.2, "left": null, "right": {{"heel": PATCH,
"forefoot": PATCH, "shank": {{"turn_deg": 12.1, "noise_deg": 0.4}}}}}}`, where PATCH is `{{"dx_px": 0.3, "dy_px": -4.1,
"noise_px": 0.4}}` or null; `shank` (clockwise) may be left out. In the knee-to-wall test `"ends": {{"heel_px": [x, y],
"toe_px": [x, y], "noise_px": 1.5}}` in the reference picture and `"knee": {{"at_px": [x, y], "noise_px": 1.5}}` in
this one give centimetres.

A reading has {_names(field.name for field in fields(LiveReading))}; what is not known is null. `step` is one of
{_names(get_args(Step))}; `message`, the one thing to tell the person now, null or one of
{_names(get_args(LiveMessage))}. `{{"stop": true}}` ends the check: the last reading has the step `done` and, as
`assessment`, the id for `GET /v1/assessments/{{id}}`, or null where nothing was measured.

A line that breaks while it measures is taken up again within `resume_s` seconds with the same key: open `WS
/v1/live?protocol=squat&resume=TOKEN`, and let `time_s` go on. The newest line speaks for the check, an older one is
closed. A check that nobody takes up again is analysed as if it had been stopped; its token then gets `live-over`
(410), as does that of a check whose line broke before it measured.

Limits: text frames of at most {MAX_MESSAGE_BYTES:,} bytes, a longer one closes the line; {MESSAGES_PER_S:g} messages a
second, {BURST:g} at once after a pause; unless the operator set it otherwise, 64 checks at the same time, 16 of them
with one key, 30 minutes a check and 20 s of silence. A problem comes as `{{"problem": {{...}}}}`, with `"ends": true`
where the line is closed after it. Up to {MOST_WRONG} wrong messages are told and left out; one more ends the line."""
