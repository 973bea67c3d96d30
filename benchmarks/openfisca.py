"""Time `xhht.ext.frames.assess` beside an OpenFisca model of the same four targets, side by side in one run.

    python benchmarks/openfisca.py                # a million localities
    python benchmarks/openfisca.py 10000 1000000  # the sizes that you name

The model asks what four share targets of 154/CTPH-LN ask of each locality, with the shares as parameters by tier. It is
fed in both ways that OpenFisca knows: from arrays, its quickest, and from a situation as its web API takes one (up to
five thousand localities: its time grows faster than their number). The table of `assess` is wide: a row for each
locality. Both have their input in memory. What the library gives beside the outcome (shortfall, gap, threshold,
checks of every row) OpenFisca does not give.

OpenFisca counts in floating point. How many of its answers differ is printed, and no bound is put on the times.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from xhht.ext import frames
from xhht.programmes import ctph_154

Inputs: TypeAlias = dict[str, Any]

PROGRAMME = ctph_154.PROGRAMME
DAY, YEAR = date(2020, 12, 31), "2020"
INDICATORS = ("clans_recognised", "communities_recognised", "units_recognised", "members")
RULES = {rule.indicator: rule for rule in PROGRAMME.targets if rule.indicator in INDICATORS}
MOST_SITUATIONS = 5_000


class TierOfArea(Enum):
    """The three tiers of the programme."""

    general = "general"
    developed = "developed"
    disadvantaged = "disadvantaged"


def system() -> Any:  # noqa: ANN401  # OpenFisca has no types.
    """The model: five inputs and an answer for each target, thresholds as parameters by tier."""
    locality = build_entity(key="locality", plural="localities", label="a locality", is_person=True)
    model = TaxBenefitSystem([locality])
    model.add_variable(variable("tier", locality, Enum, possible_values=TierOfArea, default_value=TierOfArea.general))
    for name in INDICATORS:
        model.add_variable(variable(f"{name}_counted", locality, int))
        model.add_variable(variable(f"{name}_of_all", locality, int))
        model.add_variable(variable(f"{name}_met", locality, bool, formula=formula_of(name)))
    shares = {
        name: {tier.name: {"values": {"2016-01-01": float(level_of(name, tier.name))}} for tier in TierOfArea}
        for name in INDICATORS
    }
    model.parameters = ParameterNode("", data={"shares": shares})
    return model


def level_of(indicator: str, tier: str) -> Any:  # noqa: ANN401  # A Fraction; the rules are all of levels.
    """The share that the programme asks of a tier."""
    return RULES[indicator].asked_of(tier)


def variable(name: str, entity: object, kind: type, **more: object) -> type:
    """A yearly variable of localities."""
    return type(name, (Variable,), {"entity": entity, "value_type": kind, "definition_period": DateUnit.YEAR, **more})


def formula_of(name: str) -> Callable[..., Any]:
    """Whether the share is more, or at least, what is asked of the locality's tier."""
    is_strict = RULES[name].comparison.value == "more_than"

    def formula(locality: Any, period: Any, parameters: Any) -> Any:  # noqa: ANN401  # As above.
        asked = getattr(parameters(period).shares, name)[locality("tier", period)]
        share = locality(f"{name}_counted", period) / locality(f"{name}_of_all", period)
        return share > asked if is_strict else share >= asked

    return formula


def figures(count: int) -> Inputs:
    """Made-up counts of localities, many of them right at a threshold."""
    drawn = np.random.default_rng(154)
    found: Inputs = {"tier": drawn.integers(0, 3, count)}
    for name in INDICATORS:
        of_all = drawn.integers(1, 40, count) * 10
        found[f"{name}_of_all"] = of_all
        found[f"{name}_counted"] = of_all * drawn.integers(0, 21, count) // 20
    return found


def by_arrays(model: Any, given: Inputs) -> list[Any]:  # noqa: ANN401  # As above.
    """OpenFisca from arrays."""
    count = len(given["tier"])
    simulation = SimulationBuilder().build_default_simulation(model, count=count)
    for name, values in given.items():
        simulation.set_input(name, YEAR, values.astype(np.int16) if name == "tier" else values)
    return [simulation.calculate(f"{name}_met", YEAR) for name in INDICATORS]


def situation_of(given: Inputs) -> dict[str, Any]:
    """The same figures as a situation, as the web API takes it."""
    tiers = [tier.name for tier in TierOfArea]
    columns = {name: values.tolist() for name, values in given.items()}
    columns["tier"] = [tiers[place] for place in columns["tier"]]
    return {
        "localities": {
            f"l{place}": {name: {YEAR: values[place]} for name, values in columns.items()}
            for place in range(len(given["tier"]))
        }
    }


def by_situation(model: Any, situation: dict[str, Any]) -> list[Any]:  # noqa: ANN401  # As above.
    """OpenFisca from a situation."""
    simulation = SimulationBuilder().build_from_entities(model, situation)
    return [simulation.calculate(f"{name}_met", YEAR) for name in INDICATORS]


def table_of(given: Inputs) -> pl.DataFrame:
    """The same figures as a wide table."""
    tiers = np.array([tier.name for tier in TierOfArea])
    count = len(given["tier"])
    return pl.DataFrame(
        {"region": [f"l{place}" for place in range(count)], "level": ["commune"] * count, "tier": tiers[given["tier"]]}
        | {name: values.astype(np.int64) for name, values in given.items() if name != "tier"}
    )


def by_frames(table: pl.DataFrame) -> pl.DataFrame:
    """The library."""
    pairs = {name: (f"{name}_counted", f"{name}_of_all") for name in INDICATORS}
    return frames.assess(PROGRAMME, table, as_of=DAY, indicators=pairs)


def seconds(work: Callable[[], object]) -> float:
    """How long a run takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def differing(table: pl.DataFrame, answers: list[Any]) -> int:
    """How many outcomes the two give otherwise."""
    told = pl.concat(
        pl.DataFrame({"region": table["region"], "target": name, "theirs": answer})
        for name, answer in zip(INDICATORS, answers, strict=True)
    )
    both = by_frames(table).join(told, on=["region", "target"], how="inner", validate="1:1")
    if len(both) != len(told):
        raise SystemExit("the two do not answer the same questions")
    return int(((both["outcome"] == "met") != both["theirs"]).sum())


def measure(model: Any, given: Inputs, size: int) -> None:  # noqa: ANN401  # As above.
    """Print what one size costs."""
    table = table_of(given)
    ours = arrays = float("inf")
    for _ in range(3):
        ours = min(ours, seconds(lambda: by_frames(table)))
        arrays = min(arrays, seconds(lambda: by_arrays(model, given)))
    part = min(size, MOST_SITUATIONS)
    few = {name: values[:part] for name, values in given.items()}
    situation, short = situation_of(few), table_of(few)
    theirs, again = seconds(lambda: by_situation(model, situation)), seconds(lambda: by_frames(short))
    print(f"{size:,} localities × {len(INDICATORS)} targets: assess {ours:.2f} s")
    print(f"  OpenFisca from arrays: {arrays:.2f} s, {arrays / ours:.2f} × the time of assess")
    print(f"  OpenFisca from a situation of {part:,}: {theirs:.2f} s, {theirs / again:.1f} × the time of assess")
    count = differing(table, by_arrays(model, given))
    print(f"  {count:,} of {size * len(INDICATORS):,} answers differ (OpenFisca counts in floating point)")


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000_000])
    parser.add_argument("--quick", action="store_true", help="a thousand localities")
    options = parser.parse_args()
    model = system()
    for size in [1_000] if options.quick else options.sizes:
        measure(model, figures(size), size)


if __name__ == "__main__":
    main()
