"""Hold the locked packages against a public list of known weaknesses.

Needs the network: the list is not ours to keep, and an old copy of it would say "nothing" of what was found
since. Where it cannot be asked (a mirror of packages knows none), that is said, and the exit code is 3:
nobody shall take silence for an answer.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools.bootstrap import install

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("base", "dev")
FOUND, UNREACHED = 1, 3
#: What pip-audit says when it did not get as far as an answer.
SIGNS = (
    "ConnectionError",
    "ServiceError",
    "Max retries",
    "Name or service",
    "HTTPError",
    "ProxyError",
    "timed out",
)
#: What it says of a package about which it got no answer, before "No known vulnerabilities found".
UNASKED = "could not be audited"
CANNOT = (
    "Tidak dapat memeriksa: daftar kelemahan umum tidak terjangkau dari komputer ini.\n"
    "Jalankan `make audit` di komputer dengan internet. Ini BUKAN berarti tidak ada kelemahan.\n"
    "Cannot check: the public list of weaknesses is out of reach. This does NOT mean there are none."
)


def main() -> int:
    """0 nothing known, 1 weaknesses found, 3 could not ask."""
    lock = ROOT / "requirements" / "audit.txt"
    install(["--require-hashes", "--only-binary=:all:", "-r", str(lock)], "pip-audit tidak dapat dipasang.")
    codes = [audit(ROOT / "requirements" / f"{name}.txt") for name in LOCKS]
    if UNREACHED in codes:
        print(CANNOT, file=sys.stderr)
        return UNREACHED
    return max(codes)


def audit(lock: Path) -> int:
    """Ask about one lock: 0, 1, or 3 when there was no answer, or the tool itself broke or was killed."""
    asked = ["--require-hashes", "--disable-pip", "--progress-spinner=off", "-r", str(lock)]
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", *asked], capture_output=True, text=True, check=False
    )
    if UNASKED in done.stdout or (done.returncode and any(sign in done.stderr for sign in SIGNS)):
        return UNREACHED
    print(f"{lock.name}:\n{done.stdout}{done.stderr}".rstrip())
    return done.returncode if done.returncode in {0, FOUND} else UNREACHED


if __name__ == "__main__":
    sys.exit(main())
