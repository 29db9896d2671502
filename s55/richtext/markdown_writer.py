"""Write neutral blocks as Markdown: the way back from :mod:`s55.richtext.markdown`.

``blocks_of(markdown_of(blocks)) == normal(blocks)`` (:mod:`s55.richtext.normal`). Every line of
text is spelled as plainly as Markdown allows: it is read again, and only where it does not say
the same are more characters escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from types import MappingProxyType
from typing import Any

from s55.records import dataclass
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
    ListItem,
    Note,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    ThematicBreak,
    notes_of,
    plain,
)
from s55.richtext.normal import normal
from s55.richtext.numerals import mark_at

_NEEDLESS_IN_WORDS = re.compile(r"(?<=\w)_(?=\w)|(?<=\s)[*_](?=\s)")
_PLAIN_ESCAPES = re.compile(
    r"""
      \\(?=[!-/:-@\[-`{-~]|$)      # a backslash that would escape what follows
    | (?<![\w])_|_(?![\w])         # not in the middle of a word
    | [*`\[\]]
    | ~(?=~)
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
        Note: lambda node, _: f"[^{_label(node)}]",
    }
)

# --- notes -------------------------------------------------------------------

_NOTE_INDENT = "    "


def _label(note: Note) -> str:
    """Return the label of a stand-in, which :func:`_labelled` has made: its only words."""
    [paragraph] = note.blocks
    assert isinstance(paragraph, Paragraph)  # noqa: S101  # so made
    return plain(paragraph.children)


class _Labels:
    """Puts stand-ins in the place of notes, and keeps what they stand for by their labels."""

    def __init__(self, taken: Collection[str], known: Mapping[Note, str]) -> None:
        self._taken = taken
        self._known = known
        self.notes: dict[str, Note] = {}

    def _label_of(self, note: Note) -> str:
        label = self._known.get(note, "")
        number = len(self.notes) + 1
        while not label or label in self.notes:
            label = "" if str(number) in self._taken else str(number)
            number += 1
        return label

    def blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """Return blocks whose notes have a label as their only word."""
        return tuple(map(self._block, blocks))

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph(children):
                return Paragraph(self._inlines(children))
            case BulletList(items) | OrderedList(items):
                entries = (ListItem(self.blocks(item.blocks), item.value) for item in items)
                return replace(block, items=tuple(entries))
            case Quote(inner):
                return Quote(self.blocks(inner))
            case Table(header, rows):
                first = tuple(map(self._inlines, header))
                return replace(
                    block, header=first, rows=tuple(tuple(map(self._inlines, row)) for row in rows)
                )
            case _:
                return block

    def _inlines(self, inlines: Sequence[Inline]) -> tuple[Inline, ...]:
        return tuple(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> Inline:
        match inline:
            case Strong(children) | Emphasis(children):
                return replace(inline, children=self._inlines(children))
            case Note():
                label = self._label_of(inline)
                self.notes[label] = inline
                return Note((Paragraph((Text(label),)),))
            case _:
                return inline


def _definitions(inlines: Sequence[Inline]) -> str:
    """Define the stand-ins among inlines, so that they can be read back."""
    return "".join(f"\n\n[^{_label(note)}]: {_label(note)}" for note in notes_of(inlines))


def note_definition(label: str, note: Note) -> str:
    """Write what a note says, as the lines to which ``[^label]`` leads."""
    blocks = normal(note.blocks)
    lines = _lines(blocks, tight=False)
    opening = f"[^{label}]:"
    # A list on the line of the label would be indented by one column more than its other lines.
    if blocks and isinstance(blocks[0], Paragraph):
        opening += f" {lines.pop(0)}"
    return "\n".join((opening, *(_NOTE_INDENT + line if line else "" for line in lines)))


# --- blocks ------------------------------------------------------------------

_FENCE = re.compile(r"^\s*(`{3,})", re.MULTILINE)
_BULLETS = "-*"
_OTHER_DELIMITER = {".": ")", ")": "."}


def markdown_of(blocks: Sequence[Block]) -> str:
    """Write blocks as Markdown that ends with a line feed; '' where there are none.

    Notes are numbered in their order, and follow the text.
    """
    text, notes = markdown_and_notes(blocks)
    return "\n".join((text, *(f"{note}\n" for note in notes.values())))


def markdown_and_notes(
    blocks: Sequence[Block],
    taken: Collection[str] = (),
    known: Mapping[Note, str] = MappingProxyType({}),
) -> tuple[str, dict[str, str]]:
    """Write blocks as Markdown, and each of their notes by its label.

    Args:
        blocks: the blocks.
        taken: the labels that other notes of the text have.
        known: the labels that some notes have.
    """
    labels = _Labels(taken, known)
    lines = _lines(labels.blocks(normal(blocks)), tight=False)
    notes = {label: note_definition(label, note) for label, note in labels.notes.items()}
    return "\n".join(lines) + "\n" if lines else "", notes


def _lines(blocks: Sequence[Block], *, tight: bool) -> list[str]:
    """Write blocks that follow each other; in a tight list's item no line is blank."""
    lines: list[str] = []
    previous: Block | None = None
    marker = 0
    for block, following in zip_longest(blocks, blocks[1:]):
        follows_alike = previous is not None and _runs_together(previous, block)
        marker = 1 - marker if follows_alike else 0
        if previous is not None and not tight:
            lines.append("")
        first, *rest = _BLOCKS[type(block)](block, marker) or [""]
        if isinstance(block, Paragraph) and _reads_as_entry(first, previous, following):
            first = _unmarked(first)
        lines.extend((first, *rest))
        previous = block
    return lines


def _reads_as_entry(line: str, previous: Block | None, following: Block | None) -> bool:
    """Whether the mark that a paragraph begins with would make it an entry of a list."""
    mark = mark_at(line)
    if mark is None:
        return False
    if isinstance(previous, OrderedList) and previous.delimiter == mark.delimiter:
        return mark.value(previous.style) is not None
    after: str | None = None
    if isinstance(following, Paragraph):
        after = plain(following.children)
    elif isinstance(following, OrderedList):
        after = following.marks()[0]
    next_mark = None if after is None else mark_at(after)
    return next_mark is not None and mark.opens(next_mark) is not None


def _unmarked(line: str) -> str:
    r"""Escape the mark at the beginning of a line: ``\(a)``, ``a\)`` or ``A\.``."""
    return re.sub(r"^(?=\()|(?<=[A-Za-z])(?=[.)])", r"\\", line, count=1)


def _runs_together(first: Block, second: Block) -> bool:
    """Whether two lists would be one, were they written with the same marks."""
    if isinstance(first, BulletList):
        return isinstance(second, BulletList)
    return (
        isinstance(first, OrderedList)
        and isinstance(second, OrderedList)
        and not (first.lettered or second.lettered)
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
        if blocks_of(text + _definitions(node.children)) == (node,):
            return text.split("\n")
    if all(isinstance(child, Text) for child in node.children):
        raise AssertionError(f"no spelling of {plain(node.children)!r}")
    # Markdown cannot write these marks in this place: the words are kept.
    words = Text(" ".join(plain(node.children).split()))
    bare: tuple[Inline, ...] = (words, *notes_of(node.children))
    bare_node = Paragraph(bare) if isinstance(node, Paragraph) else Heading(node.level, bare)
    return _BLOCKS[type(node)](bare_node, 0)


def _ordered_list(node: OrderedList, marker: int) -> list[str]:
    if node.lettered:
        return _items(node, node.marks())
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
