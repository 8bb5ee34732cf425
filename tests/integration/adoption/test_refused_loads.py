"""A load that cannot be done writes nothing and says what to write instead."""

from __future__ import annotations

import datetime as dt
import threading
import time
from pathlib import Path

import pytest
from django.db import connection, transaction

from simpul.adoption.load import LoadRefusedError, LoadReport, load_pack
from simpul.adoption.models import PackRow
from simpul.funds import queries as funds
from simpul.funds.actions import propose
from simpul.funds.models import BudgetLine
from simpul.ground.actor import Actor, acting, system
from simpul.ground.errors import InputError
from simpul.ground.identifiers import uuid7
from simpul.ground.locks import PACK
from simpul.offices.models import Office
from simpul.places.models import District
from simpul.programmes.models import Quota
from tests.integration.adoption.conftest import CODE, MORNING, Folder

TOMORROW = MORNING + dt.timedelta(days=1)
VILLAGE = "35.79.01.2005"


def refused(folder: Folder, **more: object) -> str:
    with pytest.raises(LoadRefusedError) as error:
        folder.load(at=TOMORROW, **more)  # type: ignore[arg-type]
    return "\n".join(error.value.sentences)


@pytest.mark.django_db
def test_a_pack_with_mistakes_is_refused_with_all_of_them(folder: Folder) -> None:
    folder.edit("district.yaml", "desk: desk", "desk: dsek")
    folder.edit("offices.yaml", "code: social", "code: sosial")
    said = refused(folder)
    assert 'district.yaml:8: Kantor "dsek"' in said
    assert "offices.yaml" in said
    assert not District.objects.filter(code=CODE).exists()


@pytest.mark.django_db
def test_the_national_pack_is_not_loaded_by_itself(folder: Folder) -> None:
    with pytest.raises(LoadRefusedError, match="paket nasional"):
        load_pack(folder.national, at=MORNING)


@pytest.mark.django_db
def test_a_ceiling_below_what_is_committed_is_refused_and_nothing_else_is_written(folder: Folder) -> None:
    folder.load()
    BudgetLine.objects.filter(area_code=VILLAGE).update(committed=20_000_000, paid=5_000_000)
    folder.edit("village_fund.csv", "36000000", "24000000")
    folder.edit("offices.yaml", "phone: 0341", "phone: 0342")
    said = refused(folder)
    assert "ditulis Rp24.000.000, padahal Rp25.000.000" in said
    assert VILLAGE in said
    assert Office.objects.get(district=CODE, code="social").phone == "0341"
    folder.edit("village_fund.csv", "24000000", "25000000")
    folder.load(at=TOMORROW)
    assert BudgetLine.objects.get(area_code=VILLAGE).ceiling == 25_000_000


@pytest.mark.django_db
def test_a_ceiling_made_unknown_again_is_refused_while_money_hangs_on_it(folder: Folder) -> None:
    folder.load()
    BudgetLine.objects.filter(area_code=VILLAGE).update(paid=1)
    folder.edit("village_fund.csv", "36000000", "")
    assert "ditulis kosong" in refused(folder)


@pytest.mark.django_db
def test_a_quota_below_the_places_taken_is_refused(folder: Folder) -> None:
    folder.load(demo=True)
    Quota.objects.update(taken=12)
    folder.edit("demo/programmes.yaml", "quota: 40", "quota: 11")
    said = refused(folder)
    assert "12 tempat sudah terpakai" in said
    assert Quota.objects.get().places == 40


@pytest.mark.django_db
def test_a_line_that_left_the_budget_is_offered_to_nobody(folder: Folder) -> None:
    folder.load()
    folder.edit("village_fund.csv", f"village_fund;{VILLAGE};2026;cash;36000000;assumed\n", "")
    folder.load(at=TOMORROW)
    with acting(system(CODE)):
        line = BudgetLine.objects.select_related("fund").get(area_code=VILLAGE)
        assert line.retired_at == TOMORROW
        assert funds.lines_for_area(VILLAGE, 2026) == []
    hand = Actor(
        label="Puskesos",
        district=CODE,
        officer=uuid7(),
        areas=(VILLAGE,),
        reads=frozenset({"money"}),
        rights=frozenset({"propose_spending"}),
    )
    with pytest.raises(InputError, match="line_retired"):
        propose(by=hand, line=line, amount=1, purpose="beras", at=TOMORROW)


@pytest.mark.django_db
def test_a_running_district_cannot_be_made_a_demonstration(folder: Folder) -> None:
    folder.load()
    assert "sungguhan" in refused(folder, demo=True)
    assert not District.objects.get(code=CODE).is_demo


@pytest.mark.slow
def test_a_second_load_waits_for_the_first(committed_db: object, folder: Folder) -> None:
    done: list[LoadReport] = []

    def load() -> None:
        done.append(folder.load())
        connection.close()

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PACK])
        second = threading.Thread(target=load)
        second.start()
        _until_somebody_waits()
        assert not done
    second.join(timeout=60)
    assert not done[0].unchanged
    assert folder.load().unchanged


def _until_somebody_waits() -> None:
    for _attempt in range(600):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    pytest.fail("nobody waited for the lock")


@pytest.mark.django_db
def test_what_the_pack_wrote_is_remembered_for_each_row(folder: Folder, tmp_path: Path) -> None:
    folder.load()
    row = PackRow.objects.get(district=CODE, kind="office", code="social")
    assert row.values["phone"] == "0341"
    assert row.values["retired"] is False
