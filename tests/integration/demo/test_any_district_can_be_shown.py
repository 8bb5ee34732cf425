"""A district nobody wrote a word about has its demonstration too, with what its starting pack knows."""

from __future__ import annotations

import pytest

from simpul.adoption.load import load_pack
from simpul.adoption.pack.new import new_pack
from simpul.cases.models import Case, Need
from simpul.demo.making import make_demo
from simpul.funds.models import Commitment
from simpul.ground.actor import acting, system
from simpul.places.models import Area
from simpul.registry.models import Person
from tests.integration.demo.conftest import NOW

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
CITY = "73.72"  # 22 kelurahan and no desa: no village fund at all


def test_a_new_pack_is_shown_without_a_story_of_its_own(tmp_path):
    folder = tmp_path / "new"
    new_pack(CITY, folder)
    load_pack(folder, at=NOW, demo=True)
    assert make_demo(CITY, folder, now=NOW)
    with acting(system(CITY)):
        villages = Area.objects.filter(district=CITY, kind="kelurahan").count()
        assert Person.objects.values("village_code").distinct().count() == villages + 1
        assert Case.objects.filter(source="aspiration").count() == 35
        assert Case.objects.count() > 80
        assert set(Need.objects.values_list("state", flat=True)) >= {"open", "acting", "referred", "closed"}
        assert not Commitment.objects.exists(), "a ceiling nobody knows spends nothing"
