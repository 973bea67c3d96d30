"""The cases: what is asked of an implementation, and what it should answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from xhht.errors import UnknownIdError
from xhht.values import Value

Json: TypeAlias = Mapping[str, Any]

FORMAT = 1
CASES = Path(__file__).with_name("cases.json")
SCHEMA = Path(__file__).with_name("cases.schema.json")


@attrs.frozen(repr=False)
class Case(Value):
    """One question with its right answer.

    Attributes:
        id: the id, unique and stable.
        topic: what kind of trap it is.
        about: what it shows, in a sentence.
        clause: the clause of the target.
        question: the input, in plain JSON values.
        answer: the right answer, in plain JSON values.
        why: why it is right.
    """

    id: str
    topic: str
    about: str
    clause: str
    question: Json = attrs.field(repr=False, hash=False)
    answer: Json = attrs.field(repr=False, hash=False)
    why: str

    def __str__(self) -> str:
        return self.id


@cache
def _stored() -> tuple[Case, ...]:
    stored = json.loads(CASES.read_text(encoding="utf-8"))
    return tuple(Case(**case) for case in stored["cases"])


def topics() -> tuple[str, ...]:
    """All topics, in the order of the cases.

    >>> topics()[0]
    'ties'
    """
    return tuple(dict.fromkeys(case.topic for case in _stored()))


def cases(*, topics: Iterable[str] | None = None, ids: Iterable[str] | None = None) -> tuple[Case, ...]:
    """The cases of the suite, all of them where nothing is chosen.

    Args:
        topics: only cases of these topics.
        ids: only cases of these ids.

    Raises:
        UnknownIdError: if there is no such topic or case.
    """
    chosen = _stored()
    for kind, asked, key in (("topic", topics, "topic"), ("case", ids, "id")):
        if asked is None:
            continue
        wanted = list(asked)
        known = dict.fromkeys(getattr(case, key) for case in _stored())
        for one in wanted:
            if one not in known:
                raise UnknownIdError(kind, one, known)
        chosen = tuple(case for case in chosen if getattr(case, key) in wanted)
    return chosen


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the file of cases.

    >>> schema()["title"]
    'Conformance cases'
    """
    found: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found
