"""Who in the village is meant? All people are invented; each query carries the fault its comment names."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.ground.names import LONGEST, normalise, rank

VILLAGE = [
    "Siti Aminah",
    "Siti Aminah Dg. Ngai",
    "St. Hadijah",
    "Sitti Rahmatiah",
    "Muhammad Yusuf",
    "Muh. Saleh",
    "Moh. Syarifuddin Dg. Sila",
    "Syamsuddin",
    "Kamaruddin Dg. Nompo",
    "Baharuddin bin Baso",
    "A. Tenri Ola",
    "Andi Baso Mappatunru",
    "Karaeng Lompo",
    "H. Abd. Rahman",
    "Hj. Nurhayati",
    "Nur Aini",
    "Sri Wahyuni",
    "Sri Mulyani",
    "Fatimah",
    "Patta Rani",
    "Halimah Sa'diyah",
    "Jumriah",
    "Jamila",
    "Surya Wijaya",
    "Sukarjo",
    "Cahyo Utomo",
    "Khaerul Anwar",
    "Usman Ali",
    "Zainal Abidin",
    "Ramlah",
    "Ramli",
    "Besse Tang",
    "Sutrisno, S.Pd.",
    "Amir",
    "Dewi Lestari",
    "Ahmad Dahlan",
    "Ali",
]


def found(query: str, limit: int = 5) -> list[str]:
    return [VILLAGE[place] for place, _ in rank(query, enumerate(VILLAGE), limit=limit)]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("Siti Aminah", "Siti Aminah"),  # as written
        ("siti aminah", "Siti Aminah"),  # small letters
        ("Sitti Amina", "Siti Aminah"),  # other spelling of both
        ("St Aminah Daeng Ngai", "Siti Aminah Dg. Ngai"),  # titles written otherwise
        ("Aminah", "Siti Aminah"),  # a word missing
        ("Amniah Siti", "Siti Aminah"),  # swapped words, swapped letters
        ("Siti Chadidjah", "St. Hadijah"),  # old spelling
        ("Khadija", "St. Hadijah"),
        ("Rahmatia", "Sitti Rahmatiah"),
        ("Moehammad Joesoef", "Muhammad Yusuf"),  # old spelling
        ("Muh Yusup", "Muhammad Yusuf"),
        ("M. Jusuf", "Muhammad Yusuf"),  # an initial
        ("Mohammad Shaleh", "Muh. Saleh"),  # a letter too many
        ("Saripuddin", "Moh. Syarifuddin Dg. Sila"),  # p for f
        ("Dg Sila", "Moh. Syarifuddin Dg. Sila"),  # known by the last name
        ("Samsudin", "Syamsuddin"),
        ("Kamarudin Nompo", "Kamaruddin Dg. Nompo"),
        ("Baharudin", "Baharuddin bin Baso"),
        ("Andi Tenriola", "A. Tenri Ola"),  # joined
        ("Baso Mappatunru", "Andi Baso Mappatunru"),
        ("Kr. Lompo", "Karaeng Lompo"),
        ("Haji Abdul Rahman", "H. Abd. Rahman"),
        ("Abdurrahman", "H. Abd. Rahman"),  # joined and elided
        ("Nur Hayati", "Hj. Nurhayati"),  # split
        ("Nuraini", "Nur Aini"),  # joined
        ("Nur'aini", "Nur Aini"),
        ("Sri Wahyuny", "Sri Wahyuni"),
        ("Srie Muljani", "Sri Mulyani"),
        ("Patima", "Fatimah"),
        ("Halima Sadia", "Halimah Sa'diyah"),
        ("Djumriah", "Jumriah"),
        ("Djamilah", "Jamila"),
        ("Soerja Widjaja", "Surya Wijaya"),
        ("Soekardjo", "Sukarjo"),
        ("Tjahjo Oetomo", "Cahyo Utomo"),
        ("Haerul Anwar", "Khaerul Anwar"),
        ("Chairul", "Khaerul Anwar"),
        ("Utsman Ali", "Usman Ali"),
        ("Sainal", "Zainal Abidin"),
        ("Ramlli", "Ramli"),  # a doubled letter
        ("Bese Tang", "Besse Tang"),
        ("Sutris", "Sutrisno, S.Pd."),  # only the beginning
        ("amir", "Amir"),  # a one-word name
        ("Dewy Lestary", "Dewi Lestari"),
        ("Dahlan Achmad", "Ahmad Dahlan"),
        ("Ali", "Ali"),  # the whole name goes before the one that holds it
        ("\N{RIGHT-TO-LEFT OVERRIDE}Siti\N{ZERO WIDTH SPACE} Aminah\x00", "Siti Aminah"),
    ],
)
def test_the_one_who_is_meant_stands_first(query, meant):
    assert found(query)[0] == meant


@pytest.mark.parametrize(
    "query", ["", " ", ".,-", "Xyzzy", "Wolfgang", "\N{GRINNING FACE}", "\x00", "z" * 5_000, "Siti Bungawali"]
)
def test_nobody_is_found_for_a_name_that_nobody_bears(query):
    assert found(query) == []


def test_a_title_alone_finds_those_who_bear_it():
    bearers = {"Siti Aminah", "Siti Aminah Dg. Ngai", "St. Hadijah", "Sitti Rahmatiah"}
    assert set(found("Siti", limit=9)) == bearers


def test_both_who_bear_a_name_are_shown_the_exact_one_first():
    assert found("Siti Aminah")[:2] == ["Siti Aminah", "Siti Aminah Dg. Ngai"]


def test_only_the_same_name_scores_one():
    scores = dict(rank("Siti Aminah", enumerate(VILLAGE), limit=50))
    assert scores[0] == 1.0
    assert all(0.55 < score < 1 for place, score in scores.items() if place)


def test_no_more_are_answered_than_asked_for():
    assert len(found("Ramla", limit=1)) == 1
    assert found("Ramla", limit=2) == ["Ramlah", "Ramli"]
    assert found("Ramla", limit=0) == []


def test_an_empty_village_has_nobody():
    assert rank("Siti", [], limit=5) == []
    assert rank("Siti", [(1, ""), (2, "\N{GRINNING FACE}")], limit=5) == []


def test_stored_names_find_as_well_as_written_ones():
    stored = [(place, normalise(name)) for place, name in enumerate(VILLAGE)]
    assert rank("Patima", stored, limit=5) == rank("Patima", enumerate(VILLAGE), limit=5)


def test_of_equals_the_first_row_stands_first():
    assert [key for key, _ in rank("Amir", [("b", "Amir"), ("a", "Amir")], limit=2)] == ["b", "a"]


def test_one_typing_error_in_a_large_village_still_leads_to_the_person():
    rng = random.Random(11)
    starts = ["bahra", "dar", "fahri", "hasna", "ima", "jum", "kama", "lukma", "mur", "nasa", "rosma", "suri"]
    ends = ["ti", "wati", "ni", "din", "ruddin", "sia"]
    village = sorted(
        {
            f"{rng.choice(starts)}{rng.choice(ends)} {rng.choice(starts)}{rng.choice(ends)}"
            for _ in range(2_000)
        }
    )
    asked = rng.sample(range(len(village)), 100)
    hits = 0
    for place in asked:
        name = list(village[place])
        del name[rng.randrange(1, len(name) - 1)]
        answers = rank("".join(name), enumerate(village), limit=5)
        hits += place in [key for key, _ in answers]
    assert hits >= 95


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("A. Tenri", "andi tenri"),
        ("A", "a"),
        ("Rahman A.", "rahman a"),  # only a first A. is Andi
        ("Dg. Ngai", "dg ngai"),
        ("DAENG NGAI", "dg ngai"),
        ("Hadji Saleh", "h saleh"),
        ("Muh.Saleh", "muh saleh"),
        ("Mochamad Toha", "muh toha"),
        ("Sjarif", "syarif"),
        ("Masjidi", "masjidi"),  # sj inside a word is no old sign
        ("Panjang", "panjang"),  # nj neither
        ("Njoman", "nyoman"),
        ("Jamil", "jamil"),  # j of today
        ("Tjokroaminoto", "cokroaminoto"),
        ("Al-Amin", "al amin"),
        ("Ma\N{RIGHT SINGLE QUOTATION MARK}ruf", "maruf"),
        ("Jos\N{LATIN SMALL LETTER E WITH ACUTE}", "jose"),
        ("Siti Aminah, S.Pd., M.Si.", "siti aminah"),
        ("Aminah, Siti", "aminah siti"),
        ("Daeng, Hj. Sitti Rahmatiah", "dg hj siti rahmatiah"),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER S}iti", "siti"),
        ("", ""),
    ],
)
def test_a_name_is_brought_into_one_form(written, stored):
    assert normalise(written) == stored


def test_a_name_without_end_is_cut():
    assert len(normalise("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 5_000)) <= LONGEST
    assert len(normalise("oe " * 5_000).split()) == 12


names = st.text(alphabet=st.sampled_from("abcdehijknostuy .,'-A"), max_size=40) | st.text(max_size=300)


@given(names)
def test_bringing_into_form_twice_changes_nothing_more(name):
    assert normalise(normalise(name)) == normalise(name)


@given(names, st.lists(names, max_size=8))
def test_no_name_breaks_the_search_and_a_name_finds_itself(query, others):
    rows = list(enumerate([*others, query]))
    answers = rank(query, rows, limit=20)
    assert all(0.55 < score <= 1 for _, score in answers)
    assert bool(normalise(query)) == (len(others) in [key for key, _ in answers])
