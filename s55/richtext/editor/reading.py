"""Read the document that the rich text editor of a browser sends.

What comes from a browser can be anything: whatever the editor would not have made is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from types import MappingProxyType
from typing import Any, NoReturn, TypeAlias

from s55.errors import S55Error
from s55.json_texts import read_json
from s55.problems import error, errors_of
from s55.records import dataclass
from s55.richtext.addresses import may_be_linked
from s55.richtext.characters import is_forbidden, unprintable
from s55.richtext.checks import MAX_MARKS, MAX_PARAGRAPH, MAX_PARTS, problems_of
from s55.richtext.editor.documents import MOST_BLOCKS, Json
from s55.richtext.markdown import MAX_NESTING, blocks_of
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
)
from s55.richtext.numerals import DELIMITERS, STYLES

_ALIGNMENTS = ("", "left", "center", "right")
_LABEL = re.compile(r"[^\s\[\]\\^`]{1,50}")
_MOST_NUMBER = 999_999_999
"""CommonMark reads at most nine digits."""

_Link: TypeAlias = tuple[str, str]
_Marks: TypeAlias = frozenset[str | _Link]
"""The marks of a piece: ``strong``, ``em``, and the address and title of a link."""
_Run: TypeAlias = tuple[Inline, _Marks]


@dataclass(frozen=True, slots=True)
class EditedText:
    """What the document of an editor says.

    Attributes:
        blocks: its blocks; those without words are left out.
        labels: the labels that notes have had.
    """

    blocks: tuple[Block, ...]
    labels: Mapping[Note, str]


def read_document(written: str) -> EditedText:
    """Read a document from its JSON.

    Raises:
        S55Error: K113 when it is not what the editor makes; T203 for a character that cannot be
            printed; the errors of :func:`s55.richtext.checks.problems_of` for the words of a note.
    """
    try:
        document = read_json(written)
    except ValueError:
        _refuse("it is not JSON")
    return read_nodes(document)


def read_nodes(document: object) -> EditedText:
    """Read a document from its nodes.

    Raises:
        S55Error: as for :func:`read_document`.
    """
    if not isinstance(document, dict) or document.get("type") != "doc":
        _refuse("it is no document")
    reader = _Reader()
    if len(content := _content(document)) > MOST_BLOCKS:
        _refuse(f"it has more than {MOST_BLOCKS:,} paragraphs")
    return EditedText(reader.blocks(content, 0), reader.labels)


def _refuse(why: str) -> NoReturn:
    hint = "Nothing was written. Show the text as Markdown, and copy what is not saved yet."
    raise S55Error([error("K113", f"s55 cannot take what the editor sent: {why}", hint)])


# --- what a node holds ---------------------------------------------------------


def _content(node: Json) -> list[Json]:
    content = node.get("content", [])
    if not isinstance(content, list) or not all(isinstance(one, dict) for one in content):
        _refuse("the content of a node is no list of nodes")
    return content


def _kind(node: Json) -> str:
    kind = node.get("type")
    return kind if isinstance(kind, str) else ""


def _attribute(node: Json, name: str) -> Any:
    attributes = node.get("attrs", {})
    if not isinstance(attributes, dict):
        _refuse("the attributes of a node are no object")
    return attributes.get(name)


def _one_of(node: Json, name: str, allowed: Sequence[Any]) -> Any:
    value = _attribute(node, name)
    for one in allowed:
        if type(one) is type(value) and one == value:
            return one
    _refuse(f"it has no such {name}")


def _number(node: Json, name: str) -> int:
    value = _attribute(node, name)
    if type(value) is not int or not 0 <= value <= _MOST_NUMBER:
        _refuse(f"a number of a list is none from 0 to {_MOST_NUMBER:,}")
    return value


def _words(value: object, most: int = MAX_PARAGRAPH) -> str:
    if not isinstance(value, str):
        _refuse("a text is no text")
    if len(value) > most:
        _refuse(f"a text has more than {most:,} characters")
    if not value.isprintable():  # nearly every text is
        for sign in value:
            if is_forbidden(sign):
                raise S55Error([unprintable(sign, 1)])
    return value


# --- nodes ---------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    labels: dict[Note, str] = field(default_factory=dict)
    _parts: int = 0

    def blocks(self, nodes: Sequence[Json], depth: int) -> tuple[Block, ...]:
        """Read blocks; paragraphs without words are left out."""
        if depth > MAX_NESTING:
            _refuse(f"lists and quotations are nested more than {MAX_NESTING} deep")
        found = (self._block(node, depth) for node in nodes)
        return tuple(one for one in found if one != Paragraph(()))

    def _block(self, node: Json, depth: int) -> Block:
        self._parts += 1
        if self._parts > MAX_PARTS:
            _refuse(f"it has more than {MAX_PARTS:,} paragraphs, entries and cells")
        read: Callable[[_Reader, Json, int], Block] | None = _READERS.get(_kind(node))
        if read is None:
            _refuse(f"it has a part of an unknown kind ('{_kind(node)[:20]}')")
        return read(self, node, depth + 1)

    def paragraph(self, node: Json, _: int) -> Block:
        return Paragraph(self._inlines(node))

    def heading(self, node: Json, _: int) -> Block:
        level = _one_of(node, "level", range(1, 7))
        return Heading(level, self._inlines(node, has_notes=False))

    def bullets(self, node: Json, depth: int) -> Block:
        return BulletList(self._items(node, depth), _one_of(node, "tight", (True, False)))

    def numbers(self, node: Json, depth: int) -> Block:
        return OrderedList(
            self._items(node, depth),
            _number(node, "start"),
            _one_of(node, "delimiter", DELIMITERS),
            _one_of(node, "tight", (True, False)),
            _one_of(node, "style", STYLES),
        )

    def _items(self, node: Json, depth: int) -> tuple[ListItem, ...]:
        items = []
        for one in _content(node):
            if _kind(one) != "list_item":
                _refuse("a list has something else than entries")
            value = None if _attribute(one, "value") is None else _number(one, "value")
            items.append(ListItem(self.blocks(_content(one), depth), value))
        if not items:
            _refuse("a list has no entries")
        return tuple(items)

    def quote(self, node: Json, depth: int) -> Block:
        return Quote(self.blocks(_content(node), depth))

    def code(self, node: Json, _: int) -> Block:
        pieces = _content(node)
        if any(_kind(one) != "text" for one in pieces):
            _refuse("code has something else than text")
        return CodeBlock("".join(_words(one.get("text")) for one in pieces).rstrip("\n"))

    def table(self, node: Json, _: int) -> Block:
        rows = [self._row(row) for row in _content(node)]
        width = max((len(row) for row in rows), default=0)
        if not width:
            _refuse("a table has no cells")
        cells = [tuple(words for words, _ in row) + ((),) * (width - len(row)) for row in rows]
        aligned = tuple(alignment for _, alignment in rows[0])
        return Table(cells[0], tuple(cells[1:]), aligned + ("",) * (width - len(aligned)))

    def _row(self, node: Json) -> list[tuple[tuple[Inline, ...], str]]:
        if _kind(node) != "table_row":
            _refuse("a table has something else than rows")
        cells = []
        for cell in _content(node):
            if _kind(cell) not in ("table_cell", "table_header"):
                _refuse("a row of a table has something else than cells")
            if any(_attribute(cell, name) not in (None, 1) for name in ("colspan", "rowspan")):
                _refuse("cells of a table are joined")
            match _content(cell):
                case [paragraph] if _kind(paragraph) == "paragraph":
                    self._parts += 1
                    cells.append((self._inlines(paragraph), _one_of(cell, "align", _ALIGNMENTS)))
                case _:
                    _refuse("a cell of a table holds something else than one paragraph")
        return cells

    # --- what is in a line -----------------------------------------------------

    def _inlines(self, node: Json, *, has_notes: bool = True) -> tuple[Inline, ...]:
        pieces = _content(node)
        if len(pieces) > MAX_MARKS:
            _refuse(f"a paragraph has more than {MAX_MARKS:,} pieces")
        runs: list[_Run] = []
        for piece in pieces:
            marks, is_code = _marks(piece)
            match _kind(piece):
                case "text":
                    words = _words(piece.get("text"))
                    runs.append((Code(words) if is_code else Text(words), marks))
                case "hard_break":
                    runs.append((LineBreak(), marks))
                case "note" if has_notes:
                    runs.append((self._note(piece), marks))
                case kind:
                    _refuse(f"it has something of an unknown kind in a line ('{kind[:20]}')")
        if sum(len(one.text) for one, _ in runs if isinstance(one, Text | Code)) > MAX_PARAGRAPH:
            _refuse(f"a paragraph has more than {MAX_PARAGRAPH:,} characters")
        return _nested(runs)

    def _note(self, node: Json) -> Note:
        markdown = _words(_attribute(node, "markdown"))
        if problems := errors_of(problems_of(markdown)):
            shown = markdown if len(markdown) <= 30 else f"{markdown[:29]}…"
            told = [
                replace(one, message=f"in the note '{shown}': {one.message}") for one in problems
            ]
            raise S55Error(told)
        note = Note(blocks_of(markdown))
        label = _attribute(node, "label")
        if isinstance(label, str) and _LABEL.fullmatch(label):
            self.labels.setdefault(note, label)
        return note


def _marks(piece: Json) -> tuple[_Marks, bool]:
    """Read the marks of a piece, and whether it is code."""
    marks = piece.get("marks", [])
    if not isinstance(marks, list):
        _refuse("the marks of a text are no list")
    found: set[str | _Link] = set()
    for mark in marks:
        kind = _kind(mark) if isinstance(mark, dict) else ""
        if kind == "link":
            found.add(_link(mark))
        elif kind in ("strong", "em", "code"):
            found.add(kind)
        else:
            _refuse(f"it has a mark of an unknown kind ('{kind[:20]}')")
    return frozenset(found - {"code"}), "code" in found


def _link(mark: Json) -> _Link:
    address, title = _attribute(mark, "href"), _attribute(mark, "title")
    address, title = _words(address, 2_000), _words("" if title is None else title, 500)
    if not may_be_linked(address):
        _refuse(f"a link goes to '{address[:50]}', which is not a full web address")
    return address, " ".join(title.split())


def _nested(runs: Sequence[_Run]) -> tuple[Inline, ...]:
    """Put pieces into their marks, of which the one that lasts longest is outside."""
    found: list[Inline] = []
    at = 0
    while at < len(runs):
        inline, marks = runs[at]
        if not marks:
            found.append(inline)
            at += 1
            continue
        end, is_link, mark = max(
            ((_end(runs, at, mark), isinstance(mark, tuple), mark) for mark in marks),
            key=lambda one: (one[0], one[1], str(one[2])),
        )
        while not is_link and end < len(runs) and _link_of(runs[end - 1]) & _link_of(runs[end]):
            end -= 1  # a link is not divided
        inner = _nested([(one, marks - {mark}) for one, marks in runs[at:end]])
        found.append(_in_mark(mark, inner))
        at = end
    return tuple(found)


def _end(runs: Sequence[_Run], at: int, mark: str | _Link) -> int:
    end = at + 1
    while end < len(runs) and mark in runs[end][1]:
        end += 1
    return end


def _link_of(run: _Run) -> frozenset[str | _Link]:
    return frozenset(mark for mark in run[1] if isinstance(mark, tuple))


def _in_mark(mark: str | _Link, inner: tuple[Inline, ...]) -> Inline:
    if isinstance(mark, tuple):
        return Hyperlink(mark[0], inner, mark[1])
    return Strong(inner) if mark == "strong" else Emphasis(inner)


_READERS: Mapping[str, Callable[[_Reader, Json, int], Block]] = MappingProxyType(
    {
        "paragraph": _Reader.paragraph,
        "heading": _Reader.heading,
        "bullet_list": _Reader.bullets,
        "ordered_list": _Reader.numbers,
        "blockquote": _Reader.quote,
        "code_block": _Reader.code,
        "horizontal_rule": lambda _reader, _node, _: ThematicBreak(),
        "table": _Reader.table,
    }
)
