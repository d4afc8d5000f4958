"""Assessments: what was asked, how far it is, what came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast
from uuid import uuid4

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select, tuple_, update

from cv_rom_api.store import totals
from cv_rom_api.store.tables import ASSESSMENTS

JobStatus = Literal["queued", "running", "done", "failed", "cancelled"]
UNFINISHED: tuple[JobStatus, ...] = ("queued", "running")
_COLUMNS = [column for column in ASSESSMENTS.c if column.name != "assessment"]  # which can be long
_OF_ID = select(*_COLUMNS).where(ASSESSMENTS.c.id == bindparam("id"))  # made once: it is asked for all the time


@dataclass(frozen=True)
class AssessmentRecord:
    """One assessment; its result is read with `result_of`.

    `order` holds the parameters of the analysis, `problem` why it failed, `attempts` how often it was begun,
    `request_hash` what the request with this `idempotency_key` was.
    """

    id: str
    clinic_id: str
    subject_id: str | None
    status: JobStatus
    progress: float
    order: Mapping[str, Any]
    problem: Mapping[str, Any] | None
    attempts: int
    consent: bool
    idempotency_key: str | None
    request_hash: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    expires_at: datetime | None

    @property
    def is_finished(self) -> bool:
        """Whether nothing will change any more."""
        return self.status not in UNFINISHED


def new_id() -> str:
    """An id that nobody can guess."""
    return uuid4().hex


def create(
    connection: Connection,
    assessment_id: str,
    *,
    clinic_id: str,
    order: Mapping[str, Any],
    subject_id: str | None = None,
    consent: bool = False,
    idempotency_key: str | None = None,
    request_hash: str | None = None,
) -> AssessmentRecord:
    """A new assessment that waits. An idempotency key that is taken raises `sqlalchemy.exc.IntegrityError`."""
    record = AssessmentRecord(
        id=assessment_id,
        clinic_id=clinic_id,
        subject_id=subject_id,
        status="queued",
        progress=0.0,
        order=order,
        problem=None,
        attempts=0,
        consent=consent,
        idempotency_key=idempotency_key,
        request_hash=request_hash,
        created_at=datetime.now(UTC),
        started_at=None,
        finished_at=None,
        expires_at=None,
    )
    connection.execute(insert(ASSESSMENTS).values(**vars(record)))
    return record


def find(connection: Connection, assessment_id: str, *, clinic_id: str | None = None) -> AssessmentRecord | None:
    """The assessment with this id (of this clinic), or None."""
    row = connection.execute(_OF_ID, {"id": assessment_id}).one_or_none()
    if row is not None and clinic_id not in (None, row.clinic_id):
        return None
    return None if row is None else AssessmentRecord(**row._mapping)


def find_by_idempotency_key(connection: Connection, clinic_id: str, key: str) -> AssessmentRecord | None:
    """The assessment that a request with this key made, or None."""
    of_key = select(*_COLUMNS).where(ASSESSMENTS.c.clinic_id == clinic_id, ASSESSMENTS.c.idempotency_key == key)
    row = connection.execute(of_key).one_or_none()
    return None if row is None else AssessmentRecord(**row._mapping)


def result_of(connection: Connection, assessment_id: str) -> dict[str, Any] | None:
    """The result, schema `cv-rom/assessment/1`, where there is one."""
    result = connection.execute(select(ASSESSMENTS.c.assessment).where(ASSESSMENTS.c.id == assessment_id)).scalar()
    return cast("dict[str, Any] | None", result)


def results_of_subject(connection: Connection, subject_id: str) -> list[tuple[str, datetime, dict[str, Any]]]:
    """Id, moment and result of everything that was measured of a subject, oldest first."""
    columns = (ASSESSMENTS.c.id, ASSESSMENTS.c.created_at, ASSESSMENTS.c.assessment)
    done = select(*columns).where(ASSESSMENTS.c.subject_id == subject_id, ASSESSMENTS.c.status == "done")
    rows = connection.execute(done.order_by(ASSESSMENTS.c.created_at, ASSESSMENTS.c.id))
    return [(row.id, row.created_at, row.assessment) for row in rows]


def ids_of_subject(connection: Connection, subject_id: str) -> list[str]:
    """Every assessment of a subject, in whatever state."""
    return list(connection.scalars(select(ASSESSMENTS.c.id).where(ASSESSMENTS.c.subject_id == subject_id)))


def page(
    connection: Connection,
    clinic_id: str,
    *,
    limit: int,
    before: tuple[datetime, str] | None = None,
    subject_id: str | None = None,
) -> list[AssessmentRecord]:
    """The newest assessments of a clinic (and subject); the next ones are `before` the last one's moment and id."""
    newest = select(*_COLUMNS).where(ASSESSMENTS.c.clinic_id == clinic_id)
    if subject_id is not None:
        newest = newest.where(ASSESSMENTS.c.subject_id == subject_id)
    if before is not None:
        newest = newest.where(tuple_(ASSESSMENTS.c.created_at, ASSESSMENTS.c.id) < tuple_(*before))
    newest = newest.order_by(ASSESSMENTS.c.created_at.desc(), ASSESSMENTS.c.id.desc()).limit(limit)
    return [AssessmentRecord(**row._mapping) for row in connection.execute(newest)]


def with_status(connection: Connection, *statuses: JobStatus) -> list[AssessmentRecord]:
    """Every assessment in one of these states, oldest first."""
    found = select(*_COLUMNS).where(ASSESSMENTS.c.status.in_(statuses)).order_by(ASSESSMENTS.c.created_at)
    return [AssessmentRecord(**row._mapping) for row in connection.execute(found)]


def any_of(connection: Connection, clinic_id: str) -> bool:
    """Whether a clinic has an assessment."""
    return connection.execute(select(exists().where(ASSESSMENTS.c.clinic_id == clinic_id))).scalar_one()


def count_waiting(connection: Connection) -> int:
    """How many assessments wait for a worker."""
    waiting = select(func.count()).select_from(ASSESSMENTS).where(ASSESSMENTS.c.status == "queued")
    return connection.execute(waiting).scalar_one()


def start(connection: Connection, assessment_id: str) -> bool:
    """Begin, or begin again; returns whether there is something to do: it was neither finished nor deleted."""
    began = {"status": "running", "progress": 0.0, "started_at": datetime.now(UTC)}
    return _change_unfinished(connection, assessment_id, attempts=ASSESSMENTS.c.attempts + 1, **began)


def set_progress(connection: Connection, assessment_id: str, progress: float) -> bool:
    """Write down how far it is, from 0 to 1; returns whether it is still to be done."""
    return _change_unfinished(connection, assessment_id, progress=progress)


def put_back(connection: Connection, assessment_id: str) -> None:
    """Let an assessment that runs wait again, as if it had not been begun: it is its worker that goes."""
    running = update(ASSESSMENTS).where(ASSESSMENTS.c.id == assessment_id, ASSESSMENTS.c.status == "running")
    waits = {"status": "queued", "progress": 0.0, "started_at": None}
    connection.execute(running.values(attempts=ASSESSMENTS.c.attempts - 1, **waits))


def finish(
    connection: Connection, assessment_id: str, assessment: Mapping[str, Any], *, keep_for: timedelta | None = None
) -> bool:
    """Keep the result; returns whether it was still wanted."""
    return _close(connection, assessment_id, keep_for, status="done", progress=1.0, assessment=assessment)


def fail(
    connection: Connection, assessment_id: str, problem: Mapping[str, Any], *, keep_for: timedelta | None = None
) -> bool:
    """Keep the reason; returns whether it was still unfinished."""
    return _close(connection, assessment_id, keep_for, status="failed", problem=problem)


def cancel(connection: Connection, assessment_id: str, *, keep_for: timedelta | None = None) -> bool:
    """Give it up; returns whether it was still unfinished."""
    return _close(connection, assessment_id, keep_for, status="cancelled")


def expired(connection: Connection) -> list[AssessmentRecord]:
    """The assessments whose time is over."""
    over = select(*_COLUMNS).where(ASSESSMENTS.c.expires_at <= datetime.now(UTC))
    return [AssessmentRecord(**row._mapping) for row in connection.execute(over)]


def is_known(connection: Connection, assessment_id: str) -> bool:
    """Whether there is such an assessment, whatever its state."""
    return connection.execute(select(ASSESSMENTS.c.id).where(ASSESSMENTS.c.id == assessment_id)).first() is not None


def count_by_status(connection: Connection) -> dict[str, int]:
    """How many assessments are in each state in which there are any."""
    counted = select(ASSESSMENTS.c.status, func.count()).group_by(ASSESSMENTS.c.status)
    return dict(connection.execute(counted).all())


def longest_waiting_since(connection: Connection) -> datetime | None:
    """Since when the assessment waits that has waited longest; None where none does."""
    since = select(func.min(ASSESSMENTS.c.created_at)).where(ASSESSMENTS.c.status == "queued")
    return connection.execute(since).scalar()


def outcome_of(record: AssessmentRecord) -> str:
    """How an assessment ended, in a word: `done`, `cancelled`, or the kind of the problem of one that failed."""
    problem = record.problem or {}
    return str(problem.get("type", record.status)).rpartition(":")[2]


def remove(connection: Connection, assessment_id: str) -> bool:
    """Forget an assessment; returns whether there was one."""
    return connection.execute(delete(ASSESSMENTS).where(ASSESSMENTS.c.id == assessment_id)).rowcount == 1


def _close(connection: Connection, assessment_id: str, keep_for: timedelta | None, **values: Any) -> bool:
    now = datetime.now(UTC)
    expires_at = None if keep_for is None else now + keep_for
    if not _change_unfinished(connection, assessment_id, finished_at=now, expires_at=expires_at, **values):
        return False
    record = find(connection, assessment_id)
    assert record is not None
    duration_s = 0.0 if record.started_at is None else (now - record.started_at).total_seconds()
    totals.add(connection, outcome_of(record), duration_s=max(0.0, duration_s), attempts=record.attempts)
    return True


def _change_unfinished(connection: Connection, assessment_id: str, **values: Any) -> bool:
    unfinished = update(ASSESSMENTS).where(ASSESSMENTS.c.id == assessment_id, ASSESSMENTS.c.status.in_(UNFINISHED))
    return connection.execute(unfinished.values(**values)).rowcount == 1
