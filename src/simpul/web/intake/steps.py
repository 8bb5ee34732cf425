"""The order of the questions, and which comes next."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from simpul.web.intake.draft import Draft

#: URL name, its word, and whether it has been answered.
STEPS: tuple[tuple[str, Callable[[], str], Callable[[Draft], bool]], ...] = (
    ("start", lambda: _("Keadaan"), lambda draft: bool(draft.danger)),
    ("notice", lambda: _("Pemberitahuan"), lambda draft: bool(draft.basis)),
    ("search", lambda: _("Yang dibantu"), lambda draft: bool(draft.person or draft.new)),
    ("parties", lambda: _("Pelapor dan pengambil"), lambda draft: draft.parties_asked),
    ("check", lambda: _("Cek data"), lambda draft: draft.check_asked),
    ("needs", lambda: _("Kebutuhan"), lambda draft: bool(draft.needs)),
    ("source", lambda: _("Asal permohonan"), lambda draft: bool(draft.source)),
    ("summary", lambda: _("Ringkasan"), lambda _draft: False),
)
#: What is not asked while somebody is in danger; the summary still leads there.
CAN_WAIT = frozenset({"notice", "parties", "check", "source"})


def shown(step: str) -> dict[str, object]:
    """Where in the intake a page stands, for its progress line."""
    names = [name for name, _word, _done in STEPS]
    return {"step_names": [word() for _name, word, _done in STEPS], "step": names.index(step) + 1}


def before(step: str) -> str:
    """The address of the question before."""
    names = [name for name, _word, _done in STEPS]
    place = names.index(step)
    if step == "notice":
        return reverse("intake:purpose")
    return reverse(f"intake:{names[place - 1]}") if place else reverse("home")


def onward(draft: Draft) -> HttpResponseRedirect:
    """To the first question that is not answered yet; with all answered, to the summary."""
    for name, _word, done in STEPS:
        if draft.danger == "life" and name in CAN_WAIT:
            continue
        if not done(draft):
            return HttpResponseRedirect(reverse(f"intake:{name}"))
    return HttpResponseRedirect(reverse("intake:summary"))
