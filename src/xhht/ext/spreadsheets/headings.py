"""Headings: the words that a table's heads, totals and feet are known by, as one table that a caller can replace."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from xhht.checks import Choice, as_tuple, each, identifier, nfc, optional_identifier
from xhht.errors import InvalidValueError, UnknownIdError
from xhht.ext.spellings import key
from xhht.values import Value


class Measure(Choice):
    """What a column counts of its subject."""

    TOTAL = "total"
    REGISTERED = "registered"
    RECOGNISED = "recognised"
    PERCENT = "percent"


def _words(values: Iterable[str]) -> tuple[str, ...]:
    words = tuple(nfc(word) for word in as_tuple(values))
    if not all(key(word) for word in words):
        raise InvalidValueError("a heading has an empty word, which would stand in every cell; leave it out")
    return words


@attrs.frozen(repr=False)
class Subject(Value):
    """Whom a column is about, and the indicator that its figures belong to."""

    id: str = attrs.field(converter=identifier)
    indicator: str = attrs.field(converter=identifier)


@attrs.frozen(repr=False)
class Phrase(Value):
    """Words of a head that say whom a column is about, what it counts, both, or nothing (filling words).

    `is_title` marks the name of a title: "Tổng số gia đình học tập" does not say whether all families
    are meant or those recognised, and a column so headed is not taken. `is_weak` marks a measure that any
    other goes before: "tổng số hộ đăng ký" are the registered.
    """

    words: tuple[str, ...] = attrs.field(converter=_words)
    subject: str | None = attrs.field(default=None, converter=optional_identifier, kw_only=True)
    measure: Measure | None = attrs.field(default=None, converter=attrs.converters.optional(Measure), kw_only=True)
    is_title: bool = attrs.field(default=False, kw_only=True)
    is_weak: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen(repr=False)
class Sort(Value):
    """A sort of places (communes, wards, hamlets), and the words and abbreviations before their names."""

    id: str = attrs.field(converter=identifier)
    words: tuple[str, ...] = attrs.field(converter=_words)


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Headings(Value):
    """All words that a table is known by; compared without regard to case, line breaks and points.

    Attributes:
        subjects: whom columns are about, with the indicator of each.
        phrases: what the words of a head mean; of two that have the same words the last. A head with any other word is
            not taken.
        comparing: words before what a percentage is of ("so với", "trên", "/").
        regions: words that head the column with the names of places, alone or one after another.
        ordinals: heads of the column with running numbers.
        remarks: heads of the column with remarks.
        totals: words that name a total row, alone or before a number or a place with its sort ("Cộng xã …").
        feet: words that begin the lines below a table.
        blanks: marks in place of a figure that say that none was given.
        sorts: the sorts of places, as they stand before a name ("Xã", "KP").
        bodies: words for the body that reports, before the name of its place ("HKH xã …").
        contents: heads of a column that names indicators, where each has a row of its own.
        units: heads of the column beside it with what each is counted in.
        results: heads of the column beside it with what was done.
        plans: heads beside it of what is no result: the plan, and which part of it was done.
    """

    subjects: tuple[Subject, ...] = attrs.field(converter=as_tuple, validator=each(Subject))
    phrases: tuple[Phrase, ...] = attrs.field(converter=as_tuple, validator=each(Phrase))
    comparing: tuple[str, ...] = attrs.field(converter=_words)
    regions: tuple[str, ...] = attrs.field(converter=_words)
    ordinals: tuple[str, ...] = attrs.field(converter=_words)
    remarks: tuple[str, ...] = attrs.field(converter=_words)
    totals: tuple[str, ...] = attrs.field(converter=_words)
    feet: tuple[str, ...] = attrs.field(converter=_words)
    blanks: tuple[str, ...] = attrs.field(converter=as_tuple)
    sorts: tuple[Sort, ...] = attrs.field(converter=as_tuple, validator=each(Sort))
    bodies: tuple[str, ...] = attrs.field(converter=_words)
    contents: tuple[str, ...] = attrs.field(converter=_words)
    units: tuple[str, ...] = attrs.field(converter=_words)
    results: tuple[str, ...] = attrs.field(converter=_words)
    plans: tuple[str, ...] = attrs.field(converter=_words)

    def __attrs_post_init__(self) -> None:
        known = [subject.id for subject in self.subjects]
        for place, phrase in enumerate(self.phrases):
            if phrase.subject is not None and phrase.subject not in known:
                raise UnknownIdError("subject", phrase.subject, known, f"phrases[{place}]")

    def indicator_of(self, subject: str) -> str:
        """The indicator of a subject.

        Raises:
            UnknownIdError: if the table has no such subject.
        """
        for known in self.subjects:
            if known.id == subject:
                return known.indicator
        raise UnknownIdError("subject", subject, [known.id for known in self.subjects])
