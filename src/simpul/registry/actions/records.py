"""What is recorded of a person's standing: consent, registry check, proposal."""

from __future__ import annotations

from datetime import datetime

from simpul.ground import audit
from simpul.ground.actor import Actor, acting
from simpul.ground.errors import InputError, NotVisibleError, StateError
from simpul.ground.events import publish
from simpul.offices.queries import check_still_seated
from simpul.places.queries import district, local_day
from simpul.registry.actions.households import lock_household
from simpul.registry.events import ProposalOpened
from simpul.registry.models import Consent, FamilyFacts, Person, PersonFacts, Proposal, RegistryCheck
from simpul.registry.permissions import check_can_decide_proposal, check_can_take_in
from simpul.registry.queries import current_edition, family_of
from simpul.registry.queries import person as seen_person
from simpul.registry.queries.people import OPEN, REVIEW
from simpul.registry.rules import check_reason, check_text, checked_look
from simpul.registry.types import BASES, ManualLook

PROPOSAL_BASES = ("deliberation", "sptjm")


def record_consent(
    *, by: Actor, person: Person, basis: str, read_aloud: bool, given_by: str, at: datetime
) -> Consent:
    """Record that the notice was read, on which basis the data are used, and who agreed.

    Raises:
        InputError: `basis_unknown`, or `notice_not_read` (consent needs the notice read aloud).
    """
    check_can_take_in(by)
    if basis not in BASES:
        raise InputError("basis_unknown", field="basis")
    if basis == "consent" and not read_aloud:
        raise InputError("notice_not_read", field="read_aloud")
    with acting(by):
        check_still_seated(by, at=at)
        seen_person(person.pk, by=by)
        lock_household(by=by, person=person.pk)
        consent = Consent.objects.create(
            person=person,
            notice_version=district(by.district).notice_version,
            basis=basis,
            read_aloud=read_aloud,
            given_by=check_text(given_by, field="given_by"),
            taken_by=by.label,
            at=at,
        )
        audit.record("registry.record_consent", by=by, kind="person", key=person.pk, label=basis)
        return consent


def record_check(*, by: Actor, person: Person, manual: ManualLook | None, at: datetime) -> RegistryCheck:
    """Record what the dated copy says of a person, and what somebody saw today by hand.

    Raises:
        InputError: as `rules.checked_look`.
        NotVisibleError: the actor does not see the person.
    """
    check_can_take_in(by)
    today = local_day(by.district, at)
    if manual is not None:
        looked_on = local_day(by.district, manual.looked_at)
        manual = checked_look(manual, at=at, today=today, looked_on=looked_on)
    with acting(by):
        check_still_seated(by, at=at)
        seen_person(person.pk, by=by)
        lock_household(by=by, person=person.pk)
        check = RegistryCheck(person=person, looked_by=by.label, at=at, found=False)
        _fill_from_copy(check, person)
        if manual is not None:
            _fill_by_hand(check, manual)
        check.save(force_insert=True)
        audit.record("registry.record_check", by=by, kind="person", key=person.pk)
        return check


def _fill_from_copy(check: RegistryCheck, person: Person) -> None:
    edition = current_edition(person.district_code)
    if edition is None:
        return
    check.edition, check.edition_name, check.as_of = edition, edition.name, edition.as_of
    family = family_of(person.pk)
    row = FamilyFacts.objects.filter(edition=edition, family=family).first() if family else None
    check.decile = row.decile if row else None
    check.found = row is not None or PersonFacts.objects.filter(edition=edition, person=person).exists()


def _fill_by_hand(check: RegistryCheck, manual: ManualLook) -> None:
    check.manual_at = manual.looked_at
    check.siks_found, check.siks_decile, check.siks_note = (
        manual.siks_found,
        manual.siks_decile,
        manual.siks_note,
    )
    check.jkn_state, check.jkn_segment = manual.jkn_state, manual.jkn_segment
    check.jkn_inactive_since = manual.jkn_inactive_since


def propose(*, by: Actor, person: Person, basis: str, reason: str, at: datetime) -> Proposal:
    """Propose that a person enter the registry: by the next deliberation, or by SPTJM at once.

    Raises:
        InputError: `basis_unknown`, or `reason_short` (SPTJM says why it cannot wait).
        StateError: `proposal_open`, one is open already.
    """
    check_can_take_in(by)
    if basis not in PROPOSAL_BASES:
        raise InputError("basis_unknown", field="basis")
    reason = check_reason(reason) if basis == "sptjm" else check_text(reason, field="reason")
    with acting(by):
        check_still_seated(by, at=at)
        seen_person(person.pk, by=by)
        lock_household(by=by, person=person.pk)
        Person.objects.select_for_update().get(pk=person.pk)
        if Proposal.objects.filter(person=person, state=OPEN).exists():
            raise StateError("proposal_open")
        proposal = Proposal.objects.create(
            person=person, family=family_of(person.pk), basis=basis, reason=reason, made_by=by.label, at=at
        )
        audit.record("registry.propose", by=by, kind="person", key=person.pk, label=basis)
        publish(ProposalOpened(person.pk, proposal.pk))
        return proposal


def decide_proposal(*, by: Actor, proposal: Proposal, accepted: bool, result: str, at: datetime) -> Proposal:
    """Type in what became of a proposal, or of a doubt a steward was asked to look at.

    Raises:
        StateError: `proposal_decided`.
        InputError: `reason_short`.
    """
    check_can_decide_proposal(by)
    result = check_reason(result, field="result")
    with acting(by):
        check_still_seated(by, at=at)
        locked = Proposal.objects.select_for_update().filter(pk=proposal.pk).first()
        if locked is None:
            raise NotVisibleError("no_such_proposal")
        if locked.state not in {OPEN, REVIEW}:
            raise StateError("proposal_decided")
        locked.state = "accepted" if accepted else "refused"
        locked.result, locked.decided_by, locked.decided_at = result, by.label, at
        locked.save(update_fields=["state", "result", "decided_by", "decided_at"])
        audit.record("registry.decide_proposal", by=by, kind="proposal", key=locked.pk, label=locked.state)
        return locked
