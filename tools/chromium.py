"""Find a Chromium for the browser tests, or bring one: Debian's with root, else the one packed for npm.

`python -m tools.chromium` prints its path. A machine without any fails with a sentence; tests never skip.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tools import debian

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "tools" / "headless"
UNPACKED = ROOT / ".data" / "chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NONE_FOUND = (
    "The browser tests need Chromium and none could be found or brought. "
    "Install it (Debian: apt install chromium) or give its path in SIMPUL_CHROMIUM."
)


class NoChromiumError(Exception):
    """No Chromium runs here; the message says what to do."""


def find() -> Path:
    """The path of a Chromium that runs; brings one if need be.

    Raises:
        NoChromiumError: none runs and none could be brought.
    """
    if given := os.environ.get("SIMPUL_CHROMIUM"):
        return Path(given)
    if found := installed():
        return found
    if debian.install("chromium") and (found := installed()):
        return found
    if found := unpacked():
        return found
    raise NoChromiumError(NONE_FOUND)


def installed() -> Path | None:
    """A Chromium of the system (a stub that only points to a snap does not run)."""
    for name in NAMES:
        path = shutil.which(name)
        if path and runs(Path(path)):
            return Path(path)
    return None


def runs(program: Path) -> bool:
    """Whether a browser starts at all: it says its version."""
    try:
        answer = subprocess.run(
            [program, "--version"], capture_output=True, text=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "Chrom" in answer.stdout


def unpacked() -> Path | None:
    """The Chromium of the npm package, in `.data/chromium`; with the libraries it brings if needed."""
    program, starter = UNPACKED / "chromium", UNPACKED / "start"
    if not program.exists() and not _unpack():
        return None
    if runs(program):
        return program
    libraries = UNPACKED / "al2023" / "lib"
    starter.write_text(
        f'#!/bin/sh\nLD_LIBRARY_PATH={shlex.quote(str(libraries))} exec {shlex.quote(str(program))} "$@"\n'
    )
    starter.chmod(0o755)
    return starter if runs(starter) else None


def _unpack() -> bool:
    npm, node = shutil.which("npm", path=_path()), shutil.which("node", path=_path())
    if npm is None or node is None:
        return False
    print("Bringing the Chromium packed for npm (once) …", file=sys.stderr, flush=True)
    UNPACKED.mkdir(parents=True, exist_ok=True)
    # The package unpacks its libraries only when it believes itself on such a host.
    environment = os.environ | {
        "PATH": _path(),
        "TMPDIR": str(UNPACKED),
        "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs20.x",
    }
    steps = ([npm, "ci", "--ignore-scripts"], [node, "unpack.mjs"])
    return all(
        subprocess.run(step, cwd=PACKAGE, env=environment, stdout=sys.stderr, check=False).returncode == 0
        for step in steps
    )


def _path() -> str:
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"


if __name__ == "__main__":
    try:
        print(find())
    except NoChromiumError as error:
        sys.exit(str(error))
