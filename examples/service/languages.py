"""Languages: which of the two is meant by an Accept-Language header (RFC 9110, 12.5.4)."""

from __future__ import annotations

from xhht import Language

LANGUAGES: tuple[Language, ...] = ("en", "vi")
MOST_RANGES = 50


def language_of(header: str) -> Language:
    """The language with the highest weight; English where none of ours is asked for.

    >>> language_of("vi-VN,vi;q=0.9,en;q=0.8"), language_of("fr"), language_of("en;q=0.1, vi;q=0")
    ('vi', 'en', 'en')
    """
    best: Language = "en"
    highest = 0
    for wanted in header.split(",")[:MOST_RANGES]:
        name, _, weight = wanted.partition(";")
        thousandths = _thousandths(weight.strip())
        for language in LANGUAGES:
            if name.strip().lower().split("-")[0] == language and thousandths > highest:
                best, highest = language, thousandths
    return best


def _thousandths(weight: str) -> int:
    """The weight in thousandths; 0 where it is none."""
    if not weight:
        return 1000
    whole, _, rest = weight.removeprefix("q=").partition(".")
    if whole not in {"0", "1"} or len(rest) > 3 or (rest and not (rest.isascii() and rest.isdigit())):
        return 0
    return min(int(whole) * 1000 + int(rest.ljust(3, "0")), 1000)
