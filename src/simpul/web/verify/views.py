"""The public page on which a letter is checked, without an account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from simpul.letters import actions, queries
from simpul.letters.types import Verdict
from simpul.web.limits import allowed
from simpul.web.verify.forms import DigitsForm

MOST_TRIES, TRIES_SECONDS = 20, 3_600
MOST_LOOKS, LOOKS_SECONDS = 120, 3_600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, key: str) -> HttpResponse:
    """What the paper says, and whether four typed digits are those of the NIK."""
    if not allowed(request, what="verify", most=MOST_LOOKS, seconds=LOOKS_SECONDS):
        return _page(request, {"limited": True, "letter": None}, 429)
    found = queries.verify(key, at=timezone.now())
    if found is None:
        return _page(request, {"limited": False, "letter": None}, 404)
    form = DigitsForm(request.POST or None)
    shown = {"limited": False, "letter": found, "form": form, "verdict": None}
    if request.method != "POST" or not form.is_valid():
        return _page(request, shown, 422 if request.method == "POST" else 200)
    shown["verdict"] = _verdict(request, key, form.cleaned_data["digits"])
    return _page(request, shown, 429 if shown["verdict"] == Verdict.LIMITED else 200)


def _verdict(request: HttpRequest, key: str, digits: str) -> Verdict:
    """Limited for this address by its hour, and for the letter by its day, whoever asks."""
    if not allowed(request, what="verify-digits", most=MOST_TRIES, seconds=TRIES_SECONDS):
        return Verdict.LIMITED
    return actions.confirm_digits(key=key, digits=digits, at=timezone.now())


def _page(request: HttpRequest, shown: dict[str, object], status: int) -> HttpResponse:
    return render(request, "web/verify/letter.html", shown, status=status)
