"""Strategies for the smallest things: ids, words, days, clauses."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias, TypeVar

from hypothesis import strategies as st

from xhht.model.sources import Source
from xhht.texts import Text

T = TypeVar("T")
Chosen: TypeAlias = T | st.SearchStrategy[T]

FIRST_DAY, LAST_DAY = date(2010, 1, 1), date(2035, 12, 31)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORDS = (("học", "learning"), ("làng", "village"), ("Dòng họ học tập", "Learning clan"), ("Đơn vị", "Unit"))


def chosen(value: Chosen[T]) -> st.SearchStrategy[T]:
    """The strategy given, or one that always gives the value."""
    return value if isinstance(value, st.SearchStrategy) else st.just(value)


_GROUPS = st.text(_LETTERS + "0123456789đ", min_size=1, max_size=4)
_IDS = st.builds(str.join, st.sampled_from("_-./"), st.lists(_GROUPS, min_size=1, max_size=3))
_ENDINGS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8)
_TEXTS = st.builds(
    lambda words, vi, en: Text(words[0] + vi, words[1] + en), st.sampled_from(_WORDS), _ENDINGS, _ENDINGS
)


def ids() -> st.SearchStrategy[str]:
    """Ids: groups of letters and digits joined by signs that ids may have inside."""
    return _IDS


def texts() -> st.SearchStrategy[Text]:
    """Words in both languages, with any signs that a text can have behind them."""
    return _TEXTS


def days(*, first: date = FIRST_DAY, last: date = LAST_DAY) -> st.SearchStrategy[date]:
    """Days, year ends and leap days more often than others."""
    marked = [date(year, 12, 31) for year in range(first.year, last.year + 1)]
    marked += [date(year, 2, 29) for year in range(first.year, last.year + 1) if year % 4 == 0 and year % 100]
    marked = [day for day in marked if first <= day <= last]
    plain = st.dates(first, last)
    return st.one_of(st.sampled_from(marked), plain) if marked else plain


def sources(*, document: Chosen[str] = "1/VB") -> st.SearchStrategy[Source]:
    """Places in a document, numbered like ``II.2.2``."""
    part = st.sampled_from(("I", "II", "III", "1", "2", "3", "a", "b", "đ"))
    numbers = st.lists(part, min_size=1, max_size=4).map(".".join)
    return st.builds(Source, chosen(document), numbers)
