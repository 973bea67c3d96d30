"""Ledgers: what has become of each cell of a sheet while it is read."""

from __future__ import annotations

from xhht.ext.spreadsheets.cells import Cell, letters
from xhht.ext.spreadsheets.problems import CellProblem, Detail, ProblemKind
from xhht.ext.spreadsheets.results import CellUse, Use
from xhht.texts import Text

BY_FORMAT = Text(
    "tỷ lệ được lấy theo các chữ số mà định dạng “{}” hiển thị", "the digits that the format {} shows were taken"
)
BY_FORMULA = Text("lấy kết quả đã lưu của công thức", "the stored result of the formula was taken")


class Ledger:
    """The cells of one sheet: taken for something, or a problem, or both."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.problems_at: dict[tuple[int, str], list[CellProblem]] = {}
        self.listed: set[str] = set()
        self.uses: dict[tuple[int, int], CellUse] = {}

    def refuse(self, cell: Cell, kind: ProblemKind, detail: Detail = "") -> None:
        """Note a problem with a cell."""
        problem = CellProblem(self.sheet, cell.row, letters(cell.column), cell.text, kind=kind, detail=detail)
        known = self.problems_at.setdefault((cell.row, problem.column), [])
        if problem not in known:
            known.append(problem)

    def take(self, cell: Cell, use: Use) -> None:
        """Note what a cell was taken for, and how its figure was had."""
        remarks = []
        if use in (Use.FIGURE, Use.CHECKED, Use.TOTAL):
            if cell.is_percent and cell.form:
                remarks.append(Text(BY_FORMAT.vi.format(cell.form), BY_FORMAT.en.format(cell.form)))
            if cell.is_formula:
                remarks.append(BY_FORMULA)
        remark = Text("; ".join(r.vi for r in remarks), "; ".join(r.en for r in remarks)) if remarks else None
        self.uses[cell.row, cell.column] = CellUse(
            self.sheet, cell.row, letters(cell.column), cell.text, use=use, remark=remark
        )

    def has(self, cell: Cell) -> bool:
        """Whether a cell was taken for something, or is a problem already."""
        column = letters(cell.column)
        return (cell.row, cell.column) in self.uses or (cell.row, column) in self.problems_at

    def is_problem(self, cell: Cell, kind: ProblemKind) -> bool:
        """Whether a cell is a problem of a kind and no other, and was taken for nothing."""
        column = letters(cell.column)
        kinds = {problem.kind for problem in self.problems_at.get((cell.row, column), ())}
        return kinds == {kind} and (cell.row, cell.column) not in self.uses

    def is_figure(self, cell: Cell) -> bool:
        """Whether a cell was taken as a figure, or to check one."""
        use = self.uses.get((cell.row, cell.column))
        return use is not None and use.use in (Use.FIGURE, Use.CHECKED)

    def forget(self, cell: Cell, kind: ProblemKind) -> None:
        """Take back the problems of a kind with a cell, since another sentence says them."""
        place = cell.row, letters(cell.column)
        kept = [problem for problem in self.problems_at.pop(place, []) if problem.kind is not kind]
        if kept:
            self.problems_at[place] = kept

    def sorted_problems(self) -> list[CellProblem]:
        """The problems from the top down and from left to right."""
        found = [problem for problems in self.problems_at.values() for problem in problems]
        return sorted(found, key=lambda problem: (problem.row, len(problem.column), problem.column))

    def note_on(self, cells: list[Cell]) -> str:
        """Where a figure stands and how it was had, for the note of its observation."""
        places = ", ".join(f"{letters(cell.column)}{cell.row}" for cell in cells)
        found = [self.uses.get((cell.row, cell.column)) for cell in cells]
        remarks = dict.fromkeys(use.remark.en for use in found if use is not None and use.remark is not None)
        return "; ".join((f"{self.sheet}!{places}", *remarks))
