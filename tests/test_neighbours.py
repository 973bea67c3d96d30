from random import Random
from time import process_time

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


@pytest.mark.parametrize("letters", ["x", "xy", "abcdefgh"])
def test_a_look_up_is_quick_however_long_and_alike_the_texts_are(letters):
    draw = Random(7)  # noqa: S311  # The same texts every time.
    known = tuple("".join(draw.choices(letters, k=3_000)) for _ in range(500))
    start = process_time()
    for _ in range(20):
        nearest("".join(draw.choices(letters, k=100_000)), known)
    assert process_time() - start < 2
