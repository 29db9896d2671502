"""One Word file to the end of another, under a heading and on a page of its own."""

from __future__ import annotations

from lxml import etree

from s55.render.docx_compose_defaults import same_theme, say_defaults, say_theme
from s55.render.docx_compose_file import WordFile
from s55.render.docx_compose_fitting import Fitting, Paper, stories
from s55.render.docx_compose_headings import demote
from s55.render.docx_compose_notes import take_fonts, take_notes
from s55.render.docx_compose_sections import (
    begin_appendix,
    close_section,
    end_section,
    sections,
)
from s55.render.ooxml import add, add_run, element


def add_appendix(
    paper: Paper, source: WordFile, title: str, label: str, bookmark: str, prefix: str
) -> None:
    """Put a file at the end of a paper.

    Args:
        paper: the paper; it is changed.
        source: the file; its trees are used up.
        title: the words of the heading above it.
        label: the words of the header, where the file has none of its own.
        bookmark: the name of the bookmark around the heading.
        prefix: letters and digits that stand for the file in its tags and bookmarks.

    Raises:
        S55Error: L201 when the file is not sound.
    """
    body = source.body
    styles = _prepared(paper, source)
    fitting = Fitting(paper, source, styles, prefix)
    footnotes = take_notes(paper.file, source, fitting.mend)
    fitting.mend(body, source.main, paper.file.main)
    take_fonts(paper.file, source)
    paper.file.declare(paper.file.main, source.tree(source.main))
    last = end_section(body)
    found = [*sections(body), last]
    begin_appendix(found, footnotes=footnotes)
    paper.margins.complete(found[0], label, source)
    target = paper.file.body
    close_section(target, end_section(target))
    target.append(_heading(paper, title, bookmark))
    target.extend(list(body))
    target.append(last)


def _prepared(paper: Paper, source: WordFile) -> etree._Element:
    """The file's styles. They and its text say what it took for granted; headings are lower."""
    part = source.related(source.main, "styles")
    styles = source.tree(part) if part else element("styles")
    if not same_theme(source, paper.file):
        numbering = source.related(source.main, "numbering")
        lists = [source.tree(numbering)] if numbering else []
        say_theme(source, [styles, *stories(source), *lists])
    say_defaults(styles, paper.styles.root)
    demote(styles, source.body)
    return styles


def _heading(paper: Paper, title: str, bookmark: str) -> etree._Element:
    made = element("p")
    add(add(made, "pPr"), "pStyle", val=paper.heading)
    number = str(paper.taken.bookmark())
    add(made, "bookmarkStart", id=number, name=bookmark)
    add_run(made, title)
    add(made, "bookmarkEnd", id=number)
    return made
