"""Read the prose of a text of a draft: its sentences and the words of its links, by their lines.

What stands in a quotation is somebody else's; code and written-out addresses are no prose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from markdown_it.token import Token

from s55.records import dataclass
from s55.richtext.markdown import markdown_parser


@dataclass(frozen=True, slots=True)
class WordsAtLine:
    """Words of a text, and the line of the text in which they begin, counted from 1."""

    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, the paragraph of a list's entry, a heading or a cell.

    Attributes:
        words: what it says, without marks; a line feed is a line break that is printed.
        line: the line of the text in which it begins, counted from 1.
        breaks: where in ``words`` each further line of the text begins.
        links: the words of its links.
    """

    words: str
    line: int
    breaks: tuple[int, ...] = ()
    links: tuple[WordsAtLine, ...] = ()

    def line_at(self, index: int) -> int:
        """Find the line of the text that holds the character at ``index`` of the words."""
        return self.line + bisect_right(self.breaks, index)


def passages_of(text: str) -> Iterator[Passage]:
    """Yield the passages of a Markdown text without problems, notes included."""
    quotations = 0
    for token in markdown_parser().parse(text):
        if token.type in ("blockquote_open", "blockquote_close"):
            quotations += token.nesting
        elif token.type == "inline" and not quotations:
            yield _passage(token)


def _passage(token: Token) -> Passage:
    line = token.map[0] + 1 if token.map else 1
    words, link_begins, is_address = "", 0, False
    breaks: list[int] = []
    links: list[WordsAtLine] = []
    for child in token.children or ():
        match child.type:
            case "link_open":
                link_begins, is_address = len(words), child.info == "auto"
            case "link_close" if not is_address:
                begins_at = line + bisect_right(breaks, link_begins)
                links.append(WordsAtLine(words[link_begins:], begins_at))
            case "link_close":
                is_address = False
            case "softbreak" | "hardbreak":
                words += " " if child.type == "softbreak" else "\n"
                breaks.append(len(words))
            case "text" if not is_address:
                words += child.content
    return Passage(words, line, tuple(breaks), tuple(links))


# --- sentences -------------------------------------------------------------------

_END = re.compile(r"(?:(?<![.!?…])[.!?…]+[’”'\")\]]*\s+(?=[‘“'\"(\[]*[A-ZÀ-ÞŴŶ\d])|\n)")
_LAST_WORD = re.compile(r"[\w.]+(?=\.\s*$)")
_BEFORE_NAMES = frozenset(
    "cf ch cllr det dr e.g eg esp hon i.e ie insp jr lt messrs mr mrs ms prof rev rt sgt sr st "
    "supt viz vs".split()
)
"""Short forms with a full stop that end no sentence."""
_BEFORE_NUMBERS = frozenset(
    "apr art aug dec feb fig jan mar no nos nov oct p para paras pp s sec sept ss vol".split()
)
"""Those that end none before a number."""


def sentences_of(passage: Passage) -> Iterator[WordsAtLine]:
    """Divide a passage into its sentences.

    A sentence ends with its mark before a capital letter or a figure, or with its line where a line
    break is printed; not after initials ("A. Smith"), titles ("Dr. Smith") and "e.g.".
    """
    begin = 0
    for end in _END.finditer(passage.words):
        if not _is_end(passage.words, end):
            continue
        yield WordsAtLine(passage.words[begin : end.end()].strip(), passage.line_at(begin))
        begin = end.end()
    if rest := passage.words[begin:].strip():
        yield WordsAtLine(rest, passage.line_at(begin))


def _is_end(words: str, end: re.Match[str]) -> bool:
    before = _LAST_WORD.search(words, max(0, end.start() - 20), end.start() + 2)
    if before is None or not end.group().startswith(". "):
        return True
    word = before.group().lower()
    if word in _BEFORE_NUMBERS:
        return not words[end.end()].isdigit()
    is_initial = len(word) == 1 and before.group().isupper() and word != "i"
    return word not in _BEFORE_NAMES and not is_initial


_WORD = re.compile(r"[^\W_]+(?:[’'.,/&-][^\W_]+)*")


def count_words(sentence: str) -> int:
    """Count the words of a sentence; "multi-agency" and "2023/24" are one each."""
    return sum(1 for _ in _WORD.finditer(sentence))
