"""The sentence of each mistake in a pack, and what each list is called in it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SECTIONS: dict[str, Promise | str] = {
    "needs": _("Kategori kebutuhan"),
    "rungs": _("Jenjang"),
    "offices": _("Kantor"),
    "rest": _("Lembaga luar"),
    "funds": _("Sumber dana"),
    "programmes": _("Program"),
    "lines": _("Pos anggaran"),
}

SENTENCES: dict[str, Promise | str] = {
    # the file itself
    "no_folder": _("Folder paket tidak ada. Tulis alamat folder yang memuat district.yaml."),
    "no_file": _("Berkas ini belum ada. Buat berkas ini, atau tulis `extends: indonesia` di district.yaml."),
    "no_national": _("Paket nasional tidak ditemukan. Letakkan folder indonesia di samping folder ini."),
    "strange_file": _("Berkas ini tidak dikenal dan tidak akan dibaca. %(hint)s"),
    "not_yaml": _(
        "Baris ini bukan YAML yang sah. Periksa indentasi, titik dua, dan tanda kutip yang belum ditutup."
    ),
    "not_utf8": _("Berkas ini bukan teks UTF-8. Simpan ulang sebagai UTF-8."),
    "not_a_map": _("Isi berkas harus berupa isian bernama. Tulis `nama: isi` mulai baris pertama."),
    "key_twice": _("Isian %(key)s ditulis dua kali. Hapus salah satu."),
    "column": _('Kolom "%(value)s" tidak dikenal. %(hint)s'),
    "cells": _("Jumlah sel pada baris ini tidak sama dengan judul kolom. Tulis tepat %(count)s sel."),
    # laying one pack over another
    "code_twice": _('Kode "%(value)s" dipakai dua kali. Tulis kode lain, atau hapus salah satu.'),
    "drop_nothing": _('Tidak ada "%(value)s" yang dapat dihapus dengan `drop: ya`. %(hint)s'),
    "replace_unknown": _('`replace` menyebut "%(value)s", yang bukan daftar berkode di berkas ini. %(hint)s'),
    # one value
    "missing": _("Isian %(key)s belum ada. Tambahkan `%(key)s:` berisi %(wanted)s."),
    "extra": _("Isian %(key)s tidak dikenal di sini. %(hint)s"),
    "blank": _("Isian %(key)s kosong. Tulis %(wanted)s."),
    "wrong": _('Isian %(key)s berisi "%(value)s". Tulis %(wanted)s.'),
    "choice": _('Isian %(key)s berisi "%(value)s", yang tidak dikenal. %(hint)s'),
    "code": _('Kode "%(value)s" tidak sah. Tulis huruf kecil, angka, dan garis bawah, misalnya %(example)s.'),
    "negative": _(
        "Isian %(key)s tidak boleh negatif (%(value)s). Tulis 0 atau lebih, atau kosongkan bila belum tahu."
    ),
    "number": _(
        'Isian %(key)s berisi "%(value)s". Tulis angka saja tanpa titik, koma, atau Rp, misalnya 350000000.'
    ),
    "too_small": _("Isian %(key)s terlalu kecil. Tulis angka mulai dari %(least)s."),
    "too_big": _("Isian %(key)s terlalu besar. Tulis paling banyak %(most)s."),
    "too_long": _("Isian %(key)s terlalu panjang. Tulis paling banyak %(most)s huruf."),
    "year": _('Tahun "%(key)s" tidak terbaca. Tulis empat angka, misalnya 2026.'),
    "date": _(
        'Isian %(key)s berisi "%(value)s", bukan tanggal. Tulis tahun-bulan-hari, misalnya 2026-01-31.'
    ),
    "hours": _(
        'Jam layanan "%(value)s" tidak terbaca. Tulis misalnya "08:00-12:00, 13:00-16:00" atau tutup.'
    ),
    "empty_list": _("Daftar %(key)s kosong. Tulis paling sedikit satu."),
    "no_first_owner": _(
        "Kategori ini belum punya penanggung jawab pertama. Tulis paling sedikit satu langkah di `route`."
    ),
    "unknown": _('%(section)s "%(value)s" tidak ada dalam paket. %(hint)s'),
    "placeholder": _("Isian ganti {%(value)s} tidak dikenal. %(hint)s"),
    # dates, money
    "reversed": _(
        "Tanggal %(start_key)s (%(start)s) sesudah %(end_key)s (%(end)s). Tukar keduanya atau "
        "perbaiki salah satu."
    ),
    "amount_without_period": _(
        "`amount` tanpa `period`. Tulis `period:` once, daily, monthly, quarterly, atau yearly."
    ),
    "percent": _("Persentase di sini menjadi %(value)s. Tulis paling banyak 100."),
    "earmark_both": _("Peruntukan ini memakai `percent` dan `amount`. Tulis salah satu saja."),
    "line_twice": _('Pos "%(value)s" sudah ada pada sumber dana %(other)s. Tulis kode pos yang lain.'),
    "line_of_other_fund": _('Pos "%(value)s" bukan milik sumber dana %(fund)s. %(hint)s'),
    "not_village_fund": _(
        "Sumber dana %(value)s bukan Dana Desa. Tulis kode sumber dana dengan `kind: village_fund`."
    ),
    "kelurahan_fund": _("%(name)s adalah kelurahan dan tidak menerima Dana Desa. Hapus baris ini."),
    "ceiling_twice": _(
        "Pos ini untuk desa dan tahun yang sama sudah ada di baris %(other)s. Hapus salah satu."
    ),
    "over_ceiling": _(
        "Jumlah pos tahun %(year)s menjadi %(value)s, melebihi pagu %(ceiling)s. "
        "Perkecil pos atau perbesar pagu."
    ),
    "own_holder": _("`holder: own` hanya untuk Dana Desa. Tulis kode kantor yang memegang dana."),
    # places
    "not_a_district": _("%(value)s bukan kode kabupaten/kota. Tulis kode Kemendagri berbentuk PP.KK."),
    "district_kind": _("%(value)s adalah %(right)s. Tulis `kind: %(right)s`."),
    "place_unknown": _("Kode wilayah %(value)s tidak ada di daftar wilayah kabupaten/kota ini. %(hint)s"),
    "place_new": _(
        "Kode wilayah %(value)s belum ada di daftar nasional. Isi `source` dengan dasar hukumnya."
    ),
    "place_outside": _(
        "Kode wilayah %(value)s bukan bagian dari %(district)s. Tulis kode yang diawali %(district)s."
    ),
    "place_kind": _("Wilayah %(value)s berjenis %(right)s menurut kodenya. Tulis `%(right)s`."),
    "place_parent": _("Kecamatan %(parent)s untuk desa ini tidak ada di places.csv. Tambahkan barisnya."),
    "not_a_village": _("%(value)s bukan kode desa. Tulis kode lengkap, misalnya %(example)s."),
    "time_zone": _("Zona waktu %(value)s tidak sesuai dengan provinsi %(province)s. Tulis %(right)s."),
    # routes and rungs
    "route_again": _("Rute singgah dua kali di jenjang %(value)s. Hapus salah satu."),
    "route_down": _(
        "Rute turun dari %(above)s ke %(value)s. Urutkan langkah dari jenjang terdekat dengan warga."
    ),
    "own_too_high": _(
        "`office: own` hanya untuk jenjang desa dan kecamatan. Tulis kode kantor untuk jenjang %(value)s."
    ),
    "village_not_own": _("Langkah di desa selalu milik desa warga itu sendiri. Tulis `office: own`."),
    "confidential_own": _(
        "Kategori rahasia tidak boleh singgah di desa atau kecamatan. Tulis kode kantor yang "
        "`confidential: ya`."
    ),
    "confidential_office": _(
        "Kategori rahasia dirujuk ke %(value)s, yang tidak rahasia. Tulis salah satu dari: %(known)s."
    ),
    "confidential_settle": _(
        "Kategori rahasia tidak dapat diselesaikan desa. Tulis `village_may_settle: tidak`."
    ),
    "confidential_informed": _("Kategori rahasia tidak diberitahukan ke jenjang lain. Kosongkan `informed`."),
    "icon": _('Gambar "%(value)s" tidak ada. %(hint)s'),
    "informed_unseen": _(
        "Jenjang %(value)s tidak melihat kebutuhan menurut wilayahnya, jadi tidak dapat diberi tahu. "
        "Tulis jenjang desa, kecamatan, atau sekretariat."
    ),
    "about_village": _(
        "Pengaduan tentang desa tidak boleh sampai ke desa. Ganti jenjang %(value)s dengan jenjang di"
        " atasnya."
    ),
    "about_village_settle": _(
        "Pengaduan tentang desa tidak diselesaikan desa. Tulis `village_may_settle: tidak`."
    ),
    "settle_without_village": _(
        "`village_may_settle: ya`, tetapi rute tidak melalui desa. Tulis `tidak`, atau tambahkan "
        "langkah desa."
    ),
    "rung_order": _("Jenjang %(value)s (%(kind)s) berdiri di bawah urutan yang benar. Urutkan: %(right)s."),
    "rung_kind_missing": _("Belum ada jenjang dengan `kind: %(value)s`. Tambahkan satu."),
    "rung_kind_twice": _("Jenis jenjang %(value)s dipakai dua kali. Sisakan satu."),
    "village_settles": _(
        "Yang boleh diselesaikan desa ditulis pada setiap kategori (`village_may_settle`). Hapus "
        "`settles` di sini."
    ),
    # offices, roles, seats, letters
    "desk_kind": _(
        "Kantor %(value)s bukan sekretariat kabupaten. Tulis kode kantor dengan `kind: district_desk`."
    ),
    "desk_count": _("Ada %(count)s kantor dengan `kind: district_desk`. Harus tepat satu."),
    "area_needed": _("Kantor berjenis %(value)s harus punya `area`. Tulis kode wilayahnya."),
    "no_rung_for_kind": _(
        "Kantor ini berjenis %(kind)s, tanpa jenjang untuknya. Tulis `rung:` salah satu dari: %(known)s."
    ),
    "own_parent": _(
        "Kantor ini menjadi induk dirinya sendiri. Tulis kode kantor induk, atau kosongkan `parent`."
    ),
    "role_missing": _(
        "Peran %(value)s belum diberi nama jabatan. Tambahkan `- code: %(value)s` beserta `title`."
    ),
    "seat_kind": _(
        "Jabatan %(value)s tidak duduk di kantor berjenis %(kind)s. Tulis kantor berjenis: %(known)s."
    ),
    "decree_pair": _("SK ditulis dengan nomor dan tanggalnya. Isi juga %(key)s."),
    "no_template": _("Berkas letters/%(value)s tidak ada. %(hint)s"),
    "signers": _(
        "Rantai paraf harus berakhir dengan tepat satu `sign`. Tulis `initial` dahulu, lalu satu `sign`."
    ),
    "signer_twice": _("Jabatan %(value)s dua kali dalam rantai paraf. Hapus salah satu."),
    "signer_right": _("Jabatan %(value)s tidak berhak atas langkah ini. Tulis salah satu dari: %(known)s."),
    "cel": _("Kriteria salah pada huruf ke-%(column)s. %(problem)s"),
    # the overlay of the demonstration
    "demo_file": _("Berkas ini tidak boleh ada di demo/. Tulis hanya: %(known)s."),
    "demo_key": _("Isian %(key)s bukan angka contoh. Di demo/ tulis hanya: %(known)s."),
    "demo_source": _("Angka contoh harus ditandai. Tulis `%(key)s: demo`."),
    "demo_code": _('"%(value)s" belum ada di paket, sehingga tidak dapat diberi angka contoh. %(hint)s'),
}
