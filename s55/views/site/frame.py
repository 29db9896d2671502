"""Build the frame of the publication pages, and choose the responses that are in."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar
from urllib.parse import quote

from s55.model.dates import with_weekday
from s55.model.distribution import WEBSITE
from s55.model.office import CalendarSettings, Settings
from s55.office.cases import Case
from s55.office.reminders import ItemReminder, MeetingReminder, item_reminders
from s55.records import dataclass
from s55.rules.deadlines import STATUTORY_PERIOD_DAYS
from s55.templating.site_manifest import (
    FrameLabels,
    IndexLabels,
    RegisterLabels,
    SiteManifest,
    ToolLabels,
)
from s55.templating.wording import Wording
from s55.views.fields import InlineField, language_link
from s55.views.response.contents import LogoView

INDEX = "index.html"
"""The list of responses."""
REGISTER = "register.html"
"""The register of open items."""
FEED = "feed.xml"
"""The Atom feed."""
DATA = "responses.json"
"""The data of all responses."""
SCHEMA = "responses.schema.json"
"""What that data means."""
REGISTER_DATA = "register.json"
"""The published register as data."""
REGISTER_SCHEMA = "register.schema.json"
"""What that data means."""
ITEMS_TABLE = "register.csv"
"""Every item as a line of a table."""
RESPONSES_TABLE = "responses.csv"
"""Every response as a line of a table."""
CALENDAR = "calendar.ics"
"""The calendar to subscribe to."""
SITEMAP = "sitemap.xml"
"""The list of pages for search engines."""
_NO_ALARMS = CalendarSettings(remind=())
"""What the public subscribes to does not ring."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link to another page or to a file.

    Attributes:
        address: where it leads, from its own page.
        label: its words.
        is_current: whether it leads to its own page.
    """

    address: str
    label: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class SitePage:
    """What every page about all responses can show.

    Attributes:
        language: of the page (BCP 47).
        document_title: the title of the page in the browser.
        author: the office.
        dated: the day as on which the pages are made.
        logo: the office's logo, or None.
        title: the heading of the page.
        introduction: the text before the list.
        tools: the words of the search and the sorting.
        frame: the words at the head and the foot.
        pages: the links to the pages about all responses.
        files: the links to the files about all responses.
    """

    language: str
    document_title: str
    author: str
    dated: date
    logo: LogoView | None
    title: str
    introduction: str
    tools: ToolLabels
    frame: FrameLabels
    pages: tuple[LinkView, ...]
    files: tuple[LinkView, ...]


SitePageT = TypeVar("SitePageT", bound=SitePage)


@dataclass(frozen=True, slots=True)
class SiteContext:
    """What every page is made from.

    Attributes:
        cases: the published responses, the latest report first.
        settings: the office's settings.
        manifest: the manifest of the set.
        today: the day from which days overdue are counted.
        logo: the office's logo, already read.
        meetings: the meetings of the panel that the calendar shows.
        panel: what the panel is called.
    """

    cases: tuple[Case, ...]
    settings: Settings
    manifest: SiteManifest
    today: date
    logo: LogoView | None = None
    meetings: tuple[MeetingReminder, ...] = ()
    panel: str = ""

    @property
    def wording(self) -> Wording:
        """Get the words of the set, with those of the office filled in."""
        values = {
            "office": self.settings.office,
            "force": self.settings.force,
            "period": str(STATUTORY_PERIOD_DAYS),
        }
        return Wording(values, f"manifest of {self.manifest.name}")

    @property
    def language(self) -> str:
        """Get the language of the pages (BCP 47)."""
        return self.settings.site.language if self.settings.site else self.manifest.language

    def pages(self, current: str, root: str = "") -> tuple[LinkView, ...]:
        """Make the links to the pages about all responses; ``root`` leads to their folder."""
        labels = self.frame()
        return (
            LinkView(f"{root}{INDEX}", labels.all_responses, current == INDEX),
            LinkView(f"{root}{REGISTER}", labels.open_items, current == REGISTER),
        )

    def files(self) -> tuple[LinkView, ...]:
        """Make the links to the files about all responses."""
        labels = self.frame()
        files = {
            FEED: labels.feed,
            DATA: labels.data,
            SCHEMA: labels.schema_link,
            RESPONSES_TABLE: labels.responses_table,
            REGISTER_DATA: labels.register_data,
            REGISTER_SCHEMA: labels.register_schema,
            ITEMS_TABLE: labels.items_table,
        }
        if has_calendar(self):
            files[CALENDAR] = labels.calendar
        return tuple(LinkView(address, label) for address, label in files.items())

    def page(
        self,
        view: type[SitePageT],
        address: str,
        labels: IndexLabels | RegisterLabels,
        **content: Any,
    ) -> SitePageT:
        """Build the view of a page about all responses, with the content it adds.

        Raises:
            S55Error: L105 when a label cannot be filled in.
        """
        words = self.wording
        return view(
            language=self.language,
            document_title=words.fill(labels.document_title),
            author=self.settings.office.name,
            dated=self.today,
            logo=self.logo,
            title=words.fill(labels.title),
            introduction=words.fill(labels.introduction),
            tools=words.filled(self.manifest.labels.tools),
            frame=self.frame(),
            pages=self.pages(address),
            files=self.files(),
            **content,
        )

    def frame(self) -> FrameLabels:
        """Fill in the words at the head and the foot."""
        return self.wording.filled(self.manifest.labels.frame)


def public_days(site: SiteContext) -> list[ItemReminder]:
    """List the days of the open items of published responses, which the register shows too."""
    made = item_reminders(site.cases, _NO_ALARMS, site.today, lambda _: None)
    return sorted(
        (one for one in made if not one.is_done),
        key=lambda one: (one.day, one.item.case.name, one.item.reference),
    )


def has_calendar(site: SiteContext) -> bool:
    """Say whether there is anything to show in a calendar, which may not be empty."""
    return bool(site.meetings or public_days(site))


def folder_of(case: Case) -> str:
    """Give the folder of a response in the folder of the pages: year of the report and name."""
    return f"{case.published.year}/{case.name}"


def page_of(case: Case) -> str:
    """Give the address of a response's page, relative to the folder of all pages."""
    return page_at(case.name, case.published)


def page_at(name: str, published: date, language: str = "") -> str:
    """Give that address by the name of the draft and the day its report was published.

    Args:
        name: the name of the draft.
        published: the day of the report.
        language: the second language (BCP 47), for the page in that.
    """
    return f"{published.year}/{quote(name, safe='')}/{index_in(language)}"


def index_in(language: str) -> str:
    """Name a response's page in its folder; that in a second language has its tag in the name."""
    return INDEX.replace(".", f".{language}.") if language else INDEX


def base_address(settings: Settings) -> str:
    """Give the address of the folder of all pages, ending in a slash; '' if none is set."""
    return f"{settings.site.address.rstrip('/')}/" if settings.site else ""


def other_document(case: Case, base: str | None) -> InlineField | None:
    """Name the second language of a response, with a link to its page in that one.

    Args:
        case: the report and its response.
        base: what leads to the folder of all pages; None where there are no pages.

    Returns:
        the link; the name alone where the response is not on the pages; None where the response has
        one language.
    """
    if not (language := case.second_language):
        return None
    is_there = base is not None and why_left_out(case) is None
    address = f"{base}{page_at(case.name, case.published, language)}" if is_there else ""
    return language_link(language, address)


def latest_first(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Sort cases in the order of the pages: the latest report first, then by name."""
    return tuple(sorted(cases, key=lambda case: (-case.published.toordinal(), case.name)))


def last_change(case: Case) -> date:
    """Give the day of the last publication, correction or withdrawal of a response.

    Where no day was kept, it is that of the sign-off.
    """
    signed = case.response.sign_off
    days = [entry.on for _, entry in case.response.events_at(WEBSITE) if entry.on]
    return max(days, default=signed.date if signed else case.published)


def first_change(case: Case) -> date:
    """Give the day of the first publication; where it was not kept, the last change."""
    return case.answered or last_change(case)


def why_left_out(case: Case) -> str | None:
    """Say why a response is not for the public yet; None when it is.

    A response is public when it is signed off and recorded as published, neither after today.
    """
    signed = case.response.sign_off
    if signed is None:
        return "it is not signed off"
    if signed.date > case.today:
        return f"its sign-off is dated in the future, {with_weekday(signed.date)}"
    if not case.is_answered:
        typed = shlex.quote(case.name)
        return f"it is not recorded as published (s55 mark {typed} website --on DATE)"
    if case.answered is not None and case.answered > case.today:
        return f"its publication is recorded for a day in the future, {with_weekday(case.answered)}"
    return None
