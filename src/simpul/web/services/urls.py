"""The service: one page that reads like a letter, and a page for each thing that may be done."""

from __future__ import annotations

from django.urls import path

from simpul.web.services import views

app_name = "services"
urlpatterns = [
    path("<uuid:case>/", views.page, name="page"),
    path("<uuid:case>/kebutuhan-baru/", views.add_need, name="add_need"),
    path("<uuid:case>/kode-baru/", views.new_code, name="new_code"),
    path("kebutuhan/<uuid:need>/<slug:slug>/", views.act, name="act"),
    path("pengurusan/<uuid:errand>/", views.errand_done, name="errand_done"),
    path("serah-terima/<uuid:handover>/", views.handover, name="handover"),
]
