"""The desk asks an office for help with a need it owns."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError

from simpul.cases import actions as cases
from simpul.cases.models import Case, Need
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError, StaleError, StateError
from simpul.offices.models import Office, RouteStep, Seat
from simpul.referrals import actions, queries
from simpul.referrals.errors import AlreadyOutError
from simpul.referrals.events import ReferralSent
from simpul.referrals.models import Referral
from simpul.referrals.types import Asking
from simpul.registry.models import Family, IdentityNumber, Person
from tests.factories import DISTRICT, MORNING, TODAY
from tests.integration.referrals.conftest import NIK, SENT


def fresh(need):
    with acting(system(DISTRICT)):
        return Need.objects.get(pk=need.pk)


def test_the_office_gets_it_with_its_own_working_hours(send):
    referral = send("dinsos")
    assert referral.state == "sent"
    assert referral.number == "RJK-73.88-2611-0001"
    # 40 working hours of the agency's step from Tuesday 11.00: 4 + 7 + 7 + 7 + 7 + 7 + 1
    assert referral.due_at.isoformat() == "2026-12-02T09:00:00+08:00"


def test_an_office_off_the_route_answers_in_the_owners_time(send):
    # 16 working hours of the desk's step from Tuesday 11.00: 4 + 7 + 5
    assert send("partner").due_at.isoformat() == "2026-11-26T14:00:00+08:00"


def test_numbers_follow_each_other_within_the_month(send):
    first, second = send("dinsos"), send("disdik")
    assert [each.number[-4:] for each in (first, second)] == ["0001", "0002"]
    assert send("dinsos", at=SENT + dt.timedelta(days=20)).number == "RJK-73.88-2612-0001"


def test_the_need_waits_and_stays_its_owners(cast, send, at_desk):
    need = at_desk()
    referral = send("dinsos", need=need)
    now = fresh(need)
    assert (now.state, now.office_id, now.rung_id) == ("referred", need.office_id, need.rung_id)
    assert now.due_at == referral.due_at


def test_names_of_service_and_office_are_kept_as_they_were(cast, send):
    referral = send("dinsos")
    Office.objects.filter(code="dinsos").update(name="Dinas Baru")
    with acting(cast.desk):
        kept = Referral.objects.get(pk=referral.pk)
    assert (kept.from_name, kept.to_name, kept.service_name) == (
        "Sekretariat SLRT",
        "Dinas Sosial",
        "Bantuan beras",
    )


def test_an_office_of_government_sees_need_person_numbers_and_family(cast, send, villager):
    send("dinsos")
    with acting(cast.agency):
        assert Need.objects.count() == Case.objects.count() == Person.objects.count() == 1
        assert Family.objects.count() == 1
        assert IdentityNumber.objects.filter(person=villager).count() == 1


def test_a_partner_sees_the_person_alone(cast, send):
    send("partner")
    with acting(cast.partner):
        assert Person.objects.count() == 1
        assert Family.objects.count() == 0
        assert IdentityNumber.objects.count() == 0


@pytest.mark.parametrize("who", ["registrar", "education", "hospital", "stranger", "neighbour", "foreigner"])
def test_an_office_that_was_not_asked_sees_nothing(cast, send, who):
    referral = send("dinsos")
    with acting(getattr(cast, who)):
        assert not Referral.objects.exists()
        assert not Need.objects.exists()
        assert not Person.objects.exists()
    with pytest.raises(NotVisibleError):
        actions.open_page(by=getattr(cast, who), referral=referral.pk, now=SENT)


def test_one_request_an_office_while_it_is_open(send, at_desk):
    need = at_desk()
    send("dinsos", need=need)
    with pytest.raises(AlreadyOutError) as refused:
        send("dinsos", need=need)
    assert refused.value.values == {"office": "Dinas Sosial"}


def test_another_fault_of_the_database_is_not_told_as_this_one(send, at_desk, monkeypatch):
    need = at_desk()
    send("dinsos", need=need)
    monkeypatch.setattr("simpul.referrals.actions.sending.number_of", lambda *_: "RJK-73.88-2611-0001")
    with pytest.raises(IntegrityError):
        send("partner", need=need)


def test_two_offices_may_be_asked_for_one_need(send, at_desk):
    need = at_desk()
    assert send("dinsos", need=need).pk != send("partner", need=need).pk


@pytest.mark.parametrize(
    ("field", "values", "code"),
    [
        ("asked", {"asked": "  "}, "text_missing"),
        ("asked", {"asked": f"NIK {NIK} mohon dibantu"}, "number_in_text"),
        ("asked", {"asked": "x" * 1001}, "text_long"),
        ("service_name", {"service_name": ""}, "text_missing"),
        ("programme_code", {"programme_code": "unknown"}, "programme_unknown"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_its_field(send, field, values, code):
    with pytest.raises(InputError) as refused:
        send("dinsos", **values)
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize("flags", [{"confidential": True}, {"retired_at": MORNING}])
def test_an_office_behind_the_wall_or_gone_is_not_asked(cast, send, flags):
    Office.objects.filter(code="disdik").update(**flags)
    with pytest.raises(InputError, match="office_unknown"):
        send("disdik")


def test_an_office_of_another_district_is_not_asked(cast, at_desk):
    elsewhere = cast.elsewhere.offices["dinsos"].pk
    asking = Asking(to_office=elsewhere, service_name="Beras", asked="Beras")
    with pytest.raises(InputError, match="office_unknown"):
        actions.send(by=cast.desk, need=at_desk().pk, asking=asking, at=SENT)


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("manager", None),
        ("facilitator", NotAllowedError),
        ("back", NotAllowedError),
        ("camat", NotAllowedError),
        ("desk_front", NotAllowedError),
        ("agency", NotVisibleError),
        ("partner", NotVisibleError),
        ("regent", NotVisibleError),
        ("inspector", NotVisibleError),
        ("stranger", NotVisibleError),
        ("foreigner", NotVisibleError),
    ],
)
def test_who_may_send(cast, at_desk, who, error):
    need = at_desk()
    asking = Asking(to_office=cast.place.offices["dinsos"].pk, service_name="Beras", asked="Beras")
    if error is None:
        assert actions.send(by=getattr(cast, who), need=need.pk, asking=asking, at=SENT)
    else:
        with pytest.raises(error):
            actions.send(by=getattr(cast, who), need=need.pk, asking=asking, at=SENT)


def test_a_seat_that_ended_while_the_form_lay_open_sends_nothing(cast, send, at_desk):
    need = at_desk()
    Seat.objects.filter(pk=cast.seats["desk"].pk).update(ended_on=TODAY, ended_reason="Mutasi")
    with pytest.raises(NotAllowedError, match="seat_ended"):
        send("dinsos", need=need)


def test_a_need_that_changed_meanwhile_is_not_sent(cast, at_desk):
    need = at_desk()
    asking = Asking(to_office=cast.place.offices["dinsos"].pk, service_name="Beras", asked="Beras")
    with pytest.raises(StaleError):
        actions.send(by=cast.desk, need=need.pk, asking=asking, at=SENT, version=need.version - 1)


def test_a_closed_need_is_not_sent(cast, send, at_desk):
    need = at_desk()
    cases.close(by=cast.desk, need=need, result="withdrawn", at=MORNING)
    with pytest.raises(StateError):
        send("dinsos", need=need)


def test_the_receiver_is_told_whom_to_call(cast, send, at_desk):
    officer = cast.seats["facilitator"].officer
    officer.phone = "081234567890"
    officer.save()
    assert send("dinsos").contact == "Fatma Fasilitator, Fasilitator, Puskesos Sukamaju Contoh, 081234567890"
    assert send("disdik", contact="Bu Fatma 0812").contact == "Bu Fatma 0812"


def test_a_need_nobody_works_on_names_its_office(cast, at_desk):
    need = at_desk()
    with acting(system(DISTRICT)):
        row = Need.objects.select_related("case", "office").get(pk=need.pk)
        row.case.opened_seat = None
        assert queries.contact_for(row) == "Sekretariat SLRT"


def test_a_route_that_names_no_time_is_said(cast, send, at_desk):
    need = at_desk()
    RouteStep.objects.filter(category=need.category).delete()
    with pytest.raises(StateError, match="no_time_for_step"):
        send("dinsos", need=need)


def test_sending_is_told_to_the_floors_above(send, monkeypatch):
    heard = []
    monkeypatch.setattr("simpul.referrals.actions.sending.publish", heard.append)
    referral = send("dinsos")
    assert heard == [ReferralSent(referral.pk, referral.need_id)]


def test_offices_that_answer_the_category_come_first(cast, at_desk, send):
    need = at_desk()
    send("partner", need=need)
    sending = queries.offices_for(need.pk, by=cast.desk)
    assert (sending.offices[0].name, sending.offices[0].on_route) == ("Dinas Sosial", True)
    assert {each.name for each in sending.offices if each.asked_already} == {"Yayasan Contoh"}
    assert "Puspaga" not in {each.name for each in sending.offices}
    assert sending.who == "S•••• C•••••"


def test_the_form_knows_time_documents_and_contact(cast, at_desk):
    need = at_desk()
    form = queries.composing(need.pk, cast.place.offices["dinsos"].pk, by=cast.desk, now=SENT)
    assert form.due_at.isoformat() == "2026-12-02T09:00:00+08:00"
    assert form.contact.startswith("Fatma Fasilitator")
    assert form.letters == ()


def test_the_form_for_an_office_that_cannot_be_asked_does_not_exist(cast, at_desk):
    need = at_desk()
    with pytest.raises(NotVisibleError):
        queries.composing(need.pk, cast.place.offices["safe_house"].pk, by=cast.desk, now=SENT)
    with pytest.raises(NotAllowedError):
        queries.composing(need.pk, cast.place.offices["dinsos"].pk, by=cast.facilitator, now=SENT)
