"""No form of the product takes a NIK or KK in free text: every form is found, every text field is tried."""

from __future__ import annotations

import importlib
import pkgutil
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms

import simpul.web
from simpul.ground.errors import InputError
from simpul.ground.free_text import holds_number
from simpul.web.letters.forms import WriteForm
from simpul.web.sentences import sentence
from simpul.web.words import WordsForm

TYPED = ("3303011203850001", "3303 0112 0385 0001", "KK 3303.0112.0385.0001 ada", "3303-0112-0385-0001")
#: Fields that take such a number, and why they may.
ASKED_FOR = {
    ("intake.forms.PersonForm", "nik"): "sealed",
    ("intake.forms.PersonForm", "kk"): "sealed",
    ("people.forms.NumberForm", "number"): "sealed",
    ("search.forms.SearchForm", "q"): "looked for and not kept",
    ("citizen.forms.FollowForm", "ticket"): "compared and not kept",
    ("citizen.forms.FollowForm", "code"): "compared and not kept",
    ("accounts.forms.PasswordForm", "password"): "kept as a slow hash alone",
    ("accounts.forms.PasswordForm", "again"): "not kept",
    (
        "officers.forms.NipForm",
        "nip",
    ): "the public number of whoever signs letters, eighteen digits and no NIK",
}


def every_form() -> list[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(simpul.web.__path__, "simpul.web."):
        importlib.import_module(module.name)
    found: dict[str, type[forms.BaseForm]] = {}
    waiting: list[type[forms.BaseForm]] = [forms.BaseForm]
    while waiting:
        for form in waiting.pop().__subclasses__():
            waiting.append(form)
            if form.__module__.startswith("simpul."):
                found[name_of(form)] = form
    return [found[name] for name in sorted(found)]


def name_of(form: type[forms.BaseForm]) -> str:
    return f"{form.__module__.removeprefix('simpul.web.')}.{form.__name__}"


FORMS = every_form()
FIELDS = [
    (form, name)
    for form in FORMS
    for name, field in form.base_fields.items()
    if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.HiddenInput)
]


each_field = pytest.mark.parametrize(
    ("form", "name"), FIELDS, ids=lambda part: part if isinstance(part, str) else name_of(part)
)


def bare(form: type[forms.BaseForm], data: dict[str, str]) -> forms.BaseForm:
    """The form with its own fields and judgement, without the page that gives it its choices."""

    def begin(self: Any) -> None:
        forms.Form.__init__(self, data)

    made: forms.BaseForm = type(form.__name__, (form,), {"__init__": begin})()
    return made


def refused(form: forms.BaseForm, name: str) -> bool:
    code = "reference_like_number" if name in form.REFERENCES else "number_in_text"  # type: ignore[attr-defined]
    return sentence(InputError(code, field=name)) in form.errors.get(name, [])


def test_forms_were_found() -> None:
    assert len(FORMS) > 40
    assert len(FIELDS) > 60


def test_every_form_judges_its_words() -> None:
    assert [name_of(form) for form in FORMS if not issubclass(form, WordsForm)] == []


def test_only_what_is_listed_here_takes_a_number() -> None:
    taking = {(name_of(form), name) for form in FORMS for name in vars(form).get("NUMBERS", ())}
    assert taking == set(ASKED_FOR)
    assert [
        (form, name) for form, name in taking if (form, name) not in {(name_of(f), n) for f, n in FIELDS}
    ] == []


def test_only_the_book_of_a_payment_takes_digits_that_cannot_be_one() -> None:
    taking = {(name_of(form), name) for form in FORMS for name in vars(form).get("REFERENCES", ())}
    assert taking == {("money.forms.PayForm", "book_reference")}


@each_field
@pytest.mark.parametrize("typed", TYPED)
def test_no_text_takes_a_number(form: type[WordsForm], name: str, typed: str) -> None:
    made = bare(form, {name: typed})
    if name in form.NUMBERS:
        assert not refused(made, name)
        return
    assert made.errors.get(name), f"{name_of(form)}.{name} takes {typed}"
    field = form.base_fields[name]
    if type(field) is forms.CharField and (field.max_length or 100) >= 40 and name != "amount":
        assert refused(made, name), made.errors[name]


@each_field
def test_ordinary_words_pass(form: type[WordsForm], name: str) -> None:
    """A refusal of everything would pass the test above."""
    words = {"rt": "02", "rw": "03", "digits": "0012", "email": "a@contoh.test", "amount": "150.000"}
    longest = form.base_fields[name].max_length  # type: ignore[attr-defined]
    made = bare(form, {name: words.get(name, "Ibu Sitti, 0812 3456")[:longest]})
    assert not refused(made, name)


def test_texts_that_a_template_asks_for_are_judged_too() -> None:
    template = SimpleNamespace(title="Surat", code="surat")
    offered: Any = SimpleNamespace(template=template, fields=[("isi", "Isi")], hands=())
    typed = {"subject": "Hal", "recipient": "Kepala", "body_isi": TYPED[0]}
    assert refused(WriteForm(typed, offered=offered), "body_isi")


#: A key of the kind we make, whose last group is digits alone: one in some hundreds is like it.
KEY = "01932f60-5a11-7123-8456-789012345678"


class ChoosingForm(WordsForm):
    """A field of each kind that a page offers keys in, and one to type in."""

    row = forms.ChoiceField(choices=[(KEY, "Baris")])
    rows = forms.MultipleChoiceField(choices=[(KEY, "Baris")])
    typed = forms.TypedChoiceField(choices=[(KEY, "Baris")])
    command_id = forms.UUIDField()
    words = forms.CharField(required=False)


def test_a_row_is_chosen_whatever_digits_its_key_has() -> None:
    assert holds_number(KEY)
    chosen = {"row": KEY, "rows": [KEY], "typed": KEY, "command_id": KEY}
    assert ChoosingForm(chosen).errors == {}
    assert refused(ChoosingForm({**chosen, "words": KEY}), "words")


def test_every_field_that_gives_free_text_is_tried() -> None:
    """Whatever is neither chosen nor read as a day, a number or a key is a CharField, and was tried above."""
    read = (
        forms.CharField, forms.ChoiceField, forms.ModelChoiceField, forms.BooleanField, forms.IntegerField,
        forms.DateField, forms.TimeField, forms.FileField, forms.UUIDField,
    )  # fmt: skip
    fields = [(name_of(form), name, field) for form in FORMS for name, field in form.base_fields.items()]
    assert [(form, name) for form, name, field in fields if not isinstance(field, read)] == []
    tried = {(name_of(form), name) for form, name in FIELDS}
    hidden = {
        (form, name)
        for form, name, field in fields
        if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField)
    }
    assert hidden == tried
