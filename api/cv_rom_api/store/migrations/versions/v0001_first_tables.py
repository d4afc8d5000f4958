"""The first tables."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_STATUSES = "status IN ('queued', 'running', 'done', 'failed', 'cancelled')"


def upgrade() -> None:
    """Make the tables, the clinic of this machine, and a log that only grows."""
    _make_clinics()
    _make_subjects()
    _make_assessments()
    _make_audit_log()


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(64), nullable=False)


def _clinic_id() -> sa.Column[str]:
    return sa.Column("clinic_id", sa.String(64), nullable=False)


def _moment(name: str, *, nullable: bool = True) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _of_clinic(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name=f"fk_{table}_clinic_id")


def _make_clinics() -> None:
    clinics = op.create_table(
        "clinics",
        _id(),
        sa.Column("name", sa.String(200), nullable=False),
        _moment("created_at", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clinics"),
    )
    op.bulk_insert(clinics, [{"id": "local", "name": "This machine", "created_at": datetime.now(UTC)}])
    op.create_table(
        "api_keys",
        _id(),
        _clinic_id(),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("prefix", sa.String(32), nullable=False),
        sa.Column("hash", sa.String(200), nullable=False),
        _moment("created_at", nullable=False),
        _moment("revoked_at"),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
        _of_clinic("api_keys"),
        sa.UniqueConstraint("prefix", name="uq_api_keys_prefix"),
    )


def _make_subjects() -> None:
    op.create_table(
        "subjects",
        _id(),
        _clinic_id(),
        sa.Column("code", sa.String(64), nullable=False),
        _moment("created_at", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subjects"),
        _of_clinic("subjects"),
        sa.UniqueConstraint("clinic_id", "code", name="uq_subjects_clinic_id_code"),
    )


def _make_assessments() -> None:
    op.create_table(
        "assessments",
        _id(),
        _clinic_id(),
        sa.Column("subject_id", sa.String(64)),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("progress", sa.Float, nullable=False),
        sa.Column("order", sa.JSON, nullable=False),
        sa.Column("assessment", sa.JSON),
        sa.Column("problem", sa.JSON),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("consent", sa.Boolean, nullable=False),
        sa.Column("idempotency_key", sa.String(255)),
        sa.Column("request_hash", sa.String(64)),
        _moment("created_at", nullable=False),
        _moment("started_at"),
        _moment("finished_at"),
        _moment("expires_at"),
        sa.PrimaryKeyConstraint("id", name="pk_assessments"),
        _of_clinic("assessments"),
        sa.ForeignKeyConstraint(["subject_id"], ["subjects.id"], name="fk_assessments_subject_id"),
        sa.UniqueConstraint("clinic_id", "idempotency_key", name="uq_assessments_clinic_id_idempotency_key"),
        sa.CheckConstraint(_STATUSES, name="ck_assessments_status"),
    )
    for columns in (["clinic_id", "created_at", "id"], ["subject_id", "created_at"], ["status"], ["expires_at"]):
        op.create_index(f"ix_assessments_{'_'.join(columns)}", "assessments", columns)


def _make_audit_log() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        _moment("at", nullable=False),
        _clinic_id(),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("target", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_audit_log"),
    )
    op.create_index("ix_audit_log_clinic_id_at", "audit_log", ["clinic_id", "at"])
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_log_no_{change.lower()} BEFORE {change} ON audit_log "
                "BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION cv_rom_audit_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log "
        "FOR EACH STATEMENT EXECUTE FUNCTION cv_rom_audit_log_only_grows()"
    )
