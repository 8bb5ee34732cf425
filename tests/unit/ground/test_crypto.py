"""The keyring: who can open what, and what becomes of a file lost, copied, opened to others or damaged."""

from __future__ import annotations

import json
import pickle
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.ground.crypto import Keyring, KeyringError, key_id_of

NIK = b"7303071208800012"
ROW = b"identity:0192f0aa"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys" / "keyring.json"


@pytest.fixture
def keyring(path):
    return Keyring.create(path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    return Keyring.create(tmp_path_factory.mktemp("shared") / "keyring.json")


def edited(path: Path, **changes: object) -> None:
    data = json.loads(path.read_text())
    path.write_text(json.dumps({**data, **changes}))


def code_of(call, *args) -> str:
    with pytest.raises(KeyringError) as caught:
        call(*args)
    return caught.value.code


def test_what_was_sealed_opens_after_the_file_is_read_again(keyring, path):
    sealed = keyring.seal(NIK, ROW)
    assert NIK not in sealed
    assert Keyring.load(path).open(sealed, ROW) == NIK


def test_the_same_number_never_looks_the_same_twice(keyring):
    assert keyring.seal(NIK, ROW) != keyring.seal(NIK, ROW)


def test_a_sealed_number_copied_to_another_row_does_not_open(keyring):
    assert code_of(keyring.open, keyring.seal(NIK, ROW), b"identity:other") == "sealed_damaged"


@pytest.mark.parametrize("position", [3, 10, 20, -1])
def test_a_changed_byte_is_noticed(keyring, position):
    sealed = bytearray(keyring.seal(NIK, ROW))
    sealed[position] ^= 1
    assert code_of(keyring.open, bytes(sealed), ROW) == "sealed_damaged"


@pytest.mark.parametrize(
    "rubbish", [b"", b"\x00", b"\x02k1", b"\x02k1short", b"\x02\xff\xfe", b"\x02--" + b"x" * 40]
)
def test_rubbish_is_refused(keyring, rubbish):
    assert code_of(keyring.open, rubbish, ROW) == "sealed_damaged"


def test_confidential_casework_lies_under_a_key_of_its_own(keyring):
    sealed = keyring.seal_confidential(b"isi", ROW)
    assert keyring.open_confidential(sealed, ROW) == b"isi"
    assert code_of(keyring.open, sealed, ROW) == "sealed_damaged"
    assert code_of(keyring.open_confidential, keyring.seal(NIK, ROW), ROW) == "sealed_damaged"


def test_another_installation_opens_nothing(keyring, shared):
    assert code_of(shared.open, keyring.seal(NIK, ROW), ROW) == "sealed_damaged"
    assert shared.index("1") != keyring.index("1")
    assert shared.fingerprint != keyring.fingerprint


def test_a_number_is_found_however_it_is_written(keyring, path):
    index = keyring.index("7303071208800012")
    assert len(index) == 32
    assert keyring.index(" 7303.0712 0880-0012") == index
    assert Keyring.load(path).index("7303071208800012") == index
    assert keyring.index("7303071208800013") != index


@pytest.mark.parametrize("text", ["", " ", "Siti", "73O3", "7303\x00"])
def test_only_a_number_is_indexed(keyring, text):
    assert code_of(keyring.index, text) == "not_a_number"


def test_secrets_for_other_purposes_differ_and_outlive_rotation(keyring):
    assert keyring.derive("a") != keyring.derive("b")
    assert keyring.derive("a") == keyring.rotate().derive("a")
    assert keyring.derive("7") != keyring.index("7")


def test_rotation_seals_with_a_new_key_and_still_opens_the_old(keyring, path):
    old, old_confidential = keyring.seal(NIK, ROW), keyring.seal_confidential(b"isi", ROW)
    rotated = keyring.rotate()
    assert rotated.key_ids == ("k1", "k2")
    assert (key_id_of(old), key_id_of(rotated.seal(NIK, ROW))) == ("k1", "k2")
    assert rotated.open(old, ROW) == NIK
    assert rotated.open_confidential(old_confidential, ROW) == b"isi"
    assert Keyring.load(path).open(rotated.seal(NIK, ROW), ROW) == NIK
    assert rotated.fingerprint == keyring.fingerprint
    assert rotated.index("12") == keyring.index("12")


def test_a_keyring_from_before_the_rotation_says_that_a_key_is_unknown(keyring):
    sealed = keyring.rotate().seal(NIK, ROW)
    assert code_of(keyring.open, sealed, ROW) == "unknown_key"


def test_of_many_rotations_at_once_none_loses_a_key(keyring, path):
    with ThreadPoolExecutor(4) as pool:
        sealed = list(pool.map(lambda _: keyring.rotate().seal(NIK, ROW), range(8)))
    newest = Keyring.load(path)
    assert newest.key_ids == tuple(f"k{n}" for n in range(1, 10))
    assert {newest.open(each, ROW) for each in sealed} == {NIK}


def test_only_the_owner_may_read_the_file_and_nothing_is_left_beside_it(keyring, path):
    keyring.rotate()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_of_a_file_that_was_exchanged_meanwhile_every_key_is_kept(keyring, path, tmp_path):
    other = Keyring.create(tmp_path / "other.json")
    path.write_bytes(other.path.read_bytes())
    assert keyring.rotate().fingerprint == other.fingerprint
    assert Keyring.load(path).index("12") == other.index("12")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620, 0o601])
def test_a_file_open_to_others_is_refused(keyring, path, mode):
    path.chmod(mode)
    with pytest.raises(KeyringError) as caught:
        Keyring.load(path)
    assert caught.value.code == "keyring_readable_by_others"
    assert caught.value.values == {"path": str(path), "mode": f"{mode:04o}"}


def test_an_existing_file_is_never_overwritten(keyring, path):
    before = path.read_bytes()
    assert code_of(Keyring.create, path) == "keyring_exists"
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_lost_file_is_said_to_be_missing(keyring, path):
    path.unlink()
    assert code_of(Keyring.load, path) == "keyring_missing"
    assert code_of(keyring.rotate) == "keyring_missing"
    path.parent.rmdir()
    assert code_of(keyring.rotate) == "keyring_missing"


def test_a_folder_in_its_place_is_unreadable(tmp_path):
    assert code_of(Keyring.load, tmp_path) == "keyring_unreadable"


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    assert code_of(Keyring.create, tmp_path / "file" / "keyring.json") == "keyring_unwritable"


def test_a_full_disk_leaves_the_old_keyring_whole(keyring, path, monkeypatch):
    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert code_of(keyring.rotate) == "keyring_unwritable"
    assert Keyring.load(path).key_ids == ("k1",)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", "null", '{"version": 1}', '"\x00"', "\N{GRINNING FACE}" * 5_000]
)
def test_a_damaged_file_is_said_to_be_damaged(keyring, path, text):
    path.write_text(text)
    assert code_of(Keyring.load, path) == "keyring_damaged"


@pytest.mark.parametrize(
    "change",
    [
        {"index": "AAAA"},
        {"index": "not base64!"},
        {"index": None},
        {"fingerprint": "0" * 16},
        {"ordinary": {}},
        {"ordinary": {"current": "k1", "keys": []}},
        {"ordinary": {"current": "k9", "keys": {}}},
        {"confidential": {"current": "k1", "keys": {"k1": "AAAA"}}},
    ],
)
def test_a_file_with_a_damaged_part_is_said_to_be_damaged(keyring, path, change):
    edited(path, **change)
    assert code_of(Keyring.load, path) == "keyring_damaged"


def test_a_file_of_another_version_is_named(keyring, path):
    edited(path, version=2)
    assert code_of(Keyring.load, path) == "keyring_version"


def test_neither_print_nor_error_nor_pickle_betrays_a_key(keyring, path):
    keys = json.loads(path.read_text())
    secrets = [keys["index"], *keys["ordinary"]["keys"].values(), *keys["confidential"]["keys"].values()]
    edited(path, index=keys["index"][:-4])
    with pytest.raises(KeyringError) as caught:
        Keyring.load(path)
    shown = f"{keyring!r} {keyring} {caught.value} {caught.value.__cause__} {keyring.fingerprint}"
    assert not any(secret in shown for secret in secrets)
    with pytest.raises(TypeError):
        pickle.dumps(keyring)


@given(st.binary(max_size=5_000), st.binary(max_size=100))
def test_any_bytes_come_back_as_they_were(shared, plaintext, context):
    assert shared.open(shared.seal(plaintext, context), context) == plaintext


@given(st.binary(max_size=60))
def test_no_bytes_break_the_opening(shared, rubbish):
    with pytest.raises(KeyringError):
        shared.open(rubbish, ROW)
