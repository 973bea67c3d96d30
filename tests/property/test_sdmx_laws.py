"""Laws of SDMX-CSV: whatever was reported comes back exactly, and only errors of the library come out."""

from datetime import date
from fractions import Fraction

import attrs
from hypothesis import given
from hypothesis import strategies as st

from xhht import Base, Observation, PrintedShare, Share, XhhtError
from xhht.ext import sdmx
from xhht.ext.sdmx import Missing, RemarkKind, Status
from xhht.ext.sdmx.columns import COLUMNS
from xhht.ext.strategies import any_shares, ids, observations, shares

SEEN = Observation("i", "r", date(2020, 12, 31), Share(1, 2))
BASES = st.sampled_from(tuple(Base))
ACTUALS = any_shares(base=BASES) | shares(base=BASES, min_denominator=0)
WORDS = st.none() | st.text(min_size=1)
CELLS = st.sampled_from(
    ("", "I", "i", "r", "2020", "2020-12-31", "5", "0,5", "A", "O", "M", "L", "PT", "counted", "printed", "all")
) | st.text(max_size=5)


@st.composite
def reported(draw):
    seen = draw(observations(actuals=ACTUALS))
    return attrs.evolve(seen, indicator=draw(ids()), region=draw(ids()), reference=draw(WORDS), note=draw(WORDS))


def key_of(one):
    return one.indicator, one.region, one.on


@given(st.lists(reported(), unique_by=key_of))
def test_every_report_comes_back_exactly(seen):
    told = sdmx.write(seen)
    report = sdmx.read(told.text)
    assert report.observations == tuple(seen)
    assert (told.left_out, report.missing, report.remarks) == ((), (), ())
    assert sdmx.write(report.observations) == told


@given(st.lists(reported(), max_size=4))
def test_nothing_is_lost_unsaid(seen):
    doubled = [*seen, *seen]
    told = sdmx.write(doubled)
    held = [*sdmx.read(told.text).observations, *told.left_out]
    assert sorted(map(repr, held)) == sorted(map(repr, doubled))


@given(
    st.lists(
        st.builds(Missing, ids(), ids(), st.dates(), status=st.sampled_from([one for one in Status if one != "A"])),
        unique_by=key_of,
    )
)
def test_everything_missing_comes_back(missing):
    assert sdmx.read(sdmx.write((), missing=missing).text).missing == tuple(missing)


@given(shares())
def test_a_value_says_no_more_and_no_less_than_its_share(share):
    seen = [attrs.evolve(SEEN, actual=share)]
    told = sdmx.write(seen)
    value = Fraction(told.text.split("\r\n")[1].split(",")[6]) / 100
    if any(remark.kind is RemarkKind.ROUNDED for remark in told.remarks):
        assert abs(value - share.value) <= Fraction(1, 10**12)
        assert (value == 1) == (share.value == 1)
    else:
        assert value == share.value


@given(share=shares(), places=st.integers(0, 3))
def test_a_value_without_counts_allows_the_share_that_it_was_printed_from(share, places):
    value = share.printed(places).text.replace(",", ".").removesuffix("%")
    text = f"DATAFLOW,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\nA:B(1.0),i,r,2020,{value},PT"
    (seen,) = sdmx.read(text).observations
    assert isinstance(seen.actual, PrintedShare)
    assert share.value in seen.actual.bounds


@given(
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=len(COLUMNS)), max_size=4),
    head=st.sampled_from((COLUMNS, COLUMNS[:9])) | st.lists(CELLS, max_size=4).map(lambda some: ("STRUCTURE", *some)),
)
def test_only_errors_of_the_library_come_out(rows, head):
    text = "\n".join(",".join(row) for row in ([*head], *rows))
    try:
        report = sdmx.read(text)
    except XhhtError:
        return
    assert len(report.observations) + len(report.missing) <= len(rows)
