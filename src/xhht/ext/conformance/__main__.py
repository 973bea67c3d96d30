"""Run the conformance suite against a command or a Python function, and print what is wrong.

Usage: python -m xhht.ext.conformance --command 'node judge.js'
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from importlib import import_module

from xhht.errors import XhhtError
from xhht.ext.conformance.answers import EVERY_FIELD, FIELDS
from xhht.ext.conformance.cases import cases, topics
from xhht.ext.conformance.running import TIMEOUT, Finding, Implementation, command, run

LONGEST = 86_400


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m xhht.ext.conformance", description=(__doc__ or "").splitlines()[0])
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--command", help="reads one question as JSON, writes its answer as JSON")
    asked.add_argument("--callable", metavar="MODULE:NAME", help="a Python function from question to answer")
    asked.add_argument("--list", action="store_true", help="print the cases, and ask nothing")
    parser.add_argument("--topic", action="append", help=f"only cases of a topic: {', '.join(topics())}")
    parser.add_argument("--case", action="append", help="only the case of an id")
    parser.add_argument("--compare", default=",".join(FIELDS), help=f"fields, of {','.join(EVERY_FIELD)}")
    parser.add_argument("--timeout", type=float, default=TIMEOUT, help="seconds for one answer of a command")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON, one a line")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the suite; 0 where every answer is right, 1 where one is not."""
    parser = _parser()
    options = parser.parse_args(arguments)
    fields = options.compare.split(",")
    unknown = sorted(set(fields) - set(EVERY_FIELD))
    if unknown:
        parser.error(f"--compare: no such field: {', '.join(unknown)}; known: {', '.join(EVERY_FIELD)}")
    if not 0 < options.timeout <= LONGEST:
        parser.error(f"--timeout: {options.timeout:g} is none; give seconds above 0, at most {LONGEST}")
    try:
        chosen = cases(topics=options.topic, ids=options.case)
    except XhhtError as error:
        parser.error(str(error))
    if options.list:
        sys.stdout.writelines(f"{case.id:<40} {case.topic:<14} {case.about}\n" for case in chosen)
        return 0
    try:
        implementation = (
            _named(options.callable) if options.command is None else command(options.command, timeout=options.timeout)
        )
    except (ImportError, AttributeError, ValueError) as error:
        parser.error(f"no implementation: {error}")
    findings = []
    for finding in run(implementation, chosen, fields=fields):
        findings.append(finding)
        if options.json:
            sys.stdout.write(f"{json.dumps(_plain(finding), ensure_ascii=False)}\n")
        elif not finding.is_right:
            sys.stdout.write(f"{finding}\n\n")
    if not options.json:
        sys.stdout.write(_summary(findings))
    return 0 if all(finding.is_right for finding in findings) else 1


def _named(name: str) -> Implementation:
    module, _, function = name.partition(":")
    if not (module and function):
        raise ValueError(f"--callable {name!r}: give module:name")
    found: Implementation = getattr(import_module(module), function)
    if not callable(found):
        raise ValueError(f"--callable {name!r}: that is a {type(found).__name__}, which cannot be called")  # noqa: TRY004  # Every mistake in the arguments is told in one way.
    return found


def _plain(finding: Finding) -> dict[str, object]:
    told = [{"failure": one.failure.value, "text": one.text} for one in finding.differences]
    return {"case": finding.case.id, "topic": finding.case.topic, "is_right": finding.is_right, "differences": told}


def _summary(findings: Sequence[Finding]) -> str:
    right = Counter(finding.case.topic for finding in findings if finding.is_right)
    asked = Counter(finding.case.topic for finding in findings)
    rows = [f"{topic:<16} {right[topic]:>4} of {count}" for topic, count in asked.items()]
    return "\n".join([*rows, f"{'right':<16} {right.total():>4} of {asked.total()}", ""])


if __name__ == "__main__":
    sys.exit(main())
