"""The command line: parses, calls, prints. Heavy imports wait until a command needs them."""

from __future__ import annotations

import json
import signal
import sys
from datetime import datetime
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from cv_rom import exit_codes, follow_up_commands, live_options
from cv_rom.errors import CvRomError, VideoError
from cv_rom.format_option import USUAL, FormatOption, chosen_formats
from cv_rom.language_option import LanguageOption, chosen_language
from cv_rom.person_options import FootLengthOption, FootwearName, FootwearOption, HeightOption, SideName, SideOption

app = typer.Typer(
    name="cv-rom",
    help="Ankle range of motion from video, with the compensations that spoil it and a stated uncertainty.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
models = typer.Typer(help="The pose models: list, verify, add your own.", no_args_is_help=True)
app.add_typer(models, name="models")
keys = typer.Typer(help="Keys of the HTTP service: create, list, revoke.", no_args_is_help=True)
app.add_typer(keys, name="keys")
app.add_typer(live_options.app)
app.add_typer(follow_up_commands.app)


class ProtocolName(str, Enum):
    """Protocols on the command line."""

    SQUAT = "squat"
    KNEE_TO_WALL = "knee-to-wall"
    HALF_KNEELING = "half-kneeling"
    AUTO = "auto"


@app.command()
def analyze(
    videos: Annotated[list[Path], typer.Argument(help="One video or more.", show_default=False)],
    protocol: Annotated[ProtocolName, typer.Option(help="The test that was filmed.")] = ProtocolName.AUTO,
    side: SideOption = SideName.AUTO,
    out: Annotated[Path | None, typer.Option(help="Folder for the reports; without it VIDEO-report.")] = None,
    foot_length_cm: FootLengthOption = None,
    height_cm: HeightOption = None,
    footwear: FootwearOption = FootwearName.UNKNOWN,
    a4: Annotated[bool, typer.Option("--a4", help="A white sheet of A4 is beside the foot; gives cm.")] = False,
    no_video: Annotated[bool, typer.Option("--no-video", help="Write no annotated video.")] = False,
    output_format: FormatOption = USUAL,
    keep_faces: Annotated[bool, typer.Option("--keep-faces", help="Do not blur faces.")] = False,
    language: LanguageOption = None,
) -> None:
    """Measure videos and write a report for each."""
    from cv_rom.analyze_command import Wishes, analyze_videos

    wishes = Wishes(
        protocol=protocol.value,
        side=side.value,
        foot_length_cm=foot_length_cm,
        height_cm=height_cm,
        footwear=footwear.value,
        a4=a4,
        formats=chosen_formats(output_format),
        video=not no_video,
        keep_faces=keep_faces,
        language=chosen_language(language),
    )
    raise typer.Exit(analyze_videos(videos, out, wishes))


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the reports.")] = Path("demo-reports"),
    language: LanguageOption = None,
) -> None:
    """Analyse the sample clips and say where the reports are."""
    from cv_rom.analyze_command import analyze_samples

    raise typer.Exit(analyze_samples(out, chosen_language(language)))


@app.command()
def marker(out: Annotated[Path, typer.Option(help="The drawing to write.")] = Path("marker.svg")) -> None:
    """Write the marker to print: beside the foot it gives centimetres."""
    from cv_rom.landmark_refinement.marker_sheet import marker_svg

    try:
        out.write_text(marker_svg(), encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(f"{out} cannot be written: {error.strerror}", param_hint="--out") from error
    typer.echo(f"{out}: print it at 100 % and check its ruler")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000,
    worker: Annotated[bool, typer.Option(help="Analyse here too; else `cv-rom worker` does it.")] = True,
) -> None:
    """Run the HTTP service."""
    # By name, as cv_rom stands below its service: no module of cv_rom imports cv_rom_api.
    import_module("cv_rom_api.server").serve(host, port, worker=worker)


@app.command()
def worker(
    name: Annotated[
        str | None, typer.Option("--id", help="Name among the workers, the same after a restart; else the machine's.")
    ] = None,
) -> None:
    """Analyse what a service with the same database and files puts on its waiting list."""
    import_module("cv_rom_api.worker").work(name)


@keys.command("create")
def create_key(
    clinic: Annotated[str, typer.Option(help="Whose results the key opens; made where it is new.")],
    label: Annotated[str, typer.Option(help="Who or what uses the key, for the list.")] = "",
) -> None:
    """Make a key and print it, this once."""
    import_module("cv_rom_api.administration").create_key(clinic, label)


@keys.command("list")
def list_keys() -> None:
    """List the keys by their prefixes."""
    import_module("cv_rom_api.administration").list_keys()


@keys.command("revoke")
def revoke_key(prefix: Annotated[str, typer.Argument(help="The key's prefix, as the list shows it.")]) -> None:
    """Make a key worthless, and end the sessions that were opened with it."""
    import_module("cv_rom_api.administration").revoke_key(prefix)


@app.command()
def audit(
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help="From then on, in UTC.")],
) -> None:
    """Print who read or changed what in the service, as tab-separated lines."""
    import_module("cv_rom_api.administration").print_audit_log(since)


@app.command()
def protocols(language: LanguageOption = None) -> None:
    """List the movement tests."""
    from cv_rom.protocols import PROTOCOLS
    from cv_rom.texts import speaking, text

    with speaking(chosen_language(language)):
        for name in PROTOCOLS:
            typer.echo(f"{name:14s} {text(f'report.protocols.{name}')}: {text(f'protocol.{name}')}")


@app.command()
def version(
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of assessment.json.")] = False,
) -> None:
    """Print the version, or the JSON Schema of the result file."""
    if schema:
        from cv_rom.reports.json_report import json_schema

        typer.echo(json.dumps(json_schema(), indent=2))
        return
    from importlib.metadata import version as installed

    typer.echo(f"cv-rom {installed('cv-rom')}")


@models.command("list")
def list_models() -> None:
    """List the installed models."""
    from cv_rom.pose_estimators.model_bundle import installed_bundles

    for bundle in installed_bundles():
        typer.echo(f"{bundle.name:28s} {bundle.kind:5s} {bundle.licence:12s} sha256 {bundle.sha256}")


@models.command("verify")
def verify_models() -> None:
    """Check every installed model against its manifest."""
    from cv_rom.pose_estimators.model_bundle import installed_bundles, verify

    for bundle in installed_bundles():
        verify(bundle)
        typer.echo(f"{bundle.name}: good")


@models.command("add")
def add_model(file: Annotated[Path, typer.Argument(help="A pose model bundle, NAME.task.")]) -> None:
    """Add a pose model bundle of your own."""
    from cv_rom.pose_estimators.mediapipe_estimator import MediapipeEstimator
    from cv_rom.pose_estimators.model_bundle import add_bundle

    bundle = add_bundle(file)
    with MediapipeEstimator(bundle):  # networks that do not fit each other fail only when run
        pass
    typer.echo(f"{bundle.name} added; use it by setting CV_ROM_MODEL={bundle.name}")


def _one_line(error: typer.TyperException) -> str:
    """What is wrong with the arguments, without the frame that typer draws around it."""
    told = getattr(error, "format_message", lambda: str(error))()
    return " ".join(told.replace("Value error, ", "").split()).rstrip(".")


def main() -> None:
    """Run the command line; every error of ours is one line on stderr and an exit code."""
    for name in ("SIGTERM", "SIGHUP"):  # as Ctrl-C: what is half written is taken away
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN:  # as under nohup
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        code = app(standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        code = exit_codes.INTERRUPTED
    except typer.TyperException as error:
        code = exit_codes.WRONG_USAGE
        if told := _one_line(error):  # nothing where the help was shown
            typer.echo(f"cv-rom: {told}; see cv-rom --help", err=True)
    except CvRomError as error:
        code = exit_codes.UNREADABLE if isinstance(error, VideoError) else exit_codes.WRONG_USAGE
        typer.echo(f"cv-rom: {error}", err=True)
    if code == exit_codes.INTERRUPTED:
        typer.echo("cv-rom: stopped; nothing half done is left behind", err=True)
    sys.exit(code)
