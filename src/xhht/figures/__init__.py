"""Figures: what was reported, where and for which day, and everything that it can mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xhht.names import lazy

if TYPE_CHECKING:
    from xhht.figures._public import *
else:
    __getattr__, __dir__ = lazy(__name__)
