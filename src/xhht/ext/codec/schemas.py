"""Schemas: what files must look like, as JSON Schema (2020-12), made from the same types that read them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from inspect import cleandoc
from typing import Any, get_args, get_origin

import attrs

from xhht.checks import LONGEST_ID, Choice, identifier, optional_identifier
from xhht.errors import InvalidTypeError
from xhht.ext.codec.assessments import AssessmentFile
from xhht.ext.codec.converters import signs_of
from xhht.ext.codec.kinds import (
    FORMAT,
    TYPE,
    VERSION,
    classes_of,
    element_of,
    fields_of,
    is_class,
    is_mapping,
    is_several,
    is_union,
    names_of,
    pair_of,
    shape_of,
)
from xhht.ext.codec.programmes import AMENDMENT, PREVIOUS
from xhht.ext.codec.values import DAY, EXACT
from xhht.ext.codec.words import FIELDS, TERMS
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import PercentagePoints
from xhht.judgement.assessment import Assessment
from xhht.model.amendments import Amendment
from xhht.model.programme import Programme
from xhht.model.sources import clause_number, document_number
from xhht.texts import Text

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_ID, "pattern": r"^[^\s]+$"}
_WORDS: Schema = {"type": "string", "pattern": r"\S"}
_EXACT: Schema = {"anyOf": [{"type": "string", "pattern": f"^{EXACT}$"}, {"type": "integer"}]}
_SINGLES: dict[object, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Fraction: _EXACT,
    PercentagePoints: _EXACT,
    date: {"type": "string", "format": "date", "pattern": f"^{DAY}$"},
    type(None): {"type": "null"},
    object: {},
}
# What the converters of fields ask for beyond the type.
_CHECKED: dict[object, Schema] = {
    identifier: _ID,
    optional_identifier: {"anyOf": [_ID, {"type": "null"}]},
    clause_number: {"type": "string", "pattern": "^[0-9A-Za-zĐđ]+(\\.[0-9A-Za-zĐđ]+)*$"},
    document_number: {"type": "string", "pattern": r"^\S(.*\S)?$"},
}
# Fields that can be left out in a file although their class asks for them.
_LEFT_OUT = {(PrintedShare, "bounds")}


def json_schema(kind: Any) -> Schema:  # noqa: ANN401  # A class, a union or a tuple of them.
    """The JSON Schema of the files that hold a type.

    Unknown keys, floats and missing sources are refused by it. What links parts to each other, and what
    follows from several fields together, only `loads` can check.

    Args:
        kind: the type, as it is given to `loads`.

    Raises:
        InvalidTypeError: if files cannot hold the type.

    >>> json_schema(Text)["required"]
    ['xhht', 'vi', 'en']
    """
    element = element_of(kind)
    names = names_of(element)
    parts = _Parts()
    head: Schema = {"$schema": DIALECT, "title": " | ".join(names)}
    if is_union(element) and not is_several(kind):
        bodies = [parts.file(one, (one.__name__,)) for one in get_args(element)]
        return {**head, "anyOf": bodies, **parts.definitions()}
    return {**head, **parts.file(shape_of(kind), names), **parts.definitions()}


class _Parts:
    """The definitions that one schema needs."""

    def __init__(self) -> None:
        self.by_name: dict[str, Schema] = {}

    def definitions(self) -> Schema:
        return {"$defs": dict(sorted(self.by_name.items()))} if self.by_name else {}

    def file(self, shape: type[Any], names: tuple[str, ...]) -> Schema:
        """The schema of a class with the keys of a file at its top."""
        body = self.body(shape)
        top = {VERSION: _described({"const": FORMAT}, VERSION), TYPE: _described({"enum": [*names]}, TYPE)}
        return {**body, "properties": top | body["properties"] | top, "required": [VERSION, *body["required"]]}

    def of(self, kind: Any) -> Schema:  # noqa: ANN401  # Any kind.
        origin, inner = get_origin(kind), get_args(kind)
        if is_class(kind):
            return self.reference(kind)
        if is_union(kind):
            return self.union(kind)
        if isinstance(kind, type) and issubclass(kind, Choice):
            return {"enum": [member.value for member in kind]}
        if is_several(kind):
            return {"type": "array", "items": self.of(inner[0])}
        if origin is tuple:
            pair = [self.of(one) for one in inner]
            return {"type": "array", "prefixItems": pair, "items": False, "minItems": len(pair)}
        if origin is frozenset:
            return {"type": "array", "items": self.of(inner[0]), "uniqueItems": True}
        if is_mapping(kind):
            return {"type": "array", "items": self.of(pair_of(kind))}
        if kind not in _SINGLES:
            raise InvalidTypeError("files hold no functions" if origin is Callable else f"files do not hold {kind}")
        return dict(_SINGLES[kind])

    def union(self, kind: Any) -> Schema:  # noqa: ANN401  # A union.
        classes = classes_of(kind)
        is_tagged = signs_of(classes) is None
        members = []
        for one in get_args(kind):
            member = self.of(one)
            if is_tagged and one in classes:
                member["required"] = [TYPE]
            members.append(member)
        return {"anyOf": members}

    def reference(self, kind: type[Any]) -> Schema:
        name = kind.__name__
        if name not in self.by_name:
            self.by_name[name] = {}
            self.by_name[name] = self.body(kind)
        return {"$ref": f"#/$defs/{name}"}

    def body(self, kind: type[Any]) -> Schema:
        # Any object may say its type; where its keys do not tell it, it must.
        properties: Schema = {TYPE: _described({"const": kind.__name__}, TYPE)}
        required: list[str] = []
        for field in fields_of(AssessmentFile if kind is Assessment else kind):
            properties[field.name] = self.field(kind, field)
            if field.default is attrs.NOTHING and (kind, field.name) not in _LEFT_OUT:
                required.append(field.name)
        body = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
        return {"description": _description(kind), **body} if kind.__doc__ else body

    def field(self, kind: type[Any], field: attrs.Attribute[Any]) -> Schema:
        if (kind, field.name) == (Programme, PREVIOUS):
            amended = {
                "type": "object",
                "properties": {AMENDMENT: self.reference(Amendment)},
                "required": [AMENDMENT],
                "additionalProperties": False,
            }
            schema: Schema = {"type": "array", "items": {"anyOf": [self.reference(Programme), amended]}}
        elif kind is Text:
            schema = dict(_WORDS)
        else:
            schema = dict(_CHECKED.get(field.converter) or self.of(field.type))
        default = field.default
        if isinstance(default, (Choice, bool)) or default == "":
            schema["default"] = default.value if isinstance(default, Choice) else default
        return _described(schema, field.name)


def _described(schema: Schema, key: str) -> Schema:
    words = FIELDS.get(key)
    return schema if words is None else {**schema, "description": f"{words.en} / {words.vi}"}


def _description(kind: type[Any]) -> str:
    first = cleandoc(kind.__doc__ or kind.__name__).partition("\n")[0]
    term = TERMS.get(kind.__name__)
    return f"{first} / {term[0].upper()}{term[1:]}." if term else first
