"""Find values that YAML reads otherwise than they were meant: valid, and not what was typed.

A ``#`` after a space begins a comment, and cuts a text that was meant to go on. Curly quotes are
letters to YAML, and not quotes. Below ``>`` or beside a key, lines run together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from s55.problems import Problem, warning
from s55.richtext.characters import FEWEST_LISTED, LISTED_LINE
from s55.sources.comments import Comment, comments_of
from s55.sources.tree import Items, Loc, Mapping, Node, Scalar, format_path

_CUT = re.compile(r"#[\w(]")
_KEY_OFF = re.compile(r"#\w[\w ]*:(?:\s|$)")
"""A key that was turned off."""
_OWN_LINE = re.compile(r"#{1,6} |\|.*\|$|.*\S\\$")
"""A heading, a row of a table, a line that ends with a backslash."""
_BLOCK = frozenset("|>")
_TYPED = frozenset(("", ">"))
"""How people write long texts; programs that write YAML put them in quotes, line ends and all."""
_SHOWN = 30
"""How many characters of a text a message quotes."""
_CURLY = re.compile(r"[“„«].*[”“»]|[‘].*[’‘]")


def slips_of(text: str, root: Node, prose: Collection[Loc]) -> Iterator[Problem]:
    """Warn of values that do not mean what was typed (D156, D157, T213), each with its place.

    Args:
        text: the text of the file, without a byte order mark.
        root: its tree.
        prose: the paths of the long texts, which may begin and end with words that are quoted.
    """
    values: list[tuple[Loc, Scalar]] = []
    _note_values(root, (), values)
    yield from _cut(text, root, values)
    for loc, node in values:
        if loc not in prose and not node.style and _CURLY.fullmatch(node.text):
            yield warning(
                "D157",
                f"'{format_path(loc)}' is in curly quotes, which YAML takes for letters of the "
                "text: they will be printed",
                "Delete them; or use straight ones (' or \"), which are not printed.",
                line=node.start.line,
                column=node.start.column,
                path=format_path(loc),
            )
        yield from _run_together(text, loc, node, loc in prose)


def _note_values(node: Node, loc: Loc, found: list[tuple[Loc, Scalar]]) -> None:
    match node:
        case Scalar():
            found.append((loc, node))
        case Items(items):
            for index, item in enumerate(items):
                _note_values(item, (*loc, index), found)
        case Mapping(entries):
            for entry in entries:
                _note_values(entry.value, (*loc, entry.key.text), found)


def _cut(text: str, root: Node, values: list[tuple[Loc, Scalar]]) -> Iterator[Problem]:
    """Find what looks like the rest of a text and is a comment: '#4', without a space after '#'."""
    beside = {node.end.line: (loc, node) for loc, node in values if not node.style}
    below = {_last_line(text, node) + 1: loc for loc, node in values if _is_long(node)}
    for comment in comments_of(text, root):
        if not _CUT.match(comment.words):
            continue
        if (found := beside.get(comment.line)) and found[1].end.column <= comment.column:
            loc, node = found
            whole = f"{node.text} {comment.words}".strip().replace("'", "''")
            yield _cut_off(loc, comment, f"put the whole text in quotes: '{whole}'")
        elif (above := below.get(comment.line)) is not None and not _KEY_OFF.match(comment.words):
            yield _cut_off(above, comment, "indent it like the line above it")


def _is_long(node: Scalar) -> bool:
    return node.style in _BLOCK or (not node.style and node.start.line < node.end.line)


def _last_line(text: str, node: Scalar) -> int:
    return node.start.line + text[node.start.index : node.end.index].rstrip().count("\n")


def _cut_off(loc: Loc, comment: Comment, instead: str) -> Problem:
    path = format_path(loc)
    return warning(
        "D156",
        f"'{path}' ends before the '#': YAML takes '{comment.words}' for a comment",
        f"If it belongs to the text, {instead}. If it is a comment, put a space after the #.",
        line=comment.line,
        column=comment.column,
        path=path,
    )


def _run_together(text: str, loc: Loc, node: Scalar, is_prose: bool) -> Iterator[Problem]:
    """Find lines typed as a list, a table or paragraphs in a value whose lines YAML joins."""
    if node.style == "|" or node.start.line == node.end.line:
        return
    raw = [line.strip() for line in text[node.start.index : node.end.index].split("\n")]
    kept = [line.strip() for line in node.text.split("\n")]
    if (listed := _lists(raw, kept)) is not None:
        what = "lines that look like a list run together in one paragraph"
        more = ", with a blank line before the list and '- ' at the beginning of each entry"
        yield _joined(node, loc, listed, what, more)
    elif is_prose and (line := _lines_of_their_own(raw, kept)) is not None:
        what = f"the line '{raw[line][:_SHOWN]}' runs on in the next one"
        yield _joined(node, loc, line, what, ", where each line stays a line")
    elif is_prose and node.style in _TYPED and (line := _paragraph(raw, kept)) is not None:
        what = f"the empty line above '{raw[line][:_SHOWN]}' begins no paragraph here"
        yield _joined(node, loc, line, what, ", where it does")


def _joined(node: Scalar, loc: Loc, line: int, what: str, more: str) -> Problem:
    hint = f"Write the text below '|' instead{more}."
    return warning("T213", what, hint, line=node.start.line + line, path=format_path(loc))


def _lists(raw: list[str], kept: list[str]) -> int | None:
    listed = [number for number, line in enumerate(raw) if LISTED_LINE.match(line)]
    left = sum(LISTED_LINE.match(line) is not None for line in kept)
    return listed[0] if len(listed) >= FEWEST_LISTED and left < len(listed) else None


def _lines_of_their_own(raw: list[str], kept: list[str]) -> int | None:
    """Find the first row of a table, heading or line that ends with a backslash that is joined."""
    typed = (number for number, line in enumerate(raw[:-1]) if _OWN_LINE.match(line))
    return next((number for number in typed if raw[number] not in kept), None)


def _paragraph(raw: list[str], kept: list[str]) -> int | None:
    """Find the first line below an empty one that goes on with the paragraph above that."""
    for number, (above, empty, line) in enumerate(zip(raw, raw[1:], raw[2:], strict=False), 2):
        if above and line and not empty and not LISTED_LINE.match(line):
            for before, after in pairwise(kept):
                if before and after.startswith(line) and not _OWN_LINE.match(before):
                    return number
    return None
