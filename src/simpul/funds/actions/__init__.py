"""Verbs that write of the floor `funds`: a mirror of the real books, never a second ledger."""

from __future__ import annotations

from simpul.funds.actions.ceilings import set_ceiling, set_ceilings
from simpul.funds.actions.hands import agree, pay, propose, refuse
from simpul.funds.actions.releasing import release, release_ended

__all__ = ["agree", "pay", "propose", "refuse", "release", "release_ended", "set_ceiling", "set_ceilings"]
