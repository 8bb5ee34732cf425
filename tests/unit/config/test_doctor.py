"""Every state the doctor knows: how grave it is, and that it says what to do, in both languages."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone, translation

from simpul.config.doctor import looking
from simpul.config.doctor.examination import examine, gravest
from simpul.config.doctor.facts import (
    Database,
    DistrictState,
    Facts,
    Finding,
    Jobs,
    Keys,
    Level,
    Machine,
    Site,
)
from simpul.config.doctor.looking import certificate_end
from simpul.config.watching.health import SILENT_AFTER

NOW = dt.datetime(2026, 11, 24, 3, tzinfo=dt.UTC)
GIB = 2**30
HERE = Path(__file__).parent


def days(number: float) -> dt.datetime:
    return NOW + dt.timedelta(days=number)


SOUND = Facts(
    now=NOW,
    demo=False,
    keys=Keys(path=Path("/k")),
    machine=Machine(free=50 * GIB, total=100 * GIB, files=Path("/f"), synchronized=True),
    site=Site(
        address="https://simpul.contoh.test",
        host="simpul.contoh.test",
        hosts=("simpul.contoh.test",),
        proxies=("127.0.0.1",),
        certificate_ends=days(60),
    ),
    database=Database(version=160_004),
    jobs=Jobs(silent=3.0),
    backup_at=days(-0.5),
    districts=(DistrictState(code="99.01", name="Kabupaten Contoh"),),
)
ATTENTION, BROKEN = Level.ATTENTION, Level.BROKEN


def at(part: str, **changes: Any) -> Facts:
    """The sound installation with one part of it otherwise."""
    if part == "districts":
        return replace(SOUND, districts=(replace(SOUND.districts[0], **changes),))
    return replace(SOUND, **{part: replace(getattr(SOUND, part), **changes)})


STATES: list[tuple[Level, Facts, str, str]] = [
    (
        BROKEN,
        replace(SOUND, database=None, unreachable="refused"),
        "tidak menjawab (refused)",
        "DATABASE_URL",
    ),
    (BROKEN, at("database", version=140_012), "14.12 terlalu lama", "PostgreSQL 15"),
    (BROKEN, at("database", embedded=True), "bawaan", "PostgreSQL sendiri"),
    (BROKEN, at("database", role_fault="Cabut BYPASSRLS"), "tidak mengikat", "Cabut BYPASSRLS"),
    (BROKEN, at("database", unguarded=("cases_need",)), "mati pada: cases_need", "ENABLE ROW LEVEL"),
    (BROKEN, at("database", unapplied=("cases.0009_x",)), "belum dimigrasi: cases.0009_x", "simpul migrate"),
    (ATTENTION, replace(SOUND, owner_given=False), "peran pemilik", "DATABASE_OWNER_URL"),
    (BROKEN, at("keys", fault="Berkas kunci tidak ada"), "tidak dapat dipakai", "Berkas kunci tidak ada"),
    (BROKEN, at("keys", open_to_others=(HERE,)), "terbuka bagi", "chmod 700"),
    (BROKEN, at("keys", open_to_others=(HERE / "secret",)), "terbuka bagi", "chmod 600"),
    (ATTENTION, at("keys", made=2), "kunci lama", "simpul keys drop"),
    (BROKEN, replace(SOUND, backup_at=None), "belum pernah", "simpul backup"),
    (ATTENTION, replace(SOUND, backup_at=days(-1.5)), "2026-11-22 15.00", "simpul-backup.timer"),
    (BROKEN, replace(SOUND, backup_at=days(-4)), "2026-11-20", "simpul-backup.timer"),
    (ATTENTION, replace(SOUND, backup_there=False), "tidak ada di sini", "bukan hilang"),
    (ATTENTION, at("machine", free=4 * GIB), "sisa 4.0 GiB", "--keep"),
    (BROKEN, at("machine", free=GIB // 2), "sisa 0.5 GiB", "--keep"),
    (BROKEN, at("machine", files_fault="/f: ro"), "tidak dapat ditulis: /f: ro", "pemilik folder /f"),
    (ATTENTION, at("machine", files_open=True), "terbuka", "chmod 700 /f"),
    (BROKEN, at("jobs", silent=None), "tidak berjalan", "simpul-worker"),
    (BROKEN, at("jobs", silent=SILENT_AFTER + 1.0), "tidak berjalan", "simpul-worker"),
    (ATTENTION, replace(SOUND, jobs=None), "belum dapat diperiksa", "simpul doctor lagi"),
    (ATTENTION, replace(SOUND, districts=None), "belum dapat diperiksa", "simpul doctor lagi"),
    (ATTENTION, at("database", unapplied=None), "belum dapat diperiksa", "simpul doctor lagi"),
    (ATTENTION, at("jobs", oldest=1900.0), "tertinggal 31 menit", "macet"),
    (ATTENTION, at("jobs", failed=2), "2 pekerjaan gagal", "journalctl"),
    (ATTENTION, at("database", ahead=-5.0), "berbeda 5 detik", "set-ntp"),
    (BROKEN, at("database", ahead=3600.0), "berbeda 3600 detik", "set-ntp"),
    (ATTENTION, at("machine", synchronized=False), "tidak diselaraskan", "set-ntp"),
    (BROKEN, at("site", address="http://simpul.contoh.test"), "tanpa TLS", "SIMPUL_ADDRESS"),
    (BROKEN, at("site", hosts=("localhost",)), "tidak dilayani", "SIMPUL_HOSTS"),
    (ATTENTION, at("site", proxies=()), "proksi tidak dikenal", "SIMPUL_TRUSTED_PROXIES"),
    (BROKEN, at("site", static=False), "belum dikumpulkan", "simpul collectstatic"),
    (ATTENTION, at("site", certificate_ends=days(5)), "berlaku 5 hari", "Perbarui"),
    (BROKEN, at("site", certificate_ends=days(-1)), "sudah habis", "Perbarui"),
    (
        ATTENTION,
        at("site", certificate_ends=None, certificate_fault="refused"),
        "diperiksa: refused",
        "Perbarui",
    ),
    (
        BROKEN,
        at("site", certificate_ends=None, certificate_refused=True, certificate_fault="has expired"),
        "ditolak peramban: has expired",
        "Perbarui",
    ),
    (BROKEN, replace(SOUND, districts=()), "belum ada paket", "simpul pack load"),
    (BROKEN, at("districts", demo=True), "data contoh", "basis data baru"),
    (BROKEN, at("districts", programmes=0), "tidak ada program", "programmes.yaml"),
    (ATTENTION, at("districts", over=3), "3 program", "programmes.yaml"),
    (BROKEN, at("districts", administrators=0), "tidak ada administrator", "simpul officer invite"),
    (ATTENTION, at("districts", ending_seats=297), "297 tugas", "Perpanjang"),
]


def ill(facts: Facts) -> list[Finding]:
    return [each for each in examine(facts) if each.level > Level.WELL]


def test_a_sound_installation_is_well() -> None:
    assert ill(SOUND) == []
    assert gravest(examine(SOUND)) is Level.WELL


def test_a_demonstration_needs_no_tls_backup_or_server_of_its_own() -> None:
    shown = at("site", address="http://127.0.0.1:8000", host="127.0.0.1", hosts=("127.0.0.1",), proxies=())
    demo = replace(
        shown,
        demo=True,
        database=replace(SOUND.database, embedded=True),  # type: ignore[type-var]
        backup_at=None,
        districts=(replace(SOUND.districts[0], demo=True),),
    )
    assert ill(demo) == []


@pytest.mark.parametrize(("level", "facts", "found", "todo"), STATES, ids=[f"{state[2]}" for state in STATES])
def test_each_state_is_found_judged_and_mended(level: Level, facts: Facts, found: str, todo: str) -> None:
    (finding,) = ill(facts)
    assert finding.level is level
    assert found in finding.found
    assert todo in finding.todo
    with translation.override("en"):
        (english,) = ill(facts)
    assert english.found != finding.found


def test_a_certificate_that_cannot_be_seen_says_why() -> None:
    shown = certificate_end("127.0.0.1", 1)
    assert shown.ends is None
    assert not shown.refused
    assert "refused" in shown.fault


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[dt.datetime], int]]:
    """Serve TLS on this machine with a certificate that it trusts, until a day; answers the port."""
    with contextlib.ExitStack() as over:

        def serve(ends: dt.datetime) -> int:
            both = tmp_path / "both.pem"
            both.write_bytes(certificate_until(ends))
            monkeypatch.setenv("SSL_CERT_FILE", str(both))
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(both)
            listening = over.enter_context(socket.create_server(("127.0.0.1", 0)))

            def greet() -> None:
                with contextlib.suppress(OSError):
                    raw, _peer = listening.accept()
                    with raw, context.wrap_socket(raw, server_side=True):
                        pass

            hand = threading.Thread(target=greet)
            hand.start()
            over.callback(hand.join, timeout=30)
            return int(listening.getsockname()[1])

        yield serve


def certificate_until(ends: dt.datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(ends - dt.timedelta(days=90))
        .not_valid_after(ends)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    return secret + made.public_bytes(serialization.Encoding.PEM)


def test_a_certificate_that_is_shown_is_read(served: Callable[[dt.datetime], int]) -> None:
    ends = timezone.now().replace(microsecond=0) + dt.timedelta(days=40)
    assert certificate_end("localhost", served(ends)) == (ends, "", False)


def test_one_that_is_over_is_refused_and_not_merely_unseen(served: Callable[[dt.datetime], int]) -> None:
    shown = certificate_end("localhost", served(timezone.now() - dt.timedelta(days=1)))
    assert shown.refused
    assert "expired" in shown.fault


def test_a_folder_that_cannot_be_written_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert looking._why_unwritable(tmp_path) == ""
    (tmp_path / "file").touch()
    assert "bukan folder" in looking._why_unwritable(tmp_path / "file")
    tmp_path.chmod(0o500)
    monkeypatch.setattr(looking.os, "access", lambda *_asked: False)
    assert "mode 500" in looking._why_unwritable(tmp_path)
    monkeypatch.setattr(looking.os, "statvfs", lambda _folder: SimpleNamespace(f_flag=os.ST_RDONLY))
    assert "hanya dapat dibaca" in looking._why_unwritable(tmp_path)
