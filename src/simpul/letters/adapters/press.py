"""The press: a process of its own that sets one letter and ends.

Run as a file by `adapters.typesetting`, alone: without the project, its settings, its environment or its
database. It limits its own time and memory first, reads one job from standard input and writes the sheet to
standard output. A template that never ends, eats memory or asks for files outside its folder ends here.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import cast

import typst

MEMORY = 2 * 1024**3
"""Bytes of address space: the bundled typefaces and a letter take under 0.4 GiB of it."""


def main() -> None:
    """Set one letter: `{"folder", "data", "seconds", "format", "ppi"}` in, bytes of the sheet out."""
    job = json.load(sys.stdin.buffer)
    seconds = int(job["seconds"])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    folder = Path(job["folder"])
    nowhere = str(folder / "no-packages")
    try:
        sheet: object = typst.compile(
            str(folder / "frame.typ"),
            root=str(folder),
            font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True),
            format=job["format"],
            ppi=job["ppi"],
            sys_inputs={"data": job["data"]},
            package_path=nowhere,
            package_cache_path=nowhere,
        )
    except typst.TypstError as error:
        # Only the first line goes on, for whoever keeps the template.
        sys.exit(f"typst: {str(error.message).splitlines()[0][:300]}")
    # Several pages of a picture come as a list: the first one is what is shown.
    first = sheet[0] if isinstance(sheet, list) else sheet
    sys.stdout.buffer.write(cast("bytes", first))


if __name__ == "__main__":
    main()
