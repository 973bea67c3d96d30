from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import attrs
import pytest

from xhht import (
    Base,
    BoundedShare,
    Bounds,
    Caveat,
    Observation,
    Outcome,
    PrintedShare,
    Region,
    Regions,
    Share,
    assess,
    roll_up,
    through_mergers,
)
from xhht.errors import InvalidObservationsError, InvalidTypeError, InvalidValueError
from xhht.programmes import ctph_154

PROGRAMME = ctph_154.PROGRAMME
CLANS = "clans_recognised"
DAY, LAST, FIRST = date(2020, 12, 31), date(2020, 6, 30), date(2020, 7, 1)


def life(region_id, first=None, last=None, into=(), **changes):
    fields = {"level": "commune", "traits": [], "valid_from": first, "valid_to": last, "successors": into, **changes}
    return Region(region_id, f"Xã {region_id}", **fields)


def seen(region, actual, on=LAST):
    return Observation(CLANS, region, on, actual)


MERGED = (life("a", last=LAST, into=["new"]), life("b", last=LAST, into=["new"]), life("new", FIRST))
A, B = seen("a", Share(9, 10)), seen("b", Share(5, 20))


def carried(*reports, regions=MERGED, as_of=DAY, **asked):
    return through_mergers(reports, regions=regions, as_of=as_of, **asked)


def test_the_reports_of_merged_regions_are_added_up():
    (sum_of_both,) = carried(A, B)
    assert (sum_of_both.indicator, sum_of_both.region, sum_of_both.on) == (CLANS, "new", LAST)
    assert sum_of_both.actual == BoundedShare.from_counts(14, 14, 30, reservations=[Caveat.CARRIED_THROUGH_MERGER])


def test_half_of_a_region_is_no_report_of_the_whole():
    assert carried(A) == ()
    assert carried(A, seen("b", PrintedShare.from_text("25%"))) == ()
    assert carried(A, seen("b", BoundedShare.from_counts(5, 8, 20, is_partial=True))) == ()


def test_bounded_counts_are_added_by_their_ends():
    (both,) = carried(A, seen("b", BoundedShare.from_counts(5, 8, 20, reservations=[Caveat.PRINT_DIFFERS])))
    assert (both.actual.least, both.actual.most, both.actual.denominator) == (14, 17, 30)
    assert both.actual.caveats == (Caveat.PRINT_DIFFERS, Caveat.CARRIED_THROUGH_MERGER)


@pytest.mark.parametrize(
    ("bases", "base"),
    [
        ((Base.ALL, Base.UNSTATED), Base.UNSTATED),
        ((Base.REGISTERED, Base.REGISTERED), Base.REGISTERED),
        ((Base.REGISTERED, Base.ALL), None),
        ((Base.REGISTERED, Base.UNSTATED), None),
    ],
)
def test_bases_are_never_mixed(bases, base):
    found = carried(seen("a", Share(9, 10, base=bases[0])), seen("b", Share(5, 20, base=bases[1])))
    assert [one.actual.base for one in found] == ([] if base is None else [base])


def test_a_carried_report_is_of_the_latest_day_of_its_parts():
    (both,) = carried(seen("a", Share(9, 10), on=date(2020, 3, 31)), B)
    assert both.on == LAST
    assert both.actual.caveats == (Caveat.PARTS_OF_DIFFERENT_DAYS, Caveat.CARRIED_THROUGH_MERGER)


def test_the_latest_report_of_each_part_counts():
    (both,) = carried(seen("a", Share(1, 10), on=date(2020, 3, 31)), A, B)
    assert both.actual.least == 14


@pytest.mark.parametrize(("since", "count"), [(None, 0), (date(2019, 12, 31), 1), (date.min, 1), (date(2020, 1, 1), 0)])
def test_parts_that_are_too_old_are_no_reports(since, count):
    assert len(carried(seen("a", Share(9, 10), on=date(2019, 12, 31)), B, since=since)) == count


def test_a_report_of_a_later_life_of_a_part_is_not_carried():
    regions = [*MERGED, life("a", date(2020, 9, 1))]
    assert carried(seen("a", Share(9, 10), on=date(2020, 9, 30)), B, regions=regions) == ()


def test_a_part_has_the_reports_of_its_own_life_from_the_first_day_on():
    start = date(2020, 1, 1)
    twice = (life("a", last=date(2019, 6, 30)), life("a", start, LAST, ["b"]), life("b", FIRST))
    earlier = seen("a", Share(1, 2), date(2019, 6, 1))
    assert carried(earlier, regions=twice, since=date(2019, 1, 1)) == ()
    (of_the_first_day,) = carried(earlier, seen("a", Share(3, 4), start), regions=twice)
    assert of_the_first_day.on == start


def test_a_region_from_the_first_day_of_all_follows_nothing():
    assert carried(A, regions=[life("a", date(1, 1, 1))]) == ()


def test_a_carried_report_counts_in_the_life_that_follows_alone():
    end, later = date(2020, 10, 31), date(2020, 11, 1)
    regions = [life("new", FIRST, end), life("a", last=end, into=["new"]), life("new", later)]
    own, part = seen("new", Share(1, 10), on=date(2020, 9, 30)), seen("a", Share(2, 10), on=date(2020, 9, 30))
    (both,) = carried(own, part, regions=regions)
    assert both.actual.denominator == 20
    for day, counted in ((end, None), (later, both)):
        assert assess(PROGRAMME, [both], regions=regions, as_of=day)[CLANS, "new"].observation == counted


def test_reports_after_the_day_are_not_looked_at():
    assert carried(A, B, as_of=date(2020, 7, 1)) != ()
    assert carried(A, B, as_of=date(2020, 6, 30)) == ()


def test_a_region_that_was_renamed_or_moved_has_its_own_report():
    regions = [life("a", last=LAST), life("a", FIRST)]
    (moved,) = carried(A, regions=regions)
    assert (moved.region, moved.on, moved.actual.bounds) == ("a", LAST, Bounds(Fraction(9, 10), Fraction(9, 10)))
    (renamed,) = carried(A, regions=[life("a", last=LAST, into=["z"]), life("z", FIRST)])
    assert renamed.region == "z"
    (printed,) = carried(seen("a", PrintedShare.from_text("62%", base="all")), regions=regions)
    assert printed.actual == BoundedShare(
        PrintedShare.from_text("62%").bounds, reservations=[Caveat.CARRIED_THROUGH_MERGER]
    )


def test_a_region_that_takes_in_another_adds_its_own_earlier_life():
    regions = [life("a", last=LAST, into=["town"]), life("town", last=LAST), life("town", FIRST)]
    (both,) = carried(A, seen("town", Share(1, 10)), regions=regions)
    assert (both.actual.least, both.actual.denominator) == (10, 20)
    assert carried(A, regions=regions) == ()


def test_a_split_carries_nothing():
    regions = [life("a", last=LAST, into=["x", "y"]), life("x", FIRST), life("y", FIRST)]
    assert carried(A, regions=regions) == ()
    joined = [
        life("a", last=LAST, into=["x", "y"]),
        life("b", last=LAST, into=["x"]),
        life("x", FIRST),
        life("y", FIRST),
    ]
    assert carried(A, B, regions=joined) == ()


def test_chains_of_mergers_are_followed_without_end():
    count = 1_500
    days = [LAST - timedelta(days=count - n) for n in range(count)]
    lives = [life("r0", last=days[0], into=["r1"])]
    lives += [
        life(f"r{n}", date.fromordinal(days[n - 1].toordinal() + 1), days[n], [f"r{n + 1}"]) for n in range(1, count)
    ]
    lives += [life(f"r{count}", LAST)]
    (end,) = carried(seen("r0", Share(9, 10), on=days[0]), regions=lives, since=date.min)
    assert (end.region, end.on) == (f"r{count}", days[0])


def test_a_part_that_reported_after_an_earlier_merger_counts_itself():
    middle = date(2020, 3, 31)
    lives = [
        life("old", last=date(2020, 2, 29), into=["a"]),
        life("a", date(2020, 3, 1), LAST, ["new"]),
        life("b", last=LAST, into=["new"]),
        life("new", FIRST),
    ]
    old = seen("old", Share(1, 9), on=date(2020, 2, 1))
    (through_two,) = carried(old, B, regions=lives)
    assert (through_two.actual.least, through_two.actual.denominator) == (6, 29)
    (own,) = carried(old, seen("a", Share(4, 10), on=middle), B, regions=lives)
    assert (own.actual.least, own.actual.denominator) == (9, 30)


def test_carried_reports_are_judged_and_added_before_the_new_life_began():
    found = carried(A, B)
    regions = [life("top", level="district"), *(attrs.evolve(r, parent="top") for r in MERGED)]
    verdict = assess(PROGRAMME, [A, B, *found], regions=regions, as_of=DAY)[CLANS, "new"]
    assert (verdict.outcome, verdict.observation) == (Outcome.MET, found[0])
    assert Caveat.CARRIED_THROUGH_MERGER in verdict.caveats
    total = roll_up(PROGRAMME, CLANS, [A, B, *found], regions=regions, into="top", as_of=DAY)
    assert (total.missing, total.actual.denominator) == ((), 30)
    assert total.actual.caveats == (Caveat.CARRIED_THROUGH_MERGER,)


def test_a_report_of_the_new_region_itself_goes_before_a_carried_one():
    own = seen("new", Share(1, 30), on=FIRST)
    verdict = assess(PROGRAMME, [A, B, *carried(A, B), own], regions=MERGED, as_of=DAY)[CLANS, "new"]
    assert verdict.observation is own


def test_a_carried_report_contradicts_no_report_of_an_older_life_under_the_same_id():
    regions = [life("a", last=LAST, into=["town"]), life("town", last=LAST), life("town", FIRST)]
    own = seen("town", Share(1, 10))
    found = carried(A, own, regions=regions)
    report = assess(PROGRAMME, [A, own, *found], regions=regions, as_of=DAY)
    assert report[CLANS, "town"].observation is found[0]
    before = assess(PROGRAMME, [A, own, *found], regions=regions, as_of=LAST)
    assert before[CLANS, "town"].observation is own


def test_carried_reports_are_not_carried_again():
    assert carried(A, B, *carried(A, B)) == carried(A, B)


def test_a_region_without_a_first_day_follows_nothing():
    assert carried(A, regions=[life("a")]) == ()
    assert carried(A, regions=[life("a", date.min)]) == ()


def test_everything_wrong_is_told_together():
    with pytest.raises(InvalidObservationsError) as caught:
        carried(A, "report", seen("x", Share(1, 2)))
    assert len(caught.value.problems) == 2
    with pytest.raises(InvalidTypeError, match="as_of is a datetime"):
        carried(A, as_of=datetime(2020, 12, 31, tzinfo=UTC))
    with pytest.raises(InvalidValueError, match="reports since 2021-01-01 are all after"):
        carried(A, since=date(2021, 1, 1))


def test_regions_may_be_a_tree_already():
    assert carried(A, B, regions=Regions(MERGED)) == carried(A, B)


def test_the_reports_of_each_body_are_carried_apart():
    women = [attrs.evolve(one, indicator="cadres_trained", party="women") for one in (A, B)]
    youth = attrs.evolve(A, indicator="cadres_trained", party="youth")
    all_of_them = attrs.evolve(B, indicator="cadres_trained")
    (found,) = carried(*women, youth, all_of_them)
    assert (found.party, found.actual.least, found.actual.denominator) == ("women", 14, 30)
