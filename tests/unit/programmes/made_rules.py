"""Rules and facts made by hypothesis, to put the same question to several engines."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

NUMBERS = st.integers(-3, 30)
FRACTIONS = st.sampled_from(["0.0", "7.2", "2.5", "-1.5", "36.0", "0.1"])
DAYS = st.dates(date(1950, 1, 1), date(2030, 12, 31))
SEXES = st.sampled_from(["L", "P"])
LEVELS = st.sampled_from(["sd", "smp", "sma", "none"])
CODES = st.lists(st.sampled_from(["pkh", "bpnt", "pip"]), max_size=3)

ORDERS = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
EQUALITIES = st.sampled_from(["==", "!="])

PERSON = {
    "age": NUMBERS,
    "birth_date": DAYS,
    "business_months": NUMBERS,
    "land_ha": st.sampled_from([0.0, 0.5, 2.5, 7.2, 36]),
    "sex": SEXES,
    "school_level": LEVELS,
    "works": st.booleans(),
    "disabled": st.booleans(),
    "receives": CODES,
}
FAMILY = {
    "family.decile": NUMBERS,
    "family.size": NUMBERS,
    "family.in_registry": st.booleans(),
    "family.receives": CODES,
    "house.area_m2": st.sampled_from([0.0, 7.2, 14.4, 36, 54.5]),
    "today.date": DAYS,
}


def maps(fields, *, whole):
    """Facts with every field (`whole`), or with some of them missing or None."""
    if whole:
        return st.fixed_dictionaries(fields)
    return st.fixed_dictionaries({}, optional={name: st.none() | values for name, values in fields.items()})


@st.composite
def facts(draw, *, whole=False):
    """The facts of one family."""
    made = dict(draw(maps(FAMILY, whole=whole)))
    made |= {f"person.{name}": value for name, value in draw(maps(PERSON, whole=whole)).items()}
    members = st.lists(maps(PERSON, whole=whole), max_size=4)
    if whole or draw(st.booleans()):
        made["members"] = draw(members)
    return made


def whole_numbers(root, *, mixed, depth):
    """Expressions whose value is a whole number."""
    plain = st.sampled_from([f"{root}.age", f"{root}.business_months"]) | NUMBERS.map(str)
    if root == "person":
        plain |= st.sampled_from(["family.decile", "family.size", "members.size()"])
        if depth:
            inner = conditions("m", mixed=mixed, depth=depth - 1)
            plain |= inner.map(lambda text: f"members.filter(m, {text}).size()")
    if mixed:
        days = st.just("today.date") | DAYS.map(lambda day: f'date("{day}")')
        plain |= days.map(lambda day: f"age({root}.birth_date, {day})")
    if not depth:
        return plain
    less = whole_numbers(root, mixed=mixed, depth=depth - 1)
    return (
        plain
        | st.tuples(less, st.sampled_from("+-*/%"), less).map(
            lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
        )
        | less.map(lambda text: f"-({text})")
        | choices(conditions(root, mixed=mixed, depth=depth - 1), less)
    )


def fractions(root, *, mixed, depth):
    """Expressions whose value is a fraction."""
    plain = FRACTIONS | st.sampled_from([f"{root}.land_ha", "house.area_m2"])
    if not depth:
        return plain
    less = fractions(root, mixed=mixed, depth=depth - 1)
    if not mixed:
        return plain | st.tuples(less, st.sampled_from("+-*"), less).map(parenthesised)
    other = less | whole_numbers(root, mixed=True, depth=depth - 1)
    quotients = st.tuples(plain, st.just("/"), other).map(parenthesised)
    return plain | quotients | st.tuples(plain, st.sampled_from("+-*"), other).map(parenthesised)


def parenthesised(parts):
    return f"({' '.join(parts)})"


def choices(condition, value):
    return st.tuples(condition, value, value).map(lambda parts: f"({parts[0]} ? {parts[1]} : {parts[2]})")


def comparisons(root, *, mixed, depth):
    """Comparisons of two values of one kind, or of the two kinds of number (`mixed`)."""
    whole = whole_numbers(root, mixed=mixed, depth=depth)
    fraction = fractions(root, mixed=mixed, depth=depth)
    days = st.sampled_from([f"{root}.birth_date", "today.date"]) | DAYS.map(lambda day: f'date("{day}")')
    texts = [
        st.tuples(whole, ORDERS, whole),
        st.tuples(fraction, ORDERS, fraction),
        st.tuples(st.just(f"{root}.sex"), EQUALITIES, SEXES.map(lambda sex: f"'{sex}'")),
        st.tuples(st.just(f"{root}.school_level in"), st.sampled_from(['["sd", "smp"]', '["sma"]'])),
        st.tuples(whole, st.just("in"), st.sampled_from(["[1, 2, 3]", "[-1, 5, 30]"])),
        st.tuples(st.sampled_from(['"pkh"', "'bpnt'"]), st.just(f"in {root}.receives")),
    ]
    if mixed:
        texts += [
            st.tuples(days, ORDERS, days),
            st.tuples(whole, ORDERS, fraction),
            st.tuples(fraction, ORDERS, whole),
            st.tuples(whole, st.just("in [1.0, 2.5, 3]")),
        ]
    return st.one_of(texts).map(" ".join)


def conditions(root="person", *, mixed=True, has=True, depth=2):
    """Rules: expressions that are yes or no.

    `mixed` also makes what only the profile knows (whole numbers meeting fractions, dates); without it every
    rule is ordinary CEL as it stands.
    """
    flags = [f"{root}.works", f"{root}.disabled", "family.in_registry", "true", "false"]
    plain = st.sampled_from(flags)
    if has:
        plain |= st.sampled_from([f"has({root}.age)", f"has({root}.birth_date)", "has(family.receives)"])
    if not depth:
        return plain | comparisons(root, mixed=mixed, depth=0)
    less = conditions(root, mixed=mixed, has=has, depth=depth - 1)
    made = (
        plain
        | comparisons(root, mixed=mixed, depth=depth - 1)
        | less.map(lambda text: f"!({text})")
        | st.lists(less, min_size=2, max_size=3).map(lambda parts: f"({' && '.join(parts)})")
        | st.lists(less, min_size=2, max_size=3).map(lambda parts: f"({' || '.join(parts)})")
        | st.tuples(less, EQUALITIES, less).map(lambda parts: f"(({parts[0]}) {parts[1]} ({parts[2]}))")
        | choices(less, less)
    )
    if root == "person":
        loops = st.sampled_from(["exists", "all", "exists_one"])
        inner = conditions("m", mixed=mixed, has=has, depth=depth - 1)
        made |= st.tuples(loops, inner).map(lambda parts: f"members.{parts[0]}(m, {parts[1]})")
    return made
