"""Reading: a whole file to observations, and a report on every cell of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from os import PathLike

from xhht.checks import calendar_day, expect
from xhht.errors import RegionLifeError, UnknownIdError
from xhht.ext.spreadsheets.bodies import Found, Reading
from xhht.ext.spreadsheets.columns import heads_places, parse_head
from xhht.ext.spreadsheets.files import content_of, grids_of
from xhht.ext.spreadsheets.headings import Headings
from xhht.ext.spreadsheets.ledgers import Ledger
from xhht.ext.spreadsheets.limits import LIMITS, Limits
from xhht.ext.spreadsheets.places import Gazetteer
from xhht.ext.spreadsheets.problems import ProblemKind
from xhht.ext.spreadsheets.results import SheetReport
from xhht.ext.spreadsheets.rows import Words
from xhht.ext.spreadsheets.sheets import read_sheet
from xhht.ext.spreadsheets.vocabularies import DEFAULT
from xhht.figures.levels import Level
from xhht.figures.observations import Observation
from xhht.figures.prints import LOCALES
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import AnyShare, Share
from xhht.model.programme import Programme


def read(
    path_or_bytes: str | PathLike[str] | bytes,
    *,
    programme: Programme,
    regions: Regions | Iterable[Region],
    on: date,
    sheet: str | None = None,
    headings: Headings = DEFAULT,
    level: Level | str | None = None,
    source: str | None = None,
    within: str | None = None,
    locale: str = "vi",
    read_hidden: bool = False,
    limits: Limits = LIMITS,
) -> SheetReport:
    """Read the tables of a spreadsheet (.xlsx, .ods, .csv) into observations.

    Every cell that is not empty is in `used`, in `problems` or, where it was taken with a reservation, in both.

    Args:
        path_or_bytes: the file, or what it holds.
        programme: what is measured.
        regions: the places that rows may name.
        on: the day that the figures are of. It is never taken from the file.
        sheet: the name of the one sheet to read; all where None.
        headings: the words that heads, totals and feet are known by.
        level: look for names among the regions of one level alone.
        source: the document or address, for the observations.
        within: the region that the file is about, itself and all below it; indicators in rows are its own.
        locale: whose signs numbers have that are typed as text, ``"vi"`` (1.282) or ``"en"`` (1,282).
        read_hidden: take hidden rows, columns and sheets too; else they are problems.
        limits: how large the file may be.

    Raises:
        UnreadableSheetError: if the file is none of the three kinds, damaged, encrypted
            (EncryptedSheetError) or beyond the limits (TooLargeSheetError).
        UnknownIdError: if there is no sheet of that name, no region `within`, or no such locale.
        InvalidTypeError: if an argument is of the wrong kind.
        InvalidRegionsError: if the regions are no tree.
    """
    expect(Programme, programme, "a programme")
    expect(Headings, headings, "headings")
    expect(Limits, limits, "limits")
    tree, day = Regions.of(regions), calendar_day(on, "on")
    if locale not in tuple(LOCALES):  # What is no text may have no hash.
        raise UnknownIdError("locale", locale, LOCALES)
    whole = None if within is None else _region(tree, within, day)
    reading = Reading(
        words=Words(headings, locale),
        indicators=frozenset(indicator.id for indicator in programme.indicators),
        gazetteer=Gazetteer(tree, day, None if level is None else Level(level), headings, whole),
        on=day,
        read_hidden=read_hidden,
    )

    def is_heading(text: str) -> bool:
        return heads_places(text, headings) or parse_head(text, headings, day).is_heading

    content, name = content_of(path_or_bytes, limits)
    ledgers: list[Ledger] = []
    found: list[tuple[Ledger, Found]] = []
    for grid in grids_of(content, name, sheet, limits, is_heading):
        ledger = Ledger(grid.name)
        ledgers.append(ledger)
        found += [(ledger, share) for share in read_sheet(grid, reading, ledger)]
    observations = tuple(_observation(ledger, share, reading, source) for ledger, share in _kept(found))
    return SheetReport(
        observations,
        problems=tuple(problem for ledger in ledgers for problem in ledger.sorted_problems()),
        used=tuple(use for ledger in ledgers for _, use in sorted(ledger.uses.items())),
        places=_places(reading.gazetteer, {region for ledger in ledgers for region in ledger.listed}, day),
    )


def _region(tree: Regions, within: str, day: date) -> Region:
    """The region that a file is about.

    Raises:
        UnknownIdError: if there is none.
        RegionLifeError: if it does not exist on the day.
    """
    if within not in tree:
        raise UnknownIdError("region", within, tree.ids, "within")
    life = tree.life_on(within, day)
    if life is None:
        raise RegionLifeError(f"region {within!r} in within= does not exist on {day}; name another, or check the day")
    return life


def _places(gazetteer: Gazetteer, listed: set[str], day: date) -> tuple[tuple[Region, bool], ...]:
    """The known regions of the levels that rows name, and whether each has a row."""
    alive = gazetteer.regions.alive_on(day)
    levels = {region.level for region in alive if region.id in listed}
    whole = gazetteer.within
    return tuple(
        (region, region.id in listed)
        for region in alive
        if region.level in levels and (whole is None or gazetteer.is_inside(region, whole))
    )


def _observation(ledger: Ledger, found: Found, reading: Reading, source: str | None) -> Observation:
    note = ledger.note_on(list(found.reported.cells))
    return Observation(
        reading.headings.indicator_of(found.reported.subject),
        found.region,
        reading.on,
        found.reported.share,
        reference=source,
        note=f"{note}; {found.remark}" if found.remark else note,
    )


def _kept(found: list[tuple[Ledger, Found]]) -> list[tuple[Ledger, Found]]:
    """Each share of a region once; where two rows contradict each other, neither."""
    groups: dict[tuple[str, str, str], list[tuple[Ledger, Found]]] = {}
    for ledger, share in found:
        key = (share.reported.subject, share.region, share.reported.share.base.value)
        groups.setdefault(key, []).append((ledger, share))
    kept = []
    for group in groups.values():
        first = group[0][1]
        agree = all(_agree(first.reported.share, share.reported.share) for _, share in group)
        for ledger, share in group[1:] if agree else group:
            for cell in share.reported.cells:
                ledger.refuse(cell, ProblemKind.REPEATED_REGION, share.name.text)
        kept += [group[0]] if agree else []
    return kept


def _agree(first: AnyShare, second: AnyShare) -> bool:
    if isinstance(first, Share) and isinstance(second, Share):
        return first == second
    return first.bounds.meets(second.bounds)
