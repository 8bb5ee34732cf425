"""Judging database, keys, backup, disk, jobs, clock and site: one function for each thing to look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from simpul.config.doctor.facts import Database, Facts, Finding, Jobs, Keys, Level, Machine, Site
from simpul.config.watching.health import SILENT_AFTER

OLDEST_SERVER = 150_000
GIB = 2**30
LITTLE, TOO_LITTLE = (0.10, 5 * GIB), (0.03, GIB)
BACKUP_DUE, BACKUP_LATE = dt.timedelta(hours=26), dt.timedelta(days=3)
WAITING = 600
SKEW, BAD_SKEW = 2.0, 30.0
CERTIFICATE_SOON = dt.timedelta(days=14)
WELL, ATTENTION, BROKEN = Level.WELL, Level.ATTENTION, Level.BROKEN


def database(facts: Facts) -> Iterator[Finding]:
    """Does it answer, is it new enough, do its policies bind us, does it fit this code?"""
    what = _("Basis data")
    if facts.database is None:
        todo = _("Periksa: systemctl status postgresql; isi DATABASE_URL; jaringan ke server basis data.")
        yield Finding(BROKEN, what, _("tidak menjawab (%s)") % facts.unreachable, todo)
        return
    yield from _server(what, facts.database, demo=facts.demo)
    yield from _policies(facts.database)
    if facts.database.unapplied is None:
        yield unseen(_("Tabel"))
    else:
        yield _migrations(facts.database.unapplied)
    if not facts.owner_given:
        todo = _("Isi DATABASE_OWNER_URL (peran pemilik): migrasi dan cadangan memerlukannya.")
        yield Finding(ATTENTION, what, _("peran pemilik tidak diketahui"), todo)


def _server(what: str, seen: Database, *, demo: bool) -> Iterator[Finding]:
    version = f"{seen.version // 10_000}.{seen.version % 10_000}"
    if seen.version < OLDEST_SERVER:
        todo = _(
            "Pasang PostgreSQL 15 atau lebih baru, lalu pindahkan dengan simpul backup dan simpul restore."
        )
        yield Finding(BROKEN, what, _("PostgreSQL %s terlalu lama") % version, todo)
    elif seen.embedded and not demo:
        todo = _("Pasang PostgreSQL sendiri; yang bawaan tidak meminta kata sandi.")
        yield Finding(BROKEN, what, _("PostgreSQL bawaan demo dipakai untuk pekerjaan sungguhan"), todo)
    else:
        yield Finding(WELL, what, _("PostgreSQL %s menjawab") % version)


def _policies(seen: Database) -> Iterator[Finding]:
    what = _("Pembatasan baris")
    if seen.role_fault:
        yield Finding(BROKEN, what, _("kebijakan baris tidak mengikat peran aplikasi"), seen.role_fault)
    if seen.unguarded:
        todo = _(
            "Jangan dipakai dulu. Nyalakan lagi: ALTER TABLE … ENABLE ROW LEVEL SECURITY; cari tahu siapa."
        )
        yield Finding(BROKEN, what, _("mati pada: %s") % ", ".join(seen.unguarded), todo)
    if not seen.role_fault and not seen.unguarded:
        yield Finding(WELL, what, _("berlaku pada semua tabel tentang orang"))


def unseen(what: str) -> Finding:
    """Something that could not be looked at: neither well nor ill, and never passed over."""
    todo = _("Bereskan dahulu yang lain di daftar ini, lalu jalankan simpul doctor lagi.")
    return Finding(ATTENTION, what, _("belum dapat diperiksa"), todo)


def _migrations(unapplied: tuple[str, ...]) -> Finding:
    what = _("Tabel")
    if unapplied:
        todo = _("Jalankan: SIMPUL_AS_OWNER=1 simpul migrate")
        return Finding(BROKEN, what, _("belum dimigrasi: %s") % ", ".join(unapplied[:5]), todo)
    return Finding(WELL, what, _("sesuai dengan versi program"))


def keys(facts: Facts) -> Iterator[Finding]:
    """Are they there, this database's, for our eyes only, and is an old one still carried along?"""
    what, seen = _("Kunci"), facts.keys
    if seen.fault:
        yield Finding(BROKEN, what, _("tidak dapat dipakai"), seen.fault)
        return
    yield from _modes(what, seen)
    if seen.made > 1:
        todo = _("Jalankan: simpul keys check, lalu simpul keys drop bila kunci lama tidak dipakai lagi.")
        yield Finding(ATTENTION, what, _("kunci lama masih disimpan sesudah penggantian"), todo)
    else:
        yield Finding(WELL, what, _("ada, dan milik basis data ini"))


def _modes(what: str, seen: Keys) -> Iterator[Finding]:
    for path in seen.open_to_others:
        mode = "700" if path.is_dir() else "600"
        yield Finding(BROKEN, what, _("%s terbuka bagi pengguna lain") % path, f"chmod {mode} {path}")


def backup(facts: Facts) -> Iterator[Finding]:
    """Is there one, is it young enough, and does it still lie where it was put?"""
    what = _("Cadangan")
    if facts.demo:
        return
    if facts.backup_at is None:
        todo = _("Jalankan: simpul backup FOLDER; pasang simpul-backup.timer.")
        yield Finding(BROKEN, what, _("belum pernah dibuat"), todo)
        return
    age = facts.now - facts.backup_at
    told = _("terakhir %s UTC") % f"{facts.backup_at.astimezone(dt.UTC):%Y-%m-%d %H.%M}"
    if age > BACKUP_DUE:
        todo = _("Lihat: systemctl status simpul-backup.timer dan journalctl -u simpul-backup")
        yield Finding(BROKEN if age > BACKUP_LATE else ATTENTION, what, told, todo)
    elif not facts.backup_there:
        todo = _("Pastikan folder itu memang dipindahkan ke tempat lain, bukan hilang.")
        yield Finding(ATTENTION, what, told + "; " + _("foldernya tidak ada di sini"), todo)
    else:
        yield Finding(WELL, what, told)


def machine(facts: Facts) -> Iterator[Finding]:
    """Is there room on the disk, and can uploads be written where nobody else reads?"""
    seen = facts.machine
    level = BROKEN if _below(seen, TOO_LITTLE) else ATTENTION if _below(seen, LITTLE) else WELL
    free = _("sisa %(free)s GiB dari %(total)s GiB") % {
        "free": f"{seen.free / GIB:.1f}",
        "total": f"{seen.total / GIB:.1f}",
    }
    todo = _("Hapus cadangan lama (simpul backup --keep), atau perbesar disk.") if level else ""
    yield Finding(level, _("Disk"), free, todo)
    what = _("Berkas unggahan")
    if seen.files_fault:
        todo = _("Jadikan pengguna layanan pemilik folder %s, di disk yang dapat ditulis.") % seen.files
        yield Finding(BROKEN, what, _("tidak dapat ditulis: %s") % seen.files_fault, todo)
    elif seen.files_open:
        yield Finding(ATTENTION, what, _("terbuka bagi pengguna lain"), f"chmod 700 {seen.files}")
    else:
        yield Finding(WELL, what, _("dapat ditulis"))


def _below(seen: Machine, limit: tuple[float, int]) -> bool:
    share, least = limit
    return seen.free < least and seen.free < share * max(seen.total, 1)


def jobs(facts: Facts) -> Iterator[Finding]:
    """Does a worker live, and does it keep up?"""
    what, seen = _("Pekerjaan latar"), facts.jobs
    if facts.database is None:
        return
    if seen is None:
        yield unseen(what)
        return
    if seen.silent is None or seen.silent > SILENT_AFTER:
        todo = _("Jalankan: systemctl restart simpul-worker; sebabnya: journalctl -u simpul-worker")
        yield Finding(BROKEN, what, _("tidak berjalan"), todo)
    else:
        yield from _keeping_up(what, seen)


def _keeping_up(what: str, seen: Jobs) -> Iterator[Finding]:
    if seen.oldest > WAITING:
        todo = _("Lihat journalctl -u simpul-worker: adakah pekerjaan yang macet?")
        yield Finding(ATTENTION, what, _("tertinggal %s menit") % int(seen.oldest // 60), todo)
    elif seen.failed:
        todo = _("Sebabnya ada di catatan: journalctl -u simpul-worker")
        yield Finding(ATTENTION, what, _("%s pekerjaan gagal") % seen.failed, todo)
    else:
        yield Finding(WELL, what, _("berjalan"))


def clock(facts: Facts) -> Iterator[Finding]:
    """Do machine and database agree on the time, and does somebody keep it right?"""
    what = _("Jam")
    todo = _("Nyalakan penyelaras waktu: timedatectl set-ntp true")
    ahead = abs(facts.database.ahead) if facts.database else 0.0
    if ahead > SKEW:
        found = _("basis data dan komputer ini berbeda %s detik") % f"{ahead:.0f}"
        yield Finding(BROKEN if ahead > BAD_SKEW else ATTENTION, what, found, todo)
    elif facts.machine.synchronized is False:
        yield Finding(ATTENTION, what, _("tidak diselaraskan dengan jam dunia"), todo)
    else:
        yield Finding(WELL, what, _("sama dengan basis data"))


def site(facts: Facts) -> Iterator[Finding]:
    """Is it reached over TLS, under its own name, through a proxy that is known, with its files collected?"""
    what, seen = _("Alamat"), facts.site
    if not facts.demo and not seen.address.startswith("https://"):
        todo = _("Isi SIMPUL_ADDRESS=https://…; pasang TLS di proksi (docs/how-to/install.md).")
        yield Finding(BROKEN, what, _("%s tanpa TLS") % seen.address, todo)
    elif seen.host not in seen.hosts:
        todo = _("Tambahkan ke SIMPUL_HOSTS: %s") % seen.host
        yield Finding(BROKEN, what, _("nama %s tidak dilayani") % seen.host, todo)
    elif not facts.demo and not seen.proxies:
        todo = _("Isi SIMPUL_TRUSTED_PROXIES; tanpa itu semua pengunjung terhitung satu alamat.")
        yield Finding(ATTENTION, what, _("proksi tidak dikenal"), todo)
    else:
        yield Finding(WELL, what, seen.address)
    if not seen.static:
        yield Finding(BROKEN, what, _("berkas peramban belum dikumpulkan"), "simpul collectstatic --noinput")
    if seen.address.startswith("https://"):
        yield certificate(seen, facts.now)


def certificate(seen: Site, now: dt.datetime) -> Finding:
    """Is the certificate in date for long enough to be renewed in time?"""
    what = _("Sertifikat TLS")
    todo = _("Perbarui sertifikat di proksi, dan lihat mengapa tidak terjadi sendiri.")
    if seen.certificate_refused:
        return Finding(BROKEN, what, _("ditolak peramban: %s") % seen.certificate_fault, todo)
    if seen.certificate_ends is None:
        return Finding(ATTENTION, what, _("tidak dapat diperiksa: %s") % seen.certificate_fault, todo)
    left = seen.certificate_ends - now
    if left <= dt.timedelta(0):
        return Finding(BROKEN, what, _("sudah habis masa berlakunya"), todo)
    level = ATTENTION if left < CERTIFICATE_SOON else WELL
    return Finding(level, what, _("berlaku %s hari lagi") % left.days, todo if level else "")
