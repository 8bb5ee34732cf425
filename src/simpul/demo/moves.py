"""The moves that the ways of ordinary services are made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from simpul.cases import actions as cases
from simpul.cases.models import Need
from simpul.demo.requests import Request
from simpul.demo.stage import NotOnStageError
from simpul.demo.telling import Telling
from simpul.funds import actions as funds
from simpul.funds.models import Commitment
from simpul.ground.actor import Actor
from simpul.offices.models import RungKind
from simpul.offices.types import RoleCode
from simpul.referrals import actions as referrals
from simpul.registry.models import Person

_ASKABLE = {RungKind.DISTRICT_DESK, RungKind.AGENCY}
_HELP = (250_000, 300_000, 450_000, 600_000)


@dataclass
class Service:
    """A service that was just opened, `back` working days ago."""

    told: Telling
    person: Person
    request: Request
    need: Need
    back: int

    def day(self, after: int, clock: str) -> dt.datetime:
        """A moment `after` working days later, never in the future."""
        return self.told.stage.workday(max(0, self.back - after), clock)


def begin(told: Telling, person: Person, request: Request, back: int) -> Service:
    """Somebody comes to the village: the registry is looked up and the service opened."""
    random = told.stage.random
    opener = told.by(random.choice((RoleCode.FACILITATOR, RoleCode.WELFARE_POST_FRONT)))
    clock = f"{random.randint(8, 10):02d}:{random.randint(0, 49):02d}"
    at = told.stage.workday(back, clock)
    told.look(opener, person, at)
    urgent = random.random() < (0.3 if request.category.sector == "health" else 0.05)
    needs = told.take_in(
        opener, person, {request.category.code: request.words}, at, urgency="2" if urgent else "3"
    )
    return Service(told, person, request, needs[request.category.code], back)


def note(service: Service, text: str, at: dt.datetime) -> None:
    """Write something down."""
    cases.note(by=service.told.back, need=service.need.pk, text=text, at=at)


def visit(service: Service, at: dt.datetime) -> None:
    """The facilitator comes to the house."""
    text, result = service.told.stage.random.choice(
        (
            ("Keadaan rumah dilihat, keluarga ditanyai.", "Kebutuhannya nyata."),
            ("Bertemu di rumah; berkas difoto.", "Berkas lengkap."),
            ("Tetangga dan ketua RT ditanyai.", "Sesuai dengan yang disampaikan."),
        )
    )
    cases.visit(by=service.told.facilitator, need=service.need.pk, text=text, result=result, at=at)


def hand_over(
    service: Service, at: dt.datetime, *, source: str, commitment: Commitment | None = None
) -> None:
    """Help is put into somebody's hands before two witnesses."""
    cases.record_handover(
        by=service.told.back,
        need=service.need.pk,
        what="Bantuan sesuai kebutuhan yang disampaikan",
        source_of_funds=source,
        received_by=service.person.name,
        relation="diri sendiri",
        mark="thumbprint",
        witnesses="Ketua RT (contoh) dan kader (contoh)",
        commitment=commitment,
        at=at,
    )


def propose(service: Service) -> Commitment:
    """The post asks its village's line for money."""
    told = service.told
    visit(service, service.day(1, "10:00"))
    link = cases.propose_help(
        by=told.back,
        need=service.need.pk,
        line=told.line_for(service.request.category),
        amount=told.stage.random.choice(_HELP),
        purpose=service.request.category.name[:120],
        at=service.day(2, "09:00"),
    )
    return link.commitment


def agree(service: Service) -> Commitment:
    """The head agrees to what was asked for."""
    return funds.agree(
        by=service.told.by(RoleCode.VILLAGE_HEAD), commitment=propose(service), at=service.day(3, "09:30")
    )


def go_on(service: Service) -> None:
    """Try, then send on until an office or the desk has it."""
    told, by = service.told, service.told.back
    cases.attempt(
        by=by,
        need=service.need.pk,
        text="Dicari di desa: kas, sumbangan, dan program yang ada.",
        result="Belum mencukupi.",
        at=service.day(1, "11:00"),
    )
    while told.need(service.need.pk).rung.kind not in _ASKABLE:
        told.climb(
            by,
            service.need,
            service.day(2, "09:00"),
            "beyond_authority",
            "no_programme",
            tried="Sudah dicoba di tempat; yang berwenang kantor lain.",
        )
        by = holder(service, told.need(service.need.pk))


def holder(service: Service, need: Need) -> Actor:
    """Who has a need in hand: the sub-district's welfare section, or the desk for all above."""
    if need.rung.kind == RungKind.SUBDISTRICT:
        return service.told.above(RoleCode.SUBDISTRICT_SUPERVISOR)
    return service.told.desk


def ask(service: Service) -> tuple[UUID, Actor]:
    """Sent on to the desk, which asks the office of the route."""
    go_on(service)
    told, office = service.told, service.request.office
    if office is None:
        raise NotOnStageError(service.request.category.code)
    asked = told.refer(
        told.desk,
        service.need,
        office,
        service.day(3, "10:00"),
        service=service.request.category.name[:150],
        asked=service.request.words,
        documents_complete=told.stage.random.random() < 0.8,
    )
    return asked, told.stage.answering(office)


def accept(service: Service) -> tuple[UUID, Actor]:
    """The office that was asked says yes."""
    asked, by = ask(service)
    referrals.accept(by=by, referral=asked, at=service.day(4, "10:00"))
    return asked, by


def deliver(service: Service) -> UUID:
    """The office says what it gave; answers the key of the request."""
    asked, by = accept(service)
    service.told.deliver(by, asked, service.day(8, "13:00"), "Diberikan menurut permohonan")
    return asked
