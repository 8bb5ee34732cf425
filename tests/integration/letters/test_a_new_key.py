"""After a rotation no letter lies under an old key, and every letter still reads the same."""

from __future__ import annotations

import base64
import shutil

from simpul.ground import keys
from simpul.ground.actor import acting
from simpul.ground.crypto import key_id_of
from simpul.letters import actions, queries
from simpul.letters.models import Letter


def key_of(letter):
    return key_id_of(base64.b64decode(letter.values["sealed"]))


def test_letters_are_sealed_anew(cast, drafted, settings, tmp_path):
    ring = tmp_path / "keyring.json"
    shutil.copy(keys.keyring().path, ring)
    settings.KEYS = ring
    letter = drafted()
    before = key_of(letter)
    new = keys.rotate()
    with acting(cast.desk):
        again = Letter.objects.get(pk=letter.pk)
        assert key_of(again) == new != before
        assert queries.words_of(again)["person"]["name"] == "Sitti Contoh"


def test_a_letter_under_the_current_key_is_left_as_it_is(cast, drafted):
    letter = drafted()
    actions.reseal_after_rotation(keys.KeysRotated(key_of(letter)))
    with acting(cast.desk):
        assert Letter.objects.get(pk=letter.pk).values == letter.values
