"""Sentences at the terminal for what keeps Simpul from starting: roles of the database, and keys."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from simpul.ground.errors import DomainError

STARTING: dict[str, Callable[[], str]] = {
    "role_superuser": lambda: _(
        "Peran basis data “{role}” adalah superuser (atau dapat menjadi superuser), jadi kebijakan baris "
        "tidak membatasinya. Isi DATABASE_URL dengan peran aplikasi biasa: "
        "CREATE ROLE simpul_app LOGIN PASSWORD '…';"
    ),
    "role_bypasses": lambda: _(
        "Peran basis data “{role}” memiliki BYPASSRLS, jadi kebijakan baris tidak membatasinya. "
        "Cabut: ALTER ROLE {role} NOBYPASSRLS;"
    ),
    "role_owns_tables": lambda: _(
        "Peran basis data “{role}” memiliki tabel-tabelnya (atau dapat menjadi pemiliknya), jadi kebijakan "
        "baris tidak membatasinya. Isi DATABASE_URL dengan peran aplikasi, dan pakai peran pemilik hanya di "
        "DATABASE_OWNER_URL."
    ),
    "role_makes_roles": lambda: _(
        "Peran basis data “{role}” boleh membuat peran lain dan dengan itu melewati kebijakan baris. "
        "Cabut: ALTER ROLE {role} NOCREATEROLE;"
    ),
    "app_role_missing": lambda: _(
        "Peran aplikasi “{role}” belum ada di basis data. Buat dahulu, lalu ulangi: "
        "CREATE ROLE {role} LOGIN PASSWORD '…'; (namanya diambil dari DATABASE_URL atau SIMPUL_APP_ROLE)"
    ),
    "app_role_is_owner": lambda: _(
        "Migrasi berjalan sebagai peran aplikasi “{role}”. Jalankan sebagai pemilik: isi DATABASE_OWNER_URL "
        "dengan peran lain, lalu SIMPUL_AS_OWNER=1 simpul migrate"
    ),
    "verb_of_the_app_role": lambda: _(
        "“simpul {verb}” bekerja sebagai peran aplikasi, bukan pemilik. Jalankan tanpa SIMPUL_AS_OWNER."
    ),
    "keyring_missing": lambda: _(
        "Berkas kunci tidak ada: {path}. Kembalikan dari cadangannya; tanpa kunci itu data tidak dapat "
        "dibaca. Hanya untuk pemasangan baru: simpul keys create"
    ),
    "keyring_exists": lambda: _("Berkas kunci sudah ada: {path}. Tidak ditimpa."),
    "keyring_readable_by_others": lambda: _(
        "Berkas kunci {path} dapat dibaca pengguna lain (mode {mode}). Jalankan: chmod 600 {path}"
    ),
    "keyring_unreadable": lambda: _("Berkas kunci {path} tidak dapat dibaca: {reason}."),
    "keyring_damaged": lambda: _("Berkas kunci {path} rusak. Kembalikan dari cadangannya."),
    "keyring_version": lambda: _("Berkas kunci {path} ditulis oleh Simpul versi lain ({version})."),
    "keyring_unwritable": lambda: _("Berkas kunci {path} tidak dapat ditulis: {reason}."),
    "wrong_keyring": lambda: _(
        "Berkas kunci {path} bukan milik basis data ini: sidik {fingerprint}, seharusnya {expected}. "
        "Kembalikan berkas kunci yang benar."
    ),
    "database_sealed": lambda: _(
        "Basis data ini sudah disegel dengan kunci bersidik {expected}. Kembalikan berkas kunci itu dari "
        "cadangannya ke {path}; kunci baru tidak dapat membuka data yang ada."
    ),
}


def sentence(error: DomainError) -> str:
    """What to do about an error that keeps a process from starting."""
    made = STARTING.get(error.code)
    return made().format(**error.values) if made else str(error)
