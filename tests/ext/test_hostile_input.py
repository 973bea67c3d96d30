"""Input from nobody knows whom: refused quickly, with an error of the library, whatever it holds."""

import ast
import builtins
import re
import socket
from pathlib import Path

import pytest

from xhht import Observation, PrintedShare, Programme, Regions, Share, XhhtError, count_from_text
from xhht.errors import UnreadablePrintError
from xhht.ext import codec, sdmx

ROOT = Path(__file__).parents[2]
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
HEAD = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE"
START = "dataflow,X:Y(1.0),I,i,r,2020-12-31"
TRICKS = ("../../etc/passwd", "file:///etc/passwd", "&lol;", "<!ENTITY a SYSTEM 'b'>", "${HOME}", "{{7*7}}", "=1+1")


def refused(run, *, kind=XhhtError):
    with pytest.raises(kind) as caught:
        run()
    assert len(str(caught.value)) < 20_000
    return str(caught.value)


def row(number, value="5"):
    return f"dataflow,X:Y(1.0),I,i,r{number},2020-12-31,{value},A,PT\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no SDMX-CSV"),
        ("\ufeff", "no SDMX-CSV"),
        ("STRUCTURE", "no SDMX-CSV"),
        ("STRUCTURE[", "no SDMX-CSV"),
        ("[" * 100_000, "no SDMX-CSV"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]>", "no SDMX-CSV"),
        ("PK\x03\x04", "no SDMX-CSV"),
        (HEAD + "," * 1_000_000, "200 columns"),
        (HEAD + "," * 5_000_001, "5000000 cells"),
        (HEAD + "\n" + '"' * 1_000_001, "cannot be read as CSV"),
        (HEAD + '\n"' + "a" * 1_000_000, "cannot be read as CSV"),
        (HEAD + '\n"a"b', "cannot be read as CSV"),
        (HEAD + "\n" + "a" * 120_000, "100000 characters"),
        (HEAD + "\n\0\0", "1 cells under 9 headings"),
        (f"{HEAD}\n{START},\ud800,A,PT", "plain decimal"),
        (b"\xff\xfe\x00", "not in UTF-8"),
        (f"{HEAD},i,i\n", "stands 2 times"),
        (f"{HEAD}\n" + row(1) * 100_000, "stands again"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "file",
)
def test_a_hostile_sdmx_file_is_refused(text, why):
    assert why in refused(lambda: sdmx.read(text))


def test_a_file_beyond_a_limit_is_refused_and_the_limit_can_be_raised():
    text = f"{HEAD}\n" + "".join(map(row, range(20)))
    for name, most in (("rows", 19), ("characters", 500), ("cells", 100), ("columns", 8), ("cell_characters", 11)):
        limits = sdmx.Limits(**{name: most})
        refused(lambda limits=limits: sdmx.read(text, limits=limits), kind=sdmx.UnreadableSdmxError)
    assert len(sdmx.read(text, limits=sdmx.Limits(rows=20)).observations) == 20
    for wrong in (0, -1, True, 1.5, None, 10.0**300):
        refused(lambda wrong=wrong: sdmx.Limits(rows=wrong))


def test_many_unknown_headings_are_remarked_one_by_one():
    for names in ([f"OBS_VALU{number}" for number in range(190)], [f"{number}{'x' * 400}" for number in range(190)]):
        found = sdmx.read(f"{HEAD},{','.join(names)}\n{START},5,A,PT{',' * len(names)}\n")
        assert sum(remark.kind is sdmx.RemarkKind.UNKNOWN_COLUMN for remark in found.remarks) == len(names)


def test_a_file_of_more_bytes_than_its_limit_is_refused_undecoded():
    refused(lambda: sdmx.read(b"\xff" * 41, limits=sdmx.Limits(characters=10)), kind=sdmx.UnreadableSdmxError)


def test_reading_stops_after_as_many_mistakes_as_allowed():
    text = f"{HEAD}\n" + "".join(row(number, value="x") for number in range(5000))
    with pytest.raises(sdmx.InvalidSdmxError) as caught:
        sdmx.read(text)
    assert len(caught.value.problems) == 1001
    assert "stopped after 1000 mistakes" in str(caught.value.problems[-1])


@pytest.mark.parametrize("digits", [1001, 5000, 99_000])
def test_huge_numbers_in_sdmx_are_refused(digits):
    long = "9" * digits
    for cells in (f"{long},A,PT,,,,", f"0.{long},A,PT,,,,", f",A,PT,1,{long},,", f",L,PT,,,1/{long},1"):
        text = f"{HEAD},NUMERATOR,DENOMINATOR,LOWER,UPPER\n{START},{cells}"
        assert "more than 1000 digits" in refused(lambda text=text: sdmx.read(text))


def test_a_number_of_as_many_digits_as_allowed_is_written_and_read():
    seen = Observation("i", "r", sdmx.read(f"{HEAD}\n{row(1)}").observations[0].on, Share(1, 10**999))
    assert sdmx.read(sdmx.write([seen]).text).observations == (seen,)


@pytest.mark.parametrize("digits", [1001, 5000])
def test_huge_numbers_are_not_written_and_the_message_does_not_try_to_show_them(digits):
    day = sdmx.read(f"{HEAD}\n{row(1)}").observations[0].on
    for actual in (Share(0, 10**digits), Share(10**digits, 10**digits)):
        told = refused(lambda actual=actual: sdmx.write([Observation("i", "r", day, actual)]))
        assert "more than 1000 digits" in told


@pytest.mark.parametrize("digits", [99, 5000, 1_000_000])
def test_huge_printed_numbers_are_refused(digits):
    for text in ("9" * digits + "%", "0," + "9" * digits + "%", "1." * digits + "%", " " * digits + "1%"):
        refused(lambda text=text: PrintedShare.from_text(text), kind=UnreadablePrintError)
    refused(lambda: count_from_text("9" * (digits + 2)), kind=UnreadablePrintError)


@pytest.mark.parametrize("trick", TRICKS)
def test_paths_and_entities_in_sdmx_are_only_words(trick, monkeypatch):
    def forbidden(*_args, **_options):
        raise AssertionError(f"{trick!r} was opened")

    for home, name in ((builtins, "open"), (Path, "open"), (Path, "read_text"), (socket, "create_connection")):
        monkeypatch.setattr(home, name, forbidden)
    text = f'{HEAD},COMMENT\n{START},5,A,PT,"{trick}"\n'
    assert sdmx.read(text).observations[0].note == trick
    as_region = START.replace(",r,", f',"{trick} ",')
    assert "is no id" in refused(lambda: sdmx.read(f"{HEAD}\n{as_region},5,A,PT"))


def test_deep_nesting_huge_numbers_many_targets_and_doubled_keys_are_refused_by_the_codec():
    codec = pytest.importorskip("xhht.ext.codec", reason="cattrs is not installed", exc_type=ImportError)
    for text in (
        "[" * 100_000,
        '{"xhht":1,"numerator":1,"denominator":' + "9" * 5000 + "}",
        '{"xhht":1,"targets":[' + ",".join(["{}"] * 1_000_000) + "]}",
        '{"xhht":1,"xhht":1}',
    ):
        refused(lambda text=text: codec.loads(text, Programme))
        refused(lambda text=text: codec.loads(text, Share))


def test_half_of_a_character_in_json_is_refused_with_its_place():
    text = r'{"xhht":1,"lives":[{"id":"a","name":"\ud800","level":"commune"}]}'
    with pytest.raises(XhhtError, match=r"/lives/0/name: .* has half of a character"):
        codec.loads(text, Regions)


def test_no_module_reaches_for_the_network_or_runs_what_it_reads():
    reaching = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "pickle", "marshal", "shelve", "ctypes"}
    running = {"eval", "exec", "compile", "__import__"}
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found = {name.partition(".")[0] for name in names}
            assert not found & reaching, path
            assert not ("subprocess" in found and path.name != "running.py"), path
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            assert not (is_call and node.func.id in running), path


def test_every_test_that_the_security_page_names_is_there():
    named = NAMED_TEST.findall((ROOT / "docs" / "security.md").read_text(encoding="utf-8"))
    assert len(named) >= 20
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{path}::{name}"


@pytest.mark.parametrize("build", [lambda: Share(10**5000, 1), lambda: Share(-(10**5000), 1)])
def test_a_huge_number_given_directly_is_refused_with_its_reason(build):
    assert re.search("above the denominator|negative", refused(build))
