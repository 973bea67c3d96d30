import pytest

from xhht import FocalPoint, Party, Recipient, Signature, Source, Text
from xhht.errors import InvalidTypeError, InvalidValueError

WORDS = Text("Hội Khuyến học", "Association")
SOURCE = Source("1/VB", "I")


def test_a_party_has_its_names_and_the_people_it_speaks_for():
    party = Party("association", WORDS, short_name=Text("HKH", "AfP"), members=WORDS, source=SOURCE)
    assert (party.id, party.short_name.vi) == ("association", "HKH")


@pytest.mark.parametrize("field", ["short_name", "members"])
def test_the_words_of_a_party_are_in_both_languages(field):
    words = {"short_name": WORDS, "members": WORDS, field: "HKH"}
    with pytest.raises(InvalidTypeError, match=rf"Party\.{field} is a Text, got str 'HKH'"):
        Party("association", WORDS, **words, source=SOURCE)


def test_a_focal_point_belongs_to_a_party_by_id():
    assert FocalPoint("association", WORDS, source=SOURCE).party == "association"
    with pytest.raises(InvalidValueError, match="is no id"):
        FocalPoint("the association", WORDS, source=SOURCE)


def test_a_signature_names_who_signed_and_in_which_position():
    signature = Signature("association", "Nguyễn Văn A", Text("Chủ tịch", "Chair"), source=SOURCE)
    assert (signature.name, signature.position.en) == ("Nguyễn Văn A", "Chair")
    with pytest.raises(InvalidTypeError, match="expected text"):
        Signature("association", None, WORDS, source=SOURCE)


def test_everything_about_a_party_cites_its_clause():
    with pytest.raises(InvalidTypeError, match=r"Recipient\.source is a Source, got str 'I'"):
        Recipient(WORDS, source="I")
