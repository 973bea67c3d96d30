"""A pytest plugin: programmes as fixtures, assertions that explain themselves, and tests that name their clause.

pytest finds it by its entry point and imports it in every run, so it loads the library only when a test asks for it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Generator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

try:
    import pytest
except ImportError as _missing:
    from xhht.errors import MissingExtraError

    raise MissingExtraError("xhht.ext.pytest_plugin needs pytest", "pytest") from _missing

if TYPE_CHECKING:
    from datetime import date

    from xhht.ext.pytest_plugin.assertions import assert_met as assert_met
    from xhht.ext.pytest_plugin.assertions import assert_outcome as assert_outcome
    from xhht.ext.pytest_plugin.assertions import assert_same_verdicts as assert_same_verdicts
    from xhht.ext.pytest_plugin.clauses import ClauseWatch
    from xhht.figures.observations import Observation
    from xhht.figures.regions import Region
    from xhht.figures.shares import AnyShare
    from xhht.model.programme import Programme

__all__ = ["MakeObservation", "MakeRegion", "assert_met", "assert_outcome", "assert_same_verdicts"]

MARKER = "clause"
_MARKER_LINE = (
    "clause(number, ..., programme='ctph_154'): the clauses of a programme that the test covers; "
    "an unknown number is refused, and a failure quotes the clause."
)
_ASSERTIONS = frozenset({"assert_met", "assert_outcome", "assert_same_verdicts"})


def __getattr__(name: str) -> object:
    if name not in _ASSERTIONS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.assertions"), name)


class MakeRegion(Protocol):
    """Builds a region from its id; see the fixture `make_region`."""

    def __call__(self, id: str, name: str | None = None, *, level: str = "commune", **fields: Any) -> Region:  # noqa: A002, ANN401  # The names and types of the region's own fields.
        """The region."""
        ...


class MakeObservation(Protocol):
    """Builds an observation, its share from a text too; see the fixture `make_observation`."""

    def __call__(
        self, indicator: str, region: str | Region, actual: str | AnyShare, *, on: date, **fields: str
    ) -> Observation:
        """The observation."""
        ...


def _programme_fixture(name: str) -> object:
    def shipped() -> Programme:
        programme: Programme = import_module(f"xhht.programmes.{name}").PROGRAMME
        return programme

    # Before it becomes a fixture, since `pytest --fixtures` shows the words of the function itself.
    shipped.__doc__ = f"The shipped programme `xhht.programmes.{name}.PROGRAMME`."
    return pytest.fixture(scope="session", name=name)(shipped)


# One fixture for each programme that is shipped, found without importing any of them.
_LIST = ast.parse((Path(__file__).parents[2] / "programmes" / "__init__.py").read_text(encoding="utf-8"))
for _name in ast.literal_eval(next(node.value for node in _LIST.body if isinstance(node, ast.Assign))):
    globals()[_name] = _programme_fixture(_name)


def _factory(name: str) -> object:
    return getattr(import_module(f"{__name__}.factories"), name)


@pytest.fixture(scope="session")
def make_region() -> MakeRegion:
    """Builds a region, named after its id where no name is given: ``make_region("tran-yen", level="district")``."""
    return _factory("region")  # type: ignore[return-value]  # Loaded by name, so that only a test that asks pays.


@pytest.fixture(scope="session")
def make_observation() -> MakeObservation:
    """Builds an observation from counts or a print: ``make_observation("members", "tran-yen", "45/100", on=day)``."""
    return _factory("observation")  # type: ignore[return-value]  # Loaded by name; see above.


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the report of clauses, and the programme that markers mean."""
    parser.getgroup("xhht", "xhht: targets and clauses of a programme").addoption(
        "--xhht-clauses",
        action="append",
        default=[],
        metavar="PROGRAMME",
        help="after the run, list the clauses that no passed test covers: the id of a shipped programme, "
        "or module:NAME of another; can be given several times",
    )
    parser.addini(
        "xhht_programme",
        "the programme whose clauses @pytest.mark.clause names, where it names none: an id or module:NAME",
        default="ctph_154",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and the report if it is asked for.

    A project that registers a marker of the same name in its own settings means something of its own by it, and is
    left alone.
    """
    is_taken = any(line.partition(":")[0].partition("(")[0].strip() == MARKER for line in config.getini("markers"))
    if not is_taken:
        config.addinivalue_line("markers", _MARKER_LINE)
        config.pluginmanager.register(_Marked(config), "xhht-clauses")


class _Marked:
    """Hands tests with the marker, and the report at the end, to what knows the programmes."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._watch: ClauseWatch | None = None

    @property
    def watch(self) -> ClauseWatch:
        if self._watch is None:
            from xhht.ext.pytest_plugin.clauses import ClauseWatch  # noqa: PLC0415  # Loads the library; see above.

            self._watch = ClauseWatch(self._config.getini("xhht_programme"), self._config.getoption("xhht_clauses"))
        return self._watch

    def pytest_sessionstart(self) -> None:
        if self._config.getoption("xhht_clauses"):
            self.watch.check_reported()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        marked = [item for item in items if item.get_closest_marker(MARKER) is not None]
        if marked:
            self.watch.check(marked)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if report.failed and item.get_closest_marker(MARKER) is not None:
            self.watch.quote(item, report)
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if self._config.getoption("xhht_clauses"):
            self.watch.note(report)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._config.getoption("xhht_clauses"):
            self.watch.summarise(terminalreporter.section, terminalreporter.line)


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Say which verdicts differ where two assessments are compared with ``==``."""
    if op != "==" or not all(type(side).__module__ == "xhht.judgement.assessment" for side in (left, right)):
        return None
    differences: Callable[[object, object], list[str]] = import_module(f"{__name__}.assertions").differing
    return differences(left, right) or None
