"""Clinics: whose the assessments are. One of them, `LOCAL`, is there from the start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from cv_rom_api.store.tables import CLINICS

LOCAL = "local"
"""The clinic of whoever uses the service on its own machine, without a key."""


@dataclass(frozen=True)
class Clinic:
    """A clinic."""

    id: str
    name: str
    created_at: datetime


def create(connection: Connection, name: str) -> Clinic:
    """A new clinic."""
    clinic = Clinic(uuid4().hex, name, datetime.now(UTC))
    connection.execute(insert(CLINICS).values(**vars(clinic)))
    return clinic


def find(connection: Connection, clinic_id: str) -> Clinic | None:
    """The clinic with this id, or None."""
    row = connection.execute(select(CLINICS).where(CLINICS.c.id == clinic_id)).one_or_none()
    return None if row is None else Clinic(**row._mapping)


def with_name(connection: Connection, name: str) -> Clinic:
    """The clinic with this name, made where there is none; "local" is the one of this machine."""
    chosen = CLINICS.c.id == LOCAL if name == LOCAL else CLINICS.c.name == name
    row = connection.execute(select(CLINICS).where(chosen).order_by(CLINICS.c.created_at).limit(1)).one_or_none()
    return create(connection, name) if row is None else Clinic(**row._mapping)


def names(connection: Connection) -> dict[str, str]:
    """The name of each clinic by its id."""
    return {row.id: row.name for row in connection.execute(select(CLINICS.c.id, CLINICS.c.name))}
