"""Build what the publication pages add to a response: the way back, its dates, its files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from s55.model.dates import in_words
from s55.model.distribution import WEBSITE, Dispatch, DispatchEvent
from s55.office.cases import Case, Timeliness
from s55.records import dataclass
from s55.templating.site_manifest import FrameLabels
from s55.templating.wording import Wording
from s55.views.site.frame import LinkView, SiteContext, page_of

ROOT = "../../"
"""The way from a response's page to the folder of all pages."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside a response's page.

    Attributes:
        name: its name.
        media_type: what it is, as browsers say it.
        size: in bytes.
        pages: how many pages a PDF has; None for other files.
    """

    name: str
    media_type: str
    size: int
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class DownloadView:
    """The link to a file.

    Attributes:
        address: the name of the file, as an address.
        label: the words of the link.
        media_type: what it is, as browsers say it.
    """

    address: str
    label: str
    media_type: str


@dataclass(frozen=True, slots=True)
class ResponseFrameView:
    """What the layout of the additions can show.

    Attributes:
        language: of what is added (BCP 47).
        document_title: the title of the report.
        author: the office.
        dated: the day of the response, or of the report where it was not recorded.
        heading: the heading over the files.
        report_line: the sentence with the report's day and the statutory last day.
        answered_line: the sentence with the response's day, and whether that was in time.
        is_late: whether it was late.
        withdrawn_line: the sentence that says that it was withdrawn; '' where it was not.
        replacement: the link to the response that replaces it, or None.
        publications_heading: the heading over the list of publications.
        publications: when it was published, corrected and withdrawn, line by line; () as long as
            it was published once.
        downloads: the links to the files of the response.
        frame: the words at the head and the foot.
        pages: the links to the pages about all responses.
    """

    language: str
    document_title: str
    author: str
    dated: date
    heading: str
    report_line: str
    answered_line: str
    is_late: bool
    withdrawn_line: str
    replacement: LinkView | None
    publications_heading: str
    publications: tuple[str, ...]
    downloads: tuple[DownloadView, ...]
    frame: FrameLabels
    pages: tuple[LinkView, ...]


def response_frame_view(
    case: Case, downloads: Sequence[Download], site: SiteContext
) -> ResponseFrameView:
    """Build what is added to the page of a published response.

    Raises:
        S55Error: L105 when a label cannot be filled in.
    """
    words, labels = site.wording, site.manifest.labels.response
    gone = case.response.withdrawal
    return ResponseFrameView(
        language=site.language,
        document_title=case.response.inspection.title,
        author=site.settings.office.name,
        dated=case.answered or case.published,
        heading=words.fill(labels.heading),
        report_line=words.fill(
            labels.report_line,
            published=in_words(case.published, site.language),
            statutory_last_day=in_words(case.statutory, site.language),
        ),
        answered_line=_answered_line(case, site, words),
        is_late=case.timeliness is Timeliness.LATE,
        withdrawn_line=words.fill(labels.is_withdrawn, date=_day(gone, site)) if gone else "",
        replacement=_replacement(case, site, words),
        publications_heading=words.fill(labels.publications),
        publications=publications_of(case, site),
        downloads=tuple(_link(download, site, words) for download in downloads),
        frame=site.frame(),
        pages=site.pages("", ROOT),
    )


def publications_of(case: Case, site: SiteContext) -> tuple[str, ...]:
    """Say when a response was published, corrected and withdrawn; () if it was published once.

    Raises:
        S55Error: L105 when a label cannot be filled in.
    """
    words, labels = site.wording, site.manifest.labels.response
    label = {
        DispatchEvent.PUBLISHED: labels.first_published,
        DispatchEvent.REPUBLISHED: labels.corrected,
        DispatchEvent.WITHDRAWN: labels.withdrawn,
    }
    lines = tuple(
        words.fill(label[event], date=_day(entry, site), what=entry.what or "", why=entry.why or "")
        for event, entry in case.response.events_at(WEBSITE)
        if event in label
    )
    return lines if len(lines) > 1 else ()


def _day(entry: Dispatch, site: SiteContext) -> str:
    return in_words(entry.on, site.language) if entry.on else ""


def _replacement(case: Case, site: SiteContext, words: Wording) -> LinkView | None:
    """Link to the response that replaces it, if that is among the pages."""
    gone = case.response.withdrawal
    other = next((one for one in site.cases if gone and one.name == gone.replaced_by), None)
    if other is None:
        return None
    title = other.response.inspection.title
    label = words.fill(site.manifest.labels.response.replacement, title=title)
    return LinkView(f"{ROOT}{page_of(other)}", label)


def _answered_line(case: Case, site: SiteContext, words: Wording) -> str:
    labels = site.manifest.labels.response
    answered = in_words(case.answered, site.language) if case.answered else ""
    if case.answered and case.answered_before:
        first = in_words(case.answered_before, site.language)
        return words.fill(labels.in_place, answered=answered, first=first, days=str(case.days_late))
    match case.timeliness:
        case Timeliness.IN_TIME:
            return words.fill(labels.in_time, answered=answered, days=str(case.days_taken))
        case Timeliness.LATE:
            return words.fill(labels.late, answered=answered, days=str(case.days_late))
        case _:
            return words.fill(labels.not_recorded)


def _link(download: Download, site: SiteContext, words: Wording) -> DownloadView:
    labels = site.manifest.labels.response
    size = size_in_words(download.size)
    if download.pages is not None:
        label = words.fill(labels.pdf, pages=str(download.pages), size=size)
    elif download.media_type == "application/json":
        label = words.fill(labels.data, size=size)
    else:
        label = words.fill(labels.word, size=size)
    return DownloadView(quote(download.name), label, download.media_type)


def size_in_words(size: int) -> str:
    """Write a size in bytes as people read it: ``120 KB``, ``1.4 MB``; 1 KB is 1,000 bytes."""
    kilobytes = max(1, round(size / 1000))
    return f"{kilobytes} KB" if kilobytes < 1000 else f"{size / 1_000_000:.1f} MB"
