"""A whole district's people come into a demonstration: all of them, once, sealed, after a kill as well."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from typing import Any

import pytest
from django.db.models import Count

from simpul.adoption.load import load_pack
from simpul.config.embedded import Urls
from simpul.demo.crowding import CrowdError, Wish, make_crowd
from simpul.demo.entering import NoDemoError
from simpul.demo.making import received_programmes
from simpul.demo.population.people import FamilyDraft, Member
from simpul.demo.population.writing import Writer
from simpul.ground.actor import acting, system
from simpul.places.models import District
from simpul.registry import queries as registry
from simpul.registry.adapters import open_number
from simpul.registry.models import Family, FamilyFacts, IdentityNumber, Membership, Person, PersonFacts
from tests.databases import SIMPUL, environment
from tests.integration.demo.conftest import NOW, PACK

pytestmark = pytest.mark.slow
CODE = "73.03"
EVERYTHING = system(CODE)


@pytest.fixture
def small_demo(committed_db: Urls) -> Urls:
    """A loaded district with one family of its own."""
    load_pack(PACK, at=NOW, demo=True)
    with acting(EVERYTHING):
        programmes = received_programmes(CODE)
    writer = Writer(EVERYTHING, programmes)
    woman = Member("Sitti Contoh", "P", NOW.date().replace(year=1970), "head", nik="7303015207709950")
    told = FamilyDraft([woman], 0.1, kk="7303010101209950", facts={"decile": 1, "size": 1})
    writer.add(told, "73.03.01.1001", chance=0)
    writer.write(NOW)
    return committed_db


def command(urls: Urls, *options: str) -> list[str]:
    return [SIMPUL, "demo_population", str(PACK), *options]


def run(urls: Urls, *options: str) -> str:
    done = subprocess.run(
        command(urls, *options),
        env=environment(urls, SIMPUL_DEMO="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_everybody_comes_once_sealed_and_known(small_demo):
    said = run(small_demo, "--families", "400", "--processes", "2")
    assert "400 dari 400 keluarga" in said
    assert "Penduduk contoh siap." in said
    with acting(EVERYTHING):
        assert Family.objects.count() == 401
        edition = registry.current_edition(CODE)
        assert 340 < FamilyFacts.objects.filter(edition=edition).count() < 401
        assert FamilyFacts.objects.filter(
            edition=edition, family__village_code="73.03.01.1001", size=1
        ).exists()
        persons = Person.objects.count()
        assert PersonFacts.objects.filter(edition=edition).count() > 0.8 * persons
        assert Membership.objects.filter(until=None).count() == persons
        assert Membership.objects.filter(until=None, relation="head").count() == 401
        villages = Family.objects.values("village_code").annotate(many=Count("id"))
        assert len(villages) == 67
        nik = (
            IdentityNumber.objects.filter(kind="nik", valid_until=None)
            .select_related("person")
            .order_by("-id")[0]
        )
        found = registry.holder_of(open_number(nik.pk, nik.cipher), kind="nik", by=EVERYTHING)
        assert found == nik.person
        assert Person.pgh_event_model.objects.count() >= persons, "history sees what is copied"


def test_a_second_crowd_is_the_first_or_none(small_demo):
    assert "siap" in run(small_demo, "--families", "70")
    assert "Penduduk contoh sudah ada." in run(small_demo, "--families", "70")
    assert "70-1" in run(small_demo, "--families", "80")
    assert "70-1" in run(small_demo, "--families", "70", "--seed", "2")
    with acting(EVERYTHING):
        assert Family.objects.count() == 71


def test_a_killed_run_goes_on_where_it_was(small_demo):
    env = environment(small_demo, SIMPUL_DEMO="1", PYTHONUNBUFFERED="1")
    process = subprocess.Popen(
        command(small_demo, "--families", "4000", "--processes", "2"),
        env=env,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    said = run(small_demo, "--families", "4000", "--processes", "1")
    before = re.search(r"^(\d+) keluarga sudah ada", said, re.MULTILINE)
    assert before is not None, said
    assert 0 < int(before[1]) < 4000
    with acting(EVERYTHING):
        assert Family.objects.count() == 4001


def test_nobody_comes_into_a_real_district_or_before_the_demonstration(committed_db):
    load_pack(PACK, at=NOW, demo=True)
    wish = Wish(CODE, 10)
    with pytest.raises(CrowdError, match="crowd_before_demo"):
        make_crowd(wish, owner=committed_db.owner, now=NOW, tell=_quiet)
    District.objects.update(is_demo=False)
    with pytest.raises(NoDemoError):
        make_crowd(wish, owner=committed_db.owner, now=NOW, tell=_quiet)


def _quiet(_progress: Any) -> None:
    """Nobody listens."""
