"""All metrics of one service, in the format of Prometheus."""

from __future__ import annotations

from importlib.metadata import version

from prometheus_client import CollectorRegistry, Info, ProcessCollector, disable_created_metrics
from prometheus_client.exposition import choose_encoder

from cv_rom.errors import ModelBundleError
from cv_rom.pose_estimators.model_bundle import find_bundle
from cv_rom_api.monitoring.http_metrics import HttpMetrics
from cv_rom_api.monitoring.service_metrics import ServiceCollector
from cv_rom_api.settings import Settings
from cv_rom_api.store.database import Database


class Metrics:
    """The metrics of one service; `http` counts its requests."""

    def __init__(self, settings: Settings, database: Database) -> None:
        # Else there is a second number beside each one, which hardly anybody reads. (The library gives it no types.)
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._registry = CollectorRegistry()
        self.http = HttpMetrics(self._registry)
        self._registry.register(ServiceCollector(database, settings.data_dir))
        ProcessCollector(registry=self._registry)
        build = Info("cv_rom_build", "Version of cv-rom and of the pose model", registry=self._registry)
        build.info({"version": version("cv-rom"), "model_sha256": _model_sha256()})

    def render(self, accept: str) -> tuple[bytes, str]:
        """The text and its media type, in the format that an `Accept` header prefers."""
        encode, media_type = choose_encoder(accept)
        return encode(self._registry), media_type


def _model_sha256() -> str:
    try:
        return find_bundle().sha256
    except ModelBundleError:
        return "missing"
