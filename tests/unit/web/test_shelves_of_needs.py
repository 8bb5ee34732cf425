"""A long list of needs stands on shelves, and no need falls off."""

from __future__ import annotations

from typing import get_args

from simpul.adoption.pack.schema.needs import Need
from simpul.offices.models import NeedCategory
from simpul.web.intake.shelves import shelves

SECTORS = get_args(Need.model_fields["sector"].annotation)


def _category(sector: str) -> NeedCategory:
    return NeedCategory(code=sector or "none", name=sector, plain_name=sector, icon="x", sector=sector)


def test_every_sector_a_pack_may_name_has_its_shelf() -> None:
    found = shelves(_category(sector) for sector in SECTORS)
    assert "lainnya" not in {shelf.slug for shelf in found}
    assert sorted(each.code for shelf in found for each in shelf.categories) == sorted(SECTORS)


def test_a_sector_nobody_knows_is_put_at_the_end() -> None:
    found = shelves([_category("weaving"), _category(""), _category("health")])
    assert [(shelf.slug, [each.sector for each in shelf.categories]) for shelf in found] == [
        ("kesehatan", ["health"]),
        ("lainnya", ["weaving", ""]),
    ]


def test_empty_shelves_are_left_out_and_order_is_kept() -> None:
    first, second = _category("grievance"), _category("enquiry")
    assert [shelf.categories for shelf in shelves([first, second])] == [[first, second]]
