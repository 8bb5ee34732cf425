"""The types every pack file is made of: codes, dates, money, hours. All arrive as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

ASSUMED = "assumed"
DEMO = "demo"
OWN = "own"

_YES = frozenset({"ya", "yes", "true"})
_NO = frozenset({"tidak", "no", "false"})
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_AREA = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?")
_NUMBER = re.compile(r"\d[\d_]*")
_SPAN = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
_DAY = 24 * 60


class Part(BaseModel):
    """One map of a pack file. An unknown key is a mistake, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Fault(StrEnum):
    """What may be wrong with one written value; the sentence for each stands in ``messages``."""

    BLANK = "pack_blank"
    TEXT = "pack_text"
    CODE = "pack_code"
    AREA = "pack_area"
    YES_NO = "pack_yes_no"
    NEGATIVE = "pack_negative"
    NUMBER = "pack_number"
    DATE = "pack_date"
    HOURS = "pack_hours"
    UNKNOWN = "pack_unknown"


def _fault(kind: Fault, value: object, section: str = "") -> PydanticCustomError:
    return PydanticCustomError(kind.value, kind.value, {"value": str(value), "section": section})


def _text(value: object) -> object:
    if value is None or value == "":
        raise _fault(Fault.BLANK, "")
    if not isinstance(value, str):
        raise _fault(Fault.TEXT, type(value).__name__)
    return value


def _code(value: object) -> object:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise _fault(Fault.CODE, value)
    return value


def is_area(text: str) -> bool:
    """Whether a text has the form of a dotted Kemendagri code.

    >>> is_area("73.03.01.2001"), is_area("7303")
    (True, False)
    """
    return _AREA.fullmatch(text) is not None


def _area(value: object) -> object:
    if not isinstance(value, str) or not is_area(value):
        raise _fault(Fault.AREA, value)
    return value


def _yes_no(value: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in _YES | _NO:
        return value.lower() in _YES
    raise _fault(Fault.YES_NO, value)


def _whole(value: object) -> object:
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.startswith("-"):
        raise _fault(Fault.NEGATIVE, value)
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise _fault(Fault.NUMBER, value)
    return int(value)


def _date(value: object) -> object:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)) else "")
    except ValueError:
        raise _fault(Fault.DATE, value) from None


def minutes(value: str) -> tuple[tuple[int, int], ...]:
    """Read the opening hours of one day.

    Args:
        value: ``"08:00-12:00, 13:00-16:00"``, or ``"tutup"`` for a closed day.

    Returns:
        Pairs (opens, closes) in minutes after midnight, in order and not overlapping.

    Raises:
        ValueError: not that form, or the spans are not in order.

    >>> minutes("08:00-12:00, 13:00-16:00")
    ((480, 720), (780, 960))
    >>> minutes("tutup")
    ()
    """
    if value.strip().lower() == "tutup":
        return ()
    spans: list[tuple[int, int]] = []
    for piece in value.split(","):
        found = _SPAN.fullmatch(piece.strip())
        if not found:
            raise ValueError(piece)
        h1, m1, h2, m2 = (int(part) for part in found.groups())
        spans.append((h1 * 60 + m1, h2 * 60 + m2))
    edges = [edge for span in spans for edge in span]
    if edges != sorted(set(edges)) or edges[-1] > _DAY:
        raise ValueError(value)
    return tuple(spans)


def _spans(value: object) -> object:
    if not isinstance(value, str):
        raise _fault(Fault.HOURS, value)
    try:
        minutes(value)
    except ValueError:
        raise _fault(Fault.HOURS, value) from None
    return value


def whole() -> Any:
    """A field that is a whole number written in digits, ``_`` allowed between them."""
    return BeforeValidator(_whole)


Text = Annotated[str, Field(max_length=300), BeforeValidator(_text)]
Name = Annotated[str, Field(max_length=120), BeforeValidator(_text)]
Line = Annotated[str, Field(max_length=200), BeforeValidator(_text)]
Number = Annotated[str, Field(max_length=80), BeforeValidator(_text)]
Label = Annotated[str, Field(max_length=40), BeforeValidator(_text)]
Version = Annotated[str, Field(max_length=20), BeforeValidator(_text)]
Long = Annotated[str, Field(max_length=4000), BeforeValidator(_text)]
Source = Line
Code = Annotated[str, Field(pattern=f"^{_CODE.pattern}$"), BeforeValidator(_code)]
AreaCode = Annotated[
    str,
    BeforeValidator(_area),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^{_AREA.pattern}$",
            "description": "kode wilayah berbentuk PP.KK.CC.DDDD",
        }
    ),
]
YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": ["ya", "tidak", True, False]})]
Whole = Annotated[int, Field(ge=0, le=10**15), whole()]
Positive = Annotated[int, Field(ge=1, le=32_000), whole()]
Rupiah = Whole
Day = Annotated[date, BeforeValidator(_date)]
DayHours = Annotated[
    str,
    BeforeValidator(_spans),
    WithJsonSchema({"type": "string", "description": "08:00-12:00, 13:00-16:00 atau tutup"}),
]
Clock = Literal["working", "calendar"]


def _known(section: str, *, also: frozenset[str]) -> Callable[[object, ValidationInfo], object]:
    def check(value: object, info: ValidationInfo) -> object:
        if not isinstance(value, str) or value == "":
            raise _fault(Fault.BLANK, "")
        codes: Mapping[str, frozenset[str]] | None = info.context
        if codes is None or section not in codes or value in also or value in codes[section]:
            return value
        raise _fault(Fault.UNKNOWN, value, section)

    return check


def reference(section: str, *also: str) -> Any:
    """A field that must name a code of another list of the pack.

    Args:
        section: the list, as in ``needs`` or ``rungs``.
        also: words allowed beside the codes of that list.

    The codes of each list are given as validation context; of a list that is not there any text passes.
    """
    return BeforeValidator(_known(section, also=frozenset(also)))


NeedRef = Annotated[str, reference("needs")]
RungRef = Annotated[str, reference("rungs")]
OfficeRef = Annotated[str, reference("offices")]
RestRef = Annotated[str, reference("rest")]
FundRef = Annotated[str, reference("funds")]
ProgrammeRef = Annotated[str, reference("programmes")]
