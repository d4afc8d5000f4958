"""The audit log: who read or changed what. It only grows; the database itself refuses a change of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from cv_rom_api.store.tables import AUDIT_LOG


@dataclass(frozen=True)
class AuditEntry:
    """One thing that somebody did: `actor` is a key's prefix or "local", `target` the id of what it was done to."""

    at: datetime
    clinic_id: str
    actor: str
    action: str
    target: str | None


def record(connection: Connection, *, clinic_id: str, actor: str, action: str, target: str | None = None) -> None:
    """Write down what somebody does, in the transaction that does it."""
    entry = AuditEntry(datetime.now(UTC), clinic_id, actor, action, target)
    connection.execute(insert(AUDIT_LOG).values(**vars(entry)))


def of_clinic(connection: Connection, clinic_id: str) -> list[AuditEntry]:
    """The log of a clinic, oldest first."""
    columns = [AUDIT_LOG.c[name] for name in ("at", "clinic_id", "actor", "action", "target")]
    of_clinic = select(*columns).where(AUDIT_LOG.c.clinic_id == clinic_id).order_by(AUDIT_LOG.c.id)
    return [AuditEntry(**row._mapping) for row in connection.execute(of_clinic)]


def since(connection: Connection, moment: datetime) -> list[AuditEntry]:
    """The log of all clinics from a moment on, oldest first."""
    columns = [AUDIT_LOG.c[name] for name in ("at", "clinic_id", "actor", "action", "target")]
    later = select(*columns).where(AUDIT_LOG.c.at >= moment).order_by(AUDIT_LOG.c.id)
    return [AuditEntry(**row._mapping) for row in connection.execute(later)]
