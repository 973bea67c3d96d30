"""Pace: the way from a baseline to a target, and whether the reports keep up with it."""

from xhht.pace.arrivals import Arrival, LineMethod, arrival
from xhht.pace.headway import (
    OPEN_SDG,
    TIME_LEFT,
    Band,
    Progress,
    ProgressMethod,
    ProgressStatus,
    RequiredRate,
    progress_status,
)
from xhht.pace.lines import ProgressLine, ProgressLines, progress
from xhht.pace.trajectories import Pace, Trajectory, trajectory

__all__ = [
    "OPEN_SDG",
    "TIME_LEFT",
    "Arrival",
    "Band",
    "LineMethod",
    "Pace",
    "Progress",
    "ProgressLine",
    "ProgressLines",
    "ProgressMethod",
    "ProgressStatus",
    "RequiredRate",
    "Trajectory",
    "arrival",
    "progress",
    "progress_status",
    "trajectory",
]
