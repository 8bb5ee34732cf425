"""Signed-in pages leave no copy; the page of a lost database repeats the form and no secret."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from simpul.web import error_pages

PAGES = (
    ("back", "/papan/"),
    ("back", "/tugas/"),
    ("back", "/cari/"),
    ("back", "/layanan-baru/"),
    ("back", "/perlindungan/serahkan/"),
    ("back", "/surat/"),
    ("treasurer", "/dana/"),
    ("regent", "/ringkasan/"),
    ("auditor", "/jejak/"),
    ("administrator", "/petugas/"),
    ("agency", "/kotak-masuk/"),
    ("desk", "/rujukan/"),
    ("counsellor", "/perlindungan/pendampingan/"),
    ("back", "/tidak-ada/"),
)


@pytest.mark.parametrize(("who", "address"), PAGES)
def test_no_page_of_a_signed_in_officer_is_kept(cast, client, who, address):
    cast.sign_in(client, who)
    answer = client.get(address)
    assert answer.status_code in {200, 302, 404}
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def lost(path, typed):
    """The answer to a form while the database is gone."""
    request = RequestFactory().post(path, typed)

    def database():
        raise OperationalError("gone")

    try:
        database()
    except OperationalError:
        return error_pages.server_error(request)


def test_a_lost_database_keeps_the_form_and_leaves_no_copy():
    answer = lost("/layanan-baru/orang-baru/", {"command_id": "0197", "name": "Sitti", "village_code": "1"})
    text = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Cache-Control"] == "no-store"
    for kept in ("0197", "Sitti", 'name="village_code"'):
        assert kept in text


SECRET = "rahasia-sekali"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/akun/login/", "login"),
        ("/akun/login/", "password"),
        ("/akun/2fa/authenticate/", "code"),
        ("/akun/password/change/", "oldpassword"),
        ("/masuk/undangan/abc/", "again"),
        ("/cek/", "code"),
        ("/layanan/x/", "password1"),
        ("/layanan/x/", "Credential"),
    ],
)
def test_a_secret_is_never_repeated(path, field):
    assert SECRET not in lost(path, {field: SECRET, "command_id": "0197"}).content.decode()
