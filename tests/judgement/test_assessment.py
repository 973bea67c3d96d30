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
    Territory,
    Text,
    Tier,
    TierShare,
    assess,
    assess_days,
    through_mergers,
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
from xhht.programmes import ctph_154

END_2016, END_2018, END_2020 = date(2016, 12, 31), date(2018, 12, 31), date(2020, 12, 31)
CHANGED = date(2019, 1, 1)
WORDS = Text("Dòng họ", "Clans")
SOURCE = Source("1/VB", "II.2.2")
TIERS = {"general": 40, "developed": 50}
TRAITS = {"general": (), "developed": ("low_lying_district",)}


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
    tiers=tuple(
        Tier(tier, Text(f"Vùng {tier}", f"The {tier}"), test=WORDS, traits=TRAITS[tier], source=SOURCE)
        for tier in TIERS
    ),
    default_tier="general",
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
TOP = Region("top", "Tỉnh", level="province", traits=[])
TOWN = Region("town", "Thị xã", level="district", parent="top", traits=["low_lying_district"])
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


def test_a_region_of_which_nothing_fits_is_judged_by_the_default_tier():
    verdict = judged()["clans_recognised", "top"]
    assert (verdict.tier, verdict.tier_name.en) == ("general", "The general")


def test_a_region_of_which_nothing_is_known_is_judged_by_every_tier():
    unknown = attrs.evolve(TOWN, traits=None)
    for count, outcome in ((39, "not_met"), (40, "undecided"), (49, "undecided"), (50, "met")):
        verdict = judged(clans(Share(count, 100)), regions=[TOP, unknown])["clans_recognised", "town"]
        assert (verdict.outcome, verdict.tier, verdict.tier_name) == (outcome, None, None)
        assert verdict.caveats == (Caveat.TIER_UNKNOWN,)
        assert verdict.tiers == ("general", "developed")


def test_a_tier_that_the_caller_names_goes_before_what_is_known():
    named = judged(clans(Share(45, 100)), tiers={"town": "general"})["clans_recognised", "town"]
    assert (named.outcome, named.tier) == (Outcome.MET, "general")


@pytest.mark.parametrize(
    ("tiers", "told"),
    [
        ({"twon": "general"}, "unknown region 'twon' in tiers; did you mean 'town'?"),
        ({"town": "develop"}, "unknown tier 'develop' in tiers['town']; did you mean 'developed'?"),
    ],
)
def test_wrong_ids_in_tiers_join_the_other_problems(tiers, told):
    with pytest.raises(InvalidObservationsError) as caught:
        judged(clans(Share(1, 2), region="tpo"), tiers=tiers)
    assert [str(problem) for problem in caught.value.problems][1:] == [told]


def test_tiers_map_regions_to_tiers():
    with pytest.raises(InvalidTypeError, match="tiers maps region ids to tier ids, got str 'general'"):
        judged(tiers="general")


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
    verdict = judged(late, early, as_of=as_of, since=date.min)["clans_recognised", "town"]
    assert verdict.outcome is outcome
    assert verdict.as_of == as_of


def test_a_verdict_keeps_region_and_report():
    seen = clans(Share(60, 100), on=date(2020, 6, 30))
    verdict = judged(seen)["clans_recognised", "town"]
    assert verdict.observation is seen
    assert verdict.region is TOWN


# --- how old a report may be ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "since", "is_fresh"),
    [
        (date(2020, 1, 1), None, True),
        (date(2019, 12, 31), None, False),
        (date(2019, 12, 31), date(2019, 12, 31), True),
        (date(2019, 12, 30), date(2019, 12, 31), False),
        (END_2016, date.min, True),
    ],
)
def test_a_report_before_the_first_day_is_too_old(on, since, is_fresh):
    seen = clans(Share(60, 100), on=on)
    report = judged(seen, since=since)
    verdict = report["clans_recognised", "town"]
    assert report.since == (since or date(2020, 1, 1))
    if is_fresh:
        assert (verdict.outcome, verdict.observation, verdict.outdated) == (Outcome.MET, seen, None)
    else:
        assert (verdict.outcome, verdict.reason) == (Outcome.NO_DATA, Reason.REPORT_TOO_OLD)
        assert (verdict.observation, verdict.actual, verdict.outdated) == (None, None, seen)


def test_a_rise_with_an_old_report_has_no_data_and_keeps_its_baseline():
    start, old = families(Share(40, 100), on=END_2016), families(Share(60, 100), on=END_2018)
    verdict = risen(start, old, baseline_on=END_2016)
    assert (verdict.reason, verdict.baseline, verdict.outdated) == (Reason.REPORT_TOO_OLD, start, old)


def test_reports_since_a_day_after_the_one_judged_are_none():
    with pytest.raises(InvalidValueError, match="reports since 2021-01-01 are all after 2020-12-31; give an earlier"):
        judged(since=date(2021, 1, 1))
    with pytest.raises(InvalidTypeError, match="since is a datetime"):
        judged(since="2020-01-01")


def test_an_assessment_counts_the_reports_of_a_year_until_it_is_said():
    assert Assessment(PROGRAMME, END_2020, []).since == date(2020, 1, 1)
    assert Assessment(PROGRAMME, END_2020, [], since=END_2018).since == END_2018


def test_several_days_are_judged_each_by_the_reports_of_its_year():
    seen = clans(Share(60, 100), on=END_2018), clans(Share(30, 100))
    days = [END_2020, date(2019, 12, 31), END_2018]
    found = assess_days(PROGRAMME, seen, regions=REGIONS, days=days)
    assert [assessment.as_of for assessment in found] == days
    assert [a["clans_recognised", "town"].outcome.value for a in found] == ["not_met", "no_data", "met"]
    found = assess_days(PROGRAMME, seen, regions=REGIONS, days=days, since=END_2018)
    assert [a["clans_recognised", "town"].outcome.value for a in found] == ["not_met", "met", "met"]


def test_a_baseline_after_one_of_several_days_is_left_out_there():
    seen = families(Share(40, 100), on=END_2018), families(Share(60, 100))
    found = assess_days(PROGRAMME, seen, regions=REGIONS, days=[END_2016, END_2020], baseline_on=END_2018)
    assert [a["families_recognised", "top"].baseline for a in found] == [None, seen[0]]
    with pytest.raises(InvalidTypeError, match="a day judged is a datetime"):
        assess_days(PROGRAMME, seen, regions=REGIONS, days=["2020-12-31"])


# --- where it holds, and of whom it asks ------------------------------------------------------------------------


def test_what_lies_outside_the_territory_is_not_asked():
    text = attrs.evolve(PROGRAMME, territory=Territory("here", WORDS, level="district"))
    regions = [TOP, TOWN, attrs.evolve(TOWN, id="here"), Region("xa", "Xã", level="commune", parent="here", traits=[])]
    report = judged(clans(Share(60, 100)), clans(Share(60, 100), region="here"), regions=regions, programme=text)
    outside = report["clans_recognised", "town"]
    assert (outside.outcome, outside.reason) == (Outcome.NOT_APPLICABLE, Reason.OUTSIDE_TERRITORY)
    assert (outside.threshold, outside.shortfall, outside.gap_pp, outside.caveats) == (None, None, None, ())
    assert outside.actual == Share(60, 100)
    assert report["clans_recognised", "top"].reason is Reason.OUTSIDE_TERRITORY
    assert report["clans_recognised", "xa"].reason is Reason.NOT_REPORTED
    assert report["clans_recognised", "here"].tier == "general"


def test_a_target_is_asked_of_its_levels_and_the_territory_goes_first():
    targets = tuple(attrs.evolve(target, levels=["province"]) for target in PROGRAMME.targets)
    text = attrs.evolve(PROGRAMME, targets=targets)
    seen = clans(Share(60, 100)), clans(Share(60, 100), region="top")
    report = judged(*seen, programme=text)
    assert report["clans_recognised", "top"].outcome is Outcome.MET
    assert report["clans_recognised", "town"].reason is Reason.NOT_ASKED_OF_LEVEL
    elsewhere = attrs.evolve(text, territory=Territory("elsewhere", WORDS, level="province"))
    assert {v.reason for v in judged(*seen, programme=elsewhere)} == {Reason.OUTSIDE_TERRITORY}


@pytest.mark.parametrize(
    ("first", "is_late"),
    [
        (date(2016, 12, 1), False),
        (date(2017, 12, 1), False),
        (date(2017, 12, 2), True),
        (date(2015, 12, 1), False),
        (date(2015, 11, 30), True),
    ],
)
def test_a_baseline_more_than_a_year_from_the_start_says_so(first, is_late):
    verdict = risen(families(Share(40, 100), on=first), families(Share(60, 100)), baseline_on=END_2018)
    assert verdict.outcome is Outcome.MET
    assert (Caveat.BASELINE_NOT_AT_START in verdict.caveats) is is_late


# --- wholes -----------------------------------------------------------------------------------------------------

PARTS = Regions([TOP, TOWN, Region("far", "Huyện", level="district", parent="top", traits=[])])


def test_wholes_are_rolled_up_for_what_they_did_not_report():
    seen = clans(Share(60, 100)), clans(Share(10, 100), region="far")
    whole = judged(*seen, regions=PARTS, into=["top"])["clans_recognised", "top"]
    assert (whole.actual, whole.outcome) == (Share(70, 200), Outcome.NOT_MET)
    own = clans(Share(90, 200), region="top")
    assert judged(*seen, own, regions=PARTS, into=["top"])["clans_recognised", "top"].observation is own
    old = clans(Share(90, 200), region="top", on=END_2018)
    assert judged(*seen, old, regions=PARTS, into=["top"])["clans_recognised", "top"].actual == Share(70, 200)
    silent = judged(regions=PARTS, into=["top"])["clans_recognised", "top"]
    assert silent.reason is Reason.NOT_REPORTED


def test_the_baseline_of_a_whole_is_rolled_up_too():
    seen = [
        families(Share(n, 100), region=r, on=on) for r in ("town", "far") for on, n in ((END_2018, 40), (END_2020, 60))
    ]
    whole = judged(*seen, regions=PARTS, into=["top"], baseline_on=END_2018)["families_recognised", "top"]
    assert (whole.baseline.actual, whole.actual) == (Share(80, 200), Share(120, 200))
    assert whole.outcome is Outcome.MET


def test_wholes_that_are_none_join_the_other_problems():
    with pytest.raises(InvalidObservationsError) as caught:
        judged(clans(Share(1, 2), region="tpo"), regions=PARTS, into=["tpo", "town"])
    assert [str(problem) for problem in caught.value.problems][1:] == [
        "unknown region 'tpo'; did you mean 'top'?",
        "region 'town' has no parts on 2020-12-31; leave it out of into",
    ]


def test_parts_that_cannot_be_added_are_told():
    seen = clans(Share(60, 100)), clans(Share(10, 100, base=Base.REGISTERED), region="far")
    with pytest.raises(InvalidObservationsError, match="reports of the registered"):
        judged(*seen, regions=PARTS, into=["top"])


# --- the whole picture ------------------------------------------------------------------------------------------


def test_who_reported_nothing_of_what_is_told_by_indicator():
    seen = clans(Share(60, 100)), clans(Share(1, 2), region="top", on=END_2018), families(Share(1, 2))
    assert judged(*seen).silent() == {"clans": ("top",), "families": ("town",)}
    assert judged(*seen, since=END_2018).silent() == {"clans": (), "families": ("town",)}


def ranked(**shares):
    regions = [Region(name, f"Xã {name}", level="commune", traits=[]) for name in shares]
    report = judged(*(clans(share, region=name) for name, share in shares.items() if share), regions=regions)
    return [(place.verdict.region.id, place.best, place.worst) for place in report.ranking("clans_recognised")]


def printed(text):
    return PrintedShare.from_text(text, base=Base.ALL)


@pytest.mark.parametrize(
    ("shares", "places"),
    [
        ({"a": Share(1, 2), "b": Share(3, 4), "c": None}, [("b", 1, 1), ("a", 2, 2)]),
        ({"a": Share(1, 2), "b": Share(2, 4), "c": Share(1, 4)}, [("a", 1, 1), ("b", 1, 1), ("c", 3, 3)]),
        ({"a": Share(61, 100), "b": printed("61%"), "c": Share(9, 10)}, [("c", 1, 1), ("a", 2, 3), ("b", 2, 3)]),
        ({"a": printed("61%"), "b": Share(62, 100)}, [("b", 1, 1), ("a", 2, 2)]),  # 61% is under 62%.
        ({"a": printed("61%"), "b": Share(605, 1000)}, [("a", 1, 1), ("b", 1, 2)]),
        ({"a": printed("trên 61%"), "b": Share(61, 100)}, [("a", 1, 1), ("b", 2, 2)]),
        ({"a": printed("61%"), "b": printed("62%")}, [("b", 1, 2), ("a", 1, 2)]),
        ({"a": Share(0, 0), "b": Share(1, 2, base=Base.REGISTERED), "c": Share(1, 9)}, [("c", 1, 1)]),
    ],
)
def test_a_ranking_has_the_places_that_figures_allow(shares, places):
    assert sorted(ranked(**shares)) == sorted(places)


def test_an_unknown_target_has_no_ranking():
    with pytest.raises(UnknownIdError, match="did you mean 'clans_recognised'"):
        judged().ranking("clan_recognised")


def test_verdicts_are_sorted_by_their_gaps_whatever_their_kind():
    seen = clans(printed("45%")), clans(Share(45, 100), region="top")
    verdicts = judged(*seen).where(target="clans_recognised")
    assert [v.region.id for v in sorted(verdicts, key=lambda v: v.gap_pp.lower)] == ["town", "top"]


# --- regions in time --------------------------------------------------------------------------------------------

BEFORE = attrs.evolve(TOP, valid_to=date(2018, 12, 31))
AFTER = attrs.evolve(TOP, traits=["low_lying_district"], valid_from=CHANGED)


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
    seen = clans(Share(45, 100), region="top", on=END_2018)
    verdict = judged(seen, regions=[BEFORE, AFTER], since=date.min)["clans_recognised", "top"]
    assert (verdict.outcome, verdict.reason, verdict.observation) == (Outcome.NO_DATA, Reason.NOT_REPORTED, None)


def test_a_baseline_of_an_earlier_life_is_compared_with_a_caveat():
    start, later = families(Share(40, 100), on=END_2018), families(Share(47, 100))
    verdict = risen(start, later, regions=[BEFORE, AFTER])
    assert verdict.baseline is start
    assert verdict.outcome is Outcome.MET
    assert verdict.caveats == (Caveat.ACROSS_A_CHANGE, Caveat.BASELINE_NOT_AT_START)
    assert risen(start, later, regions=[TOP]).caveats == (Caveat.BASELINE_NOT_AT_START,)


def test_a_baseline_on_the_first_day_of_this_life_is_of_this_life():
    start, later = families(Share(40, 100), on=CHANGED), families(Share(47, 100))
    assert risen(start, later, regions=[BEFORE, AFTER], baseline_on=CHANGED).caveats == (Caveat.BASELINE_NOT_AT_START,)


# --- rises ------------------------------------------------------------------------------------------------------


def test_without_a_day_for_the_baseline_no_rise_is_judged():
    verdict = risen(families(Share(40, 100), on=END_2018), families(Share(60, 100)), baseline_on=None)
    assert (verdict.outcome, verdict.reason) == (Outcome.NO_DATA, Reason.NO_BASELINE)


def test_the_baseline_is_the_latest_report_up_to_its_day():
    oldest, start = families(Share(10, 100), on=END_2016), families(Share(40, 100), on=date(2018, 6, 30))
    verdict = risen(families(Share(60, 100)), start, oldest)
    assert verdict.baseline is start


def test_a_rise_is_averaged_up_to_the_day_of_the_report():
    verdict = risen(
        families(Share(40, 100), on=END_2018), families(Share(43, 100), on=date(2019, 12, 31)), since=END_2018
    )
    assert verdict.threshold == Fraction(425, 1000)
    assert verdict.outcome is Outcome.MET


def test_a_baseline_that_was_not_reported_gives_no_data():
    verdict = risen(families(Share(60, 100)))
    assert (verdict.outcome, verdict.reason, verdict.baseline) == (Outcome.NO_DATA, Reason.NO_BASELINE, None)


def test_the_baseline_itself_is_never_judged():
    start = families(Share(40, 100), on=END_2018)
    verdict = risen(start, since=END_2018)
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
    asked_of = {"regions": REGIONS, "as_of": END_2020, "since": END_2018}
    fresh = assess_checked(PROGRAMME, reports, **asked_of)
    for key in (("clans_recognised", "town"), ("families_recognised", "top")):
        known = attrs.evolve(fresh[key], caveats=(Caveat.PARTS_MISSING,))
        report = assess_checked(PROGRAMME, reports, **asked_of, kept={key: known})
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
        ({"is_judged": True}, "top.clans town.clans"),
        ({"is_judged": False}, "top.families town.families"),
        ({"outcome": ["met", Outcome.NOT_MET]}, "top.clans town.clans"),
        ({"region": ("top", "town"), "target": ["families_recognised"]}, "top.families town.families"),
        ({"level": ["district", "village"], "tier": ["developed", "general"]}, "town.clans town.families"),
        ({"outcome": []}, ""),
        ({"target": "clans_recognised", "outcome": "not_met", "region": "top"}, "top.clans"),
        ({"target": "clans_recognised", "outcome": "not_met", "region": "town"}, ""),
    ],
)
def test_an_assessment_can_be_narrowed(where, kept):
    read = {key: "".join(list(value)) if isinstance(value, str) else value for key, value in where.items()}
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
        ({"region": ["top", "twon"]}, "unknown region 'twon'; did you mean 'town'"),
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
        "Tỉnh    clans_recognised     not met  1/100 (1%)",
        "Tỉnh    families_recognised  no data",
        "Thị xã  clans_recognised     met      60/100 (60%)",
        "Thị xã  families_recognised  no data",
    ]


@pytest.mark.parametrize("wrong", [{"programme": "programme"}, {"as_of": "2020-12-31"}, {"verdicts": ("met",)}])
def test_an_assessment_is_made_of_verdicts(wrong):
    with pytest.raises(InvalidTypeError):
        Assessment(**{"programme": PROGRAMME, "as_of": END_2020, "verdicts": (), **wrong})


# --- what is refused --------------------------------------------------------------------------------------------


def test_contradictions_unknown_ids_and_unknown_tiers_are_refused_together():
    with pytest.raises(InvalidObservationsError) as caught:
        judged(
            clans(Share(45, 100)),
            clans(Share(46, 100)),
            clans(Share(1, 10), region="top"),
            clans(PrintedShare.from_text("20%"), region="top"),
            clans(Share(1, 2), region="twon"),
            attrs.evolve(clans(Share(1, 2)), indicator="clan"),
            tiers={"top": "remote"},
        )
    message = str(caught.value)
    assert message.startswith("observations for 'programme' as of 2020-12-31: 5 problems")
    assert "in 'town' on 2020-12-31 contradict" in message
    assert "in 'top' on 2020-12-31 contradict" in message
    assert "did you mean 'town'" in message
    assert "did you mean 'clans'" in message
    assert "unknown tier 'remote' in tiers['top']; known: general, developed" in message


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


# --- the figures of single bodies -------------------------------------------------------------------------------

TRAINED = "cadres_trained"
PROVINCE = Region("yen-bai", "Tỉnh Yên Bái", level="province", traits=[])
DISTRICT = Region("tran-yen", "Huyện Trấn Yên", level="district", parent="yen-bai", traits=[])
PLACES = Regions([PROVINCE, DISTRICT])


def trained(share, party=None, region="yen-bai", on=END_2020, indicator=TRAINED):
    return Observation(indicator, region, on, share, party=party)


def of_bodies(*seen, as_of=END_2020, **asked):
    return assess(ctph_154.PROGRAMME, seen, regions=PLACES, as_of=as_of, **asked)


def test_a_figure_of_one_body_never_passes_for_one_of_all():
    report = of_bodies(trained(Share(100, 100), "women"))
    assert report[TRAINED, "yen-bai"].reason is Reason.NOT_REPORTED
    assert report[TRAINED, "yen-bai"].party is None
    assert len(report) == len(list(report)) == 22
    assert report.counts() == of_bodies().counts()
    assert report.silent() == of_bodies().silent()


def test_each_body_that_answers_has_a_verdict_of_its_own():
    report = of_bodies(trained(Share(90, 100)), trained(Share(100, 100), "women"), trained(Share(1, 2), "youth"))
    bodies = report.where(party=[party.id for party in ctph_154.PROGRAMME.parties], region="yen-bai", target=TRAINED)
    assert [(verdict.party, verdict.outcome.value) for verdict in bodies] == [
        ("front", "no_data"),
        ("labour", "no_data"),
        ("youth", "not_met"),
        ("women", "met"),
        ("farmers", "no_data"),
        ("veterans", "no_data"),
        ("association", "no_data"),
    ]
    assert report[TRAINED, "yen-bai"].outcome is Outcome.NOT_MET


def test_a_part_by_body_is_an_assessment_of_that_body_alone():
    women = of_bodies(trained(Share(100, 100)), trained(Share(9, 10), "women")).where(party="women")
    assert {verdict.target.id for verdict in women} == {TRAINED, "member_families"}
    assert women[TRAINED, "yen-bai"].actual == Share(9, 10)
    assert women.counts()[Outcome.NO_DATA] == 3
    assert women.silent() == {TRAINED: ("tran-yen",), "member_families": ("yen-bai", "tran-yen")}
    assert women.where(outcome="not_met") == women.where(outcome=["not_met", "met"], party="women")
    assert len(women.where(party="youth")) == 0
    assert [place.best for place in women.ranking(TRAINED)] == [1]


def test_two_bodies_do_not_contradict_each_other_and_are_not_looked_up_as_one():
    both = of_bodies(trained(Share(1, 10), "women"), trained(Share(2, 10), "youth")).where(party=["women", "youth"])
    with pytest.raises(InvalidValueError, match=r"verdicts on several bodies; choose one with where\(party=…\)"):
        both[TRAINED, "yen-bai"]
    assert both.where(party="youth")[TRAINED, "yen-bai"].actual == Share(2, 10)
    ranked = both.where(region="yen-bai").ranking(TRAINED)
    assert [place.verdict.party for place in ranked] == ["youth", "women"]


def test_the_bodies_of_a_part_are_asked_about_what_is_in_it():
    report = of_bodies(
        trained(Share(1, 10)), trained(Share(2, 10), "women"), trained(Share(3, 10), "women", "tran-yen")
    )
    part = report.where(region="tran-yen")
    assert [verdict.party for verdict in part.by_party] == ["women"]
    assert [verdict.key for verdict in part.where(party="women")] == [
        (TRAINED, "tran-yen"),
        ("member_families", "tran-yen"),
    ]


def test_an_unknown_body_is_not_an_empty_part():
    with pytest.raises(UnknownIdError, match="unknown party 'woman'; did you mean 'women'"):
        of_bodies().where(party="woman")
    assert len(judged().where(party=[])) == 0


def test_unknown_bodies_and_figures_that_are_not_asked_are_refused_together():
    with pytest.raises(InvalidObservationsError) as caught:
        of_bodies(trained(Share(1, 2), "woman"), trained(Share(1, 2), "women", indicator="clans_recognised"))
    message = str(caught.value)
    assert "unknown party 'woman' in observations[0]; did you mean 'women'?" in message
    assert "observations[1]: 'clans_recognised' is not asked of 'women' for its own people" in message


def test_a_silent_body_is_asked_what_all_are_asked():
    region = Region("viet-nam", "Việt Nam", level="country")
    outside = assess(ctph_154.PROGRAMME, [], regions=[region], as_of=END_2020).where(party="women")
    assert {(verdict.outcome, verdict.reason) for verdict in outside} == {
        (Outcome.NOT_APPLICABLE, Reason.OUTSIDE_TERRITORY)
    }
    silent = of_bodies(trained(Share(1, 2))).where(party="women")[TRAINED, "yen-bai"]
    assert (silent.actual, silent.observation, silent.threshold) == (None, None, 1)


def test_a_silent_body_has_the_verdict_that_a_body_without_a_report_that_counts_has():
    late = date(2021, 12, 31)
    seen = trained(Share(1, 2), "women", on=late), trained(Share(1, 2), "women", "tran-yen", on=late)
    for programme in (ctph_154.PROGRAMME, _by_rise()):
        known = assess(programme, seen, regions=PLACES, as_of=END_2020, baseline_on=END_2018)
        assert len(known.by_party) == 2
        silent = assess(programme, [], regions=PLACES, as_of=END_2020, baseline_on=END_2018)
        assert known.where(party="women") == silent.where(party="women")


def _by_rise():
    rises = GrowthTarget(
        TRAINED,
        name=WORDS,
        indicator=TRAINED,
        due_on=END_2020,
        answerable=["women"],
        is_by_party=True,
        shares=asked(general="2.5", developed="3", disadvantaged="2"),
        source=ctph_154.PROGRAMME.target(TRAINED).source,
    )
    return attrs.evolve(ctph_154.PROGRAMME, targets=[rises])


def test_a_rise_of_a_body_is_counted_from_its_own_baseline():
    seen = [
        trained(Share(10, 100), on=END_2018),
        trained(Share(50, 100), "women", on=END_2018),
        trained(Share(55, 100), "women"),
    ]
    report = assess(_by_rise(), seen, regions=PLACES, as_of=END_2020, baseline_on=END_2018)
    women = report.where(party="women")[TRAINED, "yen-bai"]
    assert (women.outcome, women.baseline.party, women.threshold) == (Outcome.MET, "women", Fraction(55, 100))
    assert report[TRAINED, "yen-bai"].reason is Reason.REPORT_TOO_OLD


def test_wholes_are_rolled_up_for_each_body_by_itself():
    report = of_bodies(
        trained(Share(3, 10), region="tran-yen"), trained(Share(9, 10), "women", "tran-yen"), into=["yen-bai"]
    )
    assert report[TRAINED, "yen-bai"].actual == Share(3, 10)
    women = report.where(party="women")[TRAINED, "yen-bai"]
    assert (women.actual, women.observation.party, women.observation.note) == (Share(9, 10), "women", "roll-up")


def test_a_report_of_a_body_that_is_too_old_does_not_count():
    women = of_bodies(trained(Share(1, 2), "women", on=END_2018)).where(party="women")[TRAINED, "yen-bai"]
    assert (women.reason, women.outdated.on) == (Reason.REPORT_TOO_OLD, END_2018)


def test_a_report_that_was_carried_is_heard_of_its_body():
    old = attrs.evolve(DISTRICT, id="old", valid_to=date(2020, 6, 30), successors=("tran-yen",))
    places = Regions([PROVINCE, old, attrs.evolve(DISTRICT, valid_from=date(2020, 7, 1))])
    seen = [trained(Share(1, 2), "women", "old", date(2020, 6, 30))]
    carried = through_mergers(seen, regions=places, as_of=END_2020)
    report = assess(ctph_154.PROGRAMME, [*seen, *carried], regions=places, as_of=END_2020)
    assert report.where(party="women")[TRAINED, "tran-yen"].actual.caveats == (Caveat.CARRIED_THROUGH_MERGER,)


def test_bodies_are_named_in_sentences():
    verdict = of_bodies(trained(Share(9, 10), "women")).where(party="women")[TRAINED, "yen-bai"]
    assert verdict.whose() == "Tỉnh Yên Bái, Women's Union"
    assert verdict.explain("vi").startswith("Tỉnh Yên Bái, Hội LHPN: Cán bộ được tập huấn")
    assert "Tỉnh Yên Bái, Women's Union" in str(of_bodies().where(party="women"))


def test_a_projection_does_not_look_at_single_bodies():
    reports = Reports.of([trained(Share(1, 2))], regions=PLACES, indicators=None)[0]
    found = assess_checked(ctph_154.PROGRAMME, Reports(reports.series), regions=PLACES, as_of=END_2020, since=date.min)
    assert found.by_party is None
    assert found.where(region="yen-bai").by_party is None
    with pytest.raises(InvalidValueError, match="figures of single bodies were not looked at here"):
        found.where(party="women")


def test_a_tree_of_thousands_of_levels_is_judged():
    chain = [Region(f"r{n}", "R", level="village", parent=f"r{n - 1}" if n else None) for n in range(4_000)]
    assert len(assess(PROGRAMME, [], regions=chain, as_of=END_2020)) == 4_000 * len(PROGRAMME.targets)
