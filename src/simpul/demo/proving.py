"""The proofs a pack asks for before a need is said to be met, recorded as an officer would."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from simpul.cases import actions as cases
from simpul.cases.models import Need
from simpul.cases.queries import find_need, proofs_of
from simpul.demo.stage import picture
from simpul.ground.actor import Actor, acting

FAMILY = "Keluarga yang dibantu"
"""Who received what a proof tells of: nobody is named."""


def prove(by: Actor, need: Need, *, at: dt.datetime) -> None:
    """Record every required proof that is not there yet.

    Args:
        by: a seat that has the need in hand.
        need: the need.
        at: when.
    """
    with acting(by):
        asked = proofs_of([find_need(need.pk)]).get(need.pk, ())
    for proof in asked:
        if proof.required and not proof.there:
            _record(proof.kind, proof.name, by=by, need=need, at=at)


def _record(kind: str, name: str, *, by: Actor, need: Need, at: dt.datetime) -> None:
    words = f"{name} (contoh)"
    if kind == "visit":
        cases.visit(by=by, need=need.pk, text=words, result="Sesuai dengan yang disampaikan.", at=at)
    elif kind in {"photo", "document"}:
        paper: Literal["photo", "document"] = "photo" if kind == "photo" else "document"
        cases.attach(by=by, need=need.pk, kind=paper, text=words, upload=picture(words), at=at)
    elif kind == "handover":
        cases.record_handover(
            by=by,
            need=need.pk,
            what=words,
            source_of_funds="Sumbangan warga",
            received_by=FAMILY,
            relation="diri sendiri",
            mark="signature",
            at=at,
        )
    else:
        cases.prove(
            by=by, need=need.pk, kind="number" if kind == "number" else "statement", text=words, at=at
        )
