"""Runs the Python blocks of README and docs as tests, and leaves out what needs a library that is not there."""

from importlib.util import find_spec

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

NEEDS = {
    "narwhals": ["src/xhht/ext/frames", "docs/frames.md"],
    "cattrs": ["src/xhht/ext/codec", "docs/files.md"],
    "hypothesis": ["src/xhht/ext/strategies"],
    "icalendar": ["src/xhht/ext/ical.py"],
}
collect_ignore = [path for library, paths in NEEDS.items() if find_spec(library) is None for path in paths]

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()], patterns=["README.md", "docs/*.md", "docs/**/*.md"]
).pytest()
