"""What can be wrong with a rule: a code, a place and the values a sentence needs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# One sentence for each code: what is wrong, then what to write instead. `web`, `api` and the command line
# translate the sentence (it is the msgid) and fill in the values.
SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "empty": "Aturan kosong. Tulis satu syarat, misalnya: family.decile <= 4",
        "too_long": "Aturan lebih dari {limit} huruf (ada {length}). Pecah menjadi beberapa kriteria.",
        "too_deep": "Tanda kurung bersarang lebih dari {limit} tingkat. Pecah menjadi beberapa kriteria.",
        "too_complex": "Aturan terlalu rumit untuk dijalankan. Pecah menjadi beberapa kriteria.",
        "too_large": "Hasil hitungan dapat melampaui batas angka. Sederhanakan hitungannya.",
        "bad_character": "Tanda {found} tidak dikenal di luar teks berkutip. Hapus tanda itu.",
        "write_instead": "{found} tidak dikenal. Tulis: {instead}",
        "bad_number": "{found} bukan angka yang dikenal. Tulis angka biasa dengan titik desimal: 7.2",
        "thousands_dot": "{found} memakai titik ribuan. Tulis tanpa titik: {instead}",
        "decimal_comma": "Koma tidak dipakai sebagai tanda desimal. Tulis: {instead}",
        "unclosed_text": 'Teks belum ditutup. Tutup dengan tanda kutip yang sama, misalnya "smp"',
        "bad_text": "Teks berisi {found} yang tidak dapat dipakai. Hapus tanda itu dari teks.",
        "unexpected": "{found} tidak diharapkan di sini. Periksa tanda sebelum dan sesudahnya.",
        "unclosed": "Aturan berhenti sebelum ditutup. Tambahkan: {expected}",
        "unfinished": "Aturan berhenti sebelum selesai. Tambahkan nilai sesudah tanda terakhir.",
        "unknown_function": "Fungsi {name} tidak ada dalam profil. Yang ada: {known}",
        "unknown_fact": "Data {name} tidak dikenal. Yang mirip: {nearest}",
        "fact_needs_root": "{name} harus ditulis bersama kelompoknya. Yang mirip: {nearest}",
        "members_need_loop": "members adalah daftar orang. Tulis: members.exists(m, m.age >= 60)",
        "nested_members": "members tidak boleh dipakai di dalam members. Pecah menjadi dua kriteria.",
        "name_taken": "{name} sudah menjadi nama data. Pakai nama lain untuk anggota, misalnya m",
        "wrong_arguments": "{name} ditulis: {usage}",
        "has_needs_fact": "has hanya menerima satu nama data. Tulis: has(person.age)",
        "not_yes_or_no": "Bagian ini berupa {found}, padahal harus ya atau tidak. Tulis misalnya: {instead}",
        "not_a_number": "Bagian ini berupa {found}, padahal harus angka.",
        "not_a_date": 'Bagian ini berupa {found}, padahal harus tanggal. Tulis: date("2026-07-01")',
        "bad_date": '{found} bukan tanggal. Tulis tahun-bulan-hari: date("2026-07-01")',
        "types_differ": "{left} tidak dapat dibandingkan dengan {right}. Bandingkan dengan jenis yang sama.",
        "no_order": "{found} tidak punya urutan lebih besar atau lebih kecil. Pakai == atau in [...]",
        "chained_comparison": "Dua perbandingan beruntun. Tulis: 6 <= person.age && person.age <= 21",
        "unknown_choice": "{value} bukan isi {fact}. Pilihannya: {choices}",
        "list_misplaced": 'Daftar hanya boleh sesudah in. Tulis: person.school_level in ["sd", "smp"]',
        "list_empty": 'Daftar kosong tidak pernah cocok. Isi daftar, misalnya: ["sd", "smp"]',
        "list_needs_constants": "Isi daftar harus angka atau teks langsung, bukan nama data atau hitungan.",
        "in_needs_list": 'Sesudah in harus daftar. Tulis: in ["sd", "smp"] atau in family.receives',
        "null_not_used": "null tidak dipakai: data yang belum ada dianggap belum diketahui. Tulis: {instead}",
        "divided_by_zero": "Pembagian dengan nol. Ganti pembaginya.",
        "fraction_remainder": "Sisa bagi (%) hanya untuk bilangan bulat.",
    }
)
# What a value of each kind is called in those sentences.
KIND_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "bool": "ya/tidak",
        "int": "bilangan bulat",
        "double": "bilangan pecahan",
        "string": "teks",
        "date": "tanggal",
        "list": "daftar",
    }
)


class RuleError(Exception):
    """A rule that is outside the profile.

    Attributes:
        code: A key of `SENTENCES`.
        line: Line of the mistake, counted from 1.
        column: Column of the mistake in characters, counted from 1.
        values: What the sentence of this code needs.
    """

    def __init__(self, code: str, *, line: int, column: int, values: Mapping[str, object]) -> None:
        super().__init__(code, line, column, values)
        self.code = code
        self.line = line
        self.column = column
        self.values = values

    def sentence(self) -> str:
        """Say in Indonesian what is wrong and what to write instead."""
        return SENTENCES[self.code].format(**self.values)

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.sentence()}"


def fault(code: str, text: str, at: int, **values: object) -> RuleError:
    """Build the error for the character at offset `at` of `text`."""
    before = text[:at]
    line = before.count("\n") + 1
    return RuleError(code, line=line, column=at - (before.rfind("\n") + 1) + 1, values=values)
