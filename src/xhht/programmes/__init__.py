"""Shipped texts, as values only: programmes, the criteria of titles, and the procedures by which they are conferred."""

PROGRAMMES = ("ctph_154", "ctph_hung_yen", "qd_281", "qd_387", "qd_677")
