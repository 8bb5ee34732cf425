"""New keys reach everything that is sealed, even when the rotation is killed; then the old keys may go."""

from __future__ import annotations

import base64
import os
import shutil
import signal
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connections
from psycopg import sql

from simpul.cases import actions as cases
from simpul.cases import queries as case_queries
from simpul.cases.models import REPORTER_PHONE, Case
from simpul.cases.types import ConsentGiven, NeedInput, Opening, Reporter
from simpul.ground import files, locks, resealing
from simpul.ground.actor import acting, system
from simpul.ground.crypto import Keyring, key_id_of
from simpul.ground.keys import keyring
from simpul.ground.sealed import Column, kinds
from simpul.letters import actions as letters
from simpul.letters import queries as letter_queries
from simpul.letters.models import Letter
from simpul.offices.adapters import open_factor
from simpul.protection import actions as protection
from simpul.protection import queries as protection_queries
from simpul.protection.states import ReportState
from simpul.protection.types import Report
from simpul.registry import queries as registry
from simpul.registry.adapters import open_number
from simpul.registry.models import IdentityNumber
from tests.cast import Cast, make_cast
from tests.databases import Urls, simpul
from tests.factories import DISTRICT, MORNING, VILLAGE, make_person
from tests.integration.letters.conftest import PNG, make_template, words

NIKS = [f"738801410784000{n}" for n in range(1, 7)]
WORDS = "Anak tetangga sering menangis malam hari"
NOTE = "Sudah dijemput bersama pendamping"
DAY = 24 * 3600


class Held:
    """Something sealed of every kind, and how it is read again."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        with acting(system(DISTRICT)):
            self.people = [make_person(f"Orang Contoh {nik[-1]}", nik=nik) for nik in NIKS]
        asked = Opening(
            person=self.people[0].pk,
            needs=(NeedInput("food", "Lapar"),),
            consent=ConsentGiven(basis="consent", read_aloud=True, given_by="Yang bersangkutan"),
            reporter=Reporter("Pak RT", "RT", "081234567890"),
        )
        self.case = cases.take_in(by=cast.front, opening=asked, at=MORNING).case.pk
        self.draft = cases.keep_draft(by=cast.front, key=None, content=b"{}", at=MORNING)
        make_template(cast.place)
        desk = cast.place.offices["desk"]
        self.letter = letters.draft(by=cast.desk, office=desk, draft=words(), at=MORNING).pk
        self.files = [self._file() for _ in range(3)]
        self._report()
        officer = cast.seats["desk"].officer
        assert officer is not None
        self.secret = generate_totp_secret()
        TOTP.activate(officer, self.secret)
        self.codes = RecoveryCodes.activate(officer).generate_codes()

    def _file(self) -> UUID:
        stored = files.store(
            by=self.cast.front, upload=BytesIO(PNG), kind="photo", name="foto.png", scope_code=VILLAGE
        )
        return stored.pk

    def _report(self) -> None:
        told = Report(words=WORDS, person="Anak")
        office = self.cast.place.offices["safe_house"]
        protection.hand_over(by=self.cast.facilitator, report=told, office=office, at=MORNING)
        with acting(self.cast.counsellor):
            self.report = protection_queries.reports()[0].id
        protection.move(
            by=self.cast.counsellor, report=self.report, state=ReportState.ACCEPTED, note=NOTE, at=MORNING
        )

    def is_read(self, *, draft: bool = True) -> None:
        """Everything opens and says what it said; unfinished intakes too, unless none are left."""
        with acting(self.cast.back):
            rows = list(IdentityNumber.objects.filter(kind="nik"))
            case = Case.objects.get(pk=self.case)
            stored = [files.read(files.get(key, by=self.cast.back)) for key in self.files]
        assert sorted(open_number(row.pk, row.cipher) for row in rows) == NIKS
        for nik, person in zip(NIKS, self.people, strict=True):
            assert [row.person for row in registry.search(nik, by=self.cast.back).rows] == [person.pk]
        assert all(row.key_id == key_id_of(bytes(row.cipher)) for row in rows)
        assert case.reporter_phone is not None
        assert REPORTER_PHONE.open(keyring(), case.pk, bytes(case.reporter_phone)) == b"081234567890"
        assert case.reporter_key_id == key_id_of(bytes(case.reporter_phone))
        assert all(content.startswith(b"\x89PNG") for content in stored)
        with acting(self.cast.desk):
            letter = Letter.objects.get(pk=self.letter)
        assert letter_queries.words_of(letter)["person"]["name"] == "Sitti Contoh"
        unfinished = case_queries.draft(self.draft, by=self.cast.front, now=MORNING)
        assert (unfinished is not None) == draft
        assert unfinished is None or unfinished.content == b"{}"
        opened = protection.open_report(by=self.cast.counsellor, report=self.report, at=MORNING)
        assert opened.report.words == WORDS
        assert NOTE in {note.text for note in opened.notes}
        kept = {row.type: row for row in Authenticator.objects.all()}
        assert open_factor(kept["totp"].data["secret"]) == self.secret
        assert RecoveryCodes(kept["recovery_codes"]).generate_codes() == self.codes


@pytest.fixture
def held(committed_db: Urls, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Held:
    for name, url in committed_db.environment().items():
        monkeypatch.setenv(name, url)
    ring = tmp_path / "keys" / "keyring.json"
    ring.parent.mkdir()
    shutil.copy(settings.KEYS, ring)
    settings.KEYS, settings.FILES = ring, tmp_path / "files"
    monkeypatch.setattr(resealing, "BATCH", 2)
    return Held(make_cast())


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    def run(verb: str) -> str:
        call_command("keys", verb)
        return capsys.readouterr().out

    return run


def aged(seconds: float) -> None:
    """The keyring as if it had lain there for so long."""
    path = keyring().path
    at = path.stat().st_mtime - seconds
    os.utime(path, (at, at))


def test_everything_is_under_the_new_key_and_reads_the_same(held: Held, say: Callable[[str], str]) -> None:
    assert "Semuanya tersegel kunci k1" in say("check")
    told = say("rotate")
    for count in ("case 1", "file 3", "letter 1", "number 6", "protection 2", "second-factor 2"):
        assert count in told
    assert "boleh dibuang" in told
    assert "boleh dibuang" in say("check")
    held.is_read()
    aged(DAY)
    assert "k1 dibuang" in say("drop")
    assert keyring().key_ids == ("k2",)
    held.is_read()  # with the old key gone
    say("rotate")
    assert keyring().key_ids == ("k2", "k3"), "the id of a dropped key is never given again"
    held.is_read()


def test_every_kept_kind_was_there_to_be_sealed_anew(held: Held, owner_connection: Any) -> None:
    """A kind that is added is added to this test too: its things must survive a rotation."""
    left = resealing.depending(owner_connection, keyring().rotate())
    assert {name: sum(under.values()) for name, under in left.items()} == {
        "case": 1,
        "file": 3,
        "intake_draft": 1,
        "letter": 1,
        "number": 6,
        "protection": 2,
        "second-factor": 2,
    }
    passing = {"slip", "pad"}
    assert {kind.name for kind in kinds()} - passing == set(left)


def sealed_bytes(owner: psycopg.Connection[Any], folder: Path) -> list[Any]:
    """Every kept sealed thing as it lies there, byte for byte."""
    columns = [place for kind in kinds() for place in kind.places if isinstance(place, Column)]
    rows = [
        owner.execute(
            sql.SQL("SELECT id, {} FROM {} ORDER BY id").format(
                sql.Identifier(place.column), sql.Identifier(place.table)
            )
        ).fetchall()
        for place in columns
    ]
    return [*rows, sorted((path.name, path.read_bytes()) for path in folder.iterdir())]


def test_a_second_pass_changes_no_byte(
    held: Held, say: Callable[[str], str], owner_connection: psycopg.Connection[Any], settings: LazySettings
) -> None:
    before = sealed_bytes(owner_connection, settings.FILES)
    say("rotate")
    once = sealed_bytes(owner_connection, settings.FILES)
    assert all(one != other for one, other in zip(before, once, strict=True) if other)
    assert resealing.reseal(owner_connection, keyring()).done.total() == 0
    assert sealed_bytes(owner_connection, settings.FILES) == once
    held.is_read()


def killed_after(things: int) -> bool:
    """Rotate in a process that is killed as it seals its n-th thing anew: whether it got through."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        _die_after(things)
    return os.waitpid(child, 0)[1] == 0


def _die_after(things: int) -> None:
    left, anew = [things], resealing._sealed_anew

    def count(*arguments: Any) -> bytes | None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return anew(*arguments)

    resealing._sealed_anew = count
    try:
        call_command("keys", "rotate", verbosity=0)
    finally:
        os._exit(0)


def test_killed_at_any_thing_it_goes_on_with_the_same_key(held: Held, say: Callable[[str], str]) -> None:
    """15 things: killed at the 1st, then at the 2nd of what is left, and so on, until it gets through."""
    rounds = 1
    while not killed_after(rounds):
        held.is_read()
        assert keyring().key_ids == ("k1", "k2")
        assert "Masih tersegel kunci lama" in say("check")
        rounds += 1
    assert rounds > 3, "it was over before it could be killed"
    assert keyring().key_ids == ("k1", "k2")
    assert "boleh dibuang" in say("check")
    held.is_read()


def test_a_file_half_written_by_a_killed_hand_is_cleared_away_and_no_other(
    held: Held, say: Callable[[str], str], settings: LazySettings
) -> None:
    """Looking removes nothing; a rotation leaves what somebody may be writing now."""
    killed, being_written = (f".{held.files[0]}.{digit * 16}.new" for digit in "ab")
    for name in (killed, being_written):
        (settings.FILES / name).write_bytes(b"half")
    os.utime(settings.FILES / killed, (0, 0))
    say("check")
    assert (settings.FILES / killed).exists()
    say("rotate")
    left = {path.name for path in settings.FILES.iterdir()}
    assert left == {str(key) for key in held.files} | {being_written}


def test_an_old_key_is_kept_while_anything_needs_it(held: Held, say: Callable[[str], str]) -> None:
    keyring().rotate()
    with pytest.raises(CommandError, match="belum cukup lama"):
        say("drop")
    aged(DAY)
    with pytest.raises(CommandError, match="Masih tersegel kunci lama: case 1"):
        say("drop")
    assert keyring().key_ids == ("k1", "k2")


def test_what_no_key_opens_is_named_and_keeps_the_old_key(
    held: Held, say: Callable[[str], str], settings: LazySettings
) -> None:
    broken = settings.FILES / str(held.files[0])
    broken.write_bytes(broken.read_bytes()[:-1])
    with pytest.raises(CommandError, match=f"file {held.files[0]}"):
        say("rotate")
    aged(DAY)
    with pytest.raises(CommandError, match="file 1"):
        say("drop")


def test_two_rotations_at_once_do_not_meet(
    held: Held, say: Callable[[str], str], owner_connection: psycopg.Connection[Any]
) -> None:
    owner_connection.execute("SELECT pg_advisory_lock(%s)", [locks.KEYS])
    with pytest.raises(CommandError, match="sedang berjalan"):
        say("rotate")
    assert keyring().key_ids == ("k1",)


def test_a_role_that_policies_bind_is_refused(
    held: Held, say: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would see no row, and say that nothing depends on the old key."""
    monkeypatch.setenv("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])
    with pytest.raises(CommandError, match="bukan peran pemilik"):
        say("check")


def test_the_trail_behind_the_wall_changes_in_nothing_else(
    held: Held, owner_connection: psycopg.Connection[Any]
) -> None:
    for statement in (
        "UPDATE protection_reporttrail SET verb = 'x' WHERE sealed IS NOT NULL",
        "UPDATE protection_reporttrail SET sealed = NULL WHERE sealed IS NOT NULL",
        "UPDATE protection_reporttrail SET seat = NULL, sealed = 'x' WHERE sealed IS NOT NULL",
        "UPDATE protection_reporttrail SET sealed = 'x' WHERE sealed IS NULL",
        "DELETE FROM protection_reporttrail",
    ):
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
            owner_connection.execute(statement.encode())


def test_a_second_factor_lies_sealed_and_old_ones_are_sealed_by_the_upgrade(
    held: Held, owner_connection: psycopg.Connection[Any]
) -> None:
    def kept() -> str:
        rows = owner_connection.execute(
            "SELECT string_agg(data::text, ' ') FROM mfa_authenticator"
        ).fetchone()
        assert rows is not None
        return str(rows[0])

    seed = open_factor(Authenticator.objects.get(type="recovery_codes").data["seed"])
    assert held.secret not in kept()
    assert base64.b64encode(held.secret.encode()).decode() not in kept()
    upgrade("0002_seat_has_an_area")
    assert held.secret in kept()
    assert seed in kept()
    upgrade("0003_second_factors_are_sealed")
    assert held.secret not in kept()
    assert seed not in kept()
    upgrade()  # what stands on that floor went down with it, unfinished intakes too
    held.is_read(draft=False)


def upgrade(migration: str = "") -> None:
    """Bring the floor `offices` to one of its migrations, as the owner; without one, all to their last."""

    connections.close_all()
    env = os.environ | {"SIMPUL_AS_OWNER": "1", "SIMPUL_KEYS": str(keyring().path)}
    simpul("migrate", *(("offices", migration) if migration else ()), env=env)


def test_another_keyring_is_refused(held: Held, say: Callable[[str], str], settings: LazySettings) -> None:
    settings.KEYS = settings.KEYS.with_name("other.json")
    with pytest.raises(CommandError, match="tidak ada"):
        say("check")
    Keyring.create(settings.KEYS)
    with pytest.raises(CommandError, match="bukan milik basis data ini"):
        say("check")
