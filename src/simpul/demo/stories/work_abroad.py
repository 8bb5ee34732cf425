"""Story 7, the matching only. A vocational graduate wants to train in Japan; a broker asks fifteen million.

Her service shows which conditions are met and which nobody has looked at yet: the language test. She is told
of the second intake, and that it costs nothing. The broker's telephone stands on five families by now: a data
steward is asked to look, and the matter goes to the inspectorate without her name.
"""

from __future__ import annotations

from simpul.cases import actions as cases
from simpul.cases.types import Reporter
from simpul.demo.population.people import FamilyDraft, FamilyMaker
from simpul.demo.telling import Story, Telling
from simpul.offices.types import RoleCode
from simpul.registry import actions as registry
from simpul.registry.models import NumberKind

ABROAD, LEVY = "work_abroad", "levy_complaint"
BROKER = "081000000077"
_BEGAN = 9
_FAMILIES = 5


def _cast(maker: FamilyMaker) -> list[FamilyDraft]:
    families = []
    for place in range(_FAMILIES):
        graduate = maker.somebody("P" if place == 0 else "L", 20 + place % 3, "child")
        graduate.part = f"work_abroad.{place}"
        graduate.facts = {
            "graduate": "smk",
            "school_level": "none",
            "in_school": False,
            "works": False,
            "owns_business": False,
            "disabled": "none",
            "chronic_illness": False,
        }
        mother = maker.somebody("P", 45, "head")
        families.append(FamilyDraft([mother, graduate], 0.24, facts={"decile": 3}))
    return families


def _play(told: Telling) -> None:
    day, graduate = told.stage.workday, told.person("0")
    told.look(
        told.facilitator, graduate, day(_BEGAN, "13:10"), by_hand={"siks_found": True, "siks_decile": 3}
    )
    needs = told.take_in(
        told.facilitator,
        graduate,
        {ABROAD: "Ingin magang ke Jepang. Ada yang menawarkan jalan cepat, minta lima belas juta."},
        day(_BEGAN, "13:20"),
    )
    need = needs[ABROAD]
    cases.visit(
        by=told.facilitator,
        need=need.pk,
        text="Ijazah SMK, surat izin orang tua, dan surat sehat dilihat. Tes bahasa belum diikuti.",
        result="Ikut kelas bahasa dahulu; mendaftar pada angkatan berikutnya. Pendaftaran gratis.",
        at=day(_BEGAN - 2, "10:00"),
    )
    for place in range(_FAMILIES):
        registry.record_number(
            by=told.facilitator,
            person=told.person(str(place)),
            kind=NumberKind.PHONE,
            number=BROKER,
            source="disampaikan",
            at=day(_BEGAN - 3, "09:00"),
        )
    told.take_in(
        told.above(RoleCode.SUBDISTRICT_SUPERVISOR),
        graduate,
        {LEVY: "Diminta lima belas juta oleh perantara dengan janji berangkat lebih dulu."},
        day(_BEGAN - 3, "11:00"),
        channel="visit",
        source="officer",
        reporter=Reporter("Dirahasiakan", "pelapor"),
    )


STORY = Story("work_abroad", _cast, _play)
