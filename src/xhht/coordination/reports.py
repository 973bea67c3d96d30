"""Reports: an official account of a period, as data and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from xhht.checks import Choice, as_tuple, calendar_day, describe, each, expect, instance, nfc, optional_day
from xhht.coordination.activities import Activity, Measure, misfits, totals
from xhht.coordination.assignments import names_of, part_of
from xhht.coordination.difficulties import Difficulty, OpenDifficulty, Shortcoming, open_difficulties, sayings
from xhht.coordination.reviews import Review, ReviewLine, Task, review_years, silent_parties
from xhht.errors import InvalidActivitiesError, InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.figures.shares import Share
from xhht.judgement.assessment import Assessment
from xhht.model.parties import Signature
from xhht.model.programme import Programme
from xhht.model.sources import document_label
from xhht.texts import Language, Text, check_language, format_day, one_line, spell_day, table_cell
from xhht.values import Value


class ReportKind(Choice):
    """What kind of report a text asks for; a consolidated one goes to the authority above."""

    INTERIM = "interim"
    THEMATIC = "thematic"
    FINAL = "final"
    CONSOLIDATED = "consolidated"


def _words(value: Text | str | None) -> Text | None:
    """A plain text, which stands for both languages, as a `Text`."""
    return Text(value, value) if isinstance(value, str) else value


@attrs.frozen(kw_only=True, repr=False)
class Report(Value):
    """An account of a period: what was done, what is missing, what is open, and where the targets stand.

    Attributes:
        kind: interim, thematic, final or consolidated.
        programme: the text as it stands at the end of the period.
        start: the first day of the period.
        end: its last day.
        contents: the ids of the contents that a thematic report is about; empty for all.
        reviews: the review of each year, the earliest first, by the text as it stands at its end or, in the
            last year, at the end of the period.
        assessment: the verdicts on the targets, where observations were assessed.
        difficulties: what is open at the end of the period.
        number: the report's own number and sign, issued at a `place` on a day (`issued_on`).
        addressee: to whom it goes; `recipients` receive it too.
        shortcomings: what fell short, with causes; `proposals` say what is asked for.
        signature: who signs, for which body and in which position.
    """

    kind: ReportKind
    programme: Programme
    start: date
    end: date
    contents: tuple[str, ...]
    reviews: tuple[Review, ...]
    assessment: Assessment | None
    difficulties: tuple[OpenDifficulty, ...]
    number: str | None = attrs.field(default=None, converter=attrs.converters.optional(nfc))
    place: str | None = attrs.field(default=None, converter=attrs.converters.optional(nfc))
    issued_on: date | None = attrs.field(default=None, converter=optional_day)
    addressee: Text | None = attrs.field(default=None, converter=_words, validator=instance(Text, is_optional=True))
    shortcomings: tuple[Shortcoming, ...] = attrs.field(default=(), converter=as_tuple, validator=each(Shortcoming))
    proposals: tuple[str, ...] = attrs.field(default=(), converter=sayings)
    recipients: tuple[Text, ...] = attrs.field(default=(), converter=as_tuple, validator=each(Text))
    signature: Signature | None = attrs.field(default=None, validator=instance(Signature, is_optional=True))

    def __attrs_post_init__(self) -> None:
        known = names_of(self.programme)
        if self.signature is not None and self.signature.party not in known:
            raise UnknownIdError("party", self.signature.party, known, "the signature")
        if self.issued_on is not None and self.issued_on < self.start:
            raise InvalidValueError(
                f"a report from {self.start} on cannot be issued on {self.issued_on}; correct one of the days"
            )

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

    def totals_by_content(self) -> dict[tuple[str, Measure], int]:
        """The exact sums by content and measure; what serves two contents counts under both."""
        contents = {line.responsibility.id: line.responsibility.contents for line in self.lines}
        return totals(self.activities, lambda activity: contents[activity.responsibility])

    def to_markdown(self, language: Language = "en") -> str:
        """The report as Markdown, with the parts of an official report in their order.

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
    number: str | None = None,
    place: str | None = None,
    issued_on: date | None = None,
    addressee: Text | str | None = None,
    shortcomings: Iterable[Shortcoming] = (),
    proposals: Iterable[str] = (),
    recipients: Iterable[Text | str] = (),
    signature: Signature | None = None,
) -> Report:
    """Draw up a report of a period that may span several years.

    Args:
        programme: what was agreed.
        activities: what was reported, of any time.
        kind: interim, thematic, final or consolidated.
        start: the first day of the period.
        end: its last day.
        contents: the ids of the contents that a thematic report is about.
        assessment: the verdicts to put beside the activities.
        difficulties: what was raised.
        number: the report's own number and sign, such as "12/BC-HKH".
        place: where it is issued.
        issued_on: the day of issue.
        addressee: to whom it goes.
        shortcomings: what fell short, with causes.
        proposals: what is proposed or asked for.
        recipients: who else receives it.
        signature: who signs, for which body and in which position.

    Raises:
        InvalidActivitiesError: for every activity that does not fit the programme.
        InvalidDifficultiesError: for every difficulty that does not fit the programme.
        InvalidTypeError: if a day is no date, or the assessment no Assessment.
        InvalidValueError: if the period runs backwards or leaves the programme's life, a thematic report
            names no content, or another one does, the assessment judges another programme, or the report was
            issued before its period began.
        UnknownIdError: if a content or the signing body is unknown.
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
        number=number,
        place=place,
        issued_on=issued_on,
        addressee=addressee,
        shortcomings=as_tuple(shortcomings),
        proposals=as_tuple(proposals),
        recipients=tuple(map(_words, as_tuple(recipients))),
        signature=signature,
    )


_TITLES = {
    ReportKind.INTERIM: Text("Báo cáo sơ kết thực hiện {}", "Interim report on {}"),
    ReportKind.THEMATIC: Text("Báo cáo chuyên đề thực hiện {}", "Thematic report on {}"),
    ReportKind.FINAL: Text("Báo cáo tổng kết thực hiện {}", "Final report on {}"),
    ReportKind.CONSOLIDATED: Text("Báo cáo tổng hợp kết quả thực hiện {}", "Consolidated report on {}"),
}
_WORDS = {
    "state": Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM"),
    "motto": Text("Độc lập – Tự do – Hạnh phúc", "Independence – Freedom – Happiness"),
    "number": Text("Số: {}", "No. {}"),
    "to": Text("Kính gửi: {}", "To: {}"),
    "period": Text("Thời gian báo cáo: từ ngày {} đến ngày {}.", "Period: from {} to {}."),
    "theme": Text("Nội dung: {} ({}).", "Subject: {} ({})."),
    "results": Text("I. Kết quả thực hiện", "I. Results"),
    "targets": Text("Kết quả thực hiện chỉ tiêu", "Targets"),
    "as_of": Text("Tính đến ngày {}:", "As of {}:"),
    "coverage": Text("Tình hình báo cáo", "What was reported"),
    "body": Text("Cơ quan, tổ chức", "Body"),
    "year": Text("Năm", "Year"),
    "reported": Text("Nhiệm vụ đã báo cáo", "Tasks reported"),
    "late": Text("Báo cáo chậm", "Late"),
    "silent": Text("Các đơn vị chưa báo cáo: {}.", "No report at all from: {}."),
    "by_content": Text("Kết quả theo nội dung phối hợp", "Results by content"),
    "by_body": Text("Kết quả theo cơ quan, tổ chức", "Results by body"),
    "activities": Text("Các hoạt động đã thực hiện", "Activities"),
    "shortcomings": Text("II. Tồn tại, hạn chế và nguyên nhân", "II. Shortcomings and causes"),
    "cause": Text("Nguyên nhân: {}", "Cause: {}"),
    "difficulties": Text("Khó khăn, vướng mắc chưa giải quyết", "Difficulties still open"),
    "open": Text("{} (nêu ngày {}, đã {} ngày, còn chờ ý kiến của {})", "{} (raised on {}, {} days, waiting for: {})"),
    "tasks": Text("III. Nhiệm vụ năm {}", "III. Tasks for {}"),
    "proposals": Text("IV. Đề xuất, kiến nghị", "IV. Proposals"),
    "recipients": Text("Nơi nhận:", "Recipients:"),
    "on_behalf": Text("TM. {}", "On behalf of {}"),
    "none": Text("Không có.", "None."),
    "unreported": Text("Chưa có báo cáo.", "Nothing was reported."),
}


@attrs.frozen(repr=False)
class _Markdown(Value):
    """One report in one language."""

    report: Report
    language: Language

    def word(self, key: str, *values: object) -> str:
        return _WORDS[key].in_language(self.language).format(*(one_line(str(value)) for value in values))

    def name(self, party_id: str) -> str:
        name = names_of(self.report.programme).get(party_id)
        return party_id if name is None else name.in_language(self.language)

    def lines(self) -> Iterator[str]:
        report, language = self.report, self.language
        yield from self.head()
        label = one_line(document_label(report.programme.document.number).in_language(language))
        yield from (f"# {_TITLES[report.kind].in_language(language).format(label)}", "")
        if report.addressee is not None:
            yield from (self.word("to", report.addressee.in_language(language)), "")
        yield self.word("period", format_day(report.start, language), format_day(report.end, language))
        for content in filter(lambda content: content.id in report.contents, report.programme.contents):
            place = content.source.label.in_language(language)
            yield from ("", self.word("theme", content.name.in_language(language), place))
        yield from ("", f"## {self.word('results')}")
        yield from self.targets()
        yield from self.coverage()
        contents = {content.id: content.name.in_language(language) for content in report.programme.contents}
        by_content = self.results(report.totals_by_content(), contents)
        yield from self.part(self.word("by_content"), by_content, none="unreported")
        bodies = {party: self.name(party) for party, _ in report.totals()}
        yield from self.part(self.word("by_body"), self.results(report.totals(), bodies), none="unreported")
        yield from self.part(self.word("activities"), self.activities(), none="unreported")
        yield from ("", f"## {self.word('shortcomings')}", "", *(list(self.shortcomings()) or [self.word("none")]))
        yield from self.part(self.word("difficulties"), self.difficulties())
        yield from self.part(self.word("tasks", report.end.year + 1), self.tasks(), sign="##")
        yield from self.part(self.word("proposals"), map(one_line, report.proposals), sign="##")
        yield from self.foot()

    def head(self) -> Iterator[str]:
        report = self.report
        yield from (f"**{self.word('state')}**", "", f"**{self.word('motto')}**", "")
        if report.number is not None:
            yield from (self.word("number", report.number), "")
        day = None if report.issued_on is None else spell_day(report.issued_on, self.language)
        if where := ", ".join(one_line(part) for part in (report.place, day) if part is not None):
            yield from (f"*{where}*", "")

    def foot(self) -> Iterator[str]:
        report = self.report
        if report.recipients:
            yield from ("", f"**{self.word('recipients')}**", "")
            yield from (f"- {one_line(recipient.in_language(self.language))}" for recipient in report.recipients)
        signature = report.signature
        if signature is not None:
            names = {party.id: party.name for text in report.programme.revisions() for party in text.parties}
            yield from ("", f"**{self.word('on_behalf', names[signature.party].in_language(self.language))}**")
            for line in (signature.position.in_language(self.language), signature.name):
                yield from ("", f"**{one_line(line)}**")

    def part(self, heading: str, items: Iterable[str], sign: str = "###", none: str = "none") -> Iterator[str]:
        yield from ("", f"{sign} {heading}", "")
        yield from [f"- {item}" for item in items] or [self.word(none)]

    def targets(self) -> Iterator[str]:
        assessment = self.report.assessment
        if assessment is not None:
            yield from ("", f"### {self.word('targets')}", "")
            yield from (self.word("as_of", format_day(assessment.as_of, self.language)), "")
            yield from (f"- {one_line(verdict.explain(self.language))}" for verdict in assessment)

    def coverage(self) -> Iterator[str]:
        yield from ("", f"### {self.word('coverage')}", "")
        if rows := list(self.coverage_rows()):
            yield f"| {self.word('body')} | {self.word('year')} | {self.word('reported')} | {self.word('late')} |"
            yield "| --- | --- | --- | --- |"
            yield from rows
        else:
            yield self.word("none")
        if silent := self.report.silent_parties:
            yield from ("", self.word("silent", ", ".join(map(self.name, silent))))

    def coverage_rows(self) -> Iterator[str]:
        """A row for each body that a year asks something of."""
        for review in self.report.reviews:
            lines = [line for line in self.report.lines_of(review) if line.is_asked]
            for party in review.programme.parties:
                asked = [line for line in lines if line.party == party.id]
                if asked:
                    share = Share(sum(line.is_reported for line in asked), len(asked)).format(self.language)
                    late = sum(line.is_late for line in asked)
                    yield f"| {table_cell(self.name(party.id))} | {review.year} | {share} | {late} |"

    def results(self, sums: Mapping[tuple[str, Measure], int], names: Mapping[str, str]) -> Iterator[str]:
        for name_id, name in names.items():
            counts = ((measure, sums.get((name_id, measure))) for measure in Measure)
            told = [measure.counted(count, self.language) for measure, count in counts if count is not None]
            if told:
                yield f"{one_line(name)}: {'; '.join(told)}"

    def activities(self) -> Iterator[str]:
        for line in self.report.lines:
            place = line.responsibility.source.label.in_language(self.language)
            for activity in (done for done in line.activities if done.on >= self.report.start):
                day = format_day(activity.on, self.language)
                who, part = part_of(self.report.programme, line.responsibility, activity.party)
                what = one_line(activity.note or part.in_language(self.language))
                evidence = f" ({one_line(', '.join(activity.evidence))})" if activity.evidence else ""
                yield f"{day}, {one_line(who.in_language(self.language))}, {one_line(place)}: {what}{evidence}"

    def tasks(self) -> Iterator[str]:
        """The tasks, those that several bodies have in the same words in one line; each partner has its own."""
        bodies: dict[tuple[str, str, Text], list[str]] = {}
        places: dict[tuple[str, str, Text], str] = {}
        for task in self.report.next_tasks:
            key = task.responsibility, "" if task.party in task.led_by else task.party, task.what
            bodies.setdefault(key, []).append(one_line(task.who.in_language(self.language)))
            places[key] = task.source.label.in_language(self.language)
        for key, names in bodies.items():
            yield f"{', '.join(names)}: {one_line(key[2].in_language(self.language))} ({one_line(places[key])})"

    def shortcomings(self) -> Iterator[str]:
        for shortcoming in self.report.shortcomings:
            yield f"- {one_line(shortcoming.text)}"
            yield from (f"  - {self.word('cause', cause)}" for cause in shortcoming.causes)

    def difficulties(self) -> Iterator[str]:
        for item in self.report.difficulties:
            waiting = ", ".join(self.name(party) for party in item.waits_for)
            day = format_day(item.difficulty.on, self.language)
            yield self.word("open", item.difficulty.about, day, item.days_open, waiting)
