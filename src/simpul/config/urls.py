"""Root URLs."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("akun/", include("allauth.urls")),
    path("", include("simpul.web.urls")),
]

handler400 = "simpul.web.errors.bad_request"
handler403 = "simpul.web.errors.forbidden"
handler404 = "simpul.web.errors.not_found"
handler500 = "simpul.web.errors.server_error"
