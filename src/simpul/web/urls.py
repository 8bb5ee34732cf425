"""All pages, by area."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from simpul.web import language
from simpul.web.accounts import views as accounts
from simpul.web.board import views as board
from simpul.web.search import views as search

urlpatterns: list[URLPattern | URLResolver] = [
    path("", board.home, name="home"),
    path("bahasa/", language.choose, name="language"),
    path("papan/", include("simpul.web.board.urls")),
    path("layanan/", include("simpul.web.services.urls")),
    path("", include("simpul.web.citizen.urls")),
    path("tugas/", accounts.seats, name="seats"),
    path("masuk/", include("simpul.web.accounts.urls")),
    path("ringkasan/", include("simpul.web.leaders.urls")),
    path("peta/", include("simpul.web.maps.urls")),
    path("publik/", include("simpul.web.public.urls")),
    path("tugas-data/", include("simpul.web.steward.urls")),
    path("jejak/", include("simpul.web.trail.urls")),
    path("petugas/", include("simpul.web.officers.urls")),
    path("dana/", include("simpul.web.money.urls")),
    path("perlindungan/", include("simpul.web.protection.urls")),
    path("cari/", search.search, name="search"),
    path("layanan-baru/", include("simpul.web.intake.urls")),
    path("orang/", include("simpul.web.people.urls")),
    path("berkas/", include("simpul.web.files.urls")),
    path("rujukan/", include("simpul.web.desk.urls")),
    path("kotak-masuk/", include("simpul.web.inbox.urls")),
    path("surat/", include("simpul.web.letters.urls")),
    path("", include("simpul.web.verify.urls")),
]
