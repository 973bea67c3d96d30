"""Observations as the form that districts fill in, and back. All figures are made up."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xhht import BoundedShare, Observation, PrintedShare, Region, Share
from xhht.errors import InvalidTypeError
from xhht.ext.spreadsheets import headings_for, read, write
from xhht.programmes import ctph_154, qd_281

DAY = date(2020, 12, 31)
PLACES = (
    Region("p", "Tỉnh Yên Bái", level="province"),
    Region("vc", "Huyện Văn Chấn", level="district", parent="p"),
    Region("ty", "Huyện Trấn Yên", level="district", parent="p"),
    Region("vc-tt", "Xã Tân Thịnh", level="commune", parent="vc"),
    Region("ty-tt", "Xã Tân Thịnh", level="commune", parent="ty"),
    Region("ty-c", "=1+1 Xã Cổ", level="commune", parent="ty"),
)
COUNTS = st.integers(0, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
BASES = st.sampled_from(("all", "registered"))
PRINTS = st.sampled_from(("57,48%", "trên 93%", "80 - 85%", "100%", "86,4‰"))
SHARES = st.one_of(
    st.builds(lambda counts, base: Share(*counts, base=base), COUNTS, BASES),
    st.builds(lambda text, base: PrintedShare.from_text(text, base=base), PRINTS, BASES | st.just("unstated")),
    st.builds(
        lambda counts, base: BoundedShare.from_counts(counts[0], counts[1] + 1, counts[1] + 2, base=base), COUNTS, BASES
    ),
)


TITLES = [title.indicator for title in ctph_154.PROGRAMME.titles]
KEYS = st.lists(
    st.tuples(st.sampled_from(TITLES), st.sampled_from([place.id for place in PLACES])), unique=True, max_size=8
)


def shown(seen):
    return {(one.indicator, one.region, one.on, one.actual) for one in seen}


@settings(max_examples=15, deadline=None)
@given(
    seen=KEYS.flatmap(
        lambda keys: st.tuples(*(st.builds(Observation, *map(st.just, (*key, DAY)), SHARES) for key in keys))
    )
)
def test_what_is_written_is_read_back(seen):
    file = write(seen, programme=ctph_154.PROGRAMME, regions=PLACES, on=DAY)
    told = read(file.content, programme=ctph_154.PROGRAMME, regions=PLACES, on=DAY)
    assert file.left_out == ()
    assert shown(told.observations) == shown(seen)
    assert all(problem.kind == "no_table" for problem in told.problems)


@pytest.mark.parametrize("programme", [ctph_154.PROGRAMME, qd_281.PROGRAMME], ids=lambda programme: programme.id)
def test_every_indicator_of_a_programme_has_a_column(programme):
    shares = (Share(2, 9), BoundedShare.from_counts(3, 5, 9), PrintedShare.from_text("57,48%", base="all"))
    seen = [
        Observation(indicator.id, region, DAY, share)
        for indicator in programme.indicators
        for region, share in zip(("vc", "ty", "ty-c"), shares, strict=True)
    ]
    file = write(seen, programme=programme, regions=PLACES, on=DAY)
    told = read(file.content, programme=programme, regions=PLACES, on=DAY, headings=headings_for(programme))
    assert file.left_out == ()
    assert shown(told.observations) == shown(seen)


@pytest.mark.parametrize(
    "other",
    [
        Observation("clans_recognised", "ty", date(2019, 12, 31), Share(1, 9)),
        Observation("clans_recognised", "elsewhere", DAY, Share(1, 9)),
        Observation("unknown", "ty", DAY, Share(1, 9)),
        Observation("clans_recognised", "vc", DAY, Share(3, 9)),
        Observation("clans_recognised", "ty", DAY, BoundedShare(PrintedShare.from_text("trên 5%").bounds)),
        Observation("clans_recognised", "ty", DAY, BoundedShare.from_counts(1, 2, 9, is_partial=True)),
        Observation("clans_recognised", "ty", DAY, BoundedShare.from_counts(2, 2, 9)),
        Observation("association_officers_trained", "ty", DAY, Share(2, 9, base="registered")),
        Observation("clans_recognised", "vc", DAY, Share(2, 9), party="association"),
    ],
)
def test_what_the_form_cannot_hold_is_left_out_with_a_word(other):
    held = Observation("clans_recognised", "vc", DAY, Share(2, 9), reference="Báo cáo 12")
    file = write([held, other], programme=qd_281.PROGRAMME, regions=PLACES, on=DAY)
    assert file.left_out == (other,)


def test_the_form_has_the_words_of_the_programme_and_no_formula():
    seen = [Observation("families_recognised", region, DAY, Share(2, 9)) for region in ("vc-tt", "ty-c")]
    file = write(seen, programme=qd_281.PROGRAMME, regions=PLACES, on=DAY)
    rows = list(openpyxl.load_workbook(BytesIO(file.content)).active.iter_rows(values_only=True))
    assert rows[2] == ("STT", "Đơn vị", "Tổng số hộ gia đình", "Số hộ gia đình được công nhận")
    by_id = {place.id: place.name for place in PLACES}
    assert [row[1] for row in rows[3:]] == [by_id[place] for place in ("p", "vc", "vc-tt", "ty", "ty-c")]
    assert rows[-1][2:] == (9, 2)
    cells = openpyxl.load_workbook(BytesIO(file.content)).active
    assert {cell.data_type for row in cells.iter_rows() for cell in row} <= {"s", "n"}


def test_only_observations_and_a_programme_are_written():
    with pytest.raises(InvalidTypeError, match=r"observations\[0\]"):
        write([Share(1, 2)], programme=qd_281.PROGRAMME, regions=PLACES, on=DAY)
    with pytest.raises(InvalidTypeError, match="a programme"):
        write([], programme="qd_281", regions=PLACES, on=DAY)


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\ufffe"])
def test_a_name_with_a_sign_that_no_workbook_holds_is_left_out(sign):
    seen = [
        Observation("clans_recognised", "a", DAY, Share(1, 2)),
        Observation("clans_recognised", "b", DAY, Share(1, 3)),
    ]
    places = [Region("a", f"Xã {sign}Cổ", level="commune"), Region("b", "Xã Tân", level="commune")]
    file = write(seen, programme=ctph_154.PROGRAMME, regions=places, on=DAY)
    back = read(file.content, programme=ctph_154.PROGRAMME, regions=places, on=DAY).observations
    assert {one.region for one in back} | {one.region for one in file.left_out} == {"a", "b"}
    assert "b" in {one.region for one in back}
