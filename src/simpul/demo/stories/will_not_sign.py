"""Story 11, told of an invented village. A widow asks for a paper; the village head will not sign it.

The reason of going on is seen by the sub-district alone: in the village nobody reads it. She writes her own
statement (SPTJM), the camat settles it on the fifth working day. Three others complained of the same before
and she does too: the inspectorate sees four, and the name of no reporter.
"""

from __future__ import annotations

from simpul.cases import actions as cases
from simpul.cases.types import Reporter
from simpul.demo.population.people import FamilyDraft, FamilyMaker
from simpul.demo.telling import Story, Telling
from simpul.offices.types import RoleCode
from simpul.registry import actions as registry

PAPER, COMPLAINT = "village_letter", "village_complaint"
_BEGAN = 13
_OTHERS = 3


def _cast(maker: FamilyMaker) -> list[FamilyDraft]:
    widow = maker.somebody("P", 48, "head")
    widow.part = "will_not_sign.widow"
    son = maker.somebody("L", 15, "child")
    son.facts = {"school_level": "smp", "in_school": True, "works": False}
    families = [FamilyDraft([widow, son], 0.12, facts={"decile": 2})]
    for place in range(_OTHERS):
        other = maker.somebody("P" if place else "L", 39 + 6 * place, "head")
        other.part = f"will_not_sign.{place}"
        families.append(FamilyDraft([other], 0.2))
    return families


def _play(told: Telling) -> None:
    day, widow = told.stage.workday, told.person("widow")
    told.look(told.facilitator, widow, day(_BEGAN, "08:50"))
    need = told.take_in(
        told.facilitator,
        widow,
        {PAPER: "Perlu surat keterangan untuk sekolah anak, pengajuan ditutup minggu depan."},
        day(_BEGAN, "09:00"),
    )[PAPER]
    for back, result in (
        (_BEGAN - 1, "Diminta datang lagi."),
        (_BEGAN - 2, "Tidak bersedia menandatangani."),
    ):
        cases.attempt(
            by=told.coordinator,
            need=need.pk,
            text="Berkas dibawa ke kantor desa untuk ditandatangani.",
            result=result,
            at=day(back, "10:00"),
        )
    told.climb(
        told.coordinator,
        need,
        day(_BEGAN - 2, "14:00"),
        "head_refuses",
        tried="Dua kali dibawa, tidak ditandatangani tanpa alasan tertulis.",
    )
    registry.propose(
        by=told.above(RoleCode.SUBDISTRICT_SUPERVISOR),
        person=widow,
        basis="sptjm",
        reason="Kepala desa tidak menandatangani; pendaftaran sekolah tidak dapat menunggu.",
        at=day(_BEGAN - 3, "09:00"),
    )
    cases.note(
        by=told.above(RoleCode.SUBDISTRICT_SUPERVISOR),
        need=need.pk,
        text="Surat pernyataan tanggung jawab mutlak ditandatangani di kantor kecamatan, dua saksi.",
        at=day(_BEGAN - 4, "11:00"),
    )
    told.close(
        told.above(RoleCode.SUBDISTRICT_HEAD),
        need,
        day(_BEGAN - 5, "10:30"),
        "met",
        note="Camat mengetahui surat pernyataan; surat dipakai mendaftar.",
    )
    _four_complaints(told)


def _four_complaints(told: Telling) -> None:
    day, supervisor = told.stage.workday, told.above(RoleCode.SUBDISTRICT_SUPERVISOR)
    camat = told.above(RoleCode.SUBDISTRICT_HEAD)
    for back, part in ((15, "0"), (13, "1"), (11, "2"), (_BEGAN - 5, "widow")):
        need = told.take_in(
            supervisor,
            told.person(part),
            {COMPLAINT: "Surat tidak ditandatangani tanpa alasan."},
            day(back, "13:00"),
            channel="visit",
            source="citizen",
            reporter=Reporter("Dirahasiakan", "pelapor"),
        )[COMPLAINT]
        cases.attempt(
            by=camat,
            need=need.pk,
            text="Kepala desa dipanggil dan didengar.",
            result="Tidak ada keterangan tertulis; polanya berulang.",
            at=day(back - 1, "10:00"),
        )
        told.climb(
            camat,
            need,
            day(back - 2, "09:00"),
            "repeated",
            "beyond_authority",
            tried="Sudah didengar di kecamatan; diteruskan untuk diperiksa.",
        )


STORY = Story("will_not_sign", _cast, _play, invented=True)
