"""The people who were measured, each under a code that only their clinic can resolve."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, delete, exists, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from cv_rom_api.store.tables import ASSESSMENTS, SUBJECTS


@dataclass(frozen=True)
class Subject:
    """A person, known by a code that is unique in the clinic."""

    id: str
    clinic_id: str
    code: str
    created_at: datetime


def with_code(connection: Connection, clinic_id: str, code: str) -> Subject:
    """The subject of a clinic with this code, made where there is none."""
    insert = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    new = Subject(uuid4().hex, clinic_id, code, datetime.now(UTC))
    connection.execute(insert(SUBJECTS).values(**vars(new)).on_conflict_do_nothing())
    of_code = select(SUBJECTS).where(SUBJECTS.c.clinic_id == clinic_id, SUBJECTS.c.code == code)
    return Subject(**connection.execute(of_code).one()._mapping)


def find(connection: Connection, clinic_id: str, subject_id: str) -> Subject | None:
    """The subject of a clinic with this id, or None."""
    of_id = select(SUBJECTS).where(SUBJECTS.c.clinic_id == clinic_id, SUBJECTS.c.id == subject_id)
    row = connection.execute(of_id).one_or_none()
    return None if row is None else Subject(**row._mapping)


def find_by_code(connection: Connection, clinic_id: str, code: str) -> Subject | None:
    """The subject of a clinic with this code, or None."""
    of_code = select(SUBJECTS).where(SUBJECTS.c.clinic_id == clinic_id, SUBJECTS.c.code == code)
    row = connection.execute(of_code).one_or_none()
    return None if row is None else Subject(**row._mapping)


def codes(connection: Connection, subject_ids: Iterable[str]) -> dict[str, str]:
    """Id -> code of some subjects."""
    known = select(SUBJECTS.c.id, SUBJECTS.c.code).where(SUBJECTS.c.id.in_(list(subject_ids)))
    return {row.id: row.code for row in connection.execute(known)}


def of_clinic(connection: Connection, clinic_id: str) -> list[Subject]:
    """All subjects of a clinic, by code."""
    of_clinic = select(SUBJECTS).where(SUBJECTS.c.clinic_id == clinic_id).order_by(SUBJECTS.c.code)
    return [Subject(**row._mapping) for row in connection.execute(of_clinic)]


def remove(connection: Connection, subject_id: str) -> bool:
    """Forget a subject; returns whether it is gone: one that has assessments stays."""
    has_assessments = exists().where(ASSESSMENTS.c.subject_id == subject_id)
    return connection.execute(delete(SUBJECTS).where(SUBJECTS.c.id == subject_id, ~has_assessments)).rowcount == 1
