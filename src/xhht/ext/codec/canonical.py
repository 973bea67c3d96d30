"""Canonical texts: plain data as one and the same JSON text, and its digest."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any


def canonical(data: Any, *, indent: int | None = None) -> str:  # noqa: ANN401  # Plain data of any shape.
    """The data as JSON: keys in the order of the fields, letters as they are, no spaces unless it is set in."""
    separators = (",", ":") if indent is None else (",", ": ")
    text = json.dumps(
        data, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators, check_circular=False
    )
    if is_encodable(text):
        return text
    # Half a character, which a broken print can leave, is written as an escape, so that any file can hold it.
    return json.dumps(
        data, ensure_ascii=True, allow_nan=False, indent=indent, separators=separators, check_circular=False
    )


def is_encodable(text: str) -> bool:
    """Whether a text can be saved as UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def digest(text: str) -> str:
    """The SHA-256 of a text, such as ``"sha256:9f86…"``."""
    return f"sha256:{sha256(text.encode('utf-8')).hexdigest()}"
