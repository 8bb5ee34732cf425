"""What is reachable of allauth: coming in and out, the password, the second factor. Nothing else of it.

Sign-up, managing and confirming e-mail addresses and resetting by mail stay unmounted: officers come by
invitation, and an address that somebody added to their own account must prove nothing.
"""

from __future__ import annotations

from allauth.account import views as allauth
from django.urls import include, path

from simpul.web.accounts import views

urlpatterns = [
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.change_password, name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
