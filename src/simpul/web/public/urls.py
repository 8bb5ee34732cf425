"""What everybody may read of a district."""

from __future__ import annotations

from django.urls import path

from simpul.web.public import views

app_name = "public"
urlpatterns = [
    path("", views.districts, name="districts"),
    path("<str:code>/", views.year, name="year"),
]
