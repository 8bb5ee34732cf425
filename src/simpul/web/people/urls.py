"""The page of a person."""

from __future__ import annotations

from django.urls import path

from simpul.web.people import views

app_name = "people"
urlpatterns = [
    path("<uuid:person>/", views.card, name="card"),
    path("<uuid:person>/nomor/", views.number, name="number"),
    path("<uuid:person>/buka/<str:kind>/", views.reveal, name="reveal"),
    path("<uuid:person>/cek/", views.check, name="check"),
    path("<uuid:person>/usulan/", views.propose, name="propose"),
    path("<uuid:person>/wafat/", views.death, name="death"),
]
