"""Verdicts: a table of reports judged, one row for each target and region."""
