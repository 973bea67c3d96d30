"""Assertions on verdicts, with failures that name the target, the region, the reason and the clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from xhht.checks import describe
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.figures.bounds import Bounds, CountRange, format_bounds
from xhht.judgement.assessment import Assessment
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.verdicts import Verdict
from xhht.pictures import digits
from xhht.texts import format_decimal, format_percent

Key: TypeAlias = tuple[str, str]
Judged: TypeAlias = Verdict | Assessment | Iterable[Verdict]
Outcomes: TypeAlias = Mapping[Key, Outcome] | Mapping[Key, str]
Side: TypeAlias = Verdict | Outcome

SHOWN = 20
_WIDTH = 9
_COMPARED = ("outcome", "reason", "threshold", "shortfall", "gap_pp")


def assert_met(found: Judged, *, target: str | None = None, region: str | None = None) -> None:
    """Assert that a verdict, or every verdict of an assessment, is met.

    Args:
        found: a verdict, or several.
        target: only verdicts on this target.
        region: only verdicts in this region.

    Raises:
        AssertionError: if a verdict is not met, or there is none.
        UnknownIdError: if no verdict is on that target or in that region.
    """
    __tracebackhide__ = True
    assert_outcome(found, Outcome.MET, target=target, region=region)


def assert_outcome(
    found: Judged,
    expected: Outcome | str,
    *,
    reason: Reason | str | None = None,
    target: str | None = None,
    region: str | None = None,
) -> None:
    """Assert the outcome of a verdict, or of every verdict of an assessment.

    Args:
        found: a verdict, or several.
        expected: the outcome, or its plain value such as ``"undecided"``.
        reason: the reason, where that matters too.
        target: only verdicts on this target.
        region: only verdicts in this region.

    Raises:
        AssertionError: if a verdict has another outcome or reason, or there is none.
        UnknownIdError: if the outcome or reason is unknown, or no verdict is on that target or in that region.
    """
    __tracebackhide__ = True
    outcome, why = Outcome(expected), None if reason is None else Reason(reason)
    chosen = _chosen(_verdicts(found), target, region)
    if not chosen:
        raise AssertionError(f"no verdict was given, so none is {outcome.value}; check what was assessed")
    wanted = outcome.value if why is None else f"{outcome.value} ({why.value})"
    wrong = [v for v in chosen if v.outcome is not outcome or (why is not None and v.reason is not why)]
    if wrong:
        blocks = [_block(v, [("expected", wanted), ("got", f"{v.outcome.value} ({v.reason.value})")]) for v in wrong]
        raise AssertionError(_told(blocks, f"{len(wrong)} of {len(chosen)} verdicts", "not as expected"))


def assert_same_verdicts(found: Judged | Outcomes, expected: Judged | Outcomes) -> None:
    """Assert that two sets of verdicts agree, in whatever order they stand.

    Args:
        found: what is tested: verdicts, or a mapping from (target, region) to the outcome alone.
        expected: what is right, in either form. Between verdicts, the outcome, reason, threshold, shortfall and gap
            are compared; where one side has outcomes alone, the outcome.

    Raises:
        AssertionError: naming every verdict that differs, is missing or is not expected.
        InvalidTypeError: if a key of a mapping is no pair of ids, or something else than verdicts is given.
        InvalidValueError: if one side judges a target more than once in one region.
    """
    __tracebackhide__ = True
    lines = differing(found, expected)
    if lines:
        raise AssertionError("\n".join(lines))


def differing(found: object, expected: object) -> list[str]:
    """What differs between two sets of verdicts, line by line; nothing where they agree."""
    got, wanted = _by_key(found), _by_key(expected)
    blocks = []
    for key in dict.fromkeys((*wanted, *got)):
        rows = list(_differences(got.get(key), wanted.get(key)))
        if rows:
            told = next((side for side in (got.get(key), wanted.get(key)) if isinstance(side, Verdict)), None)
            blocks.append(_lines(_place(*key), rows) if told is None else _block(told, rows))
    total = len({*wanted, *got})
    return _told(blocks, f"{len(blocks)} of {total} verdicts", "different").splitlines() if blocks else []


def _verdicts(given: object) -> list[Verdict]:
    if isinstance(given, Verdict):
        return [given]
    if isinstance(given, Iterable):
        listed = list(given)
        wrong = next((one for one in listed if not isinstance(one, Verdict)), None)
        if wrong is None:
            return listed
        given = wrong
    raise InvalidTypeError(f"verdicts are a Verdict, an Assessment or several Verdicts, got {describe(given)}")


def _chosen(verdicts: list[Verdict], target: str | None, region: str | None) -> list[Verdict]:
    for kind, wanted, known in (
        ("target", target, dict.fromkeys(_key(v)[0] for v in verdicts)),
        ("region", region, dict.fromkeys(_key(v)[1] for v in verdicts)),
    ):
        if wanted is not None and wanted not in known:
            raise UnknownIdError(kind, wanted, known, "the verdicts")
    return [v for v in verdicts if target in (None, _key(v)[0]) and region in (None, _key(v)[1])]


def _key(verdict: Verdict) -> Key:
    return verdict.target.id, "" if verdict.region is None else verdict.region.id


def _by_key(given: object) -> Mapping[Key, Side]:
    if isinstance(given, Mapping):
        return {_pair(key): Outcome(outcome) for key, outcome in given.items()}
    verdicts = _verdicts(given)
    found = {_key(verdict): verdict for verdict in verdicts}
    if len(found) < len(verdicts):
        twice = [key for key, count in Counter(map(_key, verdicts)).items() if count > 1]
        raise InvalidValueError(
            f"{len(twice)} targets are judged more than once in one region, such as {_place(*twice[0])}; "
            "compare the verdicts of one assessment at a time"
        )
    return found


def _pair(key: object) -> Key:
    if isinstance(key, tuple) and len(key) == len(("target", "region")):
        target, region = key
        if isinstance(target, str) and isinstance(region, str):
            return target, region
    raise InvalidTypeError(f'a verdict is named by a pair of ids, such as ("members", "tran-yen"), got {describe(key)}')


def _differences(got: Side | None, wanted: Side | None) -> Iterator[tuple[str, str]]:
    if isinstance(got, Verdict) and isinstance(wanted, Verdict):
        fields = [name for name in _COMPARED if getattr(got, name) != getattr(wanted, name)]
        if fields:
            for label, side in (("expected", wanted), ("got", got)):
                yield label, ", ".join(_shown(name, getattr(side, name)) for name in fields)
    elif _outcome(got) is not _outcome(wanted):
        yield "expected", _brief(wanted)
        yield "got", _brief(got)


def _outcome(side: Side | None) -> Outcome | None:
    return side.outcome if isinstance(side, Verdict) else side


def _brief(side: Side | None) -> str:
    if side is None:
        return "no verdict"
    return f"{side.outcome.value} ({side.reason.value})" if isinstance(side, Verdict) else side.value


def _shown(field: str, value: object) -> str:
    if field == "gap_pp":
        return f"gap {_points(value)}"
    if isinstance(value, Fraction):
        value = f"{format_percent(value, 'en')} ({digits(value)})"
    elif isinstance(value, CountRange):
        value = f"{value.least} or more" if value.most is None else f"{value.least} to {value.most}"
    elif isinstance(value, Bounds):
        value = format_bounds(value, "en")
    return f"{field} {value}"


def _points(gap: object) -> str:
    if isinstance(gap, Bounds):
        low, high = (format_decimal(end, "en") for end in (gap.lower, gap.upper))
        return f"from {'over ' * gap.is_lower_open}{low} to {'under ' * gap.is_upper_open}{high} points"
    return f"{format_decimal(gap, 'en')} points" if isinstance(gap, Fraction) else str(gap)


def _place(target: str, region: str, name: str = "") -> str:
    where = f" in {region}" if region else ""
    return f"{target}{where}{f' ({name})' if name and name != region else ''}"


def _block(verdict: Verdict, rows: Iterable[tuple[str, str]]) -> str:
    name = "" if verdict.region is None else verdict.region.name
    about = [
        ("why", verdict.why("en")),
        ("reported", "nothing" if verdict.actual is None else verdict.actual.format("en")),
        ("asked", f"{verdict.asked('en') or 'nothing'} by {verdict.target.due_on}"),
        ("clause", str(verdict.source)),
    ]
    return _lines(_place(*_key(verdict), name), (*rows, *about))


def _lines(place: str, rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join([place, *(f"  {label:<{_WIDTH}} {text}" for label, text in rows)])


def _told(blocks: list[str], count: str, what: str) -> str:
    lines = [f"{count} {'is' if len(blocks) == 1 else 'are'} {what}:", *blocks[:SHOWN]]
    if len(blocks) > SHOWN:
        lines.append(f"… and {len(blocks) - SHOWN} more")
    return "\n\n".join(lines)
