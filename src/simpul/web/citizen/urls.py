"""The citizen's pages."""

from __future__ import annotations

from django.urls import path

from simpul.web.citizen import views

app_name = "citizen"
urlpatterns = [
    path("cek/", views.follow, name="follow"),
    path("slip/blanko/", views.pad, name="pad"),
    path("slip/blanko/<str:token>/", views.pad_print, name="pad_print"),
    path("slip/<str:token>/", views.slip, name="slip"),
]
