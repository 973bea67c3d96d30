"""Places: the regions that names in a table stand for, with and without Xã, Huyện and the like."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from xhht.ext.spreadsheets.keys import key
from xhht.ext.spreadsheets.problems import ProblemKind
from xhht.figures.regions import Level, Region, Regions

NUMBERED = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]|[-+•*])\s*(?=\D)")
# The search for a near name compares with every name; after so many misses the regions themselves are wrong.
MOST_SEARCHES = 300
PREFIXES = {
    key(wording): sort
    for sort, wordings in {
        "tinh": ("tỉnh", "t"),
        "thanh pho": ("thành phố", "tp"),
        "thi xa": ("thị xã", "tx"),
        "huyen": ("huyện", "h"),
        "quan": ("quận", "q"),
        "xa": ("xã", "x"),
        "phuong": ("phường", "p"),
        "thi tran": ("thị trấn", "tt"),
        "thon": ("thôn",),
        "ban": ("bản",),
        "to dan pho": ("tổ dân phố", "tdp", "tổ"),
    }.items()
    for wording in wordings
}


def split_name(text: str) -> tuple[str, tuple[str, ...]]:
    """The sort of a place, empty if the name does not say it, and the words of the name itself.

    >>> split_name("TP. Yên Bái")[0], split_name("1. Xã Báo Đáp")[1] == key("báo đáp")
    ('thanh pho', True)
    """
    return split_words(key(NUMBERED.sub("", text)))


def split_words(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The same from the words of a name."""
    for length in (3, 2, 1):
        sort = PREFIXES.get(words[:length])
        if sort is not None and len(words) > length:
            return sort, words[length:]
    return "", words


class Gazetteer:
    """The names of regions, to look up what a table calls them."""

    def __init__(self, regions: Regions, on: date, level: Level | None) -> None:
        self._on = on
        self._by_name: defaultdict[tuple[str, ...], list[tuple[str, Region]]] = defaultdict(list)
        for life in regions:
            if level is None or life.level is level:
                sort, words = split_name(life.name)
                self._by_name[words].append((sort, life))
        self._names = {" ".join(known): found for known, found in self._by_name.items()}
        self._searches = 0

    def knows(self, text: str) -> bool:
        """Whether some region has the name, on whatever day."""
        sort, words = split_name(text)
        return any(not sort or not of or of == sort for of, _ in self._by_name.get(words, ()))

    def find(self, text: str) -> Region | tuple[ProblemKind, str]:
        """The one region of a name that exists on the day, or why there is none."""
        sort, words = split_name(text)
        named = self._by_name.get(words, [])
        lives = [life for of, life in named if not sort or not of or of == sort]
        found = {life.id: life for life in lives if life.is_alive_on(self._on)}
        if len(found) > 1:
            exact = {id_: life for id_, life in found.items() if key(life.name) == key(NUMBERED.sub("", text))}
            found = exact if sort and len(exact) == 1 else found
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            return ProblemKind.AMBIGUOUS_REGION, _listed(found.values())
        if lives:
            successors = sorted({successor for life in lives for successor in life.successors})
            return ProblemKind.DEAD_REGION, f"→ {', '.join(successors)}" if successors else ""
        near = self._near(words, named)
        return ProblemKind.UNKNOWN_REGION, f"≈ {near}" if near else ""

    def _near(self, words: tuple[str, ...], named: list[tuple[str, Region]]) -> str:
        if named:
            return _listed(life for _, life in named)
        self._searches += 1
        if self._searches > MOST_SEARCHES:
            return ""
        near = get_close_matches(" ".join(words)[:200], self._names, n=1)
        return _listed(life for _, life in self._names[near[0]]) if near else ""


def _listed(lives: Iterable[Region]) -> str:
    return ", ".join(dict.fromkeys(life.name for life in lives))
