"""The first load of a pack makes everything that stands in it."""

from __future__ import annotations

import datetime as dt

import pytest

from simpul.funds.models import BudgetLine, Fund, Posting
from simpul.ground.models import AuditLine
from simpul.letters.models import Template
from simpul.offices import queries
from simpul.offices.models import Decree, NeedCategory, Office, OfficeKind, Reason, ReasonKind, Seat
from simpul.places.models import Area, District
from simpul.programmes.models import Programme, Quota
from tests.integration.adoption.conftest import CODE, MORNING, Folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(folder: Folder) -> Folder:
    folder.load()
    return folder


def test_the_district_has_its_hours_days_off_and_settings(loaded: Folder) -> None:
    district = District.objects.get(code=CODE)
    assert (district.name, district.kind, district.head_title) == ("Batu", "kota", "Wali Kota")
    assert district.hours[0] == [[480, 720], [780, 960]]
    assert district.hours[4] == [[450, 660]]
    assert district.hours[5:] == [[], []]
    assert district.holidays == {"2026-10-17": "Hari jadi kota"}
    assert district.emergency[0]["number"] == "0119"
    assert district.settings["limits"]["families_per_phone"] == 3
    assert district.settings["role_titles"]["village_head"] == "Kepala Desa"
    assert district.settings["freezes"][0]["starts"] == "2026-11-01"
    assert not district.is_demo
    assert len(district.pack_digest) == 64


def test_areas_hang_below_their_district_and_province(loaded: Folder) -> None:
    village = Area.objects.get(code="35.79.01.1001")
    assert (village.kind, village.parent.code) == ("kelurahan", "35.79.01")
    assert Area.objects.get(code=CODE).kind == "city"
    assert Area.objects.get(code=CODE).parent.kind == "province"
    assert Area.objects.filter(district=CODE).count() == 28


def test_every_village_and_sub_district_has_its_offices(loaded: Folder) -> None:
    posts = Office.objects.filter(district=CODE, kind=OfficeKind.WELFARE_POST)
    assert posts.count() == 24
    renamed = posts.get(code="welfare_post_3579011001")
    assert (renamed.name, renamed.area_name, renamed.rung_code) == ("Puskesos Temas Baru", "Temas", "village")
    desk = queries.desk_of(CODE)
    assert desk is not None
    assert (desk.name, desk.area_code, desk.hours) == ("Sekretariat SLRT Kota Batu", CODE, None)
    assert Office.objects.get(district=CODE, code="clinic").outside_government
    assert Office.objects.get(district=CODE, code="shelter").confidential


def test_a_route_leads_from_the_own_village_upwards(loaded: Folder) -> None:
    roof = queries.category(CODE, "roof")
    assert roof is not None
    steps = queries.route_of(roof)
    assert [(step.rung.code, step.office and step.office.code) for step in steps] == [
        ("village", None),
        ("desk", "desk"),
        ("agency", "social"),
    ]
    holder = queries.office_of_step(steps[0], "35.79.01.2005", district=CODE)
    assert holder is not None
    assert holder.code == "welfare_post_3579012005"
    assert (roof.plain_name, roof.outside_bodies, roof.informs) == (
        "Rumah bocor",
        ["ministry"],
        ["subdistrict"],
    )
    assert roof.urgent_hours == 4
    assert roof.evidence == [{"kind": "photo", "name": "Foto atap", "required": True}]
    assert NeedCategory.objects.get(district=CODE, code="hurt").confidential


def test_a_rung_knows_what_it_settles_and_a_reason_what_it_claims(loaded: Folder) -> None:
    assert {rung.code: rung.settles for rung in queries.rungs(CODE)} == {
        "village": [],
        "subdistrict": ["complaint"],
        "desk": ["all"],
        "agency": ["all"],
        "tkpkd": ["all"],
        "centre": ["all"],
    }
    claims = dict(Reason.objects.filter(district=CODE).values_list("code", "claim"))
    assert (claims["no_money"], claims["incomplete"], claims["met"]) == ("no_money", "none", "none")


def test_reasons_of_every_kind_are_there(loaded: Folder) -> None:
    assert {row.kind for row in Reason.objects.filter(district=CODE)} == set(ReasonKind.values)
    refusal = queries.reason(CODE, ReasonKind.REFUSE, "no_quota")
    assert refusal is not None
    assert refusal.can_do == "Datang lagi pada bulan Januari."
    met = queries.reason(CODE, ReasonKind.RESULT, "met")
    assert met is not None
    assert met.met is True


def test_a_programme_comes_with_criteria_from_its_first_day(loaded: Folder) -> None:
    house = Programme.objects.get(district=CODE, code="house")
    assert (house.rung.code, house.owner.code, house.amount) == ("agency", "social", 15_000_000)
    assert [each.code for each in house.categories.all()] == ["roof"]
    (version,) = house.versions.all()
    assert (version.number, version.valid_from) == (1, dt.date(2026, 1, 1))
    assert version.criteria[0]["cel"] == "family.decile <= 4"
    assert not Quota.objects.filter(programme=house).exists()
    assert (house.period, house.fund_code, house.waiting_list) == ("once", "budget", False)


def test_money_has_its_lines_and_an_unknown_ceiling_stays_unknown(loaded: Folder) -> None:
    fund = Fund.objects.get(district=CODE, code="village_fund")
    assert (fund.holder, fund.book) == (None, "Siskeudes")
    known = BudgetLine.objects.get(fund=fund, area_code="35.79.01.2005")
    assert (known.year, known.code, known.ceiling, known.source) == (2026, "cash", 36_000_000, "assumed")
    assert sorted(Posting.objects.filter(entry__line=known).values_list("account", "amount")) == [
        ("available", 36_000_000),
        ("ceiling", -36_000_000),
    ]
    assert BudgetLine.objects.get(fund=fund, area_code="35.79.01.2006").ceiling is None
    whole = BudgetLine.objects.get(fund__code="budget", fund__district=CODE)
    assert (whole.code, whole.area_code, whole.ceiling) == ("budget", CODE, None)


def test_a_letter_template_is_version_one(loaded: Folder) -> None:
    letter = Template.objects.get(district=CODE, code="referral")
    assert (letter.version, letter.office_kind) == (1, "district_desk")
    assert letter.chain == [
        {"role": "agency_head", "act": "initial"},
        {"role": "desk_manager", "act": "sign"},
    ]
    assert letter.source == (loaded.national / "letters" / "referral.typ").read_text(encoding="utf-8")


def test_a_seat_stands_empty_on_its_decree_with_the_word_of_its_place(loaded: Folder) -> None:
    seat = Seat.objects.get(district=CODE)
    assert (seat.title, seat.area_code, seat.officer) == ("Lurah", "35.79.01.1001", None)
    assert (seat.starts_on, seat.ends_on) == (dt.date(2026, 1, 2), dt.date(2026, 12, 31))
    decree = Decree.objects.get(district=CODE)
    assert seat.decree == decree
    assert (decree.number, decree.dated) == ("188/1/2026", dt.date(2026, 1, 2))


def test_offices_that_are_teams_by_decree_become_teams(folder: Folder) -> None:
    folder.write(
        "seats.csv",
        "role,office,decree_number,decree_date\n"
        "desk_front,desk,188/2/2026,2026-02-01\n"
        "desk_manager,desk,188/1/2025,2025-01-01\n",
    )
    folder.load()
    front, manager = Seat.objects.filter(district=CODE).order_by("role")
    assert front.team == manager.team
    assert (front.team.name, front.team.decree.number) == ("Sekretariat SLRT Kota Batu", "188/2/2026")


def test_a_load_is_a_line_of_the_trail(loaded: Folder) -> None:
    line = AuditLine.objects.get(verb="adoption.load")
    assert (line.kind, line.key, line.district_code) == ("district", CODE, CODE)
    assert "office" in line.fields


def test_a_demonstration_is_marked_and_has_its_figures(folder: Folder) -> None:
    folder.load(demo=True)
    assert District.objects.get(code=CODE).is_demo
    assert Quota.objects.get(programme__code="house", year=2026).places == 40
    assert BudgetLine.objects.get(fund__code="budget").ceiling == 90_000_000
    assert BudgetLine.objects.get(area_code="35.79.01.2006").source == "demo"


def test_a_demonstration_stays_one_whoever_loads_it(folder: Folder) -> None:
    folder.load(demo=True)
    assert folder.load(at=MORNING + dt.timedelta(hours=1)).unchanged
    assert District.objects.get(code=CODE).is_demo
