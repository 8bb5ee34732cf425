"""`simpul keys create`, `check`, `rotate` and `drop`: the installation's keyring."""

from __future__ import annotations

import os
import time
from collections import Counter
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from simpul.config.processes import ProcessError
from simpul.config.where import database, keyring_of
from simpul.ground import keys, locks
from simpul.ground.crypto import Keyring, KeyringError
from simpul.ground.management.sentences import sentence
from simpul.ground.resealing import Pass, depending, longest_passing, reseal

SHOWN = 20

Owner = psycopg.Connection[Any]


class Command(BaseCommand):
    """Make the keyring, hold it against the database, seal everything under a new key, drop old keys."""

    help = (
        "create: buat berkas kunci pemasangan baru. check: cocokkan dengan basis data. "
        "rotate: tambah kunci baru dan segel ulang semuanya. drop: buang kunci lama."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["create", "check", "rotate", "drop"])

    def handle(self, *_args: Any, verb: str, **_options: Any) -> None:
        try:
            if verb == "create":
                with transaction.atomic():
                    self.stdout.write(_create())
                return
            with database() as urls, psycopg.connect(urls.owner, autocommit=True) as owner:
                self.stdout.write({"check": _check, "rotate": _rotate, "drop": _drop}[verb](owner))
        except KeyringError as error:
            raise CommandError(sentence(error)) from None
        except ProcessError as error:
            raise CommandError(str(error)) from error
        except psycopg.errors.InsufficientPrivilege as error:
            raise CommandError(_("DATABASE_OWNER_URL bukan peran pemilik tabel.")) from error
        except psycopg.OperationalError as error:
            raise CommandError(_("Basis data tidak dapat dihubungi: %s") % error) from error


def _create() -> str:
    ring = keys.create()
    return _(
        "Berkas kunci dibuat: %(path)s (sidik %(fingerprint)s). Simpan salinannya di tempat lain, "
        "terpisah dari cadangan basis data: tanpa kunci ini data tidak dapat dibaca."
    ) % {"path": ring.path, "fingerprint": ring.fingerprint}


def _check(owner: Owner) -> str:
    ring = keyring_of(owner)
    fits = _("Berkas kunci %(fingerprint)s, kunci: %(keys)s. Cocok dengan basis data ini.") % {
        "fingerprint": ring.fingerprint,
        "keys": ", ".join(ring.key_ids),
    }
    left = depending(owner, ring)
    if left:
        return fits + "\n" + _("Masih tersegel kunci lama: %s. Jalankan: simpul keys rotate") % _told(left)
    return fits + "\n" + _nothing_left(ring)


def _rotate(owner: Owner) -> str:
    """Finish a rotation that was broken off; else add a key and seal everything with it."""
    _alone(owner)
    ring = keyring_of(owner)
    done = reseal(owner, ring)
    begun = _("Putaran kunci yang terputus diselesaikan: kunci %s menyegel.")
    if not done.done.total():
        ring = ring.rotate()
        done = reseal(owner, ring)
        begun = _("Kunci %s menyegel mulai sekarang.")
    counts = ", ".join(f"{name} {count}" for name, count in sorted(done.done.items()) if count)
    told = begun % ring.key_ids[-1] + " " + _("Disegel ulang: %s.") % (counts or "0")
    _refuse_damaged(done, told)
    left = depending(owner, ring)
    if left:  # written meanwhile by a process that had read the old keyring
        return told + "\n" + _("Masih tersegel kunci lama: %s. Jalankan: simpul keys rotate") % _told(left)
    return told + "\n" + _nothing_left(ring)


def _drop(owner: Owner) -> str:
    """Throw old keys away, once nothing needs them: not the stored things, nor what is only passing."""
    _alone(owner)
    ring = keyring_of(owner)
    if len(ring.key_ids) == 1:
        return _("Hanya ada satu kunci: %s. Tidak ada yang dibuang.") % ring.key_ids[0]
    rest = longest_passing() - (time.time() - ring.path.stat().st_mtime)
    if rest > 0:
        raise CommandError(
            _(
                "Kunci baru belum cukup lama: slip dan isian yang sedang dibuka masih memakai kunci lama. "
                "Ulangi sesudah %s jam."
            )
            % (int(rest // 3600) + 1)
        )
    left = depending(owner, ring)
    if left:
        raise CommandError(_("Masih tersegel kunci lama: %s. Jalankan: simpul keys rotate") % _told(left))
    old = ", ".join(ring.key_ids[:-1])
    ring.drop_old()
    return _("Kunci lama %s dibuang dari berkas kunci.") % old


def _nothing_left(ring: Keyring) -> str:
    if len(ring.key_ids) == 1:
        return _("Semuanya tersegel kunci %s.") % ring.key_ids[0]
    return _(
        "Tidak ada lagi yang tersegel kunci lama (%s). Kunci itu boleh dibuang sehari sesudah kunci baru "
        "dibuat: simpul keys drop. Cadangan lama hanya terbuka dengan salinan berkas kunci yang lama."
    ) % ", ".join(ring.key_ids[:-1])


def _told(left: dict[str, Counter[str]]) -> str:
    return ", ".join(
        f"{name} {count} ({key_id or '?'})"
        for name, keys_of in sorted(left.items())
        for key_id, count in sorted(keys_of.items())
    )


def _refuse_damaged(done: Pass, told: str) -> None:
    if not done.damaged:
        return
    lines = [told, _("Tidak dapat dibuka dengan kunci mana pun, jadi dibiarkan:"), *done.damaged[:SHOWN]]
    if len(done.damaged) > SHOWN:
        lines.append(_("… dan %s lagi.") % (len(done.damaged) - SHOWN))
    raise CommandError(os.linesep.join(lines))


def _alone(owner: Owner) -> None:
    """Two rotations at once would each wait for the other's rows; the lock ends with the connection."""
    if owner.execute("SELECT pg_try_advisory_lock(%s)", [locks.KEYS]).fetchone() != (True,):
        raise CommandError(_("Perintah kunci lain sedang berjalan. Tunggu sampai selesai."))
