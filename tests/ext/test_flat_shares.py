from fractions import Fraction

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given

from xhht import Base, BoundedShare, PrintedShare, Share
from xhht.errors import ContradictionError
from xhht.ext import strategies
from xhht.ext.flat_shares import COLUMNS, PARTS, Kind, contradictions, flat, kinds, missing, share_of


@given(share=strategies.any_shares())
def test_a_share_of_any_kind_comes_back_from_its_cells_and_all_of_them_follow_from_it(share):
    cells = flat(share)
    told = kinds(cells)
    assert missing(told, cells) == ()
    assert share_of(told, cells) == share
    assert list(contradictions(told, cells, share)) == []


@given(share=strategies.any_shares())
def test_the_parts_of_its_kind_and_its_base_are_enough(share):
    cells = flat(share)
    enough = {name: cells[name] for name in ("kind", "base", *PARTS[Kind(cells["kind"])])}
    assert share_of(kinds(enough), enough) == share


def test_nothing_is_a_row_of_empty_cells_that_tells_no_kind():
    assert flat(None) == dict.fromkeys(COLUMNS)
    assert kinds(flat(None)) == ()


def test_counts_and_a_print_tell_two_kinds_and_are_joined():
    cells = {"numerator": 230, "denominator": 454, "printed": "50,6%"}
    assert kinds(cells) == (Kind.COUNTED, Kind.PRINTED)
    assert share_of(kinds(cells), cells, base=Base.ALL) == Share(230, 454)
    assert kinds(cells | {"denominator": None}) == (Kind.PRINTED,)
    assert kinds(cells | {"kind": "printed"}) == (Kind.PRINTED,)


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        ({"numerator": 1}, ("denominator",)),
        ({"kind": "printed"}, ("printed",)),
        ({"share_lower": Fraction(1, 2)}, ("share_upper",)),
        ({"least": 1, "most": 2}, ("share_lower", "share_upper")),
        ({"least": 1, "most": 2, "denominator": 3}, ()),
    ],
)
def test_what_a_share_still_needs_is_named(cells, names):
    assert missing(kinds(cells), cells) == names


def test_a_cell_that_does_not_follow_from_the_others_is_told_with_what_does():
    share = BoundedShare.from_counts(1, 2, 4)
    cells = flat(share) | {"share_upper": Fraction(3, 4), "numerator": 2}
    told = list(contradictions(kinds(cells), cells, share_of(kinds(cells), cells)))
    assert told == [("numerator", 2, None), ("share_upper", Fraction(3, 4), Fraction(1, 2))]


def test_a_base_that_no_cell_says_is_that_of_the_table():
    print_alone = {"printed": "50%"}
    assert share_of((Kind.PRINTED,), print_alone) == PrintedShare.from_text("50%")
    assert share_of((Kind.PRINTED,), print_alone, base=Base.REGISTERED).base is Base.REGISTERED
    assert share_of((Kind.PRINTED,), print_alone | {"base": Base.ALL}, base=Base.REGISTERED).base is Base.ALL


def test_cells_of_a_print_whose_bounds_it_cannot_mean_are_refused():
    cells = flat(PrintedShare.from_text("5%")) | {"share_lower": Fraction(9, 10), "share_upper": Fraction(1)}
    with pytest.raises(ContradictionError, match="'5%' does not mean the bounds beside it"):
        share_of((Kind.PRINTED,), cells)
