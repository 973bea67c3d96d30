from unicodedata import normalize

import pytest

from xhht import Assignment, Beneficiary, Campaign, CampaignKind, Content, Source, Statement, StatementKind, Text
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownChoiceError

WORDS = Text("Tuyên truyền", "Publicity")
SOURCE = Source("1/VB", "II.1")


def test_a_statement_is_of_a_kind():
    assert Statement("goal", WORDS, kind="goal", source=SOURCE).kind is StatementKind.GOAL
    with pytest.raises(UnknownChoiceError, match="unknown statement kind 'aim'"):
        Statement("goal", WORDS, kind="aim", source=SOURCE)


def test_a_content_names_the_documents_that_the_text_names():
    content = Content("publicity", WORDS, text=WORDS, documents=["281/QĐ-TTg"], source=SOURCE)
    assert content.documents == ("281/QĐ-TTg",)
    assert Content("publicity", WORDS, text=WORDS, source=SOURCE).documents == ()


def test_the_documents_of_a_content_are_kept_composed():
    content = Content("publicity", WORDS, text=WORDS, documents=(normalize("NFD", "1/ộ"),), source=SOURCE)
    assert content.documents == ("1/ộ",)


def test_a_content_names_titles_and_binds_bodies():
    bound = (Assignment("front", "own"), Assignment("women", "joint"))
    content = Content("publicity", WORDS, text=WORDS, assignments=bound, titles=["clan"], source=SOURCE)
    assert (content.parties, content.led_by, content.titles) == (("front", "women"), ("front",), ("clan",))
    assert Content("publicity", WORDS, text=WORDS, source=SOURCE).parties == ()
    with pytest.raises(InvalidValueError, match="content 'publicity' names a party twice; give each one role"):
        Content("publicity", WORDS, text=WORDS, assignments=bound[:1] * 2, source=SOURCE)


@pytest.mark.parametrize("kind", CampaignKind)
def test_a_movement_is_called_what_its_text_calls_it(kind):
    assert Campaign("new_rural", WORDS, kind=kind.value, source=SOURCE).kind is kind
    assert kind.text("vi") != kind.text("en")


@pytest.mark.parametrize(("wrong", "error"), [("281/QĐ-TTg", InvalidTypeError), ((281,), InvalidTypeError)])
def test_documents_are_several_numbers(wrong, error):
    with pytest.raises(error):
        Content("publicity", WORDS, text=WORDS, documents=wrong, source=SOURCE)


def test_a_campaign_may_belong_to_a_body():
    assert Campaign("new_rural", WORDS, kind="campaign", party="front", source=SOURCE).party == "front"
    assert Campaign("new_rural", WORDS, kind="campaign", source=SOURCE).party is None
    with pytest.raises(InvalidValueError, match="is no id"):
        Campaign("new_rural", WORDS, kind="campaign", party="", source=SOURCE)


def test_the_people_whom_a_text_names_have_a_name():
    assert Beneficiary("workers", WORDS, source=SOURCE).name is WORDS
    with pytest.raises(InvalidTypeError, match=r"Beneficiary\.name is a Text"):
        Beneficiary("workers", "workers", source=SOURCE)
