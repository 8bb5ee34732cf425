"""The form "what is not known yet": made from the facts that programmes fitting a need still lack."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simpul.cases.models import Need
from simpul.programmes import queries as programmes
from simpul.programmes.queries import Asked
from simpul.programmes.rules import FactSpec
from simpul.web.services.fact_words import SOURCES, choices_of
from simpul.web.services.forms import Choices, NeedForm

NOTHING = "-"
"""The choice that says "none of these", where nothing chosen means that nobody asked."""


class FactsForm(NeedForm):
    """Every question may stay open; what is answered is kept with its day and how it became known."""

    source = forms.ChoiceField(
        label=gettext_lazy("Dari mana diketahui"),
        choices=list(SOURCES.items()),
        widget=forms.RadioSelect,
    )
    seen_on = forms.DateField(
        label=gettext_lazy("Keadaan pada tanggal"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def choose(self, need: Need, today: date) -> None:
        """One question for each fact that is lacking, or that an officer found out before."""
        self.asked = programmes.to_ask(need.case.person_id, need.category, by=self.by, today=today)
        self.fields["seen_on"].initial = today
        self.specs = {each.spec.path.replace(".", "__"): each for each in self.asked}
        for name, each in self.specs.items():
            self.fields[name] = _question(each)
        self.order_fields([*self.specs, "source", "seen_on"])

    @property
    def answers(self) -> dict[str, Any]:
        """The value of each fact that was answered; what stayed as it was found before is left out."""
        told: dict[str, Any] = {}
        for name, each in self.specs.items():
            value = _value(each.spec, self.cleaned_data.get(name))
            if value is not None and value != each.found:
                told[each.spec.path] = value
        return told

    def clean(self) -> dict[str, Any]:
        """At least one answer."""
        cleaned = super().clean()
        if not self.errors and not self.answers:
            self.add_error(None, _("Isi paling sedikit satu jawaban."))
        return cleaned


def _question(asked: Asked) -> forms.Field:
    spec = asked.spec
    more: dict[str, Any] = {"label": spec.question, "required": False}
    if asked.found_on is not None:
        more["help_text"] = _("Dicatat petugas untuk tanggal {day}.").format(day=asked.found_on.isoformat())
    if spec.kind == "bool":
        picked = {True: "ya", False: "tidak", None: ""}[cast("bool | None", asked.found)]
        answers = [("", _("Belum tahu")), ("ya", _("Ya")), ("tidak", _("Tidak"))]
        return forms.ChoiceField(choices=answers, widget=forms.RadioSelect, initial=picked, **more)
    if spec.kind == "list":
        names = [*asked.names, (NOTHING, _("Tidak satu pun"))]
        before = asked.found or ([NOTHING] if asked.found == [] else [])
        return forms.MultipleChoiceField(
            choices=names, widget=forms.CheckboxSelectMultiple, initial=before, **more
        )
    if spec.choices:
        offered: Choices = [("", _("Belum tahu")), *choices_of(spec)]
        return forms.ChoiceField(choices=offered, initial=asked.found or "", **more)
    more["label"] = f"{spec.question} ({spec.unit})" if spec.unit else spec.question
    number = forms.FloatField if spec.kind == "double" else forms.IntegerField
    return number(min_value=0, max_value=10**9, initial=asked.found, **more)


def _value(spec: FactSpec, typed: Any) -> Any:
    """The answer as rules read it; None where nobody answered."""
    if spec.kind == "bool":
        return {"ya": True, "tidak": False}.get(typed)
    if spec.kind == "list":
        return sorted(set(typed) - {NOTHING}) if typed else None
    return None if typed in ("", None) else typed
