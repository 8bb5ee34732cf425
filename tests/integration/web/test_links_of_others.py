"""A link that reached somebody else, or a guessed key, opens nothing: at every address with a key."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter

from simpul.cases import actions as cases
from simpul.cases.models import Need
from simpul.funds.models import Commitment
from simpul.ground.actor import acting, system
from simpul.ground.identifiers import uuid7
from simpul.insight.models import LateNotice
from simpul.letters import actions as letters
from simpul.letters.models import Letter
from simpul.protection import actions as protection
from simpul.protection.models import SealedReport
from simpul.protection.types import Report
from simpul.referrals.models import Referral
from simpul.registry.actions.doubts import ask_steward
from simpul.registry.models import Proposal
from tests.cast import Cast
from tests.factories import DISTRICT, make_budget_line
from tests.integration.cases.conftest import (  # noqa: F401  fixtures
    LATER,
    at_desk,
    at_work,
    need_of,
    take_in,
    villager,
)
from tests.integration.cases.test_what_the_village_does import GIVEN
from tests.integration.letters.conftest import PNG, make_template, words
from tests.integration.referrals.conftest import send_to

#: Of another village, another agency, outside government, another district.
STRANGERS = ("stranger", "education", "partner", "foreigner")
#: Whoever may do much may guess much.
GUESSERS = ("back", "agency", "manager")
#: What stands in an address besides keys.
REST = {"slug": "catatan", "code": "referral", "kind": "nik", "token": "x"}
CLOSED = {403, 404}
#: Throwing away what is not one's own changes nothing, and leads on as if it were gone already.
LEADS_ON = {("intake:discard", 302)}


def _addresses(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every page whose address holds a key, and the names of what its address holds."""
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _addresses(each.url_patterns, f"{space}{each.namespace}:" if each.namespace else space)
        elif any(isinstance(kind, UUIDConverter) for kind in each.pattern.converters.values()):
            yield f"{space}{each.name}", set(each.pattern.converters)


ADDRESSES = sorted(_addresses(get_resolver().url_patterns), key=str)


@pytest.fixture
def keys(cast: Cast, at_work, need_of, at_desk) -> dict[str, UUID]:  # noqa: F811
    """The key of something of each kind, all of it about one villager."""
    need, asked, line = need_of("food"), at_desk("health_insurance"), make_budget_line(cast.place)
    photo = cases.attach(
        by=cast.back, need=need, kind="photo", text="Dapur kosong", upload=BytesIO(PNG), at=LATER
    )
    errand = cases.start_errand(
        by=cast.back, need=need, task="Ambil KK", goes="Fatma", power_of_attorney="Kuasa", at=LATER
    )
    money = cases.propose_help(by=cast.back, need=need, line=line, amount=1_000, purpose="Beras", at=LATER)
    handover = cases.record_handover(by=cast.back, need=need, at=LATER, **GIVEN)
    make_template(cast.place)
    letter = letters.draft(by=cast.desk, office=cast.place.offices["desk"], draft=words(), at=LATER)
    told, office = Report(words="Sering menangis"), cast.place.offices["safe_house"]
    protection.hand_over(by=cast.facilitator, report=told, office=office, at=LATER)
    with acting(system(DISTRICT)):
        notice = LateNotice.objects.create(
            district_code=DISTRICT,
            office=cast.agency.office,
            office_name="Dinas Sosial",
            given_at=LATER,
            named_from=LATER,
        )
    with acting(cast.counsellor):
        report = SealedReport.objects.get().pk
    ask_steward(by=cast.back, person_id=need.case.person_id, doubt="other_desk", at=LATER)
    with acting(system(DISTRICT)):
        task = Proposal.objects.get(state="review").pk
    draft = cases.keep_draft(by=cast.facilitator, key=None, content=b"{}", at=LATER)
    return {
        "case": need.case_id,
        "need": need.pk,
        "person": need.case.person_id,
        "referral": send_to(cast, asked, at=LATER).pk,
        "file": photo.file,
        "errand": errand.pk,
        "commitment": money.commitment_id,
        "handover": handover.pk,
        "letter": letter.pk,
        "report": report,
        "notice": notice.pk,
        "seat": cast.seats["facilitator"].pk,
        "office": office.pk,
        "task": task,
        "draft": draft,
    }


def opened(client: Client, keys: dict[str, Any]) -> list[str]:
    """The addresses that answered, or told who it is about."""
    found = []
    for name, held in ADDRESSES:
        address = reverse(name, kwargs={each: (keys | REST)[each] for each in held})
        with transaction.atomic():
            answer = client.get(address)
            if answer.status_code == 405:
                answer = client.post(address, {"command_id": str(uuid7()), "version": "0"})
            transaction.set_rollback(True)
        closed = answer.status_code in CLOSED or (name, answer.status_code) in LEADS_ON
        if not closed or b"Sitti" in answer.content:
            found.append(f"{name}: {answer.status_code}")
    return found


def states() -> list[Any]:
    with acting(system(DISTRICT)):
        return [
            list(model.objects.order_by("id").values_list("id", "state"))
            for model in (Need, Referral, Letter, Commitment)
        ]


def test_the_addresses_are_found() -> None:
    assert len(ADDRESSES) > 40
    assert {name.partition(":")[0] for name, _ in ADDRESSES} >= {
        "services",
        "inbox",
        "letters",
        "files",
        "people",
    }


@pytest.mark.parametrize("who", STRANGERS)
def test_a_link_opens_nothing_to_whom_it_is_not_meant_for(
    cast: Cast, client: Client, keys: dict[str, UUID], who: str
) -> None:
    before = states()
    cast.sign_in(client, who)
    assert opened(client, keys) == []
    assert states() == before


@pytest.mark.parametrize("who", GUESSERS)
def test_a_key_that_was_guessed_opens_nothing(
    cast: Cast, client: Client, keys: dict[str, UUID], who: str
) -> None:
    cast.sign_in(client, who)
    assert opened(client, {name: uuid7() for name in keys}) == []


def test_the_seats_it_is_meant_for_open_it(cast: Cast, client: Client, keys: dict[str, UUID]) -> None:
    """Else the tests above would pass with keys of nothing."""
    meant = {
        "back": {
            "services:page",
            "services:errand_done",
            "services:handover",
            "people:card",
            "money:commitment",
        },
        "agency": {"inbox:referral", "inbox:explain"},
        "desk": {"letters:letter"},
        "counsellor": {"protection:report"},
        "steward": {"steward:task"},
    }
    for who, names in meant.items():
        cast.sign_in(client, who)
        found = {each.removesuffix(": 200") for each in opened(client, keys)}
        assert names <= found, (who, names - found)
