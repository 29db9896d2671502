"""The rule for pictures: that the Word file and the page of a document have the same."""

from __future__ import annotations

from lxml import etree

from s55.lint.parsed.checked import CheckedSet, HtmlLayout
from s55.lint.parsed.page import elements_of
from s55.lint.parsed.word import WordLayout
from s55.lint.rule import Finding, Findings, rule
from s55.lint.rules.word_access import is_decorative
from s55.problems import Severity

_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_ON_PAGES = frozenset({"img", "svg"})
_UNNAMED = "without an alternative text"


@rule("L417", Severity.WARNING)
def pictures_are_in_both_layouts(checked: CheckedSet) -> Findings:
    """A picture that is put into one layout is in the other too.

    One that is in the Word layout alone is missing from the PDF and the page, and the other way
    round. What is in a header or footer of Word may be in the page and need not be; pictures that
    are marked as decorative do not count.
    """
    for document in checked.documents:
        word, page = document.word, document.html
        if not isinstance(word, WordLayout) or not isinstance(page, HtmlLayout):
            continue
        body = _of_word(word.stories[word.main])
        all_of_word = [one for story in word.stories.values() for one in _of_word(story)]
        shown = [
            one.attributes.get("alt") or one.attributes.get("aria-label") or ""
            for layout in (page, *page.parts)
            for one in elements_of(layout.source)
            if one.name in _ON_PAGES and one.attributes.get("aria-hidden") != "true"
        ]
        if len(body) > len(shown):
            yield _only_in(word.name, page.name, body, shown)
        elif len(shown) > len(all_of_word):
            yield _only_in(page.name, word.name, shown, all_of_word)


def _of_word(story: etree._Element) -> list[str]:
    """Give the alternative texts of the pictures in a part of a Word layout."""
    return [one.get("descr", "") for one in story.iter(_PICTURE) if not is_decorative(one)]


def _only_in(having: str, lacking: str, there: list[str], others: list[str]) -> Finding:
    words = next((words for words in there if words and words not in others), "")
    which = f"'{words}'" if words else _UNNAMED
    message = f"{having} has a picture {which}, and {lacking} lacks it"
    return Finding(having, message, "Put the picture into both layouts, or into neither.")
