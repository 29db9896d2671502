"""Compose one Word file of a covering report and rendered responses, each an appendix.

The parts are put together on their XML. docxcompose (2.2), the library for this, was tried with
forty responses: it left content controls and bookmarks with the same ids and names, gave every
appendix the look of the main document's styles of the same names, dropped the appendices' headers,
footers and page settings, made another list of some bullets, and took longer with each file it
added, because it numbers the whole document again for each.

How each matter is settled: text in :mod:`s55.render.paper.adapt`, styles, lists, sections,
headings, notes and ids in the modules named for them. What belongs to the file as a whole comes
from the covering report: its properties, its settings, its language.
"""

from __future__ import annotations

from collections.abc import Sequence

from s55.errors import S55Error
from s55.problems import error
from s55.records import dataclass
from s55.render.paper.adapt import ComposedPaper, stories
from s55.render.paper.appendix import add_appendix
from s55.render.paper.file import WordFile
from s55.render.paper.marks import TakenIds
from s55.render.paper.numbering import Lists, PaperLists
from s55.render.paper.sections import HeadersAndFooters
from s55.render.paper.styles import PaperStyles, StyleSet
from s55.render.word.package import damaged
from s55.word.styles import WordStyles, name_of
from s55.word.xml import remove, w


@dataclass(frozen=True, slots=True)
class AppendixFile:
    """A rendered response that becomes an appendix.

    Attributes:
        number: of the appendix.
        title: the words after its number.
        docx: the response as a Word file.
        bookmark: the name of the bookmark around its heading, for links to it: a letter, then
            letters, digits and _, at most 40 of them.
        label: what it is called, where that is not "Appendix" and its number.
        heading: its heading, where that is not its label and its title.
    """

    number: int
    title: str
    docx: bytes
    bookmark: str
    label: str = ""
    heading: str = ""


def composed(main: bytes, appendices: Sequence[AppendixFile]) -> bytes:
    """Compose one Word file: the same bytes for the same input.

    Each appendix begins on a new page under a heading of the first level ("Appendix 1: its title",
    unless it gives another), with its own headings a level below. Pages are counted through. Its
    lists, its text, its headers and footers are as in its own file; where it has no header, one
    says which appendix it is. Its tags and bookmarks stay unique; its data is left out.

    Args:
        main: the covering report.
        appendices: in the order in which they follow it.

    Raises:
        S55Error: L201 for a covering report that cannot be opened, L208 where it has no style
            'heading 1', L209 for an appendix that cannot be put into it.
        ValueError: a bookmark is given twice, or is in the covering report already.
    """
    paper = _paper(WordFile(main))
    for one in appendices:
        paper.taken.reserve(one.bookmark)
    for one in appendices:
        label = one.label or f"Appendix {one.number}"
        heading = one.heading or f"{label}: {one.title}"
        try:
            source, prefix = WordFile(one.docx), f"appendix{one.number}"
            add_appendix(paper, source, heading, label, one.bookmark, prefix)
        except S55Error as failure:
            raise _refused(one, failure) from failure
    paper.margins.finish()
    _forget_updates(paper.file)
    return paper.file.written()


def _paper(file: WordFile) -> ComposedPaper:
    root = file.related_tree("styles")
    if root is None:
        raise damaged("it has no styles")
    styles = WordStyles(root)
    heading = styles.style_id("paragraph", "heading 1")
    names = {
        name_of(one): style_id
        for style_id, one in styles.by_id.items()
        if one.get(w("type")) == "paragraph"
    }
    return ComposedPaper(
        file,
        PaperStyles(StyleSet(styles, Lists(file, styles))),
        PaperLists(file),
        TakenIds(stories(file)),
        HeadersAndFooters(file, names),
        heading,
    )


def _refused(appendix: AppendixFile, failure: S55Error) -> S55Error:
    why = "; ".join(problem.message for problem in failure.problems)
    problem = error(
        "L209",
        f"appendix {appendix.number} ('{appendix.title}') cannot be put into the paper: {why}",
        "Render that response alone and open it in Word. If Word cannot show it either, its "
        "template set is at fault: check its Word layout.",
    )
    return S55Error([problem], failure.exit_code)


def _forget_updates(file: WordFile) -> None:
    """Let Word open the paper without asking whether to update it."""
    root = file.related_tree("settings")
    for asking in () if root is None else root.findall(w("updateFields")):
        remove(asking)
