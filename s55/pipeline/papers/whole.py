"""Write a paper as one file of each format."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from itertools import chain, count, islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from s55.errors import S55Error
from s55.garbage import keep_what_is_loaded_once
from s55.office.figures import Chart
from s55.pipeline.papers.paper import (
    PaperInput,
    PaperPlan,
    PaperRequest,
    appended_of,
    paper_view,
)
from s55.pipeline.rendering.order import get_ready, in_order
from s55.pipeline.response import Format, word_file, write_formats
from s55.problems import error
from s55.records import dataclass
from s55.render.pdf.joining.parts import PdfPart
from s55.templating.sets import PrintedSet
from s55.views.paper.build import is_appended
from s55.views.paper.contents import PanelView

if TYPE_CHECKING:
    from s55.pipeline.rendering.workers import Job
    from s55.render.paper.cut import CutPaper
    from s55.render.paper.page import Appended


_FILES_BETWEEN = 10
"""After so many Word files it is worth looking for garbage: 5 % more time, a third less memory."""


def write_paper(plan: PaperPlan, request: PaperRequest) -> list[Path]:
    """Write a planned paper, and give the files.

    Raises:
        S55Error: when a template set cannot be used, or a file cannot be written; W119 for a paper
            of more pages than a PDF can have.
    """
    outputs = whole_paper(plan.given, request.formats, request.jobs)
    return write_formats(request.out, f"panel-{request.meeting.isoformat()}", outputs)


def whole_paper(
    given: PaperInput, formats: Collection[Format], jobs: int = 1
) -> dict[Format, bytes]:
    """Make a paper in the formats asked for, by way of one view.

    In the PDF each appendix is laid out by itself, and so are the long sections of a long covering
    report, by several processes if there are many; the Word file is made beside that. The bytes are
    the same from one process.

    Args:
        given: everything that it is made of.
        formats: what to make.
        jobs: how many processes may work at once.

    Raises:
        S55Error: when settings or a template set cannot be used, a character has no glyph, or a
            library that PDF needs is missing; W119 as in :func:`write_paper`.
    """
    get_ready(len(given.cases), jobs)
    view, charts = paper_view(given)
    appended = {case.name: appended_of(given, case) for case in filter(is_appended, given.cases)}
    wanted = {*formats}
    page = _PaperPage.of(given, view, appended) if wanted & {Format.HTML, Format.PDF} else None
    printed = page.cut() if page and Format.PDF in wanted else None
    word = [_WordJob(given, view, charts, appended)] if Format.DOCX in wanted else []
    asked: Iterable[_PrintJob | _PageJob | _WordJob] = chain(
        printed.parts() if printed else (),
        page.as_job() if page and Format.HTML in wanted else (),
        word,
    )
    outputs: dict[Format, bytes] = {}
    with closing(in_order(asked, _itself, jobs)) as results:
        if printed:
            made = list(takewhile(bool, _parts(islice(results, printed.count), printed)))
            outputs[Format.PDF] = printed.pdf([one for one in made if isinstance(one, PdfPart)])
        for job, result in results:
            # After a part that cannot be printed by itself, nobody needs the others.
            if not isinstance(job, _PrintJob) and isinstance(file := result(), bytes):
                outputs[Format.HTML if isinstance(job, _PageJob) else Format.DOCX] = file
    return outputs


def _parts(
    results: Iterable[tuple[object, Callable[[], PdfPart | bytes | None]]], printed: _PrintedPaper
) -> Iterator[PdfPart | bytes | None]:
    """Yield the parts of a PDF, and load what it is made with while others make them."""
    for number, (_, result) in enumerate(results):
        if not number:
            printed.get_ready()
        yield result()


def _itself(job: _PrintJob | _PageJob | _WordJob) -> Job[PdfPart | bytes | None]:
    return job


# --- Word ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _WordJob:
    """The Word file of a paper: the covering report, joined with that of each response."""

    given: PaperInput
    view: PanelView
    charts: Sequence[Chart]
    appended: Mapping[str, Appended]

    @property
    def what(self) -> str:
        return ""  # of all responses

    @property
    def is_long(self) -> bool:
        return True

    def run(self) -> bytes:
        from s55.render.paper.compose import AppendixFile, composed
        from s55.render.paper.page import with_pictures
        from s55.render.word.document import to_docx

        keep_what_is_loaded_once()
        given = self.given
        main = to_docx(with_pictures(self.view, self.charts, given.template), given.template)
        files = []
        for number, one in enumerate(self.view.appendices, 1):
            shown, draft = self.appended[one.name], given.drafts[one.name]
            file = word_file(draft, shown.view, shown.template, given.settings.publish)
            files.append(
                AppendixFile(one.number, one.title, file, one.anchor, one.short, one.heading)
            )
            if not number % _FILES_BETWEEN:
                gc.collect()  # the trees of files that are written: Python does not count them
        return composed(main, files)


# --- web page and PDF ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _PaperPage:
    """A paper as a page.

    Attributes:
        given: what it is made of.
        view: what it shows.
        appended: the responses, by the names of their drafts.
        contents: the responses as HTML, in order.
    """

    given: PaperInput
    view: PanelView
    appended: Mapping[str, Appended]
    contents: Iterable[Markup]

    @classmethod
    def of(cls, given: PaperInput, view: PanelView, appended: Mapping[str, Appended]) -> _PaperPage:
        from s55.render.paper.page import appendix_contents

        contents = _Contents(appendix_contents(view, given.template, appended))
        return cls(given, view, appended, contents)

    def whole(self) -> str:
        """Give the page."""
        from s55.render.paper.page import panel_page

        return panel_page(self.view, self.given.template, self.appended, list(self.contents))

    def as_job(self) -> Iterator[_PageJob]:
        """Yield what makes the file, once all responses are there."""
        yield _PageJob(replace(self, contents=tuple(self.contents)))

    def data(self) -> bytes:
        """Give the responses as data."""
        from s55.render.paper.page import paper_data

        return paper_data(self.view, self.given.cases, self.given.settings.publish)

    def cut(self) -> _PrintedPaper:
        """Cut it into what is printed by itself."""
        from s55.render.paper.page import cut_page
        from s55.render.pdf.fonts import with_fonts_of

        sets = {one.template.folder: one.template for one in self.appended.values()}
        fonts = with_fonts_of(self.given.template, (sets[folder] for folder in sorted(sets)))
        text, cut = cut_page(self.view, self.given.template, self.appended)
        return _PrintedPaper(self, text, cut, fonts)


@dataclass(frozen=True, slots=True)
class _PageJob:
    """A paper as a web page, with the responses as data."""

    page: _PaperPage

    @property
    def what(self) -> str:
        return ""  # of all responses

    @property
    def is_long(self) -> bool:
        return False

    def run(self) -> bytes:
        from s55.render.html.data import PAPER_DATA_NAME, with_data

        return with_data(self.page.whole(), self.page.data(), PAPER_DATA_NAME).encode()


class _Contents:
    """The responses as HTML, in order, each made when it is first asked for."""

    def __init__(self, made: Iterator[Markup]) -> None:
        self._made = made
        self._known: list[Markup] = []

    def __iter__(self) -> Iterator[Markup]:
        """Go through all; several can do so at once."""
        for number in count():
            if number == len(self._known):
                made = next(self._made, None)
                if made is None:
                    return
                self._known.append(made)
            yield self._known[number]


@dataclass(frozen=True, slots=True)
class _PrintedPaper:
    """A paper that is to be a PDF.

    Attributes:
        page: the page.
        text: the page without its appendices.
        cut: the same, to be printed; None where it can only be printed as a whole.
        fonts: a template set with the fonts of all sets.
    """

    page: _PaperPage
    text: str
    cut: CutPaper | None
    fonts: PrintedSet

    @property
    def count(self) -> int:
        """How many parts are printed by themselves."""
        return self.cut.runs + len(self.page.view.appendices) if self.cut else 0

    def get_ready(self) -> None:
        """Load what prints it.

        Raises:
            S55Error: P501 when a system library is missing, L102 to L104 for the sets' fonts.
        """
        from s55.render.pdf.document import printing

        with printing(self.fonts):
            pass

    def parts(self) -> Iterator[_PrintJob]:
        """Yield what prints each part: those of the covering report, then the appendices.

        Raises:
            S55Error: T210 for all characters that no font has.
        """
        if self.cut is None:
            return
        names = [f"the appendix of '{one.name}'" for one in self.page.view.appendices]
        covering = ["the covering report"] * self.cut.runs
        pages = chain(self._runs(self.cut), self._appendices(self.cut))
        for number, (page, of) in enumerate(zip(pages, [*covering, *names], strict=True), 1):
            yield _PrintJob(page, self.fonts, number, of)

    def _runs(self, cut: CutPaper) -> Iterator[str]:
        for page in cut.runs_alone():
            self._refuse_missing_characters(page)
            yield page

    def _appendices(self, cut: CutPaper) -> Iterator[str]:
        from s55.render.paper.page import put_in_place

        texts = zip(cut.appendices_alone(), self.page.contents, strict=True)
        for number, (page, content) in enumerate(texts, 1):
            self._refuse_missing_characters(content)
            yield put_in_place(page, number, content)

    def _refuse_missing_characters(self, content: str) -> None:
        """Refuse a part with characters that no font has, and name those of the whole paper."""
        from s55.render.pdf.document import refuse_missing_characters

        try:
            refuse_missing_characters(content, self.fonts)
        except S55Error:
            refuse_missing_characters("\n".join([self.text, *self.page.contents]), self.fonts)
            raise

    def pdf(self, parts: Sequence[PdfPart]) -> bytes:
        """Make the PDF.

        Args:
            parts: the parts that could be printed by themselves.

        Raises:
            S55Error: W119 for too many pages, and as :func:`s55.render.pdf.document.to_pdf`.
        """
        from s55.render.html.data import PAPER_DATA_NAME
        from s55.render.pdf.document import Attached, to_pdf
        from s55.render.pdf.joining.parts import PartsDoNotFitError

        data = Attached(self.page.data(), PAPER_DATA_NAME, "The responses as data (JSON)")
        with _told_as_too_long():
            if self.cut and len(parts) == self.count:
                covering = self.cut.covering([part.pages for part in parts])
                with suppress(PartsDoNotFitError):
                    return to_pdf(covering, self.page.view, self.fonts, data, parts=parts)
            return to_pdf(self.page.whole(), self.page.view, self.fonts, data)


@dataclass(frozen=True, slots=True)
class _PrintJob:
    """An appendix, or some pages of a long covering report, as a part of the PDF."""

    page: str
    fonts: PrintedSet
    number: int
    of: str

    @property
    def what(self) -> str:
        return f"printing {self.of}"

    @property
    def is_long(self) -> bool:
        return True

    def run(self) -> PdfPart | None:
        from s55.render.pdf.joining.alone import to_pdf_part

        with _told_as_too_long():
            return to_pdf_part(self.page, self.fonts, self.number)


@contextmanager
def _told_as_too_long() -> Iterator[None]:
    """Say of a paper of too many pages what to do: there is nothing wrong with its layout.

    Raises:
        S55Error: W119 in the place of L210 for pages.
    """
    try:
        yield
    except S55Error as failure:
        if [one.code for one in failure.problems] != ["L210"] or "pages" not in str(failure):
            raise
        problem = error(
            "W119",
            "the PDF of this paper would have more than 1,000 pages",
            "Write it in parts (s55 panel --split), or for a shorter period (--since).",
        )
        raise S55Error([problem]) from None
