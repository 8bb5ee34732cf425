"""allauth, told how officers come in: by invitation, never by signing themselves up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from simpul.offices.adapters import open_factor, seal_factor
from simpul.offices.models import Officer


class OfficerAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """No open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Officers are invited (`simpul officer invite`); nobody signs up."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: Officer) -> HttpResponse:  # noqa: ARG002
        """An account that was closed comes back to the door with a sentence."""
        messages.error(request, _("Akun ini sudah ditutup. Hubungi pengelola Simpul di daerah Anda."))
        return HttpResponseRedirect(reverse("account_login"))


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of a second factor never lie in the database in clear."""

    def encrypt(self, text: str) -> str:
        """Seal the secret of an authenticator application, or the seed of recovery codes."""
        return seal_factor(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        return open_factor(encrypted_text)
