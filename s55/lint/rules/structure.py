"""Rules for what stands within what: elements of a layout, and text below a heading."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from s55.errors import S55Error
from s55.lint.parsed.checked import CheckedSet, HtmlLayout
from s55.lint.parsed.page import Element, unclosed_in
from s55.lint.rule import Finding, Findings, rule
from s55.lint.samples import sample_view
from s55.problems import Severity
from s55.render.html.document import to_html
from s55.templating.manifest import Manifest

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_SEEN = frozenset({"img", "svg", "input", "hr"})
"""What can be seen without words."""
_UNSEEN = frozenset({"script", "style", "template"})


@rule("L549", Severity.WARNING)
def elements_are_closed(checked: CheckedSet) -> Findings:
    """An element of a layout is closed where it is to end, such as a table by ``</table>``.

    Otherwise browsers and the PDF put what follows into it, or move it to another place.
    """
    for layout in checked.html_layouts:
        for one in unclosed_in(layout.source):
            yield _about(layout, one)


def _about(layout: HtmlLayout, element: Element) -> Finding:
    message = f"<{element.name}> is not closed, or not before what is around it ends"
    hint = f"Write </{element.name}> where it is to end."
    return Finding(layout.name, message, hint, element.line, element.column)


@rule("L550", Severity.WARNING)
def headings_have_something_below_them(checked: CheckedSet) -> Findings:
    """Below each heading of a page stands something, before the next heading of its level.

    A heading within a loop is printed each time, also where what is below it is empty. Put both
    within one condition: ``{% if section.closing %}``.
    """
    if not isinstance(checked.manifest, Manifest):
        return  # in lists and papers a heading can stand above a page of its own
    for document in checked.documents:
        if not isinstance(document.html, HtmlLayout):
            continue
        try:
            view = sample_view(checked.template, document.name)
            page = "" if view is None else to_html(view, checked.template, document.html.name)
        except S55Error:
            continue  # the trial reports what stops the page
        for words in dict.fromkeys(_above_nothing(page) if page else ()):
            hint = "Put heading and text within one condition: {% if section.closing %}."
            yield Finding(document.html.name, f"nothing stands below the heading '{words}'", hint)


def _above_nothing(page: str) -> Iterator[str]:
    """Give the words of each heading of a page that has nothing below it."""
    waiting: tuple[int, str] | None = None
    within = 0
    for event, element in etree.iterwalk(html.document_fromstring(page), events=("start", "end")):
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
    """Whether an element, and no comment, shows something by itself."""
    name = str(element.tag)
    is_element = name.isalnum() and name not in _UNSEEN
    return name in _SEEN or (is_element and bool((element.text or "").strip()))
