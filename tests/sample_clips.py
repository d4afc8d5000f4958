"""The clips in samples/ with their truth, and their analysis through the command line.

Run as a script (`make expected`) it writes samples/expected anew.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SAMPLES = Path(__file__).parent.parent / "samples"
EXPECTED = SAMPLES / "expected"
TRUTH: dict[str, dict[str, Any]] = tomllib.loads((SAMPLES / "samples.toml").read_text("utf-8"))


def analyze(name: str, out: Path, video: Path | None = None) -> dict[str, Any]:
    """The assessment that `cv-rom analyze` writes into `out` for the sample `name`, or for another take of it."""
    sample = TRUTH[name]
    options = {option: sample[option] for option in ("protocol", "side", "foot_length_cm", "height_cm")}
    arguments = [f"--{option.replace('_', '-')}={value}" for option, value in options.items()]
    run = "import sys; from cv_rom.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", run, "analyze", str(video or SAMPLES / sample["file"]), *arguments]
    command += ["--footwear=barefoot", "--no-video", "--language=en", "--format=json", f"--out={out}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    if done.returncode != 0:
        raise RuntimeError(f"cv-rom analyze {name} ended with {done.returncode}: {done.stderr}")
    assessment: dict[str, Any] = json.loads((out / "assessment.json").read_text("utf-8"))
    return assessment


def refresh_expected() -> None:
    """Analyse every sample and keep the assessment, without what differs from run to run."""
    EXPECTED.mkdir(exist_ok=True)
    for name in TRUTH:
        with TemporaryDirectory() as out:
            assessment = analyze(name, Path(out))
        assessment["provenance"].pop("created_at")
        text = json.dumps(assessment, indent=1, ensure_ascii=False) + "\n"
        (EXPECTED / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    refresh_expected()
