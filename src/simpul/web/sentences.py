"""Sentences for the codes of domain errors: one table, the words of `docs/words.md`."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from simpul.ground.errors import DomainError

SENTENCES: dict[str, Callable[[], str]] = {
    "command_reused": lambda: _(
        "Formulir ini sudah dipakai untuk hal lain. Muat ulang halaman, lalu isi lagi."
    ),
    "stale": lambda: _(
        "Orang lain sudah mengubah data ini sejak Anda membukanya. Muat ulang untuk melihat perubahannya."
    ),
    "not_allowed": lambda: _("Tugas Anda tidak mencakup tindakan ini."),
}


def sentence(error: DomainError) -> str:
    """The error's sentence in the reader's language, its values filled in."""
    made = SENTENCES.get(error.code)
    if made is None:
        return _("Tindakan ini tidak dapat dilakukan sekarang.")
    return made().format(**error.values)
