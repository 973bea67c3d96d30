"""Strategies for the smallest things, and how a strategy says which public type it builds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from datetime import date
from functools import cache, wraps
from inspect import getdoc, signature
from types import NoneType
from typing import Any, ParamSpec, TypeAlias, TypeVar, cast, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from xhht.checks import Choice, calendar_day, describe, is_whole, nfc
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.model.sources import Source
from xhht.pictures import digits
from xhht.texts import Noun, Text

__all__ = ["days", "ids", "nouns", "sources", "texts"]

T = TypeVar("T")
P = ParamSpec("P")
Strategy: TypeAlias = Callable[[], st.SearchStrategy[T]]
StrategyT = TypeVar("StrategyT", bound="Callable[[], st.SearchStrategy[Any]]")

# Words of fixed lists are not here: Hypothesis builds them by itself.
STRATEGIES: dict[type[Any], Callable[[], st.SearchStrategy[Any]]] = {}


def builds(kind: type[Any]) -> Callable[[StrategyT], StrategyT]:
    """Say of a strategy that it builds a public type; Hypothesis calls it when it first needs one."""

    def register(strategy: StrategyT) -> StrategyT:
        checked = cast("StrategyT", asked(strategy))
        STRATEGIES[kind] = checked
        st.register_type_strategy(kind, lambda _: checked())
        return checked

    return register


def asked(strategy: Callable[P, T]) -> Callable[P, T]:
    """A strategy that refuses arguments of other kinds than it says, when it is called; several values become a tuple.

    Raises:
        InvalidTypeError: if an argument is of another kind.
        UnknownChoiceError: if a word is none of its list.
    """
    if not signature(strategy).parameters:
        return strategy

    @cache
    def hints() -> dict[str, Any]:
        annotations = {name: one.annotation for name, one in signature(strategy).parameters.items()}
        return get_type_hints(type("", (), {"__annotations__": annotations}), vars(sys.modules[strategy.__module__]))

    @wraps(strategy)
    def called(*none: P.args, **given: P.kwargs) -> T:
        known: dict[str, Any] = {
            name: _read(value, hints()[name], name) if name in hints() else value for name, value in given.items()
        }
        return strategy(*none, **known)

    return called


def _read(value: Any, hint: Any, name: str) -> Any:  # noqa: ANN401  # Any argument of any type.
    """An argument, if it is of one of the kinds of its hint."""
    kinds = get_args(hint) if get_origin(hint) not in _SEVERAL and len(get_args(hint)) > 1 else (hint,)
    for kind in kinds:
        plain = get_origin(kind) or kind
        if plain in _SEVERAL:
            if isinstance(value, Iterable) and not isinstance(value, _NO_LIST):
                part = get_args(kind)[0]
                return tuple(_read(one, part, f"{name}[{place}]") for place, one in enumerate(value))
        elif plain is int:
            if is_whole(value):
                return value
        elif plain is date:
            if isinstance(value, date):
                return calendar_day(value, name)
        elif isinstance(value, plain) or (issubclass(plain, Choice) and isinstance(value, str)):
            return plain(value) if issubclass(plain, Choice) else value
    wanted = " or ".join(_KINDS.get(get_origin(kind) or kind, kind.__name__) for kind in kinds)
    raise InvalidTypeError(f"{name} is {wanted}, got {describe(value)}")


Chosen: TypeAlias = T | st.SearchStrategy[T]

FIRST_DAY, LAST_DAY = date(2010, 1, 1), date(2035, 12, 31)
_SEVERAL = (Iterable, Sequence)
# The order of sets is another one each time, so that what was drawn could not be drawn again.
_NO_LIST = (str, bytes, Mapping, Set, st.SearchStrategy)
_KINDS = {
    NoneType: "None",
    date: "a datetime.date",
    int: "a whole number (int)",
    str: "text",
    st.SearchStrategy: "a strategy",
} | dict.fromkeys(_SEVERAL, "a list")
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


@builds(Text)
def texts() -> st.SearchStrategy[Text]:
    """Words in both languages, with any signs that a text can have behind them."""
    return _TEXTS


@builds(Noun)
def nouns() -> st.SearchStrategy[Noun]:
    """Nouns with which things are counted."""
    return st.builds(lambda text: Noun(text.vi, text.en, one=text.en), texts())


def within(what: str, value: Any, least: Any, most: Any = None) -> None:  # noqa: ANN401  # Numbers or days.
    """Refuse a number or a day beyond its ends.

    Raises:
        InvalidValueError: if it is below the least or above the most.
    """
    if value < least or (most is not None and value > most):
        least, most, value = (digits(end) if is_whole(end) else end for end in (least, most, value))
        raise InvalidValueError(f"{what} is {least} or more{'' if most is None else f', at most {most}'}, got {value}")


@asked
def days(*, first: date = FIRST_DAY, last: date = LAST_DAY) -> st.SearchStrategy[date]:
    """Days, year ends and leap days more often than others.

    Raises:
        InvalidTypeError: if an end is no `datetime.date`.
        InvalidValueError: if the first day is after the last.
    """
    within("first (until last)", first, date.min, last)
    marked = [date(year, 12, 31) for year in range(first.year, last.year + 1)]
    marked += [date(year, 2, 29) for year in range(first.year, last.year + 1) if year % 4 == 0 and year % 100]
    marked = [day for day in marked if first <= day <= last]
    plain = st.dates(first, last)
    return st.one_of(st.sampled_from(marked), plain) if marked else plain


@builds(Source)
def sources(*, document: Chosen[str] = "1/VB") -> st.SearchStrategy[Source]:
    """Places in a document, numbered like ``II.2.2``."""
    part = st.sampled_from(("I", "II", "III", "1", "2", "3", "a", "b", "đ"))
    numbers = st.lists(part, min_size=1, max_size=4).map(".".join)
    return st.builds(Source, chosen(document), numbers)


def values_of(kind: type[T], **fields: st.SearchStrategy[Any]) -> Callable[[], st.SearchStrategy[T]]:
    """A strategy for a type whose fields may have any values, and its registration.

    Args:
        kind: a class that attrs made.
        fields: strategies for what is not drawn by its type: the required fields are, ids and names among texts.
    """

    @builds(kind)
    @cache
    def strategy() -> st.SearchStrategy[T]:
        hints = get_type_hints(kind)
        required = [one for one in attrs.fields(kind) if one.default is attrs.NOTHING and one.name not in fields]  # type: ignore[arg-type]  # A class of attrs.
        return st.builds(kind, **{one.name: _usual(one, hints[one.name]) for one in required}, **fields)

    strategy.__doc__ = f"{kind.__name__}: {(getdoc(kind) or '').partition(chr(10))[0]}"
    return strategy


def _usual(field: Any, hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401  # Any field of any type.
    if hint is str:
        return texts().map(lambda text: text.vi) if field.converter is nfc else ids()
    return days() if hint is date else st.from_type(hint)
