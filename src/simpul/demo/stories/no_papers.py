"""Story 1. An old man in a hamlet without signal never had an identity card.

A PKK volunteer who shares a telephone finds him. The registry does not know him. The facilitator writes the
ticket from a paper pad and types it in the next day. The missing papers become a need by themselves; the
village team fetches them together with the civil registry. On day 9 there is a NIK, then JKN is active.
It ends with the card in his hand, a thumbprint and two witnesses.
"""

from __future__ import annotations

from simpul.cases import actions as cases
from simpul.cases.models import Need
from simpul.cases.types import Reporter
from simpul.demo.population.people import FamilyDraft, FamilyMaker
from simpul.demo.telling import Story, Telling
from simpul.offices.models import ReasonKind
from simpul.offices.types import RoleCode
from simpul.referrals import actions as referrals
from simpul.registry import actions as registry
from simpul.registry.models import NumberKind

PAPERS, INSURANCE = "civil_registration", "health_insurance"
_BEGAN = 34
"""Working days ago."""


def _cast(maker: FamilyMaker) -> list[FamilyDraft]:
    man = maker.somebody("L", 71, "head")
    man.part, man.birth_precision = "no_papers.man", "year"
    return [FamilyDraft([man], 0.08, papers=False, listed=False)]


def _play(told: Telling) -> None:
    stage, man = told.stage, told.person("man")
    day = stage.workday
    pad = cases.reserve_block(by=told.facilitator, size=20, at=day(_BEGAN + 5, "08:30"))
    told.look(
        told.facilitator,
        man,
        day(_BEGAN - 1, "08:40"),
        by_hand={"siks_found": False, "jkn_state": "none", "siks_note": "Dicari dengan nama dan dusun"},
    )
    registry.propose(
        by=told.facilitator,
        person=man,
        basis="sptjm",
        reason="Tinggal sendiri, belum pernah didata, dan sakit: tidak dapat menunggu musyawarah.",
        at=day(_BEGAN - 1, "08:45"),
    )
    needs = told.take_in(
        told.facilitator,
        man,
        {INSURANCE: "Sering sesak napas, tidak berani berobat karena tidak punya kartu apa-apa."},
        day(_BEGAN - 1, "08:50"),
        channel="paper",
        ticket=str(pad[0]),
        reporter=Reporter("Kader PKK dusun (contoh)", "kader PKK", "081000000017"),
        source_note="Dicatat di rumah tanpa sinyal sehari sebelumnya, diketik di kantor.",
    )
    _fetch_papers(told, needs)
    _activate(told, needs)


def _fetch_papers(told: Telling, needs: dict[str, Need]) -> None:
    stage, day, papers = told.stage, told.stage.workday, needs[PAPERS]
    registrar_office = stage.office_on(PAPERS, "agency")
    registrar = stage.answering(registrar_office)
    seat = stage.seat(RoleCode.FACILITATOR, told.village)
    cases.assign(by=told.back, need=papers.pk, seat=seat.pk, at=day(_BEGAN - 1, "10:00"))
    cases.visit(
        by=told.facilitator,
        need=papers.pk,
        text="Rumah panggung di ujung dusun; dua tetangga ingat kira-kira tahun lahirnya.",
        result="Kesaksian dua tetangga dicatat untuk surat keterangan kelahiran.",
        at=day(_BEGAN - 2, "11:20"),
    )
    errand = cases.start_errand(
        by=told.back,
        need=papers.pk,
        task="Mengantar formulir kelahiran dan menjemput tim perekaman ke dusun.",
        goes="Fasilitator dan kepala dusun",
        power_of_attorney="Surat kuasa bercap jempol, dua saksi",
        transport="Bensin ditanggung kas Puskesos",
        at=day(_BEGAN - 2, "13:30"),
    )
    told.climb(
        told.back,
        papers,
        day(_BEGAN - 3, "09:00"),
        "beyond_authority",
        tried="Berkas dan kesaksian lengkap; perekaman hanya dapat dilakukan pencatatan sipil.",
    )
    asked = told.refer(
        told.desk,
        papers,
        registrar_office,
        day(_BEGAN - 3, "11:00"),
        service="Jemput bola perekaman",
        asked="Perekaman di rumah untuk lansia yang tidak dapat turun; jalan hanya dapat dilalui motor.",
    )
    referrals.accept(by=registrar, referral=asked, at=day(_BEGAN - 4, "08:45"))
    told.deliver(
        registrar, asked, day(_BEGAN - 8, "15:10"), "Perekaman di rumah, NIK dan kartu keluarga terbit"
    )
    cases.finish_errand(
        by=told.back, errand=errand.pk, result="KTP dan KK dibawa pulang.", at=day(_BEGAN - 9, "10:15")
    )
    told.arrived(asked, day(_BEGAN - 9, "10:30"), "KTP dan kartu keluarga sudah di tangan; dibacakan isinya.")
    man = told.person("man")
    numbers = stage.numbers
    nik = numbers.sound_nik(
        told.village, stage.today.replace(year=man.birth_year or 1955, month=7, day=1), "L"
    )
    for kind, number in ((NumberKind.NIK, nik), (NumberKind.KK, numbers.kk(told.village, stage.today))):
        registry.record_number(
            by=told.facilitator,
            person=man,
            kind=kind,
            number=number,
            source="kartu dilihat",
            at=day(_BEGAN - 9, "10:40"),
        )


def _activate(told: Telling, needs: dict[str, Need]) -> None:
    stage, day, insurance = told.stage, told.stage.workday, needs[INSURANCE]
    office = stage.office_on(INSURANCE, "agency")
    agency = stage.answering(office)
    told.climb(
        told.back,
        insurance,
        day(_BEGAN - 10, "08:30"),
        "beyond_authority",
        tried="NIK sudah ada; pengusulan JKN hanya lewat dinas.",
    )
    asked = told.refer(
        told.desk,
        insurance,
        office,
        day(_BEGAN - 10, "10:00"),
        service="Pengusulan JKN yang dibayar pemerintah",
        asked="Lansia sakit, baru punya NIK, belum pernah terdaftar.",
    )
    referrals.accept(by=agency, referral=asked, at=day(_BEGAN - 11, "09:20"))
    body = told.reason(ReasonKind.REST, "kemensos", "bpjs", "ministry")
    referrals.rest(by=agency, referral=asked, body=body, at=day(_BEGAN - 12, "10:00"))
    referrals.resume(by=agency, referral=asked, at=day(_BEGAN - 24, "09:00"))
    told.deliver(agency, asked, day(_BEGAN - 24, "14:00"), "JKN aktif, kartu dikirim ke desa")
    told.arrived(
        asked,
        day(_BEGAN - 26, "09:30"),
        "Kartu diterima dengan cap jempol di hadapan dua saksi, lalu dipakai berobat ke Puskesmas.",
    )


STORY = Story("no_papers", _cast, _play)
