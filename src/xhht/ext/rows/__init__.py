"""Results and observations as rows of one tidy form, and back: plain values, data frames, nothing lost."""

from xhht.ext.rows.frames import observations_from_frame, to_frame
from xhht.ext.rows.reading import InvalidTableError, from_rows
from xhht.ext.rows.results import to_rows

__all__ = ["InvalidTableError", "from_rows", "observations_from_frame", "to_frame", "to_rows"]
