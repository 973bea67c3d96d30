"""Coordination: who does what, by when, what was done, and how it is reported."""

from xhht.coordination.activities import Activity, Measure, Result
from xhht.coordination.assignments import Gap, GapKind, Matrix, gaps, matrix
from xhht.coordination.difficulties import Agreement, Difficulty, OpenDifficulty, Shortcoming, open_difficulties
from xhht.coordination.reports import Report, ReportKind, report
from xhht.coordination.reviews import Review, ReviewLine, ReviewStatus, Task, review, review_years
from xhht.coordination.schedule import DueDate, due_dates

__all__ = [
    "Activity",
    "Agreement",
    "Difficulty",
    "DueDate",
    "Gap",
    "GapKind",
    "Matrix",
    "Measure",
    "OpenDifficulty",
    "Report",
    "ReportKind",
    "Result",
    "Review",
    "ReviewLine",
    "ReviewStatus",
    "Shortcoming",
    "Task",
    "due_dates",
    "gaps",
    "matrix",
    "open_difficulties",
    "report",
    "review",
    "review_years",
]
