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

_KINDS = {
    "CTPH": Text("Chương trình phối hợp số {}", "Coordination Programme {}"),
    "QĐ": Text("Quyết định số {}", "Decision {}"),
    "KH": Text("Kế hoạch số {}", "Plan {}"),
    "CT": Text("Chỉ thị số {}", "Directive {}"),
    "TT": Text("Thông tư số {}", "Circular {}"),
    "NQ": Text("Nghị quyết số {}", "Resolution {}"),
    "NĐ": Text("Nghị định số {}", "Decree {}"),
}
_ANY_DOCUMENT = Text("văn bản số {}", "document {}")


def clause_number(text: str) -> str:
    """Return the number of a clause: parts of letters and digits joined by dots, such as ``"II.2.2"``.

    Raises:
        InvalidTypeError: if it is not a string.
        InvalidValueError: if it has another form.
    """
    if not isinstance(text, str):
        raise InvalidTypeError(f"a clause number is text, got {describe(text)}")
    found = nfc(text)
    plain = found.replace("Đ", "D").replace("đ", "d")
    if not (plain.isascii() and all(part.isalnum() for part in plain.split("."))):
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


def document_label(number: str) -> Text:
    """A document by its kind, which its sign tells, and its number.

    >>> document_label("281/QĐ-TTg").vi, document_label("18-CT/TU").en
    ('Quyết định số 281/QĐ-TTg', 'Directive 18-CT/TU')
    """
    signs = re.split("[/-]", number)
    kind = next((_KINDS[sign] for sign in signs if sign in _KINDS), _ANY_DOCUMENT)
    return Text(kind.vi.format(number), kind.en.format(number))


def document_numbers(values: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers of several documents as a tuple."""
    return tuple(document_number(value) for value in as_tuple(values))


@attrs.frozen(repr=False, eq=False)
class Source(Value):
    """One numbered place in a document.

    `place_name` says where it stands if the text itself has no number there. Two sources of one number are equal.

    >>> str(Source("154/CTPH-LN", "IV.7")), Source("154/CTPH-LN", "IV.7").label.vi
    ('IV.7, 154/CTPH-LN', 'mục IV.7')
    """

    document: str = attrs.field(converter=document_number)
    number: str = attrs.field(converter=clause_number)
    place_name: Text | None = attrs.field(
        default=None, validator=instance(Text, is_optional=True), eq=False, kw_only=True
    )

    def __str__(self) -> str:
        return f"{self.number}, {self.document}"

    @property
    def label(self) -> Text:
        """What a reader of the text calls the place: "mục IV.7", "phần mục tiêu"; never a name of the library's own.

        Without a `place_name` it follows from the number: names such as ``targets`` that stand behind one are left
        out, a lone Roman number is a part, and a letter at the end is a point.
        """
        return self.place_name or _label(self.number)

    @property
    def citation(self) -> Text:
        """The place with its document, as a sentence cites it.

        >>> Source("154/CTPH-LN", "IV.7").citation.vi
        'mục IV.7, Chương trình phối hợp số 154/CTPH-LN'
        """
        place, document = self.label, document_label(self.document)
        return Text(f"{place.vi}, {document.vi}", f"{place.en}, {document.en}")


_PARTS = {
    "heading": Text("phần đầu văn bản", "the heading"),
    "preamble": Text("phần căn cứ", "the preamble"),
    "objectives": Text("phần mục tiêu", "the part on objectives"),
    "closing": Text("phần kết thúc", "the closing part"),
    "signatures": Text("phần ký tên", "the signatures"),
    "recipients": Text("phần nơi nhận", "the list of recipients"),
}
_LABELS = {
    "part": Text("phần {}", "part {}"),
    "section": Text("mục {}", "section {}"),
    "point": Text("điểm {}, mục {}", "point {} of section {}"),
}


def _label(number: str) -> Text:
    first, *rest = number.split(".")
    if first in _PARTS:
        return _PARTS[first]
    numbered = [first, *(part for part in rest if len(part) == 1 or not part.isalpha() or part.isupper())]
    if len(numbered) > 1 and numbered[-1].isalpha() and numbered[-1].islower():
        return _filled("point", numbered[-1], ".".join(numbered[:-1]))
    is_part = len(numbered) == 1 and set(first) <= set("IVX")
    return _filled("part" if is_part else "section", ".".join(numbered))


def _filled(key: str, *values: str) -> Text:
    words = _LABELS[key]
    return Text(words.vi.format(*values), words.en.format(*values))


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


@attrs.frozen(repr=False, eq=False)
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


@attrs.frozen(repr=False, eq=False)
class Document(Value):
    """A signed or issued text: its number, name, issuer, day and, where there is one, its address."""

    number: str = attrs.field(converter=document_number)
    name: Text = attrs.field(validator=instance(Text))
    issuer: Text | None = attrs.field(default=None, validator=instance(Text, is_optional=True), kw_only=True)
    issued_on: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)
    place: str | None = attrs.field(default=None, converter=attrs.converters.optional(nfc), kw_only=True)
    url: str | None = attrs.field(default=None, converter=attrs.converters.optional(nfc), kw_only=True)


@attrs.frozen(repr=False, eq=False)
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
