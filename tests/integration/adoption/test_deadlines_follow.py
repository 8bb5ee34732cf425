"""An edit of hours, days off or routes moves the deadlines of what is still open."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from simpul.adoption.load import LoadRefusedError
from simpul.cases import actions as cases
from simpul.cases.models import Need
from simpul.cases.types import ConsentGiven, NeedInput, Opening
from simpul.ground.actor import acting, system
from simpul.offices.models import Office, Officer, Reason, Seat
from simpul.offices.queries import actor_of
from simpul.offices.types import RoleCode
from simpul.places.models import Area
from tests.factories import make_person
from tests.integration.adoption.conftest import CODE, MORNING, Folder

pytestmark = pytest.mark.django_db

VILLAGE = "35.79.01.2005"
WIB = ZoneInfo("Asia/Jakarta")
TOMORROW = MORNING + dt.timedelta(days=1)


@pytest.fixture
def roof(folder: Folder) -> Need:
    """A need taken in by a Puskesos on Tuesday at 10.00: 24 working hours."""
    folder.load()
    post = Office.objects.get(code="welfare_post_3579012005")
    seat = Seat.objects.create(
        district_id=CODE,
        office=post,
        officer=Officer.objects.create(email="puskesos@contoh.test", name="Bunga Belakang"),
        role=RoleCode.WELFARE_POST_BACK,
        title="Petugas",
        area_code=VILLAGE,
        starts_on=dt.date(2026, 1, 1),
    )
    assert seat.officer is not None
    officer = actor_of(seat, seat.officer)
    with acting(system(CODE)):
        person = make_person(village=VILLAGE)
    consent = ConsentGiven(basis="consent", read_aloud=True, given_by="Yang bersangkutan")
    opening = Opening(person=person.pk, needs=(NeedInput("roof", "Atap bocor"),), consent=consent)
    return cases.take_in(by=officer, opening=opening, at=MORNING).needs[0]


def due(need: Need) -> str:
    with acting(system(CODE)):
        found = Need.objects.get(pk=need.pk).due_at
    assert found is not None
    return f"{found.astimezone(WIB):%d %H.%M}"


def test_a_day_off_moves_the_deadline(folder: Folder, roof: Need) -> None:
    assert due(roof) == "30 09.30"
    folder.edit("district.yaml", "holidays:", "holidays:\n  - {date: 2026-11-25, name: Pilkades}")
    report = folder.load(at=TOMORROW)
    assert due(roof) == "01 09.30"
    assert report.needs_recomputed == 1
    assert "Tenggat dihitung ulang: 1 kebutuhan dan 0 rujukan." in "\n".join(report.lines())


def test_hours_of_the_own_office_move_it_too(folder: Folder, roof: Need) -> None:
    days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    hours = "\n".join(f'      {day}: "00:00-24:00"' for day in days)
    folder.edit(
        "offices.yaml",
        "offices:\n",
        f"offices:\n  - code: welfare_post_3579012005\n    hours:\n{hours}\n",
    )
    folder.load(at=TOMORROW)
    assert due(roof) == "25 10.00"


def test_other_times_on_the_route_move_it(folder: Folder, roof: Need) -> None:
    folder.write(
        "needs.yaml",
        "needs:\n  - code: roof\n    route:\n"
        "      - {rung: village, office: own, hours: 3, clock: working}\n"
        "      - {rung: desk, office: desk, hours: 16, clock: working}\n",
    )
    folder.load(at=TOMORROW)
    assert due(roof) == "24 14.00"


def test_an_edit_of_words_moves_nothing(folder: Folder, roof: Need) -> None:
    folder.edit("offices.yaml", "phone: 0341", "phone: 0342")
    report = folder.load(at=TOMORROW)
    assert due(roof) == "30 09.30"
    assert report.needs_recomputed == 0


def test_a_village_with_work_in_its_hands_is_not_taken_out_of_use(folder: Folder, roof: Need) -> None:
    folder.edit("places.csv", f"{VILLAGE},Sumberejo,desa,\n", "")
    folder.edit("village_fund.csv", f"village_fund;{VILLAGE};2026;cash;36000000;assumed\n", "")
    with pytest.raises(LoadRefusedError, match="masih memegang 1 kebutuhan dan 0 rujukan") as refused:
        folder.load(at=TOMORROW)
    assert "welfare_post_3579012005" in refused.value.sentences[0]
    assert Office.objects.get(code="welfare_post_3579012005").retired_at is None
    with acting(system(CODE)):
        met = Reason.objects.get(code="met")
        Need.objects.filter(pk=roof.pk).update(state="closed", result=met, closed_at=TOMORROW)
    folder.load(at=TOMORROW)
    assert Office.objects.get(code="welfare_post_3579012005").retired_at == TOMORROW
    assert Area.objects.get(code=VILLAGE).valid_until is not None
