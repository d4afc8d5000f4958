"""What an operator does beside the running service: keys and the audit log. Raises `CvRomError` with one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import typer

from cv_rom.errors import CvRomError
from cv_rom_api.access.keys import new_key
from cv_rom_api.settings import load_settings
from cv_rom_api.store import assessments, audit, clinics, keys
from cv_rom_api.store.database import Database, DatabaseError

_OPERATOR = "command-line"
_MAX_NAME_LENGTH = 200


def create_key(clinic: str, label: str) -> None:
    """Make a key for a clinic; it goes to standard output, alone, and is not kept."""
    name = clinic.strip()
    if not name or max(len(name), len(label)) > _MAX_NAME_LENGTH:
        raise CvRomError(f"the clinic needs a name, and name and label at most {_MAX_NAME_LENGTH} characters")
    key = new_key()
    with _database() as database, database.writing() as connection:
        hidden = not keys.any_was_made(connection) and assessments.any_of(connection, clinics.LOCAL)
        owner = clinics.with_name(connection, name)
        keys.create(connection, clinic_id=owner.id, label=label, prefix=key.prefix, key_hash=key.hash)
        audit.record(connection, clinic_id=owner.id, actor=_OPERATOR, action="create_key", target=key.prefix)
    typer.echo(key.text)
    typer.echo(f"Key {key.prefix} of {owner.name}. It is shown this once: keep it where it is safe.", err=True)
    if hidden and owner.id != clinics.LOCAL:
        typer.echo(
            f"What was sent before there was a key belongs to this machine; a key for it: cv-rom keys create --clinic "
            f"{clinics.LOCAL}",
            err=True,
        )


def list_keys() -> None:
    """Print prefix, clinic, label and days of every key."""
    with _database() as database, database.reading() as connection:
        names, listed = clinics.names(connection), keys.all_keys(connection)
    if not listed:
        typer.echo("There are no keys; cv-rom keys create --clinic NAME makes one.", err=True)
    for key in listed:
        state = "in use" if key.revoked_at is None else f"revoked {key.revoked_at:%Y-%m-%d}"
        typer.echo(f"{key.prefix}  made {key.created_at:%Y-%m-%d}  {state:18s}  {names[key.clinic_id]}  {key.label}")


def revoke_key(prefix: str) -> None:
    """Make a key worthless at once."""
    with _database() as database, database.writing() as connection:
        key = keys.find_by_prefix(connection, prefix)
        if key is None or not keys.revoke(connection, prefix):
            raise CvRomError(f"there is no key {prefix!r} in use; cv-rom keys list shows them")
        audit.record(connection, clinic_id=key.clinic_id, actor=_OPERATOR, action="revoke_key", target=prefix)
    typer.echo(f"Key {prefix} is revoked.", err=True)


def print_audit_log(since: datetime) -> None:
    """Print the log of all clinics from a moment (UTC) on, oldest first."""
    with _database() as database, database.reading() as connection:
        names = clinics.names(connection)
        typer.echo("at\tclinic\tactor\taction\ttarget")
        for entry in audit.since(connection, since.replace(tzinfo=UTC)):
            moment = entry.at.isoformat(timespec="seconds")
            clinic = names.get(entry.clinic_id, entry.clinic_id)
            typer.echo("\t".join((moment, clinic, entry.actor, entry.action, entry.target or "")))


@contextmanager
def _database() -> Iterator[Database]:
    try:
        settings = load_settings()
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        database = Database(settings.database)
        with closing(database):
            database.open()
            yield database
    except (ValueError, DatabaseError) as error:
        raise CvRomError(str(error)) from error
    except OSError as error:
        raise CvRomError(f"the data folder cannot be used: {error.strerror}; set CV_ROM_DATA_DIR") from error
