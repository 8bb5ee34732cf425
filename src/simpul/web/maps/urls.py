"""Drawings of villages, fetched once by pages that show a map."""

from __future__ import annotations

from django.urls import path

from simpul.web.maps import views

app_name = "maps"
urlpatterns = [path("<str:district>/<str:digest>.svg", views.shapes, name="shapes")]
