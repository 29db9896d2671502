"""Neutral blocks to Markdown: the way back from :mod:`s55.richtext.markdown`.

``blocks_of(markdown_of(blocks)) == normal(blocks)`` (:mod:`s55.richtext.normal`). Every line of
text is spelled as plainly as Markdown allows: it is read again, and only where it does not say
the same are more characters escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from s55.richtext.markdown import blocks_of
from s55.richtext.markdown_inlines import SPELLINGS, Spelling, inlines_markdown
from s55.richtext.nodes import (
    Block,
    BulletList,
    CodeBlock,
    Heading,
    Inline,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
    plain,
)
from s55.richtext.normal import normal

_FENCE = re.compile(r"^\s*(`{3,})", re.MULTILINE)
_BULLETS = "-*"
_OTHER_DELIMITER = {".": ")", ")": "."}


def markdown_of(blocks: Sequence[Block]) -> str:
    """The blocks as Markdown that ends with a line feed; '' where there are none."""
    lines = _lines(normal(blocks), tight=False)
    return "\n".join(lines) + "\n" if lines else ""


def markdown_line(inlines: Sequence[Inline]) -> str:
    """Inlines as the Markdown of one paragraph, without a line feed at its end."""
    return markdown_of([Paragraph(tuple(inlines))]).removesuffix("\n")


def _lines(blocks: Sequence[Block], *, tight: bool) -> list[str]:
    """The lines of blocks that follow each other; in a tight list's item no line is blank."""
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
        underline = "=" if node.level == 1 else "-"
        return _said(node, lambda spelling: _underlined(node, spelling, underline))
    hashes = "#" * node.level
    return _said(
        node, lambda spelling: f"{hashes} {inlines_markdown(node.children, spelling)}".rstrip(" ")
    )


def _underlined(node: Heading, spelling: Spelling, underline: str) -> str:
    return f"{inlines_markdown(node.children, spelling)}\n{underline * 3}"


def _said(node: Paragraph | Heading, spelled: Callable[[Spelling], str]) -> list[str]:
    """The lines of the plainest spelling that is read back as ``node``."""
    for spelling in SPELLINGS:
        text = spelled(spelling)
        if blocks_of(text) == (node,):
            return text.split("\n")
    if all(isinstance(child, Text) for child in node.children):
        raise AssertionError(f"no spelling of {plain(node.children)!r}")
    # Marks that Markdown cannot write where they stand: the words are kept.
    bare = (Text(" ".join(plain(node.children).split())),)
    bare_node = Paragraph(bare) if isinstance(node, Paragraph) else Heading(node.level, bare)
    return _BLOCKS[type(node)](bare_node, 0)


def _bullet_list(node: BulletList, marker: int) -> list[str]:
    return _items(node, [_BULLETS[marker]] * len(node.items))


def _ordered_list(node: OrderedList, marker: int) -> list[str]:
    delimiter = _OTHER_DELIMITER[node.delimiter] if marker else node.delimiter
    marks = [f"{node.start + index}{delimiter}" for index in range(len(node.items))]
    # CommonMark reads at most nine digits.
    return _items(node, [mark if len(mark) <= 10 else f"{node.start}{delimiter}" for mark in marks])


def _items(node: BulletList | OrderedList, marks: Sequence[str]) -> list[str]:
    lines: list[str] = []
    for item, mark in zip(node.items, marks, strict=True):
        if lines and not node.tight:
            lines.append("")
        inner = _lines(item.blocks, tight=node.tight and _has_paragraph(node))
        lines.extend(_indented(inner, mark))
    return lines


def _has_paragraph(node: BulletList | OrderedList) -> bool:
    """Whether a blank line in an item would make the list loose: without paragraphs none is."""
    return any(isinstance(block, Paragraph) for item in node.items for block in item.blocks)


def _indented(inner: Sequence[str], mark: str) -> list[str]:
    if not inner:
        return [mark]
    first, *rest = inner
    indent = " " * (len(mark) + 1)
    return [f"{mark} {first}".rstrip(" ") if not first else f"{mark} {first}"] + [
        indent + line if line else "" for line in rest
    ]


def _quote(node: Quote, _: int) -> list[str]:
    inner = _lines(node.blocks, tight=False)
    return [f"> {line}" if line else ">" for line in inner] or [">"]


def _code_block(node: CodeBlock, _: int) -> list[str]:
    longest = max((len(found) for found in _FENCE.findall(node.text)), default=2)
    fence = "`" * (longest + 1)
    return [fence, *(node.text.split("\n") if node.text else ()), fence]


def _rule(_node: Rule, _: int) -> list[str]:
    return ["___"]  # '---' after '- ' would be one rule with it


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
        BulletList: _bullet_list,
        OrderedList: _ordered_list,
        Quote: _quote,
        CodeBlock: _code_block,
        Rule: _rule,
        Table: _table,
    }
)
