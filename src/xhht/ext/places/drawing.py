"""Drawing: where regions lie, as positions for a map and as tiles of one size; no verdict comes from these floats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heappop, heappush
from math import cos, dist, isqrt, radians, sqrt

from xhht.checks import as_tuple, expect
from xhht.errors import InvalidRegionsError, UnknownIdError
from xhht.ext.places.units import COUNTRY, Position, country
from xhht.figures.regions import Region, Regions

# So many cells for each tile leave the outline of a country or province to be seen.
CELLS_PER_TILE = 1.5
Cell = tuple[int, int]
_AROUND = tuple((across, down) for across in (-2, -1, 0, 1, 2) for down in (-2, -1, 0, 1, 2) if across or down)
# What rounding alone may seem to win, and how often each tile is looked at: ten times bring most of what can be won.
SMALLEST_GAIN = 1e-9
MOST_LOOKS = 40


def positions(regions: Regions | Iterable[Region]) -> dict[str, Position]:
    """The longitude and latitude of each region, in degrees, for drawing only.

    A commune that lived on after 1 July 2025 has its position of after. The country has none.

    Args:
        regions: a tree, or some of its regions, such as `tree.children_of("yen-bai", day)`.

    Raises:
        InvalidRegionsError: if some are none of these places; `problems` names them.
        InvalidTypeError: if something else than a Region is among them.

    >>> from datetime import date
    >>> from xhht.ext import places
    >>> day = date(2025, 6, 30)
    >>> places.positions([places.regions("Yên Bái", on_or_between=day).get("yen-bai", day)])
    {'yen-bai': (104.565527, 21.683525)}
    """
    known = country().positions
    given = [expect(Region, one, f"regions[{place}]") for place, one in enumerate(as_tuple(regions))]
    ids = dict.fromkeys(region.id for region in given if region.id != COUNTRY.id)
    unknown = [UnknownIdError("place", region_id, known) for region_id in ids if region_id not in known]
    if unknown:
        raise InvalidRegionsError("regions to place", unknown)
    return {region_id: known[region_id] for region_id in ids}


def tiles(regions: Regions | Iterable[Region]) -> dict[str, Cell]:
    """A column and a row for each region, none taken twice, so that all are drawn in one size near where they lie.

    Columns count from the west, rows from the north, both from 0. Regions that are drawn together are given together:
    those of one level on one day, such as `tree.children_of("yen-bai", day)`.

    Raises:
        InvalidRegionsError: if some are none of these places; `problems` names them.
        InvalidTypeError: if something else than a Region is among them.
    """
    places = positions(regions)
    if not places:
        return {}
    west, north = min(lon for lon, _ in places.values()), max(lat for _, lat in places.values())
    # A degree of longitude is shorter than one of latitude.
    shrink = cos(radians(north))
    points = {place: ((lon - west) * shrink, north - lat) for place, (lon, lat) in places.items()}
    width, height = (max(point[axis] for point in points.values()) for axis in (0, 1))
    count = CELLS_PER_TILE * len(places)
    side = max(sqrt(width * height / count), max(width, height) / count) or 1
    found = _settled({place: (x / side, y / side) for place, (x, y) in points.items()})
    first_column, first_row = (min(cell[axis] for cell in found.values()) for axis in (0, 1))
    return {place: (found[place][0] - first_column, found[place][1] - first_row) for place in places}


def _settled(points: Mapping[str, Position]) -> dict[str, Cell]:
    """A cell of its own for each point: the shortest move is made first.

    Points that begin in one cell share a walk over the cells around it, from the nearest on, so that a crowd costs no
    more than the ground that it covers. A disc whose radius is the root of their number has room for all.
    """
    waiting: defaultdict[Cell, list[str]] = defaultdict(list)
    for place, (x, y) in points.items():
        waiting[round(x), round(y)].append(place)
    reach = range(-isqrt(len(points)) - 1, isqrt(len(points)) + 2)
    steps = sorted((across * across + down * down, across, down) for across in reach for down in reach)
    found: dict[Cell, str] = {}
    moves = [(0, cell, 0) for cell in sorted(waiting)]
    while moves:
        _, cell, step = heappop(moves)
        target = (cell[0] + steps[step][1], cell[1] + steps[step][2])
        if target not in found:
            nearest = min(waiting[cell], key=lambda place: (dist(points[place], target), place))
            waiting[cell].remove(nearest)
            found[target] = nearest
        if waiting[cell]:
            heappush(moves, (steps[step + 1][0], cell, step + 1))
    _exchange(found, points)
    return {place: cell for cell, place in found.items()}


def _exchange(found: dict[Cell, str], points: Mapping[str, Position]) -> None:
    """Let tiles change places with their neighbours, or go to a free cell, while the moves grow shorter in sum."""
    waiting = dict.fromkeys(sorted(found))
    for _ in range(MOST_LOOKS * len(found)):
        if not waiting:
            return
        cell = next(iter(waiting))
        del waiting[cell]
        if cell not in found:
            continue
        around = [(cell[0] + across, cell[1] + down) for across, down in _AROUND]
        gains = [(_gain(found, points, cell, other), other) for other in around]
        gain, target = max(gains)
        if gain > SMALLEST_GAIN:
            displaced, found[target] = found.get(target), found.pop(cell)
            if displaced is not None:
                found[cell] = displaced
            waiting |= dict.fromkeys([cell, target, *around])


def _gain(found: Mapping[Cell, str], points: Mapping[str, Position], cell: Cell, other: Cell) -> float:
    """By how much the squares of the moves grow smaller if two cells exchange what is in them."""
    gain = 0.0
    for start, end in ((cell, other), (other, cell)):
        place = found.get(start)
        if place is not None:
            x, y = points[place]
            gain += (x - start[0]) ** 2 + (y - start[1]) ** 2 - (x - end[0]) ** 2 - (y - end[1]) ** 2
    return gain
