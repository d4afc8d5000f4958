"""Keeps what a live check recorded, and puts its assessment on the waiting list."""

from __future__ import annotations

from anyio import to_thread

from cv_rom.pose_files import write_poses
from cv_rom_api.artefacts import UPLOAD
from cv_rom_api.dependencies import Service
from cv_rom_api.live.sessions import Keep, LiveSession
from cv_rom_api.orders import JobOrder, LivePicture
from cv_rom_api.store import assessments, audit, subjects


def keeper(service: Service) -> Keep:
    """Keeps checks in the store of a service."""

    async def keep(session: LiveSession) -> str:
        return await to_thread.run_sync(_keep, service, session)

    return keep


def _keep(service: Service, session: LiveSession) -> str:
    """Store the recorded poses as a video would be, and let the assessment wait for a worker."""
    assessment_id = assessments.new_id()
    assert session.check is not None
    with service.incoming(assessment_id) as folder:
        poses = folder / "recorded.npz"
        write_poses(poses, session.check.recorded, session.check.recorded_outline)
        service.storage.put(assessment_id, UPLOAD, poses)
    try:
        _create(service, session, assessment_id)
    except BaseException:
        service.storage.remove(assessment_id)
        raise
    return assessment_id


def _create(service: Service, session: LiveSession, assessment_id: str) -> None:
    caller, asked = session.caller, session.order
    with service.database.writing() as connection:
        subject_id = None
        if asked.subject is not None:
            subject_id = subjects.with_code(connection, caller.clinic_id, asked.subject).id
        assessments.create(
            connection,
            assessment_id,
            clinic_id=caller.clinic_id,
            subject_id=subject_id,
            order=_order(session).model_dump(mode="json"),
            consent=asked.consent,
        )
        audit.record(
            connection,
            clinic_id=caller.clinic_id,
            actor=caller.actor,
            action="create_live_assessment",
            target=assessment_id,
        )
        service.jobs.enqueue(connection, assessment_id)


def _order(session: LiveSession) -> JobOrder:
    assert session.check is not None
    assert session.scene is not None
    scene = session.scene
    picture = LivePicture(
        width_px=scene.width_px, height_px=scene.height_px, roll_deg=scene.roll_deg, roll_sd_deg=scene.roll_sd_deg
    )
    side = session.check.reading.side or session.order.side
    return session.order.order().model_copy(update={"side": side, "live": picture})
