import pytest

from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.planning import evenly_first, evenly_last
from xhht.planning.divisions import divided


@pytest.mark.parametrize(
    ("count", "years", "first"), [(10, 4, (3, 3, 2, 2)), (2, 3, (1, 1, 0)), (8, 4, (2, 2, 2, 2)), (0, 2, (0, 0))]
)
def test_a_count_is_divided_evenly_with_its_remainder_first_or_last(count, years, first):
    assert evenly_first(count, years) == first
    assert evenly_last(count, years) == first[::-1]


@pytest.mark.parametrize("count", range(12))
def test_with_the_remainder_first_no_year_ends_below_the_straight_path(count):
    parts = evenly_first(count, 5)
    assert all(sum(parts[: year + 1]) * 5 >= count * (year + 1) for year in range(5))


def test_any_division_that_adds_up_will_do():
    assert divided(7, 3, lambda count, years: [0] * (years - 1) + [count]) == (0, 0, 7)


@pytest.mark.parametrize(
    ("parts", "error", "match"),
    [
        ((3, 4), InvalidValueError, "a division of 7 over 3 years gives 3 counts that add up"),
        ((3, 3, 3), InvalidValueError, "that add up"),
        ((9, -1, -1), InvalidValueError, "none negative"),
        ((7 / 2, 7 / 2, 0), InvalidTypeError, "a division gives whole numbers"),
        ((True, 6, 0), InvalidTypeError, "a division gives whole numbers"),
        ("700", InvalidTypeError, "expected several values"),
    ],
)
def test_a_division_that_does_not_add_up_is_refused(parts, error, match):
    with pytest.raises(error, match=match):
        divided(7, 3, lambda *_: parts)
