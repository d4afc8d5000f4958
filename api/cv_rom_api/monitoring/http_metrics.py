"""Counters of this process's requests. They begin at zero with each start, as Prometheus expects it."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

# From an answer out of memory to an upload over a slow line.
_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0, 300.0)


class HttpMetrics:
    """Requests by the template of their route, never by their path: ids are no labels, and unknown paths share one."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._requests = Counter(
            "cv_rom_http_requests",
            "Requests that were answered, by route template, method and class of status",
            ["route", "method", "status"],
            registry=registry,
        )
        self._seconds = Histogram(
            "cv_rom_http_request_duration_seconds",
            "Time until an answer began; of an upload, with the time in which it came in",
            ["route", "method"],
            buckets=_BUCKETS_S,
            registry=registry,
        )
        self._received = Counter(
            "cv_rom_http_request_body_bytes",
            "Bytes that came in, by route template: uploads, and what live checks send",
            ["route"],
            registry=registry,
        )
        self.live_lines = Gauge("cv_rom_live_lines", "Live checks whose line is open now", registry=registry)
        self._problems = Counter(
            "cv_rom_http_problems",
            "Answers that were a problem, by its kind: rate limits, missing and wrong keys, full waiting list, ...",
            ["kind"],
            registry=registry,
        )

    def count(
        self, *, route: str, method: str, status: int, duration_s: float, received_bytes: int, problem: str | None
    ) -> None:
        """One more answered request."""
        self._requests.labels(route, method, f"{status // 100}xx").inc()
        self._seconds.labels(route, method).observe(duration_s)
        if received_bytes:
            self._received.labels(route).inc(received_bytes)
        if problem is not None:
            self._problems.labels(problem).inc()
