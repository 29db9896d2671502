"""Define where a response was published and sent (section 55(5), (5A) and (6))."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from s55.model.base import Line, Model, OfficeOnly, iso_date

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


def _date_or_unknown(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() == "unknown":
        return "unknown"
    return iso_date(value)


class Dispatch(Model):
    """One publication or dispatch: when, how, by whom, under which reference."""

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

    @property
    def on(self) -> datetime.date | None:
        """The day, or None where it is unknown."""
        return self.date if isinstance(self.date, datetime.date) else None
