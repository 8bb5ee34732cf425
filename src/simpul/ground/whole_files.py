"""Files that are whole or not there: written beside their place, on the disk, then put into it at once."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

MODE = 0o600
LEFT_AFTER = 86_400
"""Seconds after which nobody is writing any more what lies beside its place."""

_BESIDE = re.compile(r"\..+\.[0-9a-f]{16}\.new")


@contextmanager
def written_beside(path: Path, *, replace: bool = True) -> Iterator[IO[bytes]]:
    """A new file to write into, ours alone to read; when the block ends it takes its place at once.

    Killed at any moment, what was there stays as it was; what was begun is removed by `sweep`, a day later.

    Args:
        path: where it belongs; its folder is there.
        replace: whether it may take the place of another.

    Raises:
        FileExistsError: something is there and may not be replaced; it stays.
        OSError: it could not be written (the disk is full); nothing of it is left.
    """
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if replace:
            fresh.replace(path)
        else:
            os.link(fresh, path)  # unlike a rename, a link never replaces
        _on_disk(path.parent)
    finally:
        fresh.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what killed writers left beside its place; never what somebody may still be writing."""
    before = time.time() - LEFT_AFTER
    for path in folder.glob(".*.new"):
        if _BESIDE.fullmatch(path.name) and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _on_disk(folder: Path) -> None:
    """That the name is there, too, must survive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
