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
from xhht.model.targets import GrowthRule, LevelRule, TargetRule
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


def _verdicts(title: str, verdicts: Sequence[Verdict], lang: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [
            place(v),
            v.target.name.in_language(lang),
            outcome(v.outcome, lang),
            share(v.actual, lang),
            v.asked(lang),
            points(v.gap_pp, lang),
            count(v.shortfall, lang),
        ]
        for v in verdicts
    ]
    columns = heads(lang, "region", "target", "outcome", "reported", "asked", "distance", "missing")
    notes = clauses(verdicts, lang)
    return Sheet.of(
        title, tally_of(verdicts, lang), columns, rows, lang=lang, most_rows=most_rows, numbers=(5, 6), notes=notes
    )


def _assessment(found: Assessment, lang: Language, most_rows: int) -> Sheet:
    title = f"{found.programme.document.number}: {word('verdicts', lang, format_day(found.as_of, lang))}"
    return _verdicts(title, found.verdicts, lang, most_rows)


def _verdict(found: Verdict, lang: Language, most_rows: int) -> Sheet:
    sheet = _verdicts(word("verdicts", lang, format_day(found.as_of, lang)), [found], lang, most_rows)
    return Sheet.of(
        sheet.title,
        found.explain(lang),
        sheet.headings,
        sheet.rows,
        lang=lang,
        most_rows=most_rows,
        numbers=sheet.numbers,
        notes=sheet.notes,
    )


def _roll_up(found: RollUp, lang: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [
            part.region.name,
            word("none", lang) if part.observation is None else share(part.observation.actual, lang),
            count(part.least, lang),
            count(part.most, lang),
            word("unknown", lang) if part.denominator is None else count(part.denominator, lang),
        ]
        for part in found.parts
    ]
    title = word("roll_up", lang, found.indicator, found.region.name, format_day(found.as_of, lang))
    columns = heads(lang, "region", "reported", "least", "most", "of")
    total = share(found.actual, lang)
    return Sheet.of(title, total, columns, rows, lang=lang, most_rows=most_rows, numbers=(2, 3, 4))


def _review(found: Review, lang: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [
            line.party,
            line.responsibility.text.in_language(lang),
            line.responsibility.source.number,
            line.status.text(lang),
            count(len(line.activities), lang),
        ]
        for line in found.lines
    ]
    title = f"{found.programme.document.number}: {word('review', lang, str(found.year))}"
    columns = heads(lang, "party", "responsibility", "clause", "status", "activities")
    return Sheet.of(title, "", columns, rows, lang=lang, most_rows=most_rows, numbers=(4,))


def _report(found: Report, lang: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [
            str(review.year),
            line.party,
            line.responsibility.text.in_language(lang),
            line.responsibility.source.number,
            line.status.text(lang),
            count(len(line.activities), lang),
        ]
        for review in found.reviews
        for line in found.lines_of(review)
    ]
    start, end = format_day(found.start, lang), format_day(found.end, lang)
    title = word("report", lang, found.programme.document.number, start, end)
    subtitle = "" if found.assessment is None else tally_of(found.assessment, lang)
    notes = [
        *([word("silent", lang, ", ".join(found.silent_parties))] if found.silent_parties else []),
        *([word("open_difficulties", lang, str(len(found.difficulties)))] if found.difficulties else []),
    ]
    columns = heads(lang, "year", "party", "responsibility", "clause", "status", "activities")
    return Sheet.of(title, subtitle, columns, rows, lang=lang, most_rows=most_rows, numbers=(5,), notes=notes)


def several(values: Sequence[Value], lang: Language, most_rows: int) -> Sheet:
    """Several values of one kind that has a sheet of its own, or any others by their plain columns."""
    kinds = {type(value) for value in values}
    for kind, build in LISTS.items():
        if values and all(issubclass(found, kind) for found in kinds):
            return build(values, lang, most_rows)
    rows = to_rows(values)
    columns = list(rows[0]) if rows else ["–"]
    title = ", ".join(dict.fromkeys(type(value).__name__ for value in values))
    cells = [[shown(cell, lang) for cell in row.values()] for row in rows]
    return Sheet.of(title, "", columns, cells, lang=lang, most_rows=most_rows)


def _listed(verdicts: Sequence[Verdict], lang: Language, most_rows: int) -> Sheet:
    return _verdicts(word("verdicts", lang, format_day(verdicts[0].as_of, lang)), verdicts, lang, most_rows)


def _observations(seen: Sequence[Observation], lang: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [one.indicator, one.region, format_day(one.on, lang), share(one.actual, lang), one.source or ""] for one in seen
    ]
    columns = heads(lang, "indicator", "region", "day", "reported", "source")
    return Sheet.of(word("observations", lang), "", columns, rows, lang=lang, most_rows=most_rows)


def _alone(build: Callable[[Any, Language, int], Sheet]) -> Callable[[Any, Language, int], Sheet]:
    return lambda value, lang, most_rows: build([value], lang, most_rows)


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
    LevelRule: _alone(agreements.targets),
    GrowthRule: _alone(agreements.targets),
    Observation: _alone(_observations),
}
LISTS: Mapping[type, Callable[[Any, Language, int], Sheet]] = {
    Verdict: _listed,
    DueDate: agreements.calendar,
    Observation: _observations,
    TargetRule: agreements.targets,
    Need: prospects.needs,
    Influence: prospects.influences,
    Arrival: prospects.arrivals,
}


def sheet_of(result: object, lang: Language, most_rows: int) -> Sheet:
    """The sheet of any value of the model, or of several.

    Raises:
        InvalidTypeError: if it is no value of the model, or something else is among several.
        InvalidValueError: if `most_rows` is not positive.
        UnknownIdError: if the language is another.
    """
    check_language(lang)
    if not is_whole(most_rows) or most_rows < 1:
        raise InvalidValueError(f"most_rows is a whole number from 1 on, got {describe(most_rows)}")
    build = SHEETS.get(type(result))
    if build is not None:
        return build(result, lang, most_rows)
    if isinstance(result, Value):
        return fields(result, lang, most_rows)
    if isinstance(result, (str, bytes, Mapping)) or not isinstance(result, Iterable):
        raise InvalidTypeError(f"a table shows a result or several values of the model, got {describe(result)}")
    values = list(result)
    for number, value in enumerate(values):
        if not isinstance(value, Value):
            raise InvalidTypeError(f"values[{number}] is a value of the model, got {describe(value)}")
    return several(values, lang, most_rows)


def plain(result: object, *, lang: Language = "en", most_rows: int = MOST_ROWS) -> str:
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
    sheet = sheet_of(result, lang, most_rows)
    rows = [[cell.text for cell in row] for row in sheet.rows]
    head = ": ".join(filter(None, (sheet.title, sheet.subtitle)))
    return "\n".join([head, plain_table(sheet.headings, rows), *sheet.notes])
