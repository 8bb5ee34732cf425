"""Seal the words of letters anew when there is a new key."""

from __future__ import annotations

import base64

from simpul.ground.actor import acting, system
from simpul.ground.crypto import key_id_of
from simpul.ground.keys import KeysRotated, keyring
from simpul.letters.models import Letter
from simpul.places.queries import districts

BATCH = 200


def reseal_after_rotation(event: KeysRotated) -> None:
    """Seal the words of every letter under the current key that lie under an older one."""
    for place in districts():
        with acting(system(place.code)):
            for letter in Letter.objects.order_by("pk").iterator(chunk_size=BATCH):
                sealed = base64.b64decode(letter.values["sealed"])
                if key_id_of(sealed) != event.key_id:
                    _reseal(letter, sealed)


def _reseal(letter: Letter, sealed: bytes) -> None:
    context = f"letter:{letter.pk}".encode()
    again = keyring().seal(keyring().open(sealed, context), context)
    letter.values = letter.values | {"sealed": base64.b64encode(again).decode()}
    letter.save(update_fields=["values"])
