"""Difficulties, open until every body concerned agrees on how they are settled, and shortcomings with their causes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from xhht.checks import as_tuple, calendar_day, describe, each, expect, identifier, identifiers, nfc
from xhht.errors import (
    InvalidDifficultiesError,
    InvalidTypeError,
    InvalidValueError,
    NotResponsibleError,
    UnknownIdError,
    XhhtError,
)
from xhht.model.parties import FocalPoint
from xhht.model.programme import Programme
from xhht.values import Value


def saying(value: str) -> str:
    """Return the words in which somebody says something; none are refused.

    Raises:
        InvalidTypeError: if it is not a string.
        InvalidValueError: if it is empty.
    """
    text = nfc(value)
    if not text.strip():
        raise InvalidValueError("a shortcoming, a cause or a proposal needs words; leave an empty one out")
    return text


def sayings(values: Iterable[str]) -> tuple[str, ...]:
    """Return the words of several as a tuple."""
    return tuple(saying(value) for value in as_tuple(values))


@attrs.frozen(repr=False)
class Shortcoming(Value):
    """What fell short in a period, in the words of the body that reports, and its causes."""

    text: str = attrs.field(converter=saying)
    causes: tuple[str, ...] = attrs.field(default=(), converter=sayings, kw_only=True)


@attrs.frozen(repr=False)
class Agreement(Value):
    """A body's agreement to the settlement of a difficulty, and its day."""

    party: str = attrs.field(converter=identifier)
    on: date = attrs.field(converter=calendar_day)


@attrs.frozen(kw_only=True, repr=False)
class Difficulty(Value):
    """Something that stands in the way, raised by one body and concerning others.

    Attributes:
        id: the id of the difficulty.
        about: what it is.
        raised_by: the id of the body that raised it.
        concerns: the ids of the bodies that must agree before it is settled.
        on: the day on which it was raised.
        agreements: who has agreed, and when.

    Raises:
        InvalidValueError: if nobody is concerned, or an agreement is earlier than the difficulty or twice.
        NotResponsibleError: if a body agreed that is not concerned.
    """

    id: str = attrs.field(converter=identifier)
    about: str = attrs.field(converter=nfc)
    raised_by: str = attrs.field(converter=identifier)
    concerns: tuple[str, ...] = attrs.field(converter=identifiers)
    on: date = attrs.field(converter=calendar_day)
    agreements: tuple[Agreement, ...] = attrs.field(default=(), converter=as_tuple, validator=each(Agreement))

    def __attrs_post_init__(self) -> None:
        if not self.concerns or not self.about.strip():
            raise InvalidValueError(f"difficulty {self.id!r} needs to say what it is about, and whom it concerns")
        agreed = [agreement.party for agreement in self.agreements]
        for agreement in self.agreements:
            if agreement.party not in self.concerns:
                raise NotResponsibleError(
                    f"difficulty {self.id!r} does not concern {agreement.party!r}; "
                    f"it waits for: {', '.join(self.waits_for) or 'nobody'}"
                )
            if agreement.on < self.on:
                raise InvalidValueError(
                    f"{agreement.party!r} agreed to difficulty {self.id!r} on {agreement.on}, before it was raised "
                    f"on {self.on}; correct one of the days"
                )
            if agreed.count(agreement.party) > 1:
                raise InvalidValueError(f"{agreement.party!r} agreed twice to difficulty {self.id!r}; keep one day")

    def agreed(self, party: str, *, on: date) -> Difficulty:
        """The difficulty with one more agreement; this one stays as it is.

        Raises:
            InvalidValueError: if the body agreed already, or before the difficulty was raised.
            NotResponsibleError: if the body is not concerned.
        """
        return attrs.evolve(self, agreements=(*self.agreements, Agreement(party, on)))

    @property
    def waits_for(self) -> tuple[str, ...]:
        """The ids of the bodies concerned that have not agreed."""
        agreed = {agreement.party for agreement in self.agreements}
        return tuple(party for party in self.concerns if party not in agreed)

    @property
    def is_open(self) -> bool:
        """Whether a body concerned has not agreed."""
        return bool(self.waits_for)

    @property
    def settled_on(self) -> date | None:
        """The day of the last agreement; None while the difficulty is open."""
        return None if self.is_open else max(agreement.on for agreement in self.agreements)

    def is_open_on(self, day: date) -> bool:
        """Whether it was raised by a day, and not settled by then.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
        """
        calendar_day(day)
        return self.on <= day and (self.settled_on is None or self.settled_on > day)


@attrs.frozen(repr=False)
class OpenDifficulty(Value):
    """A difficulty that is open on a day: for how long, with whom, and which offices handle it."""

    difficulty: Difficulty
    days_open: int
    waits_for: tuple[str, ...]
    focal_points: tuple[FocalPoint, ...]


def open_difficulties(
    programme: Programme, difficulties: Iterable[Difficulty], *, as_of: date
) -> tuple[OpenDifficulty, ...]:
    """What is open on a day, the longest open first.

    Args:
        programme: whose bodies and focal points are concerned.
        difficulties: all that were raised, in any order.
        as_of: the day.

    Raises:
        InvalidDifficultiesError: for every unknown body, difficulty raised outside the programme's life, and id
            that stands twice, all together in `problems`.
    """
    expect(Programme, programme, "a programme")
    calendar_day(as_of, "as_of")
    listed = as_tuple(difficulties)
    problems = list(_problems(programme, listed))
    if problems:
        raise InvalidDifficultiesError(f"difficulties of {programme.id!r}", problems)
    text = programme.as_of(as_of)
    found = [
        OpenDifficulty(
            difficulty,
            (as_of - difficulty.on).days,
            waiting := _waiting(difficulty, as_of),
            tuple(point for point in text.focal_points if point.party in (difficulty.raised_by, *waiting)),
        )
        for difficulty in listed
        if difficulty.is_open_on(as_of)
    ]
    return tuple(sorted(found, key=lambda item: (-item.days_open, item.difficulty.id)))


def _waiting(difficulty: Difficulty, day: date) -> tuple[str, ...]:
    agreed = {agreement.party for agreement in difficulty.agreements if agreement.on <= day}
    return tuple(party for party in difficulty.concerns if party not in agreed)


def _problems(programme: Programme, difficulties: tuple[object, ...]) -> Iterator[XhhtError]:
    first: dict[str, int] = {}
    parties = tuple(dict.fromkeys(party.id for revision in programme.revisions() for party in revision.parties))
    for place, difficulty in enumerate(difficulties):
        where = f"difficulties[{place}]"
        if not isinstance(difficulty, Difficulty):
            yield InvalidTypeError(f"{where} is a Difficulty, got {describe(difficulty)}")
            continue
        if difficulty.id in first:
            yield InvalidValueError(f"{where}: id {difficulty.id!r} stands already in [{first[difficulty.id]}]")
        first.setdefault(difficulty.id, place)
        for party in (difficulty.raised_by, *difficulty.concerns):
            if party not in parties:
                yield UnknownIdError("party", party, parties, where)
        if not programme.starts_on <= difficulty.on <= programme.ends_on:
            yield InvalidValueError(
                f"{where}: {difficulty.id!r} was raised on {difficulty.on}, outside the programme "
                f"({programme.starts_on} to {programme.ends_on}); correct the day"
            )
