"""Make all files of the publication pages from the rendered responses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pypdfium2

from s55.drafts.public import response_json
from s55.model.dates import in_words
from s55.model.office import PublishSettings
from s55.model.open_data.identity import identity, identity_of_response
from s55.office.cases import Case
from s55.office.figures import ChartWording, items_by_status_and_age
from s55.records import dataclass
from s55.render.calendar import CalendarEntry, to_calendar, uid_named
from s55.render.charts import chart_view
from s55.render.html.data import DATA_NAME
from s55.render.html.document import to_html
from s55.render.html.stylesheet import inlined_stylesheet
from s55.render.register.csv import to_csv
from s55.render.site.feed import Feed, FeedEntry, atom, sitemap
from s55.render.site.pages import FRAME_STYLE, SCRIPT, STYLE, Head, list_page, response_page
from s55.templating.sets import AnySet
from s55.templating.site_manifest import SiteManifest
from s55.views.open_data.published import register_data
from s55.views.open_data.schema import data_json, data_schema
from s55.views.open_data.tables import items_table, responses_table
from s55.views.site.calendar import PublicDay, calendar_days
from s55.views.site.data import responses_data, responses_schema
from s55.views.site.frame import (
    CALENDAR,
    DATA,
    FEED,
    INDEX,
    ITEMS_TABLE,
    REGISTER,
    REGISTER_DATA,
    REGISTER_SCHEMA,
    RESPONSES_TABLE,
    SCHEMA,
    SITEMAP,
    SiteContext,
    base_address,
    first_change,
    folder_of,
    index_in,
    last_change,
    page_at,
    page_of,
)
from s55.views.site.index import index_view
from s55.views.site.open_items import RegisterView, open_items, register_view
from s55.views.site.response import ROOT, Download, ResponseFrameView, response_frame_view

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class RenderedLanguage:
    """A published response in all formats, in its second language (BCP 47)."""

    language: str
    html: bytes
    pdf: bytes
    docx: bytes


@dataclass(frozen=True, slots=True)
class Rendered:
    """A published response in all formats, and in its other language where it has one."""

    case: Case
    html: bytes
    pdf: bytes
    docx: bytes
    others: tuple[RenderedLanguage, ...] = ()

    @property
    def editions(self) -> tuple[RenderedLanguage, ...]:
        """Each language, the first one, which is called '', first."""
        return (RenderedLanguage("", self.html, self.pdf, self.docx), *self.others)


def site_files(
    site: SiteContext, rendered: Iterable[Rendered], template: AnySet[SiteManifest]
) -> dict[str, bytes]:
    """Make every file of the pages, by its path in their folder.

    Args:
        site: what the pages are made from.
        rendered: the same responses as in ``site``, rendered; each is asked for only when it is
            needed, the first one after the files that need none.
        template: the set of the pages.

    Raises:
        S55Error: what :func:`s55.render.html.document.to_html` raises.
    """
    files = _lists(site, template)
    responses: list[Rendered] = []
    views: list[tuple[Case, ResponseFrameView]] = []
    for one in rendered:
        responses.append(one)
        for edition in one.editions:
            downloads = _downloads(one.case, edition, site.settings.publish)
            view = response_frame_view(one.case, downloads, site)
            if not edition.language:
                views.append((one.case, view))
            files.update(_of_response(one, edition, view, site, template))
    files[FEED] = _feed(site, views)
    files[SITEMAP] = sitemap(list(_pages(site, responses)))
    return dict(sorted(files.items()))


def _lists(site: SiteContext, template: AnySet[SiteManifest]) -> dict[str, bytes]:
    """Make the files about all responses that need none of them rendered."""
    files: dict[str, bytes] = {}
    for name, page in (
        (INDEX, to_html(index_view(site), template)),
        (REGISTER, to_html(drawn_register(site), template, template.manifest.register_layout)),
    ):
        files[name] = list_page(page, _head(site, name, "")).encode()
    files[STYLE] = _stylesheet(template, template.manifest.stylesheet)
    files[FRAME_STYLE] = _stylesheet(template, template.manifest.response_stylesheet)
    files[SCRIPT] = template.read(template.manifest.script)
    files[DATA] = responses_data(site)
    files[SCHEMA] = responses_schema(site)
    files.update(_open_data(site))
    if days := calendar_days(site):
        files[CALENDAR] = _calendar(site, days)
    return files


def drawn_register(site: SiteContext) -> RegisterView:
    """Build the register with its chart; an empty register has none.

    Raises:
        S55Error: L105 when a label cannot be filled in.
    """
    items = open_items(site)
    if not items:
        return register_view(site)
    spoken = ChartWording(site.manifest.labels.charts, site.wording.fill)
    return register_view(site, [chart_view(items_by_status_and_age(items, spoken), 1)])


def _of_response(
    one: Rendered,
    edition: RenderedLanguage,
    view: ResponseFrameView,
    site: SiteContext,
    template: AnySet[SiteManifest],
) -> dict[str, bytes]:
    folder, index = folder_of(one.case), index_in(edition.language)
    name = _name_of(one.case, edition)
    additions = to_html(view, template, template.manifest.response_layout)
    address = page_at(one.case.name, one.case.published, edition.language)
    languages = {
        f"{quote(_name_of(one.case, other))}.html": index_in(other.language)
        for other in one.editions
        if other is not edition
    }
    head = replace(
        _head(site, address, ROOT),
        title_more=_title_more(one.case, site),
        languages=languages,
    )
    wrapped = response_page(edition.html.decode(), additions, site.language, head)
    return {
        f"{folder}/{index}": wrapped.page.encode(),
        f"{folder}/{name}.pdf": edition.pdf,
        f"{folder}/{name}.docx": edition.docx,
        f"{folder}/{DATA_NAME}": response_json(one.case.response, site.settings.publish),
        **{address: text.encode() for address, text in wrapped.stylesheets.items()},
    }


def _name_of(case: Case, edition: RenderedLanguage) -> str:
    """Name the files of a response in a language, without their endings."""
    return f"{case.name}.{edition.language}" if edition.language else case.name


def _downloads(case: Case, one: RenderedLanguage, publish: PublishSettings) -> tuple[Download, ...]:
    name, data = _name_of(case, one), response_json(case.response, publish)
    return (
        Download(f"{name}.pdf", "application/pdf", len(one.pdf), _pages_of(one.pdf)),
        Download(f"{name}.docx", _WORD, len(one.docx)),
        Download(DATA_NAME, "application/json", len(data)),
    )


def _pages_of(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def _head(site: SiteContext, address: str, root: str) -> Head:
    base = base_address(site.settings)
    title = site.wording.fill(site.manifest.labels.frame.feed_title)
    return Head(f"{base}{address}", root, f"{root}{FEED}", title)


def _title_more(case: Case, site: SiteContext) -> str:
    """Add the day of the report, where another report has the same title."""
    title = case.response.inspection.title
    alike = sum(other.response.inspection.title == title for other in site.cases)
    return f" ({in_words(case.published, site.language)})" if alike > 1 else ""


def _stylesheet(template: AnySet[SiteManifest], name: str) -> bytes:
    return f"{inlined_stylesheet(template, name)}\n".encode()


def _open_data(site: SiteContext) -> dict[str, bytes]:
    """Make the published register as data, and as tables."""
    register = register_data(site)
    items, responses = items_table([register]), responses_table([register])
    return {
        REGISTER_DATA: data_json(register, f"{base_address(site.settings)}{REGISTER_SCHEMA}"),
        REGISTER_SCHEMA: data_schema(),
        ITEMS_TABLE: to_csv(items.columns, items.rows),
        RESPONSES_TABLE: to_csv(responses.columns, responses.rows),
    }


def _calendar(site: SiteContext, days: Sequence[PublicDay]) -> bytes:
    entries = [
        CalendarEntry(
            uid_named(one.name, site.settings), one.day, one.title, one.description, one.address
        )
        for one in days
    ]
    name = site.wording.fill(site.manifest.labels.calendar.title)
    return to_calendar(name, entries, site.today)


def _feed(site: SiteContext, views: Sequence[tuple[Case, ResponseFrameView]]) -> bytes:
    base = base_address(site.settings)
    force = site.settings.force.name
    entries = tuple(
        FeedEntry(
            identity_of_response(force, case.name, case.published.isoformat()),
            f"{base}{page_of(case)}",
            case.response.inspection.title,
            first_change(case),
            last_change(case),
            _summary(view),
            {
                language: f"{base}{page_at(case.name, case.published, language)}"
                for language in filter(None, [case.second_language])
            },
        )
        for case, view in views
    )
    title = site.wording.fill(site.manifest.labels.frame.feed_title)
    author = site.settings.office.name
    return atom(
        Feed(
            identity("feed", force),
            f"{base}{FEED}",
            f"{base}{INDEX}",
            title,
            author,
            site.language,
            site.today,
            entries,
        )
    )


def _summary(view: ResponseFrameView) -> str:
    """Say first what happened last: a withdrawal, a correction, or the publication."""
    last = view.publications[-1] if view.publications else ""
    if last and not last.endswith((".", "!", "?", "…")):
        last += "."
    return " ".join(filter(None, (last, view.report_line, view.answered_line)))


def _pages(site: SiteContext, rendered: Sequence[Rendered]) -> Iterator[tuple[str, date]]:
    base = base_address(site.settings)
    newest = max((last_change(case) for case in site.cases), default=site.today)
    yield f"{base}{INDEX}", newest
    # The days overdue change every day.
    yield f"{base}{REGISTER}", site.today
    others = {one.case.name: one.others for one in rendered}
    for case in site.cases:
        yield f"{base}{page_of(case)}", last_change(case)
        for other in others.get(case.name, ()):
            yield f"{base}{page_at(case.name, case.published, other.language)}", last_change(case)
