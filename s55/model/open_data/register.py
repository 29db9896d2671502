"""Define the published register as data: what an office publishes for others to gather.

One definition writes the file, makes its JSON Schema, and reads the files of other offices.
docs/open-data.md explains it to those who use the data.
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from s55.model.base import IsoDate, Language, Model
from s55.model.names import ItemKind
from s55.model.progress import ItemMark, ItemStatus
from s55.model.response import Action

FORMAT = "section-55-register"
"""The name of the format."""
VERSION = "1.2"
"""Its version: the second number rises with fields that are added, the first with any change by
which a program that reads the data could be misled."""

MOST_RESPONSES = 10_000
"""The most responses in one register."""
MOST_ITEMS = 5_000
"""The most items of one response."""

Urn = Annotated[str, Field(pattern=r"^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
"""An identity that is independent of where the data lies (RFC 9562)."""
Words = Annotated[str, Field(min_length=1, max_length=2000)]
"""Text of one line."""
Prose = Annotated[str, Field(max_length=5_000_000)]
"""Plain text; lines end with a line feed."""
WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s]+$", max_length=10_000)]
"""The address of a page."""
Days = Annotated[int, Field(strict=True, ge=0, le=200_000)]
"""A number of days."""
Flag = Annotated[bool, Field(strict=True)]
"""True or false."""


class DataModel(Model):
    """A record of data: keys that it does not know are of a later version, and ignored."""

    model_config = ConfigDict(extra="ignore", json_schema_serialization_defaults_required=True)


class ItemData(DataModel):
    """An item of a report, and how far it is."""

    id: Urn
    """The identity of the item, for ever."""
    reference: Annotated[str, Field(min_length=1, max_length=100)]
    """The short name of the item in the response: R2, AFI3, C1-R1 for a recommendation of a cause
    of concern."""
    kind: ItemKind
    """What kind of item the report makes."""
    part_of: Annotated[str, Field(max_length=100)] | None = None
    """The reference of the cause of concern that a recommendation belongs to."""
    number: Annotated[str, Field(max_length=20)] | None = None
    """The number of the item, as the report prints it."""
    under: Words | None = None
    """The heading of the report under which the item stands."""
    second_under: Words | None = None
    """That heading in the second language; since version 1.2."""
    text: Prose
    """What the report asks, in full."""
    second_text: Prose | None = None
    """That in the second language; since version 1.2."""
    addressed_to: Words | None = None
    """Whom the report asks."""
    second_addressed_to: Words | None = None
    """Whom it asks, in the second language; since version 1.2."""
    due: IsoDate | None = None
    """The day by which the report asks for it."""
    applies: Flag
    """Whether it applies to the force. Of one that does not, only what the report says is given."""
    action: Action | None = None
    """What the policing body does about it (section 55(5B))."""
    explanation: Prose | None = None
    """The explanation of that, or the policing body's comments (section 55(5B))."""
    second_explanation: Prose | None = None
    """That in the second language; since version 1.2."""
    owner: Words | None = None
    """Who in the force sees to it."""
    target: IsoDate | None = None
    """The day by which the force means to have done it."""
    status: ItemStatus | None = None
    """How far the force is with it, on the day of the data."""
    mark: ItemMark | None = None
    """How the policing body judges the progress, on the day of the data; since version 1.1."""
    is_open: Flag
    """Whether it applies and something is left to do, on the day of the data."""
    updated: IsoDate | None = None
    """The day of the latest entry in the record of progress."""
    note: Words | None = None
    """The note of that entry."""
    days_overdue: Days = 0
    """The days by which an open item is over its target or, without one, over the report's day."""


class ResponseData(DataModel):
    """A published response and the report that it answers."""

    id: Urn
    """The identity of the response, for ever; the same as in the feed."""
    name: Words
    """The short name of the response in its office."""
    address: WebAddress
    """The page of the response."""
    second_language: Language | None = None
    """The language that the response is published in too (BCP 47); since version 1.2."""
    second_address: WebAddress | None = None
    """Its page in that language; since version 1.2."""
    report_id: Urn
    """An identity of the report, alike in all offices that write its title and its day alike."""
    report: Words
    """The title of the inspection report."""
    second_report: Words | None = None
    """That title in the second language; since version 1.2."""
    report_published: IsoDate
    """The day the report was published: day 1 of the period (section 55(5A))."""
    report_address: WebAddress
    """Where the report lies."""
    forces: Annotated[tuple[Words, ...], Field(max_length=1_000)]
    """The forces inspected."""
    statutory_last_day: IsoDate
    """The last of the 56 days that begin with the report's own (section 55(5A))."""
    response_published: IsoDate | None = None
    """The day the response was first published (section 55(5)); null where it was not kept."""
    day_of_period: Annotated[int, Field(strict=True, ge=-200_000, le=200_000)] | None = None
    """Which day of the period the report was first answered on, the report's own being day 1."""
    timeliness: Literal["in time", "late", "date not recorded"]
    """How that compares with the statutory last day (section 55(5A))."""
    days_late: Days
    """The days by which it was late; 0 where it was not, or where the day was not kept."""
    is_withdrawn: Flag
    """Whether the response was withdrawn later."""
    replaced_by: Urn | None = None
    """The identity of the response that replaces a withdrawn one, where it is in the data."""
    items: Annotated[tuple[ItemData, ...], Field(max_length=MOST_ITEMS)]
    """What the report asks for, item by item, and what was answered."""


class OfficeData(DataModel):
    """The office that publishes the data."""

    id: Urn
    """The identity of the office, made of the name of its force."""
    name: Words
    """The name of the office."""
    force: Words
    """The force that is held to account."""
    address: WebAddress
    """The folder in which its publication pages lie."""


class RegisterData(DataModel):
    """All published responses of an office, with every item: the published register."""

    format: Literal["section-55-register"]
    """The name of the format."""
    version: Annotated[str, Field(pattern=r"^1\.\d{1,4}$")]
    """The version of the format; 1.1 would add fields to 1.0, and change none."""
    dated: IsoDate
    """The day on which status, days overdue and what is open are as they are given."""
    office: OfficeData
    """The office that publishes the data."""
    responses: Annotated[tuple[ResponseData, ...], Field(max_length=MOST_RESPONSES)]
    """The published responses, the latest report first."""
