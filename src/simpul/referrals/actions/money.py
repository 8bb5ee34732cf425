"""An office that accepted offers money of a fund it holds."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from simpul.cases import actions as cases
from simpul.funds.models import BudgetLine, Commitment
from simpul.ground.actor import Actor, acting
from simpul.ground.errors import InputError, StateError
from simpul.referrals.actions.keeping import taken
from simpul.referrals.permissions import check_can_answer
from simpul.referrals.queries.page import fund_of
from simpul.referrals.states import ReferralState


def propose_help(
    *, by: Actor, referral: UUID, line: BudgetLine, amount: int, purpose: str, at: datetime
) -> Commitment:
    """Ask for money of an own budget line for what was asked; the office's head agrees, its treasurer pays.

    Raises:
        NotAllowedError: the actor does not answer for this office, the line is another's, or the seat ended.
        InputError: as `cases.actions.propose_help`; `line_of_other_fund`, the programme that was asked for is
            paid from another fund.
        StateError: `referral_state`: it was not accepted.
    """
    with acting(by):
        found = taken(referral, by=by, at=at)
        check_can_answer(by, found)
        if found.state != ReferralState.ACCEPTED:
            raise StateError("referral_state", state=found.state)
        if (fund := fund_of(found)) and line.fund.code != fund:
            raise InputError("line_of_other_fund", field="line")
        link = cases.propose_help_asked(
            by=by, need=found.need_id, line=line, amount=amount, purpose=purpose, at=at
        )
        return link.commitment
