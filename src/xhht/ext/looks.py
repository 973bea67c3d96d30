"""Looks: the signs and colours of outcomes and the language, which tables and charts share."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple, cast

from xhht.errors import UnknownIdError
from xhht.scenarios.assumptions import Assumption
from xhht.scenarios.projections import Grounds
from xhht.texts import LANGUAGES, Language, Text

VARIABLE = "XHHT_LANGUAGE"


class Look(NamedTuple):
    """How an outcome looks: a sign, the colour of the ground and that of letters on it, and one for lines and bars.

    The sign and the word carry the meaning; colour repeats it. The colours for bars follow the palette of Okabe and
    Ito (https://jfly.uni-koeln.de/color/), which people with any of the common kinds of colour vision tell apart.
    """

    sign: str
    ground: str
    letters: str
    bar: str


LOOKS: Mapping[str, Look] = {
    "met": Look("✓", "#d6ecf7", "#003f63", "#0072b2"),
    "not_met": Look("✗", "#fbe3d0", "#7a2e00", "#d55e00"),
    "undecided": Look("?", "#fbf3c0", "#544700", "#e0b000"),
    "no_data": Look("○", "#ececec", "#444444", "#a8a8a8"),
    "not_applicable": Look("–", "#ffffff", "#444444", "#d9d9d9"),
}


def scope_of(assumption: Assumption, grounds: Grounds | None) -> tuple[Text | str, ...]:
    """Of which indicator, target, tier or region something is assumed, by name where the result knows it."""
    return tuple(
        name if grounds is None else getattr(grounds, f"{kind}_name")(name)
        for kind in ("indicator", "target", "tier", "region")
        if (name := getattr(assumption, kind)) is not None
    )


def language_shown(language: Language | None) -> Language:
    """The language asked for, or else that of the environment, or else English.

    Raises:
        UnknownIdError: if it is neither ``"en"`` nor ``"vi"``.
    """
    chosen = os.environ.get(VARIABLE) or "en" if language is None else language
    if chosen not in LANGUAGES:
        where = f"the environment variable {VARIABLE}" if language is None else ""
        raise UnknownIdError("language", chosen, LANGUAGES, where)
    return cast("Language", chosen)
