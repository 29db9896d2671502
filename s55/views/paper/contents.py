"""What a layout can show of a paper for the Police and Crime Panel.

Layouts (Word and HTML) see exactly the attributes of :class:`PanelView`.
"""

from __future__ import annotations

from datetime import date

from s55.records import dataclass
from s55.templating.list_words import KindWords, PaceWords, StatusWords
from s55.views.fields import BlockField, InlineField
from s55.views.lists import ChartView, InspectionRow, ItemRow
from s55.views.response.contents import LogoView


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A row of the table at the head, or of the contact.

    Attributes:
        label: the words before it.
        value: what is beside them.
    """

    label: str
    value: InlineField


@dataclass(frozen=True, slots=True)
class AppendixView:
    """A response that is appended in full.

    Attributes:
        number: its number, from 1.
        name: the name of the draft.
        short: what it is called where it is pointed to, for example 'Appendix 1'.
        heading: its heading, for example 'Appendix 1: Harbour policing'.
        title: the title of the report.
        anchor: the name of the place where it begins; '' where it is a file of its own.
        content: the response as HTML, in the page; '' in Word, where it is joined on.
        file: the name of its own file without an ending; '' where it is part of the paper.
        notice: the words at its head that say to which paper it belongs; '' as before.
    """

    number: int
    name: str
    short: str
    heading: str
    title: str
    anchor: str
    content: str = ""
    file: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class PanelInspection(InspectionRow):
    """A row of the table of inspections.

    Attributes:
        title: the report's title, a link to it.
        unanswered: why there is no day of the response; '' where there is one.
        standing: 'in time', 'late: 5 days after the statutory last day'.
        appendix: the appendix with the response, or None.
        response: a link to the response on the web, or None.
    """

    title: InlineField
    unanswered: str
    standing: str
    appendix: AppendixView | None
    response: InlineField | None


@dataclass(frozen=True, slots=True)
class PanelItem(ItemRow):
    """A row of a table of items; of a response that is not published, it says nothing.

    Attributes:
        report_asks: the day that the report sets, in a sentence, or that there is none.
        ours: the office's own number with the words before it; '' for an item without one.
        facts: owner, day and status in a sentence; of a response that is not published, the day
            that the report sets, or ''.
    """

    report_asks: str
    ours: str
    facts: str


@dataclass(frozen=True, slots=True)
class ItemTable:
    """The items of one report.

    Attributes:
        caption: the title of the report.
        rows: a row for each item that applies.
        no_owner: what to say where no owner is recorded.
        no_status: what to say where no status is recorded.
        summary: how many items there are, and how many of them are open and late.
        appendix: the appendix with the response, or None.
    """

    caption: str
    rows: tuple[PanelItem, ...]
    no_owner: str
    no_status: str
    summary: str
    appendix: AppendixView | None


@dataclass(frozen=True, slots=True)
class PanelSection:
    """A section of the covering report; what it does not have is empty.

    Attributes:
        key: ``purpose``, ``recommendation``, ``background``, ``inspections``, ``figures``,
            ``items``, ``progress``, ``points``, ``implications`` or ``contact``.
        heading: its heading.
        anchor: the name of the place where it begins.
        wide: whether it is on landscape pages.
        turns: whether the orientation of the page changes before it.
        body: its text.
        notice: a sentence in place of what it would hold.
        caption: the caption of the table of inspections.
        columns: the headings of the table of inspections, or of the tables of items.
        inspections: the rows of the table of inspections.
        after: the text after that table: what was late, what is not appended.
        tables: the tables of items.
        charts: the charts.
        contact: whom to ask.
    """

    key: str
    heading: str
    anchor: str
    wide: bool = False
    turns: bool = False
    body: BlockField | None = None
    notice: str = ""
    caption: str = ""
    columns: tuple[str, ...] = ()
    inspections: tuple[PanelInspection, ...] = ()
    after: BlockField | None = None
    tables: tuple[ItemTable, ...] = ()
    charts: tuple[ChartView, ...] = ()
    contact: tuple[PanelRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PanelView:
    """Everything a layout can show of a paper.

    Attributes:
        language: BCP 47, for example ``en-GB``.
        document_title: the title of the file.
        title: the title of the paper.
        author: the office, as the author of the file.
        dated: the day on which the paper was written.
        logo: the office's logo, or None.
        header: the particulars: panel, meeting, author, period.
        contents_heading: the heading of the contents list.
        sections: the sections of the covering report.
        appendices: the responses that are appended in full.
        ends_wide: whether the last section is on landscape pages.
        kinds: the words for the kinds of items.
        statuses: the words for how far the force is.
        paces: the words for how an item compares with its day.
    """

    language: str
    document_title: str
    title: str
    author: str
    dated: date
    logo: LogoView | None
    header: tuple[PanelRow, ...]
    contents_heading: str
    sections: tuple[PanelSection, ...]
    appendices: tuple[AppendixView, ...]
    ends_wide: bool
    kinds: KindWords
    statuses: StatusWords
    paces: PaceWords
