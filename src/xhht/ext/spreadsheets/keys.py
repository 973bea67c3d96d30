"""Keys: the words of a cell in one form, whatever their case, breaks, points and way of typing."""

from __future__ import annotations

import re
from unicodedata import normalize

TONES = "\u0300\u0301\u0303\u0309\u0323"


def key(text: str) -> tuple[str, ...]:
    """The words of a text to compare by: composed, folded, each tone at the end of its word.

    The tone of "hoà" and "hòa" stands over another letter; the word is the same.

    >>> key("T.SỐ HỘ") == key("t. số hộ"), key("Hoà") == key("Hòa")
    (True, True)
    """
    folded = normalize("NFC", text).casefold()
    parts = re.findall(r"[^\W_]+|%|/", folded)
    return tuple(_toned(part) for part in parts)


def plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without any marks, as they are typed on a keyboard without Vietnamese.

    >>> plain(key("Tỷ lệ đăng ký"))
    ('ty', 'le', 'dang', 'ky')
    """
    return tuple(
        "".join(sign for sign in normalize("NFD", word) if not "\u0300" <= sign <= "\u036f").replace("đ", "d")
        for word in words
    )


def _toned(word: str) -> str:
    spread = normalize("NFD", word)
    tones = "".join(sign for sign in spread if sign in TONES)
    return normalize("NFC", "".join(sign for sign in spread if sign not in TONES)) + tones


def is_plain(words: tuple[str, ...]) -> bool:
    """Whether nothing but ASCII stands there."""
    return all(word.isascii() for word in words)
