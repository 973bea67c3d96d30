"""Territories: the area in which a programme holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from xhht.checks import identifier, instance
from xhht.figures.levels import Level
from xhht.texts import Text
from xhht.values import Value

if TYPE_CHECKING:
    from datetime import date

    from xhht.figures.regions import Region, Regions

_RANKS = {level: rank for rank, level in enumerate(Level)}


@attrs.frozen(repr=False, eq=False)
class Territory(Value):
    """The area for which a programme was agreed: the id of its region, its name and its level."""

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    level: Level = attrs.field(converter=Level, kw_only=True)

    def has(self, region: Region, regions: Regions, day: date) -> bool:
        """Whether a region lies in the territory on a day.

        What is above the territory does not, nor does another region of its level, nor what is below such a one. A
        region of which no parent of the territory's level is known is taken to lie in it.

        Args:
            region: the region, as it is on that day.
            regions: the tree in which its parents are looked up.
            day: the day.
        """
        above: Region | None = region
        while above is not None:
            if above.level is self.level:
                return above.id == self.id
            if _RANKS[above.level] < _RANKS[self.level]:
                return above is not region
            above = None if above.parent is None else regions.life_on(above.parent, day)
        return True
