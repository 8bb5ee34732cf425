"""Huge and hostile input, a stolen session, a full disk, a clock set back: a sentence, nothing lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client

from simpul.cases.models import Deed
from simpul.ground import files
from simpul.ground.actor import acting, system
from simpul.ground.models import StoredFile
from simpul.registry.models import Person
from simpul.web.uploads import CappedUploadHandler
from tests.factories import DISTRICT, VILLAGE
from tests.integration.cases.conftest import LATER, need_of, take_in, villager  # noqa: F401  fixtures
from tests.integration.cases.pages import act_url, page_of, send
from tests.integration.cases.test_what_the_village_does import photo

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
WORDS = "Atap bocor di kamar belakang"


@pytest.fixture
def village(cast, client: Client) -> Client:
    cast.sign_in(client, "front")
    return client


@pytest.fixture
def need(need_of):  # noqa: F811
    with time_machine.travel(LATER, tick=False):
        yield need_of("food")


def deeds_and_files() -> tuple[int, int]:
    with acting(system(DISTRICT)):
        return Deed.objects.count(), StoredFile.objects.count()


def refused(client: Client, need, upload) -> str:
    """The form again, with what was typed and a sentence; nothing was kept."""
    before = deeds_and_files()
    answer = send(client, act_url(need, "berkas"), 422, kind="photo", text=WORDS, upload=upload)
    assert deeds_and_files() == before
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one("input[name=text]")["value"] == WORDS
    return " ".join(soup.get_text(" ").split())


class TestUploads:
    def test_one_of_200_megabytes_is_refused_and_never_lies_on_the_disk(
        self, village: Client, need, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept: list[int] = []
        complete = CappedUploadHandler.file_complete

        def seen(self, file_size: int):
            self.file.flush()
            kept.append(Path(self.file.temporary_file_path()).stat().st_size)
            assert file_size == 200 * 2**20
            return complete(self, file_size)

        monkeypatch.setattr(CappedUploadHandler, "file_complete", seen)
        upload = SimpleUploadedFile("besar.pdf", PDF + bytes(200 * 2**20 - len(PDF)))
        assert "10 MB" in refused(village, need, upload)
        assert kept == [settings.UPLOAD_LIMIT + 1]

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("surat.pdf", b"<html><script>alert(1)</script></html>"),
            ("foto.jpg", b"MZ" + bytes(300)),
            ("foto.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
            ("arsip.pdf", b"PK\x03\x04" + bytes(300)),
            ("kosong.pdf", b""),
        ],
    )
    def test_a_wrong_type_is_refused_whatever_it_is_called(
        self, village: Client, need, name: str, content: bytes
    ) -> None:
        assert refused(village, need, SimpleUploadedFile(name, content))

    def test_a_picture_that_is_also_a_page_keeps_the_picture_alone(self, village: Client, need) -> None:
        both = photo().getvalue() + b"<script>alert(1)</script>PK\x03\x04"
        send(village, act_url(need, "berkas"), kind="photo", text=WORDS,
             upload=SimpleUploadedFile("foto.html", both, content_type="text/html"))  # fmt: skip
        with acting(system(DISTRICT)):
            row = StoredFile.objects.get()
            assert row.media_type.startswith("image/")
            assert b"<script>" not in files.read(row)

    def test_a_pdf_that_is_also_a_page_is_only_ever_downloaded(self, village: Client, need) -> None:
        send(village, act_url(need, "berkas"), kind="document", text=WORDS,
             upload=SimpleUploadedFile("x.html", PDF + b"<script>alert(1)</script>"))  # fmt: skip
        with acting(system(DISTRICT)):
            row = StoredFile.objects.get()
        answer = village.get(village.get(f"/berkas/{row.pk}/")["Location"])
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"

    def test_a_full_disk_gives_a_sentence_and_leaves_no_half_a_file(
        self, village: Client, need, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = Path(settings.FILES)
        before = set(folder.iterdir()) if folder.is_dir() else set()

        def full(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, "fsync", full)
        assert "penuh" in refused(village, need, SimpleUploadedFile("surat.pdf", PDF))
        assert set(folder.iterdir()) == before

    @pytest.mark.parametrize("where", ["when it begins", "while it is written", "when it ends", "no folder"])
    def test_a_full_temporary_folder_gives_the_same_sentence(
        self, village: Client, need, monkeypatch: pytest.MonkeyPatch, where: str
    ) -> None:
        """`/dev/full` takes nothing, as a full disk: at once, or when what was held back is written."""

        class Full(TemporaryUploadedFile):
            def __init__(self, *told) -> None:
                if where == "no folder":
                    raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")
                if where == "when it begins":
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                super().__init__(*told)
                self.file.close()
                self.file = open("/dev/full", "wb", buffering=0 if "written" in where else 2**24)  # noqa: SIM115, PTH123

        monkeypatch.setattr(uploadhandler, "TemporaryUploadedFile", Full)
        upload = SimpleUploadedFile("surat.pdf", PDF + bytes(3 * 2**20))
        assert "penuh" in refused(village, need, upload)

    def test_six_files_at_once_are_no_form_of_ours(self, village: Client, need) -> None:
        many = {f"upload{number}": SimpleUploadedFile("a.pdf", PDF) for number in range(6)}
        assert village.post(act_url(need, "berkas"), many).status_code == 400


#: What somebody may type as a name: that it is taken, or refused with a sentence.
NAMES = [
    ("S" * 5000, 200),
    ("\u202eitiS\u202c", 302),
    ("\u0641\u0627\u0637\u0645\u0629", 302),
    ("Siti \U0001f33a\U0001f468\u200d\U0001f469\u200d\U0001f467", 302),
    ("Z\u0351\u0346a\u0321\u0322lgo", 302),
    ("<script>alert(1)</script>", 302),
    ("'; DROP TABLE registry_person; --", 302),
    ("{{ 7*7 }} %(name)s {0}", 302),
    ("a\x00b", 200),
    ("   ", 200),
]
PERSON = {"sex": "P", "birth_precision": "unknown", "village_code": VILLAGE, "relation": ""}


@pytest.fixture
def intake(village: Client) -> Client:
    village.post("/layanan-baru/", {"danger": "none"})
    village.post("/layanan-baru/keperluan/", {"purpose": "help"})
    village.post("/layanan-baru/pemberitahuan/", {"basis": "consent", "read_aloud": "on"})
    return village


@pytest.mark.parametrize(("name", "status"), NAMES, ids=[ascii(name[:12]) for name, _status in NAMES])
def test_a_name_is_taken_or_refused_with_a_sentence_and_never_runs(
    intake: Client, name: str, status: int
) -> None:
    answer = intake.post("/layanan-baru/orang-baru/", PERSON | {"name": name})
    assert answer.status_code == status
    if status == 302:
        page = intake.get("/layanan-baru/ringkasan/", follow=True).content.decode()
        assert "<script>alert" not in page
        assert "49" not in BeautifulSoup(page, "html.parser").main.get_text() or "{{" not in name
    else:
        soup = BeautifulSoup(answer.content, "html.parser")
        assert soup.select(".invalid-feedback, .errorlist, [aria-invalid=true]")
        with acting(system(DISTRICT)):
            assert not Person.objects.exists()


@pytest.mark.parametrize("nik", ["73880141O7840001", "1234", "7388014107840001" * 40, "\u0667" * 16, "';--"])
def test_a_nik_that_is_none_is_refused_with_a_sentence(intake: Client, nik: str) -> None:
    answer = intake.post("/layanan-baru/orang-baru/", PERSON | {"name": "Sitti", "nik": nik})
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select("[name=nik][aria-invalid=true]")
    assert soup.select_one("[name=name]")["value"] == "Sitti"


def test_a_stolen_session_is_worth_nothing_after_signing_out(cast, client: Client) -> None:
    cast.sign_in(client, "front")
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert thief.get("/papan/").status_code == 200
    client.post("/akun/logout/")
    answer = thief.get("/papan/")
    assert answer.status_code == 302
    assert answer["Location"] == "/tugas/?next=/papan/"
    assert thief.get(answer["Location"])["Location"].startswith("/akun/login/")
    assert cast.seats["front"].officer.name not in answer.content.decode()


def test_a_clock_set_back_loses_nothing(village: Client, need) -> None:
    send(village, act_url(need, "catatan"), text="Sebelum jam mundur.")
    with time_machine.travel(LATER.replace(year=LATER.year - 1, month=12), tick=False):
        village.get("/papan/")
    with time_machine.travel(LATER.replace(minute=0, hour=max(LATER.hour - 1, 0)), tick=False):
        send(village, act_url(need, "catatan"), text="Sesudah jam mundur.")
        page = page_of(village, f"/layanan/{need.case_id}/").get_text()
    assert "Sebelum jam mundur." in page
    assert "Sesudah jam mundur." in page
