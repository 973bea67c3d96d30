"""Programmes in files: earlier revisions side by side, and broken links named beside all other mistakes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import attrs
from cattrs import Converter
from cattrs.errors import ClassValidationError
from cattrs.gen import override

from xhht.errors import XhhtError
from xhht.ext.codec.converters import class_reader, class_writer
from xhht.ext.codec.kinds import classes_of, fields_of, is_several
from xhht.ext.codec.limits import Limits
from xhht.ext.codec.mistakes import UnreadableValueError, within
from xhht.ext.codec.texts import without
from xhht.ext.codec.values import Reader, listed
from xhht.model.amendments import AmendableKind, Amendment
from xhht.model.links import broken_links, repeated_ids, unknown_clauses
from xhht.model.programme import Programme
from xhht.model.sources import Clause

PREVIOUS, AMENDMENT = "previous", "amendment"


@attrs.frozen
class _Unread:
    """Stands for a part that could not be read, so that what links to it is not called broken as well."""

    id: str


def register_programmes(converter: Converter, limits: Limits) -> None:
    """Have a converter read and write programmes."""
    converter.register_structure_hook_factory(
        lambda kind: kind is Programme, lambda _: _programme_reader(converter, limits)
    )
    converter.register_unstructure_hook_factory(lambda kind: kind is Programme, lambda _: _programme_writer(converter))


def _programme_writer(converter: Converter) -> Callable[[Programme], dict[str, Any]]:
    """The writer of a programme: the text as it stands, and under ``previous`` each earlier one, the oldest first.

    An earlier one that its amendment makes of the one before is written as this amendment alone, so that a file grows
    with what was changed, not with the whole text for each change.
    """
    write = class_writer(Programme, converter, previous=override(omit=True))

    def write_earlier(revision: Programme) -> dict[str, Any]:
        return {AMENDMENT: converter.unstructure(revision.amendment)} if _follows(revision) else write(revision)

    def write_revisions(programme: Programme) -> dict[str, Any]:
        *earlier, last = programme.revisions()
        return {**write(last), PREVIOUS: list(map(write_earlier, earlier))} if earlier else write(last)

    return write_revisions


def _follows(revision: Programme) -> bool:
    """Whether a revision is what its amendment makes of the one before."""
    if revision.amendment is None or revision.previous is None:
        return False
    try:
        amended = revision.previous.amend(revision.amendment)
    except XhhtError:
        return False
    return all(getattr(amended, field.name) == getattr(revision, field.name) for field in _OWN)


_OWN = tuple(field for field in fields_of(Programme) if field.name != PREVIOUS)


def _programme_reader(converter: Converter, limits: Limits) -> Reader:
    read_one = class_reader(Programme, converter, previous=lambda revision, _: revision)

    def read_revision(data: dict[str, Any], previous: Programme | None) -> Programme:
        try:
            whole = without(data, PREVIOUS)
            whole[PREVIOUS] = previous
            return read_one(whole, Programme)  # type: ignore[no-any-return]  # As asked for.
        except ClassValidationError as error:
            if all(hasattr(problem, "__notes__") for problem in error.exceptions):
                problems = [*error.exceptions, *_link_problems(data, converter, limits)]
                raise ClassValidationError(error.message, problems, Programme) from None
            raise

    def read(value: object, kind: object) -> Programme:
        if not isinstance(value, dict):
            return read_one(value, kind)  # type: ignore[no-any-return]  # It refuses what is no object.
        with within(PREVIOUS):
            earlier = listed(value.get(PREVIOUS, []), limits.parts)
        previous: Programme | None = None
        for place, data in enumerate(earlier):
            if isinstance(data, dict) and set(data) == {AMENDMENT} and previous is not None:
                with within(PREVIOUS, place, AMENDMENT):
                    _check_size(previous, len(earlier), limits)
                    previous = previous.amend(converter.structure(data[AMENDMENT], Amendment))
                continue
            with within(PREVIOUS, place):
                if not isinstance(data, dict) or PREVIOUS in data:
                    raise UnreadableValueError("expected an object (Programme) without 'previous' of its own")
                previous = read_revision(data, previous)
        return read_revision(value, previous)

    return read


def _check_size(programme: Programme, revisions: int, limits: Limits) -> None:
    """Refuse a long text that short amendments change again and again: each makes the whole anew."""
    parts = sum(len(programme.parts(kind)) for kind in AmendableKind) + len(programme.clauses)
    if parts * revisions > limits.rows:
        raise UnreadableValueError(
            f"{revisions} revisions of {parts} parts are more than {limits.rows}; "
            "raise Limits.rows if you trust the file"
        )


def _link_problems(data: dict[str, Any], converter: Converter, limits: Limits) -> list[XhhtError]:
    """The broken links and repeated ids among the parts that can be read; none where a list is too long."""
    if any(isinstance(value, list) and len(value) > limits.parts for value in data.values()):
        return []
    groups: dict[str, list[Any]] = {}
    with_ids: set[str] = set()
    for field in fields_of(Programme):
        if is_several(field.type):
            written = data.get(field.name, [])
            groups[field.name] = _parts(written, field.type, converter) if isinstance(written, list) else []
            element = get_args(field.type)[0]
            if all(hasattr(one, "id") for one in classes_of(element) or (element,)):
                with_ids.add(field.name)
    known = {_singular(name): [part for part in groups[name] if part.id] for name in with_ids}
    # A part without a readable id gets one that nothing else has, so that the places stay right.
    identified = {
        name: [part if part.id else _Unread(f"\0{place}") for place, part in enumerate(parts)]
        for name, parts in groups.items()
        if name in with_ids
    }
    problems: list[XhhtError] = [*repeated_ids(identified), *broken_links(groups, known)]
    clauses = [clause for clause in groups["clauses"] if isinstance(clause, Clause)]
    if len(clauses) == len(groups["clauses"]):
        citing = [part for name, parts in groups.items() if name != "clauses" for part in parts]
        problems += unknown_clauses([(part, part.source) for part in citing if hasattr(part, "source")], clauses)
    return problems


def _parts(listed: list[Any], kind: Any, converter: Converter) -> list[Any]:  # noqa: ANN401  # A type of tuples.
    parts: list[Any] = []
    for value in listed:
        try:
            parts.extend(converter.structure([value], kind))
        except Exception:  # noqa: BLE001  # It is named already.
            part_id = value.get("id") if isinstance(value, dict) else None
            parts.append(_Unread(part_id if isinstance(part_id, str) else ""))
    return parts


def _singular(name: str) -> str:
    return f"{name.removesuffix('ies')}y" if name.endswith("ies") else name.removesuffix("s")
