"""The programmes districts really have can be said in the profile, and tell families apart."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from simpul.programmes.rules import DEFAULT_VOCABULARY, Criterion, judge_all, overall, parse

SOURCE = Path(__file__).parents[3] / "src"

NO_OFFICIAL = "!family.has_civil_servant"
POOR = "family.in_registry && family.decile <= 4 || family.verified_poor"

PROGRAMMES = {
    "family hope": [
        "family.decile <= 4",
        NO_OFFICIAL,
        """members.exists(m, m.pregnant || m.postpartum || m.age <= 6 || m.severely_disabled || m.age >= 60
            || m.age <= 21 && m.in_school && !m.finished_12_years)""",
    ],
    "food card": ["family.decile <= 5", NO_OFFICIAL],
    "premium paid by the state": ["family.in_registry", "family.decile <= 5", "!person.insured_active"],
    "premium again": [
        "person.insurance_removed",
        "person.chronic_illness || person.emergency_illness",
        "person.facility_letter",
        POOR,
    ],
    "school money": [
        "person.age >= 6 && person.age <= 21",
        "person.in_school",
        """"kip" in person.receives || "pkh" in family.receives || person.orphan || person.disabled""",
    ],
    "social rehabilitation": ["family.decile <= 5", "person.neglected || person.disabled || person.orphan"],
    "meals for the old": [
        POOR,
        "person.age >= 75",
        "family.single_elderly",
        "!person.state_pensioner",
        "person.nik_matched && family.has_kk",
    ],
    "cash from the village": [
        'family.area_kind == "desa" && family.resident',
        "family.decile <= 4",
        """family.income_lost || members.exists(m, m.chronic_illness || m.disabled)
            || !("pkh" in family.receives) || family.single_elderly""",
    ],
    "boarding school": [
        "family.decile <= 2",
        "person.age >= 6 && person.age <= 18",
        "person.parents_consent",
    ],
    "house repair": [
        POOR,
        "house.owned && house.land_owned && house.land_proof",
        """house.wall_broken || house.roof_broken || house.floor == "earth" || house.toilet == "none"
            || house.area_m2 / family.size < 7.2""",
        "!house.helped_before",
        "family.size > 1",
    ],
    "house by own labour": [
        "house.land_owned && house.only_house",
        "!house.helped_before || today.year - house.helped_year > 10",
        "family.income_month <= 3500000",
    ],
    "house from zakat": [POOR, "family.has_zakat_right", "house.land_owned && house.land_certificate"],
    "house by police and army": [POOR, "house.owned", "house.roof_leaks || house.wall_broken"],
    "smallest credit": ["!person.had_business_credit", "person.owns_business || person.business_coached"],
    "small credit": ["person.owns_business", "person.business_months >= 6"],
    "electricity": ["family.in_registry", "house.electricity", "family.power_va in [450, 900]"],
    "poverty letter": ["family.resident", POOR],
    "class 3 for everybody": ["family.kk_local && person.has_nik", "!person.insured_active"],
    "uniforms": ['person.school_level in ["tk", "sd", "mi", "smp", "mts", "sma", "smk", "ma"]', POOR],
    "apprenticeship abroad": [
        "person.graduate_smk || person.graduate_training",
        "age(person.birth_date, today.date) >= 18 && age(person.birth_date, today.date) <= 26",
        "person.language_test_passed",
        "person.fit_for_work && person.height_cm >= 160",
        "person.has_ktp",
        "!person.married",
    ],
    "ambulance": [],
    "zakat for the sick": [POOR, "person.chronic_illness || person.emergency_illness"],
    "company money": [POOR, 'members.filter(m, "csr" in m.receives).size() == 0'],
    "wheelchair": ["person.needs_aid", POOR],
    "orphans": ["person.orphan && person.age < 18", "family.decile <= 5"],
    "fertiliser": ["person.farmer", "person.land_ha <= 2"],
    "fishers": ["person.fisher", "person.has_ktp"],
    "papers": ["!person.has_nik || !family.has_kk"],
    "disaster": ["family.disaster_victim"],
    "mental health": ["person.mental_illness", "person.alone || family.income_lost"],
    "stunting": ["person.age < 5", "person.stunted"],
    "many children": ["members.filter(m, m.age <= 21 && m.in_school).size() >= 3", "family.decile <= 4"],
}
PROGRAMMES = {
    name: [Criterion(f"c{at}", name, f"{name}.", parse(rule)) for at, rule in enumerate(rules)]
    for name, rules in PROGRAMMES.items()
}

MOTHER = {"age": 30, "sex": "P", "pregnant": True, "in_school": False, "has_nik": True}
POOR_FAMILY = {
    "family.decile": 2,
    "family.in_registry": True,
    "family.has_civil_servant": False,
    "family.area_kind": "desa",
    "family.resident": True,
    "family.receives": ["bpnt"],
    "family.size": 4,
    "family.kk_local": True,
    "house.owned": True,
    "house.land_owned": True,
    "house.land_proof": True,
    "house.helped_before": False,
    "house.area_m2": 24,
    "house.floor": "earth",
    "person.age": 30,
    "person.birth_date": date(1996, 2, 1),
    "person.has_nik": True,
    "person.insured_active": False,
    "today.date": date(2026, 7, 1),
    "today.year": 2026,
    "members": [MOTHER, {"age": 33}, {"age": 8, "in_school": True}, {"age": 2}],
}
HELPED = {"house.helped_before": True}
RICH_FAMILY = POOR_FAMILY | {
    "family.decile": 9,
    "family.verified_poor": False,
    "family.has_civil_servant": True,
}


def fits(programme, facts):
    DEFAULT_VOCABULARY.check(facts)
    return overall(judge_all(PROGRAMMES[programme], facts))


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_nothing_is_decided_about_a_family_nobody_knows(programme):
    assert fits(programme, {}) == ("fits" if programme == "ambulance" else "unclear")


@pytest.mark.parametrize(
    ("programme", "facts", "expected"),
    [
        ("family hope", POOR_FAMILY, "fits"),
        ("family hope", RICH_FAMILY, "does_not_fit"),
        ("family hope", POOR_FAMILY | {"family.has_civil_servant": None}, "unclear"),
        ("food card", POOR_FAMILY, "fits"),
        ("premium paid by the state", POOR_FAMILY, "fits"),
        ("cash from the village", POOR_FAMILY, "fits"),
        ("cash from the village", POOR_FAMILY | {"family.area_kind": "kelurahan"}, "does_not_fit"),
        ("house repair", POOR_FAMILY, "fits"),
        ("house repair", POOR_FAMILY | {"house.floor": "ceramic"}, "fits"),
        ("house repair", POOR_FAMILY | {"house.floor": "ceramic", "house.area_m2": 60}, "unclear"),
        ("house repair", POOR_FAMILY | HELPED, "does_not_fit"),
        ("house by own labour", POOR_FAMILY | HELPED | {"house.helped_year": 2020}, "does_not_fit"),
        ("house by own labour", POOR_FAMILY | HELPED | {"house.helped_year": 2010}, "unclear"),
        ("class 3 for everybody", POOR_FAMILY, "fits"),
        ("class 3 for everybody", RICH_FAMILY, "fits"),
        ("class 3 for everybody", POOR_FAMILY | {"family.kk_local": None}, "unclear"),
        ("uniforms", POOR_FAMILY | {"person.school_level": "smp"}, "fits"),
        ("uniforms", POOR_FAMILY | {"person.school_level": "college"}, "does_not_fit"),
        ("apprenticeship abroad", POOR_FAMILY, "does_not_fit"),
        ("many children", POOR_FAMILY, "does_not_fit"),
        ("papers", POOR_FAMILY, "unclear"),
        ("papers", POOR_FAMILY | {"person.has_nik": False}, "fits"),
    ],
)
def test_families_are_told_apart(programme, facts, expected):
    assert fits(programme, facts) == expected


def test_six_of_seven_conditions_and_the_missing_one_is_named():
    graduate = {
        "person.graduate_smk": True,
        "person.birth_date": date(2007, 5, 1),
        "today.date": date(2026, 7, 1),
        "person.fit_for_work": True,
        "person.height_cm": 168,
        "person.has_ktp": True,
        "person.married": False,
    }
    results = judge_all(PROGRAMMES["apprenticeship abroad"], graduate)
    assert overall(results) == "unclear"
    assert [result.verdict.missing for result in results if result.state == "unknown"] == [
        ("person.language_test_passed",)
    ]


def test_the_rules_are_light_to_load():
    look = "import simpul.programmes.rules, sys; print({'django', 'celpy', 'lark', 'cel'} & set(sys.modules))"
    found = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True, cwd=SOURCE
    )
    assert found.stdout == "set()\n"
