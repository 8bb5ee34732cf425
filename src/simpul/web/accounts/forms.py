"""Forms of coming in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from simpul.web.commands import CommandForm


class PasswordForm(CommandForm):
    """A first password, typed twice."""

    NUMBERS = frozenset({"password", "again"})

    password = forms.CharField(
        label=_("Kata sandi"),
        help_text=_("Paling sedikit 10 huruf atau angka. Kalimat pendek lebih mudah diingat."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    again = forms.CharField(
        label=_("Ulangi kata sandi"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean_password(self) -> str:
        """Refuse what is too short or too common."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("password") and cleaned["password"] != cleaned.get("again"):
            self.add_error("again", _("Kedua kata sandi tidak sama. Ketik lagi."))
        return cleaned
