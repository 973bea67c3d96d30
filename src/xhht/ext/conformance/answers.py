"""Whether an answer is right: every field compared exactly, and what is wrong said in a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from xhht.checks import Choice, describe
from xhht.errors import InvalidValueError
from xhht.ext.conformance.cases import Case
from xhht.values import Value

FIELDS = ("outcome", "threshold", "shortfall", "gap_pp")
EVERY_FIELD = (*FIELDS, "reason")
OUTCOMES = ("met", "not_met", "undecided", "no_data", "not_applicable", "refused")
_ENDS = ("lower", "upper")


class Failure(Choice):
    """In which way an answer fails."""

    WRONG = "wrong"
    MISSING_FIELDS = "missing_fields"
    NOT_JSON = "not_json"
    CRASHED = "crashed"
    TIMED_OUT = "timed_out"


@attrs.frozen(repr=False)
class Difference(Value):
    """One thing that is wrong with an answer."""

    failure: Failure
    text: str


def differences(case: Case, answer: object, *, fields: Iterable[str] = FIELDS) -> Iterator[Difference]:
    """Everything that is wrong with an answer; nothing where it is right.

    Args:
        case: the case that was asked.
        answer: what the implementation gave back.
        fields: the fields to compare. Of an input that must be refused, only the outcome is.
    """
    if not isinstance(answer, Mapping):
        yield Difference(Failure.NOT_JSON, f"an answer is a JSON object, got {describe(answer)}")
        return
    asked = [field for field in fields if field == "outcome" or case.answer["outcome"] != "refused"]
    missing = [field for field in asked if field not in answer]
    if missing:
        known = ", ".join(map(repr, answer)) or "none"
        yield Difference(Failure.MISSING_FIELDS, f"missing: {', '.join(missing)}; the answer has {known}")
    for field in asked:
        if field in missing:
            continue
        wanted, got = case.answer[field], answer[field]
        try:
            is_same = _read(field, got) == _read(field, wanted)
        except InvalidValueError as error:
            yield Difference(Failure.WRONG, f"{field}: {error}; expected {_shown(wanted)}")
            continue
        if not is_same:
            yield Difference(Failure.WRONG, f"{field}: expected {_shown(wanted)}, got {_shown(got)}")


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_shown(one)}" for key, one in value.items())
    return "nothing" if value is None else str(value)


def _read(field: str, value: object) -> object:
    if value is None:
        return None
    if field in ("outcome", "reason"):
        return _word(field, value)
    if field == "shortfall":
        return _counts(value)
    if isinstance(value, Mapping):
        opens = [bool(value.get(f"is_{end}_open", False)) for end in _ENDS]
        return [_exact(value.get(end)) for end in _ENDS], opens
    return _exact(value)


def _word(field: str, value: object) -> str:
    if not isinstance(value, str) or (field == "outcome" and value not in OUTCOMES):
        raise InvalidValueError(f"{describe(value)} is none of {', '.join(OUTCOMES)}")
    return value


def _counts(value: object) -> object:
    if isinstance(value, Mapping):
        return tuple(_counts(value.get(end)) for end in ("least", "most"))
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidValueError(f"{describe(value)} is no whole number")
    return value


def _exact(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise InvalidValueError(f'{describe(value)} is no exact number; write it as text, such as "2/5"')
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise InvalidValueError(f'{describe(value)} is no exact number; write it as "2/5" or "0.4"') from None
