"""Read from the PDF itself: who signs, with title and NIP, in each form that a chain may take."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from simpul.ground import files
from simpul.ground.actor import acting
from simpul.letters import actions
from simpul.letters.models import Letter
from simpul.letters.types import OnBehalf
from simpul.offices.models import Capacity, Officer, Seat
from tests.factories import MORNING
from tests.integration.letters.conftest import make_template

NIP = "198001012005011003"
FORMS = {
    "own": (OnBehalf(), ()),
    "an": (OnBehalf("an", "Bupati Lembah Contoh"), ("a.n. Bupati Lembah Contoh",)),
    "ub": (
        OnBehalf("ub", "Bupati Lembah Contoh", "Sekretaris Daerah"),
        ("a.n. Bupati Lembah Contoh", "Sekretaris Daerah", "u.b."),
    ),
}
CAPACITIES = {"definitive": "", "plt": "Plt. ", "plh": "Plh. ", "pj": "Pj. "}


@pytest.fixture
def signer(cast):
    """The agency's head, a civil servant, titled as on a door."""
    seat = cast.seats["agency_head"]
    seat.title = "Kepala Dinas Sosial"
    seat.save()
    Officer.objects.filter(pk=seat.officer.pk).update(nip=NIP)
    return seat


def lines_of(cast, letter):
    """What a reader copies out of the letter's PDF, line by line."""
    with acting(cast.desk):
        key = Letter.objects.get(pk=letter.pk).pdf
        content = files.read(files.get(key, by=cast.desk))
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("capacity", CAPACITIES)
@pytest.mark.parametrize("form", FORMS)
def test_the_signature_reads_as_the_chain_says(cast, numbered, signer, form, capacity):
    on_behalf, above = FORMS[form]
    Seat.objects.filter(pk=signer.pk).update(capacity=Capacity(capacity))
    letter = numbered(on_behalf=on_behalf)
    actions.initial(by=cast.manager, letter=letter.pk, at=MORNING)
    actions.sign(by=cast.agency_head, letter=letter.pk, at=MORNING)
    expected = [*above, f"{CAPACITIES[capacity]}Kepala Dinas Sosial,", "Haris Kadis", f"NIP. {NIP}"]
    lines = lines_of(cast, letter)
    first = lines.index(expected[0])
    assert lines[first : first + len(expected)] == expected
    assert sum("NIP." in line for line in lines) == 1
    assert sum("Haris Kadis" in line for line in lines) == 1


def test_initials_stand_by_title_and_day_and_carry_no_nip(cast, numbered, signer):
    manager = cast.seats["manager"]
    Seat.objects.filter(pk=manager.pk).update(capacity=Capacity.PLT, title="Manajer SLRT")
    letter = numbered()
    actions.initial(by=cast.manager, letter=letter.pk, at=MORNING)
    text = " ".join(lines_of(cast, letter))
    assert "Paraf koordinasi Plt. Manajer SLRT 24 November 2026" in text


def test_before_it_is_signed_the_sheet_names_who_is_to_sign(cast, template, drafted, signer):
    chain = [
        {"role": "desk_manager", "act": "initial"},
        {"role": "agency_head", "act": "sign"},
    ]
    make_template(cast.place, code="named", chain=chain)
    letter = drafted(template_code="named", hands={1: signer.pk})
    actions.give_number(by=cast.desk, letter=letter.pk, number="", dated=MORNING.date(), at=MORNING)
    actions.initial(by=cast.manager, letter=letter.pk, at=MORNING)
    lines = lines_of(cast, letter)
    place = lines.index("Kepala Dinas Sosial,")
    assert lines[place + 1 : place + 3] == ["Haris Kadis", f"NIP. {NIP}"]


def test_a_signer_without_nip_has_no_line_for_it(cast, numbered):
    letter = numbered()
    actions.initial(by=cast.manager, letter=letter.pk, at=MORNING)
    actions.sign(by=cast.agency_head, letter=letter.pk, at=MORNING)
    lines = lines_of(cast, letter)
    assert "Haris Kadis" in lines
    assert not [line for line in lines if "NIP" in line]


def test_what_was_signed_keeps_its_nip(cast, signed, signer):
    letter = signed()
    Officer.objects.filter(pk=signer.officer.pk).update(nip="199002022015022004")
    with acting(cast.desk):
        step = letter.steps.get(kind="sign")
    assert (step.nip, step.done_by) == (NIP, "Haris Kadis")
