"""The one search box. Numbers are typed into a POST, so that none stands in an address or a log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from simpul.offices.types import Right
from simpul.web.access import seated
from simpul.web.search.forms import SearchForm, ask


@never_cache
@seated(Right.TAKE_IN, Right.ACT, Right.STEWARD)
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Look for somebody; every row that is shown is recorded."""
    actor = request.actor  # type: ignore[attr-defined]
    form = SearchForm(request.POST or None, by=actor)
    result = None
    if request.method == "POST" and form.is_valid():
        result = ask(form, by=actor, at=timezone.now())
    context = {"form": form, "result": result, "takes_in": actor.may(Right.TAKE_IN)}
    return render(request, "web/search/search.html", context)
