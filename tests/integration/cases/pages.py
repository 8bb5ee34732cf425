"""Pages as a browser without script gets them: fetched, read, filled in and sent."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.urls import reverse

from tests.integration.cases.test_what_the_village_does import PAPER

#: What is typed into the form of each act.
FILLED = {
    "catatan": {"text": "Sudah dihubungi"},
    "bukti": {"kind": "number", "text": "0001-22"},
    "kunjungan": {"text": "Dapur kosong", "result": "Perlu bantuan"},
    "upaya": {"text": "Lumbung desa", "result": "Kosong"},
    "pengurusan": {"task": "Ambil KK", "goes": "Fatma", "power_of_attorney": "Kuasa 24 Nov"},
    "surat-keterangan": PAPER,
    "serah-terima": {
        "what": "Beras 10 kg",
        "source_of_funds": "Swadaya",
        "received_by": "Sitti",
        "relation": "sendiri",
        "mark": "signature",
    },
    "teruskan": {
        "reason": "beyond_authority",
        "tried": "Lumbung kosong",
        "override": "Sudah dicek langsung",
        "override_note": "Stok habis",
    },
    "selesaikan": {"result": "met"},
    "tunggu": {"reason": "ministry"},
}


def page_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return BeautifulSoup(response.content, "html.parser")


def words(soup):
    return " ".join(soup.get_text(" ").split())


def act_url(need, slug):
    return reverse("services:act", args=[need.pk, slug])


def send(client, address, status=302, **typed):
    """Fill in the page's form as a browser does, hidden fields included, and send it."""
    form = page_of(client, address).select_one("main form.form")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    hidden.pop("csrfmiddlewaretoken", None)
    response = client.post(address, hidden | typed)
    assert response.status_code == status, response.content.decode()[-3000:]
    return response
