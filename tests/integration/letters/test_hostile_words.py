"""Whatever is typed is set as words, never as code; a template cannot leave its folder or stay for ever."""

from __future__ import annotations

import pytest

from simpul.letters.adapters import qr_svg, set_sheet
from simpul.letters.errors import TypesettingError
from simpul.letters.rules import sheet_data
from simpul.letters.types import Hand, Sheet
from tests.integration.letters.conftest import SOURCE

HOSTILE = [
    '#read("/etc/passwd")',
    '"]#panic()[',
    "$ infinity $ #let x = 1",
    '#eval("1+1")',
    "*Sitti* _Contoh_ `kode` <label> @ref // komentar",
    "\\u{1F600} \\ #",
    '"); #image("/qr.svg")',
    "= Judul\n+ daftar\n- butir",
]
STRANGE = [
    "a" * 5_000,
    "nama " * 1_000,
    "\u202eterbalik\u2066 \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "👩‍👩‍👧‍👦 🇮🇩 emoji",
    "\x00\x07\x1b[31m",
    "\ud800",
    "",
    "ꦱꦶꦠꦶ",
]


def data(name="Sitti Contoh", *, demo=False, **more):
    hand = Hand(kind="sign", title="Kepala", name=name, capacity="definitive", lines=("Kepala,",))
    sheet = Sheet(
        office=dict.fromkeys(("name", "address", "phone", "place"), name) | {"lines": [name]},
        number=name,
        dated=None,
        classification=name,
        subject=name,
        recipient=name,
        words={"person": {"name": name, "nik_masked": name}, "need": {"service": name}, "body": {}},
        chain=(hand,),
        copies=(name, name),
        verify_url="http://localhost/periksa/7388-x/",
        demo=demo,
        **more,
    )
    return sheet_data(sheet)


@pytest.mark.parametrize("name", HOSTILE + STRANGE, ids=lambda name: ascii(name)[:30])
def test_whatever_is_typed_the_sheet_is_set(name):
    assert set_sheet(SOURCE, data(name))[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("code", "result"), [("#(1+1)", "2"), ("*a*", "a"), ("$x$", "x"), ("#sym.star", "⋆"), ("a//b", "a")]
)
def test_code_in_a_name_stays_as_it_was_typed(code, result):
    source = '#import "/simpul.typ": data\n#data.person.name'
    assert set_sheet(source, data(code), form="png") != set_sheet(source, data(result), form="png")


def test_a_sheet_of_missing_fields_is_set():
    bare = sheet_data(
        Sheet(
            office={"name": "", "lines": [], "address": "", "phone": "", "place": ""},
            number="",
            dated=None,
            classification="",
            subject="",
            recipient="",
            words={},
            chain=(Hand(kind="sign", title="", name="", capacity="", lines=()),),
            copies=(),
            verify_url="http://localhost/",
            demo=False,
        )
    )
    assert set_sheet(SOURCE, bare)[:5] == b"%PDF-"


@pytest.mark.parametrize(
    "source",
    [
        '#read("/etc/passwd")',
        '#read("../../../../etc/passwd")',
        '#image("/proc/self/environ")',
        '#import "@preview/cetz:0.3.1": *',
        '#import "@pre" + "view/cetz:0.3.1": *',
        "#unknown()",
        "#{",
        "#data.person.none",
        '#import "/simpul.typ": data\n#data.nothing',
    ],
)
def test_a_template_that_wants_what_it_may_not_have_is_refused(source):
    with pytest.raises(TypesettingError, match="letter_template_broken"):
        set_sheet(source, data())


def test_a_template_that_never_ends_is_stopped(monkeypatch):
    monkeypatch.setattr("simpul.letters.adapters.typesetting.SECONDS", 1)
    hungry = "#{ let a = (1,)\nwhile a.len() > 0 { a = a + a } }"
    with pytest.raises(TypesettingError, match="letter_template_slow"):
        set_sheet(hungry, data())


def test_a_sheet_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("simpul.letters.adapters.typesetting.LARGEST_SHEET", 100)
    with pytest.raises(TypesettingError, match="letter_too_large"):
        set_sheet(SOURCE, data())


def test_a_press_that_hangs_is_given_up(monkeypatch):
    monkeypatch.setattr("simpul.letters.adapters.typesetting.WAIT_SECONDS", 0.001)
    with pytest.raises(TypesettingError, match="letter_template_slow"):
        set_sheet(SOURCE, data())


def test_made_up_data_carry_their_mark():
    real, made_up = (set_sheet(SOURCE, data(demo=demo), form="png") for demo in (False, True))
    assert real[:4] == made_up[:4] == b"\x89PNG"
    assert real != made_up


def test_the_code_is_a_picture_of_the_address():
    assert qr_svg("http://localhost/a").startswith(b"<svg")
    assert qr_svg("http://localhost/a") != qr_svg("http://localhost/b")
