"""A file is as it was or as it should be, whoever is killed or comes second, however full the disk."""

from __future__ import annotations

import errno
import os
import re
import signal
from pathlib import Path

import pytest

from simpul.ground.whole_files import sweep, written_beside

SOURCE = Path(__file__).resolve().parents[3] / "src"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "place"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_is_written_for_our_eyes_alone_and_takes_the_place_of_the_one_before(place: Path) -> None:
    place.write_bytes(b"before")
    with written_beside(place) as file:
        file.write(b"after")
        assert place.read_bytes() == b"before"
        beside = next(path for path in place.parent.iterdir() if path != place)
        assert beside.stat().st_mode & 0o077 == 0
    assert place.read_bytes() == b"after"
    assert names(place.parent) == ["place"]


def test_what_may_not_be_replaced_stays(place: Path) -> None:
    with pytest.raises(FileExistsError), written_beside(place, replace=False) as file:  # noqa: PT012
        file.write(b"second")
        place.write_bytes(b"first")
    assert place.read_bytes() == b"first"
    assert names(place.parent) == ["place"]


@pytest.mark.parametrize("replace", [True, False])
def test_on_a_full_disk_nothing_is_left(
    place: Path, monkeypatch: pytest.MonkeyPatch, *, replace: bool
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="full"), written_beside(place, replace=replace) as file:
        file.write(b"half")
    assert names(place.parent) == []


def test_killed_half_way_the_one_before_stays(place: Path) -> None:
    place.write_bytes(b"before")
    child = os.fork()
    if child == 0:
        with written_beside(place) as file:
            file.write(b"half")
            file.flush()
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert place.read_bytes() == b"before"
    left = [path for path in place.parent.iterdir() if path != place]
    assert [path.read_bytes() for path in left] == [b"half"]
    sweep(place.parent)
    assert left[0].exists(), "somebody could still be writing it"
    os.utime(left[0], (0, 0))
    sweep(place.parent)
    assert names(place.parent) == ["place"]


def test_only_what_was_written_beside_is_swept_away(tmp_path: Path) -> None:
    for name in ("old.new", ".keep.new", f"name.{'a' * 16}.new"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    sweep(tmp_path)
    assert len(names(tmp_path)) == 3


def test_nobody_writes_private_files_in_another_way() -> None:
    ours = re.compile(r"O_EXCL|\bos\.(?:link|replace)\(")
    found = {path.name for path in SOURCE.rglob("*.py") if ours.search(path.read_text(encoding="utf-8"))}
    assert found == {"whole_files.py", "taking.py"}, "taking links what an earlier backup holds unchanged"
