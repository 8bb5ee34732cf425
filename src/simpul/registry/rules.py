"""Judgement about persons without a database: births, names, telephones, and the facts that rules ask for."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from simpul.ground.errors import InputError
from simpul.ground.free_text import holds_number
from simpul.ground.identifiers import (
    LONGEST_LIFE,
    birth_from_nik,
    check_kk,
    check_nik,
    clean_digits,
)
from simpul.registry.types import ManualLook, NewPerson

SHORTEST_PHONE, LONGEST_PHONE = 9, 14
SHORTEST_CARD, LONGEST_CARD = 5, 30
SHORTEST_REASON = 10
LONGEST_NAME = 160
LONGEST_PLACE = 200
LONGEST_TEXT = 300
SEGMENTS = ("none", "pbi", "pbi_local", "worker", "self_paid", "other")
LOWEST_DECILE, HIGHEST_DECILE = 1, 10


def check_text(text: str, *, field: str, longest: int = LONGEST_TEXT) -> str:
    """The text in one line, without marks that do not print or that turn the reading around.

    Raises:
        InputError: `number_in_text`, because what stands in free text is neither sealed nor masked; or
            `text_long`.
    """
    plain = " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
    if holds_number(plain):
        raise InputError("number_in_text", field=field)
    if len(plain) > longest:
        raise InputError("text_long", field=field, longest=longest)
    return plain


def check_reason(text: str, *, field: str = "reason") -> str:
    """A reason somebody had to give, in at least ten characters.

    Raises:
        InputError: `reason_short` or `number_in_text`.
    """
    reason = check_text(text, field=field)
    if len(reason) < SHORTEST_REASON:
        raise InputError("reason_short", field=field)
    return reason


def phone_number(text: str, *, field: str = "phone") -> str:
    """A telephone number in its national form.

    >>> phone_number("+62 812-3456-7890")
    '081234567890'

    Raises:
        InputError: `phone_shape`.
    """
    digits = clean_digits(text).replace("(", "").replace(")", "").replace("/", "")
    if digits.startswith("+62"):
        digits = "0" + digits.removeprefix("+62")
    elif digits.startswith("62"):
        digits = "0" + digits.removeprefix("62")
    if not digits.isdecimal() or not SHORTEST_PHONE <= len(digits) <= LONGEST_PHONE:
        raise InputError("phone_shape", field=field)
    return digits


def checked_number(kind: str, number: str) -> str:
    """The digits of a number of a kind (`nik`, `kk`, `phone`, `bpjs`, `other`).

    Raises:
        InputError: `nik_…` or `kk_…` with the finding, `phone_shape`, `number_shape`; the field is the kind.
    """
    if kind in {"nik", "kk"}:
        checked = check_nik(number) if kind == "nik" else check_kk(number)
        if checked.number is None:
            code = f"{kind}_{checked.errors[0]}"
            raise InputError(code, field=kind)
        return checked.number
    if kind == "phone":
        return phone_number(number)
    digits = clean_digits(number)
    if (
        kind not in {"bpjs", "other"}
        or not digits.isdecimal()
        or not SHORTEST_CARD <= len(digits) <= LONGEST_CARD
    ):
        raise InputError("number_shape", field=kind)
    return digits


def with_clean_numbers(new: NewPerson) -> NewPerson:
    """The person with each number that was told as digits alone.

    Raises:
        InputError: as `checked_number`.
    """
    return replace(
        new,
        nik=checked_number("nik", new.nik) if new.nik else "",
        kk=checked_number("kk", new.kk) if new.kk else "",
        phone=checked_number("phone", new.phone) if new.phone else "",
    )


def checked_person(new: NewPerson, *, today: dt.date) -> NewPerson:
    """The person with texts trimmed and the birth as exact as it says.

    A birth that nobody told is taken from the NIK, as a year: the date may have been corrected since.

    Raises:
        InputError: `name_missing`, `name_is_number`, `met_at_missing`, `birth_incomplete`,
            `birth_impossible` or `number_in_text`.
    """
    if not any(mark.isalpha() for mark in new.name):
        raise InputError("name_is_number" if new.name.strip() else "name_missing", field="name")
    name = check_text(new.name, field="name", longest=LONGEST_NAME)
    met_at = check_text(new.met_at, field="met_at", longest=LONGEST_PLACE)
    if new.is_label and not met_at:
        raise InputError("met_at_missing", field="met_at")
    _check_birth(new, today)
    return _with_birth_of_nik(replace(new, name=name, met_at=met_at), today)


def _check_birth(new: NewPerson, today: dt.date) -> None:
    day, year = new.birth_date, new.birth_year
    complete = {
        "day": day is not None,
        "year": year is not None and day is None,
        "estimated": year is not None and day is None,
        "unknown": day is None and year is None,
    }
    if not complete.get(new.birth_precision, False):
        raise InputError("birth_incomplete", field="birth_year")
    born = day.year if day else year
    future = day is not None and day > today
    if born is not None and (future or not today.year - LONGEST_LIFE <= born <= today.year):
        raise InputError("birth_impossible", field="birth_date" if day else "birth_year")


def _with_birth_of_nik(new: NewPerson, today: dt.date) -> NewPerson:
    if not new.nik or (new.birth_precision != "unknown" and new.sex):
        return new
    try:
        birth = birth_from_nik(new.nik, on=today)
    except InputError:
        return new
    if new.birth_precision == "unknown":
        new = replace(new, birth_year=birth.date.year, birth_precision="year")
    return replace(new, sex=new.sex or birth.sex)


def checked_look(look: ManualLook, *, at: dt.datetime, today: dt.date, looked_on: dt.date) -> ManualLook:
    """The look-up by hand, made today and before it was typed in.

    Raises:
        InputError: `look_not_today`, `decile_range`, `inactive_since_future`, `number_in_text`.
    """
    if look.looked_at > at or looked_on != today:
        raise InputError("look_not_today", field="looked_at")
    if look.siks_decile is not None and not LOWEST_DECILE <= look.siks_decile <= HIGHEST_DECILE:
        raise InputError("decile_range", field="siks_decile")
    if look.jkn_inactive_since is not None and look.jkn_inactive_since > today:
        raise InputError("inactive_since_future", field="jkn_inactive_since")
    return replace(look, siks_note=check_text(look.siks_note, field="siks_note"))


def closes_on(day: dt.date, closing_day: int) -> dt.date:
    """The next day until which proposals of a month are entered; the last day of a shorter month.

    >>> closes_on(dt.date(2026, 11, 17), 17), closes_on(dt.date(2026, 12, 18), 17)
    (datetime.date(2026, 11, 17), datetime.date(2027, 1, 17))
    >>> closes_on(dt.date(2027, 2, 1), 31)
    datetime.date(2027, 2, 28)
    """
    following = (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
    this, coming = (_in_month(first, closing_day) for first in (day.replace(day=1), following))
    return this if this >= day else coming


def _in_month(first: dt.date, day: int) -> dt.date:
    return first.replace(day=min(day, monthrange(first.year, first.month)[1]))


def age(*, today: dt.date, birth_date: dt.date | None, birth_year: int | None, precision: str) -> int | None:
    """Completed years; by the year alone when only that is known; None when it is a guess or unknown.

    >>> age(today=dt.date(2026, 11, 24), birth_date=dt.date(1984, 12, 1), birth_year=None, precision="day")
    41
    >>> age(today=dt.date(2026, 11, 24), birth_date=None, birth_year=1984, precision="estimated")
    """
    if precision == "day" and birth_date is not None:
        had_birthday = (today.month, today.day) >= (birth_date.month, birth_date.day)
        return today.year - birth_date.year - (not had_birthday)
    if precision == "year" and birth_year is not None:
        return today.year - birth_year
    return None


def known(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts without those nobody knows: a missing fact is absent, never false or zero."""
    return {name: value for name, value in facts.items() if value is not None and value != ""}


def house_facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """House facts of a family's row in an edition, by the names that rules use."""
    power = str(row["electricity"]) if row["electricity"] else None
    return known(
        {
            "house.owned": row["owned"],
            "house.land_proof": row["land_proof"],
            "house.floor": row["floor"],
            "house.wall": row["wall"],
            "house.roof": row["roof"],
            "house.roof_leaks": row["roof_leaks"],
            "house.area_m2": None if row["area_m2"] is None else float(row["area_m2"]),
            "house.only_house": row["only_house"],
            "house.toilet": row["toilet"],
            "house.water": row["water"],
            "house.electricity": None if power is None else power != "none",
            "family.power_va": int(power) if power is not None and power.isdecimal() else None,
        }
    )


def person_edition_facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of a person's row in an edition, by bare name (`school_level`, `insured_active`)."""
    disabled, graduate = row["disabled"], row["graduate"]
    return known(
        {
            "school_level": row["school_level"],
            "in_school": row["in_school"],
            "works": row["works"],
            "owns_business": row["owns_business"],
            "business_months": row["business_months"],
            "pregnant": row["pregnant"],
            "chronic_illness": row["chronic_illness"],
            "insured_active": row["insured_active"],
            "insurance_segment": row["insurance_segment"],
            "disabled": None if disabled is None else disabled != "none",
            "severely_disabled": None if disabled is None else disabled == "severe",
            "graduate_smk": None if graduate is None else graduate == "smk",
            "graduate_training": None if graduate is None else graduate == "training",
        }
    )


def looked_facts(look: Mapping[str, Any]) -> dict[str, Any]:
    """What a look-up by hand adds to the facts, by full name; what was not looked at is absent."""
    state, segment = look["jkn_state"], look["jkn_segment"]
    return known(
        {
            "family.in_registry": look["siks_found"],
            "family.decile": look["siks_decile"],
            "person.insured_active": {"active": True, "inactive": False, "none": False}.get(state),
            "person.insurance_segment": segment if segment in SEGMENTS else None,
        }
    )
