"""A conformance suite: questions and right answers as plain JSON, for implementations in whatever language.

>>> from xhht.ext.conformance import cases, check, reference
>>> for case in cases(topics=["ties"]):
...     check(case, reference)
"""

from xhht.ext.conformance.answers import FIELDS, Difference, Failure
from xhht.ext.conformance.cases import Case, cases, schema, topics
from xhht.ext.conformance.engine import reference
from xhht.ext.conformance.running import AnswerError, Finding, check, command, run

__all__ = [
    "FIELDS",
    "AnswerError",
    "Case",
    "Difference",
    "Failure",
    "Finding",
    "cases",
    "check",
    "command",
    "reference",
    "run",
    "schema",
    "topics",
]
