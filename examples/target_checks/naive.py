"""A way to judge targets that looks right and is wrong: what spreadsheets and quick scripts do.

Percentages are floats, parts are averaged, a print is taken for its number, whoever is registered counts, and nobody
asks whether "more than" means more.
"""

from __future__ import annotations

import json
import math
import re
import sys
from typing import Any


def percent_of(share: dict[str, Any]) -> float:
    """A share as a float, a printed one by its figure alone."""
    if share["kind"] == "printed":
        return float(re.sub(r"[^0-9.]", "", share["text"].replace(",", ".")))
    return float(share["numerator"] / share["denominator"] * 100)


def asked_of(question: dict[str, Any]) -> float:
    """What is asked of the region's tier, in per cent."""
    target = question["target"]
    tier = next(life["tier"] for life in question["regions"] if life["id"] == question["region"])
    above, _, below = target["asked"].get(tier, target["asked"]["general"]).partition("/")
    return int(above) * 100 / int(below or 1)


def outcome(reached: float, asked: float) -> str:
    """Met or not, whatever the comparison is."""
    return "met" if reached >= asked else "not_met"


def judge(question: dict[str, Any]) -> dict[str, Any]:
    """The answer to a question of the conformance suite."""
    seen = [percent_of(report["share"]) for report in question["reports"]]
    if not seen:
        return {"outcome": "no_data", "threshold": None, "shortfall": None, "gap_pp": None}
    threshold = asked_of(question)
    if question["target"]["kind"] == "growth":
        threshold = seen[0] + 4 * threshold
    reached = sum(seen) / len(seen) if question["roll_up"] else seen[-1]
    share = question["reports"][-1]["share"]
    size = share.get("denominator", 100)
    return {
        "outcome": outcome(reached, threshold),
        "threshold": str(round(threshold / 100, 4)),
        "shortfall": max(0, math.ceil(threshold / 100 * size) - share.get("numerator", 0)),
        "gap_pp": str(round(reached - threshold, 2)),
    }


if __name__ == "__main__":
    json.dump(judge(json.load(sys.stdin)), sys.stdout)
