"""Write neutral blocks and inlines as HTML, by one function for each node type.

Browsers show this HTML and WeasyPrint prints it, so it keeps to what both read well: a list item of
one paragraph holds its words directly, a link that is emphasised as a whole holds its emphasis, and
a header cell without words is an ordinary cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from markupsafe import Markup, escape

from s55.render.html.notes import held_note, opened_with
from s55.render.html.paragraph_numbers import HERE
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
    Note,
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
    """Write inlines as HTML."""
    return _EMPTY.join(_INLINES[type(inline)](inline) for inline in inlines)


def blocks_html(blocks: Sequence[Block]) -> Markup:
    """Write blocks as HTML, a line each."""
    return Markup("\n").join(_BLOCKS[type(block)](block) for block in blocks)


def numbered_html(blocks: Sequence[Block]) -> Markup:
    """Write blocks as :func:`blocks_html`, with the place of each paragraph's number marked."""
    return Markup("\n").join(_numbered(block) for block in blocks)


def _numbered(block: Block) -> Markup:
    match block:
        case Control(blocks=inner):
            return numbered_html(inner)
        case Paragraph(children):
            return Markup("<p>{}{}</p>").format(HERE, inlines_html(children))
        case _:
            return _BLOCKS[type(block)](block)


def field_html(field: Field) -> Markup:
    """Write a field of the draft as HTML: words, blocks, a check box, or a box to fill in.

    A check box is drawn for the eye alone; the words of its line say whether it is ticked.
    """
    if isinstance(field, InlineField):
        words = inlines_html(field.inlines)
        if not field.language:
            return words
        return Markup('<span lang="{}">{}</span>').format(field.language, words)
    if isinstance(field, BlockField):
        return blocks_html(field.blocks)
    if isinstance(field, PlaceField):
        if field.kind is PlaceKind.TEXT:
            return Markup('<div class="place">{}</div>').format(blocks_html(field.blocks))
        return Markup('<span class="place">{}</span>').format(field.words)
    return Markup('<span class="box" aria-hidden="true">{}</span>').format(str(field))


# --- inlines -----------------------------------------------------------------


def _link(node: Hyperlink) -> Markup:
    title = Markup(' title="{}"').format(node.title) if node.title else _EMPTY
    language = Markup(' hreflang="{}"').format(node.language) if node.language else _EMPTY
    opening = Markup('<a href="{}"{}{}>').format(node.address, title, language)
    return opening + inlines_html(node.children) + Markup("</a>")


# --- blocks ------------------------------------------------------------------


def _bullet_list(node: BulletList) -> Markup:
    opening = Markup("<ul>") if node.tight else Markup('<ul class="loose">')
    return opening + _items(node.items) + Markup("</ul>")


def _ordered_list(node: OrderedList) -> Markup:
    if node.lettered:
        return _lettered_list(node)
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


def _lettered_list(node: OrderedList) -> Markup:
    """Write a list whose marks are text: readers refer to them, search for them and copy them."""
    start = Markup(' start="{}"').format(node.start) if node.start != 1 else _EMPTY
    loose = _EMPTY if node.tight else Markup(" loose")
    opening = Markup('<ol type="{}"{} class="lettered{}" style="list-style-type: \'\'">').format(
        node.style, start, loose
    )
    entries = (
        Markup("<li{}>{}</li>\n").format(
            _EMPTY if item.value is None else Markup(' value="{}"').format(item.value),
            opened_with(
                Markup('<span class="mark">{}</span> ').format(mark),
                _item_content(_opened(item.blocks)),
            ),
        )
        for mark, item in zip(node.marks(), node.items, strict=True)
    )
    return opening + _EMPTY.join(entries) + Markup("</ol>")


def _items(items: Sequence[ListItem]) -> Markup:
    return _EMPTY.join(_item(item) for item in items)


def _language(blocks: Sequence[Block]) -> Markup:
    """Say in an element's tag in which language the field in it is, where that is another."""
    named = (block.language for block in blocks if isinstance(block, Control) and block.language)
    return _EMPTY.join(Markup(' lang="{}"').format(one) for one in [*named][:1])


def _control(node: Control) -> Markup:
    words = blocks_html(node.blocks)
    if not node.language:
        return words
    return Markup('<div lang="{}">\n{}\n</div>').format(node.language, words)


def _item(item: ListItem) -> Markup:
    value = (
        Markup(
            ' value="{0}" style="counter-increment: list-item 0; counter-set: list-item {0}"'
        ).format(item.value)
        if item.value is not None
        else _EMPTY
    )
    opening = value + _language(item.blocks)
    return Markup("<li{}>{}</li>\n").format(opening, _item_content(_opened(item.blocks)))


def _item_content(blocks: Sequence[Block]) -> Markup:
    """Write the blocks of an item; one paragraph, or one before nested lists, without ``<p>``."""
    match blocks:
        case [Paragraph(children), *rest] if all(
            isinstance(block, BulletList | OrderedList) for block in rest
        ):
            return inlines_html(children) + blocks_html(rest)
        case _:
            return blocks_html(blocks)


def _opened(blocks: Sequence[Block]) -> list[Block]:
    """Replace fields by their blocks."""
    opened: list[Block] = []
    for block in blocks:
        opened.extend(_opened(block.blocks) if isinstance(block, Control) else [block])
    return opened


def _quote(node: Quote) -> Markup:
    """Write a quotation; its classes tell it from an item of the report, and short from long."""
    kinds = ["own"] * (not node.of_report) + ["short"] * node.is_short
    named = Markup(' class="{}"').format(" ".join(kinds)) if kinds else _EMPTY
    return Markup("<blockquote{}>\n{}\n</blockquote>").format(named, blocks_html(node.blocks))


def _table(node: Table) -> Markup:
    """Write a table in a group that can be scrolled sideways, also by keyboard."""
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
    kind = Markup(' class="crowded"') if _is_crowded(node) else _EMPTY
    return Markup(
        '<div class="table" tabindex="0"{}><table{}>\n'
        "<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody></table></div>"
    ).format(named, kind, header, rows)


_LETTERS_ACROSS = 60
"""How many letters of 12 points have room beside each other on an upright page."""
_LETTERS_OF_A_GAP = 1.5
"""How much room a cell needs beside its words, in letters."""


def _is_crowded(node: Table) -> bool:
    """Whether the heads of a table need more room than a page has, unless their words are broken.

    The cells below them can be broken in any table.
    """
    longest = (max(map(len, plain(cell).split()), default=0) for cell in node.header)
    return sum(letters + _LETTERS_OF_A_GAP for letters in longest) > _LETTERS_ACROSS


def _cell(tag: str, inlines: Sequence[Inline], alignment: str) -> Markup:
    scope = Markup(' scope="col"') if tag == "th" else _EMPTY
    aligned = Markup(' class="{}"').format(alignment) if alignment else _EMPTY
    return Markup("<{0}{1}{2}>{3}</{0}>").format(tag, scope, aligned, inlines_html(inlines))


_Writer = Callable[[Any], Markup]

_INLINES: Mapping[type[Inline], _Writer] = MappingProxyType(
    {
        Text: lambda node: escape(node.text),
        LineBreak: lambda _: Markup("<br>"),
        Emphasis: lambda node: Markup("<em>{}</em>").format(inlines_html(node.children)),
        Strong: lambda node: Markup("<strong>{}</strong>").format(inlines_html(node.children)),
        Code: lambda node: Markup("<code>{}</code>").format(node.text),
        Hyperlink: _link,
        Note: lambda node: held_note(_item_content(node.blocks)),
    }
)

_BLOCKS: Mapping[type[Block], _Writer] = MappingProxyType(
    {
        Paragraph: lambda node: Markup("<p>{}</p>").format(inlines_html(node.children)),
        Heading: lambda node: Markup("<h{0}>{1}</h{0}>").format(
            node.level, inlines_html(node.children)
        ),
        BulletList: _bullet_list,
        OrderedList: _ordered_list,
        Quote: _quote,
        CodeBlock: lambda node: Markup("<pre><code>{}</code></pre>").format(node.text),
        ThematicBreak: lambda _: Markup("<hr>"),
        Table: _table,
        Control: _control,
    }
)
