"""A solver for plans whose capacities overlap, through HiGHS; what it finds is held against every limit exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from xhht.checks import expect
from xhht.errors import MissingExtraError, UnsolvedPlanError
from xhht.figures.bounds import check_count
from xhht.planning.allotments import Allotment, Demand, Limit, Proof, checked, most_possible

try:
    import highspy
    import numpy as np
except ImportError as _missing:
    raise MissingExtraError("plans under several capacities need HiGHS: pip install 'xhht[solver]'") from _missing

# A row that HiGHS takes as kept is kept once its columns are whole, if its factors add up to less than this.
USUAL_ROW = 10**5
USUAL_TOLERANCE, FINE_TOLERANCE = 1e-6, 1e-9
FINEST_PRICE = 10**9
TIE_NODES = 20


def solve(demand: Demand, *, most_nodes: int | None = None) -> Allotment:
    """Choose the needs that limits allow to meet, as many as possible.

    Several integer programmes follow each other: the most needs; of those choices the fewest recognitions; of those
    the least sum of the needs' places; and, where limits hold in single years, the earliest years. The gap asked is
    zero. One thread and a fixed seed make the answer the same each time. The searches that only settle ties end after
    `TIE_NODES` nodes with the best that they have found, and none follows one that was cut short; small cases are
    done long before.

    That no other choice meets more is shown by an upper bound in exact arithmetic where the dual prices of the
    linear relaxation give one (`Proof.BOUND`), else by the solver's own search (`Proof.SOLVER`).

    Args:
        demand: the needs, the years and the limits.
        most_nodes: stop each search after so many nodes; what is found then may be unproven (`Proof.NONE`).

    Raises:
        InvalidTypeError: if the demand is none, or `most_nodes` no whole number.
        InvalidValueError: if `most_nodes` is negative.
        UnsolvedPlanError: if HiGHS finds nothing, or its answer breaks a limit once it is rounded to whole numbers.

    >>> solve(Demand((2, 2, 3), (2020,), (Limit(3, {0, 1}), Limit(5, {1, 2})))).chosen
    (0, 2)
    """
    expect(Demand, demand, "a demand")
    if most_nodes is not None:
        check_count("most_nodes", most_nodes)
    whole = _in_all_years(demand)
    choice = _choose(_Model(whole, most_nodes))
    yearly = _years(demand, choice.needs, most_nodes)
    if yearly is None:
        # The years cannot hold what fits into all of them together, so that needs and years are chosen at once.
        slower = _choose(_Model(demand, most_nodes))
        choice = attrs.evolve(choice, needs=slower.needs, is_complete=slower.is_complete)
        yearly = _years(demand, choice.needs, most_nodes)
    # What the years together allow bounds what they allow one by one.
    proof = Proof.SOLVER if choice.is_complete else Proof.NONE
    if len(choice.needs) == most_possible(whole, choice.prices):
        proof = Proof.BOUND
    return checked(demand, Allotment(choice.needs, yearly or (), proof=proof))


def _in_all_years(demand: Demand) -> Demand:
    """The demand with the limits of single years joined into one of all years; it allows no less."""
    by_needs: dict[frozenset[int], dict[int, int]] = {}
    for limit in demand.limits:
        if limit.year is not None:
            of_year = by_needs.setdefault(limit.wanted, {})
            of_year[limit.year] = min(limit.count, of_year.get(limit.year, limit.count))
    joined = [Limit(sum(found.values()), needs) for needs, found in by_needs.items() if len(found) == len(demand.years)]
    return attrs.evolve(demand, limits=(*(limit for limit in demand.limits if limit.year is None), *joined))


@attrs.frozen
class _Choice:
    needs: tuple[int, ...]
    prices: tuple[Fraction, ...]
    is_complete: bool


def _choose(model: _Model) -> _Choice:
    """The most needs, then the fewest recognitions, then the least sum of places."""
    prices = model.prices()
    found = model.maximise(dict.fromkeys(model.needs, 1))
    is_complete = model.is_complete
    most = sum(found[need] for need in model.needs)
    model.add_row(dict.fromkeys(model.needs, 1), lower=most, upper=most)
    sizes = dict(zip(model.needs, model.demand.counts, strict=True))
    model.stop_after(TIE_NODES)
    found = model.minimise(sizes, start=found) or found
    if model.is_complete:
        fewest = sum(size * found[need] for need, size in sizes.items())
        model.add_row(sizes, upper=fewest)
        found = model.minimise({need: need for need in model.needs}, start=found) or found
    return _Choice(tuple(need for need in model.needs if found[need]), prices, is_complete)


def _years(demand: Demand, chosen: Sequence[int], most_nodes: int | None) -> tuple[tuple[int, int, int], ...] | None:
    """The earliest years for needs that are chosen; None where they do not fit into the years."""
    if not any(limit.year for limit in demand.binding()):
        return ()
    kept = set(chosen)
    model = _Model(demand, most_nodes)
    for need in model.needs:
        model.highs.changeColBounds(need, float(need in kept), float(need in kept))
    found = model.minimise({column: demand.years.index(year) for (_, year), column in model.dated.items()})
    if not found:
        return None
    return tuple((need, year, found[column]) for (need, year), column in model.dated.items() if found[column])


class _Quiet(highspy.Highs):
    """HiGHS without its banner, which it prints when callbacks are enabled before any option can be set."""

    def enableCallbacks(self) -> None:  # noqa: N802  # The name is that of HiGHS.
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # HiGHS leaves it untyped.


class _Model:
    """The demand as a linear model: a column for each need, and for each year of a need that a year limits."""

    def __init__(self, demand: Demand, most_nodes: int | None) -> None:
        self.demand = demand
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
        self.most_nodes = most_nodes
        if most_nodes is not None:
            self.stop_after(most_nodes)
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
        found = dict(zip(self.limits, duals, strict=False))
        # Any price bounds the plan, so that cutting these, or losing their sign, can only make the bound weaker.
        exact = {limit: Fraction(abs(dual)).limit_denominator(FINEST_PRICE) for limit, dual in found.items()}
        return tuple(exact.get(limit, Fraction(0)) for limit in self.demand.limits)

    def maximise(self, objective: Mapping[int, int]) -> list[int]:
        """The value of every column.

        Raises:
            UnsolvedPlanError: if none are found.
        """
        self._aim(objective, highspy.ObjSense.kMaximize)
        found = self._run()
        if not found and self.size:
            status = self.highs.modelStatusToString(self.highs.getModelStatus())
            raise UnsolvedPlanError(f"HiGHS found no plan ({status}); allow more nodes, or try another solver")
        return found

    def minimise(self, objective: Mapping[int, int], *, start: Sequence[int] = ()) -> list[int]:
        """The value of every column, no worse than a start that is given; nothing where none are found."""
        self._aim(objective, highspy.ObjSense.kMinimize)
        if start:
            known = highspy.HighsSolution()
            known.col_value = [float(value) for value in start]
            self.highs.setSolution(known)
        return self._run()

    def stop_after(self, nodes: int) -> None:
        """End a search after so many nodes, or as many as the caller allows."""
        self.highs.setOptionValue("mip_max_nodes", nodes if self.most_nodes is None else min(nodes, self.most_nodes))

    def _aim(self, objective: Mapping[int, int], sense: highspy.ObjSense) -> None:
        costs = np.zeros(self.size)
        for column, cost in objective.items():
            costs[column] = cost
        self.highs.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), costs)
        self.highs.changeObjectiveSense(sense)

    def _run(self) -> list[int]:
        kinds = np.full(self.size, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self.highs.changeColsIntegrality(self.size, np.arange(self.size, dtype=np.int32), kinds)
        self.highs.run()
        self.is_complete = self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if self.highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return []
        return [round(value) for value in self.highs.getSolution().col_value]
