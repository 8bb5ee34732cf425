"""Official poverty rates, as they were imported."""

from __future__ import annotations

from simpul.insight.models import PovertyRate
from simpul.insight.types import PovertyRates, Rate

_SHOWN = 6


def poverty_rates(district: str) -> PovertyRates:
    """The district's last rates, and the latest of its province and of the nation.

    Args:
        district: code of the district.
    """
    rows = PovertyRate.objects.filter(district=district).order_by("year", "month")
    rates = [Rate(each.area_code, each.year, each.month, each.percent, each.source) for each in rows]
    own = [each for each in rates if each.area_code == district]
    beside = {each.area_code: each for each in rates if each.area_code != district}
    return PovertyRates(tuple(own[-_SHOWN:]), tuple(beside[code] for code in sorted(beside, reverse=True)))
