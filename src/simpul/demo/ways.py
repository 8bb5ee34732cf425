"""The ways an ordinary service may go, each played by the seats whose hand it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from simpul.cases import actions as cases
from simpul.demo.moves import (
    Service,
    accept,
    agree,
    ask,
    begin,
    deliver,
    go_on,
    hand_over,
    holder,
    note,
    propose,
    visit,
)
from simpul.demo.requests import Request, Requests
from simpul.demo.telling import Telling
from simpul.funds import actions as funds
from simpul.offices.models import ReasonKind
from simpul.offices.types import RoleCode
from simpul.referrals import actions as referrals

__all__ = ["Service", "begin"]


def suits(way: Callable[[Service], None], request: Request, *, desa: bool) -> bool:
    """Whether a request may go this way in a desa or a kelurahan."""
    if way in _OF_THE_VILLAGE and not request.category.village_may_settle:
        return False
    if way in _WITH_MONEY and not desa:
        return False
    if way in _UNHURRIED and request.hours < _THREE_DAYS:
        return False
    return way not in _TO_AN_OFFICE or request.office is not None


def opened(_service: Service) -> None:
    """Nobody has begun."""


def acting(service: Service) -> None:
    """Named to the facilitator, who has visited."""
    told = service.told
    seat = told.stage.seat(RoleCode.FACILITATOR, told.village)
    cases.assign(by=told.back, need=service.need.pk, seat=seat.pk, at=service.day(0, "13:10"))
    visit(service, service.day(1, "10:00"))


def left_lying(service: Service) -> None:
    """One note, then nothing: it is late by now."""
    note(service, "Diminta melengkapi berkas.", service.day(0, "14:00"))


def settled(service: Service) -> None:
    """Seen to in the village and closed there; mostly the family was asked."""
    visit(service, service.day(1, "10:00"))
    told = service.told
    told.close(told.back, service.need, service.day(3, "14:00"), "met", note="Diselesaikan di desa.")
    if told.stage.random.random() < 0.8:
        cases.confirm(by=told.facilitator, need=service.need.pk, arrived=True, at=service.day(5, "09:30"))


def given(service: Service) -> None:
    """Neighbours gave; a record of handing over, and the family confirms."""
    visit(service, service.day(1, "10:00"))
    hand_over(service, service.day(3, "10:00"), source="Sumbangan warga")
    service.told.confirmed(service.need, service.day(5, "10:10"))


def asked_for_money(service: Service) -> None:
    """The post has asked the village's line; it waits for the head."""
    propose(service)


def agreed(service: Service) -> None:
    """The head agreed; it waits for the treasurer."""
    agree(service)


def paid(service: Service) -> None:
    """Paid with the number of the real book, handed over before witnesses, confirmed."""
    commitment = agree(service)
    told, at = service.told, service.day(4, "10:00")
    paid_on = told.stage.calendar.day_of(at)
    number = told.stage.random.randint(20, 900)
    funds.pay(
        by=told.by(RoleCode.VILLAGE_TREASURER),
        commitment=commitment,
        book_reference=f"Siskeudes {number:04d}/KWT/{paid_on.year} (contoh)",
        paid_on=paid_on,
        at=at,
    )
    hand_over(service, service.day(4, "11:00"), source="Dana Desa", commitment=commitment)
    told.confirmed(service.need, service.day(6, "09:00"))


def gone_on(service: Service) -> None:
    """Tried, then sent on."""
    go_on(service)


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
    go_on(service)
    held = service.told.need(service.need.pk)
    by = holder(service, held)
    cases.descend(
        by=by,
        need=held.pk,
        reason=service.told.reason(ReasonKind.DESCEND, "settle_below", "papers_missing"),
        note="Masih ada sumber di desa; dicoba dahulu di sana.",
        at=service.day(3, "11:00"),
    )


def referred(service: Service) -> None:
    """A request lies at an office since a few days."""
    ask(service)


def silent(service: Service) -> None:
    """A request the office has not answered in its time."""
    ask(service)


def accepted(service: Service) -> None:
    """The office works on it."""
    accept(service)


def resting(service: Service) -> None:
    """The office waits for a body outside; the clock rests."""
    asked, by = accept(service)
    body = service.told.reason(ReasonKind.REST, *service.request.category.outside_bodies, "provinsi")
    referrals.rest(by=by, referral=asked, body=body, at=service.day(5, "10:00"))


def declined(service: Service) -> None:
    """Not now: with a reason, who is responsible instead, and what the family can do."""
    asked, by = ask(service)
    reason = service.told.reason(ReasonKind.REFUSE, "papers_incomplete", "quota_full", "not_eligible")
    referrals.decline(by=by, referral=asked, reason=reason, note="", at=service.day(4, "14:00"))


def delivered(service: Service) -> None:
    """The office says it was given; the family has not been asked."""
    deliver(service)


def arrived(service: Service) -> None:
    """Given, and the family says so too."""
    asked = deliver(service)
    service.told.arrived(asked, service.day(9, "10:00"), "Dilihat di rumah.")


def did_not_arrive(service: Service) -> None:
    """Given by the office's word, but not to the family: back to its owner."""
    asked = deliver(service)
    referrals.confirm_arrival(
        by=service.told.facilitator,
        referral=asked,
        arrived=False,
        note="Keluarga belum menerima; nama pengambil tidak dikenal.",
        at=service.day(9, "10:00"),
    )


def withdrawn(service: Service) -> None:
    """The family no longer needs it."""
    visit(service, service.day(1, "10:00"))
    service.told.close(service.told.back, service.need, service.day(4, "09:00"), "own_way", "withdrawn")


def not_possible(service: Service) -> None:
    """Closed with a plain no."""
    visit(service, service.day(1, "10:00"))
    note = "Syarat belum terpenuhi; dijelaskan di rumah, keberatan dapat diajukan ke sekretariat."
    service.told.close(service.told.back, service.need, service.day(5, "09:00"), "not_possible", note=note)


_OF_THE_VILLAGE = {settled, given, paid, agreed, asked_for_money, gone_on_over_a_finding}
#: Begun some days ago and still in its time.
_UNHURRIED = {acting, agreed, asked_for_money}
_THREE_DAYS = 22
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


def play_one(
    way: Callable[[Service], None],
    told: Telling,
    requests: Requests,
    candidates: Iterable[Request],
    *,
    back: int,
) -> Service | None:
    """Play the first of these requests that may go this way in this village; None when none may.

    Args:
        way: which way.
        told: the village.
        requests: finds somebody for a request.
        candidates: in the order they are tried.
        back: how many working days ago it begins.
    """
    desa = told.stage.is_desa(told.village)
    for request in candidates:
        if not suits(way, request, desa=desa):
            continue
        person = requests.somebody(told.village, request.who)
        if person is None:
            continue
        service = told.if_possible(partial(_play, way, partial(begin, told, person, request, back)))
        if service is not None:
            return service
    return None


def _play(way: Callable[[Service], None], begun: Callable[[], Service]) -> Service:
    service = begun()
    way(service)
    return service
