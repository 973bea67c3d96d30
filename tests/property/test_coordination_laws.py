"""Laws of coordination: calendars, amendments, reviews, difficulties, recognitions."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xhht import Amendment, Region, Regions, Role, Share, differences
from xhht.coordination import (
    Activity,
    Difficulty,
    Measure,
    Result,
    due_dates,
    open_difficulties,
    report,
    review,
    review_years,
)
from xhht.errors import InvalidAmendmentError
from xhht.ext.strategies import days, programmes, recurrences
from xhht.programmes import ctph_154
from xhht.recognition import Recognition, Registry, candidates, held_at_least, tally

PROGRAMME = ctph_154.PROGRAMME
FIRST, LAST = PROGRAMME.starts_on, PROGRAMME.ends_on
ALL = tuple(party.id for party in PROGRAMME.parties)
UNITS = PROGRAMME.target("units_recognised")
ONE_DAY = timedelta(days=1)
WITHIN = days(first=FIRST, last=LAST)
AROUND = days(first=date(2015, 1, 1), last=date(2022, 12, 31))


@st.composite
def changes(draw, number, on):
    """An agreed amendment that raises a threshold and moves a duty."""
    duty = draw(st.sampled_from(PROGRAMME.duties))
    return Amendment(
        id=f"change-{number}",
        effective_on=on,
        agreed_by=draw(st.permutations(ALL)),
        targets=(UNITS.with_share(Fraction(draw(st.integers(0, 100)), 100)),),
        duties=(attrs.evolve(duty, recurrence=draw(recurrences())),),
    )


@st.composite
def histories(draw):
    """Amendments in the order of their days, some of them of one day."""
    found = sorted(draw(st.lists(WITHIN, max_size=4)))
    return [draw(changes(number, on)) for number, on in enumerate(found)]


def folded(amendments):
    programme = PROGRAMME
    for amendment in amendments:
        programme = programme.amend(amendment)
    return programme


# --- amendments ---------------------------------------------------------------------------------------------------


@given(history=histories(), day=AROUND)
def test_a_text_as_of_a_day_is_what_the_amendments_in_force_make_of_it(history, day):
    assert folded(history).as_of(day) == folded([change for change in history if change.effective_on <= day])


@given(history=histories(), day=AROUND, later=AROUND)
def test_reading_back_twice_is_reading_back_to_the_earlier_day(history, day, later):
    programme = folded(history)
    assert programme.as_of(later).as_of(day) == programme.as_of(min(day, later))


@given(history=histories())
def test_revisions_are_the_texts_of_the_days_on_which_they_changed(history):
    revisions = folded(history).revisions()
    assert len(revisions) == len(history) + 1
    assert [revision.amendment for revision in revisions] == [None, *history]


@given(history=histories())
def test_no_differences_means_the_same_parts_and_there_and_back_tell_the_same_parts(history):
    after = folded(history)
    there, back = differences(PROGRAMME, after), differences(after, PROGRAMME)
    assert Counter((c.group, c.id, c.field) for c in there) == Counter((c.group, c.id, c.field) for c in back)
    assert (not there) == (after.targets == PROGRAMME.targets and after.duties == PROGRAMME.duties)
    for change in there:
        assert change.explain("en").endswith(".")
        assert change.explain("vi").endswith(".")


@given(change=changes(0, FIRST), agreed=st.sets(st.sampled_from(ALL)))
def test_an_amendment_stands_exactly_where_all_agreed_and_else_names_the_others(change, agreed):
    change = attrs.evolve(change, agreed_by=tuple(agreed))
    missing = set(ALL) - agreed
    if not missing:
        assert PROGRAMME.amend(change).amendment == change
        return
    with pytest.raises(InvalidAmendmentError) as caught:
        PROGRAMME.amend(change)
    named = str(caught.value.problems[0]).partition("missing: ")[2]
    assert {party for party in ALL if f"{party} (" in named} == missing


# --- the calendar -------------------------------------------------------------------------------------------------


@st.composite
def periods(draw, within, longest):
    """A first day, a day in the middle and a last day; the middle is never the last."""
    start = draw(within)
    first, second = draw(st.integers(0, longest // 2)), draw(st.integers(1, longest // 2))
    return start, start + timedelta(days=first), start + timedelta(days=first + second)


@given(programme=programmes(), period=periods(days(), 3000))
def test_the_calendar_of_a_period_is_that_of_its_two_halves(programme, period):
    start, middle, end = period
    halves = due_dates(programme, start, middle) + due_dates(programme, middle + ONE_DAY, end)
    assert due_dates(programme, start, end) == halves


@given(history=histories(), period=periods(AROUND, 2000))
def test_the_halves_fit_whatever_was_amended(history, period):
    programme, (start, middle, end) = folded(history), period
    whole = due_dates(programme, start, end)
    assert whole == due_dates(programme, start, middle) + due_dates(programme, middle + ONE_DAY, end)
    for due in whole:
        assert max(start, FIRST) <= due.on <= min(end, LAST)
        assert due.duty in programme.as_of(due.on).duties
        assert due.is_stated is due.duty.is_stated


@given(programme=programmes(), start=days(), end=days())
def test_the_calendar_is_sorted_lies_in_the_programmes_life_and_is_shared_out_among_the_bodies(programme, start, end):
    start, end = sorted((start, end))
    whole = due_dates(programme, start, end)
    assert list(whole) == sorted(whole, key=lambda due: (due.on, due.duty.id))
    assert all(max(start, programme.starts_on) <= due.on <= min(end, programme.ends_on) for due in whole)
    shared = {due for party in programme.parties for due in due_dates(programme, start, end, party=party.id)}
    assert shared == set(whole)


@given(history=histories(), start=AROUND, length=st.integers(0, 400), language=st.sampled_from(("en", "vi")))
def test_a_calendar_file_is_read_back_as_the_same_days(history, start, length, language):
    icalendar = pytest.importorskip("icalendar")
    from xhht.ext import ical  # noqa: PLC0415  # Only where the library is there.

    programme, end = folded(history), start + timedelta(days=length)
    data = ical.to_ical(programme, start, end, language=language)
    events = list(icalendar.Calendar.from_ical(data).walk("VEVENT"))
    due = due_dates(programme, start, end)
    assert [(e.decoded("DTSTART"), str(e["SUMMARY"])) for e in events] == [
        (d.on, d.duty.text.in_language(language)) for d in due
    ]
    assert len({str(e["UID"]) for e in events}) == len(events)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    whole = ical.to_ical(programme, start.replace(month=1, day=1), end + timedelta(days=100)).replace(b"\r\n ", b"")
    assert all(f"\r\nUID:{e['UID']}\r\n".encode() in whole for e in events)


# --- reviews ------------------------------------------------------------------------------------------------------


@st.composite
def activities(draw, programme=PROGRAMME):
    """Something that a body reports on a responsibility of its own."""
    task = draw(st.sampled_from(programme.responsibilities))
    on = draw(days(first=programme.starts_on, last=programme.ends_on))
    measures = draw(st.lists(st.sampled_from(Measure), unique=True, max_size=2))
    return Activity(
        responsibility=task.id,
        party=draw(st.sampled_from(task.parties)),
        on=on,
        results=[Result(measure, draw(st.integers(0, 10**15))) for measure in measures],
        reported_on=draw(st.none() | st.integers(0, 400).map(lambda late: on + timedelta(days=late))),
    )


REPORTED = st.lists(activities(), max_size=12)
YEARS = range(FIRST.year, LAST.year + 1)


@given(programme=programmes(), data=st.data())
def test_the_lines_of_a_review_are_the_parts_of_the_text(programme, data):
    given_ = data.draw(st.lists(activities(programme), max_size=5)) if programme.responsibilities else []
    year = data.draw(st.integers(programme.starts_on.year, programme.ends_on.year))
    found = review(programme, given_, year=year)
    assert [(line.responsibility.id, line.party) for line in found.lines] == [
        (task.id, party) for task in programme.responsibilities for party in task.parties
    ]
    assert Counter(found.activities) == Counter(one for one in given_ if one.on.year == year)


@given(reported=REPORTED, year=st.sampled_from(YEARS))
def test_every_part_is_reported_a_task_a_right_or_not_asked_yet(reported, year):
    found = review(PROGRAMME, reported, year=year)
    is_whole = date(year, 1, 1) >= FIRST
    tasks = {(task.responsibility, task.party) for task in found.next_tasks}
    for line in found.lines:
        is_task = (line.responsibility.id, line.party) in tasks
        assert line.is_asked is (is_whole and line.role is not Role.MAY)
        assert is_task is (line.is_asked and not line.is_reported)
        assert not line.is_late or line.is_reported
    asked = set(ALL) if is_whole else set()
    assert set(found.silent_parties) == asked - {line.party for line in found.lines if line.is_reported}


@given(reported=REPORTED)
def test_the_sums_by_body_over_all_years_are_the_sum_of_everything(reported):
    every = Counter()
    for one in reported:
        for result in one.results:
            every[result.measure] += result.count
    by_body, by_year = Counter(), Counter()
    for found in review_years(PROGRAMME, reported, years=YEARS):
        for (_, measure), count in found.totals_by_party().items():
            by_year[measure] += count
    account = report(PROGRAMME, reported, kind="final", start=FIRST, end=LAST)
    for (_, measure), count in account.totals().items():
        by_body[measure] += count
    assert +by_body == +by_year == +every


@given(reported=REPORTED, data=st.data(), year=st.sampled_from(YEARS))
def test_the_order_of_reports_does_not_matter(reported, data, year):
    mixed = data.draw(st.permutations(reported))
    one, other = review(PROGRAMME, reported, year=year), review(PROGRAMME, mixed, year=year)
    assert [(line.status, Counter(line.activities)) for line in one.lines] == [
        (line.status, Counter(line.activities)) for line in other.lines
    ]
    assert one.coverage_by_party() == other.coverage_by_party()
    assert one.totals_by_content() == other.totals_by_content()


@given(reported=REPORTED, more=activities(), year=st.sampled_from(YEARS))
def test_one_more_report_never_lowers_coverage(reported, more, year):
    before, after = (
        review(PROGRAMME, given_, year=year).coverage_by_party() for given_ in (reported, [*reported, more])
    )
    for party in ALL:
        assert before[party].denominator == after[party].denominator
        assert before[party].numerator <= after[party].numerator


# --- difficulties -------------------------------------------------------------------------------------------------


@st.composite
def difficulties(draw):
    """A difficulty with some of the agreements that it waits for."""
    on = draw(WITHIN)
    concerns = draw(st.lists(st.sampled_from(ALL), min_size=1, unique=True))
    found = Difficulty(id="d", about="x", raised_by=draw(st.sampled_from(ALL)), concerns=concerns, on=on)
    for party in draw(st.permutations(concerns))[: draw(st.integers(0, len(concerns)))]:
        found = found.agreed(party, on=on + timedelta(days=draw(st.integers(0, 400))))
    return found


@given(raised=difficulties(), one=AROUND, other=AROUND)
def test_a_settled_difficulty_is_never_open_again(raised, one, other):
    earlier, later = sorted((one, other))
    if raised.on <= earlier and not raised.is_open_on(earlier):
        assert not raised.is_open_on(later)
    seen = [open_difficulties(PROGRAMME, [raised], as_of=day) for day in (earlier, later)]
    assert [bool(found) for found in seen] == [raised.is_open_on(earlier), raised.is_open_on(later)]
    if all(seen):
        ((before,), (after,)) = seen
        assert set(after.waits_for) <= set(before.waits_for)
        assert after.days_open - before.days_open == (later - earlier).days


@given(raised=difficulties())
def test_it_waits_for_exactly_those_who_have_not_agreed(raised):
    agreed = {agreement.party for agreement in raised.agreements}
    assert set(raised.waits_for) | agreed == set(raised.concerns)
    assert not set(raised.waits_for) & agreed
    assert raised.is_open is (raised.settled_on is None)


# --- recognitions -------------------------------------------------------------------------------------------------

MERGED_ON = date(2019, 1, 1)
REGIONS = Regions(
    (
        Region("p", "P", level="village", valid_to=MERGED_ON - ONE_DAY, successors=("n",)),
        Region("q", "Q", level="village", valid_to=MERGED_ON - ONE_DAY, successors=("n",)),
        Region("n", "N", level="village", valid_from=MERGED_ON),
        Region("t", "T", level="village"),
    )
)


@st.composite
def recognitions(draw):
    """A decision in a region of its day; each holder has at most one of one day."""
    on = draw(days(first=date(2016, 1, 1), last=date(2021, 12, 31)))
    region = draw(st.sampled_from(("p", "q", "t") if on < MERGED_ON else ("n", "t")))
    later = st.none() | st.integers(0, 800).map(lambda after: on + timedelta(days=after))
    return Recognition(
        "clan",
        draw(st.sampled_from("abcdef")),
        region,
        decided_on=on,
        decided_by="UBND",
        ends_on=draw(later),
        withdrawn_on=draw(later),
    )


DECISIONS = st.lists(recognitions(), max_size=15, unique_by=lambda one: (one.holder, one.decided_on))


def counted(decisions, day):
    sizes = {"t": 6} | ({"n": 6} if day >= MERGED_ON else {"p": 6, "q": 6})
    found = tally(PROGRAMME, decisions, "clan", as_of=day, regions=REGIONS, denominators=sizes)
    return {seen.region: seen.actual for seen in found}


@given(decisions=DECISIONS, data=st.data(), day=AROUND)
def test_the_order_of_decisions_does_not_matter_nor_that_one_is_given_twice(decisions, data, day):
    mixed = data.draw(st.permutations([*decisions, *decisions[:3]]))
    assert counted(decisions, day) == counted(mixed, day)


@given(decisions=DECISIONS, day=AROUND)
def test_each_holder_counts_at_most_once_and_only_with_a_decision_in_force(decisions, day):
    in_force = {one.holder for one in decisions if one.is_in_force(day)}
    total = sum(share.numerator for share in counted(decisions, day).values())
    held = Registry(decisions, REGIONS, ("clan",)).held("clan", day)
    assert total == len(held)
    assert set(held) <= in_force
    if not any(one.withdrawn_on for one in decisions):
        assert set(held) == in_force


@given(decisions=DECISIONS, day=AROUND)
def test_a_holder_stands_with_the_latest_decision_in_force(decisions, day):
    for holder, standing in Registry(decisions, REGIONS, ("clan",)).held("clan", day).items():
        mine = [one for one in decisions if one.holder == holder and one.is_in_force(day)]
        assert standing == max(mine, key=lambda one: one.decided_on)
        assert not [
            one
            for one in decisions
            if one.holder == holder
            and one.decided_on >= standing.decided_on
            and one.withdrawn_on is not None
            and one.withdrawn_on <= day
        ]


@given(decisions=DECISIONS, day=AROUND)
def test_a_title_is_held_on_every_day_since_it_is_said_to_be_and_not_on_the_day_before(decisions, day):
    registry = Registry(decisions, REGIONS, ("clan",))
    for candidate in candidates(registry, "clan", held_at_least(1), as_of=day):
        holder, since = candidate.recognition.holder, candidate.held_since
        marks = {since, day}
        for one in decisions:
            marks |= {
                one.decided_on - ONE_DAY,
                one.decided_on,
                *(end for end in (one.ends_on, one.withdrawn_on) if end),
            }
        marks |= {mark + ONE_DAY for mark in marks}
        assert all(holder in registry.held("clan", mark) for mark in marks if since <= mark <= day)
        assert holder not in registry.held("clan", since - ONE_DAY)


@given(decisions=DECISIONS, day=AROUND)
def test_a_merger_moves_holders_and_loses_none(decisions, day):
    assume(day >= MERGED_ON)
    before = counted([one for one in decisions if one.decided_on < MERGED_ON], MERGED_ON - ONE_DAY)
    endless = [attrs.evolve(one, ends_on=None, withdrawn_on=None) for one in decisions if one.decided_on < MERGED_ON]
    assert all(isinstance(share, Share) for share in before.values())
    then, now = counted(endless, MERGED_ON - ONE_DAY), counted(endless, day)
    assert now["n"].numerator == then["p"].numerator + then["q"].numerator
    assert now["t"].numerator == then["t"].numerator
