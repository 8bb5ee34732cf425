"""Who holds a report brings in a colleague of the same office; nobody else finds the page."""

from __future__ import annotations

import dataclasses
import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from simpul.ground.actor import acting
from simpul.ground.models import AuditLine, Command
from simpul.offices.models import Office, Officer, Seat
from simpul.offices.queries import actor_of
from simpul.protection import actions, queries
from simpul.protection.types import Report
from tests.factories import DISTRICT, MORNING
from tests.integration.protection.test_the_wall_holds import EVERYBODY_ELSE, WORDS


@pytest.fixture(autouse=True)
def at_work(time_machine):
    time_machine.move_to(MORNING, tick=False)


def _counsellor(cast, office, name):
    """A seat that began after the report was handed over, and so was not assigned to it."""
    seat = Seat(
        district=cast.place.district,
        office=office,
        officer=Officer.objects.create(email=f"{name.lower()}@contoh.test", name=name),
        role="counsellor",
        title="Konselor",
        area_code=DISTRICT,
        starts_on=MORNING.date(),
    )
    seat.save()
    cast.seats[name], cast.actors[name] = seat, actor_of(seat, seat.officer)
    return seat


@pytest.fixture
def report(cast):
    actions.hand_over(
        by=cast.facilitator,
        report=Report(words=WORDS, person="Anak"),
        office=cast.place.offices["safe_house"],
        at=MORNING,
    )
    with acting(cast.counsellor):
        return queries.reports()[0].id


@pytest.fixture
def kokom(cast, report):
    return _counsellor(cast, cast.place.offices["safe_house"], "Kokom")


@pytest.fixture
def elsewhere(cast, report):
    """A counsellor of another confidential office."""
    office = cast.place.offices["safe_house"]
    fields = {f.name: getattr(office, f.name) for f in Office._meta.concrete_fields if f.name != "id"}
    other = Office.objects.create(**(fields | {"code": "other_house", "name": "Rumah Lain"}))
    return _counsellor(cast, other, "Lina")


def test_the_colleague_sees_it_from_then_on(cast, client, report, kokom, elsewhere):
    cast.sign_in(client, "counsellor")
    address = reverse("protection:assign", args=[report])
    assert address in client.get(reverse("protection:report", args=[report])).content.decode()
    page = client.get(address).content.decode()
    assert "Kokom, Konselor" in page
    assert "Lina" not in page
    assert "Kurnia Konselor" not in page.partition("<main")[2]
    with acting(cast.actors["Kokom"]):
        assert queries.reports() == []
    brought = client.post(address, {"command_id": str(uuid4()), "seat": str(kokom.pk)})
    assert brought["Location"] == reverse("protection:report", args=[report])
    assert "Kokom (Konselor)" in client.get(brought["Location"]).content.decode()
    with acting(cast.actors["Kokom"]):
        assert [line.id for line in queries.reports()] == [report]
    cast.sign_in(client, "Kokom")
    assert WORDS in client.get(reverse("protection:report", args=[report])).content.decode()


def test_neither_ledger_nor_trail_tells_of_it(cast, client, report, kokom):
    cast.sign_in(client, "counsellor")
    address = reverse("protection:assign", args=[report])
    client.post(address, {"command_id": str(uuid4()), "seat": str(kokom.pk)})
    with acting(cast.counsellor):
        (kept,) = Command.objects.all()
        assert (kept.verb, kept.answer) == ("intake.save", "/")
    with acting(cast.auditor):
        assert not AuditLine.objects.filter(verb__startswith="protection").exists()


def test_a_seat_of_another_office_or_trade_is_no_choice(cast, client, report, elsewhere):
    cast.sign_in(client, "counsellor")
    address = reverse("protection:assign", args=[report])
    for seat in (elsewhere, cast.seats["agency"], cast.seats["counsellor"]):
        refused = client.post(address, {"command_id": str(uuid4()), "seat": str(seat.pk)})
        assert refused.status_code in {200, 422}
    for who in ("Lina", "agency"):
        with acting(cast.actors[who]):
            assert queries.reports() == []


def test_who_does_not_hold_it_finds_no_page(cast, client, report, kokom, elsewhere):
    for who in ("Kokom", "Lina"):
        cast.sign_in(client, who)
        address = reverse("protection:assign", args=[report])
        assert client.get(address).status_code == 404
        assert client.post(address, {"command_id": str(uuid4()), "seat": str(kokom.pk)}).status_code == 404


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_nobody_else_finds_the_page(cast, client, report, who):
    cast.sign_in(client, who)
    assert client.get(reverse("protection:assign", args=[report])).status_code == 404


def test_a_seat_not_begun_or_ended_is_not_offered(cast, report, kokom):
    today = MORNING.date()
    assert queries.colleagues(by=cast.counsellor, today=today) == [kokom]
    assert queries.colleagues(by=cast.counsellor, today=today - dt.timedelta(days=1)) == []
    assert queries.colleagues(by=dataclasses.replace(cast.counsellor, office=None), today=today) == []
