"""Folders that take long to make are made once for each state of what they depend on, and copied."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
STORE = ROOT / ".data" / "test"
KEPT = 3


def hold(path: Path) -> Any:
    """An open, exclusively locked file; closing it lets go."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def state_of(files: Iterable[Path], *words: str) -> str:
    """A short hash of names and contents, and of whatever else counts."""
    digest = hashlib.sha256("\0".join(words).encode())
    for path in sorted(files):
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def copy_kept(kind: str, state: str, target: Path, make: Callable[[Path], None]) -> None:
    """Copy the folder of this kind and state to `target`; one process makes it when it is not there yet."""
    folder = STORE / f"{kind}-{state}"
    with hold(STORE / f"{kind}.lock"):
        if not folder.exists():
            draft = STORE / f"{kind}.draft"
            shutil.rmtree(draft, ignore_errors=True)
            make(draft)
            draft.rename(folder)
            by_age = sorted(STORE.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime)
            for old in by_age[:-KEPT]:
                shutil.rmtree(old, ignore_errors=True)
        subprocess.run(["cp", "-a", folder, target], check=True)
