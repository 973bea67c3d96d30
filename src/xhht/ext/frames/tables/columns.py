"""Columns: the parts that a table must have and may have, and the column that plays each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from xhht.checks import describe
from xhht.errors import InvalidTypeError, InvalidValueError, ProblemsError, UnknownIdError, XhhtError
from xhht.ext.frames.kinds import INNER, Kind
from xhht.ext.frames.tables.shares import PARTS, WRITTEN
from xhht.ext.spellings import Spellings
from xhht.pictures import shown
from xhht.values import Value

OTHER_DAY = "reported_on"
BAD_ROWS = ("problem", "row")


class InvalidColumnsError(ProblemsError):
    """A table whose columns cannot be judged: missing, of a wrong kind, or with names that are taken or misspelt."""


@attrs.frozen(repr=False)
class Form(Value):
    """The parts of one table: those it must have, and those it may have, with the kind of their values.

    Parts that are only `passed` by may be named and mean nothing here; names that are `taken` stand beside the
    columns of the table in what is given back. A `dependent` part means nothing without one of certain others, unless
    it is named. `is_planned` says that a plan is too much for SQLFrame.
    """

    name: str
    required: Mapping[str, Kind]
    optional: Mapping[str, Kind]
    passed: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    dependent: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, kw_only=True)
    is_planned: bool = attrs.field(default=True, kw_only=True)

    @property
    def kinds(self) -> dict[str, Kind]:
        """The kinds of all parts that mean something here."""
        return {**self.required, **self.optional}

    def columns(self, given: Mapping[str, str], names: Iterable[str]) -> tuple[dict[str, str], list[XhhtError]]:
        """The column of each part that the table has, and everything that is wrong with the names."""
        names = tuple(names)
        renamed = {part: name for part, name in given.items() if part in self.kinds}
        if "on" in self.kinds and "on" not in renamed and "on" not in names and OTHER_DAY in names:
            renamed["on"] = OTHER_DAY
        found = {part: renamed.get(part, part) for part in self.kinds if part in self.required or part in renamed}
        played = set(renamed.values())
        absent = [part for part in self.optional if part not in found and part not in played]
        found |= {part: part for part in absent if part in names and part not in self.dependent}
        if "lower" in absent and "upper" in absent and {*WRITTEN} <= {*names}:
            found |= {part: part for part in WRITTEN} | PARTS
            absent = [part for part in absent if part not in found]
        absent = [part for part in absent if part not in self.dependent or found.keys() & set(self.dependent[part])]
        found |= {part: part for part in absent if part in names}
        parts = (*self.kinds, *self.passed)
        further = [name for name in names if name not in found.values()]
        problems = [
            *(UnknownIdError("part", part, parts, "columns") for part in given if part not in parts),
            *(
                UnknownIdError("column", name, names, f"the {self.name}, as {part!r}")
                for part, name in found.items()
                if name not in names and part != "level"
            ),
            *(
                InvalidValueError(
                    f"a column of the {self.name} is called {shown(name)}, which the result needs; rename it"
                )
                for name in further
                if name in self.taken or name.startswith(INNER)
            ),
            *self._near_misses([part for part in absent if part not in names], further),
        ]
        return found, problems

    def _near_misses(self, absent: Sequence[str], further: Iterable[str]) -> Iterator[XhhtError]:
        """A column that is called almost as a part: it is neither taken for that part nor for none."""
        known = Spellings(absent)
        for name in further:
            part = known.find(name) or known.near_miss(name)
            if part and part != name:
                yield InvalidValueError(
                    f"a column of the {self.name} is called {shown(name)}; did you mean {part!r}? rename it, or name "
                    "the part in columns"
                )


def named(columns: object) -> Mapping[str, str]:
    """The names of columns by part, none where none are given.

    Raises:
        InvalidTypeError: if it is no mapping.
    """
    if columns is not None and not isinstance(columns, Mapping):
        raise InvalidTypeError(f"columns maps parts to names of columns, got {describe(columns)}")
    return columns or {}
