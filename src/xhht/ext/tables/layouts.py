"""What the sheet of each result says: its columns, its title, and the clauses and methods behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice
from operator import attrgetter, itemgetter

import attrs

from xhht.coordination.assignments import Matrix, part_of
from xhht.coordination.reports import Report
from xhht.coordination.reviews import Review, Task
from xhht.coordination.schedule import DueDate
from xhht.ext.tables import words as w
from xhht.ext.tables.phrases import Phrase, cited, decimal, listed, percent, said, tally
from xhht.ext.tables.sheets import MOST_ROWS, Column, Layout
from xhht.figures.bounds import CountRange
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import AnyShare
from xhht.judgement.assessment import Assessment
from xhht.judgement.rankings import Place
from xhht.judgement.roll_ups import RollUp, RollUps
from xhht.judgement.sums import Part
from xhht.judgement.verdicts import Verdict
from xhht.model.responsibilities import Responsibility
from xhht.model.sources import document_label
from xhht.model.targets import Comparison, GrowthTarget, LevelTarget, Target

# By the type of a whole result, and by the type of values of which one or several make a sheet.
WHOLES: dict[type, Layout] = {}
LISTS: dict[type, Layout] = {}


def region_name(verdict: Verdict) -> str | None:
    """The name of the region that was judged."""
    return None if verdict.region is None else verdict.region.name


def _dated(actual: AnyShare | None, days: tuple[date, date] | None, as_of: date) -> object:
    """A share, and the days of its reports where they are not the day judged."""
    if days is None or days == (as_of, as_of):
        return actual
    is_one = days[0] == days[1]
    return said(w.REPORTED_ON, actual, days[0]) if is_one else said(w.REPORTED_FROM, actual, *days)


def _reported(verdict: Verdict) -> object:
    """What was reported, and its day where that is not the day judged, as of a report that is too old."""
    seen = verdict.observation
    if verdict.outdated is not None:
        return said(w.OUTDATED, verdict.outdated.actual, verdict.outdated.on)
    return verdict.actual if seen is None else _dated(seen.actual, (seen.on, seen.on), verdict.as_of)


def _part_columns(found: RollUp) -> list[Column]:
    def reported(part: Part) -> object:
        seen = part.observation or part.uncounted
        return _dated(seen.actual, (seen.on, seen.on), found.as_of) if seen else w.NOT_REPORTED

    is_of_bodies = any(part.party for part in found.parts)
    return [
        w.PARTY.of(lambda part: part.party_name) if is_of_bodies else w.REGION.of(lambda part: part.region.name),
        w.REPORTED.of(reported),
        w.LEAST.of(lambda part: part.least),
        w.MOST.of(lambda part: part.most),
        w.OF_ALL.of(lambda part: w.UNKNOWN if part.denominator is None else part.denominator),
    ]


VERDICT_COLUMNS = (
    w.REGION.of(region_name),
    w.TARGET.of(lambda verdict: verdict.target.name),
    w.OUTCOME.of(lambda verdict: verdict.outcome),
    w.REPORTED.of(_reported),
    w.ASKED.of(lambda verdict: Phrase(verdict.asked)),
    w.DISTANCE.of(lambda verdict: decimal(verdict.gap_pp)),
    w.MISSING.of(lambda verdict: verdict.shortfall),
)


def verdict_columns(verdicts: Iterable[Verdict]) -> list[Column]:
    """The columns of verdicts, with the body where some are on single ones."""
    place, *others = VERDICT_COLUMNS
    is_by_party = any(verdict.party for verdict in verdicts)
    return [place, *([w.PARTY.of(lambda verdict: verdict.party_name)] if is_by_party else []), *others]


def _whose(found: RollUp) -> object:
    """The name of what is added up, and of the body of whose own people it is."""
    name = found.name or found.indicator
    return name if found.party_name is None else listed((name, found.party_name))


WHOLES[Assessment] = Layout(
    title=lambda found: said(w.VERDICTS_BY, document_label(found.programme.document.number), found.as_of),
    subtitle=tally,
    rows=attrgetter("verdicts"),
    columns=lambda found: verdict_columns(islice(found, MOST_ROWS)),
    row_notes=cited,
    is_grouped=True,
)
LISTS[Verdict] = attrs.evolve(
    WHOLES[Assessment],
    rows=iter,
    columns=verdict_columns,
    title=lambda verdicts: said(w.VERDICTS, verdicts[0].as_of),
    subtitle=lambda verdicts: Phrase(verdicts[0].explain) if len(verdicts) == 1 else tally(verdicts),
)
LISTS[Place] = Layout(
    title=lambda places: said(w.RANKING, places[0].verdict.target.name),
    columns=lambda places: [
        w.PLACE.of(lambda place: place.best if place.best == place.worst else CountRange(place.best, place.worst)),
        *(column.within(attrgetter("verdict")) for column in verdict_columns(place.verdict for place in places)),
    ],
    notes=lambda places: cited(place.verdict for place in places),
)
WHOLES[RollUp] = Layout(
    title=lambda found: said(w.ROLL_UP, _whose(found), found.region.name, found.as_of),
    subtitle=lambda found: _dated(found.actual, found.days, found.as_of),
    rows=lambda found: found.parts,
    columns=_part_columns,
)
LISTS[RollUp] = Layout(
    title=lambda sums: said(w.ROLL_UPS, sums[0].as_of),
    columns=(
        w.REGION.of(lambda one: one.region.name),
        w.INDICATOR.of(_whose),
        w.REPORTED.of(lambda one: _dated(one.actual, one.days, one.as_of)),
        w.MISSING_PARTS.of(lambda one: len(one.missing)),
    ),
)
WHOLES[RollUps] = attrs.evolve(LISTS[RollUp], title=lambda sums: said(w.ROLL_UPS, sums.as_of))
LISTS[Region] = Layout(
    title=w.REGIONS,
    columns=(
        w.REGION.of(lambda region: region.name),
        w.ID.of(lambda region: region.id),
        w.LEVEL.of(lambda region: region.level),
        w.PARENT.of(lambda region: region.parent),
        w.TRAITS.of(lambda region: w.UNKNOWN if region.traits is None else tuple(sorted(region.traits)) or w.NONE),
        w.SINCE.of(lambda region: region.valid_from),
        w.UNTIL.of(lambda region: region.valid_to),
    ),
)
WHOLES[Regions] = LISTS[Region]
LISTS[Observation] = Layout(
    title=w.OBSERVATIONS,
    columns=lambda reports: [
        w.INDICATOR.of(lambda seen: seen.indicator),
        w.REGION.of(lambda seen: seen.region),
        *([w.PARTY.of(lambda seen: seen.party)] if any(seen.party for seen in reports) else []),
        w.DAY.of(lambda seen: seen.on),
        w.REPORTED.of(lambda seen: seen.actual),
        w.BASIS.of(lambda seen: seen.reference),
    ],
)


def _asked(target: LevelTarget | GrowthTarget, tier: str | None) -> Phrase | None:
    """What a target asks of a tier; of one that it does not name, what it asks in general."""
    shares = {asked.tier: asked.share for asked in target.shares}
    share = shares.get(tier, shares.get(None))
    if share is None:
        return None
    sign = ">" if target.comparison is Comparison.MORE_THAN else "≥"
    if isinstance(target, LevelTarget):
        return said(w.SIGNED, sign, percent(share))
    return said(w.RISES[target.reading], sign, decimal(share * 100))


def _levels(target: Target) -> object:
    return w.EVERY_LEVEL if target.levels is None else target.levels


def _target_columns(targets: Sequence[LevelTarget | GrowthTarget]) -> list[Column]:
    names = {
        asked.tier: target.words.tier_name(asked.tier) or asked.tier for target in targets for asked in target.shares
    }
    return [
        w.TARGET.of(lambda target: target.name),
        *(
            Column(said(w.ASKED_OF, name) if name else w.ASKED.text, partial(_asked, tier=tier), is_number=True)
            for tier, name in names.items()
        ),
        *([w.LEVELS.of(_levels)] if any(target.levels for target in targets) else []),
        w.DUE.of(lambda target: target.due_on),
        w.CLAUSE.of(lambda target: target.source.label),
    ]


def _target_notes(targets: Sequence[LevelTarget | GrowthTarget]) -> Iterator[Phrase]:
    by_party = [target.name for target in targets if target.parties]
    if by_party:
        yield said(w.BY_PARTY, listed(by_party, "; "))
    yield from cited(targets)


def _matrix_columns(found: Matrix) -> list[Column]:
    roles = (
        Column(party.short_name, partial(Responsibility.role_of, party=party.id)) for party in found.programme.parties
    )
    return [w.RESPONSIBILITY.of(lambda task: task.text), w.CLAUSE.of(lambda task: task.source.label), *roles]


def _line_columns(found: Review | Report) -> list[Column]:
    """The columns of a line of a review."""
    return [
        w.PARTY.of(lambda line: part_of(found.programme, line.responsibility, line.party)[0]),
        w.RESPONSIBILITY.of(lambda line: part_of(found.programme, line.responsibility, line.party)[1]),
        w.CLAUSE.of(lambda line: line.responsibility.source.label),
        w.STATUS.of(lambda line: line.status),
        w.ACTIVITIES.of(lambda line: len(line.activities)),
    ]


def _report_notes(found: Report) -> Iterator[Phrase]:
    if found.silent_parties:
        yield said(w.SILENT, listed(found.programme.party(party).short_name for party in found.silent_parties))
    if found.difficulties:
        yield said(w.DIFFICULTIES, len(found.difficulties))


LISTS[Target] = Layout(title=w.TARGETS, columns=_target_columns, notes=_target_notes)
LISTS[DueDate] = Layout(
    title=w.CALENDAR,
    columns=(
        w.DAY.of(lambda due: due.on),
        w.DUTY.of(lambda due: due.duty.text),
        w.CLAUSE.of(lambda due: due.duty.source.label),
        w.BASIS.of(lambda due: w.STATED if due.is_stated else w.CONVENTION),
    ),
)
LISTS[Task] = Layout(
    title=w.TASKS,
    columns=(
        w.YEAR.of(lambda task: str(task.year)),
        w.PARTY.of(lambda task: task.who),
        w.RESPONSIBILITY.of(lambda task: task.what),
        w.CLAUSE.of(lambda task: task.source.label),
    ),
)
WHOLES[Matrix] = Layout(
    title=lambda found: said(w.MATRIX, document_label(found.programme.document.number)),
    rows=lambda found: found.responsibilities,
    columns=_matrix_columns,
)
WHOLES[Review] = Layout(
    title=lambda found: said(w.REVIEW, document_label(found.programme.document.number), str(found.year)),
    rows=lambda found: found.lines,
    columns=_line_columns,
)
WHOLES[Report] = Layout(
    title=lambda found: said(w.REPORT, document_label(found.programme.document.number), found.start, found.end),
    subtitle=lambda found: None if found.assessment is None else tally(found.assessment),
    rows=lambda found: [(review.year, line) for review in found.reviews for line in found.lines_of(review)],
    columns=lambda found: [
        w.YEAR.of(lambda row: str(row[0])),
        *(column.within(itemgetter(1)) for column in _line_columns(found)),
    ],
    notes=_report_notes,
)
