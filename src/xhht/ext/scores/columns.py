"""Columns: where the points of each criterion and the answer to each precondition stand in a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import narwhals as nw

from xhht.checks import describe
from xhht.errors import InvalidTypeError, InvalidValueError, ProblemsError, UnknownIdError, XhhtError
from xhht.model.criteria import CriteriaSet
from xhht.values import Value

RESULTS = ("outcome", "grade", "possible_grades", "least", "most", "problem")
NUMERATOR, DENOMINATOR = "_numerator", "_denominator"


class InvalidScoreColumnsError(ProblemsError):
    """A table whose columns cannot be scored: missing, of a wrong kind, or with names that are taken."""


@attrs.frozen(repr=False)
class Columns(Value):
    """The column of each part: None where the caller says that there is none, and so nothing is known."""

    names: Mapping[str, str | None]
    kinds: Mapping[str, Any]

    @classmethod
    def of(cls, frame: Any, criteria: CriteriaSet, given: object) -> Columns:  # noqa: ANN401  # Eager and lazy frames alike.
        """Find the columns: by the names given, else by the ids of the criteria and preconditions.

        Raises:
            InvalidScoreColumnsError: for everything that is missing or of a wrong kind, together in `problems`.
            InvalidTypeError: if what is given is no mapping.
        """
        if given is not None and not isinstance(given, Mapping):
            raise InvalidTypeError(f"columns maps parts to names of columns, got {describe(given)}")
        named: Mapping[Any, Any] = given or {}
        schema = frame.collect_schema()
        known = list(schema.names())
        parts = tuple(_parts(criteria))
        names = {part: named.get(part, part) for part in parts}
        problems: list[XhhtError] = [
            UnknownIdError("part", part, parts, "columns") for part in named if part not in parts
        ]
        problems += [
            InvalidValueError(f"a column is called {name!r}, which the result needs; rename it")
            for name in known
            if name in RESULTS
        ]
        for part, name in names.items():
            if name is None:
                continue
            if name not in known:
                problems.append(UnknownIdError("column", name, known, f"the table, as {part!r}"))
                continue
            problems += _wrong_kind(name, schema[name], is_flag=part in _flags(criteria))
        problems += _halves(criteria, names)
        if problems:
            raise InvalidScoreColumnsError("columns", problems)
        return cls(names, {part: schema[name] for part, name in names.items() if name is not None})

    def has(self, part: str) -> bool:
        """Whether anything can be known of a part."""
        return self.names[part] is not None

    def col(self, part: str) -> nw.Expr:
        """The column of a part."""
        return nw.col(str(self.names[part]))

    def is_float(self, part: str) -> bool:
        """Whether a part's numbers are floats, as pandas makes of whole numbers with gaps."""
        return bool(self.kinds[part].is_float())


def _parts(criteria: CriteriaSet) -> Iterator[str]:
    yield from (criterion.id for criterion in criteria.criteria)
    for precondition in criteria.preconditions:
        if precondition.at_least is None:
            yield precondition.id
        else:
            yield precondition.id + NUMERATOR
            yield precondition.id + DENOMINATOR


def _flags(criteria: CriteriaSet) -> frozenset[str]:
    return frozenset(p.id for p in criteria.preconditions if p.at_least is None)


def _wrong_kind(name: str, kind: Any, *, is_flag: bool) -> Iterator[XhhtError]:  # noqa: ANN401  # A kind of column.
    if kind == nw.Unknown:
        return  # A column of nothing but nulls; engines call it so.
    if is_flag and kind != nw.Boolean:
        yield InvalidTypeError(f"column {name!r} holds {kind}; it says true or false: convert it on purpose")
    if not is_flag and not (kind.is_integer() or kind.is_float()):
        yield InvalidTypeError(f"column {name!r} holds {kind}; points are whole numbers: convert it on purpose")


def _halves(criteria: CriteriaSet, names: Mapping[str, str | None]) -> Iterator[XhhtError]:
    for precondition in criteria.preconditions:
        if precondition.at_least is not None:
            pair = [names[precondition.id + end] for end in (NUMERATOR, DENOMINATOR)]
            if None in pair and pair != [None, None]:
                yield InvalidValueError(f"the share of {precondition.id!r} needs both its columns; give the other")
