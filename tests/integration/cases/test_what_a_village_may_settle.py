"""A village gives no help that the pack leaves to others: people x verbs, in actions and on pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from simpul.cases import actions, queries
from simpul.cases.models import Handover, NeedCommitment
from simpul.ground.actor import acting
from simpul.ground.errors import InputError, NotAllowedError
from tests.integration.cases.conftest import LATER
from tests.integration.cases.pages import FILLED, act_url, page_of, words
from tests.integration.cases.test_what_the_village_does import GIVEN

SENTENCE = "Kebutuhan ini diselesaikan di atas desa atau kelurahan."
#: A category that the pack leaves to others, and one that a village may settle.
LEFT_TO_OTHERS, ITS_OWN = "health_insurance", "food"


def close(by, need, line):
    return actions.close(by=by, need=need, result="met", at=LATER)


def ask_for_money(by, need, line):
    return actions.propose_help(by=by, need=need, line=line, amount=1000, purpose="Beras", at=LATER)


def hand_over(by, need, line):
    return actions.record_handover(by=by, need=need, **GIVEN, at=LATER)


REFUSED = {close: InputError, ask_for_money: NotAllowedError, hand_over: NotAllowedError}


@pytest.mark.parametrize("verb", list(REFUSED))
@pytest.mark.parametrize("who", ["back", "coordinator"])
def test_a_village_may_not(cast, need_of, line, who, verb):
    need = need_of(LEFT_TO_OTHERS)
    with pytest.raises(REFUSED[verb], match="village_may_not_settle"):
        verb(cast.actors[who], need, line)
    with acting(cast.actors[who]):
        need.refresh_from_db()
        assert (need.state, Handover.objects.count(), NeedCommitment.objects.count()) == ("open", 0, 0)


@pytest.mark.parametrize("verb", list(REFUSED))
@pytest.mark.parametrize("who", ["back", "coordinator"])
def test_it_may_what_the_pack_lets_it_settle(cast, need_of, line, who, verb):
    assert verb(cast.actors[who], need_of(ITS_OWN), line).pk


@pytest.mark.parametrize("who", ["supervisor", "desk", "manager"])
@pytest.mark.parametrize("verb", [close, hand_over])
def test_rungs_above_may(cast, need_of, line, who, verb):
    need = need_of("school_kit", who="facilitator")
    with acting(cast.desk):
        need.village_may_settle = False
        need.save()
    told = {"reason": "beyond_authority", "tried": "Sudah", "at": LATER}
    actions.climb(by=cast.back, need=need, **told)
    if who != "supervisor":
        actions.climb(by=cast.supervisor, need=need, **told)
    assert verb(cast.actors[who], need, line).pk


def test_it_says_no_and_sends_on_all_the_same(cast, need_of):
    refused = need_of(LEFT_TO_OTHERS)
    assert actions.close(by=cast.back, need=refused, result="withdrawn", at=LATER).state == "closed"
    sent = need_of(LEFT_TO_OTHERS)
    told = {"reason": "beyond_authority", "tried": "Sudah", "at": LATER}
    assert actions.climb(by=cast.back, need=sent, **told).rung.code == "agency"


def test_what_the_pack_said_when_it_was_opened_counts(cast, need_of, line):
    need = need_of(LEFT_TO_OTHERS)
    category = cast.place.categories[LEFT_TO_OTHERS]
    category.village_may_settle = True
    category.save()
    with pytest.raises(NotAllowedError, match="village_may_not_settle"):
        ask_for_money(cast.back, need, line)


@pytest.mark.parametrize(
    ("category", "who", "offered"),
    [
        (LEFT_TO_OTHERS, "back", {"climb", "close", "attempt"}),
        (ITS_OWN, "back", {"climb", "close", "attempt", "help", "handover"}),
    ],
)
def test_the_page_offers_what_is_possible(cast, need_of, category, who, offered):
    need = need_of(category)
    with acting(cast.actors[who]) as by:
        (view,) = queries.service_page(need.case_id, by=by, now=LATER).needs
    verbs = {"climb", "close", "attempt", "help", "handover"}
    assert verbs & set(view.offers) == offered


def test_forms_leave_out_the_result_and_say_why(front, need_of, at_work):
    need = need_of(LEFT_TO_OTHERS)
    page = page_of(front, act_url(need, "selesaikan"))
    assert {field["value"] for field in page.select("input[name=result]")} == {
        "not_possible",
        "withdrawn",
        "died",
    }
    assert SENTENCE in words(page)
    own = page_of(front, act_url(need_of(ITS_OWN), "selesaikan"))
    assert "met" in {field["value"] for field in own.select("input[name=result]")}
    assert SENTENCE not in words(own)


@pytest.mark.parametrize("slug", ["bantuan", "serah-terima"])
def test_a_form_kept_open_is_answered_with_the_sentence(front, need_of, at_work, line, slug):
    page_of(front, act_url(need_of(LEFT_TO_OTHERS), slug), 403)
    need = need_of(ITS_OWN)
    typed = {"bantuan": {"line": str(line.pk), "amount": "1000", "purpose": "Beras"}} | FILLED
    form = page_of(front, act_url(need, slug)).select_one("main form.form")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    need.village_may_settle = False
    need.save()
    answer = front.post(act_url(need, slug), hidden | typed[slug])
    assert answer.status_code == 403
    assert SENTENCE in answer.content.decode()
    assert "Serah terima:" not in words(page_of(front, reverse("services:page", args=[need.case_id])))
