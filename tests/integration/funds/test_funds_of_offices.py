"""District funds: each office commits from the fund it holds, by three hands of its own, and nobody else."""

from __future__ import annotations

import pytest

from simpul.cases import actions as cases
from simpul.cases import queries as case_queries
from simpul.cases.models import NeedCommitment
from simpul.funds import actions, queries
from simpul.funds.models import BudgetLine, Commitment
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError, StateError
from simpul.referrals import actions as referrals
from tests.factories import DISTRICT, MORNING
from tests.integration.cases.pages import act_url, page_of, send, words
from tests.integration.referrals.conftest import ANSWERED, accepted, at_desk, send_to, villager

__all__ = ["accepted", "at_desk", "villager"]

#: holder of the fund -> verb -> everybody of the cast who may.
HANDS = {
    "dinsos": {
        "propose": {"agency"},
        "agree": {"agency_head"},
        "refuse": {"agency_head"},
        "pay": {"purser"},
        "release": {"agency", "agency_head"},
    },
    "partner": {
        "propose": {"partner"},
        "agree": {"partner_head"},
        "refuse": {"partner_head"},
        "pay": {"partner_purser"},
        "release": {"partner", "partner_head"},
    },
    "desk": {
        "propose": {"desk"},
        "agree": {"manager"},
        "refuse": {"manager"},
        "pay": set(),
        "release": {"desk", "manager"},
    },
}


def moves(verb, *, by, line, held):
    acts = {
        "propose": lambda: actions.propose(by=by, line=line, amount=1_000, purpose="Beras", at=MORNING),
        "agree": lambda: actions.agree(by=by, commitment=held, at=MORNING),
        "refuse": lambda: actions.refuse(by=by, commitment=held, reason="Belum perlu", at=MORNING),
        "release": lambda: actions.release(by=by, commitment=held, reason="Dibantu mitra", at=MORNING),
        "pay": lambda: actions.pay(
            by=by, commitment=held, book_reference="SP2D-1", paid_on=MORNING.date(), at=MORNING
        ),
    }
    return acts[verb]()


def asked(cast, line, state):
    """A commitment of the line, brought to the state in which the next hand is needed."""
    hands = HANDS[line.fund.holder.code]
    (asks,), (agrees,) = hands["propose"], hands["agree"]
    held = moves("propose", by=cast.actors[asks], line=line, held=None)
    return moves("agree", by=cast.actors[agrees], line=line, held=held) if state == "agreed" else held


@pytest.mark.parametrize("holder", HANDS)
@pytest.mark.parametrize("verb", ["propose", "agree", "refuse", "pay", "release"])
def test_only_the_holders_hands_move_its_money(cast, held_by, holder, verb):
    line = held_by(holder)
    done = set()
    for who, actor in cast.actors.items():
        held = asked(cast, line, "agreed" if verb == "pay" else "proposed")
        try:
            moves(verb, by=actor, line=line, held=held)
        except NotAllowedError:
            continue
        done.add(who)
    assert done == HANDS[holder][verb]


def test_money_of_an_agency_goes_all_its_way(cast, held_by):
    line = held_by("dinsos")
    held = asked(cast, line, "agreed")
    paid = moves("pay", by=cast.purser, line=line, held=held)
    assert (paid.state, paid.book_reference) == ("paid", "SP2D-1")
    with acting(system(DISTRICT)):
        after = BudgetLine.objects.get(pk=line.pk)
    assert (after.committed, after.paid, after.left) == (0, 1_000, 999_000)


@pytest.fixture
def offer(cast, held_by, at_desk):
    """A referral of an office that holds a fund, accepted: `offer("partner")` gives line and referral."""

    def made(office, who):
        line = held_by(office)
        sent = send_to(cast, at_desk(), office)
        return line, referrals.accept(by=cast.actors[who], referral=sent.pk, at=ANSWERED)

    return made


@pytest.mark.parametrize(("office", "who"), [("dinsos", "agency"), ("partner", "partner")])
def test_who_was_asked_offers_its_own_money(cast, offer, office, who):
    line, referral = offer(office, who)
    made = referrals.propose_help(
        by=cast.actors[who], referral=referral.pk, line=line, amount=300_000, purpose="Semen", at=ANSWERED
    )
    assert made.state == "proposed"
    with acting(system(DISTRICT)):
        assert NeedCommitment.objects.get(commitment=made).need_id == referral.need_id


def test_before_the_office_said_yes_it_offers_nothing(cast, held_by, at_desk):
    line = held_by("dinsos")
    sent = send_to(cast, at_desk(), "dinsos")
    with pytest.raises(StateError, match="referral_state"):
        referrals.propose_help(
            by=cast.agency, referral=sent.pk, line=line, amount=1, purpose="Semen", at=ANSWERED
        )


def test_who_was_asked_offers_nothing_past_its_referral(cast, client, held_by, at_desk, time_machine):
    """Neither before it answered nor after, from the page of a need that is not its own."""
    time_machine.move_to(ANSWERED, tick=False)
    line, need = held_by("dinsos"), at_desk()
    sent = send_to(cast, need, "dinsos")
    cast.sign_in(client, "agency")
    for answered in (False, True):
        if answered:
            referrals.accept(by=cast.agency, referral=sent.pk, at=ANSWERED)
        with pytest.raises(NotAllowedError):
            cases.propose_help(by=cast.agency, need=need, line=line, amount=1, purpose="Semen", at=ANSWERED)
        assert client.get(f"/layanan/kebutuhan/{need.pk}/bantuan/").status_code == 403


def test_who_holds_the_need_offers_its_own(cast, held_by, at_desk):
    need, line = at_desk("health_insurance"), held_by("dinsos")  # its route leads past the desk
    link = cases.propose_help(by=cast.agency, need=need, line=line, amount=1, purpose="Iuran", at=ANSWERED)
    assert link.commitment.state == "proposed"


def test_who_was_not_asked_offers_nothing(cast, held_by, at_desk):
    line, need = held_by("dinsos"), at_desk()
    with pytest.raises(NotVisibleError):
        cases.propose_help(by=cast.agency, need=need, line=line, amount=1, purpose="Semen", at=ANSWERED)


def test_nobody_offers_the_money_of_another(cast, offer, held_by):
    _line, referral = offer("dinsos", "agency")
    other = held_by("partner")
    with pytest.raises(NotAllowedError, match="not_your_budget"):
        referrals.propose_help(
            by=cast.agency, referral=referral.pk, line=other, amount=1, purpose="Semen", at=ANSWERED
        )


def test_a_purpose_names_no_number(cast, offer):
    line, referral = offer("partner", "partner")
    with pytest.raises(InputError, match="number_in_text"):
        referrals.propose_help(
            by=cast.partner,
            referral=referral.pk,
            line=line,
            amount=1,
            purpose="NIK 7388014107840012",
            at=ANSWERED,
        )


def test_the_partner_proposes_on_its_page_and_its_hands_finish(cast, offer, client, time_machine):
    time_machine.move_to(ANSWERED, tick=False)
    line, referral = offer("partner", "partner")
    cast.sign_in(client, "partner")
    page = page_of(client, f"/kotak-masuk/{referral.pk}/")
    (link,) = [each["href"] for each in page.select("main a") if each["href"].endswith("/dana/")]
    assert "Bantuan partner" in words(page_of(client, link))
    made = send(client, link, line=str(line.pk), amount="Rp250.000", purpose="Semen 5 sak").url
    assert "Semen 5 sak" in words(page_of(client, made))
    cast.sign_in(client, "partner_head")
    assert "Semen 5 sak" in words(page_of(client, "/dana/"))
    send(client, f"{made}setuju/")
    cast.sign_in(client, "partner_purser")
    send(client, f"{made}bayar/", book_reference="KW-7", paid_on=ANSWERED.date().isoformat())
    with acting(system(DISTRICT)):
        assert Commitment.objects.get().state == "paid"


def test_an_office_without_a_fund_is_offered_no_money(cast, at_desk, client, time_machine):
    time_machine.move_to(ANSWERED, tick=False)
    sent = send_to(cast, at_desk(), "disdukcapil")
    referrals.accept(by=cast.registrar, referral=sent.pk, at=ANSWERED)
    cast.sign_in(client, "registrar")
    page = page_of(client, f"/kotak-masuk/{sent.pk}/")
    assert not [each for each in page.select("main a") if each["href"].endswith("/dana/")]


def test_what_is_left_counts_the_own_budget_alone(cast, held_by):
    """The desk sees what the desk has, not what agencies and partners hold in the same district."""
    held_by("dinsos")
    held_by("desk", ceiling=250_000)
    for who, left in (("desk", 250_000), ("agency", 1_000_000), ("back", None)):
        assert queries.money_left(by=cast.actors[who], year=2026) == left, who
    with acting(cast.desk) as by:
        assert case_queries.board(by=by, now=MORNING).numbers.fund_left == 250_000


@pytest.mark.parametrize(("category", "agency"), [("health_insurance", True), ("food", False)])
def test_the_service_page_offers_its_funds_to_who_holds_the_need(cast, held_by, at_desk, category, agency):
    """Who was only asked is offered them on the page of its referral."""
    line, need = held_by("dinsos"), at_desk(category)
    if not agency:
        referrals.accept(by=cast.agency, referral=send_to(cast, need).pk, at=ANSWERED)
    for who, offered in (("agency", agency), ("agency_head", False), ("desk", False), ("purser", False)):
        with acting(cast.actors[who]) as by:
            (view,) = case_queries.service_page(need.case_id, by=by, now=ANSWERED).needs
        assert ("help" in view.offers and view.funded) == offered, who
    with acting(cast.agency) as by:
        lines = queries.lines_to_ask(by=by, year=2026)
    assert [each.pk for each in lines] == [line.pk]


def test_the_agency_proposes_on_the_page_of_its_own_need(cast, held_by, at_desk, client, time_machine):
    time_machine.move_to(ANSWERED, tick=False)
    line, need = held_by("dinsos"), at_desk("health_insurance")
    cast.sign_in(client, "agency")
    send(client, act_url(need, "bantuan"), line=str(line.pk), amount="400000", purpose="Iuran JKN")
    with acting(system(DISTRICT)):
        assert Commitment.objects.get().purpose == "Iuran JKN"
