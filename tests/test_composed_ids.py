"""An id is found however its letters were typed: in composed form, as it is stored, or taken apart."""

from datetime import date
from unicodedata import normalize

import attrs
import pytest

from xhht import Observation, Outcome, Region, Regions, Share, assess, roll_up
from xhht.programmes import ctph_154
from xhht.recognition import Recognition, tally

DAY = date(2020, 12, 31)
REGIONS = Regions(
    [
        Region("yên-bái", "Tỉnh Yên Bái", level="province"),
        Region("trấn-yên", "Huyện Trấn Yên", level="district", parent="yên-bái", traits=[]),
        Region("văn-chấn", "Huyện Văn Chấn", level="district", parent="yên-bái"),
    ]
)
SEEN = [Observation("clans_recognised", "trấn-yên", DAY, Share(45, 100))]


def apart(text):
    taken = normalize("NFD", text)
    assert taken != text
    return taken


def test_a_region_is_found():
    assert REGIONS.get(apart("trấn-yên"), DAY).name == "Huyện Trấn Yên"
    assert apart("trấn-yên") in REGIONS
    assert len(REGIONS.children_of(apart("yên-bái"), DAY)) == 2


def test_a_verdict_is_found():
    anywhere = attrs.evolve(ctph_154.PROGRAMME, territory=None)
    report = assess(anywhere, SEEN, regions=REGIONS, as_of=DAY)
    assert report["clans_recognised", apart("trấn-yên")].outcome is Outcome.MET
    assert len(report.where(region=apart("trấn-yên"))) == len(ctph_154.PROGRAMME.targets)


def test_a_denominator_is_found():
    sizes = {apart("văn-chấn"): 20}
    total = roll_up(
        ctph_154.PROGRAMME,
        "clans_recognised",
        SEEN,
        regions=REGIONS,
        into=apart("yên-bái"),
        as_of=DAY,
        denominators=sizes,
    )
    assert total.actual.denominator == 120


def test_a_denominator_of_a_tally_is_found():
    decided = [Recognition("clan", "do", "văn-chấn", decided_on=DAY, decided_by="UBND")]
    sizes = {apart("văn-chấn"): 20}
    (seen,) = tally(ctph_154.PROGRAMME, decided, "clan", as_of=DAY, regions=REGIONS, denominators=sizes)
    assert (seen.region, seen.actual) == ("văn-chấn", Share(1, 20))


@pytest.mark.parametrize("wrong", [None, [], 5, b"a"])
def test_what_is_no_text_is_in_no_tree(wrong):
    assert wrong not in REGIONS
