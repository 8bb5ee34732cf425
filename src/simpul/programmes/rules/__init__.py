"""Eligibility rules: a documented profile of CEL, judged in three values (docs/reference/rule-profile.md).

Pure: no database, no web, no clock.
"""

from __future__ import annotations

from simpul.programmes.rules.dates import age_on
from simpul.programmes.rules.default_facts import DEFAULT_VOCABULARY
from simpul.programmes.rules.faults import SENTENCES, RuleError
from simpul.programmes.rules.judging import (
    Criterion,
    CriterionResult,
    Fit,
    Rule,
    State,
    Verdict,
    fit,
    judge,
    judge_all,
    overall,
    parse,
)
from simpul.programmes.rules.vocabulary import FactError, Facts, FactSpec, MemberFacts, Vocabulary

__all__ = [
    "DEFAULT_VOCABULARY",
    "SENTENCES",
    "Criterion",
    "CriterionResult",
    "FactError",
    "FactSpec",
    "Facts",
    "Fit",
    "MemberFacts",
    "Rule",
    "RuleError",
    "State",
    "Verdict",
    "Vocabulary",
    "age_on",
    "fit",
    "judge",
    "judge_all",
    "overall",
    "parse",
]
