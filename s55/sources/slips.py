"""Find values that YAML reads otherwise than they were meant: valid, and not what was typed.

A ``#`` after a space begins a comment, and cuts a text that was meant to go on. Curly quotes are
letters to YAML, and not quotes. Below ``>`` or beside a key, lines run together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from s55.problems import Problem, warning
from s55.richtext.characters import FEWEST_LISTED, LISTED_LINE
from s55.sources.editing import comments_of
from s55.sources.tree import Items, Loc, Mapping, Node, Scalar, format_path

_CUT = re.compile(r"#[\w(]")
_CURLY = re.compile(r"[“„«].*[”“»]|[‘].*[’‘]")


def slips_of(text: str, root: Node, prose: Collection[Loc]) -> Iterator[Problem]:
    """Warn of values that do not mean what was typed (D156, D157, T213), each with its place.

    Args:
        text: the text of the file, without a byte order mark.
        root: its tree.
        prose: the paths of the long texts, which may begin and end with words that are quoted.
    """
    values = list(_values(root, ()))
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
        yield from _run_together(text, loc, node)


def _values(node: Node, loc: Loc) -> Iterator[tuple[Loc, Scalar]]:
    match node:
        case Scalar():
            yield loc, node
        case Items(items):
            for index, item in enumerate(items):
                yield from _values(item, (*loc, index))
        case Mapping(entries):
            for entry in entries:
                yield from _values(entry.value, (*loc, entry.key.text))


def _cut(text: str, root: Node, values: list[tuple[Loc, Scalar]]) -> Iterator[Problem]:
    """Find what looks like the rest of a text and is a comment: '#4', without a space after '#'."""
    ends = {
        node.end.line: (loc, node) for loc, node in values if not node.style and not node.is_null
    }
    for comment in comments_of(text, root):
        found = ends.get(comment.line)
        if found and _CUT.match(comment.words) and found[1].end.column <= comment.column:
            path = format_path(found[0])
            whole = f"{found[1].text} {comment.words}".replace("'", "''")
            yield warning(
                "D156",
                f"'{path}' ends before the '#': YAML takes '{comment.words}' for a comment",
                f"If it belongs to the text, put the whole text in quotes: '{whole}'. "
                "If it is a comment, put a space after the #.",
                line=comment.line,
                column=comment.column,
                path=path,
            )


def _run_together(text: str, loc: Loc, node: Scalar) -> Iterator[Problem]:
    """Find lines typed as a list in a value whose lines YAML joins."""
    if node.style == "|" or node.start.line == node.end.line:
        return
    raw = text[node.start.index : node.end.index].split("\n")
    listed = [number for number, line in enumerate(raw) if LISTED_LINE.match(line)]
    kept = sum(LISTED_LINE.match(line) is not None for line in node.text.split("\n"))
    if len(listed) >= FEWEST_LISTED and kept < len(listed):
        yield warning(
            "T213",
            "lines that look like a list run together in one paragraph",
            "Write the text below '|' instead, with a blank line before the list and '- ' at the "
            "beginning of each entry.",
            line=node.start.line + listed[0],
            path=format_path(loc),
        )
