"""Totals: the sum of each region that has parts, as a report of the whole region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import lcm

import attrs
import narwhals as nw

from xhht.checks import only
from xhht.ext.frames.register.prints import within_sizes, without_open_ends
from xhht.ext.frames.register.sizes import LOST, unplaced
from xhht.ext.frames.register.sizes import PROBLEMS as SIZE_PROBLEMS
from xhht.ext.frames.register.summaries import CELL, FIGURES, latest_of, reported
from xhht.ext.frames.register.sums import BAD_REGION, BAD_REPORT, BAD_SIZE, ODD_SIZE, TOO_LARGE, Sums
from xhht.ext.frames.register.trees import Tree, placed
from xhht.ext.frames.tables.expressions import Case, cases, col, inner, noon
from xhht.ext.frames.tables.layout import Layout
from xhht.ext.frames.tables.marks import BASES, GREATEST_COUNT
from xhht.ext.frames.tables.opening import Opened, kind_of_day
from xhht.ext.frames.tables.plans import Plan, beside, every, listed, maskable, put
from xhht.ext.frames.verdicts.rules import GREATEST, RuleTable, Target, asked_of, tier_numbers
from xhht.ext.frames.verdicts.tiers import set_of
from xhht.figures.bounds import Base
from xhht.values import Value

INVALID = "invalid"
WORDS = {
    BAD_REPORT: "reports that cannot stand",
    BAD_SIZE: "a denominator below what is counted",
    BAD_REGION: "regions that are no tree",
    TOO_LARGE: "counts beyond 2 to the power of 50",
    ODD_SIZE: "a denominator that is impossible, or two that contradict each other",
    **SIZE_PROBLEMS,
}
SHOWN = ("region", "parent", "indicator", "day", "place", "broken", "bits", "is_asked", "r_bits")
MIXED = "reports of the registered and of all are never added"


@attrs.frozen(repr=False)
class Whole(Value):
    """What is added up, apart from the tables."""

    rules: RuleTable
    indicators: tuple[str, ...]
    days: tuple[date, ...]
    since: tuple[date, ...]
    levels: int
    has_leaves: bool = False
    has_all: bool = False
    is_last_reported: bool = False

    @property
    def asked(self) -> dict[int, tuple[int, int]]:
        """The least and the most that is asked of each indicator and set of tiers, over one denominator (`scales`)."""
        found, scales = {}, self.scales
        for place, rule in self.targets.items():
            for number, tiers in enumerate(self.rules.sets):
                least, most, denominator = asked_of(rule, tiers)
                scale = scales[place] // denominator
                found[place * len(self.rules.sets) + number] = least * scale, most * scale
        return found

    @property
    def scales(self) -> dict[int, int]:
        """The common denominator of what is asked, for each indicator that has one target."""
        sets = self.rules.sets
        return {place: lcm(*(asked_of(rule, tiers)[-1] for tiers in sets)) for place, rule in self.targets.items()}

    @property
    def targets(self) -> dict[int, Target]:
        """The target of each indicator that has just one."""
        layers = self.rules.layers
        found = (only([layer[name] for layer in layers if name in layer]) for name in self.indicators)
        return {place: rule for place, rule in enumerate(found) if rule is not None}

    def totals(self, reports: Opened, regions: Opened, sizes: Opened | None) -> Plan:
        """One row for each region with parts, indicator and day that anybody reports."""
        tree = Tree(regions, self.levels)
        nodes = placed(tree.paths(self.days), self.levels)
        # From the lives: Polars 1.30 loses columns of a plan that reads the regions once more.
        cells = every(nodes, self._indicators(tree.lives))
        known = self.rules.indicators
        layout = Layout.of(reports, has_extras=False)
        rows = reported(layout, tree.atlas, self.indicators, known)
        seen = latest_of(rows, layout, tree, self.days, self.since, has_sizes=self.is_last_reported)
        if sizes is not None:
            seen = nw.concat([seen, unplaced(sizes, tree, self.indicators, known, self.days, seen)])
        cells = cells.join(seen, left_on=[inner(n) for n in CELL], right_on=[inner(f"r_{n}") for n in CELL], how="full")
        if sizes is not None:
            cells = self._with_sizes(cells, sizes)
        shown = (*SHOWN, *tree.details)
        sums = Sums(self.levels, shown, bool(self.scales), sizes is not None)
        cells = sums.of(self._own(cells, tree, layout, has_sizes=sizes is not None).select(*sums.needed))
        return self._shown(cells, sums, reports, tree)

    def _indicators(self, frame: Plan) -> Plan:
        return listed(
            frame,
            {
                inner("indicator"): [nw.lit(name) for name in self.indicators],
                inner("place"): [nw.lit(place, nw.Int64) for place in range(len(self.indicators))],
            },
        )

    def _with_sizes(self, cells: Plan, sizes: Opened) -> Plan:
        rows = sizes.plan.select(
            sizes.text("region").alias(inner("s_region")),
            sizes.text("indicator").alias(inner("s_indicator")),
            sizes.col("denominator").cast(nw.Int64).fill_null(-1).alias(inner("size")),
            sizes.day("on").alias(inner("s_on")),
        )
        keys = [inner(n) for n in ("s_region", "s_indicator", "s_on")]
        rows = rows.group_by(keys).agg(
            col("size").max().alias(inner("size")), col("size").min().alias(inner("size_min"))
        )
        numbers = [sizes.number(day) if sizes.has("on") else 0 for day in self.days]
        today = cases(*((col("day") == place, number) for place, number in enumerate(numbers)), default=-1)
        cells = cells.with_columns(today.cast(nw.Int64).alias(inner("today")))
        cells = cells.join(
            rows, left_on=[inner(n) for n in ("region", "indicator", "today")], right_on=keys, how="left"
        )
        is_odd = (col("size_min") < 0) | (col("size") != col("size_min")) | (col("size") > GREATEST_COUNT)
        cells = cells.with_columns(cases((is_odd.fill_null(value=False), 1), default=0).alias(inner("odd")))
        has_size = ~col("size").is_null() & (col("odd") == 0)
        cells = cells.with_columns(cases((has_size, 1), default=0).cast(nw.Int64).alias(inner("has_size")))
        size = cases((col("has_size") > 0, col("size")), default=0)
        return cells.with_columns(size.cast(nw.Int64).alias(inner("size"))).drop(inner("size_min"))

    def _own(self, cells: Plan, tree: Tree, layout: Layout, *, has_sizes: bool) -> Plan:
        """Every region with its own report, or what it may be without one; reports of no region stand by themselves."""
        ints = ("r_key", "r_has", "r_bits", *(f"own_{name}" for name in FIGURES), "since", "place", "broken", "bits")
        ints += ("r_size_key", "r_size") if self.is_last_reported else ()
        is_here = ~col("region").is_null()
        is_asked = is_here & ~col("r_region").is_null() & (col("r_bits") < LOST)
        cells = cells.with_columns(
            cases((is_here, col("depth")), default=-1).cast(nw.Int64).alias(inner("depth")),
            cases((is_asked.fill_null(value=False), 1), default=int(self.has_all)).alias(inner("has_report")),
            *(nw.coalesce(col(n), col(f"r_{n}")).alias(inner(n)) for n in CELL),
            *(col(n).fill_null(0).cast(nw.Int64).alias(inner(n)) for n in ints),
            *(col(f"at_{depth}").fill_null("").alias(inner(f"at_{depth}")) for depth in range(self.levels - 1)),
        )
        begins = col("since") * layout.scale
        is_counted = (col("r_has") > 0) & (col("r_key") >= begins) & (col("r_bits") == 0) & (col("depth") >= 0)
        cells = put(cells, {"is_counted": cases((is_counted, 1), default=0)})
        if self.is_last_reported:
            has_size = (col("r_size_key") > 0) & (col("r_size_key") >= begins)
            cells = put(cells, {"has_size": cases((has_size, 1), default=0), "size": col("r_size")})
        knows_sizes = has_sizes or self.is_last_reported
        if layout.has("is_counted"):
            cells = within_sizes(cells, has_sizes=knows_sizes)
        elif layout.is_open:
            cells = without_open_ends(cells)
        is_counted = col("is_counted") > 0
        sized = [(col("has_size") > 0, col("size"))] if knows_sizes else []
        unsized = [(col("has_size") > 0, 0)] if knows_sizes else []
        given = {name: cases((is_counted, col(name)), *sized, default=0) for name in ("own_high", "own_den")}
        given["own_low"] = cases((is_counted, col("own_low")), default=0)
        cells = put(cells, given | {"own_partial": cases((is_counted, 0), *unsized, default=1)})
        base = col("own_base")
        odd: list[Case] = [(col("odd") > 0, ODD_SIZE), (col("r_bits") >= LOST, col("r_bits") - LOST)]
        bad = cases(
            ((col("broken") > 0) | (col("bits") > 0), BAD_REGION),
            *(odd if has_sizes else ()),
            (col("r_bits") > 0, BAD_REPORT),
            default=0,
        )
        cells = cells.with_columns(
            nw.when(is_counted).then(col("r_date")).alias(inner("own_date")),
            bad.cast(nw.Int64).alias(inner("own_bad")),
            cases((base == BASES[Base.REGISTERED], 1), default=0).cast(nw.Int64).alias(inner("own_registered")),
            cases((base == BASES[Base.UNSTATED], 1), default=0).cast(nw.Int64).alias(inner("own_unstated")),
            cases((base == BASES[Base.REGISTERED], 0), default=1).cast(nw.Int64).alias(inner("own_other")),
            (col("day") * len(self.indicators) + col("place")).cast(nw.Int64).alias(inner("cell")),
            (col("place") * len(self.rules.sets) + self._tiers(tree)).cast(nw.Int64).alias(inner("code")),
        )
        ends = [[(col("code") == code, both[end]) for code, both in self.asked.items()] for end in (0, 1)]
        cells = cells.with_columns(
            cases(*shares, default=0).cast(nw.Int64).alias(inner(name))
            for name, shares in zip(("asked", "asked_most"), ends, strict=True)
        )
        return beside(
            put(cells, {"has_report": col("has_report")}), [inner("cell")], {"is_asked": ("has_report", "max")}
        )

    def _tiers(self, tree: Tree) -> nw.Expr:
        """The number of the set of tiers in question: as named, that of the territory, or by traits."""
        rules, found = self.rules, list[Case]()
        if tree.has("tier"):
            found += ((col("tier") == tier, number - 1) for tier, number in tier_numbers(rules).items())
        if rules.territory is not None and rules.programme.default_tier is not None:
            found.append((col("region") == rules.territory.id, rules.default))
        is_told = tree.has("traits") and bool(rules.traits)
        return cases(*found, default=set_of(col("traits"), rules) if is_told else rules.unknown)

    def _shown(self, cells: Plan, sums: Sums, reports: Opened, tree: Tree) -> Plan:
        """The columns that the caller gets, of the regions that have parts and of reports that have no region."""
        is_whole = (col("sum_parts") > 0) & (col("is_asked") > 0)
        is_lost = (col("depth") < 0) & (col("r_bits") > 0)
        is_broken = ((col("broken") > 0) | (col("bits") > 0)) & (col("is_asked") > 0)
        is_broken = is_broken | ((col("depth") >= 0) & (col("own_bad") == ODD_SIZE))
        is_leaf = (col("depth") >= 0) & (col("sum_parts") == 0) & (col("is_counted") > 0)
        cells = cells.filter(
            is_whole | is_lost | is_broken | is_leaf if self.has_leaves else is_whole | is_lost | is_broken
        )
        if self.has_leaves:
            cells = _with_leaves(cells, sums.parts)
        is_mixed = (col("sum_registered") > 0) & (col("sum_other") > 0)
        worst = nw.max_horizontal(
            cases((col("depth") < 0, BAD_REPORT), default=0),
            cases((col("broken") > 0, BAD_REGION), default=0),
            col("own_bad"),
            col("sum_bad"),
        )
        cells = cells.with_columns(worst.cast(nw.Int64).alias(inner("worst")))
        cells = maskable(cells)
        is_good = (col("worst") == 0) & ~is_mixed
        is_exact = is_good & (col("sum_low") == col("sum_high")) & (col("sum_partial") <= 0)
        is_partial, one = col("sum_partial") > 0, nw.lit(1, nw.Int64)
        words = [(col("worst") == mark, said) for mark, said in WORDS.items()]
        kind = kind_of_day(reports.kinds["on"])
        days = [(col("day") == place, nw.lit(noon(day, kind)).cast(kind)) for place, day in enumerate(self.days)]
        base = cases(
            (col("sum_unstated") > 0, str(Base.UNSTATED.value)),
            (col("sum_registered") > 0, str(Base.REGISTERED.value)),
            default=str(Base.ALL.value),
        )
        shown: dict[str, nw.Expr] = {
            "region": nw.when(col("region") != "").then(col("region")),
            "indicator": nw.when(col("indicator") != "").then(col("indicator")),
            "on": nw.coalesce(nw.when(is_good).then(col("sum_date")), cases(*days, default=None)),
            "numerator": nw.when(is_exact).then(col("sum_low")),
            "denominator": nw.when(is_good).then(cases((is_partial, one), default=col("sum_den"))),
            "lower": nw.when(is_good).then(cases((is_partial, one - one), default=col("sum_low"))),
            "upper": nw.when(is_good).then(cases((is_partial, one), default=col("sum_high"))),
            "is_lower_open": is_partial & (col("sum_low") > 0),
            "is_upper_open": is_partial & (col("sum_high") < col("sum_den")),
            "is_counted": ~is_partial,
            "least": nw.when(is_good).then(col("sum_low")),
            "most": nw.when(is_good).then(col("sum_high")),
            "counted": nw.when(is_good).then(col("sum_den")),
            "base": nw.when(is_good).then(base),
            "missing": nw.when(is_good).then(col("sum_missing")),
        }
        shown |= {name: col(name) for name in ("parent", *tree.details)}
        if sums.is_weighed:
            shown |= self._implied(is_good)
        shown[INVALID] = cases(*words, (is_mixed, MIXED), default=None)
        return cells.select(*(value.alias(name) for name, value in shown.items()))

    def _implied(self, is_good: nw.Expr) -> Mapping[str, nw.Expr]:
        """What the tiers of the parts imply for the whole, from the lowest to the highest."""
        scale = cases(*((col("place") == place, scale) for place, scale in self.scales.items()), default=0)
        fits = cases(*((col("place") == p, GREATEST // scale) for p, scale in self.scales.items()), default=0)
        known = col("sum_known")
        size = cases((known > 0, known), default=1)
        is_known = is_good & (scale > 0) & (size <= fits)
        is_known = is_known & ((known > 0) | (col("sum_most_asked") >= 0))
        # What is asked of no part stands beyond all that can be asked, and is never multiplied.
        is_all_known = col("sum_most_asked") < 0
        low, high = (
            cases((is_all_known, 0), default=col(name)) * size for name in ("sum_least_asked", "sum_most_asked")
        )
        least, most = col("sum_weighed"), col("sum_weighed_most")
        lower = cases((is_all_known, least), (known == 0, low), (low < least, low), default=least)
        upper = cases((is_all_known, most), (known == 0, high), (high > most, high), default=most)
        return {
            "implied_numerator": nw.when(is_known).then(lower),
            "implied_upper_numerator": nw.when(is_known).then(upper),
            "implied_denominator": nw.when(is_known).then(scale * size),
        }


def _with_leaves(cells: Plan, names: Sequence[str]) -> Plan:
    """Regions without parts with their own report as their sum."""
    is_leaf = col("sum_parts") == 0
    found = {f"sum_{name}": cases((is_leaf, col(name)), default=col(f"sum_{name}")) for name in names}
    cells = cells.with_columns(nw.when(is_leaf).then(col("date")).otherwise(col("sum_date")).alias(inner("sum_date")))
    return put(cells, found)
