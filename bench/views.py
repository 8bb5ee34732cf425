"""Three views of comparison: same server, same middleware, a signed-in officer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template import loader

from simpul.cases.models import Need
from simpul.web.access import seated

ROWS = 50


@seated()
def trivial(_request: HttpRequest) -> HttpResponse:
    """Nothing but what every page does."""
    return HttpResponse("ya")


@seated()
def one_query(_request: HttpRequest, need: UUID) -> HttpResponse:
    """One row by its key, under the policy of its table."""
    found = Need.objects.get(pk=need)
    return HttpResponse(f"{found.state} {found.urgency}")


@seated()
def plain_table(request: HttpRequest) -> HttpResponse:
    """Fifty needs with the columns of the board, the usual way: objects of the ORM, a Django template."""
    needs = Need.objects.select_related("case__person", "category", "rung", "office").order_by("-opened_at")
    page = loader.get_template("bench/table.html", using="django")
    return HttpResponse(page.render({"needs": needs[:ROWS]}, request))
