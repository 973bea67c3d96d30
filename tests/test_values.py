"""What all values have in common, told by parts of the model that share one comparison."""

import pickle
from copy import copy, deepcopy

from xhht import Programme, Recipient, Signature, Source, Text
from xhht.programmes import ctph_154

SOURCE = Source("154/CTPH-LN", "IV.7")
WORDS = Text("chữ", "words")


def test_values_are_equal_where_all_that_counts_is():
    elsewhere = Source("154/CTPH-LN", "IV.7", place_name=WORDS)
    assert elsewhere == SOURCE
    assert hash(SOURCE) == hash(elsewhere)
    assert Source("154/CTPH-LN", "IV.8") != SOURCE


def test_values_of_two_kinds_are_never_equal():
    assert Signature("a", "A", WORDS, source=SOURCE) != Recipient(WORDS, source=SOURCE)
    assert SOURCE != ("154/CTPH-LN", "IV.7")


def test_a_copy_is_equal_and_has_the_same_hash():
    programme = ctph_154.PROGRAMME
    for again in (copy(programme), deepcopy(programme), pickle.loads(pickle.dumps(programme))):  # Our own bytes.
        assert isinstance(again, Programme)
        assert again == programme
        assert hash(again) == hash(programme)
