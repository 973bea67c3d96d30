import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from xhht.errors import UnknownIdError
from xhht.ext.conformance import AnswerError, Failure, build, cases, check, command, reference, run, schema, topics
from xhht.ext.conformance.__main__ import main
from xhht.ext.conformance.answers import OUTCOMES, differences
from xhht.ext.conformance.cases import CASES

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "examples" / "target_checks"
TIE = "clans_recognised-tie"


def case_of(name):
    return cases(ids=[name])[0]


def told(name, answer):
    return [(one.failure, one.text) for one in differences(case_of(name), answer)]


def test_the_stored_cases_are_what_the_engine_answers_today():
    assert CASES.read_text(encoding="utf-8") == build.render()


def test_the_cases_cover_every_topic_and_every_outcome():
    assert topics() == (
        *("ties", "tiers", "print", "bases", "nothing"),
        *("growth", "missing", "time", "amendments", "refused"),
    )
    outcomes = {case.answer["outcome"] for case in cases()}
    assert outcomes == {"met", "not_met", "undecided", "no_data", "not_applicable", "refused"}
    assert len({case.id for case in cases()}) == len(cases()) > 100


def test_the_file_of_cases_fits_its_schema():
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema())
    stored = json.loads(CASES.read_text(encoding="utf-8"))
    validator.validate(stored)
    stored["cases"][0]["answer"]["threshold"] = 0.4
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(stored)


@pytest.mark.parametrize("case", cases(topics=["ties", "missing"]), ids=str)
def test_the_library_conforms_to_itself(case):
    check(case, reference, fields=("outcome", "reason", "threshold", "shortfall", "gap_pp"))


def test_an_unknown_topic_or_case_is_refused_with_the_nearest():
    with pytest.raises(UnknownIdError, match="did you mean 'ties'"):
        cases(topics=["tiess"])
    with pytest.raises(UnknownIdError, match="did you mean 'clans_recognised-tie'"):
        cases(ids=["clan_recognised-tie"])


def test_exact_numbers_may_be_written_in_any_exact_way():
    answer = {"outcome": "met", "threshold": "0.4", "shortfall": 0, "gap_pp": 0}
    assert told(TIE, answer) == []


def test_a_float_is_never_taken_for_an_exact_number():
    answer = {"outcome": "met", "threshold": 0.4, "shortfall": 0.0, "gap_pp": "nought"}
    assert [text for _, text in told(TIE, answer)] == [
        'threshold: float 0.4 is no exact number; write it as text, such as "2/5"; expected 2/5',
        "shortfall: float 0.0 is no whole number; expected 0",
        'gap_pp: str \'nought\' is no exact number; write it as "2/5" or "0.4"; expected 0',
    ]


def test_missing_fields_and_wrong_outcomes_are_told_together():
    assert told(TIE, {"outcome": "passed", "threshold": "1/2"}) == [
        (Failure.MISSING_FIELDS, "missing: shortfall, gap_pp; the answer has 'outcome', 'threshold'"),
        (
            Failure.WRONG,
            f"outcome: str 'passed' is none of {', '.join(OUTCOMES)}; expected met",
        ),
        (Failure.WRONG, "threshold: expected 2/5, got 1/2"),
    ]
    assert told(TIE, ["met"]) == [(Failure.NOT_JSON, "an answer is a JSON object, got list ['met']")]


def test_open_and_closed_ends_of_a_range_are_told_apart():
    right = reference(case_of("print-clans_recognised-1").question)
    assert told("print-clans_recognised-1", right) == []
    closed = {**right, "gap_pp": {**right["gap_pp"], "is_upper_open": not right["gap_pp"]["is_upper_open"]}}
    [(failure, text)] = told("print-clans_recognised-1", closed)
    assert failure is Failure.WRONG
    assert text.startswith("gap_pp: expected lower -3/2, upper 0, is_lower_open False, is_upper_open True, got lower")


def test_a_range_of_counts_is_compared_as_one():
    name = "missing-one-of-known-size"
    right = reference(case_of(name).question)
    assert told(name, {**right, "shortfall": {"least": 0, "most": 1}}) == [
        (Failure.WRONG, "shortfall: expected least 0, most 175, got least 0, most 1")
    ]


def test_of_input_that_must_be_refused_only_the_refusal_is_asked():
    assert told("refused-above-all", {"outcome": "refused"}) == []
    assert told("refused-above-all", {"outcome": "met"}) == [(Failure.WRONG, "outcome: expected refused, got met")]


def test_an_implementation_that_raises_is_a_finding_that_quotes_the_clause():
    def broken(question):
        raise KeyError("tier")

    with pytest.raises(AssertionError) as caught:
        check(case_of(TIE), broken)
    assert str(caught.value).splitlines() == [
        "clans_recognised-tie (ties)",
        "  crashed: KeyError: 'tier'",
        "  about: 1400 of 3500: exactly what is asked",
        "  why: That is exactly the share asked.",
        "  clause: II.2.2, 154/CTPH-LN",
    ]


def test_an_implementation_cannot_spoil_the_questions_of_others():
    def greedy(question):
        question["reports"].clear()
        return {}

    before = json.dumps(case_of(TIE).question)
    list(run(greedy, cases(ids=[TIE])))
    assert json.dumps(case_of(TIE).question) == before


def script(tmp_path, code):
    file = tmp_path / "judge.py"
    file.write_text(code, encoding="utf-8")
    return [sys.executable, str(file)]


def test_a_command_reads_a_question_and_writes_its_answer(tmp_path):
    echo = script(
        tmp_path,
        "import json, sys\nasked = json.loads(sys.stdin.buffer.read())\n"
        "print(json.dumps({'outcome': 'met', 'threshold': asked['target']['asked']['general'],"
        " 'shortfall': 0, 'gap_pp': '0'}))",
    )
    check(case_of(TIE), command(echo))


@pytest.mark.parametrize(
    ("code", "failure", "text"),
    [
        ("import sys; sys.exit('no such tier')", Failure.CRASHED, "the command ended with 1: no such tier"),
        ("import os; os._exit(3)", Failure.CRASHED, "the command ended with 3: it says nothing"),
        ("print('met')", Failure.NOT_JSON, "the output is no JSON: met"),
        ("", Failure.NOT_JSON, "the output is no JSON: it is empty"),
        ("import time; time.sleep(30)", Failure.TIMED_OUT, "no answer within 0.5 seconds"),
        ("print('x' * 1000)", Failure.NOT_JSON, f"the output is no JSON: …{'x' * 300}"),
    ],
)
def test_a_command_that_gives_no_answer_is_told(tmp_path, code, failure, text):
    with pytest.raises(AnswerError) as caught:
        command(script(tmp_path, code), timeout=0.5 if failure is Failure.TIMED_OUT else 10)({})
    assert (caught.value.failure, str(caught.value)) == (failure, text)


def test_a_command_that_does_not_exist_is_told():
    [finding] = run(command("no-such-program --at all"), cases(ids=[TIE]))
    assert str(finding).splitlines()[1].startswith("  crashed: cannot start ['no-such-program']: ")


def test_the_report_counts_what_is_right_by_topic(capsys):
    assert main(["--callable", "xhht.ext.conformance:reference", "--topic", "ties", "--topic", "time"]) == 0
    ties, time = (len(cases(topics=[topic])) for topic in ("ties", "time"))
    assert capsys.readouterr().out.splitlines() == [
        f"ties             {ties:>4} of {ties}",
        f"time             {time:>4} of {time}",
        f"right            {ties + time:>4} of {ties + time}",
    ]


def test_the_report_can_be_json_and_fails_where_an_answer_is_wrong(capsys, tmp_path):
    wrong = " ".join(script(tmp_path, "print('{}')"))
    assert main(["--command", wrong, "--case", TIE, "--compare", "outcome", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "case": TIE,
        "topic": "ties",
        "is_right": False,
        "differences": [{"failure": "missing_fields", "text": "missing: outcome; the answer has none"}],
    }


def test_the_cases_can_be_listed(capsys):
    assert main(["--list", "--topic", "amendments"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == [case.id for case in cases(topics=["amendments"])]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--list", "--topic", "tiess"], "did you mean 'ties'?"),
        (["--list", "--compare", "outcom"], "--compare: no such field: outcom; known: outcome, threshold"),
        (["--callable", "no_such_module:judge"], "no implementation: No module named 'no_such_module'"),
        (["--callable", "json:judge"], "no implementation: module 'json' has no attribute 'judge'"),
        (["--callable", "json"], "no implementation: --callable 'json': give module:name"),
        (["--callable", ":judge"], "no implementation: --callable ':judge': give module:name"),
        (["--callable", "json:decoder"], "--callable 'json:decoder': that is a module, which cannot be called"),
        (["--command", ""], "no implementation: the command is empty"),
        (["--command", "true", "--timeout", "0"], "--timeout: 0 is none; give seconds above 0"),
        (["--command", "true", "--timeout", "nan"], "--timeout: nan is none; give seconds above 0"),
        ([], "one of the arguments --command --callable --list is required"),
    ],
)
def test_a_mistaken_call_is_refused(capsys, arguments, text):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert text in capsys.readouterr().err


def test_the_table_of_readme_counts_what_a_plain_script_gets_wrong():
    caught = json.loads((PROJECT / "caught.json").read_text(encoding="utf-8"))
    missed, asked = Counter(case_of(name).topic for name in caught), Counter(case.topic for case in cases())
    text = (PROJECT.parent.parent / "README.md").read_text(encoding="utf-8")
    told = [(int(wrong), int(whole)) for wrong, whole in re.findall(r"\| (\d+) of (\d+) \|", text)]
    assert sorted(told) == sorted((missed[topic], asked[topic]) for topic in asked)
    assert f"in {len(caught)} of the {len(cases())} [cases" in text.replace("\n", " ")


def test_the_example_project_catches_what_its_naive_implementation_gets_wrong(tmp_path):
    line = f"-c {PROJECT / 'pytest.ini'} -q -rf -p no:cacheprovider --xhht-clauses=ctph_154"
    done = subprocess.run(  # noqa: S603  # Our own example.
        [sys.executable, "-m", "pytest", *line.split(), PROJECT],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 1, done.stderr
    expected = json.loads((PROJECT / "caught.json").read_text(encoding="utf-8"))
    found = re.findall(r"^FAILED \S*::test_conforms\[(\S+)\]", done.stdout, re.MULTILINE)
    assert found == list(expected)
    for name, wrong in expected.items():
        assert f"{name} ({case_of(name).topic})\n" in done.stdout
        assert wrong in done.stdout
    assert "::test_a_district_gets_the_same_verdicts" in done.stdout
    for line in (
        "2 of 3 verdicts are different:",
        "clans_recognised in tran-yen (Huyện Trấn Yên)",
        "expected  not_met (no_value_passes)",
        "asked     more than 20% by 2020-12-31",
        "II.2.2 of 154/CTPH-LN: By 2020:",
        "Covered by tests that passed: 1 of 27 clauses",
    ):
        assert line in done.stdout
