"""What every value of the model has in common: a representation that shows what was given, and no more."""

from __future__ import annotations

from collections.abc import Callable, Sized
from functools import cache, partial
from typing import Any

import attrs

from xhht.pictures import picture


class Value:
    """A base for frozen values: their representation leaves out fields that have their default.

    It also spares each class a generated ``__repr__``, and those that are seldom compared (``eq=False``) their
    ``__eq__`` and ``__hash__``, which makes the package quicker to import (benchmarks/imports.py).
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return _compared(self) == _compared(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(_compared(self))

    def __repr__(self) -> str:
        kind: Any = type(self)
        shown = []
        for field in attrs.fields(kind):
            value = getattr(self, field.name)
            if field.repr is False or _is_default(field, value):
                continue
            text = field.repr(value) if callable(field.repr) else picture(value)
            shown.append(f"{field.name}={text}" if field.kw_only else text)
        return f"{kind.__name__}({', '.join(shown)})"

    def _repr_html_(self) -> str | None:
        """The value for a notebook; None, and so plain text, where no display is installed."""
        from xhht.displays import html  # noqa: PLC0415  # Needed in notebooks alone.

        return html(self)

    def to_pandas(self, *, columns: str = "short", language: str | None = None) -> Any:  # noqa: ANN401  # The core names no other library.
        """A result as a data frame of pandas: the columns that are looked at first, or ``"all"``.

        Shares and distances are floats, with their exact text among all columns; see `xhht.ext.rows.to_frame`.

        Raises:
            InvalidTableError: for every count beyond 64 bits.
            MissingExtraError: if narwhals or pandas is not installed.
            UnknownChoiceError: if the choice of columns is another.
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        from xhht.displays import frame  # noqa: PLC0415  # Needed for frames alone.

        return frame(self, "pandas", columns, language)

    def to_polars(self, *, columns: str = "short", language: str | None = None) -> Any:  # noqa: ANN401  # As above.
        """A result as a data frame of Polars, as `to_pandas` gives it.

        Raises:
            InvalidTableError: as in `to_pandas`, and likewise the other errors.
        """
        from xhht.displays import frame  # noqa: PLC0415  # As above.

        return frame(self, "polars", columns, language)


@cache
def _keys(kind: type[Any]) -> tuple[tuple[str, Callable[[Any], object] | None], ...]:
    return tuple((field.name, field.eq_key) for field in attrs.fields(kind) if field.eq)


def _compared(value: object) -> tuple[object, ...]:
    """What a value is compared by: its fields, or what stands for them."""
    kind: Any = type(value)
    return tuple(getattr(value, name) if key is None else key(getattr(value, name)) for name, key in _keys(kind))


def _is_default(field: attrs.Attribute[Any], value: object) -> bool:
    default = field.default
    return default is not attrs.NOTHING and field.kw_only and type(default) is type(value) and bool(default == value)


def blanks(kind: type[Value]) -> Callable[[], Any]:
    """What makes objects of a frozen class without values, to be filled field by field and closed with ``__class__``.

    A frozen class sets each field by a call; a twin that is open while it is filled spares them
    (benchmarks/evaluation.py). It is open for deleting too, since Python sets fields quickly only where both
    are its own.
    """
    of_objects = {name: getattr(object, name) for name in ("__setattr__", "__delattr__")}
    twin = type(kind.__name__, (kind,), {"__slots__": (), **of_objects})
    return partial(object.__new__, twin)


def how_many(values: Sized) -> str:
    """What is shown in place of many values: their number."""
    return f"<{len(values)}>"
