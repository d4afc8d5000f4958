"""The durable way of an assessment from the queue to its end, and how it gets into the queue.

DBOS keeps in the database which workflow waits, which worker runs it and which of its steps are done: a workflow whose
worker died goes on at its first unfinished step, which therefore may run more than once.
"""

from __future__ import annotations

import logging

from dbos import DBOS, DBOSClient, DBOSConfig
from sqlalchemy import Connection

from cv_rom_api.analyses import Analyses
from cv_rom_api.store.database import Database

APPLICATION = "cv-rom"
# Of the steps below, not of cv-rom: a worker takes only workflows of its own version, and an upgrade in which the
# steps stay the same must go on with the jobs that wait.
_STEPS_VERSION = "1"
_QUEUE = "analyses"
_WORKFLOW = "analyse"
_POLLING_S = 0.5
# Poison videos are counted and given up by `Analyses`, which can say why; this only stops what escapes it.
_MAX_RECOVERIES = 50


def prepare(database: Database) -> None:
    """Make the tables of the queue, or bring them up to date."""
    logging.getLogger("dbos").setLevel(logging.WARNING)
    DBOS.migrate(database.plain_url)


def client(database: Database) -> DBOSClient:
    """What puts workflows into the queue."""
    return DBOSClient(system_database_url=database.plain_url, application_name=APPLICATION)


def enqueue(queue: DBOSClient, connection: Connection, assessment_id: str) -> None:
    """Let an assessment wait for a worker, once the transaction is through."""
    queue.enqueue_in_transaction(
        connection,
        {
            "workflow_name": _WORKFLOW,
            "queue_name": _QUEUE,
            "workflow_id": assessment_id,
            "app_version": _STEPS_VERSION,
            "application_name": APPLICATION,
        },
        assessment_id,
    )


def launch(database: Database, analyses: Analyses, *, worker_id: str, slots: int) -> None:
    """Begin to work through the queue in threads of this process, `slots` at a time.

    What a worker with this id left unfinished is taken up again.
    """
    config: DBOSConfig = {
        "name": APPLICATION,
        "system_database_url": database.plain_url,
        "application_version": _STEPS_VERSION,
        "executor_id": worker_id,
        "log_level": "WARNING",
        "db_engine_kwargs": {"hide_parameters": True},  # what is stored belongs into no log
        "run_migrations": False,  # see `prepare`
    }
    DBOS(config=config)
    _register(analyses)
    DBOS.launch()
    DBOS.register_queue(_QUEUE, worker_concurrency=slots, polling_interval_sec=_POLLING_S, on_conflict="always_update")


def _register(analyses: Analyses) -> None:
    @DBOS.workflow(name=_WORKFLOW, max_recovery_attempts=_MAX_RECOVERIES)
    def analyse(assessment_id: str) -> None:
        outcome = DBOS.run_step({"name": "analyse"}, analyses.run, assessment_id)
        DBOS.run_step({"name": "clear away"}, analyses.clear_away, assessment_id, outcome)
        DBOS.run_step({"name": "settle"}, analyses.settle, assessment_id, outcome)


def busy_workers() -> set[str]:
    """Ids of the workers that run a workflow, or did when they died."""
    running = DBOS.list_workflows(status="PENDING", name=_WORKFLOW, load_input=False, load_output=False)
    return {workflow.executor_id for workflow in running if workflow.executor_id is not None}


def take_over(worker_id: str) -> int:
    """Put what a dead worker ran back into the queue; returns how much that was.

    The caller must hold that worker's name, so that neither it nor anybody else does the same.
    """
    left = DBOS.list_workflows(
        status="PENDING", name=_WORKFLOW, executor_id=worker_id, load_input=False, load_output=False
    )
    DBOS.resume_workflows([workflow.workflow_id for workflow in left], queue_name=_QUEUE)
    return len(left)


def given_up() -> dict[str, str]:
    """Assessments whose workflow will not go on, and why: it raised an error, or was recovered too often."""
    ended = DBOS.list_workflows(
        status=["ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED", "CANCELLED"],
        name=_WORKFLOW,
        load_input=False,
    )
    return {workflow.workflow_id: f"{workflow.status}: {workflow.error!r}" for workflow in ended}


def forget(assessment_ids: list[str]) -> None:
    """Remove workflows from the database."""
    DBOS.delete_workflows(assessment_ids)


def finished() -> list[str]:
    """Assessments whose workflow went through all its steps."""
    ended = DBOS.list_workflows(status="SUCCESS", name=_WORKFLOW, load_input=False, load_output=False)
    return [workflow.workflow_id for workflow in ended]
