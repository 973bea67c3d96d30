"""Regions and observations from as little as a test needs to say."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from xhht.errors import InvalidValueError
from xhht.figures.levels import Level
from xhht.figures.observations import Observation
from xhht.figures.prints import PrintedShare
from xhht.figures.regions import Region
from xhht.figures.shares import AnyShare, Share

_COUNTS = re.compile(r"\s*(\d+)\s*/\s*(\d+)\s*", re.ASCII)
_MOST = 100


def region(id: str, name: str | None = None, *, level: str = "commune", **fields: Any) -> Region:  # noqa: A002, ANN401  # The names and types of the region's own fields.
    """A region, named after its id where no name is given.

    >>> region("tran-yen", level="district", traits=["town"]).name
    'tran-yen'
    """
    return Region(id, id if name is None else name, level=Level(level), **fields)


def observation(
    indicator: str, region: str | Region, actual: str | AnyShare, *, on: date, **fields: str
) -> Observation:
    """A report of a share: counts as "45/100", a print as "57,48%", or any share.

    Raises:
        UnreadablePrintError: if a text is neither counts nor a printed percentage.
        InvalidValueError: if counts cannot be: more than all, or longer than 100 characters.

    >>> observation("members", "tran-yen", "45/100", on=date(2020, 12, 31)).actual
    Share(45, 100)
    """
    place = region.id if isinstance(region, Region) else region
    return Observation(indicator, place, on, share_of(actual), **fields)


def share_of(actual: str | AnyShare) -> AnyShare:
    """The share itself, or what its text says.

    >>> share_of("1/4")
    Share(1, 4)
    """
    if not isinstance(actual, str):
        return actual
    counts = _COUNTS.fullmatch(actual)
    if counts is not None:
        if len(actual) > _MOST:
            raise InvalidValueError(f"counts of {len(actual)} characters cannot be; at most {_MOST} are read")
        return Share(int(counts[1]), int(counts[2]))
    return PrintedShare.from_text(actual)
