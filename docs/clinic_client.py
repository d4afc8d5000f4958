"""Send a video to a cv-rom service, follow its analysis, keep the report and the FHIR bundle, print the key figure.

    export CV_ROM_KEY=cvrom_...    # where the service asks for one
    python clinic_client.py squat.mp4 --protocol squat --subject K-17 --consent --out K-17

Needs Python 3.11 or newer and nothing else: copy it and change it as you like. Ends with 0 where the key figure was
measured, with 4 where the video did not show it, with 1 where something went wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import uuid
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode, urlsplit

KEY_FIGURES = ("best_toe_to_wall_cm", "best_peak_dorsiflexion_deg")  # the first one that was measured is printed
FILES = {"report.html": "report.html", "assessment.json": "assessment.json", "fhir": "fhir.json"}
OVER = ("done", "failed", "cancelled")
TRIES = 6
TIMEOUT_S = 60.0


class Service:
    """The calls of a service; each is tried again while the service is busy or cannot be reached."""

    def __init__(self, url: str, key: str | None) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            sys.exit(f"{url} is no address of a service: give it as http://127.0.0.1:8000 or https://rom.example.org")
        connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self.connection = connect(parts.netloc, timeout=TIMEOUT_S)
        self.headers = {"Authorization": f"Bearer {key}"} if key else {}

    def send(self, video: Path, parameters: dict[str, str]) -> str:
        """Upload a video; returns the path of its assessment."""
        # The same key with each try: where the answer was lost, the service knows that it has the video already.
        headers = {"Idempotency-Key": str(uuid.uuid4()), "Content-Length": str(video.stat().st_size)}
        with video.open("rb") as file:
            answer = self.call("POST", f"/v1/assessments?{urlencode(parameters)}", file, headers)
        return str(answer.headers["Location"])

    def follow(self, location: str) -> dict[str, Any]:
        """The state of an assessment once it is over; says how far it is until then."""
        while True:
            with suppress(OSError, HTTPException):  # where it breaks, the next round goes on where the analysis is
                for line in self.call("GET", f"{location}/events"):  # server-sent events: their data is all we need
                    if line.startswith(b"data: "):
                        state: dict[str, Any] = json.loads(line[6:])
                        print(f"{state['status']}, {state['progress']:.0%}", file=sys.stderr)
                        if state["status"] in OVER:
                            return state
            time.sleep(1)

    def fetch(self, path: str) -> bytes:
        """A file of an assessment."""
        return self.call("GET", path).read()

    def call(
        self, method: str, path: str, body: IO[bytes] | None = None, headers: dict[str, str] | None = None
    ) -> HTTPResponse:
        """The answer, to be read; ends the program with the service's own words where it refuses."""
        for i in range(TRIES):
            wait_s = 2.0**i
            try:
                answer = self.ask(method, path, body, {**self.headers, **(headers or {})})
            except (OSError, HTTPException) as error:  # no connection, or one that broke
                reason = str(error)
            else:
                if answer.status < 400:
                    return answer
                reason = json.loads(answer.read() or b"{}").get("detail", answer.reason)
                if answer.status not in (429, 503):
                    sys.exit(f"refused ({answer.status}): {reason}")
                wait_s = float(answer.headers.get("Retry-After", wait_s))
            print(f"again in {wait_s:g} s: {reason}", file=sys.stderr)
            time.sleep(wait_s)
        sys.exit(f"given up after {TRIES} tries: {reason}")

    def ask(self, method: str, path: str, body: IO[bytes] | None, headers: dict[str, str]) -> HTTPResponse:
        """Send a request once, on a fresh connection: an answer before this one may not have been read to its end."""
        if body is not None:
            body.seek(0)
        self.connection.close()
        self.connection.request(method, path, body, headers)
        return self.connection.getresponse()


def key_figure(measures: list[dict[str, Any]]) -> dict[str, Any]:
    """The measure to print: the first of `KEY_FIGURES` that has a value, else the first one with its reason."""
    known = [measure for name in KEY_FIGURES for measure in measures if measure["name"] == name]
    return next((measure for measure in known if measure["value"] is not None), known[-1])


def in_words(measure: dict[str, Any]) -> str:
    """A number never stands without its interval, and a missing one never without its reason."""
    side = f" ({measure['side']})" if measure["side"] else ""
    if measure["value"] is None:
        return f"{measure['name']}{side}: not assessable, {measure['reason']}"
    low, high = measure["interval_95"]
    return f"{measure['name']}{side}: {measure['value']:.1f} {measure['unit']}, 95 % interval {low:.1f} to {high:.1f}"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("video", type=Path)
    parser.add_argument("--service", default="http://127.0.0.1:8000")
    parser.add_argument("--out", type=Path, default=Path(), help="folder for report and bundle")
    parser.add_argument("--protocol", default="auto", choices=("squat", "knee-to-wall", "auto"))
    parser.add_argument("--side", default="auto", choices=("left", "right", "auto"))
    parser.add_argument("--foot-length-cm", default="")
    parser.add_argument("--height-cm", default="")
    parser.add_argument("--footwear", default="unknown", choices=("barefoot", "shoes", "unknown"))
    parser.add_argument("--subject", default="", help="code of the person, never a name; needs --consent")
    parser.add_argument("--consent", action="store_true", help="the person agreed to the analysis and that it is kept")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    if not given.video.is_file():
        sys.exit(f"there is no video {given.video}")
    names = ("protocol", "side", "foot_length_cm", "height_cm", "footwear", "subject")
    parameters = {name: getattr(given, name) for name in names if getattr(given, name)}
    parameters |= {"name": given.video.name, "consent": str(given.consent).lower()}
    service = Service(given.service, os.environ.get("CV_ROM_KEY"))
    location = service.send(given.video, parameters)
    state = service.follow(location)
    if state["status"] != "done":
        sys.exit(f"{state['status']}: {(state['problem'] or {}).get('detail', '')}")
    given.out.mkdir(parents=True, exist_ok=True)
    for name, file in FILES.items():
        (given.out / file).write_bytes(service.fetch(f"{location}/{name}"))
    figure = key_figure(state["assessment"]["measures"])
    print(in_words(figure))
    return 0 if figure["value"] is not None else 4


if __name__ == "__main__":
    sys.exit(main())
