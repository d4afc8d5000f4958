"""Settings of the service, from the environment (`CV_ROM_DATA_DIR`, `CV_ROM_MAX_UPLOAD_MB`, ...)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from cv_rom.pose_estimators.model_bundle import data_dir
from cv_rom.video.limits import VideoLimits
from cv_rom_api.monitoring.logs import LogFormat, LogLevel, announce
from cv_rom_api.store.database import sqlite_url

_SHORTEST_METRICS_KEY = 16
_PREFIX = "CV_ROM_"
_ALIKE = 0.85  # of 1: a slip, and not another variable of whoever runs the service
_SECRET = ("metrics_key", "database_url", "artefacts_url")  # never in a message: they may hold passwords


class Settings(BaseSettings):
    """What an operator may change; each name in capitals with `CV_ROM_` before it is its environment variable."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_ignore_empty=True, allow_inf_nan=False)

    data_dir: Path = Field(default_factory=data_dir, description="where results and uploads are kept")
    database_url: str = Field(
        default="", description="`postgresql://...`, for several machines; empty = SQLite in the data folder"
    )
    artefacts_url: str = Field(
        default="", description="fsspec URL of the results and uploads; empty = a folder in the data folder"
    )
    max_upload_mb: float = Field(default=500.0, gt=0, description="largest upload, in megabytes (10^6 bytes)")
    upload_idle_s: float = Field(
        default=30.0, gt=0, description="an upload that sends nothing for this long is given up"
    )
    upload_min_kb_per_s: float = Field(
        default=4.0, ge=0, description="an upload that comes more slowly than this is given up (10^3 bytes a second)"
    )
    head_limit_s: float = Field(
        default=20.0, gt=0, description="a connection that sends no whole request head for this long is closed"
    )
    max_video_s: float = Field(default=600.0, gt=0, description="longest video")
    max_video_frames: int = Field(default=36_000, gt=0, description="most pictures in a video")
    max_picture_megapixels: float = Field(
        default=35.4, gt=0, description="largest picture in a video, in millions of pixels; 35.4 is 8K"
    )
    allowed_hosts: str = Field(
        default="", description="names under which the service is reached, by comma; localhost and addresses always are"
    )
    allowed_origins: str = Field(
        default="", description="web sites elsewhere whose scripts may call with a key, by comma: https://example.org"
    )
    rate_per_minute: float = Field(default=3000.0, ge=0, description="calls a minute with one key; 0 = no limit")
    uploads_per_minute: float = Field(default=60.0, ge=0, description="videos a minute with one key; 0 = no limit")
    failures_per_minute: float = Field(
        default=10.0, ge=0, description="wrong keys a minute from one address; 0 = no limit"
    )
    max_live: int = Field(default=64, ge=0, description="how many live checks at the same time; 0 = none")
    max_live_per_key: int = Field(default=16, ge=1, description="how many of them with one key")
    live_minutes: float = Field(default=30.0, gt=0, description="a live check that takes longer is ended")
    live_idle_s: float = Field(default=20.0, gt=0, description="a live check that hears nothing for so long is ended")
    live_resume_s: float = Field(
        default=60.0, ge=0, description="so long a live check waits for a line that broke, then it is analysed"
    )
    workers: int = Field(
        default=1,
        ge=1,
        description="how many analyses a worker runs at the same time, each in its own process; the same for all "
        "workers on one database, where the one that started last decides for all",
    )
    max_waiting: int = Field(default=20, ge=1, description="how many analyses may wait for a worker")
    job_time_limit_s: float = Field(default=1800.0, gt=0, description="an analysis that takes longer is ended")
    job_memory_limit_mb: float = Field(
        default=6000.0, gt=500, description="an analysis that asks for more memory (address space) is ended"
    )
    job_attempts: int = Field(default=3, ge=1, description="a video that ends its process this often is given up")
    keep_uploads: bool = Field(default=False, description="keep the uploaded videos after the analysis")
    result_days: float = Field(default=0.0, ge=0, description="results are deleted after so many days; 0 = never")

    log_format: LogFormat = Field(
        default="text", description="lines for people, or one JSON object a line for programs, on standard error"
    )
    log_level: LogLevel = Field(default="info", description="from which level on the log tells something")
    metrics_key: str = Field(
        default="", repr=False, description="key for /metrics; empty = only this machine itself may read them"
    )
    min_free_mb: float = Field(
        default=1000.0, ge=0, description="with less free disk space the service says that it is not ready"
    )

    @field_validator("metrics_key")
    @classmethod
    def _cannot_be_guessed(cls, key: str) -> str:
        if key and (len(key) < _SHORTEST_METRICS_KEY or not key.isascii() or not key.isprintable() or " " in key):
            raise ValueError(f"needs {_SHORTEST_METRICS_KEY} or more letters, digits and signs of ASCII")
        return key

    @field_validator("allowed_hosts")
    @classmethod
    def _are_names(cls, hosts: str) -> str:
        if "/" in hosts:
            raise ValueError("needs names alone, such as rom.example.org, without https:// or a path")
        return hosts

    @field_validator("allowed_origins")
    @classmethod
    def _are_origins(cls, origins: str) -> str:
        if any(re.fullmatch(r"https?://[^/]+", origin) is None for origin in _listed(origins)):
            raise ValueError("needs origins such as https://example.org, without a path")
        return origins

    @property
    def database(self) -> str:
        """URL of the database."""
        return self.database_url or sqlite_url(self.data_dir)

    @property
    def keep_results_for(self) -> timedelta | None:
        """How long results are kept; None = until they are deleted."""
        return timedelta(days=self.result_days) if self.result_days else None

    @property
    def video_limits(self) -> VideoLimits:
        """How large and long a video may be."""
        return VideoLimits(
            max_pixels=int(self.max_picture_megapixels * 1_000_000),
            max_duration_s=self.max_video_s,
            max_frames=self.max_video_frames,
        )

    @property
    def artefacts(self) -> str:
        """Where the files of the assessments are."""
        return self.artefacts_url or str(self.data_dir / "assessments")

    @property
    def hosts(self) -> list[str]:
        """The allowed hosts one by one."""
        return _listed(self.allowed_hosts)

    @property
    def origins(self) -> list[str]:
        """The allowed origins one by one."""
        return _listed(self.allowed_origins)

    def environment(self) -> dict[str, str]:
        """The environment variables that make these settings."""
        return {_PREFIX + name.upper(): str(value) for name, value in self.model_dump().items()}


def load_settings() -> Settings:
    """The settings from the environment. Raises `ValueError` with a line that names the wrong one."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        given = "" if name in _SECRET else f" (given: {first['input']!r})"
        reason = first["msg"].removeprefix("Value error, ")
        raise ValueError(f"the setting {_PREFIX}{name.upper()} is wrong: {reason}{given}") from error


def tell_misspelt(program: str, names: Iterable[str]) -> None:
    """Warn of environment variables that look like one of ours and are none."""
    ours = {name.upper() for name in Settings.model_fields}
    given = {name.removeprefix(_PREFIX) for name in names if name.startswith(_PREFIX)}
    for name in sorted(given - ours):
        for meant in get_close_matches(name, ours, n=1, cutoff=_ALIKE):
            hint = f"{_PREFIX}{name} is no setting and changes nothing; was {_PREFIX}{meant} meant?"
            announce(f"{program}: {hint}", logging.WARNING)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
