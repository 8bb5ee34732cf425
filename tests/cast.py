"""The cast: who appears in the tests. Everybody is an `Actor` made by `offices.queries.actor_of`.

In the village: facilitator, Puskesos front and back officer and coordinator, operator, head, treasurer.
Above it: supervisor and camat of its sub-district, the district's desk (front, back, manager), steward.
Beside it: an agency's officers, head and treasurer, a partner with its own, a hospital, a counsellor.
Looking on: regent, Inspektorat.
Strangers: officers of another village and sub-district, and another district's desk.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from simpul.ground.actor import Actor
from simpul.ground.identifiers import uuid7
from simpul.offices.models import Office, Officer, Seat
from simpul.offices.queries import actor_of
from simpul.offices.rules import role_of
from tests.factories import (
    DISTRICT,
    ELSEWHERE,
    FAR_VILLAGE,
    OTHER_VILLAGE,
    VILLAGE,
    VILLAGE_ELSEWHERE,
    Place,
    make_place,
)

#: who, role, office (a code, or `post`/`subdistrict` of the area), area, name
_HERE = (
    ("facilitator", "facilitator", "post", VILLAGE, "Fatma Fasilitator"),
    ("front", "welfare_post_front", "post", VILLAGE, "Farid Depan"),
    ("back", "welfare_post_back", "post", VILLAGE, "Bunga Belakang"),
    ("coordinator", "welfare_post_coordinator", "post", VILLAGE, "Karim Koordinator"),
    ("operator", "village_operator", "post", VILLAGE, "Oni Operator"),
    ("head", "village_head", "post", VILLAGE, "Hasan Kades"),
    ("treasurer", "village_treasurer", "post", VILLAGE, "Umi Kaur"),
    ("neighbour", "facilitator", "post", OTHER_VILLAGE, "Nur Tetangga"),
    ("neighbour_back", "welfare_post_back", "post", OTHER_VILLAGE, "Nana Tetangga"),
    ("stranger", "facilitator", "post", FAR_VILLAGE, "Sari Jauh"),
    ("supervisor", "subdistrict_supervisor", "subdistrict", VILLAGE[:8], "Sahrul Supervisor"),
    ("camat", "subdistrict_head", "subdistrict", VILLAGE[:8], "Cici Camat"),
    ("welfare_section", "subdistrict_welfare", "subdistrict", VILLAGE[:8], "Kiki Kasi"),
    ("other_camat", "subdistrict_head", "subdistrict", FAR_VILLAGE[:8], "Omar Camat"),
    ("desk_front", "desk_front", "desk", DISTRICT, "Dewi Depan"),
    ("desk", "desk_back", "desk", DISTRICT, "Dedi Meja"),
    ("manager", "desk_manager", "desk", DISTRICT, "Mira Manajer"),
    ("steward", "data_steward", "dinsos", DISTRICT, "Sinta Data"),
    ("agency", "agency_officer", "dinsos", DISTRICT, "Andi Dinsos"),
    ("agency_head", "agency_head", "dinsos", DISTRICT, "Haris Kadis"),
    ("purser", "agency_treasurer", "dinsos", DISTRICT, "Beni Bendahara"),
    ("registrar", "agency_officer", "disdukcapil", DISTRICT, "Rina Capil"),
    ("education", "agency_officer", "disdik", DISTRICT, "Eka Disdik"),
    ("partner", "partner_officer", "partner", DISTRICT, "Putri Mitra"),
    ("partner_head", "partner_head", "partner", DISTRICT, "Ketut Ketua Mitra"),
    ("partner_purser", "partner_treasurer", "partner", DISTRICT, "Bambang Bendahara Mitra"),
    ("hospital", "hospital_desk", "hospital", DISTRICT, "Rudi Rumah Sakit"),
    ("counsellor", "counsellor", "safe_house", DISTRICT, "Kurnia Konselor"),
    ("regent", "regent", "leadership", DISTRICT, "Bupati Contoh"),
    ("secretary", "district_secretary", "leadership", DISTRICT, "Sekda Contoh"),
    ("auditor", "auditor", "inspectorate", DISTRICT, "Ari Inspektorat"),
    ("inspector", "inspector", "inspectorate", DISTRICT, "Indra Inspektur"),
    ("assistant", "technical_assistant", "desk", DISTRICT, "Teguh Teknis"),
    ("administrator", "administrator", "desk", DISTRICT, "Adi Admin"),
)
_THERE = (
    ("foreigner", "desk_back", "desk", ELSEWHERE, "Fitri Luar"),
    ("foreign_back", "welfare_post_back", "post", VILLAGE_ELSEWHERE, "Feri Luar"),
)


@dataclass(frozen=True)
class Cast:
    """Everybody by name, with the two districts they work in and their seats."""

    place: Place
    elsewhere: Place
    actors: dict[str, Actor]
    seats: dict[str, Seat]

    def __getattr__(self, who: str) -> Actor:
        try:
            return self.actors[who]
        except KeyError:
            raise AttributeError(who) from None

    def sign_in(self, client: object, who: str) -> None:
        """Let a Django test client work from somebody's seat, with the second factor some seats ask for."""
        seat = self.seats[who]
        if role_of(seat.role).strong_sign_in:
            kind = Authenticator.Type.TOTP
            Authenticator.objects.get_or_create(user=seat.officer, type=kind, defaults={"data": {}})
        client.force_login(seat.officer)  # type: ignore[attr-defined]
        session = client.session  # type: ignore[attr-defined]
        session["seat"] = str(seat.pk)
        session.save()


def make_cast() -> Cast:
    """Make both districts and everybody in them. Not in a transaction, every row stays."""
    here, there = make_place(DISTRICT), make_place(ELSEWHERE)
    seats = _seats(here, _HERE) | _seats(there, _THERE)
    Officer.objects.bulk_create(seat.officer for seat in seats.values() if seat.officer)
    Seat.objects.bulk_create(seats.values())
    actors = {who: actor_of(seat, seat.officer) for who, seat in seats.items() if seat.officer}
    return Cast(here, there, actors, seats)


def _seats(place: Place, people: tuple[tuple[str, str, str, str, str], ...]) -> dict[str, Seat]:
    return {
        who: Seat(
            district=place.district,
            office=_office(place, office, area),
            officer=Officer(email=f"{who}@contoh.test", name=name),
            role=role,
            title=name.rpartition(" ")[2],
            area_code=area,
            starts_on=dt.date(2026, 1, 1),
        )
        for who, role, office, area, name in people
    }


def _office(place: Place, code: str, area: str) -> Office:
    if code == "post":
        return place.post(area)
    return place.subdistrict(area) if code == "subdistrict" else place.offices[code]


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, in the test's rolled-back transaction."""
    return make_cast()


@pytest.fixture
def visit(cast: Cast, client: Client) -> Callable[..., Any]:
    """Open a page from somebody's seat: `visit("agency", "inbox:home")`."""

    def open_page(who: str, name: str, *args: Any) -> Any:
        cast.sign_in(client, who)
        return client.get(reverse(name, args=args))

    return open_page


@pytest.fixture
def press(cast: Cast, client: Client) -> Callable[..., Any]:
    """Send a form from somebody's seat: `press("agency", "inbox:accept", key)`."""

    def send_form(who: str, name: str, *args: Any, **typed: Any) -> Any:
        cast.sign_in(client, who)
        return client.post(reverse(name, args=args), {"command_id": uuid7()} | typed)

    return send_form
