"""Opening: a service for one person, its needs on the first step of their routes, its ticket and code."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from simpul.cases.actions.listing import link_proposal, registry_input
from simpul.cases.actions.numbers import give_number
from simpul.cases.actions.opening import begin, keep_in_sight, papers_input, place_needs
from simpul.cases.actions.steps import acts, lock_case, said, wait_for_household, written
from simpul.cases.events import CaseOpened
from simpul.cases.models import REPORTER_PHONE, Case, Enquiry, Need
from simpul.cases.permissions import check_can_take_in
from simpul.cases.queries.codes import complainant_index, index_of, seal_slip
from simpul.cases.types import NeedInput, Opening
from simpul.ground import audit
from simpul.ground.actor import Actor, elevated
from simpul.ground.errors import InputError, NotVisibleError
from simpul.ground.events import publish
from simpul.ground.keys import keyring
from simpul.offices import queries as offices
from simpul.offices.models import NeedCategory
from simpul.registry import actions as registry
from simpul.registry.models import Person


@dataclass(frozen=True)
class TakenIn:
    """What the opener gets back. `code` is stored nowhere and shown once; `slip` is the sealed address part.

    `told_about` is the person of the opening, who is not that of the case where nobody is to learn the name.

    `case` may be out of the opener's sight (a complaint about the village): show the slip, not the case.
    """

    case: Case
    code: str
    slip: str
    needs: tuple[Need, ...]
    told_about: UUID


@acts
def take_in(*, by: Actor, opening: Opening, at: datetime) -> TakenIn:
    """Open a service: the ticket, the code, each need on its route's first step with its clock running.

    A complaint about the village is opened above it and alone. Who complains is not kept, but for a keyed
    hash by which complaints are counted, unless they agreed to be named. Somebody without NIK or family card
    gets a need for those papers besides; whom the registry check found nowhere one for that, with a proposal
    for the next deliberation. What was brought before is linked to where it began and counted;
    from the third time on it is urgent.

    Args:
        by: who opens it.
        opening: person, needs and who asked.
        at: when.

    Raises:
        NotVisibleError: no such person in sight.
        NotAllowedError: not this seat's village.
        InputError: `need_missing`, `category_unknown`, `confidential_goes_behind_the_wall`,
            `complaint_alone`, `consent_missing`, `village_missing`, `person_died`, `number_in_text`; for a
            typed ticket `ticket_shape`, `ticket_check_digit`, `ticket_not_issued` or `ticket_used`.
        StateError: `no_office_for_step`.
    """
    registry.lock_household(by=by, person=opening.person)
    person = _person(opening.person)
    village = opening.village_code or person.village_code or _own_village(by)
    check_can_take_in(by, village)
    categories = _categories(by.district, opening.needs)
    _consent(by, person, opening, at)
    with elevated(by) as wide:
        ticket, code = give_number(by.district, opening.ticket, at=at)
        hidden = any(category.about_village for category in categories)
        unnamed = hidden and not any(each.named for each in opening.needs)
        told = _without_names(opening, unnamed=unnamed) if hidden else opening
        case = _case(by, person, told, at=at, ticket=ticket, village=village)
        case.code_index = index_of(code, ticket=ticket)
        asked = list(zip(categories, opening.needs, strict=True))
        missing = None if hidden else papers_input(person.pk, categories, district=by.district)
        drafts = [begin(case, category, each, at=at) for category, each in asked]
        drafts += [begin(case, *missing, at=at)] if missing else []
        if not hidden:
            listed = registry_input(person, categories, district=by.district)
            drafts += [begin(case, *listed, at=at)] if listed else []
            link_proposal(drafts, person, by=wide, at=at)
        if hidden:
            case.complainant = complainant_index(person.pk, named=not unnamed)
        needs = place_needs(case, drafts, by=wide, at=at, new=True, unnamed=unnamed)
        if not hidden:
            keep_in_sight(needs, of=by)
    audit.record("cases.take_in", by=by, kind="case", key=case.pk, label=ticket)
    publish(CaseOpened(case.pk))
    slip = seal_slip(ticket, code, seat=by.seat, at=at)
    return TakenIn(case, code, slip, tuple(needs), person.pk)


@acts
def add_need(*, by: Actor, case: Case | UUID, need: NeedInput, at: datetime) -> Need:
    """Add a need to a service; a closed service is open again.

    Raises:
        NotVisibleError: no such service, or not its person, in sight.
        NotAllowedError: not this seat's village.
        InputError: `category_unknown`, `confidential_goes_behind_the_wall`, `complaint_alone`, `person_died`.
        StateError: `no_office_for_step`.
    """
    wait_for_household(case.pk if isinstance(case, Case) else case)
    row = lock_case(case)
    check_can_take_in(by, row.village_code)
    (category,) = _categories(by.district, (need,))
    if category.about_village or len(row.scope_code) < len(row.village_code):
        raise InputError("complaint_alone", field="category")
    _person(row.person_id)
    if row.state == "closed":
        row.state, row.closed_at = "open", None
        row.save(update_fields=["state", "closed_at"])
    with elevated(by) as wide:
        draft = begin(row, category, need, at=at)
        link_proposal([draft], row.person, by=wide, at=at)
        (added,) = place_needs(row, [draft], by=wide, at=at, new=False)
        keep_in_sight([added], of=by)
    audit.record("cases.add_need", by=by, kind="case", key=row.pk, label=row.ticket)
    return added


@acts
def answer_enquiry(
    *, by: Actor, kind: str, words: str, answer: str, at: datetime, village_code: str = ""
) -> Enquiry:
    """Answer a question or take a suggestion in a minute, without a service and without a name.

    Raises:
        NotAllowedError: not this seat's village.
        InputError: `text_missing`.
    """
    village = village_code or _own_village(by)
    check_can_take_in(by, village)
    enquiry = Enquiry(
        district_code=by.district,
        village_code=village,
        kind="suggestion" if kind == "suggestion" else "question",
        words=written(words, "words"),
        answer=written(answer, "answer"),
        by=by.label,
        at=at,
    )
    Enquiry.objects.bulk_create([enquiry])
    audit.record("cases.answer_enquiry", by=by, kind="enquiry", key=enquiry.pk)
    return enquiry


def _person(key: UUID) -> Person:
    person = Person.objects.filter(pk=key).first()
    if person is None:
        raise NotVisibleError("no_such_person")
    if person.died_on is not None:
        raise InputError("person_died")
    return person


def _own_village(by: Actor) -> str:
    """The place of the seat, for somebody who lives nowhere in the district: helped where they are."""
    if not by.comes_from:
        raise InputError("village_missing", field="village_code")
    return by.comes_from[0]


def _categories(district: str, needs: tuple[NeedInput, ...]) -> list[NeedCategory]:
    if not needs:
        raise InputError("need_missing", field="category")
    known = {each.code: each for each in offices.categories(district)}
    found = [known.get(each.category) for each in needs]
    if None in found:
        raise InputError("category_unknown", field="category")
    chosen = [each for each in found if each is not None]
    if any(each.confidential for each in chosen):
        raise InputError("confidential_goes_behind_the_wall", field="category")
    if len(chosen) > 1 and any(each.about_village for each in chosen):
        raise InputError("complaint_alone", field="category")
    return chosen


def _consent(by: Actor, person: Person, opening: Opening, at: datetime) -> None:
    given = opening.consent
    if given is not None:
        registry.record_consent(
            by=by,
            person=person,
            basis=given.basis,
            read_aloud=given.read_aloud,
            given_by=given.given_by,
            at=at,
        )
    elif not person.consents.exists():
        raise InputError("consent_missing")


def _without_names(opening: Opening, *, unnamed: bool) -> Opening:
    """A complaint about the village: who reports is shown to nobody; unnamed, nor is who passed it on."""
    told = replace(opening, reporter=None, collector=None)
    return replace(told, source_name="", source_note="") if unnamed else told


def _case(by: Actor, person: Person, opening: Opening, *, at: datetime, ticket: str, village: str) -> Case:
    case = Case(
        district_code=by.district,
        scope_code=village,
        ticket=ticket,
        person=person,
        village_code=village,
        channel=opening.channel,
        source=opening.source,
        source_name=said(opening.source_name, "source_name"),
        source_note=said(opening.source_note, "source_note"),
        urgent=opening.urgent,
        opened_at=at,
        opened_by=by.label,
        opened_seat=by.seat,
        opened_office_id=by.office,
    )
    if opening.reporter is not None:
        case.reporter_name = said(opening.reporter.name, "reporter_name")
        case.reporter_relation = said(opening.reporter.relation, "reporter_relation")
        if opening.reporter.phone:
            case.reporter_phone = REPORTER_PHONE.seal(keyring(), case.pk, opening.reporter.phone.encode())
            case.reporter_key_id = keyring().key_ids[-1]
    if opening.collector is not None:
        case.collector_name = said(opening.collector.name, "collector_name")
        case.collector_relation = said(opening.collector.relation, "collector_relation")
        case.collector_proof = said(opening.collector.proof, "collector_proof")
    return case
