"""Tallying: a table of recognitions in, the counts of each region out, on the engine that the tables live in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal, TypeVar, overload

import attrs
import narwhals as nw

from xhht.checks import describe
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.ext.frames.engines.dask import in_one_part, in_parts, is_dask
from xhht.ext.frames.engines.sharing import Shared
from xhht.ext.frames.register.counts import BAD_HOLDERS, BAD_REGION, DENOMINATORS, INVALID, TITLE, counts_of
from xhht.ext.frames.register.counts import PROBLEMS as COUNT_PROBLEMS
from xhht.ext.frames.register.decisions import PROBLEMS, RECOGNITIONS, TITLES, counted, marked, rows_of
from xhht.ext.frames.register.places import LEVELS, REGIONS
from xhht.ext.frames.register.rolling import of_regions, of_results, of_rows
from xhht.ext.frames.register.trees import Tree
from xhht.ext.frames.tables.columns import named
from xhht.ext.frames.tables.expressions import col, inner
from xhht.ext.frames.tables.marks import words_of
from xhht.ext.frames.tables.opening import Opened, days_of
from xhht.ext.frames.tables.plans import Native, Plan, computed
from xhht.ext.frames.verdicts.assessing import OnError
from xhht.ext.frames.verdicts.problems import ROW, InvalidRowsError
from xhht.model.programme import Programme
from xhht.values import Value

FrameT = TypeVar("FrameT")
SAID_ELSEWHERE = [COUNT_PROBLEMS[BAD_HOLDERS], COUNT_PROBLEMS[BAD_REGION], COUNT_PROBLEMS[TITLE]]
SAID_ELSEWHERE += ["; ".join(SAID_ELSEWHERE[:2])]


@overload
def tally(
    programme: Programme,
    recognitions: FrameT,
    *,
    as_of: date | Iterable[date],
    regions: object,
    denominators: object,
    columns: Mapping[str, str] | None = None,
    on_error: Literal["raise"] = "raise",
) -> FrameT: ...


@overload
def tally(
    programme: Programme,
    recognitions: FrameT,
    *,
    as_of: date | Iterable[date],
    regions: object,
    denominators: object,
    columns: Mapping[str, str] | None = None,
    on_error: Literal["report"],
) -> tuple[FrameT, FrameT]: ...


def tally(
    programme: Programme,
    recognitions: FrameT,
    *,
    as_of: date | Iterable[date],
    regions: object,
    denominators: object,
    columns: Mapping[str, str] | None = None,
    on_error: Literal["raise", "report"] = "raise",
) -> FrameT | tuple[FrameT, FrameT]:
    """Count who holds each title on a day, each holder once, for every region that has a denominator.

    A holder counts while at least one decision is in force, in the region of the latest of them, or in the
    region that it has become by merging, as `xhht.tally` counts. The three tables live on one engine.

    Args:
        programme: the programme that confers the titles.
        recognitions: one row for each decision, with the columns ``title``, ``holder``, ``region`` and
            ``decided_on``, and where known ``ends_on``, ``withdrawn_on`` and ``decided_by``.
        as_of: the day, or several of them.
        regions: one row for each life of a region, with the columns ``region`` and ``parent``, and where known
            ``valid_from``, ``valid_to`` and ``successor``.
        denominators: all who could hold a title, with the columns ``region``, ``title`` and ``denominator``, and
            ``on`` where they are of several days.
        columns: the names of the columns of `recognitions` where they are others.
        on_error: ``"raise"``, or ``"report"`` for the counts of the good decisions and a table of the bad ones.

    Returns:
        A frame of the caller's own kind with the columns ``region``, ``indicator``, ``on``, ``numerator`` and
        ``denominator``. Lazy ones, and those of ``"report"``, say in ``invalid`` what is wrong with a row,
        which then has no counts.

    Raises:
        InvalidColumnsError: if a column is missing or of a wrong kind.
        InvalidRowsError: for everything that is wrong, where the frame is eager.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if no day is asked for.
    """
    wanted = OnError(on_error)
    work = _Tally.of(programme, days_of(as_of), columns, is_strict=wanted is OnError.RAISE)
    if is_dask(recognitions):
        holder = named(columns).get("holder", "holder")
        atlas = in_one_part(work.atlas, regions)
        small = in_parts(work.holders, recognitions, atlas, by=holder)
        found: Native = in_one_part(work.counts, small, atlas, regions, denominators)
        return found if work.is_strict else (found, in_parts(work.bad, recognitions, atlas, by=holder))
    with Shared() as shared:
        register = Opened.of(recognitions, RECOGNITIONS, columns, shared)
        tree = Tree(Opened.of(regions, REGIONS, None, shared), LEVELS)
        sizes = Opened.of(denominators, DENOMINATORS, None, shared)
        result = register.answer(work.of_tables(register, tree, sizes))
        if not work.is_strict:
            return nw.to_native(result), nw.to_native(register.answer(work.bad_rows(register, tree.atlas)))
        if isinstance(result, nw.DataFrame):
            if not result[INVALID].is_null().all():
                raise work.refusal(register, tree, sizes, result)
            result = result.drop(INVALID)
    return nw.to_native(result)  # type: ignore[no-any-return]  # The caller's own kind of frame.


@attrs.frozen(repr=False)
class _Tally(Value):
    """What is tallied, apart from the tables."""

    titles: tuple[str, ...]
    indicators: tuple[str, ...]
    days: tuple[date, ...]
    columns: Mapping[str, str] | None
    is_strict: bool

    @classmethod
    def of(
        cls, programme: object, days: tuple[date, ...], columns: Mapping[str, str] | None, *, is_strict: bool
    ) -> _Tally:
        if not isinstance(programme, Programme):
            raise InvalidTypeError(f"a programme is a Programme, got {describe(programme)}")
        titles = programme.titles  # No amendment changes them.
        if len(titles) >= TITLES:
            raise InvalidValueError(f"{len(titles)} titles are too many for one table; at most {TITLES - 1}")
        return cls(tuple(t.id for t in titles), tuple(t.indicator for t in titles), days, columns, is_strict)

    def of_tables(self, register: Opened, tree: Tree, sizes: Opened) -> Plan:
        small = self._holders(register, tree.atlas)
        return counts_of(small, tree.atlas, sizes, tree, self.titles, self.indicators, self.days)

    def _holders(self, register: Opened, atlas: Plan) -> Plan:
        rows = rows_of(register, atlas, self.titles, is_detailed=not self.is_strict)
        has_authority = register.has("decided_by")
        if not self.is_strict:
            rows = marked(rows, has_authority=has_authority).filter(col("bits") == 0).drop(inner("clash"))
        days = [register.number(day) for day in self.days]
        return counted(rows, days, has_authority=has_authority)

    def bad_rows(self, register: Opened, atlas: Plan) -> Plan:
        """The decisions that cannot stand, as they came, with what is wrong with each."""
        rows = rows_of(register, atlas, self.titles, keep=register.kept)
        rows = marked(rows, has_authority=register.has("decided_by")).filter(col("bits") > 0)
        return register.as_given(rows, words_of(PROBLEMS))

    def atlas(self, regions: Native) -> Native:
        """Every region of a table in one part, with its number and its days."""
        return nw.to_native(Tree(Opened.of(regions, REGIONS, None), LEVELS).atlas)

    def holders(self, recognitions: Native, atlas: Native) -> Native:
        """The holders of one part of a register, counted."""
        return nw.to_native(self._holders(Opened.of(recognitions, RECOGNITIONS, self.columns), nw.from_native(atlas)))

    def counts(self, small: Native, atlas: Native, regions: Native, denominators: Native) -> Native:
        """The counts of all parts, by region."""
        tree = Tree(Opened.of(regions, REGIONS, None), LEVELS)
        sizes = Opened.of(denominators, DENOMINATORS, None)
        parts = nw.from_native(small), nw.from_native(atlas)
        return nw.to_native(counts_of(*parts, sizes, tree, self.titles, self.indicators, self.days))

    def bad(self, recognitions: Native, atlas: Native) -> Native:
        """The bad decisions of one part of a register."""
        return nw.to_native(self.bad_rows(Opened.of(recognitions, RECOGNITIONS, self.columns), nw.from_native(atlas)))

    def refusal(self, register: Opened, tree: Tree, sizes: Opened, result: nw.DataFrame[Any]) -> InvalidRowsError:
        """The error that names everything that is wrong."""
        bad = computed(self.bad_rows(register.numbered(ROW), tree.atlas)).sort(ROW)
        # What is wrong with decisions and regions is said once, in their own place.
        wrong = result.filter(~nw.col(INVALID).is_null() & ~nw.col(INVALID).is_in(SAID_ELSEWHERE))
        titles = sizes.plan.select(sizes.text("title").fill_null("").alias("title")).unique("title")
        unknown = computed(titles.filter(~nw.col("title").is_in(self.titles)).sort("title"))
        problems: list[XhhtError] = [
            *of_rows(bad, register, ("title", "holder", "region", "decided_on"), "decisions"),
            *of_regions(tree),
            *(UnknownIdError("title", title, self.titles, "the denominators") for title in unknown["title"].to_list()),
            *of_results(wrong),
        ]
        return InvalidRowsError(
            f"tally as of {', '.join(map(str, self.days))}", problems, rows=nw.to_native(bad), count=len(bad)
        )
