"""Writing: observations and missing figures as one SDMX-CSV 2.0 text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO

from xhht.checks import as_tuple, describe
from xhht.errors import ContradictionError, InvalidObservationsError, InvalidTypeError, InvalidValueError, XhhtError
from xhht.ext.formulas import as_shown
from xhht.ext.sdmx import columns as c
from xhht.ext.sdmx.limits import LIMITS
from xhht.ext.sdmx.results import Missing, Remark, RemarkKind, SdmxText
from xhht.ext.sdmx.rows import TEXTS
from xhht.ext.sdmx.shares import cells_of, is_writable, value_of
from xhht.figures.observations import Observation

FLOW = "XHHT:SHARES(1.0.0)"
# Identifiers of structures and codes, as the schemas of SDMX have them.
_FLOW = re.compile(r"[A-Za-z0-9_@$.-]+:[A-Za-z0-9_@$-]+\([0-9]+(?:\.[0-9]+){0,2}\)")
_CODE = re.compile(r"[A-Za-z0-9_@$-]+")
Key = tuple[str, str, date]


def write(observations: Iterable[Observation], *, missing: Iterable[Missing] = (), flow: str = FLOW) -> SdmxText:
    """Write observations as SDMX-CSV 2.0, in the order given, what is missing behind them.

    OBS_VALUE is the percentage, for other programs; the attributes behind it hold the share exactly. In one
    file a key (indicator, region, day) stands once: of several reports the first is written, and the others
    are named in the remarks. A file holds figures of all; those of single bodies are named in the remarks too.

    Args:
        observations: what was reported.
        missing: what was not, and why.
        flow: the dataflow that the rows belong to, as ``AGENCY:ID(VERSION)``.

    Raises:
        InvalidObservationsError: for everything that cannot be written, all together in `problems`.

    >>> from xhht.figures.shares import Share
    >>> told = write([Observation("clans", "tran-yen", date(2020, 12, 31), Share(45, 100))])
    >>> told.text.splitlines()[1][:72]
    'dataflow,XHHT:SHARES(1.0.0),I,clans,tran-yen,2020-12-31,45,A,PT,counted,'
    """
    seen, absent = as_tuple(observations), as_tuple(missing)
    problems = list(_problems(seen, absent, flow))
    if problems:
        raise InvalidObservationsError("these observations cannot be written as SDMX-CSV", problems)
    out = StringIO(newline="")
    writer = csv.DictWriter(out, c.COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    head = {c.STRUCTURE: "dataflow", c.STRUCTURE_ID: flow, c.ACTION: "I"}
    remarks = list(_unusual_ids(seen, absent))
    written: set[Key] = set()
    for one in seen:
        key = _key(one)
        if one.party is not None:
            text = f"{_named(key)} is a figure of {one.party!r} alone; a file holds figures of all"
            remarks.append(Remark(RemarkKind.LEFT_OUT, text, observation=one))
            continue
        if key in written:
            text = f"{_named(key)} was reported before; a file holds one report of a key, so write another file"
            remarks.append(Remark(RemarkKind.LEFT_OUT, text, observation=one))
            continue
        written.add(key)
        value, is_exact, status = value_of(one.actual)
        remarks.extend(_remarks(one, key, has_value=bool(value), is_exact=is_exact, status=status))
        cells = {c.OBS_VALUE: value, c.OBS_STATUS: status.value, c.UNIT_MEASURE: c.PERCENT, **cells_of(one.actual)}
        cells |= {c.SOURCE: one.reference or "", c.COMMENT: one.note or ""}
        texts = {column: as_shown(cells[column]) for column in TEXTS if column in cells}
        writer.writerow(head | _dimensions(key) | cells | texts)
    for one in absent:
        writer.writerow(head | _dimensions(_key(one)) | {c.OBS_STATUS: one.status.value, c.UNIT_MEASURE: c.PERCENT})
    return SdmxText(out.getvalue(), remarks=tuple(remarks))


def _key(one: Observation | Missing) -> Key:
    return one.indicator, one.region, one.on


def _dimensions(key: Key) -> dict[str, str]:
    return {c.INDICATOR: key[0], c.REF_AREA: key[1], c.TIME_PERIOD: key[2].isoformat()}


def _named(key: Key) -> str:
    return f"{key[0]!r} in {key[1]!r} on {key[2]}"


def _problems(seen: tuple[object, ...], absent: tuple[object, ...], flow: object) -> Iterator[XhhtError]:
    if not isinstance(flow, str) or not _FLOW.fullmatch(flow):
        yield InvalidValueError(f"a dataflow is AGENCY:ID(VERSION), such as {FLOW}, got {describe(flow)}")
    keys: set[Key] = set()
    for place, one in enumerate(seen):
        if not isinstance(one, Observation):
            yield InvalidTypeError(f"observations[{place}] is an Observation, got {describe(one)}")
            continue
        if one.party is None:
            keys.add(_key(one))
        if not is_writable(one.actual, LIMITS.digits):
            yield InvalidValueError(f"observations[{place}] has a number of more than {LIMITS.digits} digits")
        actual = getattr(one.actual, "text", "")
        if max(len(text) for text in (actual, one.reference or "", one.note or "")) > LIMITS.cell_characters:
            yield InvalidValueError(
                f"observations[{place}] has a text of more than {LIMITS.cell_characters} characters; shorten it"
            )
    for place, one in enumerate(absent):
        if not isinstance(one, Missing):
            yield InvalidTypeError(f"missing[{place}] is a Missing, got {describe(one)}")
        elif _key(one) in keys:
            yield ContradictionError(f"missing[{place}]: {_named(_key(one))} is also given otherwise; keep one of them")
        else:
            keys.add(_key(one))


def _remarks(one: Observation, key: Key, *, has_value: bool, is_exact: bool, status: c.Status) -> Iterator[Remark]:
    if not is_exact:
        text = f"{_named(key)}: OBS_VALUE is rounded; the exact share is in the attributes"
        yield Remark(RemarkKind.ROUNDED, text, column=c.OBS_VALUE, observation=one)
    if not has_value and status is c.Status.NOT_COLLECTED:
        text = f"{_named(key)}: no single value is known; OBS_VALUE is empty, the bounds are in the attributes"
        yield Remark(RemarkKind.NO_SINGLE_VALUE, text, column=c.OBS_VALUE, observation=one)
    for column, words in ((c.SOURCE, one.reference), (c.COMMENT, one.note)):
        if words == "":
            text = f"{_named(key)}: an empty text is read back as none"
            yield Remark(RemarkKind.EMPTY_TEXT, text, column=column, observation=one)


def _unusual_ids(seen: tuple[Observation, ...], absent: tuple[Missing, ...]) -> Iterator[Remark]:
    """Each id that is no code of SDMX, once."""
    told: set[tuple[str, str]] = set()
    both: tuple[Observation | Missing, ...] = (*seen, *absent)
    for one in both:
        for column, code in ((c.INDICATOR, one.indicator), (c.REF_AREA, one.region)):
            if (column, code) in told or _CODE.fullmatch(code):
                continue
            told.add((column, code))
            text = f"{code!r} is no code of SDMX (letters without marks, digits, _ @ $ -); others may refuse it"
            yield Remark(RemarkKind.UNUSUAL_ID, text, column=column)
