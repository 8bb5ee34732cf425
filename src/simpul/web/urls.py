"""All pages, by area."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from simpul.web.accounts import views as accounts

urlpatterns: list[URLPattern | URLResolver] = [
    path("tugas/", accounts.seats, name="seats"),
    path("masuk/", include("simpul.web.accounts.urls")),
    path("petugas/", include("simpul.web.officers.urls")),
    path("dana/", include("simpul.web.money.urls")),
    path("perlindungan/", include("simpul.web.protection.urls")),
]
