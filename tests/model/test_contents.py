from unicodedata import normalize

import pytest

from xhht import Beneficiary, Campaign, Content, Source, Statement, StatementKind, Text
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


@pytest.mark.parametrize(("wrong", "error"), [("281/QĐ-TTg", InvalidTypeError), ((281,), InvalidTypeError)])
def test_documents_are_several_numbers(wrong, error):
    with pytest.raises(error):
        Content("publicity", WORDS, text=WORDS, documents=wrong, source=SOURCE)


def test_a_campaign_may_belong_to_a_body():
    assert Campaign("new_rural", WORDS, party="front", source=SOURCE).party == "front"
    assert Campaign("new_rural", WORDS, source=SOURCE).party is None
    with pytest.raises(InvalidValueError, match="is no id"):
        Campaign("new_rural", WORDS, party="", source=SOURCE)


def test_the_people_whom_a_text_names_have_a_name():
    assert Beneficiary("workers", WORDS).name is WORDS
    with pytest.raises(InvalidTypeError, match=r"Beneficiary\.name is a Text"):
        Beneficiary("workers", "workers")
