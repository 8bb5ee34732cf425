"""What is done with persons. Every verb checks the seat, writes the trail and says what happened."""

from __future__ import annotations

from simpul.registry.actions.doubts import open_doubt, settle_doubt
from simpul.registry.actions.editions import add_facts, open_edition, publish_edition
from simpul.registry.actions.findings import record_findings
from simpul.registry.actions.households import lock_household
from simpul.registry.actions.looking import look_up, view_person
from simpul.registry.actions.numbers import record_number, reveal_number
from simpul.registry.actions.people import add_person, add_unnamed, record_death
from simpul.registry.actions.records import decide_proposal, propose, record_check, record_consent
from simpul.registry.actions.sharing import open_to_office

__all__ = [
    "add_facts",
    "add_person",
    "add_unnamed",
    "decide_proposal",
    "lock_household",
    "look_up",
    "open_doubt",
    "open_edition",
    "open_to_office",
    "propose",
    "publish_edition",
    "record_check",
    "record_consent",
    "record_death",
    "record_findings",
    "record_number",
    "reveal_number",
    "settle_doubt",
    "view_person",
]
