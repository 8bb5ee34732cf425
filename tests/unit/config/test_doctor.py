"""Every state the doctor knows: how grave it is, and that it says what to do, in both languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

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
    (BROKEN, at("machine", files_fault="/f"), "tidak dapat ditulis", "pemilik folder /f"),
    (ATTENTION, at("machine", files_open=True), "terbuka", "chmod 700 /f"),
    (BROKEN, at("jobs", silent=None), "tidak berjalan", "simpul-worker"),
    (BROKEN, at("jobs", silent=90.0), "tidak berjalan", "simpul-worker"),
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
    assert english.found != finding.found or found == "diperiksa: refused"


def test_a_certificate_that_cannot_be_seen_says_why() -> None:
    ends, fault = certificate_end("127.0.0.1", 1)
    assert ends is None
    assert "refused" in fault
