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
from xhht.pace.trajectories import Pace, Trajectory, trajectory

__all__ = [
    "OPEN_SDG",
    "TIME_LEFT",
    "Arrival",
    "Band",
    "LineMethod",
    "Pace",
    "Progress",
    "ProgressMethod",
    "ProgressStatus",
    "RequiredRate",
    "Trajectory",
    "arrival",
    "progress_status",
    "trajectory",
]
