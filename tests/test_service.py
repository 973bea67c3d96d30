"""The example service: what it answers, in which language, and that nothing sent to it makes it fail."""

import importlib
import json
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from xhht import Assessment, Observation, PrintedShare, Programme, Region, Regions, Share, assess
from xhht.ext import codec, sdmx
from xhht.programmes import ctph_154, qd_281, qd_387

FOLDER = Path(__file__).parents[1] / "examples" / "service"
sys.path.insert(0, str(FOLDER))
service = importlib.import_module("app")
sys.path.remove(str(FOLDER))
CLIENT = TestClient(service.app, raise_server_exceptions=False)
CONTRACT = schemathesis.openapi.from_asgi("/openapi.json", service.app)

PROGRAMME = ctph_154.PROGRAMME
DAY = date(2020, 12, 31)
REGIONS = Regions([Region("tran-yen", "Huyện Trấn Yên", level="district")])
SEEN = (
    Observation("clans_recognised", "tran-yen", DAY, Share(2, 7)),
    Observation("communities_recognised", "tran-yen", DAY, PrintedShare.from_text("57,48%")),
)
ASKED = {
    "programme": PROGRAMME.id,
    "as_of": "2020-12-31",
    "regions": json.loads(codec.dumps(REGIONS)),
    "observations": json.loads(codec.dumps(SEEN)),
}


def asked(body, **headers):
    return CLIENT.post("/assessments", content=body, headers={"Content-Type": "application/json", **headers})


def without(key):
    return {name: value for name, value in ASKED.items() if name != key}


def refused(answer, status=422):
    assert answer.status_code == status
    told = answer.json()
    assert set(told) == {"what", "problems", "count"}
    assert "Traceback" not in answer.text
    assert 'File "' not in answer.text
    return told["problems"]


def test_a_report_is_judged_as_the_library_judges_it():
    answer = asked(json.dumps(ASKED))
    assert answer.status_code == 200
    report = assess(PROGRAMME, SEEN, regions=REGIONS, as_of=DAY)
    told = answer.json()
    assert codec.loads(json.dumps(told["assessment"]), Assessment, programme=PROGRAMME) == report
    assert told["explanations"] == [verdict.explain("en") for verdict in report]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("en;q=0.3, vi;q=0.31", "vi"),
        ("EN", "en"),
        ("fr", "en"),
        ("", "en"),
        ("vi;q=2", "en"),
        ("vi;q=0", "en"),
        (";;,,=", "en"),
    ],
)
def test_verdicts_are_explained_in_the_language_of_the_request(header, language):
    answer = asked(json.dumps(ASKED), **{"Accept-Language": header})
    assert answer.headers["content-language"] == language
    assert answer.headers["vary"] == "Accept-Language"
    report = assess(PROGRAMME, SEEN, regions=REGIONS, as_of=DAY)
    assert answer.json()["explanations"] == [verdict.explain(language) for verdict in report]


def test_what_is_wrong_is_said_in_the_language_of_the_request():
    wrong = json.loads(json.dumps(ASKED))
    wrong["observations"]["items"].append(
        wrong["observations"]["items"][0] | {"actual": {"numerator": 0, "denominator": 9}}
    )
    answer = asked(json.dumps(wrong), **{"Accept-Language": "vi"})
    assert answer.status_code == 422
    assert answer.json()["what"] == "Yêu cầu chưa thể xử lý"
    assert "mâu thuẫn nhau" in answer.json()["problems"][0]
    assert "contradict each other" in asked(json.dumps(wrong)).json()["problems"][0]


def test_the_request_of_the_page_is_answered():
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    body = page.partition("-d '")[2].partition("'\n```")[0]
    told = asked(body, **{"Accept-Language": "vi"}).json()
    assert [one["outcome"] for one in told["assessment"]["verdicts"] if one["target"] == "clans_recognised"] == [
        "not_met"
    ]
    csv = page.partition("printf '")[2].partition("'")[0].replace("\\n", "\n")
    answer = CLIENT.post("/observations", content=csv, headers={"Content-Type": "text/csv"})
    assert len(answer.json()["observations"]["items"]) == 1


def test_sdmx_csv_becomes_observations_that_can_be_judged():
    missing = (sdmx.Missing("clans_recognised", "van-chan", DAY, status="M"),)
    text = sdmx.write(SEEN, missing=missing).text.encode()
    answer = CLIENT.post("/observations", content=text, headers={"Content-Type": "text/csv; charset=utf-8"})
    told = answer.json()
    assert codec.loads(json.dumps(told["observations"]), tuple[Observation, ...]) == SEEN
    assert [(one["region"], one["status"]) for one in told["missing"]] == [("van-chan", "M")]
    assert asked(json.dumps(ASKED | {"observations": told["observations"]})).status_code == 200


def test_all_mistakes_of_a_csv_are_told_at_once():
    text = sdmx.write(SEEN).text.replace("2020-12-31", "2020-13")
    problems = refused(CLIENT.post("/observations", content=text, headers={"Content-Type": "text/csv"}))
    assert [problem[:6] for problem in problems] == ["line 2", "line 3"]


def test_all_mistakes_of_a_request_are_told_at_once_each_with_its_place():
    wrong = json.loads(json.dumps(ASKED | {"programme": "155", "as_of": "2020-02-30", "more": 1}))
    wrong["observations"]["items"][0]["actual"]["numerator"] = 0.5
    wrong["observations"]["items"][1]["region"] = " "
    del wrong["regions"]["lives"][0]["level"]
    places = [problem.partition(":")[0] for problem in refused(asked(json.dumps(wrong)))]
    assert places == [
        "/more",
        "/programme",
        "/as_of",
        "/regions/lives/0/level",
        "/observations/items/0/actual/numerator",
        "/observations/items/1/region",
    ]


def test_what_does_not_fit_together_is_told():
    items = [json.loads(codec.dumps(SEEN))["items"][0] | {"region": "tran-yem", "indicator": "clan"}]
    problems = refused(asked(json.dumps(ASKED | {"observations": {"xhht": 1, "items": items}})))
    assert any("did you mean 'tran-yen'?" in problem for problem in problems)
    assert any("clans_recognised" in problem for problem in problems)


@pytest.mark.parametrize("key", list(ASKED))
def test_a_part_that_is_missing_is_named(key):
    assert refused(asked(json.dumps(without(key)))) == [f"/{key}: is missing; give it"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"as_of":' + b"9" * 5000 + b"}",
        b'{"as_of":1,"as_of":1}',
        b'{"as_of":NaN}',
        b'"\\ud800"',
        b'{"\\ud800":1}',
        b'{"regions":{"lives":[["\\ud800"]]}}',
    ],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_no_request_is_refused_without_a_trace(body):
    assert refused(asked(body))


def test_a_body_that_is_too_large_is_refused():
    assert refused(asked(b" " * 1_000_001), status=413) == ["send at most 1000000 bytes"]


def test_a_body_without_a_stated_length_is_read_only_up_to_the_limit():
    given = []

    def parts():
        for number in range(1000):
            given.append(number)
            yield b" " * 10_000

    assert refused(asked(parts()), status=413)


def test_too_many_regions_are_refused():
    lives = [{"id": f"r{number}", "name": "a", "level": "commune"} for number in range(2001)]
    (problem,) = refused(asked(json.dumps(ASKED | {"regions": {"xhht": 1, "lives": lives}})))
    assert "longer than 2000" in problem


def test_another_content_type_is_refused():
    assert refused(CLIENT.post("/assessments", content="{}", headers={"Content-Type": "text/plain"}), status=415)


def test_unknown_paths_methods_and_programmes_are_told_in_the_same_form():
    refused(CLIENT.get("/nothing"), status=404)
    refused(CLIENT.put("/assessments"), status=405)
    (problem,) = refused(CLIENT.get("/programmes/none"), status=404)
    assert PROGRAMME.id in problem


@pytest.mark.parametrize("shipped", [ctph_154.PROGRAMME, qd_281.PROGRAMME, qd_387.PROGRAMME], ids=lambda one: one.id)
def test_every_shipped_programme_is_given_whole(shipped):
    answer = CLIENT.get(f"/programmes/{shipped.id}")
    assert codec.loads(answer.text, Programme) == shipped


def test_a_fault_of_the_service_is_told_without_its_inside(monkeypatch):
    def fail(*_args, **_options):
        raise RuntimeError("secret")

    monkeypatch.setattr(service, "assess", fail)
    answer = asked(json.dumps(ASKED))
    assert refused(answer, status=500) == []
    assert "secret" not in answer.text


def test_the_contract_has_the_schemas_of_the_library():
    contract = CLIENT.get("/openapi.json").json()
    schema = {**contract["components"]["schemas"]["Request"], "components": contract["components"]}
    jsonschema.Draft202012Validator(schema).validate(ASKED)
    for key in ASKED:
        assert not jsonschema.Draft202012Validator(schema).is_valid(without(key))
    answer = {**contract["components"]["schemas"]["Judged"], "components": contract["components"]}
    jsonschema.Draft202012Validator(answer).validate(asked(json.dumps(ASKED)).json())


@CONTRACT.parametrize()
@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_sent_the_service_answers_as_its_contract_says(case):
    case.call_and_validate(
        checks=(not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
    )
