"""Documents, and the numbered places in them that everything else cites."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import attrs

from xhht.checks import Choice, as_tuple, describe, instance, nfc, optional_day
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.texts import Text
from xhht.values import Value

CLAUSE_NUMBER = re.compile(r"[0-9A-Za-zĐđ]+(?:\.[0-9A-Za-zĐđ]+)*\Z")


def clause_number(text: str) -> str:
    """Return the number of a clause: parts of letters and digits joined by dots, such as ``"II.2.2"``.

    Raises:
        InvalidTypeError: if it is not a string.
        InvalidValueError: if it has another form.
    """
    if not isinstance(text, str):
        raise InvalidTypeError(f"a clause number is text, got {describe(text)}")
    found = nfc(text)
    if CLAUSE_NUMBER.match(found) is None:
        raise InvalidValueError(f"{describe(found)} is no clause number; write it like 'II.2.2' or 'closing'")
    return found


def document_number(text: str) -> str:
    """Return the number of a document, such as ``"154/CTPH-LN"``: text without a space at either end.

    Raises:
        InvalidTypeError: if it is not a string.
        InvalidValueError: if it is empty or has a space at an end.
    """
    found = nfc(text)
    if not found or found != found.strip():
        raise InvalidValueError(f"{describe(text)} is no document number; write it like '154/CTPH-LN'")
    return found


def document_numbers(values: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers of several documents as a tuple."""
    return tuple(document_number(value) for value in as_tuple(values))


@attrs.frozen(repr=False)
class Source(Value):
    """One numbered place in a document.

    >>> str(Source("154/CTPH-LN", "II.2.2"))
    'II.2.2, 154/CTPH-LN'
    """

    document: str = attrs.field(converter=document_number)
    number: str = attrs.field(converter=clause_number)

    def __str__(self) -> str:
        return f"{self.number}, {self.document}"


class ClauseKind(Choice):
    """What a clause does."""

    DOCUMENT = "document"
    BASIS = "basis"
    PURPOSE = "purpose"
    PRINCIPLE = "principle"
    GOAL = "goal"
    TARGET = "target"
    CONTENT = "content"
    RESPONSIBILITY = "responsibility"
    PROCESS = "process"


@attrs.frozen(repr=False)
class Clause(Value):
    """A numbered clause: what it does, in our own words, and why it is not measured where it is not.

    `not_measured` is None where a target, duty or responsibility cites the clause and can be reported on.
    """

    source: Source = attrs.field(validator=instance(Source))
    kind: ClauseKind = attrs.field(converter=ClauseKind, kw_only=True)
    gist: Text = attrs.field(validator=instance(Text), kw_only=True)
    not_measured: Text | None = attrs.field(default=None, validator=instance(Text, is_optional=True), kw_only=True)

    @property
    def is_measurable(self) -> bool:
        """Whether something that can be reported on follows from the clause."""
        return self.not_measured is None


@attrs.frozen(repr=False)
class Document(Value):
    """A signed or issued text: its number, name, issuer, day and, where there is one, its address."""

    number: str = attrs.field(converter=document_number)
    name: Text = attrs.field(validator=instance(Text))
    issuer: Text | None = attrs.field(default=None, validator=instance(Text, is_optional=True), kw_only=True)
    issued_on: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)
    place: str | None = attrs.field(default=None, converter=attrs.converters.optional(nfc), kw_only=True)
    url: str | None = attrs.field(default=None, converter=attrs.converters.optional(nfc), kw_only=True)


@attrs.frozen(repr=False)
class Basis(Value):
    """A document that a programme rests on, as its text prints it and as it is meant.

    `correction` gives the reason wherever the number printed is not the document's own number.
    """

    document: Document = attrs.field(validator=instance(Document))
    printed: str = attrs.field(converter=nfc, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)
    correction: Text | None = attrs.field(default=None, validator=instance(Text, is_optional=True), kw_only=True)

    def __attrs_post_init__(self) -> None:
        differs = "".join(self.printed.split()) != "".join(self.document.number.split())
        if differs != (self.correction is not None):
            raise InvalidValueError(
                f"{self.source}: {self.printed!r} is printed for {self.document.number!r}; "
                + ("say why it is corrected" if differs else "it needs no correction")
            )
