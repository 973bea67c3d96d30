"""What rows and frames write comes back equal from files, workbooks and databases."""

import csv
import os
import sqlite3
from datetime import date
from io import BytesIO, StringIO

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xhht import Base, BoundedShare, Observation, PrintedShare, Region, Share, assess
from xhht.coordination import matrix
from xhht.ext.rows import (
    assessment_from_frame,
    assessment_from_rows,
    from_rows,
    observations_from_frame,
    to_frame,
    to_rows,
)
from xhht.ext.strategies import any_shares
from xhht.programmes.ctph_154 import PROGRAMME

START, DAY = date(2018, 12, 31), date(2020, 12, 31)
# Where a server for tests is, such as "host=/tmp user=postgres dbname=postgres"; only temporary tables are made there.
SERVER = os.environ.get("XHHT_POSTGRESQL")
KINDS = (
    Share(45, 100),
    Share(0, 7, base=Base.REGISTERED),
    PrintedShare.from_text("57,48%"),
    PrintedShare.from_text("57.125%", locale="en", base=Base.ALL),
    PrintedShare.from_text("trên 93%"),
    PrintedShare.from_text("từ 90 đến 95,5%"),
    PrintedShare.from_text("86,4‰"),
    BoundedShare.from_counts(3, 5, 9),
)
SEEN = (
    *(
        Observation("clans_recognised", f"c{n}", DAY, kind, note=f"“{n}”; 'a', \"b\"\n2")
        for n, kind in enumerate(KINDS)
    ),
    Observation("members", "x", DAY, Share(45, 100), reference="Báo cáo số 12/BC, mục 3"),
)
REGIONS = [
    Region("yen-bai", "Tỉnh Yên Bái", level="province"),
    *(Region(f"c{n}", f"Huyện {n}", level="district", parent="yen-bai") for n in range(len(KINDS))),
    Region("x", "Huyện X", level="district", parent="yen-bai"),
]


def by_csv_module(rows):
    file = StringIO()
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    file.seek(0)
    return list(csv.DictReader(file))


def types_of(rows):
    """A column of SQL for each column of the rows, with a type that its cells fit."""
    kinds = {bool: "boolean", int: "bigint"}
    for name in rows[0]:
        cell = next((row[name] for row in rows if row[name] is not None), None)
        yield f"{name} {kinds.get(type(cell), 'text')}"


def stored(execute, sign, rows):
    """The rows out of a table with names of columns as they are, without quotes."""
    execute(f"create temporary table found (place bigint, {', '.join(types_of(rows))})")
    for place, row in enumerate(rows):
        signs = ", ".join([sign] * (len(row) + 1))
        execute(f"insert into found values ({signs})", [place, *row.values()])  # noqa: S608  # Our own names.
    told = execute(f"select {', '.join(rows[0])} from found order by place")  # noqa: S608  # Our own names.
    return [dict(zip(rows[0], cells, strict=True)) for cells in told.fetchall()]


def by_sqlite(rows):
    return stored(sqlite3.connect(":memory:").execute, "?", rows)


def by_duckdb(rows):
    duckdb = pytest.importorskip("duckdb")
    return stored(duckdb.connect().execute, "?", rows)


def by_postgresql(rows):
    psycopg = pytest.importorskip("psycopg")
    if SERVER is None:
        pytest.skip("no server: set XHHT_POSTGRESQL to a connection string")
    with psycopg.connect(SERVER) as connection:
        return stored(connection.execute, "%s", rows)


ROW_WAYS = [by_csv_module, by_sqlite, by_duckdb, by_postgresql]


@pytest.mark.parametrize("way", ROW_WAYS)
def test_observations_come_back_in_rows(way):
    assert from_rows(way(to_rows(SEEN))) == SEEN


@pytest.mark.parametrize("way", ROW_WAYS)
@pytest.mark.parametrize("language", [None, "vi", "en"])
def test_an_assessment_comes_back_in_rows(way, language):
    judged = assess(PROGRAMME, SEEN, regions=REGIONS, as_of=DAY, baseline_on=START)
    rows = way(to_rows(judged, language=language))
    assert assessment_from_rows(rows, programme=PROGRAMME, regions=REGIONS) == judged


def in_csv(frame):
    return pd.read_csv(StringIO(frame.to_csv(index=False)))


def in_text_csv(frame):
    return pd.read_csv(StringIO(frame.to_csv(index=False)), dtype=str, keep_default_na=False)


def in_excel(frame):
    pytest.importorskip("openpyxl")
    content = BytesIO()
    frame.to_excel(content, index=False)
    return pd.read_excel(content)


def in_sqlite(frame):
    database = sqlite3.connect(":memory:")
    frame.to_sql("found", database, index=False)
    return pd.read_sql("select * from found", database)


def in_duckdb(frame):
    duckdb = pytest.importorskip("duckdb")
    database = duckdb.connect()
    database.register("given", frame)
    return database.sql(f"select {', '.join(frame.columns)} from given").df()  # noqa: S608  # Our own names.


def in_postgresql(frame):
    sqlalchemy = pytest.importorskip("sqlalchemy")
    psycopg = pytest.importorskip("psycopg")
    if SERVER is None:
        pytest.skip("no server: set XHHT_POSTGRESQL to a connection string")
    engine = sqlalchemy.create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(SERVER))
    with engine.connect() as connection:
        connection.exec_driver_sql("set search_path to pg_temp")
        frame.to_sql("found", connection, index_label="place")
        told = pd.read_sql(f"select {', '.join(frame.columns)} from found order by place", connection)  # noqa: S608  # Our own names.
        connection.rollback()
    engine.dispose()
    return told


FRAME_WAYS = [in_csv, in_text_csv, in_excel, in_sqlite, in_duckdb, in_postgresql]


@pytest.mark.parametrize("way", FRAME_WAYS)
@pytest.mark.parametrize("chosen", [slice(None), *(slice(n, n + 1) for n in range(len(SEEN)))])
def test_observations_come_back_in_frames(way, chosen):
    assert observations_from_frame(way(to_frame(SEEN[chosen]))) == SEEN[chosen]


@pytest.mark.parametrize("way", FRAME_WAYS)
def test_an_assessment_comes_back_in_frames(way):
    judged = assess(PROGRAMME, SEEN, regions=REGIONS, as_of=DAY, baseline_on=START)
    told = way(to_frame(judged, language="vi"))
    assert assessment_from_frame(told, programme=PROGRAMME, regions=REGIONS) == judged


@settings(max_examples=30, deadline=None)
@given(
    shares=st.lists(any_shares(base=st.sampled_from(Base)), min_size=1, max_size=4), way=st.sampled_from(FRAME_WAYS[:4])
)
def test_whatever_is_drawn_comes_back_in_frames_and_rows(shares, way):
    seen = tuple(Observation("members", f"r{place}", DAY, share) for place, share in enumerate(shares))
    assert observations_from_frame(way(to_frame(seen))) == seen
    assert from_rows(by_csv_module(to_rows(seen))) == seen


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "mục II.2, gạch đầu dòng thứ hai"), ("en", "section II.2, second dash")]
)
def test_the_clause_is_said_in_words_where_a_language_is_asked(language, words):
    judged = assess(PROGRAMME, SEEN, regions=REGIONS, as_of=DAY)
    told = {row["target"]: row["clause_words"] for row in to_rows(judged, language=language)}
    assert told["clans_recognised"] == words
    assert set(to_frame(judged, language=language)["clause_words"]) == set(told.values())
    assert not [name for name in to_rows(judged)[0] if name.startswith("clause_")]
    first = to_rows(matrix(PROGRAMME), language=language)[0]
    source = PROGRAMME.responsibility(first["responsibility"]).source
    assert first["clause_words"] == source.label.in_language(language)
