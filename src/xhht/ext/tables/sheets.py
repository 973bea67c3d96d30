"""Sheets: tables in words, each from a layout that says what columns the results of a type have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from xhht.ext.tables.phrases import look, said, words
from xhht.texts import Language, Text

MOST_ROWS = 40
MORE = Text("… và {} dòng nữa", "… and {} more rows")


@attrs.frozen
class Words:
    """The text of a cell, and the outcome whose look it has."""

    text: str
    look: str | None = None


@attrs.frozen
class Sheet:
    """A table in words: the title, the headings, the rows that are shown, and the notes below."""

    title: str
    subtitle: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    numbers: frozenset[int]
    notes: tuple[str, ...]
    language: Language
    is_grouped: bool = False


@attrs.frozen
class Column:
    """One column: its heading, how a cell follows from what a row is about, and whether it holds numbers."""

    heading: object
    cell: Callable[[Any], object]
    is_number: bool = attrs.field(default=False, kw_only=True)

    def within(self, part: Callable[[Any], Any]) -> Column:
        """The same column of rows that have what it is about as a part."""
        return attrs.evolve(self, cell=lambda row: self.cell(part(row)))


@attrs.frozen
class Heading:
    """What stands above a column, wherever there is one of its kind, and whether numbers stand below."""

    text: Text
    is_number: bool = False

    def of(self, cell: Callable[[Any], object]) -> Column:
        """The column of some rows under this heading."""
        return Column(self.text, cell, is_number=self.is_number)


@attrs.frozen(kw_only=True)
class Layout:
    """How results of one type become a sheet; title, subtitle and columns may follow from the result.

    `rows` says what each row is about; without it the result is iterable. `is_grouped` says that rows with the same
    first cell belong together. `notes` follow from the result, `row_notes`
    from the rows that are shown.
    """

    title: object
    columns: Sequence[Column] | Callable[[Any], Sequence[Column]]
    rows: Callable[[Any], Iterable[Any]] = iter
    subtitle: object = None
    notes: Callable[[Any], Iterable[object]] = lambda _: ()
    row_notes: Callable[[Sequence[Any]], Iterable[object]] = lambda _: ()
    is_grouped: bool = False

    def sheet(self, result: object, language: Language, most_rows: int) -> Sheet:
        """The sheet of one result, cut after its most rows; a note says how many there are beyond them."""

        def told(part: object) -> str:
            return words(part(result) if callable(part) else part, language)

        columns = self.columns(result) if callable(self.columns) else self.columns
        found = self.rows(result)
        rows = found if isinstance(found, Sequence) else list(found)
        beyond = [said(MORE, len(rows) - most_rows)] if len(rows) > most_rows else []
        shown = rows[:most_rows]
        cells = [[column.cell(row) for column in columns] for row in shown]
        return Sheet(
            told(self.title),
            told(self.subtitle),
            tuple(words(column.heading, language) for column in columns),
            tuple(tuple(Words(words(cell, language), look(cell)) for cell in row) for row in cells),
            frozenset(place for place, column in enumerate(columns) if column.is_number),
            tuple(words(note, language) for note in (*beyond, *self.notes(result), *self.row_notes(shown))),
            language,
            self.is_grouped,
        )
