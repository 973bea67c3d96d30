"""Tables of a TOML text: on which line each key stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xhht.ext.codec.places import Path

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"\s*((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_PART = re.compile(r"[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'")
_LONGEST_LINE = 2000


class Lines:
    """The lines of a TOML text by the path of what begins there; looked for only when a mistake asks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._by_path: dict[Path, int] | None = None

    def of_path(self, path: Path) -> int | None:
        """The line of a path, or of the nearest thing around it; None where none is known."""
        if self._by_path is None:
            self._by_path = dict(_found(self._text))
        for length in range(len(path), 0, -1):
            if path[:length] in self._by_path:
                return self._by_path[path[:length]]
        return None


def _found(text: str) -> Iterator[tuple[Path, int]]:
    counts: dict[Path, int] = {}
    table: Path = ()
    fence: str | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        line = line[:_LONGEST_LINE]  # noqa: PLW2901  # A key stands at the beginning of its line.
        if fence is not None:
            fence = None if fence in line else fence
            continue
        header = _HEADER.match(line)
        key = None if header else _KEY.match(line)
        if header is not None:
            table = _table(_parts(header[2]), counts, is_array=header[1] == "[[")
            yield table, number
        elif key is not None:
            yield (*table, *_parts(key[1])), number
        fence = next((f for f in ('"""', "'''") if line.count(f) % 2), None)


def _table(parts: tuple[str, ...], counts: dict[Path, int], *, is_array: bool) -> Path:
    """The path of a table, in the last entry of every list of tables around it."""
    path: Path = ()
    for place, part in enumerate(parts):
        path = (*path, part)
        is_last = place == len(parts) - 1
        if is_last and is_array:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(text))
