"""The learning titles: what is conferred, on whom, and the grades of a graded result."""

from __future__ import annotations

import attrs

from xhht.checks import describe, identifier, instance, is_whole
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.model.sources import Source
from xhht.texts import Text
from xhht.values import Value


@attrs.frozen(repr=False)
class LearningTitle(Value):
    """A title conferred on a holder; `holders` says who can hold it, `indicator` what counts them."""

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    holders: Text = attrs.field(validator=instance(Text), kw_only=True)
    indicator: str = attrs.field(converter=identifier, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)


@attrs.frozen(repr=False)
class Grade(Value):
    """One step of a graded result: reached from `points_from` points on, out of 100."""

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    points_from: int = attrs.field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not is_whole(self.points_from):
            raise InvalidTypeError(f"the points of a grade are a whole number, got {describe(self.points_from)}")
        if not 0 <= self.points_from <= 100:
            raise InvalidValueError(f"a grade begins between 0 and 100 points, got {self.points_from!r}")
