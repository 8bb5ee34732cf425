"""Sentences for what may go wrong with services and their needs."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

CASES: dict[str, Callable[[], str]] = {
    "need_state": lambda: _(
        "Kebutuhan ini sudah di langkah lain. Muat ulang halaman untuk melihat keadaannya sekarang."
    ),
    "need_closed": lambda: _("Kebutuhan ini sudah selesai. Buka kebutuhan baru bila masih diperlukan."),
    "need_missing": lambda: _("Pilih paling sedikit satu kebutuhan."),
    "category_unknown": lambda: _("Pilih kebutuhan dari daftar."),
    "confidential_goes_behind_the_wall": lambda: _(
        "Hal ini diserahkan langsung kepada petugas khusus, bukan dicatat di sini."
    ),
    "complaint_alone": lambda: _(
        "Pengaduan tentang desa atau kelurahan dicatat sendiri, terpisah dari kebutuhan lain."
    ),
    "consent_missing": lambda: _("Bacakan pemberitahuan dahulu, lalu catat persetujuannya."),
    "village_missing": lambda: _("Pilih desa atau kelurahan tempat orang ini dilayani."),
    "person_died": lambda: _("Orang ini tercatat sudah meninggal. Layani ahli warisnya."),
    "ticket_shape": lambda: _("Nomor layanan tidak lengkap. Contoh: 00.00-2611-0412-3."),
    "ticket_check_digit": lambda: _("Ada angka yang keliru pada nomor layanan. Periksa lagi dari blanko."),
    "ticket_not_issued": lambda: _("Nomor ini belum pernah dikeluarkan. Periksa lagi dari blanko."),
    "ticket_used": lambda: _("Nomor ini sudah dipakai layanan lain."),
    "block_size": lambda: _("Pilih 1 sampai {most} lembar."),
    "no_office_for_step": lambda: _(
        "Belum ada kantor untuk jenjang ini di wilayah tersebut. Hubungi pengelola Simpul di kabupaten/kota."
    ),
    "top_of_route": lambda: _("Ini jenjang terakhir untuk kebutuhan ini."),
    "bottom_of_route": lambda: _("Ini jenjang pertama untuk kebutuhan ini."),
    "override_missing": lambda: _(
        "Ada yang masih dapat dilakukan di jenjang ini. Tulis alasan bila tetap diteruskan."
    ),
    "evidence_missing": lambda: _("Buktinya belum tercatat: {names}. Catat dahulu, lalu selesaikan."),
    "handover_frozen": lambda: _(
        "Sampai {until} tidak ada penyerahan bantuan: {reason}. Keadaan darurat dikecualikan."
    ),
    "village_may_not_settle": lambda: _(
        "Kebutuhan ini diselesaikan di atas desa atau kelurahan. Teruskan ke jenjang berikutnya."
    ),
    "seat_unknown": lambda: _("Pilih petugas dari daftar."),
    "errand_done": lambda: _("Pengurusan ini sudah dicatat selesai."),
    "line_elsewhere": lambda: _("Pilih mata anggaran milik desa atau kelurahan ini."),
    "line_for_others": lambda: _("Mata anggaran ini ditetapkan untuk kebutuhan lain. Pilih yang sesuai."),
    "commitment_elsewhere": lambda: _("Usulan ini bukan untuk kebutuhan ini."),
    "amount_missing": lambda: _("Tulis jumlahnya."),
    "amount_in_words": lambda: _("Tulis jumlah dengan angka lengkap, misalnya 1.500.000."),
    "amount_negative": lambda: _("Jumlah harus lebih dari nol."),
    "amount_has_cents": lambda: _("Tulis rupiah utuh, tanpa sen."),
    "amount_too_large": lambda: _("Jumlah ini terlalu besar. Periksa lagi angkanya."),
    "amount_unclear": lambda: _("Jumlah ini belum jelas. Tulis dengan angka lengkap, misalnya 1.500.000."),
    "witnesses_missing": lambda: _("Cap jempol memerlukan dua saksi. Tulis namanya."),
    "result_missing": lambda: _("Daftar hasil belum lengkap. Hubungi pengelola Simpul di kabupaten/kota."),
}
