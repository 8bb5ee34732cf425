"""Story 5. A grandmother alone under a leaking roof, on paper too well off: it was her husband's house.

Next door a man who received cash of the village fund has died: his service ends with his death, his heirs are
helped with the certificate. The deliberation names her in his place; the head agrees, the treasurer pays and
types in the number of the real book. When the rains come her service is open again: for the roof the post has
asked the village's own line, which waits for the head's hand today.
"""

from __future__ import annotations

import datetime as dt

from simpul.cases import actions as cases
from simpul.cases.models import Need
from simpul.cases.types import NeedInput
from simpul.demo.population.people import FamilyDraft, FamilyMaker
from simpul.demo.stage import picture
from simpul.demo.telling import Story, Telling
from simpul.funds import actions as funds
from simpul.offices.types import RoleCode
from simpul.registry import actions as registry

CASH, HOUSE, CARE, PAPERS = "cash_aid", "housing", "elderly_care", "civil_registration"
_BEGAN = 26
_CASH, _ROOF = 300_000, 2_400_000


def _cast(maker: FamilyMaker) -> list[FamilyDraft]:
    grandmother = maker.somebody("P", 76, "head")
    grandmother.part, grandmother.birth_precision = "leaking_roof.grandmother", "year"
    grandmother.facts = {"works": False, "disabled": "none", "chronic_illness": True, "insured_active": True}
    neighbour = maker.somebody("L", 79, "head")
    neighbour.part = "leaking_roof.neighbour"
    heir = maker.somebody("P", 45, "child")
    heir.part = "leaking_roof.heir"
    house: dict[str, object] = {
        "decile": 5,
        "owned": True,
        "wall": "masonry",
        "floor": "cement",
        "roof": "zinc",
        "roof_leaks": True,
        "only_house": True,
        "land_proof": False,
    }
    return [
        FamilyDraft([grandmother], 0.45, facts=house),
        FamilyDraft([neighbour, heir], 0.07, facts={"decile": 1}),
    ]


def _play(told: Telling) -> None:
    _neighbour(told)
    needs = _grandmother(told)
    told.if_possible(lambda: _replaces(told, needs[CASH]))
    told.if_possible(lambda: _roof(told, needs[CASH]))


def _neighbour(told: Telling) -> None:
    neighbour, day = told.person("neighbour"), told.stage.workday
    told.take_in(
        told.facilitator,
        neighbour,
        {CARE: "Sudah tidak kuat memasak sendiri."},
        day(_BEGAN + 12, "09:00"),
    )
    died = day(_BEGAN + 2, "05:00")
    registry.record_death(
        by=told.facilitator,
        person=neighbour,
        died_on=told.stage.calendar.day_of(died),
        at=day(_BEGAN + 1, "08:30"),
    )
    heirs = told.take_in(
        told.facilitator,
        told.person("heir"),
        {PAPERS: "Ayah meninggal; perlu akta kematian dan mengurus bantuan yang masih atas namanya."},
        day(_BEGAN + 1, "09:10"),
    )
    need = heirs[PAPERS]
    dated = told.stage.calendar.day_of(told.stage.workday(_BEGAN, "10:00"))
    cases.record_certificate(
        by=told.back,
        need=need.pk,
        kind="kematian",
        number="474.3/018/DS (contoh)",
        purpose="Pengurusan akta kematian dan hak ahli waris",
        dated=dated,
        valid_until=dated + dt.timedelta(days=90),
        witnesses="Ketua RT dan imam dusun",
        signed_by=told.stage.seat(RoleCode.VILLAGE_HEAD, told.village).title,
        at=day(_BEGAN, "10:00"),
    )
    told.climb(
        told.back,
        need,
        day(_BEGAN - 1, "09:00"),
        "beyond_authority",
        tried="Surat keterangan kematian sudah diberikan; aktanya terbit di kantor pencatatan sipil.",
    )
    what = "Akta kematian terbit; santunan terakhir diterima ahli waris."
    cases.deliver(
        by=told.stage.answering(told.stage.office_on(PAPERS, "agency")),
        need=need.pk,
        what=what,
        proof=picture(what),
        at=day(_BEGAN - 5, "14:00"),
    )
    told.confirmed(need, day(_BEGAN - 6, "09:00"))


def _grandmother(told: Telling) -> dict[str, Need]:
    grandmother, day = told.person("grandmother"), told.stage.workday
    told.look(
        told.facilitator,
        grandmother,
        day(_BEGAN, "11:00"),
        by_hand={
            "siks_found": True,
            "siks_decile": 5,
            "siks_note": "Rumah tercatat atas nama almarhum suami",
        },
    )
    needs = told.take_in(
        told.facilitator,
        grandmother,
        {
            CASH: "Uang tinggal dari menjual sayur; sejak sakit tidak berjualan lagi.",
        },
        day(_BEGAN, "11:15"),
    )
    cases.visit(
        by=told.facilitator,
        need=needs[CASH].pk,
        text="Tinggal sendiri. Dinding tembok dari masa suami masih hidup, isinya tinggal kasur dan kompor.",
        result="Keadaan sekarang berbeda dengan data: diusulkan diperbaiki dalam musyawarah.",
        at=day(_BEGAN - 1, "10:00"),
    )
    registry.propose(
        by=told.facilitator,
        person=grandmother,
        basis="deliberation",
        reason="Data rumah masih milik almarhum suami; penghasilan sudah tidak ada.",
        at=day(_BEGAN - 1, "10:30"),
    )
    return needs


def _replaces(told: Telling, need: Need) -> None:
    stage, day = told.stage, told.stage.workday
    cases.note(
        by=told.back,
        need=need.pk,
        text="Musyawarah desa: menggantikan penerima yang meninggal; berita acara ditandatangani.",
        at=day(_BEGAN - 7, "13:00"),
    )
    link = cases.propose_help(
        by=told.back,
        need=need.pk,
        line=told.line("dd_blt"),
        amount=_CASH,
        purpose="Bantuan tunai satu bulan menurut keputusan musyawarah",
        at=day(_BEGAN - 8, "08:40"),
    )
    agreed = funds.agree(
        by=told.by(RoleCode.VILLAGE_HEAD), commitment=link.commitment, at=day(_BEGAN - 8, "11:00")
    )
    paid_at = day(_BEGAN - 10, "10:00")
    funds.pay(
        by=told.by(RoleCode.VILLAGE_TREASURER),
        commitment=agreed,
        book_reference=f"Siskeudes 0107/KWT/{stage.today.year} (contoh)",
        paid_on=stage.calendar.day_of(paid_at),
        at=paid_at,
    )
    cases.record_handover(
        by=told.back,
        need=need.pk,
        what="Bantuan tunai Rp300.000 untuk satu bulan",
        source_of_funds="Dana Desa, pos BLT",
        received_by=told.person("grandmother").name,
        relation="diri sendiri",
        mark="thumbprint",
        witnesses="Ketua RT (contoh) dan kader Posyandu (contoh)",
        commitment=link.commitment,
        at=day(_BEGAN - 10, "10:40"),
    )
    told.confirmed(need, day(_BEGAN - 12, "09:00"), "Uang diterima utuh, tanpa potongan.")


def _roof(told: Telling, cash: Need) -> None:
    """The rains come: the same service is open again, with another need."""
    day = told.stage.workday
    need = cases.add_need(
        by=told.facilitator,
        case=cash.case_id,
        need=NeedInput(HOUSE, "Kalau hujan tidur di dapur, atapnya bocor di tiga tempat."),
        at=day(4, "09:00"),
    )
    cases.visit(
        by=told.facilitator,
        need=need.pk,
        text="Tiga lembar seng berlubang, dua kasau lapuk. Tukang desa menaksir satu hari kerja.",
        result="Dapat diperbaiki di desa.",
        at=day(3, "10:00"),
    )
    cases.propose_help(
        by=told.back,
        need=need.pk,
        line=told.line("dd_rumah"),
        amount=_ROOF,
        purpose="Delapan lembar seng, dua kasau, dan upah tukang satu hari",
        at=day(1, "09:20"),
    )


STORY = Story("leaking_roof", _cast, _play)
