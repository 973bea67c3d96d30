"""Programmes in files: earlier revisions side by side, and broken links named beside all other mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args

import attrs
from cattrs import Converter
from cattrs.errors import ClassValidationError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from xhht.errors import InvalidTypeError, XhhtError
from xhht.ext.codec.classes import field_reader, fields_of
from xhht.ext.codec.limits import Limits
from xhht.ext.codec.mistakes import UnreadableValueError, at
from xhht.ext.codec.parsing import shown
from xhht.ext.codec.scalars import Reader
from xhht.model.links import broken_links, repeated_ids, unknown_clauses
from xhht.model.programme import Programme
from xhht.model.sources import Clause

LINKED = {
    "party": "parties",
    "indicator": "indicators",
    "title": "titles",
    "tier": "tiers",
    "content": "contents",
    "campaign": "campaigns",
    "beneficiary": "beneficiaries",
    "responsibility": "responsibilities",
}
WITHOUT_IDS = {"clauses", "bases", "focal_points", "signatures", "recipients"}


@attrs.frozen
class _Unread:
    """Stands for a part that could not be read, so that what links to it is not called broken as well."""

    id: str


def programme_writer(converter: Converter) -> Callable[[Programme], dict[str, Any]]:
    """The writer of a programme: the text as it stands, and under ``previous`` each earlier one, the oldest first."""
    write = make_dict_unstructure_fn(Programme, converter, _cattrs_omit_if_default=True, previous=override(omit=True))

    def write_all(programme: Programme) -> dict[str, Any]:
        *earlier, last = programme.revisions()
        found = write(last)
        if earlier:
            found["previous"] = [write(revision) for revision in earlier]
        return found

    return write_all


def programme_reader(converter: Converter, limits: Limits) -> Reader:
    """The reader of a programme with its earlier revisions."""
    readers = {field.name: field_reader(field, converter) for field in fields_of(Programme) if field.name != "previous"}
    overrides: dict[str, Any] = {name: override(struct_hook=read) for name, read in readers.items()}
    overrides["previous"] = override(struct_hook=lambda revision, _: revision)
    read_one = make_dict_structure_fn(Programme, converter, _cattrs_forbid_extra_keys=True, **overrides)

    def read_revision(data: dict[str, Any], previous: Programme | None) -> Programme:
        try:
            return read_one({**data, "previous": previous}, Programme)
        except ClassValidationError as error:
            if all(hasattr(problem, "__notes__") for problem in error.exceptions):
                problems = [*error.exceptions, *_link_problems(data, readers, limits)]
                raise ClassValidationError(error.message, problems, Programme) from None
            raise

    def read(value: dict[str, Any], _: object) -> Programme:
        earlier = value.get("previous", [])
        if not isinstance(earlier, list) or len(earlier) > limits.parts:
            wrong = InvalidTypeError(f"expected a list of earlier revisions, got {shown(earlier)}")
            raise ClassValidationError("previous", [at(wrong, "previous")], Programme)
        previous: Programme | None = None
        for place, data in enumerate(earlier):
            try:
                if type(data) is not dict or "previous" in data:
                    raise UnreadableValueError("expected an object (Programme) without 'previous' of its own")  # noqa: TRY301  # As readers do.
                previous = read_revision(data, previous)
            except Exception as error:  # noqa: BLE001  # Whatever is wrong is named with its place.
                inner = IterableValidationError("previous", [at(error, place)], tuple)
                raise ClassValidationError("previous", [at(inner, "previous")], Programme) from None
        return read_revision({key: inner for key, inner in value.items() if key != "previous"}, previous)

    return read


def _link_problems(data: dict[str, Any], readers: dict[str, Reader], limits: Limits) -> list[XhhtError]:
    """The broken links and repeated ids among the parts that can be read; none where a list is too long."""
    if any(isinstance(value, list) and len(value) > limits.parts for value in data.values()):
        return []
    groups: dict[str, list[Any]] = {}
    for field in attrs.fields(Programme):
        if get_args(field.type)[-1:] == (Ellipsis,):
            listed = data.get(field.name, [])
            groups[field.name] = _parts(listed, readers[field.name]) if isinstance(listed, list) else []
    identified = {name: parts for name, parts in groups.items() if name not in WITHOUT_IDS}
    known = {kind: [part for part in groups[name] if part.id] for kind, name in LINKED.items()}
    problems: list[XhhtError] = [*_repeated(identified), *broken_links(groups, known)]
    clauses = [clause for clause in groups["clauses"] if isinstance(clause, Clause)]
    if len(clauses) == len(groups["clauses"]):
        citing = [part for name, parts in groups.items() if name != "clauses" for part in parts]
        cited = [(part, part.source) for part in citing if hasattr(part, "source")]
        problems += unknown_clauses(cited, clauses)
    return problems


def _repeated(groups: dict[str, list[Any]]) -> Iterator[XhhtError]:
    for name, parts in groups.items():
        # A part without a readable id gets one that nothing else has, so that the places stay right.
        named = [part if part.id else _Unread(f"\0{place}") for place, part in enumerate(parts)]
        yield from repeated_ids({name: named})


def _parts(listed: list[Any], read: Reader) -> list[Any]:
    found: list[Any] = []
    for value in listed:
        try:
            found.extend(read([value], None))
        except Exception:  # noqa: BLE001  # It is named already.
            part_id = value.get("id") if isinstance(value, dict) else None
            found.append(_Unread(part_id if isinstance(part_id, str) else ""))
    return found
