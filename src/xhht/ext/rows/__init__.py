"""Results and observations as rows of one tidy form, and back: plain values, data frames, nothing lost."""

from xhht.ext.rows.frames import to_frame
from xhht.ext.rows.intake import assessment_from_frame, observations_from_frame
from xhht.ext.rows.judged import assessment_from_rows
from xhht.ext.rows.places import regions_from_frame
from xhht.ext.rows.reading import InvalidTableError, from_rows
from xhht.ext.rows.results import to_rows

__all__ = [
    "InvalidTableError",
    "assessment_from_frame",
    "assessment_from_rows",
    "from_rows",
    "observations_from_frame",
    "regions_from_frame",
    "to_frame",
    "to_rows",
]
