"""Parse a rule once, then judge families with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from simpul.programmes.rules.closures import run_of
from simpul.programmes.rules.default_facts import DEFAULT_VOCABULARY
from simpul.programmes.rules.faults import fault
from simpul.programmes.rules.meaning import mean
from simpul.programmes.rules.pieces import TooLongError
from simpul.programmes.rules.plain import both
from simpul.programmes.rules.reading import read
from simpul.programmes.rules.scope import Node
from simpul.programmes.rules.steps import Run
from simpul.programmes.rules.tree import Condition, Fact
from simpul.programmes.rules.vocabulary import Facts, Vocabulary

State = Literal["met", "not_met", "unknown"]
Fit = Literal["fits", "does_not_fit", "unclear"]

_STATES: Mapping[bool | None, State] = MappingProxyType({True: "met", False: "not_met", None: "unknown"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the profile, ready to judge with.

    Attributes:
        text: As written.
        tree: Its checked meaning.
        own_facts: Paths of the facts it names that the person, the family, the house or the day has.
        member_facts: Path and bare name of the facts it asks of each member: `("members.age", "age")`.
        surely_true_text: Ordinary CEL, true exactly when the rule is met; reads `Vocabulary.plain`.
        surely_false_text: Ordinary CEL, true exactly when the rule is not met.
    """

    text: str
    tree: Condition
    own_facts: tuple[str, ...]
    member_facts: tuple[tuple[str, str], ...]
    surely_true_text: str
    surely_false_text: str
    run: Run = field(repr=False, compare=False)

    @property
    def facts(self) -> tuple[str, ...]:
        """Paths of every fact the rule names."""
        return (*self.own_facts, *(path for path, _ in self.member_facts))


class Verdict(NamedTuple):
    """What a rule says about one set of facts.

    Attributes:
        state: `met`, `not_met` or `unknown`.
        saw: For each fact the rule names, the value it saw, None when unknown. A fact of the members has a
            tuple with the value of each member, or None when it is not known who the members are.
    """

    state: State
    saw: Mapping[str, Any]

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts named by the rule that are unknown, wholly or for some member: what is left to ask."""
        return tuple(
            path
            for path, value in self.saw.items()
            if value is None or (path.startswith("members.") and None in value)
        )


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition of a programme.

    Attributes:
        code: Its code in the pack.
        name: Its short name, in Indonesian.
        sentence: What it asks, in a sentence a citizen understands.
        rule: The parsed rule.
    """

    code: str
    name: str
    sentence: str
    rule: Rule


class CriterionResult(NamedTuple):
    """A criterion and its verdict."""

    criterion: Criterion
    verdict: Verdict

    @property
    def state(self) -> State:
        return self.verdict.state


@lru_cache(maxsize=2_048)
def parse(text: str, vocabulary: Vocabulary = DEFAULT_VOCABULARY) -> Rule:
    """Read, check and compile a rule (the profile is docs/reference/rule-profile.md).

    Raises:
        RuleError: the text is outside the profile; the error says where and what to write instead.

    >>> rule = parse("family.decile <= 4 && !('pkh' in family.receives)")
    >>> rule.facts
    ('family.decile', 'family.receives')
    >>> rule.surely_false_text
    'has(family.decile) && family.decile > 4 || has(family.receives) && "pkh" in family.receives'
    """
    tree = mean(read(text), text, vocabulary)
    try:
        yes, no = both(tree)
    except TooLongError:
        raise fault("too_complex", text, 0) from None
    facts = _facts_of(tree)
    own = tuple(fact.path for fact in facts if not fact.of_member)
    of_members = tuple((fact.path, fact.name) for fact in facts if fact.of_member)
    return Rule(text, tree, own, of_members, yes.text, no.text, run_of(tree))


def judge(rule: Rule, facts: Facts) -> Verdict:
    """Judge one set of facts; a fact that is not there, or None, is unknown.

    >>> rule = parse("members.exists(m, m.age >= 75)")
    >>> judge(rule, {"members": [{"age": 40}, {"age": 81}, {"age": None}]})
    Verdict(state='met', saw={'members.age': (40, 81, None)})
    >>> judge(rule, {"members": [{"age": 40}, {"age": None}]}).state
    'unknown'
    """
    read = facts.get
    saw: dict[str, Any] = {path: read(path) for path in rule.own_facts}
    if rule.member_facts:
        members: Any = read("members")
        for path, name in rule.member_facts:
            saw[path] = None if members is None else tuple([member.get(name) for member in members])
    return Verdict(_STATES[rule.run(facts, None)], saw)


def judge_all(criteria: Sequence[Criterion], facts: Facts) -> list[CriterionResult]:
    """Judge every criterion of a programme, in order; none is left out after the first that is not met."""
    return [CriterionResult(criterion, judge(criterion.rule, facts)) for criterion in criteria]


def overall(results: Iterable[CriterionResult]) -> Fit:
    """Sum up a programme: one criterion not met is enough against, one unknown leaves it unclear.

    A programme without criteria is for everybody, so it fits.
    """
    states = {result.state for result in results}
    if "not_met" in states:
        return "does_not_fit"
    return "unclear" if "unknown" in states else "fits"


def fit(criteria: Iterable[Criterion], facts: Facts) -> Fit:
    """Return what `overall(judge_all(...))` returns, without noting what was seen: for whole districts."""
    result: Fit = "fits"
    for criterion in criteria:
        answer = criterion.rule.run(facts, None)
        if answer is False:
            return "does_not_fit"
        if answer is None:
            result = "unclear"
    return result


def _facts_of(tree: Node) -> tuple[Fact, ...]:
    """Collect the facts of a tree, walking every field that holds nodes."""
    found: dict[Fact, None] = {}
    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Fact):
            found[node] = None
        elif isinstance(node, tuple):
            waiting.extend(reversed(node))
        elif hasattr(node, "__dataclass_fields__"):
            waiting.extend(reversed([getattr(node, name) for name in node.__dataclass_fields__]))
    return tuple(found)
