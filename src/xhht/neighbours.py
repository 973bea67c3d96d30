"""Neighbours: the one of many known texts that a wrong one most likely means, found within a budget."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 200
_FEW = 24
_EACH_SIDE = 8
_COMPARED_IN_FULL = 3
_LONGEST_MIDDLE = 60


def nearest(text: str, known: tuple[str, ...], *, least: int = 600) -> str | None:
    """The known text that shares most letters, in their order, with a wrong one; None where none is near.

    Of a thousand letters of both, at least `least` must be shared.

    Of many known texts, only those are compared that stand beside the wrong one in the order of beginnings or of ends:
    a slip of the pen leaves one of both as it was. So a look-up compares some dozens of texts of at most 200
    characters, however many and however long the texts are that are given.

    >>> nearest("edu-dept", ("labour", "edu_dept"))
    'edu_dept'
    """
    wrong = text[:LONGEST]
    likely = sorted({(_likeness(wrong, one, is_exact=False), one) for one in _candidates(wrong, known)}, reverse=True)
    exact = ((_likeness(wrong, one, is_exact=True), one) for most, one in likely[:_COMPARED_IN_FULL] if most >= least)
    likeness, one = max(exact, default=(0, ""))
    return one if likeness >= least else None


def _candidates(wrong: str, known: tuple[str, ...]) -> Iterator[str]:
    if len(known) <= _FEW:
        yield from (one[:LONGEST] for one in known)
        return
    by_beginning, by_end = _orders(known)
    for ordered, sought, step in ((by_beginning, wrong, 1), (by_end, wrong[::-1], -1)):
        place = bisect_left(ordered, sought)
        yield from (one[::step] for one in ordered[max(0, place - _EACH_SIDE) : place + _EACH_SIDE])


@lru_cache(maxsize=4)  # The problems of one input mostly have their known ids in common.
def _orders(known: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Texts in the order of their beginnings, and backwards in the order of their ends."""
    texts = sorted(one[:LONGEST] for one in known)
    return texts, sorted(one[::-1] for one in texts)


def _likeness(one: str, other: str, *, is_exact: bool) -> int:
    """How many of a thousand letters two texts share: in their order if it is to be exact, else at most.

    What both begin and end with is counted first: comparing the rest letter by letter takes its length squared.
    """
    total = len(one) + len(other)
    head = _same_at_first(one, other)
    one, other = one[head:], other[head:]
    tail = _same_at_first(one[::-1], other[::-1])
    middles = [part[: len(part) - tail][:_LONGEST_MIDDLE] for part in (one, other)]
    if is_exact and all(middles):
        from difflib import SequenceMatcher  # noqa: PLC0415  # Slow to import, rarely needed.

        blocks = SequenceMatcher(None, middles[0], middles[1], autojunk=False).get_matching_blocks()
        inner = sum(block.size for block in blocks)
    else:
        inner = (Counter(middles[0]) & Counter(middles[1])).total()
    return 2000 * (head + tail + inner) // max(total, 1)


def _same_at_first(one: str, other: str) -> int:
    """How many letters two texts begin with alike, found by halving: letter by letter takes three times as long."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least
