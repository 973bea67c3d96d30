"""A solver for plans whose capacities overlap, through HiGHS; what it finds is held against every limit exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from xhht.allotments import Allotment, Demand, Proof, checked, most_possible
from xhht.bounds import check_count
from xhht.checks import expect
from xhht.errors import MissingExtraError, UnsolvedPlanError

try:
    import highspy
    import numpy as np
except ImportError as _missing:
    raise MissingExtraError("plans under several capacities need HiGHS: pip install 'xhht[solver]'") from _missing

TOLERANCE = 1e-9
FINEST_PRICE = 10**9
INTEGER = highspy.HighsVarType.kInteger
CONTINUOUS = highspy.HighsVarType.kContinuous


def solve(demand: Demand, *, most_nodes: int | None = None) -> Allotment:
    """Choose the needs that limits allow to meet, as many as possible.

    Several integer programmes follow each other: the most needs; of those choices the fewest recognitions; of those
    the least sum of the needs' places; and, where limits hold in single years, the earliest years. The gap asked is
    zero. One thread and a fixed seed make the answer the same each time.

    That no other choice meets more is shown by an upper bound in exact arithmetic where the dual prices of the
    linear relaxation give one (`Proof.BOUND`), else by the solver's own search (`Proof.SOLVER`).

    Args:
        demand: the needs, the years and the limits.
        most_nodes: stop each search after so many nodes; what is found then may be unproven (`Proof.NONE`).

    Raises:
        InvalidTypeError: if the demand is none, or `most_nodes` no whole number.
        InvalidValueError: if `most_nodes` is negative.
        UnsolvedPlanError: if HiGHS finds nothing, or its answer breaks a limit once it is rounded to whole numbers.
    """
    expect(Demand, demand, "a demand")
    if most_nodes is not None:
        check_count("most_nodes", most_nodes)
    model = _Model(demand, most_nodes)
    prices = model.prices()
    found = model.maximise(dict.fromkeys(model.needs, 1))
    is_complete = model.is_complete
    most = sum(found[column] for column in model.needs)
    sizes = dict(zip(model.needs, demand.counts, strict=True))
    found = model.minimise(sizes, keeping=dict.fromkeys(model.needs, 1), at_least=most)
    fewest = sum(size * found[column] for column, size in sizes.items())
    model.add_row(sizes, upper=fewest)
    found = model.minimise({column: place for place, column in enumerate(model.needs)})
    model.fix(found)
    late = {column: demand.years.index(year) for (_, year), column in model.dated.items()}
    if any(late.values()):
        found = model.minimise(late)
    chosen = tuple(need for need, column in enumerate(model.needs) if found[column])
    yearly = tuple((need, year, found[column]) for (need, year), column in model.dated.items() if found[column])
    proof = Proof.SOLVER if is_complete else Proof.NONE
    if len(chosen) == most_possible(demand, prices):
        proof = Proof.BOUND
    return checked(demand, Allotment(chosen, yearly, proof=proof))


class _Model:
    """The demand as a linear model: a column for each need, and for each year of a need that a year limits."""

    def __init__(self, demand: Demand, most_nodes: int | None) -> None:
        self.demand = demand
        self.limits = demand.binding()
        self.needs = range(len(demand.counts))
        in_years = sorted({need for limit in self.limits if limit.year is not None for need in limit.wanted})
        columns = [(need, year) for need in in_years for year in demand.years]
        self.dated = {key: len(self.needs) + number for number, key in enumerate(columns)}
        self.most = [1] * len(self.needs) + [demand.counts[need] for need, _ in columns]
        self.is_complete = True
        self.highs = highspy.Highs()  # type: ignore[no-untyped-call]  # Its stub leaves the constructor untyped.
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.0),
            ("mip_feasibility_tolerance", TOLERANCE),
            ("primal_feasibility_tolerance", TOLERANCE),
        ):
            self.highs.setOptionValue(option, value)
        if most_nodes is not None:
            self.highs.setOptionValue("mip_max_nodes", most_nodes)
        size = len(self.most)
        self.highs.addVars(size, np.zeros(size), np.array(self.most, dtype=np.float64))
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
        kept = {column: factor for column, factor in sorted(row.items()) if factor}
        columns = np.array(list(kept), dtype=np.int32)
        self.highs.addRow(lower, upper, len(kept), columns, np.array(list(kept.values()), dtype=np.float64))

    def prices(self) -> list[Fraction]:
        """What one more recognition under each limit is worth where needs can be met in part."""
        self._aim(dict.fromkeys(self.needs, 1), highspy.ObjSense.kMaximize)
        self.highs.run()
        duals = self.highs.getSolution().row_dual
        # A dual price has one sign only; its size, cut to a fraction, is a price that the exact bound can use.
        found = {
            limit: Fraction(abs(dual)).limit_denominator(FINEST_PRICE)
            for limit, dual in zip(self.limits, duals, strict=False)
        }
        self._integers()
        return [found.get(limit, Fraction(0)) for limit in self.demand.limits]

    def maximise(self, objective: Mapping[int, int]) -> list[int]:
        self._aim(objective, highspy.ObjSense.kMaximize)
        return self._run()

    def minimise(
        self, objective: Mapping[int, int], *, keeping: Mapping[int, int] | None = None, at_least: int = 0
    ) -> list[int]:
        if keeping:
            self.add_row(keeping, lower=at_least, upper=at_least)
        self._aim(objective, highspy.ObjSense.kMinimize)
        return self._run()

    def fix(self, found: Sequence[int]) -> None:
        """Keep the choice of needs, so that only their years can move."""
        for need in self.needs:
            self.highs.changeColBounds(need, found[need], found[need])

    def _aim(self, objective: Mapping[int, int], sense: highspy.ObjSense) -> None:
        costs = np.zeros(len(self.most))
        for column, cost in objective.items():
            costs[column] = cost
        self.highs.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
        self.highs.changeObjectiveSense(sense)

    def _integers(self) -> None:
        for column in range(len(self.most)):
            self.highs.changeColIntegrality(column, INTEGER)

    def _run(self) -> list[int]:
        self.highs.run()
        status = self.highs.getModelStatus()
        self.is_complete = status == highspy.HighsModelStatus.kOptimal
        if self.highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            raise UnsolvedPlanError(f"HiGHS found no plan ({self.highs.modelStatusToString(status)})")
        return [round(value) for value in self.highs.getSolution().col_value]
