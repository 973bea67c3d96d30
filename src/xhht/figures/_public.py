"""The public names of `xhht.figures`, each from the module that defines it."""

from xhht.figures.bounds import Base, Bounds, CountRange
from xhht.figures.caveats import Caveat
from xhht.figures.levels import Level
from xhht.figures.observations import Observation
from xhht.figures.prints import PrintedShare, count_from_text
from xhht.figures.projected_shares import Corner, ProjectedShare
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import AnyShare, BoundedShare, PercentagePoints, Share, reconcile

__all__ = [
    "AnyShare",
    "Base",
    "BoundedShare",
    "Bounds",
    "Caveat",
    "Corner",
    "CountRange",
    "Level",
    "Observation",
    "PercentagePoints",
    "PrintedShare",
    "ProjectedShare",
    "Region",
    "Regions",
    "Share",
    "count_from_text",
    "reconcile",
]
