"""The facts Simpul knows about the family, the house and the day of judging."""

from __future__ import annotations

from simpul.programmes.rules.person_facts import PERSON_FACTS
from simpul.programmes.rules.vocabulary import FactSpec, Vocabulary

F = FactSpec

_FLOORS = ("marble", "ceramic", "vinyl", "tile", "wood", "cement", "bamboo", "earth", "other")
_WALLS = ("masonry", "plastered_bamboo", "board", "woven_bamboo", "log", "bamboo", "other")
_ROOFS = ("concrete", "tile", "zinc", "asbestos", "wood", "bamboo", "thatch", "other")
_TOILETS = ("own", "shared", "communal", "public", "unused", "none")
_WATER = ("bottled", "refill", "piped", "borehole", "protected_well", "unprotected_well", "protected_spring")
_WATER_MORE = ("unprotected_spring", "surface", "rain", "other")

_FAMILY = (
    F("family.decile", "int", "Desil kesejahteraan", "Berapa desilnya pada data terbaru?"),
    F("family.in_registry", "bool", "Tercatat dalam data terpadu", "Apakah tercatat dalam data terpadu?"),
    F(
        "family.verified_poor",
        "bool",
        "Dinyatakan miskin oleh musyawarah atau kunjungan",
        "Apakah musyawarah atau kunjungan rumah menyatakan keluarga ini miskin?",
    ),
    F("family.size", "int", "Jumlah anggota keluarga", "Berapa orang anggota keluarganya?", "orang"),
    F(
        "family.kk_local",
        "bool",
        "Kartu keluarga setempat",
        "Apakah kartu keluarganya diterbitkan kabupaten ini?",
    ),
    F("family.has_kk", "bool", "Punya kartu keluarga", "Apakah sudah punya kartu keluarga?"),
    F(
        "family.resident",
        "bool",
        "Tinggal di desa ini",
        "Apakah keluarga ini tinggal di desa atau kelurahan ini?",
    ),
    F(
        "family.area_kind",
        "string",
        "Desa atau kelurahan",
        "Tinggal di desa atau kelurahan?",
        choices=("desa", "kelurahan"),
    ),
    F(
        "family.receives",
        "list",
        "Program yang diterima keluarga",
        "Program apa yang sudah diterima keluarga ini?",
    ),
    F(
        "family.has_civil_servant",
        "bool",
        "Ada anggota ASN, TNI, Polri, atau BUMN",
        "Apakah ada anggota yang bekerja sebagai ASN, TNI, Polri, atau pegawai BUMN?",
    ),
    F("family.single_elderly", "bool", "Lansia tunggal", "Apakah isinya hanya lansia yang tinggal sendiri?"),
    F("family.income_lost", "bool", "Kehilangan mata pencaharian", "Apakah kehilangan mata pencaharian?"),
    F(
        "family.income_month",
        "int",
        "Penghasilan sebulan",
        "Berapa penghasilan keluarga dalam sebulan?",
        "rupiah",
    ),
    F(
        "family.has_zakat_right",
        "bool",
        "Berhak menerima zakat",
        "Apakah keluarga ini termasuk penerima zakat?",
    ),
    F(
        "family.food_worry",
        "bool",
        "Khawatir tidak bisa makan",
        "Dalam setahun terakhir pernah khawatir tidak makan?",
    ),
    F("family.disaster_victim", "bool", "Korban bencana", "Apakah baru terkena bencana atau kebakaran?"),
    F("family.power_va", "int", "Daya listrik", "Berapa daya listrik rumahnya?", "VA"),
)

_HOUSE = (
    F("house.owned", "bool", "Rumah milik sendiri", "Apakah rumahnya milik sendiri?"),
    F("house.land_owned", "bool", "Tanah milik sendiri", "Apakah tanahnya milik sendiri?"),
    F("house.land_proof", "bool", "Ada bukti hak atas tanah", "Apakah ada bukti hak atas tanah?"),
    F("house.land_certificate", "bool", "Tanah bersertifikat", "Apakah tanahnya bersertifikat?"),
    F("house.only_house", "bool", "Satu-satunya rumah", "Apakah ini satu-satunya rumah keluarga?"),
    F(
        "house.helped_before",
        "bool",
        "Pernah mendapat bantuan rumah",
        "Apakah pernah mendapat bantuan rumah?",
    ),
    F(
        "house.helped_year",
        "int",
        "Tahun bantuan rumah terakhir",
        "Tahun berapa bantuan rumah terakhir?",
        "tahun",
    ),
    F("house.area_m2", "double", "Luas lantai", "Berapa luas lantai rumahnya?", "m²"),
    F("house.floor", "string", "Lantai terluas", "Lantai rumahnya dari apa?", choices=_FLOORS),
    F("house.wall", "string", "Dinding terluas", "Dinding rumahnya dari apa?", choices=_WALLS),
    F("house.wall_broken", "bool", "Dinding rusak", "Apakah dindingnya rusak?"),
    F("house.roof", "string", "Atap terluas", "Atap rumahnya dari apa?", choices=_ROOFS),
    F("house.roof_broken", "bool", "Atap rusak", "Apakah atapnya rusak?"),
    F("house.roof_leaks", "bool", "Atap bocor", "Apakah atapnya bocor?"),
    F("house.toilet", "string", "Jamban", "Di mana keluarga buang air besar?", choices=_TOILETS),
    F(
        "house.water",
        "string",
        "Sumber air minum",
        "Dari mana air minumnya?",
        choices=(*_WATER, *_WATER_MORE),
    ),
    F("house.electricity", "bool", "Ada listrik", "Apakah rumahnya berlistrik?"),
)

_TODAY = (
    F("today.date", "date", "Tanggal penilaian", "Tanggal berapa penilaian ini?"),
    F("today.year", "int", "Tahun penilaian", "Tahun berapa penilaian ini?"),
    F("today.month", "int", "Bulan penilaian", "Bulan berapa penilaian ini?"),
)

DEFAULT_VOCABULARY = Vocabulary((*PERSON_FACTS, *_FAMILY, *_HOUSE, *_TODAY))
