"""The learning titles: what is conferred, on whom, and the grades of a graded result."""

from __future__ import annotations

from fractions import Fraction

import attrs

from xhht.checks import describe, fraction, identifier, instance
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.model.sources import Source
from xhht.pictures import digits
from xhht.texts import Text
from xhht.values import Value


def exact_points(value: int | Fraction) -> Fraction:
    """Return a number of points; floats, bools and text are refused.

    Raises:
        InvalidTypeError: if it is neither an int nor a Fraction.
        InvalidValueError: if it is negative.
    """
    try:
        points = fraction(value)
    except InvalidTypeError:
        raise InvalidTypeError(f"points are an int or a Fraction, got {describe(value)}") from None
    if points < 0:
        raise InvalidValueError(f"points are 0 or more, got {digits(points)}")
    return points


def shown_points(points: Fraction | None) -> str:
    """A number of points as it can be given, whole where it is whole."""
    return repr(points.numerator if points is not None and points.denominator == 1 else points)


@attrs.frozen(repr=False, eq=False)
class LearningTitle(Value):
    """A title conferred on a holder; `holders` says who can hold it, `indicator` what counts them."""

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    holders: Text = attrs.field(validator=instance(Text), kw_only=True)
    indicator: str = attrs.field(converter=identifier, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)


@attrs.frozen(repr=False, eq=False)
class Grade(Value):
    """One step of a graded result: reached from `points_from` points on, and held up to the next grade."""

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    points_from: Fraction = attrs.field(kw_only=True, converter=exact_points, repr=shown_points)
