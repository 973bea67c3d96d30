"""Bodies: what requests bring, within limits, read with all mistakes at once."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

import attrs
from anyio import fail_after
from starlette.requests import Request

from xhht import Observation, Programme, Regions, XhhtError
from xhht.ext import codec, sdmx
from xhht.programmes import ctph_154, qd_281, qd_387

T = TypeVar("T")
SHIPPED = (ctph_154.PROGRAMME, qd_281.PROGRAMME, qd_387.PROGRAMME)
PROGRAMMES: dict[str, Programme] = {one.id: one for one in SHIPPED}
MOST_BYTES = 1_000_000
MOST_SECONDS = 30
# A public service asks less of its machine than a library may: a verdict is reached for each region and target.
LIMITS = codec.Limits(characters=MOST_BYTES, rows=2000, parts=100, depth=20, digits=30, mistakes=100)
# A name stands in each verdict of the answer.
LONGEST_TEXT = 300
MOST_VERDICTS = 8_000
KEYS = ("programme", "as_of", "regions", "observations")


class Refusal(Exception):  # noqa: N818  # It is an answer, told with its status, rather than a fault.
    """A request that is refused: its status, in a word why, and every problem, put into words when it is told."""

    def __init__(self, status: int, what: str, problems: Sequence[object]) -> None:
        self.status = status
        self.what = what
        self.problems = problems
        super().__init__(status, what, problems)


@attrs.frozen
class Placed:
    """What is wrong with a request, and where."""

    pointer: str
    why: object

    def __str__(self) -> str:
        return f"{self.pointer}: {self.why}"


@attrs.frozen
class Asked:
    """What an assessment is asked for."""

    programme: Programme
    as_of: date
    regions: Regions
    observations: tuple[Observation, ...]


def csv_limits() -> sdmx.Limits:
    """How large an SDMX-CSV body may be."""
    return sdmx.Limits(characters=MOST_BYTES, rows=LIMITS.rows, digits=LIMITS.digits, mistakes=LIMITS.mistakes)


async def body_of(request: Request, kind: str) -> bytes:
    """The body, if it is of the kind and not too large; the rest of one that is too large is not read.

    Raises:
        Refusal: with 415, 413, or 408 where it comes too slowly.
    """
    told = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if told != kind:
        raise Refusal(415, "this content type is not read", [f"send the body as {kind}"])
    body = bytearray()
    try:
        with fail_after(MOST_SECONDS):
            async for part in request.stream():
                body += part
                if len(body) > MOST_BYTES:
                    raise Refusal(413, "the body is too large", [f"send at most {MOST_BYTES} bytes"])
    except TimeoutError:
        raise Refusal(408, "the body comes too slowly", [f"send it within {MOST_SECONDS} seconds"]) from None
    return bytes(body)


def assessment_asked(body: bytes) -> Asked:
    """What the body of a request asks for.

    Raises:
        Refusal: with 422 and everything that is wrong with it.
    """
    data = _object(body)
    unknown = [f"/{key[:80]}" for key in data if key not in KEYS]
    problems = [Placed(pointer, f"unknown key; known: {', '.join(KEYS)}") for pointer in unknown]
    problems += _long_texts(data)
    programme = _part(data, "programme", _programme, problems)
    as_of = _part(data, "as_of", _day, problems)
    regions = _part(data, "regions", _document(Regions), problems)
    observations = _part(data, "observations", _document(tuple[Observation, ...]), problems)
    if problems or programme is None or as_of is None or regions is None or observations is None:
        raise Refusal(422, "the request cannot be judged", problems)
    verdicts = len(regions) * len(programme.targets)
    if verdicts > MOST_VERDICTS:
        why = f"{verdicts} verdicts, on every target in every region, are more than {MOST_VERDICTS}; send fewer regions"
        raise Refusal(422, "the request is too heavy", [why])
    return Asked(programme, as_of, regions, observations)


def _long_texts(data: dict[str, Any]) -> Iterator[Placed]:
    waiting: deque[tuple[str, Any]] = deque([("", data)])
    while waiting:
        pointer, value = waiting.popleft()
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            yield Placed(pointer, f"has {len(value)} characters; at most {LONGEST_TEXT} are read")
        elif isinstance(value, (dict, list)):
            parts = value.items() if isinstance(value, dict) else enumerate(value)
            waiting.extend((f"{pointer}/{str(key)[:80]}", part) for key, part in parts)


def _object(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_int=_whole)
        # JSON can write half of a surrogate pair, but no answer that quotes it can be sent.
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        why = "too deep" if isinstance(error, RecursionError) else str(error)[:200]
        raise Refusal(422, "the body is no JSON that is read", [why]) from None
    if not isinstance(data, dict):
        raise Refusal(422, "the body is no object", [f"send an object with {', '.join(KEYS)}"])
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _whole(digits: str) -> int:
    if len(digits) > LIMITS.digits + 1:
        raise ValueError(f"a number has {len(digits)} signs; at most {LIMITS.digits} digits are read")
    return int(digits)


def _part(data: dict[str, Any], key: str, reader: Callable[[Any], T], problems: list[Placed]) -> T | None:
    if key not in data:
        problems.append(Placed(f"/{key}", "is missing; give it"))
        return None
    try:
        return reader(data[key])
    except XhhtError as error:
        for problem in getattr(error, "problems", (error,)):
            pointer = f"/{key}{problem.pointer}" if isinstance(problem, codec.MistakeError) else f"/{key}"
            problems.append(Placed(pointer, getattr(problem, "cause", problem)))
    except ValueError as error:
        problems.append(Placed(f"/{key}", str(error)[:200]))
    return None


def _programme(value: object) -> Programme:
    if not isinstance(value, str) or value not in PROGRAMMES:
        raise ValueError(f"is no programme here; there are: {', '.join(PROGRAMMES)}")
    return PROGRAMMES[value]


def _day(value: object) -> date:
    try:
        if isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError("is no day; write one such as 2020-12-31")


def _document(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401  # A kind of document that the codec reads.
    return lambda value: codec.loads(json.dumps(value), kind, limits=LIMITS)
