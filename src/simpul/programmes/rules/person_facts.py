"""The facts Simpul knows about a person."""

from __future__ import annotations

from simpul.programmes.rules.vocabulary import FactSpec

F = FactSpec

_SCHOOL_LEVELS = ("none", "tk", "sd", "mi", "smp", "mts", "sma", "smk", "ma", "college")
_RELATIONS = ("head", "spouse", "child", "child_in_law", "grandchild", "parent", "servant", "other")
_SEGMENTS = ("none", "pbi", "pbi_local", "worker", "self_paid", "other")
PERSON_FACTS = (
    F("person.age", "int", "Umur", "Berapa umurnya sekarang?", "tahun"),
    F("person.birth_date", "date", "Tanggal lahir", "Kapan tanggal lahirnya?"),
    F("person.sex", "string", "Jenis kelamin", "Laki-laki (L) atau perempuan (P)?", choices=("L", "P")),
    F(
        "person.relation",
        "string",
        "Hubungan dengan kepala keluarga",
        "Apa hubungannya dengan kepala keluarga?",
        choices=_RELATIONS,
    ),
    F("person.married", "bool", "Berstatus kawin", "Apakah sedang berstatus kawin?"),
    F(
        "person.alone",
        "bool",
        "Hidup sendiri tanpa pengasuh",
        "Apakah tinggal sendiri tanpa ada yang merawat?",
    ),
    F("person.orphan", "bool", "Yatim, piatu, atau yatim piatu", "Apakah ayah atau ibunya sudah meninggal?"),
    F(
        "person.neglected",
        "bool",
        "Terlantar menurut penilaian pekerja sosial",
        "Apakah pekerja sosial menilai orang ini terlantar?",
    ),
    F("person.has_nik", "bool", "Punya NIK", "Apakah sudah punya NIK?"),
    F("person.nik_matched", "bool", "NIK padan dengan Dukcapil", "Apakah NIK sudah padan di Dukcapil?"),
    F("person.has_ktp", "bool", "Punya KTP", "Apakah sudah punya KTP?"),
    F(
        "person.school_level",
        "string",
        "Jenjang sekolah sekarang",
        "Di jenjang apa ia bersekolah sekarang?",
        choices=_SCHOOL_LEVELS,
    ),
    F("person.in_school", "bool", "Sedang bersekolah", "Apakah sedang bersekolah?"),
    F(
        "person.finished_12_years",
        "bool",
        "Tamat pendidikan 12 tahun",
        "Apakah sudah tamat SMA atau sederajat?",
    ),
    F("person.graduate_smk", "bool", "Lulusan SMK", "Apakah lulusan SMK?"),
    F("person.graduate_training", "bool", "Lulusan balai latihan kerja", "Apakah lulus pelatihan di BLK?"),
    F("person.parents_consent", "bool", "Orang tua setuju", "Apakah orang tua sudah menyatakan setuju?"),
    F("person.pregnant", "bool", "Sedang hamil", "Apakah sedang hamil?"),
    F("person.postpartum", "bool", "Dalam masa nifas", "Apakah melahirkan dalam enam minggu terakhir?"),
    F("person.pregnancy_number", "int", "Kehamilan ke berapa", "Ini kehamilan yang keberapa?"),
    F("person.stunted", "bool", "Tercatat stunting", "Apakah tercatat stunting di Posyandu?"),
    F("person.disabled", "bool", "Penyandang disabilitas", "Apakah penyandang disabilitas?"),
    F(
        "person.severely_disabled",
        "bool",
        "Disabilitas berat",
        "Apakah tidak dapat merawat diri tanpa bantuan?",
    ),
    F(
        "person.needs_aid",
        "bool",
        "Membutuhkan alat bantu",
        "Apakah membutuhkan alat bantu (kursi roda, dsb.)?",
    ),
    F("person.mental_illness", "bool", "Gangguan jiwa", "Apakah didiagnosis gangguan jiwa?"),
    F("person.chronic_illness", "bool", "Sakit menahun", "Apakah menderita sakit menahun?"),
    F("person.emergency_illness", "bool", "Sakit darurat", "Apakah sedang dalam keadaan sakit darurat?"),
    F(
        "person.facility_letter",
        "bool",
        "Punya surat dari fasilitas kesehatan",
        "Apakah ada surat keterangan dari Puskesmas atau rumah sakit?",
    ),
    F("person.insured_active", "bool", "Jaminan kesehatan aktif", "Apakah kepesertaan JKN aktif?"),
    F(
        "person.insurance_segment",
        "string",
        "Segmen jaminan kesehatan",
        "Terdaftar JKN sebagai peserta apa?",
        choices=_SEGMENTS,
    ),
    F(
        "person.insurance_removed",
        "bool",
        "Pernah dinonaktifkan dari PBI",
        "Apakah PBI-nya pernah dinonaktifkan?",
    ),
    F("person.works", "bool", "Bekerja", "Apakah bekerja dalam seminggu terakhir?"),
    F(
        "person.civil_servant",
        "bool",
        "ASN, TNI, Polri, atau pegawai BUMN",
        "Apakah bekerja sebagai ASN, TNI, Polri, atau pegawai BUMN?",
    ),
    F("person.state_pensioner", "bool", "Pensiunan ASN, TNI, atau Polri", "Apakah menerima pensiun negara?"),
    F("person.migrant_worker", "bool", "Pekerja migran", "Apakah pernah atau akan bekerja di luar negeri?"),
    F("person.owns_business", "bool", "Punya usaha sendiri", "Apakah punya usaha sendiri?"),
    F("person.business_months", "int", "Lama usaha", "Sudah berapa bulan usahanya berjalan?", "bulan"),
    F(
        "person.business_coached",
        "bool",
        "Usaha didampingi atau berkelompok",
        "Apakah usahanya didampingi, berkelompok, atau dibantu keluarga?",
    ),
    F(
        "person.had_business_credit",
        "bool",
        "Pernah menerima kredit usaha",
        "Apakah pernah menerima kredit usaha bersubsidi?",
    ),
    F("person.farmer", "bool", "Petani", "Apakah bekerja sebagai petani?"),
    F("person.fisher", "bool", "Nelayan", "Apakah bekerja sebagai nelayan?"),
    F("person.land_ha", "double", "Luas lahan garapan", "Berapa hektare lahan yang digarap?", "ha"),
    F("person.language_test_passed", "bool", "Lulus tes bahasa", "Apakah sudah lulus tes bahasa?"),
    F("person.fit_for_work", "bool", "Sehat untuk bekerja", "Apakah ada surat sehat untuk bekerja?"),
    F("person.height_cm", "int", "Tinggi badan", "Berapa tinggi badannya?", "cm"),
    F(
        "person.receives",
        "list",
        "Program yang diterima orang ini",
        "Program apa yang sudah diterima orang ini?",
    ),
)
