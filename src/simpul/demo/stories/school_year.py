"""Story 4. A deaf mother in a kelurahan; her children go to three schools of three owners.

The officer points at pictograms and she nods. A kelurahan has no Dana Desa, so nothing can be bought here.
The kit for the primary school comes from the education office, that for the madrasah by the list of Religious
Affairs; the brother at the vocational school is the province's, whose answer is waited for.
"""

from __future__ import annotations

from simpul.cases import actions as cases
from simpul.cases.models import Need
from simpul.demo.population.people import FamilyDraft, FamilyMaker
from simpul.demo.telling import Story, Telling
from simpul.offices.models import ReasonKind
from simpul.referrals import actions as referrals

KIT, MADRASAH, SENIOR = "school_kit", "madrasah_aid", "senior_school_aid"
_BEGAN = 22


def _cast(maker: FamilyMaker) -> list[FamilyDraft]:
    mother = maker.somebody("P", 41, "head")
    mother.part, mother.facts = (
        "school_year.mother",
        {"disabled": "some", "works": True, "owns_business": False},
    )
    children = []
    for age, level in ((17, "smk"), (13, "mts"), (9, "sd")):
        child = maker.somebody("L" if level == "smk" else "P", age, "child")
        child.facts = {"school_level": level, "in_school": True, "works": False, "disabled": "none"}
        children.append(child)
    return [FamilyDraft([mother, *children], 0.16, facts={"decile": 2})]


def _play(told: Telling) -> None:
    mother, day = told.person("mother"), told.stage.workday
    front = told.facilitator
    told.look(front, mother, day(_BEGAN, "08:55"), by_hand={"siks_found": True, "siks_decile": 2})
    needs = told.take_in(
        front,
        mother,
        {
            KIT: "Menunjuk gambar seragam: anak bungsu kelas 3 SD belum punya sepatu dan tas.",
            MADRASAH: "Menunjuk gambar madrasah: anak kedua di MTs memakai seragam kakaknya.",
            SENIOR: "Menunjuk gambar SMK: kakaknya belum membayar praktik.",
        },
        day(_BEGAN, "09:05"),
    )
    cases.note(
        by=front,
        need=needs[KIT].pk,
        text="Ibu tuli. Dilayani dengan kartu gambar dan kartu tulis; anak tidak diminta menerjemahkan.",
        at=day(_BEGAN, "09:10"),
    )
    told.if_possible(lambda: _kit(told, needs[KIT]))
    told.if_possible(lambda: _madrasah(told, needs[MADRASAH]))
    told.if_possible(lambda: _province(told, needs[SENIOR]))


def _kit(told: Telling, need: Need) -> None:
    stage, day = told.stage, told.stage.workday
    cases.attempt(
        by=told.back,
        need=need.pk,
        text="Mencari sumbangan perlengkapan lewat RT dan masjid.",
        result="Hanya terkumpul buku tulis.",
        at=day(_BEGAN - 1, "10:00"),
    )
    told.climb(
        told.back,
        need,
        day(_BEGAN - 2, "09:00"),
        "urban_village_fund",
        "no_money",
        tried="Kelurahan tidak mempunyai Dana Desa; sumbangan warga tidak mencukupi.",
    )
    office = stage.office_on(KIT, "agency")
    school = stage.answering(office)
    asked = told.refer(
        told.desk,
        need,
        office,
        day(_BEGAN - 2, "13:30"),
        service="Perlengkapan sekolah dasar",
        asked="Satu anak kelas 3 SD: seragam, sepatu, tas.",
    )
    referrals.accept(by=school, referral=asked, at=day(_BEGAN - 3, "10:00"))
    told.deliver(school, asked, day(_BEGAN - 9, "10:30"), "Satu paket perlengkapan SD diserahkan di sekolah")
    told.arrived(
        asked, day(_BEGAN - 10, "15:00"), "Sepatu dan tas dilihat dipakai; ibu menunjuk gambar senang."
    )


def _madrasah(told: Telling, need: Need) -> None:
    stage, day = told.stage, told.stage.workday
    told.climb(
        told.back,
        need,
        day(_BEGAN - 2, "09:15"),
        "beyond_authority",
        tried="Madrasah milik Kementerian Agama, daftarnya tersendiri.",
    )
    office = stage.office_on(MADRASAH, "agency")
    asked = told.refer(
        told.desk,
        need,
        office,
        day(_BEGAN - 2, "13:45"),
        service="Perlengkapan siswa madrasah",
        asked="Satu siswa MTs kelas 7.",
    )
    referrals.accept(by=stage.answering(office), referral=asked, at=day(3, "09:30"))


def _province(told: Telling, need: Need) -> None:
    day = told.stage.workday
    told.climb(
        told.back,
        need,
        day(_BEGAN - 2, "09:30"),
        "beyond_authority",
        tried="SMK urusan provinsi; sekolah sudah dihubungi.",
    )
    told.climb(
        told.desk,
        need,
        day(_BEGAN - 4, "10:00"),
        "beyond_authority",
        tried="Berkas lengkap dikirim ke dinas provinsi.",
    )
    cases.rest(
        by=told.desk,
        need=need.pk,
        reason=told.reason(ReasonKind.REST, "provinsi", "kemendikdasmen", "ministry"),
        note="Menunggu jadwal beasiswa semester genap.",
        at=day(_BEGAN - 5, "11:00"),
    )


STORY = Story("school_year", _cast, _play, urban=True)
