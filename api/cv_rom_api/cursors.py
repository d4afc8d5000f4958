"""Cursors of a list: where the next page begins, as text that a client only hands back."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime

from cv_rom_api import problems

_ID = re.compile(r"[0-9a-f]{32}")


def encode(created_at: datetime, assessment_id: str) -> str:
    """The cursor behind this assessment."""
    return base64.urlsafe_b64encode(f"{created_at.isoformat()} {assessment_id}".encode()).decode().rstrip("=")


def decode(cursor: str) -> tuple[datetime, str]:
    """Moment and id of the assessment behind which the page begins. Raises `ProblemError`."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        moment, _, assessment_id = text.partition(" ")
        created_at = datetime.fromisoformat(moment)
        if created_at.tzinfo is None or not _ID.fullmatch(assessment_id):
            raise ValueError
        return created_at.astimezone(UTC), assessment_id
    except (ValueError, OverflowError):  # the latter for the first and last days of the calendar
        raise problems.wrong_parameter("cursor", "is none of this service; take `next_cursor` as it is") from None
