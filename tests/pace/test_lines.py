from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import Bounds, Observation, PrintedShare, Reason, Region, Share, through_mergers
from xhht.errors import InvalidObservationsError, InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.pace import TIME_LEFT, Pace, ProgressStatus, arrival, progress, progress_status, trajectory
from xhht.programmes import ctph_154

PROGRAMME = ctph_154.PROGRAMME
CLANS, FAMILIES = "clans_recognised", "families_recognised"
END_2016, END_2017, END_2018, END_2020 = (date(year, 12, 31) for year in (2016, 2017, 2018, 2020))
PROVINCE = Region("yen-bai", "Tỉnh Yên Bái", level="province")
TOWN = Region("town", "Thị xã", level="district", parent="yen-bai", traits=("town",))
OPEN = Region("open", "Huyện", level="district", parent="yen-bai")
ELSEWHERE = Region("lao-cai", "Tỉnh Lào Cai", level="province")
REGIONS = (PROVINCE, TOWN, OPEN, ELSEWHERE)


def clans(region, on, share, indicator=CLANS):
    actual = Share(share, 100) if isinstance(share, int) else share
    return Observation(indicator, region, on, actual)


def lines(*seen, **kwargs):
    return progress(PROGRAMME, seen, **{"regions": REGIONS, "as_of": END_2018, "baseline_on": END_2016, **kwargs})


SEEN = (clans("town", END_2016, 30), clans("town", END_2018, 36))


def test_a_line_has_all_that_the_single_functions_tell():
    line = lines(*SEEN)[CLANS, "town"]
    target = PROGRAMME.target(CLANS)
    assert line.path == trajectory(target, baseline=SEEN[0], tier="developed")
    assert (line.baseline, line.latest, line.reason) == (*SEEN, None)
    assert (line.pace, line.needed_per_year) == (Pace.BEHIND, 7)
    assert line.arrival == arrival(target, SEEN, tier="developed")
    assert line.status is progress_status(target, baseline=SEEN[0], latest=SEEN[1], tier="developed").status


def test_there_is_a_line_for_every_target_and_region():
    found = lines(*SEEN)
    assert len(found) == len(list(found)) == len(REGIONS) * len(PROGRAMME.targets)
    with pytest.raises(UnknownIdError, match="did you mean 'clans_recognised'"):
        assert found["clan_recognised", "town"]
    with pytest.raises(UnknownIdError, match="unknown region 'twon' in the progress of 2018-12-31"):
        assert found[CLANS, "twon"]
    with pytest.raises(InvalidTypeError, match="look up by"):
        assert found[CLANS]


def test_where_a_region_may_be_in_several_tiers_all_are_in_question():
    seen = (clans("open", END_2016, 30), clans("open", END_2018, 36))
    line = lines(*seen)[CLANS, "open"]
    assert line.path.share_on(END_2020) == Bounds(Fraction(30, 100), Fraction(50, 100))
    assert (line.pace, line.status) == (Pace.UNDECIDED, ProgressStatus.UNDECIDED)
    named = lines(*seen, tiers={"open": "disadvantaged"})[CLANS, "open"]
    assert (named.pace, named.status) == (Pace.AHEAD, ProgressStatus.ACHIEVED)


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        ((), Reason.NOT_REPORTED),
        ((clans("town", END_2016, 30),), Reason.REPORT_TOO_OLD),
        ((clans("town", END_2018, 30),), Reason.NO_BASELINE),
        ((clans("town", END_2016, Share(1, 2, base="registered")), SEEN[1]), Reason.BASELINE_ONLY_REGISTERED),
        ((clans("town", END_2016, Share(0, 0)), SEEN[1]), Reason.BASELINE_COUNTS_NOTHING),
        ((SEEN[0], clans("town", END_2018, Share(1, 2, base="registered"))), Reason.ONLY_REGISTERED),
        ((SEEN[0], clans("town", END_2018, Share(0, 0))), Reason.NOTHING_TO_COUNT),
    ],
)
def test_what_cannot_be_told_has_a_reason(seen, reason):
    line = lines(*seen)[CLANS, "town"]
    assert line.reason is reason
    assert line.pace is line.needed_per_year is line.arrival is line.status is None


def test_who_is_not_asked_has_no_path():
    found = lines(clans("lao-cai", END_2016, 30), clans("lao-cai", END_2018, 36))
    assert found[CLANS, "lao-cai"].reason is Reason.OUTSIDE_TERRITORY
    assert found["members", "town"].reason is Reason.NOT_ASKED_OF_LEVEL
    assert found[CLANS, "lao-cai"].path is None


def test_a_path_is_known_before_any_later_report():
    line = lines(SEEN[0], as_of=END_2016)[CLANS, "town"]
    assert (line.pace, line.needed_per_year, line.reason) == (Pace.ON_PACE, 5, Reason.NO_LATER_REPORT)
    assert line.arrival is line.status is None
    old = lines(SEEN[0])[CLANS, "town"]
    assert (old.path is not None, old.pace) == (True, None)


def test_older_reports_count_on_request():
    line = lines(SEEN[0], clans("town", END_2017, 33), since=date.min)[CLANS, "town"]
    assert line.latest.on == END_2017


def test_once_a_target_is_due_no_rate_is_left():
    late = clans("town", END_2020, 45)
    line = lines(*SEEN, late, as_of=END_2020)[CLANS, "town"]
    assert (line.pace, line.needed_per_year, line.status, line.reason) == (
        Pace.BEHIND, None, None, Reason.ALREADY_DUE,
    )  # fmt: skip
    assert line.arrival.reports == 3
    line = lines(late, as_of=END_2020, baseline_on=END_2020)[CLANS, "town"]
    assert (line.path, line.reason) == (None, Reason.ALREADY_DUE)


def test_a_relative_rise_needs_more_than_nothing():
    seen = (clans("town", END_2016, 0, FAMILIES), clans("town", END_2018, 4, FAMILIES))
    line = lines(*seen, reading="relative")[FAMILIES, "town"]
    assert (line.reason, line.path) == (Reason.RISE_FROM_ZERO, None)
    seen = (clans("town", END_2016, PrintedShare.from_text("0%"), FAMILIES), seen[1])
    line = lines(*seen, reading="relative")[FAMILIES, "town"]
    assert (line.reason, line.path) == (Reason.BASELINE_MAY_BE_ZERO, None)


def test_only_what_can_be_drawn_lies_on_the_line():
    between = clans("town", END_2017, Share(9, 10, base="registered"))
    assert lines(SEEN[0], between, SEEN[1])[CLANS, "town"].arrival.reports == 2


def test_reports_carried_through_a_merger_go_on():
    day = date(2018, 7, 1)
    parts = [attrs.evolve(TOWN, id=name, valid_to=date(2018, 6, 30), successors=("new",)) for name in ("a", "b")]
    new = attrs.evolve(TOWN, id="new", valid_from=day)
    regions = (PROVINCE, *parts, new)
    seen = [clans(name, on, count) for name in "ab" for on, count in ((END_2016, 20), (date(2018, 6, 1), 26))]
    carried = [
        report for on in (END_2016, END_2018) for report in through_mergers(seen, regions=regions, as_of=max(on, day))
    ]
    found = lines(*seen, *dict.fromkeys(carried), regions=regions)[CLANS, "new"]
    assert found.latest.on == date(2018, 6, 1)


def test_the_way_a_status_is_told_can_be_chosen():
    slow = (clans("town", END_2016, 30), clans("town", END_2018, 37))
    assert lines(*slow)[CLANS, "town"].status is ProgressStatus.ACCELERATION_NEEDED
    assert lines(*slow, method=TIME_LEFT)[CLANS, "town"].status is ProgressStatus.LIMITED
    with pytest.raises(InvalidTypeError, match="method is a ProgressMethod"):
        lines(*slow, method="open")


def test_lines_are_looked_through():
    found = lines(*SEEN)
    assert [line.key for line in found.where(pace=Pace.BEHIND)] == [(CLANS, "town")]
    assert len(found.where(target=[CLANS, FAMILIES], region="town")) == 2
    assert [line.region.id for line in found.where(target=CLANS, status=["acceleration_needed", "limited"])] == ["town"]
    with pytest.raises(UnknownIdError, match="unknown pace 'slow'"):
        found.where(pace="slow")
    with pytest.raises(UnknownIdError, match="did you mean 'town'"):
        found.where(region="twon")


def test_lines_read_as_a_table_of_those_who_are_asked():
    text = str(lines(*SEEN))
    assert text.startswith("154/CTPH-LN as of 2018-12-31: progress")
    assert "Tỉnh Lào Cai" not in text
    row = next(line for line in text.splitlines() if "Thị xã" in line and CLANS in line)
    assert row.split()[3:] == ["behind", "progress,", "but", "acceleration", "needed"]
    assert "Nothing was reported." in text


def test_wrong_input_is_refused():
    with pytest.raises(InvalidValueError, match="the baseline's day 2019-12-31 is after 2018-12-31"):
        lines(*SEEN, baseline_on=date(2019, 12, 31))
    with pytest.raises(InvalidObservationsError, match="unknown tier 'remote'"):
        lines(*SEEN, tiers={"town": "remote"})
    with pytest.raises(InvalidTypeError, match="a programme"):
        progress("154", SEEN, regions=REGIONS, as_of=END_2018, baseline_on=END_2016)


def test_the_figures_of_single_bodies_are_left_aside():
    trained = [clans("town", END_2016, 10, "cadres_trained"), clans("town", END_2018, 20, "cadres_trained")]
    women = [attrs.evolve(one, party="women", actual=Share(99, 100)) for one in trained]
    assert lines(*trained, *women) == lines(*trained)
    with pytest.raises(InvalidObservationsError, match="unknown party 'woman'"):
        lines(attrs.evolve(women[0], party="woman"))
