"""Laws of files: whatever can be built can be written and read back, and nothing else than our errors comes out."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhht import (
    AnyShare,
    Assessment,
    Convention,
    CountRange,
    Document,
    GrowthTarget,
    LevelTarget,
    Observation,
    Once,
    PrintedShare,
    Programme,
    Regions,
    Share,
    Target,
    Text,
    Verdict,
    XhhtError,
    Yearly,
    assess,
    evaluate,
)
from xhht.programmes import ctph_154

codec = pytest.importorskip("xhht.ext.codec")
strategies = pytest.importorskip("xhht.ext.strategies")

PROGRAMME = ctph_154.PROGRAMME
INDICATORS = [indicator.id for indicator in PROGRAMME.indicators]
START, END = date(2016, 12, 31), date(2020, 12, 31)
DOCUMENT = json.loads(codec.dumps(PROGRAMME))


def survives(thing, kind, **options):
    text = codec.dumps(thing)
    back = codec.loads(text, kind, **options)
    assert back == thing
    assert codec.dumps(back) == text


@given(strategies.any_shares())
def test_any_share_survives(share):
    survives(share, AnyShare)
    survives(share, type(share))


@given(strategies.level_targets() | strategies.growth_targets())
def test_any_rule_survives(rule):
    survives(rule, type(rule))
    survives((rule,), tuple[LevelTarget | GrowthTarget, ...])


@given(strategies.regions(changed_on=END))
def test_any_tree_of_regions_survives(regions):
    survives(regions, Regions)


@given(strategies.documents())
def test_any_document_survives(document):
    survives(document, Document)


@given(strategies.recurrences())
def test_any_recurrence_survives(recurrence):
    survives(recurrence, tuple[Yearly | Once, ...] if isinstance(recurrence, tuple) else type(recurrence))
    survives(Convention("duty", recurrence, name=Text("ngày", "day"), reference="2/VB"), Convention)


@given(st.lists(strategies.observations(parties=(None, "women"))).map(tuple))
def test_any_observations_survive(seen):
    survives(seen, tuple[Observation, ...])


@given(strategies.programmes())
def test_any_programme_survives_and_fits_its_schema(programme):
    survives(programme, Programme)
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator(codec.json_schema(Programme)).validate(json.loads(codec.dumps(programme)))


@st.composite
def assessments(draw):
    regions = draw(strategies.regions(changed_on=draw(st.none() | st.just(date(2019, 1, 1)))))
    alive = [region.id for region in regions.alive_on(END)]
    keys = draw(st.lists(st.tuples(st.sampled_from(INDICATORS), st.sampled_from(alive)), unique=True, max_size=8))
    actuals = strategies.any_shares(base=st.sampled_from(("all", "registered", "unstated")))
    seen = [
        Observation(indicator, region, on, draw(actuals))
        for indicator, region in keys
        for on in (START, END)
        if regions.life_on(region, on) is not None and draw(st.booleans())
    ]
    trained = draw(actuals)
    seen += [
        Observation("cadres_trained", region, END, trained, party=party)
        for region in alive[:2]
        for party in ("women", "youth")
        if draw(st.booleans())
    ]
    baseline_on = draw(st.sampled_from((None, START, END)))
    return regions, assess(
        PROGRAMME,
        seen,
        regions=regions,
        as_of=END,
        baseline_on=baseline_on,
        reading=draw(st.sampled_from((None, "points", "relative"))),
    )


@given(assessments())
def test_any_assessment_survives_and_is_reached_again(drawn):
    regions, assessment = drawn
    survives(assessment, Assessment, programme=PROGRAMME)
    # The quick text is that of Python's own writer, which sets it in.
    written = json.loads(codec.dumps(assessment, indent=1))
    assert codec.dumps(assessment) == json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    for line, verdict in zip(written["verdicts"], assessment, strict=True):
        shortfall, own = line.get("shortfall"), verdict.shortfall
        assert (CountRange(**shortfall) if isinstance(shortfall, dict) else shortfall) == own
    again = codec.replay(assessment, regions=regions)
    assert [(v.outcome, v.reason, v.shortfall) for v in again] == [
        (v.outcome, v.reason, v.shortfall) for v in assessment
    ]
    assert again.by_party == assessment.by_party
    assert codec.receipt(again) == codec.receipt(assessment)


@given(share=strategies.any_shares() | strategies.shares(min_denominator=0), rule=strategies.level_targets())
def test_any_verdict_survives(share, rule):
    verdict = evaluate(rule, share, as_of=rule.due_on)
    survives(verdict, Verdict)


KINDS = (
    Share,
    AnyShare,
    PrintedShare,
    Programme,
    Observation,
    tuple[Observation, ...],
    Assessment,
    Regions,
    Target,
    Verdict,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                (
                    "xhht",
                    "type",
                    "items",
                    "id",
                    "bounds",
                    "text",
                    "numerator",
                    "lives",
                    "verdicts",
                    "targets",
                    "on",
                    "actual",
                )
            )
            | st.text(max_size=3),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


def reads_or_refuses(text, kind):
    for read in (codec.loads, codec.loads_toml):
        try:
            read(text, kind)
        except (XhhtError, ExceptionGroup) as error:
            codec.explain(error)


@given(text=st.text() | st.text(alphabet="{}[]\",:=.'\\\n#0123456789eE+-ax "), kind=st.sampled_from(KINDS))
def test_any_text_is_read_or_refused_by_an_error_of_ours(text, kind):
    reads_or_refuses(text, kind)


@given(data=JSON, kind=st.sampled_from(KINDS))
def test_any_json_is_read_or_refused_by_an_error_of_ours(data, kind):
    if isinstance(data, dict):
        data["xhht"] = 1
    reads_or_refuses(json.dumps(data), kind)


def places(data, path=()):
    yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from places(value, (*path, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from places(value, (*path, place))


PLACES = [path for path in places(DOCUMENT) if path]


@given(path=st.sampled_from(PLACES), value=JSON, is_gone=st.booleans())
def test_what_the_reader_takes_the_schema_takes_as_well(path, value, is_gone):
    document = json.loads(json.dumps(DOCUMENT))
    around = document
    for step in path[:-1]:
        around = around[step]
    if is_gone:
        del around[path[-1]]
    else:
        around[path[-1]] = value
    text = json.dumps(document)
    jsonschema = pytest.importorskip("jsonschema")
    try:
        codec.loads(text, Programme)
    except XhhtError as error:
        codec.explain(error)
    else:
        assert jsonschema.Draft202012Validator(codec.json_schema(Programme)).is_valid(document)
