from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhht import Observation
from xhht.ext import strategies as xs
from xhht.ext.rows import InvalidTableError, from_rows, observations_from_frame, to_frame, to_rows

TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    return Observation(
        draw(xs.ids()), draw(xs.ids()), draw(xs.days()), draw(xs.any_shares()), source=draw(TEXTS), note=draw(TEXTS)
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
