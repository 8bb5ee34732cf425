"""Sentences for what may go wrong with referrals and letters."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

REFERRALS: dict[str, Callable[[], str]] = {
    "referral_state": lambda: _("Rujukan ini sudah di langkah lain. Muat ulang halaman untuk melihatnya."),
    "referral_answered": lambda: _("Rujukan ini sudah ditanggapi oleh {by}."),
    "referral_already_open": lambda: _("Kebutuhan ini sudah dirujuk ke {office} dan belum selesai di sana."),
    "office_unknown": lambda: _("Kantor ini tidak dapat dipilih. Pilih kantor dari daftar."),
    "programme_unknown": lambda: _("Program ini tidak ada dalam daftar."),
    "line_of_other_fund": lambda: _("Program ini dibayar dari sumber dana lain. Pilih mata anggarannya."),
    "no_time_for_step": lambda: _(
        "Batas waktu untuk jenis kebutuhan ini belum diatur. Hubungi pengelola Simpul di kabupaten/kota."
    ),
    "already_resting": lambda: _("Waktu sudah berhenti dihitung."),
    "not_resting": lambda: _("Waktu sedang berjalan, jadi tidak perlu dilanjutkan."),
    "reason_unknown": lambda: _("Pilih alasan dari daftar."),
    "text_missing": lambda: _("Isian ini belum diisi."),
    "person_died": lambda: _("Orangnya sudah meninggal dunia, jadi surat tidak dibuat lagi atas namanya."),
    "letter_state": lambda: _("Surat ini sudah di langkah lain. Muat ulang halaman untuk melihatnya."),
    "letter_number_shape": lambda: _(
        "Nomor surat berisi huruf, angka, titik, garis miring, dan tanda hubung, misalnya 400.9/012/2026."
    ),
    "letter_number_taken": lambda: _("Nomor ini sudah dipakai surat lain. Periksa lagi buku agenda."),
    "letter_date_ahead": lambda: _("Tanggal surat tidak boleh sesudah hari ini."),
    "letter_scan_missing": lambda: _("Unggah dahulu pindaian surat yang sudah ditandatangani."),
    "letter_template_broken": lambda: _(
        "Format surat ini belum benar, jadi suratnya belum dapat dibuat. Hubungi pengelola Simpul."
    ),
    "letter_template_slow": lambda: _(
        "Surat ini terlalu lama dibuat. Coba lagi; bila tetap, hubungi pengelola Simpul."
    ),
    "letter_too_large": lambda: _("Surat ini terlalu besar. Pendekkan isinya."),
    "no_such_template": lambda: _("Format surat ini tidak ada lagi. Pilih dari daftar."),
    "choose_hand": lambda: _("Pilih siapa yang memaraf dan menandatangani surat ini."),
    "not_your_hand": lambda: _("Paraf atau tanda tangan ini bukan giliran tugas Anda."),
    "four_digits": lambda: _("Ketik empat angka terakhir NIK, misalnya 0012."),
}
