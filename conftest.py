"""Runs the Python blocks of README and docs as tests, and leaves out what needs a library that is not there."""

from importlib.util import find_spec

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

FRAMES = ["src/xhht/ext/frames", "docs/frames.md", "tests/test_frames.py", "tests/property/test_frame_laws.py"]
CODEC_TESTS = ["tests/test_codec.py", "tests/test_codec_toml.py", "tests/test_codec_hostile.py"]
CODEC_TESTS += ["tests/property/test_codec_laws.py"]
NEEDS = {
    "narwhals": FRAMES,
    "polars": FRAMES,
    "cattrs": ["src/xhht/ext/codec", "docs/files.md", *CODEC_TESTS],
    "jsonschema": ["docs/files.md", *CODEC_TESTS],
    "hypothesis": ["src/xhht/ext/strategies"],
    "icalendar": ["src/xhht/ext/ical.py"],
}
collect_ignore = [path for library, paths in NEEDS.items() if find_spec(library) is None for path in paths]

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()], patterns=["README.md", "docs/*.md", "docs/**/*.md"]
).pytest()
