from datetime import UTC, date, datetime
from fractions import Fraction

import attrs
import pytest

from xhht import (
    Assessment,
    Base,
    Caveat,
    Clause,
    Document,
    GrowthTarget,
    Indicator,
    Level,
    LevelTarget,
    Observation,
    Outcome,
    PrintedShare,
    Programme,
    Reading,
    Reason,
    Region,
    Regions,
    Share,
    Source,
    Text,
    Tier,
    TierShare,
    assess,
)
from xhht.errors import (
    InvalidObservationsError,
    InvalidRegionsError,
    InvalidTypeError,
    InvalidValueError,
    UnknownChoiceError,
    UnknownIdError,
)
from xhht.figures.observations import Reports
from xhht.judgement.assessment import assess_checked

END_2016, END_2018, END_2020 = date(2016, 12, 31), date(2018, 12, 31), date(2020, 12, 31)
CHANGED = date(2019, 1, 1)
WORDS = Text("Dòng họ", "Clans")
SOURCE = Source("1/VB", "II.2.2")
TIERS = {"general": 40, "developed": 50}


def asked(**shares):
    return tuple(TierShare(tier, Fraction(share) / 100) for tier, share in shares.items())


PROGRAMME = Programme(
    "programme",
    document=Document("1/VB", WORDS),
    subject=WORDS,
    starts_on=date(2016, 12, 1),
    ends_on=END_2020,
    source=SOURCE,
    clauses=(Clause(SOURCE, kind="target", gist=WORDS),),
    tiers=tuple(Tier(tier, Text(f"Vùng {tier}", f"The {tier}"), test=WORDS, source=SOURCE) for tier in TIERS),
    indicators=tuple(
        Indicator(i, WORDS, numerator=WORDS, denominator=WORDS, source=SOURCE) for i in ("clans", "families")
    ),
    targets=(
        LevelTarget(
            "clans_recognised", name=WORDS, indicator="clans", due_on=END_2020, shares=asked(**TIERS), source=SOURCE
        ),
        GrowthTarget(
            "families_recognised",
            name=WORDS,
            indicator="families",
            due_on=END_2020,
            shares=asked(general="2.5", developed="3"),
            source=SOURCE,
        ),
    ),
)
TOP = Region("top", "Tỉnh", level="province")
TOWN = Region("town", "Thị xã", level="district", parent="top", tier="developed")
REGIONS = Regions([TOP, TOWN])


def clans(share, region="town", on=END_2020):
    return Observation("clans", region, on, share)


def families(share, region="top", on=END_2020):
    return Observation("families", region, on, share)


def judged(*seen, regions=REGIONS, as_of=END_2020, programme=PROGRAMME, **kwargs):
    return assess(programme, seen, regions=regions, as_of=as_of, **kwargs)


def risen(*seen, **kwargs):
    kwargs.setdefault("baseline_on", END_2018)
    return judged(*seen, **kwargs)["families_recognised", "top"]


# --- which report, which tier -----------------------------------------------------------------------------------


def test_every_target_is_judged_in_every_region():
    report = judged()
    assert [(v.region.id, v.target.id) for v in report] == [
        ("top", "clans_recognised"),
        ("top", "families_recognised"),
        ("town", "clans_recognised"),
        ("town", "families_recognised"),
    ]
    assert len(report) == 4
    assert {v.outcome for v in report} == {Outcome.NO_DATA}


def test_the_tier_of_a_region_decides_the_threshold():
    report = judged(clans(Share(45, 100)), clans(Share(45, 100), region="top"))
    assert report["clans_recognised", "top"].outcome is Outcome.MET
    verdict = report["clans_recognised", "town"]
    assert (verdict.outcome, verdict.tier, verdict.tier_name.en) == (Outcome.NOT_MET, "developed", "The developed")


def test_a_region_without_a_tier_is_judged_as_general():
    verdict = judged()["clans_recognised", "top"]
    assert (verdict.tier, verdict.tier_name.en) == ("general", "The general")


@pytest.mark.parametrize(
    ("as_of", "outcome"),
    [
        (END_2016, Outcome.NO_DATA),
        (END_2018, Outcome.NOT_MET),
        (date(2019, 6, 30), Outcome.NOT_MET),
        (END_2020, Outcome.MET),
    ],
)
def test_the_latest_report_up_to_the_day_counts(as_of, outcome):
    early, late = clans(Share(45, 100), on=END_2018), clans(Share(60, 100))
    verdict = judged(late, early, as_of=as_of)["clans_recognised", "town"]
    assert verdict.outcome is outcome
    assert verdict.as_of == as_of


def test_a_verdict_keeps_region_and_report():
    seen = clans(Share(60, 100), on=END_2018)
    verdict = judged(seen)["clans_recognised", "town"]
    assert verdict.observation is seen
    assert verdict.region is TOWN


# --- regions in time --------------------------------------------------------------------------------------------

BEFORE = attrs.evolve(TOP, tier="general", valid_to=date(2018, 12, 31))
AFTER = attrs.evolve(TOP, tier="developed", valid_from=CHANGED)


def test_only_regions_that_exist_on_the_day_are_judged():
    regions = [attrs.evolve(TOP, id="old", valid_to=END_2018), attrs.evolve(TOP, id="new", valid_from=CHANGED)]
    assert {v.region.id for v in judged(regions=regions, as_of=END_2018)} == {"old"}
    assert {v.region.id for v in judged(regions=regions)} == {"new"}


def test_the_tier_is_that_of_the_life_of_the_day():
    seen = clans(Share(45, 100), region="top", on=END_2018), clans(Share(45, 100), region="top")
    tiers = [
        judged(*seen, regions=[BEFORE, AFTER], as_of=day)["clans_recognised", "top"].tier
        for day in (END_2018, END_2020)
    ]
    assert tiers == ["general", "developed"]


def test_a_report_of_an_earlier_life_is_no_report_of_this_one():
    verdict = judged(clans(Share(45, 100), region="top", on=END_2018), regions=[BEFORE, AFTER])[
        "clans_recognised", "top"
    ]
    assert (verdict.outcome, verdict.reason, verdict.observation) == (Outcome.NO_DATA, Reason.NOT_REPORTED, None)


def test_a_baseline_of_an_earlier_life_is_compared_with_a_caveat():
    start, later = families(Share(40, 100), on=END_2018), families(Share(47, 100))
    verdict = risen(start, later, regions=[BEFORE, AFTER])
    assert verdict.baseline is start
    assert verdict.outcome is Outcome.MET
    assert verdict.caveats == (Caveat.ACROSS_A_CHANGE,)
    assert risen(start, later, regions=[TOP]).caveats == ()


def test_a_baseline_on_the_first_day_of_this_life_is_of_this_life():
    start, later = families(Share(40, 100), on=CHANGED), families(Share(47, 100))
    assert risen(start, later, regions=[BEFORE, AFTER], baseline_on=CHANGED).caveats == ()


# --- rises ------------------------------------------------------------------------------------------------------


def test_without_a_day_for_the_baseline_no_rise_is_judged():
    verdict = risen(families(Share(40, 100), on=END_2018), families(Share(60, 100)), baseline_on=None)
    assert (verdict.outcome, verdict.reason) == (Outcome.NO_DATA, Reason.NO_BASELINE)


def test_the_baseline_is_the_latest_report_up_to_its_day():
    oldest, start = families(Share(10, 100), on=END_2016), families(Share(40, 100), on=date(2018, 6, 30))
    verdict = risen(families(Share(60, 100)), start, oldest)
    assert verdict.baseline is start


def test_a_rise_is_averaged_up_to_the_day_of_the_report():
    verdict = risen(families(Share(40, 100), on=END_2018), families(Share(43, 100), on=date(2019, 12, 31)))
    assert verdict.threshold == Fraction(425, 1000)
    assert verdict.outcome is Outcome.MET


def test_a_baseline_that_was_not_reported_gives_no_data():
    verdict = risen(families(Share(60, 100)))
    assert (verdict.outcome, verdict.reason, verdict.baseline) == (Outcome.NO_DATA, Reason.NO_BASELINE, None)


def test_the_baseline_itself_is_never_judged():
    start = families(Share(40, 100), on=END_2018)
    verdict = risen(start)
    assert (verdict.outcome, verdict.reason) == (Outcome.NO_DATA, Reason.NO_LATER_REPORT)
    assert (verdict.baseline, verdict.observation, verdict.actual) == (start, None, None)


def test_nothing_reported_in_this_life_after_the_baseline_is_simply_not_reported():
    verdict = risen(families(Share(40, 100), on=END_2018), regions=[BEFORE, AFTER])
    assert (verdict.outcome, verdict.reason) == (Outcome.NO_DATA, Reason.NOT_REPORTED)


def test_the_reading_is_passed_on():
    seen = families(Share(40, 100), on=END_2018), families(Share(42, 100))
    assert risen(*seen).outcome is Outcome.NOT_MET
    relative = risen(*seen, reading="relative")
    assert (relative.outcome, relative.reading) == (Outcome.MET, Reading.RELATIVE)


def test_a_baseline_on_the_day_judged_is_never_judged():
    verdict = risen(families(Share(40, 100)), baseline_on=END_2020)
    assert verdict.reason is Reason.NO_LATER_REPORT


def test_verdicts_that_are_kept_stand_as_they_are():
    reports, _ = Reports.of(SEEN, regions=REGIONS, indicators=None)
    fresh = assess_checked(PROGRAMME, reports, regions=REGIONS, as_of=END_2020)
    for key in (("clans_recognised", "town"), ("families_recognised", "top")):
        known = attrs.evolve(fresh[key], caveats=(Caveat.PARTS_MISSING,))
        report = assess_checked(PROGRAMME, reports, regions=REGIONS, as_of=END_2020, kept={key: known})
        assert report[key] is known
        assert [v for v in report if v is not known] == [v for v in fresh if v is not fresh[key]]


# --- looking up -------------------------------------------------------------------------------------------------


def test_a_verdict_that_is_not_there_names_the_nearest():
    report = judged()
    with pytest.raises(UnknownIdError, match="unknown target 'clan_recognised'; did you mean 'clans_recognised'"):
        assert report["clan_recognised", "town"]
    with pytest.raises(
        UnknownIdError, match="unknown region 'twon' in the assessment of 2020-12-31; did you mean 'town'"
    ):
        assert report["clans_recognised", "twon"]


@pytest.mark.parametrize("wrong", ["clans_recognised", ("clans_recognised",), 0, ("a", "b", "c")])
def test_a_verdict_is_looked_up_by_two_ids(wrong):
    with pytest.raises(InvalidTypeError, match=r"look up by a target's and a region's id, .*got"):
        assert judged()[wrong]


SEEN = (clans(Share(60, 100)), clans(Share(1, 100), region="top"))


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ({}, "top.clans top.families town.clans town.families"),
        ({"target": "clans_recognised"}, "top.clans town.clans"),
        ({"target": "families_recognised"}, "top.families town.families"),
        ({"region": "top"}, "top.clans top.families"),
        ({"region": "town"}, "town.clans town.families"),
        ({"outcome": "met"}, "town.clans"),
        ({"outcome": "not_met"}, "top.clans"),
        ({"outcome": Outcome.NO_DATA}, "top.families town.families"),
        ({"outcome": "undecided"}, ""),
        ({"tier": "general"}, "top.clans top.families"),
        ({"tier": "developed"}, "town.clans town.families"),
        ({"level": Level.PROVINCE}, "top.clans top.families"),
        ({"level": Level.DISTRICT}, "town.clans town.families"),
        ({"level": "commune"}, ""),
        ({"level": "village"}, ""),
        ({"target": "clans_recognised", "outcome": "not_met", "region": "top"}, "top.clans"),
        ({"target": "clans_recognised", "outcome": "not_met", "region": "town"}, ""),
    ],
)
def test_an_assessment_can_be_narrowed(where, kept):
    read = {key: "".join(list(value)) for key, value in where.items()}
    for given in (where, read):
        part = judged(*SEEN).where(**given)
        assert isinstance(part, Assessment)
        assert " ".join(f"{v.region.id}.{v.target.indicator}" for v in part) == kept


@pytest.mark.parametrize(("tier", "region"), [("general", "top"), ("developed", "town")])
def test_an_assessment_narrowed_to_a_tier_has_its_regions(tier, region):
    assert {v.region.id for v in judged(*SEEN).where(tier=tier)} == {region}


@pytest.mark.parametrize(
    ("where", "match"),
    [
        ({"target": "clan_recognised"}, "unknown target 'clan_recognised'; did you mean 'clans_recognised'"),
        ({"region": "twon"}, "unknown region 'twon'; did you mean 'town'"),
        ({"tier": "develop"}, "unknown tier 'develop'; did you mean 'developed'"),
    ],
)
def test_a_mistyped_filter_does_not_look_like_an_empty_answer(where, match):
    with pytest.raises(UnknownIdError, match=match):
        judged().where(**where)


@pytest.mark.parametrize("where", [{"outcome": "passed"}, {"level": "town"}])
def test_an_unknown_word_in_a_filter_is_refused(where):
    with pytest.raises(UnknownChoiceError, match="unknown"):
        judged().where(**where)


def test_a_narrowed_assessment_finds_its_own_verdicts_only():
    part = judged(*SEEN).where(region="town")
    assert part["clans_recognised", "town"].outcome is Outcome.MET
    with pytest.raises(UnknownIdError, match="unknown region 'top'"):
        assert part["clans_recognised", "top"]


def test_verdicts_without_a_region_are_found_under_no_id():
    verdict = attrs.evolve(judged(*SEEN)["clans_recognised", "town"], region=None)
    report = Assessment(PROGRAMME, END_2020, [verdict])
    assert report["clans_recognised", ""] is verdict
    assert len(report.where(level="district")) == 0


def test_every_outcome_is_counted_even_where_there_is_none():
    assert judged(*SEEN).counts() == {
        Outcome.MET: 1,
        Outcome.NOT_MET: 1,
        Outcome.UNDECIDED: 0,
        Outcome.NO_DATA: 2,
        Outcome.NOT_APPLICABLE: 0,
    }


def test_the_picture_of_an_assessment_counts_its_outcomes():
    assert "<1 not_met, 2 no_data, 1 met>" in repr(judged(*SEEN))


def test_an_assessment_as_text_is_a_table_under_its_outcomes():
    assert str(judged(*SEEN)).splitlines() == [
        "1/VB as of 2020-12-31: 1 not_met, 2 no_data, 1 met",
        "region  target               outcome  reported",
        "Tỉnh    clans_recognised     not met  1/100 (1 %)",
        "Tỉnh    families_recognised  no data",
        "Thị xã  clans_recognised     met      60/100 (60 %)",
        "Thị xã  families_recognised  no data",
    ]


@pytest.mark.parametrize("wrong", [{"programme": "programme"}, {"as_of": "2020-12-31"}, {"verdicts": ("met",)}])
def test_an_assessment_is_made_of_verdicts(wrong):
    with pytest.raises(InvalidTypeError):
        Assessment(**{"programme": PROGRAMME, "as_of": END_2020, "verdicts": (), **wrong})


# --- what is refused --------------------------------------------------------------------------------------------


def test_contradictions_unknown_ids_and_unknown_tiers_are_refused_together():
    regions = [TOP, TOWN, Region("far", "Xã", level="commune", tier="remote")]
    with pytest.raises(InvalidObservationsError) as caught:
        judged(
            clans(Share(45, 100)),
            clans(Share(46, 100)),
            clans(Share(1, 10), region="top"),
            clans(PrintedShare.from_text("20%"), region="top"),
            clans(Share(1, 2), region="twon"),
            attrs.evolve(clans(Share(1, 2)), indicator="clan"),
            regions=regions,
        )
    message = str(caught.value)
    assert message.startswith("observations for 'programme' as of 2020-12-31: 5 problems")
    assert "in 'town' on 2020-12-31 contradict" in message
    assert "in 'top' on 2020-12-31 contradict" in message
    assert "did you mean 'town'" in message
    assert "did you mean 'clans'" in message
    assert "unknown tier 'remote' in region 'far'; known: general, developed" in message


def test_targets_that_ask_nothing_of_a_tier_are_refused_together_with_the_rest():
    far = Tier("far", WORDS, test=WORDS, source=SOURCE)
    programme = attrs.evolve(PROGRAMME, tiers=(*PROGRAMME.tiers, far))
    regions = [TOP, TOWN, *(Region(name, "Xã", level="commune", tier="far") for name in ("a", "b"))]
    with pytest.raises(InvalidObservationsError) as caught:
        judged(clans(Share(1, 2), region="twon"), regions=regions, programme=programme)
    typo, level, rise = map(str, caught.value.problems)
    assert "did you mean 'town'" in typo
    assert level == "unknown tier 'far' in target 'clans_recognised'; known: general, developed"
    assert rise == "unknown tier 'far' in target 'families_recognised'; known: general, developed"


def test_a_tier_that_a_target_does_not_ask_of_is_no_matter_where_no_region_has_it():
    far = Tier("far", WORDS, test=WORDS, source=SOURCE)
    programme = attrs.evolve(PROGRAMME, tiers=(*PROGRAMME.tiers, far))
    assert len(judged(regions=[TOP, TOWN], programme=programme)) == 4


def test_a_tier_of_a_life_that_is_over_is_not_looked_at():
    regions = [attrs.evolve(BEFORE, tier="abolished"), AFTER]
    assert len(judged(regions=regions)) == 2


def test_a_share_of_the_registered_beside_one_of_all_is_left_aside():
    seen = clans(Share(60, 100)), clans(Share(60, 61, base=Base.REGISTERED))
    assert judged(*seen)["clans_recognised", "town"].outcome is Outcome.MET


def test_a_baseline_after_the_day_judged_is_refused():
    with pytest.raises(InvalidValueError, match="the baseline's day 2020-12-31 is after 2018-12-31; a rise needs"):
        judged(as_of=END_2018, baseline_on=END_2020)


@pytest.mark.parametrize("wrong", ["2020-12-31", datetime(2020, 12, 31, tzinfo=UTC)])
def test_the_days_of_an_assessment_are_days(wrong):
    with pytest.raises(InvalidTypeError, match="as_of is a datetime"):
        judged(as_of=wrong)
    with pytest.raises(InvalidTypeError, match="baseline_on is a datetime"):
        judged(baseline_on=wrong)


def test_a_programme_is_needed():
    with pytest.raises(InvalidTypeError, match="a programme is a Programme, got str 'programme'"):
        judged(programme="programme")


def test_regions_that_are_no_tree_are_refused():
    with pytest.raises(InvalidRegionsError, match="overlap"):
        judged(regions=[TOP, TOP])


def test_an_unknown_reading_is_refused():
    with pytest.raises(UnknownChoiceError, match="unknown reading 'simple'"):
        judged(reading="simple")


@pytest.mark.parametrize("wrong", ["reports", None, clans(Share(1, 2))])
def test_observations_are_several(wrong):
    with pytest.raises(InvalidTypeError, match="expected several values"):
        assess(PROGRAMME, wrong, regions=REGIONS, as_of=END_2020)
