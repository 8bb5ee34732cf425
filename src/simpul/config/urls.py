"""Root URLs."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("akun/", include("simpul.web.accounts.sign_in_urls")),
    path("", include("simpul.web.urls")),
]

handler400 = "simpul.web.error_pages.bad_request"
handler403 = "simpul.web.error_pages.forbidden"
handler404 = "simpul.web.error_pages.not_found"
handler500 = "simpul.web.error_pages.server_error"
