"""The ways an ordinary service may go, each played by the seats whose hand it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
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
from simpul.offices import queries as offices
from simpul.offices.models import NeedCategory, Office, ReasonKind, RungKind
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
    urgency = random.choices("123", weights=(2, 12, 86))[0]
    needs = told.take_in(opener, person, {request.category.code: request.words}, at, urgency=urgency)
    return Service(told, person, request, needs[request.category.code], back)


def suits(way: Callable[[Service], None], category: NeedCategory, *, desa: bool) -> bool:
    """Whether a need of this category may go this way in a desa or a kelurahan."""
    if way in _OF_THE_VILLAGE and not category.village_may_settle:
        return False
    if way in _WITH_MONEY and not desa:
        return False
    return way not in _TO_AN_OFFICE or _asked_office(category) is not None


def opened(_service: Service) -> None:
    """Nobody has begun."""


def acting(service: Service) -> None:
    """Named to the facilitator, who has visited."""
    told = service.told
    seat = told.stage.seat(RoleCode.FACILITATOR, told.village)
    cases.assign(by=told.back, need=service.need.pk, seat=seat.pk, at=service.day(0, "13:10"))
    _visit(service, service.day(1, "10:00"))


def left_lying(service: Service) -> None:
    """One note, then nothing: it is late by now."""
    _note(service, "Diminta melengkapi berkas.", service.day(0, "14:00"))


def settled(service: Service) -> None:
    """Seen to in the village and closed there; mostly the family was asked."""
    _visit(service, service.day(1, "10:00"))
    told = service.told
    told.close(told.back, service.need, service.day(3, "14:00"), "met", note="Diselesaikan di desa.")
    if told.stage.random.random() < 0.8:
        cases.confirm(by=told.facilitator, need=service.need.pk, arrived=True, at=service.day(5, "09:30"))


def given(service: Service) -> None:
    """Neighbours gave; a record of handing over, and the family confirms."""
    _visit(service, service.day(1, "10:00"))
    _hand_over(service, service.day(3, "10:00"), source="Sumbangan warga")
    cases.confirm(by=service.told.facilitator, need=service.need.pk, arrived=True, at=service.day(5, "10:10"))


def asked_for_money(service: Service) -> None:
    """The post has asked the village's line; it waits for the head."""
    _propose(service)


def agreed(service: Service) -> None:
    """The head agreed; it waits for the treasurer."""
    _agree(service)


def paid(service: Service) -> None:
    """Paid with the number of the real book, handed over before witnesses, confirmed."""
    commitment = _agree(service)
    told, at = service.told, service.day(4, "10:00")
    number = told.stage.random.randint(20, 900)
    funds.pay(
        by=told.by(RoleCode.VILLAGE_TREASURER),
        commitment=commitment,
        book_reference=f"Siskeudes {number:04d}/KWT/{at.year} (contoh)",
        paid_on=at.date(),
        at=at,
    )
    _hand_over(service, service.day(4, "11:00"), source="Dana Desa", commitment=commitment)
    cases.confirm(by=told.facilitator, need=service.need.pk, arrived=True, at=service.day(6, "09:00"))


def gone_on(service: Service) -> None:
    """Tried, then sent on."""
    _go_on(service)


def gone_on_over_a_finding(service: Service) -> None:
    """Sent on although the system knew of money or of nothing tried; the reason stands written."""
    service.told.climb(
        service.told.back,
        service.need,
        service.day(1, "09:00"),
        "no_money",
        "beyond_authority",
        tried="Dibicarakan dengan perangkat desa.",
        over="Sisa anggaran sudah terikat keputusan musyawarah untuk kegiatan lain.",
    )


def came_back_down(service: Service) -> None:
    """Sent on and sent back, with the reason."""
    _go_on(service)
    held = service.told.need(service.need.pk)
    by = _holder(service, held)
    cases.descend(
        by=by,
        need=held.pk,
        reason=service.told.reason(ReasonKind.DESCEND, "settle_below", "papers_missing"),
        note="Masih ada sumber di desa; dicoba dahulu di sana.",
        at=service.day(3, "11:00"),
    )


def referred(service: Service) -> None:
    """A request lies at an office since a few days."""
    _ask(service)


def silent(service: Service) -> None:
    """A request the office has not answered in its time."""
    _ask(service)


def accepted(service: Service) -> None:
    """The office works on it."""
    _accept(service)


def resting(service: Service) -> None:
    """The office waits for a body outside; the clock rests."""
    asked, by = _accept(service)
    body = service.told.reason(ReasonKind.REST, *service.request.category.outside_bodies, "provinsi")
    referrals.rest(by=by, referral=asked, body=body, at=service.day(5, "10:00"))


def declined(service: Service) -> None:
    """Not now: with a reason, who is responsible instead, and what the family can do."""
    asked, by = _ask(service)
    reason = service.told.reason(ReasonKind.REFUSE, "papers_incomplete", "quota_full", "not_eligible")
    referrals.decline(by=by, referral=asked, reason=reason, note="", at=service.day(4, "14:00"))


def delivered(service: Service) -> None:
    """The office says it was given; the family has not been asked."""
    _deliver(service)


def arrived(service: Service) -> None:
    """Given, and the family says so too."""
    asked = _deliver(service)
    referrals.confirm_arrival(
        by=service.told.facilitator,
        referral=asked,
        arrived=True,
        note="Dilihat di rumah.",
        at=service.day(9, "10:00"),
    )


def did_not_arrive(service: Service) -> None:
    """Given by the office's word, but not to the family: back to its owner."""
    asked = _deliver(service)
    referrals.confirm_arrival(
        by=service.told.facilitator,
        referral=asked,
        arrived=False,
        note="Keluarga belum menerima; nama pengambil tidak dikenal.",
        at=service.day(9, "10:00"),
    )


def withdrawn(service: Service) -> None:
    """The family no longer needs it."""
    _visit(service, service.day(1, "10:00"))
    service.told.close(service.told.back, service.need, service.day(4, "09:00"), "own_way", "withdrawn")


def not_possible(service: Service) -> None:
    """Closed with a plain no."""
    _visit(service, service.day(1, "10:00"))
    note = "Syarat belum terpenuhi; dijelaskan di rumah, keberatan dapat diajukan ke sekretariat."
    service.told.close(service.told.back, service.need, service.day(5, "09:00"), "not_possible", note=note)


_OF_THE_VILLAGE = {settled, given, paid, agreed, asked_for_money, gone_on_over_a_finding}
_WITH_MONEY = {paid, agreed, asked_for_money, gone_on_over_a_finding}
_TO_AN_OFFICE = {
    came_back_down,
    gone_on,
    referred,
    silent,
    accepted,
    resting,
    declined,
    delivered,
    arrived,
    did_not_arrive,
}


def _note(service: Service, text: str, at: dt.datetime) -> None:
    cases.note(by=service.told.back, need=service.need.pk, text=text, at=at)


def _visit(service: Service, at: dt.datetime) -> None:
    text, result = service.told.stage.random.choice(
        (
            ("Keadaan rumah dilihat, keluarga ditanyai.", "Kebutuhannya nyata."),
            ("Bertemu di rumah; berkas difoto.", "Berkas lengkap."),
            ("Tetangga dan ketua RT ditanyai.", "Sesuai dengan yang disampaikan."),
        )
    )
    cases.visit(by=service.told.facilitator, need=service.need.pk, text=text, result=result, at=at)


def _hand_over(
    service: Service, at: dt.datetime, *, source: str, commitment: Commitment | None = None
) -> None:
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


def _propose(service: Service) -> Commitment:
    told = service.told
    _visit(service, service.day(1, "10:00"))
    link = cases.propose_help(
        by=told.back,
        need=service.need.pk,
        line=told.line(),
        amount=told.stage.random.choice(_HELP),
        purpose=service.request.category.name[:120],
        at=service.day(2, "09:00"),
    )
    return link.commitment


def _agree(service: Service) -> Commitment:
    return funds.agree(
        by=service.told.by(RoleCode.VILLAGE_HEAD), commitment=_propose(service), at=service.day(3, "09:30")
    )


def _go_on(service: Service) -> None:
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
        by = _holder(service, told.need(service.need.pk))


def _holder(service: Service, need: Need) -> Actor:
    """Who has a need in hand: the sub-district's welfare section, or the desk for all above."""
    if need.rung.kind == RungKind.SUBDISTRICT:
        return service.told.above(RoleCode.SUBDISTRICT_SUPERVISOR)
    return service.told.desk


def _asked_office(category: NeedCategory) -> Office | None:
    """The office on the route that a referral goes to."""
    steps = offices.route_of(category)
    kinds = {RungKind.AGENCY}
    return next((step.office for step in steps if step.rung.kind in kinds and step.office), None)


def _ask(service: Service) -> tuple[UUID, Actor]:
    """Sent on to the desk, which asks the office of the route."""
    _go_on(service)
    told, office = service.told, _asked_office(service.request.category)
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


def _accept(service: Service) -> tuple[UUID, Actor]:
    asked, by = _ask(service)
    referrals.accept(by=by, referral=asked, at=service.day(4, "10:00"))
    return asked, by


def _deliver(service: Service) -> UUID:
    asked, by = _accept(service)
    service.told.deliver(by, asked, service.day(8, "13:00"), "Diberikan menurut permohonan")
    return asked
