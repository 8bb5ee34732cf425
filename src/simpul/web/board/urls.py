"""The board and its lists."""

from __future__ import annotations

from django.urls import path

from simpul.web.board import report, views

app_name = "board"
urlpatterns = [
    path("", views.board, name="home"),
    path("daftar/", views.queue, name="queue"),
    path("laporan/", report.monthly, name="report"),
]
