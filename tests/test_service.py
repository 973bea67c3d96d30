"""The example service: what it answers, in which language, and that nothing sent to it makes it fail."""

import importlib
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import date
from pathlib import Path
from threading import Thread

import anyio
import httpx2
import jsonschema
import pytest
import schemathesis
import uvicorn
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
sys.path.append(str(FOLDER))  # The processes that work for the service look there too.
service, turns, bodies = map(importlib.import_module, ("app", "turns", "bodies"))
CLIENT = TestClient(service.app, raise_server_exceptions=False)
CONTRACT = schemathesis.openapi.from_dict(service.contract())


@pytest.fixture(autouse=True, scope="module")
def _one_loop():
    with CLIENT:  # One loop for all requests, and so the same few processes.
        yield


@pytest.fixture(scope="module")
def address():
    """The address of the service as it runs, on the machine itself."""
    server = uvicorn.Server(uvicorn.Config(service.app, port=0, log_level="error", loop="asyncio", ws="none"))
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


PROGRAMME = ctph_154.PROGRAMME
DAY = date(2020, 12, 31)
JSON = {"Content-Type": "application/json"}
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
    return CLIENT.post("/assessments", content=body, headers=JSON | headers)


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
    assert answer.json()["what"] == "Chưa xử lý được yêu cầu"
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


@pytest.mark.parametrize(
    ("part", "pointer"),
    [
        ({"name": "x" * 900_000}, "/regions/lives/0/name: has 900000 characters; at most 300 are read"),
        ({"traits": [f"trait_{number}" for number in range(10_000)]}, "longer than 100"),
    ],
)
def test_what_would_make_an_answer_long_is_refused_with_its_place(part, pointer):
    life = {"id": "tran-yen", "name": "a", "level": "district"} | part
    (problem,) = refused(asked(json.dumps(ASKED | {"regions": {"xhht": 1, "lives": [life]}})))
    assert pointer in problem


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

    monkeypatch.setattr(service.SHORT, "work", fail)
    answer = asked(json.dumps(ASKED))
    assert refused(answer, status=500) == []
    assert "secret" not in answer.text


# --- bounded time -------------------------------------------------------------------------------------------------


def of_regions(count, name="a", seen="r0"):
    lives = [{"id": f"r{number}", "name": name, "level": "commune"} for number in range(count)]
    reports = [ASKED["observations"]["items"][0] | {"region": region} for region in seen.split()]
    wanted = {"regions": {"xhht": 1, "lives": lives}, "observations": {"xhht": 1, "items": reports}}
    return json.dumps(ASKED | wanted).encode()


@pytest.mark.parametrize(
    "day", ["2020-W53-4", "20201231", "2020-366", "2020-1-01", "2020-12-31T00", "２０２０-12-31", 20201231]
)
def test_only_a_real_day_is_a_day(day):
    (problem,) = refused(asked(json.dumps(ASKED | {"as_of": day})))
    assert problem.startswith("/as_of: ")


def test_more_verdicts_than_the_service_reaches_are_refused_at_once():
    (problem,) = refused(asked(of_regions(1_999)))
    assert "verdicts" in problem
    assert asked(of_regions(100)).status_code == 200


def test_an_error_is_short_however_much_is_wrong():
    answer = asked(of_regions(400, seen=" ".join(f"r{number}-{'x' * 150}" for number in range(1_900))))
    assert len(refused(answer)) == 20
    assert answer.json()["count"] == 1_900
    assert len(answer.text) < 10_000


def test_work_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(turns, "SECONDS", 1)
    with pytest.raises(bodies.Refusal, match="too heavy") as caught:
        anyio.run(turns.Turns(1).work, "a", time.sleep, 300)
    assert caught.value.status == 422


def test_a_body_that_comes_too_slowly_is_refused(monkeypatch):
    class Slow:
        def __init__(self):
            self.headers = {"content-type": "application/json"}

        async def stream(self):
            while True:
                yield b" "
                await anyio.sleep(0.05)

    monkeypatch.setattr(bodies, "MOST_SECONDS", 0.2)
    with pytest.raises(bodies.Refusal, match="too slowly"):
        anyio.run(bodies.body_of, Slow(), "application/json")


def test_a_client_with_many_requests_lets_the_others_in_between_and_is_told_when_it_has_too_many(monkeypatch):
    monkeypatch.setattr(turns, "MOST_WAITING", 5)
    ended = []

    async def ask(line, client):
        try:
            await line.work(client, time.sleep, 0.2)
            ended.append(client)
        except bodies.Refusal as refusal:
            ended.append(refusal.status)

    async def all_at_once():
        line = turns.Turns(1)
        async with anyio.create_task_group() as group:
            for client in ["a"] * 6 + ["b"]:
                group.start_soon(ask, line, client)
        assert not line._waiting
        assert not line._turns

    anyio.run(all_at_once)
    assert ended[0] == 429
    assert ended.index("b") <= 2
    assert sorted(map(str, ended)) == ["429", "a", "a", "a", "a", "a", "b"]


def test_short_requests_do_not_wait_for_the_long_ones_of_anybody(address):
    def ask(count):
        answer = httpx2.post(f"{address}/assessments", content=of_regions(count), headers=JSON, timeout=120)
        assert len(answer.json()["explanations"]) == count * len(PROGRAMME.targets)
        return count

    with ThreadPoolExecutor(12) as clients:
        ended = [one.result() for one in as_completed([clients.submit(ask, count) for count in [450] * 8 + [1] * 4])]
    assert sorted(ended) == [1] * 4 + [450] * 8
    assert 1 not in ended[-3:]


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
def test_whatever_is_sent_the_service_answers_as_its_contract_says(case, address):
    case.call_and_validate(
        base_url=address,
        checks=(not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance),
    )


def test_a_number_of_any_length_is_refused_in_words_of_the_service():
    (told,) = refused(asked('{"as_of":' + "9" * 5000 + "}"))
    assert told == "a number has 5000 signs; at most 30 digits are read"


def test_a_day_outside_the_calendar_is_refused_with_a_remedy():
    (told,) = refused(asked(json.dumps(ASKED | {"as_of": "0000-00-00"})))
    assert told == "/as_of: is no day; write one such as 2020-12-31"
