"""Write the JSON Schema of the draft format, for editors that complete and check typing."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from s55.model.base import DRAFT_FORMAT, in_any_case
from s55.model.meanings import meaning_of, models_in
from s55.model.response import Response
from s55.office.import_roles import ImportRoles

# The value of a key with nothing beside it. Editors propose what a schema allows by name, and
# nobody wants null: so it is what is nothing else.
_BLANK = {"not": {"type": ["string", "number", "boolean", "array", "object"]}}

_NULL = {"type": "null"}

# The parts of an entry that describe the key and not its value.
_ABOUT = ("title", "description", "default")


def draft_schema() -> str:
    """Write the JSON Schema (draft 2020-12) of a draft, as text."""
    schema = Response.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"Section 55 response, draft format {DRAFT_FORMAT}"
    recipients = schema["properties"]["distribution"]
    recipients["patternProperties"] = {
        pattern: {"anyOf": [entry, entry["items"], _BLANK]}  # one event needs no list
        for pattern, entry in recipients.get("patternProperties", {}).items()
    }
    recipients["additionalProperties"] = False
    models = {model.__name__: model for model in models_in(Response)}
    for name, owner in ((Response.__name__, schema), *schema["$defs"].items()):
        if name in models:
            _describe(owner, models[name])
        _allow_blanks(owner)
    return _written(schema)


def roles_schema() -> str:
    """Write the JSON Schema (draft 2020-12) of ``import-roles.yaml``, as text."""
    schema = ImportRoles.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "What the office's past responses call things: import-roles.yaml"
    schema["description"] = "The words of headings and columns, each with what it means."
    _describe(schema, ImportRoles)
    _allow_blanks(schema)
    return _written(schema)


def _written(schema: dict[str, Any]) -> str:
    return json.dumps(_for_editors(schema), ensure_ascii=False, indent=2) + "\n"


def _for_editors(node: Any) -> Any:
    """Leave out defaults, which editors write into the draft, and take words in capitals or not.

    The words themselves stay first: they are what an editor proposes.
    """
    if isinstance(node, list):
        return [_for_editors(one) for one in node]
    if not isinstance(node, dict):
        return node
    made = {key: _for_editors(one) for key, one in node.items() if key != "default"}
    if made.get("type") == "string" and isinstance(made.get("enum"), list):
        about = {key: made.pop(key) for key in _ABOUT if key in made}
        any_case = {"type": "string", "pattern": in_any_case(made["enum"])}
        return {"anyOf": [made, any_case], **about}
    return made


def _describe(owner: dict[str, Any], model: type[BaseModel]) -> None:
    """Add the meaning of its field to each key, for the editor to show."""
    for name, entry in owner.get("properties", {}).items():
        entry["description"] = meaning_of(model, name)


def _allow_blanks(owner: dict[str, Any]) -> None:
    """Allow a key that is not required to be empty, as a place for what is to come."""
    for name, entry in owner.get("properties", {}).items():
        if name in owner.get("required", ()):
            continue
        if "anyOf" in entry:
            entry["anyOf"] = [one for one in entry["anyOf"] if one not in (_NULL, _BLANK)]
        about = {key: entry.pop(key) for key in _ABOUT if key in entry}
        owner["properties"][name] = {"anyOf": [entry, _BLANK], **about}
