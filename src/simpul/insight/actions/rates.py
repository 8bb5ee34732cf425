"""Official poverty rates, taken in from a file with their source. Nothing here is ever computed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from simpul.ground import audit
from simpul.ground.actor import Actor, acting
from simpul.insight.models import PovertyRate
from simpul.insight.types import Rate
from simpul.places.models import District


def import_rates(*, by: Actor, district: District, rates: Sequence[Rate], at: datetime) -> int:
    """Keep published rates; one of the same area and time is replaced. Answers how many were taken in.

    Args:
        by: who imports.
        district: on whose pages they stand.
        rates: as `adapters.read_rates` gives them.
        at: now.
    """
    with acting(by):
        PovertyRate.objects.bulk_create(
            (
                PovertyRate(
                    district=district,
                    area_code=each.area_code,
                    year=each.year,
                    month=each.month,
                    percent=each.percent,
                    source=each.source,
                    imported_at=at,
                )
                for each in rates
            ),
            update_conflicts=True,
            unique_fields=["district", "area_code", "year", "month"],
            update_fields=["percent", "source", "imported_at"],
        )
        audit.record("insight.import_rates", by=by, kind="district", key=district.code)
    return len(rates)
