"""The product's pages, and the three views of comparison."""

from __future__ import annotations

from django.urls import include, path

from bench import views
from simpul.config import urls as product

urlpatterns = [
    path("bench/trivial/", views.trivial),
    path("bench/satu/<uuid:need>/", views.one_query),
    path("bench/tabel/", views.plain_table),
    path("", include("simpul.config.urls")),
]
handler400, handler403 = product.handler400, product.handler403
handler404, handler500 = product.handler404, product.handler500
