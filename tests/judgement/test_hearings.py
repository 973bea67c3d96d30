from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhht import Level, Region, Regions
from xhht.figures.observations import Reports
from xhht.judgement.hearings import Hearing
from xhht.programmes import ctph_154, qd_281

DAY = date(2018, 12, 31)


@st.composite
def trees(draw):
    regions = []
    for place in range(draw(st.integers(1, 8))):
        parent = draw(st.none() | st.sampled_from([region.id for region in regions])) if regions else None
        name = draw(st.sampled_from(["yen-bai", "viet-nam", "x"])) if place == 0 else f"x{place}"
        regions.append(Region(name, "A", level=draw(st.sampled_from(Level)), parent=parent))
    return regions


@pytest.mark.parametrize("programme", [ctph_154.PROGRAMME, qd_281.PROGRAMME], ids=lambda one: one.id)
@given(tree=trees(), data=st.data())
def test_a_hearing_finds_what_lies_in_the_territory_in_whatever_order_it_looks(programme, tree, data):
    regions = Regions(tree)
    hearing = Hearing(programme, Reports({}), regions, {}, as_of=DAY, since=DAY, baseline_on=None, reading=None)
    for region in data.draw(st.permutations(tree)):
        assert hearing.is_inside(region) is programme.territory.has(region, regions, DAY)
