"""A seat that ends while its form lies open: every floor asks again, and nothing is changed."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest

from simpul.cases import actions as cases
from simpul.cases.models import Case, Movement, Need
from simpul.cases.types import NeedInput, Opening
from simpul.funds import actions as funds
from simpul.funds.models import Commitment
from simpul.ground.actor import acting, system
from simpul.ground.errors import NotAllowedError
from simpul.offices import actions as offices
from simpul.offices.models import Seat
from simpul.protection import actions as protection
from simpul.protection.types import Report
from simpul.referrals import actions as referrals
from simpul.referrals.models import Referral, ReferralStep
from simpul.registry import actions as registry
from simpul.registry.models import IdentityNumber, Person
from simpul.registry.types import NewPerson
from tests.cast import Cast, make_cast
from tests.databases import Urls
from tests.factories import DISTRICT, MORNING, VILLAGE, make_budget_line, make_person
from tests.integration.letters.conftest import PNG
from tests.verification.hands import at_desk, refer, service

pytestmark = pytest.mark.verification

NIK = "7388014107840012"


@pytest.fixture
def cast(committed_db: Urls) -> Cast:
    """The cast in a database of this test's own, where every act is committed."""
    return make_cast()


def test_a_seat_that_ends_while_a_form_is_open_changes_nothing(cast: Cast) -> None:
    """The form was filled in before; the seat ended meanwhile; every floor asks again."""
    need, line = service(cast.front, "food").needs[0], make_budget_line(cast.place, ceiling=1_000)
    referral = refer(cast, at_desk(cast))
    with acting(system(DISTRICT)):
        person = make_person()
    for who in ("front", "back", "agency", "desk", "counsellor"):
        seat = Seat.objects.get(pk=cast.seats[who].pk)
        offices.end(by=cast.administrator, seat=seat, on=MORNING.date(), reason="Pindah tugas")
    before = _rows()
    at, food = MORNING + dt.timedelta(minutes=1), NeedInput("food", "Lapar")
    new = NewPerson(name="Orang Contoh", village_code=VILLAGE)
    for act in (
        lambda: registry.add_person(by=cast.front, new=new, at=at),
        lambda: registry.record_number(
            by=cast.front, person=person, kind="nik", number=NIK, source="x", at=at
        ),
        lambda: registry.record_death(by=cast.front, person=person, died_on=at.date(), at=at),
        lambda: cases.take_in(by=cast.front, opening=Opening(person=person.pk, needs=(food,)), at=at),
        lambda: cases.note(by=cast.back, need=need.pk, text="Catatan", at=at),
        lambda: cases.close(by=cast.back, need=need.pk, result="met", at=at),
        lambda: funds.propose(by=cast.back, line=line, amount=1, purpose="Beras", at=at),
        lambda: refer(cast, need),
        lambda: referrals.accept(by=cast.agency, referral=referral.pk, at=at),
        lambda: referrals.deliver(
            by=cast.agency, referral=referral.pk, what="Beras", proof=BytesIO(PNG), at=at
        ),
        lambda: protection.hand_over(
            by=cast.front, report=Report(words="Memar"), office=cast.place.offices["safe_house"], at=at
        ),
    ):
        with pytest.raises(NotAllowedError, match="seat_ended"):
            act()
    assert _rows() == before


def _rows() -> tuple[int, ...]:
    with acting(system(DISTRICT)):
        return tuple(
            model.objects.count()  # type: ignore[attr-defined]
            for model in (Person, IdentityNumber, Case, Need, Movement, Commitment, Referral, ReferralStep)
        )
