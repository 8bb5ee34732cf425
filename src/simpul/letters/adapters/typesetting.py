"""Sets a letter with typst, in a process of its own that holds nothing but the letter."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import segno

from simpul.letters.errors import TypesettingError

HERE = Path(__file__).parent
SECONDS = 10
WAIT_SECONDS = 30
LARGEST_SHEET = 5 * 1024 * 1024
PREVIEW_PPI = 110

#: A letter asks for no package of the network: the proxy leads nowhere, whatever name the template makes up.
_NOWHERE = "http://127.0.0.1:1"
_ENVIRONMENT = dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"), _NOWHERE)
_PACKAGE = re.compile(r"[\"']@\w")


def set_sheet(source: str, data: Mapping[str, Any], *, form: Literal["pdf", "png"] = "pdf") -> bytes:
    """The sheet of one letter, as PDF (or its first page as PNG).

    The template and the values go into an empty folder of which the compiler cannot leave; the values are
    handed over as one JSON text and never become part of the source, so no name is ever read as code.

    Args:
        source: the district's template (typst).
        data: what it reads as `data`; `verify.url` is drawn as the code.
        form: kind of sheet.

    Raises:
        TypesettingError: `letter_template_broken` with its reason, `letter_template_slow` or
            `letter_too_large`.
    """
    if _PACKAGE.search(source):
        raise TypesettingError("letter_template_broken", reason="packages are not used")
    with tempfile.TemporaryDirectory(prefix="letter-") as name:
        folder = Path(name)
        for part in ("frame.typ", "simpul.typ"):
            shutil.copyfile(HERE / part, folder / part)
        (folder / "letter.typ").write_text(source, encoding="utf-8")
        (folder / "qr.svg").write_bytes(qr_svg(data["verify"]["url"]))
        return _pressed(folder, data, form)


def qr_svg(address: str) -> bytes:
    """An address as a QR code (SVG, error correction M)."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=1, xmldecl=False)
    return drawn.getvalue()


def _pressed(folder: Path, data: Mapping[str, Any], form: str) -> bytes:
    job = {
        "folder": str(folder),
        "data": json.dumps(data, ensure_ascii=False),
        "seconds": SECONDS,
        "format": form,
        "ppi": PREVIEW_PPI,
    }
    try:
        done = subprocess.run(  # noqa: S603  our own file, no shell, nothing of the job on the command line
            [sys.executable, "-I", str(HERE / "press.py")],
            input=json.dumps(job).encode(),
            capture_output=True,
            env=_ENVIRONMENT,
            timeout=WAIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TypesettingError("letter_template_slow") from None
    if done.returncode < 0:
        raise TypesettingError("letter_template_slow")
    if done.returncode:
        raise TypesettingError("letter_template_broken", reason=done.stderr.decode(errors="replace")[-300:])
    if len(done.stdout) > LARGEST_SHEET:
        raise TypesettingError("letter_too_large")
    return done.stdout
