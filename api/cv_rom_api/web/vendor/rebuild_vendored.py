"""Take the vendored files anew from the packages that `manifest.toml` names; needs npm.

    python api/cv_rom_api/web/vendor/rebuild_vendored.py [--check]

`npm pack` fetches a package as it was published; its integrity (SHA-512) and that of each file (SHA-256) must be those
of the manifest. `--check` writes nothing and compares with the files that are here.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def packages() -> list[dict[str, Any]]:
    """What the manifest lists."""
    listed: list[dict[str, Any]] = tomllib.loads((HERE / "manifest.toml").read_text("utf-8"))["package"]
    return listed


def published_files(package: dict[str, Any]) -> Iterator[tuple[Path, bytes]]:
    """Where each file of a package belongs, and its content; ends the program where one is not as listed."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"{package['name']}@{package['version']}"
        command = ["npm", "pack", "--silent", "--pack-destination", folder, wanted]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if f"sha512-{digest}" != package["integrity"]:
            sys.exit(f"{wanted} is not what the manifest lists")
        with tarfile.open(archive) as files:
            for file in package["file"]:
                found = files.extractfile(file["taken_from"])
                content = found.read() if found else b""
                if hashlib.sha256(content).hexdigest() != file["sha256"]:
                    sys.exit(f"{file['taken_from']} of {wanted} is not what the manifest lists")
                yield HERE / package["folder"] / file["name"], content


def main() -> int:
    """Write the files, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the files here; write nothing")
    check = parser.parse_args().check
    differ = 0
    for package in packages():
        for path, content in published_files(package):
            same = path.is_file() and path.read_bytes() == content
            differ += not same
            if not check:
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(content)
            sys.stdout.write(f"{path.relative_to(HERE)}  {'same' if same else 'DIFFERS' if check else 'written'}\n")
    return int(check and differ > 0)


if __name__ == "__main__":
    raise SystemExit(main())
