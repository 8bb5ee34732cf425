"""Letters."""

from __future__ import annotations

from django.urls import path

from simpul.web.letters import hands, views, writing

app_name = "letters"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("tulis/<uuid:need>/", writing.choose, name="choose"),
    path("tulis/<uuid:need>/<slug:code>/", writing.write, name="write"),
    path("<uuid:letter>/", views.letter, name="letter"),
    path("<uuid:letter>/surat.pdf", views.pdf, name="pdf"),
    path("<uuid:letter>/halaman.png", views.picture, name="picture"),
    path("<uuid:letter>/pindaian/", views.scan, name="scan"),
    path("<uuid:letter>/nomor/", hands.number, name="number"),
    path("<uuid:letter>/paraf/", hands.initial, name="initial"),
    path("<uuid:letter>/tanda-tangan/", hands.sign, name="sign"),
    path("<uuid:letter>/unggah/", hands.scan_back, name="scan_back"),
    path("<uuid:letter>/kirim/", hands.send, name="send"),
    path("<uuid:letter>/tarik/", hands.withdraw, name="withdraw"),
]
