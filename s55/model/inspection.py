"""Define what a draft says of an inspection report: its particulars and graded judgments."""

from enum import StrEnum
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from pydantic import BeforeValidator, Field

from s55.model.base import IsoDate, Line, Markdown, Model, YesNo, lower_case

_ADDRESS = r"^https?://[^\s]+$"


class Grade(StrEnum):
    """A graded judgment; 'adequate' exists since the 2021/22 programme."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    ADEQUATE = "adequate"
    REQUIRES_IMPROVEMENT = "requires improvement"
    INADEQUATE = "inadequate"
    UNGRADED = "ungraded"


class Link(Model):
    """The address of the report and the words that stand for it."""

    text: Line | None = None
    """The words of the link; the address itself is shown when there are none."""
    address: Annotated[
        Line, Field(pattern=_ADDRESS, json_schema_extra={"type": "string", "pattern": _ADDRESS})
    ]
    """The full web address, beginning with https://."""

    @property
    def parts(self) -> SplitResult | None:
        """The address in its parts; None where it has none that can be told apart."""
        try:
            return urlsplit(self.address)
        except ValueError:
            return None


class Judgment(Model):
    """One graded judgment: an area of policing and the grade it was given."""

    area: Line
    """The area of policing or the question, for example 'Preventing crime'."""
    grade: Annotated[Grade, BeforeValidator(lower_case)]
    """The grade as the inspectorate gave it."""


class Judgments(Model):
    """The graded judgments of a report."""

    shown: YesNo = True
    """Whether the document prints them as a table under the key findings;
    'no' where the key findings give them in their own words."""
    introduction: Markdown | None = None
    """What stands before the table."""
    items: Annotated[tuple[Judgment, ...], Field(min_length=1)]
    """The judgments in the order of the report."""


class Inspection(Model):
    """The particulars of the inspection report that is answered."""

    title: Line
    """The title of the report, as published."""
    published: IsoDate
    """The day on which the report was published: day 1 of the 56 (section 55(5A))."""
    publication_types: Annotated[tuple[Line, ...], Field(min_length=1)]
    """The publication types or themes, as the inspectorate lists them."""
    forces: Annotated[tuple[Line, ...], Field(min_length=1)]
    """The police forces inspected, for example 'Norfolk Constabulary'."""
    link: Link
    """Where the report is published."""
    isbn: Line | None = None
    """The ISBN of the printed report, if it has one."""
