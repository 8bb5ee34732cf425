"""The leaders' page: one sentence first, then the ladder, the villages, the silent offices. No names."""

from __future__ import annotations

from django.urls import path

from simpul.web.leaders import views

app_name = "leaders"
urlpatterns = [path("", views.overview, name="overview")]
