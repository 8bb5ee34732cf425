"""The two packs of this repository live side by side in one database."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import F

from simpul.adoption.load import load_pack
from simpul.offices.models import NeedCategory, Office, OfficeKind, RouteStep
from simpul.places.models import Area, AreaKind, District
from simpul.programmes.models import Programme
from tests.integration.adoption.conftest import MORNING, Folder

pytestmark = pytest.mark.django_db

BOTH = ("bantaeng", "brebes")


@pytest.mark.slow
def test_both_packs_load_and_load_again_without_a_word_changed() -> None:
    for name in BOTH:
        load_pack(settings.DISTRICTS / name, at=MORNING)
    assert set(District.objects.values_list("code", "timezone")) == {
        ("73.03", "Asia/Makassar"),
        ("33.29", "Asia/Jakarta"),
    }
    for code, villages in (("73.03", 67), ("33.29", 297)):
        kinds = (AreaKind.DESA, AreaKind.KELURAHAN)
        assert Area.objects.filter(district=code, kind__in=kinds).count() == villages
        assert Office.objects.filter(district=code, kind=OfficeKind.WELFARE_POST).count() == villages
        assert Programme.objects.filter(district=code).count() >= 20
        without = NeedCategory.objects.filter(district=code, route=None)
        assert not without.exists()
    crossed = RouteStep.objects.exclude(office=None).exclude(office__district=F("category__district"))
    assert not crossed.exists()
    for name in BOTH:
        assert load_pack(settings.DISTRICTS / name, at=MORNING).unchanged


@pytest.mark.slow
def test_both_demonstrations_load() -> None:
    for name in BOTH:
        load_pack(settings.DISTRICTS / name, at=MORNING, demo=True)
    assert District.objects.filter(is_demo=True).count() == 2


def test_the_command_says_what_it_did(folder: Folder) -> None:
    out = io.StringIO()
    call_command("pack", "load", str(folder.root), stdout=out)
    assert "Paket Kota Batu dimuat." in out.getvalue()
    assert "Kantor: 61 baru, 0 berubah, 0 tidak dipakai lagi." in out.getvalue()


def test_the_command_names_the_mistakes_and_fails(folder: Folder) -> None:
    folder.edit("district.yaml", "desk: desk", "desk: dsek")
    out = io.StringIO()
    with pytest.raises(CommandError, match="tidak dimuat"):
        call_command("pack", "load", str(folder.root), stdout=out)
    assert 'Kantor "dsek" tidak ada dalam paket' in out.getvalue()
