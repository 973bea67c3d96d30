"""Places: the regions that names in a table stand for, by name, number or abbreviation, with or without marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

import attrs

from xhht.ext.spellings import Words, is_plain, key, plain, with_i
from xhht.ext.spreadsheets.headings import Headings
from xhht.ext.spreadsheets.hints import Hints
from xhht.ext.spreadsheets.problems import Detail, ProblemKind
from xhht.figures.levels import Level
from xhht.figures.regions import Region, Regions
from xhht.neighbours import LONGEST, nearest
from xhht.texts import Text
from xhht.values import Value

NUMBERED = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]|[-+•*])\s*(?=\D)")
LETTERED = re.compile(r"^\s*(?:[IVXLC]{1,6}|[A-Z])\s*[.):-]\s*", re.IGNORECASE)
JOINED = re.compile(r"(?<=[^\W\d_])(?=\d)")
BRACKETED = re.compile(r"^(.*\S)\s*\(([^()]*)\)\s*$", re.DOTALL)
MOST_LISTED = 5
RANKS = {level: rank for rank, level in enumerate(Level)}
Answer = Region | tuple[ProblemKind, Detail]


@lru_cache(maxsize=32)
def prefixes_of(headings: Headings, *, is_bare: bool = False) -> dict[Words, str]:
    """The words of each sort of place; those of two sorts drop out."""
    found: dict[Words, set[str]] = {}
    for sort in headings.sorts:
        for wording in sort.words:
            found.setdefault(plain(key(wording)) if is_bare else key(wording), set()).add(sort.id)
    return {words: sorts.pop() for words, sorts in found.items() if len(sorts) == 1}


def split_words(words: Words, headings: Headings) -> tuple[str, Words]:
    """The sort of a place, empty if its name does not say it, and the words of the name itself."""
    for prefixes in (prefixes_of(headings), prefixes_of(headings, is_bare=True)):
        for length in (4, 3, 2, 1):
            sort = prefixes.get(words[:length])
            if sort is not None and len(words) > length:
                return sort, _numbered(words[length:])
        if not is_plain(words):
            break
    return "", _numbered(words)


_NUMBER_SIGNS = (*key("số"), "so")


def _numbered(words: Words) -> Words:
    """The words of a name, with "số 05" as the number that it is, and "Mĩ" as "Mỹ" are the same."""
    if len(words) == 2 and words[0] in _NUMBER_SIGNS and words[1].isdecimal():
        words = words[1:]
    if words and words[0].isascii() and words[0].isdecimal():
        words = (str(int(words[0])), *words[1:])
    return with_i(words)


def sorts_in(text: str, headings: Headings) -> frozenset[str]:
    """The sorts of places that a head names, such as those of "Thôn, tổ dân phố"."""
    words = key(text)
    known = prefixes_of(headings, is_bare=is_plain(words))
    longest = {words[at : at + length] for at in range(len(words)) for length in (1, 2, 3, 4)}
    return frozenset(known[found] for found in longest if found in known)


@attrs.frozen(repr=False)
class Section(Value):
    """A region whose parts the rows name.

    `is_sure` is not set where nothing but the order of rows says so, and another row of that level came just before.
    """

    region: Region
    is_sure: bool = True


class Gazetteer:
    """The names of regions, to look up what a table calls them."""

    def __init__(
        self, regions: Regions, on: date, level: Level | None, headings: Headings, within: Region | None = None
    ) -> None:
        self.headings = headings
        self.regions = regions
        self.within = within
        self._on = on
        self._above: dict[str, frozenset[str]] = {}
        self._by_name: defaultdict[Words, list[tuple[str, Region]]] = defaultdict(list)
        self._by_bare_name: defaultdict[Words, list[tuple[str, Region]]] = defaultdict(list)
        for life in regions:
            if level is None or life.level is level:
                sort, words = split_words(key(life.name), headings)
                self._by_name[words].append((sort, life))
                self._by_bare_name[plain(words)].append((sort, life))
        # Of a long name the beginning is compared.
        self._names = {" ".join(known)[:LONGEST]: [life for _, life in found] for known, found in self._by_name.items()}
        self._spelled = tuple(self._names)
        # Numbers, sorts, bodies and signs that are typed apart may stand beside a name.
        self._longest = 500 + 3 * max(map(len, self._names), default=0)
        self.hints: Hints = Hints()

    def knows(self, text: str) -> bool:
        """Whether some region has the name, on whatever day."""
        return bool(self._lives(text, frozenset(), is_bare=False))

    def has_parts(self, region: Region) -> bool:
        """Whether other regions lie within a region on the day."""
        return bool(self.regions.children_of(region.id, self._on))

    def is_inside(self, region: Region, whole: Region) -> bool:
        """Whether a region is another, or lies within it on the day."""
        return region.id == whole.id or whole.id in self.above(region.id)

    def above(self, region: str) -> frozenset[str]:
        """The regions in which a region lies on the day."""
        if region not in self._above:
            wholes: list[str] = []
            life = self.regions.life_on(region, self._on)
            while life is not None and life.parent is not None:
                wholes.append(life.parent)
                life = self.regions.life_on(life.parent, self._on)
            self._above[region] = frozenset(wholes)
        return self._above[region]

    def find(
        self,
        text: str,
        *,
        sections: Iterable[Section] = (),
        sorts: frozenset[str] = frozenset(),
        is_bare: bool = False,
    ) -> Answer:
        """The one region of a name that exists on the day, or why there is none.

        Args:
            text: the name, with or without its sort.
            sections: the regions within which the name stands, the outermost first.
            sorts: the sorts of places that the head of the column names.
            is_bare: whether the sheet is written without marks, so that any name may be meant that has them.
        """
        lives = self._lives(text, sorts, is_bare=is_bare)
        if not lives:
            return ProblemKind.UNKNOWN_REGION, self._near(text)
        alive = {life.id: life for life in lives if life.is_alive_on(self._on)}
        if not alive:  # A former name means the region as it is now.
            renamed = (self.regions.life_on(life.id, self._on) for life in lives)
            alive = {life.id: life for life in renamed if life is not None}
        if not alive:
            successors = sorted({successor for life in lives for successor in life.successors})
            return ProblemKind.DEAD_REGION, self._followed(successors)
        found = self._standing(alive.values(), tuple(sections))
        if not found:
            return ProblemKind.OTHER_SECTION, self._listed(alive.values())
        if len(found) > 1:
            exact = [life for life in found if key(life.name) == key(NUMBERED.sub("", text))]
            if len(exact) == 1 and split_words(key(exact[0].name), self.headings)[0]:
                found = exact
        if len(found) == 1:
            return found[0]
        return ProblemKind.AMBIGUOUS_REGION, self._listed(found)

    def _standing(self, lives: Iterable[Region], sections: tuple[Section, ...]) -> list[Region]:
        """Those regions of a name that stand where the name does, by the innermost section that has one.

        What lies in no section that is sure can only be a region of its level or above, such as the next section.
        """
        found = [life for life in lives if self.within is None or self.is_inside(life, self.within)]
        for section in reversed(sections):
            inside = [life for life in found if self.is_inside(life, section.region)]
            if inside:
                return inside
            if section.is_sure:
                found = [life for life in found if RANKS[life.level] <= RANKS[section.region.level]]
        return found

    def _lives(self, text: str, sorts: frozenset[str], *, is_bare: bool) -> list[Region]:
        if len(text) > self._longest:
            return []
        for words in self._variants(text):
            readings = dict.fromkeys((("", _numbered(words)), split_words(words, self.headings)))
            tables = [self._by_bare_name] if is_bare and is_plain(words) else [self._by_name]
            tables += [self._by_bare_name] if is_plain(words) else []
            for table in tables:
                for sort, rest in readings:
                    named = [(of, life) for of, life in table.get(rest, ()) if not sort or not of or of == sort]
                    headed = [(of, life) for of, life in named if of in sorts]
                    if not sort and (headed or (len(rest) == 1 and rest[0].isdecimal())):
                        named = headed
                    if named:
                        return [life for _, life in named]
        return []

    def _variants(self, text: str) -> Iterator[Words]:
        """The words of a name without its number, with the sort in brackets in front, without the body that reports."""
        bare = NUMBERED.sub("", text)
        words = key(bare)
        yield words
        split = key(JOINED.sub(" ", bare))
        if split != words:
            yield split
        bracketed = BRACKETED.match(bare)
        if bracketed is not None and key(bracketed[2]) in prefixes_of(self.headings):
            yield (*key(bracketed[2]), *key(bracketed[1]))
        lettered = key(LETTERED.sub("", bare))
        if lettered != words and lettered:
            yield lettered
        for body in self.headings.bodies:
            known = key(body)
            if words[: len(known)] == known and len(words) > len(known):
                yield words[len(known) :]

    def _followed(self, successors: list[str]) -> Detail:
        lives = [self.regions.life_on(successor, self._on) for successor in successors]
        names = self._listed(life for life in lives if life is not None)
        return Text(f"đơn vị kế tục: {names}", f"its successors: {names}") if names else ""

    def _near(self, text: str) -> Detail:
        if len(text) > self._longest:
            return ""
        words = split_words(key(NUMBERED.sub("", text)), self.headings)[1]
        named = self._by_name.get(words) or (self._by_bare_name.get(words) if is_plain(words) else None)
        if named:
            return _meant(self._listed(life for _, life in named))
        near = nearest(" ".join(words), self._spelled) if self.hints.allow() else None
        return "" if near is None else _meant(self._listed(self._names[near]))

    def _listed(self, lives: Iterable[Region]) -> str:
        """Names of regions, with their parents where the names alone do not tell them apart."""
        found = list({life.id: life for life in lives}.values())
        names = [life.name for life in found]
        parents = [self.regions.life_on(life.parent, self._on) if life.parent else None for life in found]
        told = [
            f"{life.name} ({parent.name})" if parent is not None and names.count(life.name) > 1 else life.name
            for life, parent in zip(found, parents, strict=True)
        ]
        return _shortened(dict.fromkeys(told))


def _meant(names: str) -> Text:
    return Text(f"tên gần giống: {names}", f"most like: {names}")


def _shortened(names: Iterable[str]) -> str:
    listed = [name if len(name) <= 80 else f"{name[:79]}…" for name in names]
    more = f" … (+{len(listed) - MOST_LISTED})" if len(listed) > MOST_LISTED else ""
    return ", ".join(listed[:MOST_LISTED]) + more
