"""How large and how long a video may be: a file of a few bytes can claim pictures and hours that fill any machine."""

from __future__ import annotations

from dataclasses import dataclass

from cv_rom.errors import VideoError, VideoLimitError

SHORTEST_SIDE_PX = 32
"""In a smaller picture nobody can be measured."""
LONGEST_SHAPE = 10
"""A picture longer than this many times its shorter side shows no whole person."""


@dataclass(frozen=True)
class VideoLimits:
    """Beyond these a video is refused; the defaults are for somebody's own files.

    Attributes:
        max_pixels: largest picture, by default 8K.
        max_duration_s: longest clip, by what the file declares and by the times of its pictures.
        max_frames: most pictures, declared or decoded; by default the longest clip at 60 a second.

    """

    max_pixels: int = 8192 * 4320
    max_duration_s: float = 3600.0
    max_frames: int = 216_000

    def check_picture(self, name: str, width: int, height: int) -> None:
        """Raise `VideoLimitError` for a picture that is too large, `VideoError` for one that shows nobody."""
        if width * height > self.max_pixels:
            most = f"{self.max_pixels / 1e6:.3g} megapixels are the most"
            raise VideoLimitError(f"{name}: pictures of {width} x {height} are too large ({most}); scale it down")
        short, long = sorted((width, height))
        if short < SHORTEST_SIDE_PX or long > LONGEST_SHAPE * short:
            raise VideoError(f"{name}: pictures of {width} x {height} cannot show a person; film again")

    def check_length(self, name: str, duration_s: float | None, frames: int | None, *, declared: bool = False) -> None:
        """Raise `VideoLimitError` for a clip that lasts too long or has too many pictures."""
        if duration_s is not None and duration_s > self.max_duration_s:
            found, most = f"lasts {spoken_duration(duration_s)}", spoken_duration(self.max_duration_s)
        elif frames is not None and frames > self.max_frames:
            found, most = f"has {frames} pictures", f"{self.max_frames}"
        else:
            return
        says, repair = ("says that it ", ", or export it again if that is wrong") if declared else ("", "")
        raise VideoLimitError(f"{name}: it {says}{found}, {most} are the most; cut it to the exercise{repair}")


DEFAULT_LIMITS = VideoLimits()


def spoken_duration(duration_s: float) -> str:
    """A duration as people say it: `90 s`, `10 min`, `3 h`, `years`."""
    if duration_s < 120:
        return f"{duration_s:.3g} s"
    if duration_s < 7200:
        return f"{duration_s / 60:.0f} min"
    return f"{duration_s / 3600:.0f} h" if duration_s < 8760 * 3600 else "years"
