"""Intake, one question a page."""

from __future__ import annotations

from django.urls import path

from simpul.web.intake import ending, finding, views

app_name = "intake"
urlpatterns = [
    path("", views.start, name="start"),
    path("lanjutkan/<uuid:draft>/", views.resume, name="resume"),
    path("buang/<uuid:draft>/", views.discard, name="discard"),
    path("darurat/", views.life, name="life"),
    path("keperluan/", views.purpose, name="purpose"),
    path("jawab/<str:kind>/", views.enquiry, name="enquiry"),
    path("terjawab/", views.answered, name="answered"),
    path("pemberitahuan/", views.notice, name="notice"),
    path("cari/", finding.search, name="search"),
    path("orang-baru/", finding.person, name="person"),
    path("pihak/", finding.parties, name="parties"),
    path("cek-data/", finding.check, name="check"),
    path("kebutuhan/", ending.needs, name="needs"),
    path("kebutuhan/<str:code>/", ending.need, name="need"),
    path("asal/", ending.source, name="source"),
    path("ringkasan/", ending.summary, name="summary"),
    path("tersimpan/<uuid:case>/<str:token>/", ending.saved, name="saved"),
    path("tersimpan/<str:token>/", ending.saved, name="saved_hidden"),
]
