"""The village acts: assigns, notes, visits, tries, runs errands, gives papers, asks for money, hands over."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from simpul.cases import actions, queries
from simpul.cases.models import Deed, Need, NeedCommitment
from simpul.cases.types import NeedInput
from simpul.funds import actions as funds
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError, StateError
from simpul.ground.models import AuditLine, StoredFile
from tests.factories import DISTRICT, FAR_VILLAGE, MORNING, VILLAGE, make_budget_line
from tests.integration.cases.conftest import LATER, kinds

PAPER = {
    "number": "145/012/DS/XI/2026",
    "purpose": "Keringanan biaya",
    "dated": dt.date(2026, 11, 24),
    "valid_until": dt.date(2027, 2, 24),
    "witnesses": "Ketua RT 02",
    "signed_by": "Kepala Desa",
}
GIVEN = {
    "what": "Beras 10 kg",
    "source_of_funds": "Dana Desa",
    "received_by": "Sitti",
    "relation": "sendiri",
    "mark": "signature",
}


def budget(cast, area, ceiling=1_000_000):
    return make_budget_line(cast.place, area=area, ceiling=ceiling)


def paid_help(cast, need, line, amount=10):
    """Money of a village's line that went through all three hands for a need."""
    link = actions.propose_help(by=cast.back, need=need, line=line, amount=amount, purpose="Beras", at=LATER)
    agreed = funds.agree(by=cast.head, commitment=link.commitment, at=LATER)
    return funds.pay(
        by=cast.treasurer, commitment=agreed, book_reference="SPP-1", paid_on=LATER.date(), at=LATER
    )


def locked_in(captured):
    """The tables whose rows were locked, in order."""
    locking = [each["sql"] for each in captured if "FOR UPDATE" in each["sql"]]
    return [sql.partition('FROM "')[2].partition('"')[0] for sql in locking]


def photo():
    data = BytesIO()
    Image.new("RGB", (8, 8), "white").save(data, "PNG")
    data.seek(0)
    return data


def state_of(need):
    with acting(system(DISTRICT)):
        return Need.objects.get(pk=need.pk).state


def test_a_paper_is_kept_under_one_lock(cast, need_of):
    need = need_of()
    with CaptureQueriesContext(connection) as captured:
        actions.attach(by=cast.front, need=need, kind="photo", text="Atap", upload=photo(), at=LATER)
    assert locked_in(captured).count("cases_need") == 1


def test_an_errand_is_locked_after_its_need(cast, need_of):
    """In any other order two who act on one need could wait for each other for ever."""
    told = {"task": "Ambil KK", "goes": "Fatma", "power_of_attorney": "Kuasa 24 Nov"}
    errand = actions.start_errand(by=cast.back, need=need_of(), at=LATER, **told)
    with CaptureQueriesContext(connection) as captured:
        actions.finish_errand(by=cast.back, errand=errand, result="KK terbit", at=LATER)
    assert locked_in(captured) == ["cases_need", "cases_errand"]


def test_the_first_deed_begins_the_work(cast, need_of):
    need = need_of()
    actions.note(by=cast.front, need=need, text="Sudah dihubungi", at=LATER)
    actions.note(by=cast.front, need=need, text="Menunggu suami pulang", at=LATER)
    assert state_of(need) == "acting"
    assert kinds(need) == ["opened", "started"]


def test_a_note_from_the_village_does_not_begin_the_desks_work(cast, at_desk):
    need = at_desk()
    actions.note(by=cast.facilitator, need=need, text="Keluarga bertanya", at=LATER)
    assert state_of(need) == "open"


def test_a_visit_says_what_follows(cast, need_of):
    need = need_of()
    with pytest.raises(InputError, match="text_missing"):
        actions.visit(by=cast.facilitator, need=need, text="Rumah", result="", at=LATER)
    deed = actions.visit(
        by=cast.facilitator, need=need, text="Dapur kosong", result="Perlu bantuan", at=LATER
    )
    assert (deed.kind, deed.result, deed.seat) == ("visit", "Perlu bantuan", cast.facilitator.seat)


def test_a_photo_is_kept_with_the_need(cast, need_of):
    deed = actions.attach(by=cast.front, need=need_of(), kind="photo", text="Atap", upload=photo(), at=LATER)
    with acting(cast.back):
        assert StoredFile.objects.get(pk=deed.file).scope_code == VILLAGE
    with acting(cast.neighbour):
        assert not StoredFile.objects.exists()


@pytest.mark.parametrize("who", ["head", "treasurer"])
def test_a_file_is_not_read_before_the_right_is_asked(cast, need_of, who, monkeypatch):
    monkeypatch.setattr("simpul.ground.files.store", lambda **_told: pytest.fail("it was kept"))
    with pytest.raises(NotAllowedError):
        actions.attach(
            by=cast.actors[who], need=need_of(), kind="photo", text="Atap", upload=photo(), at=LATER
        )


def test_printing_a_handover_is_in_the_trail(cast, need_of):
    given = actions.record_handover(by=cast.back, need=need_of(), **GIVEN, at=LATER)
    record = actions.print_handover(by=cast.coordinator, handover=given.pk, at=LATER)
    with acting(system(DISTRICT)):
        (line,) = AuditLine.objects.filter(verb="cases.print_handover")
    assert (line.label, line.key) == (record.handover.number, str(record.need.pk))
    with pytest.raises(NotVisibleError):
        actions.print_handover(by=cast.neighbour, handover=given.pk, at=LATER)


@pytest.mark.parametrize("who", ["head", "treasurer"])
def test_who_only_looks_on_writes_nothing(cast, need_of, who):
    with pytest.raises(NotAllowedError):
        actions.note(by=getattr(cast, who), need=need_of(), text="Catatan", at=LATER)


def test_strangers_find_nothing(cast, need_of):
    with pytest.raises(NotVisibleError):
        actions.note(by=cast.neighbour, need=need_of(), text="Catatan", at=LATER)


def test_nothing_is_done_about_a_closed_need(cast, need_of):
    need = actions.close(by=cast.back, need=need_of(), result="met", at=LATER)
    with pytest.raises(StateError, match="need_closed"):
        actions.note(by=cast.back, need=need, text="Catatan", at=LATER)
    with pytest.raises(StateError, match="need_closed"):
        actions.propose_help(
            by=cast.back, need=need, line=budget(cast, VILLAGE), amount=1, purpose="Beras", at=LATER
        )


def test_somebody_of_the_post_is_named(cast, need_of):
    need = actions.assign(by=cast.back, need=need_of(), seat=cast.seats["front"].pk, at=LATER)
    assert (need.assigned_to, need.assigned_name) == (cast.seats["front"].pk, "Farid Depan (Depan)")
    with pytest.raises(InputError, match="seat_unknown"):
        actions.assign(by=cast.back, need=need, seat=cast.seats["neighbour"].pk, at=LATER)
    with acting(cast.back):
        names = [seat.officer.name for seat in queries.seat_choices(need, today=LATER.date())]
    assert "Farid Depan" in names


def test_an_errand_says_who_goes_and_what_came_of_it(cast, need_of):
    need = need_of()
    words = {"task": "Ambil KK di Disdukcapil", "goes": "Fatma", "power_of_attorney": "Kuasa 24 Nov"}
    errand = actions.start_errand(by=cast.facilitator, need=need, transport="Dana Desa", at=LATER, **words)
    with acting(cast.facilitator):
        assert queries.errand_of(errand.pk).state == "open"
    done = actions.finish_errand(by=cast.facilitator, errand=errand, result="KK terbit", at=LATER)
    assert (done.state, done.done_by) == ("done", cast.facilitator.label)
    with pytest.raises(StateError, match="errand_done"):
        actions.finish_errand(by=cast.facilitator, errand=errand.pk, result="Lagi", at=LATER)
    with pytest.raises(NotVisibleError):
        actions.finish_errand(by=cast.neighbour, errand=errand, result="Lagi", at=LATER)
    with acting(cast.neighbour), pytest.raises(NotVisibleError):
        queries.errand_of(errand.pk)
    with pytest.raises(InputError, match="text_missing"):
        actions.start_errand(by=cast.front, need=need, at=LATER, **(words | {"power_of_attorney": ""}))


def test_a_certificate_carries_the_number_of_the_villages_book(cast, need_of):
    need = need_of()
    paper = actions.record_certificate(by=cast.back, need=need, at=LATER, **PAPER)
    assert str(paper) == PAPER["number"]
    with pytest.raises(InputError, match="ends_before_start"):
        actions.record_certificate(
            by=cast.back, need=need, at=LATER, **(PAPER | {"valid_until": dt.date(2026, 11, 1)})
        )


def test_a_certificate_is_known_to_open_no_door(cast, need_of):
    need = need_of()
    with acting(cast.back) as by:
        assert not queries.need_view(need.pk, by=by, now=LATER)[1].paper_opens_door
    with acting(system(DISTRICT)):
        kind = cast.place.categories["food"]
        kind.documents = ["KTP", "SKTM"]
        kind.save()
    with acting(cast.back) as by:
        assert queries.need_view(need.pk, by=by, now=LATER)[1].paper_opens_door


def test_money_is_asked_for_and_the_link_stays_here(cast, need_of):
    need, line = need_of(), budget(cast, VILLAGE)
    link = actions.propose_help(by=cast.back, need=need, line=line, amount=250_000, purpose="Beras", at=LATER)
    assert (link.commitment.state, link.commitment.amount) == ("proposed", 250_000)
    assert state_of(need) == "acting"
    with acting(cast.back):
        found = queries.line_choices(VILLAGE, "food", by=cast.back, today=LATER.date())
        assert [each.pk for each in found] == [line.pk]
    actions.propose_help(by=cast.back, need=need, line=line, amount=50_000, purpose="Minyak", at=LATER)
    with acting(cast.back) as by:
        (view,) = queries.service_page(need.case_id, by=by, now=LATER).needs
    assert [each.commitment.amount for each in view.commitments] == [250_000, 50_000]


@pytest.mark.parametrize("who", ["facilitator", "front", "head", "treasurer"])
def test_a_facilitator_cannot_ask_for_money(cast, need_of, who):
    with pytest.raises(NotAllowedError):
        actions.propose_help(
            by=getattr(cast, who), need=need_of(), line=budget(cast, VILLAGE), amount=1, purpose="x", at=LATER
        )


def test_money_comes_from_the_own_village(cast, need_of):
    with pytest.raises(InputError, match="line_elsewhere"):
        actions.propose_help(
            by=cast.back, need=need_of(), line=budget(cast, FAR_VILLAGE), amount=1, purpose="x", at=LATER
        )


def test_a_handover_waits_for_the_familys_word(cast, need_of):
    need = need_of()
    given = actions.record_handover(by=cast.back, need=need, at=LATER, **GIVEN)
    again = actions.record_handover(by=cast.back, need=need, at=LATER, **(GIVEN | {"what": "Minyak"}))
    assert given.number == f"{need.case.ticket}/ST-1"
    assert again.number.endswith("/ST-2")
    assert state_of(need) == "to_confirm"
    with acting(cast.head):
        record = queries.handover_record(given.pk)
    assert (record.helped, record.village) == ("Sitti Contoh", "Sukamaju Contoh")
    with acting(cast.neighbour), pytest.raises(NotVisibleError):
        queries.handover_record(given.pk)


def test_a_thumbprint_asks_for_witnesses(cast, need_of):
    need = need_of()
    with pytest.raises(InputError, match="witnesses_missing"):
        actions.record_handover(by=cast.back, need=need, at=LATER, **(GIVEN | {"mark": "thumbprint"}))
    given = actions.record_handover(
        by=cast.back, need=need, at=LATER, **(GIVEN | {"mark": "thumbprint", "witnesses": "Ani dan Budi"})
    )
    assert given.witnesses == "Ani dan Budi"


def test_a_handover_names_money_of_its_own_need(cast, need_of):
    line = budget(cast, VILLAGE)
    need, other = need_of(), need_of("school_kit")
    money = paid_help(cast, need, line)
    with pytest.raises(InputError, match="commitment_elsewhere"):
        actions.record_handover(by=cast.back, need=other, commitment=money, at=LATER, **GIVEN)
    given = actions.record_handover(by=cast.back, need=need, commitment=money, at=LATER, **GIVEN)
    assert given.commitment == money


def test_the_history_tells_it_in_order(cast, need_of):
    need = need_of()
    line = budget(cast, VILLAGE)
    actions.attempt(by=cast.back, need=need, text="Lumbung", result="Ada", at=MORNING)
    link = actions.propose_help(by=cast.back, need=need, line=line, amount=10, purpose="Beras", at=LATER)
    funds.agree(by=cast.head, commitment=link.commitment, at=LATER + dt.timedelta(minutes=1))
    funds.pay(
        by=cast.treasurer,
        commitment=link.commitment,
        book_reference="SPP-1",
        paid_on=LATER.date(),
        at=LATER + dt.timedelta(minutes=2),
    )
    errand = actions.start_errand(
        by=cast.front, need=need, task="Ambil", goes="Farid", power_of_attorney="lisan", at=LATER
    )
    actions.finish_errand(by=cast.front, errand=errand, result="Ada", at=LATER + dt.timedelta(minutes=3))
    actions.record_certificate(by=cast.back, need=need, at=LATER, **PAPER)
    actions.record_handover(by=cast.back, need=need, at=LATER + dt.timedelta(minutes=4), **GIVEN)
    with acting(cast.back) as by:
        told = [entry.kind for entry in queries.service_page(need.case_id, by=by, now=LATER).history]
    assert [kind for kind in told if kind.startswith(("money", "errand", "hand", "deed", "cert"))] == [
        "certificate",
        "deed.attempt",
        "errand.started",
        "money.proposed",
        "money.agreed",
        "money.paid",
        "errand.done",
        "handed_over",
        "handover",
    ]
    with acting(system(DISTRICT)):
        assert (Deed.objects.count(), NeedCommitment.objects.count()) == (1, 1)


@pytest.mark.parametrize(("urgency", "frozen"), [("3", True), ("2", True), ("1", False)])
def test_nothing_is_handed_over_in_a_freeze_but_in_an_emergency(cast, take_in, settings_of, urgency, frozen):
    settings_of(freezes=[{"starts": "2026-11-20", "ends": "2026-11-24", "reason": "Masa tenang"}])
    need = take_in(NeedInput("food", "Tidak ada beras", urgency)).needs[0]
    give = {"by": cast.back, "need": need} | GIVEN
    if frozen:
        with pytest.raises(StateError, match="handover_frozen") as refused:
            actions.record_handover(at=LATER, **give)
        assert refused.value.values == {"until": "2026-11-24", "reason": "Masa tenang"}
    at = LATER + dt.timedelta(days=frozen)
    assert actions.record_handover(at=at, **give).what == GIVEN["what"]


@pytest.mark.parametrize(("urgency", "frozen"), [("3", True), ("1", False)])
def test_nor_does_the_office_that_holds_it_deliver(cast, take_in, settings_of, urgency, frozen):
    settings_of(freezes=[{"starts": "2026-11-20", "ends": "2026-11-24", "reason": "Masa tenang"}])
    need = take_in(NeedInput("health_insurance", "Kartu mati", urgency)).needs[0]
    actions.climb(
        by=cast.back, need=need, reason="beyond_authority", tried="x", override_reason="y", at=LATER
    )
    give = {"by": cast.agency, "need": need, "what": "Kartu aktif"}
    if frozen:
        with pytest.raises(StateError, match="handover_frozen"):
            actions.deliver(at=LATER, proof=photo(), **give)
        with acting(system(DISTRICT)):
            assert not StoredFile.objects.exists()
    at = LATER + dt.timedelta(days=frozen)
    assert actions.deliver(at=at, proof=photo(), **give).state == "to_confirm"
