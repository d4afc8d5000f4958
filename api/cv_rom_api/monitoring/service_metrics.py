"""What the database and the disk know: read when somebody asks, so that all processes tell the same."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from cv_rom_api.store import assessments, totals, workers
from cv_rom_api.store.database import Database
from cv_rom_api.store.tables import STATUSES

_LOG = logging.getLogger(__name__)


class ServiceCollector(Collector):
    """Assessments by state, the waiting list, how analyses ended, living workers, free disk.

    With several services on one database each tells the same numbers: take the largest, do not add them up.
    """

    def __init__(self, database: Database, data_dir: Path) -> None:
        self._database = database
        self._data_dir = data_dir

    def describe(self) -> list[Metric]:
        """Nothing: asking for the names alone must not ask the database."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The metrics; without those of the database where it cannot be read."""
        try:
            with self._database.reading() as connection:
                families = [*_waiting_list(connection), *_analyses(connection), *_workers(connection)]
        except SQLAlchemyError:
            _LOG.warning("the metrics of the database cannot be read", exc_info=True)
            families = []
        yield GaugeMetricFamily("cv_rom_database_up", "1 where the database could be read just now", bool(families))
        yield from families
        if self._data_dir.is_dir():
            free = shutil.disk_usage(self._data_dir).free
            yield GaugeMetricFamily("cv_rom_data_dir_free_bytes", "Free disk space of the data folder", free)


def _waiting_list(connection: Connection) -> Iterator[Metric]:
    kept = GaugeMetricFamily("cv_rom_assessments", "Assessments that are there now, by status", labels=["status"])
    counts = assessments.count_by_status(connection)
    for status in STATUSES:
        kept.add_metric([status], counts.get(status, 0))
    yield kept
    since = assessments.longest_waiting_since(connection)
    waited_s = 0.0 if since is None else max(0.0, (datetime.now(UTC) - since).total_seconds())
    text = "Age of the oldest assessment that waits for a worker; 0 where none does"
    yield GaugeMetricFamily("cv_rom_longest_waiting_seconds", text, waited_s)


def _analyses(connection: Connection) -> Iterator[Metric]:
    duration = HistogramMetricFamily(
        "cv_rom_analysis_duration_seconds",
        "Analyses that ended, by outcome (done, cancelled, or the kind of problem), and how long the last try took; "
        "0 s for one that never began",
        labels=["outcome"],
    )
    attempts = CounterMetricFamily("cv_rom_analysis_attempts", "Tries of the analyses that ended", labels=["outcome"])
    for one in totals.by_outcome(connection):
        buckets = [(f"{bound:.1f}", count) for bound, count in zip(totals.BOUNDS_S, one.up_to, strict=True)]
        duration.add_metric([one.outcome], [*buckets, ("+Inf", one.analyses)], sum_value=one.duration_s)
        attempts.add_metric([one.outcome], one.attempts)
    yield duration
    yield attempts


def _workers(connection: Connection) -> Iterator[Metric]:
    living = workers.living(connection)
    yield GaugeMetricFamily("cv_rom_workers", "Workers that live", len(living))
    slots = sum(worker.slots for worker in living)
    yield GaugeMetricFamily("cv_rom_worker_slots", "Analyses that they run at a time, all together", slots)
