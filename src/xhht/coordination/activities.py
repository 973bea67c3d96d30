"""Activities: what a body reports to have done for a responsibility, with evidence and counted results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

import attrs

from xhht.checks import Choice, as_tuple, calendar_day, describe, each, identifier, nfc, optional_day
from xhht.errors import InvalidTypeError, InvalidValueError, NotResponsibleError, UnknownIdError, XhhtError
from xhht.figures.bounds import check_count
from xhht.model.programme import Programme
from xhht.model.responsibilities import Responsibility
from xhht.texts import Language, Text, format_count
from xhht.values import Value

KeyT = TypeVar("KeyT")


class Measure(Choice):
    """What results of activities are counted in; money is in whole đồng."""

    CLASSES = "classes"
    PARTICIPANTS = "participants"
    SCHOLARSHIPS = "scholarships"
    REWARDS = "rewards"
    CONFERENCES = "conferences"
    INSPECTIONS = "inspections"
    DONG_RAISED = "dong_raised"

    def text(self, language: Language) -> str:
        """The measure in words.

        >>> Measure.DONG_RAISED.text("en")
        'đồng raised for learning promotion funds'
        """
        return _MEASURES[self].in_language(language)

    def counted(self, count: int, language: Language) -> str:
        """So many of the measure, in words.

        >>> Measure.DONG_RAISED.counted(262_500_000, "vi")
        'vận động Quỹ khuyến học được 262.500.000 đồng'
        """
        return (
            _COUNTED.get(self, _PLAIN).in_language(language).format(format_count(count, language), self.text(language))
        )


_MEASURES = {
    Measure.CLASSES: Text("lớp học", "classes"),
    Measure.PARTICIPANTS: Text("lượt người tham gia", "participants"),
    Measure.SCHOLARSHIPS: Text("suất học bổng", "scholarships"),
    Measure.REWARDS: Text("phần thưởng", "rewards"),
    Measure.CONFERENCES: Text("hội nghị", "conferences"),
    Measure.INSPECTIONS: Text("cuộc kiểm tra", "inspections"),
    Measure.DONG_RAISED: Text("đồng vận động cho Quỹ khuyến học", "đồng raised for learning promotion funds"),
}
_PLAIN = Text("{} {}", "{} {}")
_COUNTED = {Measure.DONG_RAISED: Text("vận động Quỹ khuyến học được {} đồng", "{} {}")}


@attrs.frozen(repr=False)
class Result(Value):
    """A counted result: how many of what."""

    measure: Measure = attrs.field(converter=Measure)
    count: int

    def __attrs_post_init__(self) -> None:
        check_count(f"the result in {self.measure}", self.count)


@attrs.frozen(kw_only=True, repr=False)
class Activity(Value):
    """Something that a body did for a responsibility.

    Attributes:
        responsibility: the id of the responsibility.
        party: the id of the body.
        on: the day on which it was done, or finished.
        note: what was done, in the body's words.
        evidence: addresses or numbers of documents that show it.
        results: counted results, each measure once.
        reported_on: the day of the report; None where it is not known, which counts as in time.

    Raises:
        InvalidValueError: if it was reported before it was done, or counts a measure twice.
    """

    responsibility: str = attrs.field(converter=identifier)
    party: str = attrs.field(converter=identifier)
    on: date = attrs.field(converter=calendar_day)
    note: str | None = attrs.field(default=None, converter=attrs.converters.optional(nfc))
    evidence: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=each(str))
    results: tuple[Result, ...] = attrs.field(default=(), converter=as_tuple, validator=each(Result))
    reported_on: date | None = attrs.field(default=None, converter=optional_day)

    def __attrs_post_init__(self) -> None:
        if self.reported_on is not None and self.reported_on < self.on:
            raise InvalidValueError(
                f"an activity of {self.on} cannot be reported on {self.reported_on}; correct one of the days"
            )
        measures = [result.measure for result in self.results]
        if len(set(measures)) != len(measures):
            raise InvalidValueError(f"an activity of {self.party!r} counts a measure twice; add the two up")


def misfits(programme: Programme, activities: Iterable[object]) -> Iterator[XhhtError]:
    """An error for every activity that does not fit the programme as it stood on the activity's day."""
    texts: dict[date, tuple[tuple[str, ...], dict[str, Responsibility]]] = {}
    for place, activity in enumerate(activities):
        where = f"activities[{place}]"
        if not isinstance(activity, Activity):
            yield InvalidTypeError(f"{where} is an Activity, got {describe(activity)}")
            continue
        if not programme.starts_on <= activity.on <= programme.ends_on:
            yield InvalidValueError(
                f"{where}: {activity.party!r} reports something of {activity.on}, outside the programme "
                f"({programme.starts_on} to {programme.ends_on}); correct the day"
            )
        if activity.on not in texts:
            text = programme.as_of(activity.on)
            texts[activity.on] = tuple(p.id for p in text.parties), {task.id: task for task in text.responsibilities}
        yield from _misfit(*texts[activity.on], activity, where)


def _misfit(
    parties: tuple[str, ...], tasks: Mapping[str, Responsibility], activity: Activity, where: str
) -> Iterator[XhhtError]:
    if activity.party not in parties:
        yield UnknownIdError("party", activity.party, parties, where)
    task = tasks.get(activity.responsibility)
    if task is None:
        yield UnknownIdError("responsibility", activity.responsibility, tasks, where)
    elif activity.party in parties and activity.party not in task.parties:
        yield NotResponsibleError(
            f"{where}: {activity.party!r} has no part in {task.id!r} ({task.source}); "
            f"it belongs to: {', '.join(task.parties)}"
        )


def totals(
    activities: Iterable[Activity], key: Callable[[Activity], Iterable[KeyT]]
) -> dict[tuple[KeyT, Measure], int]:
    """The exact sums of counted results, by a key of the activity and by measure.

    An activity with several keys (a responsibility that serves two contents) counts once under each.

    >>> day = date(2018, 5, 1)
    >>> done = Activity(responsibility="r", party="p", on=day, results=[Result("classes", 2)])
    >>> totals([done, done], lambda activity: [activity.party])
    {('p', <Measure.CLASSES: 'classes'>): 4}
    """
    found: defaultdict[tuple[Any, Measure], int] = defaultdict(int)
    for activity in activities:
        for name in key(activity):
            for result in activity.results:
                found[name, result.measure] += result.count
    return dict(found)
