"""Rows: the counts and percentages of one line about one subject, and the shares that they report."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from xhht.ext.spreadsheets.cells import Cell, Grid
from xhht.ext.spreadsheets.columns import Column, Role
from xhht.ext.spreadsheets.figures import Flawed, Percentage, count_of, percentage_of
from xhht.ext.spreadsheets.headings import Headings, Measure
from xhht.ext.spreadsheets.ledgers import Ledger
from xhht.ext.spreadsheets.problems import ProblemKind
from xhht.ext.spreadsheets.results import Use
from xhht.ext.spreadsheets.tables import Line
from xhht.figures.bounds import Base
from xhht.figures.shares import AnyShare, Share, reconcile
from xhht.values import Value


@attrs.frozen(repr=False)
class Reported(Value):
    """A share that a line reports, and the cells that it came from."""

    subject: str
    share: AnyShare
    cells: tuple[Cell, ...]


@attrs.frozen(kw_only=True, repr=False)
class Figures(Value):
    """The figures of one line about one subject."""

    subject: str
    counts: dict[Measure, tuple[Cell, int]]
    percentages: tuple[tuple[Cell, Column, Percentage], ...]


def figures_of(line: Line, columns: dict[int, Column], headings: Headings, grid: Grid, ledger: Ledger) -> list[Figures]:
    """The figures of a line by subject; what cannot be read goes to the problems."""
    counts: dict[str, dict[Measure, tuple[Cell, int]]] = {}
    percentages: dict[str, list[tuple[Cell, Column, Percentage]]] = {}
    for cell in line:
        column = columns.get(cell.column)
        if column is None or column.role is not Role.FIGURE or column.subject is None or column.measure is None:
            continue
        if cell.is_text and cell.text.strip() in headings.blanks:
            ledger.take(cell, Use.BLANK)
            continue
        counts.setdefault(column.subject, {})
        if (cell.row, cell.column) in grid.merges:
            ledger.refuse(cell, ProblemKind.MERGED)
        elif column.measure is Measure.PERCENT:
            read = percentage_of(cell, _base(column))
            if isinstance(read, Flawed):
                ledger.refuse(cell, read.kind, read.detail)
            else:
                percentages.setdefault(column.subject, []).append((cell, column, read))
        else:
            count = count_of(cell)
            if isinstance(count, Flawed):
                ledger.refuse(cell, count.kind, count.detail)
            else:
                counts[column.subject][column.measure] = (cell, count)
    return [
        Figures(subject=subject, counts=found, percentages=tuple(percentages.get(subject, ())))
        for subject, found in counts.items()
    ]


def _base(column: Column) -> Base:
    if column.of is Measure.REGISTERED:
        return Base.REGISTERED
    return Base.ALL if column.of is Measure.TOTAL else Base.UNSTATED


def shares_of(figures: Figures, ledger: Ledger) -> Iterator[Reported]:
    """The shares that the figures of a line report; contradictions go to the problems."""
    shares = _counted(figures, ledger)
    for cell, column, percentage in figures.percentages:
        if _part(column) is Measure.REGISTERED:
            _check_registration(figures, cell, percentage, ledger)
            continue
        base = _base(column)
        against = Base.ALL if base is Base.UNSTATED else base
        if against not in shares and base is Base.UNSTATED and Base.REGISTERED in shares:
            _check_unstated(shares[Base.REGISTERED], cell, percentage, ledger)
        elif against not in shares:
            if percentage.is_doubtful:
                ledger.refuse(cell, ProblemKind.SHARE_OR_PERCENT)
            elif percentage.is_less_than_shown:
                ledger.refuse(cell, ProblemKind.LESS_THAN_SHOWN)
            else:
                ledger.take(cell, Use.FIGURE)
                yield Reported(figures.subject, percentage.share, (cell,))
        else:
            shares[against] = _joined(shares[against], shares.get(Base.REGISTERED), cell, percentage, ledger)
    yield from shares.values()


def _part(column: Column) -> Measure:
    return Measure.REGISTERED if column.part is Measure.REGISTERED else Measure.RECOGNISED


def _counted(figures: Figures, ledger: Ledger) -> dict[Base, Reported]:
    shares: dict[Base, Reported] = {}
    recognised = figures.counts.get(Measure.RECOGNISED)
    for measure, base in ((Measure.TOTAL, Base.ALL), (Measure.REGISTERED, Base.REGISTERED)):
        whole = figures.counts.get(measure)
        if whole is None or recognised is None:
            continue
        if recognised[1] > whole[1]:
            ledger.refuse(recognised[0], ProblemKind.MORE_THAN_ALL, f"{recognised[1]} > {whole[1]}")
            ledger.refuse(whole[0], ProblemKind.MORE_THAN_ALL, f"{recognised[1]} > {whole[1]}")
            continue
        for cell in (whole[0], recognised[0]):
            ledger.take(cell, Use.FIGURE)
        share = Share(recognised[1], whole[1], base=base)
        shares[base] = Reported(figures.subject, share, (whole[0], recognised[0]))
    registered, total = figures.counts.get(Measure.REGISTERED), figures.counts.get(Measure.TOTAL)
    if registered is not None and total is not None and registered[1] > total[1]:
        ledger.refuse(registered[0], ProblemKind.MORE_THAN_ALL, f"{registered[1]} > {total[1]}")
    return shares


def _check_registration(figures: Figures, cell: Cell, percentage: Percentage, ledger: Ledger) -> None:
    """A share that has registered is compared with its counts, and reports nothing of its own."""
    registered, total = figures.counts.get(Measure.REGISTERED), figures.counts.get(Measure.TOTAL)
    if registered is None or total is None or registered[1] > total[1]:
        ledger.refuse(cell, ProblemKind.REGISTRATION_ONLY)
        return
    for counted in (registered[0], total[0]):
        if (counted.row, counted.column) not in ledger.uses:
            ledger.take(counted, Use.CHECKED)
    share = Share(registered[1], total[1])
    if _fits(share, percentage):
        ledger.take(cell, Use.CHECKED)
    elif total[1] == 0:
        ledger.refuse(cell, ProblemKind.OF_NOTHING)
    else:
        ledger.refuse(cell, ProblemKind.CONTRADICTION, share.format("vi"))


def _check_unstated(reported: Reported, cell: Cell, percentage: Percentage, ledger: Ledger) -> None:
    """Beside a share of the registered alone, a percentage that does not say of what can only confirm it."""
    share = reported.share
    if isinstance(share, Share) and _fits(share, percentage):
        ledger.take(cell, Use.CHECKED)
    else:
        ledger.refuse(cell, ProblemKind.UNCLEAR_HEADING, share.format("vi"))


def _fits(share: Share, percentage: Percentage) -> bool:
    return share.denominator > 0 and percentage.follows_from(share.value)


def _joined(
    reported: Reported, registered: Reported | None, cell: Cell, percentage: Percentage, ledger: Ledger
) -> Reported:
    """A counted share and the percentage beside it; both are kept as possible where they contradict each other."""
    share = reported.share
    if not isinstance(share, Share):
        ledger.refuse(cell, ProblemKind.REPEATED_COLUMN)
        return reported
    if _fits(share, percentage):
        ledger.take(cell, Use.CHECKED)
        return reported
    if share.denominator == 0:
        ledger.refuse(cell, ProblemKind.OF_NOTHING)
        return reported
    if percentage.is_doubtful:
        ledger.refuse(cell, ProblemKind.SHARE_OR_PERCENT, share.format("vi"))
        return reported
    other = None if registered is None else registered.share
    is_of_registered = isinstance(other, Share) and other is not share and _fits(other, percentage)
    hint = f"; = {other.format('vi')}" if other is not None and is_of_registered else ""
    ledger.refuse(cell, ProblemKind.CONTRADICTION, f"{share.format('vi')}{hint}")
    return attrs.evolve(reported, share=reconcile(share, percentage.share), cells=(*reported.cells, cell))


def agrees(figures: Figures, column: Column, percentage: Percentage) -> bool | None:
    """Whether a percentage follows from the counts beside it; None where there are none to compare."""
    part = figures.counts.get(_part(column))
    whole = figures.counts.get(Measure.REGISTERED if column.of is Measure.REGISTERED else Measure.TOTAL)
    if part is None or whole is None or part[1] > whole[1]:
        return None
    return _fits(Share(part[1], whole[1]), percentage)
