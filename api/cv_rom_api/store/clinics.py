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
