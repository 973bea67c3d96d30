"""Selecting: the tree of one province, of several or of the whole country, for the days that are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import attrs

from xhht.checks import calendar_day, describe
from xhht.errors import InvalidTypeError, InvalidValueError, RegionLifeError, UnknownIdError
from xhht.ext.places.units import COUNTRY, KNOWN_FROM, MERGED_ON, Country, country, province_of
from xhht.ext.spellings import Spellings, key, plain
from xhht.figures.levels import Level
from xhht.figures.regions import Region, Regions

MOST_CANDIDATES = 5
Period = tuple[date, date]


def regions(*names: str, on_or_between: date | Period) -> Regions:
    """The provinces of some names with everything below them, as a checked dated tree.

    A name is that of a province, full or short, with or without marks, or "Việt Nam" for all of them. A name that two
    provinces had one after the other, such as "Lào Cai", means both.

    Where the days reach over 1 July 2025, the tree has the provinces named with their districts and communes, the
    provinces that took them in with all their communes, and, without their parts, the others that these took in: so no
    region of the tree lacks a part on any day, and no merger lacks one either. A neighbour comes whole where its
    communes became one with some of those named.

    An id is the name without marks: of a province alone ("yen-bai"), of a district or commune with its official number
    ("tran-yen-138"). What began on 1 July 2025 with another territory ends in the year ("lao-cai-2025",
    "tran-yen-04498-2025"), since numbers and names were given again. A commune that stayed what it was keeps its id.

    Args:
        names: the provinces.
        on_or_between: one day, or the first and the last one, whose units are asked.

    Returns:
        The tree. Lives of before 1 July 2025 have no first day, since the package says none, and no traits.

    Raises:
        InvalidTypeError: if a name is no text or a day no day.
        InvalidValueError: if no province is named, a name is that of other units only, or the days run backwards or
            begin before 2025.
        RegionLifeError: if a province does not exist on any of the days.
        UnknownIdError: if nothing has the name.

    >>> from datetime import date
    >>> tree = regions("Yên Bái", on_or_between=date(2025, 6, 30))
    >>> tree.get("tran-yen-138", date(2025, 6, 30)).name, len(tree)
    ('Huyện Trấn Yên', 178)
    """
    first, last = _period(on_or_between)
    known = country()
    wanted = {province for name in names for province in _named(name, first, last, known)}
    if not wanted:
        raise InvalidValueError("no province is named; give its name, or 'Việt Nam' for all")
    lives = [life for life in known.regions if life.first_day <= last and first <= life.last_day]
    if COUNTRY.id in wanted:
        return Regions(_closed(lives))
    if first < MERGED_ON <= last:
        wanted, bare = _with_heirs(wanted, known)
    else:
        bare = set()
    kept = (
        attrs.evolve(life, parent=None) if life.level is Level.PROVINCE else life
        for life in lives
        if life is not COUNTRY and (life.id in bare or province_of(life, known.regions) in wanted)
    )
    return Regions(_closed(kept))


def _closed(lives: Iterable[Region]) -> Iterable[Region]:
    """The lives, without successors where these begin after the days that are asked."""
    listed = list(lives)
    ids = {life.id for life in listed}
    return [life if ids.issuperset(life.successors) else attrs.evolve(life, successors=()) for life in listed]


def _period(days: date | Period) -> Period:
    if isinstance(days, tuple):
        if len(days) != 2:
            raise InvalidValueError(f"on_or_between is a day, or a first and a last one, got {len(days)} days")
        first, last = (calendar_day(day, "on_or_between") for day in days)
    else:
        first = last = calendar_day(days, "on_or_between")
    if first > last:
        raise InvalidValueError(f"the days from {first} to {last} run backwards; exchange them")
    if first < KNOWN_FROM:
        raise InvalidValueError(
            f"the units of {first} are not known: the package has those from {KNOWN_FROM} on, after the communes "
            f"merged until then; ask from {KNOWN_FROM} on, or build the earlier regions yourself"
        )
    return first, last


def _named(name: str, first: date, last: date, known: Country) -> set[str]:
    """The ids of the provinces of a name that exist on some of the days."""
    if not isinstance(name, str):
        raise InvalidTypeError(f"the name of a province is text, got {describe(name)}")
    lives_by_name: defaultdict[str, list[Region]] = defaultdict(list)
    for life in known.regions:
        if life.level in (Level.COUNTRY, Level.PROVINCE):
            for alias in (life.id, life.name, *known.aliases.get(life.name, ())):
                lives_by_name[alias].append(life)
    found = Spellings(lives_by_name).find(name)
    if found is None:
        raise _unknown(name, known)
    lives = lives_by_name[found]
    alive = {life.id for life in lives if life.first_day <= last and first <= life.last_day}
    if not alive:
        heirs = sorted({successor for life in lives for successor in life.successors})
        names = ", ".join(f"{known.regions.lives_of(heir)[0].name} ({heir})" for heir in heirs)
        remedy = f"ask for {names}, which took it in" if heirs else f"ask for a day from {MERGED_ON} on"
        raise RegionLifeError(f"{lives[0].name} ({lives[0].id}) does not exist on {first}; {remedy}")
    return alive


def _unknown(name: str, known: Country) -> InvalidValueError | UnknownIdError:
    """The error for a name that no province has: its other bearers, or the nearest name."""
    words = key(name)
    is_bare = plain(words) == words
    others = dict.fromkeys(
        f"{life.name} ({known.regions.lives_of(province_of(life, known.regions))[0].name})"
        for life in known.regions
        if life.level not in (Level.COUNTRY, Level.PROVINCE)
        and words in {own[at:] for own in [plain(key(life.name)) if is_bare else key(life.name)] for at in range(3)}
    )
    if not words or not others:
        return UnknownIdError("province", name, dict.fromkeys(short for short, *_ in known.aliases.values()))
    more = f" and {len(others) - MOST_CANDIDATES} more" if len(others) > MOST_CANDIDATES else ""
    return InvalidValueError(
        f"{name!r} is no province but {', '.join(list(others)[:MOST_CANDIDATES])}{more}; "
        "ask for its province, and take the part that you need"
    )


def _with_heirs(wanted: set[str], known: Country) -> tuple[set[str], set[str]]:
    """The provinces that come whole over 1 July 2025, and those that come without their parts."""
    lives = [life for life in known.regions if life.successors]
    into: defaultdict[str, set[str]] = defaultdict(set)
    for life in lives:
        for heir in life.successors:
            into[heir].add(province_of(life, known.regions))
    whole = set(wanted)
    provinces = {life.id: life.successors for life in lives if life.level is Level.PROVINCE}
    groups = [olds for heir, olds in into.items() if known.regions.lives_of(heir)[0].level is not Level.PROVINCE]
    neighbours = [whole]
    while neighbours:
        neighbours = [olds for olds in groups if olds & whole and not olds <= whole]
        whole.update(*neighbours)
    heirs = {heir for old in whole for heir in provinces.get(old, ())}
    heirs |= {heir for heir in wanted if heir in into}
    return whole | heirs, {old for heir in heirs for old in into[heir]} - whole
