"""What stories are told with: the officers of one village, and the verbs they use, with their hours."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from simpul.cases import actions as cases
from simpul.cases.models import Need
from simpul.cases.types import ConsentGiven, NeedInput, Opening
from simpul.demo.population.people import FamilyDraft, FamilyMaker
from simpul.demo.proving import prove
from simpul.demo.stage import NotOnStageError, Stage, picture
from simpul.funds.models import BudgetLine
from simpul.funds.queries import lines_for_area
from simpul.ground.actor import Actor, acting
from simpul.offices import queries as offices
from simpul.offices.models import NeedCategory, Office, ReasonKind
from simpul.offices.types import RoleCode
from simpul.referrals import actions as referrals
from simpul.referrals.models import Referral
from simpul.referrals.types import Asking
from simpul.registry import actions as registry
from simpul.registry.models import Person
from simpul.registry.types import ManualLook

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True)
class Story:
    """One story.

    Attributes:
        code: by which the district's own `demo/stories.yaml` gives it a village.
        urban: it wants a kelurahan.
        invented: it is told of misconduct, so only of a village that does not exist.
        cast: the families it is told of.
        play: what happens, in order.
    """

    code: str
    cast: Callable[[FamilyMaker], list[FamilyDraft]]
    play: Callable[[Telling], None]
    urban: bool = False
    invented: bool = False


@dataclass(frozen=True)
class Telling:
    """A story being told in a village."""

    stage: Stage
    story: str
    village: str

    def person(self, part: str) -> Person:
        """Who plays a part."""
        return self.stage.people[f"{self.story}.{part}"]

    def by(self, role: RoleCode) -> Actor:
        """The officer of a role in the village."""
        return self.stage.officer(role, self.village)

    def above(self, role: RoleCode) -> Actor:
        """The officer of a role in the village's sub-district."""
        return self.stage.officer(role, self.stage.above(self.village))

    @property
    def facilitator(self) -> Actor:
        """The village's facilitator."""
        return self.by(RoleCode.FACILITATOR)

    @property
    def back(self) -> Actor:
        """Who handles services in the village's welfare post."""
        return self.by(RoleCode.WELFARE_POST_BACK)

    @property
    def coordinator(self) -> Actor:
        """The coordinator of the welfare post."""
        return self.by(RoleCode.WELFARE_POST_COORDINATOR)

    @property
    def desk(self) -> Actor:
        """Who handles and refers at the district desk."""
        return self.stage.officer(RoleCode.DESK_BACK)

    def reason(self, kind: ReasonKind, *codes: str) -> str:
        """The first of these coded reasons that the pack knows.

        Raises:
            NotOnStageError: it knows none.
        """
        for code in codes:
            if offices.reason(self.stage.district.code, kind, code) is not None:
                return code
        raise NotOnStageError(kind, codes)

    def look(
        self, by: Actor, person: Person, at: dt.datetime, *, by_hand: Mapping[str, Any] | None = None
    ) -> None:
        """Check the registry; with `by_hand` what SIKS-NG and JKN showed (columns of `ManualLook`)."""
        manual = None if by_hand is None else ManualLook(looked_at=at, **by_hand)
        registry.record_check(by=by, person=person, manual=manual, at=at)

    def take_in(
        self, by: Actor, person: Person, needs: Mapping[str, str], at: dt.datetime, **more: Any
    ) -> dict[str, Need]:
        """Open a service.

        Args:
            by: who opens it.
            person: the one to be helped.
            needs: the words of the need by its category.
            at: when.
            more: fields of `Opening`; `urgency` for all needs.

        Returns:
            The needs by category, with the one for missing papers where it opened by itself.
        """
        urgency = more.pop("urgency", "3")
        opening = Opening(
            person=person.pk,
            needs=tuple(NeedInput(code, words, urgency) for code, words in needs.items()),
            consent=ConsentGiven(basis="public_task", read_aloud=True, given_by=person.name),
            village_code=self.village,
        )
        taken = cases.take_in(by=by, opening=replace(opening, **more), at=at)
        return {need.category.code: need for need in taken.needs}

    def climb(
        self, by: Actor, need: Need, at: dt.datetime, *reasons: str, tried: str, over: str = ""
    ) -> None:
        """Send a need on for the first of these reasons the pack knows; a note it wants says what was tried.

        `over` is written where the system finds something against it. Here every finding may occur, since
        balances and quotas are the pack's.
        """
        code = self.reason(ReasonKind.CLIMB, *reasons)
        chosen = offices.reason(self.stage.district.code, ReasonKind.CLIMB, code)
        cases.climb(
            by=by,
            need=need.pk,
            reason=code,
            tried=tried,
            override_reason=over
            or "Sudah dicek langsung; yang tercatat tidak menjawab kebutuhan keluarga ini.",
            note=tried if chosen is not None and chosen.needs_note else "",
            at=at,
        )

    def refer(
        self,
        by: Actor,
        need: Need,
        to: Office,
        at: dt.datetime,
        *,
        service: str,
        asked: str,
        **more: Any,
    ) -> UUID:
        """Ask an office; answers the key of the referral."""
        asking = Asking(
            to_office=to.pk, service_name=service, asked=asked, **({"documents_complete": True} | more)
        )
        return referrals.send(by=by, need=need.pk, asking=asking, at=at).pk

    def deliver(self, by: Actor, referral: UUID, at: dt.datetime, what: str) -> None:
        """The office says what it gave, with a picture that says it is none."""
        referrals.deliver(by=by, referral=referral, what=what, proof=picture(what), at=at)

    def arrived(self, referral: UUID, at: dt.datetime, note: str) -> None:
        """The facilitator adds what the pack wants proven, and the family says that it arrived."""
        prove(self.facilitator, self.referral_of(referral).need, at=at)
        referrals.confirm_arrival(by=self.facilitator, referral=referral, arrived=True, note=note, at=at)

    def confirmed(self, need: Need, at: dt.datetime, note: str = "") -> None:
        """As `arrived`, of help that no other office was asked for."""
        prove(self.facilitator, need, at=at)
        cases.confirm(by=self.facilitator, need=need.pk, arrived=True, note=note, at=at)

    def close(self, by: Actor, need: Need, at: dt.datetime, *results: str, note: str = "") -> None:
        """Close a need with the first of these results the pack knows."""
        result = self.reason(ReasonKind.RESULT, *results)
        found = offices.reason(self.stage.district.code, ReasonKind.RESULT, result)
        if found is not None and found.met:
            prove(by, need, at=at)
        cases.close(by=by, need=need.pk, result=result, note=note, at=at)

    def if_possible(self, step: Callable[[], T]) -> T | None:
        """Tell a part where the pack has what it needs, and answer what it gave; else None.

        The rest is told all the same.
        """
        try:
            with transaction.atomic():
                return step()
        except NotOnStageError as missing:
            level = logging.WARNING if self.story else logging.INFO
            log.log(level, "Cerita %s dipersingkat: paket tidak punya %s.", self.story, missing)
            return None

    def line(self, *codes: str) -> BudgetLine:
        """The first of these budget lines of the village that has money left.

        Raises:
            NotOnStageError: none has.
        """
        lines = {each.code: each for each in self._lines()}
        for code in codes:
            if code in lines:
                return lines[code]
        raise NotOnStageError("budget", *codes, self.village)

    def line_for(self, category: NeedCategory) -> BudgetLine:
        """A budget line of the village with money left that is meant for a category.

        Raises:
            NotOnStageError: there is none.
        """
        for line in self._lines():
            if line.serves(category.code):
                return line
        raise NotOnStageError("budget", category.code, self.village)

    def _lines(self) -> list[BudgetLine]:
        lines = lines_for_area(self.village, self.stage.today.year)
        return [each for each in lines if each.left and each.area_code == self.village]

    def need(self, key: UUID) -> Need:
        """A need as it is now."""
        with acting(self.stage.by):
            return Need.objects.select_related("office", "rung").get(pk=key)

    def referral_of(self, key: UUID) -> Referral:
        """A referral as it is now."""
        with acting(self.stage.by):
            return Referral.objects.select_related("need__case__person").get(pk=key)

    def latest_referral(self, need: Need) -> UUID:
        """The key of the request sent last for a need."""
        with acting(self.stage.by):
            return (
                Referral.objects.filter(need=need.pk)
                .order_by("-sent_at", "-id")
                .values_list("pk", flat=True)[0]
            )
