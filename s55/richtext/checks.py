"""Check a text of a draft for what a response cannot hold and what Markdown would leave out.

Refused are raw HTML, images, links to anything but the web, e-mail and telephones, characters
that no document can hold, and excessive nesting. Each problem has its line in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from markdown_it.token import Token

from s55.problems import Problem, error, warning
from s55.richtext.addresses import address_warnings, may_be_linked
from s55.richtext.characters import (
    FEWEST_LISTED,
    LISTED_LINE,
    character_problems,
    is_forbidden,
    shows_nothing,
    unprintable,
)
from s55.richtext.doubts.misread import misread
from s55.richtext.doubts.unsupported import unsupported
from s55.richtext.markdown import MAX_NESTING, parsed
from s55.richtext.note_checks import note_problems
from s55.richtext.numerals import mark_at

SHOWN_CHARACTERS = 30
"""How much of a text a message quotes."""

MAX_PARTS = 10_000
"""Paragraphs, items and cells of one text; those of the longest reports have some hundreds."""
MAX_PARAGRAPH = 50_000
"""Characters of one paragraph, item or cell: some 8,000 words."""
MAX_MARKS = 5_000
"""Pieces of one paragraph: words between bold, italic and links."""
MAX_LISTS = 9
"""Lists within lists: Word has nine levels, and takes those beyond them for something else."""
MAX_BRACKETS = 5_000
"""Each bracket may begin a link, and the time to find out grows with the square of their number."""

_TYPED_BULLET = re.compile(r"\s*(?:[•◦▪▫‣∙·●○■□]\s|o\t)")
"""Word's bullet of the second level is the letter o, with a Tab behind it."""
_LINE_ENDS = re.compile(r"\r\n?|\n")
"""Where markdown-it ends a line."""


def problems_of(text: str) -> list[Problem]:
    """Report what a response cannot hold, with its line in ``text``, counted from 1.

    Returns:
        T201 raw HTML, T202 an image, T203 a character that cannot be printed, T204 a link to
        something that is not an address on the web, T205 a link without words, T206 lists,
        quotes or emphasis nested deeper than :data:`MAX_NESTING`, T207 words that Markdown
        would leave out, T208 more brackets than anybody writes, T209 more paragraphs, items and
        cells, T211 typed bullets (a warning), T212 lists nested deeper than :data:`MAX_LISTS`, T213
        lines typed as a list that run together (a warning), T214 to T217 notes
        (:mod:`s55.richtext.note_checks`), T218 to T224 as
        :func:`~s55.richtext.doubts.unsupported.unsupported` has them, T225 and T226 as
        :func:`~s55.richtext.doubts.misread.misread` has them, T230 and T231 as
        :func:`address_warnings` has them.
    """
    return list(_problems_of(text))


@lru_cache(maxsize=1_000)  # a draft is read several times while a text of it is saved
def _problems_of(text: str) -> tuple[Problem, ...]:
    found = list(character_problems(text))
    if text.count("[") > MAX_BRACKETS:
        message = f"the text has more than {MAX_BRACKETS} opening brackets"
        hint = "Take out what was not meant for the response."
        return (*found, error("T208", message, hint, line=1))
    found.extend(_typed_bullets(text))
    only_entities = not found  # characters in the text itself are reported with their column
    used: set[str] = set()
    depth = lists = 0
    kinds: list[str] = []
    whole = parsed(text)
    tokens = whole.tokens
    if large := _too_large(tokens):
        return (*found, large)
    for token in tokens:
        depth += token.nesting if token.type in _NESTING_TYPES else 0
        lists += token.nesting if token.type in _LIST_TYPES else 0
        if token.type in _LIST_TYPES:
            kinds.append(token.meta.get("style", "")) if token.nesting == 1 else kinds.pop()
        line = token.map[0] + 1 if token.map else 1
        if lists > MAX_LISTS:
            message = f"lists are nested more than {MAX_LISTS} deep, and Word has no more levels"
            hint = "Use fewer levels, or write the innermost items as paragraphs."
            return (*found, error("T212", message, hint, line=line))
        if depth > MAX_NESTING or _inline_depth(token) > MAX_NESTING:
            message = f"lists, quotes or emphasis are nested more than {MAX_NESTING} deep"
            hint = "Use fewer levels; write \\* or \\> where a plain * or > is meant."
            return (*found, error("T206", message, hint, line=line))
        found.extend(_token_problems(token, line))
        if token.type == "inline" and (at := _listed_line(token, any(kinds))) is not None:
            found.append(_run_together(line + at))
        if only_entities:
            found.extend(_entity_problems(token, line))
        used.update(child.meta.get("label", "") for child in token.children or ())
    found.extend(unsupported(tokens))
    found.extend(misread(tokens, _LINE_ENDS.split(text)))
    found.extend(note_problems(tokens))
    found.extend(_unused(whole.references, used))
    found.extend(_extra_cells(tokens, text))
    return tuple(found)


def _too_large(tokens: Sequence[Token]) -> Problem | None:
    """T209 for a text, or a paragraph of it, that no program could lay out in time."""
    hint = "Take out what was not meant for the response, or divide it."
    if sum(token.nesting == 1 for token in tokens) > MAX_PARTS:
        what = f"the text has more than {MAX_PARTS:,} paragraphs, items and cells"
        return error("T209", what, hint, line=1)
    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        if _inline_depth(token) > MAX_NESTING:
            return None  # reported as T206
        if token.type == "inline" and len(token.content) > MAX_PARAGRAPH:
            what = f"a paragraph has more than {MAX_PARAGRAPH:,} characters"
            return error("T209", what, hint, line=line)
        if len(token.children or ()) > MAX_MARKS:
            what = f"a paragraph has more than {MAX_MARKS:,} pieces in bold, italic and links"
            return error("T209", what, hint, line=line)
    return None


def _typed_bullets(text: str) -> Iterator[Problem]:
    """T211 for a line that begins with a typed bullet: it would run on in the paragraph."""
    for number, line in enumerate(text.splitlines(), start=1):
        if _TYPED_BULLET.match(line):
            yield warning(
                "T211",
                f"a line begins with a typed bullet ({line.strip()[0]}), and is not in a list",
                "Begin the line with '- ' instead; leave a blank line before the first.",
                line=number,
            )


def _listed_line(token: Token, in_lettered_list: bool) -> int | None:
    """Find the first of several lines of a paragraph that were typed as entries of a list.

    Letters in brackets, for example, begin no list within a paragraph, unless it is the first of
    several: such lines run together. In a list with letters one line is enough.
    """
    children, number, listed = token.children or (), 0, []
    begins = True
    for child in children:
        if begins and child.type == "text":
            marked = in_lettered_list and number and mark_at(child.content)
            if marked:
                return number
            if LISTED_LINE.match(child.content):
                listed.append(number)
        begins = child.type == "softbreak"
        number += child.type in ("softbreak", "hardbreak")
    return listed[0] if len(listed) >= FEWEST_LISTED else None


def _run_together(line: int) -> Problem:
    return warning(
        "T213",
        "lines that look like a list run together in one paragraph",
        "Begin each line with '- ' or with '1. ', '2. ', and leave a blank line before the first.",
        line=line,
    )


def _inline_depth(token: Token) -> int:
    """Count how deep bold, italic and links are nested in each other."""
    return max(accumulate(child.nesting for child in token.children or ()), default=0)


def _unused(references: Mapping[str, Any], used: set[str]) -> Iterator[Problem]:
    """T207 for each '[label]: address' that no link uses: it would vanish from the document."""
    unused = [
        definition["map"][0]
        for label, definition in references.get("references", {}).items()
        if label not in used
    ]
    unused += [definition["map"][0] for definition in references.get("duplicate_refs", ())]
    for line in sorted(unused):
        yield error(
            "T207",
            "this line would be left out: Markdown takes it for the address of a link, and no "
            "link uses it",
            "Write \\[ for a plain [ at its beginning, or delete the line.",
            line=line + 1,
        )


def _extra_cells(tokens: Sequence[Token], text: str) -> Iterator[Problem]:
    """T207 for each row of a table with more cells than the table has columns."""
    for row, columns, extra in rows_with_more_cells(tokens, text):
        yield error(
            "T207",
            f"the row has more cells than the table has columns ({columns}), and "
            f"'{_shortened(' '.join(extra))}' would be left out",
            "Add a column to the table's first two lines; for a plain | write \\|.",
            line=(row.map or [0])[0] + 1,
        )


def rows_with_more_cells(
    tokens: Sequence[Token], text: str
) -> Iterator[tuple[Token, int, list[str]]]:
    """Yield the opening of each row of a table that has words in more cells than the head has.

    Markdown leaves these out.

    Args:
        tokens: of the text.
        text: as it was typed.

    Returns:
        with each, the number of columns, and what was typed in the other cells.
    """
    lines = _LINE_ENDS.split(text)
    columns = 0
    for token in tokens:
        if token.type == "thead_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and columns and token.map:
            extra = _cells(lines[token.map[0]])[columns:]
            if any(cell.strip() for cell in extra):
                yield token, columns, extra


def _cells(row: str) -> list[str]:
    """Split a table's row into cells, as Markdown does."""
    cells = re.split(r"(?<!\\)\|", row.lstrip("> \t").rstrip())
    if cells[0] == "":
        del cells[0]
    return cells


_LIST_TYPES = frozenset(
    f"{name}_{end}" for name in ("bullet_list", "ordered_list") for end in ("open", "close")
)
_NESTING_TYPES = _LIST_TYPES | {"blockquote_open", "blockquote_close"}


def _token_problems(token: Token, line: int) -> Iterator[Problem]:
    if token.type == "html_block":
        yield _html_problem(token.content, line)
    if token.type == "fence" and token.info.strip():
        yield error(
            "T207",
            f"the words after ``` or ~~~ would be left out: '{_shortened(token.info)}'",
            "Put them on a line of their own; for a plain ` or ~ write \\` or \\~.",
            line=line,
        )
    inline_line = line
    link_words = ""
    link_address: str | None = None
    for child in token.children or ():
        match child.type:
            case "softbreak" | "hardbreak":
                inline_line += 1
            case "html_inline":
                yield _html_problem(child.content, inline_line)
                inline_line += child.content.count("\n")
            case "image":
                yield error(
                    "T202",
                    "the text has a picture, which a response cannot hold",
                    "Take it out, or describe it in words and link to it: [words](https://...).",
                    line=inline_line,
                )
                link_words += "image"
            case "link_open":
                link_address, link_words = str(child.attrGet("href") or ""), ""
            case "link_close":
                yield from _link_problems(link_address or "", link_words, inline_line)
                link_address = None
            case _:
                link_words += child.content


def _entity_problems(token: Token, line: int) -> Iterator[Problem]:
    """T203 for what no line of a document can hold, written as an entity such as ``&#12;``."""
    for child in token.children or ():
        words = child.content if child.type == "text" else str(child.attrGet("title") or "")
        if words.isprintable():  # nearly all, and none of them holds one
            continue
        for character in words:
            if is_forbidden(character) or (character == "\n" and child.type == "text"):
                yield unprintable(character, line)


def _shortened(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= SHOWN_CHARACTERS else shown[: SHOWN_CHARACTERS - 1] + "…"


def _html_problem(content: str, line: int) -> Problem:
    return error(
        "T201",
        f"the text has HTML ({_shortened(content)}), which a response cannot hold",
        "Write it in Markdown (docs/text.md); for a plain < write \\<.",
        line=line,
    )


def _link_problems(address: str, words: str, line: int) -> Iterator[Problem]:
    if not may_be_linked(address):
        yield error(
            "T204",
            f"a link goes to '{address}', which is not a full web address",
            "Give the full address, beginning with https://, mailto: or tel:.",
            line=line,
        )
    if shows_nothing(words):
        yield error(
            "T205",
            f"the link to '{address}' has no words to click on",
            "Write [words that say where it leads](address).",
            line=line,
        )
    yield from address_warnings(address, words, line)
