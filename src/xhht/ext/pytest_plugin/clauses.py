"""Which clauses of a programme the tests of a run cover."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

import pytest

from xhht.errors import UnknownIdError, XhhtError
from xhht.model.programme import Programme
from xhht.model.sources import Clause

PROPERTY = "xhht_clause"


def load_programme(name: str) -> Programme:
    """A shipped programme by its id, or any by ``module:NAME``.

    Raises:
        UnknownIdError: if no programme of that name is shipped.
        pytest.UsageError: if the module or the name in it does not exist, or is no programme.

    >>> load_programme("qd_281").id
    'qd_281'
    """
    module, _, variable = name.partition(":")
    if not variable:
        shipped = import_module("xhht.programmes").PROGRAMMES
        if name not in shipped:
            raise UnknownIdError("programme", name, shipped)
        module, variable = f"xhht.programmes.{name}", "PROGRAMME"
    try:
        found = getattr(import_module(module), variable)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise pytest.UsageError(f"no programme at {name!r}: {error}; give module:NAME") from error
    if not isinstance(found, Programme):
        raise pytest.UsageError(f"{name!r} is no Programme but a {type(found).__name__}; give module:NAME of one")
    return found


class ClauseWatch:
    """Checks the markers of a run, quotes them where a test fails, and notes what was covered.

    Args:
        default: the programme that a marker means where it names none.
        reported: the programmes whose clauses are listed after the run.
    """

    def __init__(self, default: str, reported: Iterable[str]) -> None:
        self._default = default
        self._reported = tuple(dict.fromkeys(reported))
        self._programmes: dict[str, Programme] = {}
        self._marked: set[tuple[str, str]] = set()
        self._covered: set[tuple[str, str]] = set()

    def programme(self, name: str) -> Programme:
        """A programme by its name, loaded once."""
        if name not in self._programmes:
            self._programmes[name] = load_programme(name)
        return self._programmes[name]

    def check_reported(self) -> None:
        """Refuse a report on a programme that does not exist, before any test runs."""
        try:
            for name in self._reported:
                self.programme(name)
        except XhhtError as error:
            raise pytest.UsageError(f"--xhht-clauses: {error}") from error

    def check(self, items: Iterable[pytest.Item]) -> None:
        """Refuse every marker that names no clause, all of them together."""
        problems = dict.fromkeys(problem for item in items for problem in self._problems(item))
        if problems:
            raise pytest.UsageError("\n".join(["clauses that tests name but the text does not have:", *problems]))

    def _problems(self, item: pytest.Item) -> Iterator[str]:
        for marker in item.iter_markers("clause"):
            where = item.nodeid.partition("[")[0]
            if not marker.args or set(marker.kwargs) - {"programme"}:
                yield f"- {where}: write @pytest.mark.clause(number, ..., programme=...), with one number at least"
                continue
            name = str(marker.kwargs.get("programme", self._default))
            try:
                programme = self.programme(name)
            except (XhhtError, pytest.UsageError) as error:
                yield f"- {where}: {error}"
                continue
            for number in marker.args:
                try:
                    programme.clause(number)
                except XhhtError as error:
                    yield f"- {where}: {programme.id}: {error}"
                else:
                    item.user_properties.append((PROPERTY, f"{name} {number}"))

    def quote(self, item: pytest.Item, report: pytest.TestReport) -> None:
        """Add the clauses of a test that failed to its report."""
        quoted = [describe_clause(self.programme(name), number) for name, number in _named(item.user_properties)]
        report.sections.append(("clause", "\n".join(quoted)))

    def note(self, report: pytest.TestReport) -> None:
        """Remember which clauses a test covers, once it has passed."""
        named = set(_named(report.user_properties))
        self._marked |= named
        if report.when == "call" and report.passed:
            self._covered |= named

    def summarise(self, section: Callable[[str], object], line: Callable[[str], object]) -> None:
        """Write the clauses that no passed test covers."""
        for name in self._reported:
            programme = self.programme(name)
            section(f"clauses of {programme.id} ({programme.document.number})")
            for text in self._summary(name, programme):
                line(text)

    def _summary(self, name: str, programme: Programme) -> Iterator[str]:
        measured = [clause for clause in programme.clauses if clause.is_measurable]
        covered = [clause for clause in programme.clauses if (name, clause.source.number) in self._covered]
        of_measured = sum(clause.is_measurable for clause in covered)
        yield (
            f"Covered by tests that passed: {len(covered)} of {len(programme.clauses)} clauses, "
            f"{of_measured} of {len(measured)} that are measured."
        )
        left = [clause for clause in programme.clauses if clause not in covered]
        open_measured = [clause for clause in left if clause.is_measurable]
        if open_measured:
            yield "Measured, and covered by none:"
            for clause in open_measured:
                note = "; marked, but no such test passed" if (name, clause.source.number) in self._marked else ""
                yield f"  {clause.source.number:<12} {clause.gist.en}{note}"
        others = [clause.source.number for clause in left if not clause.is_measurable]
        if others:
            yield f"Not measured, and covered by none: {', '.join(others)}"


def _named(properties: Iterable[tuple[str, object]]) -> list[tuple[str, str]]:
    """The programmes and numbers among the properties of a test."""
    pairs = [str(value).rsplit(" ", 1) for key, value in properties if key == PROPERTY]
    return [(name, number) for name, number in pairs]


def describe_clause(programme: Programme, number: str) -> str:
    """A clause in a line: its number, its gist, and what models it.

    >>> print(describe_clause(load_programme("ctph_154"), "II.2.3"))  # doctest: +NORMALIZE_WHITESPACE
    II.2.3 of 154/CTPH-LN: By 2020, 60% of units titled, no tiers.
    Modelled by: LearningTitle unit, Indicator units_recognised, LevelTarget units_recognised.
    """
    clause: Clause = programme.clause(number)
    parts = [_part(thing) for thing, source in programme.citations() if source == clause.source]
    modelled = f" Modelled by: {', '.join(parts)}." if parts else " No part models it."
    return f"{number} of {programme.document.number}: {clause.gist.en}.{modelled}"


def _part(thing: object) -> str:
    kind = type(thing).__name__
    known = getattr(thing, "id", None) or getattr(thing, "party", None)
    return f"{kind} {known}" if known else kind
