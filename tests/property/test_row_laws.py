from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xhht import Observation, assess
from xhht.ext import strategies as xs
from xhht.ext.rows import (
    InvalidTableError,
    assessment_from_frame,
    assessment_from_rows,
    from_rows,
    observations_from_frame,
    to_frame,
    to_rows,
)
from xhht.programmes import ctph_154

START, END = date(2016, 12, 31), date(2020, 12, 31)
INDICATORS = [indicator.id for indicator in ctph_154.PROGRAMME.indicators]

# An empty text is a missing cell in every file.
SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXTS = st.none() | st.text(SIGNS, max_size=20).filter(str.strip)


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    return Observation(
        draw(xs.ids()),
        draw(xs.ids()),
        draw(xs.days()),
        draw(xs.any_shares()),
        reference=draw(TEXTS),
        note=draw(TEXTS),
        party=draw(st.none() | xs.ids()),
    )


@given(seen=st.lists(observations(), max_size=4).map(tuple))
def test_rows_give_back_equal_observations(seen):
    rows = to_rows(seen)
    assert from_rows(rows) == seen
    assert all(cell is None or type(cell) in (str, int, bool) for row in rows for cell in row.values())


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
@given(seen=st.lists(observations(), max_size=4).map(tuple))
def test_frames_give_back_equal_observations(backend, seen):
    assert observations_from_frame(to_frame(seen, backend=backend)) == seen


@given(seen=observations())
def test_what_follows_from_other_columns_may_be_left_out(seen):
    (row,) = to_rows([seen])
    needed = {name: cell for name, cell in row.items() if name not in ("kind", "share")}
    assert from_rows([needed]) == (seen,)


@given(seen=observations(), other=st.fractions(0, 1))
def test_a_share_that_contradicts_the_other_columns_never_passes(seen, other):
    (row,) = to_rows([seen])
    if row["share"] is not None and row["share"] != str(other):
        with pytest.raises(InvalidTableError, match=r"rows\[0\], column 'share'"):
            from_rows([row | {"share": str(other)}])


@st.composite
def assessments(draw):
    tree = draw(xs.regions(changed_on=draw(st.none() | st.just(date(2019, 1, 1)))))
    alive = [region.id for region in tree.alive_on(END)]
    keys = draw(st.lists(st.tuples(st.sampled_from(INDICATORS), st.sampled_from(alive)), unique=True, max_size=8))
    actuals = xs.any_shares(base=st.sampled_from(("all", "registered", "unstated")))
    seen = [
        Observation(indicator, region, on, draw(actuals), reference=draw(TEXTS))
        for indicator, region in keys
        for on in (START, END)
        if tree.life_on(region, on) is not None and draw(st.booleans())
    ]
    chosen = {
        "baseline_on": draw(st.sampled_from((None, START, END))),
        "reading": draw(st.sampled_from((None, "points", "relative"))),
    }
    return tree, assess(ctph_154.PROGRAMME, seen, regions=tree, as_of=END, **chosen)


@given(drawn=assessments())
def test_rows_give_back_an_equal_assessment(drawn):
    tree, found = drawn
    assert assessment_from_rows(to_rows(found), programme=ctph_154.PROGRAMME, regions=tree) == found


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
@settings(max_examples=20)
@given(drawn=assessments())
def test_frames_give_back_an_equal_assessment(backend, drawn):
    tree, found = drawn
    frame = to_frame(found, backend=backend)
    assert assessment_from_frame(frame, programme=ctph_154.PROGRAMME, regions=tree) == found
