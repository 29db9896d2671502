"""Read from an output the words that it shows, and find the texts of a draft that are not there.

Words are compared by their letters and digits alone, in small letters: punctuation, white space and
hyphens at the ends of lines depend on the format.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from s55.records import dataclass
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import lines_of
from s55.views.response.held import HeldText
from s55.word.xml import R_RUN, RPR, T, w

_HIDDEN = re.compile(
    r"<(head|style|script)\b.*?</\1>|<a\b[^>]*\brole=\"doc-(?:noteref|backlink)\".*?</a>", re.DOTALL
)
"""What is no word of the draft: the numbers of notes too, which are in the middle of the words."""
_TAG = re.compile(r"<[^>]*>")
_STORY = re.compile(rb"<(?:\w+:)?(?:document|footnotes|endnotes|hdr|ftr)\s")
"""How a part with text begins, whatever its name."""
_HEAD = 300
"""Bytes within which a part's first element begins."""
_NOTE_LINKS = ("doc-noteref", "doc-backlink")


def folded(text: str) -> str:
    """Leave of a text its letters and digits, in small letters."""
    return "".join(filter(str.isalnum, text.casefold()))


def body_of(page: str) -> str:
    """Leave of a page what its readers see."""
    return _HIDDEN.sub(" ", page)


def words_of_page(page: str) -> str:
    """Give the folded words of a page of HTML."""
    return folded(html.unescape(_TAG.sub(" ", body_of(page))))


def words_of_word(data: bytes) -> str:
    """Give the folded words of a Word file that s55 made: its body, notes, headers and footers."""
    found: list[str] = []
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            if name.endswith(".xml") and _STORY.search(part, 0, _HEAD):
                root = etree.fromstring(part, etree.XMLParser(resolve_entities=False))
                found += (text.text or "" for text in root.iter(T) if not _is_hidden(text))
    return folded(" ".join(found))


def _is_hidden(text: etree._Element) -> bool:
    run = text.getparent()
    properties = run.find(RPR) if run is not None and run.tag == R_RUN else None
    return properties is not None and properties.find(w("vanish")) is not None


def words_of_print(document: Any) -> str:
    """Give the folded words of a page that WeasyPrint has laid out, in the order of the page.

    An element whose words are not all in the layout counts as not printed at all. Words that are
    positioned count; those beyond the left or upper edge, without room or transparent do not.

    Args:
        document: WeasyPrint's document.
    """
    root, printed = None, defaultdict[Any, list[str]](list)
    for page in document.pages:
        for box in _seen(page._page_box):  # there is no public way to it
            if root is None and box.element is not None:
                root = box.element
            # Those of ::before and the like have another tag than their element.
            of_element = box.element_tag == getattr(box.element, "tag", None)
            if of_element and _has_words(box) and _is_on_page(box):
                printed[box.element].append(box.text)
    shown = {element: folded(" ".join(parts)) for element, parts in printed.items()}
    return folded(" ".join(_printed(root, shown))) if root is not None else ""


def _seen(box: Any) -> Iterator[Any]:
    """Yield a box and those within it, as far as they can be seen on their page."""
    if _is_out_of_sight(box):
        return
    yield box
    for child in box.children:  # in place of a positioned box stands one that acts as it does
        yield from _seen(child)


def _is_out_of_sight(box: Any) -> bool:
    """Whether a box and all within it is transparent, or is cut to less than any letter."""
    if box.style["opacity"] == 0:
        return True
    is_cut = box.style["overflow"] != "visible" and isinstance(box.width, int | float)
    return is_cut and min(box.width, box.height) <= _NO_ROOM


@dataclass(frozen=True, slots=True)
class CutOff:
    """Words that a page has no room for, so that paper and screen end before they do.

    Attributes:
        words: the first of them.
        page: the number of its page, from 1.
        places: at how many places there are such words.
        is_below: whether the first of them pass the foot of the page, and not its side.
    """

    words: str
    page: int
    places: int
    is_below: bool = False


_ROUNDING = 1.0
"""By how many CSS pixels words may pass the edge of a page."""
_NO_ROOM = 1.0
"""Width or height in CSS pixels in which no letter can be read."""


def cut_off(document: Any) -> CutOff | None:
    """Find the words that pass the right or the lower edge of a page; None where there are none.

    What lies beyond the other edges was put there on purpose: words for screen readers alone.

    Args:
        document: WeasyPrint's document.
    """
    found: list[tuple[str, int, bool]] = []
    for number, page in enumerate(document.pages, 1):
        right, foot = page.width + _ROUNDING, page.height + _ROUNDING
        # There is no public way to them; in place of those that are positioned stand others.
        for box in page._page_box.descendants(placeholders=True):
            words = getattr(box, "text", "")
            if not words:
                continue
            is_below = box.position_y + box.height > foot
            is_beside = box.position_x + box.width > right
            if (is_below or is_beside) and words.strip() and _has_words(box):
                found.append((" ".join(words.split()), number, is_below))
    if not found:
        return None
    words, number, is_below = found[0]
    return CutOff(words, number, len(found), is_below)


def _has_words(box: Any) -> bool:
    """Whether a box is of words that can be seen."""
    return bool(getattr(box, "text", "")) and box.style["visibility"] == "visible"


def _is_on_page(box: Any) -> bool:
    """Whether words are not all beyond the left or the upper edge, and have a colour."""
    is_within = box.position_x + box.width > 0 and box.position_y + box.height > 0
    return bool(is_within) and getattr(box.style["color"], "alpha", 1) > 0


def _printed(element: Any, shown: Mapping[Any, str]) -> Iterator[str]:
    """Yield the words of an element and those within it, as far as they are printed."""
    if element.get("role") in _NOTE_LINKS:
        return
    own = [element.text or "", *(child.tail or "" for child in element)]
    is_shown = folded(" ".join(own)) in shown.get(element, "")
    yield own[0] if is_shown else ""
    for child, tail in zip(element, own[1:], strict=True):
        yield from _printed(child, shown)
        yield tail if is_shown else ""


def lines_held(text: HeldText) -> list[str]:
    """Give the folded words of each paragraph, row and note of a text, without the empty ones."""
    if not text.is_markdown:
        return [folded(text.text)]
    lines = (folded(line) for block in blocks_of(text.text) for line in lines_of(block))
    return [line for line in lines if line]


@dataclass(frozen=True, slots=True)
class HeldLines:
    """The texts of a draft as folded lines, to be looked for in one output after the other.

    Attributes:
        lines: the texts, each with its folded lines.
        markdown: all lines of those that are Markdown.
    """

    lines: tuple[tuple[HeldText, list[str]], ...]
    markdown: str

    @classmethod
    def of(cls, texts: Iterable[HeldText]) -> HeldLines:
        """Fold the texts of a draft."""
        lines = tuple((text, lines_held(text)) for text in texts)
        return cls(lines, cls.of_markdown(lines))

    @staticmethod
    def of_markdown(lines: Iterable[tuple[HeldText, list[str]]]) -> str:
        """Join the lines of the texts that are Markdown."""
        return " ".join(line for text, held in lines if text.is_markdown for line in held)

    def not_shown(self, words: str) -> list[HeldText]:
        """Find the texts that are not among the words of an output.

        What stands in several texts has to be there as often: a comment that quotes an item does
        not stand for the item. Texts of which some words are nowhere do not count for that: else
        each text would be missed that shares a line with one that is missing.

        Args:
            words: the output's folded words.
        """
        absent = {text for text, lines in self.lines if not all(line in words for line in lines)}
        markdown = self.markdown
        if absent:
            markdown = self.of_markdown(
                (text, lines) for text, lines in self.lines if text not in absent
            )

        def is_shown(line: str, text: HeldText) -> bool:
            return words.count(line) >= (markdown.count(line) if text.is_markdown else 1)

        return [
            text
            for text, lines in self.lines
            if text in absent or not all(is_shown(line, text) for line in lines)
        ]
