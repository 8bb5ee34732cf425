"""No address, another district's resident: the service opens, at the lowest office they have."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from simpul.cases import actions, queries
from simpul.cases.models import Case, Movement, Need
from simpul.cases.types import NeedInput, Opening
from simpul.ground.actor import acting, system
from simpul.ground.errors import StateError
from simpul.registry import actions as registry
from simpul.registry.types import NewPerson
from tests.factories import DISTRICT, MORNING, VILLAGE, make_person
from tests.integration.cases.conftest import CONSENT, LATER, seen
from tests.integration.cases.pages import page_of, words

#: As the page of a new person is filled in for somebody without a name or an address.
UNKNOWN = {
    "is_label": "on",
    "name": "Bapak berkaus biru",
    "met_at": "Terminal",
    "sex": "L",
    "birth_precision": "unknown",
    "village_code": "",
}


def homeless(cast, who):
    """Somebody without an address, met by a seat."""
    new = NewPerson(name="Bapak berkaus biru", is_label=True, met_at="Terminal", sex="L")
    return registry.add_person(by=cast.actors[who], new=new, at=MORNING)


def opened(cast, who, category="food"):
    """A need of somebody without a village."""
    opening = Opening(
        person=homeless(cast, who).pk, needs=(NeedInput(category, "Belum makan"),), consent=CONSENT
    )
    return actions.take_in(by=cast.actors[who], opening=opening, at=MORNING).needs[0]


def where(need):
    with acting(system(DISTRICT)):
        row = Need.objects.select_related("rung", "office").get(pk=need.pk)
        return row.rung.code, row.office.code, row.step


@pytest.mark.parametrize(
    ("who", "category", "stands"),
    [
        # off the route, in place of the village
        ("supervisor", "food", ("subdistrict", f"subdistrict_{VILLAGE[:8]}", 0)),
        ("supervisor", "health_insurance", ("subdistrict", f"subdistrict_{VILLAGE[:8]}", 0)),
        # on its own step, where the route has one
        ("supervisor", "school_kit", ("subdistrict", f"subdistrict_{VILLAGE[:8]}", 1)),
        ("desk", "food", ("desk", "desk", 1)),
        ("desk", "health_insurance", ("desk", "desk", 0)),
        ("desk_front", "school_kit", ("desk", "desk", 2)),
        ("desk", "village_complaint", ("desk", "desk", 0)),
    ],
)
def test_the_lowest_office_they_have_takes_the_first_step(cast, who, category, stands):
    need = opened(cast, who, category)
    assert where(need) == stands
    assert need.due_at is not None
    assert not need.village_may_settle


def test_the_history_says_which_rung_there_was_none_of(cast):
    need = opened(cast, "supervisor")
    with acting(cast.supervisor) as by:
        page = queries.service_page(need.case_id, by=by, now=LATER)
        (record,) = Movement.objects.filter(need=need)
    assert record.finding == [{"code": "taken_over", "about": "Desa/kelurahan", "left": None}]
    (view,) = page.needs
    assert [(rung.name, rung.state) for rung in view.ladder][:3] == [
        ("Desa/kelurahan", "left_out"),
        ("Kecamatan Hulu", "here"),
        ("Sekretariat SLRT", "ahead"),
    ]


def test_who_has_it_in_hand_sends_it_on_and_nobody_sends_it_to_a_village(cast):
    need = opened(cast, "supervisor", "school_kit")
    with acting(cast.supervisor) as by:
        (view,) = queries.service_page(need.case_id, by=by, now=LATER).needs
    assert {"climb", "close", "attempt"} <= set(view.offers)
    assert "descend" not in view.offers
    with pytest.raises(StateError, match="bottom_of_route"):
        actions.descend(by=cast.supervisor, need=need, reason="desk_says_village", at=LATER)
    told = {"reason": "beyond_authority", "tried": "Sudah ditanyakan", "at": LATER}
    actions.climb(by=cast.supervisor, need=need, **told)
    assert where(need) == ("desk", "desk", 2)
    actions.descend(by=cast.desk, need=need, reason="desk_says_village", at=LATER)
    assert where(need)[0] == "subdistrict"


def test_from_the_desk_it_goes_on_past_rungs_it_never_had(cast):
    need = opened(cast, "desk", "health_insurance")
    actions.climb(by=cast.desk, need=need, reason="beyond_authority", tried="Sudah", at=LATER)
    assert where(need) == ("agency", "dinsos", 1)


def test_villages_and_other_subdistricts_do_not_see_it(cast):
    need = opened(cast, "supervisor")
    assert [seen(cast.actors[who], need) for who in ("supervisor", "camat", "desk")] == [True] * 3
    assert not any(
        seen(cast.actors[who], need) for who in ("facilitator", "head", "other_camat", "foreigner")
    )


def test_a_village_without_a_post_loses_nobody(cast):
    with acting(system(DISTRICT)):
        person = make_person()
        post = cast.place.post(VILLAGE)
        post.retired_at = MORNING
        post.save()
    opening = Opening(person=person.pk, needs=(NeedInput("food", "Belum makan"),), consent=CONSENT)
    need = actions.take_in(by=cast.facilitator, opening=opening, at=MORNING).needs[0]
    assert where(need)[0] == "subdistrict"


def test_nothing_opens_where_no_office_is_left(cast):
    with acting(system(DISTRICT)):
        for office in (cast.place.offices["desk"], cast.place.subdistrict(VILLAGE)):
            office.retired_at = MORNING
            office.save()
    with pytest.raises(StateError, match="no_office_for_step"):
        opened(cast, "desk")


def test_deadlines_counted_anew_leave_it_where_it_stands(cast):
    need = opened(cast, "supervisor")
    before = where(need), need.due_at
    actions.recompute_deadlines(by=system(DISTRICT), district=DISTRICT)
    with acting(cast.supervisor):
        assert (where(need), Need.objects.get(pk=need.pk).due_at) == before


def test_it_is_opened_again_for_a_second_need(cast):
    need = opened(cast, "supervisor")
    added = actions.add_need(
        by=cast.supervisor, case=need.case, need=NeedInput("health_insurance", "Sakit"), at=LATER
    )
    assert where(added)[0] == "subdistrict"


@pytest.mark.parametrize(("who", "office"), [("supervisor", "Kecamatan Hulu"), ("desk", "Sekretariat SLRT")])
def test_the_form_of_the_intake_opens_it(cast, client, at_work, who, office):
    cast.sign_in(client, who)
    steps = (
        ("", {"danger": "none"}),
        ("keperluan/", {"purpose": "help"}),
        ("pemberitahuan/", {"basis": "consent", "read_aloud": "on"}),
        ("orang-baru/", UNKNOWN),
        ("pihak/", {"who_reports": "same", "who_collects": "same"}),
        ("cek-data/", {"looked_at": "", "siks_found": "", "jkn_state": "", "proposal": ""}),
        ("kebutuhan/food/", {"words": "Belum makan", "urgency": "3"}),
        ("kebutuhan/", {}),
        ("asal/", {"source": "citizen", "channel": "desk"}),
    )
    for place, values in steps:
        answer = client.post(f"/layanan-baru/{place}", values)
        assert answer.status_code == 302, (place, answer.content.decode())
    page = client.get("/layanan-baru/ringkasan/").content.decode()
    command = re.search(r'name="command_id" value="([0-9a-f-]+)"', page)
    answer = client.post("/layanan-baru/ringkasan/", {"command_id": command[1]}, follow=True)
    assert "ticket-number" in answer.content.decode()
    with acting(cast.actors[who]):
        case = Case.objects.get()
    text = words(page_of(client, reverse("services:page", args=[case.pk])))
    assert f"jenjang Desa/kelurahan tidak ada untuk yang dibantu, jadi mulai di {office}." in text
    assert f"Menunggu: {office}" in text
