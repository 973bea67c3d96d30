"""A small web service: reports in, verdicts out, explained in the language of whoever asks.

It keeps nothing: each request brings its regions and observations. Run it with `uvicorn app:app`.
"""

from __future__ import annotations

import json
from typing import Any

from bodies import PROGRAMMES, Refusal, assessment_asked, body_of, csv_limits
from contract import describe
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from languages import language_of
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from xhht import Assessment, Language, Text, XhhtError, assess, explain_error
from xhht.ext import codec, sdmx

app = FastAPI(title="xhht", version="1", docs_url="/docs", redoc_url=None)
JSON, CSV = "application/json", "text/csv"


@app.get("/programmes/{programme_id}", operation_id="programme")
def programme(programme_id: str) -> Response:
    """A programme, whole, as the library writes it."""
    if programme_id not in PROGRAMMES:
        known = ", ".join(PROGRAMMES)
        raise Refusal(404, "unknown programme", [f"no programme has this id; there are: {known}"])
    return Response(codec.dumps(PROGRAMMES[programme_id]), media_type=JSON)


@app.post("/assessments", operation_id="assess")
async def assessments(request: Request) -> Response:
    """Judge observations of a programme, and explain each verdict in the language of the request."""
    text = await body_of(request, JSON)
    language = language_of(request.headers.get("accept-language", ""))
    answer = await run_in_threadpool(judged, text, language)
    return Response(answer, media_type=JSON, headers={"Content-Language": language, "Vary": "Accept-Language"})


def judged(text: bytes, language: Language) -> str:
    """The answer to one request, as JSON."""
    asked = assessment_asked(text)
    report: Assessment = assess(asked.programme, asked.observations, regions=asked.regions, as_of=asked.as_of)
    told = [verdict.explain(language) for verdict in report]
    return json.dumps({"assessment": json.loads(codec.dumps(report)), "explanations": told}, ensure_ascii=False)


@app.post("/observations", operation_id="read_csv")
async def observations(request: Request) -> Response:
    """Turn SDMX-CSV into the observations that an assessment takes, and say what of it could not be kept."""
    text = await body_of(request, CSV)
    report = await run_in_threadpool(sdmx.read, text, limits=csv_limits())
    answer: dict[str, Any] = {
        "observations": json.loads(codec.dumps(report.observations)),
        "missing": [
            {"indicator": one.indicator, "region": one.region, "on": one.on.isoformat(), "status": one.status}
            for one in report.missing
        ],
        "remarks": [str(remark) for remark in report.remarks],
    }
    return JSONResponse(answer)


@app.exception_handler(Refusal)
def refused(_: Request, refusal: Refusal) -> JSONResponse:
    """A request that is refused as a whole."""
    return told(refusal.status, refusal.what, refusal.problems)


CANNOT_BE_JUDGED = Text("Yêu cầu chưa thể xử lý", "the request cannot be judged")


@app.exception_handler(XhhtError)
def mistaken(request: Request, error: XhhtError) -> JSONResponse:
    """Everything that is wrong with what was sent, each problem by itself, in the language of the request."""
    language = language_of(request.headers.get("accept-language", ""))
    problems = [explain_error(problem, language) for problem in getattr(error, "problems", (error,))]
    return told(422, CANNOT_BE_JUDGED.in_language(language), problems)


@app.exception_handler(RequestValidationError)
def unreadable(_: Request, error: RequestValidationError) -> JSONResponse:
    """Paths and parameters of another form."""
    return told(422, "the request cannot be read", [str(one["msg"]) for one in error.errors()])


@app.exception_handler(HTTPException)
def unserved(_: Request, error: HTTPException) -> JSONResponse:
    """Paths and methods that are not there."""
    answer = told(error.status_code, str(error.detail), [])
    answer.headers.update(error.headers or {})
    return answer


@app.exception_handler(Exception)
def broken(_: Request, __: Exception) -> JSONResponse:
    """Whatever is the service's own fault: said without a trace of its inside."""
    return told(500, "the service failed; the fault is not in the request", [])


MOST_TOLD = 200


def told(status: int, what: str, problems: list[str]) -> JSONResponse:
    """An error, in the one form that all errors have."""
    answer = {"what": what, "problems": problems[:MOST_TOLD], "count": len(problems)}
    return JSONResponse(answer, status_code=status)


app.openapi = lambda: describe(app)  # type: ignore[method-assign]  # FastAPI documents this way to replace it.
