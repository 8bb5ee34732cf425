"""Private files: recognised by their bytes, made harmless, sealed, and read by who may see them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from PIL import Image

from simpul.ground import files
from simpul.ground.actor import acting
from simpul.ground.errors import InputError, NotVisibleError
from simpul.ground.models import AuditLine, StoredFile
from simpul.web.files.links import short_link
from tests.cast import Cast
from tests.factories import VILLAGE

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (10, 120, 110)).save(out, form, **more)
    return out.getvalue()


def store(cast: Cast, content: bytes, name: str = "foto.jpg") -> StoredFile:
    return files.store(
        by=cast.front, upload=BytesIO(content), kind="photo", name=name, scope_code=VILLAGE, shared_with=[]
    )


def test_a_photo_loses_its_place_and_whatever_hangs_behind_it(cast: Cast) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Telepon Rahasia"
    exif[0x8825] = {1: "S", 2: (5.0, 32.0, 1.0)}
    row = store(cast, picture(exif=exif) + b"PK\x03\x04 arsip tersembunyi")
    content = files.read(row)
    assert row.media_type == "image/jpeg"
    assert b"Rahasia" not in content
    assert b"PK\x03\x04" not in content
    assert not Image.open(BytesIO(content)).getexif()


def test_a_photo_taken_sideways_stands_upright(cast: Cast) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    row = store(cast, picture(exif=exif))
    assert Image.open(BytesIO(files.read(row))).size == (30, 40)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_pictures_are_taken(cast: Cast, form: str) -> None:
    assert store(cast, picture(form)).media_type == f"image/{form.lower()}"


def test_a_large_picture_is_made_smaller(cast: Cast) -> None:
    row = store(cast, picture(size=(4000, 1000)))
    assert Image.open(BytesIO(files.read(row))).size == (2400, 600)


def test_a_pdf_is_kept_as_it_is(cast: Cast) -> None:
    row = store(cast, PDF, "surat.pdf")
    assert (row.media_type, files.read(row)) == ("application/pdf", PDF)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"<html><script>alert(1)</script></html>", "file_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "file_type"),
        (b"MZ" + b"\0" * 100, "file_type"),
        (b"PK\x03\x04" + b"\0" * 100, "file_type"),
        (b"GIF89a" + b"\0" * 100, "file_type"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 200, "file_damaged"),
        (picture()[:200], "file_damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "file_damaged"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(cast: Cast, content: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        store(cast, content)
    assert (refused.value.code, refused.value.field) == (code, "file")


def test_what_is_too_large_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "UPLOAD_LIMIT", 1000)
    with pytest.raises(InputError, match="file_large"):
        store(cast, PDF + b"\0" * 1000)
    monkeypatch.undo()
    monkeypatch.setattr(files, "MOST_PIXELS", 100)
    with pytest.raises(InputError, match="file_pixels"):
        store(cast, picture())


def test_the_bytes_on_the_disk_are_sealed_and_named_by_nothing(cast: Cast) -> None:
    row = store(cast, PDF, "../../etc/Surat Siti <b>.pdf")
    path = Path(settings.FILES) / str(row.pk)
    assert path.stat().st_mode & 0o077 == 0
    assert b"PDF" not in path.read_bytes()
    assert row.name == "Surat Siti b.pdf"


def test_a_file_is_seen_by_the_area_alone(cast: Cast) -> None:
    row = store(cast, PDF)
    assert files.get(row.pk, by=cast.camat).pk == row.pk
    for who in (cast.stranger, cast.neighbour, cast.agency, cast.partner, cast.foreigner, cast.regent):
        with pytest.raises(NotVisibleError):
            files.get(row.pk, by=who)


def test_a_link_is_short_lived_and_for_one_seat(cast: Cast, client: Client) -> None:
    row = store(cast, PDF, "surat.pdf")
    cast.sign_in(client, "front")
    address = client.get(f"/berkas/{row.pk}/")["Location"]
    answer = client.get(address)
    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="surat.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    with acting(cast.auditor):
        assert AuditLine.objects.filter(verb="ground.open_file", key=str(row.pk)).count() == 1
    with time_machine.travel(__import__("time").time() + 301, tick=False):
        assert client.get(address).status_code == 404
    cast.sign_in(client, "back")
    assert client.get(address).status_code == 404
    cast.sign_in(client, "stranger")
    assert client.get(f"/berkas/{row.pk}/").status_code == 404
    assert client.get(short_link(row.pk, cast.stranger)).status_code == 404


def test_a_link_to_nothing_is_no_page(cast: Cast, client: Client) -> None:
    cast.sign_in(client, "front")
    nothing = UUID(int=7)
    assert client.get(f"/berkas/{nothing}/").status_code == 404
    assert client.get(f"/berkas/{nothing}/abc:def/").status_code == 404
    row = store(cast, PDF)
    (Path(settings.FILES) / str(row.pk)).unlink()
    assert client.get(short_link(row.pk, cast.front)).status_code == 404


def test_a_number_in_the_name_of_a_file_is_masked(cast: Cast) -> None:
    row = store(cast, picture(), name="KTP 3303 0112 0385 0001 depan.jpg")
    assert row.name == "KTP •••• depan.jpg"
