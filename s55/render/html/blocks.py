"""Neutral blocks and inlines as HTML: one function for each node type, in one table.

The same HTML is shown by browsers and printed as PDF, so it keeps to what both read well: a list
item of one paragraph holds its words directly, a link holds its emphasis where the whole of it is
emphasised, and a header cell without words is no header cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from markupsafe import Markup, escape

from s55.richtext.nodes import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Control,
    Emphasis,
    Heading,
    Hyperlink,
    Inline,
    LineBreak,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    ThematicBreak,
    plain,
)
from s55.views.fields import BlockField, Field, InlineField, PlaceField, PlaceKind

_EMPTY = Markup()


def inlines_html(inlines: Sequence[Inline]) -> Markup:
    """Inlines as HTML."""
    return _EMPTY.join(_INLINES[type(inline)](inline) for inline in inlines)


def blocks_html(blocks: Sequence[Block]) -> Markup:
    """Blocks as HTML, a line each."""
    return Markup("\n").join(_BLOCKS[type(block)](block) for block in blocks)


def field_html(field: Field) -> Markup:
    """A field of the draft as HTML: words, blocks, a check box, or a box to fill in.

    A check box is drawn for the eye alone; the words of its line say whether it is ticked.
    """
    if isinstance(field, InlineField):
        return inlines_html(field.inlines)
    if isinstance(field, BlockField):
        return blocks_html(field.blocks)
    if isinstance(field, PlaceField):
        if field.kind is PlaceKind.TEXT:
            return Markup('<div class="place">{}</div>').format(blocks_html(field.blocks))
        return Markup('<span class="place">{}</span>').format(field.words)
    return Markup('<span class="box" aria-hidden="true">{}</span>').format(str(field))


# --- inlines -----------------------------------------------------------------


def _text(node: Text) -> Markup:
    return escape(node.text)


def _line_break(_: LineBreak) -> Markup:
    return Markup("<br>")


def _emphasis(node: Emphasis) -> Markup:
    return Markup("<em>{}</em>").format(inlines_html(node.children))


def _strong(node: Strong) -> Markup:
    return Markup("<strong>{}</strong>").format(inlines_html(node.children))


def _code(node: Code) -> Markup:
    return Markup("<code>{}</code>").format(node.text)


def _link(node: Hyperlink) -> Markup:
    title = Markup(' title="{}"').format(node.title) if node.title else _EMPTY
    opening = Markup('<a href="{}"{}>').format(node.address, title)
    return opening + inlines_html(node.children) + Markup("</a>")


# --- blocks ------------------------------------------------------------------


def _paragraph(node: Paragraph) -> Markup:
    return Markup("<p>{}</p>").format(inlines_html(node.children))


def _heading(node: Heading) -> Markup:
    return Markup("<h{0}>{1}</h{0}>").format(node.level, inlines_html(node.children))


def _bullet_list(node: BulletList) -> Markup:
    opening = Markup("<ul>") if node.tight else Markup('<ul class="loose">')
    return opening + _items(node.items) + Markup("</ul>")


def _ordered_list(node: OrderedList) -> Markup:
    classes = [
        name
        for name, applies in (("loose", not node.tight), ("paren", node.delimiter == ")"))
        if applies
    ]
    named = Markup(' class="{}"').format(" ".join(classes)) if classes else _EMPTY
    # Browsers read the attribute, WeasyPrint the style.
    start = (
        Markup(' start="{}" style="counter-reset: list-item {}"').format(node.start, node.start - 1)
        if node.start != 1
        else _EMPTY
    )
    return Markup("<ol{}{}>").format(start, named) + _items(node.items) + Markup("</ol>")


def _items(items: Sequence[ListItem]) -> Markup:
    return _EMPTY.join(_item(item) for item in items)


def _item(item: ListItem) -> Markup:
    value = (
        Markup(
            ' value="{0}" style="counter-increment: list-item 0; counter-set: list-item {0}"'
        ).format(item.value)
        if item.value is not None
        else _EMPTY
    )
    return Markup("<li{}>{}</li>\n").format(value, _item_content(_opened(item.blocks)))


def _item_content(blocks: Sequence[Block]) -> Markup:
    """The blocks of an item; a single paragraph, or one before nested lists, stands bare."""
    match blocks:
        case [Paragraph(children), *rest] if all(
            isinstance(block, BulletList | OrderedList) for block in rest
        ):
            return inlines_html(children) + blocks_html(rest)
        case _:
            return blocks_html(blocks)


def _opened(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the blocks of fields in place of the fields."""
    opened: list[Block] = []
    for block in blocks:
        opened.extend(_opened(block.blocks) if isinstance(block, Control) else [block])
    return opened


def _quote(node: Quote) -> Markup:
    return Markup("<blockquote>\n{}\n</blockquote>").format(blocks_html(node.blocks))


def _code_block(node: CodeBlock) -> Markup:
    return Markup("<pre><code>{}</code></pre>").format(node.text)


def _rule(_: ThematicBreak) -> Markup:
    return Markup("<hr>")


def _table(node: Table) -> Markup:
    """A table in a group of its own, which can be scrolled sideways, also by keyboard."""
    header = _EMPTY.join(
        _cell("th" if plain(cell).strip() else "td", cell, alignment)
        for cell, alignment in zip(node.header, node.alignments, strict=True)
    )
    rows = _EMPTY.join(
        Markup("<tr>{}</tr>\n").format(
            _EMPTY.join(
                _cell("td", cell, alignment)
                for cell, alignment in zip(row, node.alignments, strict=True)
            )
        )
        for row in node.rows
    )
    label = ", ".join(words for cell in node.header if (words := plain(cell).strip()))
    named = Markup(' role="group" aria-label="{}"').format(label) if label else _EMPTY
    return Markup(
        '<div class="table" tabindex="0"{}><table>\n'
        "<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody></table></div>"
    ).format(named, header, rows)


def _cell(tag: str, inlines: Sequence[Inline], alignment: str) -> Markup:
    scope = Markup(' scope="col"') if tag == "th" else _EMPTY
    aligned = Markup(' class="{}"').format(alignment) if alignment else _EMPTY
    return Markup("<{0}{1}{2}>{3}</{0}>").format(tag, scope, aligned, inlines_html(inlines))


def _control(node: Control) -> Markup:
    return blocks_html(node.blocks)


_Writer = Callable[[Any], Markup]

_INLINES: Mapping[type[Inline], _Writer] = MappingProxyType(
    {
        Text: _text,
        LineBreak: _line_break,
        Emphasis: _emphasis,
        Strong: _strong,
        Code: _code,
        Hyperlink: _link,
    }
)

_BLOCKS: Mapping[type[Block], _Writer] = MappingProxyType(
    {
        Paragraph: _paragraph,
        Heading: _heading,
        BulletList: _bullet_list,
        OrderedList: _ordered_list,
        Quote: _quote,
        CodeBlock: _code_block,
        ThematicBreak: _rule,
        Table: _table,
        Control: _control,
    }
)
