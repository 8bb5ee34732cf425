"""Facts in words: what each choice is called on a page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simpul.programmes.rules import FactSpec

Words = dict[str, str | Promise]

#: Choices by the fact, where they are more than a letter.
CHOICES: dict[str, Words] = {
    "person.school_level": {
        "none": gettext_lazy("Tidak bersekolah"),
        "tk": "TK",
        "sd": "SD",
        "mi": "MI",
        "smp": "SMP",
        "mts": "MTs",
        "sma": "SMA",
        "smk": "SMK",
        "ma": "MA",
        "college": gettext_lazy("Perguruan tinggi"),
    },
    "house.floor": {
        "marble": gettext_lazy("Marmer atau granit"),
        "ceramic": gettext_lazy("Keramik"),
        "vinyl": gettext_lazy("Parket, vinil, atau karpet"),
        "tile": gettext_lazy("Ubin, tegel, atau teraso"),
        "wood": gettext_lazy("Kayu atau papan"),
        "cement": gettext_lazy("Semen atau bata merah"),
        "bamboo": gettext_lazy("Bambu"),
        "earth": gettext_lazy("Tanah"),
        "other": gettext_lazy("Lainnya"),
    },
    "house.wall": {
        "masonry": gettext_lazy("Tembok"),
        "plastered_bamboo": gettext_lazy("Plesteran anyaman bambu"),
        "board": gettext_lazy("Kayu atau papan"),
        "woven_bamboo": gettext_lazy("Anyaman bambu"),
        "log": gettext_lazy("Batang kayu"),
        "bamboo": gettext_lazy("Bambu"),
        "other": gettext_lazy("Lainnya"),
    },
    "house.roof": {
        "concrete": gettext_lazy("Beton"),
        "tile": gettext_lazy("Genteng"),
        "zinc": gettext_lazy("Seng"),
        "asbestos": gettext_lazy("Asbes"),
        "wood": gettext_lazy("Kayu atau sirap"),
        "bamboo": gettext_lazy("Bambu"),
        "thatch": gettext_lazy("Jerami, ijuk, atau rumbia"),
        "other": gettext_lazy("Lainnya"),
    },
    "house.toilet": {
        "own": gettext_lazy("Jamban sendiri"),
        "shared": gettext_lazy("Jamban bersama keluarga tertentu"),
        "communal": gettext_lazy("MCK komunal"),
        "public": gettext_lazy("MCK umum"),
        "unused": gettext_lazy("Ada jamban, tidak dipakai"),
        "none": gettext_lazy("Tidak ada jamban"),
    },
    "house.water": {
        "bottled": gettext_lazy("Air kemasan"),
        "refill": gettext_lazy("Air isi ulang"),
        "piped": gettext_lazy("Leding"),
        "borehole": gettext_lazy("Sumur bor atau pompa"),
        "protected_well": gettext_lazy("Sumur terlindung"),
        "unprotected_well": gettext_lazy("Sumur tak terlindung"),
        "protected_spring": gettext_lazy("Mata air terlindung"),
        "unprotected_spring": gettext_lazy("Mata air tak terlindung"),
        "surface": gettext_lazy("Air sungai, danau, atau waduk"),
        "rain": gettext_lazy("Air hujan"),
        "other": gettext_lazy("Lainnya"),
    },
}


SOURCES: Words = {
    "visit": gettext_lazy("Dilihat saat kunjungan"),
    "told": gettext_lazy("Kata keluarga"),
    "paper": gettext_lazy("Tertulis pada dokumen"),
}
"""How a fact became known, by `registry.types.FOUND_BY`."""


def source_words(source: str) -> str:
    """How a fact became known, in words."""
    return str(SOURCES[source])


def choices_of(spec: FactSpec) -> list[tuple[str, str]]:
    """What may be chosen for a fact, in words."""
    words = CHOICES.get(spec.path, {})
    return [(choice, str(words.get(choice, choice))) for choice in spec.choices]


def value_of(spec: FactSpec, value: object) -> str:
    """A value of a fact as a page says it."""
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, list):
        return ", ".join(str(each) for each in value) or _("tidak ada")
    text = str(CHOICES.get(spec.path, {}).get(str(value), value))
    return f"{text} {spec.unit}".strip()
