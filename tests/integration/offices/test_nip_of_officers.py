"""A NIP is recorded by who appoints, and shown under the name on letters."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from simpul.ground.actor import acting
from simpul.ground.errors import InputError, NotAllowedError
from simpul.ground.models import AuditLine
from simpul.offices import actions
from simpul.offices.models import Officer, Seat

NIP = "198001012005011003"


def nip_of(cast, who):
    return Officer.objects.get(pk=cast.seats[who].officer.pk).nip


def test_the_administrator_types_it_on_the_page_of_the_seat(cast, client):
    cast.sign_in(client, "administrator")
    seat = cast.seats["agency_head"]
    address = reverse("officers:nip", args=[seat.pk])
    assert address in client.get(reverse("officers:seat", args=[seat.pk])).content.decode()
    typed = {"command_id": str(uuid4()), "version": seat.version, "nip": "19800101 200501 1 003"}
    assert client.post(address, typed).status_code == 302
    assert nip_of(cast, "agency_head") == NIP
    assert NIP in client.get(reverse("officers:seat", args=[seat.pk])).content.decode()
    with acting(cast.auditor):
        (line,) = AuditLine.objects.filter(verb="offices.record_nip")
        assert (line.key, line.fields) == (str(seat.pk), ["nip"])
        assert NIP not in f"{line.label}{line.reason}"


@pytest.mark.parametrize("typed", ["", "19800101", "198001012005011003" + "1", "19800101200501100a"])
def test_what_is_no_nip_is_refused(cast, typed):
    with pytest.raises(InputError, match="nip_shape"):
        actions.record_nip(by=cast.administrator, seat=cast.seats["agency_head"], nip=typed)
    assert nip_of(cast, "agency_head") == ""


@pytest.mark.parametrize("who", ["manager", "head", "agency_head", "desk", "regent"])
def test_only_who_fills_the_seat_records_it(cast, who):
    with pytest.raises(NotAllowedError):
        actions.record_nip(by=cast.actors[who], seat=cast.seats["agency_head"], nip=NIP)


def test_an_empty_seat_has_nobody_to_number(cast):
    seat = cast.seats["agency_head"]
    Seat.objects.filter(pk=seat.pk).update(officer=None)
    with pytest.raises(InputError, match="seat_empty"):
        actions.record_nip(by=cast.administrator, seat=seat, nip=NIP)


def test_the_database_refuses_another_shape(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Officer.objects.filter(pk=cast.seats["head"].officer.pk).update(nip="1980")
