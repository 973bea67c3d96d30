"""Which sheet shows which result, and the sheets of verdicts, roll-ups, reviews, reports and observations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from xhht.checks import describe, is_whole
from xhht.coordination.assignments import Matrix
from xhht.coordination.reports import Report
from xhht.coordination.reviews import Review
from xhht.coordination.schedule import DueDate
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.rows import to_rows
from xhht.ext.tables import agreements, prospects
from xhht.ext.tables.sheets import (
    MOST_ROWS,
    Rows,
    Sheet,
    clauses,
    count,
    fields,
    heads,
    outcome,
    place,
    points,
    share,
    shown,
    tally_of,
)
from xhht.ext.tables.words import word
from xhht.figures.observations import Observation
from xhht.judgement.assessment import Assessment
from xhht.judgement.roll_ups import RollUp
from xhht.judgement.verdicts import Verdict
from xhht.model.targets import GrowthTarget, LevelTarget, Target
from xhht.pace.arrivals import Arrival
from xhht.pace.headway import Progress
from xhht.pace.trajectories import Trajectory
from xhht.plain_tables import plain_table
from xhht.planning.efforts import Effort
from xhht.planning.plans import Need, Plan
from xhht.scenarios.comparisons import Influence, ScenarioTable
from xhht.scenarios.projections import Projection
from xhht.scenarios.scenarios import Scenario
from xhht.scenarios.simulations import Spread
from xhht.texts import Language, check_language, format_day
from xhht.values import Value


def _verdicts(title: str, verdicts: Sequence[Verdict], language: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [
            place(v),
            v.target.name.in_language(language),
            outcome(v.outcome, language),
            share(v.actual, language),
            v.asked(language),
            points(v.gap_pp, language),
            count(v.shortfall, language),
        ]
        for v in verdicts
    ]
    columns = heads(language, "region", "target", "outcome", "reported", "asked", "distance", "missing")
    notes = clauses(verdicts, language)
    return Sheet.of(
        title,
        tally_of(verdicts, language),
        columns,
        rows,
        language=language,
        most_rows=most_rows,
        numbers=(5, 6),
        notes=notes,
    )


def _assessment(found: Assessment, language: Language, most_rows: int) -> Sheet:
    title = f"{found.programme.document.number}: {word('verdicts', language, format_day(found.as_of, language))}"
    return _verdicts(title, found.verdicts, language, most_rows)


def _verdict(found: Verdict, language: Language, most_rows: int) -> Sheet:
    sheet = _verdicts(word("verdicts", language, format_day(found.as_of, language)), [found], language, most_rows)
    return Sheet.of(
        sheet.title,
        found.explain(language),
        sheet.headings,
        sheet.rows,
        language=language,
        most_rows=most_rows,
        numbers=sheet.numbers,
        notes=sheet.notes,
    )


def _roll_up(found: RollUp, language: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [
            part.region.name,
            word("none", language) if part.observation is None else share(part.observation.actual, language),
            count(part.least, language),
            count(part.most, language),
            word("unknown", language) if part.denominator is None else count(part.denominator, language),
        ]
        for part in found.parts
    ]
    title = word("roll_up", language, found.indicator, found.region.name, format_day(found.as_of, language))
    columns = heads(language, "region", "reported", "least", "most", "of")
    total = share(found.actual, language)
    return Sheet.of(title, total, columns, rows, language=language, most_rows=most_rows, numbers=(2, 3, 4))


def _review(found: Review, language: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [
            line.party,
            line.responsibility.text.in_language(language),
            line.responsibility.source.number,
            line.status.text(language),
            count(len(line.activities), language),
        ]
        for line in found.lines
    ]
    title = f"{found.programme.document.number}: {word('review', language, str(found.year))}"
    columns = heads(language, "party", "responsibility", "clause", "status", "activities")
    return Sheet.of(title, "", columns, rows, language=language, most_rows=most_rows, numbers=(4,))


def _report(found: Report, language: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [
            str(review.year),
            line.party,
            line.responsibility.text.in_language(language),
            line.responsibility.source.number,
            line.status.text(language),
            count(len(line.activities), language),
        ]
        for review in found.reviews
        for line in found.lines_of(review)
    ]
    start, end = format_day(found.start, language), format_day(found.end, language)
    title = word("report", language, found.programme.document.number, start, end)
    subtitle = "" if found.assessment is None else tally_of(found.assessment, language)
    notes = [
        *([word("silent", language, ", ".join(found.silent_parties))] if found.silent_parties else []),
        *([word("open_difficulties", language, str(len(found.difficulties)))] if found.difficulties else []),
    ]
    columns = heads(language, "year", "party", "responsibility", "clause", "status", "activities")
    return Sheet.of(title, subtitle, columns, rows, language=language, most_rows=most_rows, numbers=(5,), notes=notes)


def several(values: Sequence[Value], language: Language, most_rows: int) -> Sheet:
    """Several values of one kind that has a sheet of its own, or any others by their plain columns."""
    kinds = {type(value) for value in values}
    for kind, build in LISTS.items():
        if values and all(issubclass(found, kind) for found in kinds):
            return build(values, language, most_rows)
    rows = to_rows(values)
    columns = list(rows[0]) if rows else ["–"]
    title = ", ".join(dict.fromkeys(type(value).__name__ for value in values))
    cells = [[shown(cell, language) for cell in row.values()] for row in rows]
    return Sheet.of(title, "", columns, cells, language=language, most_rows=most_rows)


def _listed(verdicts: Sequence[Verdict], language: Language, most_rows: int) -> Sheet:
    return _verdicts(word("verdicts", language, format_day(verdicts[0].as_of, language)), verdicts, language, most_rows)


def _observations(seen: Sequence[Observation], language: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [one.indicator, one.region, format_day(one.on, language), share(one.actual, language), one.reference or ""]
        for one in seen
    ]
    columns = heads(language, "indicator", "region", "day", "reported", "reference")
    return Sheet.of(word("observations", language), "", columns, rows, language=language, most_rows=most_rows)


def _alone(build: Callable[[Any, Language, int], Sheet]) -> Callable[[Any, Language, int], Sheet]:
    return lambda value, language, most_rows: build([value], language, most_rows)


SHEETS: Mapping[type, Callable[[Any, Language, int], Sheet]] = {
    Assessment: _assessment,
    Verdict: _verdict,
    Projection: prospects.projection,
    ScenarioTable: prospects.scenarios,
    Scenario: prospects.scenario,
    Plan: prospects.plan,
    Effort: prospects.effort,
    RollUp: _roll_up,
    Trajectory: prospects.path,
    Arrival: _alone(prospects.arrivals),
    Influence: _alone(prospects.influences),
    Need: _alone(prospects.needs),
    Review: _review,
    Report: _report,
    Spread: prospects.spread,
    Progress: prospects.progress,
    Matrix: agreements.matrix,
    DueDate: _alone(agreements.calendar),
    LevelTarget: _alone(agreements.targets),
    GrowthTarget: _alone(agreements.targets),
    Observation: _alone(_observations),
}
LISTS: Mapping[type, Callable[[Any, Language, int], Sheet]] = {
    Verdict: _listed,
    DueDate: agreements.calendar,
    Observation: _observations,
    Target: agreements.targets,
    Need: prospects.needs,
    Influence: prospects.influences,
    Arrival: prospects.arrivals,
}


def sheet_of(result: object, language: Language, most_rows: int) -> Sheet:
    """The sheet of any value of the model, or of several.

    Raises:
        InvalidTypeError: if it is no value of the model, or something else is among several.
        InvalidValueError: if `most_rows` is not positive.
        UnknownIdError: if the language is another.
    """
    check_language(language)
    if not is_whole(most_rows) or most_rows < 1:
        raise InvalidValueError(f"most_rows is a whole number from 1 on, got {describe(most_rows)}")
    build = SHEETS.get(type(result))
    if build is not None:
        return build(result, language, most_rows)
    if isinstance(result, Value):
        return fields(result, language, most_rows)
    if isinstance(result, (str, bytes, Mapping)) or not isinstance(result, Iterable):
        raise InvalidTypeError(f"a table shows a result or several values of the model, got {describe(result)}")
    values = list(result)
    for number, value in enumerate(values):
        if not isinstance(value, Value):
            raise InvalidTypeError(f"values[{number}] is a value of the model, got {describe(value)}")
    return several(values, language, most_rows)


def plain(result: object, *, language: Language = "en", most_rows: int = MOST_ROWS) -> str:
    """A result as a table of plain text, for a terminal or a log.

    >>> from xhht import Share
    >>> print(plain(Share(45, 100)))
    Share: 45/100 (45 %)
    field        value
    numerator    45
    denominator  100
    base         all

    Raises:
        InvalidTypeError: as in `table`, and likewise the other errors.
    """
    sheet = sheet_of(result, language, most_rows)
    rows = [[cell.text for cell in row] for row in sheet.rows]
    head = ": ".join(filter(None, (sheet.title, sheet.subtitle)))
    return "\n".join([head, plain_table(sheet.headings, rows), *sheet.notes])
