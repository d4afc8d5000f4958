"""Token buckets by a clock of the test."""

from __future__ import annotations

from itertools import count

import pytest
from cv_rom_api.access import rate_limits
from cv_rom_api.access.audit_trail import AuditTrail
from cv_rom_api.access.callers import Caller
from cv_rom_api.access.rate_limits import RateLimit
from cv_rom_api.store import audit
from cv_rom_api.store.database import Database, sqlite_url


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_caller_may_call_so_often_at_once_and_then_at_that_pace() -> None:
    clock = Clock()
    limit = RateLimit(6.0, clock)
    assert [limit.take("a") for _ in range(7)] == [0, 0, 0, 0, 0, 0, 10]
    assert limit.take("b") == 0
    clock.now += 9.0
    assert limit.take("a") == 1
    clock.now += 1.0
    assert [limit.take("a"), limit.take("a")] == [0, 10]
    clock.now += 3600.0
    assert [limit.take("a") for _ in range(7)] == [0, 0, 0, 0, 0, 0, 10]


def test_a_limit_below_one_a_minute_still_lets_one_through() -> None:
    clock = Clock()
    limit = RateLimit(0.5, clock)
    assert [limit.take("a"), limit.take("a")] == [0, 120]
    clock.now += 120.0
    assert limit.take("a") == 0


def test_zero_is_no_limit() -> None:
    limit = RateLimit(0.0, Clock())
    assert {limit.take("a") for _ in range(100)} == {0}


def test_who_called_long_ago_is_forgotten_and_who_just_called_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limits, "_MAX_BUCKETS", 3)
    clock = Clock()
    limit = RateLimit(1.0, clock)
    assert [limit.take(name) for name in "abc"] == [0, 0, 0]
    clock.now += 30.0
    assert limit.take("d") == 0
    assert limit.take("a") == 30
    clock.now += 31.0
    assert limit.take("e") == 0
    assert len(limit._left) == 2


def test_the_same_read_is_told_once_a_minute(tmp_path_factory: pytest.TempPathFactory) -> None:
    database, clock = Database(sqlite_url(tmp_path_factory.mktemp("log"))), Clock()
    database.open()
    trail, caller = AuditTrail(database, clock), Caller("local", "desk")
    ticks = count()
    for _ in range(7):  # at 0, 10, ... 60 s
        clock.now = 100.0 + 10.0 * next(ticks)
        trail.read(caller, "read_report.html", "x")
    trail.read(caller, "read_series.csv", "x")
    trail.change(caller, "delete_assessment", "x")
    with database.reading() as connection:
        actions = [entry.action for entry in audit.of_clinic(connection, "local")]
    database.close()
    assert actions == ["read_report.html", "read_report.html", "read_series.csv", "delete_assessment"]
