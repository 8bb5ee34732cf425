"""The Jinja2 environment of Simpul's pages: what every template may use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol

from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, pgettext
from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from lokal.rupiah import format_rupiah
from markupsafe import Markup

from simpul.ground.paging import MOST_COUNTED
from simpul.web.funds_sentences import why_ended

TEMPLATES = Path(__file__).parent / "templates"
ROOMS = ("web", "errors")
"""Folders of `templates/` written in Jinja2; the others belong to Django's engine (allauth's pages)."""


def environment(**options: Any) -> Environment:
    """Build the environment Django's Jinja2 backend renders with.

    Args:
        options: what `django.template.backends.jinja2.Jinja2` passes. Its loader is replaced: only the
            folders in `ROOMS` are answered, so that Django's own engine finds `account/`, `allauth/`
            and `mfa/` whatever the order of engines.
    """
    options["loader"] = PrefixLoader({room: FileSystemLoader(TEMPLATES / room) for room in ROOMS})
    options["undefined"] = StrictUndefined
    options.setdefault("autoescape", True)
    env = Environment(  # noqa: S701  # nosec B701 - autoescape is set above
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"], trim_blocks=True, lstrip_blocks=True, **options
    )
    env.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext)  # type: ignore[attr-defined]
    env.globals.update(url=url, static=static, icon=icon, language=get_language)
    env.filters.update(FILTERS)
    return env


def url(name: str, **kwargs: object) -> str:
    """Address of the page with this name and these path arguments."""
    return reverse(name, kwargs=kwargs or None)


@cache
def icon_names() -> frozenset[str]:
    """Icons a page may show: one Tabler name a line in `components/icons.txt`."""
    lines = (TEMPLATES / "web/components/icons.txt").read_text(encoding="utf-8").split()
    return frozenset(lines)


def icon(name: str, label: str = "") -> Markup:
    """An icon out of the sprite; silent for screen readers unless it has a label.

    Raises:
        KeyError: the name does not stand in `components/icons.txt`.
    """
    return _drawn(name) if not label else _shown(name, Markup('role="img" aria-label="{}"').format(label))


@cache
def _drawn(name: str) -> Markup:
    return _shown(name, Markup('aria-hidden="true"'))


def _shown(name: str, voice: Markup) -> Markup:
    if name not in icon_names():
        raise KeyError(name)
    return Markup('<svg class="icon" {}><use href="{}#{}"></use></svg>').format(
        voice, static("build/icons.svg"), name
    )


BABEL = {"id": "id", "en": "en-GB"}
"""English dates as they are read here: day, month, year."""


def _language() -> str:
    return BABEL.get(get_language() or "id", "id")


def _locale() -> Locale:
    return _parsed_locale(_language())


@lru_cache(maxsize=4096)
def _day(day: date, pattern: str, language: str) -> str:
    """A day in words; rows of a list share few days."""
    return format_date(day, pattern, locale=_parsed_locale(language))


@cache
def _parsed_locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


def _local(value: datetime) -> datetime:
    return timezone.localtime(value)


def tanggal(value: date | datetime | None, weekday: bool = False) -> str:  # noqa: FBT001, FBT002 (template filter)
    """Long date: "26 November 2026", with weekday "Kamis, 26 November 2026"; nothing is "—"."""
    if value is None:
        return "—"
    day = timezone.localdate(value) if isinstance(value, datetime) else value
    return _day(day, "full" if weekday else "long", _language())


def bulan(value: date, short: bool = False) -> str:  # noqa: FBT001, FBT002 (template filter)
    """Month and year: "November 2026", short "Nov 26"."""
    return format_date(value, "MMM yy" if short else "MMMM y", locale=_locale())


class Dated(Protocol):
    """A published figure: of a month, or of a year where `month` is 0."""

    year: int
    month: int


def waktu_angka(value: Dated) -> str:
    """When a published figure holds: "Maret 2025", or "2025" where its source names no month."""
    return bulan(date(value.year, value.month, 1)) if value.month else str(value.year)


def desimal(value: Decimal) -> str:
    """A number with two decimals: "14,15"."""
    return format_decimal(value, "#,##0.00", locale=_locale())


def jam(value: datetime) -> str:
    """Hour with its zone: "14.00 WITA"."""
    moment = _local(value)
    return f"{moment:%H.%M} {moment.tzname()}"


def waktu(value: date | datetime | None) -> str:
    """Short moment with zone: "Kam 26 Nov 14.00 WITA"; the year is added when it is not this year."""
    if value is None:
        return "—"
    day = timezone.localdate(value) if isinstance(value, datetime) else value
    pattern = "EEE d MMM" if day.year == timezone.localdate().year else "EEE d MMM y"
    text = _day(day, pattern, _language())
    return f"{text} {jam(value)}" if isinstance(value, datetime) else text


def relatif(value: date | datetime, now: datetime | None = None) -> str:
    """Distance from now: "3 hari yang lalu", "dalam 2 jam", "hari ini"."""
    moment = now or timezone.now()
    if isinstance(value, datetime):
        return format_timedelta(value - moment, add_direction=True, locale=_locale())
    today = timezone.localdate(moment)
    if value == today:
        return gettext("hari ini")
    return format_timedelta(value - today, granularity="day", add_direction=True, locale=_locale())


def rupiah(value: int | None) -> str:
    """Money as written in Indonesia: "Rp1.500.000"; unknown is "belum diketahui"."""
    return gettext("belum diketahui") if value is None else format_rupiah(value)


_SHORT_FROM = 1_000_000_000


def rupiah_singkat(value: int | None) -> str:
    """Money for a narrow tile: from a thousand million on "Rp5,96 miliar", below it in full."""
    if value is None or abs(value) < _SHORT_FROM:
        return rupiah(value)
    short = format_compact_decimal(value, format_type="long", locale=_locale(), fraction_digits=2)
    return f"Rp{short}"


_GROUPED_FROM = 1000
"""Smaller whole numbers are written alike in every language spoken here."""


def angka(value: int) -> str:
    """Number with Indonesian groups: "1.234"."""
    return format_decimal(value, locale=_locale()) if abs(value) >= _GROUPED_FROM else str(value)


def hingga(value: int) -> str:
    """A count that stops at its bound: "57", and "999+" for one that went past it (`ground.paging`)."""
    return f"{angka(MOST_COUNTED)}+" if value > MOST_COUNTED else angka(value)


def persen(value: float | None) -> str:
    """Share between 0 and 1 as "71%"; without a denominator "—"."""
    return "—" if value is None else format_percent(value, locale=_locale())


def masked(last: str | None) -> str:
    """Identity number of which only the last four digits are shown; none is "belum ada"."""
    return f"•••• {last}" if last else gettext("belum ada")


FILTERS: dict[str, Callable[..., object]] = {
    "tanggal": tanggal,
    "jam": jam,
    "waktu": waktu,
    "relatif": relatif,
    "rupiah": rupiah,
    "rupiah_singkat": rupiah_singkat,
    "angka": angka,
    "hingga": hingga,
    "bulan": bulan,
    "persen": persen,
    "desimal": desimal,
    "waktu_angka": waktu_angka,
    "masked": masked,
    "why_ended": why_ended,
}
