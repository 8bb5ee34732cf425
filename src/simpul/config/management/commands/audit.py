"""`simpul audit verify`: is every line of the audit trail as it was written?"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from simpul.config.processes import ProcessError
from simpul.config.where import database, keyring_of
from simpul.ground.chain import Head
from simpul.ground.chain_check import Fault, Report, verify
from simpul.ground.crypto import KeyringError
from simpul.ground.management.sentences import sentence

SHOWN = 20


class Command(BaseCommand):
    """Prove the audit chain unbroken, or say where it is broken."""

    help = "Buktikan bahwa tidak satu baris pun dari jejak audit diubah, dihapus, atau disisipkan."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("verify", help="periksa seluruh rantai audit")
        check.add_argument(
            "--since", type=_head, default=None, help="ujung rantai yang dicatat sebelumnya (POSISI:SIDIK)"
        )

    def handle(self, *_args: Any, since: Head | None, **_options: Any) -> None:
        try:
            with database() as urls, psycopg.connect(urls.owner, autocommit=True) as connection:
                report = verify(connection, keyring_of(connection), since=since)
        except ProcessError as error:
            raise CommandError(str(error)) from error
        except KeyringError as error:
            raise CommandError(sentence(error)) from None
        except psycopg.errors.InsufficientPrivilege as error:
            raise CommandError(_("DATABASE_OWNER_URL bukan peran pemilik tabel.")) from error
        except psycopg.OperationalError as error:
            raise CommandError(_("Basis data tidak dapat dihubungi: %s") % error) from error
        self._tell(report)

    def _tell(self, report: Report) -> None:
        for fault in report.faults[:SHOWN]:
            self.stdout.write(told(fault))
        if len(report.faults) > SHOWN:
            self.stdout.write(_("… dan %s lagi.") % (len(report.faults) - SHOWN))
        if report.faults:
            raise CommandError(_("Rantai audit TIDAK utuh: %s temuan.") % len(report.faults))
        self.stdout.write(
            _("Rantai audit utuh: %(lines)s baris, %(waiting)s baris baru menunggu dirangkai.")
            % {"lines": report.lines, "waiting": report.waiting}
        )
        if report.head is not None:
            self.stdout.write(
                _("Ujung rantai, catat di luar komputer ini: %s") % report.head
                + "\n"
                + _("Pemeriksaan berikutnya: simpul audit verify --since %s") % report.head
            )


def told(fault: Fault) -> str:
    """The sentence of one fault."""
    sentences = {
        "changed": _("Baris %(line)s (posisi %(position)s) telah diubah sesudah ditulis."),
        "removed": _("Baris %(line)s (posisi %(position)s) telah dihapus."),
        "added": _("Baris %(line)s tidak ditulis oleh Simpul."),
        "copied": _("Baris %(line)s adalah salinan baris lain."),
        "cut": _("Rangkaian posisi %(position)s sampai %(until)s hilang."),
        "begun_anew": _("Rantai dimulai ulang: posisi %(position)s lain daripada yang tercatat."),
    }
    return sentences[fault.kind] % fault._asdict()


def _head(text: str) -> Head:
    try:
        return Head.read(text)
    except ValueError:
        raise ArgumentTypeError(_("tulis seperti yang dicetak: POSISI:SIDIK")) from None
