"""Where a receiver checks a letter; the address is printed on paper and never changes."""

from __future__ import annotations

from django.urls import path

from simpul.letters.rules import verify_path
from simpul.web.verify import views

app_name = "verify"
urlpatterns = [path(verify_path("<str:key>").removeprefix("/"), views.letter, name="letter")]
