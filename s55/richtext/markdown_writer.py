"""Write neutral blocks as Markdown: the way back from :mod:`s55.richtext.markdown`.

``blocks_of(markdown_of(blocks)) == normal(blocks)`` (:mod:`s55.richtext.normal`). Every line of
text is spelled as plainly as Markdown allows: it is read again, and only where it does not say
the same are more characters escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Hyperlink,
    Inline,
    LineBreak,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    ThematicBreak,
    plain,
)
from s55.richtext.normal import normal

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
            which allows marks within words and beside punctuation.
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
    """Write inlines as lines of Markdown, none of which reads as the start of a block."""
    text = _spelled(inlines, spelling)
    return "\n".join(_guarded_start(line, spelling) for line in text.split("\n"))


def _guarded_start(line: str, spelling: Spelling) -> str:
    found = _BEGINS_BLOCK.match(line)
    if spelling.escape_all or not found or line.startswith(("**", "__")):
        return line
    if found["number"]:
        return f"{found['number']}\\{line[found.end() :]}"
    begins = re.match(r"#{1,6}(\s|$)|>|[+-](\s|$)|~~~|=+\s*$|[-| :]+$|\|", line)
    return f"\\{line}" if begins else line


def _spelled(inlines: Sequence[Inline], spelling: Spelling) -> str:
    parts: list[str] = []
    for index, inline in enumerate(inlines):
        part = _INLINES[type(inline)](inline, spelling)
        if spelling.guarded and isinstance(inline, Text):
            part = _guarded(inline, inlines, index, spelling)
        following = inlines[index + 1] if index + 1 < len(inlines) else None
        if part.endswith("!") and isinstance(inline, Text) and isinstance(following, Hyperlink):
            part = part.removesuffix("\\!").removesuffix("!") + "\\!"  # it would be an image
        parts.append(part)
    return "".join(parts)


def _guarded(node: Text, inlines: Sequence[Inline], index: int, spelling: Spelling) -> str:
    """Write a text, its first and last characters as references where marks are beside them."""
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
    """Keep no-break spaces and the like at the ends of a paragraph, which Markdown would drop."""
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


def _code(node: Code, _: Spelling) -> str:
    longest = max(map(len, re.findall("`+", node.text)), default=0)
    ticks = "`" * (longest + 1)
    padded = node.text
    loses_spaces = padded.startswith(" ") and padded.endswith(" ") and padded.strip(" ")
    if padded.startswith("`") or padded.endswith("`") or loses_spaces:
        padded = f" {padded} "
    return f"{ticks}{padded}{ticks}"


def _link(node: Hyperlink, spelling: Spelling) -> str:
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
        LineBreak: lambda _, _spelling: "\\\n",
        Emphasis: lambda node, spelling: (
            f"{spelling.emphasis}{_spelled(node.children, spelling)}{spelling.emphasis}"
        ),
        Strong: lambda node, spelling: f"**{_spelled(node.children, spelling)}**",
        Code: _code,
        Hyperlink: _link,
    }
)


_FENCE = re.compile(r"^\s*(`{3,})", re.MULTILINE)
_BULLETS = "-*"
_OTHER_DELIMITER = {".": ")", ")": "."}


def markdown_of(blocks: Sequence[Block]) -> str:
    """Write blocks as Markdown that ends with a line feed; '' where there are none."""
    lines = _lines(normal(blocks), tight=False)
    return "\n".join(lines) + "\n" if lines else ""


def _lines(blocks: Sequence[Block], *, tight: bool) -> list[str]:
    """Write blocks that follow each other; in a tight list's item no line is blank."""
    lines: list[str] = []
    previous: Block | None = None
    marker = 0
    for block in blocks:
        follows_alike = previous is not None and _runs_together(previous, block)
        marker = 1 - marker if follows_alike else 0
        if previous is not None and not tight:
            lines.append("")
        lines.extend(_BLOCKS[type(block)](block, marker))
        previous = block
    return lines


def _runs_together(first: Block, second: Block) -> bool:
    """Whether two lists would be one, were they written with the same marks."""
    if isinstance(first, BulletList):
        return isinstance(second, BulletList)
    return (
        isinstance(first, OrderedList)
        and isinstance(second, OrderedList)
        and first.delimiter == second.delimiter
    )


# --- one function for each node type -----------------------------------------


def _paragraph(node: Paragraph, _: int) -> list[str]:
    return _said(node, lambda spelling: inlines_markdown(node.children, spelling))


def _heading(node: Heading, _: int) -> list[str]:
    if "\n" in plain(node.children):  # only underlined headings have lines
        line = "\n===" if node.level == 1 else "\n---"
        return _said(node, lambda spelling: inlines_markdown(node.children, spelling) + line)
    hashes = "#" * node.level
    return _said(
        node, lambda spelling: f"{hashes} {inlines_markdown(node.children, spelling)}".rstrip(" ")
    )


def _said(node: Paragraph | Heading, spelled: Callable[[Spelling], str]) -> list[str]:
    """Return the lines of the plainest spelling that is read back as ``node``."""
    for spelling in SPELLINGS:
        text = spelled(spelling)
        if blocks_of(text) == (node,):
            return text.split("\n")
    if all(isinstance(child, Text) for child in node.children):
        raise AssertionError(f"no spelling of {plain(node.children)!r}")
    # Markdown cannot write these marks in this place: the words are kept.
    bare = (Text(" ".join(plain(node.children).split())),)
    bare_node = Paragraph(bare) if isinstance(node, Paragraph) else Heading(node.level, bare)
    return _BLOCKS[type(node)](bare_node, 0)


def _ordered_list(node: OrderedList, marker: int) -> list[str]:
    delimiter = _OTHER_DELIMITER[node.delimiter] if marker else node.delimiter
    marks = [f"{node.start + index}{delimiter}" for index in range(len(node.items))]
    # CommonMark reads at most nine digits.
    return _items(node, [mark if len(mark) <= 10 else f"{node.start}{delimiter}" for mark in marks])


def _items(node: BulletList | OrderedList, marks: Sequence[str]) -> list[str]:
    lines: list[str] = []
    # Without a paragraph in any item, no blank line makes the list loose.
    has_paragraph = any(isinstance(block, Paragraph) for one in node.items for block in one.blocks)
    for item, mark in zip(node.items, marks, strict=True):
        if lines and not node.tight:
            lines.append("")
        inner = _lines(item.blocks, tight=node.tight and has_paragraph)
        lines.extend(_indented(inner, mark))
    return lines


def _indented(inner: Sequence[str], mark: str) -> list[str]:
    if not inner:
        return [mark]
    first, *rest = inner
    indent = " " * (len(mark) + 1)
    return [f"{mark} {first}".rstrip(" ") if not first else f"{mark} {first}"] + [
        indent + line if line else "" for line in rest
    ]


def _code_block(node: CodeBlock, _: int) -> list[str]:
    longest = max((len(found) for found in _FENCE.findall(node.text)), default=2)
    fence = "`" * (longest + 1)
    return [fence, *(node.text.split("\n") if node.text else ()), fence]


_ALIGNMENTS = MappingProxyType({"": "---", "left": ":--", "center": ":-:", "right": "--:"})


def _table(node: Table, _: int) -> list[str]:
    return [
        _row(_cells(node.header)),
        _row(_ALIGNMENTS[alignment] for alignment in node.alignments),
        *(_row(_cells(row)) for row in node.rows),
    ]


def _cells(cells: Sequence[Sequence[Inline]]) -> Iterator[str]:
    for cell in cells:
        [text] = _paragraph(Paragraph(tuple(cell)), 0) if cell else [""]
        yield text.replace("|", "\\|")


def _row(cells: Iterator[str]) -> str:
    return "| " + " | ".join(cells) + " |"


_BLOCKS: Mapping[type[Block], Callable[[Any, int], list[str]]] = MappingProxyType(
    {
        Paragraph: _paragraph,
        Heading: _heading,
        BulletList: lambda node, marker: _items(node, [_BULLETS[marker]] * len(node.items)),
        OrderedList: _ordered_list,
        Quote: lambda node, _: (
            [f"> {line}" if line else ">" for line in _lines(node.blocks, tight=False)] or [">"]
        ),
        CodeBlock: _code_block,
        ThematicBreak: lambda _node, _: ["___"],  # '---' after '- ' would be one break with it
        Table: _table,
    }
)
