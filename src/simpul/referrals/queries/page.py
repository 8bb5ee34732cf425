"""One referral as its page shows it, by what the reader's seat may read."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from simpul.cases.models import AskedNeed
from simpul.cases.permissions import can_open
from simpul.cases.queries import line_choices
from simpul.ground.actor import Actor, seeing
from simpul.ground.errors import NotVisibleError
from simpul.letters.queries import about as letters_about
from simpul.offices.models import NeedCategory, Reason, ReasonKind
from simpul.offices.queries import reasons
from simpul.places.queries import local_day, names_of
from simpul.programmes.queries import programme_by_code
from simpul.referrals.models import Referral, ReferralStep
from simpul.referrals.permissions import moves_of
from simpul.referrals.rules import is_late, is_silent
from simpul.referrals.states import Move, ReferralState
from simpul.referrals.types import MoneyChoice, ReferralPage, RefusalChoice, StepLine, Who
from simpul.registry.models import Person
from simpul.registry.queries import last4_of


def find(referral: UUID) -> Referral:
    """A referral the current actor sees, with its office.

    Raises:
        NotVisibleError: there is none in sight.
    """
    found = Referral.objects.select_related("to_office__district", "refusal").filter(pk=referral).first()
    if found is None:
        raise NotVisibleError("no_such_referral")
    return found


def asked_need(referral: Referral) -> AskedNeed:
    """The narrow view of its need: who, what kind, where. The need itself is read by government alone."""
    return AskedNeed.objects.select_related("person", "category").get(pk=referral.need_id)


def referral_page(referral: UUID, *, by: Actor, now: datetime) -> ReferralPage:
    """The page of a referral. That it was opened `actions.open_page` records, which pages call.

    Who reads no health data does not read the citizen's own words, only what is asked; who reads no identity
    data sees no digit of a number.

    Raises:
        NotVisibleError: the actor sees no such referral.
    """
    with seeing(by):
        found = find(referral)
        asked = asked_need(found)
        moves = moves_of(by, found)
        letter = next((line.id for line in letters_about("referral", found.pk)), None)
        return ReferralPage(
            id=found.pk,
            version=found.version,
            number=found.number,
            state=found.state,
            who=_who(asked.person, by),
            letter=letter,
            steps=_steps(found),
            moves=moves,
            lines=_lines(found, asked, by=by, now=now),
            refusals=_refusals(by.district) if str(Move.DECLINE) in moves else (),
            bodies=_bodies(asked.category) if str(Move.REST) in moves else (),
            **_of_need(found, asked, by),
            **_asked(found, now),
            **_answered(found),
        )


def _who(person: Person, by: Actor) -> Who:
    last4 = last4_of([person.pk]).get(person.pk, "") if "identity" in by.reads else ""
    return Who(
        id=person.pk,
        name=person.name,
        birth_year=person.birth_date.year if person.birth_date else person.birth_year,
        village=names_of([person.village_code]).get(person.village_code, ""),
        nik_masked=last4,
    )


def fund_of(referral: Referral) -> str:
    """Code of the fund that pays the programme that was asked for; empty where none is known."""
    code = referral.programme_code
    programme = programme_by_code(referral.district_code, code) if code else None
    return programme.fund_code if programme else ""


def _lines(referral: Referral, asked: AskedNeed, *, by: Actor, now: datetime) -> tuple[MoneyChoice, ...]:
    """What the office that accepted may offer of its own."""
    if referral.state != ReferralState.ACCEPTED or by.office != referral.to_office_id:
        return ()
    day = local_day(by.district, now)
    found = line_choices(asked.village_code, asked.category.code, by=by, today=day)
    fund = fund_of(referral)
    found = [line for line in found if fund in ("", line.fund.code)]
    return tuple(MoneyChoice(line=line.pk, name=line.name, left=line.left or 0) for line in found)


def _of_need(referral: Referral, asked: AskedNeed, by: Actor) -> dict[str, Any]:
    return {
        "case_id": asked.case_id,
        "ticket": asked.ticket,
        "opens_service": can_open(by),
        "category": asked.category.name,
        "words": referral.need.words if "health" in by.reads else "",
        "urgency": asked.urgency,
        "documents": tuple(asked.category.documents),
    }


def _asked(referral: Referral, now: datetime) -> dict[str, Any]:
    resting = referral.resting_since is not None
    return {
        "service": referral.service_name,
        "asked": referral.asked,
        "programme_code": referral.programme_code,
        "documents_complete": referral.documents_complete,
        "from_name": referral.from_name,
        "to_name": referral.to_name,
        "contact": referral.contact,
        "sent_at": referral.sent_at,
        "sent_by": referral.sent_by,
        "due_at": referral.due_at,
        "late": is_late(referral.state, referral.due_at, now, resting=resting),
        "silent": is_silent(referral.state, referral.due_at, now, resting=resting),
        "resting_for": referral.resting_for,
    }


def _answered(referral: Referral) -> dict[str, Any]:
    return {
        "refusal": referral.refusal.text if referral.refusal else "",
        "refusal_note": referral.refusal_note,
        "instead": referral.instead,
        "can_do": referral.can_do,
        "delivered_what": referral.delivered_what,
        "delivered_at": referral.delivered_at,
        "has_proof": referral.proof is not None,
        "arrived": referral.arrived,
        "arrived_note": referral.arrived_note,
    }


def _steps(referral: Referral) -> tuple[StepLine, ...]:
    steps = ReferralStep.objects.filter(referral=referral).order_by("at", "id")
    return tuple(StepLine(kind=step.kind, at=step.at, by=step.by, note=step.note) for step in steps)


def _refusals(district: str) -> tuple[RefusalChoice, ...]:
    return tuple(_refusal(reason) for reason in reasons(district, ReasonKind.REFUSE))


def _refusal(reason: Reason) -> RefusalChoice:
    return RefusalChoice(
        code=reason.code,
        text=reason.text,
        plain=reason.plain,
        instead=reason.instead,
        can_do=reason.can_do,
        needs_note=reason.needs_note,
    )


def _bodies(category: NeedCategory) -> tuple[tuple[str, str], ...]:
    """Bodies outside that the clock may rest for: those the category names, or all of the pack's."""
    known = [(reason.code, reason.text) for reason in reasons(category.district_id, ReasonKind.REST)]
    named = tuple(each for each in known if each[0] in category.outside_bodies)
    return named or tuple(known)
