"""Rules for web layouts whose PDF is not what a browser shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from s55.lint.parsed.checked import CheckedSet, HtmlLayout
from s55.lint.parsed.css import Declaration
from s55.lint.parsed.page import Element, elements_of
from s55.lint.rule import Finding, Findings, rule
from s55.problems import Severity
from s55.templating.manifest import PrintedManifest

_REMARK = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"<(h[1-6])\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_LOOP = re.compile(r"\{%-?\s*for\b.*?%\}(.*?)\{%-?\s*endfor\b.*?%\}", re.DOTALL)
_STATEMENT = re.compile(r"(?:\s*\{%-|\{%)(?:(?!-?%\}).)*(?:-%\}\s*|%\})", re.DOTALL)
_SHOWN = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_END = "\ue000"
"""Stands for the end of a line."""
_JOINED = re.compile(rf"([^\s{_END}]+){_END}+([^\s{_END}]+)")


def _printed(checked: CheckedSet) -> list[HtmlLayout]:
    """List the layouts that become PDFs, and what they include."""
    return checked.html_layouts if isinstance(checked.manifest, PrintedManifest) else []


@rule("L529", Severity.WARNING)
def lines_of_headings_are_apart(checked: CheckedSet) -> Findings:
    """In a heading, a space stands before each ``<br>`` or after it.

    The bookmarks of the PDF are the headings without their ends of lines: of
    ``<h1>May<br>Custody</h1>`` the bookmark is "MayCustody". The space does not show on the page.
    """
    for layout in _printed(checked):
        source = _REMARK.sub(_blanked, layout.source)
        for heading in _HEADING.finditer(source):
            if joined := _joined(heading[2]):
                line = source.count("\n", 0, heading.start()) + 1
                column = heading.start() - source.rfind("\n", 0, heading.start())
                name = heading[1].lower()
                message = f"the bookmark of <{name}> joins its lines: '{joined}'"
                yield Finding(layout.name, message, "Put a space before the <br>.", line, column)


def _blanked(remark: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", remark[0])


def _joined(contents: str) -> str:
    """Give the words of a heading that its bookmark joins, '' if there are none.

    What stands in a loop may come twice; what stands in a condition is taken as it stands.
    """
    said = _STATEMENT.sub("", _LOOP.sub(r"\1\1", contents))
    said = _TAG.sub("", _BREAK.sub(_END, _SHOWN.sub("…", said)))
    found = _JOINED.search(unescape(said))
    return f"{found[1]}{found[2]}" if found else ""


@rule("L530", Severity.WARNING)
def nothing_closed_is_printed(checked: CheckedSet) -> Findings:
    """What a browser shows closed is not printed.

    The PDF has the whole of ``<details>`` and ``<dialog>`` without ``open``, and of what has the
    attribute ``popover``, as if they were open: what nobody was to see at first is in the published
    file. Leave it out, write ``open`` if it is to be read, or hide it from print:
    ``@media print { dialog { display: none } }``.
    """
    hides = [one for one in checked.stylesheet if isinstance(one, Declaration) and _is_hiding(one)]
    hint = "Leave it out, write open, or hide it with 'display: none' for print."
    for layout in _printed(checked):
        for one in elements_of(layout.source):
            around = (*one.around, one)
            if _is_closed(one) and not any(_is_hidden(each, hides) for each in around):
                message = f"<{one.name}> is printed in full, and a browser shows it closed"
                yield Finding(layout.name, message, hint, one.line, one.column)


def _is_closed(one: Element) -> bool:
    has_content = one.name in {"details", "dialog"} and "open" not in one.attributes
    return has_content or "popover" in one.attributes


def _is_hiding(one: Declaration) -> bool:
    is_printed = "screen" not in one.medium
    return one.name == "display" and one.value.split()[:1] == ["none"] and is_printed


def _is_hidden(one: Element, hides: list[Declaration]) -> bool:
    return "hidden" in one.attributes or any(
        _may_select(selector, one) for hide in hides for selector in hide.selector.split(",")
    )


_INNER = re.compile(r"\s*>\s*(?:\*|:not\([^)]*\))$")
"""What selects the contents of an element."""


def _may_select(selector: str, one: Element) -> bool:
    """Whether a selector may be for an element or its contents, by the last of its parts alone."""
    named = set(_names(re.split(r"[\s>+~]+", _INNER.sub("", selector.strip()))[-1]))
    classes = one.attributes.get("class", "").split()
    own = {one.name, f"#{one.attributes.get('id', '')}", *(f".{name}" for name in classes)}
    return bool(named) and named <= own


def _names(part: str) -> Iterator[str]:
    bare = re.sub(r":not\([^)]*\)|\[[^\]]*\]", "", part)
    yield from re.findall(r"[.#:]*[\w-]+", bare)
