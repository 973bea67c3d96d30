"""The conformance suite and the plugin against `naive.py`: run it, and read what they catch.

Usage: python -m pytest -c examples/target_checks/pytest.ini examples/target_checks
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import naive
import pytest

from xhht import LevelTarget, Programme, Share, assess
from xhht.ext.conformance import Case, cases, check
from xhht.ext.pytest_plugin import MakeObservation, MakeRegion, assert_same_verdicts

END = date(2020, 12, 31)


@pytest.mark.parametrize("case", cases(), ids=str)
def test_conforms(case: Case) -> None:
    """Every case of the suite; only outcomes are compared, since `naive.py` promises no more."""
    check(case, naive.judge, fields=("outcome",))


def level_of(programme: Programme, target: str) -> Fraction:
    """What a target asks for in general, whatever the tier of the region."""
    rule = programme.target(target)
    assert isinstance(rule, LevelTarget)
    return rule.asked_of("general")


@pytest.mark.clause("II.2.2", "IV.7.targets")
def test_a_district_gets_the_same_verdicts(
    ctph_154: Programme, make_region: MakeRegion, make_observation: MakeObservation
) -> None:
    """A district and its province, three targets: the tier is forgotten, and a tie is taken for more."""
    whole = make_region("yen-bai", "Tỉnh Yên Bái", level="province")
    part = make_region("tran-yen", "Huyện Trấn Yên", level="district", traits=["town"], parent="yen-bai")
    shares = {
        ("clans_recognised", part.id): Share(45, 100),
        ("members", whole.id): Share(20, 100),
        ("clans_organised", whole.id): Share(81, 100),
    }
    seen = [make_observation(indicator, place, share, on=END) for (indicator, place), share in shares.items()]
    report = assess(ctph_154, seen, regions=[whole, part], as_of=END)
    assert_same_verdicts(
        {
            key: naive.outcome(100 * share.numerator / share.denominator, float(level_of(ctph_154, key[0])) * 100)
            for key, share in shares.items()
        },
        [report[key] for key in shares],
    )


@pytest.mark.clause("II.2.3")
def test_units_know_no_tiers(ctph_154: Programme) -> None:
    """A test that passes, so that its clause is covered."""
    rule = ctph_154.target("units_recognised")
    assert isinstance(rule, LevelTarget)
    assert [level.tier for level in rule.shares] == [None]
