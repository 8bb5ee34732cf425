"""Tasks of the data stewards."""

from __future__ import annotations

from django.urls import path

from simpul.web.steward import views

app_name = "steward"
urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("<uuid:task>/", views.task, name="task"),
]
