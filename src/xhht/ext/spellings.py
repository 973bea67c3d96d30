"""Spellings: one form for all text from outside, whatever its case, blanks, points, marks and way of typing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize

from xhht.neighbours import nearest

Words = tuple[str, ...]

_ALMOST = 800
_WORD = re.compile(r"[^\W_]+|%|/")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_Y_FOR_I = re.compile(f"^([hklmstv]|qu)y([{_TONES}]*)$")


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text as they stand there, composed."""
    return tuple(_WORD.findall(normalize("NFC", text)))


def key(text: str) -> Words:
    """The words of a text to compare by: composed, folded, each tone at the end of its word.

    The tone of "hoà" and "hòa" stands over another letter; the word is the same.

    >>> key("T.SỐ HỘ") == key("t. số hộ"), key("Hoà") == key("Hòa")
    (True, True)
    """
    if text.isascii():
        return tuple(_WORD.findall(text.lower()))
    return tuple(map(_toned, tokens(normalize("NFC", text).casefold())))


def plain(words: Words) -> Words:
    """The words without any marks, as they are typed on a keyboard without Vietnamese.

    >>> plain(key("Tỷ lệ đăng ký"))
    ('ty', 'le', 'dang', 'ky')
    """
    return words if is_plain(words) else tuple(map(_without_marks, words))


def with_i(words: Words) -> Words:
    """The words with "i" where "y" is the other spelling of the same sound, alone behind a consonant.

    >>> with_i(key("Mỹ Lý, Quý")) == key("Mĩ Lí, Quí"), with_i(key("Thủy Yên")) == key("Thủy Yên")
    (True, True)
    """
    return tuple(map(_with_i, words))


def is_plain(words: Words) -> bool:
    """Whether nothing but ASCII stands there."""
    return "".join(words).isascii()


@lru_cache(maxsize=16_384)
def _with_i(word: str) -> str:
    return _Y_FOR_I.sub(r"\1i\2", word)


@lru_cache(maxsize=16_384)
def _without_marks(word: str) -> str:
    return "".join(sign for sign in normalize("NFD", word) if not "\u0300" <= sign <= "\u036f").replace("đ", "d")


@lru_cache(maxsize=16_384)
def _toned(word: str) -> str:
    if word.isascii():
        return word
    spread = normalize("NFD", word)
    tones = "".join(sign for sign in spread if sign in _TONES)
    return normalize("NFC", "".join(sign for sign in spread if sign not in _TONES)) + tones


class Spellings:
    """Known names, to find what a heading or an id means however it is typed, and the nearest where none is meant.

    >>> columns = Spellings(("numerator", "denominator", "đơn_vị"))
    >>> columns.find(" Numerator "), columns.find("DON VI"), columns.find("numeratr")
    ('numerator', 'đơn_vị', None)
    >>> columns.nearest("numeratr")
    'numerator'
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._names = tuple(known)
        self._by_words = _unique((key(name), name) for name in self._names)
        self._by_bare_words = _unique((plain(key(name)), name) for name in self._names)
        self._by_folded = {normalize("NFC", name).casefold(): name for name in self._names}
        self._folded = tuple(self._by_folded)

    def find(self, text: str) -> str | None:
        """The name that is meant: by its words and marks, or without marks where one name alone is so written."""
        folded = normalize("NFC", text).casefold().strip()
        if folded in self._by_folded:
            return self._by_folded[folded]
        words = key(text)
        return self._by_words.get(words) or (self._by_bare_words.get(words) if is_plain(words) else None)

    def nearest(self, text: str) -> str:
        """The known name most like a text; empty where none is like it."""
        near = nearest(normalize("NFC", text).casefold().strip(), self._folded)
        return "" if near is None else self._by_folded.get(near, near)

    def near_miss(self, text: str) -> str:
        """The known name that a further heading all but is, so that it cannot be left aside; empty where it is none.

        >>> columns = Spellings(("numerator", "region"))
        >>> columns.near_miss("numeratr"), columns.near_miss("nation")
        ('numerator', '')
        """
        near = nearest(normalize("NFC", text).casefold().strip(), self._folded, least=_ALMOST)
        return "" if near is None else self._by_folded.get(near, near)


def _unique(entries: Iterable[tuple[Words, str]]) -> dict[Words, str]:
    """The names that alone have their words."""
    names: defaultdict[Words, set[str]] = defaultdict(set)
    for words, name in entries:
        names[words].add(name)
    return {words: found.pop() for words, found in names.items() if words and len(found) == 1}
