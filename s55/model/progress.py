"""Define the progress of items: how far the force is, day by day, apart from the statement.

The response says what was said when it was signed. What the force does afterwards is recorded in a
file of its own, so that the statement stays as it was made.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from s55.model.base import FormatVersion, IsoDate, Line, Model, OfficeOnly, lower_case


class ItemStatus(StrEnum):
    """How far the force is with an item."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    COMPLETE = "complete"
    CLOSED = "closed by the inspectorate"
    SUPERSEDED = "superseded"
    REOPENED = "reopened"
    NOT_APPLICABLE = "not applicable"

    @property
    def is_open(self) -> bool:
        """Whether there is something left to do."""
        return self in {ItemStatus.NOT_STARTED, ItemStatus.IN_PROGRESS, ItemStatus.REOPENED}


STATED = (ItemStatus.NOT_STARTED, ItemStatus.IN_PROGRESS, ItemStatus.COMPLETE)
"""What a chief officer says in a response; the others come later."""

StatedStatus = Annotated[
    Literal[ItemStatus.NOT_STARTED, ItemStatus.IN_PROGRESS, ItemStatus.COMPLETE],
    BeforeValidator(lower_case),
]
"""How far the force is with an item, as the response says."""


class ItemMark(StrEnum):
    """How the policing body judges the progress with an item, apart from how far the force is."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


GivenMark = Annotated[ItemMark, BeforeValidator(lower_case)]
"""A mark as a person writes it, in capitals or not."""


class Progress(Model):
    """An entry of an item's history: how far it was on a day."""

    date: IsoDate
    """The day on which it stood so."""
    status: Annotated[ItemStatus, BeforeValidator(lower_case)]
    """How far the force was with it: not started, in progress, complete, closed by the
    inspectorate, superseded, reopened or not applicable."""
    superseded_by: Line | None = None
    """The item that takes its place, with the draft it is in: 'peel-2025 R3'."""
    force: Line | None = None
    """The force that the entry is about, where a report concerns several."""
    owner: Line | None = None
    """Who in the force sees to it from this day on."""
    due: IsoDate | None = None
    """The day by which the force now means to have done it."""
    mark: GivenMark | None = None
    """How the policing body judges it from this day on: red, amber or green."""
    note: Line | None = None
    """What happened, in a line that everybody may read: it is in the public register."""
    evidence: Annotated[Line | None, OfficeOnly()] = None
    """Where the proof is: a minute, a folder, an address; for the office alone."""


class ProgressRecord(Model):
    """The progress of the items of one response: one YAML file beside its draft."""

    format: FormatVersion
    """The version of the format."""
    items: dict[str, tuple[Progress, ...]] = Field(default_factory=dict)
    """The entries of each item, by its short name (R2, AFI3, C1-R1); 's55 update' adds to them."""
