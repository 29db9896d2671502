"""Define where a response was published and sent (section 55(5), (5A) and (6)), event by event."""

import datetime
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from s55.model.base import Line, Model, OfficeOnly, iso_date, lower_case

WEBSITE = "website"
INSPECTORATE = "inspectorate"
INSPECTORATE_PORTAL = "inspectorate_portal"
SECRETARY_OF_STATE = "secretary_of_state"
CHIEF_OFFICER = "chief_officer"
PANEL = "panel"

STANDARD_RECIPIENTS = (
    WEBSITE,
    INSPECTORATE,
    INSPECTORATE_PORTAL,
    SECRETARY_OF_STATE,
    CHIEF_OFFICER,
    PANEL,
)
"""The recipients every office has; settings can add others."""

RecipientKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""The short name of a recipient or a place of publication, for example ``website``."""


class DispatchEvent(StrEnum):
    """What happened at one of the places, or to one of the recipients."""

    PUBLISHED = "published"
    REPUBLISHED = "republished"
    SENT = "sent"
    SENT_AGAIN = "sent again"
    WITHDRAWN = "withdrawn"


def _date_or_unknown(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() == "unknown":
        return "unknown"
    return iso_date(value)


class Dispatch(Model):
    """One publication or dispatch: what happened when, how, by whom, under which reference."""

    event: Annotated[DispatchEvent | None, BeforeValidator(lower_case)] = None
    """What happened: published, republished (after a correction), sent, sent again or withdrawn.
    Without it the first entry is the publication or dispatch, and a later one repeats it."""

    date: Annotated[
        datetime.date | Literal["unknown"],
        BeforeValidator(_date_or_unknown),
        WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"enum": ["unknown"]}]}),
    ]
    """The day, or 'unknown' where an old response is ticked and its date was not kept."""
    how: Line | None = None
    """How it was sent, for example 'by e-mail'."""
    reference: Line | None = None
    """A reference: a web address, a message number, a minute."""
    by: Annotated[Line | None, OfficeOnly()] = None
    """Who sent or published it; for the office alone."""
    what: Line | None = None
    """What a correction has changed, in a line that everybody may read."""
    why: Line | None = None
    """Why the response was withdrawn, in a line that everybody may read."""
    replaced_by: Line | None = None
    """The name of the draft of the response that replaces a withdrawn one."""

    @property
    def on(self) -> datetime.date | None:
        """The day, or None where it is unknown."""
        return self.date if isinstance(self.date, datetime.date) else None


def _as_list(value: object) -> object:
    """Take one event without the dash of a list, as drafts of format 1 have it."""
    return [value] if isinstance(value, dict | Dispatch) else value


Dispatches = Annotated[tuple[Dispatch, ...], BeforeValidator(_as_list), Field(min_length=1)]
"""The events at one place or for one recipient, the earliest first."""


def event_at(dispatches: Sequence[Dispatch], index: int, recipient: str) -> DispatchEvent:
    """Tell what an entry records; one without ``event`` is known by its place in the list.

    Args:
        dispatches: the events of a recipient.
        index: the entry, counted from 0.
        recipient: the recipient; only on the website is a response published.
    """
    given = dispatches[index].event
    if given is not None:
        return given
    if recipient == WEBSITE:
        return DispatchEvent.REPUBLISHED if index else DispatchEvent.PUBLISHED
    return DispatchEvent.SENT_AGAIN if index else DispatchEvent.SENT
