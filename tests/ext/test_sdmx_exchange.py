"""SDMX-CSV between this library and pysdmx, which is written by others: each reads what the other wrote."""

from datetime import date

import pytest
from pysdmx.io import read_sdmx
from pysdmx.io.csv.sdmx10.writer import write as write_first_version
from pysdmx.io.csv.sdmx20.writer import write as write_second_version
from pysdmx.io.pd import PandasDataset
from pysdmx.model import Component, Components, Concept, Role, Schema
from pysdmx.model.dataset import ActionType

from xhht import Base, BoundedShare, Caveat, Observation, PrintedShare, Share
from xhht.ext import sdmx
from xhht.ext.sdmx.columns import ATTRIBUTES, COLUMNS, DIMENSIONS, OBS_VALUE

DAY = date(2020, 12, 31)
SEEN = (
    Observation("clans", "a", DAY, Share(9, 16), reference="Báo cáo 1", note='a, "b"\r\nc'),
    Observation("clans", "b", DAY, Share(1, 3, base=Base.REGISTERED)),
    Observation("clans", "c", DAY, PrintedShare.from_text("trên 93 %")),
    Observation("clans", "d", DAY, PrintedShare.from_text("57,48%")),
    Observation("clans", "e", DAY, BoundedShare.from_counts(1, 2, 3, reservations=(Caveat.PARTS_MISSING,))),
    Observation("clans", "f", DAY, Share(0, 0)),
    Observation("clans", "g", DAY, Share(10**30 - 1, 10**30)),
)
MISSING = (sdmx.Missing("clans", "h", DAY), sdmx.Missing("clans", "i", DAY, status="M"))
TEXT = sdmx.write(SEEN, missing=MISSING).text


def component(name, role):
    options = {"attachment_level": "O"} if role is Role.ATTRIBUTE else {}
    concept = Concept(id=name, name={**DIMENSIONS, **ATTRIBUTES}[name].en if name != OBS_VALUE else "value")
    return Component(id=name, required=role is Role.DIMENSION, role=role, concept=concept, **options)


COMPONENTS = Components(
    [
        *(component(name, Role.DIMENSION) for name in DIMENSIONS),
        component(OBS_VALUE, Role.MEASURE),
        *(component(name, Role.ATTRIBUTE) for name in ATTRIBUTES),
    ]
)


@pytest.fixture
def dataset():
    (found,) = read_sdmx(TEXT, validate=False).data
    schema = Schema("dataflow", "XHHT", "SHARES", COMPONENTS, "1.0.0")
    return PandasDataset(structure=schema, data=found.data, action=ActionType.Information)


def test_pysdmx_reads_the_flow_the_keys_and_every_value_as_written():
    (found,) = read_sdmx(TEXT, validate=False).data
    assert str(found.structure) == "Dataflow=XHHT:SHARES(1.0.0)"
    assert found.action is ActionType.Information
    rows = found.data.to_dict("records")
    assert [row["REF_AREA"] for row in rows] == list("abcdefghi")
    assert {row["TIME_PERIOD"] for row in rows} == {"2020-12-31"}
    values = [row["OBS_VALUE"] for row in rows]
    assert values == ["56.25", "33.3333333333", "", "57.48", "", "", f"99.{'9' * 28}", "", ""]
    assert [row["OBS_STATUS"] for row in rows] == list("AALALMAOM")
    assert (rows[0]["NUMERATOR"], rows[0]["DENOMINATOR"], rows[1]["BASE"]) == ("9", "16", "registered")
    assert (rows[2]["PRINTED"], rows[2]["LOWER"], rows[2]["LOWER_OPEN"]) == ("trên 93 %", "93/100", "true")
    assert rows[0]["COMMENT"] == SEEN[0].note


def test_every_component_that_pysdmx_is_told_of_is_a_column():
    (found,) = read_sdmx(TEXT, validate=False).data
    assert list(found.data.columns) == [one.id for one in COMPONENTS] == list(COLUMNS[3:])


def test_what_pysdmx_writes_in_version_2_comes_back_exactly(dataset):
    report = sdmx.read(write_second_version([dataset]))
    assert (report.observations, report.missing, report.remarks) == (SEEN, MISSING, ())


def test_what_pysdmx_writes_in_version_1_comes_back_exactly(dataset):
    report = sdmx.read(write_first_version([dataset]))
    assert (report.observations, report.missing, report.remarks) == (SEEN, MISSING, ())


def test_keys_that_pysdmx_writes_beside_the_dimensions_are_passed_over(dataset):
    report = sdmx.read(write_second_version([dataset], keys="both"))
    assert (report.observations, report.missing, report.remarks) == (SEEN, MISSING, ())
