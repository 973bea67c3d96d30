"""What the sheets of titles say: scores, the registered and the recognised, and what stands open."""

from __future__ import annotations

from collections.abc import Iterator

from xhht.ext.tables import words as w
from xhht.ext.tables.layouts import LISTS, WHOLES
from xhht.ext.tables.phrases import YES_NO, Phrase, decimal, listed, said
from xhht.ext.tables.sheets import Layout
from xhht.recognition.cases import OpenStep
from xhht.recognition.scoring import AnsweredPrecondition, Score, ScoredCriterion
from xhht.recognition.tallies import StageTally


def _lines(found: Score) -> list[tuple[Score, ScoredCriterion | AnsweredPrecondition]]:
    lines: list[ScoredCriterion | AnsweredPrecondition] = [*found.lines, *found.answers]
    return [(found, line) for line in lines]


def _name(line: ScoredCriterion | AnsweredPrecondition) -> object:
    return line.criterion.name if isinstance(line, ScoredCriterion) else line.precondition.text


def _points(line: ScoredCriterion | AnsweredPrecondition) -> object:
    if isinstance(line, ScoredCriterion):
        return w.NOT_SCORED if line.points is None else decimal(line.points)
    return YES_NO[line.answer] if isinstance(line.answer, bool) else line.answer or w.UNKNOWN


def _notes(found: Score) -> Iterator[object]:
    if found.criteria.note is not None:
        yield found.criteria.note
    yield said(w.BY_DOCUMENT, found.criteria.document.number)


WHOLES[Score] = Layout(
    title=lambda found: found.criteria.name,
    subtitle=lambda found: Phrase(found.explain),
    rows=_lines,
    columns=(
        w.CRITERION.of(lambda row: _name(row[1])),
        w.POINTS.of(lambda row: _points(row[1])),
        w.FLOOR.of(
            lambda row: decimal(row[0].criteria.floor_of(row[1].criterion)) if hasattr(row[1], "criterion") else None
        ),
        w.MOST_POINTS.of(lambda row: decimal(row[1].criterion.points) if hasattr(row[1], "criterion") else None),
        w.EVIDENCE.of(lambda row: listed(row[1].evidence, "; ") if hasattr(row[1], "criterion") else None),
    ),
    notes=_notes,
)
LISTS[StageTally] = Layout(
    title=lambda rows: said(w.STAGES, rows[0].as_of),
    columns=(
        w.REGION.of(lambda row: row.region),
        w.REGISTERED.of(lambda row: row.registered),
        w.RECOGNISED.of(lambda row: row.recognised),
        w.OF_REGISTERED.of(lambda row: row.of_registered),
        w.LAPSED.of(lambda row: row.lapsed),
    ),
)
LISTS[OpenStep] = Layout(
    title=lambda rows: said(w.OPEN_STEPS, rows[0].as_of),
    columns=(
        w.HOLDER.of(lambda row: row.case.holder),
        w.STEP.of(lambda row: row.step.name),
        w.BY.of(lambda row: row.step.by),
        w.SINCE.of(lambda row: row.since),
        w.UNTIL.of(lambda row: row.until),
        w.OVERDUE.of(lambda row: YES_NO[row.is_overdue]),
    ),
)
