"""Saving: charts as SVG, PNG or a page that needs no network, all without a browser."""

from __future__ import annotations

import json
import re
from os import PathLike
from pathlib import Path

import altair as alt
import vl_convert

from xhht.errors import UnknownChoiceError
from xhht.ext.charts.looks import Chart, check

KINDS = (".svg", ".png", ".html")
SCALE = 2
LESS_THAN = "XhhtLessThanSign"
# SVG holds none of the first, and the library that draws ends the whole process over one; it stumbles over the others.
UNDRAWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|[\u2028\u2029]")


def save(chart: Chart | alt.HConcatChart | alt.VConcatChart | alt.ConcatChart, path: str | PathLike[str]) -> Path:
    """Write a chart, or several side by side, to a file whose ending says the form: ``.svg``, ``.png`` or ``.html``.

    The picture has a white ground and a margin. The page brings its scripts along, so that it opens without a network.

    Returns:
        The path.

    Raises:
        InvalidTypeError: if it is no chart of this module.
        UnknownChoiceError: if the ending is another.
    """
    check((alt.LayerChart, alt.HConcatChart, alt.VConcatChart, alt.ConcatChart), chart, "a chart")
    target = Path(path)
    kind = target.suffix.lower()
    if kind not in KINDS:
        raise UnknownChoiceError("ending of a chart's file", target.suffix, KINDS, repr(target.name))
    spec = json.dumps(_drawn({**chart.to_dict(), "background": "white", "padding": 10}), ensure_ascii=False)
    if kind == ".svg":
        target.write_text(vl_convert.vegalite_to_svg(spec), encoding="utf-8")
    elif kind == ".png":
        target.write_bytes(vl_convert.vegalite_to_png(spec, scale=SCALE))
    else:
        # A name that closes the script it stands in would become markup; a script reads "<" as well by its number.
        page = vl_convert.vegalite_to_html(spec.replace("<", LESS_THAN), bundle=True)
        target.write_text(page.replace(LESS_THAN, "\\u003c"), encoding="utf-8")
    return target


def _drawn(part: object) -> object:
    """A part of a chart, with a mark in place of each character of its texts that no picture holds."""
    if isinstance(part, str):
        return UNDRAWN.sub("\ufffd", part)
    if isinstance(part, dict):
        return {_drawn(key): _drawn(value) for key, value in part.items()}
    return [_drawn(value) for value in part] if isinstance(part, list) else part
