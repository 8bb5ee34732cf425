"""Story 9. Two family cards in one house by the shore; PKH stopped, and this is the third complaint.

The third time raises it. The visit finds two kitchens on paper and one in the house. The cards are put in
order, the deliberation names both, it is entered before the seventeenth. The centre accepts one and not the
other, and both are told plainly.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from simpul.cases import actions as cases
from simpul.demo.population.people import FamilyDraft, FamilyMaker
from simpul.demo.telling import Story, Telling
from simpul.offices.models import ReasonKind
from simpul.referrals import actions as referrals
from simpul.registry import actions as registry

ENROLMENT = "enrolment"
_FIRST, _SECOND, _THIRD = 58, 44, 31


def _cast(maker: FamilyMaker) -> list[FamilyDraft]:
    younger = maker.somebody("P", 34, "head")
    younger.part = "two_cards.younger"
    child = maker.somebody("L", 8, "child")
    child.facts = {"school_level": "sd", "in_school": True, "works": False}
    older = maker.somebody("P", 63, "head")
    older.part = "two_cards.older"
    return [
        FamilyDraft([younger, child], 0.14, facts={"decile": 2, "toilet": "shared"}),
        FamilyDraft([older], 0.41, facts={"decile": 5, "toilet": "shared"}, shares=True),
    ]


def _play(told: Telling) -> None:
    day, younger, older = told.stage.workday, told.person("younger"), told.person("older")
    for back, words in (
        (_FIRST, "Bantuan PKH berhenti, tidak tahu sebabnya."),
        (_SECOND, "Bantuan belum juga masuk; katanya sudah pindah ke KK ibu."),
    ):
        needs = told.take_in(told.facilitator, younger, {ENROLMENT: words}, day(back, "09:00"))
        cases.note(
            by=told.back,
            need=needs[ENROLMENT].pk,
            text="Ditanyakan lewat telepon ke pendamping: katanya sedang pemadanan.",
            at=day(back - 1, "10:00"),
        )
        told.close(
            told.back,
            needs[ENROLMENT],
            day(back - 3, "14:00"),
            "not_possible",
            note="Menunggu pemadanan data.",
        )
    third = told.take_in(
        told.facilitator,
        younger,
        {ENROLMENT: "Sudah tiga kali melapor. Bantuan tetap tidak ada."},
        day(_THIRD, "09:00"),
    )[ENROLMENT]
    mother = told.take_in(
        told.facilitator,
        older,
        {ENROLMENT: "KK saya sendiri, tetapi serumah dengan anak dan cucu."},
        day(_THIRD, "09:20"),
    )[ENROLMENT]
    cases.visit(
        by=told.facilitator,
        need=third.pk,
        text="Dua kartu keluarga, satu rumah, satu dapur. Ibu dan anak makan bersama.",
        result="KK anak dan ibu dibetulkan anggotanya; keduanya diusulkan dalam musyawarah.",
        at=day(_THIRD - 1, "15:00"),
    )
    for person in (younger, older):
        registry.propose(
            by=told.facilitator,
            person=person,
            basis="deliberation",
            reason="Dua kartu keluarga dalam satu rumah dibetulkan setelah kunjungan.",
            at=day(_THIRD - 2, "09:00"),
        )
    for need, accepted in ((third, True), (mother, False)):
        _to_the_centre(told, need.pk, accepted=accepted)


def _to_the_centre(told: Telling, key: UUID, *, accepted: bool) -> None:
    stage, day = told.stage, told.stage.workday
    office = stage.office_on(ENROLMENT, "agency")
    agency = stage.answering(office)
    need = told.need(key)
    told.climb(
        told.back,
        need,
        day(_THIRD - 5, "09:00"),
        "repeated",
        "beyond_authority",
        tried="Sudah dimusyawarahkan; berita acara terlampir. Dimasukkan sebelum tanggal 17.",
    )
    asked = told.refer(
        told.desk,
        need,
        office,
        day(_THIRD - 5, "11:00"),
        service="Perbaikan kepesertaan",
        asked="Dua kartu keluarga serumah sudah dibetulkan; mohon diusulkan lewat SIKS-NG.",
    )
    referrals.accept(by=agency, referral=asked, at=day(_THIRD - 6, "09:00"))
    body = told.reason(ReasonKind.REST, "kemensos", "ministry")
    referrals.rest(by=agency, referral=asked, body=body, at=day(_THIRD - 7, "10:00"))
    back = day(5, "09:30")
    referrals.resume(by=agency, referral=asked, at=back)
    if accepted:
        told.deliver(
            agency, asked, back + dt.timedelta(hours=1), "Kepesertaan dipulihkan mulai tahap berikutnya"
        )
        told.arrived(asked, day(3, "10:00"), "Saldo dilihat di kartu bersama pendamping.")
        return
    referrals.decline(
        by=agency,
        referral=asked,
        reason=told.reason(ReasonKind.REFUSE, "centre_refused", "not_eligible", "not_entitled"),
        note="Pusat: keluarga di luar kelompok sasaran pada data terbaru.",
        at=back + dt.timedelta(hours=1),
    )
    told.close(
        told.desk,
        need,
        day(3, "11:00"),
        "not_accepted",
        "not_possible",
        note="Dijelaskan di rumah: usulan belum diterima pusat; dapat diajukan lagi setelah data dibetulkan.",
    )


STORY = Story("two_cards", _cast, _play)
