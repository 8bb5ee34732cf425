"""Tables of the floor `registry`."""

from __future__ import annotations

from simpul.registry.models.editions import Edition, FamilyFacts, PersonFacts
from simpul.registry.models.findings import Finding
from simpul.registry.models.numbers import IdentityNumber, NumberKind
from simpul.registry.models.people import Family, House, Membership, Person
from simpul.registry.models.records import Consent, Proposal, RegistryCheck

__all__ = [
    "Consent",
    "Edition",
    "Family",
    "FamilyFacts",
    "Finding",
    "House",
    "IdentityNumber",
    "Membership",
    "NumberKind",
    "Person",
    "PersonFacts",
    "Proposal",
    "RegistryCheck",
]
