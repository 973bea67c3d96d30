"""Tiers: the set of those that are in question for a region, as a number."""

from __future__ import annotations

from functools import reduce
from operator import add, or_

import narwhals as nw

from xhht.ext.frames.tables.expressions import Case, cases
from xhht.ext.frames.verdicts.rules import RuleTable


def set_of(traits: nw.Expr, rules: RuleTable) -> nw.Expr:
    """The number of the set of tiers that traits leave in question; they are written as ``"a;b"``, empty: unknown."""
    plain = traits.str.replace_all(" ", "", literal=True)
    listed = nw.concat_str([nw.lit(";"), plain, nw.lit(";")])
    fits = [
        reduce(or_, (listed.str.contains(f";{trait};", literal=True) for trait in of_tier)) for of_tier in rules.traits
    ]
    mask = reduce(add, (cases((fit, 2**place), default=0) for place, fit in enumerate(fits)))
    is_unknown = (traits.is_null() | (plain.str.replace_all(";", "", literal=True) == "")).fill_null(value=True)
    known: list[Case] = [(mask == fitting, number) for fitting, number in rules.by_traits.items()]
    return cases((is_unknown, rules.unknown), *known, default=rules.unknown)
