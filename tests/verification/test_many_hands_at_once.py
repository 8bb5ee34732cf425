"""Many hands at the same moment, with real commits: one wins, the others are told, nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simpul.cases import actions as cases
from simpul.cases.models import Case, Movement, Need
from simpul.funds import actions as funds
from simpul.funds.models import BudgetLine, Commitment, Entry
from simpul.ground.actor import Actor, acting, system
from simpul.referrals import actions as referrals
from simpul.referrals.models import Referral, ReferralStep
from tests.cast import Cast, make_cast
from tests.databases import Urls
from tests.factories import DISTRICT, MORNING, make_budget_line
from tests.verification.hands import HANDS, at_desk, at_once, outcome, refer, service

pytestmark = pytest.mark.verification


@pytest.fixture
def cast(committed_db: Urls) -> Cast:
    """The cast in a database of this test's own, where every act is committed."""
    return make_cast()


def test_of_two_officers_one_accepts(cast: Cast) -> None:
    referral = refer(cast, at_desk(cast))
    answers = at_once(
        lambda: referrals.accept(by=cast.agency, referral=referral.pk, at=MORNING),
        lambda: referrals.accept(by=cast.agency_head, referral=referral.pk, at=MORNING),
    )
    assert outcome(answers) == {"done": 1, "referral_answered": 1}
    with acting(system(DISTRICT)):
        assert ReferralStep.objects.filter(referral=referral, kind="accept").count() == 1


def test_one_accepts_while_the_other_declines(cast: Cast) -> None:
    referral = refer(cast, at_desk(cast))
    answers = at_once(
        lambda: referrals.accept(by=cast.agency, referral=referral.pk, at=MORNING),
        lambda: referrals.decline(
            by=cast.agency_head, referral=referral.pk, reason="not_entitled", at=MORNING
        ),
        lambda: referrals.cancel(
            by=cast.desk, referral=referral.pk, note="Sudah dibantu keluarga", at=MORNING
        ),
    )
    assert outcome(answers)["done"] >= 1
    with acting(system(DISTRICT)):
        found = Referral.objects.get(pk=referral.pk)
        kinds = list(found.steps.order_by("id").values_list("kind", flat=True))
        need = Need.objects.get(pk=referral.need_id)
    ends = {
        "accept": ("accepted", "referred"),
        "decline": ("declined", "acting"),
        "cancel": ("cancelled", "acting"),
    }
    assert (found.state, need.state) == ends[kinds[-1]]
    assert len(kinds) == 1 + outcome(answers)["done"]


def test_one_need_is_asked_of_one_office_once(cast: Cast) -> None:
    need = at_desk(cast)
    answers = at_once(*(lambda: refer(cast, need) for _ in range(HANDS)))
    assert outcome(answers) == {"done": 1, "referral_already_open": HANDS - 1}


@pytest.mark.parametrize(
    ("holder", "asks", "agrees"),
    [("", "back", "head"), ("dinsos", "agency", "agency_head"), ("partner", "partner", "partner_head")],
)
def test_the_last_rupiah_is_committed_once(cast: Cast, holder: str, asks: str, agrees: str) -> None:
    line = make_budget_line(cast.place, ceiling=1_000_000, holder=holder)
    asked = [
        funds.propose(by=cast.actors[asks], line=line, amount=100_000, purpose=f"Beras {each}", at=MORNING)
        for each in range(50)
    ]
    answers = at_once(
        *(
            lambda each=each: funds.agree(by=cast.actors[agrees], commitment=each, at=MORNING)
            for each in asked
        )  # type: ignore[misc]
    )
    assert outcome(answers) == {"done": 10, "not_enough_left": 40}
    with acting(system(DISTRICT)):
        held = BudgetLine.objects.get(pk=line.pk)
        assert (held.committed, held.paid, held.left) == (1_000_000, 0, 0)
        assert Entry.objects.filter(line=line, kind="agree").count() == 10


def test_of_fifty_who_commit_the_last_rupiah_one_does(cast: Cast) -> None:
    line = make_budget_line(cast.place, ceiling=350_000_000, holder="partner")
    asked = [
        funds.propose(by=cast.partner, line=line, amount=350_000_000, purpose=f"Semen {each}", at=MORNING)
        for each in range(50)
    ]
    answers = at_once(
        *(lambda each=each: funds.agree(by=cast.partner_head, commitment=each, at=MORNING) for each in asked)  # type: ignore[misc]
    )
    assert outcome(answers) == {"done": 1, "not_enough_left": 49}


def test_one_commitment_is_paid_once(cast: Cast) -> None:
    line = make_budget_line(cast.place, ceiling=1_000_000)
    asked = funds.propose(by=cast.back, line=line, amount=100_000, purpose="Beras", at=MORNING)
    agreed = funds.agree(by=cast.head, commitment=asked, at=MORNING)
    pay = lambda: funds.pay(  # noqa: E731
        by=cast.treasurer, commitment=agreed, book_reference="SPP-1", paid_on=MORNING.date(), at=MORNING
    )
    release = lambda: funds.release(by=cast.head, commitment=agreed, reason="Dibantu mitra", at=MORNING)  # noqa: E731
    answers = at_once(*(pay for _ in range(HANDS)), *(release for _ in range(HANDS)))
    assert outcome(answers) == {"done": 1, "commitment_moved_on": 2 * HANDS - 1}
    with acting(system(DISTRICT)):
        held, ended = BudgetLine.objects.get(pk=line.pk), Commitment.objects.get(pk=asked.pk)
    assert (held.committed, held.paid) == (0, 100_000 if ended.state == "paid" else 0)


def test_the_last_two_needs_closed_at_once_close_the_service(cast: Cast) -> None:
    taken = service(cast.front, "food", "school_kit")
    close = lambda need: lambda: cases.close(by=cast.back, need=need, result="met", at=MORNING)  # noqa: E731
    answers = at_once(close(taken.needs[0].pk), close(taken.needs[1].pk))
    assert outcome(answers) == {"done": 2}
    with acting(system(DISTRICT)):
        assert Case.objects.get(pk=taken.case.pk).state == "closed"


def test_of_two_who_move_a_need_at_once_one_is_told(cast: Cast) -> None:
    need = service(cast.front, "food").needs[0]

    def climb(by: Actor) -> Callable[[], Need]:
        return lambda: cases.climb(
            by=by,
            need=need.pk,
            reason="beyond_authority",
            tried="Dapur umum",
            override_reason="Sudah dicek langsung",
            at=MORNING,
            version=need.version,
        )

    def close() -> Need:
        return cases.close(by=cast.back, need=need.pk, result="met", at=MORNING, version=need.version)

    answers = at_once(climb(cast.back), climb(cast.front), close)
    assert outcome(answers) == {"done": 1, "stale": 2}
    with acting(system(DISTRICT)):
        assert Movement.objects.filter(need=need.pk).exclude(kind="opened").count() == 1
