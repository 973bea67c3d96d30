"""Reports: an interim, thematic or final account of a period, as data and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from xhht.checks import Choice, as_tuple, calendar_day, describe, expect
from xhht.coordination.activities import Activity, Measure, misfits, totals
from xhht.coordination.difficulties import Difficulty, OpenDifficulty, open_difficulties
from xhht.coordination.reviews import Review, ReviewLine, Task, review_years, silent_parties
from xhht.errors import InvalidActivitiesError, InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.figures.shares import Share
from xhht.judgement.assessment import Assessment
from xhht.model.programme import Programme
from xhht.model.responsibilities import Role
from xhht.texts import Language, Text, check_language, format_count, format_day, one_line, table_cell
from xhht.values import Value


class ReportKind(Choice):
    """What kind of report a text asks for."""

    INTERIM = "interim"
    THEMATIC = "thematic"
    FINAL = "final"


@attrs.frozen(kw_only=True, repr=False)
class Report(Value):
    """An account of a period: what was done, what is missing, what is open, and where the targets stand.

    Attributes:
        kind: interim, thematic or final.
        programme: the text as it stands at the end of the period.
        start: the first day of the period.
        end: its last day.
        contents: the ids of the contents that a thematic report is about; empty for all.
        reviews: the review of each year, the earliest first, by the text as it stands at its end or, in the
            last year, at the end of the period.
        assessment: the verdicts on the targets, where observations were assessed.
        difficulties: what is open at the end of the period.
    """

    kind: ReportKind
    programme: Programme
    start: date
    end: date
    contents: tuple[str, ...]
    reviews: tuple[Review, ...]
    assessment: Assessment | None
    difficulties: tuple[OpenDifficulty, ...]

    @property
    def lines(self) -> tuple[ReviewLine, ...]:
        """The lines of all years that the report is about."""
        return tuple(line for review in self.reviews for line in self.lines_of(review))

    def lines_of(self, review: Review) -> tuple[ReviewLine, ...]:
        """The lines of one year that the report is about."""
        themes = set(self.contents)
        return tuple(line for line in review.lines if not themes or themes & set(line.responsibility.contents))

    @property
    def activities(self) -> tuple[Activity, ...]:
        """The activities of the period that the report is about."""
        done = (activity for line in self.lines for activity in line.activities)
        return tuple(activity for activity in done if activity.on >= self.start)

    @property
    def silent_parties(self) -> tuple[str, ...]:
        """The ids of the bodies that had something to report of what the report is about, and reported nothing."""
        return silent_parties(self.lines, [party.id for party in self.programme.parties])

    @property
    def next_tasks(self) -> tuple[Task, ...]:
        """The tasks that follow from the last year of the report; none before that year is over."""
        if self.end < min(date(self.end.year, 12, 31), self.programme.ends_on):
            return ()
        asked = {line.responsibility.id for line in self.lines_of(self.reviews[-1])}
        return tuple(task for task in self.reviews[-1].next_tasks if task.responsibility in asked)

    def totals(self) -> dict[tuple[str, Measure], int]:
        """The exact sums of counted results over the whole period, by body and measure."""
        return totals(self.activities, lambda activity: [activity.party])

    def to_markdown(self, language: Language = "en") -> str:
        """The report as Markdown.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        check_language(language)
        return "\n".join(_Markdown(self, language).lines()) + "\n"


def report(
    programme: Programme,
    activities: Iterable[Activity],
    *,
    kind: ReportKind,
    start: date,
    end: date,
    contents: Iterable[str] = (),
    assessment: Assessment | None = None,
    difficulties: Iterable[Difficulty] = (),
) -> Report:
    """Draw up a report of a period that may span several years.

    Args:
        programme: what was agreed.
        activities: what was reported, of any time.
        kind: interim, thematic or final.
        start: the first day of the period.
        end: its last day.
        contents: the ids of the contents that a thematic report is about.
        assessment: the verdicts to put beside the activities.
        difficulties: what was raised.

    Raises:
        InvalidActivitiesError: for every activity that does not fit the programme.
        InvalidDifficultiesError: for every difficulty that does not fit the programme.
        InvalidTypeError: if a day is no date, or the assessment no Assessment.
        InvalidValueError: if the period runs backwards or leaves the programme's life, a thematic report
            names no content, or another one does, or the assessment judges another programme.
        UnknownIdError: if a content is unknown.
    """
    expect(Programme, programme, "a programme")
    calendar_day(start, "start")
    calendar_day(end, "end")
    if not programme.starts_on <= start <= end <= programme.ends_on:
        raise InvalidValueError(
            f"a report from {start} to {end} does not lie in the programme's life "
            f"({programme.starts_on} to {programme.ends_on}); choose a period inside it"
        )
    if assessment is not None and not isinstance(assessment, Assessment):
        raise InvalidTypeError(f"an assessment is an Assessment, got {describe(assessment)}")
    if assessment is not None and assessment.programme.id != programme.id:
        raise InvalidValueError(
            f"the assessment judges programme {assessment.programme.id!r}, not {programme.id!r}; assess this one"
        )
    chosen = ReportKind(kind)
    text = programme.as_of(end)
    themes = as_tuple(contents)
    known = [content.id for content in text.contents]
    for theme in themes:
        if theme not in known:
            raise UnknownIdError("content", theme, known)
    if bool(themes) != (chosen is ReportKind.THEMATIC):
        raise InvalidValueError("a thematic report names its contents, and no other report does; give both or neither")
    listed = as_tuple(activities)
    problems = list(misfits(programme, listed))
    if problems:
        raise InvalidActivitiesError(f"activities of {programme.id!r}", problems)
    so_far = [activity for activity in listed if activity.on <= end]
    return Report(
        kind=chosen,
        programme=text,
        start=start,
        end=end,
        contents=themes,
        reviews=review_years(text, so_far, years=range(start.year, end.year + 1)),
        assessment=assessment,
        difficulties=open_difficulties(programme, difficulties, as_of=end),
    )


_TITLES = {
    ReportKind.INTERIM: Text("Báo cáo sơ kết", "Interim report"),
    ReportKind.THEMATIC: Text("Báo cáo chuyên đề", "Thematic report"),
    ReportKind.FINAL: Text("Báo cáo tổng kết", "Final report"),
}
_WORDS = {
    "period": Text("Từ {} đến {}", "From {} to {}"),
    "targets": Text("Chỉ tiêu", "Targets"),
    "as_of": Text("Tính đến ngày {}.", "As of {}."),
    "coverage": Text("Nội dung đã báo cáo", "What was reported"),
    "body": Text("Đơn vị", "Body"),
    "year": Text("Năm", "Year"),
    "reported": Text("đã báo cáo", "reported"),
    "late": Text("báo cáo muộn", "late"),
    "results": Text("Kết quả", "Results"),
    "result": Text("{} {}", "{} {}"),
    "activities": Text("Hoạt động", "Activities"),
    "silent": Text("Chưa có báo cáo nào từ: {}.", "No report at all from: {}."),
    "difficulties": Text("Khó khăn, vướng mắc đang chờ thống nhất", "Difficulties still open"),
    "open": Text("{} (nêu ngày {}, {} ngày, chờ: {})", "{} (raised on {}, {} days, waiting for: {})"),
    "tasks": Text("Nhiệm vụ năm {}", "Tasks for {}"),
    "none": Text("Không có.", "None."),
}


@attrs.frozen(repr=False)
class _Markdown(Value):
    """One report in one language."""

    report: Report
    language: Language

    def word(self, key: str, *values: object) -> str:
        return _WORDS[key].in_language(self.language).format(*values)

    def name(self, party_id: str) -> str:
        revisions = self.report.programme.revisions()
        names = {party.id: party.short_name for revision in revisions for party in revision.parties}
        return names[party_id].in_language(self.language) if party_id in names else party_id

    def lines(self) -> Iterator[str]:
        report, language = self.report, self.language
        yield f"# {_TITLES[report.kind].in_language(language)}: {report.programme.document.number}"
        yield ""
        yield self.word("period", format_day(report.start, language), format_day(report.end, language)) + "."
        for content in report.programme.contents:
            if content.id in report.contents:
                yield f"- {content.name.in_language(language)} ({content.source.number})"
        yield from self.targets()
        yield from self.coverage()
        yield from self.section("results", self.results())
        yield from self.section("activities", self.activities())
        yield from self.section("difficulties", self.difficulties())
        yield from self.section("tasks", self.tasks(), report.end.year + 1)

    def section(self, key: str, items: Iterator[str], *values: object) -> Iterator[str]:
        yield from ("", f"## {self.word(key, *values)}", "")
        found = [f"- {item}" for item in items]
        yield from found or [self.word("none")]

    def targets(self) -> Iterator[str]:
        assessment = self.report.assessment
        if assessment is not None:
            yield from ("", f"## {self.word('targets')}", "")
            yield self.word("as_of", format_day(assessment.as_of, self.language))
            yield ""
            yield from (f"- {verdict.explain(self.language)}" for verdict in assessment)

    def coverage(self) -> Iterator[str]:
        yield from ("", f"## {self.word('coverage')}", "")
        yield f"| {self.word('body')} | {self.word('year')} | {self.word('reported')} | {self.word('late')} |"
        yield "| --- | --- | --- | --- |"
        for review in self.report.reviews:
            lines = [line for line in self.report.lines_of(review) if line.role is not Role.MAY]
            for party in review.programme.parties:
                asked = [line for line in lines if line.party == party.id]
                share = Share(sum(line.is_reported for line in asked), len(asked))
                late = sum(line.is_late for line in asked)
                yield f"| {table_cell(self.name(party.id))} | {review.year} | {share.format(self.language)} | {late} |"
        if self.report.silent_parties:
            yield ""
            yield self.word("silent", ", ".join(self.name(party) for party in self.report.silent_parties))

    def results(self) -> Iterator[str]:
        for (party, measure), count in sorted(self.report.totals().items()):
            shown = format_count(count, self.language)
            yield f"{self.name(party)}: {shown} {measure.text(self.language)}"

    def activities(self) -> Iterator[str]:
        for line in self.report.lines:
            for activity in (done for done in line.activities if done.on >= self.report.start):
                day = format_day(activity.on, self.language)
                what = one_line(activity.note or line.responsibility.text.in_language(self.language))
                evidence = f" ({one_line(', '.join(activity.evidence))})" if activity.evidence else ""
                yield f"{day}, {self.name(activity.party)}, {line.responsibility.source.number}: {what}{evidence}"

    def difficulties(self) -> Iterator[str]:
        for item in self.report.difficulties:
            waiting = ", ".join(self.name(party) for party in item.waits_for)
            day = format_day(item.difficulty.on, self.language)
            yield self.word("open", one_line(item.difficulty.about), day, item.days_open, waiting)

    def tasks(self) -> Iterator[str]:
        for task in self.report.next_tasks:
            responsibility = self.report.programme.responsibility(task.responsibility)
            text = one_line(responsibility.text.in_language(self.language))
            yield f"{self.name(task.party)}: {text} ({responsibility.source.number})"
