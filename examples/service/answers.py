"""Answers: what is worked out of a body, in a process of its own, and the one form of all errors."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from bodies import Refusal, assessment_asked, csv_limits

from xhht import Language, Text, XhhtError, assess, explain_error
from xhht.ext import codec, sdmx

Answer: TypeAlias = tuple[int, str]
MOST_TOLD = 20
_LONGEST_PROBLEM = 400
_CANNOT_BE_JUDGED = Text("Chưa xử lý được yêu cầu", "the request cannot be judged")


def told(status: int, what: str, problems: Sequence[object], say: Callable[[Any], str] = str) -> Answer:
    """An error, in the one form that all errors have: short, however much is wrong."""
    first = [say(problem)[:_LONGEST_PROBLEM] for problem in problems[:MOST_TOLD]]
    return status, _json({"what": what, "problems": first, "count": len(problems)})


def judged(body: bytes, language: Language) -> Answer:
    """Observations judged, and each verdict explained."""
    return _answered(_judged, body, language)


def csv_read(body: bytes, language: Language) -> Answer:
    """SDMX-CSV as observations, and what of it could not be kept."""
    return _answered(_csv_read, body, language)


def _answered(work: Callable[[bytes, Language], object], body: bytes, language: Language) -> Answer:
    """What the work gives, or everything that is wrong with the body, each problem by itself."""
    try:
        return 200, _json(work(body, language))
    except Refusal as refusal:
        return told(refusal.status, refusal.what, refusal.problems)
    except XhhtError as error:
        what = _CANNOT_BE_JUDGED.in_language(language)
        return told(422, what, getattr(error, "problems", (error,)), lambda problem: explain_error(problem, language))


def _judged(body: bytes, language: Language) -> dict[str, Any]:
    asked = assessment_asked(body)
    report = assess(asked.programme, asked.observations, regions=asked.regions, as_of=asked.as_of)
    explanations = [verdict.explain(language) for verdict in report]
    return {"assessment": json.loads(codec.dumps(report)), "explanations": explanations}


def _csv_read(body: bytes, _: Language) -> dict[str, Any]:
    report = sdmx.read(body, limits=csv_limits())
    return {
        "observations": json.loads(codec.dumps(report.observations)),
        "missing": [
            {"indicator": one.indicator, "region": one.region, "on": one.on.isoformat(), "status": one.status}
            for one in report.missing
        ],
        "remarks": [str(remark) for remark in report.remarks],
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
