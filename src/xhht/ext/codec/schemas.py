"""Schemas: what files must look like, as JSON Schema (2020-12), made from the same types that read them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from inspect import cleandoc
from typing import Any, get_args

import attrs

from xhht.checks import LONGEST_ID, Choice, identifier, optional_identifier
from xhht.errors import InvalidTypeError
from xhht.ext.codec.classes import fields_of
from xhht.ext.codec.envelopes import FORMAT, ITEMS, TYPE, VALUE, VERSION, names_of
from xhht.ext.codec.kinds import KINDS
from xhht.ext.codec.lines import AssessmentFile
from xhht.ext.codec.scalars import DAY, EXACT
from xhht.ext.codec.shapes import is_class, is_mapping, is_several, is_union, origin_of, pair_of, several
from xhht.ext.codec.unions import TAGGED
from xhht.ext.codec.words import FIELDS, TERMS
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import PercentagePoints
from xhht.judgement.assessment import Assessment
from xhht.model.programme import Programme
from xhht.model.sources import clause_number, document_number
from xhht.texts import Text

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_ID, "pattern": r"^[^\s]+$"}
_WORDS: Schema = {"type": "string", "pattern": r"\S"}
_EXACT: Schema = {"anyOf": [{"type": "string", "pattern": f"^{EXACT}$"}, {"type": "integer"}]}
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
    is_list = is_several(kind)
    element = get_args(kind)[0] if is_list else kind
    names = names_of(element)
    if not names or any(name not in KINDS for name in names):
        raise InvalidTypeError(f"files do not hold {kind}; ask for a public type, or for a tuple of one")
    making = _Making()
    envelope: Schema = {VERSION: {"const": FORMAT, "description": "the format version / phiên bản của định dạng"}}
    if len(names) == 1:
        envelope[TYPE] = {"const": names[0], "description": "what the file holds / loại nội dung"}
    head: Schema = {"$schema": DIALECT, "title": " | ".join(names)}
    if is_list:
        body = _object({ITEMS: _described(making.of(several(element)), ITEMS)}, [ITEMS])
    elif is_union(element):
        # Each type of the union with the envelope around it.
        bodies = [_enclosed(making.body(one), {**envelope, TYPE: {"const": one.__name__}}) for one in get_args(element)]
        return {**head, "anyOf": bodies, **making.defs()}
    elif is_class(element):
        body = making.body(element)
    else:
        body = _object({VALUE: making.of(element)}, [VALUE])
    return {**head, **_enclosed(body, envelope), **making.defs()}


def _enclosed(body: Schema, envelope: Schema) -> Schema:
    return {
        **body,
        "properties": {**envelope, **body["properties"]},
        "required": [VERSION, *body["required"]],
    }


def _object(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


class _Making:
    """One schema in the making, with the definitions that it needs."""

    def __init__(self) -> None:
        self.found: dict[str, Schema] = {}

    def defs(self) -> Schema:
        return {"$defs": dict(sorted(self.found.items()))} if self.found else {}

    def of(self, kind: Any) -> Schema:  # noqa: ANN401  # Any kind.
        if kind is Assessment:
            return self.of(AssessmentFile)
        if is_class(kind):
            return self.reference(kind)
        if is_union(kind):
            return {"anyOf": [self.of(one) for one in get_args(kind)]}
        if isinstance(kind, type) and issubclass(kind, Choice):
            return {"enum": [member.value for member in kind]}
        origin, inner = origin_of(kind), get_args(kind)
        if origin is tuple and inner[1:] == (Ellipsis,):
            return {"type": "array", "items": self.of(inner[0])}
        if origin is tuple:
            pair = [self.of(one) for one in inner]
            return {"type": "array", "prefixItems": pair, "items": False, "minItems": len(pair)}
        if origin is frozenset:
            return {"type": "array", "items": self.of(inner[0]), "uniqueItems": True}
        if is_mapping(kind):
            return {"type": "array", "items": self.of(pair_of(inner))}
        return self.single(kind)

    def single(self, kind: Any) -> Schema:  # noqa: ANN401  # Any kind.
        known: dict[object, Schema] = {
            str: {"type": "string"},
            bool: {"type": "boolean"},
            int: {"type": "integer"},
            Fraction: _EXACT,
            PercentagePoints: _EXACT,
            date: {"type": "string", "format": "date", "pattern": f"^{DAY}$"},
            type(None): {"type": "null"},
            object: {},
        }
        if kind in known:
            return dict(known[kind])
        if origin_of(kind) is Callable:
            raise InvalidTypeError("files hold no functions")
        raise InvalidTypeError(f"files do not hold {kind}")

    def reference(self, kind: type[Any]) -> Schema:
        name = kind.__name__
        if name not in self.found:
            self.found[name] = {}
            self.found[name] = self.body(kind)
        return {"$ref": f"#/$defs/{name}"}

    def body(self, kind: type[Any]) -> Schema:
        if kind is Assessment:
            return {**self.body(AssessmentFile), "description": _description(Assessment)}
        properties: Schema = {TYPE: _described({"const": kind.__name__}, TYPE)} if kind in TAGGED else {}
        required = [TYPE] if kind in TAGGED else []
        for field in fields_of(kind):
            properties[field.name] = self.field(kind, field)
            if field.default is attrs.NOTHING and (kind, field.name) not in _LEFT_OUT:
                required.append(field.name)
        return {"description": _description(kind), **_object(properties, required)}

    def field(self, kind: type[Any], field: attrs.Attribute[Any]) -> Schema:
        if (kind, field.name) == (Programme, "previous"):
            found: Schema = {"type": "array", "items": self.reference(Programme)}
        elif field.converter in _CHECKED:
            found = dict(_CHECKED[field.converter])
        elif kind is Text:
            found = dict(_WORDS)
        else:
            found = self.of(field.type)
        found = _described(found, field.name)
        default = field.default
        if isinstance(default, (Choice, bool)) or default == "":
            found = {**found, "default": default.value if isinstance(default, Choice) else default}
        return found


def _described(found: Schema, name: str) -> Schema:
    words = FIELDS.get(name)
    return found if words is None else {**found, "description": f"{words.en} / {words.vi}"}


def _description(kind: type[Any]) -> str:
    first = cleandoc(kind.__doc__ or kind.__name__).partition("\n")[0]
    term = TERMS.get(kind.__name__)
    return f"{first} / {term[0].upper()}{term[1:]}." if term else first
