"""What wrong numbers left to look at: a list by age, and one task with everybody it concerns, masked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from simpul.offices.types import Right
from simpul.registry import actions, queries
from simpul.web.access import SeatRequest, seated
from simpul.web.commands import CommandForm, carry_out
from simpul.web.steward.forms import SettleForm


@never_cache
@seated(Right.STEWARD)
@require_safe
def tasks(request: SeatRequest) -> HttpResponse:
    """Every open task about people in sight, the oldest first."""
    return render(request, "web/steward/tasks.html", {"tasks": queries.doubts(by=request.actor)})


@never_cache
@seated(Right.STEWARD)
@require_http_methods(["GET", "POST"])
def task(request: SeatRequest, task: UUID) -> HttpResponse:
    """One task; it is closed with a note of what was found out."""
    actor = request.actor
    form = SettleForm(request.POST or None)

    def again(bound: CommandForm) -> HttpResponse:
        page = actions.open_doubt(by=actor, key=task, at=timezone.now())
        return render(request, "web/steward/task.html", {"form": bound, "page": page})

    def act(cleaned: dict[str, Any]) -> str:
        actions.settle_doubt(by=actor, key=task, note=cleaned["note"], at=timezone.now())
        messages.success(request, _("Tersimpan. Tugas ini selesai."))
        return reverse("steward:tasks")

    if request.method == "GET":
        return again(form)
    return carry_out(request, form, verb="registry.settle_doubt", act=act, retry=again)
