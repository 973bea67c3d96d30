"""Runs the Python blocks of README and docs as tests, and leaves out what needs a library that is not there."""

from importlib.util import find_spec

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

FRAMES = ["src/xhht/ext/frames", "docs/frames.md", "tests/ext/test_frames.py", "tests/ext/test_frames_layouts.py"]
FRAMES += ["tests/ext/test_frames_engines.py", "tests/ext/test_frames_columns.py", "tests/property/test_frame_laws.py"]
FRAMES += [
    "tests/property/test_register_laws.py",
    "tests/ext/test_register_pipeline.py",
    "tests/ext/test_register_tables.py",
]
CODEC_TESTS = ["tests/ext/test_codec.py", "tests/ext/test_codec_toml.py", "tests/ext/test_codec_hostile.py"]
CODEC_TESTS += ["tests/property/test_codec_laws.py", "tests/ext/test_hostile_input.py"]
SHEETS = ["docs/build_sheet.py", "src/xhht/ext/spreadsheets", "docs/spreadsheets.md", "tests/ext/test_spreadsheets.py"]
SHEETS += [
    "tests/property/test_spreadsheet_laws.py",
    "tests/ext/test_spreadsheet_layouts.py",
    "tests/ext/test_spreadsheet_packages.py",
    "tests/ext/test_spreadsheet_words.py",
    "tests/ext/test_spreadsheet_writing.py",
]
ROWS = ["src/xhht/ext/rows/frames.py", "src/xhht/ext/rows/intake.py", "docs/tables.md", "docs/vi/tables.md"]
ROWS += ["tests/ext/test_rows.py", "tests/ext/test_row_intake.py", "tests/property/test_row_laws.py"]
ROWS += ["tests/ext/test_row_exchange.py"]
TABLES = ["src/xhht/ext/tables", "tests/ext/test_tables.py", "docs/tables.md", "docs/vi/tables.md"]
CHARTS = ["src/xhht/ext/charts", "tests/ext/test_charts.py", "docs/build_charts.py", "docs/build_picture.py"]
CHARTS += ["docs/charts.md", "docs/vi/charts.md"]
SCORES = ["src/xhht/ext/scores", "tests/ext/test_scores.py", "docs/titles.md"]
SERVICE = ["tests/test_service.py"]
DEPARTMENT = ["tests/test_department.py"]
DEVELOPERS = ["docs/how-to-developers.md", "docs/vi/how-to-developers.md"]
NOTEBOOK_USERS = ["docs/how-to-notebooks.md", "docs/vi/how-to-notebooks.md"]
PLACES = ["src/xhht/ext/places", "docs/places.md", "docs/vi/places.md", "tests/ext/test_places.py"]
NEEDS = {
    "narwhals": [*FRAMES, *ROWS, *SCORES, *NOTEBOOK_USERS],
    "polars": [*FRAMES, *ROWS, *SCORES, *TABLES],
    "pandas": ["tests/ext/test_frames_columns.py", *ROWS, *NOTEBOOK_USERS],
    "pyarrow": ["tests/ext/test_frames_columns.py", *ROWS],
    "great_tables": TABLES,
    "altair": [*CHARTS, *NOTEBOOK_USERS],
    "vl_convert": [*CHARTS, *NOTEBOOK_USERS],
    "tqdm": ["docs/charts.md", "docs/vi/charts.md"],
    "cattrs": [
        "src/xhht/ext/codec",
        "docs/files.md",
        "docs/own-programme.md",
        "docs/titles.md",
        *CODEC_TESTS,
        *DEVELOPERS,
        *SERVICE,
    ],
    "msgspec": ["src/xhht/ext/codec", "docs/files.md", "docs/own-programme.md", *CODEC_TESTS, *DEVELOPERS, *SERVICE],
    "jsonschema": ["docs/files.md", *CODEC_TESTS, *SERVICE],
    "hypothesis": ["src/xhht/ext/strategies"],
    "openpyxl": [*SHEETS, *PLACES, *DEPARTMENT, *NOTEBOOK_USERS],
    "odf": ["tests/ext/test_spreadsheets.py"],
    "vietnamadminunits": PLACES,
    "highspy": ["src/xhht/ext/solver.py", "docs/planning.md", "docs/vi/planning.md", "tests/ext/test_solver.py"],
    "docutils": ["docs/conf.py"],
    "rich": ["src/xhht/ext/command", "docs/command.md", "tests/ext/test_command.py"],
    "fastapi": [*SERVICE, *DEPARTMENT],
    "sqlalchemy": DEPARTMENT,
    "jinja2": DEPARTMENT,
    "python_multipart": DEPARTMENT,
    "httpx2": [*SERVICE, *DEPARTMENT],
    "schemathesis": SERVICE,
    "pysdmx": ["tests/ext/test_sdmx_exchange.py"],
    "icalendar": ["src/xhht/ext/ical.py", *DEPARTMENT],
}
collect_ignore = [path for library, paths in NEEDS.items() if find_spec(library) is None for path in paths]

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()], patterns=["README.md", "docs/*.md", "docs/**/*.md"]
).pytest()
