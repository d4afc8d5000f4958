"""How many analyses came to which end, and how long they took: totals that only grow, whatever is deleted later.

They are written in the transaction that ends an assessment, so that each one counts exactly once, whichever worker
ends it, and they name nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from cv_rom_api.store.tables import ANALYSIS_TOTALS

BOUNDS_S = (5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800)
_BEYOND = 2**31 - 1  # the largest number of the column


@dataclass(frozen=True)
class AnalysisTotals:
    """All analyses with one outcome: how many took up to each of `BOUNDS_S`, how many there are, and their sums."""

    outcome: str
    up_to: tuple[int, ...]
    analyses: int
    attempts: int
    duration_s: float


def add(connection: Connection, outcome: str, *, duration_s: float, attempts: int) -> None:
    """Count one more analysis that ended."""
    up_to_s = next((bound for bound in BOUNDS_S if duration_s <= bound), _BEYOND)
    table = ANALYSIS_TOTALS.c
    one_more = {
        table.analyses: table.analyses + 1,
        table.attempts: table.attempts + attempts,
        table.duration_s: table.duration_s + duration_s,
    }
    first = {"outcome": outcome, "up_to_s": up_to_s, "analyses": 1, "attempts": attempts, "duration_s": duration_s}
    insert = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    key = [table.outcome, table.up_to_s]
    connection.execute(insert(ANALYSIS_TOTALS).values(first).on_conflict_do_update(index_elements=key, set_=one_more))


def by_outcome(connection: Connection) -> list[AnalysisTotals]:
    """The totals of each outcome that there was, by name."""
    rows: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(select(ANALYSIS_TOTALS).order_by(ANALYSIS_TOTALS.c.outcome)):
        rows.setdefault(row.outcome, []).append(row)
    return [_totals(outcome, parts) for outcome, parts in rows.items()]


def _totals(outcome: str, rows: list[Row[Any]]) -> AnalysisTotals:
    return AnalysisTotals(
        outcome=outcome,
        up_to=tuple(sum(row.analyses for row in rows if row.up_to_s <= bound) for bound in BOUNDS_S),
        analyses=sum(row.analyses for row in rows),
        attempts=sum(row.attempts for row in rows),
        duration_s=sum(row.duration_s for row in rows),
    )
