"""Files: what is written can be read back exactly, and mistakes are named all at once."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import get_origin, get_type_hints

import attrs
import pytest

import xhht
import xhht.programmes.ctph_154.conventions
from xhht import (
    AnyShare,
    Assessment,
    Base,
    BoundedShare,
    Observation,
    PercentagePoints,
    PrintedShare,
    Programme,
    Region,
    Regions,
    Share,
    Text,
    XhhtError,
    assess,
)
from xhht.coordination import Activity, Agreement, Difficulty, Result
from xhht.errors import InvalidTypeError
from xhht.programmes import ctph_154, nd_122_2018, qd_448, tt_22_2020, tt_25_2023
from xhht.recognition import Recognition
from xhht.scenarios import Halt, ReachBy, Rise, Scenario

codec = pytest.importorskip("xhht.ext.codec")
kinds = pytest.importorskip("xhht.ext.codec.kinds")

PROGRAMME = attrs.evolve(ctph_154.PROGRAMME, territory=attrs.evolve(ctph_154.PROGRAMME.territory, id="p"))
START, END = date(2016, 12, 31), date(2020, 12, 31)
REGIONS = Regions(
    (
        Region("p", "Tỉnh P", level="province"),
        Region("a", "A", level="district", parent="p", traits=["low_lying_district"]),
        Region("b", "B", level="district", parent="p", valid_to=date(2021, 1, 1), successors=("c",)),
        Region("c", "C", level="district", parent="p", valid_from=date(2021, 1, 2)),
    )
)
SEEN = (
    Observation("clans_recognised", "a", END, Share(2, 7), reference="báo cáo", note="ghi chú"),
    Observation("clans_recognised", "b", END, PrintedShare.from_text("57,48%")),
    Observation("families_recognised", "a", START, Share(50, 100)),
    Observation("families_recognised", "a", END, Share(59, 100)),
    Observation("families_recognised", "b", START, PrintedShare.from_text("gần 97 %", base=Base.ALL)),
    Observation("families_recognised", "b", END, BoundedShare.from_counts(90, 110, 120, is_partial=True)),
)
AMENDED = PROGRAMME.amend(
    xhht.Amendment(
        id="more",
        effective_on=date(2019, 1, 1),
        agreed_by=[signature.party for signature in PROGRAMME.signatures],
        targets=[PROGRAMME.target("clans_recognised").with_share(Fraction(45, 100), tier="general")],
        removed=[xhht.Removal("duties", PROGRAMME.duties[-1].id)],
        note=Text("cao hơn", "higher"),
    )
)


def holds_a_function(kind):
    return attrs.has(kind) and any(get_origin(hint) is Callable for hint in get_type_hints(kind).values())


# A Target is only what LevelTarget and GrowthTarget have in common.
WRITTEN = sorted(name for name, kind in kinds.KINDS.items() if name != "Target" and not holds_a_function(kind))


def report(programme=PROGRAMME, **options):
    return assess(programme, SEEN, regions=REGIONS, as_of=END, baseline_on=START, **options)


def refused(run):
    with pytest.raises(XhhtError) as caught:
        run()
    return caught.value


def pointers(error):
    return [mistake.pointer for mistake in error.problems]


def everything():
    """Something of every public type, made by the library itself."""
    task = PROGRAMME.responsibilities[0]
    done = Activity(
        responsibility=task.id,
        party=task.parties[0],
        on=date(2018, 5, 1),
        evidence=("1/BC",),
        results=(Result("classes", 2),),
    )
    difficulty = Difficulty(
        id="d",
        about="ít kinh phí",
        raised_by="women",
        concerns=("women", "front"),
        on=date(2018, 1, 1),
        agreements=(Agreement("women", date(2018, 2, 1)),),
    )
    scenario = Scenario(
        "more",
        rises={"clans_recognised": Rise.points("2,5")},
        assumptions=[
            xhht.scenarios.Assumption(change, indicator=indicator, region="a")
            for change, indicator in zip(
                (
                    Halt(),
                    ReachBy(Fraction(9, 10), END),
                    xhht.scenarios.MatchBest(END),
                    xhht.scenarios.BusinessAsUsual(),
                    xhht.scenarios.Higher(Halt(), Rise.points(1, since=END)),
                ),
                [target.indicator for target in PROGRAMME.targets if target.indicator != "clans_recognised"],
                strict=False,
            )
        ]
        + [
            xhht.scenarios.Assumption(xhht.scenarios.Denominator(500, END), region="b"),
            xhht.scenarios.Assumption(xhht.scenarios.DenominatorGrowth(Fraction(1, 100)), level="village"),
            xhht.scenarios.Assumption(xhht.scenarios.Threshold(Fraction(1, 2)), target="clans_recognised"),
        ],
    )
    projection = xhht.scenarios.project(PROGRAMME, SEEN[:3], scenario, regions=REGIONS, until=date(2021, 12, 31))
    lines = xhht.pace.progress(PROGRAMME, SEEN[:3], regions=REGIONS, as_of=END, baseline_on=START)
    decided = Recognition("clan", "h", "a", decided_on=date(2018, 1, 1), decided_by="UBND xã", ends_on=END)
    registry = xhht.recognition.registry(PROGRAMME, [decided], regions=REGIONS)
    return [
        AMENDED,
        REGIONS,
        report(),
        projection,
        xhht.scenarios.compare([projection], on=projection.days[0]),
        xhht.coordination.report(
            PROGRAMME,
            [done],
            kind="interim",
            start=date(2017, 1, 1),
            end=date(2018, 12, 31),
            assessment=report(),
            difficulties=[difficulty],
            addressee="UBND tỉnh",
            shortcomings=[xhht.coordination.Shortcoming("thiếu số liệu", causes=["chưa có mẫu"])],
            signature=PROGRAMME.signatures[0],
        ),
        ctph_154.conventions.HALF_YEARLY_REVIEWS,
        xhht.coordination.review(PROGRAMME, [done], year=2018),
        xhht.coordination.matrix(PROGRAMME),
        xhht.planning.plan(
            PROGRAMME, SEEN[:1], regions=REGIONS, by=date(2021, 12, 31), capacity={"clans_recognised": 3}
        ),
        xhht.roll_up(PROGRAMME, "clans_recognised", SEEN[:1], regions=REGIONS, into="p", as_of=END),
        xhht.roll_ups(PROGRAMME, SEEN[:1], regions=REGIONS, as_of=END),
        *report().ranking("clans_recognised"),
        xhht.Requirement.exactly(Fraction(2, 5), "at_least"),
        xhht.pace.trajectory(
            PROGRAMME.target("clans_recognised"), baseline=Observation("clans_recognised", "a", START, Share(1, 9))
        ),
        registry,
        xhht.recognition.candidates(registry, "clan", xhht.recognition.held_at_least(1), as_of=END),
        xhht.coordination.due_dates(PROGRAMME, date(2017, 1, 1), date(2017, 12, 31)),
        xhht.differences(PROGRAMME, AMENDED),
        xhht.scenarios.Influence(scenario.all_assumptions[0], 3, 2),
        xhht.scenarios.sensitivity(PROGRAMME, SEEN[:3], scenario, regions=REGIONS, until=date(2021, 12, 31)),
        xhht.scenarios.Higher(Halt(), Rise.points(1)),
        lines,
        *lines.lines[:1],
        xhht.planning.common_rise(
            PROGRAMME, SEEN[:1], regions=REGIONS, into="p", target="clans_recognised", by=date(2021, 12, 31)
        ),
        xhht.coordination.Gap(xhht.coordination.GapKind.TITLE, "x", Text("x", "x")),
        xhht.Grade("good", Text("tốt", "good"), points_from=80),
        xhht.CountRange(1, 2),
        xhht.Duty(
            "d",
            Text("x", "x"),
            assignments=PROGRAMME.duties[0].assignments,
            recurrence=xhht.Once(END, is_stated=True),
            source=PROGRAMME.source,
        ),
        xhht.Yearly(11, 18, is_stated=True),
        xhht.WhenNeeded(Text("khi cần", "when needed")),
        PercentagePoints(-1, 3),
        *what_if(scenario),
        *earned(),
        *(choice(word) for choice in kinds.KINDS.values() if issubclass(choice, str) for word in choice),
    ]


def earned():
    """Something of every type by which titles are earned, made by the library itself."""
    recognition = xhht.recognition
    clan = recognition.score(
        qd_448.LEARNING_CLAN, {}, preconditions={"fund": True, "learning_families": Share(9, 20)}, pass_mark=70
    )
    unit = recognition.score(
        tt_22_2020.LEARNING_UNIT, {"conditions": Fraction(41, 2)}, evidence={"conditions": ["Kế hoạch"]}
    )
    asked = recognition.Registration("unit", "u", "a", registered_on=START, assessed_on=END, score=unit)
    register = recognition.registry(PROGRAMME, [], registrations=[asked], regions=REGIONS)
    calendar = recognition.WorkingCalendar(START, END, days_off=[END], days_worked=[START])
    vote = recognition.Meeting(summoned=10, present=7, in_favour=6)
    taken = [
        recognition.TakenStep("registration", START),
        recognition.TakenStep("listing", START),
        recognition.TakenStep("meeting", START, meeting=vote),
    ]
    case = recognition.Case("f", "a", year=2018, taken=taken)
    return [
        clan,
        register,
        calendar,
        tt_25_2023.PROCEDURE,
        *recognition.tally_stages(PROGRAMME, register, "unit", as_of=END, denominators={"a": 5}),
        *recognition.open_steps(nd_122_2018.PROCEDURE, [case], as_of=END, calendar=calendar),
    ]


def what_if(scenario):
    """Something of every type of answers about the future, made by the library itself."""
    rule = PROGRAMME.target("clans_recognised")
    clans = [
        Observation("clans_recognised", "a", date(2017, 12, 31), Share(30, 100)),
        Observation("clans_recognised", "a", date(2018, 12, 31), Share(35, 100)),
    ]
    drawn = {"clans_recognised": xhht.scenarios.RandomRise.points(1, 5)}
    parts = [
        Observation("clans_recognised", "a", START, Share(3, 10)),
        Observation("clans_recognised", "b", START, BoundedShare.from_counts(2, 4, 10)),
    ]
    return [
        xhht.pace.arrival(rule, clans, tier="developed"),
        xhht.pace.progress_status(rule, baseline=clans[0], latest=clans[1], tier="developed"),
        xhht.scenarios.simulate(PROGRAMME, clans, scenario, rises=drawn, regions=REGIONS, until=END, runs=3, seed=1),
        xhht.planning.least_effort(PROGRAMME, parts, target="clans_recognised", into="p", regions=REGIONS, by=END),
        xhht.planning.Demand((2, 3), (2019, 2020), (xhht.planning.Limit(3, frozenset({0, 1}), 2019),)),
        xhht.planning.Allotment((0,), ((0, 2019, 2),), proof="bound"),
    ]


def inside(thing):
    yield thing
    if attrs.has(type(thing)):
        for field in attrs.fields(type(thing)):
            if field.init:
                yield from inside(getattr(thing, field.name))
    elif isinstance(thing, (tuple, frozenset)):
        for inner in thing:
            yield from inside(inner)
    elif isinstance(thing, Mapping):
        for pair in thing.items():
            yield from inside(pair)


@pytest.fixture(scope="module")
def found():
    by_kind = {}
    for thing in inside(tuple(everything())):
        if kinds.KINDS.get(type(thing).__name__) is type(thing):
            by_kind.setdefault(type(thing).__name__, []).append(thing)
    return by_kind


def test_something_of_every_public_type_is_tried(found):
    assert set(WRITTEN) == set(found)


@pytest.mark.parametrize("name", WRITTEN)
def test_every_public_type_survives_the_journey(found, name):
    kind = kinds.KINDS[name]
    for thing in found[name][:: max(1, len(found[name]) // 20)]:
        text = codec.dumps(thing)
        back = codec.loads(text, kind, programme=getattr(thing, "programme", None))
        assert back == thing
        assert type(back) is kind
        assert codec.dumps(back) == text


@pytest.mark.parametrize("name", WRITTEN)
def test_the_schema_of_every_public_type_accepts_what_is_written(found, name):
    jsonschema = pytest.importorskip("jsonschema")
    schema = codec.json_schema(kinds.KINDS[name])
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema)
    for thing in found[name][:: max(1, len(found[name]) // 3)]:
        checker.validate(json.loads(codec.dumps(thing)))


def test_several_things_survive_in_one_file():
    shares = (Share(1, 2), PrintedShare.from_text("57,48%"), BoundedShare.from_counts(1, 2, 3))
    assert codec.loads(codec.dumps(shares), tuple[AnyShare, ...]) == shares
    assert codec.loads(codec.dumps(SEEN), tuple[Observation, ...]) == SEEN
    assert codec.loads(codec.dumps(()), tuple[Observation, ...]) == ()
    assert codec.loads(codec.dumps((Halt(), Halt())), tuple[Halt, ...]) == (Halt(), Halt())
    assert (
        codec.loads(codec.dumps((report(), report())), tuple[Assessment, ...], programme=PROGRAMME) == (report(),) * 2
    )


def test_a_criterion_cannot_be_written():
    error = refused(lambda: codec.dumps(xhht.recognition.held_at_least(3)))
    assert isinstance(error, InvalidTypeError)
    assert "functions" in str(error)
    assert isinstance(refused(lambda: codec.dumps({"a": 1})), InvalidTypeError)
    assert isinstance(refused(lambda: codec.loads("{}", dict)), InvalidTypeError)
    assert isinstance(refused(lambda: codec.json_schema(xhht.recognition.CommendationRule)), InvalidTypeError)


def test_earlier_revisions_stand_side_by_side_the_oldest_first():
    twice = AMENDED.amend(attrs.evolve(AMENDED.amendment, id="again", effective_on=date(2020, 1, 1), removed=()))
    written = json.loads(codec.dumps(twice))
    assert [revision.get("amendment", {}).get("id") for revision in written["previous"]] == [None, "more"]
    assert all("previous" not in revision for revision in written["previous"])
    back = codec.loads(codec.dumps(twice), Programme)
    assert back == twice
    assert back.as_of(date(2018, 1, 1)).target("clans_recognised").asked_of("general") == Fraction(40, 100)


def test_a_file_grows_with_what_each_amendment_changes():
    programmes = [AMENDED]
    for number in range(60):
        again = attrs.evolve(AMENDED.amendment, id=f"again-{number}", effective_on=date(2020, 1, 1), removed=())
        programmes.append(programmes[-1].amend(again))
    sizes = [len(codec.dumps(programmes[count])) for count in (20, 40, 60)]
    assert sizes[2] - sizes[1] < sizes[1] - sizes[0] + 100 < len(codec.dumps(PROGRAMME))
    assert codec.loads(codec.dumps(programmes[-1]), Programme) == programmes[-1]


@pytest.mark.parametrize("subject", [PROGRAMME.subject, xhht.Text("khác", "other")])
def test_an_earlier_revision_that_its_amendment_does_not_make_is_written_whole(subject):
    other = attrs.evolve(AMENDED, subject=subject)
    later = other.amend(attrs.evolve(AMENDED.amendment, id="again", effective_on=date(2020, 1, 1), removed=()))
    _, second = json.loads(codec.dumps(later))["previous"]
    assert (set(second) == {"amendment"}) == (subject == PROGRAMME.subject)
    assert codec.loads(codec.dumps(later), Programme) == later


def test_an_earlier_revision_that_no_rule_makes_of_the_one_before_is_written_whole():
    twice = attrs.evolve(AMENDED, previous=AMENDED)  # The same amendment again, which nobody could agree to.
    later = twice.amend(attrs.evolve(AMENDED.amendment, id="again", effective_on=date(2020, 1, 1), removed=()))
    assert "targets" in json.loads(codec.dumps(later))["previous"][2]
    assert codec.loads(codec.dumps(later), Programme) == later


def test_an_amendment_that_cannot_be_made_is_a_mistake_with_its_place():
    later = AMENDED.amend(attrs.evolve(AMENDED.amendment, id="again", effective_on=date(2020, 1, 1), removed=()))
    document = json.loads(codec.dumps(later))
    document["previous"][1]["amendment"]["agreed_by"] = ["front"]
    assert pointers(refused(lambda: codec.loads(json.dumps(document), Programme))) == ["/previous/1/amendment"]
    document["previous"][1]["amendment"]["agreed_by"] = 3
    assert pointers(refused(lambda: codec.loads(json.dumps(document), Programme))) == [
        "/previous/1/amendment/agreed_by"
    ]


def test_indented_text_says_the_same():
    assert codec.loads(codec.dumps(PROGRAMME, indent=2), Programme) == PROGRAMME


# --- assessments -----------------------------------------------------------------------------------------------


def test_an_assessment_needs_its_programme():
    text = codec.dumps(report())
    assert "give it as programme=" in str(refused(lambda: codec.loads(text, Assessment)))
    other = attrs.evolve(PROGRAMME, id="other")
    assert pointers(refused(lambda: codec.loads(text, Assessment, programme=other))) == ["/programme"]


def test_an_assessment_is_read_by_the_revision_that_it_was_judged_by():
    later = report(AMENDED)
    earlier = assess(AMENDED, SEEN[2:3], regions=REGIONS, as_of=date(2018, 1, 1))
    for found_then in (later, earlier):
        assert codec.loads(codec.dumps(found_then), Assessment, programme=AMENDED) == found_then
    error = refused(lambda: codec.loads(codec.dumps(later), Assessment, programme=PROGRAMME))
    assert "unknown amendment 'more'" in str(error)


def test_other_targets_than_those_judged_by_are_refused():
    stricter = attrs.evolve(
        PROGRAMME,
        targets=tuple(
            rule.with_share(Fraction(1, 100), tier="general") if rule.id == "clans_recognised" else rule
            for rule in PROGRAMME.targets
        ),
    )
    assert "judged by other targets" in str(
        refused(lambda: codec.loads(codec.dumps(report()), Assessment, programme=stricter))
    )


def test_a_changed_report_does_not_fit_the_receipt():
    written = json.loads(codec.dumps(report()))
    line = next(line for line in written["verdicts"] if line["target"] == "clans_recognised" and line["region"] == "a")
    line["actual"]["numerator"] += 1
    error = refused(lambda: codec.loads(json.dumps(written), Assessment, programme=PROGRAMME))
    assert "not those of the receipt" in str(error)


@pytest.mark.parametrize("options", [{}, {"reading": "relative"}])
def test_the_same_receipt_gives_the_same_verdicts(options):
    judged = report(AMENDED, **options)
    written = json.loads(codec.dumps(judged))
    assert written["receipt"] == {
        "library": xhht.__version__,
        "programme": "ctph_154",
        "amendment": "more",
        "rules": codec.receipt(judged).rules,
        "observations": codec.receipt(judged).observations,
    }
    back = codec.loads(json.dumps(written), Assessment, programme=AMENDED)
    again = codec.replay(back, regions=REGIONS)
    assert again == judged
    assert codec.receipt(again) == codec.receipt(back)
    part = back.where(target="clans_recognised")
    assert codec.replay(part, regions=REGIONS) == part


def test_the_verdicts_on_single_bodies_survive_and_are_reached_again():
    women = Observation("cadres_trained", "a", END, Share(9, 10), party="women")
    judged = assess(PROGRAMME, [*SEEN, women], regions=REGIONS, as_of=END, baseline_on=START)
    written = json.loads(codec.dumps(judged))
    (line,) = written["by_party"]
    assert (line["party"], line["observation"]["party"]) == ("women", "women")
    assert "party_name" not in line
    back = codec.loads(json.dumps(written), Assessment, programme=PROGRAMME)
    assert back == judged
    assert codec.replay(back, regions=REGIONS) == judged
    for part in (judged.where(party=["women", "youth"]), judged.where(region="a")):
        assert codec.loads(codec.dumps(part), Assessment, programme=PROGRAMME) == part
        assert codec.replay(part, regions=REGIONS) == part
    line["actual"]["numerator"] = 10
    error = refused(lambda: codec.loads(json.dumps(written), Assessment, programme=PROGRAMME))
    assert "not those of the receipt" in str(error)


def test_an_assessment_without_single_bodies_says_whether_they_were_looked_at():
    assert "by_party" not in json.loads(codec.dumps(report()))
    aside = attrs.evolve(report(), by_party=None)
    assert json.loads(codec.dumps(aside))["by_party"] is None
    assert codec.loads(codec.dumps(aside), Assessment, programme=PROGRAMME) == aside
    assert codec.replay(aside, regions=REGIONS) == aside


def test_verdicts_that_were_put_together_by_hand_survive():
    rule = attrs.evolve(PROGRAMME.target("clans_recognised"), id="unknown_here")
    own = report()
    odd = attrs.evolve(
        own,
        verdicts=(
            xhht.evaluate(rule, Share(1, 2), as_of=START),
            xhht.evaluate(PROGRAMME.target("clans_recognised"), Share(1, 2), as_of=END),
            attrs.evolve(own.verdicts[0], region=attrs.evolve(REGIONS.lives[0], name="anders")),
            attrs.evolve(own.verdicts[0], tiers=(None, "developed")),
            attrs.evolve(own["clans_recognised", "a"], observation=SEEN[3]),
            own.verdicts[-1],
        ),
    )
    assert codec.loads(codec.dumps(odd), Assessment, programme=PROGRAMME) == odd


def test_all_mistakes_of_an_assessment_are_named():
    written = json.loads(codec.dumps(report()))
    written["verdicts"][0]["target"] = "clan_recognised"
    written["verdicts"][1]["region"] = "zz"
    assert pointers(refused(lambda: codec.loads(json.dumps(written), Assessment, programme=PROGRAMME))) == [
        "/verdicts/0/target",
        "/verdicts/1/region",
    ]
    written["verdicts"][2]["outcome"] = "mett"
    text = codec.explain(refused(lambda: codec.loads(json.dumps(written), Assessment, programme=PROGRAMME)))
    assert "/verdicts/2/outcome: unknown outcome 'mett'; did you mean 'met'?" in text


# --- errors ----------------------------------------------------------------------------------------------------


def test_an_error_is_explained_in_full():
    error = refused(lambda: codec.loads('{"xhht": 1, "numeratr": 1, "denominator": "x"}', Share))
    assert codec.explain(error).splitlines() == [
        "a file of Share: 3 problems",
        "- /numerator: is missing; give it",
        "- /denominator: expected a whole number, got the text 'x'",
        "- /numeratr: unknown key 'numeratr'; did you mean 'numerator'?",
    ]
    group = ExceptionGroup("two", [error, ValueError("other")])
    assert codec.explain(group).splitlines()[1:3] == [
        "- a file of Share: 3 problems",
        "  - /numerator: is missing; give it",
    ]
    assert codec.explain(ValueError()) == "ValueError"
    many = xhht.errors.InvalidProgrammeError("p", [XhhtError(str(number)) for number in range(500)])
    assert codec.explain(many).splitlines()[-1] == "… and 300 more"


def test_structural_mistakes_and_broken_links_are_named_together():
    document = json.loads(codec.dumps(PROGRAMME))
    document["targets"][0]["indicator"] = "clan_recognised"
    del document["targets"][1]["source"]
    document["targets"][2]["shares"][0]["share"] = 0.4
    document["tiers"][1]["source"]["number"] = "II.99"
    document["contents"][1]["id"] = document["contents"][0]["id"]
    document["parties"][0]["colour"] = "red"
    found_here = codec.explain(refused(lambda: codec.loads(json.dumps(document), Programme)))
    for told in (
        "/targets/0/indicator: unknown indicator 'clan_recognised'; did you mean 'clans_recognised'?",
        "/targets/1/source: is missing; give it",
        '/targets/2/shares/0/share: the number 0.4 may have been rounded; write it in quotes, as "0.4"',
        "/tiers/1/source: unknown clause 'II.99, 154/CTPH-LN'",
        "stands twice, in contents[0] and contents[1]",
        "/parties/0/colour: unknown key 'colour'",
    ):
        assert told in found_here
    # The party that cannot be read is there all the same, so that nothing calls it unknown.
    assert "unknown party" not in found_here


def test_a_mistyped_tier_and_a_mistyped_type_name_the_nearest():
    document = json.loads(codec.dumps(PROGRAMME))
    place = next(n for n, target in enumerate(document["targets"]) if target["id"] == "clans_recognised")
    document["targets"][place]["shares"][0]["tier"] = "generall"
    error = refused(lambda: codec.loads(json.dumps(document), Programme))
    assert f"/targets/{place}/shares/0/tier: unknown tier 'generall'; did you mean 'general'?" in codec.explain(error)
    document["targets"][place]["type"] = "LevelTargets"
    error = refused(lambda: codec.loads(json.dumps(document), Programme))
    assert f"/targets/{place}/type: unknown type 'LevelTargets'; did you mean 'LevelTarget'?" in codec.explain(error)
    del document["targets"][place]["type"]
    error = refused(lambda: codec.loads(json.dumps(document), Programme))
    assert f"/targets/{place}: nothing tells what this is; give its type: LevelTarget" in codec.explain(error)


def test_a_clause_that_is_not_the_targets_is_refused():
    written = json.loads(codec.dumps(report()))
    written["verdicts"][1]["source"]["number"] = "I"
    error = refused(lambda: codec.loads(json.dumps(written), Assessment, programme=PROGRAMME))
    assert pointers(error) == ["/verdicts/1/source"]


def test_a_set_is_written_in_order():
    region = Region("a", "A", level="district", traits=["town", "city", "remote"])
    assert json.loads(codec.dumps(region))["traits"] == ["city", "remote", "town"]


def test_mistakes_of_an_earlier_revision_have_their_place():
    document = json.loads(codec.dumps(AMENDED))
    document["previous"][0]["targets"][0]["indicator"] = "nothing"
    document["previous"][0]["targets"][1]["due_on"] = "2020-02-30"
    found_there = pointers(refused(lambda: codec.loads(json.dumps(document), Programme)))
    assert found_there == ["/previous/0/targets/1/due_on", "/previous/0/targets/0/indicator"]
    document["previous"] = 3
    assert pointers(refused(lambda: codec.loads(json.dumps(document), Programme))) == ["/previous"]
    document["previous"] = [{"previous": []}]
    assert pointers(refused(lambda: codec.loads(json.dumps(document), Programme))) == ["/previous/0"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('"2/0"', "divides by 0"),
        ('"two"', "no exact number"),
        ("0.4", "may have been rounded"),
        ("NaN", "may have been rounded"),
        ("true", "expected an exact number"),
        ("null", "expected an exact number"),
        ('"1e400"', "no exact number"),
        (f'"{"1" * 1500}"', "at most 1000 digits"),
        ('"3/2"', ""),
    ],
)
def test_an_exact_number_is_text_or_whole(written, told):
    text = f'{{"xhht": 1, "lower": {written}, "upper": 2}}'
    if told:
        assert told in str(refused(lambda: codec.loads(text, xhht.Bounds)))
    else:
        assert codec.loads(text, xhht.Bounds).lower == Fraction(3, 2)


def test_exact_numbers_are_read_as_they_are_written_by_hand():
    for written, number in (
        ("0.4", Fraction(2, 5)),
        ("40%", Fraction(2, 5)),
        ("-2.5 %", Fraction(-1, 40)),
        ("4/10", Fraction(2, 5)),
    ):
        text = json.dumps({"xhht": 1, "tier": "general", "share": written})
        assert codec.loads(text, xhht.TierShare).share == number


def test_a_print_may_come_without_its_bounds():
    text = '{"xhht": 1, "text": "57,48%", "base": "all"}'
    assert codec.loads(text, PrintedShare) == PrintedShare.from_text("57,48%", base=Base.ALL)
    assert pointers(refused(lambda: codec.loads('{"xhht": 1, "text": "57,4x"}', PrintedShare))) == ["/text"]


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ('{"numerator": 1, "denominator": 2}', "/xhht"),
        ('{"xhht": 2, "numerator": 1, "denominator": 2}', "/xhht"),
        ('{"xhht": "1", "numerator": 1, "denominator": 2}', "/xhht"),
        ('{"xhht": 0, "numerator": 1, "denominator": 2}', "/xhht"),
        ('{"xhht": 1, "type": "Programme", "numerator": 1, "denominator": 2}', "/type"),
        ('{"xhht": 1, "type": 3, "numerator": 1, "denominator": 2}', "/type"),
        ('{"xhht": 1, "xhht": 1, "numerator": 1, "denominator": 2}', ""),
        ('{"xhht": 1, "numerator": 1, "denominator": 2, "denominator": 3}', ""),
        ('{"xhht": 1, "numerator": 3, "denominator": 2}', ""),
        ('{"xhht": 1, "numerator": "1", "denominator": 2}', "/numerator"),
        ('{"xhht": 1, "numerator": 1, "denominator": 2, "base": 1}', "/base"),
        ("[]", ""),
        ("3", ""),
    ],
)
def test_a_wrong_envelope_or_key_is_named(text, pointer):
    assert pointers(refused(lambda: codec.loads(text, Share))) == [pointer]


def test_without_a_version_all_other_mistakes_are_named_as_well():
    assert pointers(refused(lambda: codec.loads('{"numerator": 1}', Share))) == ["/xhht", "/denominator"]
    assert pointers(refused(lambda: codec.loads('{"xhht": 2, "numerator": 1}', Share))) == ["/xhht"]


def test_other_bytes_than_utf_8_are_refused_and_a_byte_order_mark_is_not():
    text = codec.dumps(Share(1, 2))
    assert codec.loads(b"\xef\xbb\xbf" + text.encode(), Share) == Share(1, 2)
    assert "byte 0" in str(refused(lambda: codec.loads(b"\xff" + text.encode(), Share)))
    assert isinstance(refused(lambda: codec.loads(3, Share)), InvalidTypeError)


# --- schemas ---------------------------------------------------------------------------------------------------

PUBLISHED = {
    "programme": Programme,
    "observations": tuple[Observation, ...],
    "assessment": Assessment,
    "regions": Regions,
    "recognitions": tuple[Recognition, ...],
    "registrations": tuple[xhht.recognition.Registration, ...],
    "criteria": xhht.CriteriaSet,
    "procedure": xhht.Procedure,
    "activities": tuple[Activity, ...],
    "difficulties": tuple[Difficulty, ...],
    "amendment": xhht.Amendment,
    "scenario": Scenario,
    "capacities": tuple[xhht.planning.Capacity, ...],
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_schema_is_what_the_code_makes(name):
    path = Path(__file__).parents[2] / "docs" / "schemas" / f"{name}.schema.json"
    made = json.dumps(codec.json_schema(PUBLISHED[name]), ensure_ascii=False, indent=1) + "\n"
    assert path.read_text(encoding="utf-8") == made


@pytest.mark.parametrize(
    ("change", "is_refused"),
    [
        (lambda d: d.copy(), False),
        (lambda d: d["targets"][0].pop("source"), True),
        (lambda d: d["targets"][0].update(colour="red"), True),
        (lambda d: d["targets"][0].update(due_on="31.12.2020"), True),
        (lambda d: d["targets"][0]["shares"][0].update(share=0.4), True),
        (lambda d: d.pop("xhht"), True),
        (lambda d: d.update(xhht=2), True),
        (lambda d: d["parties"][0]["name"].update(en=""), True),
        (lambda d: d["responsibilities"][0]["assignments"][0].update(role="led"), True),
        (lambda d: d.pop("type"), False),
    ],
)
def test_the_schema_and_the_reader_agree(change, is_refused):
    jsonschema = pytest.importorskip("jsonschema")
    document = json.loads(codec.dumps(PROGRAMME))
    change(document)
    assert jsonschema.Draft202012Validator(codec.json_schema(Programme)).is_valid(document) is not is_refused
    if is_refused:
        refused(lambda: codec.loads(json.dumps(document), Programme))
    else:
        assert codec.loads(json.dumps(document), Programme) == PROGRAMME


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_part_of_a_published_schema_is_described_in_both_languages(name):
    schema = codec.json_schema(PUBLISHED[name])
    parts = {name: schema, **schema.get("$defs", {})}
    lacking = [
        f"{part}.{key}"
        for part, body in parts.items()
        for key, inner in body["properties"].items()
        if " / " not in inner.get("description", "")
    ]
    lacking += [part for part, body in parts.items() if body is not schema and " / " not in body["description"]]
    assert not lacking, "words.py has no words for them"


def test_descriptions_are_in_both_languages():
    schema = codec.json_schema(Programme)
    assert schema["description"].endswith("Chương trình phối hợp.")
    assert schema["$defs"]["LevelTarget"]["properties"]["due_on"]["description"].endswith("/ thời hạn")
