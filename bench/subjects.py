"""What is opened: pages of the product on people and services of the data, each by the seat it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Count, QuerySet
from django.utils import timezone

from simpul.cases.models import Case, Need
from simpul.cases.states import NeedState
from simpul.ground.actor import acting, system
from simpul.offices.models import Seat
from simpul.offices.queries import seats_open_on
from simpul.offices.types import RoleCode
from simpul.places.models import District
from simpul.referrals.models import Referral
from simpul.registry.adapters import open_number
from simpul.registry.models import IdentityNumber, Person

EACH = 20

Kind = Literal["comparison", "detail", "list"]


@dataclass(frozen=True)
class Subject:
    """A page to measure: what it is called and judged as, who opens it, where, or with which forms."""

    name: str
    kind: Kind
    session: str
    paths: Sequence[str]
    forms: Sequence[str] = field(default=())


def subjects() -> list[Subject]:
    """The pages of the one district that is loaded, with a session of an officer for each."""
    district = District.objects.get()
    with acting(system(district.pk)):
        return _subjects(district)


def _subjects(district: District) -> list[Subject]:
    today = timezone.localdate()
    seats = seats_open_on(today).filter(district=district, officer__isnull=False).select_related("officer")
    alive = Need.objects.exclude(state=NeedState.CLOSED)
    village = _most(alive, "village_code")
    back = seats.get(role=RoleCode.WELFARE_POST_BACK, area_code=village)
    office = _most(Referral.objects.filter(state__in=("sent", "accepted")), "to_office")
    answering = seats.filter(office=office).filter(
        role__in=(RoleCode.AGENCY_OFFICER, RoleCode.INSURANCE_BRANCH, RoleCode.HOSPITAL_DESK)
    )
    regent = seats.get(role=RoleCode.REGENT)
    here = Person.objects.filter(village_code=village, scope_code=village, died_on=None)
    persons = list(here.order_by("-id")[:EACH])
    cases = Case.objects.filter(village_code=village, scope_code=village).order_by("-opened_at")[:EACH]
    needs = Need.objects.filter(village_code=village, scope_code=village).order_by("-opened_at")[:EACH]
    numbers = IdentityNumber.objects.filter(person__in=persons, kind="nik", valid_until=None)
    niks = [urlencode({"q": open_number(each.pk, each.cipher)}) for each in numbers]
    names = [urlencode({"q": each.name}) for each in persons]
    officer, agency, leader = _session(back), _session(answering[0]), _session(regent)
    return [
        Subject("trivial view", "comparison", officer, ["/bench/trivial/"]),
        Subject("one-query view", "comparison", officer, [f"/bench/satu/{each.pk}/" for each in needs]),
        Subject("plain 50-row table", "comparison", officer, ["/bench/tabel/"]),
        Subject("search by NIK", "detail", officer, ["/cari/"], niks),
        Subject("search by name in a village", "list", officer, ["/cari/"], names),
        Subject("family page", "detail", officer, [f"/orang/{each.pk}/" for each in persons]),
        Subject("service page", "detail", officer, [f"/layanan/{each.pk}/" for each in cases]),
        Subject("village board", "list", officer, ["/papan/"]),
        Subject("village queue", "list", officer, ["/papan/daftar/?daftar=open"]),
        Subject("office inbox", "list", agency, ["/kotak-masuk/"]),
        Subject("leaders' page", "list", leader, ["/ringkasan/"]),
    ]


def _most(rows: QuerySet[Any], column: str) -> Any:
    """The value most rows have in a column."""
    counted = rows.values_list(column).annotate(many=Count("pk")).order_by("-many", column)
    return counted[0][0]


def _session(seat: Seat) -> str:
    """A session of a seat's officer, as signing in leaves it."""
    officer = seat.officer
    assert officer is not None  # noqa: S101  only seats with an officer are asked for
    store = SessionStore()
    store[SESSION_KEY] = str(officer.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = officer.get_session_auth_hash()
    store["seat"] = str(seat.pk)
    store.create()
    return str(store.session_key)
