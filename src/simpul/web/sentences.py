"""Sentences for the codes of domain errors: one table, the words of `docs/words.md`."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from simpul.ground.errors import DomainError
from simpul.web.cases_sentences import CASES
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
    "amount_not_positive": lambda: _("Jumlah harus lebih dari nol."),
    "ceiling_unknown": lambda: _("Pagu mata anggaran ini belum diketahui, jadi belum dapat dipakai."),
    "line_retired": lambda: _("Mata anggaran ini tidak ada lagi dalam anggaran, jadi tidak dapat dipakai."),
    "ceiling_below_commitments": lambda: _("Pagu tidak boleh di bawah yang sudah disetujui: Rp{bound}."),
    "ceiling_negative": lambda: _("Pagu tidak boleh kurang dari nol."),
    "not_enough_left": lambda: _("Sisa mata anggaran tidak cukup: tinggal Rp{left}."),
    "not_your_budget": lambda: _("Mata anggaran ini bukan kewenangan tugas Anda."),
    "not_your_agreement": lambda: _(
        "Persetujuan diberikan oleh pimpinan wilayah pemilik anggaran, bukan oleh pengusul."
    ),
    "not_your_payment": lambda: _("Pembayaran dicatat oleh bendahara, bukan oleh yang menyetujui."),
    "commitment_moved_on": lambda: _(
        "Usulan ini sudah ditindaklanjuti orang lain. Muat ulang untuk melihatnya."
    ),
    "reference_missing": lambda: _(
        "Ketik nomor bukti dari buku yang sebenarnya. Tanpa itu pembayaran tidak dicatat."
    ),
    "paid_in_future": lambda: _("Tanggal bayar tidak boleh sesudah hari ini."),
    "quota_full": lambda: _("Kuota {programme} tahun ini sudah habis."),
    "seat_ended": lambda: _("Masa tugas ini sudah berakhir."),
    "seat_taken": lambda: _("Tugas ini sudah dipegang orang lain."),
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
    **REGISTRY,
    **REFERRALS,
}


def sentence(error: DomainError) -> str:
    """The error's sentence in the reader's language, its values filled in."""
    made = SENTENCES.get(error.code)
    if made is None:
        return _("Tindakan ini tidak dapat dilakukan sekarang.")
    return made().format(**error.values)
