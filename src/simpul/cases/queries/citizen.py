"""What a citizen reads: where it is now, whose turn, until when, what to bring, whom to ask. Nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from simpul.cases.models import Case, Movement, Need
from simpul.cases.queries.codes import SealedSlip
from simpul.cases.rules import is_late
from simpul.cases.states import MovementKind, NeedState
from simpul.offices import queries as offices
from simpul.offices.models import Office, RungKind
from simpul.places.models import District


@dataclass(frozen=True)
class CitizenNeed:
    """One need in plain words: `answer` and `can_do` are the last coded answer's own plain words."""

    what: str
    icon: str
    state: str
    where: str
    until: datetime | None
    late: bool
    resting_for: str
    bring: tuple[str, ...]
    answer: str
    can_do: str


@dataclass(frozen=True)
class Contact:
    """Whom to ask."""

    name: str
    phone: str
    address: str


@dataclass(frozen=True)
class CitizenStatus:
    """A service as its family reads it."""

    ticket: str
    opened_at: datetime
    closed: bool
    needs: tuple[CitizenNeed, ...]
    ask: Contact
    district: str
    timezone: str


@dataclass(frozen=True)
class Slip:
    """What is printed: number, code, until when, whom to ask, where a levy is reported. No name, no need."""

    ticket: str
    code: str
    opened_at: datetime
    until: datetime | None
    icon: str
    ask: Contact
    levy_report: str
    district: str


def citizen_status(case: Case, *, now: datetime) -> CitizenStatus:
    """The status of a service. Ask with the district in view: a citizen holds no seat."""
    needs = list(_needs(case))
    answers = _answers(needs)
    district = _district(case)
    return CitizenStatus(
        ticket=case.ticket,
        opened_at=case.opened_at,
        closed=case.state == "closed",
        needs=tuple(_plain(need, answers, now) for need in needs),
        ask=_contact(case, needs),
        district=district.name,
        timezone=district.timezone,
    )


def slip_of(case: Case, sealed: SealedSlip) -> Slip:
    """The slip of a service. Ask with the district in view: the opener may not see it any more."""
    needs = list(_needs(case))
    moments = [need.due_at for need in needs if need.due_at is not None]
    district = _district(case)
    return Slip(
        ticket=case.ticket,
        code=sealed.code,
        opened_at=case.opened_at,
        until=min(moments, default=None),
        icon="ticket",
        ask=_contact(case, needs),
        levy_report=str(district.settings.get("levy_report", "")),
        district=district.name,
    )


def _needs(case: Case) -> list[Need]:
    return list(
        Need.objects.filter(case=case)
        .select_related("category", "office", "rung", "result")
        .order_by("opened_at", "id")
    )


def _answers(needs: list[Need]) -> dict[object, Movement]:
    """The last answer of each need that carries plain words and is not for those above alone."""
    kinds = (MovementKind.DECLINED, MovementKind.DESCENDED, MovementKind.REFERRED)
    rows = Movement.objects.filter(need__in=needs, kind__in=kinds, above_only=False)
    return {(row.need_id, row.kind): row for row in rows.select_related("reason").order_by("at", "id")}


def _plain(need: Need, answers: dict[object, Movement], now: datetime) -> CitizenNeed:
    resting = need.resting_since is not None
    asked = answers.get((need.pk, MovementKind.REFERRED))
    referred = need.state == NeedState.REFERRED and asked is not None
    said = answers.get((need.pk, MovementKind.DECLINED)) or answers.get((need.pk, MovementKind.DESCENDED))
    reason = need.result or (said.reason if said else None)
    return CitizenNeed(
        what=need.category.plain_name,
        icon=need.category.icon,
        state=need.state,
        where=asked.to_office if referred and asked else need.office.name,
        until=None if resting or need.state == NeedState.CLOSED else need.due_at,
        late=need.state != NeedState.CLOSED and is_late(need.due_at, now, resting=resting),
        resting_for=need.resting_for,
        bring=tuple(need.category.documents) if need.state != NeedState.CLOSED else (),
        answer=reason.plain if reason else "",
        can_do=reason.can_do if reason else "",
    )


def _contact(case: Case, needs: list[Need]) -> Contact:
    """The Puskesos of the village; for a complaint about the village, the office that has it."""
    hidden = any(need.category.about_village for need in needs)
    own = offices.office_for(RungKind.VILLAGE, case.village_code, district=case.district_code)
    office: Office | None = needs[0].office if hidden or (own is None and needs) else own
    return Contact(office.name, office.phone, office.address) if office else Contact("", "", "")


def _district(case: Case) -> District:
    return District.objects.get(pk=case.district_code)
