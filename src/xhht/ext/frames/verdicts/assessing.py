"""Assessing: a table of reports in, a table of verdicts out, on the engine that the table lives in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, partial
from typing import Any, Literal, TypeVar, overload

import attrs
import narwhals as nw

from xhht.checks import Choice, calendar_day, expect
from xhht.errors import InvalidValueError
from xhht.ext.frames.engines.dask import in_parts, is_dask, latest_places, places_in
from xhht.ext.frames.engines.sharing import Shared
from xhht.ext.frames.tables.columns import OTHER_DAY, Form, InvalidColumnsError
from xhht.ext.frames.tables.expressions import col, inner, numbered
from xhht.ext.frames.tables.layout import Layout, form_of, wrong_parts
from xhht.ext.frames.tables.marks import LEVELS
from xhht.ext.frames.tables.opening import Opened
from xhht.ext.frames.tables.plans import Native, Plan, computed
from xhht.ext.frames.tables.reports import by_day, latest, marked
from xhht.ext.frames.tables.rows import as_rows
from xhht.ext.frames.verdicts.judging import BEYOND_64_BITS, judged
from xhht.ext.frames.verdicts.lives import Lives, opened_regions
from xhht.ext.frames.verdicts.problems import ROW, InvalidRowsError, bad_rows, errors
from xhht.ext.frames.verdicts.rules import RuleTable, tier_numbers
from xhht.ext.frames.verdicts.territories import above, alone
from xhht.ext.frames.verdicts.wide import Wide, has_one_row_each
from xhht.ext.wide_columns import Indicators
from xhht.model.programme import Programme
from xhht.model.targets import Reading
from xhht.periods import first_fresh_day
from xhht.values import Value

FrameT = TypeVar("FrameT")


class OnError(Choice):
    """What to do with rows that cannot be judged."""

    RAISE = "raise"
    REPORT = "report"


@overload
def assess(
    programme: Programme,
    frame: FrameT,
    *,
    as_of: date,
    baseline_on: date | None = None,
    since: date | None = None,
    reading: Reading | None = None,
    columns: Mapping[str, str] | None = None,
    indicators: Indicators | None = None,
    regions: object | None = None,
    on_error: Literal["raise"] = "raise",
) -> FrameT: ...


@overload
def assess(
    programme: Programme,
    frame: FrameT,
    *,
    as_of: date,
    baseline_on: date | None = None,
    since: date | None = None,
    reading: Reading | None = None,
    columns: Mapping[str, str] | None = None,
    indicators: Indicators | None = None,
    regions: object | None = None,
    on_error: Literal["report"],
) -> tuple[FrameT, FrameT]: ...


def assess(
    programme: Programme,
    frame: FrameT,
    *,
    as_of: date,
    baseline_on: date | None = None,
    since: date | None = None,
    reading: Reading | None = None,
    columns: Mapping[str, str] | None = None,
    indicators: Indicators | None = None,
    regions: object | None = None,
    on_error: Literal["raise", "report"] = "raise",
) -> FrameT | tuple[FrameT, FrameT]:
    """Judge a table of reports: one row in for each report, one row out for each target and region reported.

    Args:
        programme: what was agreed; its revision of the day judged is used.
        frame: a table with the columns ``region``, ``indicator``, ``on`` (or ``reported_on``), ``numerator`` and
            ``denominator``, and where known ``tier``, ``level``, ``traits``, ``parent``, ``base``, ``lower`` and
            ``upper``; further columns travel along. A row of a single body (``party``) cannot be judged.
        as_of: the day judged.
        baseline_on: the day of the baseline; without it no yearly rise is judged.
        since: the first day whose reports count; an older one is no report. The day after the same day a year before
            `as_of` where None; ``date.min`` takes all.
        reading: how yearly rises are read; each rule's own reading where None.
        columns: the names of those columns where they are others, such as ``{"region": "commune"}``.
        indicators: of a wide table, which has one row for each region: the columns of numerator and
            denominator of each indicator, such as ``{"clans_recognised": ("recognised", "clans")}``.
        regions: a table of the lives of all regions, with the columns ``region``, ``parent``, ``level``, ``traits``,
            ``valid_from`` and ``valid_to`` (all but the first where known); without it every region exists on every
            day, and what is known of one stands in the reports.
        on_error: ``"raise"``, or ``"report"`` for the verdicts on the good rows and a table of the bad ones.

    Returns:
        A frame of the caller's own kind; a lazy one stays lazy. Rows come in no particular order.

    Raises:
        InvalidColumnsError: if a column is missing or of a wrong kind.
        InvalidRowsError: for all rows that cannot be judged, where the frame is eager; a lazy result says
            so in its column ``problem``.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the baseline's day or `since` is after the day judged.
    """
    rules = _rules(programme, as_of, baseline_on, reading, since=since)
    wanted = OnError(on_error)
    asked = _Asked.of(rules, baseline_on, columns, indicators, regions, is_strict=wanted is OnError.RAISE)
    verdicts: Native = asked.of_parts(asked.verdicts_of_part, frame) if is_dask(frame) else asked.verdicts(frame)
    if wanted is OnError.RAISE:
        return verdicts  # type: ignore[no-any-return]  # The caller's own kind of frame.
    return verdicts, asked.problems(frame)


def check(
    programme: Programme,
    frame: FrameT,
    *,
    as_of: date,
    columns: Mapping[str, str] | None = None,
    indicators: Indicators | None = None,
    regions: object | None = None,
) -> FrameT:
    """The rows of a table that cannot be judged, as they came, with what is wrong with each in ``problem``.

    Args:
        programme: what was agreed; its revision of the day judged is used.
        frame: a table as `assess` takes it; the rows of a wide one come in the tidy form.
        as_of: the day judged.
        columns: as in `assess`.
        indicators: as in `assess`.
        regions: as in `assess`.

    Raises:
        InvalidColumnsError: if a column is missing or of a wrong kind.
        InvalidTypeError: if an argument is of another kind.
    """
    rules = _rules(programme, as_of, None, None, since=None)
    found: Native = _Asked.of(rules, None, columns, indicators, regions, is_strict=False).problems(frame)
    return found  # type: ignore[no-any-return]  # The caller's own kind of frame.


@attrs.frozen(repr=False)
class _Asked(Value):
    """What is asked of a table, whatever engine it lives in."""

    rules: RuleTable
    baseline_on: date | None
    columns: Mapping[str, str] | None
    wide: Wide | None
    regions: Opened | None
    is_strict: bool

    @classmethod
    def of(
        cls,
        rules: RuleTable,
        baseline_on: date | None,
        columns: Mapping[str, str] | None,
        indicators: Indicators | None,
        regions: object | None,
        *,
        is_strict: bool,
    ) -> _Asked:
        wide = None if indicators is None else Wide.of(indicators, columns, rules.indicators, rules.as_of)
        known = None if regions is None else opened_regions(regions, columns)
        return cls(rules, baseline_on if rules.has_growth else None, columns, wide, known, is_strict)

    @property
    def lacking(self) -> tuple[str, ...]:
        """What must be known of the regions and stands in no table of them, so that reports say it.

        Raises:
            InvalidColumnsError: if the regions above each are told, but not their levels.
        """
        regions, is_held = self.regions, self.rules.territory is not None
        if regions is not None and is_held and regions.has("parent") and not regions.has("level"):
            problem = "the regions have parents but no column 'level', by which the territory is told; give it there"
            raise InvalidColumnsError("regions", [InvalidValueError(problem)])
        wanted = {"level": self.rules.needs_level, "traits": bool(self.rules.traits), "parent": is_held}
        return tuple(part for part, is_wanted in wanted.items() if is_wanted and not (regions and regions.has(part)))

    def verdicts(self, frame: Native) -> Native:
        """The verdicts on a table; on all of its rows, or the good ones where that is not strict."""
        with Shared() as shared:
            table = self._opened(frame, shared)
            result = table.answer(self._judged(table))
            if isinstance(result, nw.DataFrame) and self.is_strict:
                if not result["problem"].is_null().all():
                    raise self._refusal(table, result)
                result = result.drop("problem")
            return nw.to_native(result)

    def of_parts(self, work: Callable[..., Any], frame: Native) -> Native:
        """What comes of the rows of each region, which are brought together for it.

        Regions above others are in other parts, so that every part sees what is said of all of them.
        """
        given = dict(self.columns) if isinstance(self.columns, Mapping) else {}
        day = OTHER_DAY if OTHER_DAY in frame.columns and "on" not in frame.columns else "on"
        names = {part: given.get(part, part) for part in ("region", "parent", "level")} | {"on": given.get("on", day)}
        found = {part: name for part, name in names.items() if name in frame.columns}
        if not {"parent", "level"} <= set(found) or "parent" not in self.lacking:
            return in_parts(work, frame, by=names["region"])
        places = places_in(frame, found.values())
        return in_parts(partial(work, names=found), frame, places, by=names["region"])

    def verdicts_of_part(self, frame: Native, places: Native = None, names: Mapping[str, str] | None = None) -> Native:
        """The same with the column ``problem`` in place of an error, as lazy tables have it."""
        with Shared() as shared:
            table = self._opened(frame, shared)
            tree = None if names is None else (latest_places(places, names, self.rules.as_of), names)
            return nw.to_native(table.answer(self._judged(table, tree)))

    def problems(self, frame: Native, *_: object, **__: object) -> Native:
        """The bad rows of a table."""
        if is_dask(frame):
            return self.of_parts(self.problems, frame)
        with Shared() as shared:
            table = self._opened(frame, shared)
            return nw.to_native(table.answer(self._bad_rows(table)))

    @cached_property
    def _form(self) -> Form:
        return form_of(self.lacking)

    def _opened(self, frame: Native, shared: Shared) -> Opened:
        """A table whose columns are found and brought into form."""
        if self.wide is not None:
            return self.wide.opened(frame, self._form, shared)
        return Opened.of(frame, self._form, self.columns, shared, check=wrong_parts)

    def _layout(self, table: Opened) -> Layout:
        """The rows of a table in the tidy form, and how they are judged."""
        if self.wide is None:
            return Layout.of(table)
        return Layout.of(self.wide.tidy(table, self._form), is_single=has_one_row_each(table))

    def _rows(self, layout: Layout, *, is_detailed: bool) -> Plan:
        return as_rows(layout, self.rules.indicators, tier_numbers(self.rules), is_detailed=is_detailed)

    def _days(self, rows: Plan, layout: Layout, lives: Lives | None) -> Plan:
        days = by_day(rows, layout)
        return days if lives is None else lives.marked(days, layout)

    def _lives(self, layout: Layout) -> Lives | None:
        return None if self.regions is None else Lives.of(self.regions, layout, self.rules)

    def _judged(self, table: Opened, tree: tuple[Native, Mapping[str, str]] | None = None) -> Plan:
        layout, shared = self._layout(table), table.shared
        lives = self._lives(layout)
        rows = self._rows(layout, is_detailed=False)
        if not self.is_strict:
            found = marked(rows, self._days(rows, layout, lives), layout)
            rows = found.filter(col("bits") == 0).drop(inner("clash"))
        days = self._days(rows, layout, lives)
        of_lives = () if lives is None else lives.parts
        pairs = latest(
            shared.once(days, is_large=True) if layout.extras else days,
            layout,
            last=layout.last(self.rules.as_of),
            first=layout.first(self.rules.since),
            baseline=None if self.baseline_on is None else layout.last(self.baseline_on),
            of_lives=of_lives,
        )
        if self.rules.needs_level:
            pairs = self._levelled(pairs, layout, shared, of_lives, tree)
        return judged(pairs, layout, self.rules, has_baseline=self.baseline_on is not None, of_lives=of_lives)

    def _levelled(
        self,
        pairs: Plan,
        layout: Layout,
        shared: Shared,
        of_lives: tuple[str, ...],
        tree: tuple[Native, Mapping[str, str]] | None,
    ) -> Plan:
        """The level of each region, and whether it lies outside the territory."""
        territory = self.rules.territory
        level = col("life_level") if "life_level" in of_lives else col("last_level_code")
        pairs = pairs.with_columns(level.alias(inner("level")))
        if territory is None or "outside" in of_lives:
            return pairs
        told = {"of_region": col("region"), "life_level": col("level")}
        if not layout.has("parent"):
            pairs = pairs.with_columns(value.alias(inner(name)) for name, value in told.items())
            return pairs.with_columns(alone(territory, layout).alias(inner("outside")))
        pairs = shared.once(pairs, is_large=True)
        told |= {"parent": layout.col("parent")} | ({"zero": col("zero")} if layout.is_masked else {})
        places = pairs
        if tree is not None:
            native, names = tree
            places = nw.from_native(native.assign(**{inner("zero"): 0}).astype({inner("zero"): "Int64"}))
            told |= {
                f"{of}": nw.col(names[part]).cast(nw.String) for of, part in (("of_region", "region"), ("parent",) * 2)
            }
            told["life_level"] = numbered(nw.col(names["level"]).cast(nw.String).fill_null(""), LEVELS, 0, layout)
        places = places.select(value.alias(inner(name)) for name, value in told.items())
        places = places.group_by(inner("of_region")).agg(col(name).max() for name in told if name != "of_region")
        places = above(places, territory, layout, shared, is_tree=False).select(inner("of_region"), inner("outside"))
        return pairs.join(places, left_on=inner("region"), right_on=inner("of_region"), how="left")

    def _bad_rows(self, table: Opened) -> Plan:
        layout = self._layout(table)
        rows = self._rows(layout, is_detailed=True)
        return bad_rows(marked(rows, self._days(rows, layout, self._lives(layout)), layout), layout.table)

    def _refusal(self, table: Opened, result: nw.DataFrame[Any]) -> InvalidRowsError:
        """The error that names all bad rows of an eager table, and all pairs whose products leave 64 bits."""
        numbered = table.numbered(ROW)
        found, layout = computed(self._bad_rows(numbered)).sort(ROW), self._layout(table)
        beyond = result.filter(nw.col("problem") == BEYOND_64_BITS)
        problems = [
            *errors(found, layout, self.rules),
            *(
                InvalidValueError(
                    f"{row['region']}, {row['target']}: the counts of report and baseline multiply beyond 64 bits; "
                    "judge this region with xhht.assess"
                )
                for row in beyond.select("region", "target").iter_rows(named=True)
            ),
        ]
        what = f"table as of {self.rules.as_of}"
        return InvalidRowsError(what, problems, rows=nw.to_native(found), count=len(found))


def _rules(
    programme: Programme, as_of: date, baseline_on: date | None, reading: Reading | None, *, since: date | None
) -> RuleTable:
    expect(Programme, programme, "a programme")
    calendar_day(as_of, "as_of")
    if baseline_on is not None and calendar_day(baseline_on, "baseline_on") > as_of:
        raise InvalidValueError(f"the baseline's day {baseline_on} is after {as_of}; a rise needs an earlier one")
    chosen = None if reading is None else Reading(reading)
    return RuleTable(programme.as_of(as_of), as_of, first_fresh_day(as_of, since), chosen)
