"""Offices with referrals past their time: what they are told, and who is named when they did not answer."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Sum

from simpul.ground.actor import Actor
from simpul.insight.models import LateNotice, OfficeCount
from simpul.insight.types import OpenReferrals, OwnNotice, SilentOffice

_SHOWN = 5


def silent_offices(district: str, *, now: datetime) -> tuple[SilentOffice, ...]:
    """The offices that were told and let the time to answer pass, those silent the longest first."""
    notices = {
        each.office: each
        for each in LateNotice.objects.filter(district_code=district, ended_at=None, named_from__lte=now)
    }
    counts = OfficeCount.objects.filter(office__in=notices, silent__gt=0, oldest_due__isnull=False)
    return tuple(
        SilentOffice(
            name=each.office_name,
            silent=each.silent,
            oldest_due=each.oldest_due,
            told_at=notices[each.office].given_at,
            answer=notices[each.office].answer,
        )
        for each in counts.order_by("oldest_due", "office_name")[:_SHOWN]
        if each.oldest_due is not None
    )


def notice_for(by: Actor, *, now: datetime) -> OwnNotice | None:
    """What the actor's own office was told of its late referrals; None while nothing of it is late."""
    if by.office is None:
        return None
    found = LateNotice.objects.filter(office=by.office, district_code=by.district, ended_at=None).first()
    if found is None:
        return None
    counted = OfficeCount.objects.filter(office=by.office).first()
    return OwnNotice(
        id=found.pk,
        silent=counted.silent if counted else 0,
        given_at=found.given_at,
        named_from=found.named_from,
        named=found.named_from <= now,
        answer=found.answer,
        answered_by=found.answered_by,
        answered_at=found.answered_at,
    )


def referrals_by_district() -> tuple[OpenReferrals, ...]:
    """Referrals without an answer, of every district with any, as they were last counted."""
    rows = OfficeCount.objects.values("district_code").order_by("district_code")
    return tuple(
        OpenReferrals(row["district_code"], row["waiting_all"], row["silent_all"])
        for row in rows.annotate(waiting_all=Sum("waiting"), silent_all=Sum("silent"))
    )
