"""Assessing: a table of reports in, a table of verdicts out, on the engine that the table lives in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Literal, TypeVar, overload

import narwhals as nw

from xhht.checks import Choice, calendar_day, describe
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.frames.engines import Table, by_part, is_dask
from xhht.ext.frames.expressions import col, inner
from xhht.ext.frames.judging import BEYOND_64_BITS, judged
from xhht.ext.frames.layout import Layout
from xhht.ext.frames.problems import ROW, InvalidRowsError, bad_rows, errors, marked
from xhht.ext.frames.reports import by_day, latest
from xhht.ext.frames.rows import as_rows
from xhht.ext.frames.rules import RuleTable
from xhht.programme import Programme
from xhht.targets import Reading

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
    reading: Reading | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: Literal["raise"] = "raise",
) -> FrameT: ...


@overload
def assess(
    programme: Programme,
    frame: FrameT,
    *,
    as_of: date,
    baseline_on: date | None = None,
    reading: Reading | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: Literal["report"],
) -> tuple[FrameT, FrameT]: ...


def assess(
    programme: Programme,
    frame: FrameT,
    *,
    as_of: date,
    baseline_on: date | None = None,
    reading: Reading | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: Literal["raise", "report"] = "raise",
) -> FrameT | tuple[FrameT, FrameT]:
    """Judge a table of reports: one row in for each report, one row out for each target and region reported.

    Args:
        programme: what was agreed; its revision of the day judged is used.
        frame: a table with the columns ``region``, ``indicator``, ``on``, ``numerator`` and ``denominator``, and
            where known ``tier``, ``base``, ``lower`` and ``upper``; further columns travel along.
        as_of: the day judged.
        baseline_on: the day of the baseline; without it no yearly rise is judged.
        reading: how yearly rises are read; each rule's own reading where None.
        columns: the names of those columns where they are others, such as ``{"region": "commune"}``.
        on_error: ``"raise"``, or ``"report"`` for the verdicts on the good rows and a table of the bad ones.

    Returns:
        A frame of the caller's own kind; a lazy one stays lazy. Rows come in no particular order.

    Raises:
        InvalidColumnsError: if a column is missing or of a wrong kind.
        InvalidRowsError: for all rows that cannot be judged, where the frame is eager; a lazy result says
            so in its column ``problem``.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the baseline's day is after the day judged.
    """
    rules = _rules(programme, as_of, baseline_on, reading)
    wanted = OnError(on_error)
    if is_dask(frame):
        judge = partial(_assess, rules=rules, baseline_on=baseline_on, columns=columns)
        verdicts: Any = by_part(frame, columns, partial(judge, is_strict=wanted is OnError.RAISE, is_lazy=True))
        if wanted is OnError.RAISE:
            return verdicts  # type: ignore[no-any-return]  # The caller's own kind of frame.
        return verdicts, check(programme, frame, as_of=as_of, columns=columns)
    verdicts = _assess(
        frame, rules=rules, baseline_on=baseline_on, columns=columns, is_strict=wanted is OnError.RAISE, is_lazy=False
    )
    if wanted is OnError.RAISE:
        return verdicts  # type: ignore[no-any-return]  # As above.
    return verdicts, check(programme, frame, as_of=as_of, columns=columns)


def _assess(
    frame: Any,  # noqa: ANN401  # Any engine's kind of frame.
    *,
    rules: RuleTable,
    baseline_on: date | None,
    columns: Mapping[str, str] | None,
    is_strict: bool,
    is_lazy: bool,
) -> Any:  # noqa: ANN401  # As above.
    """Judge a table: all of its rows, or the good ones where that is not strict."""
    table = Table.of(frame, columns)
    layout = Layout.of(table.frame, columns)
    plan = as_rows(table.plan, layout, rules, is_detailed=False)
    if not is_strict:
        rows = marked(plan, by_day(plan, layout), layout)
        plan = rows.filter(col("bits") == 0).drop(inner("clash"))
    result = table.answer(_verdicts(plan, layout, rules, baseline_on))
    if table.is_eager and is_strict and not is_lazy:
        if not result["problem"].is_null().all():
            raise _refusal(table, layout, rules, result)
        result = result.drop("problem")
    return nw.to_native(result)


def check(programme: Programme, frame: FrameT, *, as_of: date, columns: Mapping[str, str] | None = None) -> FrameT:
    """The rows of a table that cannot be judged, as they came, with what is wrong with each in ``problem``.

    Args:
        programme: what was agreed; its revision of the day judged is used.
        frame: a table as `assess` takes it.
        as_of: the day judged.
        columns: as in `assess`.

    Raises:
        InvalidColumnsError: if a column is missing or of a wrong kind.
        InvalidTypeError: if an argument is of another kind.
    """
    rules = _rules(programme, as_of, None, None)
    find = partial(_check, rules=rules, columns=columns)
    found: Any = by_part(frame, columns, find) if is_dask(frame) else find(frame)
    return found  # type: ignore[no-any-return]  # The caller's own kind of frame.


def _check(frame: Any, *, rules: RuleTable, columns: Mapping[str, str] | None) -> Any:  # noqa: ANN401  # As above.
    table = Table.of(frame, columns)
    layout = Layout.of(table.frame, columns)
    return nw.to_native(table.answer(_bad_rows(table, layout, rules)))


def _bad_rows(table: Table, layout: Layout, rules: RuleTable) -> Any:  # noqa: ANN401  # As above.
    plan = as_rows(table.plan, layout, rules, is_detailed=True)
    return bad_rows(marked(plan, by_day(plan, layout), layout), table.frame.collect_schema().names())


def _rules(programme: Programme, as_of: date, baseline_on: date | None, reading: Reading | None) -> RuleTable:
    if not isinstance(programme, Programme):
        raise InvalidTypeError(f"a programme is a Programme, got {describe(programme)}")
    calendar_day(as_of, "as_of")
    if baseline_on is not None and calendar_day(baseline_on, "baseline_on") > as_of:
        raise InvalidValueError(f"the baseline's day {baseline_on} is after {as_of}; a rise needs an earlier one")
    return RuleTable.of(programme, as_of, None if reading is None else Reading(reading))


def _verdicts(plan: Any, layout: Layout, rules: RuleTable, baseline_on: date | None) -> Any:  # noqa: ANN401  # As above.
    start = baseline_on if rules.has_growth else None
    pairs = latest(by_day(plan, layout), layout, as_of=rules.as_of, baseline_on=start)
    return judged(pairs, layout, rules, has_baseline=start is not None)


def _refusal(table: Table, layout: Layout, rules: RuleTable, result: Any) -> InvalidRowsError:  # noqa: ANN401  # As above.
    """The error that names all bad rows of an eager table, and all pairs whose products leave 64 bits."""
    numbered = table.numbered(ROW)
    found = table.answer(_bad_rows(numbered, layout, rules)).sort(ROW)
    beyond = result.filter(nw.col("problem") == BEYOND_64_BITS)
    problems = [
        *errors(found, layout, rules),
        *(
            InvalidValueError(
                f"{row['region']}, {row['target']}: the counts of report and baseline multiply beyond 64 bits; "
                "judge this region with xhht.assess"
            )
            for row in beyond.select("region", "target").iter_rows(named=True)
        ),
    ]
    return InvalidRowsError(f"table as of {rules.as_of}", problems, rows=nw.to_native(found), count=len(found))
