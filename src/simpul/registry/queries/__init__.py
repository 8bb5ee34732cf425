"""What the registry answers. Every answer holds only rows the actor sees, masked."""

from __future__ import annotations

from simpul.registry.queries.card import person_card
from simpul.registry.queries.doubts import doubt, doubts
from simpul.registry.queries.editions import current_edition, editions
from simpul.registry.queries.facts import facts_of
from simpul.registry.queries.findings import findings_of
from simpul.registry.queries.numbers import (
    check_new,
    has_number,
    holder_of,
    last4_of,
    phone_families,
    phone_limit,
    warnings_of,
)
from simpul.registry.queries.people import (
    entered_before,
    family_of,
    members_of,
    office_sees,
    open_proposal,
    person,
    steward_tasks,
    unlisted,
)
from simpul.registry.queries.search import search

__all__ = [
    "check_new",
    "current_edition",
    "doubt",
    "doubts",
    "editions",
    "entered_before",
    "facts_of",
    "family_of",
    "findings_of",
    "has_number",
    "holder_of",
    "last4_of",
    "members_of",
    "office_sees",
    "open_proposal",
    "person",
    "person_card",
    "phone_families",
    "phone_limit",
    "search",
    "steward_tasks",
    "unlisted",
    "warnings_of",
]
