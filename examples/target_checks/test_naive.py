"""The conformance suite and the plugin against `naive.py`: run it, and read what it caught.

Usage: python -m pytest examples/target_checks -c examples/target_checks/pytest.ini
"""

from datetime import date

import naive
import pytest

from xhht import Share, assess
from xhht.ext.conformance import cases, check
from xhht.ext.pytest_plugin import assert_same_verdicts

END = date(2020, 12, 31)
KNOWN_FIELDS = ("outcome",)


@pytest.mark.parametrize("case", cases(), ids=str)
def test_conforms(case):
    check(case, naive.judge, fields=KNOWN_FIELDS)


def judged_naively(programme, regions, shares):
    """The outcome that `naive.py` finds for each level, in each region."""
    found = {}
    for rule in programme.targets:
        share = shares.get(rule.indicator)
        if share is not None:
            reached = share.numerator / share.denominator * 100
            asked = float(rule.level()) * 100
            found.update({(rule.id, region.id): "met" if reached >= asked else "not_met" for region in regions})
    return found


@pytest.mark.clause("II.2.2", "IV.7.targets")
def test_a_district_gets_the_same_verdicts(ctph_154, make_region, make_observation):
    place = make_region("tran-yen", "Huyện Trấn Yên", level="district", tier="developed")
    shares = {"clans_recognised": Share(45, 100), "members": Share(20, 100), "clans_organised": Share(81, 100)}
    seen = [make_observation(indicator, place, share, on=END) for indicator, share in shares.items()]
    report = assess(ctph_154, seen, regions=[place], as_of=END)
    right = [verdict for verdict in report if verdict.target.indicator in shares]
    assert_same_verdicts(right, judged_naively(ctph_154, [place], shares))


@pytest.mark.clause("II.2.3")
def test_units_need_no_tier(ctph_154):
    assert ctph_154.target("units_recognised").level("developed") == ctph_154.target("units_recognised").level()
