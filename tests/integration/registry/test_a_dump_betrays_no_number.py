"""Somebody has the whole database, and nothing else. They try to rebuild a NIK."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from psycopg import sql

from simpul.ground.actor import acting
from simpul.registry.models import Person
from tests.cast import Cast, make_cast
from tests.databases import Urls
from tests.factories import VILLAGE

pytestmark = [pytest.mark.verification]

NIK = "7388014107840412"  # born 1 July 1984, a woman, first registered where she lives
KK = "7388011508120013"
PHONE = "081298765432"
NUMBERS = (NIK, KK, PHONE)


def command(page: str) -> dict[str, str]:
    found = re.search(r'name="command_id" value="([0-9a-f-]+)"', page)
    assert found is not None, page
    return {"command_id": found[1]}


def live(client: Client, cast: Cast) -> Person:
    """A day at the desk: searches, slips of the keyboard, an intake, a reveal, an intake left half done."""
    cast.sign_in(client, "back")
    told = {
        "name": "Sitti Contoh",
        "sex": "P",
        "birth_precision": "day",
        "birth_date": "1984-07-01",
        "village_code": VILLAGE,
        "nik": NIK,
        "kk": KK,
        "phone": PHONE,
        "rt": "02",
        "relation": "head",
    }
    client.post("/cari/", {"q": NIK})
    client.post("/layanan-baru/", {"danger": "none"})
    client.post("/layanan-baru/pemberitahuan/", {"basis": "consent", "read_aloud": "on"})
    client.post("/layanan-baru/orang-baru/", told | {"name": f"Sitti {NIK}"})
    client.post("/layanan-baru/orang-baru/", told)
    client.post("/layanan-baru/kebutuhan/food/", {"words": "Beras habis", "urgency": "3"})
    page = client.get("/layanan-baru/ringkasan/").content.decode()
    assert client.post("/layanan-baru/ringkasan/", command(page)).status_code == 302
    with acting(cast.back):
        person = Person.objects.get()
    address = f"/orang/{person.pk}/"
    assert NIK[-4:] in client.get(address).content.decode()
    client.post(f"{address}buka/nik/", {"reason": f"Untuk {NIK}"})
    shown = client.post(f"{address}buka/nik/", {"reason": "Diketik ke SIKS-NG hari ini"}).content.decode()
    assert NIK in shown.replace(" ", "")
    client.post("/layanan-baru/", {"danger": "none"})
    client.post("/layanan-baru/orang-baru/", told | {"nik": "", "kk": "7388011508120014"})
    return person


@pytest.fixture
def dump(
    committed_db: Urls, owner_connection: psycopg.Connection[tuple[Any, ...]], client: Client
) -> list[tuple[str, str]]:
    """Every row of every table, as text: what a stolen backup holds."""
    live(client, make_cast())
    tables = owner_connection.execute(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind = 'r' AND n.nspname = 'public'"
    ).fetchall()
    assert {"registry_identitynumber", "registry_personevent", "ground_auditline", "django_session"} <= {
        name for (name,) in tables
    }
    return [
        (name, str(row))
        for (name,) in tables
        for (row,) in owner_connection.execute(
            sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(name))
        ).fetchall()
    ]


def disguises(number: str) -> set[str]:
    """The number as it may stand in a text: plain, spaced, in base64, in hex, and hashed without a key."""
    raw = number.encode()
    spaced = {separator.join(number[place : place + 4] for place in (0, 4, 8, 12)) for separator in " .-"}
    hashed = {hashlib.new(name, raw).hexdigest() for name in ("md5", "sha1", "sha256", "sha512")}
    secret = hmac.digest(settings.SECRET_KEY.encode(), raw, "sha256").hex()
    return {number, number[::-1], raw.hex(), base64.b64encode(raw).decode()[:20], secret} | spaced | hashed


def test_no_number_stands_anywhere_in_any_form(dump: list[tuple[str, str]]) -> None:
    assert {name for name, _row in dump} >= {"registry_identitynumber", "ground_command", "django_session"}
    for number in NUMBERS:
        hidden = disguises(number)
        for table, row in dump:
            assert not [form for form in hidden if form in row], table


def test_the_last_four_digits_stand_beside_no_birth_date(dump: list[tuple[str, str]]) -> None:
    for table, row in dump:
        columns = re.split(r"[,()\"\s]+", row)
        assert NIK[-4:] not in columns, table
        assert NIK[:12] not in row, table


def test_knowing_all_but_the_serial_does_not_help(dump: list[tuple[str, str]]) -> None:
    """Village, birth date and sex stand in clear: 9,999 NIKs are left. None matches what is stored."""
    rows = [row for table, row in dump if table == "registry_identitynumber"]
    assert len(rows) == 3
    stored = {
        bytes.fromhex(found) for row in rows for found in re.findall(r"\\\\x([0-9a-f]{64})(?![0-9a-f])", row)
    }
    assert len(stored) == 3
    keys = (b"", settings.SECRET_KEY.encode(), b"simpul")
    for serial in range(1, 10_000):
        guess = f"{NIK[:12]}{serial:04d}".encode()
        assert hashlib.sha256(guess).digest() not in stored
        assert hashlib.sha256(b"number\x00" + guess).digest() not in stored
        for key in keys:
            assert hmac.digest(key, guess, "sha256") not in stored
            assert hmac.digest(key, b"number\x00" + guess, "sha256") not in stored


def test_a_draft_is_sealed_and_the_session_holds_its_key_alone(dump: list[tuple[str, str]]) -> None:
    session = Session.objects.get().get_decoded()
    (draft,) = [row for table, row in dump if table == "cases_intakedraft"]
    assert draft.startswith(f"({session['intake_draft']},")
    assert not [told for told in ("Sitti", "73880115", b"Sitti".hex(), b"73880115".hex()) if told in draft]
    assert "Sitti" not in str(session)
