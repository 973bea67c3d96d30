"""The coordination programme of Hưng Yên as data: what the report of 9 October 2019 says, and no more."""

from datetime import date
from fractions import Fraction

import pytest

from xhht import Role
from xhht.coordination import gaps, matrix
from xhht.programmes.ctph_hung_yen import PROGRAMME


@pytest.mark.parametrize(
    ("target", "percent"),
    [
        ("families_recognised", 75),
        ("clans_recognised", 52),
        ("communities_recognised", 65),
        ("units_recognised", 60),
        ("enterprises_recognised", 30),
    ],
)
def test_the_province_aims_at_five_shares_by_2020(target, percent):
    rule = PROGRAMME.target(target)
    assert (rule.due_on, rule.asked_of(None)) == (date(2020, 12, 31), Fraction(percent, 100))
    assert len(PROGRAMME.targets) == 5


def test_seven_bodies_signed_and_all_work_together():
    assert len(PROGRAMME.parties) == 7
    table = matrix(PROGRAMME)
    assert {table[task.id, party.id] for task in PROGRAMME.responsibilities for party in PROGRAMME.parties} == {
        Role.JOINT
    }


def test_what_the_report_does_not_say_is_not_there():
    assert (PROGRAMME.duties, PROGRAMME.signatures, PROGRAMME.focal_points, PROGRAMME.tiers) == ((), (), (), ())
    assert {gap.kind for gap in gaps(PROGRAMME)} >= {"party"}  # Who leads what is not said.
    assert "chưa rõ số hiệu" in PROGRAMME.clause("heading").gist.vi


def test_every_place_is_cited():
    cited = {source.number for _, source in PROGRAMME.citations()}
    assert cited == {clause.source.number for clause in PROGRAMME.clauses}
