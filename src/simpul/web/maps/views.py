"""Drawings of villages: open data of the district, named by their content, so that browsers keep them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe

from simpul.ground.errors import NotVisibleError
from simpul.places import queries

_FOR_A_YEAR = "public, max-age=31536000, immutable"


@require_safe
def shapes(request: HttpRequest, district: str, digest: str) -> HttpResponse:  # noqa: ARG001 - anybody may ask
    """The shapes of a district's villages, to be used one by one: `#v7303012001`."""
    sheet = queries.map_sheet(district)
    if sheet is None or sheet.digest != digest:
        raise NotVisibleError("no_such_map")
    paths = format_html_join(
        "",
        '<path id="{}" d="{}"/>',
        ((shape_id(each.code), each.path) for each in queries.shapes_of(district)),
    )
    drawing = format_html('<svg xmlns="http://www.w3.org/2000/svg"><defs>{}</defs></svg>', paths)
    return HttpResponse(drawing, content_type="image/svg+xml", headers={"Cache-Control": _FOR_A_YEAR})


def shape_id(code: str) -> str:
    """The id of a village in the drawing and on pages: `v` and its code without dots."""
    return f"v{code.replace('.', '')}"
