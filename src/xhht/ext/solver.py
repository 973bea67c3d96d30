"""A solver for plans whose capacities overlap, through HiGHS; what it finds is held against every limit exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import floor, isfinite
from time import perf_counter
from typing import TypeAlias

import attrs

from xhht.checks import describe, expect
from xhht.errors import InvalidTypeError, MissingExtraError, UnsolvedPlanError
from xhht.figures.bounds import check_count
from xhht.planning.allotments import Allotment, Demand, Proof, checked, in_all_years, most_possible

try:
    import highspy
    import numpy as np
except ImportError as _missing:
    raise MissingExtraError("plans under several capacities need HiGHS", "solver") from _missing

# A row that HiGHS takes as kept is kept once its columns are whole, if its factors add up to less than this.
USUAL_ROW = 10**5
USUAL_TOLERANCE, FINE_TOLERANCE = 1e-6, 1e-9
# HiGHS asks whether it may go on once in each round of a search, so that its questions measure work, not time: the
# same search asks as often each time. A search for ties may ask so often, or a quarter as often as the first search.
LEAST_ROUNDS = 8
TIE_PART = 4
Progress: TypeAlias = Callable[[int, int], object]


def solve(
    demand: Demand,
    *,
    most_nodes: int | None = None,
    most_seconds: int | None = None,
    progress: Progress | None = None,
) -> Allotment:
    """Choose the needs that limits allow to meet, as many as possible.

    Several integer programmes follow each other: the most needs; of those choices the fewest recognitions; of those
    the least sum of the needs' places; and, where limits hold in single years, the earliest years. The gap asked is
    zero. One thread and a fixed seed make the answer the same each time. A search that only settles ties ends after
    a quarter of the work of the first with the best that it has found, and none follows one that was cut short;
    small cases are done long before. `is_fewest` is False then: another choice that meets as many may take fewer.

    That no other choice meets more is shown by an upper bound in exact arithmetic where the dual prices of the
    linear relaxation give one (`Proof.BOUND`), else by the solver's own search (`Proof.SOLVER`).

    Args:
        demand: the needs, the years and the limits.
        most_nodes: stop each search after so many nodes; what is found then may be unproven (`Proof.NONE`).
        most_seconds: stop searching after so many seconds in all, likewise; the answer may be another each time.
        progress: called with how many needs the best choice so far meets and how many any may meet, whenever one of
            the two is better known.

    Raises:
        InvalidTypeError: if the demand is none, a limit no whole number or `progress` no function.
        InvalidValueError: if a limit is negative.
        UnsolvedPlanError: if HiGHS finds nothing, or its answer breaks a limit once it is rounded to whole numbers.

    >>> from xhht.planning import Limit
    >>> solve(Demand((2, 2, 3), (2020,), (Limit(3, {0, 1}), Limit(5, {1, 2})))).chosen
    (0, 2)
    """
    expect(Demand, demand, "a demand")
    for name, most in (("most_nodes", most_nodes), ("most_seconds", most_seconds)):
        if most is not None:
            check_count(name, most)
    if progress is not None and not callable(progress):
        raise InvalidTypeError(f"progress is a function of needs met and of needs possible, got {describe(progress)}")
    pace = _Pace(most_nodes, None if most_seconds is None else perf_counter() + most_seconds, progress)
    whole = in_all_years(demand)
    choice = _choose(_Model(whole, pace))
    yearly = _years(demand, choice.needs, pace)
    if yearly is None:
        # The years cannot hold what fits into all of them together, so that needs and years are chosen at once.
        slower = _choose(_Model(demand, pace))
        choice = attrs.evolve(slower, prices=choice.prices)
        yearly = _years(demand, choice.needs, pace)
    # What the years together allow bounds what they allow one by one.
    proof = Proof.SOLVER if choice.is_complete else Proof.NONE
    if len(choice.needs) == most_possible(whole, choice.prices):
        proof = Proof.BOUND
    is_fewest = choice.is_fewest and proof is not Proof.NONE
    return checked(demand, Allotment(choice.needs, yearly or (), proof=proof, is_fewest=is_fewest))


@attrs.frozen
class _Pace:
    """How long searches may go on, and who is told how far they are."""

    most_nodes: int | None
    until: float | None
    progress: Progress | None


@attrs.frozen
class _Choice:
    needs: tuple[int, ...]
    prices: tuple[Fraction, ...]
    is_complete: bool
    is_fewest: bool


def _choose(model: _Model) -> _Choice:
    """The most needs, then the fewest recognitions, then the least sum of places."""
    prices = model.prices()
    values = model.maximise(dict.fromkeys(model.needs, 1))
    is_complete = model.is_complete
    most = sum(values[need] for need in model.needs)
    model.add_row(dict.fromkeys(model.needs, 1), lower=most, upper=most)
    sizes = dict(zip(model.needs, model.demand.counts, strict=True))
    model.most_rounds = max(LEAST_ROUNDS, model.rounds // TIE_PART)
    values = model.minimise(sizes, start=values) or values
    is_fewest = model.is_complete
    if is_fewest:
        fewest = sum(size * values[need] for need, size in sizes.items())
        model.add_row(sizes, upper=fewest)
        values = model.minimise({need: need for need in model.needs}, start=values) or values
    return _Choice(tuple(need for need in model.needs if values[need]), prices, is_complete, is_fewest)


def _years(demand: Demand, chosen: Sequence[int], pace: _Pace) -> tuple[tuple[int, int, int], ...] | None:
    """The earliest years for needs that are chosen; None where they do not fit into the years."""
    if not any(limit.year for limit in demand.binding()):
        return ()
    met = set(chosen)
    model = _Model(demand, attrs.evolve(pace, until=None, progress=None))
    for need in model.needs:
        model.highs.changeColBounds(need, float(need in met), float(need in met))
    values = model.minimise({column: demand.years.index(year) for (_, year), column in model.dated.items()})
    if not values:
        return None
    return tuple((need, year, values[column]) for (need, year), column in model.dated.items() if values[column])


class _Quiet(highspy.Highs):
    """HiGHS without its banner, which it prints when callbacks are enabled before any option can be set."""

    def enableCallbacks(self) -> None:  # noqa: N802  # The name is that of HiGHS.
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # HiGHS leaves it untyped.


class _Model:
    """The demand as a linear model: a column for each need, and for each year of a need that a year limits."""

    def __init__(self, demand: Demand, pace: _Pace) -> None:
        self.demand = demand
        self.pace = pace
        self.limits = demand.binding()
        self.needs = range(len(demand.counts))
        in_years = sorted({need for limit in self.limits if limit.year is not None for need in limit.wanted})
        columns = [(need, year) for need in in_years for year in demand.years]
        self.dated = {key: len(self.needs) + number for number, key in enumerate(columns)}
        most = [1] * len(self.needs) + [demand.counts[need] for need, _ in columns]
        self.size = len(most)
        self.is_complete = True
        widest = max((sum(demand.counts[need] for need in limit.wanted) for limit in self.limits), default=0)
        tolerance = USUAL_TOLERANCE if widest < USUAL_ROW else FINE_TOLERANCE
        self.highs = _Quiet()  # type: ignore[no-untyped-call]  # Its stub leaves the constructor untyped.
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.0),
            ("mip_feasibility_tolerance", tolerance),
            ("primal_feasibility_tolerance", tolerance),
        ):
            self.highs.setOptionValue(option, value)
        if pace.most_nodes is not None:
            self.highs.setOptionValue("mip_max_nodes", pace.most_nodes)
        self.rounds = 0
        self.most_rounds: int | None = None
        self.last_told: tuple[int, int] | None = None
        self.failure: Exception | None = None
        self.highs.cbMipInterrupt.subscribe(self._may_go_on)
        self.highs.addVars(self.size, np.zeros(self.size), np.array(most, dtype=np.float64))
        for limit in self.limits:
            if limit.year is None:
                row = {need: demand.counts[need] for need in limit.wanted}
            else:
                row = {self.dated[need, limit.year]: 1 for need in limit.wanted}
            self.add_row(row, upper=limit.count)
        for need in in_years:
            parts = {self.dated[need, year]: 1 for year in demand.years}
            self.add_row({**parts, need: -demand.counts[need]}, lower=0, upper=0)

    def add_row(self, row: Mapping[int, int], *, lower: float = -highspy.kHighsInf, upper: float) -> None:
        columns = np.array(sorted(row), dtype=np.int32)
        factors = np.array([row[column] for column in sorted(row)], dtype=np.float64)
        self.highs.addRow(lower, upper, len(row), columns, factors)

    def prices(self) -> tuple[Fraction, ...]:
        """What one more recognition under each limit is worth where needs can be met in part."""
        self._aim(dict.fromkeys(self.needs, 1), highspy.ObjSense.kMaximize)
        self.highs.run()
        duals = self.highs.getSolution().row_dual
        by_limit = dict(zip(self.limits, duals, strict=False))
        # Any price bounds the plan, so that losing a sign can only make the bound weaker.
        exact = {limit: Fraction(abs(dual)) for limit, dual in by_limit.items()}
        return tuple(exact.get(limit, Fraction(0)) for limit in self.demand.limits)

    def maximise(self, objective: Mapping[int, int]) -> list[int]:
        """The value of every column.

        Raises:
            UnsolvedPlanError: if none are found.
        """
        self._aim(objective, highspy.ObjSense.kMaximize)
        values = self._run()
        if not values and self.size:
            status = self.highs.modelStatusToString(self.highs.getModelStatus())
            raise UnsolvedPlanError(
                f"HiGHS found no plan ({status}); allow more nodes or seconds, or try another solver"
            )
        return values

    def minimise(self, objective: Mapping[int, int], *, start: Sequence[int] = ()) -> list[int]:
        """The value of every column, no worse than a start that is given; nothing where none are found."""
        self._aim(objective, highspy.ObjSense.kMinimize)
        if start:
            solution = highspy.HighsSolution()
            solution.col_value = [float(value) for value in start]
            self.highs.setSolution(solution)
        return self._run()

    def _may_go_on(self, event: highspy.HighsCallbackEvent) -> None:
        """Count the rounds of a search, end it where it is long enough, and tell how far it is."""
        self.rounds += 1
        is_over = self.pace.until is not None and perf_counter() > self.pace.until
        if is_over or (self.most_rounds is not None and self.rounds > self.most_rounds):
            event.interrupt()
        elif self.most_rounds is None and self.pace.progress is not None:
            best, bound = event.data_out.mip_primal_bound, event.data_out.mip_dual_bound
            met = round(best) if isfinite(best) else 0
            possible = floor(bound + USUAL_TOLERANCE) if isfinite(bound) else len(self.needs)
            if (met, possible) != self.last_told:
                self.last_told = met, possible
                try:
                    self.pace.progress(met, possible)
                except Exception as failure:  # noqa: BLE001  # HiGHS lets none through; it is raised again after it.
                    self.failure = failure
                    event.interrupt()

    def _aim(self, objective: Mapping[int, int], sense: highspy.ObjSense) -> None:
        costs = np.zeros(self.size)
        for column, cost in objective.items():
            costs[column] = cost
        self.highs.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), costs)
        self.highs.changeObjectiveSense(sense)

    def _run(self) -> list[int]:
        kinds = np.full(self.size, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self.highs.changeColsIntegrality(self.size, np.arange(self.size, dtype=np.int32), kinds)
        self.rounds = 0
        self.highs.run()
        if self.failure is not None:
            raise self.failure
        self.is_complete = self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if self.highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return []
        return [round(value) for value in self.highs.getSolution().col_value]
