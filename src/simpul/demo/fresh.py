"""Something for everybody to do today: whoever takes a seat finds work that waits for just that seat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from simpul.cases import actions as cases
from simpul.demo import ways
from simpul.demo.letter_way import hand_of, letter_about, steps_of
from simpul.demo.requests import Requests
from simpul.demo.stage import NotOnStageError, Stage
from simpul.demo.telling import Telling
from simpul.letters import actions as letters
from simpul.offices.models import Office, OfficeKind, RungKind
from simpul.offices.types import RoleCode
from simpul.protection import actions as protection
from simpul.protection.types import Report

_EVERY_VILLAGE: tuple[Callable[[ways.Service], None], ...] = (
    ways.opened,
    ways.acting,
    ways.delivered,
    ways.given,
)
_EVERY_DESA: tuple[Callable[[ways.Service], None], ...] = (ways.asked_for_money, ways.agreed)
_BACK = {
    ways.opened: 0,
    ways.acting: 1,
    ways.delivered: 9,
    ways.given: 13,
    ways.asked_for_money: 2,
    ways.agreed: 3,
}
_TO_THE_DESK = (
    ("health_cost", "elderly", "Obat setelah operasi habis, kontrol minggu ini."),
    ("health_cost", "head", "Anak dirujuk ke luar kota, tidak ada ongkos menunggu."),
    ("housing", "head", "Tiang rumah lapuk, takut roboh kalau angin."),
)
#: Where a report lies behind the wall, by the category whose office received it.
_BEHIND_THE_WALL = (("violence", 1, "08:15"), ("child_neglect", 2, "10:20"), ("violence", 6, "15:40"))
_LETTERS = ("jkn_reactivation", "registry_certificate")


def leave_fresh_work(requests: Requests, villages: Sequence[str]) -> None:
    """Leave work of today in the villages stories are told of, and in the district's own offices."""
    stage = requests.stage
    for village in villages:
        ways_here = (*_EVERY_VILLAGE, *(_EVERY_DESA if stage.is_desa(village) else ()))
        for way in ways_here:
            candidates = requests.random.sample(requests.all, k=len(requests.all))
            ways.play_one(way, Telling(stage, "", village), requests, candidates, back=_BACK[way])
    home = Telling(stage, "", villages[0])
    for leave in (
        _for_the_camat,
        _for_the_desk,
        _for_inboxes,
        _for_the_wall,
        _for_signatures,
        _answered_at_once,
    ):
        home.if_possible(partial(leave, home, requests))


def offices_led_to(stage: Stage) -> list[Office]:
    """The partner and the confidential office whose seats a visitor is led to: work waits for them."""
    found: list[Office] = []
    for find in (
        partial(stage.partner_for, "health_cost", "zakat"),
        partial(stage.office_on, "child_neglect", RungKind.AGENCY),
    ):
        with suppress(NotOnStageError):
            found.append(find())
    return found


def _for_the_camat(told: Telling, requests: Requests) -> None:
    """A complaint that goes round the village waits in the sub-district."""
    person = requests.somebody(told.village, "head")
    if person is not None:
        told.take_in(
            told.above(RoleCode.SUBDISTRICT_SUPERVISOR),
            person,
            {"aid_mistargeted": "Ada nama yang sudah pindah masih menerima bantuan."},
            told.stage.workday(1, "09:10"),
        )


def _for_the_desk(told: Telling, requests: Requests) -> None:
    """Needs that came up since yesterday wait in the district desk's queue."""
    for code, who, words in _TO_THE_DESK:
        ways.play_one(ways.gone_on, told, requests, [requests.of(code, who, words)], back=2)


def _for_inboxes(told: Telling, requests: Requests) -> None:
    """A fresh request to every kind of office outside the agencies: a partner, the hospital, the insurer."""
    stage = told.stage
    for kind, category in (
        (OfficeKind.PARTNER, "health_cost"),
        (OfficeKind.HOSPITAL, "health_cost"),
        (OfficeKind.INSURANCE, "health_insurance"),
    ):
        person = requests.somebody(told.village, "elderly")
        office = _office(stage, kind, category)
        if person is None or office is None:
            continue
        request = requests.of(category, "elderly", "Harus berobat, belum ada yang menanggung.")
        service = ways.begin(told, person, request, 2)
        ways.gone_on(service)
        told.refer(
            told.desk,
            service.need,
            office,
            service.day(2, "08:10"),
            service=request.category.name[:150],
            asked=request.words,
        )


def _office(stage: Stage, kind: str, category: str) -> Office | None:
    if kind == OfficeKind.PARTNER:
        return stage.partner_for(category, "zakat")
    return Office.objects.filter(district=stage.district, kind=kind, retired_at=None).order_by("code").first()


def _for_the_wall(told: Telling, _requests: Requests) -> None:
    """Reports behind the wall; of what happened nothing is told here either."""
    for category, back, clock in _BEHIND_THE_WALL:
        protection.hand_over(
            by=told.facilitator,
            report=Report(words="Isi laporan contoh: sengaja tidak diceritakan.", reporter="Dirahasiakan"),
            office=told.stage.office_on(category, RungKind.AGENCY),
            at=told.stage.workday(back, clock),
        )


def _for_signatures(told: Telling, requests: Requests) -> None:
    """One letter waits for its first initial, one for its signature."""
    stage = told.stage
    office = stage.office_on("health_insurance", "agency")
    agency = stage.answering(office)
    for template, initialled in zip(_LETTERS, (True, False), strict=True):
        person = requests.somebody(told.village, "head")
        if person is None:
            continue
        request = requests.of("health_insurance", "head", "Kartu BPJS nonaktif, sedang berobat jalan.")
        service = ways.begin(told, person, request, 4)
        ways.referred(service)
        at = service.day(4, "08:20")
        sent = told.latest_referral(service.need)
        letter = letter_about(told, agency, sent, template, subject="Rekomendasi JKN", at=at)
        letters.give_number(by=agency, letter=letter.pk, dated=stage.calendar.day_of(at), at=at)
        first = steps_of(told, letter)[0]
        if initialled and first.kind == "initial":
            letters.initial(by=hand_of(first), letter=letter.pk, at=at + dt.timedelta(minutes=1))


def _answered_at_once(told: Telling, _requests: Requests) -> None:
    """Questions answered in a minute, without a service."""
    for back, words, answer in (
        (0, "Kapan Posyandu bulan ini?", "Tanggal sebelas, di balai dusun."),
        (2, "Apa syarat mengurus akta kelahiran?", "KTP dan KK orang tua, surat lahir dari bidan; gratis."),
        (5, "Loket sebaiknya buka hari Sabtu.", "Disampaikan kepada koordinator; terima kasih."),
    ):
        cases.answer_enquiry(
            by=told.facilitator,
            kind="suggestion" if words.endswith(".") else "question",
            words=words,
            answer=answer,
            at=told.stage.workday(back, "09:00"),
            village_code=told.village,
        )
