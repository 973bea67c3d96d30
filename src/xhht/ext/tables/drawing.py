"""Drawing: sheets as tables of great-tables, with signs, words and colours of enough contrast."""

from __future__ import annotations

from hashlib import sha256
from html import escape
from importlib.util import find_spec
from typing import TYPE_CHECKING

from xhht.errors import MissingExtraError
from xhht.ext.looks import LOOKS
from xhht.ext.tables.results import plain, sheet_of
from xhht.ext.tables.sheets import MOST_ROWS, Sheet
from xhht.texts import Language
from xhht.values import Value

if TYPE_CHECKING:
    from great_tables import GT

LONGEST_WORD = 40


def table(result: object, *, language: Language | None = None, most_rows: int = MOST_ROWS) -> GT:
    """A result as a table that shows itself in a notebook and goes on as any other of great-tables.

    >>> from xhht import Share
    >>> "45/100" in table(Share(45, 100)).as_raw_html()
    True

    Args:
        result: any value of the model, or several of one kind.
        language: ``"en"`` or ``"vi"``, for words and numbers; by default that of the environment variable
            ``XHHT_LANGUAGE``, or English.
        most_rows: how many rows are shown; a last line says how many there are beyond them.

    Raises:
        InvalidTypeError: if it is no value of the model, or something else is among several.
        InvalidValueError: if `most_rows` is not positive.
        MissingExtraError: if great-tables or polars is not installed; `plain` needs neither.
        UnknownIdError: if the language is another.
    """
    return draw(sheet_of(result, language, most_rows))


def display(value: object) -> str | None:
    """A value of the model as HTML for a notebook, in plain text without great-tables; None for anything else."""
    if not isinstance(value, Value):
        return None
    if find_spec("great_tables") is None or find_spec("polars") is None:
        return f"<pre>{escape(plain(value))}</pre>"
    return table(value).as_raw_html()


def draw(sheet: Sheet) -> GT:
    """A sheet as a table; all texts are escaped.

    Raises:
        MissingExtraError: if great-tables or polars is not installed.
    """
    try:
        import polars as pl  # noqa: PLC0415  # Plain tables need neither.
        from great_tables import GT, loc, style  # noqa: PLC0415  # Needed here alone.
    except ImportError:
        raise MissingExtraError(
            "tables need great-tables and polars", "tables", "; xhht.ext.tables.plain needs neither"
        ) from None
    names = [f"c{place}" for place in range(len(sheet.headings))]
    cells = {name: [_plain(row[place].text) for row in sheet.rows] for place, name in enumerate(names)}
    # The id follows from the content, so that the same result gives the same page.
    digest = sha256(repr(sheet).encode()).hexdigest()[:10]
    frame = pl.DataFrame(cells, schema=dict.fromkeys(names, pl.String))
    firsts = [row[0].text for row in sheet.rows]
    group = names[0] if sheet.is_grouped and len(set(firsts)) < len(firsts) else None
    drawn = GT(frame, id=f"xhht-{digest}", locale=sheet.language, groupname_col=group)
    columns = {place: name for place, name in enumerate(names) if name != group}
    drawn = (
        drawn.tab_header(title=_plain(sheet.title), subtitle=_plain(sheet.subtitle))
        .cols_label({name: _plain(sheet.headings[place]) for place, name in columns.items()})
        .cols_align(align="left", columns=list(columns.values()))
        .tab_options(table_font_size="14px", heading_align="left", data_row_padding="4px")
        .tab_options(row_group_font_weight="bold", row_group_padding="6px")
    )
    if sheet.numbers:
        drawn = drawn.cols_align(align="right", columns=[columns[place] for place in sorted(sheet.numbers)])
    for look in LOOKS:
        for place, name in columns.items():
            rows = [number for number, row in enumerate(sheet.rows) if row[place].look == look]
            if rows:
                paint = [
                    style.fill(color=LOOKS[look].ground),
                    style.text(color=LOOKS[look].letters, whitespace="nowrap"),
                ]
                drawn = drawn.tab_style(style=paint, locations=loc.body(columns=[name], rows=rows))
    for place, name in columns.items():
        rows = [number for number, row in enumerate(sheet.rows) if _has_long_word(row[place].text)]
        if rows:  # An address, say, would push the table out of the page.
            broken = style.css("overflow-wrap: anywhere; min-width: 14em")
            drawn = drawn.tab_style(style=broken, locations=loc.body(columns=[name], rows=rows))
    for note in sheet.notes:
        drawn = drawn.tab_source_note(_plain(note))
    return drawn


def _has_long_word(text: str) -> bool:
    return any(len(word) > LONGEST_WORD for word in text.split())


def _plain(text: str) -> str:
    """Text in which great-tables finds no notation of its own for units, and no number leaves its "about"."""
    text = text.replace("khoảng ", "khoảng\u00a0").replace("about ", "about\u00a0")
    return text.replace("{{", "{\u200b{").replace("}}", "}\u200b}")
