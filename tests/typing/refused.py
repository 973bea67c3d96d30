"""Slips that a type checker must find before anything runs: an ignored line that is no error is an error itself."""

from __future__ import annotations

from datetime import date

from xhht import Observation, Region, Share, Source, Text, Tier, evaluate, roll_up
from xhht.programmes import ctph_154

DAY = date(2020, 12, 31)


def slips() -> None:
    """Never run: each line would be refused."""
    Share(1.5, 2)  # type: ignore[arg-type]  # A float for a count.
    Share("4", 9)  # type: ignore[arg-type]  # A text for a count.
    Observation(1, "a", DAY, Share(4, 9))  # type: ignore[arg-type]  # A number for an id.
    Observation("clans", "a", "2020-12-31", Share(4, 9))  # type: ignore[arg-type]  # A text for a day.
    Observation("clans", "a", DAY, 0.5)  # type: ignore[arg-type]  # A float for a share.
    Region("a", None, level="commune")  # type: ignore[arg-type]  # No name.
    Region("a", "A", level="commune", parent=4)  # type: ignore[arg-type]  # A number for an id.
    Region("a", "A", level="commune", traits=4)  # type: ignore[arg-type]  # One number for several ids.
    Region("a", "A", level="commune", valid_from="2020-01-01")  # type: ignore[arg-type]  # A text for a day.
    Tier("a", "A", test=Text("a", "a"), source=Source("1/VB", "I"))  # type: ignore[arg-type]  # Words in no language.
    evaluate(ctph_154.PROGRAMME, Share(4, 9), as_of=DAY)  # type: ignore[arg-type]  # A programme for a target.
    roll_up("clans", "clans", [], regions=[], into="a", as_of=DAY)  # type: ignore[arg-type]  # No programme.
