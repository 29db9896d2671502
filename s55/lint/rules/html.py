"""Rules for HTML layouts that everybody can read, on screen and in the tagged PDF."""

from __future__ import annotations

import re
from collections import Counter

from s55.lint.levels import LayoutHeading, Statement, gaps, statements_in
from s55.lint.parsed.checked import CheckedSet, HtmlLayout
from s55.lint.parsed.page import Element, elements_of
from s55.lint.rule import Finding, Findings, rule
from s55.problems import Severity

_HEADING = re.compile(r"h([1-6])")
_VAGUE = frozenset({"here", "click here", "more", "read more", "link"})


def _pages(checked: CheckedSet) -> list[tuple[str, list[Element]]]:
    return [(layout.name, elements_of(layout.source)) for layout in checked.html_layouts]


def _whole(page: HtmlLayout, name: str) -> list[tuple[str, Element]]:
    """List the elements of a name in a page and what it includes, each with its file."""
    return [
        (layout.name, one)
        for layout in (page, *page.parts)
        for one in elements_of(layout.source)
        if one.name == name
    ]


def _at(file: str, element: Element, message: str, hint: str) -> Finding:
    return Finding(file, message, hint, element.line, element.column)


@rule("L521")
def page_says_its_language(checked: CheckedSet) -> Findings:
    """The page says in which language it is: ``<html lang="{{ language }}">``.

    A screen reader takes the voice of the language, the browser its hyphenation.
    """
    for name, elements in _pages(checked):
        for page in (one for one in elements if one.name == "html"):
            if not page.attributes.get("lang", "").strip():
                hint = 'Write <html lang="{{ language }}">.'
                yield _at(name, page, "the page does not say its language", hint)


@rule("L522")
def page_has_a_title(checked: CheckedSet) -> Findings:
    """The page has a title: ``<title>{{ document_title }}</title>``.

    The browser shows it in its tab and the PDF in its title bar, and it is read out first.
    """
    for page in (one for one in checked.html_layouts if one.is_page):
        titles = [one for _, one in _whole(page, "title") if "svg" not in one.inside]
        if not any(one.text.strip() for one in titles):
            hint = "Write <title>{{ document_title }}</title> in its <head>."
            yield Finding(page.name, "the page has no title", hint, 1, 1)


@rule("L523")
def page_headings_have_no_gaps(checked: CheckedSet) -> Findings:
    """There is one ``<h1>``, and no heading skips a level.

    After ``<h2>`` comes ``<h2>`` or ``<h3>``, not ``<h4>``. The bookmarks of the PDF are the
    headings.
    """
    for layout in checked.html_layouts:
        name, elements = layout.name, elements_of(layout.source)
        headings = [one for one in elements if _HEADING.fullmatch(one.name)]
        tops = [one for one in headings if one.name == "h1"]
        if headings and layout.is_page and not _whole(layout, "h1"):
            yield _at(name, headings[0], "the page has no <h1>", "Make its title line the <h1>.")
        for one in tops[1:]:
            yield _at(name, one, "there is a second <h1>", "Write <h2> or less.")
        for gap in gaps(_events(layout.source, headings)):
            one = headings[gap.heading.number]
            if gap.before:
                message = f"<{one.name}> comes after <h{gap.before}>"
                yield _at(name, one, message, f"Write <h{gap.before + 1}>.")


def _events(source: str, headings: list[Element]) -> list[LayoutHeading | Statement]:
    """List the headings of a page and the tags that begin and end blocks, in their order."""
    starts = [0, *(found.end() for found in re.finditer("\n", source))]
    events: list[LayoutHeading | Statement] = []
    done = 0
    for number, one in enumerate(headings):
        at = starts[one.line - 1] + one.column - 1
        events += [*statements_in(source[done:at]), LayoutHeading(int(one.name[1]), number)]
        done = at
    return [*events, *statements_in(source[done:])]


@rule("L524")
def page_tables_have_headings(checked: CheckedSet) -> Findings:
    """A table has header cells, and each says what it heads.

    ``<th scope="col">`` for a column, ``<th scope="row">`` for a row. A screen reader then names
    them with each cell, and the tagged PDF needs them.
    """
    for name, elements in _pages(checked):
        for at, table in enumerate(elements):
            if table.name == "table" and not _heads_within(elements, at):
                yield _at(name, table, "a table has no <th>", "Add header cells with scope.")
        for cell in elements:
            if cell.name == "th" and cell.attributes.get("scope") not in _SCOPES:
                hint = 'Write <th scope="col"> or <th scope="row">.'
                yield _at(name, cell, "a header cell does not say what it heads", hint)


_SCOPES = frozenset({"col", "row", "colgroup", "rowgroup"})


def _heads_within(elements: list[Element], at: int) -> bool:
    depth = len(elements[at].around)
    for one in elements[at + 1 :]:
        if len(one.around) <= depth:
            return False
        if one.name == "th":
            return True
    return False


@rule("L525")
def page_pictures_have_words(checked: CheckedSet) -> Findings:
    """A picture has an alternative text.

    ``alt`` says what the picture tells. A picture that tells nothing belongs into the stylesheet,
    as a background: in a PDF, ``alt=""`` is a fault.
    """
    for name, elements in _pages(checked):
        for one in elements:
            if one.name == "img" and not one.attributes.get("alt", "").strip():
                hint = 'Write alt="what it tells".'
                yield _at(name, one, "a picture has no alternative text", hint)
            if one.name == "svg" and not (
                {"aria-label", "aria-labelledby", "aria-hidden"} & one.attributes.keys()
            ):
                hint = 'Write role="img" and aria-label="what it tells".'
                yield _at(name, one, "a drawing has no words", hint)


@rule("L526")
def page_names_are_unique(checked: CheckedSet) -> Findings:
    """No ``id`` is used twice in the page.

    A link leads to the first of them only.
    """
    for name, elements in _pages(checked):
        count: Counter[str] = Counter()
        for one in elements:
            found = one.attributes.get("id", "").strip()
            if not found or "\ufffc" in found:
                continue
            count[found] += 1
            if count[found] == 2:
                yield _at(name, one, f"the id '{found}' is used twice", "Rename one of them.")


@rule("L527", Severity.WARNING)
def page_has_landmarks(checked: CheckedSet) -> Findings:
    """The page has one ``<main>``, and a link that skips to it.

    People who use a keyboard or a screen reader jump there.
    """
    for page in (one for one in checked.html_layouts if one.is_page):
        mains = _whole(page, "main")
        if not mains:
            hint = "Put its contents into <main id=...>."
            yield Finding(page.name, "the page has no <main>", hint, 1, 1)
        for name, one in mains[1:]:
            yield _at(name, one, "there is a second <main>", "Write <section>.")
        if mains and not any(_leads_to(link, mains[0][1]) for _, link in _whole(page, "a")):
            hint = 'Add <a class="skip" href="#..."> as the first thing in <body>.'
            yield _at(*mains[0], "no link skips to <main>", hint)


def _leads_to(link: Element, target: Element) -> bool:
    return link.attributes.get("href") == f"#{target.attributes.get('id')}"


@rule("L528", Severity.WARNING)
def page_links_make_sense(checked: CheckedSet) -> Findings:
    """The words of a link say where it leads.

    WCAG 2.2, success criterion 2.4.4: links are read out on their own, and 'click here' says
    nothing.
    """
    for name, elements in _pages(checked):
        for one in elements:
            words = " ".join(one.text.split()).lower()
            if one.name == "a" and "href" in one.attributes and (words in _VAGUE or not words):
                said = f"a link says '{words}'" if words else "a link has no words"
                yield _at(name, one, said, "Say where it leads.")
