"""Mergers: the reports that follow for regions that took in, or came from, whole other regions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from xhht.checks import calendar_day
from xhht.errors import InvalidObservationsError
from xhht.figures.bounds import Base
from xhht.figures.caveats import Caveat
from xhht.figures.observations import Observation, Reports
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import AnyShare, BoundedShare, counts_of
from xhht.periods import first_fresh_day

ONE_DAY = timedelta(days=1)


def through_mergers(
    observations: Iterable[Observation],
    *,
    regions: Regions | Iterable[Region],
    as_of: date,
    since: date | None = None,
) -> tuple[Observation, ...]:
    """The reports that follow for regions from the lives that ended when theirs began.

    A region that took in whole regions has the sum of their last reports, if all of them reported counts; one that was
    only renamed or moved has its own last report. Chains of mergers are followed. A region that was split gives
    nothing on. The figures of each body follow apart from those of all. The day of a report that is carried is the
    latest of its parts.

    Args:
        observations: the reports, in any order; carried ones among them are left aside.
        regions: the regions, as a tree or one by one, with their `successors`.
        as_of: the day whose regions and reports are taken.
        since: the first day whose reports count; the day after the same day a year before `as_of` where None.

    Returns:
        The carried reports alone, with the caveat `CARRIED_THROUGH_MERGER`, to be judged beside the others.

    Raises:
        InvalidRegionsError: if the regions are no dated tree.
        InvalidObservationsError: for every report that cannot be right, all together in `problems`.
        InvalidTypeError: if a day is none.
        InvalidValueError: if `since` is after the day.
    """
    calendar_day(as_of, "as_of")
    tree = Regions.of(regions)
    reports, problems = Reports.of(observations, regions=tree, indicators=None)
    if problems:
        raise InvalidObservationsError(f"observations to carry through mergers as of {as_of}", problems)
    since = first_fresh_day(as_of, since)
    carried: list[Observation] = []
    for party in (None, *reports.parties):
        own = reports.of_party(party).series
        fresh = {key: tuple(seen for seen in series if since <= seen.on) for key, series in own.items()}
        heirs = _Heirs(tree, fresh)
        indicators = tuple(dict.fromkeys(indicator for (indicator, _), series in fresh.items() if series))
        followed = (heirs.carried(indicator, life) for life in tree.alive_on(as_of) for indicator in indicators)
        carried.extend(seen for seen in followed if seen is not None)
    return tuple(carried)


class _Heirs:
    """What each life of a region has from the lives that it follows."""

    def __init__(self, regions: Regions, reports: Mapping[tuple[str, str], tuple[Observation, ...]]) -> None:
        self.reports = reports
        self.ended: dict[tuple[str, date], list[Region]] = {}
        for life in regions:
            for heir in life.successors or (life.id,):
                self.ended.setdefault((heir, life.last_day), []).append(life)

    def before(self, life: Region) -> tuple[Region, ...]:
        """The lives that ended when this one began, and that lead into it."""
        if life.first_day == date.min:
            return ()
        return tuple(self.ended.get((life.id, life.first_day - ONE_DAY), ()))

    def carried(self, indicator: str, top: Region) -> Observation | None:
        """What follows for a life from those before it; a chain of mergers is followed without recursion."""
        made: dict[Region, Observation | None] = {}
        stack = [(top, False)]
        while stack:
            life, has_parts = stack.pop()
            parts = self.before(life)
            if has_parts:
                reports = [self.last(indicator, part) or made[part] for part in parts]
                made[life] = _joined(indicator, life, parts, reports)
            elif not parts or any(len(part.successors) > 1 for part in parts):
                made[life] = None
            else:
                stack.append((life, True))
                stack.extend((part, False) for part in parts if self.last(indicator, part) is None)
        return made[top]

    def last(self, indicator: str, life: Region) -> Observation | None:
        """The last report of a life itself."""
        for seen in reversed(self.reports.get((indicator, life.id), ())):
            if life.first_day <= seen.on <= life.last_day:
                return seen
        return None


def _joined(
    indicator: str, heir: Region, parts: tuple[Region, ...], reports: list[Observation | None]
) -> Observation | None:
    """The report of all parts together; None where one is silent, or their figures cannot be added."""
    listed = [seen for seen in reports if seen is not None]
    if len(listed) != len(parts):
        return None
    days = {seen.on for seen in listed}
    kept = {Caveat.CARRIED_THROUGH_MERGER, *(caveat for seen in listed for caveat in seen.actual.caveats)}
    kept.discard(Caveat.BASE_UNSTATED)
    if len(days) > 1:
        kept.add(Caveat.PARTS_OF_DIFFERENT_DAYS)
    actual = _summed([seen.actual for seen in listed], tuple(caveat for caveat in Caveat if caveat in kept))
    if actual is None:
        return None
    return Observation(indicator, heir.id, max(days), actual, note="carried through a merger", party=listed[0].party)


def _summed(shares: list[AnyShare], reservations: tuple[Caveat, ...]) -> BoundedShare | None:
    bases = {share.base for share in shares}
    if Base.REGISTERED in bases and bases != {Base.REGISTERED}:
        return None
    base = Base.UNSTATED if Base.UNSTATED in bases else bases.pop()
    least = most = denominator = 0
    for share in shares:
        counts = counts_of(share)
        if counts is None:
            # A region that was only renamed or moved is the same whole, whatever its figure says.
            return BoundedShare(share.bounds, base=base, reservations=reservations) if len(shares) == 1 else None
        reported, size = counts
        least, most, denominator = least + reported.least, most + reported.most, denominator + size
    return BoundedShare.from_counts(least, most, denominator, base=base, reservations=reservations)
