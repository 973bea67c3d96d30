"""A small web service: reports in, verdicts out, explained in the language of whoever asks.

It keeps nothing: each request brings its regions and observations. Run it with `uvicorn app:app`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache, partial

from answers import Answer, csv_read, judged, told
from anyio import create_task_group
from bodies import PROGRAMMES, Refusal, body_of
from contract import Schema, describe
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from languages import language_of
from starlette.exceptions import HTTPException
from turns import Turns

from xhht import Language
from xhht.ext import codec

JSON, CSV = "application/json", "text/csv"
WHOLE = {name: codec.dumps(one) for name, one in PROGRAMMES.items()}
# A short body is worked off in a fraction of a second, and never waits for the long ones of anybody.
LONGEST_SHORT = 20_000
SHORT, LONG = Turns(processes=2), Turns(processes=1)


@asynccontextmanager
async def ready(_: FastAPI) -> AsyncIterator[None]:
    """Start the processes before the first request."""
    async with create_task_group() as group:
        for turns in (SHORT, LONG):
            group.start_soon(turns.start, partial(told, 200, "ready", ()))
    yield


app = FastAPI(title="xhht", version="1", docs_url="/docs", redoc_url=None, lifespan=ready)


@app.get("/programmes/{programme_id}", operation_id="programme")
def programme(programme_id: str) -> Response:
    """A programme, whole, as the library writes it."""
    if programme_id not in WHOLE:
        raise Refusal(404, "unknown programme", [f"no programme has this id; there are: {', '.join(WHOLE)}"])
    return Response(WHOLE[programme_id], media_type=JSON)


@app.post("/assessments", operation_id="assess")
async def assessments(request: Request) -> Response:
    """Judge observations of a programme, and explain each verdict in the language of the request."""
    return await answered(request, JSON, judged)


@app.post("/observations", operation_id="read_csv")
async def observations(request: Request) -> Response:
    """Turn SDMX-CSV into the observations that an assessment takes, and say what of it could not be kept."""
    return await answered(request, CSV, csv_read)


async def answered(request: Request, kind: str, work: Callable[[bytes, Language], Answer]) -> Response:
    """The answer that is worked out of a body, when it is this client's turn."""
    body = await body_of(request, kind)
    language = language_of(request.headers.get("accept-language", ""))
    turns = SHORT if len(body) <= LONGEST_SHORT else LONG
    client = request.client.host if request.client else ""
    answer = response(await turns.work(client, work, body, language))
    answer.headers.update({"Content-Language": language, "Vary": "Accept-Language"})
    return answer


def response(answer: Answer) -> Response:
    """An answer as it is sent."""
    status, text = answer
    return Response(text, status_code=status, media_type=JSON)


@app.exception_handler(Refusal)
def refused(_: Request, refusal: Refusal) -> Response:
    """A request that is refused as a whole."""
    return response(told(refusal.status, refusal.what, refusal.problems))


@app.exception_handler(RequestValidationError)
def unreadable(_: Request, error: RequestValidationError) -> Response:
    """Paths and parameters of another form."""
    return response(told(422, "the request cannot be read", [str(one["msg"]) for one in error.errors()]))


@app.exception_handler(HTTPException)
def unserved(_: Request, error: HTTPException) -> Response:
    """Paths and methods that are not there."""
    answer = response(told(error.status_code, str(error.detail), []))
    answer.headers.update(error.headers or {})
    return answer


@app.exception_handler(Exception)
def broken(_: Request, __: Exception) -> Response:
    """Whatever is the service's own fault: said without a trace of its inside."""
    return response(told(500, "the service failed; the fault is not in the request", []))


@cache
def contract() -> Schema:
    """The contract, made once."""
    return describe(app)


app.openapi = contract  # type: ignore[method-assign]  # FastAPI documents this way to replace it.
