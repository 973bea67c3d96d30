"""Showing: verdicts in a terminal of any width, the telling ones first, and what they come to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

import attrs
from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text as Line

from xhht.ext.command import words as w
from xhht.ext.looks import LOOKS
from xhht.judgement.assessment import Assessment
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.verdicts import Verdict
from xhht.model.programme import Programme
from xhht.model.sources import document_label
from xhht.texts import Language, check_language, format_count, format_day

STYLES = {
    Outcome.MET: "green",
    Outcome.NOT_MET: "red",
    Outcome.UNDECIDED: "yellow",
    Outcome.NO_DATA: "dim",
    Outcome.NOT_APPLICABLE: "dim",
}
TELLING = (Outcome.NOT_MET, Outcome.UNDECIDED, Outcome.NO_DATA, Outcome.MET)
WIDEST, NARROW, MOST_NAMED = 110, 70, 3
_Unjudged: TypeAlias = tuple[Outcome, str]
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def plain(text: str) -> str:
    """A text with a mark in place of each sign that would command a terminal: names and cells may hold such."""
    return _COMMANDS.sub("\ufffd", text)


@attrs.frozen
class _Plain:
    """A part of which only its looks command the terminal."""

    part: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for segment in console.render(self.part, options):
            yield Segment(plain(segment.text), segment.style, segment.control)


def show(
    assessments: Iterable[Assessment],
    *,
    language: Language = "en",
    asides: Iterable[str] = (),
    console: Console | None = None,
) -> None:
    """Print assessments: what is judged by what, the verdicts of each place, and a summary by programme.

    It fits any width from 40 columns on. Targets without a figure are named in one sentence a place, and once where it
    is the same for several places.

    Args:
        assessments: what was judged, in the order to show it in.
        language: ``"en"`` or ``"vi"``.
        asides: what was published and could not be judged, a sentence each.
        console: where to print to; the terminal where None.

    Raises:
        UnknownIdError: if the language is another.
    """
    check_language(language)
    console = console or Console(highlight=False)
    width = min(console.width, WIDEST)
    for part in _parts(list(assessments), list(asides), language, is_narrow=width < NARROW):
        console.print(_Plain(part), width=width, highlight=False, markup=False)


def _parts(
    assessments: Sequence[Assessment], asides: Sequence[str], language: Language, *, is_narrow: bool
) -> Iterator[RenderableType]:
    yield Line(_lead(assessments, language))
    for assessment in assessments:
        places = [list(verdicts) for _, verdicts in groupby(assessment, lambda verdict: verdict.key[1])]
        names_by_list: dict[_Unjudged, list[str]] = {}
        for verdicts in places:
            for unjudged in _unjudged(verdicts, language):
                names_by_list.setdefault(unjudged, []).append(_name(verdicts))
        shared = {unjudged: names for unjudged, names in names_by_list.items() if len(names) > 1}
        for verdicts in places:
            own = [unjudged for unjudged in _unjudged(verdicts, language) if unjudged not in shared]
            if own or any(_has_figure(verdict) for verdict in verdicts):
                yield ""
                yield from _place(verdicts, own, assessment, language, is_narrow=is_narrow)
        if shared:
            yield ""
            yield _head(w.SEVERAL.in_language(language), assessment, language)
            for unjudged, names in sorted(shared.items(), key=lambda item: item[0][0] is Outcome.NOT_APPLICABLE):
                yield _aside(unjudged, _listed(names, language), language)
    yield ""
    if asides:
        yield Line(w.ASIDES.in_language(language), style="bold")
        yield from (Padding(Line(f"- {aside}"), (0, 0, 0, 1)) for aside in asides)
        yield ""
    yield _summary(assessments, language)
    yield from _reasons(assessments, language)


def _label(programme: Programme, language: Language) -> str:
    return document_label(programme.document.number).in_language(language)


def _listed(names: Iterable[str], language: Language) -> str:
    """Names once each, the last one after "and"."""
    *others, last = dict.fromkeys(names)
    return w.AND.in_language(language).join(filter(None, (", ".join(others), last)))


def _lead(assessments: Sequence[Assessment], language: Language) -> str:
    names = [verdict.region.name for assessment in assessments for verdict in assessment if verdict.region]
    count = len(set(names))
    days = (format_day(day, language) for day in sorted({assessment.as_of for assessment in assessments}))
    return w.LEAD.in_language(language).format(
        places=_listed(names, language) if 0 < count <= MOST_NAMED else w.PLACES.counted(count, language),
        days=_listed(days, language) if assessments else "–",
        documents=_listed((_label(one.programme, language) for one in assessments), language) if assessments else "–",
    )


def _head(name: str, assessment: Assessment, language: Language) -> Line:
    head = f"{name}, {format_day(assessment.as_of, language)}"
    return Line(f"{head} · {_label(assessment.programme, language)}", style="bold")


def _name(verdicts: Sequence[Verdict]) -> str:
    region = verdicts[0].region
    return region.name if region else ""


def _unjudged(verdicts: Sequence[Verdict], language: Language) -> Iterator[_Unjudged]:
    """The targets of one place that have no row, by name: those without a report, and those that are not asked."""
    for outcome in (Outcome.NO_DATA, Outcome.NOT_APPLICABLE):
        without = (v for v in verdicts if v.outcome is outcome and (outcome not in TELLING or not _has_figure(v)))
        named = [verdict.target.name.in_language(language) for verdict in without]
        if named:
            yield outcome, "; ".join(named)


def _aside(unjudged: _Unjudged, places: str, language: Language) -> Padding:
    """The sentence on targets without a figure, of the places that it names or of the one above it."""
    outcome, targets = unjudged
    sentence = w.UNJUDGED[outcome] if not places else w.UNJUDGED_IN[outcome]
    text = sentence.in_language(language).format(places=places, targets=targets)
    return Padding(Line(text, style="dim"), (0, 0, 0, 1))


def _place(
    verdicts: Sequence[Verdict],
    own: Iterable[_Unjudged],
    assessment: Assessment,
    language: Language,
    *,
    is_narrow: bool,
) -> Iterator[RenderableType]:
    """The verdicts of one place: those with a figure row by row, and those without that are its own by name."""
    yield _head(_name(verdicts), assessment, language)
    rows = [
        verdict for outcome in TELLING for verdict in verdicts if verdict.outcome is outcome and _has_figure(verdict)
    ]
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for verdict in rows:
        style, sign = STYLES[verdict.outcome], LOOKS[verdict.outcome.value].sign
        outcome, row = Line(verdict.outcome.text(language), style=style), _row(verdict, language)
        if is_narrow:
            grid.add_row(Line(sign, style=style), Line("\n").join([outcome, row]))
        else:
            grid.add_row(Line.assemble((f"{sign} ", style), outcome), row)
    if rows:
        yield Padding(grid, (0, 0, 0, 1))
    for unjudged in own:
        yield _aside(unjudged, "", language)


def _has_figure(verdict: Verdict) -> bool:
    return verdict.actual is not None or verdict.outdated is not None


def _row(verdict: Verdict, language: Language) -> Line:
    """The target with its clause, the figure and what is asked, and why the outcome is what it is."""
    line = Line()
    line.append(verdict.target.name.in_language(language), style="bold")
    line.append(f" ({verdict.source.label.in_language(language)})", style="dim")
    if verdict.actual is not None:
        line.append("\n" + w.REPORTED.in_language(language).format(figure=verdict.actual.format(language)))
        line.append(" " + w.ASKED.in_language(language).format(asked=verdict.asked(language)))
    why = verdict.why(language)
    if verdict.outcome is Outcome.MET:  # The first sentence of all says it already.
        why = why.removesuffix(Reason.EVERY_VALUE_PASSES.text(language)).strip()
    causes = [why]
    if verdict.outcome is Outcome.UNDECIDED:
        causes += [caveat.text(language) for caveat in verdict.caveats]
    if not verdict.is_due:
        causes.append(w.NOT_YET_DUE.in_language(language))
    if any(causes):
        line.append("\n" + " ".join(filter(None, causes)))
    return line


def _by_programme(assessments: Sequence[Assessment]) -> dict[str, tuple[Programme, list[Verdict]]]:
    by_programme: dict[str, tuple[Programme, list[Verdict]]] = {}
    for assessment in assessments:
        by_programme.setdefault(assessment.programme.id, (assessment.programme, []))[1].extend(assessment)
    return by_programme


def _summary(assessments: Sequence[Assessment], language: Language) -> Table:
    """How many verdicts of each outcome, by programme."""
    table = Table(title=w.SUMMARY.in_language(language), title_justify="left", title_style="bold", box=None)
    table.add_column(w.PROGRAMME.in_language(language), overflow="fold")
    for outcome, head in w.HEADS.items():
        table.add_column(head.in_language(language), justify="right", style=STYLES[outcome])
    for programme, verdicts in _by_programme(assessments).values():
        counts = Counter(verdict.outcome for verdict in verdicts)
        table.add_row(programme.document.number, *(format_count(counts[outcome], language) for outcome in w.HEADS))
    return table


def _reasons(assessments: Sequence[Assessment], language: Language) -> Iterator[Line]:
    """How often each reason keeps a target from being judged."""
    counts: Counter[Reason] = Counter(
        verdict.reason
        for assessment in assessments
        for verdict in assessment
        if verdict.outcome not in (Outcome.MET, Outcome.NOT_MET)
    )
    if counts:
        yield Line(w.REASONS.in_language(language), style="bold")
    for why, count in counts.most_common():
        yield Line(f" {format_count(count, language)} × {why.text(language)}")
