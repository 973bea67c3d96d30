"""Recognitions: decisions that confer a title on a holder, and the registry of them and of who asked for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

import attrs

from xhht.checks import as_tuple, calendar_day, composed, describe, identifier, is_whole, nfc, optional_day
from xhht.errors import (
    ContradictionError,
    InvalidRecognitionsError,
    InvalidTypeError,
    InvalidValueError,
    RegionLifeError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.bounds import check_count
from xhht.figures.regions import Regions, outside_life
from xhht.pictures import digits
from xhht.recognition.registrations import Registration, Stage
from xhht.values import Value

EntryT = TypeVar("EntryT", "Recognition", Registration)


@attrs.frozen(repr=False)
class Recognition(Value):
    """A decision that confers a title on a holder in a region.

    The holder's id is the same wherever the holder lives: whoever moves or is recognised again keeps it.
    `ends_on` is the last day; a withdrawal holds from its own day on, and takes away what was decided before
    as well (see `Registry`). A renewal is a new decision.

    Raises:
        InvalidValueError: if it ends or is withdrawn before it was decided.
    """

    title: str = attrs.field(converter=identifier)
    holder: str = attrs.field(converter=identifier)
    region: str = attrs.field(converter=identifier)
    decided_on: date = attrs.field(converter=calendar_day, kw_only=True)
    decided_by: str = attrs.field(converter=nfc, kw_only=True)
    ends_on: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)
    withdrawn_on: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.decided_by.strip():
            raise InvalidValueError(f"the recognition of {self.holder!r} needs the authority that decided it")
        for what, day in (("ends", self.ends_on), ("is withdrawn", self.withdrawn_on)):
            if day is not None and day < self.decided_on:
                raise InvalidValueError(
                    f"the recognition of {self.holder!r} as {self.title!r} {what} on {day}, before it was decided "
                    f"on {self.decided_on}; correct one of the days"
                )

    def is_in_force(self, day: date) -> bool:
        """Whether a day lies within this decision, taken by itself.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
        """
        calendar_day(day)
        if day < self.decided_on or (self.ends_on is not None and day > self.ends_on):
            return False
        return self.withdrawn_on is None or day < self.withdrawn_on


@attrs.frozen(repr=False)
class Registry(Value):
    """Recognitions and registrations, checked against titles and a dated tree of regions; given twice, they stand once.

    A holder has a title while a decision is in force. Who is recognised again and then loses the title by
    a withdrawal has lost it, even where an earlier decision had no end; a withdrawal of the earlier decision
    leaves a later one in force.

    Raises:
        InvalidRecognitionsError: for every unknown title or region, every decision or registration outside its
            region's life, and those of one day that contradict each other, all together in `problems`.
    """

    recognitions: tuple[Recognition, ...] = attrs.field(converter=as_tuple)
    regions: Regions
    titles: tuple[str, ...] = attrs.field(converter=as_tuple)
    registrations: tuple[Registration, ...] = attrs.field(default=(), converter=as_tuple, kw_only=True)
    _decisions: Mapping[tuple[str, str], tuple[Recognition, ...]] = attrs.field(init=False, eq=False, repr=False)
    _requests: Mapping[tuple[str, str], tuple[Registration, ...]] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        decisions = list(self._problems("recognitions", Recognition, self.recognitions, "decisions"))
        entries = list(self._problems("registrations", Registration, self.registrations, "registrations"))
        if decisions or entries:
            raise InvalidRecognitionsError("registry" if entries else "recognitions", decisions + entries)
        object.__setattr__(self, "recognitions", tuple(dict.fromkeys(self.recognitions)))
        object.__setattr__(self, "registrations", tuple(dict.fromkeys(self.registrations)))
        decided_on, registered_on = attrgetter("decided_on"), attrgetter("registered_on")
        object.__setattr__(self, "_decisions", _by_holder(self.recognitions, decided_on))
        object.__setattr__(self, "_requests", _by_holder(self.registrations, registered_on))

    def _problems(
        self, what: str, kind: type[Recognition | Registration], entries: tuple[Any, ...], noun: str
    ) -> Iterator[XhhtError]:
        known = frozenset(self.titles)
        first_of_day: dict[tuple[str, str, date], Recognition | Registration] = {}
        for place, given in enumerate(entries):
            where = f"{what}[{place}]"
            if not isinstance(given, kind):
                yield InvalidTypeError(f"{where} is a {kind.__name__}, got {describe(given)}")
                continue
            day = given.decided_on if isinstance(given, Recognition) else given.registered_on
            if given.title not in known:
                yield UnknownIdError("title", given.title, self.titles, where)
            if given.region not in self.regions:
                yield UnknownIdError("region", given.region, self.regions.ids, where)
            elif self.regions.life_on(given.region, day) is None:
                yield outside_life(self.regions.lives_of(given.region), day, where)
            first = first_of_day.setdefault((given.title, given.holder, day), given)
            if first != given:
                yield ContradictionError(
                    f"{where}: two {noun} of {day} on {given.holder!r} as {given.title!r} contradict "
                    f"each other ({_contrast(first, given)}); keep one"
                )

    def held(self, title: str, day: date) -> dict[str, Recognition]:
        """The holders of a title on a day, each once, with the latest decision that is in force.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
            UnknownIdError: if the registry knows no such title.
        """
        self._check(title, day)
        title = composed(title)
        lost: dict[str, date] = {}
        found: dict[str, Recognition] = {}
        for given in self.recognitions:
            if given.title != title or given.decided_on > day:
                continue
            if given.withdrawn_on is not None and given.withdrawn_on <= day:
                lost[given.holder] = max(given.decided_on, lost.get(given.holder, given.decided_on))
            elif given.ends_on is None or day <= given.ends_on:
                standing = found.get(given.holder)
                if standing is None or standing.decided_on < given.decided_on:
                    found[given.holder] = given
        return {
            holder: given for holder, given in found.items() if holder not in lost or lost[holder] < given.decided_on
        }

    def stage(self, title: str, holder: str, day: date) -> Stage | None:
        """How far a holder is with a title on a day; None where nothing is known of it by then.

        A title that is held goes before everything else, otherwise the latest of what was registered, assessed or
        lapsed. A registration of the day on which a title lapsed goes before its lapse.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
            UnknownIdError: if the registry knows no such title.
        """
        self._check(title, day)
        key = composed(title), composed(holder)
        decisions = tuple(given for given in self._decisions.get(key, ()) if given.decided_on <= day)
        events = [(last + 1, False, Stage.LAPSED) for last in _last_days_held(decisions)]
        if any(lapsed > day.toordinal() for lapsed, *_ in events):
            return Stage.RECOGNISED
        for asked in self._requests.get(key, ()):
            if asked.is_in_force(day):
                events.append((asked.registered_on.toordinal(), True, Stage.REGISTERED))
                if asked.assessed_on is not None and asked.assessed_on <= day:
                    events.append((asked.assessed_on.toordinal(), True, Stage.ASSESSED))
        if not events:
            return None
        # Of one registration's two events on one day the assessment stands last, and so is taken.
        return max(reversed(events), key=itemgetter(0, 1))[2]

    def registered(self, title: str, day: date) -> dict[str, Registration]:
        """Who has asked for a title by a day, each holder once, with the latest registration that stands.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
            UnknownIdError: if the registry knows no such title.
        """
        self._check(title, day)
        wanted = composed(title)
        return {
            holder: standing[-1]
            for (of, holder), asked in self._requests.items()
            if of == wanted and (standing := [one for one in asked if one.is_in_force(day)])
        }

    def holders(self, title: str) -> dict[str, tuple[Recognition, ...]]:
        """Everyone on whom a title was ever decided, with the decisions, the earliest first.

        Raises:
            UnknownIdError: if the registry knows no such title.
        """
        self._check(title, date.min)
        wanted = composed(title)
        return {holder: given for (of, holder), given in self._decisions.items() if of == wanted}

    def _check(self, title: str, day: date) -> None:
        calendar_day(day)
        if composed(title) not in self.titles:
            raise UnknownIdError("title", title, self.titles)


def _by_holder(entries: Iterable[EntryT], day: Callable[[EntryT], date]) -> dict[tuple[str, str], tuple[EntryT, ...]]:
    found: defaultdict[tuple[str, str], list[EntryT]] = defaultdict(list)
    for entry in entries:
        found[entry.title, entry.holder].append(entry)
    return {key: tuple(sorted(group, key=day)) for key, group in found.items()}


def _last_days_held(decisions: tuple[Recognition, ...]) -> Iterator[int]:
    """The last days of the decisions that were ever in force."""
    for given, last in zip(decisions, last_days(decisions), strict=True):
        if last >= given.decided_on.toordinal():
            yield last


def last_days(decisions: tuple[Recognition, ...]) -> list[int]:
    """The last day of each of one holder's decisions, as ordinals, in the order of their days.

    A withdrawal ends the decision itself and those before it.
    """
    found: list[int] = []
    withdrawn = date.max.toordinal() + 1
    for given in reversed(decisions):
        if given.withdrawn_on is not None:
            withdrawn = min(withdrawn, given.withdrawn_on.toordinal())
        ends = date.max if given.ends_on is None else given.ends_on
        found.append(min(ends.toordinal(), withdrawn - 1))
    return found[::-1]


def _contrast(first: Recognition | Registration, second: Recognition | Registration) -> str:
    return ", ".join(
        f"{field.name} {getattr(first, field.name)} and {getattr(second, field.name)}"
        for field in attrs.fields(type(first))
        if getattr(first, field.name) != getattr(second, field.name)
    )


def region_on(regions: Regions, region_id: str, day: date) -> str:
    """The region that a region has become by a day: itself, or the one region that followed it.

    Raises:
        RegionLifeError: if it was split among several, ended without a successor, or does not exist yet.
        UnknownIdError: if there is no such region.
    """
    here = region_id
    passed: set[str] = set()
    while regions.life_on(here, day) is None:
        last = regions.lives_of(here)[-1]
        if day <= last.last_day:
            raise outside_life(regions.lives_of(here), day)
        if len(last.successors) != 1 or here in passed:
            became = ", ".join(last.successors) or "nothing"
            raise RegionLifeError(
                f"region {here!r} ended on {last.valid_to} and became {became}; say in which region its holders are"
            )
        passed.add(here)
        here = last.successors[0]
    return here


def counts_in_regions(
    homes: Iterable[str],
    *,
    regions: Regions,
    as_of: date,
    denominators: Mapping[str, int],
    what: str,
) -> tuple[dict[str, int], list[XhhtError]]:
    """How many of some holders, by their regions, are in each region that has a denominator, and what is wrong.

    Holders in a region that has been merged are counted in the region that followed it, and those of its
    parts in the region that they belong to. `what` says what the holders do: "hold 'clan'".
    """
    problems: list[XhhtError] = []
    holders: defaultdict[str, int] = defaultdict(int)
    for region_id, count in Counter(homes).items():
        try:
            holders[region_on(regions, region_id, as_of)] += count
        except RegionLifeError as problem:
            problems.append(problem)
    for region_id, count in holders.items():
        if region_id not in denominators:
            problems.append(
                InvalidValueError(f"{digits(count)} {what} in {region_id!r}, but it has no denominator; give one")
            )
    counted = _with_parts(holders, regions, as_of)
    counts = {region_id: counted[region_id] for region_id in denominators}
    for region_id, count in counts.items():
        size = denominators[region_id]
        if is_whole(size) and 0 <= size < count:
            problems.append(
                InvalidValueError(
                    f"{digits(count)} {what} in {region_id!r}, above its denominator {digits(size)}; correct one"
                )
            )
    return counts, problems


def _with_parts(counts: Mapping[str, int], regions: Regions, day: date) -> Mapping[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for region_id, count in counts.items():
        here: str | None = region_id
        while here is not None:
            found[here] += count
            here = regions.get(here, day).parent
    return found


def wrong_denominators(denominators: Mapping[str, int], regions: Regions, day: date) -> Iterator[XhhtError]:
    """What cannot be right about denominators by region."""
    for region_id, count in denominators.items():
        where = f"denominators[{region_id!r}]"
        if region_id not in regions:
            yield UnknownIdError("region", region_id, regions.ids, "denominators")
        elif regions.life_on(region_id, day) is None:
            yield outside_life(regions.lives_of(region_id), day, where)
        try:
            check_count(where, count)
        except (InvalidTypeError, InvalidValueError) as problem:
            yield problem
