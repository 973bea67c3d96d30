"""Results: what a spreadsheet reported, which cells it came from, and which could not be taken."""

from __future__ import annotations

from itertools import groupby

import attrs

from xhht.checks import Choice
from xhht.ext.spreadsheets.problems import CellProblem, ProblemKind
from xhht.figures.observations import Observation
from xhht.texts import Language, Text, check_language
from xhht.values import Value


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
    if problem.kind in (ProblemKind.NO_REGION, ProblemKind.HIDDEN):
        return problem.sheet, problem.kind, problem.detail, problem.row
    return problem.place, problem.kind, problem.detail


def _joined(problems: list[CellProblem], language: Language) -> str:
    if len(problems) == 1:
        return problems[0].explain(language)
    first, last = problems[0], problems[-1]
    cells = Text(f"{len(problems)} ô", f"{len(problems)} cells").in_language(language)
    why, remedy = first.why.in_language(language), first.remedy.in_language(language)
    return f"{first.place}–{last.column}{last.row} ({cells}): {why}; {remedy}."


@attrs.frozen(repr=False)
class SheetReport(Value):
    """What was read: observations, the cells that could not be taken, and what every other cell was taken for."""

    observations: tuple[Observation, ...]
    problems: tuple[CellProblem, ...] = attrs.field(kw_only=True)
    used: tuple[CellUse, ...] = attrs.field(kw_only=True)

    def explain(self, language: Language = "en") -> str:
        """What was read and what was not: a line for each cell that someone must look at, or for a row of such cells.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        check_language(language)
        seen, wrong = len(self.observations), len({problem.place for problem in self.problems})
        summary = Text(
            f"Đọc được {seen} số liệu, {wrong} ô cần xem lại.", f"{seen} figures read, {wrong} cells to see to."
        )
        lines = [summary.in_language(language)]
        lines += [f"- {_joined(list(group), language)}" for _, group in groupby(self.problems, _cause)]
        lines += [
            f"- {use.place} “{use.text}”: {use.remark.in_language(language)}"
            for use in self.used
            if use.remark is not None
        ]
        return "\n".join(lines)
