"""Simulations of counted shares: one projection tells what projecting every drawn rise would."""

from datetime import date
from fractions import Fraction
from unittest.mock import patch

import attrs
import pytest

from xhht import Observation, Region, Regions, Share, TierShare
from xhht.programmes import ctph_154
from xhht.scenarios import RandomRise, Rise, Scenario, _tallies, simulate

CLANS = "clans_recognised"
START, END = date(2016, 12, 31), date(2020, 12, 31)
REGIONS = Regions([Region(name, name, level="district", traits=[]) for name in ("a", "b", "c", "d")])
REPORTS = [
    Observation(CLANS, "a", START, Share(30, 100)),
    Observation(CLANS, "b", START, Share(0, 7)),
    Observation(CLANS, "c", START, Share(0, 0)),
    Observation(CLANS, "d", date(2018, 12, 31), Share(3, 7)),
]


def asked(share):
    """The programme with one share asked of every tier."""
    target = ctph_154.PROGRAMME.target(CLANS)
    changed = attrs.evolve(target, shares=[TierShare(None, share)])
    targets = [changed if one is target else one for one in ctph_154.PROGRAMME.targets]
    return attrs.evolve(ctph_154.PROGRAMME, targets=targets)


def counted(programme, rise):
    rises = {CLANS: rise}
    options = {"regions": REGIONS, "until": END, "seed": 3, "runs": 40}
    spread = simulate(programme, REPORTS, Scenario("s"), rises, **options)
    days = [date(year, 12, 31) for year in range(2017, 2021)]
    return {(region, day): spread.counts(CLANS, region, on=day) for region in REGIONS.ids for day in days}


@pytest.mark.parametrize("share", [Fraction(0), Fraction(1, 3), Fraction(2, 5), Fraction(1)], ids=str)
@pytest.mark.parametrize(
    "rise",
    [
        RandomRise.points("-10", "20", steps=10),
        RandomRise([Rise.holders(count) for count in (-2, 0, 1, 3, 20)]),
    ],
    ids=["points", "holders"],
)
def test_one_projection_tells_what_projecting_every_rise_does(share, rise):
    programme = asked(share)
    with patch.object(_tallies, "_is_counted", return_value=False):
        projected = counted(programme, rise)
    assert counted(programme, rise) == projected
