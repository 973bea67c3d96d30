"""Assessments in files: a line for each verdict, with links to targets and regions by id, and a receipt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

import attrs
from cattrs import Converter
from cattrs.fns import identity
from cattrs.gen import override

from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.ext.codec.converters import class_reader, class_writer
from xhht.ext.codec.kinds import fields_of, several
from xhht.ext.codec.limits import LIMITS
from xhht.ext.codec.mistakes import within
from xhht.ext.codec.receipts import REPORTS, Receipt, check_receipt, observations_of, receipt_of, verdicts_of
from xhht.ext.codec.values import ROWS, read_each
from xhht.figures.bounds import CountRange
from xhht.figures.regions import Region
from xhht.judgement.assessment import Assessment
from xhht.judgement.verdicts import Verdict
from xhht.model.programme import Programme
from xhht.model.sources import Source
from xhht.model.targets import GrowthTarget, LevelTarget
from xhht.values import Value

# How a file links a line to what it is about, and what follows from the rest of a line: its shortfall and source are
# for other programs, and not read back; its tier says what tiers are usual.
_LINE: dict[str, Any] = {
    "target": str | LevelTarget | GrowthTarget,
    "region": str | Region | None,
    "tier": str | None,
    "shortfall": int | CountRange | None,
    "source": Source | None,
}
_FILE = {"programme": str | Programme, "receipt": Receipt | None, "regions": several(Region)}
# What a line leaves out where it is as usual.
_USUAL = ("as_of", "tiers")
# What many lines share, which is written once.
_SHARED = ("target", "region", "threshold", *REPORTS)


def _shape(name: str, kind: type[Any], types: dict[str, Any], defaults: dict[str, Any]) -> Any:  # noqa: ANN401  # A class that is made here.
    """The shape in which files hold a class: some fields of another type, and further ones."""
    fields = {field.name: (field.type, field.default) for field in fields_of(kind)}
    fields |= {key: (kind, fields[key][1] if key in fields else None) for key, kind in types.items()}
    fields |= {key: (fields[key][0], default) for key, default in defaults.items()}
    made = {key: attrs.field(type=kind, default=default, kw_only=True) for key, (kind, default) in fields.items()}
    shape = attrs.make_class(name, made, bases=(Value,), frozen=True, repr=False)
    shape.__doc__ = kind.__doc__
    return shape


VerdictLine: Any = _shape("VerdictLine", Verdict, _LINE, dict.fromkeys(_USUAL, ...))
_LINES: Any = several(VerdictLine)
AssessmentFile: Any = _shape(
    "AssessmentFile", Assessment, {**_FILE, "verdicts": _LINES, "by_party": _LINES | None}, {"regions": ()}
)
ROWS.add(VerdictLine)
# What assessments are judged by that name their programme by its id alone, while a file is read.
JUDGED_BY: ContextVar[Programme | None] = ContextVar("JUDGED_BY", default=None)
_FIELDS = tuple(field.name for field in fields_of(Verdict))
_values = attrgetter(*_FIELDS)


def register_assessments(converter: Converter) -> None:
    """Have a converter read and write assessments inside other things."""
    converter.register_structure_hook(Assessment, lambda value, _: _read_assessment(value, converter))
    converter.register_structure_hook_factory(
        lambda kind: kind is VerdictLine, lambda kind: class_reader(kind, converter, source=lambda value, _: value)
    )
    converter.register_unstructure_hook(
        Assessment, lambda assessment: write_assessment(assessment, converter, is_whole=True)
    )


def _usual(as_of: date, tier: str | None) -> dict[str, Any]:
    """What nearly all lines of a file say of their day and, by their tier, of the tiers in question."""
    return {"as_of": as_of, "tiers": (tier,)}


def write_assessment(assessment: Assessment, converter: Converter, *, is_whole: bool) -> dict[str, Any]:
    """An assessment as plain data, with its programme as a whole or by id alone."""
    programme, write = assessment.programme, converter.unstructure
    lines = _Lines(assessment, converter)
    return {
        **_writers(converter)[0](assessment),
        "programme": write(programme) if is_whole else programme.id,
        "receipt": write(receipt_of(assessment, list(lines.written.values()))),
        "regions": [write(region) for region in lines.listed["region"].values()],
        "verdicts": lines.of_several(assessment.verdicts),
        **({} if assessment.by_party == () else {"by_party": lines.of_several(assessment.by_party)}),
    }


class _Lines:
    """The lines of one assessment; what many of them share is written once.

    Shared parts are looked up by identity, since most of them are slow to hash.
    """

    def __init__(self, assessment: Assessment, converter: Converter) -> None:
        programme = assessment.programme
        self.write = converter.unstructure
        _, self.write_alone, self.write_field = _writers(converter)
        self.written: dict[int, Any] = {id(report): self.write(report) for report in observations_of(assessment)}
        self.listed: dict[str, dict[str, Any]] = {"target": {one.id: one for one in programme.targets}, "region": {}}
        verdicts = verdicts_of(assessment)
        for verdict in verdicts:
            if verdict.region is not None:
                self.listed["region"].setdefault(verdict.region.id, verdict.region)
        self.usual = {tier: _usual(assessment.as_of, tier).items() for tier in {verdict.tier for verdict in verdicts}}

    def of_several(self, verdicts: Iterable[Verdict] | None) -> list[dict[str, Any]] | None:
        return None if verdicts is None else [self.of(verdict) for verdict in verdicts]

    def of(self, verdict: Verdict) -> dict[str, Any]:
        line: dict[str, Any] = self.write_alone(verdict)
        for name in _SHARED:
            thing = line.get(name)
            if thing is not None:
                line[name] = self.written.get(id(thing)) or self.once(name, thing)
        for name, expected in self.usual[verdict.tier]:
            thing = getattr(verdict, name)
            if thing is not expected and thing != expected:
                line[name] = self.write(thing)
        if verdict.tier is not None:
            line["tier"] = verdict.tier
        shortfall = verdict.shortfall
        if shortfall is not None:
            line["shortfall"] = shortfall if isinstance(shortfall, int) else self.write(shortfall)
        source = verdict.target.source
        line["source"] = self.written.get(id(source)) or self.once("source", source)
        return line

    def once(self, name: str, thing: Any) -> Any:  # noqa: ANN401  # Plain data of any shape.
        is_listed = name in self.listed and self.listed[name].get(thing.id) == thing
        data = self.written[id(thing)] = thing.id if is_listed else self.write_field[name](thing)
        return data


@lru_cache(maxsize=8)
def _writers(converter: Converter) -> tuple[Any, Any, dict[str, Any]]:
    """The writers of an assessment without its verdicts, of a verdict without what is shared, and of what is shared."""
    line = {
        **{name: override(unstruct_hook=identity) for name in _SHARED},
        **{name: override(omit=True) for name in _USUAL},
    }
    return (
        class_writer(
            Assessment,
            converter,
            programme=override(unstruct_hook=identity),
            verdicts=override(omit=True),
            by_party=override(omit=True),
        ),
        class_writer(Verdict, converter, **line),
        {
            "source": converter.unstructure,
            **{field.name: converter.get_unstructure_hook(field.type) for field in fields_of(Verdict)},
        },
    )


def _read_assessment(value: object, converter: Converter) -> Assessment:
    file = converter.structure(value, AssessmentFile)
    programme = file.programme if isinstance(file.programme, Programme) else _revision(file)
    targets = {target.id: target for target in programme.targets}
    regions = {region.id: region for region in file.regions}
    clauses = {target.id: converter.unstructure(target.source) for target in programme.targets}
    usual_of = cache(lambda tier: tuple(_usual(file.as_of, tier).items()))

    def verdict_of(line: Any) -> Verdict:  # noqa: ANN401  # A VerdictLine.
        fields = dict(zip(_FIELDS, _values(line), strict=True))
        fields["target"] = target = _linked("target", line.target, targets)
        fields["region"] = _linked("region", line.region, regions)
        for name, usual in usual_of(line.tier):
            if fields[name] is ...:
                fields[name] = usual
        if line.source is not None and line.source != (clauses.get(target.id) or converter.unstructure(target.source)):
            with within("source"):
                raise InvalidValueError("is not the clause of the target; leave it out, or correct it")
        return Verdict(**fields)

    read: dict[str, Any] = {field.name: getattr(file, field.name) for field in fields_of(Assessment)}
    for name in ("verdicts", "by_party"):
        if read[name] is not None:
            with within(name):
                read[name] = read_each(read[name], verdict_of, LIMITS)
    assessment = Assessment(**{**read, "programme": programme})
    if file.receipt is not None:
        with within("receipt"):
            check_receipt(assessment, file.receipt)
    return assessment


def _linked(kind: str, named: Any, listed: Mapping[str, Any]) -> Any:  # noqa: ANN401  # A target or a region.
    if isinstance(named, str) and named not in listed:
        raise UnknownIdError(kind, named, listed)
    return listed[named] if isinstance(named, str) else named


def _revision(file: Any) -> Programme:  # noqa: ANN401  # An AssessmentFile.
    """The revision of the programme by which a file was judged, as its receipt says."""
    programme = JUDGED_BY.get()
    if programme is None:
        raise InvalidTypeError(f"the file names programme {file.programme[:80]!r} by its id; give it as programme=…")
    if not isinstance(programme, Programme):
        raise InvalidTypeError(f"programme= is a Programme, got {type(programme).__name__}")
    if programme.id != file.programme:
        with within("programme"):
            raise UnknownIdError("programme", file.programme, [programme.id])
    if file.receipt is None:
        return programme.as_of(file.as_of)
    revisions = {one.amendment.id if one.amendment else None: one for one in programme.revisions()}
    if file.receipt.amendment not in revisions:
        with within("receipt"):
            raise UnknownIdError("amendment", file.receipt.amendment, [name for name in revisions if name is not None])
    return revisions[file.receipt.amendment]
