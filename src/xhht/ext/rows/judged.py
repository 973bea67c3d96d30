"""Assessments read back from rows: the reports are judged anew, and every cell must agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from fractions import Fraction

import attrs

from xhht.checks import expect
from xhht.errors import InvalidValueError, UnknownIdError, XhhtError
from xhht.ext import flat_shares
from xhht.ext.rows.cells import Cell, text_of_cell
from xhht.ext.rows.numbers import is_near, with_numbers
from xhht.ext.rows.reading import (
    COLUMNS,
    MIDNIGHT,
    InvalidTableError,
    ReportRow,
    WrongCell,
    flag_of,
    mappings,
    present,
)
from xhht.ext.rows.results import typed_columns
from xhht.ext.rows.verdicts import DAY
from xhht.ext.whole_numbers import whole_number
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.judgement.assessment import Assessment, assess
from xhht.model.programme import Programme
from xhht.model.targets import Reading
from xhht.periods import day_from_text

REPORT = (*flat_shares.COLUMNS, "reference", "note")
NAMES = {name: name for name in COLUMNS}
NEEDED = ("target", "region", "indicator", "as_of")


def assessment_from_rows(
    rows: Iterable[Mapping[str, object]], *, programme: Programme, regions: Regions | Iterable[Region]
) -> Assessment:
    """Read an assessment from the rows that `to_rows` gives of it, with the programme and the regions it was made with.

    The reports and baselines in the rows are judged again. What comes out must be what the rows say, cell by cell:
    an outcome, a threshold or a distance that was changed on the way is an error and never passes.

    >>> from xhht import Share
    >>> from xhht.ext.rows import to_rows
    >>> from xhht.programmes import ctph_154
    >>> day, place = date(2020, 12, 31), [Region("van-yen", "Huyện Văn Yên", level="district")]
    >>> seen = [Observation("clans_recognised", "van-yen", day, Share(45, 100))]
    >>> found = assess(ctph_154.PROGRAMME, seen, regions=place, as_of=day)
    >>> assessment_from_rows(to_rows(found), programme=ctph_154.PROGRAMME, regions=place) == found
    True

    Raises:
        InvalidObservationsError: for reports that do not fit the programme or the regions.
        InvalidTableError: for every cell that cannot be right or does not follow from the reports.
        InvalidTypeError: if the rows are no mappings, or there is no programme.
        UnknownIdError: if a row is about a target, a region or a body of which nothing was judged.
    """
    expect(Programme, programme, "a programme")
    tree = Regions.of(regions)
    listed = [{name: present(cell) for name, cell in row.items()} for row in mappings(rows)]
    problems: list[XhhtError] = []
    days = {_text(row.get("as_of")) for row in listed}
    problems += [
        InvalidValueError(f"rows[{place}], column {name!r} is empty; every verdict has one")
        for place, row in enumerate(listed)
        for name in NEEDED
        if row.get(name) is None
    ]
    if not problems and len(days) != 1:
        problems.append(InvalidValueError(f"rows of one assessment have one day in 'as_of', got {len(days)} of them"))
    _raise(problems)
    seen = _reports(listed, "", problems)
    baselines, outdated = _reports(listed, "baseline_", problems), _reports(listed, "outdated_", problems)
    as_of = _day("as_of", days.pop(), problems)
    firsts = {_text(row["since"]) for row in listed if row.get("since") is not None}
    since = _day("since", firsts.pop(), problems) if len(firsts) == 1 else None
    _raise(problems)
    readings = {row.get("reading") for row in listed} - {None}
    found = assess(
        programme,
        tuple(dict.fromkeys([*seen, *baselines, *outdated])),
        regions=tree,
        as_of=as_of,
        since=since,
        tiers=_tiers(listed, programme, tree, as_of),
        baseline_on=max((one.on for one in baselines), default=None),
        reading=Reading(str(readings.pop())) if len(readings) == 1 else None,
    )
    kept = _kept(found, listed)
    exact = typed_columns(kept)
    # Words may stand there in either language.
    forms: tuple[Mapping[str, Sequence[Cell | float]], ...] = (
        exact,
        with_numbers(exact),
        typed_columns(kept, "en"),
        typed_columns(kept, "vi"),
    )
    for place, row in enumerate(listed):
        for name, cell in row.items():
            cells = [of[name][place] for of in forms if name in of]
            if not any(_agrees(cell, expected) for expected in cells):
                follows = cells[0] if cells else None
                problems.append(
                    InvalidValueError(
                        f"rows[{place}], column {name!r} {cell} contradicts its report, from which {follows} follows"
                    )
                )
    _raise(problems)
    return kept


def _kept(found: Assessment, rows: list[dict[str, object]]) -> Assessment:
    """The verdicts that rows are about, on all or on single bodies, in their order."""
    bodies = {str(row["party"]) for row in rows if row.get("party") is not None}
    on_body = {(verdict.key, verdict.party): verdict for verdict in found.where(party=bodies)}
    kept = []
    for place, row in enumerate(rows):
        verdict, party = found[str(row["target"]), str(row["region"])], row.get("party")
        if party is not None and (verdict.key, party) not in on_body:
            raise UnknownIdError("party", party, verdict.target.parties, f"rows[{place}]")
        kept.append(verdict if party is None else on_body[verdict.key, str(party)])
    return attrs.evolve(found, verdicts=kept, by_party=() if bodies else found.by_party)


def _reports(rows: list[dict[str, object]], prefix: str, problems: list[XhhtError]) -> list[Observation]:
    reports = []
    wrong: list[WrongCell] = []
    day = f"{prefix}on" if prefix else DAY
    for place, row in enumerate(rows):
        if row.get(day) is not None:
            cells = {name: row.get(f"{prefix}{name}") for name in REPORT}
            named = {"indicator": row["indicator"], "region": row["region"], "party": row.get("party"), DAY: row[day]}
            named |= cells
            report = ReportRow(place, named, wrong, NAMES).observation()
            reports += [] if report is None else [report]
    problems += [cell.error for cell in wrong]
    return reports


def _text(cell: object) -> str:
    """A cell as text, a day without its midnight."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return MIDNIGHT.sub("", cell.isoformat() if isinstance(cell, date) else str(cell))


def _agrees(cell: object, expected: Cell | float) -> bool:  # A flag is one of the cells.
    """Whether a cell is what was written, in the form that a file or a database gives it."""
    if cell is None or expected is None:
        return cell is None and expected in (None, "")
    if isinstance(expected, (Fraction, date)):
        expected = text_of_cell(expected)
    try:
        if isinstance(expected, float):
            return is_near(float(str(cell)), expected)
        if isinstance(expected, bool):
            return flag_of(cell) is expected
        if isinstance(expected, int) or not isinstance(cell, (str, date)):
            return whole_number(cell) == int(expected)
    except (XhhtError, ValueError):
        return False
    return expected in (cell, _text(cell))


def _tiers(rows: list[dict[str, object]], programme: Programme, regions: Regions, as_of: date) -> dict[str, str]:
    """The tiers that the regions alone do not give, since whoever judged named them."""
    named = {}
    for row in rows:
        region = str(row["region"])
        life = regions.life_on(region, as_of) if region in regions else None
        if row.get("tier") is not None and life is not None and programme.tier_of(life) != row["tier"]:
            named[region] = str(row["tier"])
    return named


def _day(name: str, cell: object, problems: list[XhhtError]) -> date:
    try:
        return day_from_text(str(cell))
    except InvalidValueError as error:
        problems.append(InvalidValueError(f"column {name!r}: {error}"))
        return date.max


def _raise(problems: list[XhhtError]) -> None:
    if problems:
        raise InvalidTableError("an assessment in a table", problems)
