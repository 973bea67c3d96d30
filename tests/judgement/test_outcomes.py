import pytest

from xhht import Outcome, Reason


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_words_in_both_languages(outcome):
    assert outcome.text("en") == outcome.value.replace("_", " ")
    assert outcome.text("vi") != outcome.text("en")


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_a_sentence_in_both_languages(reason):
    assert reason.text("en").endswith(".")
    assert reason.text("vi").endswith(".")
    assert reason.text("vi") != reason.text("en")


def test_vietnamese_words_differ_from_each_other():
    assert len({outcome.text("vi") for outcome in Outcome}) == len(Outcome)
    assert len({reason.text("vi") for reason in Reason}) == len(Reason)
