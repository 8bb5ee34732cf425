"""Judging the districts: is a pack loaded, are its programmes in date, is there somebody to appoint?"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from simpul.config.doctor.facts import DistrictState, Facts, Finding, Level
from simpul.config.doctor.judging_technical import unseen


def districts(facts: Facts) -> Iterator[Finding]:
    """One finding or more for each district; one when there is none."""
    if facts.database is None:
        return
    if facts.districts is None:
        yield unseen(_("Kabupaten"))
        return
    if not facts.districts:
        todo = _("Jalankan: simpul pack load FOLDER (docs/how-to/first-district.md).")
        yield Finding(Level.BROKEN, _("Kabupaten"), _("belum ada paket yang dimuat"), todo)
    for each in facts.districts:
        found = [*_pack(each, demo=facts.demo), *_seats(each)]
        yield from found or [Finding(Level.WELL, each.name, _("paket dimuat, program berlaku, tugas terisi"))]


def _pack(seen: DistrictState, *, demo: bool) -> Iterator[Finding]:
    if seen.demo and not demo:
        todo = _("Pakai basis data baru untuk pekerjaan sungguhan; data contoh tidak dapat dipisahkan lagi.")
        yield Finding(Level.BROKEN, seen.name, _("berisi data contoh"), todo)
    if not seen.programmes:
        todo = _("Isi programmes.yaml, lalu: simpul pack load FOLDER")
        yield Finding(Level.BROKEN, seen.name, _("tidak ada program yang berlaku hari ini"), todo)
    if seen.over:
        todo = _("Perbarui tanggalnya di programmes.yaml, lalu: simpul pack load FOLDER")
        yield Finding(Level.ATTENTION, seen.name, _("%s program sudah lewat masanya") % seen.over, todo)


def _seats(seen: DistrictState) -> Iterator[Finding]:
    if not seen.administrators:
        todo = _("Undang seorang: simpul officer invite --district=%s --email=… --name=…") % seen.code
        yield Finding(Level.BROKEN, seen.name, _("tidak ada administrator yang bertugas"), todo)
    if seen.ending_seats:
        todo = _("Perpanjang dengan surat di halaman Petugas sebelum masa SK habis.")
        found = _("%s tugas berakhir dalam 30 hari") % seen.ending_seats
        yield Finding(Level.ATTENTION, seen.name, found, todo)
