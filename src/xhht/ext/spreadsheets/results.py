"""Results: what a spreadsheet reported, which cells it came from, and which could not be taken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import attrs

from xhht.checks import Choice
from xhht.ext.spreadsheets.problems import CellProblem, ProblemKind
from xhht.figures.levels import Level
from xhht.figures.observations import Observation
from xhht.figures.regions import Region
from xhht.texts import Language, Noun, Text, check_language
from xhht.values import Value

MOST_NAMED = 20
_FIGURES, _CELLS = Noun("số liệu", "figures", one="figure"), Noun("ô", "cells", one="cell")
_SUMMARY = Text("Đã đọc {seen}; {wrong} cần kiểm tra lại.", "{seen} read, {wrong} to see to.")
_COVERED = Text(
    "- Đã có số liệu của {count}/{whole} {level}; chưa có: {names}.",
    "- {count} of {whole} {level} have a row; without: {names}.",
)
_LEVELS = {
    Level.COUNTRY: Text("quốc gia", "countries"),
    Level.PROVINCE: Text("tỉnh, thành phố", "provinces"),
    Level.DISTRICT: Text("đơn vị cấp huyện", "districts"),
    Level.COMMUNE: Text("đơn vị cấp xã", "communes"),
    Level.VILLAGE: Text("thôn, bản, tổ dân phố", "villages"),
}


class Use(Choice):
    """What a cell was taken for."""

    TITLE = "title"
    HEADING = "heading"
    NUMBERING = "numbering"
    REGION = "region"
    FIGURE = "figure"
    CHECKED = "checked"
    TOTAL = "total"
    REMARK = "remark"
    BLANK = "blank"
    FOOT = "foot"
    NOT_TAKEN = "not_taken"


@attrs.frozen(repr=False)
class CellUse(Value):
    """One cell that was understood: its place, what it shows, what for, and whatever else must be said."""

    sheet: str
    row: int
    column: str
    text: str
    use: Use = attrs.field(converter=Use, kw_only=True)
    remark: Text | None = attrs.field(default=None, kw_only=True)

    @property
    def place(self) -> str:
        """The place as spreadsheets write it, such as ``"Sheet1!C7"``."""
        return f"{self.sheet}!{self.column}{self.row}"


def _cause(problem: CellProblem) -> tuple[object, ...]:
    """What neighbouring cells share if one sentence serves them all: their sheet, their row, or neither."""
    if problem.kind is ProblemKind.NO_TABLE:
        return problem.sheet, problem.kind
    if problem.kind in (ProblemKind.NO_REGION, ProblemKind.HIDDEN, ProblemKind.STRAY):
        return problem.sheet, problem.kind, problem.detail, problem.row
    return problem.place, problem.kind, problem.detail


def _joined(problems: list[CellProblem], language: Language) -> str:
    if len(problems) == 1:
        return problems[0].explain(language)
    first, last = problems[0], problems[-1]
    cells = _CELLS.counted(len(problems), language)
    return first.at(f"{first.place}–{last.column}{last.row} ({cells})", language)


@attrs.frozen(repr=False)
class SheetReport(Value):
    """What was read: observations, the cells that could not be taken, and what every other cell was taken for."""

    observations: tuple[Observation, ...]
    problems: tuple[CellProblem, ...] = attrs.field(kw_only=True)
    used: tuple[CellUse, ...] = attrs.field(kw_only=True)
    places: tuple[tuple[Region, bool], ...] = attrs.field(default=(), kw_only=True, repr=False)

    def unlisted(self) -> tuple[str, ...]:
        """The ids of the known regions without a row, of the levels that rows name."""
        return tuple(region.id for region, is_listed in self.places if not is_listed)

    def explain(self, language: Language = "en") -> str:
        """What was read and what was not: a line for each cell that someone must look at, or for a row of such cells.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        check_language(language)
        seen = _FIGURES.counted(len(self.observations), language)
        wrong = _CELLS.counted(len({problem.place for problem in self.problems}), language)
        lines = [_SUMMARY.in_language(language).format(seen=seen, wrong=wrong), *self._coverage(language)]
        lines += [f"- {_joined(list(group), language)}" for _, group in groupby(self.problems, _cause)]
        lines += [
            f"- {use.place} “{use.text}”: {use.remark.in_language(language)}"
            for use in self.used
            if use.remark is not None
        ]
        return "\n".join(lines)

    def _coverage(self, language: Language) -> Iterator[str]:
        """How many of the known regions of each level have a row, and the names of the others."""
        for level in dict.fromkeys(region.level for region, _ in self.places):
            listed = [(region.name, has_row) for region, has_row in self.places if region.level is level]
            absent = [name for name, has_row in listed if not has_row]
            if absent:
                shown = ", ".join(absent[:MOST_NAMED]) + (" …" if len(absent) > MOST_NAMED else "")
                count = len(listed) - len(absent)
                words = _COVERED.in_language(language)
                level_name = _LEVELS[level].in_language(language)
                yield words.format(count=count, whole=len(listed), level=level_name, names=shown)
