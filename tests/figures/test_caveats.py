import pytest

from xhht import Caveat
from xhht.errors import UnknownIdError


@pytest.mark.parametrize("caveat", Caveat)
def test_every_caveat_is_a_sentence_in_both_languages(caveat):
    english, vietnamese = caveat.text("en"), caveat.text("vi")
    assert english.endswith(".")
    assert vietnamese.endswith(".")
    assert english != vietnamese


def test_a_caveat_in_another_language_is_refused():
    with pytest.raises(UnknownIdError, match="language"):
        Caveat.CAPPED_AT_ALL.text("fr")
