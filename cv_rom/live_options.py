"""`cv-rom live`: its options."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from cv_rom.format_option import USUAL, FormatOption, chosen_formats
from cv_rom.language_option import LanguageOption, chosen_language
from cv_rom.person_options import FootLengthOption, FootwearName, FootwearOption, HeightOption, SideName, SideOption

app = typer.Typer()


class ProtocolName(str, Enum):
    """Protocols of a live check, which must be named."""

    SQUAT = "squat"
    KNEE_TO_WALL = "knee-to-wall"


@app.command()
def live(
    protocol: Annotated[ProtocolName, typer.Option(help="The test that is done.")] = ProtocolName.SQUAT,
    side: SideOption = SideName.AUTO,
    camera: Annotated[int, typer.Option(min=0, help="Number of the camera, from 0.")] = 0,
    video: Annotated[Path | None, typer.Option(help="Play this video instead of using a camera.")] = None,
    headless: Annotated[
        bool,
        typer.Option("--headless", help="No window, no safety questions: ask them first. Prints JSON lines."),
    ] = False,
    fast: Annotated[bool, typer.Option("--fast", help="With --video: as fast as can be, not in its own time.")] = False,
    out: Annotated[Path | None, typer.Option(help="Folder for the reports; without it none.")] = None,
    foot_length_cm: FootLengthOption = None,
    height_cm: HeightOption = None,
    footwear: FootwearOption = FootwearName.UNKNOWN,
    output_format: FormatOption = USUAL,
    safety_checked: Annotated[
        bool, typer.Option("--safety-checked", help="The safety questions were asked, and nothing speaks against it.")
    ] = False,
    language: LanguageOption = None,
) -> None:
    """Measure live, with the camera of this computer; stop with Q or Ctrl-C."""
    from cv_rom.live_command import run_live
    from cv_rom.live_workflow import LiveRequest

    if fast and video is None:
        raise typer.BadParameter("a camera has its own time; give --video FILE too", param_hint="--fast")
    formats = chosen_formats(output_format)
    if output_format != USUAL and out is None:
        raise typer.BadParameter("reports are written with --out DIR only; give it too", param_hint="--format")
    request = LiveRequest(
        protocol=protocol.value,
        side=side.value,
        camera=camera,
        video=video,
        fast=fast,
        foot_length_cm=foot_length_cm,
        height_cm=height_cm,
        footwear=footwear.value,
        language=chosen_language(language),
    )
    ask = not (safety_checked or headless or video is not None)
    raise typer.Exit(run_live(request, out, formats=formats, headless=headless, ask=ask))
