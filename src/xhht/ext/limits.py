"""Limits: what a file may ask of the machine that reads it."""

from __future__ import annotations

import attrs

from xhht.checks import describe, is_whole
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.values import Value


@attrs.frozen(kw_only=True, repr=False)
class FileLimits(Value):
    """A base for the limits of one kind of files: each is a whole number above 0."""

    def __attrs_post_init__(self) -> None:
        for field in attrs.fields(type(self)):
            most = getattr(self, field.name)
            if not is_whole(most):
                raise InvalidTypeError(f"Limits.{field.name} is a whole number, got {describe(most)}")
            if most < 1:
                raise InvalidValueError(f"Limits.{field.name} is at least 1, got {describe(most)}")
