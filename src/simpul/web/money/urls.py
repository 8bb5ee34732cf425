"""Budget lines of the own village or district, and what waits for a hand."""

from __future__ import annotations

from django.urls import path

from simpul.web.money import views

app_name = "money"
urlpatterns = [
    path("", views.home, name="home"),
    path("<uuid:commitment>/", views.commitment, name="commitment"),
    path("<uuid:commitment>/setuju/", views.agree, name="agree"),
    path("<uuid:commitment>/belum-setuju/", views.refuse, name="refuse"),
    path("<uuid:commitment>/bayar/", views.pay, name="pay"),
    path("<uuid:commitment>/lepas/", views.release, name="release"),
]
