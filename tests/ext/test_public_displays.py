"""Every public type of value shows itself: in a notebook, as text in both languages, and as rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import attrs
import pytest

pytest.importorskip("great_tables")
pytest.importorskip("polars")

from public_names import PUBLIC

from xhht import (
    Amendment,
    CountRange,
    Grade,
    Observation,
    Once,
    PrintedShare,
    Programme,
    Region,
    Regions,
    Removal,
    Requirement,
    Share,
    Text,
    WhenNeeded,
    assess,
    differences,
    roll_ups,
)
from xhht.coordination import (
    Activity,
    Difficulty,
    Gap,
    GapKind,
    ReportKind,
    Result,
    Shortcoming,
    due_dates,
    matrix,
    report,
    review,
)
from xhht.ext.rows import to_rows
from xhht.ext.tables import plain
from xhht.pace import arrival, progress, progress_status, trajectory
from xhht.planning import (
    Allotment,
    Capacity,
    Demand,
    EffortCase,
    EffortStep,
    Limit,
    PlanStep,
    common_rise,
    least_effort,
    plan,
)
from xhht.programmes import ctph_154, nd_122_2018, qd_448, tt_22_2020
from xhht.programmes.ctph_154.conventions import REPORTS_OF_TITLES
from xhht.recognition import (
    HIGHEST_SHARE,
    Case,
    Meeting,
    Recognition,
    Registration,
    TakenStep,
    WorkingCalendar,
    candidates,
    held_at_least,
    open_steps,
    registry,
    score,
    tally_stages,
)
from xhht.scenarios import (
    Assumption,
    BusinessAsUsual,
    Denominator,
    DenominatorGrowth,
    Halt,
    Higher,
    MatchBest,
    RandomRise,
    ReachBy,
    Rise,
    Scenario,
    Threshold,
    compare,
    project,
    sensitivity,
    simulate,
)
from xhht.values import Value

PROGRAMME: Programme = ctph_154.PROGRAMME
START, MIDDLE, END = date(2016, 12, 31), date(2018, 12, 31), date(2020, 12, 31)
CLANS = "clans_recognised"
REGIONS = [
    Region("yen-bai", "Tỉnh Yên Bái", level="province"),
    Region("tran-yen", "Huyện Trấn Yên", level="district", parent="yen-bai", traits=["town"]),
    Region("van-yen", "Huyện Văn Yên", level="district", parent="yen-bai"),
]
SEEN = [
    Observation(CLANS, "tran-yen", START, Share(30, 100)),
    Observation(CLANS, "tran-yen", MIDDLE, Share(35, 100)),
    Observation(CLANS, "van-yen", START, PrintedShare.from_text("khoảng 30%")),
]
MORE = Scenario(
    "more",
    assumptions=[
        Assumption(Rise.points("5"), indicator=CLANS),
        Assumption(ReachBy(Fraction(1, 2), END), tier="developed"),
        Assumption(MatchBest(END), region="van-yen"),
        Assumption(Halt(), level="province"),
        Assumption(Higher(Halt(), Rise.points(1)), level="commune"),
        Assumption(Denominator(90, MIDDLE), indicator=CLANS, region="tran-yen"),
        Assumption(DenominatorGrowth(Fraction(1, 100)), indicator=CLANS),
        Assumption(Threshold(Fraction(3, 5)), target=CLANS, tier="general"),
        Assumption(BusinessAsUsual(), indicator="units_recognised"),
    ],
)
LATER = PROGRAMME.amend(
    Amendment(
        id="1",
        effective_on=MIDDLE,
        agreed_by=[party.id for party in PROGRAMME.parties],
        targets=[PROGRAMME.target(CLANS).with_share(Fraction(1, 3), tier="general")],
    )
)
OPEN = Difficulty(id="d1", about="Thiếu kinh phí", raised_by="women", on=MIDDLE, concerns=["front", "labour"])
DONE = Activity(
    responsibility="front_mobilises_learning",
    party="front",
    on=date(2019, 5, 1),
    results=[Result("conferences", 12)],
)
DECISIONS = registry(
    PROGRAMME,
    [Recognition("clan", "nguyen", "tran-yen", decided_on=START, decided_by="UBND huyện")],
    regions=REGIONS,
)
SCORED = score(qd_448.LEARNING_CLAN, {}, preconditions={"fund": True}, pass_mark=70)
UNITS = score(tt_22_2020.LEARNING_UNIT, {"conditions": 20})
ASKED = registry(
    PROGRAMME,
    [],
    registrations=[Registration("unit", "u1", "tran-yen", registered_on=START, assessed_on=MIDDLE, score=UNITS)],
    regions=REGIONS,
)
WORKING = WorkingCalendar(START, END, days_off=[MIDDLE])
VOTE = Meeting(summoned=10, present=7, in_favour=6)
CASE = Case(
    "f1",
    "tran-yen",
    year=2018,
    taken=[
        TakenStep("registration", START),
        TakenStep("listing", MIDDLE),
        TakenStep("meeting", MIDDLE, meeting=VOTE),
    ],
)
FUTURE = project(PROGRAMME, SEEN, MORE, regions=REGIONS, until=END)
CORPUS = [
    PROGRAMME,
    LATER,
    Regions.of(REGIONS),
    assess(PROGRAMME, SEEN, regions=REGIONS, as_of=END),
    FUTURE,
    compare([FUTURE], on=END),
    sensitivity(PROGRAMME, SEEN, MORE, regions=REGIONS, until=END),
    plan(PROGRAMME, SEEN, regions=REGIONS, by=END, capacity=[Capacity(5, target=CLANS)]),
    common_rise(PROGRAMME, SEEN, regions=REGIONS, into="yen-bai", target=CLANS, by=END),
    progress(PROGRAMME, SEEN, regions=REGIONS, as_of=MIDDLE, baseline_on=START),
    least_effort(PROGRAMME, SEEN, regions=REGIONS, into="yen-bai", target=CLANS, by=END),
    assess(PROGRAMME, SEEN, regions=REGIONS, as_of=END, since=START).ranking(CLANS),
    Requirement.exactly(Fraction(1, 2), "at_least"),
    roll_ups(PROGRAMME, SEEN, regions=REGIONS, as_of=END),
    trajectory(PROGRAMME.target(CLANS), baseline=SEEN[0]),
    arrival(PROGRAMME.target(CLANS), SEEN[:2]),
    progress_status(PROGRAMME.target(CLANS), baseline=SEEN[0], latest=SEEN[1]),
    simulate(PROGRAMME, SEEN, MORE, {CLANS: RandomRise.points(1, 3)}, regions=REGIONS, until=END, seed=1, runs=3),
    matrix(PROGRAMME),
    due_dates(PROGRAMME, date(2019, 1, 1), END),
    review(PROGRAMME, [DONE], year=2019),
    report(
        PROGRAMME,
        [DONE],
        kind=ReportKind.FINAL,
        start=PROGRAMME.starts_on,
        end=END,
        difficulties=[OPEN],
        shortcomings=[Shortcoming("Chậm báo cáo", causes=["Chưa có mẫu"])],
    ),
    OPEN.agreed("front", on=END),
    REPORTS_OF_TITLES,
    differences(PROGRAMME, LATER.as_of(END)),
    DECISIONS,
    candidates(DECISIONS, "clan", held_at_least(1), as_of=END),
    SCORED,
    tally_stages(PROGRAMME, ASKED, "clan", as_of=END, denominators={"tran-yen": 20}),
    ASKED,
    nd_122_2018.PROCEDURE,
    open_steps(nd_122_2018.PROCEDURE, [CASE], as_of=END, calendar=WORKING),
    WORKING,
    HIGHEST_SHARE,
    CountRange(1, 2),
    held_at_least(1),
    Grade("good", Text("Tốt", "Good"), points_from=85),
    Removal("targets", CLANS),
    WhenNeeded(Text("khi cần", "when needed")),
    Once(END, is_stated=True),
    PlanStep(CLANS, "van-yen", 2019, 3),
    EffortCase((EffortStep("van-yen", 1, 2, Fraction(1)),)),
    Denominator(90, MIDDLE),
    Demand([1, 2], [2020], [Limit(1, [0])]),
    Allotment([0], [(0, 2020, 1)]),
    Gap(GapKind.TITLE, "clan", Text("Dòng họ học tập", "Learning clan")),
]


def collect(value, found, seen):
    """One value of each type that a result holds."""
    if id(value) in seen:
        return
    seen[id(value)] = value  # Held, so that its number stays its own.
    if isinstance(value, Value):
        found.setdefault(type(value), value)
        for field in attrs.fields(type(value)):
            collect(getattr(value, field.name), found, seen)
    elif isinstance(value, Mapping):
        collect([*value.keys(), *value.values()], found, seen)
    elif isinstance(value, (list, tuple, frozenset)):
        for one in value:
            collect(one, found, seen)


VALUES: dict[type, Value] = {}
collect(CORPUS, VALUES, {})
SHOWN = [
    kind for kind in PUBLIC.values() if isinstance(kind, type) and issubclass(kind, Value) and not kind.__subclasses__()
]
PYTHON_WORDS = re.compile(r"datetime\.date\(|[A-Z]\w+\((?:'|&#x27;|\w+=)|(?:&lt;|<)\w+\.\w+: |object at 0x|<function")


def test_every_public_type_of_value_is_tried_here():
    assert [kind.__name__ for kind in SHOWN if kind not in VALUES] == []


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.__name__)
def test_a_public_value_shows_itself_in_a_notebook_in_words(kind):
    page = VALUES[kind]._repr_html_() or ""
    assert "<table" in page
    assert PYTHON_WORDS.findall(page) == []


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_public_value_is_a_table_of_text_in_both_languages(kind, language):
    told = plain(VALUES[kind], language=language)
    assert len(told.splitlines()) > 1
    assert PYTHON_WORDS.findall(told) == []


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.__name__)
def test_a_public_value_has_rows_of_plain_cells(kind):
    rows = to_rows([VALUES[kind]])
    assert all(type(cell) in (str, int, bool, type(None)) for row in rows for cell in row.values())
    told = "\n".join(str(cell) for row in rows for cell in row.values())
    assert PYTHON_WORDS.findall(told) == []
