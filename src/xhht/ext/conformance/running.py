"""Asking an implementation: a Python callable, or a command that reads a question and writes its answer."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import attrs

from xhht.errors import InvalidValueError, XhhtError
from xhht.ext.conformance.answers import FIELDS, Difference, Failure, differences
from xhht.ext.conformance.cases import Case
from xhht.values import Value

Implementation: TypeAlias = Callable[[dict[str, Any]], object]

TIMEOUT = 10.0
_SHOWN = 300


class AnswerError(XhhtError):
    """An implementation that gave no answer at all.

    Args:
        failure: in which way.
        text: what happened.
    """

    def __init__(self, failure: Failure, text: str) -> None:
        self.failure: Failure = failure
        super().__init__(failure, text)

    def __str__(self) -> str:
        return str(self.args[1])


@attrs.frozen(repr=False)
class Finding(Value):
    """What came of one case: no differences where the answer is right."""

    case: Case
    differences: tuple[Difference, ...]

    @property
    def is_right(self) -> bool:
        """Whether the answer is right."""
        return not self.differences

    def __str__(self) -> str:
        if self.is_right:
            return f"{self.case.id}: right"
        rows = [f"  {difference.failure.value}: {difference.text}" for difference in self.differences]
        about = [f"  about: {self.case.about}", f"  why: {self.case.why}", f"  clause: {self.case.clause}"]
        return "\n".join([f"{self.case.id} ({self.case.topic})", *rows, *about])


def command(arguments: str | Sequence[str], *, timeout: float = TIMEOUT) -> Implementation:
    """An implementation that is a command: a question as JSON on its input, the answer as JSON on its output.

    The command is started once for each question, without a shell.

    Args:
        arguments: the command and its arguments, in a list or in one line.
        timeout: the most seconds for an answer.

    Raises:
        InvalidValueError: if the command is empty.
    """
    parts = shlex.split(arguments) if isinstance(arguments, str) else list(arguments)
    if not parts:
        raise InvalidValueError("the command is empty; give one such as 'node judge.js'")

    def ask(question: dict[str, Any]) -> object:
        asked = json.dumps(question, ensure_ascii=False).encode()
        try:
            done = subprocess.run(parts, input=asked, capture_output=True, timeout=timeout, check=False)  # noqa: S603  # The caller's own command.
        except subprocess.TimeoutExpired:
            raise AnswerError(Failure.TIMED_OUT, f"no answer within {timeout:g} seconds") from None
        except OSError as error:
            raise AnswerError(Failure.CRASHED, f"cannot start {parts[:1]}: {error}") from None
        if done.returncode:
            raise AnswerError(
                Failure.CRASHED, f"the command ended with {done.returncode}: {_end(done.stderr) or 'it says nothing'}"
            )
        try:
            return json.loads(done.stdout)
        except (ValueError, RecursionError):
            raise AnswerError(
                Failure.NOT_JSON, f"the output is no JSON: {_end(done.stdout) or 'it is empty'}"
            ) from None

    return ask


def _end(output: bytes) -> str:
    text = output.decode(errors="replace").strip()
    return text if len(text) <= _SHOWN else f"…{text[-_SHOWN:]}"


def find(case: Case, implementation: Implementation, *, fields: Iterable[str] = FIELDS) -> Finding:
    """Ask one question. Whatever the implementation raises is a finding, not an error."""
    try:
        answer = implementation(json.loads(json.dumps(case.question)))
    except AnswerError as error:
        return Finding(case, (Difference(error.failure, str(error)),))
    except Exception as error:  # noqa: BLE001  # It is somebody else's code, and every failure of it is reported.
        return Finding(case, (Difference(Failure.CRASHED, f"{type(error).__name__}: {error}"),))
    return Finding(case, tuple(differences(case, answer, fields=fields)))


def run(implementation: Implementation, cases: Iterable[Case], *, fields: Iterable[str] = FIELDS) -> Iterator[Finding]:
    """Ask all questions, one after the other.

    >>> from xhht.ext.conformance import cases, reference
    >>> all(finding.is_right for finding in run(reference, cases()))
    True
    """
    compared = tuple(fields)
    return (find(case, implementation, fields=compared) for case in cases)


def check(case: Case, implementation: Implementation, *, fields: Iterable[str] = FIELDS) -> None:
    """Assert that an implementation answers a case rightly; made for a parametrised test.

    Raises:
        AssertionError: telling what was expected, what came, why, and the clause.
    """
    __tracebackhide__ = True
    finding = find(case, implementation, fields=fields)
    if not finding.is_right:
        raise AssertionError(str(finding))
