"""The search form: one box, and a village where the seat has several."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.ground.actor import Actor
from simpul.ground.errors import InputError
from simpul.places.queries import villages_for
from simpul.registry import actions
from simpul.registry.types import SearchResult
from simpul.web.sentences import sentence
from simpul.web.words import WordsForm


class SearchForm(WordsForm):
    """What to look for. A seat with one village is not asked which."""

    NUMBERS = frozenset({"q"})

    q = forms.CharField(
        label=_("NIK, nomor KK, telepon, atau nama"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "search"}),
    )
    village = forms.ChoiceField(label=_("Cari nama di desa atau kelurahan"), required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        villages = villages_for(by)
        if len(villages) == 1:
            del self.fields["village"]
            return
        field = self.fields["village"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared so
        field.choices = [("", _("Pilih desa atau kelurahan")), *((area.code, area.name) for area in villages)]


def ask(form: SearchForm, *, by: Actor, at: datetime) -> SearchResult | None:
    """Search with a valid form; what is refused stands beside its field then, and None is answered."""
    cleaned = form.cleaned_data
    try:
        result = actions.look_up(by=by, text=cleaned["q"], village_code=cleaned.get("village") or None, at=at)
    except InputError as error:
        form.add_error(error.field if error.field in form.fields else None, sentence(error))
        return None
    if result.needs_village and "village" in form.fields:
        form.add_error("village", _("Pilih desa atau kelurahan untuk mencari nama."))
        return None
    return result
