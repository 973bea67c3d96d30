"""The contract: the service as OpenAPI 3.1, its schemas those of the library's own files."""

from __future__ import annotations

from typing import Any

from bodies import PROGRAMMES
from fastapi import FastAPI

from xhht import Assessment, Observation, Programme, Regions
from xhht.ext import codec
from xhht.ext.sdmx import Status

Schema = dict[str, Any]
DOCUMENTS: dict[str, Any] = {
    "ProgrammeFile": Programme,
    "RegionsFile": Regions,
    "ObservationsFile": tuple[Observation, ...],
    "AssessmentFile": Assessment,
}
_WORD: Schema = {"type": "string"}
_WORDS: Schema = {"type": "array", "items": _WORD}
_DAY: Schema = {"type": "string", "format": "date"}
_OWN: dict[str, Schema] = {
    "Error": {
        "type": "object",
        "properties": {"what": _WORD, "problems": _WORDS, "count": {"type": "integer", "minimum": 0}},
        "required": ["what", "problems", "count"],
        "additionalProperties": False,
    },
    "Request": {
        "type": "object",
        "properties": {
            "programme": {"enum": [*PROGRAMMES]},
            "as_of": _DAY,
            "regions": {"$ref": "#/components/schemas/RegionsFile"},
            "observations": {"$ref": "#/components/schemas/ObservationsFile"},
        },
        "required": ["programme", "as_of", "regions", "observations"],
        "additionalProperties": False,
    },
    "Judged": {
        "type": "object",
        "properties": {"assessment": {"$ref": "#/components/schemas/AssessmentFile"}, "explanations": _WORDS},
        "required": ["assessment", "explanations"],
    },
    "ReadCsv": {
        "type": "object",
        "properties": {
            "observations": {"$ref": "#/components/schemas/ObservationsFile"},
            "missing": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "indicator": _WORD,
                        "region": _WORD,
                        "on": _DAY,
                        "status": {"enum": [status.value for status in Status if status is not Status.NORMAL]},
                    },
                    "required": ["indicator", "region", "on", "status"],
                },
            },
            "remarks": _WORDS,
        },
        "required": ["observations", "missing", "remarks"],
    },
}


def describe(app: FastAPI) -> Schema:
    """The whole service as OpenAPI."""
    return {
        "openapi": "3.1.0",
        "info": {"title": app.title, "version": app.version, "summary": "Verdicts on targets of learning societies"},
        "paths": {
            "/programmes/{programme_id}": {
                "get": {
                    "operationId": "programme",
                    "summary": "A programme, whole",
                    "parameters": [{"name": "programme_id", "in": "path", "required": True, "schema": _WORD}],
                    "responses": _answers("ProgrammeFile", 404, 422),
                }
            },
            "/assessments": {
                "post": {
                    "operationId": "assess",
                    "summary": "Observations judged, and each verdict explained",
                    "parameters": [{"name": "Accept-Language", "in": "header", "schema": _WORD}],
                    "requestBody": {"required": True, "content": _json("Request")},
                    "responses": _answers("Judged", 408, 413, 415, 422, 429),
                }
            },
            "/observations": {
                "post": {
                    "operationId": "read_csv",
                    "summary": "SDMX-CSV as observations",
                    "requestBody": {"required": True, "content": {"text/csv": {"schema": _WORD}}},
                    "responses": _answers("ReadCsv", 408, 413, 415, 422, 429),
                }
            },
        },
        "components": {"schemas": {**_OWN, **schemas()}},
    }


def _json(name: str) -> Schema:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _answers(name: str, *errors: int) -> Schema:
    failed = {str(status): {"description": "refused", "content": _json("Error")} for status in errors}
    return {"200": {"description": "done", "content": _json(name)}, **failed}


def schemas() -> dict[str, Schema]:
    """The JSON Schemas of the library's files, each part of them once."""
    found: dict[str, Schema] = {}
    for name, kind in DOCUMENTS.items():
        schema = _moved(codec.json_schema(kind))
        found |= schema.pop("$defs", {})
        schema.pop("$schema")
        found[name] = schema
    return found


def _moved(value: Any) -> Any:  # noqa: ANN401  # Any part of a schema.
    """The same schema with its links to where OpenAPI keeps definitions."""
    if isinstance(value, dict):
        return {key: _moved(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_moved(inner) for inner in value]
    return value.replace("#/$defs/", "#/components/schemas/") if isinstance(value, str) else value
