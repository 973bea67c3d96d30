import pytest

from xhht.neighbours import nearest

MANY = tuple(f"region-{number}-of-the-province" for number in range(5_000))


@pytest.mark.parametrize(
    ("wrong", "known", "meant"),
    [
        ("edu-dept", ("labour", "edu_dept"), "edu_dept"),
        ("x", ("labour", "youth"), None),
        ("", ("labour",), None),
        ("labour", (), None),
        ("", ("",), None),
        ("clans", ("clans_recognised", "clubs"), "clubs"),
        ("aab", ("aabb", "ab"), "aabb"),
    ],
)
def test_the_nearest_of_a_few_shares_most_letters(wrong, known, meant):
    assert nearest(wrong, known) == meant


@pytest.mark.parametrize(
    "wrong",
    [
        "regiom-777-of-the-province",
        "region-777-of-the-provinc",
        "egion-777-of-the-province",
        "region-777-fo-the-province",
    ],
)
def test_a_slip_at_either_end_or_within_is_found_among_thousands(wrong):
    assert nearest(wrong, MANY) == "region-777-of-the-province"


def test_nothing_is_near_among_thousands_where_nothing_is():
    assert nearest("0123456789", MANY) is None
