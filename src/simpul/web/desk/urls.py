"""Referrals that leave: the need, the office, what is asked."""

from __future__ import annotations

from django.urls import path

from simpul.web.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("<uuid:need>/kantor/", views.choose, name="choose"),
    path("<uuid:need>/kantor/<uuid:office>/", views.compose, name="compose"),
]
