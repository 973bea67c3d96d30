"""Receipts: from what an assessment was reached, so that it can be reached again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
from cattrs import Converter

from xhht.errors import InvalidValueError
from xhht.ext.codec.canonical import canonical, digest
from xhht.ext.codec.kinds import LIBRARY
from xhht.figures.bounds import Base
from xhht.figures.observations import Observation
from xhht.figures.shares import Share
from xhht.judgement.assessment import Assessment
from xhht.values import Value


@attrs.frozen(kw_only=True, repr=False)
class Receipt(Value):
    """What an assessment rests on.

    Attributes:
        library: the version of this library that wrote it.
        programme: the id of the programme.
        amendment: the id of the last amendment in force; None for the text as signed.
        rules: the digest of the targets judged by, their names left out.
        observations: the digest of the reports behind the verdicts, in the order of the verdicts.
    """

    library: str
    programme: str
    amendment: str | None = None
    rules: str
    observations: str


def observations_of(assessment: Assessment) -> tuple[Observation, ...]:
    """The reports behind the verdicts and their baselines, each once, in the order of the verdicts."""
    found: dict[tuple[str, str, object], list[Observation]] = {}
    ordered: list[Observation] = []
    for verdict in assessment.verdicts:
        for seen in (verdict.baseline, verdict.observation):
            if seen is None:
                continue
            alike = found.setdefault((seen.indicator, seen.region, seen.on), [])
            if not alike or seen not in alike:
                alike.append(seen)
                ordered.append(seen)
    return tuple(ordered)


def canonical_of(observations: Iterable[Observation], converter: Converter) -> str:
    """The text that is digested: the reports as a JSON list, written as any file writes them."""
    write = converter.get_unstructure_hook(Observation)
    lines = []
    for seen in observations:
        actual = seen.actual
        is_plain = type(actual) is Share and actual.base is Base.ALL and seen.reference is None and seen.note is None
        if is_plain and isinstance(actual, Share):
            # What nearly all reports look like; ids need no escapes.
            lines.append(
                f'{{"indicator":"{seen.indicator}","region":"{seen.region}","on":"{seen.on.isoformat()}",'
                f'"actual":{{"numerator":{actual.numerator},"denominator":{actual.denominator}}}}}'
            )
        else:
            lines.append(canonical(write(seen)))
    return f"[{','.join(lines)}]"


def receipt_of(assessment: Assessment, converter: Converter) -> Receipt:
    """The receipt of an assessment."""
    programme = assessment.programme
    rules: list[dict[str, Any]] = [converter.unstructure(target) for target in programme.targets]
    return Receipt(
        library=LIBRARY,
        programme=programme.id,
        amendment=None if programme.amendment is None else programme.amendment.id,
        rules=digest(canonical([{key: value for key, value in rule.items() if key != "name"} for rule in rules])),
        observations=digest(canonical_of(observations_of(assessment), converter)),
    )


def check_receipt(assessment: Assessment, written: Receipt, converter: Converter) -> None:
    """Refuse an assessment that is not the one for which a receipt was written; the library may be another.

    Raises:
        InvalidValueError: if the programme, its targets or the reports are others.
    """
    own = receipt_of(assessment, converter)
    if written.programme != own.programme or written.amendment != own.amendment:
        raise InvalidValueError(
            f"the receipt is for programme {written.programme[:80]!r}, amendment {written.amendment}, "
            f"not for {own.programme!r}, amendment {own.amendment}"
        )
    if written.rules != own.rules:
        raise InvalidValueError("it was judged by other targets than those of the programme given; give that text")
    if written.observations != own.observations:
        raise InvalidValueError("the reports are not those of the receipt; take the file as it was written")
