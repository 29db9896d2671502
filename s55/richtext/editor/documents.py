"""Show a text of a draft as the document that a rich text editor holds.

The document has the shape of ProseMirror's: nodes of JSON with ``type``, ``attrs``, ``content``
and, for what is in a line, ``marks``. Its types are those of ``set_up/desk/editor/schema.js``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

from s55.problems import Severity
from s55.records import dataclass
from s55.richtext.checks import problems_of
from s55.richtext.markdown import LocatedBlock, located_blocks, markdown_parser
from s55.richtext.markdown_writer import markdown_of
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
    notes_in,
)

Json: TypeAlias = dict[str, Any]
"""A node or a mark of a document."""

MOST_BLOCKS = 2_000
"""Blocks of one text, without those within others; the longest texts of reports have hundreds."""


def reason_against(text: str) -> str:
    """Say why a text can be shown as Markdown alone; '' where the editor can hold it.

    It can hold all of docs/text.md but the addresses of links on lines of their own, and notes
    whose words are within a list or a quotation.
    """
    for problem in problems_of(text):
        if problem.severity is Severity.ERROR:
            return f"{problem.message[:1].upper()}{problem.message[1:]}. {problem.hint}"
    environment: dict[str, Any] = {}
    markdown_parser().parse(text, environment)
    if environment.get("references"):
        return "It gives the address of a link on a line of its own, as '[words]: https://…'."
    located = located_blocks(text)
    notes = [
        note for one in located if not isinstance(one.block, Note) for note in notes_in(one.block)
    ]
    if len(notes) > sum(isinstance(one.block, Note) for one in located):
        return "It has the words of a note within a list, a quotation or another note."
    if len(located) > MOST_BLOCKS:
        return f"It has more than {MOST_BLOCKS:,} paragraphs."
    return ""


def document_of(text: str) -> Json:
    """Show a text, which has no reason against it (:func:`reason_against`), as a document."""
    return document_of_blocks(located_blocks(text))


def document_of_blocks(located: Sequence[LocatedBlock]) -> Json:
    """Show the blocks of a text as a document."""
    labels: dict[Note, list[str]] = {}
    blocks: list[Block] = []
    for one in located:
        if isinstance(one.block, Note):
            labels.setdefault(one.block, []).append(one.label)
        else:
            blocks.append(one.block)
    return _Document(labels).document(blocks)


@dataclass(frozen=True, slots=True)
class _Mark:
    name: str
    attributes: tuple[tuple[str, str], ...] = ()

    def json(self) -> Json:
        return _node(self.name, **dict(self.attributes))


def _node(kind: str, content: Sequence[Json] = (), /, **attributes: object) -> Json:
    made: Json = {"type": kind}
    if attributes:
        made["attrs"] = attributes
    if content:
        made["content"] = list(content)
    return made


class _Document:
    """Makes the document of one text, whose notes have labels."""

    def __init__(self, labels: Mapping[Note, list[str]]) -> None:
        self._labels = labels

    def document(self, blocks: Sequence[Block]) -> Json:
        """Make the document; an empty text is an empty paragraph."""
        return _node("doc", self._filled(blocks))

    def _filled(self, blocks: Sequence[Block]) -> list[Json]:
        return [self._block(block) for block in blocks] or [_node("paragraph")]

    def _block(self, block: Block) -> Json:
        make: Callable[[_Document, Any], Json] = _BLOCKS[type(block)]
        return make(self, block)

    def paragraph(self, block: Paragraph) -> Json:
        return _node("paragraph", self._inlines(block.children))

    def heading(self, block: Heading) -> Json:
        return _node("heading", self._inlines(block.children), level=block.level)

    def bullets(self, block: BulletList) -> Json:
        return _node("bullet_list", self._items(block.items), tight=block.tight)

    def numbers(self, block: OrderedList) -> Json:
        return _node(
            "ordered_list",
            self._items(block.items),
            start=block.start,
            style=block.style,
            delimiter=block.delimiter,
            tight=block.tight,
        )

    def _items(self, items: Sequence[ListItem]) -> list[Json]:
        made = []
        for item in items:
            content = self._filled(item.blocks)
            if content[0]["type"] != "paragraph":  # the editor's entries begin with words
                content.insert(0, _node("paragraph"))
            made.append(_node("list_item", content, value=item.value))
        return made

    def quote(self, block: Quote) -> Json:
        return _node("blockquote", self._filled(block.blocks))

    def code(self, block: CodeBlock) -> Json:
        return _node("code_block", [{"type": "text", "text": block.text}] if block.text else ())

    def table(self, block: Table) -> Json:
        rows = [("table_header", block.header), *(("table_cell", row) for row in block.rows)]
        return _node(
            "table",
            [
                _node(
                    "table_row",
                    [
                        _node(kind, [_node("paragraph", self._inlines(cell))], align=align)
                        for cell, align in zip(row, block.alignments, strict=True)
                    ],
                )
                for kind, row in rows
            ],
        )

    # --- what is in a line ---------------------------------------------------

    def _inlines(self, inlines: Sequence[Inline]) -> list[Json]:
        return list(self._marked(inlines, ()))

    def _marked(self, inlines: Sequence[Inline], marks: tuple[_Mark, ...]) -> Iterator[Json]:
        for inline in inlines:
            match inline:
                case Text(text) | Code(text):
                    own = (*marks, _Mark("code")) if isinstance(inline, Code) else marks
                    if text:
                        yield _with_marks({"type": "text", "text": text}, own)
                case LineBreak():
                    yield _with_marks(_node("hard_break"), marks)
                case Strong(children):
                    yield from self._marked(children, (*marks, _Mark("strong")))
                case Emphasis(children):
                    yield from self._marked(children, (*marks, _Mark("em")))
                case Hyperlink(address, children, title):
                    link = _Mark("link", (("href", address), ("title", title)))
                    yield from self._marked(children, (*marks, link))
                case Note():
                    yield _with_marks(self._note(inline), marks)

    def _note(self, note: Note) -> Json:
        labels = self._labels.get(note, [])
        label = labels.pop(0) if labels else ""
        return _node("note", label=label, markdown=markdown_of(note.blocks).rstrip("\n"))


def _with_marks(node: Json, marks: Sequence[_Mark]) -> Json:
    if marks:
        node["marks"] = [mark.json() for mark in dict.fromkeys(marks)]
    return node


_BLOCKS: Mapping[type[Block], Callable[[_Document, Any], Json]] = MappingProxyType(
    {
        Paragraph: _Document.paragraph,
        Heading: _Document.heading,
        BulletList: _Document.bullets,
        OrderedList: _Document.numbers,
        Quote: _Document.quote,
        CodeBlock: _Document.code,
        ThematicBreak: lambda _document, _: _node("horizontal_rule"),
        Table: _Document.table,
    }
)
