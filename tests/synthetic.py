"""The invented districts of the tests as tables: areas, rungs, offices, categories, reasons."""

from __future__ import annotations

import datetime as dt

DISTRICT = "73.88"
VILLAGE = "73.88.01.2001"
OTHER_VILLAGE = "73.88.01.1002"  # a kelurahan of the same sub-district
FAR_VILLAGE = "73.88.02.2001"  # of another sub-district
ELSEWHERE = "33.88"
VILLAGE_ELSEWHERE = "33.88.01.2001"

MORNING = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)  # Tuesday 10.00 WITA
TODAY = dt.date(2026, 11, 24)

#: Monday to Friday 08.00-12.00 and 13.00-16.00, in minutes after midnight.
HOURS = [[[480, 720], [780, 960]] for _ in range(5)] + [[], []]

AREAS: dict[str, tuple[tuple[str, str, str], ...]] = {
    DISTRICT: (
        ("73.88", "Lembah Contoh", "regency"),
        ("73.88.01", "Hulu", "subdistrict"),
        ("73.88.02", "Hilir", "subdistrict"),
        (VILLAGE, "Sukamaju Contoh", "desa"),
        (OTHER_VILLAGE, "Pasar Contoh", "kelurahan"),
        (FAR_VILLAGE, "Muara Contoh", "desa"),
    ),
    ELSEWHERE: (
        ("33.88", "Pesisir Contoh", "regency"),
        ("33.88.01", "Pantai", "subdistrict"),
        (VILLAGE_ELSEWHERE, "Karang Contoh", "desa"),
    ),
}
RUNGS = (
    ("village", "Desa/kelurahan", "village"),
    ("subdistrict", "Kecamatan", "subdistrict"),
    ("desk", "Sekretariat SLRT", "district_desk"),
    ("agency", "Perangkat daerah", "agency"),
    ("tkpkd", "TKPKD", "tkpkd"),
    ("province", "Provinsi", "province"),
    ("centre", "Pusat", "centre"),
)
#: code, name, kind, rung, flags
OFFICES = (
    ("desk", "Sekretariat SLRT", "district_desk", "desk", {}),
    ("dinsos", "Dinas Sosial", "agency", "agency", {}),
    ("disdukcapil", "Disdukcapil", "agency", "agency", {}),
    ("disdik", "Dinas Pendidikan", "agency", "agency", {}),
    ("tkpkd", "TKPKD", "coordination", "tkpkd", {}),
    ("leadership", "Kantor Bupati", "coordination", "tkpkd", {}),
    ("inspectorate", "Inspektorat", "audit", "agency", {}),
    ("hospital", "RSUD Contoh", "hospital", "agency", {}),
    ("safe_house", "Puspaga", "counselling", "agency", {"confidential": True}),
    ("partner", "Yayasan Contoh", "partner", "agency", {"outside_government": True}),
    ("ministry", "Kementerian Sosial", "external", "centre", {"outside_government": False}),
)
#: code, plain words, icon, flags, route of (rung, office or None for the person's own, hours, clock)
CATEGORIES = (
    (
        "civil_registration",
        "Belum punya KTP atau KK",
        "id",
        {},
        (("village", None, 24, "working"), ("agency", "disdukcapil", 40, "working")),
    ),
    (
        "health_insurance",
        "Kartu BPJS tidak aktif",
        "activity-heartbeat",
        {"outside_bodies": ["ministry"]},
        (
            ("village", None, 24, "working"),
            ("agency", "dinsos", 16, "working"),
            ("centre", "ministry", 720, "calendar"),
        ),
    ),
    (
        "food",
        "Kekurangan makan",
        "tools-kitchen-2",
        {"village_may_settle": True},
        (
            ("village", None, 24, "working"),
            ("desk", "desk", 16, "working"),
            ("agency", "dinsos", 40, "working"),
            ("tkpkd", "tkpkd", 160, "working"),
        ),
    ),
    (
        "school_kit",
        "Perlengkapan sekolah",
        "school",
        {"village_may_settle": True},
        (
            ("village", None, 24, "working"),
            ("subdistrict", None, 16, "working"),
            ("desk", "desk", 16, "working"),
            ("agency", "disdik", 40, "working"),
        ),
    ),
    (
        "village_complaint",
        "Keluhan tentang desa atau RT",
        "speakerphone",
        {"about_village": True},
        (("subdistrict", None, 40, "working"), ("agency", "inspectorate", 80, "working")),
    ),
    (
        "violence",
        "Kekerasan atau penelantaran",
        "shield-lock",
        {"confidential": True},
        (("agency", "safe_house", 1, "calendar"),),
    ),
)
#: kind, code, sentence, flags
REASONS = (
    ("climb", "no_programme", "Tidak ada program yang sesuai", {}),
    ("climb", "no_money", "Anggaran desa tidak tersedia", {}),
    ("climb", "beyond_authority", "Di luar kewenangan desa", {}),
    ("climb", "head_refuses", "Kepala desa tidak menanggapi", {"above_only": True}),
    ("descend", "desk_says_village", "Dapat ditangani di desa", {}),
    ("descend", "papers_missing", "Berkas belum lengkap", {"needs_note": True}),
    ("override", "checked_by_hand", "Sudah dicek langsung", {"needs_note": True}),
    ("reorder", "health_risk", "Risiko kesehatan", {}),
    ("rest", "ministry", "Menunggu Kementerian Sosial", {}),
    (
        "refuse",
        "not_entitled",
        "Belum memenuhi syarat",
        {
            "plain": "Belum dapat dipenuhi karena syarat belum lengkap.",
            "instead": "Sekretariat SLRT",
            "can_do": "Melengkapi berkas lalu mengajukan lagi.",
        },
    ),
    (
        "refuse",
        "quota_full",
        "Kuota habis",
        {"plain": "Kuota tahun ini habis.", "can_do": "Masuk daftar tunggu."},
    ),
    ("result", "met", "Terpenuhi", {"met": True}),
    ("result", "not_possible", "Belum dapat dipenuhi", {"met": False, "needs_note": True}),
    ("result", "withdrawn", "Dicabut oleh keluarga", {"met": False}),
    ("result", "died", "Meninggal dunia", {"met": False}),
)
