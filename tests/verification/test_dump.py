"""Whoever steals the database and the files without the keys finds no number, and can rebuild none."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.test import Client
from psycopg import sql

from simpul.ground.actor import acting, system
from simpul.ground.keys import keyring
from simpul.registry.adapters import open_number
from simpul.registry.models import IdentityNumber
from tests.cast import Cast, make_cast
from tests.databases import Urls, run_folder
from tests.factories import DISTRICT
from tests.verification.busy_day import BORN, BPJS, KK, NIK, PHONES, SECRET, SPOUSE_NIK, Day, busy_day

pytestmark = [pytest.mark.verification, pytest.mark.slow]

IDENTITY = (NIK, SPOUSE_NIK, KK, BPJS)
NEEDLES = (*IDENTITY, *(phone[1:] for phone in PHONES))
INTAKE = "/layanan-baru/"
#: Letters of a key or of sealed bytes between which digits stand by chance.
BY_CHANCE = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\\+x[0-9a-f]+|[0-9a-f]{32,}")
PACKED = re.compile(rb"[A-Za-z0-9+/_-]{24,}={0,2}")


@pytest.fixture
def cast(committed_db: Urls) -> Cast:
    return make_cast()


@pytest.fixture
def day(cast: Cast) -> Day:
    """A busy day, and a desk where numbers were typed into every page that takes them."""
    done = busy_day(cast)
    client = Client()
    cast.sign_in(client, "front")
    client.post("/cari/", {"q": NIK})
    for place, values in (
        ("", {"danger": "none"}),
        ("keperluan/", {"purpose": "help"}),
        ("pemberitahuan/", {"basis": "consent", "read_aloud": "on"}),
        ("cari/", {"q": SPOUSE_NIK}),
        ("orang-baru/", {"name": "Ani Contoh", "nik": "7388014107841", "kk": KK, "phone": PHONES[2]}),
        ("orang-baru/", _somebody_new()),
        ("pihak/", {"who_reports": "other", "reporter_name": "Bu RT", "reporter_phone": PHONES[1]}),
    ):
        client.post(f"{INTAKE}{place}", values)
    assert "intake_draft" in client.session, "the desk's answers wait in a table of their own: look there too"
    return done


def _somebody_new() -> dict[str, str]:
    return {
        "name": "Ani Contoh",
        "sex": "P",
        "birth_precision": "unknown",
        "village_code": "73.88.01.2001",
        "relation": "",
        "nik": "7388014107840055",
        "phone": PHONES[2],
    }


@pytest.fixture
def dump(day: Day, owner_connection: psycopg.Connection[Any]) -> dict[str, bytes]:
    """Every table as COPY writes it for its owner, past every policy."""
    names = owner_connection.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    ).fetchall()
    tables: dict[str, bytes] = {}
    for (name,) in names:
        with owner_connection.cursor().copy(
            sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(name))
        ) as rows:
            tables[name] = b"".join(rows)
    return tables


def readings(content: bytes) -> Iterator[bytes]:
    """The content, with what is only packed in it (base64, hexadecimal, zlib) unpacked."""
    yield content
    for found in PACKED.findall(content):
        for unpack in (base64.b64decode, base64.urlsafe_b64decode, binascii.unhexlify):
            try:
                plain = unpack(found)
            except (ValueError, binascii.Error):
                continue
            yield plain
            try:
                yield zlib.decompress(plain)
            except zlib.error:
                continue


def holds(content: bytes, needle: str) -> bool:
    """Whether a number stands in a content in clear, in parts, packed, or under a plain hash."""
    hashes = [hashlib.new(name, needle.encode()).hexdigest().encode() for name in ("md5", "sha1", "sha256")]
    for each in readings(content):
        closed = re.sub(rb"(?<=\d)[ ./-](?=\d)", b"", each)
        if needle.encode() in each or needle.encode() in closed or any(one in each for one in hashes):
            return True
    return False


def test_the_tables_hold_a_day_of_work(dump: dict[str, bytes]) -> None:
    """What is looked through must be there, or finding nothing would say nothing."""
    for table in (
        "registry_person",
        "registry_personevent",
        "registry_identitynumber",
        "cases_need",
        "cases_needevent",
        "cases_movement",
        "referrals_referral",
        "letters_letter",
        "protection_sealedreport",
        "ground_auditline",
        "ground_storedfile",
        "django_session",
    ):
        assert dump[table], table
    assert holds(b"x 7388.0141.0784.9137", NIK)
    assert holds(base64.b64encode(zlib.compress(f"nik {NIK} dan seterusnya".encode())), NIK)


def test_no_number_stands_in_any_table(dump: dict[str, bytes]) -> None:
    found = [(table, needle) for table, rows in dump.items() for needle in NEEDLES if holds(rows, needle)]
    assert found == []


def test_what_was_told_behind_the_wall_stands_nowhere(dump: dict[str, bytes]) -> None:
    assert [table for table, rows in dump.items() if holds(rows, SECRET)] == []


def test_the_last_digits_are_kept_nowhere(dump: dict[str, bytes]) -> None:
    """Last four digits, birth date, sex and sub-district are the whole NIK: the first are never stored."""
    assert str(BORN).encode() in dump["registry_person"], "the rest of the NIK stands here, so this matters"
    for table, rows in dump.items():
        plain = BY_CHANCE.sub("", rows.decode())
        for number in IDENTITY[:3]:
            last = re.search(rf"(?<!\d){number[-4:]}(?!\d)", plain)
            assert last is None, f"{table}: …{plain[max(0, last.start() - 80) : last.end() + 20]}…"


def test_the_same_number_looks_different_twice(day: Day) -> None:
    with acting(system(DISTRICT)):
        row = IdentityNumber.objects.get(person=day.person, kind="nik")
        assert open_number(row.pk, row.cipher) == NIK
        again = keyring().seal(NIK.encode(), f"number:{row.pk}".encode())
        assert bytes(again) != bytes(row.cipher)
        assert len(bytes(row.index)) >= 16


def test_files_and_logs_hold_no_number(dump: dict[str, bytes]) -> None:
    kept = [path for path in Path(settings.FILES).rglob("*") if path.is_file()]
    assert len(kept) >= 3, "a photo, a proof and a letter were kept"
    for path in kept:
        content = path.read_bytes()
        assert not content.startswith((b"\x89PNG", b"%PDF", b"\xff\xd8")), f"{path.name} lies open"
        assert not any(needle.encode() in content for needle in NEEDLES)
    for path in (run_folder() / "log").glob("*.log"):
        assert not any(holds(path.read_bytes(), needle) for needle in NEEDLES), (
            f"a number stands in {path.name}"
        )
