"""Scoring as expressions: one row a holder, whole points, the same answers as `xhht.recognition.score`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Any, Literal, TypeVar

import narwhals as nw

from xhht.checks import Choice, describe, expect
from xhht.errors import InvalidTypeError, InvalidValueError, ProblemsError, XhhtError
from xhht.ext.scores.columns import DENOMINATOR, NUMERATOR, RESULTS, Columns
from xhht.judgement.outcomes import Outcome
from xhht.model.criteria import CriteriaSet, Criterion, Precondition
from xhht.recognition.scoring import check_mark, mark_of

FrameT = TypeVar("FrameT")
SHOWN_ROWS = 20
GREATEST_COUNT = 10**12
GREATEST_PART = 10**6


class InvalidScoreRowsError(ProblemsError):
    """Rows that cannot be scored as they stand.

    Attributes:
        rows: all of them, as the caller's kind of frame, each with its `problem`.
    """

    def __init__(self, what: str, problems: Iterable[XhhtError], rows: Any = None) -> None:  # noqa: ANN401  # Any kind of frame.
        super().__init__(what, problems)
        self.rows: Any = rows


class OnError(Choice):
    """What is done with rows that cannot be scored, where the frame is eager."""

    RAISE = "raise"
    REPORT = "report"


def score(
    criteria: CriteriaSet,
    frame: FrameT,
    *,
    pass_mark: int | Fraction | None = None,
    columns: Mapping[str, str | None] | None = None,
    on_error: Literal["raise", "report"] = "raise",
) -> FrameT:
    """Score every row of a table: the points of one holder, and what is known of the preconditions.

    A null is not known. A share that a precondition asks for stands in two columns, ``<id>_numerator`` and
    ``<id>_denominator``, of all. Points are whole numbers; floats that are exactly whole are taken, as pandas makes
    them of whole numbers with gaps.

    Args:
        criteria: the criteria, whose own points are whole.
        frame: a table of pandas, Polars, PyArrow, DuckDB, Dask or PySpark.
        pass_mark: the points that are enough, where the criteria do not say it themselves.
        columns: the names of columns where they are not the ids; None for one that there is not, so that nothing is
            known of it.
        on_error: ``"raise"``, or ``"report"`` to leave bad rows in place.

    Returns:
        The table with ``outcome``, ``grade`` and ``possible_grades`` (ids; several as ``"a;b"``, the highest first),
        ``least`` and ``most`` (null where the criteria are not complete). Lazy tables, and those of ``"report"``, have
        ``problem`` as well: where it is set, there is no outcome, and bad points count as unknown ones.

    Raises:
        InvalidScoreColumnsError: if a column is missing or of a wrong kind.
        InvalidScoreRowsError: for rows that cannot be scored, where the table is eager.
        InvalidPointsError: if a pass mark is missing or stands beside the criteria's own.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the criteria have points that are not whole.
    """
    expect(CriteriaSet, criteria, "the criteria")
    wanted = OnError(on_error)
    check_mark(criteria, pass_mark)
    _check_whole(criteria)
    table: Any = _opened(frame, criteria, columns)
    found = Columns.of(table, criteria, columns)
    rows = _scored(table, criteria, found, mark_of(criteria, pass_mark) or Fraction(0))
    if not isinstance(table, nw.DataFrame) or wanted is OnError.REPORT:
        return nw.to_native(rows)  # type: ignore[no-any-return]  # The caller's own kind of frame.
    bad = rows.with_row_index("row").filter(~nw.col("problem").is_null())
    if len(bad):
        raise _refusal(criteria, bad)
    return nw.to_native(rows.drop("problem"))  # type: ignore[no-any-return]  # As above.


def _check_whole(criteria: CriteriaSet) -> None:
    if not criteria.criteria and not criteria.preconditions:
        raise InvalidValueError(f"criteria {criteria.id!r} ask nothing that a table could hold")
    numbers = [n for c in criteria.criteria for n in (c.points, c.floor)]
    if any(number.denominator != 1 for number in numbers):
        raise InvalidValueError(
            f"criteria {criteria.id!r} have points that are not whole; multiply all of them, and those of the table"
        )
    if any(p.at_least is not None and p.at_least.denominator > GREATEST_PART for p in criteria.preconditions):
        raise InvalidValueError(f"criteria {criteria.id!r} ask for a share of more than {GREATEST_PART} parts")


def _opened(native: object, criteria: CriteriaSet, columns: object) -> Any:  # noqa: ANN401  # Eager and lazy frames alike.
    """The table; where pandas holds true, false and nothing as objects, they are made what they are."""
    try:
        table: Any = nw.from_native(native)
    except TypeError as problem:
        raise InvalidTypeError(
            f"a table is a frame of pandas, Polars, PyArrow, DuckDB, Dask or PySpark, got {describe(native)}"
        ) from problem
    if not table.implementation.is_pandas():
        return table
    frame: Any = native
    named = columns if isinstance(columns, Mapping) else {}
    flags = [named.get(p.id, p.id) for p in criteria.preconditions if p.at_least is None]
    mixed = {
        name: frame[name].astype("boolean")
        for name in flags
        if name in frame and frame[name].dtype == object and frame[name].dropna().map(type).eq(bool).all()
    }
    return nw.from_native(frame.assign(**mixed)) if mixed else table


def _scored(table: Any, criteria: CriteriaSet, found: Columns, mark: Fraction) -> Any:  # noqa: ANN401  # As above.
    zero = nw.lit(0, nw.Int64)
    points = {criterion.id: _points(criterion, found) for criterion in criteria.criteria}
    floors = {criterion.id: int(criteria.floor_of(criterion)) for criterion in criteria.criteria}
    mosts = {criterion.id: int(criterion.points) for criterion in criteria.criteria}
    enough = -(-mark.numerator // mark.denominator)  # The least whole number that reaches the mark.
    least = sum((points[key].fill_null(0).cast(nw.Int64) for key in points), start=zero)
    most = sum((points[key].fill_null(mosts[key]).cast(nw.Int64) for key in points), start=zero)
    reached = sum((points[key].fill_null(floors[key]).cast(nw.Int64) for key in points), start=zero)
    answers = [_answer(precondition, found) for precondition in criteria.preconditions]
    is_missed = [(points[key] < floors[key]).fill_null(False) for key in points if floors[key]]  # noqa: FBT003  # narwhals takes the value by place.
    is_missed += [(answer == 0).fill_null(False) for answer in answers]  # noqa: FBT003  # As above.
    is_missed += [most < enough] if criteria.is_complete else []
    is_open = [points[key].is_null() for key in points if floors[key]]
    is_open += [(answer != 1).fill_null(True) for answer in answers]  # noqa: FBT003  # As above.
    is_open += [least < enough]
    outcome = nw.lit(Outcome.UNDECIDED.value)
    if criteria.is_complete:
        outcome = nw.when(reduce(or_, is_open)).then(outcome).otherwise(nw.lit(Outcome.MET.value))
    if is_missed:
        outcome = nw.when(reduce(or_, is_missed)).then(nw.lit(Outcome.NOT_MET.value)).otherwise(outcome)
    problem = _joined([nw.when(wrong).then(nw.lit(words)) for wrong, words in _problems(criteria, found)])
    sums = {"problem": problem, "least": least, "most": most, "_reached": reached}
    rows = table.with_columns(**sums)
    rows = rows.with_columns(nw.when(nw.col("problem").is_null()).then(outcome).alias("outcome"))
    rows = rows.with_columns(*_grades(criteria))
    if not criteria.is_complete:
        rows = rows.with_columns(nw.when(nw.col("least") < 0).then(nw.col("most")).alias("most"))
    return rows.select(*table.collect_schema().names(), *RESULTS)


def _points(criterion: Criterion, found: Columns) -> nw.Expr:
    """The points of a criterion; nothing where they are unknown or cannot be."""
    if not found.has(criterion.id):
        return nw.lit(None, nw.Int64)
    return nw.when(~_is_wrong(criterion, found)).then(found.col(criterion.id))


def _is_wrong(criterion: Criterion, found: Columns) -> nw.Expr:
    given = found.col(criterion.id)
    is_right = (given >= 0) & (given <= int(criterion.points))
    if found.is_float(criterion.id):
        is_right &= given % 1 == 0
    # A comparison with nothing is nothing on most engines, and false on pandas.
    return ~given.is_null() & ~is_right.fill_null(False)  # noqa: FBT003  # As above.


def _answer(precondition: Precondition, found: Columns) -> nw.Expr:
    """1 where a precondition is met, 0 where it is not, nothing where nobody knows."""
    asked = precondition.at_least
    if asked is None:
        if not found.has(precondition.id):
            return nw.lit(None, nw.Int64)
        return (
            nw.when(found.col(precondition.id))
            .then(nw.lit(1))
            .otherwise(nw.when(~found.col(precondition.id)).then(nw.lit(0)))
        )
    if not found.has(precondition.id + NUMERATOR):
        return nw.lit(None, nw.Int64)
    numerator, denominator = found.col(precondition.id + NUMERATOR), found.col(precondition.id + DENOMINATOR)
    is_known = ~_is_wrong_share(precondition, found) & (denominator > 0)
    is_met = numerator * asked.denominator >= denominator * asked.numerator
    return nw.when(is_known & is_met).then(nw.lit(1)).otherwise(nw.when(is_known & ~is_met).then(nw.lit(0)))


def _is_wrong_share(precondition: Precondition, found: Columns) -> nw.Expr:
    numerator, denominator = found.col(precondition.id + NUMERATOR), found.col(precondition.id + DENOMINATOR)
    is_right = (numerator >= 0) & (numerator <= denominator) & (denominator <= GREATEST_COUNT)
    for end, part in ((NUMERATOR, numerator), (DENOMINATOR, denominator)):
        if found.is_float(precondition.id + end):
            is_right &= part % 1 == 0
    is_unknown = numerator.is_null() & denominator.is_null()
    return ~(is_unknown | is_right.fill_null(False))  # noqa: FBT003  # As above.


def _problems(criteria: CriteriaSet, found: Columns) -> Iterator[tuple[nw.Expr, str]]:
    for criterion in criteria.criteria:
        if found.has(criterion.id):
            words = f"points of {criterion.id!r} are no whole number from 0 to {criterion.points}"
            yield _is_wrong(criterion, found), words
    for precondition in criteria.preconditions:
        if precondition.at_least is not None and found.has(precondition.id + NUMERATOR):
            yield _is_wrong_share(precondition, found), f"the share of {precondition.id!r} is no share of counts"


def _grades(criteria: CriteriaSet) -> Iterator[nw.Expr]:
    """The grades that are possible where the title is earned, and the one that it has."""
    possible: list[nw.Expr] = []
    certain: list[nw.Expr] = []
    above: int | None = None
    is_graded = (nw.col("outcome") != Outcome.NOT_MET.value) & nw.col("problem").is_null()
    for grade in criteria.grades:
        begins = -(-grade.points_from.numerator // grade.points_from.denominator)
        is_possible = is_graded if not criteria.is_complete else is_graded & (nw.col("most") >= begins)
        is_certain = (nw.col("outcome") == Outcome.MET.value) & (nw.col("least") >= begins)
        if above is not None:
            is_possible &= nw.col("_reached") < above
            is_certain &= nw.col("most") < above
        possible.append(nw.when(is_possible).then(nw.lit(grade.id)))
        certain.append(nw.when(is_certain).then(nw.lit(grade.id)))
        above = begins
    yield _joined(certain).alias("grade")
    yield _joined(possible).alias("possible_grades")


def _joined(words: list[nw.Expr]) -> nw.Expr:
    """The words that apply, or nothing."""
    if not words:
        return nw.lit(None, nw.String)
    text = nw.concat_str(words, separator=";", ignore_nulls=True)
    return nw.when(text != "").then(text)


def _refusal(criteria: CriteriaSet, bad: Any) -> InvalidScoreRowsError:  # noqa: ANN401  # An eager frame.
    problems: list[XhhtError] = [
        InvalidValueError(f"row {row['row']}: {row['problem']}")
        for row in bad.head(SHOWN_ROWS).select("row", "problem").iter_rows(named=True)
    ]
    if len(bad) > SHOWN_ROWS:
        problems.append(InvalidValueError(f"{len(bad) - SHOWN_ROWS} more rows cannot be scored; all are in .rows"))
    return InvalidScoreRowsError(f"rows scored by {criteria.id!r}", problems, nw.to_native(bad))
