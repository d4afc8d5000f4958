"""`cv-rom keys` and `cv-rom audit`, as an operator runs them."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest
from cv_rom_api.access.keys import hash_of, matches, new_key, prefix_of
from cv_rom_api.artefacts import ArtefactStorage
from cv_rom_api.settings import load_settings, tell_misspelt
from cv_rom_api.store import assessments, clinics
from cv_rom_api.store.database import Database, DatabaseError

from cv_rom import cli


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CV_ROM_DATA_DIR", str(tmp_path / "data"))


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `cv-rom` with these arguments."""
    monkeypatch.setattr("sys.argv", ["cv-rom", *arguments])
    monkeypatch.setattr("signal.signal", lambda *_: None)
    with pytest.raises(SystemExit) as end:
        cli.main()
    said = capsys.readouterr()
    return int(end.value.code or 0), said.out, said.err


def test_keys_are_made_listed_and_revoked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert run(capsys, monkeypatch, "keys", "list")[1:] == (
        "",
        "There are no keys; cv-rom keys create --clinic NAME makes one.\n",
    )
    code, key, said = run(capsys, monkeypatch, "keys", "create", "--clinic", "Praxis am Markt", "--label", "desk")
    assert (code, key.count("\n"), key.strip() in said) == (0, 1, False)
    prefix = prefix_of(key.strip())
    assert prefix is not None
    assert prefix in said
    run(capsys, monkeypatch, "keys", "create", "--clinic", "Praxis am Markt")
    _, listed, _ = run(capsys, monkeypatch, "keys", "list")
    assert listed.count("Praxis am Markt") == 2
    assert re.match(rf"{prefix}  made 20\d\d-\d\d-\d\d  in use +Praxis am Markt  desk\n", listed)
    assert run(capsys, monkeypatch, "keys", "revoke", prefix)[0] == 0
    assert "revoked 20" in run(capsys, monkeypatch, "keys", "list")[1].splitlines()[0]
    assert run(capsys, monkeypatch, "keys", "revoke", prefix) == (
        2,
        "",
        f"cv-rom: there is no key '{prefix}' in use; cv-rom keys list shows them\n",
    )
    log = run(capsys, monkeypatch, "audit", "--since", "2026-01-01")[1].splitlines()
    assert log[0] == "at\tclinic\tactor\taction\ttarget"
    assert [line.split("\t")[1:4] for line in log[1:]] == [
        ["Praxis am Markt", "command-line", "create_key"],
        ["Praxis am Markt", "command-line", "create_key"],
        ["Praxis am Markt", "command-line", "revoke_key"],
    ]
    assert run(capsys, monkeypatch, "audit", "--since", "2099-01-01T12:00:00")[1].count("\n") == 1
    secret = key.strip().encode()
    assert not any(secret in path.read_bytes() for path in (tmp_path / "data").iterdir())


def test_what_the_first_key_hides_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load_settings()
    settings.data_dir.mkdir()
    with closing(Database(settings.database)) as database:
        database.open()
        with database.writing() as connection:
            assessments.create(connection, assessments.new_id(), clinic_id=clinics.LOCAL, order={})
    first = run(capsys, monkeypatch, "keys", "create", "--clinic", "Praxis am Markt")[2].splitlines()
    assert first[1].endswith("a key for it: cv-rom keys create --clinic local")
    assert run(capsys, monkeypatch, "keys", "create", "--clinic", "Praxis am Markt")[2].count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("WORKERS", "many", "given: 'many'"),
        ("MAX_PICTURE_MEGAPIXELS", "inf", "finite number (given: 'inf')"),
        ("ALLOWED_HOSTS", "https://rom.example.org", "needs names alone"),
        ("ALLOWED_ORIGINS", "rom.example.org", "needs origins such as https://example.org"),
        ("METRICS_KEY", "short", "wrong: needs 16 or more letters, digits and signs of ASCII"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(f"CV_ROM_{name}", value)
    with pytest.raises(ValueError, match=f"^the setting CV_ROM_{name} is wrong: ") as error:
        load_settings()
    assert message in str(error.value)


def test_a_setting_with_a_slip_is_told_and_other_variables_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    tell_misspelt("cv-rom serve", ["CV_ROM_WORKER", "CV_ROM_WORKERS", "CV_ROM_KEY", "CV_ROM_TEST_DATABASE_URL", "PATH"])
    hint = "CV_ROM_WORKER is no setting and changes nothing; was CV_ROM_WORKERS meant?"
    assert capsys.readouterr().err == f"cv-rom serve: {hint}\n"


@pytest.mark.parametrize("url", ["mysql://host/name", "oracle://host", "nonsense://host"])
def test_only_databases_that_are_known_are_taken(url: str) -> None:
    with pytest.raises(DatabaseError, match=r"postgresql://"):
        Database(url)


@pytest.mark.parametrize("url", ["nonsense://bucket", "s3://bucket/folder"])
def test_a_store_that_is_not_known_or_not_installed_is_said(url: str) -> None:
    with pytest.raises(ValueError, match=r"^CV_ROM_ARTEFACTS_URL cannot be used: "):
        ArtefactStorage(url)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["keys", "create", "--clinic", " "], "the clinic needs a name", id="no name"),
        pytest.param(["keys", "create", "--clinic", "x" * 201], "at most 200 characters", id="a long name"),
        pytest.param(["keys", "revoke", "' OR 1=1 --"], "there is no key", id="no key"),
        pytest.param(["audit", "--since", "yesterday"], "yesterday", id="no date"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    code, out, said = run(capsys, monkeypatch, *arguments)
    assert (code, out, said.count("\n")) == (2, "", 1)
    assert message in said


def test_a_wrong_setting_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CV_ROM_DATA_DIR", "/dev/null/here")
    assert run(capsys, monkeypatch, "keys", "list")[2].startswith("cv-rom: the data folder cannot be used")
    monkeypatch.setenv("CV_ROM_WORKERS", "many")
    assert run(capsys, monkeypatch, "keys", "list")[2].startswith("cv-rom: the setting CV_ROM_WORKERS is wrong")


def test_keys_are_different_long_and_known_by_their_hash() -> None:
    keys = [new_key() for _ in range(100)]
    assert len({key.text for key in keys}) == len({key.prefix for key in keys}) == 100
    for key in keys:
        assert prefix_of(key.text) == key.prefix
        assert len(key.text) == len(key.prefix) + 1 + 43  # 256 bits
        assert matches(key.text, key.hash)
        assert not matches(key.text[:-1], key.hash)
        assert key.text not in repr(key)
    assert hash_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("text", ["", "x", "cvrom_", "cvrom_0123456789_short", f"cvrom_012345678g_{'x' * 43}", "\x00"])
def test_what_is_no_key_has_no_prefix(text: str) -> None:
    assert prefix_of(text) is None
