"""Write all published responses as data for other programs, and its JSON Schema."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from s55.drafts.public import public
from s55.model.base import OfficeOnly, is_marked
from s55.model.meanings import meaning_of, models_in
from s55.model.office import PublishSettings
from s55.model.response import Response
from s55.office.cases import Case, Timeliness
from s55.views.site.frame import DATA, SCHEMA, SiteContext, base_address, page_of

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DATE = {"type": "string", "format": "date"}


def responses_data(site: SiteContext) -> bytes:
    """Write the published responses as JSON in UTF-8, the latest report first.

    It has nothing that is for the office alone.
    """
    base = base_address(site.settings)
    data = {
        "$schema": f"{base}{SCHEMA}",
        "office": site.settings.office.name,
        "address": f"{base}{DATA}",
        "responses": [_entry(case, base, site.settings.publish) for case in site.cases],
    }
    return _json(data)


def _entry(case: Case, base: str, publish: PublishSettings) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "name": case.name,
        "address": f"{base}{page_of(case)}",
        "title": case.response.inspection.title,
        "report_published": case.published.isoformat(),
        "statutory_last_day": case.statutory.isoformat(),
        "printed_deadline": case.deadline.printed.isoformat(),
        "timeliness": case.timeliness.value,
        "days_late": case.days_late,
        "is_withdrawn": case.is_withdrawn,
    }
    if case.answered is not None:
        entry["response_published"] = case.answered.isoformat()
        entry["day_of_period"] = case.days_taken
    return {**entry, "response": public(case.response, publish)}


def responses_schema(site: SiteContext) -> bytes:
    """Make the JSON Schema (draft 2020-12) of :func:`responses_data` from the model."""
    base = base_address(site.settings)
    response, others = _response_schema()
    schema = {
        "$schema": _DRAFT,
        "$id": f"{base}{SCHEMA}",
        "title": "Published Section 55 responses",
        **_record(
            {
                "$schema": {"type": "string", "format": "uri"},
                "office": _described("The office that publishes the responses.", type="string"),
                "address": _described("Where this file lies.", type="string", format="uri"),
                "responses": {"type": "array", "items": {"$ref": "#/$defs/Published"}},
            }
        ),
        "$defs": {"Published": _published(), "Response": response, **others},
    }
    return _json(schema)


def _published() -> dict[str, Any]:
    within = [Timeliness.IN_TIME.value, Timeliness.LATE.value, Timeliness.UNKNOWN.value]
    return _record(
        {
            "name": _described("The short name of the response.", type="string"),
            "address": _described("Its page.", type="string", format="uri"),
            "title": _described("The title of the inspection report.", type="string"),
            "report_published": _described("The day the report was published.", **_DATE),
            "statutory_last_day": _described(
                "The last of the 56 days that begin with that day (section 55(5A)).", **_DATE
            ),
            "printed_deadline": _described("The deadline that the form prints.", **_DATE),
            "response_published": _described(
                "The day the response was published; not there where it was not kept.", **_DATE
            ),
            "day_of_period": _described(
                "Which day of the period that was, the report's own being day 1.", type="integer"
            ),
            "timeliness": _described("Against the statutory last day.", enum=within),
            "days_late": _described(
                "By how many days it was late; 0 where it was not, or where the day was not kept.",
                type="integer",
                minimum=0,
            ),
            "is_withdrawn": _described(
                "Whether it was withdrawn after that; its events on the website say when and why.",
                type="boolean",
            ),
            "response": {"$ref": "#/$defs/Response"},
        },
        optional=("response_published", "day_of_period"),
    )


def _described(text: str, **rest: Any) -> dict[str, Any]:
    return {"description": text, **rest}


def _record(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


# --- the model's own schema, as published ------------------------------------


def _response_schema() -> tuple[dict[str, Any], dict[str, Any]]:
    """Make the schema of a response as data, and those of the records in it."""
    schema = Response.model_json_schema()
    others: dict[str, Any] = schema.pop("$defs")
    models = {model.__name__: model for model in models_in(Response)}
    for name, owner in ((Response.__name__, schema), *others.items()):
        if name in models:
            _publish(owner, models[name])
    schema["properties"]["distribution"]["additionalProperties"] = False
    return _as_written(schema), _as_written(others)


def _publish(owner: dict[str, Any], model: type[BaseModel]) -> None:
    """Take out what is for the office alone, and say what each key means."""
    for name, field in model.model_fields.items():
        if is_marked(field, OfficeOnly):
            del owner["properties"][name]
        else:
            owner["properties"][name]["description"] = meaning_of(model, name)
    # What the office alone sees might be required of a draft; of the data it cannot be.
    if "required" in owner:
        owner["required"] = [name for name in owner["required"] if name in owner["properties"]]


def _as_written(schema: Any) -> Any:
    """Turn a schema of what people write into one of what programs write: one form a value."""
    if isinstance(schema, list):
        return [_as_written(value) for value in schema]
    if not isinstance(schema, dict):
        return schema
    rest = {key: _as_written(value) for key, value in _without(schema).items()}
    if rest.get("type") == ["string", "number"]:
        rest["type"] = "string"
    match schema.get("anyOf"):
        # Yes or no in words; a number as text; what can be absent, and then is not there at all.
        case [{"type": "boolean"}, {"enum": _}]:
            chosen: Any = {"type": "boolean"}
        case [dict() as text, {"type": "number"}] if text.get("type") == "string":
            chosen = text
        case [dict() as one, {"type": "null"}]:
            chosen = _as_written(one)
        case _:
            return rest
    del rest["anyOf"]
    return {**chosen, **rest}


def _without(schema: dict[str, Any]) -> dict[str, Any]:
    """Drop titles and defaults, which say nothing about data that is written in full."""
    return {
        key: value
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str)) and key != "default"
    }


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
