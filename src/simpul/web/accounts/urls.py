"""Coming in: choosing a seat, the demonstration's door, the one-time link of an invitation."""

from __future__ import annotations

from django.urls import path

from simpul.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("contoh/", views.demo_door, name="demo"),
    path("undangan/<str:token>/", views.invitation, name="invitation"),
]
