"""Private files: what is uploaded is recognised by its bytes, made harmless, sealed, and named by nothing.

Pictures are drawn anew (no position, camera or second file hidden in them), PDFs are kept as they are and
only ever offered for download. Files lie under `settings.FILES`, one for each row of `StoredFile`.
"""

from __future__ import annotations

import errno
import hashlib
import warnings
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Protocol
from uuid import UUID

import filetype
from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from simpul.ground import audit
from simpul.ground.actor import Actor, acting
from simpul.ground.errors import InputError, NotVisibleError
from simpul.ground.free_text import without_numbers
from simpul.ground.keys import keyring
from simpul.ground.models import StoredFile
from simpul.ground.sealed import Folder, Kind
from simpul.ground.whole_files import written_beside

FILE = Kind("file", (Folder(lambda: settings.FILES),))

PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
PDF = "application/pdf"
ACCEPTED = ", ".join((".jpg", ".jpeg", ".png", ".webp", ".pdf"))
"""For the `accept` of a form's file field."""

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2400
QUALITY = 82
LONGEST_NAME = 160
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


class Upload(Protocol):
    """Anything that can be read once: an uploaded file, an open file, `BytesIO`."""

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes."""
        ...


def store(
    *, by: Actor, upload: Upload, kind: str, name: str, scope_code: str, shared_with: Iterable[UUID] = ()
) -> StoredFile:
    """Take a file in.

    Args:
        by: who uploads.
        upload: its bytes.
        kind: what it is to us (`photo`, `document`, `signed_letter`).
        name: as the person named it; shown again at download, never used as a path.
        scope_code: the area whose seats see it, as in `Guarded`.
        shared_with: offices that see it besides.

    Raises:
        InputError: `file_empty`, `file_large` (over `settings.UPLOAD_LIMIT`), `file_type` (no JPEG, PNG, WebP
            or PDF), `file_damaged`, `file_pixels`, or `file_no_room` (the disk is full); the field is `file`.
    """
    raw = upload.read(settings.UPLOAD_LIMIT + 1)
    content, media_type = _harmless(raw)
    row = StoredFile(
        district_code=by.district,
        scope_code=scope_code,
        shared_with=list(shared_with),
        kind=kind,
        name=_shown_name(name),
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_by=by.label,
    )
    with acting(by):
        _write(row.pk, FILE.seal(keyring(), row.pk, content))
        row.save(force_insert=True)
        audit.record("ground.store_file", by=by, kind="file", key=row.pk, label=kind)
    return row


def get(key: UUID, *, by: Actor) -> StoredFile:
    """A file the actor may see.

    Raises:
        NotVisibleError: there is none, or outside the actor's sight.
    """
    with acting(by):
        row = StoredFile.objects.filter(pk=key).first()
    if row is None:
        raise NotVisibleError("no_such_file")
    return row


def read(file: StoredFile) -> bytes:
    """The content of a file the caller may see.

    Raises:
        NotVisibleError: its bytes are gone (a backup without files was restored).
        KeyringError: it was sealed with other keys, or changed since.
    """
    try:
        sealed = _path(file.pk).read_bytes()
    except FileNotFoundError:
        raise NotVisibleError("no_such_file") from None
    return FILE.open(keyring(), file.pk, sealed)


def open_file(*, by: Actor, key: UUID) -> tuple[StoredFile, bytes]:
    """A file and its content, and a line that this seat opened it.

    Raises:
        NotVisibleError: as `get` and `read`.
    """
    with acting(by):
        row = get(key, by=by)
        audit.record("ground.open_file", by=by, kind="file", key=key, label=row.kind)
        return row, read(row)


def _harmless(raw: bytes) -> tuple[bytes, str]:
    if not raw:
        raise InputError("file_empty", field="file")
    if len(raw) > settings.UPLOAD_LIMIT:
        raise InputError("file_large", field="file", megabytes=settings.UPLOAD_LIMIT // 2**20)
    kind = filetype.guess(raw)
    media_type = kind.mime if kind is not None else ""
    if media_type == PDF:
        return raw, PDF
    if media_type not in PICTURES:
        raise InputError("file_type", field="file")
    return _drawn_anew(raw, PICTURES[media_type]), media_type


def _drawn_anew(raw: bytes, form: str) -> bytes:
    """The picture alone, upright, at most 2,400 pixels wide or high, without what else the file held."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is judged below
            picture = Image.open(BytesIO(raw), formats=[form])
        if picture.width * picture.height > MOST_PIXELS:
            raise InputError("file_pixels", field="file")
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        plain = upright.convert("RGB" if form == "JPEG" else "RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise InputError("file_damaged", field="file") from None
    drawn = Image.new(plain.mode, plain.size)
    drawn.paste(plain)
    out = BytesIO()
    drawn.save(out, form, quality=QUALITY)
    return out.getvalue()


def _shown_name(name: str) -> str:
    """The name without path, marks that steer or hide, and identity numbers, of a length a screen bears."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(mark for mark in last if mark.isprintable() and mark not in '"<>|:*?')
    return without_numbers(kept).strip(". ")[-LONGEST_NAME:] or "berkas"


def _write(key: UUID, sealed: bytes) -> None:
    path = _path(key)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with written_beside(path, replace=False) as file:
            file.write(sealed)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise InputError("file_no_room", field="file") from error
        raise


def _path(key: UUID) -> Path:
    return Path(settings.FILES) / str(key)
