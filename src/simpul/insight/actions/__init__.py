"""What insight writes: counts made anew, official figures taken in, notices to offices past their time."""

from __future__ import annotations

from simpul.insight.actions.counting import GRACE_HOURS, MONTHS, refresh
from simpul.insight.actions.notices import answer_notice
from simpul.insight.actions.rates import import_rates

__all__ = ["GRACE_HOURS", "MONTHS", "answer_notice", "import_rates", "refresh"]
