"""Story 10. A company offers to pay health premiums; a politician sends 35 names.

Whose list it is stands beside each name as its source and moves nobody in the queue. Nine qualify and go to
the company, which pays BPJS itself; twenty-six get a written answer each.
"""

from __future__ import annotations

from simpul.cases.models import Need
from simpul.demo.population.people import FamilyDraft, FamilyMaker
from simpul.demo.telling import Story, Telling
from simpul.offices.types import RoleCode
from simpul.referrals import actions as referrals

INSURANCE = "health_insurance"
NAMES, QUALIFY = 35, 9
_BEGAN = 18


def _cast(maker: FamilyMaker) -> list[FamilyDraft]:
    families = []
    for place in range(NAMES):
        fits = place < QUALIFY
        person = maker.somebody("P" if place % 2 else "L", 24 + place, "head")
        person.part = f"thirty_five_names.{place}"
        person.facts = {
            "insured_active": not fits,
            "insurance_segment": "none" if fits else "worker",
            "works": not fits,
            "disabled": "none",
        }
        welfare = 0.22 if fits else 0.55 + 0.01 * place
        families.append(FamilyDraft([person], welfare))
    return families


def _play(told: Telling) -> None:
    day = told.stage.workday
    front = told.stage.officer(RoleCode.DESK_FRONT)
    needs = [
        told.take_in(
            front,
            told.person(str(place)),
            {INSURANCE: "Nama dalam daftar yang disampaikan."},
            day(_BEGAN, "10:00"),
            channel="letter",
            source="aspiration",
            source_name="Anggota DPRD (contoh)",
            source_note="Surat dengan 35 nama; antre seperti yang lain.",
        )[INSURANCE]
        for place in range(NAMES)
    ]
    for place, need in enumerate(needs):
        if place < QUALIFY:
            _company_pays(told, need, place)
        else:
            told.close(
                told.back,
                need,
                day(_BEGAN - 6, "14:00"),
                "not_possible",
                note="Jawaban tertulis: JKN sudah aktif; tawaran ini untuk yang belum terlindungi.",
            )


def _company_pays(told: Telling, need: Need, place: int) -> None:
    stage, day = told.stage, told.stage.workday
    company = stage.partner_for(INSURANCE, "csr")
    answers = stage.answering(company)
    told.climb(
        told.back,
        need,
        day(_BEGAN - 2, "09:00"),
        "beyond_authority",
        tried="Belum terlindungi; desa tidak membayar iuran JKN.",
    )
    asked = told.refer(
        told.desk,
        need,
        company,
        day(_BEGAN - 3, "09:30"),
        service="Iuran JKN yang dibayar perusahaan",
        asked="Satu orang, kelas 3, dua belas bulan.",
    )
    referrals.accept(by=answers, referral=asked, at=day(_BEGAN - 4, "10:00"))
    told.deliver(answers, asked, day(_BEGAN - 8, "11:00"), "Iuran 12 bulan dibayar perusahaan kepada BPJS")
    if place < QUALIFY - 2:
        told.arrived(asked, day(_BEGAN - 9, "10:00"), "Kartu aktif dilihat di layar telepon.")


STORY = Story("thirty_five_names", _cast, _play)
