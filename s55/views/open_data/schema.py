"""Write data as JSON with its JSON Schema (draft 2020-12), made from the model."""

from __future__ import annotations

import json
from typing import Any

from s55.model.meanings import meaning_of, models_in
from s55.model.open_data.identity import identity
from s55.model.open_data.register import FORMAT, VERSION, RegisterData

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def data_json(data: RegisterData, schema: str) -> bytes:
    """Write a register as JSON in UTF-8; what is not recorded is null.

    Args:
        data: the register.
        schema: where its JSON Schema lies.
    """
    return _json({"$schema": schema, **data.model_dump(mode="json")})


def data_schema() -> bytes:
    """Make the JSON Schema of the published register, the same for every office.

    It allows keys that it does not know, because a later version adds some.
    """
    schema = RegisterData.model_json_schema(mode="serialization")
    others: dict[str, Any] = schema.pop("$defs")
    for model in {one.__name__: one for one in models_in(RegisterData)}.values():
        owner = schema if model is RegisterData else others[model.__name__]
        for name, described in owner["properties"].items():
            described["description"] = meaning_of(model, name)
    schema["properties"] = {
        "$schema": {
            "description": "Where this description of the data lies.",
            "type": "string",
            "format": "uri",
        },
        **schema["properties"],
    }
    return _json(
        {
            "$schema": _DRAFT,
            "$id": identity("schema", FORMAT, VERSION),
            "title": f"The published register of Section 55 responses, version {VERSION}",
            **_without_titles(schema),
            "$defs": {name: _without_titles(one) for name, one in others.items()},
        }
    )


def _without_titles(record: dict[str, Any]) -> dict[str, Any]:
    """Leave out the titles that Pydantic makes of names, and defaults: all keys are written."""
    found = {key: value for key, value in record.items() if key != "title"}
    if "properties" in found:
        found["properties"] = {
            name: {key: value for key, value in one.items() if key not in {"title", "default"}}
            for name, one in found["properties"].items()
        }
    return found


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
