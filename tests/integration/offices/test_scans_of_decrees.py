"""The signed paper a seat stands on is kept with it, and read by who appoints."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from simpul.ground import files
from simpul.ground.actor import acting
from simpul.ground.errors import InputError, NotVisibleError
from simpul.ground.models import StoredFile
from simpul.offices import actions
from simpul.offices.models import Decree, Seat
from simpul.offices.types import RoleCode
from tests.factories import TODAY, VILLAGE

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
NUMBER = "400/12/2026"
WHO_APPOINTS = {"head", "manager", "administrator"}


@pytest.fixture(autouse=True)
def at_work(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def post(cast):
    return cast.place.post(VILLAGE)


def appointed(cast, post, scan=PDF, who="manager"):
    decree = actions.NewDecree(
        number=NUMBER, dated=TODAY, title="SK Puskesos", scan=BytesIO(scan) if scan else None
    )
    return actions.appoint(
        by=cast.actors[who],
        office=post,
        role=RoleCode.FACILITATOR,
        title="Fasilitator",
        starts_on=TODAY,
        decree=decree,
    )


def typed(post, content=PDF, name="sk.pdf"):
    return {
        "command_id": str(uuid4()),
        "office": str(post.pk),
        "role": "facilitator",
        "title": "Fasilitator Baru",
        "capacity": "definitive",
        "decree_number": NUMBER,
        "decree_dated": "2026-11-20",
        "starts_on": "2026-11-24",
        "file": SimpleUploadedFile(name, content),
    }


@pytest.fixture
def manager(cast, client):
    district = cast.place.district
    district.settings = district.settings | {"role_titles": {"facilitator": "Fasilitator"}}
    district.save()
    cast.sign_in(client, "manager")
    return client


def test_the_manager_appoints_with_the_scan_and_opens_it_again(cast, manager, post):
    made = manager.post(reverse("officers:appoint"), typed(post))
    assert made.status_code == 302
    page = manager.get(made["Location"]).content.decode()
    key = Decree.objects.get(number=NUMBER).file
    address = reverse("files:open", args=[key])
    assert f'href="{address}"' in page
    assert "Lihat pindaian SK" in page
    shown = manager.get(manager.get(address)["Location"])
    assert shown.content == PDF


@pytest.mark.parametrize(
    ("content", "words"), [(b"MZ\x90\x00 program", "Kirim foto (JPG, PNG, WebP) atau PDF."), (b"", "kosong")]
)
def test_what_is_no_picture_or_pdf_is_refused_and_nobody_appointed(cast, manager, post, content, words):
    before = Seat.objects.count()
    refused = manager.post(reverse("officers:appoint"), typed(post, content, "sk.exe"))
    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert Seat.objects.count() == before
    assert not Decree.objects.filter(number=NUMBER).exists()


def test_a_letter_that_extends_is_kept_too(cast, manager, post):
    seat = appointed(cast, post, scan=None)
    address = reverse("officers:extend", args=[seat.pk])
    assert 'enctype="multipart/form-data"' in manager.get(address).content.decode()
    letter = {
        "command_id": str(uuid4()),
        "version": seat.version,
        "letter_number": "800/44/2026",
        "letter_date": "2026-11-20",
        "until": "2027-03-31",
        "file": SimpleUploadedFile("surat.pdf", PDF),
    }
    Seat.objects.filter(pk=seat.pk).update(ends_on=TODAY)
    assert manager.post(address, letter).status_code == 302
    (extension,) = seat.extensions.all()
    page = manager.get(reverse("officers:seat", args=[seat.pk])).content.decode()
    assert reverse("files:open", args=[extension.file]) in page


def test_without_a_scan_all_is_as_before(cast, post):
    assert appointed(cast, post, scan=None).decree.file is None


def test_it_is_read_by_who_appoints_and_nobody_else(cast, post):
    key = appointed(cast, post).decree.file
    readers = set()
    for who, actor in cast.actors.items():
        try:
            files.get(key, by=actor)
        except NotVisibleError:
            continue
        readers.add(who)
    assert readers == WHO_APPOINTS


@pytest.mark.parametrize("who", ["head", "manager", "administrator", "front"])
def test_nobody_changes_or_removes_it(cast, post, who):
    key = appointed(cast, post).decree.file
    with acting(cast.actors[who]):
        assert StoredFile.objects.filter(pk=key).update(name="lain") == 0
        assert StoredFile.objects.filter(pk=key).delete()[0] == 0


def test_the_scan_of_a_decree_is_not_put_under_another(cast, post):
    first = appointed(cast, post).decree.file
    with pytest.raises(InputError, match="decree_scanned"):
        appointed(cast, post, scan=PDF + b"lain", who="head")
    appointed(cast, post, scan=None, who="head")
    assert Decree.objects.get(number=NUMBER).file == first
