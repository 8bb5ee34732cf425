"""Handing over what belongs behind the wall, and the pages of those who work there."""

from __future__ import annotations

from django.urls import path

from simpul.web.protection import views

app_name = "protection"
urlpatterns = [
    path("serahkan/", views.hand_over, name="hand_over"),
    path("diserahkan/", views.stubs, name="stubs"),
    path("pendampingan/", views.reports, name="reports"),
    path("pendampingan/<uuid:report>/", views.report, name="report"),
    path("pendampingan/<uuid:report>/ajak/", views.assign, name="assign"),
]
