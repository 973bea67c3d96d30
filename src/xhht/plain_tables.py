"""Plain tables: rows of text under headings, words to the left and numbers to the right."""

from __future__ import annotations

from collections.abc import Sequence

SHOWN_ROWS = 40


def plain_table(
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    most_rows: int = SHOWN_ROWS,
    of: int | None = None,
) -> str:
    """Rows under their headings as text; what is no number stands to the left, and long tables are cut.

    `of` says how many rows there are where only those that are shown are given.

    >>> print(plain_table(["region", "count"], [["tran-yen", 20], ["van-yen", 5]]))
    region    count
    tran-yen     20
    van-yen       5
    """
    shown = rows[:most_rows]
    columns = list(zip(headings, *shown, strict=True))
    widths = [max(len(str(cell)) for cell in column) for column in columns]
    are_numbers = [all(not isinstance(cell, str) or cell == "" for cell in column[1:]) for column in columns]
    lines = []
    for row in (headings, *shown):
        cells = [
            f"{cell!s:>{width}}" if is_number and shown else f"{cell!s:{width}}"
            for cell, width, is_number in zip(row, widths, are_numbers, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    beyond = (len(rows) if of is None else of) - len(shown)
    if beyond:
        lines.append(f"… and {beyond} more")
    return "\n".join(lines)
