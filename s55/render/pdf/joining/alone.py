"""Lay out and paint a part of a page by itself, without what stands in the margins of its pages."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from s55.render.pdf.document import DataFetcher, finish, printing
from s55.render.pdf.joining.marks import PartMark
from s55.render.pdf.joining.parts import PART_ATTRIBUTE, PartFont, PartPage, PdfPart
from s55.render.pdf.joining.taking import ObjectsOfPart, rename_header_cells, tags_of_part
from s55.render.pdf.page_limit import page_limit
from s55.render.pdf.patches.artifacts import mark_artifacts
from s55.render.pdf.patches.links import drop_nested_links
from s55.render.pdf.patches.structure import referenced
from s55.render.shown import CutOff, cut_off
from s55.templating.sets import PrintedSet

if TYPE_CHECKING:
    from s55.render.pdf.joining.fonts import FontsOfPart

_MARGIN_BOXES = [
    f"@{edge}-{place}"
    for edge, places in (
        ("top", ("left-corner", "left", "center", "right", "right-corner")),
        ("bottom", ("left-corner", "left", "center", "right", "right-corner")),
        ("left", ("top", "middle", "bottom")),
        ("right", ("top", "middle", "bottom")),
    )
    for place in places
]
_EMPTY_MARGINS = (
    f"@page {{{''.join(f'{one} {{ content: none !important }}' for one in _MARGIN_BOXES)}}}"
)
_BEGINS_A_PAGE = frozenset({"always", "page"})
_NAME = re.compile(r"[A-Za-z_][\w-]*|")


def to_pdf_part(html: str, template: PrintedSet, number: int) -> PdfPart | None:
    """Make a part of a PDF of the elements of a page that have `PART_ATTRIBUTE`.

    The page shows nothing but these, which follow each other in one element. The same arguments
    give the same part.

    Args:
        html: the page.
        template: the set, for its fonts.
        number: the number of the part, by which it tells its names from those of others.

    Returns:
        the part; None where it cannot be told from the rest of the whole page: it does not begin a
        page, shows numbers of pages, or its tags are among others.

    Raises:
        S55Error: as :func:`s55.render.pdf.document.to_pdf`, but for missing characters.
    """
    with printing(template) as (weasyprint, fonts):
        document, context = _laid_out(html, weasyprint, fonts)
        if not _is_separate(document, context):
            return None
        cut = cut_off(document)
        drop_nested_links(document)
        repeated = mark_artifacts(document)
        inside = _elements_of_part(document)
        found = [_Found(page, inside) for page in document.pages]
        for page in document.pages:
            page.bookmarks = []
        _add_places_elsewhere(document)
        fonts_of_part = _fonts_of_part(document)
        taken: list[PdfPart | None] = []

        def finisher(_: Any, pdf: Any) -> None:
            _enclose(pdf)
            finish(pdf, repeated)
            rename_header_cells(pdf, str(number))
            taken.append(_taken(pdf, found, cut, fonts_of_part.shared()))
            # What is left is written, and thrown away.
            pdf.objects[:] = pdf.objects[:1]
            pdf.info.clear()

        with warnings.catch_warnings():
            # WeasyPrint leaves the file of a colour profile open.
            warnings.simplefilter("ignore", ResourceWarning)
            document.write_pdf(finisher=finisher, pdf_variant="pdf/a-3a")
        return taken[0]


def _fonts_of_part(document: Any) -> FontsOfPart:
    from s55.render.pdf.joining.fonts import FontsOfPart  # needs what WeasyPrint loads

    fonts = document.fonts = FontsOfPart(document.font_config)
    return fonts


def _add_places_elsewhere(document: Any) -> None:
    """Let links lead to what is on other pages of the paper: WeasyPrint drops those to nowhere."""
    ids = {element.get("id") for element in document._html.etree_element.iter()}
    for page in document.pages:
        for kind, target, *_ in page.links:
            if kind == "internal" and target in ids:
                document.pages[0].anchors.setdefault(target, (0, 0, 0, 0))


def _enclose(pdf: Any) -> None:
    """Let the content of each page leave the page as it was, for what is painted over it."""
    for reference in pdf.page_references:
        content = referenced(pdf, referenced(pdf, reference)["Contents"])
        content.stream[:] = [b"q", *content.stream, b"Q"]


def _laid_out(html: str, weasyprint: SimpleNamespace, fonts: Any) -> tuple[Any, Any]:
    """Lay a page out, and give the document with the context of its layout."""
    from weasyprint import DEFAULT_OPTIONS
    from weasyprint.document import Document

    contexts = []

    class DocumentWithContext(Document):  # type: ignore[misc]  # it has no types
        @classmethod
        def _build_layout_context(cls, *arguments: Any) -> Any:
            contexts.append(super()._build_layout_context(*arguments))
            return contexts[0]

    fetcher = DataFetcher(weasyprint.URLFetcherResponse)
    margins = [_empty_margins(weasyprint.CSS)]
    options = {**DEFAULT_OPTIONS, "pdf_variant": "pdf/a-3a", "stylesheets": margins}
    with page_limit():
        page = weasyprint.HTML(string=html, url_fetcher=fetcher)
        return DocumentWithContext._render(page, fonts, None, None, options), contexts[0]


@lru_cache(maxsize=1)
def _empty_margins(css: Callable[..., Any]) -> Any:
    return css(string=_EMPTY_MARGINS)


def _is_separate(document: Any, context: Any) -> bool:
    first = next(
        (
            box
            for box in document.pages[0]._page_box.descendants()
            if box.element is not None and box.element.get(PART_ATTRIBUTE)
        ),
        None,
    )
    return (
        first is not None
        and first.style["break_before"] in _BEGINS_A_PAGE
        and not context.target_collector.counter_lookup_items
        and all(_NAME.fullmatch(page._page_box.page_type.name or "") for page in document.pages)
    )


def _elements_of_part(document: Any) -> frozenset[Any]:
    root = document._html.etree_element
    parts = root.iterfind(f".//*[@{PART_ATTRIBUTE}]")
    return frozenset(element for part in parts for element in part.iter())


class _Found:
    """What a page says of itself besides its content."""

    def __init__(self, page: Any, inside: frozenset[Any]) -> None:
        self.size = (page.width, page.height)
        self.name = page._page_box.page_type.name or ""
        self.strings = tuple(
            (name, text)
            for box in page._page_box.descendants()
            if box.element in inside and box.string_set not in (None, "none")
            for name, text in box.string_set
        )
        self.bookmarks = tuple(page.bookmarks)
        ids = {element.get("id") for element in inside}
        self.anchors = {name: place for name, place in page.anchors.items() if name in ids}


def _taken(
    pdf: Any, found: list[_Found], cut: CutOff | None, fonts: tuple[PartFont, ...]
) -> PdfPart | None:
    tags = tags_of_part(pdf)
    if not tags:
        return None
    objects = ObjectsOfPart(pdf, bool(fonts))
    root = referenced(pdf, pdf.catalog["StructTreeRoot"])
    numbers = referenced(pdf, root["ParentTree"])["Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for tag in tags:
        tag["P"] = PartMark.PARENT.at()
    tag_numbers = tuple(objects.number(tag.reference) for tag in tags)
    pages, annotation_tags = [], []
    for reference, one in zip(pdf.page_references, found, strict=True):
        page = referenced(pdf, reference)
        for annotation in page.get("Annots", ()):
            dictionary = referenced(pdf, annotation)
            annotation_tags.append(objects.number(parents[dictionary["StructParent"]]))
            dictionary["StructParent"] = PartMark.ANNOTATION.at(len(annotation_tags) - 1)
        pages.append(
            PartPage(
                one.size,
                one.name,
                one.strings,
                one.bookmarks,
                one.anchors,
                objects.number(page["Contents"]),
                tuple(map(objects.number, page.get("Annots", ()))),
                tuple(map(objects.number, parents[page["StructParents"]])),
            )
        )
    resources, pictures = objects.resources()
    return PdfPart(
        tuple(pages),
        objects.all(),
        tag_numbers,
        resources,
        pictures,
        tuple(annotation_tags),
        fonts,
        cut,
    )
