"""What can be given by place: only what says which thing it is. Everything else is named where it is given."""

from inspect import Parameter, isclass, signature

import pytest
from public_names import PUBLIC

import xhht
from xhht.values import Value

BY_PLACE = {
    "Assessment": ["programme", "as_of", "verdicts"],
    "BoundedShare": ["bounds"],
    "BoundedShare.from_counts": ["least", "most", "denominator"],
    "Bounds": ["lower", "upper"],
    "CountRange": ["least", "most"],
    "GrowthTarget": ["id"],
    "GrowthTarget.threshold": ["self", "baseline", "years", "rise", "reading"],
    "Indicator": ["id", "name"],
    "LevelTarget": ["id"],
    "LevelTarget.asked_of": ["self", "tier"],
    "LevelTarget.with_share": ["self", "share"],
    "Region": ["id", "name"],
    "Requirement": ["bounds", "comparison"],
    "Territory": ["id", "name"],
    "PrintedShare": ["text", "bounds"],
    "PrintedShare.from_text": ["text"],
    "Share": ["numerator", "denominator"],
    "Share.printed": ["self", "places"],
    "Place": ["verdict", "best", "worst"],
    "RollUps": ["as_of", "totals", "reported"],
    "Tier": ["id", "name"],
    "TierShare": ["tier", "share"],
    "Verdict": [],
    "Assessment.where": ["self"],
    "assess": ["programme", "observations"],
    "assess_days": ["programme", "observations"],
    "evaluate": ["target", "actual"],
    "roll_up": ["programme", "indicator", "observations"],
    "roll_ups": ["programme", "observations"],
    "roll_up_parties": ["programme", "indicator", "observations"],
    "through_mergers": ["observations"],
    "reconcile": ["counted", "printed"],
}


def public(name):
    found = xhht
    for part in name.split("."):
        found = getattr(found, part)
    return found


@pytest.mark.parametrize("name", BY_PLACE)
def test_only_what_says_which_thing_it_is_goes_by_place(name):
    parameters = signature(public(name)).parameters.values()
    assert [p.name for p in parameters if p.kind is Parameter.POSITIONAL_OR_KEYWORD] == BY_PLACE[name]
    assert {p.kind for p in parameters} <= {Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY}


VALUES = [kind for kind in PUBLIC.values() if isclass(kind) and issubclass(kind, Value)]


@pytest.mark.parametrize("kind", VALUES)
def test_a_value_shows_what_was_given_and_no_more(kind):
    assert kind.__repr__ is Value.__repr__
