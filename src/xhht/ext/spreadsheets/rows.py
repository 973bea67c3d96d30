"""Rows: the counts and percentages of one line about one subject, and the shares that they report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from xhht.ext.spreadsheets.cells import Cell, Grid
from xhht.ext.spreadsheets.columns import Column, Role
from xhht.ext.spreadsheets.figures import Flawed, Percentage, count_of, percentage_of
from xhht.ext.spreadsheets.headings import Headings, Measure
from xhht.ext.spreadsheets.ledgers import Ledger
from xhht.ext.spreadsheets.problems import ProblemKind, in_both
from xhht.ext.spreadsheets.results import Use
from xhht.figures.bounds import Base, CountRange, format_counts
from xhht.figures.caveats import Caveat
from xhht.figures.shares import AnyShare, BoundedShare, Share, reconcile
from xhht.texts import Language, Text
from xhht.values import Value


@attrs.frozen(repr=False)
class Reported(Value):
    """A share that a line reports, and the cells that it came from."""

    subject: str
    share: AnyShare
    cells: tuple[Cell, ...]


@attrs.frozen(repr=False)
class Words(Value):
    """How words and numbers are written: the headings, and whose signs numbers have that are typed as text."""

    headings: Headings
    locale: str


@attrs.frozen(kw_only=True, repr=False)
class Figures(Value):
    """The figures of one line about one subject."""

    subject: str
    counts: dict[Measure, tuple[Cell, int | CountRange]]
    percentages: tuple[tuple[Cell, Column, Percentage], ...]


def figures_of(cells: Iterable[tuple[Cell, Column | None]], words: Words, grid: Grid, ledger: Ledger) -> list[Figures]:
    """The figures of one place by subject, from cells and what each holds; what cannot be read goes to the problems."""
    counts: dict[str, dict[Measure, tuple[Cell, int | CountRange]]] = {}
    percentages: dict[str, list[tuple[Cell, Column, Percentage]]] = {}
    for cell, column in cells:
        if column is None or column.role is not Role.FIGURE or column.subject is None or column.measure is None:
            continue
        if cell.is_text and cell.text.strip() in words.headings.blanks:
            ledger.take(cell, Use.BLANK)
            continue
        counts.setdefault(column.subject, {})
        if (cell.row, cell.column) in grid.merges:
            ledger.refuse(cell, ProblemKind.MERGED)
        elif column.measure is Measure.PERCENT:
            read = percentage_of(cell, _base(column), words.locale)
            if isinstance(read, Flawed):
                ledger.refuse(cell, read.kind, read.detail)
            else:
                percentages.setdefault(column.subject, []).append((cell, column, read))
        else:
            count = count_of(cell, words.locale)
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
        if not isinstance(whole[1], int):
            ledger.refuse(whole[0], ProblemKind.NOT_A_COUNT)
            continue
        if _least(recognised[1]) > whole[1]:
            ledger.refuse(recognised[0], ProblemKind.MORE_THAN_ALL, _above(_least(recognised[1]), whole[1]))
            ledger.refuse(whole[0], ProblemKind.MORE_THAN_ALL, _above(_least(recognised[1]), whole[1]))
            continue
        for cell in (whole[0], recognised[0]):
            ledger.take(cell, Use.FIGURE)
        share = _share(recognised[1], whole[1], base)
        shares[base] = Reported(figures.subject, share, (whole[0], recognised[0]))
    registered, total = figures.counts.get(Measure.REGISTERED), figures.counts.get(Measure.TOTAL)
    if registered is not None and total is not None and _is_above(registered[1], total[1]):
        ledger.refuse(registered[0], ProblemKind.MORE_THAN_ALL, _above(registered[1], total[1]))
    return shares


_OF_REGISTERED = Text("{}; tỷ lệ này khớp với {} số đã đăng ký", "{}; it follows from {} of the registered")


def _shown(share: AnyShare) -> Text:
    return in_both(share.format)


def _of_registered(share: AnyShare, registered: AnyShare) -> Text:
    """The counted share, and that of the registered from which the percentage does follow."""

    def say(language: Language) -> str:
        return _OF_REGISTERED.in_language(language).format(share.format(language), registered.format(language))

    return in_both(say)


def _above(part: int | CountRange, whole: int | CountRange) -> Text:
    return in_both(lambda language: f"{format_counts(part, language)} > {format_counts(whole, language)}")


def _least(count: int | CountRange) -> int:
    return count.least if isinstance(count, CountRange) else count


def _is_above(part: int | CountRange, whole: int | CountRange) -> bool:
    """Whether a part is more than its whole, whatever the two can be."""
    most = whole.most if isinstance(whole, CountRange) else whole
    return most is not None and _least(part) > most


def _share(count: int | CountRange, whole: int, base: Base) -> AnyShare:
    if not isinstance(count, CountRange):
        return Share(count, whole, base=base)
    most = whole if count.most is None else min(count.most, whole)
    return BoundedShare.from_counts(count.least, most, whole, base=base)


def _check_registration(figures: Figures, cell: Cell, percentage: Percentage, ledger: Ledger) -> None:
    """A share that has registered is compared with its counts, and reports nothing of its own."""
    registered, total = figures.counts.get(Measure.REGISTERED), figures.counts.get(Measure.TOTAL)
    share = _exact_share(registered, total)
    if registered is None or total is None or share is None:
        ledger.refuse(cell, ProblemKind.REGISTRATION_ONLY)
        return
    for counted in (registered[0], total[0]):
        if (counted.row, counted.column) not in ledger.uses:
            ledger.take(counted, Use.CHECKED)
    if _fits(share, percentage):
        ledger.take(cell, Use.CHECKED)
    elif share.denominator == 0:
        ledger.refuse(cell, ProblemKind.OF_NOTHING)
    else:
        ledger.refuse(cell, ProblemKind.CONTRADICTION, _shown(share))


def _check_unstated(reported: Reported, cell: Cell, percentage: Percentage, ledger: Ledger) -> None:
    """Beside a share of the registered alone, a percentage that does not say of what can only confirm it."""
    share = reported.share
    if isinstance(share, Share) and _fits(share, percentage):
        ledger.take(cell, Use.CHECKED)
    else:
        ledger.refuse(cell, ProblemKind.UNCLEAR_HEADING, _shown(share))


def _fits(share: Share, percentage: Percentage) -> bool:
    return share.denominator > 0 and percentage.follows_from(share.value)


def _joined(
    reported: Reported, registered: Reported | None, cell: Cell, percentage: Percentage, ledger: Ledger
) -> Reported:
    """A counted share and the percentage beside it; both are kept as possible where they contradict each other."""
    share = reported.share
    if not isinstance(share, Share):
        if Caveat.PRINT_DIFFERS in share.caveats:
            ledger.refuse(cell, ProblemKind.REPEATED_COLUMN)
        elif percentage.share.bounds.meets(share.bounds):
            ledger.take(cell, Use.CHECKED)
        else:
            ledger.refuse(cell, ProblemKind.CONTRADICTION, _shown(share))
        return reported
    if _fits(share, percentage):
        ledger.take(cell, Use.CHECKED)
        return reported
    if share.denominator == 0:
        ledger.refuse(cell, ProblemKind.OF_NOTHING)
        return reported
    if percentage.is_doubtful:
        ledger.refuse(cell, ProblemKind.SHARE_OR_PERCENT, _shown(share))
        return reported
    other = None if registered is None else registered.share
    is_of_registered = isinstance(other, Share) and other is not share and _fits(other, percentage)
    detail = _shown(share)
    if other is not None and is_of_registered:
        detail = _of_registered(share, other)
    ledger.refuse(cell, ProblemKind.CONTRADICTION, detail)
    return attrs.evolve(reported, share=reconcile(share, percentage.share), cells=(*reported.cells, cell))


def agrees(figures: Figures, column: Column, percentage: Percentage) -> bool | None:
    """Whether a percentage follows from the counts beside it; None where there are none to compare."""
    part = figures.counts.get(_part(column))
    whole = figures.counts.get(Measure.REGISTERED if column.of is Measure.REGISTERED else Measure.TOTAL)
    share = _exact_share(part, whole)
    return None if share is None else _fits(share, percentage)


def _exact_share(
    part: tuple[Cell, int | CountRange] | None, whole: tuple[Cell, int | CountRange] | None
) -> Share | None:
    """The share of two exact counts; None where one is missing or a range, or the part is above the whole."""
    if part is None or whole is None or not (isinstance(part[1], int) and isinstance(whole[1], int)):
        return None
    return Share(part[1], whole[1]) if part[1] <= whole[1] else None
