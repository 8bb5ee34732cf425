"""The office answers: yes, not now with a reason, waiting for somebody outside, delivered."""

from __future__ import annotations

import datetime as dt
import threading
from io import BytesIO

import pytest
from django.db import connection

from simpul.cases.models import Movement, Need
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError, StaleError, StateError
from simpul.ground.models import AuditLine, StoredFile
from simpul.offices.models import Reason, Seat
from simpul.programmes.models import Enrolment, Programme, Quota
from simpul.referrals import actions
from simpul.referrals.errors import AnsweredError
from simpul.referrals.models import Referral, ReferralStep
from tests.cast import make_cast
from tests.factories import DISTRICT, TODAY, make_person
from tests.integration.letters.conftest import PNG
from tests.integration.referrals.conftest import ANSWERED, NIK, bring_to_desk, send_to

ANSWERERS = [
    ("agency", None),
    ("agency_head", None),
    ("desk", NotAllowedError),
    ("manager", NotAllowedError),
    ("facilitator", NotAllowedError),
    ("head", NotAllowedError),
    ("camat", NotAllowedError),
    ("registrar", NotVisibleError),
    ("partner", NotVisibleError),
    ("hospital", NotVisibleError),
    ("inspector", NotVisibleError),
    ("regent", NotVisibleError),
    ("stranger", NotVisibleError),
    ("foreigner", NotVisibleError),
]


def need_of(referral):
    with acting(system(DISTRICT)):
        return Need.objects.get(pk=referral.need_id)


def history(referral):
    with acting(system(DISTRICT)):
        return list(
            ReferralStep.objects.filter(referral=referral).order_by("at", "id").values_list("kind", flat=True)
        )


@pytest.mark.parametrize(("who", "error"), ANSWERERS)
def test_who_may_accept(cast, send, who, error):
    referral = send("dinsos")
    if error is None:
        assert actions.accept(by=getattr(cast, who), referral=referral.pk, at=ANSWERED).state == "accepted"
    else:
        with pytest.raises(error):
            actions.accept(by=getattr(cast, who), referral=referral.pk, at=ANSWERED)


@pytest.mark.parametrize(("who", "error"), ANSWERERS)
def test_who_may_decline(cast, send, who, error):
    referral = send("dinsos")
    if error is None:
        actions.decline(by=getattr(cast, who), referral=referral.pk, reason="quota_full", at=ANSWERED)
    else:
        with pytest.raises(error):
            actions.decline(by=getattr(cast, who), referral=referral.pk, reason="quota_full", at=ANSWERED)


@pytest.mark.parametrize(("who", "error"), ANSWERERS)
def test_who_may_deliver(cast, accepted, who, error):
    referral = accepted()
    call = {"referral": referral.pk, "what": "Beras", "proof": BytesIO(PNG), "at": ANSWERED}
    if error is None:
        assert actions.deliver(by=getattr(cast, who), **call).state == "delivered"
    else:
        with pytest.raises(error):
            actions.deliver(by=getattr(cast, who), **call)


def test_a_partner_answers_the_same_way(cast, send):
    referral = send("partner")
    actions.accept(by=cast.partner, referral=referral.pk, at=ANSWERED)
    done = actions.deliver(
        by=cast.partner, referral=referral.pk, what="Beras 20 kg", proof=BytesIO(PNG), at=ANSWERED
    )
    assert done.state == "delivered"
    assert need_of(referral).state == "to_confirm"


def test_accepting_keeps_the_need_waiting(accepted):
    referral = accepted()
    assert need_of(referral).state == "referred"
    assert history(referral) == ["send", "accept"]


def test_the_second_to_accept_is_told_who_was_quicker(cast, accepted):
    referral = accepted()
    with pytest.raises(AnsweredError) as refused:
        actions.accept(by=cast.agency_head, referral=referral.pk, at=ANSWERED)
    assert refused.value.values["by"].startswith("Andi Dinsos")


def test_two_officers_who_accept_at_once_give_one_answer(committed_db):
    cast = make_cast()
    with acting(system(DISTRICT)):
        person = make_person(nik=NIK)
    referral = send_to(cast, bring_to_desk(cast, person))
    answers = []

    def accept(who):
        try:
            actions.accept(by=getattr(cast, who), referral=referral.pk, at=ANSWERED)
            answers.append("accepted")
        except AnsweredError as error:
            answers.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=(who,)) for who in ("agency", "agency_head")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["accepted", "referral_answered"]


def test_a_refusal_says_who_is_responsible_instead_and_what_the_family_can_do(cast, send):
    referral = send("dinsos")
    referral = actions.decline(by=cast.agency, referral=referral.pk, reason="not_entitled", at=ANSWERED)
    assert (referral.instead, referral.can_do) == (
        "Sekretariat SLRT",
        "Melengkapi berkas lalu mengajukan lagi.",
    )
    assert need_of(referral).state == "acting"


def test_a_refusal_keeps_its_words_when_the_pack_changes(cast, send):
    referral = actions.decline(by=cast.agency, referral=send("dinsos").pk, reason="not_entitled", at=ANSWERED)
    Reason.objects.filter(code="not_entitled").update(can_do="Lain")
    with acting(cast.desk):
        assert Referral.objects.get(pk=referral.pk).can_do == "Melengkapi berkas lalu mengajukan lagi."


@pytest.mark.parametrize("code", ["", "no_such", "no_money", "met"])
def test_only_a_reason_to_refuse_refuses(cast, send, code):
    referral = send("dinsos")
    with pytest.raises(InputError, match="reason_unknown"):
        actions.decline(by=cast.agency, referral=referral.pk, reason=code, at=ANSWERED)


def test_a_reason_that_wants_more_words_gets_them(cast, send):
    Reason.objects.filter(code="quota_full").update(needs_note=True)
    referral = send("dinsos")
    with pytest.raises(InputError) as refused:
        actions.decline(by=cast.agency, referral=referral.pk, reason="quota_full", note="  ", at=ANSWERED)
    assert (refused.value.code, refused.value.field) == ("note_missing", "note")
    done = actions.decline(
        by=cast.agency, referral=referral.pk, reason="quota_full", note="Dibuka lagi Januari", at=ANSWERED
    )
    assert done.refusal_note == "Dibuka lagi Januari"


def test_a_number_in_a_note_is_refused(cast, send):
    referral = send("dinsos")
    with pytest.raises(InputError, match="number_in_text"):
        actions.decline(
            by=cast.agency, referral=referral.pk, reason="quota_full", note=f"NIK {NIK}", at=ANSWERED
        )


def test_what_one_office_refuses_the_need_still_waits_for_the_other(cast, send, at_desk):
    need = at_desk()
    send("partner", need=need)
    referral = send("dinsos", need=need)
    actions.decline(by=cast.agency, referral=referral.pk, reason="quota_full", at=ANSWERED)
    assert need_of(referral).state == "referred"


def test_an_accepted_request_may_still_be_refused(cast, accepted):
    referral = accepted()
    done = actions.decline(by=cast.agency, referral=referral.pk, reason="not_entitled", at=ANSWERED)
    assert done.state == "declined"


def test_the_clock_rests_while_somebody_outside_has_it(cast, accepted):
    referral = accepted()
    due = referral.due_at
    rested = actions.rest(by=cast.agency, referral=referral.pk, body="ministry", at=ANSWERED)
    assert rested.resting_for == "Menunggu Kementerian Sosial"
    assert need_of(referral).resting_for == "Menunggu Kementerian Sosial"
    with pytest.raises(StateError, match="already_resting"):
        actions.rest(by=cast.agency, referral=referral.pk, body="ministry", at=ANSWERED)
    week_later = ANSWERED + dt.timedelta(days=7)
    resumed = actions.resume(by=cast.agency, referral=referral.pk, at=week_later)
    assert resumed.due_at == due + dt.timedelta(days=7)
    assert (resumed.resting_since, resumed.resting_for) == (None, "")
    assert need_of(referral).due_at == resumed.due_at
    assert need_of(referral).resting_since is None
    assert history(referral) == ["send", "accept", "rest", "resume"]


def test_a_clock_that_runs_is_not_resumed(cast, accepted):
    with pytest.raises(StateError, match="not_resting"):
        actions.resume(by=cast.agency, referral=accepted().pk, at=ANSWERED)


def test_a_body_nobody_named_lets_no_clock_rest(cast, accepted):
    with pytest.raises(InputError) as refused:
        actions.rest(by=cast.agency, referral=accepted().pk, body="somebody", at=ANSWERED)
    assert (refused.value.code, refused.value.field) == ("reason_unknown", "body")


def test_an_unanswered_request_does_not_rest(cast, send):
    with pytest.raises(StateError, match="referral_state"):
        actions.rest(by=cast.agency, referral=send("dinsos").pk, body="ministry", at=ANSWERED)


def test_delivery_says_what_and_keeps_its_proof(cast, delivered):
    referral = delivered()
    assert (referral.delivered_what, referral.proof is not None) == ("Beras 20 kg diterima istri", True)
    assert need_of(referral).state == "to_confirm"
    content, media_type = actions.read_proof(by=cast.facilitator, referral=referral.pk)
    assert (content[:4], media_type) == (b"\x89PNG", "image/png")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"what": " "}, "text_missing"),
        ({"what": f"NIK {NIK}"}, "number_in_text"),
        ({"proof": BytesIO(b"")}, "file_empty"),
        ({"proof": BytesIO(b"<script>")}, "file_type"),
    ],
)
def test_a_delivery_without_words_or_proof_is_refused(cast, accepted, values, code):
    call = {"what": "Beras", "proof": BytesIO(PNG)} | values
    with pytest.raises(InputError, match=code):
        actions.deliver(by=cast.agency, referral=accepted().pk, at=ANSWERED, **call)


def test_a_delivery_ends_the_rest(cast, accepted):
    referral = accepted()
    actions.rest(by=cast.agency, referral=referral.pk, body="ministry", at=ANSWERED)
    done = actions.deliver(
        by=cast.agency, referral=referral.pk, what="Aktif", proof=BytesIO(PNG), at=ANSWERED
    )
    assert (done.resting_since, done.resting_for) == (None, "")


def test_no_proof_before_delivery(cast, send):
    with pytest.raises(NotVisibleError):
        actions.read_proof(by=cast.desk, referral=send("dinsos").pk)


@pytest.fixture
def programme(cast):
    made = Programme.objects.create(
        district=cast.place.district,
        code="rice",
        name="Bantuan beras",
        unit="family",
        rung=cast.place.rungs["agency"],
        owner=cast.place.offices["dinsos"],
        source="assumed",
        benefit="Beras",
    )
    Quota.objects.create(programme=made, year=2026, places=1)
    return made


def test_help_of_a_programme_takes_a_place_of_its_quota(cast, delivered, programme, villager):
    delivered(programme_code="rice")
    assert Quota.objects.get(programme=programme).taken == 1
    with acting(system(DISTRICT)):
        assert Enrolment.objects.filter(programme=programme, person=villager).count() == 1


def test_a_full_programme_delivers_nothing(cast, accepted, programme):
    Quota.objects.update(taken=1)
    referral = accepted(programme_code="rice")
    with pytest.raises(StateError, match="quota_full"):
        actions.deliver(by=cast.agency, referral=referral.pk, what="Beras", proof=BytesIO(PNG), at=ANSWERED)
    assert need_of(referral).state == "referred"


def test_a_stale_form_answers_nothing(cast, send):
    with pytest.raises(StaleError):
        actions.accept(by=cast.agency, referral=send("dinsos").pk, at=ANSWERED, version=9)


def test_a_seat_that_ended_while_the_form_lay_open_answers_nothing(cast, send):
    referral = send("dinsos")
    Seat.objects.filter(pk=cast.seats["agency"].pk).update(ended_on=TODAY, ended_reason="Mutasi")
    with pytest.raises(NotAllowedError, match="seat_ended"):
        actions.accept(by=cast.agency, referral=referral.pk, at=ANSWERED)


def test_every_answer_leaves_a_line_without_values(cast, delivered):
    referral = delivered()
    with acting(cast.inspector):
        lines = list(AuditLine.objects.filter(kind="referral", key=str(referral.pk)).order_by("id"))
    assert [line.verb for line in lines] == ["referrals.send", "referrals.accept", "referrals.deliver"]
    assert "Beras" not in "".join(f"{line.fields}{line.reason}{line.label}" for line in lines)


def test_the_need_tells_the_same_story(cast, delivered):
    referral = delivered()
    with acting(system(DISTRICT)):
        kinds = list(
            Movement.objects.filter(need=referral.need_id).order_by("at", "id").values_list("kind", flat=True)
        )
    assert kinds[-3:] == ["referred", "accepted", "delivered"]


def test_in_a_freeze_an_asked_office_delivers_nothing(cast, accepted):
    """Before an election what an office gives waits as a village's handover does."""
    referral, district = accepted(), cast.place.district
    district.settings |= {
        "freezes": [{"starts": "2026-11-20", "ends": "2026-11-24", "reason": "Masa tenang"}]
    }
    district.save(update_fields=["settings"])
    give = {"by": cast.agency, "referral": referral.pk, "what": "Beras"}
    with pytest.raises(StateError, match="handover_frozen"):
        actions.deliver(at=ANSWERED, proof=BytesIO(PNG), **give)
    with acting(system(DISTRICT)):
        assert not StoredFile.objects.filter(kind="proof").exists()
    tomorrow = ANSWERED + dt.timedelta(days=1)
    assert actions.deliver(at=tomorrow, proof=BytesIO(PNG), **give).state == "delivered"
