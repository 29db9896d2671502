"""Rules for what stands within what: elements of a layout, and text below a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO

from docx.package import Package
from lxml import etree, html

from s55.errors import S55Error
from s55.lint.parsed.checked import CheckedSet, HtmlLayout
from s55.lint.parsed.page import SKIP_LINK, Element, unclosed_in
from s55.lint.parsed.word import WordLayout
from s55.lint.rule import Finding, Findings, rule
from s55.lint.tried import tried_page, tried_word
from s55.problems import Severity
from s55.render.shown import folded, words_of_page
from s55.templating.manifest import Manifest
from s55.word.xml import PPR, P, T, value_of, w

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_SEEN = frozenset({"img", "svg", "input", "hr"})
"""What can be seen without words."""
_HEADING_STYLE = re.compile(r"Heading ?([2-6])")
"""Not that of titles: two languages have theirs side by side."""
_MOST = 60
"""How many letters of a paragraph a message quotes."""
_UNSEEN = frozenset({"script", "style", "template"})


@rule("L549", Severity.WARNING)
def elements_are_closed(checked: CheckedSet) -> Findings:
    """Each element of a layout is closed where it ends, such as a table by ``</table>``.

    Otherwise browsers and the PDF put what follows into it, or move it to another place. Layouts
    that include other files are not checked: an element can begin in one and end in another.
    """
    for layout in checked.pages:
        for one in () if layout.parts else unclosed_in(layout.source):
            yield _about(layout, one)


def _about(layout: HtmlLayout, element: Element) -> Finding:
    message = f"<{element.name}> is not closed, or not before what is around it ends"
    hint = f"Write </{element.name}> where it is to end."
    return Finding(layout.name, message, hint, element.line, element.column)


@rule("L550", Severity.WARNING)
def headings_have_something_below_them(checked: CheckedSet) -> Findings:
    """Each heading of a page or a Word file has something below it, before the next of its level.

    A heading within a loop is printed each time, also where what is below it is empty. Put both
    within one condition: ``{% if section.closing %}``, in Word ``{%p if section.closing %}``.
    """
    if not isinstance(checked.manifest, Manifest):
        return  # in lists and papers a heading can stand above a page of its own
    for document in checked.documents:
        found: list[tuple[str, str]] = []
        try:
            page, word = tried_page(checked, document), tried_word(checked, document)
            if page is not None and isinstance(of_page := document.html, HtmlLayout):
                found += ((of_page.name, words) for words in _above_nothing(page))
            if word is not None and isinstance(of_word := document.word, WordLayout):
                found += ((of_word.name, words) for words in _above_nothing_in_word(word))
        except S55Error:
            pass  # the trial reports what stops them
        for name, words in dict.fromkeys(found):
            hint = "Put heading and text within one condition: {% if section.closing %}."
            yield Finding(name, f"nothing stands below the heading '{words}'", hint)


def _above_nothing_in_word(word_file: bytes) -> Iterator[str]:
    """Give the words of each heading of a Word file that has nothing below it."""
    waiting: tuple[int, str] | None = None
    for paragraph in _body_of(word_file).iter(P):
        words = " ".join("".join(text.text or "" for text in paragraph.iter(T)).split())
        style = _HEADING_STYLE.fullmatch(value_of(paragraph.find(PPR), "pStyle") or "")
        if style is None:
            is_empty = not words and paragraph.find(f".//{w('drawing')}") is None
            waiting = waiting if is_empty else None
        elif words:
            if waiting is not None and int(style[1]) <= waiting[0]:
                yield waiting[1]
            waiting = (int(style[1]), words)
    if waiting is not None:
        yield waiting[1]


@rule("L412", Severity.WARNING)
def layouts_have_one_order(checked: CheckedSet) -> Findings:
    """The Word file and the page of a response show the same words in the same order.

    What is moved in one layout is to be moved in the other. They are compared when they show the
    same words; what only one of them shows, other rules report.
    """
    if not isinstance(checked.manifest, Manifest):
        return  # the cover of a paper in Word has an order of its own
    for document in checked.documents:
        word, page = document.word, document.html
        if document.name != "response" or not isinstance(word, WordLayout):
            continue
        if not isinstance(page, HtmlLayout):
            continue
        try:
            made, shown = tried_word(checked, document), tried_page(checked, document)
        except S55Error:
            continue  # the trial reports what stops them
        if made is None or shown is None:
            continue
        if moved := _first_moved(_paragraphs(made), words_of_page(SKIP_LINK.sub("", shown))):
            message = f"{word.name} shows “{moved}” in another place than {page.name}"
            yield Finding(word.name, message, "Move it in one of them, to where the other has it.")


def _paragraphs(word_file: bytes) -> list[str]:
    """Give the words of each paragraph of the body of a Word file."""
    body = _body_of(word_file)
    return ["".join(text.text or "" for text in one.iter(T)) for one in body.iter(P)]


def _body_of(word_file: bytes) -> etree._Element:
    return etree.fromstring(Package.open(BytesIO(word_file)).main_document_part.blob)


def _first_moved(paragraphs: Sequence[str], shown: str) -> str:
    """Find the first paragraph that a page with the same words has in another place; '' for none.

    Args:
        paragraphs: those of the Word file.
        shown: the folded words of the page.
    """
    if Counter(folded("".join(paragraphs))) != Counter(shown):
        return ""
    at = 0
    for paragraph in paragraphs:
        words = folded(paragraph)
        if not shown.startswith(words, at):
            return paragraph if len(paragraph) <= _MOST else f"{paragraph[:_MOST].rstrip()} …"
        at += len(words)
    return ""


def _above_nothing(page: str) -> Iterator[str]:
    """Give the words of each heading of a page that has nothing below it."""
    waiting: tuple[int, str] | None = None
    within = 0
    # Without comments: what follows one belongs to the text before it.
    root = html.document_fromstring(page, parser=html.HTMLParser(remove_comments=True))
    for event, element in etree.iterwalk(root, events=("start", "end")):
        level = _LEVELS.get(element.tag)
        if event == "start" and level is not None:
            if waiting is not None and level <= waiting[0]:
                yield waiting[1]
            waiting, within = (level, " ".join("".join(element.itertext()).split())), within + 1
        elif event == "start" and not within and _shows(element):
            waiting = None
        elif event == "end":
            within -= level is not None
            if not within and (element.tail or "").strip():
                waiting = None
    if waiting is not None:
        yield waiting[1]


def _shows(element: etree._Element) -> bool:
    """Whether an element shows something by itself."""
    if element.tag in _SEEN:
        return True
    return element.tag not in _UNSEEN and bool((element.text or "").strip())
