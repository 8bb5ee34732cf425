"""Private files."""

from __future__ import annotations

from django.urls import path

from simpul.web.files import views

app_name = "files"
urlpatterns = [
    path("<uuid:file>/", views.open_file, name="open"),
    path("<uuid:file>/<str:token>/", views.get, name="get"),
]
