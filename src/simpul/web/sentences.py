"""Sentences for the codes of domain errors: one table, the words of `docs/words.md`."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from simpul.ground.errors import DomainError
from simpul.web.cases_sentences import CASES
from simpul.web.funds_sentences import FUNDS
from simpul.web.referral_sentences import REFERRALS
from simpul.web.registry_sentences import REGISTRY

SENTENCES: dict[str, Callable[[], str]] = {
    "command_reused": lambda: _(
        "Formulir ini sudah dipakai untuk hal lain. Muat ulang halaman, lalu isi lagi."
    ),
    "stale": lambda: _(
        "Orang lain sudah mengubah data ini sejak Anda membukanya. Muat ulang untuk melihat perubahannya."
    ),
    "reason_missing": lambda: _("Tulis alasannya, supaya yang membaca mengerti."),
    "quota_full": lambda: _("Kuota {programme} tahun ini sudah habis."),
    "seat_ended": lambda: _("Masa tugas ini sudah berakhir."),
    "seat_taken": lambda: _("Tugas ini sudah dipegang orang lain."),
    "decree_scanned": lambda: _(
        "SK dengan nomor ini sudah punya pindaian. Kosongkan isian berkas, lalu simpan lagi."
    ),
    "nip_shape": lambda: _("NIP terdiri dari 18 angka."),
    "seat_empty": lambda: _("Tugas ini belum dipegang siapa pun."),
    "own_seat": lambda: _("Anda tidak dapat mengubah masa tugas sendiri."),
    "ends_before_start": lambda: _("Tanggal berakhir tidak boleh sebelum tanggal mulai."),
    "extension_not_later": lambda: _("Perpanjangan harus melewati akhir masa tugas sekarang, {ends_on}."),
    "invitation_closed": lambda: _(
        "Tautan undangan ini tidak berlaku lagi. Minta undangan baru kepada pengelola."
    ),
    "invitation_of_another": lambda: _(
        "Alamat surel undangan ini sudah punya akun. Masuk dahulu dengan akun itu, lalu buka tautan ini lagi."
    ),
    "words_missing": lambda: _("Tulis apa yang disampaikan, walau hanya satu kalimat."),
    "note_missing": lambda: _("Tulis keterangannya lebih dulu."),
    "report_moved_on": lambda: _("Laporan ini sudah di langkah lain. Muat ulang halaman."),
    "not_allowed": lambda: _("Tugas Anda tidak mencakup tindakan ini."),
    **CASES,
    **FUNDS,
    **REGISTRY,
    **REFERRALS,
}


def sentence(error: DomainError) -> str:
    """The error's sentence in the reader's language, its values filled in."""
    made = SENTENCES.get(error.code)
    if made is None:
        return _("Tindakan ini tidak dapat dilakukan sekarang.")
    return made().format(**error.values)
