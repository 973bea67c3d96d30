"""How judging, adding up, registers of titles and messages grow with their size, as slopes over four sizes in one run.

Usage: python benchmarks/growth.py [--quick] [--write]

Each size is twice the one before. The slope is that of the straight line through the logarithms of sizes and times: 1
is in proportion, 2 quadratic. The least time of several repeats counts, the sizes in turn; the collector runs, as
it does for users. A full run ends with an error if a slope is above its bound.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

import coordination
import pages
from evaluation import END, EVERYWHERE, START, lives, localities, reports

from xhht import Observation, Region, Regions, Share, assess, roll_up, roll_ups
from xhht.errors import InvalidObservationsError
from xhht.programmes import ctph_154
from xhht.recognition import registry, tally

SLOPE = 1.25


class Growth(NamedTuple):
    """A work, its sizes, and how it is prepared for one of them."""

    what: str
    unit: str
    largest: int
    prepare: Callable[[int], Callable[[], object]]

    def sizes(self, part: int) -> list[int]:
        """Four sizes up to the largest, or to a part of it."""
        return [self.largest // part // 2**step for step in (3, 2, 1, 0)]


def assessed(count: int) -> Callable[[], object]:
    """Localities by eleven targets, two reports each."""
    regions = localities(count)
    seen = reports(EVERYWHERE, regions)
    return partial(assess, EVERYWHERE, seen, regions=regions, as_of=END, baseline_on=START)


def broad(count: int) -> Callable[[], object]:
    """Localities added up into their province."""
    tree = Regions(localities(count))
    seen = reports(EVERYWHERE, tree)
    return partial(
        roll_up, EVERYWHERE, "clans_recognised", seen[2:], regions=tree, into="yen-bai", as_of=END, since=date.min
    )


def deep(count: int) -> Callable[[], object]:
    """A chain of regions, one in the other, added up from the last."""
    chain = [Region("r-0", "Tỉnh 0", level="province")]
    chain += [Region(f"r-{n}", f"Thôn {n}", level="village", parent=f"r-{n - 1}") for n in range(1, count)]
    seen = [Observation("clans_recognised", f"r-{count - 1}", END, Share(4, 9))]
    return partial(roll_up, EVERYWHERE, "clans_recognised", seen, regions=Regions(chain), into="r-0", as_of=END)


def everything(count: int) -> Callable[[], object]:
    """Every indicator added up in every district of ten communes."""
    regions = [Region("yen-bai", "Tỉnh Yên Bái", level="province")]
    for number in range(count):
        district = f"district-{number // 10}"
        if number % 10 == 0:
            regions.append(Region(district, f"Huyện {district}", level="district", parent="yen-bai"))
        regions.append(Region(f"commune-{number}", f"Xã {number}", level="commune", parent=district))
    tree = Regions(regions)
    seen = reports(EVERYWHERE, (region for region in tree if region.level == "commune"))
    return partial(roll_ups, EVERYWHERE, seen, regions=tree, as_of=END)


def checked(count: int) -> Callable[[], object]:
    """A register of decisions, checked."""
    given, regions, _ = coordination.register(count)
    return partial(registry, ctph_154.PROGRAMME, given, regions=regions)


def tallied(count: int) -> Callable[[], object]:
    """The same counted by village from the register."""
    given, regions, sizes = coordination.register(count)
    register = registry(ctph_154.PROGRAMME, given, regions=regions)
    return partial(tally, ctph_154.PROGRAMME, register, coordination.TITLE, as_of=coordination.LAST, denominators=sizes)


def refused(count: int) -> Callable[[], object]:
    """Reports that are all wrong, each in a way of its own, and the message about them."""
    regions = localities(count)
    seen = [Observation("clans_recognised", f"comune-{number}", END, Share(1, 2)) for number in range(count)]

    def message() -> str:
        try:
            assess(EVERYWHERE, seen, regions=regions, as_of=END)
        except InvalidObservationsError as error:
            return str(error)
        raise AssertionError("wrong reports were taken")

    return message


def contradicted(count: int) -> Callable[[], object]:
    """Two reports of each region that contradict each other, and the message about them."""
    regions = localities(count)
    seen = [
        Observation("clans_recognised", region.id, END, Share(holders, 9)) for region in regions for holders in (4, 5)
    ]

    def message() -> str:
        try:
            assess(EVERYWHERE, seen, regions=regions, as_of=END)
        except InvalidObservationsError as error:
            return str(error)
        raise AssertionError("contradictions were taken")

    return message


GROWTHS = (
    Growth("`assess`, eleven targets, two reports each", "regions", 4_000, assessed),
    Growth("`Regions`, a parent and its child", "lives of each", 8_000, lambda count: partial(Regions, lives(count))),
    Growth("`roll_up` into a province", "parts", 16_000, broad),
    Growth("`roll_up`, one region in the other", "levels", 4_000, deep),
    Growth("`roll_ups`, every indicator in every district", "communes", 2_000, everything),
    Growth("`registry`", "decisions", 40_000, checked),
    Growth("`tally` of a register", "decisions", 40_000, tallied),
    Growth("the message about unknown regions", "reports", 8_000, refused),
    Growth("the message about contradictions", "regions", 8_000, contradicted),
)


def ratios(is_quick: bool) -> list[pages.Ratio]:  # noqa: FBT001  # The one question that every benchmark is asked.
    """The slope of every work."""
    rows = []
    for growth in GROWTHS:
        sizes = growth.sizes(10 if is_quick else 1)
        works = {str(size): growth.prepare(size) for size in sizes}
        times = pages.least_times(works, 1 if is_quick else 3)
        slope = pages.slope({size: times[str(size)] for size in sizes})
        rows.append(pages.Ratio(growth.what, f"{sizes[0]:,} to {sizes[-1]:,} {growth.unit}, slope", slope, SLOPE))
    return rows


if __name__ == "__main__":
    pages.run(__file__, __doc__, ratios, "attrs")
