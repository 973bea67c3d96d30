"""Rolling up: a table of reports added up a dated tree of regions, on the engine that the tables live in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, TypeVar, overload

import attrs
import narwhals as nw

from xhht.checks import as_tuple, expect, is_whole
from xhht.errors import InvalidValueError, UnknownIdError, XhhtError
from xhht.ext.frames.engines.dask import in_one_part, is_dask
from xhht.ext.frames.engines.sharing import Shared
from xhht.ext.frames.register.places import GAPS, LEVELS, REGIONS, spans_of
from xhht.ext.frames.register.places import PROBLEMS as REGION_PROBLEMS
from xhht.ext.frames.register.sizes import SIZES
from xhht.ext.frames.register.summaries import REPORTS, reported
from xhht.ext.frames.register.sums import BAD_REGION, BAD_REPORT
from xhht.ext.frames.register.totals import INVALID, WORDS, Whole
from xhht.ext.frames.register.trees import Tree
from xhht.ext.frames.tables.expressions import col, inner
from xhht.ext.frames.tables.layout import Layout, wrong_parts
from xhht.ext.frames.tables.marks import short, words_of
from xhht.ext.frames.tables.opening import Opened, days_of, with_day_words
from xhht.ext.frames.tables.plans import Native, Plan, computed
from xhht.ext.frames.tables.reports import by_day, marked
from xhht.ext.frames.tables.rows import PROBLEMS
from xhht.ext.frames.verdicts.assessing import OnError
from xhht.ext.frames.verdicts.problems import ROW, SHOWN_ROWS, InvalidRowsError
from xhht.ext.frames.verdicts.rules import RuleTable
from xhht.judgement.roll_ups import LAST_REPORTED
from xhht.model.programme import Programme
from xhht.periods import first_fresh_day

FrameT = TypeVar("FrameT")


@overload
def roll_up(
    programme: Programme,
    frame: FrameT,
    *,
    regions: object,
    as_of: date | Iterable[date],
    since: date | None = None,
    denominators: object | None = None,
    indicators: Iterable[str] | None = None,
    levels: int = LEVELS,
    has_leaves: bool = False,
    columns: Mapping[str, str] | None = None,
    on_error: Literal["raise"] = "raise",
) -> FrameT: ...


@overload
def roll_up(
    programme: Programme,
    frame: FrameT,
    *,
    regions: object,
    as_of: date | Iterable[date],
    since: date | None = None,
    denominators: object | None = None,
    indicators: Iterable[str] | None = None,
    levels: int = LEVELS,
    has_leaves: bool = False,
    columns: Mapping[str, str] | None = None,
    on_error: Literal["report"],
) -> tuple[FrameT, FrameT]: ...


def roll_up(
    programme: Programme,
    frame: FrameT,
    *,
    regions: object,
    as_of: date | Iterable[date],
    since: date | None = None,
    denominators: object | None = None,
    indicators: Iterable[str] | None = None,
    levels: int = LEVELS,
    has_leaves: bool = False,
    columns: Mapping[str, str] | None = None,
    on_error: Literal["raise", "report"] = "raise",
) -> FrameT | tuple[FrameT, FrameT]:
    """Add reports up a dated tree: one row for each region that has parts, as `xhht.roll_up` into it would say.

    There is a row for each indicator that is asked for, also where nobody reported.

    Args:
        programme: what was agreed; it names the indicators, the tiers and what is asked of them.
        frame: one row for each report, as `assess` takes them.
        regions: one row for each life of a region, with the columns ``region`` and ``parent``, and where known
            ``valid_from``, ``valid_to``, ``level`` and ``traits``.
        as_of: the day whose regions and reports are taken, or several of them.
        since: the first day whose reports count; the day after the same day a year before each day where None.
        denominators: known denominators, with the columns ``region``, ``indicator`` and ``denominator``, and
            ``on`` where they are of several days; they bound what is missing, and make counts of printed shares.
            ``"last_reported"`` takes them from the last counted reports, however old.
        indicators: the indicators to add up; all that are reported where None.
        levels: the greatest number of regions from the top down to the lowest, both counted; a deeper tree is an error.
        has_leaves: whether the reports of regions without parts are given too, so that every level can be judged.
        columns: the names of the columns of `frame` where they are others.
        on_error: ``"raise"``, or ``"report"`` for the sums of the good reports and a table of the bad ones.

    Returns:
        A frame of the caller's own kind, fit for `assess`; ``on`` is the latest day of the parts that were added up,
        the day itself where nobody reported. Lazy ones, and those of ``"report"``, say in
        ``invalid`` what is wrong with a row, which then has no counts.

    Raises:
        InvalidColumnsError: if a column is missing or of a wrong kind.
        InvalidRowsError: for everything that is wrong, where the frame is eager.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if no day is asked for.
        UnknownIdError: if the programme has no such indicator.
    """
    wanted = OnError(on_error)
    work = _RollUp(
        _whole(programme, as_of, since, indicators, levels, has_leaves=has_leaves), columns, wanted is OnError.RAISE
    )
    if isinstance(denominators, str):
        if denominators != LAST_REPORTED:
            raise InvalidValueError(f"denominators are a table or {LAST_REPORTED!r}, got {short(denominators)!r}")
        work, denominators = attrs.evolve(work, whole=attrs.evolve(work.whole, is_last_reported=True)), None
    if is_dask(frame):
        found: Native = in_one_part(work.totals, frame, regions, denominators)
        return found if work.is_strict else (found, in_one_part(work.bad, frame, regions))
    with Shared() as shared:
        reports, tree, sizes = work.opened(frame, regions, denominators, shared)
        result = reports.answer(work.of_tables(reports, tree, sizes))
        if not work.is_strict:
            return nw.to_native(result), nw.to_native(reports.answer(work.bad_rows(reports, tree)))
        if isinstance(result, nw.DataFrame):
            bad = computed(work.bad_rows(reports, tree))
            broken = computed(Tree(tree, levels).lives.filter(col("bits") > 0))
            if len(bad) or len(broken) or not result[INVALID].is_null().all():
                raise work.refusal(reports, tree, result)
            result = result.drop(INVALID)
    return nw.to_native(result)  # type: ignore[no-any-return]  # The caller's own kind of frame.


def _whole(  # What is asked for, as it was given.
    programme: Programme,
    as_of: date | Iterable[date],
    since: date | None,
    indicators: Iterable[str] | None,
    levels: int,
    *,
    has_leaves: bool,
) -> Whole:
    expect(Programme, programme, "a programme")
    if not is_whole(levels) or levels < 2:
        raise InvalidValueError(f"levels is a whole number of at least 2, got {levels!r}")
    days = days_of(as_of)
    first = tuple(first_fresh_day(day, since) for day in days)
    rules = RuleTable(programme.as_of(days[-1]), days[-1], first[-1], None)
    names = rules.indicators if indicators is None else as_tuple(indicators)
    for name in names:
        if name not in rules.indicators:
            raise UnknownIdError("indicator", name, rules.indicators)
    return Whole(rules, tuple(names), days, first, levels, has_leaves, has_all=indicators is not None)


@attrs.frozen(repr=False)
class _RollUp:
    """What is added up, and how bad rows are met."""

    whole: Whole
    columns: Mapping[str, str] | None
    is_strict: bool

    def of_tables(self, reports: Opened, tree: Opened, sizes: Opened | None) -> Plan:
        if not self.is_strict:
            bad = self.bad_rows(reports, tree, is_marked=True)
            reports = reports.of_rows(bad.filter(col("bits") == 0))
        return self.whole.totals(reports, tree, sizes)

    def opened(
        self, frame: object, regions: object, denominators: object | None = None, shared: Shared | None = None
    ) -> tuple[Opened, Opened, Opened | None]:
        """The tables, each with its columns found."""
        reports = Opened.of(frame, REPORTS, self.columns, shared, check=wrong_parts)
        tree = Opened.of(regions, REGIONS, None, shared)
        return reports, tree, None if denominators is None else Opened.of(denominators, SIZES, None, shared)

    def totals(self, *tables: Native) -> Native:
        """The sums of tables in one part."""
        return nw.to_native(self.of_tables(*self.opened(*tables)))

    def bad(self, *tables: Native) -> Native:
        """The bad reports of tables in one part."""
        return nw.to_native(self.bad_rows(*self.opened(*tables)[:2]))

    def bad_rows(self, reports: Opened, tree: Opened, *, is_marked: bool = False) -> Plan:
        """The reports that cannot stand, as they came, with what is wrong with each; or all, with their marks."""
        known, layout = self.whole.rules.indicators, Layout.of(reports, has_extras=False)
        rows = reported(layout, Tree(tree, self.whole.levels).atlas, known, known)
        rows = marked(rows, by_day(rows, layout), layout)
        return rows if is_marked else reports.as_given(rows.filter(col("bits") > 0), words_of(PROBLEMS))

    def refusal(self, reports: Opened, tree: Opened, result: nw.DataFrame[Any]) -> InvalidRowsError:
        """The error that names everything that is wrong."""
        bad = computed(self.bad_rows(reports.numbered(ROW), tree)).sort(ROW)
        problems: list[XhhtError] = [
            *of_rows(bad, reports, ("region", "indicator", "on"), "reports"),
            *of_regions(Tree(tree, self.whole.levels)),
        ]
        # What is wrong with reports and regions is said once, in their own place.
        wrong = result.filter(~nw.col(INVALID).is_null())
        if problems:
            wrong = wrong.filter(~nw.col(INVALID).is_in([WORDS[BAD_REPORT], WORDS[BAD_REGION]]))
        problems.extend(of_results(wrong))
        days = ", ".join(map(str, self.whole.days))
        return InvalidRowsError(f"roll-up as of {days}", problems, rows=nw.to_native(bad), count=len(bad))


def of_rows(bad: nw.DataFrame[Any], table: Opened, parts: Sequence[str], what: str) -> Iterator[XhhtError]:
    """An error for each of the first bad rows, with its number and its place (a day of any year last)."""
    words = [nw.col(table.columns[part]).cast(nw.String) for part in parts]
    shown = with_day_words(bad.head(SHOWN_ROWS), table.columns[parts[-1]])
    for row, *place, on, problem in shown.select(ROW, *words, "problem").iter_rows():
        said = ", ".join([*map(short, place), str(on).partition(" ")[0]])
        yield InvalidValueError(f"row {row} ({said}): {problem}")
    if len(bad) > SHOWN_ROWS:
        yield InvalidValueError(f"{len(bad) - SHOWN_ROWS} more {what} cannot stand; all of them are in .rows")


def of_regions(tree: Tree) -> Iterator[XhhtError]:
    """An error for each life of a region that cannot stand, and for each region with more gaps than are followed."""
    lives = tree.lives
    bad = computed(lives.filter(col("bits") > 0).select(*(inner(n) for n in ("region", "parent", "bits"))))
    for row in bad.head(SHOWN_ROWS).iter_rows(named=True):
        words = [said for mark, said in REGION_PROBLEMS.items() if int(row[inner("bits")]) & mark]
        yield InvalidValueError(f"region {row[inner('region')]!r}, parent {row[inner('parent')]!r}: {'; '.join(words)}")
    if len(bad) > SHOWN_ROWS:
        yield InvalidValueError(f"{len(bad) - SHOWN_ROWS} more regions cannot stand")
    # Lives that overlap have been named as such.
    whole = lives.filter(col("bits") == 0)
    gaps = computed(spans_of(whole).filter(col("bits") > 0).select(col("region").alias("region")))
    for region in sorted(gaps["region"].to_list())[:SHOWN_ROWS]:
        yield InvalidValueError(f"region {region!r}: {REGION_PROBLEMS[GAPS]}; give the later life an id of its own")


def of_results(wrong: nw.DataFrame[Any]) -> Iterator[XhhtError]:
    """An error for each row of a result that has no counts."""
    for row in wrong.head(SHOWN_ROWS).iter_rows(named=True):
        place = f"{row['region']}, {row['indicator']}, {str(row['on'])[:10]}"
        yield InvalidValueError(f"{place}: {row[INVALID]}")
    if len(wrong) > SHOWN_ROWS:
        yield InvalidValueError(f"{len(wrong) - SHOWN_ROWS} more rows cannot stand")
