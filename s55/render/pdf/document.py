"""Print an HTML page to one PDF/UA-1 and PDF/A-3a file, with the response as its data."""

from __future__ import annotations

import contextlib
import gc
import html as html_entities
import io
import logging
import re
import urllib.parse
import warnings
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from s55.errors import ExitCode, S55Error
from s55.garbage import gc_disabled, keep_what_is_loaded
from s55.problems import Problem, error
from s55.records import dataclass
from s55.render.html.safety import refuse_carried
from s55.render.pdf.fonts import font_stamp, only_fonts_of
from s55.render.pdf.glyphs import described, missing_characters, words_around
from s55.render.pdf.joining.parts import PdfPart
from s55.render.pdf.loading import weasyprint as native
from s55.render.pdf.page_limit import TooManyPagesError, page_limit
from s55.render.pdf.patches.artifacts import mark_artifacts, name_first_heads
from s55.render.pdf.patches.attachments import name_attachments_once
from s55.render.pdf.patches.header_cells import complete_header_cells
from s55.render.pdf.patches.links import describe_links, drop_nested_links
from s55.render.pdf.patches.lists import nest_lists
from s55.render.pdf.patches.metadata import declare_pdf_ua, uncompress_metadata
from s55.render.pdf.patches.parts import join_parts
from s55.render.pdf.patches.pictures import forbid_smoothing
from s55.render.pdf.patches.streams import compress_streams, write_out
from s55.render.shown import CutOff, cut_off, words_of_print
from s55.templating.sets import PrintedSet
from s55.views.response.contents import DocumentView

ATTACHMENT_NAME = "response.json"
_MANY_PAGES = 100
"""More pages than this leave so much garbage that it is worth a second to look for it."""
_STYLE_OR_TAG = re.compile(r"<style.*?</style>|<[^>]*>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that a PDF carries as its source: its bytes, its name and what it is."""

    data: bytes
    name: str = ATTACHMENT_NAME
    description: str = "This response as data (JSON)"


def to_pdf(
    html: str,
    view: DocumentView,
    template: PrintedSet,
    data: bytes | Attached = b"",
    tell_words: Callable[[str], None] | None = None,
    parts: Sequence[PdfPart] = (),
) -> bytes:
    """Print the page of :func:`s55.render.html.document.to_html` to a PDF.

    The same arguments give the same bytes, on any day and whichever fonts the machine has.

    Args:
        html: the page.
        view: the document, for its date.
        template: the set, for its fonts.
        data: the response as JSON; it is embedded as ``response.json``, the file's source.
            Nothing is embedded if it is empty. Data of another name comes as `Attached`.
        tell_words: is told the folded words that are printed (:mod:`s55.render.shown`).
        parts: what is printed already, and for which the page has blank pages.

    Raises:
        PartsDoNotFitError: the page has other blank pages.
        S55Error: T210 for characters that no font of the set has, P501 when a system library is
            missing, L204 when the page asks for another file, L210 for pages without end, P503
            for words beyond the edge of a page, P502 for
            what else WeasyPrint reports, L102 to L104 for the set's fonts.
    """
    refuse_missing_characters(html, template)
    attached = data if isinstance(data, Attached) else Attached(data)
    with printing(template) as (weasyprint, fonts):
        return _printed(html, view, attached, weasyprint, fonts, tell_words, parts)


_SLIPS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What Python raises in a library that did not think of a style sheet like this."""


@contextlib.contextmanager
def printing(template: PrintedSet) -> Iterator[tuple[SimpleNamespace, Any]]:
    """Have WeasyPrint and its fonts ready, and say in a user's words what goes wrong.

    Raises:
        S55Error: as :func:`to_pdf`.
    """
    weasyprint, fonts = _loaded(template, font_stamp(template))
    messages = _ErrorMessages()
    logger = logging.getLogger("weasyprint")
    propagates = logger.propagate
    logger.addHandler(messages)
    logger.propagate = False
    try:
        with gc_disabled():
            yield weasyprint, fonts
    except TooManyPagesError as failure:
        raise _layout_error("L210", str(failure), template) from None
    except weasyprint.FatalURLFetchingError as failure:
        if isinstance(failure.__cause__, S55Error):
            file = str(template.place(template.manifest.html_layout))
            raise S55Error(
                [one.in_file(file) for one in failure.__cause__.problems], ExitCode.SETTINGS
            ) from None
        raise _layout_error("L204", str(failure), template) from None
    except _SLIPS as failure:
        words = f"the PDF library stops with {type(failure).__name__}"
        raise _layout_error("P502", f"{words} ({failure})", template) from failure
    finally:
        logger.removeHandler(messages)
        logger.propagate = propagates
    if messages.errors:
        raise _layout_error("P502", messages.errors[0], template)


def refuse_missing_characters(html: str, template: PrintedSet) -> None:
    """Refuse a page with characters that no font of the set has.

    Raises:
        S55Error: T210 for each of them, L102 to L104 for the set's fonts.
    """
    text = html_entities.unescape(_STYLE_OR_TAG.sub(" ", html))
    if missing := missing_characters(text, template):
        raise S55Error(
            [
                error(
                    "T210",
                    f"no font of the template set '{template.name}' has {described(character)}, "
                    f"in '{words_around(character, text)}'",
                    "Write it in words, or add a font that has it to the template set.",
                )
                for character in missing
            ]
        )


@lru_cache(maxsize=4)
def _loaded(template: PrintedSet, stamp: tuple[int, ...]) -> tuple[SimpleNamespace, Any]:
    """Load WeasyPrint and the fonts of a set, once for all documents of a batch."""
    del stamp  # part of the cache key, so that changed fonts are read again
    with only_fonts_of(template):
        weasyprint = native.weasyprint()
        keep_what_is_loaded()
        return weasyprint, weasyprint.FontConfiguration()


def _printed(
    html: str,
    view: DocumentView,
    attached: Attached,
    weasyprint: SimpleNamespace,
    fonts: Any,
    tell_words: Callable[[str], None] | None,
    parts: Sequence[PdfPart],
) -> bytes:
    fetcher = DataFetcher(weasyprint.URLFetcherResponse)
    blank = sum(len(part.pages) for part in parts)
    with page_limit(blank):
        document = weasyprint.HTML(string=html, url_fetcher=fetcher).render(
            font_config=fonts, pdf_variant="pdf/a-3a"
        )
    starts = _placed(document, parts)
    if cut := _all_cut_off(document, parts, starts):
        raise S55Error([_cut_off_problem(cut)])
    if len(document.pages) - blank > _MANY_PAGES:
        gc.collect()  # of what layout has left behind: 20 MB in a paper of 290 pages
    if tell_words is not None:
        tell_words(words_of_print(document))
    declare_pdf_ua(document.metadata)
    drop_nested_links(document)
    repeated = mark_artifacts(document)
    attachments = [_attachment(attached, view, weasyprint, fetcher)] if attached.data else []
    with warnings.catch_warnings():
        # WeasyPrint leaves the file of a colour profile open.
        warnings.simplefilter("ignore", ResourceWarning)
        pdf: bytes = document.write_pdf(
            finisher=lambda _, file: _finish_whole(file, repeated, parts, starts),
            pdf_variant="pdf/a-3a",
            attachments=attachments,
        )
    return pdf


def _cut_off_problem(cut: CutOff) -> Problem:
    others = cut.places - 1
    more = f" and at {others} more {'place' if others == 1 else 'places'}" if others else ""
    if cut.is_below:
        edge = "foot"
        hint = "In the template set's stylesheet, see that '@page' leaves room for these words."
    else:
        edge = "edge"
        hint = (
            "Give the table fewer columns, or shorten the words that are too long for a line; "
            "if the template set is your own, see that its stylesheet lets words be broken."
        )
    message = f"the PDF would cut off words at the {edge} of page {cut.page}: '{cut.words}'{more}"
    return error("P503", message, hint)


def _placed(document: Any, parts: Sequence[PdfPart]) -> list[int]:
    """Prepare the blank pages of a document for the parts, and give the first of each."""
    if not parts:
        return []
    from s55.render.pdf.joining.join import place_parts  # few documents have parts

    return place_parts(document, parts)


def _all_cut_off(document: Any, parts: Sequence[PdfPart], starts: Sequence[int]) -> CutOff | None:
    """Find the words beyond the edges of a document and of its parts."""
    found = [
        replace(part.cut_off, page=part.cut_off.page + start)
        for part, start in zip(parts, starts, strict=True)
        if part.cut_off
    ]
    if own := cut_off(document):
        found.append(own)
    if not found:
        return None
    first = min(found, key=lambda one: one.page)
    return replace(first, places=sum(one.places for one in found))


def _finish_whole(
    pdf: Any,
    repeated: list[tuple[Any, Any]],
    parts: Sequence[PdfPart],
    starts: Sequence[int],
) -> None:
    finish(pdf, repeated)
    if parts:
        from s55.render.pdf.joining.join import join_with_parts  # few documents have parts

        join_with_parts(pdf, parts, starts)
    write_out(pdf)


def _attachment(
    attached: Attached, view: DocumentView, weasyprint: SimpleNamespace, fetcher: DataFetcher
) -> Any:
    moment = datetime.combine(view.dated, time(), tzinfo=UTC)
    return weasyprint.Attachment(
        file_obj=io.BytesIO(attached.data),
        url_fetcher=fetcher,
        name=attached.name,
        description=attached.description,
        created=moment,
        modified=moment,
        relationship="Source",
    )


def finish(pdf: Any, repeated: list[tuple[Any, Any]]) -> Any:
    """Put right a PDF that WeasyPrint is about to write, and give it back.

    Args:
        pdf: a ``pydyf.PDF``.
        repeated: the cells of repeated heads, as :func:`mark_artifacts` gave them.
    """
    name_first_heads(pdf, repeated)
    nest_lists(pdf)
    join_parts(pdf)
    describe_links(pdf)
    complete_header_cells(pdf)
    forbid_smoothing(pdf)
    uncompress_metadata(pdf)
    name_attachments_once(pdf)
    compress_streams(pdf)
    return pdf


class DataFetcher:
    """Give WeasyPrint what a page carries in itself, and refuse every other address.

    The page of a response holds its pictures as ``data:`` addresses, so nothing else is needed:
    no file and no network.
    """

    _fail_on_errors = True
    """WeasyPrint asks for this attribute: a refusal ends the rendering."""

    def __init__(self, response: type[Any]) -> None:
        self._response = response

    def __call__(self, url: str) -> Any:
        """Give what an address carries, as WeasyPrint asks for it.

        Raises:
            S55Error: as :func:`~s55.render.html.safety.refuse_carried`.
        """
        if not url.startswith("data:"):
            raise ValueError(f"refused: {url}")
        head, _, body = url.removeprefix("data:").partition(",")
        content = urllib.parse.unquote_to_bytes(body)
        if head.endswith(";base64"):
            content = b64decode(content)
        media_type = head.partition(";")[0] or "text/plain"
        refuse_carried(content, media_type)
        return self._response(url, body=content, headers={"Content-Type": media_type})


class _ErrorMessages(logging.Handler):
    """Keep what WeasyPrint reports as an error; its warnings are of no use to an officer."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.errors.append(record.getMessage())


def _layout_error(code: str, words: str, template: PrintedSet) -> S55Error:
    problem = error(
        code,
        f"the layout or stylesheet cannot be printed: {words}",
        "Correct the layout. Write a picture as {{ 'file.png' | data_uri }}.",
    )
    file = str(template.place(template.manifest.html_layout))
    return S55Error([problem.in_file(file)], ExitCode.SETTINGS)
