"""Define the settings of an office: its area, bodies, office-holders and preferences."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from s55.model.base import IsoDate, Language, Line, Model, YesNo
from s55.model.distribution import STANDARD_RECIPIENTS, RecipientKey


class Term(Model):
    """What holds from one day to another; both days included, either may be open."""

    since: IsoDate | None = None
    """The first day it holds."""
    until: IsoDate | None = None
    """The last day it holds."""

    def holds_on(self, day: date) -> bool:
        """Whether ``day`` falls in the term."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class Body(Term):
    """The local policing body during a term: its title, and who holds the office."""

    title: Line
    """For example 'Norfolk Police and Crime Commissioner'."""
    abbreviation: Line
    """For example 'PCC'."""
    name: Line | None = None
    """Who holds the office."""


class Officer(Term):
    """The chief officer during a term."""

    title: Line
    """For example 'Chief Constable'."""
    name: Line | None = None
    """Who holds the post."""


class Inspectorate(Term):
    """The inspectorate as it was named during a term."""

    name: Line
    """For example 'His Majesty's Inspectorate of Constabulary and Fire & Rescue Services'."""
    abbreviation: Line
    """For example 'HMICFRS'."""


class Force(Model):
    """The police force that is held to account."""

    name: Line
    """For example 'Norfolk Constabulary'."""
    short_name: Line | None = None
    """For example 'the Constabulary'."""


class Logo(Model):
    """The office's logo."""

    file: Line
    """A PNG or JPEG file beside the settings."""
    alternative_text: Line
    """What the logo says, for those who do not see it."""


class ChecklistLine(Model):
    """One line of the office-use checklist."""

    recipients: Annotated[tuple[RecipientKey, ...], Field(min_length=1)]
    """Ticked when all of these are recorded in the draft's distribution."""
    text: Line
    """The words of the line; the office's fields may stand in {{ }}."""


class ChecklistSettings(Model):
    """What an office changes in its template set's checklist."""

    rename: dict[RecipientKey, Line] = Field(default_factory=dict)
    """New words for the line whose first recipient this is."""
    add: tuple[ChecklistLine, ...] = ()
    """Lines added after those of the template set."""

    def lines_after(self, own: Sequence[ChecklistLine]) -> tuple[ChecklistLine, ...]:
        """Give the lines of a template set, then the added ones for whom the set has no line yet.

        Args:
            own: the set's lines.
        """
        named = {recipient for line in own for recipient in line.recipients}
        added = (line for line in self.add if not named.issuperset(line.recipients))
        return (*own, *added)


class CalendarSettings(Model):
    """When the office means to do what; counted in working days of England and Wales."""

    invite_within: Annotated[int, Field(ge=0, le=30)] = 3
    """Working days after the report's publication within which the chief officer is invited."""
    comments_before: Annotated[int, Field(ge=1, le=35)] = 15
    """Working days before the statutory last day on which comments are to be in, where the
    invitation names no date."""
    publish_before: Annotated[int, Field(ge=0, le=35)] = 5
    """Working days before the statutory last day on which the office means to publish."""
    remind: Annotated[tuple[Annotated[int, Field(ge=0, le=56)], ...], Field(max_length=5)] = (7, 1)
    """How many days before each date a reminder comes; none when empty."""


class SiteSettings(Model):
    """Where the publication pages will lie on the web."""

    address: Annotated[Line, Field(pattern=r"^https?://[^\s?#]+$")]
    """The full address of the folder to which the pages are uploaded."""
    language: Language = "en-GB"
    """The language of the pages (BCP 47)."""
    meetings: YesNo = False
    """Whether the calendar of the pages shows the meetings of the panel to come, and by when their
    papers are out."""


class PublishSettings(Model):
    """What the data in the files holds beyond what every office publishes."""

    dispatch_details: YesNo = False
    """How the invitation, publications and copies were sent, and under which reference."""
    items_not_applicable: YesNo = False
    """Comments and reasons of items that do not apply to the force."""


class Address(Model):
    """How to reach the office."""

    lines: tuple[Line, ...] = ()
    """The postal address, line by line."""
    email: Line | None = None
    """The e-mail address."""
    telephone: Line | None = None
    """The telephone number."""
    website: Line | None = None
    """The web address."""


class Office(Model):
    """The office that prepares the responses."""

    name: Line
    """For example 'Office of the Police and Crime Commissioner for Norfolk'."""
    abbreviation: Line
    """For example 'OPCCN'."""
    address: Address = Field(default_factory=Address)
    """How to reach the office."""
    logo: Logo | None = None
    """The logo at the head of the document."""


class Addressee(Term):
    """Somebody to whom a response that is a letter goes, during a term."""

    recipient: RecipientKey
    """Who it is, as the distribution of a draft calls them: 'secretary_of_state'."""
    lines: Annotated[tuple[Line, ...], Field(min_length=1)]
    """The name and the address, line by line."""
    salutation: Line
    """The words with which the letter begins: 'Dear Home Secretary'."""


class Settings(Model):
    """An office's settings: everything in which offices differ, besides the template set."""

    office: Office
    """The office that prepares the responses."""
    force: Force
    """The force that is held to account."""
    policing_body: Annotated[tuple[Body, ...], Field(min_length=1)]
    """The local policing body, with the dates from which each title and holder counts."""
    chief_officer: Annotated[tuple[Officer, ...], Field(min_length=1)]
    """The chief officer, with the dates from which each title and holder counts."""
    inspectorate: Annotated[tuple[Inspectorate, ...], Field(min_length=1)]
    """The inspectorate, with the dates from which each name counts."""
    template: Line = "opccn-2023"
    """The template set of drafts that name none."""
    second_language: Language | None = None
    """The language in which responses are published too (BCP 47), for example cy."""
    addressees: tuple[Addressee, ...] = ()
    """To whom letters go, in place of the addressees of the template set; each has its own."""
    checklist: ChecklistSettings = Field(default_factory=ChecklistSettings)
    """Lines of the office-use checklist that differ from the template set's."""
    calendar: CalendarSettings = Field(default_factory=CalendarSettings)
    """When the office means to do what."""
    site: SiteSettings | None = None
    """Where the publication pages will lie on the web."""
    publish: PublishSettings = Field(default_factory=PublishSettings)
    """What the data in the files holds beyond what every office publishes."""

    @property
    def added_recipients(self) -> tuple[str, ...]:
        """Whom the office adds to the recipients that every office has, each once.

        They are those of its own lines of the checklist, and the addressees of its letters.
        """
        lines = [recipient for line in self.checklist.add for recipient in line.recipients]
        named = dict.fromkeys((*lines, *(one.recipient for one in self.addressees)))
        return tuple(one for one in named if one not in STANDARD_RECIPIENTS)
