"""Every story of the demonstration is played to the end that its docstring tells."""

from __future__ import annotations

import pytest

from simpul.cases.models import Case, Deed, Handover, Movement, Need
from simpul.funds.models import Commitment
from simpul.ground.actor import acting
from simpul.letters.models import Letter
from simpul.referrals.models import Referral
from simpul.registry.models import IdentityNumber, Proposal

pytestmark = pytest.mark.slow


def test_a_man_without_papers_ends_with_a_card_in_his_hand(demo):
    man = demo.person("no_papers.man")
    (papers,) = demo.needs("no_papers.man", "civil_registration")
    (insurance,) = demo.needs("no_papers.man", "health_insurance")
    assert papers.result.met
    assert insurance.confirmed
    assert papers.case.channel == "paper"
    assert "PKK" in papers.case.reporter_relation
    assert set(man.numbers.values_list("kind", flat=True)) == {"nik"}
    recorded = demo.kinds(papers)
    assert recorded.index("delivered") < recorded.index("confirmed")
    assert "rested" in demo.kinds(insurance)
    assert not man.checks.first().found


def test_a_night_in_hospital_has_two_endings(demo):
    (active,) = demo.needs("hospital_night.patient", "health_insurance")
    (refused,) = demo.needs("hospital_night.refused", "health_insurance")
    assert active.opened_at.astimezone(active.opened_at.tzinfo).strftime("%M") == "40"
    assert active.case.source == "hospital"
    assert active.closed_at.date().strftime("%A") == "Monday"
    letter = Letter.objects.get(about__in=Referral.objects.filter(need=active).values("pk"))
    assert letter.state == "sent"
    assert letter.steps.get(kind="sign").capacity == "plt"
    asked = list(Referral.objects.filter(need=refused).order_by("sent_at", "id"))
    assert [each.state for each in asked] == ["declined", "arrived"]
    assert asked[1].to_office.outside_government
    assert refused.confirmed


def test_three_schools_have_three_owners(demo):
    (kit,) = demo.needs("school_year.mother", "school_kit")
    (madrasah,) = demo.needs("school_year.mother", "madrasah_aid")
    (senior,) = demo.needs("school_year.mother", "senior_school_aid")
    assert kit.state == "closed"
    assert madrasah.state == "referred"
    assert senior.rung.kind == "province"
    assert senior.resting_since is not None
    assert len({kit.office_id, madrasah.office_id, senior.office_id}) == 3


def test_a_grandmother_takes_the_place_of_her_neighbour(demo):
    (care,) = demo.needs("leaking_roof.neighbour", "elderly_care")
    assert care.result.code == "died"
    assert care.closed_at < demo.needs("leaking_roof.grandmother", "cash_aid")[0].opened_at
    (cash,) = demo.needs("leaking_roof.grandmother", "cash_aid")
    paid = Commitment.objects.get(pk=cash.commitments.get().commitment_id)
    assert paid.state == "paid"
    assert paid.book_reference.startswith("Siskeudes")
    given = Handover.objects.get(need=cash)
    assert (given.mark, given.commitment_id) == ("thumbprint", paid.pk)
    assert cash.confirmed
    assert cash.settled_kind == "village"
    (roof,) = demo.needs("leaking_roof.grandmother", "housing")
    assert Commitment.objects.get(pk=roof.commitments.get().commitment_id).state == "proposed"


def test_a_brokers_telephone_on_five_families_is_looked_at(demo):
    (abroad,) = demo.needs("work_abroad.0", "work_abroad")
    assert abroad.state == "acting"
    assert Proposal.objects.filter(state="review", person=demo.person("work_abroad.4")).exists()
    (levy,) = demo.complaints("work_abroad.0", "levy_complaint")
    assert levy.office.kind == "inspectorate"


def test_the_third_complaint_is_raised_and_each_is_told_its_end(demo):
    first, second, third = demo.needs("two_cards.younger", "enrolment")
    assert first.case.parent_id is None
    assert {second.case.parent_id, third.case.parent_id} == {first.case_id}
    assert (first.urgency, third.urgency) == ("3", "2")
    assert third.confirmed
    (mother,) = demo.needs("two_cards.older", "enrolment")
    assert not mother.result.met
    assert mother.result_note
    houses = {
        demo.person(f"two_cards.{who}").memberships.get().family.house_id for who in ("younger", "older")
    }
    assert len(houses) == 1


def test_thirty_five_names_wait_like_everybody(demo):
    named = Case.objects.filter(source="aspiration")
    assert named.count() == 35
    assert {case.source_name for case in named} == {"Anggota DPRD (contoh)"}
    needs = [
        need for place in range(35) for need in demo.needs(f"thirty_five_names.{place}", "health_insurance")
    ]
    helped = [need for need in needs if Referral.objects.filter(need=need).exists()]
    assert len(helped) == 9
    assert (
        sum(need.result is not None and not need.result.met and bool(need.result_note) for need in needs)
        == 26
    )
    assert not any(need.moved_ahead for need in needs)
    assert not Movement.objects.filter(need__in=needs, kind="reordered").exists()


def test_what_a_head_will_not_sign_is_settled_above(demo):
    (paper,) = demo.needs("will_not_sign.widow", "village_letter")
    assert paper.result.met
    assert paper.settled_kind == "subdistrict"
    refused = Movement.objects.get(need=paper, kind="climbed")
    assert refused.above_only
    assert Proposal.objects.filter(person=demo.person("will_not_sign.widow"), basis="sptjm").exists()
    code, _name = demo.casting.invented
    about = Need.objects.filter(village_code=code, category__code="village_complaint")
    assert [need.office.kind for need in about.select_related("office")] == ["inspectorate"] * 4
    for part in ("0", "1", "2", "widow"):
        (complaint,) = demo.complaints(f"will_not_sign.{part}", "village_complaint")
        assert complaint.office.kind == "inspectorate"
        assert complaint.case.person.is_label, "who complained is kept nowhere"
        assert demo.needs(f"will_not_sign.{part}", "village_complaint") == []


def test_misconduct_is_told_of_an_invented_village_alone(demo):
    code, _name = demo.casting.invented
    hidden = Movement.objects.filter(above_only=True)
    assert {each.need.village_code for each in hidden.select_related("need")} == {code}
    assert code.endswith("2999")


def test_nothing_happened_after_now_and_nothing_closed_without_a_result(demo):
    from tests.integration.demo.conftest import NOW  # noqa: PLC0415  the moment of this folder

    assert not Movement.objects.filter(at__gt=NOW).exists()
    assert not Deed.objects.filter(at__gt=NOW).exists()
    with acting(demo.everything):
        assert not IdentityNumber.objects.filter(index=b"").exists()
