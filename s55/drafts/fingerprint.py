"""Say what of a response a sign-off covers, and take the fingerprint that binds the two.

What is covered is what a document prints, and nothing that happens to the response afterwards: the
sign-off itself, references and day of its letters, where it was published and sent, and how far the
force came with an item.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from pydantic import BaseModel

from s55.drafts.translation.pairs import printed_texts
from s55.model.base import OfficeOnly, is_marked
from s55.model.office import Settings
from s55.model.response import Invitation, Item, Response
from s55.office.holders import holders_for

_NOT_COVERED: dict[type[BaseModel], frozenset[str]] = {
    Response: frozenset({"format", "sign_off", "letter", "distribution", "translation"}),
    Item: frozenset({"history"}),
    Invitation: frozenset({"how"}),
}
"""The fields that a sign-off does not cover, by the model they are in."""
_IF_NOT_APPLICABLE = frozenset({"number", "applies"})
"""What is covered of an item that does not apply: that it does not."""


def covered(response: Response) -> dict[str, Any]:
    """Select what a sign-off covers, as plain data in the form of the draft.

    A value that is absent or the default is left out, so that a key which a later version of s55
    adds changes nothing. Text counts without the white space around it. Items keep their places,
    also those that do not apply, of which nothing but that is covered. Of the translations it is
    what is printed, by the names of the texts.
    """
    found = _record(response)
    if response.translation is not None and (said := printed_texts(response)):
        found["translation"] = {"language": response.translation.language} | said
    return found


def fingerprint(response: Response, settings: Settings) -> str:
    """Take the fingerprint of what a document prints of ``response``: SHA-256, 64 hex digits.

    It takes in what :func:`covered` selects, without items that do not apply; the name of the
    template set; and the names of the office, the force, the body, the chief officer and the
    inspectorate as the document prints them.

    Raises:
        S55Error: W104 when the settings name no holder for a day of the response.
    """
    printed = {
        "draft": _applying(covered(response)),
        "template": response.template or settings.template,
        "names": _names(response, settings),
    }
    written = json.dumps(printed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _names(response: Response, settings: Settings) -> dict[str, Any]:
    holders = holders_for(response, settings)
    body, chief, inspectorate = holders.policing_body, holders.chief_officer, holders.inspectorate
    names = {
        "office": (settings.office.name, settings.office.abbreviation),
        "force": (settings.force.name, settings.force.short_name),
        "policing_body": (body.title, body.abbreviation, body.name),
        "chief_officer": (chief.title, chief.name),
        "inspectorate": (inspectorate.name, inspectorate.abbreviation),
    }
    return {key: [one for one in value if one] for key, value in names.items()}


def _record(record: BaseModel) -> dict[str, Any]:
    left_out = {
        name for model, names in _NOT_COVERED.items() if isinstance(record, model) for name in names
    }
    applies = not isinstance(record, Item) or record.applies
    found: dict[str, Any] = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if (
            name in left_out
            or value == field.get_default(call_default_factory=True)
            or is_marked(field, OfficeOnly)
            or not (applies or name in _IF_NOT_APPLICABLE)
        ):
            continue
        if (data := _value(value)) not in ("", {}, []):
            found[name] = data
    return found


def _value(value: object) -> Any:
    match value:
        case BaseModel():
            return _record(value)
        case tuple():
            return [_value(one) for one in value]
        case dict():
            return {key: _value(one) for key, one in value.items()}
        case bool() | int():
            return value
        case date():
            return value.isoformat()
        case _:
            return str(value).strip()


def _applying(data: Any) -> Any:
    """Leave out items that do not apply, and groups that hold nothing without them."""
    if isinstance(data, list):
        shown = (one for one in data if not (isinstance(one, dict) and one.get("applies") is False))
        return [_applying(one) for one in shown]
    if isinstance(data, dict):
        parts = {key: _applying(value) for key, value in data.items()}
        return {key: value for key, value in parts.items() if value not in ({}, [])}
    return data
