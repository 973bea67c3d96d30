"""What people get wrong on their first day, and that each error says what to do."""

from datetime import UTC, date, datetime
from fractions import Fraction

import attrs
import pytest

from xhht import Observation, PrintedShare, Region, Share, XhhtError, assess, evaluate
from xhht.programmes import ctph_154
from xhht.scenarios import Rise

DAY = date(2020, 12, 31)
PROGRAMME = ctph_154.PROGRAMME
REGION = Region("tran-yen", "Huyện Trấn Yên", level="district")
FIGURE = Observation("clans_recognised", "tran-yen", DAY, Share(45, 100))
TARGET = PROGRAMME.target("clans_recognised")


def observed(indicator="clans_recognised", region="tran-yen", on=DAY, actual=FIGURE.actual):
    return Observation(indicator, region, on, actual)


def assessed(programme=PROGRAMME, observations=(FIGURE,), regions=(REGION,), as_of=DAY):
    return assess(programme, observations, regions=regions, as_of=as_of)


MISTAKES = {
    "a day as text": (lambda: observed(on="2020-12-31"), "write date(2020, 12, 31)"),
    "a day as Vietnam writes it": (lambda: observed(on="5/2/2018"), "write date(2018, 2, 5)"),
    "a day that is none": (lambda: observed(on="31/31/2018"), "write date(2020, 12, 31)"),
    "a year": (lambda: assessed(as_of=2020), "as_of is a datetime.date"),
    "a time": (lambda: observed(on=datetime(2020, 12, 31, tzinfo=UTC)), "take its .date()"),
    "a percentage as text": (lambda: observed(actual="45%"), "PrintedShare.from_text('45%')"),
    "a share as a float": (lambda: evaluate(TARGET, 0.45, as_of=DAY), "Share(45, 100)"),
    "a percentage as a number": (lambda: observed(actual=45), "PrintedShare.from_text('45%')"),
    "no share at all": (lambda: observed(actual=None), "make no observation"),
    "a module for a programme": (lambda: assessed(ctph_154), "give ctph_154.PROGRAMME"),
    "one region for several": (lambda: assessed(regions=REGION), "put one into a list"),
    "one figure for several": (lambda: assessed(observations=FIGURE), "put one into a list"),
    "a region for its id": (lambda: observed(region=REGION), "give its id, 'tran-yen'"),
    "indicator and region exchanged": (
        lambda: assessed(observations=[observed("tran-yen", "clans_recognised")]),
        "exchange",
    ),
    "a percentage without its sign": (lambda: PrintedShare.from_text("60"), "'60%'"),
    "a float for an exact number": (lambda: Rise.points(2.5), "write Fraction('2.5')"),
    "target and region exchanged": (lambda: assessed()["tran-yen", "clans_recognised"], "exchange the two"),
    "a misspelt trait": (
        lambda: assessed(regions=[attrs.evolve(REGION, traits=["special_dificulty"])]),
        "did you mean 'special_difficulty'?",
    ),
    "a mistyped id": (lambda: PROGRAMME.target("clans_recognized"), "did you mean 'clans_recognised'?"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_of_the_first_day_is_told_with_what_to_do(mistake):
    attempt, remedy = MISTAKES[mistake]
    with pytest.raises(XhhtError) as caught:
        attempt()
    assert remedy in str(caught.value)


def test_a_trait_that_is_like_none_of_the_text_stands():
    other = attrs.evolve(REGION, traits=["mountain", "island"])
    assert assessed(regions=[other])["clans_recognised", "tran-yen"].tier == "general"


def test_the_remedy_is_right():
    assert observed(actual=PrintedShare.from_text("45%")).actual.bounds.lower == Fraction(89, 200)
    assert assessed()["clans_recognised", "tran-yen"].actual == Share(45, 100)
