"""Sentences for what may go wrong with persons, their numbers and their files."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

REGISTRY: dict[str, Callable[[], str]] = {
    "search_short": lambda: _("Ketik paling sedikit 8 angka, atau 3 huruf nama."),
    "search_village": lambda: _("Desa atau kelurahan itu di luar wilayah tugas Anda."),
    "name_missing": lambda: _("Tulis nama, atau sebutan bila namanya belum diketahui."),
    "name_is_number": lambda: _("Nama tidak boleh berupa nomor. Tulis nomor pada kolomnya sendiri."),
    "met_at_missing": lambda: _("Tulis di mana orang ini ditemui."),
    "number_in_text": lambda: _(
        "Ada nomor NIK atau KK di tulisan ini. Hapus, lalu tulis pada kolom nomor supaya terlindungi."
    ),
    "text_long": lambda: _("Terlalu panjang. Paling banyak {longest} huruf."),
    "reason_short": lambda: _("Tulis alasan yang jelas, paling sedikit 10 huruf."),
    "birth_incomplete": lambda: _("Lengkapi tanggal atau tahun lahir sesuai pilihan di atas."),
    "birth_impossible": lambda: _("Tanggal atau tahun lahir ini tidak mungkin."),
    "village_unknown": lambda: _("Pilih desa atau kelurahan dari daftar."),
    "phone_shape": lambda: _("Nomor telepon terdiri dari 9 sampai 14 angka, misalnya 0812 3456 7890."),
    "number_shape": lambda: _("Nomor ini harus berupa angka saja."),
    "nik_empty": lambda: _("NIK belum diisi."),
    "nik_not_digits": lambda: _("NIK hanya berisi angka. Periksa lagi huruf yang terselip."),
    "nik_wrong_length": lambda: _("NIK terdiri dari 16 angka. Hitung lagi."),
    "nik_excel_damaged": lambda: _(
        "Nomor ini rusak karena disimpan sebagai angka di lembar kerja. Ketik ulang dari kartunya."
    ),
    "nik_bad_date": lambda: _("Angka ke-7 sampai ke-12 bukan tanggal lahir yang ada. Periksa lagi NIK-nya."),
    "kk_empty": lambda: _("Nomor KK belum diisi."),
    "kk_not_digits": lambda: _("Nomor KK hanya berisi angka. Periksa lagi huruf yang terselip."),
    "kk_wrong_length": lambda: _("Nomor KK terdiri dari 16 angka. Hitung lagi."),
    "kk_excel_damaged": lambda: _(
        "Nomor ini rusak karena disimpan sebagai angka di lembar kerja. Ketik ulang dari kartunya."
    ),
    "kk_bad_date": lambda: _("Angka ke-7 sampai ke-12 bukan tanggal yang ada. Periksa lagi nomor KK-nya."),
    "nik_held": lambda: _("NIK ini sudah tercatat. Cari dengan NIK itu, lalu pilih orangnya."),
    "kk_held": lambda: _("Nomor KK ini sudah tercatat pada keluarga lain. Cari dengan nomor itu."),
    "numbers_elsewhere": lambda: _(
        "Hari ini sudah beberapa nomor yang ternyata tercatat atas nama lain. Catat orang ini "
        "tanpa nomor dahulu; nomornya dapat ditambahkan besok atau oleh sekretariat kabupaten/kota."
    ),
    "nik_there": lambda: _("Orang ini sudah punya NIK. Bila keliru, minta pengelola data memperbaikinya."),
    "basis_unknown": lambda: _("Pilih dasar pencatatan."),
    "notice_not_read": lambda: _("Bacakan dulu pemberitahuan itu, lalu beri tanda."),
    "found_by_unknown": lambda: _("Pilih dari mana hal ini diketahui."),
    "seen_in_future": lambda: _("Tanggal ini belum tiba."),
    "look_not_today": lambda: _("Jamnya belum lewat. Tulis jam saat data itu dilihat hari ini."),
    "decile_range": lambda: _("Desil berada antara 1 dan 10."),
    "inactive_since_future": lambda: _("Tanggal tidak aktif tidak boleh sesudah hari ini."),
    "proposal_open": lambda: _("Usulan untuk orang ini masih menunggu keputusan."),
    "proposal_decided": lambda: _("Usulan ini sudah diputuskan. Muat ulang halaman."),
    "died_already": lambda: _("Orang ini sudah tercatat meninggal dunia."),
    "died_in_future": lambda: _("Tanggal meninggal tidak boleh sesudah hari ini."),
    "died_before_birth": lambda: _("Tanggal meninggal tidak boleh sebelum tanggal lahir."),
    "person_only": lambda: _("Mitra di luar pemerintah hanya melihat orangnya, bukan keluarganya."),
    "draft_gone": lambda: _("Isian ini sudah disimpan atau dibuang. Mulai lagi dari awal."),
    "doubt_settled": lambda: _("Tugas data ini sudah diselesaikan orang lain."),
    "file_empty": lambda: _("Berkas ini kosong."),
    "file_large": lambda: _("Berkas lebih besar dari {megabytes} MB. Kecilkan dulu, misalnya foto ulang."),
    "file_type": lambda: _("Kirim foto (JPG, PNG, WebP) atau PDF."),
    "file_no_room": lambda: _(
        "Tempat penyimpanan berkas penuh, jadi berkas ini tidak disimpan. Simpan fotonya, beri tahu "
        "pengelola sistem, lalu kirim lagi nanti."
    ),
    "file_damaged": lambda: _("Gambar ini rusak dan tidak dapat dibuka. Foto ulang, lalu kirim lagi."),
    "file_pixels": lambda: _("Gambar ini terlalu besar ukurannya. Foto ulang dengan mutu lebih rendah."),
}


def number_not_recorded() -> str:
    """The number somebody brought stands under another name: what was done, and how to go on."""
    return _(
        "Nomor ini sudah tercatat atas nama lain, jadi belum dicatat pada orang ini. Layanan tetap berjalan. "
        "Cocokkan lagi dengan kartunya; bila benar, minta sekretariat kabupaten/kota memeriksa. "
        "Pengelola data sudah diberi tahu."
    )
