"""Why a live check is refused, or ended by the service."""

from __future__ import annotations

from cv_rom_api.problems import ProblemError, problem


def too_many_live(limit: int) -> ProblemError:
    """No room for another live check."""
    return problem("too-many-live", 429, "Too many live checks", f"{limit} live checks are running. Try again later.")


def live_idle(idle_s: float) -> ProblemError:
    """A live check whose camera sends nothing."""
    return problem("live-idle", 408, "Live check idle", f"Nothing was received for {idle_s:g} s.")


def live_over() -> ProblemError:
    """A live check that cannot be taken up again."""
    detail = "This live check is over. What it measured, if anything, is in the list of assessments."
    return problem("live-over", 410, "Live check over", detail)


def wrong_message(detail: str) -> ProblemError:
    """A message of a live check that cannot be used."""
    return problem("wrong-message", 422, "Wrong message", detail)
