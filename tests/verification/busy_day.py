"""A busy day in one district: a row of nearly everything, made by the actions themselves.

Numbers come in by every door there is: typed at the desk, recorded later, brought by a reporter; an NIK, a KK
and telephones that the tests then look for in everything that was kept.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from simpul.cases import actions as cases
from simpul.cases.types import Collector, ConsentGiven, NeedInput, Opening, Reporter
from simpul.funds import actions as funds
from simpul.funds.models import BudgetLine
from simpul.ground.actor import acting, system
from simpul.letters import actions as letters
from simpul.protection import actions as protection
from simpul.protection.types import Report
from simpul.referrals import actions as referrals
from simpul.referrals.types import Asking, LetterWish
from simpul.registry import actions as registry
from simpul.registry.models import Person
from simpul.registry.types import ManualLook, NewPerson
from tests.cast import Cast
from tests.factories import DISTRICT, MORNING, VILLAGE, make_budget_line
from tests.integration.letters.conftest import PNG, make_template

NIK, SPOUSE_NIK, KK = "7388014107849137", "7388010203829248", "7388011508129356"
PHONES = ("081234567890", "081398765432", "082112345678")
BPJS = "0001234567891"
BORN = dt.date(1984, 7, 1)

CONSENT = ConsentGiven(basis="consent", read_aloud=True, given_by="Yang bersangkutan")
SECRET = "Anak tetangga sering menangis malam hari"


@dataclass(frozen=True)
class Day:
    """What the day left behind."""

    person: UUID
    case: UUID
    ticket: str
    code: str
    line: UUID
    referral: UUID
    letter: UUID


def busy_day(cast: Cast) -> Day:
    """Take in a family, help, send on, refer, pay, hand over behind the wall."""
    person = _family(cast)
    taken = _service(cast, person)
    food, insurance = taken.needs[0], taken.needs[1]
    _village_acts(cast, food)
    line = _money(cast, food)
    _climb(cast, insurance, cast.back)
    sent = _refer(cast, taken.needs[2])
    cases.take_in(
        by=cast.front,
        opening=Opening(
            person=person.pk,
            needs=(NeedInput("village_complaint", "RT meminta uang"),),
            reporter=Reporter("Bu Ani", "tetangga", PHONES[1]),
        ),
        at=MORNING,
    )
    cases.answer_enquiry(by=cast.front, kind="question", words="Jam buka?", answer="08.00", at=MORNING)
    safe_house = cast.place.offices["safe_house"]
    report = Report(words=SECRET, person="Anak", safe_contact=PHONES[2])
    protection.hand_over(by=cast.facilitator, report=report, office=safe_house, at=MORNING)
    return Day(person.pk, taken.case.pk, taken.case.ticket, taken.code, line.pk, sent.pk, sent.letter)


def _family(cast: Cast) -> Person:
    person = registry.add_person(
        by=cast.front,
        new=NewPerson(
            name="Sitti Contoh",
            sex="P",
            birth_date=BORN,
            birth_precision="day",
            village_code=VILLAGE,
            hamlet="Dusun Contoh",
            nik=NIK,
            kk=KK,
            phone=PHONES[0],
        ),
        at=MORNING,
    )
    registry.add_person(
        by=cast.front,
        new=NewPerson(name="Ali Contoh", village_code=VILLAGE, nik=SPOUSE_NIK, kk=KK, relation="spouse"),
        at=MORNING,
    )
    registry.record_number(by=cast.back, person=person, kind="bpjs", number=BPJS, source="Kartu", at=MORNING)
    registry.record_number(
        by=cast.back, person=person, kind="phone", number=PHONES[1], source="Ponsel baru", at=MORNING
    )
    look = ManualLook(looked_at=MORNING, siks_found=True, siks_decile=2, jkn_state="inactive")
    registry.record_check(by=cast.back, person=person, manual=look, at=MORNING)
    registry.propose(by=cast.back, person=person, basis="sptjm", reason="Tidak dapat menunggu", at=MORNING)
    reason = "Diketik ke SIKS-NG hari ini"
    registry.reveal_number(by=cast.back, person=person, kind="nik", reason=reason, at=MORNING)
    registry.view_person(by=cast.camat, person_id=person.pk, at=MORNING)
    return person


def _service(cast: Cast, person: Person) -> Any:
    opening = Opening(
        person=person.pk,
        needs=tuple(NeedInput(each, "Kami perlu bantuan") for each in ("food", "health_insurance", "food")),
        consent=CONSENT,
        reporter=Reporter("Bu RT", "tetangga", PHONES[2]),
        collector=Collector("Anak Contoh", "anak", "KTP ditunjukkan"),
        source="aspiration",
        source_name="Anggota dewan",
    )
    return cases.take_in(by=cast.front, opening=opening, at=MORNING)


def _village_acts(cast: Cast, need: Any) -> None:
    cases.visit(by=cast.facilitator, need=need, text="Dapur kosong", result="Perlu beras", at=MORNING)
    upload = SimpleUploadedFile("kk.png", PNG)
    cases.attach(by=cast.front, need=need, kind="document", text="Kartu keluarga", upload=upload, at=MORNING)
    errand = cases.start_errand(
        by=cast.front, need=need, task="Mengurus KTP", goes="Fatma", power_of_attorney="Surat 12", at=MORNING
    )
    cases.finish_errand(by=cast.front, errand=errand, result="Sudah jadi", at=MORNING)
    cases.record_certificate(
        by=cast.back,
        need=need,
        number="474/12/2026",
        purpose="Sekolah",
        dated=MORNING.date(),
        valid_until=MORNING.date(),
        witnesses="Ali; Budi",
        signed_by="Kepala Desa",
        at=MORNING,
    )


def _money(cast: Cast, need: Any) -> BudgetLine:
    line = make_budget_line(cast.place, code="aid", name="Bantuan")
    link = cases.propose_help(by=cast.back, need=need, line=line, amount=400_000, purpose="Beras", at=MORNING)
    held = funds.agree(by=cast.head, commitment=link.commitment, at=MORNING)
    funds.pay(by=cast.treasurer, commitment=held, book_reference="SPP-12", paid_on=MORNING.date(), at=MORNING)
    cases.record_handover(
        by=cast.back,
        need=need,
        what="Beras",
        source_of_funds="Dana Desa",
        received_by="Sitti",
        relation="diri sendiri",
        mark="signature",
        commitment=held,
        at=MORNING,
    )
    cases.confirm(by=cast.facilitator, need=need, arrived=True, at=MORNING)
    cases.propose_help(by=cast.back, need=_second(need), line=line, amount=100, purpose="Beras", at=MORNING)
    return line


def _second(need: Any) -> Any:
    with acting(system(DISTRICT)):
        return need.case.needs.filter(category=need.category_id).exclude(pk=need.pk).get()


def _climb(cast: Cast, need: Any, by: Any) -> Any:
    return cases.climb(
        by=by,
        need=need,
        reason="beyond_authority",
        tried="Sudah dicoba di desa",
        override_reason="Sudah dicek langsung",
        at=MORNING,
    )


def _refer(cast: Cast, need: Any) -> Any:
    make_template(cast.place, chain=[{"role": "desk_manager", "act": "sign"}])
    _climb(cast, need, cast.back)
    first = Asking(
        to_office=cast.place.offices["dinsos"].pk, service_name="Beras", asked="Beras 20 kg untuk satu bulan"
    )
    delivered = referrals.send(by=cast.desk, need=need.pk, asking=first, at=MORNING)
    referrals.accept(by=cast.agency, referral=delivered.pk, at=MORNING)
    second = Asking(
        to_office=cast.place.offices["partner"].pk,
        service_name="Beras",
        asked="Beras 20 kg untuk satu bulan",
        letter=LetterWish(template_code="referral"),
    )
    sent = referrals.send(by=cast.desk, need=need.pk, asking=second, at=MORNING)
    letters.give_number(by=cast.desk, letter=sent.letter, dated=MORNING.date(), at=MORNING)
    letters.sign(by=cast.manager, letter=sent.letter, at=MORNING)
    referrals.deliver(
        by=cast.agency, referral=delivered.pk, what="Beras 20 kg", proof=BytesIO(PNG), at=MORNING
    )
    return sent
