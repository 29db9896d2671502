"""Define what an office says of its papers for the Police and Crime Panel: ``panel.yaml``."""

import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from s55.model.base import IsoDate, Line, Markdown, MarkdownText, Model

Point = Annotated[str, MarkdownText(), StringConstraints(min_length=1, max_length=50_000)]
"""A point for discussion, in Markdown."""


class Author(Model):
    """Who writes the papers."""

    name: Line | None = None
    """The name; the post alone where none is given."""
    post: Line | None = None
    """The post, for example 'Policy Officer'."""


class Contact(Model):
    """Whom a member of the panel asks about a paper."""

    name: Line | None = None
    """The name of a person or a team."""
    post: Line | None = None
    """The post."""
    email: Line | None = None
    """The e-mail address; that of the office where none is given."""
    telephone: Line | None = None
    """The telephone number; that of the office where none is given."""


class PaperTexts(Model):
    """The texts of a paper that differ from those of the template set."""

    title: Line | None = None
    """The title of the paper."""
    author: Author | None = None
    """Who writes it."""
    contact: Contact | None = None
    """Whom a member of the panel asks about it."""
    purpose: Markdown | None = None
    """What the paper is for."""
    recommendation: Markdown | None = None
    """What the panel is asked to do: a recommendation or a suggested approach."""
    background: Markdown | None = None
    """The duty to respond, in plain words."""
    implications: Markdown | None = None
    """What follows for money, law, equality and so on."""


class Meeting(PaperTexts):
    """One meeting of the panel: its day, what its paper covers, what is to be discussed."""

    date: IsoDate
    """The day of the meeting."""
    since: IsoDate | None = None
    """The first day of the period that its paper covers."""
    until: IsoDate | None = None
    """The last day of that period: the day on which the paper was closed."""
    item: Line | None = None
    """The number of the paper on the agenda, for the names of files (``s55 panel --split``)."""
    points: tuple[Point, ...] = ()
    """Points that the panel may wish to discuss, each in Markdown."""


class ClearDays(Model):
    """How long before a meeting its papers have to be out."""

    clear_days: Annotated[int, Field(ge=0, le=28)] = 5
    """The clear days between: working days, neither the day they come out nor the meeting's."""
    source: Line = "section 100B of the Local Government Act 1972"
    """What says so: an Act, or the panel's own rules."""


class PartFiles(Model):
    """How the files of a paper in parts are called, where packs are uploaded file by file.

    Words in {{ }} are filled in: ``item`` (on the agenda; '' for none), ``date`` and ``panel``; in
    the name of an appendix also ``appendix`` (as the paper calls it), ``number``, ``letter``,
    ``title`` and ``draft``.
    """

    report: Line = "{% if item %}Item {{ item }} - {% endif %}Section 55 responses"
    """The covering report."""
    appendix: Line = "{% if item %}Item {{ item }} {% endif %}{{ appendix }} - {{ title }}"
    """An appendix."""
    most_megabytes: Annotated[int, Field(ge=1, le=2000)] | None = None
    """How large one file may be, in units of 1,000,000 bytes; None for any size."""


class PanelSettings(PaperTexts):
    """The panel's own file, beside the settings; each meeting can differ from it."""

    panel: Line = "Police and Crime Panel"
    """The name of the panel, for example 'Norfolk Police and Crime Panel'."""
    template: Line = "panel"
    """The template set of its papers."""
    papers: ClearDays = Field(default_factory=ClearDays)
    """When papers have to be out; five clear days in England where nothing is said."""
    files: PartFiles = Field(default_factory=PartFiles)
    """The files of a paper in parts."""
    meetings: Annotated[tuple[Meeting, ...], Field(max_length=500)] = ()
    """The meetings, in any order."""

    def meeting_on(self, day: datetime.date) -> Meeting | None:
        """Find the meeting on ``day``; None where none is given."""
        return next((meeting for meeting in self.meetings if meeting.date == day), None)

    def meeting_before(self, day: datetime.date) -> Meeting | None:
        """Find the last meeting before ``day``; None where none is given."""
        earlier = [meeting for meeting in self.meetings if meeting.date < day]
        return max(earlier, key=lambda meeting: meeting.date, default=None)
