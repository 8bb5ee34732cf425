"""`simpul metrics`: numbers for Prometheus, on an address of this machine alone."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from prometheus_client import start_http_server

from simpul.config.supervisor import LOOPBACK
from simpul.config.watching.exporting import registry

PORT = 9108


class Command(BaseCommand):
    """Serve the numbers until asked to stop."""

    help = "Sediakan angka-angka untuk Prometheus di komputer ini (tanpa data pribadi)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=LOOPBACK, help="alamat; bawaan hanya komputer ini")
        parser.add_argument("--port", type=int, default=PORT)

    def handle(self, *_args: Any, host: str, port: int, **_options: Any) -> None:
        if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
            self.stderr.write(
                _("PERHATIAN: PROMETHEUS_MULTIPROC_DIR kosong; jumlah permintaan halaman tidak terlihat.")
            )
        try:
            server, thread = start_http_server(port, addr=host, registry=registry())
        except OSError as error:
            raise CommandError(
                _("Alamat %(host)s:%(port)s tidak dapat dipakai: %(reason)s.")
                % {"host": host, "port": port, "reason": error.strerror}
            ) from error
        self.stdout.write(
            _("Angka untuk Prometheus: http://%(host)s:%(port)s/metrics") % {"host": host, "port": port}
        )
        self.stdout.flush()
        try:
            thread.join()
        except KeyboardInterrupt:
            server.shutdown()
