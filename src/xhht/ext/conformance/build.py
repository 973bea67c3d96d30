"""Write the cases: every question with the answer of the object engine.

Usage: python -m xhht.ext.conformance.build [--check]
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from typing import Any

from xhht.errors import XhhtError
from xhht.ext.conformance.cases import CASES, FORMAT
from xhht.ext.conformance.engine import GENERAL, judge, reference
from xhht.ext.conformance.questions import all_questions
from xhht.model.programme import Programme
from xhht.model.targets import GrowthTarget, LevelTarget

PROGRAMME = "xhht.programmes.ctph_154"


def stated(rule: LevelTarget | GrowthTarget) -> dict[str, Any]:
    """A target in plain JSON values, exact numbers as text."""
    is_level = isinstance(rule, LevelTarget)
    shares = rule.shares
    return {
        "id": rule.id,
        "indicator": rule.indicator,
        "kind": "level" if is_level else "growth",
        "comparison": rule.comparison.value,
        "reading": rule.reading.value if isinstance(rule, GrowthTarget) else None,
        "due_on": rule.due_on.isoformat(),
        "asked": {asked.tier or GENERAL: str(asked.share) for asked in shares},
    }


def render() -> str:
    """The whole file, the same on every run."""
    programme: Programme = import_module(PROGRAMME).PROGRAMME
    rules = {rule.id: rule for rule in programme.targets}
    built = [
        {
            "id": name,
            "topic": topic,
            "about": about,
            "clause": str(rules[question["target"]["id"]].source),
            "question": question,
            "answer": reference(question),
            "why": _why(question),
        }
        for name, topic, about, question in all_questions({name: stated(rule) for name, rule in rules.items()})
    ]
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in built)
    return f'{{"format": {FORMAT}, "cases": [\n{lines}\n]}}\n'


def _why(question: dict[str, Any]) -> str:
    try:
        return judge(question).why("en")
    except XhhtError as error:
        problems = getattr(error, "problems", ())
        return str(problems[0] if problems else error)


def main() -> int:
    """Write the file, or say whether it is what it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; fail if the file is stale")
    page = render()
    if not parser.parse_args().check:
        CASES.write_text(page, encoding="utf-8")
    elif not CASES.exists() or CASES.read_text(encoding="utf-8") != page:
        sys.stderr.write(f"{CASES.name} is stale; run: python -m xhht.ext.conformance.build\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
