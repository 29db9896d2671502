"""Inlines to one paragraph of Markdown, in spellings from the plainest to the most careful."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from s55.richtext.nodes import Code, Emphasis, Inline, LineBreak, Link, Strong, Text, plain

_NEEDLESS_IN_WORDS = re.compile(r"(?<=\w)_(?=\w)|(?<=\s)[*_](?=\s)")
_PLAIN_ESCAPES = re.compile(
    r"""
      \\(?=[!-/:-@\[-`{-~]|$)      # a backslash that would escape what follows
    | (?<![\w])_|_(?![\w])         # not in the middle of a word
    | [*`\[\]]
    | <(?=[A-Za-z/!?])
    | &(?=\#?\w{1,32};)
    """,
    re.VERBOSE,
)
_ALL_ESCAPES = re.compile(r"[!-/:-@\[-`{-~]")
_BEGINS_BLOCK = re.compile(r"(?P<number>\d{1,9})(?=[.)](?:\s|$))|(?=[#>+\-~=|])")
_AUTOLINK = re.compile(r"(?:https?|mailto|tel):[^\s<>]+", re.IGNORECASE)
_SIMPLE_ADDRESS = re.compile(r"[^\s()<>\\]+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A way to spell inlines.

    Attributes:
        escape_all: whether every mark of punctuation is escaped, not only those that need it.
        emphasis: the mark of italic text, ``*`` or ``_``.
        guarded: whether the characters beside bold and italic text are written as references,
            which lets marks stand within words and beside punctuation.
    """

    escape_all: bool = False
    emphasis: str = "*"
    guarded: bool = False


SPELLINGS = tuple(
    Spelling(escape_all, emphasis, guarded)
    for guarded in (False, True)
    for escape_all in (False, True)
    for emphasis in "*_"
)
"""From the plainest to the most careful."""


def inlines_markdown(inlines: Sequence[Inline], spelling: Spelling) -> str:
    """Inlines as lines of Markdown, each guarded against being read as the start of a block."""
    text = _spelled(inlines, spelling)
    return "\n".join(_guarded_start(line, spelling) for line in text.split("\n"))


def _guarded_start(line: str, spelling: Spelling) -> str:
    found = _BEGINS_BLOCK.match(line)
    if spelling.escape_all or not found or line.startswith(("**", "__")):
        return line
    if found["number"]:
        return f"{found['number']}\\{line[found.end() :]}"
    return f"\\{line}" if _would_begin_block(line) else line


def _would_begin_block(line: str) -> bool:
    return bool(re.match(r"#{1,6}(\s|$)|>|[+-](\s|$)|~~~|=+\s*$|[-| :]+$|\|", line))


def _spelled(inlines: Sequence[Inline], spelling: Spelling) -> str:
    parts: list[str] = []
    for index, inline in enumerate(inlines):
        part = _INLINES[type(inline)](inline, spelling)
        if spelling.guarded and isinstance(inline, Text):
            part = _guarded(inline, inlines, index, spelling)
        if part.endswith("!") and isinstance(inline, Text) and _before_link(inlines, index):
            part = part.removesuffix("\\!").removesuffix("!") + "\\!"  # it would be an image
        parts.append(part)
    return "".join(parts)


def _before_link(inlines: Sequence[Inline], index: int) -> bool:
    return index + 1 < len(inlines) and isinstance(inlines[index + 1], Link)


def _guarded(node: Text, inlines: Sequence[Inline], index: int, spelling: Spelling) -> str:
    """A text whose first and last characters are references where marks stand beside them."""
    text = node.text
    after_mark = index > 0 and isinstance(inlines[index - 1], Strong | Emphasis)
    before_mark = index + 1 < len(inlines) and isinstance(inlines[index + 1], Strong | Emphasis)
    head = tail = ""
    if after_mark and text and not text[0].isspace():
        head, text = _reference(text[0]), text[1:]
    if before_mark and text and not text[-1].isspace():
        text, tail = text[:-1], _reference(text[-1])
    outer = _odd_edges(text, first=index == 0 and not head, last=index + 1 == len(inlines))
    return head + outer[0] + _text(Text(outer[1]), spelling) + outer[2] + tail


def _odd_edges(text: str, *, first: bool, last: bool) -> tuple[str, str, str]:
    """No-break spaces and the like at either end of a paragraph, which Markdown would drop."""
    bare = text.lstrip() if first else text
    head = "".join(map(_reference, text[: len(text) - len(bare)]))
    inner = bare.rstrip() if last else bare
    tail = "".join(map(_reference, bare[len(inner) :]))
    return head, inner, tail


def _reference(character: str) -> str:
    return f"&#{ord(character)};"


# --- one function for each node type -----------------------------------------


def _text(node: Text, spelling: Spelling) -> str:
    if spelling.escape_all:
        return _ALL_ESCAPES.sub(lambda found: f"\\{found[0]}", node.text)
    kept = {found.start() for found in _NEEDLESS_IN_WORDS.finditer(node.text)}
    return _PLAIN_ESCAPES.sub(
        lambda found: found[0] if found.start() in kept else f"\\{found[0]}", node.text
    )


def _line_break(_: LineBreak, _spelling: Spelling) -> str:
    return "\\\n"


def _emphasis(node: Emphasis, spelling: Spelling) -> str:
    mark = spelling.emphasis
    return f"{mark}{_spelled(node.children, spelling)}{mark}"


def _strong(node: Strong, spelling: Spelling) -> str:
    return f"**{_spelled(node.children, spelling)}**"


def _code(node: Code, _: Spelling) -> str:
    longest = max(map(len, re.findall("`+", node.text)), default=0)
    ticks = "`" * (longest + 1)
    padded = node.text
    if padded.startswith("`") or padded.endswith("`") or _loses_spaces(padded):
        padded = f" {padded} "
    return f"{ticks}{padded}{ticks}"


def _loses_spaces(text: str) -> bool:
    return text.startswith(" ") and text.endswith(" ") and bool(text.strip(" "))


def _link(node: Link, spelling: Spelling) -> str:
    words = plain(node.children)
    address = node.address
    shown = address.removeprefix("mailto:") if "@" in words else address
    if words == shown and not node.title and not spelling.escape_all and _AUTOLINK.match(address):
        return f"<{words}>"
    title = node.title.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
    shown_title = f' "{title}"' if title else ""
    if not _SIMPLE_ADDRESS.fullmatch(address):
        address = re.sub(r"([<>\\])", r"\\\1", address)
        address = f"<{address}>"
    address = address.replace("&", "&amp;") if re.search(r"&#?\w+;", address) else address
    return f"[{_spelled(node.children, spelling)}]({address}{shown_title})"


_INLINES: Mapping[type[Inline], Callable[[Any, Spelling], str]] = MappingProxyType(
    {
        Text: _text,
        LineBreak: _line_break,
        Emphasis: _emphasis,
        Strong: _strong,
        Code: _code,
        Link: _link,
    }
)
