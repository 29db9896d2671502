"""Find signs that Markdown takes for its own and does not print, and tables that it does not see.

``> 90%`` becomes a quotation, and ``f***ing b***h`` loses its stars. Each is a warning, since
somebody may have meant it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from s55.problems import Problem, warning

_SHOWN = 30
"""How many characters of a text a message quotes."""
_MORE_THAN = re.compile(r"(?:[\s>]|[-*+]\s|\d+[.)]\s)*>(?:[£€$]?\d|\s?(?:[£€$]\d|\d[\d.,]*\s?%))")
"""A line that begins with 'more than' and a figure; a number alone may begin a quotation."""
_FIGURE = re.compile(r"[£€$]?\d")
_SERVER = re.compile(r"(?<!\S)\\\\[\w.-]+\\\w")
r"""A folder on a server, ``\\server\folder``: of its first two backslashes one is printed."""
_ROW = re.compile(r"\s*\|.*\|\s*|\s*\S[^\t]*\t.*\S.*")
"""A line between two '|', or with a Tab within, as one copied from a spreadsheet."""
_DECIMAL = re.compile(r"\s*((?:\d{1,2}\.)+)(\d{1,2})[.)]?\s+\S")
"""The number of a paragraph, such as 1.2: what comes before its last figure, and that figure."""

_MARKED = frozenset({"em_close", "strong_close", "code_inline"})
"""The tokens that end what marks enclose; code is a single token."""


def misread(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Problem]:
    """Warn of what would be printed otherwise than it was typed.

    Args:
        tokens: the text, parsed.
        lines: its lines.

    Yields:
        T225 signs that are not printed, T226 a table that is none and a line that becomes a row of
        one, T213 paragraphs with decimal numbers that run together.
    """
    for index, token in enumerate(tokens):
        line = token.map[0] if token.map else 0
        if token.type == "blockquote_open" and _MORE_THAN.match(lines[line]):
            yield _not_printed("the > before a figure begins a quotation", "\\>", line)
        elif token.type == "list_item_open" and token.markup == "+":
            if _FIGURE.match(_first_words(tokens, index)):
                yield _not_printed("the + before a figure begins a bullet", "\\+", line)
        elif token.type == "tr_open" and "|" not in lines[line]:
            yield _taken_for_row(lines[line], line)
        elif token.type == "inline" and token.map:
            yield from _within_words(token, line)
            yield from _in_lines(token.content.split("\n"), line)


def _first_words(tokens: Sequence[Token], index: int) -> str:
    """Return the text of the paragraph with which an entry of a list begins."""
    return tokens[index + 2].content if index + 2 < len(tokens) else ""


def _not_printed(what: str, instead: str, line: int) -> Problem:
    return warning(
        "T225", f"{what}, and is not printed", f"To print it, write {instead}.", line=line + 1
    )


def _taken_for_row(words: str, line: int) -> Problem:
    return warning(
        "T226",
        f"the line '{_shortened(words)}' becomes a row of the table above it",
        "Leave an empty line above it. If it is a row, write | before and behind its cells.",
        line=line + 1,
    )


def _within_words(token: Token, line: int) -> Iterator[Problem]:
    """Find stars and backticks within words: ``f***ing b***h``, the force`s and the body`s."""
    children = token.children or ()
    plain = "".join(_plain(child) for child in children)
    at, opened = 0, list[int]()
    for child in children:
        if child.nesting == 1:
            opened.append(at)
        begin = opened.pop() if child.nesting == -1 else at
        at += len(_plain(child))
        if child.type in _MARKED and _divides_words(plain, begin, at):
            sign = child.markup[0]
            what = f"the {sign} before '{_shortened(plain[begin:at])}' is within a word"
            instead = "\\`, or ’ for an apostrophe" if sign == "`" else f"\\{sign}"
            yield _not_printed(what, instead, line + plain.count("\n", 0, begin))
            return


def _divides_words(plain: str, begin: int, end: int) -> bool:
    """Whether marks lie within two words, or the first in one and the last behind another."""
    within = [plain[at - 1 : at].isalnum() and plain[at : at + 1].isalnum() for at in (begin, end)]
    return all(within) or (any(within) and any(one.isspace() for one in plain[begin:end]))


def _plain(child: Token) -> str:
    return "\n" if child.type in ("softbreak", "hardbreak") else child.content


def _in_lines(lines: Sequence[str], line: int) -> Iterator[Problem]:
    """Find what the lines of a paragraph or a cell were typed as."""
    rows = [at for at, one in enumerate(lines) if _ROW.fullmatch(one)]
    if any(after == before + 1 for before, after in pairwise(rows)):
        yield warning(
            "T226",
            "lines that look like a table run together in one paragraph",
            "Write | before and behind each cell, and below the first row a row of dashes with as "
            "many cells: |---|---|.",
            line=line + rows[0] + 1,
        )
    numbers = [(at, found) for at, one in enumerate(lines) if (found := _DECIMAL.match(one))]
    for (at, before), (_, after) in pairwise(numbers):
        if before[1] == after[1] and int(before[2]) + 1 == int(after[2]):
            yield warning(
                "T213",
                f"paragraphs with the numbers {before[1]}{before[2]} and {after[1]}{after[2]} run "
                "together in one",
                "Leave an empty line before each.",
                line=line + at + 1,
            )
            break
    for at, one in enumerate(lines):
        if _SERVER.search(one):
            yield _not_printed("one of the two backslashes", "four: \\\\\\\\", line + at)


def _shortened(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
