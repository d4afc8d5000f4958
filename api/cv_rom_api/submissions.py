"""Takes a video in: on its way, checked, kept, and put on the waiting list, once for each idempotency key."""

from __future__ import annotations

import hashlib
import logging
from contextlib import nullcontext
from pathlib import Path

from anyio import to_thread
from sqlalchemy.exc import IntegrityError
from starlette.requests import Request

from cv_rom_api import problems
from cv_rom_api.access.callers import Caller
from cv_rom_api.analysis_child import Work
from cv_rom_api.artefacts import UPLOAD
from cv_rom_api.dependencies import Service
from cv_rom_api.orders import Submission
from cv_rom_api.processes import run_analysis
from cv_rom_api.store import assessments, audit, subjects
from cv_rom_api.store.assessments import AssessmentRecord
from cv_rom_api.uploads import UploadLimits, plain_name, receive_upload

_LOG = logging.getLogger(__name__)
_CHECK_TIME_LIMIT_S = 30.0
_CHECK_MEMORY_MB = 2000.0
"""Address space of a look at an upload: enough for one picture of 8K, too little for what a header can claim."""


async def submit(
    request: Request, submission: Submission, idempotency_key: str | None, service: Service, caller: Caller
) -> AssessmentRecord:
    """The assessment that the video in the request's body makes, or made when the same request came before.

    Raises `ProblemError`: no place on the list, an upload that cannot be taken in or is no video, a key that came
    with another request, or the end of the service.
    """
    earlier = await to_thread.run_sync(_earlier, idempotency_key, service, caller)
    assessment_id = assessments.new_id()
    with service.incoming(assessment_id) as folder:
        async with service.jobs.place() if earlier is None else nullcontext():
            video = folder / UPLOAD
            submission = await service.unless_stopping(_receive(request, submission, video, service))
            request_hash = await to_thread.run_sync(_hash, submission, video)
            if earlier is not None:
                return _same(earlier, request_hash)
            await service.unless_stopping(_check(video, submission, service))
            size_bytes = video.stat().st_size
            keep = _Keeper(assessment_id, submission, idempotency_key, request_hash, service, caller)
            record = await to_thread.run_sync(keep.keep, video)
            _LOG.info("assessment accepted", extra={"assessment": record.id, "video_bytes": size_bytes})
            return record


async def _receive(request: Request, submission: Submission, video: Path, service: Service) -> Submission:
    """Write the upload to `video`; returns the submission with the video's name."""
    settings = service.settings
    limits = UploadLimits(settings.max_upload_mb, settings.upload_idle_s, settings.upload_min_kb_per_s)
    form_name = await receive_upload(request, video, limits)
    return submission.model_copy(update={"name": plain_name(submission.name or form_name)})


async def _check(video: Path, submission: Submission, service: Service) -> None:
    settings = service.settings
    work = Work(
        video=video,
        out_dir=video.parent,
        order=submission.order(),
        limits=settings.video_limits,
        memory_limit_mb=min(_CHECK_MEMORY_MB, settings.job_memory_limit_mb),
    )
    async with service.checks:
        try:
            await run_analysis(service.check_video, work, time_limit_s=_CHECK_TIME_LIMIT_S, on_progress=lambda _: None)
        except problems.ProblemError as error:
            raise _at_the_first_look(error, submission.name or UPLOAD) from None


def _at_the_first_look(error: problems.ProblemError, name: str) -> problems.ProblemError:
    """What ends a process that decodes a single picture is the file's fault, not the service's."""
    if error.problem.type == problems.out_of_memory().problem.type:
        return problems.video_too_large(f"{name}: its first picture needs more memory than may be; scale it down")
    if error.problem.type == problems.worker_died("").problem.type:
        return problems.not_a_video(f"{name}: reading it breaks off; convert it to H.264, or film again")
    return error


def _hash(submission: Submission, video: Path) -> str:
    """What the request was: its parameters and the bytes of its video."""
    digest = hashlib.sha256(submission.model_dump_json().encode() + b"\n")
    with video.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def _earlier(idempotency_key: str | None, service: Service, caller: Caller) -> AssessmentRecord | None:
    if idempotency_key is None:
        return None
    with service.database.reading() as connection:
        return assessments.find_by_idempotency_key(connection, caller.clinic_id, idempotency_key)


def _same(earlier: AssessmentRecord, request_hash: str) -> AssessmentRecord:
    if earlier.request_hash != request_hash:
        raise problems.other_request_with_this_key()
    return earlier


class _Keeper:
    """Makes the record of a video that is there."""

    def __init__(
        self,
        assessment_id: str,
        submission: Submission,
        idempotency_key: str | None,
        request_hash: str,
        service: Service,
        caller: Caller,
    ) -> None:
        self._id = assessment_id
        self._submission = submission
        self._key = idempotency_key
        self._hash = request_hash
        self._service = service
        self._caller = caller

    def keep(self, video: Path) -> AssessmentRecord:
        """Move the video to its storage and let its assessment wait."""
        storage = self._service.storage
        storage.put(self._id, UPLOAD, video)
        try:
            return self._create()
        except IntegrityError:  # the same key came twice at once, and the other one was faster
            storage.remove(self._id)
            earlier = _earlier(self._key, self._service, self._caller)
            if earlier is None:
                raise
            return _same(earlier, self._hash)
        except BaseException:
            storage.remove(self._id)
            raise

    def _create(self) -> AssessmentRecord:
        clinic_id = self._caller.clinic_id
        with self._service.database.writing() as connection:
            subject_id = None
            if self._submission.subject is not None:
                subject_id = subjects.with_code(connection, clinic_id, self._submission.subject).id
            record = assessments.create(
                connection,
                self._id,
                clinic_id=clinic_id,
                subject_id=subject_id,
                order=self._submission.order().model_dump(mode="json"),
                consent=self._submission.consent,
                idempotency_key=self._key,
                request_hash=self._hash,
            )
            audit.record(
                connection,
                clinic_id=clinic_id,
                actor=self._caller.actor,
                action="create_assessment",
                target=self._id,
            )
            self._service.jobs.enqueue(connection, self._id)
        return record
