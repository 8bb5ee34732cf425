"""Story 2, with both endings. Friday 22.40 in hospital: subsidised JKN was switched off two months ago.

The hospital calls the officer on duty and the 3 x 24 hour clock begins. The agency recommends that night, its
acting head signs on Saturday, the ministry and BPJS have it over Sunday, and on Monday it is active. Another
patient on another Friday is refused by the centre; a partner outside government pays the bill.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from simpul.cases import actions as cases
from simpul.cases.models import Need
from simpul.cases.types import Reporter
from simpul.demo.letter_way import initial_and_sign, letter_about
from simpul.demo.population.people import FamilyDraft, FamilyMaker
from simpul.demo.stage import NotOnStageError
from simpul.demo.telling import Story, Telling
from simpul.ground.actor import Actor
from simpul.offices.models import ReasonKind
from simpul.offices.types import RoleCode
from simpul.referrals import actions as referrals

INSURANCE = "health_insurance"
_FRIDAY = 4


def _cast(maker: FamilyMaker) -> list[FamilyDraft]:
    families = []
    for part, sex, age in (("patient", "L", 52), ("refused", "P", 47)):
        person = maker.somebody(sex, age, "head")
        person.part = f"hospital_night.{part}"
        person.facts = {
            "chronic_illness": True,
            "insured_active": False,
            "insurance_segment": "pbi",
            "works": False,
        }
        spouse = maker.somebody("P" if sex == "L" else "L", age - 3, "spouse")
        families.append(FamilyDraft([person, spouse], 0.26, facts={"decile": 3}))
    return families


def _play(told: Telling) -> None:
    _activated(told)
    told.if_possible(lambda: _refused(told))


def _night(told: Telling, part: str, friday: dt.date) -> tuple[Need, UUID, Actor]:
    """From the hospital's call to the agency's yes, in one night."""
    stage, patient = told.stage, told.person(part)
    on_duty = stage.officer(RoleCode.DESK_FRONT)
    told.look(
        on_duty,
        patient,
        stage.at(friday, "22:38"),
        by_hand={
            "siks_found": True,
            "siks_decile": 3,
            "jkn_state": "inactive",
            "jkn_segment": "pbi",
            "jkn_inactive_since": friday - dt.timedelta(days=63),
        },
    )
    needs = told.take_in(
        on_duty,
        patient,
        {INSURANCE: "Harus cuci darah malam ini, kartu BPJS ternyata sudah tidak aktif."},
        stage.at(friday, "22:40"),
        channel="hospital",
        source="hospital",
        source_name="Petugas sosial rumah sakit (contoh)",
        source_note="Waktu 3 x 24 jam sejak masuk rumah sakit.",
        reporter=Reporter("Petugas sosial rumah sakit (contoh)", "rumah sakit"),
        urgent=True,
        urgency="1",
    )
    need = needs[INSURANCE]
    cases.note(
        by=told.coordinator,
        need=need.pk,
        text="Dihubungi petugas piket lewat telepon. Keluarga dan desa memastikan orangnya dikenal.",
        at=stage.at(friday, "22:55"),
    )
    told.climb(
        told.coordinator,
        need,
        stage.at(friday, "23:00"),
        "urgent",
        "beyond_authority",
        tried="Tidak dapat menunggu: pasien dirawat dengan batas 3 x 24 jam.",
    )
    office = stage.office_on(INSURANCE, "agency")
    agency = stage.answering(office)
    asked = told.refer(
        told.desk,
        need,
        office,
        stage.at(friday, "23:05"),
        service="Rekomendasi reaktivasi JKN",
        asked="Pasien cuci darah, PBI nonaktif dua bulan. Mohon rekomendasi malam ini.",
    )
    referrals.accept(by=agency, referral=asked, at=stage.at(friday, "23:20"))
    return need, asked, agency


def _activated(told: Telling) -> None:
    stage = told.stage
    friday = stage.weekday(_FRIDAY, weeks=4)
    saturday, monday = friday + dt.timedelta(days=1), friday + dt.timedelta(days=3)
    need, asked, agency = _night(told, "patient", friday)
    try:
        letter = letter_about(
            told,
            agency,
            asked,
            "jkn_reactivation",
            subject="Rekomendasi reaktivasi JKN pasien rawat inap",
            at=stage.at(friday, "23:40"),
        )
        initial_and_sign(told, letter, agency, at=stage.at(saturday, "08:30"))
    except NotOnStageError:
        cases.note(
            by=told.desk,
            need=need.pk,
            text="Rekomendasi ditandatangani di atas kertas pada hari Sabtu.",
            at=stage.at(saturday, "09:15"),
        )
    body = told.reason(ReasonKind.REST, "kemensos", "ministry")
    referrals.rest(by=agency, referral=asked, body=body, at=stage.at(saturday, "10:00"))
    referrals.resume(by=agency, referral=asked, at=stage.at(monday, "10:30"))
    told.deliver(agency, asked, stage.at(monday, "11:10"), "JKN pasien aktif kembali pukul 10.20")
    told.arrived(
        asked,
        stage.at(monday, "15:00"),
        "Rumah sakit memastikan biaya ditanggung; keluarga tidak membayar apa-apa.",
    )


def _refused(told: Telling) -> None:
    stage = told.stage
    friday = stage.weekday(_FRIDAY, weeks=6)
    need, asked, agency = _night(told, "refused", friday)
    monday = friday + dt.timedelta(days=3)
    body = told.reason(ReasonKind.REST, "kemensos", "ministry")
    referrals.rest(by=agency, referral=asked, body=body, at=stage.at(monday, "08:10"))
    referrals.resume(by=agency, referral=asked, at=stage.at(monday, "13:30"))
    referrals.decline(
        by=agency,
        referral=asked,
        reason=told.reason(ReasonKind.REFUSE, "centre_refused", "not_eligible", "not_entitled"),
        note="Pusat menilai masa enam bulan sejak dinonaktifkan sudah lewat.",
        at=stage.at(monday, "13:45"),
    )
    partner = stage.partner_for("health_cost", "zakat")
    payer = stage.answering(partner)
    paid = told.refer(
        told.desk,
        need,
        partner,
        stage.at(monday, "14:10"),
        service="Bantuan biaya berobat",
        asked="Biaya rawat empat hari di rumah sakit; JKN belum dapat diaktifkan.",
    )
    referrals.accept(by=payer, referral=paid, at=stage.at(monday, "15:20"))
    told.deliver(
        payer, paid, stage.at(monday + dt.timedelta(days=2), "11:00"), "Tagihan dibayar ke rumah sakit"
    )
    told.arrived(
        paid,
        stage.at(monday + dt.timedelta(days=3), "09:40"),
        "Kuitansi rumah sakit dilihat. Usulan JKN yang baru menyusul bulan depan.",
    )


STORY = Story("hospital_night", _cast, _play)
