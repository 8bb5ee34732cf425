"""Which district a command is about: the one named, or the only one there is."""

from __future__ import annotations

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from simpul.places.models import District
from simpul.places.queries import districts


def chosen_district(code: str) -> District:
    """The district with this code; without one, the only district that runs here.

    Raises:
        CommandError: no district, or more than one, can be meant.
    """
    known = [each for each in districts() if code in {"", each.code}]
    if len(known) != 1:
        raise CommandError(_("Sebutkan kabupaten/kota yang sudah dimuat dengan --district, misalnya 00.00."))
    return known[0]
