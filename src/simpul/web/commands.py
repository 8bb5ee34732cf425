"""Forms that write: each carries a command id (pressing twice is safe) and the version of what it saw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from simpul.ground import ledger
from simpul.ground.errors import DomainError, InputError, StateError
from simpul.ground.identifiers import uuid7
from simpul.web.sentences import sentence
from simpul.web.words import WordsForm


class CommandForm(WordsForm):
    """A form that carries out one command. `version` is that of the thing it changes, or empty."""

    command_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def refuse(self, error: DomainError) -> None:
        """Show a domain error in the form, beside its field when it names one."""
        field = error.field if isinstance(error, InputError) and error.field in self.fields else None
        self.add_error(field, sentence(error))


def carry_out(
    request: HttpRequest,
    form: CommandForm,
    *,
    verb: str,
    act: Callable[[dict[str, Any]], str],
    retry: Callable[[CommandForm], HttpResponse],
) -> HttpResponse:
    """Carry out a form's command once and go to the address it answered.

    What the form or the action refuses (`InputError`, `StateError`) is shown again with everything typed kept
    (status 422 or 409); other domain errors become their pages.

    Args:
        request: the request, with its actor.
        form: the bound form.
        verb: the action's name for ledger and audit, such as `cases.climb`.
        act: given the cleaned data, calls the action and returns the address to go to (≤ 300 characters).
        retry: renders the page again with the form.
    """
    if not form.is_valid():
        return _again(retry(form), 422)
    command: UUID = form.cleaned_data["command_id"]
    actor = request.actor  # type: ignore[attr-defined]
    try:
        answer = ledger.once(command, by=actor, verb=verb, act=lambda: act(form.cleaned_data))
    except (InputError, StateError) as error:
        form.refuse(error)
        return _again(retry(form), 409 if isinstance(error, StateError) else 422)
    return HttpResponseRedirect(answer.value)


def _again(response: HttpResponse, status: int) -> HttpResponse:
    response.status_code = status
    return response
