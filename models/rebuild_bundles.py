"""Rebuild the model bundles of this folder, bit for bit, from the mediapipe 0.10.21 wheel.

    python models/rebuild_bundles.py [--out DIR] [--check]

The mediapipe releases that ship the Tasks API no longer ship the networks themselves; the wheel of
0.10.21 still holds them (Apache-2.0). This script installs that wheel into a throw-away virtual
environment, adds the normalization metadata the Tasks API asks for with the wheel's own metadata
writer, and stores the parts uncompressed (the runtime maps them into memory).

`--check` writes nothing and compares the result with the files that are here.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEEL = "mediapipe==0.10.21"  # needs Python 3.9 to 3.12

# Runs inside the throw-away environment, where the old wheel is installed.
BUILD = '''
import io, sys, zipfile
from pathlib import Path
import mediapipe
from mediapipe.tasks.python.metadata.metadata_writers import metadata_writer

root = Path(mediapipe.__file__).parent / "modules"
out = Path(sys.argv[1])


def with_metadata(path, mean, std):
    writer = metadata_writer.MetadataWriter.create((root / path).read_bytes())
    writer.add_image_input(norm_mean=[mean], norm_std=[std])
    return writer.populate()[0]


class Aligned(zipfile.ZipFile):
    """Stores each part on a four-byte boundary, so that the runtime can map it."""

    def _writecheck(self, info):
        padding = -(self.fp.tell() + len(info.FileHeader())) % 4
        self.fp.write(bytes(padding))
        info.header_offset += padding
        super()._writecheck(info)


parts = {
    "pose_detector.tflite": with_metadata("pose_detection/pose_detection.tflite", 127.5, 127.5),
    "pose_landmarks_detector.tflite": with_metadata("pose_landmark/pose_landmark_full.tflite", 0.0, 255.0),
}
with Aligned(out / "pose_landmarker_full.task", "w", zipfile.ZIP_STORED) as bundle:
    for name, data in parts.items():
        bundle.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
face = with_metadata("face_detection/face_detection_short_range.tflite", 127.5, 127.5)
(out / "face_detector_short_range.tflite").write_bytes(face)
'''
BUNDLES = ("pose_landmarker_full.task", "face_detector_short_range.tflite")


def build(out: Path) -> None:
    """Write the bundles into the folder `out`."""
    with tempfile.TemporaryDirectory() as tmp:
        venv.create(tmp, with_pip=True)
        python = Path(tmp) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", WHEEL], check=True)
        subprocess.run([python, "-c", BUILD, str(out)], check=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--check", action="store_true", help="compare with the files here; write nothing")
    args = parser.parse_args()
    if sys.version_info >= (3, 13):
        parser.error(f"{WHEEL} has no wheel for this Python; run this script with Python 3.11 or 3.12")
    if not args.check:
        build(args.out)
    with tempfile.TemporaryDirectory() as tmp:
        built = Path(tmp) if args.check else args.out
        if args.check:
            build(built)
        differs = 0
        for name in BUNDLES:
            digest = hashlib.sha256((built / name).read_bytes()).hexdigest()
            same = (HERE / name).is_file() and (HERE / name).read_bytes() == (built / name).read_bytes()
            differs += not same
            print(f"{digest}  {name}" + ("" if not args.check else "  same" if same else "  DIFFERS"))
    return int(args.check and differs > 0)


if __name__ == "__main__":
    raise SystemExit(main())
