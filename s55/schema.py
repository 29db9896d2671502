"""The JSON Schema of the draft format, for editors that complete and check while typing."""

from __future__ import annotations

import json

from s55.model.base import DRAFT_FORMAT
from s55.model.response import Response

# What an editor may meet beside a key that is there and empty.
_BLANK = {"type": "null"}


def draft_schema() -> str:
    """The JSON Schema (draft 2020-12) of a draft, as text."""
    schema = Response.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"Section 55 response, draft format {DRAFT_FORMAT}"
    recipients = schema["properties"]["distribution"]
    recipients["patternProperties"] = {
        pattern: {"anyOf": [entry, _BLANK]}
        for pattern, entry in recipients.get("patternProperties", {}).items()
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
