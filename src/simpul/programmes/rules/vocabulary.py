"""The facts a rule may ask for: names, kinds, units and words, and the form in which they are handed over."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from simpul.programmes.rules.dates import day_number
from simpul.programmes.rules.tree import Kind

FactValue = bool | int | float | str | date | Sequence[str]
MemberFacts = Mapping[str, FactValue | None]
# "family.decile": 2, "person.age": 7 and so on; "members": one mapping a person by bare name ("age": 7), for
# the whole family, the person at hand included; left out or None = not known who belongs to the family.
Facts = Mapping[str, FactValue | Sequence[MemberFacts] | None]

MAX_FACT = 10**12  # greatest absolute value of a number
MAX_MEMBERS = 10**3

_PYTHON_TYPES: Mapping[Kind, tuple[type, ...]] = MappingProxyType(
    {
        "bool": (bool,),
        "int": (int,),
        "double": (int, float),
        "string": (str,),
        "date": (date,),
        "list": (list, tuple),
    }
)


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One fact of the vocabulary.

    Attributes:
        path: `root.name`.
        kind: Kind of its value.
        label: What it is, in Indonesian.
        question: What to ask the family when it is unknown, in Indonesian.
        unit: Unit of a number, in Indonesian; empty when it has none.
        choices: Every text it can hold; empty when any text is possible.
    """

    path: str
    kind: Kind
    label: str
    question: str
    unit: str = ""
    choices: tuple[str, ...] = ()


class FactError(ValueError):
    """A fact that was handed over is not of the vocabulary, or not of its kind.

    Attributes:
        path: The fact.
        expected: The kind it should have; None when the vocabulary does not know the fact.
    """

    def __init__(self, path: str, expected: str | None) -> None:
        super().__init__(path, expected)
        self.path = path
        self.expected = expected


class Vocabulary:
    """A closed list of facts. The facts of `members` are those of `person`, one set for each member."""

    def __init__(self, specs: Iterable[FactSpec]) -> None:
        self._specs = {spec.path: spec for spec in specs}
        self.roots = frozenset(path.partition(".")[0] for path in self._specs)

    def __iter__(self) -> Iterator[FactSpec]:
        return iter(self._specs.values())

    def find(self, path: str) -> FactSpec | None:
        """Return the fact of this path; `members.age` is described by `person.age`."""
        root, _, name = path.partition(".")
        return self._specs.get(f"person.{name}" if root == "members" else path)

    def nearest(self, path: str) -> tuple[str, ...]:
        """Return up to three known paths that `path` may stand for, best first.

        The same name under another root comes first, then a word of a label, then a similar spelling.
        """
        root, _, name = path.rpartition(".")
        same_name = [known for known in self._specs if known.partition(".")[2] == name]
        in_label = [
            known for known, spec in self._specs.items() if name.lower() in spec.label.lower().split()
        ]
        looks = get_close_matches(path.replace("members.", "person."), self._specs, n=3, cutoff=0.5)
        found = tuple(dict.fromkeys([*same_name, *in_label, *looks, *self._specs]))[:3]
        if root == "members":
            return tuple(path.replace("person.", "members.") for path in found if path.startswith("person."))
        return found

    def check(self, facts: Facts) -> None:
        """Make sure that facts are of this vocabulary and of their kinds.

        Raises:
            FactError: an unknown path, a value of another kind, text outside the choices, a number that is
                not finite or beyond `MAX_FACT`, or more than `MAX_MEMBERS` members.
        """
        for path, value in facts.items():
            if path == "members":
                self._check_members(value)
            else:
                self._check_value(path, value)

    def _check_members(self, members: object) -> None:
        if members is None:
            return
        if not isinstance(members, list | tuple) or len(members) > MAX_MEMBERS:
            raise FactError("members", "list")
        for member in members:
            for name, value in member.items():
                self._check_value(f"members.{name}", value)

    def _check_value(self, path: str, value: object) -> None:
        spec = self.find(path)
        if spec is None:
            raise FactError(path, None)
        if value is not None and not _fits(spec, value):
            raise FactError(path, spec.kind)

    def plain(self, facts: Facts) -> dict[str, dict[str, object]]:
        """Write facts in the form in which the plain expressions of a rule read them, on any CEL engine.

        One map for each root, always there; an unknown fact is left out; a date is the number yyyymmdd; the
        members are `family.members`, left out when it is not known who they are.
        """
        plain: dict[str, dict[str, object]] = {root: {} for root in (*self.roots, "family")}
        for path, value in facts.items():
            root, _, name = path.partition(".")
            if value is None:
                continue
            if path == "members":
                members: Any = value
                plain["family"]["members"] = [self._plain_member(member) for member in members]
            else:
                plain[root][name] = self._plain_value(path, value)
        return plain

    def _plain_member(self, member: MemberFacts) -> dict[str, object]:
        return {
            name: self._plain_value(f"person.{name}", value)
            for name, value in member.items()
            if value is not None
        }

    def _plain_value(self, path: str, value: object) -> object:
        if isinstance(value, date):
            return day_number(value)
        spec = self._specs[path]
        if spec.kind == "double":
            return float(value)  # type: ignore[arg-type]
        return list(value) if isinstance(value, tuple) else value


def _fits(spec: FactSpec, value: object) -> bool:
    if not isinstance(value, _PYTHON_TYPES[spec.kind]):
        return False
    if isinstance(value, bool) or spec.kind == "bool":
        return spec.kind == "bool"
    if isinstance(value, int | float):
        return math.isfinite(value) and abs(value) <= MAX_FACT
    if isinstance(value, list | tuple):
        return all(isinstance(item, str) for item in value)
    return not isinstance(value, datetime) and (not spec.choices or value in spec.choices)
