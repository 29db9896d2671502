"""Publish a response as data: JSON without what is for the office alone."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from s55.drafts.translation.pairs import as_public
from s55.model.base import OfficeOnly, is_marked
from s55.model.distribution import Dispatch
from s55.model.office import PublishSettings
from s55.model.response import Invitation, Item, LetterDetails, Response

NO_MORE = PublishSettings()
"""Nothing beyond what every office publishes."""
EVERYTHING = PublishSettings(dispatch_details=True, items_not_applicable=True)
"""All that is not for the office alone."""

_DETAILS: dict[type[BaseModel], frozenset[str]] = {
    Dispatch: frozenset({"how", "reference"}),
    Invitation: frozenset({"how"}),
    LetterDetails: frozenset({"your_references"}),
}
"""How something was sent, by the model that says so."""
_OF_THE_REPORT = frozenset(
    "number under text addressed_to complete_by due applies recommendations".split()
)
"""What an item that does not apply still says: what the report says."""


def response_json(response: Response, publish: PublishSettings = NO_MORE) -> bytes:
    """Write the response as JSON in UTF-8: fields in the order of the draft, without absent ones.

    What it leaves out is what :func:`public` leaves out.
    """
    return (json.dumps(public(response, publish), ensure_ascii=False, indent=2) + "\n").encode()


def public(record: BaseModel, publish: PublishSettings = NO_MORE) -> dict[str, Any]:
    """Convert a record to data, with only what may be published at any depth.

    Whatever the model marks as :class:`~s55.model.base.OfficeOnly` is not in it. How something was
    sent, and what the office says of an item that does not apply, is only if ``publish`` asks for
    it.

    Args:
        record: the record.
        publish: what the office publishes beyond what every office does.
    """
    if isinstance(record, Response):
        record = as_public(record)
    return _public(record, publish, applies=True)


def _public(record: BaseModel, publish: PublishSettings, *, applies: bool) -> dict[str, Any]:
    if isinstance(record, Item):
        # A recommendation of a cause of concern that does not apply does not apply either.
        applies = applies and record.applies
    left_out = frozenset() if publish.dispatch_details else _DETAILS.get(type(record), frozenset())
    only_the_report = isinstance(record, Item) and not (applies or publish.items_not_applicable)
    found: dict[str, Any] = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if value in (None, (), {}) or name in left_out:
            continue
        if only_the_report and name not in _OF_THE_REPORT:
            continue
        if not is_marked(field, OfficeOnly):
            found[name] = _public_value(value, publish, applies=applies)
    return found


def _public_value(value: object, publish: PublishSettings, *, applies: bool) -> Any:
    match value:
        case BaseModel():
            return _public(value, publish, applies=applies)
        case tuple():
            return [_public_value(part, publish, applies=applies) for part in value]
        case dict():
            return {
                key: _public_value(part, publish, applies=applies) for key, part in value.items()
            }
        case bool() | int():
            return value
        case _:
            return str(value)
