"""Number the sections and paragraphs of a page: 1, 1.1, 1.2.

A writer of blocks marks the paragraphs that have a number; when the page is finished, its order is
known. The numbers are words of the page, so that they are read out, copied and searched for.
"""

from __future__ import annotations

import html
import re

from markupsafe import Markup

from s55.views.fields import SECTION_LEVEL

HERE = Markup("\ue012")
"""Where a paragraph's number belongs: a character that no draft can hold."""

NUMBER_CLASS = "paragraph-number"
"""The class of the numbers, by which an importer knows them."""

_STEP = re.compile(
    rf"""
      <!--.*?-->
    | <h{SECTION_LEVEL}\b[^>]*>(?:\s*<[^/][^>]*>)*   # up to the heading's first word
    | </?(?:td|th)\b
    | {HERE}
    """,
    re.VERBOSE | re.DOTALL,
)

_NUMBERED = re.compile(rf'<span class="{NUMBER_CLASS}">([\d.]+)</span>(.*?)</(?:p|h\d)>', re.DOTALL)
_EACH = re.compile(r"\d{1,3}\.\d{1,3}")
_NAMED = re.compile(
    rf"\bparagra(?:ph|ff)s?\s+{_EACH.pattern}(?:(?:,\s*|\s+(?:and|to|or)\s+){_EACH.pattern})*", re.I
)
_TAG = re.compile(r"<[^>]*>")
_MOST = 60
"""Letters that are quoted of a paragraph."""


def with_paragraph_numbers(page: str) -> str:
    """Number the headings of sections, and the marked paragraphs below each of them.

    A paragraph in a cell of a table or before the first section has no number.

    Args:
        page: the page, as its layout writes it, with :data:`HERE` in its paragraphs.
    """
    section = paragraph = cells = 0

    def numbered(found: re.Match[str]) -> str:
        nonlocal section, paragraph, cells
        if found[0].startswith(f"<h{SECTION_LEVEL}"):
            section, paragraph = section + 1, 0
            return f"{found[0]}{_number(str(section))}"
        if found[0] != HERE:
            cells += {"<t": 1, "</": -1}.get(found[0][:2], 0)
            return found[0]
        if not section or cells > 0:
            return ""
        paragraph += 1
        return _number(f"{section}.{paragraph}")

    return _STEP.sub(numbered, page)


def references(page: str) -> dict[str, str]:
    """Find the paragraphs that the text of a page names, for a person to see that they are meant.

    A number changes when a paragraph is added before it.

    Args:
        page: the finished page.

    Returns:
        the beginning of each paragraph that is named, by its number; '' where there is none.
    """
    from s55.render.shown import body_of  # loads lxml, which few pages need

    shown = body_of(page)
    beginnings = {found[1]: _beginning(found[2]) for found in _NUMBERED.finditer(shown)}
    if not beginnings:
        return {}
    named = _NAMED.finditer(_words(shown))
    numbers = (number for found in named for number in _EACH.findall(found[0]))
    return {number: beginnings.get(number, "") for number in numbers}


def _words(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", markup)).split())


def _beginning(markup: str) -> str:
    words = _words(markup)
    return words if len(words) <= _MOST else f"{words[:_MOST].rsplit(' ', 1)[0]} …"


def _number(words: str) -> Markup:
    return Markup('<span class="{}">{}</span> ').format(NUMBER_CLASS, words)
