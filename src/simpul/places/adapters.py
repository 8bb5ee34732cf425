"""Village boundaries out of a GeoJSON file that a district supplies: checked, mended, made small, drawn flat.

Nothing in the file is trusted: it is measured before it is read, and every coordinate is looked at.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely

from simpul.ground.errors import InputError
from simpul.places.types import Shape, Sheet

LARGEST = 40_000_000
MOST_POINTS = 2_000_000
#: Properties that may carry the Kemendagri code, where the caller names none.
CODES = ("code", "kode", "kode_desa", "kode_kemendagri", "kd_kemendagri", "KODE", "KDEPUM", "KODE_DESA")
SIDE = 1000
"""Units of the sheet's longer side."""
#: Characters all paths together may have: some 11 kB packed, fetched once.
MOST_DRAWN = 32_000
_TOLERANCES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32)
#: Indonesia, in degrees: coordinates elsewhere are metres, or latitude and longitude exchanged.
_WEST, _SOUTH, _EAST, _NORTH = 94.0, -12.0, 142.0, 7.0
_VILLAGE = 10
_DOTTED = re.compile(r"^\d\d\.\d\d\.\d\d\.\d{4}$")


def read_boundaries(raw: bytes, *, villages: Mapping[str, str], key: str = "") -> Sheet:
    """Draw the villages of a GeoJSON file on one sheet.

    Args:
        raw: the file.
        villages: names of the district's villages by code.
        key: the property that holds the Kemendagri code; without it the usual names are tried.

    Raises:
        InputError: `boundaries_…`; nothing of the file is taken.
    """
    found: dict[str, Any] = {}
    unknown: list[str] = []
    for code, geometry in _features(raw, key):
        if code in found:
            raise InputError("boundaries_twice", area=code)
        if code in villages:
            found[code] = geometry
        else:
            unknown.append(code)
    if not found:
        raise InputError("boundaries_of_nobody", example=unknown[0] if unknown else "")
    shapes, mended = _shapes(found)
    apart = not bool(shapely.coverage_is_valid(shapes))
    return _draw(list(found), shapes, tuple(sorted(unknown)), mended, apart=apart)


def _features(raw: bytes, key: str) -> list[tuple[str, dict[str, Any]]]:
    if len(raw) > LARGEST:
        raise InputError("boundaries_too_large", most=LARGEST // 1_000_000)
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InputError("boundaries_not_geojson") from error
    features = told.get("features") if isinstance(told, dict) else None
    if not isinstance(features, list) or not features:
        raise InputError("boundaries_not_geojson")
    return [_feature(each, number, key) for number, each in enumerate(features, 1)]


def _feature(told: object, number: int, key: str) -> tuple[str, dict[str, Any]]:
    properties = told.get("properties") if isinstance(told, dict) else None
    geometry = told.get("geometry") if isinstance(told, dict) else None
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        raise InputError("boundaries_not_geojson")
    if geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        raise InputError("boundaries_not_areas", number=number)
    code = next((properties[name] for name in ([key] if key else CODES) if properties.get(name)), None)
    if not isinstance(code, str | int):
        raise InputError("boundaries_without_code", number=number)
    return _dotted(str(code).strip()), geometry


def _dotted(code: str) -> str:
    """`7303012001` and `73.03.01.2001` are the same village."""
    if _DOTTED.match(code):
        return code
    digits = re.sub(r"\D", "", code)
    if len(digits) != _VILLAGE:
        return code[:40]
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}"


def _shapes(found: Mapping[str, dict[str, Any]]) -> tuple[np.ndarray[Any, Any], int]:
    try:
        shapes = shapely.force_2d(shapely.from_geojson([json.dumps(each) for each in found.values()]))
    except (shapely.errors.ShapelyError, TypeError, ValueError) as error:
        raise InputError("boundaries_not_geojson") from error
    points = shapely.get_coordinates(shapes)
    if len(points) > MOST_POINTS:
        raise InputError("boundaries_too_large", most=LARGEST // 1_000_000)
    inside = (points >= (_WEST, _SOUTH)) & (points <= (_EAST, _NORTH))  # not a number is never inside
    if any(shapely.is_empty(shapes)) or not inside.all():
        raise InputError("boundaries_not_in_degrees")
    crossed = ~shapely.is_valid(shapes)
    shapes[crossed] = shapely.make_valid(shapes[crossed], method="structure", keep_collapsed=False)
    return shapes, int(crossed.sum())


def _draw(
    codes: list[str], shapes: np.ndarray[Any, Any], unknown: tuple[str, ...], mended: int, *, apart: bool
) -> Sheet:
    """North up, degrees of longitude as long as they are there, the longer side `SIDE` units."""
    west, south, east, north = shapely.total_bounds(shapes)
    narrow = math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * narrow, north - south
    unit = SIDE / max(wide, high)

    def flat(points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return np.column_stack(((points[:, 0] - west) * narrow * unit, (north - points[:, 1]) * unit))

    plane = shapely.transform(shapes, flat)
    paths = _small_enough(plane)
    inside = shapely.get_coordinates(shapely.point_on_surface(plane)).round().astype(int)
    drawn = tuple(
        Shape(code, path or f"M{x} {y}l1 0 0 1-1 0z", int(x), int(y))
        for code, path, (x, y) in zip(codes, paths, inside, strict=True)
    )
    return Sheet(math.ceil(wide * unit), math.ceil(high * unit), drawn, unknown, mended, apart)


def _small_enough(plane: np.ndarray[Any, Any]) -> list[str]:
    """Paths of all shapes, simplified together so that neighbours keep one common line."""
    paths: list[str] = []
    for tolerance in _TOLERANCES:
        paths = [_path(each) for each in shapely.coverage_simplify(plane, tolerance)]
        if sum(map(len, paths)) <= MOST_DRAWN:
            break
    return paths


def _path(shape: shapely.Geometry) -> str:
    polygons = [each for each in shapely.get_parts(shape) if isinstance(each, shapely.Polygon)]
    return "".join(_ring(ring) for each in polygons for ring in (each.exterior, *each.interiors))


def _ring(ring: shapely.Geometry) -> str:
    """A closed line in whole units, each point told from the last; nothing where it shrank to a line."""
    points = shapely.get_coordinates(ring).round().astype(int)
    steps = np.diff(points, axis=0)
    steps = steps[(steps != 0).any(axis=1)][:-1]
    if len(steps) < 2:  # noqa: PLR2004  a triangle has two sides and the way home
        return ""
    return f"M{points[0, 0]} {points[0, 1]}l{' '.join(f'{x} {y}' for x, y in steps)}z"
