"""A form on the page carries its command, keeps what was typed and says what to mend beside the field."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import engines
from markupsafe import Markup

from simpul.web.commands import CommandForm

COMMAND = "0197c0de-0000-7000-8000-000000000000"
TOKEN = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="t">')
SOURCE = """
{% from "web/components/form.html" import form as form_tag, error_summary %}
{% from "web/components/field.html" import fields %}
{{ error_summary(form) }}
{% call form_tag("/kirim/", token, form) %}{{ fields(form) }}{% endcall %}
"""


class Report(CommandForm):
    words = forms.CharField(label="Kata warga", help_text="Seperti yang diucapkan.")
    who = forms.ChoiceField(
        label="Siapa", widget=forms.RadioSelect, choices=[("self", "Sendiri"), ("rt", "RT")], required=False
    )
    photo = forms.FileField(label="Foto", required=False)


def drawn(form: forms.Form) -> BeautifulSoup:
    return BeautifulSoup(
        engines["plain"].from_string(SOURCE).render({"form": form, "token": TOKEN}), "html.parser"
    )


@pytest.fixture
def refused() -> Report:
    form = Report(
        {"words": "", "who": "rt", "version": "3", "command_id": "0197c0de-0000-7000-8000-000000000000"}
    )
    assert not form.is_valid()
    form.add_error(None, "Orang lain sudah mengubah data ini.")
    return form


def test_command_and_version_are_sent_once(refused):
    soup = drawn(refused)
    assert soup.select_one("[name=version]")["value"] == "3"
    assert len(soup.select("[name=command_id]")) == 1


def test_a_fresh_form_has_a_command_and_no_version():
    soup = drawn(Report())
    assert soup.select_one("[name=command_id]")["value"]
    assert soup.select_one("[name=version]")["value"] == ""


def test_an_error_stands_beside_its_field_and_is_announced_with_it(refused):
    soup = drawn(refused)
    box = soup.select_one("[name=words]")
    said = " ".join(soup.find(id=key).get_text() for key in box["aria-describedby"].split())
    assert "Seperti yang diucapkan." in said
    assert refused.errors["words"][0] in said
    assert box["aria-invalid"] == "true"


def test_the_summary_leads_to_the_field(refused):
    link = drawn(refused).select_one("[data-focus] a")
    assert link["href"] == "#id_words"


def test_an_error_of_no_field_is_said_at_the_top(refused):
    assert "Orang lain sudah mengubah" in drawn(refused).select_one("form .notice").get_text()


def test_what_was_chosen_stays_chosen(refused):
    assert drawn(refused).select_one("[name=who][checked]")["value"] == "rt"


def test_every_control_has_its_label(refused):
    soup = drawn(refused)
    controls = soup.select("input:not([type=hidden]), textarea, select")
    assert controls
    assert all(soup.select_one(f"label[for={control['id']}]") for control in controls)


def test_an_optional_field_says_so(refused):
    assert "boleh kosong" in drawn(refused).select_one("label[for=id_photo]").get_text()
    assert "boleh kosong" not in drawn(refused).select_one("label[for=id_words]").get_text()
