"""The audit trail, for those who audit."""

from __future__ import annotations

from django.urls import path

from simpul.web.trail import views

app_name = "trail"
urlpatterns = [path("", views.trail, name="trail")]
