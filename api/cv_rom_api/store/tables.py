"""The tables, as the code reads and writes them; `migrations/` makes them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

STATUSES = ("queued", "running", "done", "failed", "cancelled")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, with its time zone in Python: SQLite keeps none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC, as SQLite compares what is written."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """With the time zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[str]:
    return Column("id", String(64), primary_key=True)


def _clinic_id() -> Column[str]:
    return Column("clinic_id", String(64), ForeignKey("clinics.id"), nullable=False)


def _moment(name: str, *, nullable: bool = True) -> Column[datetime]:
    return Column(name, UtcDateTime(), nullable=nullable)


def _json(name: str, *, nullable: bool = True) -> Column[Any]:
    return Column(name, JSON(none_as_null=True), nullable=nullable)


CLINICS = Table(
    "clinics", METADATA, _id(), Column("name", String(200), nullable=False), _moment("created_at", nullable=False)
)
API_KEYS = Table(
    "api_keys",
    METADATA,
    _id(),
    _clinic_id(),
    Column("label", String(200), nullable=False),
    Column("prefix", String(32), nullable=False, unique=True),
    Column("hash", String(200), nullable=False),
    _moment("created_at", nullable=False),
    _moment("revoked_at"),
)
SESSIONS = Table(
    "sessions",
    METADATA,
    Column("hash", String(64), primary_key=True),
    Column("key_id", String(64), ForeignKey("api_keys.id"), nullable=False),
    _moment("created_at", nullable=False),
    _moment("expires_at", nullable=False),
    Index(None, "expires_at"),
)
SUBJECTS = Table(
    "subjects",
    METADATA,
    _id(),
    _clinic_id(),
    Column("code", String(64), nullable=False),
    _moment("created_at", nullable=False),
    UniqueConstraint("clinic_id", "code"),
)
ASSESSMENTS = Table(
    "assessments",
    METADATA,
    _id(),
    _clinic_id(),
    Column("subject_id", String(64), ForeignKey("subjects.id")),
    Column("status", String(16), nullable=False),
    Column("progress", Float, nullable=False),
    _json("order", nullable=False),
    _json("assessment"),
    _json("problem"),
    Column("attempts", Integer, nullable=False),
    Column("consent", Boolean, nullable=False),
    Column("idempotency_key", String(255)),
    Column("request_hash", String(64)),
    _moment("created_at", nullable=False),
    _moment("started_at"),
    _moment("finished_at"),
    _moment("expires_at"),
    UniqueConstraint("clinic_id", "idempotency_key"),
    CheckConstraint(f"status IN {STATUSES}", name="status"),
    Index(None, "clinic_id", "created_at", "id"),
    Index(None, "subject_id", "created_at"),
    Index(None, "status"),
    Index(None, "expires_at"),
)
ANALYSIS_TOTALS = Table(
    "analysis_totals",
    METADATA,
    Column("outcome", String(64), primary_key=True),
    Column("up_to_s", Integer, primary_key=True, autoincrement=False),
    Column("analyses", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("duration_s", Float, nullable=False),
)
WORKERS = Table(
    "workers",
    METADATA,
    Column("id", String(255), primary_key=True),
    Column("slots", Integer, nullable=False),
    _moment("seen_at", nullable=False),
)
AUDIT_LOG = Table(
    "audit_log",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _moment("at", nullable=False),
    Column("clinic_id", String(64), nullable=False),  # no reference: the log outlives what it speaks of
    Column("actor", String(64), nullable=False),
    Column("action", String(64), nullable=False),
    Column("target", String(64)),
    Index(None, "clinic_id", "at"),
)
