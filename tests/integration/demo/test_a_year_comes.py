"""A year of services comes into a demonstration: played and copied, sealed, within every rule."""

from __future__ import annotations

import datetime as dt

import psycopg
import pytest
from django.db.models import Count, F, Q, Sum

from simpul.adoption.load import load_pack
from simpul.cases.models import Case, Handover, Movement, Need
from simpul.cases.states import NeedState
from simpul.config.embedded import Urls
from simpul.demo.entering import NoDemoError
from simpul.demo.making import set_up
from simpul.demo.proving import FAMILY
from simpul.demo.year.making import Progress, Year, YearError, make_year
from simpul.demo.year.shares import after
from simpul.funds.models import BudgetLine, Commitment
from simpul.ground.actor import acting, system
from simpul.ground.chain_check import verify
from simpul.ground.keys import keyring
from simpul.ground.models import AuditLine
from simpul.insight.models import NeedCount
from simpul.places.models import District
from simpul.referrals.models import Referral
from simpul.registry.models import Person
from tests.integration.demo.conftest import NOW, PACK

pytestmark = pytest.mark.slow
CODE = "73.03"
EVERYTHING = system(CODE)
WISH = Year(CODE, services=400, played=40)


class _StoppedError(Exception):
    """Somebody ended the run."""


@pytest.fixture
def people(committed_db: Urls) -> Urls:
    """A demonstration with people and officers, in which nothing has happened."""
    load_pack(PACK, at=NOW, demo=True)
    set_up(District.objects.get(), EVERYTHING, PACK, NOW)
    return committed_db


def _quiet(_progress: Progress) -> None:
    """Nobody listens."""


def test_a_year_goes_on_after_a_stop_and_keeps_every_rule(people):
    def stop(progress: Progress) -> None:
        if progress.step == "copy" and progress.done > 120:
            raise _StoppedError

    with pytest.raises(_StoppedError):
        make_year(WISH, owner=people.owner, now=NOW, tell=stop)
    with acting(EVERYTHING):
        half = Case.objects.count()
    assert 40 < half < 400
    later = NOW + dt.timedelta(hours=3)
    assert make_year(WISH, owner=people.owner, now=later, tell=_quiet)
    assert not make_year(WISH, owner=people.owner, now=later, tell=_quiet)
    with pytest.raises(YearError, match="another_year"):
        make_year(Year(CODE, services=401, played=40), owner=people.owner, now=later, tell=_quiet)

    with psycopg.connect(people.owner, autocommit=True) as connection:
        report = verify(connection, keyring())
    assert report.faults == []
    assert report.lines > 400 * 4
    with acting(EVERYTHING):
        _look_at_services()
        _look_at_money()


def _look_at_services() -> None:
    assert Case.objects.count() == 400
    copies = Case.objects.filter(pk__lt=after(1_000))
    assert copies.count() == 360
    assert set(Need.objects.values_list("state", flat=True)) == set(NeedState)
    first = Case.objects.earliest("opened_at").opened_at
    assert NOW - dt.timedelta(days=410) < first < NOW - dt.timedelta(days=300)
    assert Case.objects.latest("opened_at").opened_at <= NOW
    assert copies.values("village_code").distinct().count() > 60
    assert Case.objects.values("person").annotate(many=Count("pk")).filter(many__gt=2).count() < 4
    assert not AuditLine.objects.filter(verb="cases.take_in", at__gt=NOW).exists()
    for case in copies.select_related("person").prefetch_related("needs")[:200]:
        assert case.person.village_code == case.village_code == case.scope_code
        lines = AuditLine.objects.filter(kind="case", key=str(case.pk), verb="cases.take_in")
        assert lines.get().label == case.ticket
        for need in case.needs.all():
            assert need.office.area_code in {case.village_code, case.village_code[:8], CODE}
            assert Movement.objects.filter(need=need).exists()
    handed = Handover.objects.filter(need__case__in=copies).select_related("need__case__person")
    assert handed
    assert all(each.number == f"{each.need.case.ticket}/ST-1" for each in handed)
    # What a closing asks for as proof was handed to the family, which is not named.
    named = [each for each in handed if each.received_by != FAMILY]
    assert named
    assert all(each.received_by == each.need.case.person.name for each in named)
    for asked in Referral.objects.filter(need__case__in=copies).select_related("need__case", "to_office"):
        seen_by = Person.objects.get(pk=asked.need.case.person_id).shared_with
        assert asked.to_office_id in seen_by
    assert NeedCount.objects.aggregate(all=Sum("came_in"))["all"] >= 400


def _look_at_money() -> None:
    assert Commitment.objects.filter(state="paid").exists()
    sums = BudgetLine.objects.annotate(
        agreed=Sum("commitments__amount", filter=Q(commitments__state="agreed"), default=0),
        given=Sum("commitments__amount", filter=Q(commitments__state="paid"), default=0),
    )
    wrong = sums.exclude(committed=F("agreed"), paid=F("given"))
    assert not wrong.exists()


def test_no_year_comes_into_a_real_district_or_before_the_demonstration(committed_db):
    load_pack(PACK, at=NOW, demo=True)
    with pytest.raises(YearError, match="year_before_demo"):
        make_year(WISH, owner=committed_db.owner, now=NOW, tell=_quiet)
    District.objects.update(is_demo=False)
    with pytest.raises(NoDemoError):
        make_year(WISH, owner=committed_db.owner, now=NOW, tell=_quiet)
