"""Find the programs of PostgreSQL 15, the oldest that is supported, or install them; prints their folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tools import debian

FOLDER = Path("/usr/lib/postgresql/15/bin")


def main() -> None:
    """Print the folder; fail with a sentence where it is not to be had."""
    folder = Path(os.environ.get("PG15", FOLDER))
    if not (folder / "postgres").exists():
        debian.install("postgresql-15")
    if not (folder / "postgres").exists():
        sys.exit(
            f"PostgreSQL 15 is not at {folder}. Install it (Debian 12: apt install postgresql-15) "
            "or give the folder of its programs in PG15."
        )
    print(folder)


if __name__ == "__main__":
    main()
