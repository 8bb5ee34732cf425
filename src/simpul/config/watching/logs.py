"""The log: one JSON object a line, in which nobody is named.

What a line may hold is listed here, not what it may not. Our own lines are an event and the `extra` it is
given. Lines of libraries lose what they would fill in: paths hold tickets and one-time addresses, messages of
the database hold values. Of an error the type and the places in the code are kept, never its words. What is
left is masked where it looks like an identity number, a telephone number or an address.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import traceback
from pathlib import Path
from typing import Any

from simpul.ground.free_text import MASK, without_numbers

OURS = "simpul"
SECURITY, REQUEST = "django.security", "django.request"
LONGEST = 300
FRAMES = 12
#: Besides what `free_text` takes for an identity number: one parted by strokes or by two marks (numbers of
#: letters, which free text may hold, are no loss in a log), a mobile number, an address for mail.
PERSONAL = (
    re.compile(r"\d(?:[\s._/-]{0,2}\d){15,}"),
    re.compile(r"(?<!\d)(?:\+?62[\s.-]?|0)8(?:[\s.-]?\d){7,11}(?!\d)"),
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
)
#: Made by us of nobody's data, and of no use with a digit missing.
WHOLE = frozenset({"head"})
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "taskName"}


def masked(text: str) -> str:
    """The text without what looks like the number or address of somebody.

    >>> masked("NIK 7303 0712 0880 0012 dari 0812-3456-7890")
    'NIK •••• dari ••••'
    """
    text = without_numbers(text)
    for pattern in PERSONAL:
        text = pattern.sub(MASK, text)
    return text[:LONGEST]


class JsonLines(logging.Formatter):
    """Make one line of JSON of a record: time (UTC), level, logger, event, and what may stand beside them."""

    def format(self, record: logging.LogRecord) -> str:
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        line: dict[str, Any] = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _event(record),
        }
        if view := _view(record):
            line["view"] = view
        if record.name.partition(".")[0] == OURS:
            given = {key: value for key, value in vars(record).items() if key not in _STANDARD}
            line |= {key: value if key in WHOLE else _plain(value) for key, value in given.items()}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def _event(record: logging.LogRecord) -> str:
    """What happened, unfilled: where there is nothing to fill in, the words as they are."""
    if record.name.startswith(SECURITY):
        return "refused"
    if record.name == REQUEST:
        return f"answered {getattr(record, 'status_code', '')}".strip()
    return masked(str(record.msg))


def _view(record: logging.LogRecord) -> str:
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return match.view_name if match is not None else ""


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | float):
        return value
    text = masked(str(value))
    return value if isinstance(value, int) and text == str(value) else text


def _error(error: BaseException) -> dict[str, object]:
    """Types and places; the words of an error may hold what somebody typed."""
    chain, link = [type(error).__qualname__], error.__cause__
    while link is not None and len(chain) < FRAMES:
        chain.append(type(link).__qualname__)
        link = link.__cause__
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    found = {
        "type": chain,
        "at": [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames],
    }
    state = getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None)
    return found | ({"sqlstate": state} if state else {})
