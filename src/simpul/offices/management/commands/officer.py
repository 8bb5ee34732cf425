"""`simpul officer invite`: the first officer of a district, by a one-time link."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from simpul.ground.actor import system
from simpul.offices import actions, queries
from simpul.offices.types import RoleCode
from simpul.places.queries import local_day


class Command(BaseCommand):
    """Invite somebody into a new seat at the district desk."""

    help = "Undang petugas pertama sebuah kabupaten/kota dengan tautan sekali pakai."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        invite = verbs.add_parser("invite", help="buat tautan undangan")
        invite.add_argument("--district", required=True, help="kode Kemendagri kabupaten/kota")
        invite.add_argument("--email", required=True)
        invite.add_argument("--name", required=True)
        invite.add_argument(
            "--role", choices=[str(role) for role in RoleCode], default=RoleCode.ADMINISTRATOR
        )
        invite.add_argument("--title", default="Pengelola Simpul")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Make the seat, invite into it, print the link; it is shown this once."""
        desk = queries.desk_of(options["district"])
        if desk is None:
            raise CommandError(
                _("Kabupaten/kota %(code)s belum dimuat. Jalankan dulu: simpul pack load FOLDER")
                % {"code": options["district"]}
            )
        by = system(options["district"], label="simpul officer invite")
        seat = actions.appoint(
            by=by,
            office=desk,
            role=RoleCode(options["role"]),
            title=options["title"],
            starts_on=local_day(desk.district_id, timezone.now()),
        )
        token = actions.invite(
            by=by, seat=seat, email=options["email"], name=options["name"], at=timezone.now()
        )
        self.stdout.write(
            _("Tautan untuk %(name)s, berlaku %(days)s hari dan hanya sekali:")
            % {"name": options["name"], "days": actions.INVITATION_DAYS}
        )
        self.stdout.write(f"{settings.SITE_ADDRESS}/masuk/undangan/{token}/")
