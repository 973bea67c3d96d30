"""How many programmes a second Hypothesis draws, beside a strategy written by hand, as a ratio.

Usage: python benchmarks/strategies.py [--quick] [--write]

The strategy written by hand draws the ids, numbers and days of a small programme one by one and takes all words from a
list: parties, indicators and targets, and nothing else. The shipped one links every kind of part. Both are drawn by the
same test with Hypothesis's own settings, in turn, in one process; the least time of each counts. A full run ends with
an error if the bound is missed.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from time import process_time

import pages
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from xhht.ext.strategies import programmes
from xhht.model.parties import Party
from xhht.model.programme import Programme
from xhht.model.sources import Clause, ClauseKind, Document, Source
from xhht.model.targets import Indicator, LevelTarget, TierShare
from xhht.model.tiers import Tier
from xhht.texts import Text

BOUND = 4.0
WORDS = (Text("học", "learning"), Text("làng", "village"))


@st.composite
def by_hand(draw: st.DrawFn) -> Programme:
    """A small programme: one clause, one tier, a few parties, indicators and targets."""
    number = f"{draw(st.integers(1, 999))}/VB"
    source, words = Source(number, "I.1"), draw(st.sampled_from(WORDS))
    count = draw(st.integers(1, 2))
    ends_on = draw(st.dates(date(2016, 1, 1), date(2030, 12, 31)))
    return Programme(
        draw(st.text("abcdef", min_size=1, max_size=8)),
        document=Document(number, words),
        subject=words,
        starts_on=date(2016, 1, 1),
        ends_on=ends_on,
        source=source,
        clauses=(Clause(source, kind=ClauseKind.TARGET, gist=words),),
        parties=tuple(
            Party(f"party_{one}", words, short_name=words, members=words, source=source)
            for one in range(draw(st.integers(1, 2)))
        ),
        tiers=(Tier("general", words, test=words, source=source),),
        indicators=tuple(
            Indicator(f"indicator_{one}", words, numerator=words, denominator=words, source=source)
            for one in range(count)
        ),
        targets=tuple(
            LevelTarget(
                f"target_{one}",
                name=words,
                indicator=f"indicator_{one}",
                due_on=ends_on,
                shares=(TierShare("general", Fraction(draw(st.integers(0, 100)), 100)),),
                source=source,
            )
            for one in range(count)
        ),
    )


def seconds(strategy: st.SearchStrategy[Programme], draws: int) -> float:
    """The seconds of one draw, in a test that does nothing with it."""
    drawn = []

    @settings(
        max_examples=draws,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(programme: Programme) -> None:
        drawn.append(programme.id)

    start = process_time()
    draw()
    return (process_time() - start) / len(drawn)


def ratios(is_quick: bool) -> list[pages.Ratio]:  # noqa: FBT001  # The one question that every benchmark is asked.
    """The time of a draw, and its ratio to the strategy by hand."""
    draws, repeats = (50, 1) if is_quick else (400, 7)
    turns = [(seconds(programmes(), draws), seconds(by_hand(), draws)) for _ in range(repeats)]
    own, other = (min(times) for times in zip(*turns, strict=True))
    return [
        pages.Ratio("a programme drawn, in milliseconds", "", own * 1000, None),
        pages.Ratio("a programme drawn", "a small one from a strategy by hand", own / other, BOUND),
    ]


if __name__ == "__main__":
    pages.run(__file__, __doc__, ratios, "hypothesis")
