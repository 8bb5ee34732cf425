"""Reading the counts: the leaders' page, months in a row, official rates, notices. Nobody is found here."""

from __future__ import annotations

from simpul.insight.queries.notices import notice_for, referrals_by_district, silent_offices
from simpul.insight.queries.overview import months, overview, row_of_months
from simpul.insight.queries.public import public_year
from simpul.insight.queries.rates import poverty_rates

__all__ = [
    "months",
    "notice_for",
    "overview",
    "poverty_rates",
    "public_year",
    "referrals_by_district",
    "row_of_months",
    "silent_offices",
]
