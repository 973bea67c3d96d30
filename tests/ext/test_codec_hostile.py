"""Files from nobody knows whom: refused quickly, with an error of the package, whatever they hold."""

import json

import pytest

from xhht import Observation, PrintedShare, Programme, Region, Regions, Share, XhhtError
from xhht.programmes import ctph_154

codec = pytest.importorskip("xhht.ext.codec")


def refused(run):
    with pytest.raises(XhhtError) as caught:
        run()
    assert len(str(caught.value)) < 20_000
    assert codec.explain(caught.value)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "[" * 51 + "]" * 51,
        '{"xhht":1,"numerator":' + "[" * 500 + "]" * 500 + "}",
        '[{"a":' * 30 + "1" + "}]" * 30,
    ],
    ids=["lists", "objects", "just too deep", "inside", "both"],
)
def test_deep_nesting_is_refused(text):
    assert "deep" in str(refused(lambda: codec.loads(text, Share)))


def test_brackets_inside_words_are_no_nesting():
    note = '[{"' * 200 + "\\" * 7 + '"'
    seen = Observation("i", "r", ctph_154.PROGRAMME.ends_on, Share(1, 2), note=note)
    assert codec.loads(codec.dumps(seen), Observation) == seen


@pytest.mark.parametrize("digits", [1001, 5000, 1_000_000])
@pytest.mark.parametrize("sign", ["", "-"])
def test_huge_whole_numbers_are_refused(digits, sign):
    text = f'{{"xhht":1,"numerator":{sign}{"9" * digits},"denominator":1}}'
    assert "1000 digits" in str(refused(lambda: codec.loads(text, Share)))
    toml = f"xhht = 1\nnumerator = {sign}{'9' * digits}\ndenominator = 1"
    assert "1000 digits" in str(refused(lambda: codec.loads_toml(toml, Share)))


def test_a_number_of_as_many_digits_as_allowed_is_read():
    share = Share(0, 10**999)
    assert codec.loads(codec.dumps(share), Share) == share
    assert "digits" in str(refused(lambda: codec.dumps(Share(0, 10**5000))))


def test_huge_exact_numbers_and_exponents_are_refused():
    for number in ("1" * 100_000, "1/" + "1" * 100_000, "0." + "1" * 100_000, "1e999999999"):
        refused(lambda number=number: codec.loads(json.dumps({"xhht": 1, "lower": number, "upper": "1"}), _bounds()))
    for number in ("1e999999999", "-1E+400", "Infinity", "-Infinity", "NaN"):
        refused(lambda number=number: codec.loads(f'{{"xhht":1,"lower":{number},"upper":1}}', _bounds()))


def _bounds():
    from xhht import Bounds  # noqa: PLC0415  # Needed here alone.

    return Bounds


@pytest.mark.parametrize("part", ["{}", "[]", "null", '{"id":"a"}'])
def test_a_million_targets_are_refused(part):
    text = f'{{"xhht":1,"targets":[{",".join([part] * 1_000_000)}]}}'
    assert "longer than 10000" in codec.explain(refused(lambda: codec.loads(text, Programme)))


def test_as_many_wrong_targets_as_allowed_are_not_all_told():
    text = f'{{"xhht":1,"targets":[{",".join(["{}"] * 10_000)}]}}'
    error = refused(lambda: codec.loads(text, Programme))
    assert "reading stopped after 1000 mistakes" in "\n".join(str(problem) for problem in error.problems)


def test_many_links_to_nothing_are_refused_quickly():
    document = json.loads(codec.dumps(ctph_154.PROGRAMME))
    document["campaigns"] = [
        {**document["campaigns"][0], "id": f"c{number}", "party": f"nobody{number}"} for number in range(5000)
    ]
    assert len(refused(lambda: codec.loads(json.dumps(document), Programme)).problems) >= 5000


def test_many_unknown_parents_are_refused_quickly_each_with_its_place():
    lives = [{"id": f"r{number}", "name": "x", "level": "commune", "parent": "nobody"} for number in range(20_000)]
    error = refused(lambda: codec.loads(json.dumps({"xhht": 1, "lives": lives}), Regions))
    assert [error.problems[place].pointer for place in (0, 1, -1)] == [f"/lives/{n}/parent" for n in (0, 1, 19_999)]


def test_ten_thousand_clauses_are_read():
    document = json.loads(codec.dumps(ctph_154.PROGRAMME))
    clause = document["clauses"][0]
    document["clauses"] += [
        {**clause, "source": {"document": "154/CTPH-LN", "number": f"X.{number}"}} for number in range(9_900)
    ]
    assert len(codec.loads(json.dumps(document), Programme).clauses) == len(document["clauses"])


def test_short_amendments_of_a_long_text_are_refused_beyond_a_limit():
    document = json.loads(codec.dumps(ctph_154.PROGRAMME))
    amendment = {"id": "a", "effective_on": "2018-01-01", "agreed_by": [], "removed": [{"kind": "duties", "id": "x"}]}
    signed = {name: value for name, value in document.items() if name not in ("xhht", "type")}
    file = document | {"previous": [signed, *[{"amendment": amendment}] * 9_000]}
    assert "raise Limits.rows" in str(refused(lambda: codec.loads(json.dumps(file), Programme)))


def test_too_many_values_and_too_long_a_text_are_refused_unread():
    assert "values" in str(refused(lambda: codec.loads("[" + "[]," * 3_000_000 + "[]]", Programme)))
    small = codec.Limits(characters=10, toml_characters=10)
    assert "characters" in str(refused(lambda: codec.loads(codec.dumps(Share(1, 2)), Share, limits=small)))
    assert "characters" in str(refused(lambda: codec.loads_toml("xhht = 1\nnumerator = 1", Share, limits=small)))


def test_limits_can_be_raised_and_must_be_whole():
    wide = codec.Limits(digits=5000, depth=60)
    text = f'{{"xhht":1,"numerator":0,"denominator":{"9" * 3000}}}'
    assert codec.loads(text, Share, limits=wide).denominator == 10**3000 - 1
    refused(lambda: codec.Limits(depth=0))
    refused(lambda: codec.Limits(depth=1.5))


def test_keys_that_stand_twice_are_refused_wherever_they_are():
    document = codec.dumps(ctph_154.PROGRAMME)
    for first, second in (('"id":"front"', '"id":"front","id":"front"'), ('"xhht":1', '"xhht":1,"xhht":1')):
        assert "twice" in codec.explain(
            refused(lambda one=first, two=second: codec.loads(document.replace(one, two, 1), Programme))
        )
    for text in ('{"xhht" :1,"numerator":1,"numerator":2,"denominator":3}', '{"xhht":1,"xhht":1,"note":"\\":"}'):
        assert "twice" in codec.explain(refused(lambda text=text: codec.loads(text, Share)))
    many = "{" + ",".join(['"a":1'] * 500_000) + "}"
    refused(lambda: codec.loads(many, Programme))
    refused(lambda: codec.loads_toml("xhht = 1\nxhht = 1", Share))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\0",
        "nul",
        '"',
        "{",
        '{"xhht":1',
        "\ufeff",
        "'a'",
        '{"xhht":1}}',
        '"\\ud800"',
        "\ud800",
        '{"\\u0000":1}',
    ],
)
def test_what_is_no_json_is_refused(text):
    refused(lambda: codec.loads(text, Share))


def test_paths_and_entities_are_only_words():
    for name in ("../../etc/passwd", "file:///etc/passwd", "&lol;", "<!ENTITY a 'b'>", "${HOME}", "{{7*7}}"):
        region = Region("a", name, level="commune")
        assert codec.loads(codec.dumps(region), Region).name == name
        refused(
            lambda name=name: codec.loads(
                json.dumps({"xhht": 1, "id": name + " ", "name": "x", "level": "commune"}), Region
            )
        )


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 50_000,
        "a = " + "{b = " * 50_000,
        "a." * 100_000 + "a = 1",
        '"a".' * 100_000 + "a = 1",
        "[" + "a." * 50_000 + "a]",
        "a = 1979-05-27T07:32:00Z",
        "xhht = 1\nnumerator = nan\ndenominator = 0x" + "f" * 100_000,
        '"' * 100_000,
        'a = "' + '\\"' * 100_000,
        "\n".join(f"[[a]]\nb{number} = 1" for number in range(50_000)),
        "xhht = 1\n" + "[[targets]]\n" * 100_000,
    ],
    ids=[
        "lists",
        "tables",
        "dots",
        "quoted dots",
        "header",
        "time",
        "hex",
        "quotes",
        "escapes",
        "many tables",
        "targets",
    ],
)
def test_hostile_toml_is_refused(text):
    refused(lambda: codec.loads_toml(text, Programme))


def test_a_print_in_a_file_means_the_bounds_beside_it():
    seen = PrintedShare.from_text("5%")
    document = json.loads(codec.dumps(seen))
    document["bounds"] = {"lower": "9/10", "upper": "1"}
    bare = {name: document[name] for name in ("text", "bounds")}
    for file, kind in ((document, PrintedShare), ({"xhht": 1, "items": [bare]}, tuple[PrintedShare, ...])):
        error = refused(lambda file=file, kind=kind: codec.loads(json.dumps(file), kind))
        assert "'5%' does not mean the bounds beside it" in str(error)
