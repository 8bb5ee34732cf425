"""Seats of the own area: who sits where, by which decree, until when."""

from __future__ import annotations

from django.urls import path

from simpul.web.officers import views

app_name = "officers"
urlpatterns = [
    path("", views.roster, name="roster"),
    path("baru/", views.appoint, name="appoint"),
    path("<uuid:seat>/", views.seat, name="seat"),
    path("<uuid:seat>/perpanjang/", views.extend, name="extend"),
    path("<uuid:seat>/akhiri/", views.end, name="end"),
    path("<uuid:seat>/nip/", views.nip, name="nip"),
    path("<uuid:seat>/undang/", views.invite, name="invite"),
]
