"""The inbox of an office."""

from __future__ import annotations

from django.urls import path

from simpul.web.inbox import answers, money, notices, views

app_name = "inbox"
urlpatterns = [
    path("", views.home, name="home"),
    path("penjelasan/<uuid:notice>/", notices.explain, name="explain"),
    path("<uuid:referral>/", views.referral, name="referral"),
    path("<uuid:referral>/bukti/", views.proof, name="proof"),
    path("<uuid:referral>/terima/", answers.accept, name="accept"),
    path("<uuid:referral>/belum-dapat/", answers.decline, name="decline"),
    path("<uuid:referral>/menunggu/", answers.rest, name="rest"),
    path("<uuid:referral>/lanjut/", answers.resume, name="resume"),
    path("<uuid:referral>/serahkan/", answers.deliver, name="deliver"),
    path("<uuid:referral>/dana/", money.propose, name="propose"),
    path("<uuid:referral>/konfirmasi/", answers.confirm, name="confirm"),
    path("<uuid:referral>/batalkan/", answers.cancel, name="cancel"),
]
