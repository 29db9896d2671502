"""Each node of the neutral text as HTML."""

from __future__ import annotations

from typing import get_args

import pytest

from s55.render.html import blocks as html_blocks
from s55.render.html.blocks import blocks_html, field_html, inlines_html
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
)
from s55.views.fields import BlockField, CheckField, InlineField
from tests.views_for_tests import words

A, B = words("a"), words("b")

INLINES: list[tuple[Inline, str]] = [
    (Text("x < y & \"z\" 'q' {{ no }}"), "x &lt; y &amp; &#34;z&#34; &#39;q&#39; {{ no }}"),
    (Text("a\u00a0b ŵ ✓"), "a\u00a0b ŵ ✓"),
    (LineBreak(), "<br>"),
    (Emphasis((Text("a"), Strong((Text("b"),)))), "<em>a<strong>b</strong></em>"),
    (Code("<b> &amp;"), "<code>&lt;b&gt; &amp;amp;</code>"),
    (
        Hyperlink('https://x.uk/?a=1&b="2"', (Strong((Text("go"),)), Text(" on"))),
        '<a href="https://x.uk/?a=1&amp;b=&#34;2&#34;"><strong>go</strong> on</a>',
    ),
    (
        Hyperlink("mailto:a@b.uk", (Text("post"),), title='say "hello"'),
        '<a href="mailto:a@b.uk" title="say &#34;hello&#34;">post</a>',
    ),
]

BLOCKS: list[tuple[str, Block, str]] = [
    ("paragraph", A, "<p>a</p>"),
    ("heading", Heading(4, (Text("a < b"),)), "<h4>a &lt; b</h4>"),
    ("rule", ThematicBreak(), "<hr>"),
    (
        "quote",
        Quote((A, B)),
        '<blockquote class="own short">\n<p>a</p>\n<p>b</p>\n</blockquote>',
    ),
    (
        "quoted item",
        Quote((A,), of_report=True),
        '<blockquote class="short">\n<p>a</p>\n</blockquote>',
    ),
    (
        "long quoted item",
        Quote((Paragraph((Text("a" * 501),)),), of_report=True),
        f"<blockquote>\n<p>{'a' * 501}</p>\n</blockquote>",
    ),
    ("code", CodeBlock("a <\n  b"), "<pre><code>a &lt;\n  b</code></pre>"),
    ("control shows its blocks alone", Control("p", "t", (A, B)), "<p>a</p>\n<p>b</p>"),
    (
        "tight bullets",
        BulletList((ListItem((A,)), ListItem((B,)))),
        "<ul><li>a</li>\n<li>b</li>\n</ul>",
    ),
    (
        "a loose item of one paragraph is unwrapped",
        BulletList((ListItem((A,)),), tight=False),
        '<ul class="loose"><li>a</li>\n</ul>',
    ),
    (
        "several blocks of an item keep their elements",
        BulletList((ListItem((A, B)),), tight=False),
        '<ul class="loose"><li><p>a</p>\n<p>b</p></li>\n</ul>',
    ),
    (
        "a nested list follows the item's words",
        BulletList((ListItem((A, BulletList((ListItem((B,)),)))),)),
        "<ul><li>a<ul><li>b</li>\n</ul></li>\n</ul>",
    ),
    (
        "a field in an item is unwrapped",
        BulletList((ListItem((Control("p", "t", (A,)),)),)),
        "<ul><li>a</li>\n</ul>",
    ),
    ("an empty item", BulletList((ListItem(()),)), "<ul><li></li>\n</ul>"),
    (
        "numbers from 1",
        OrderedList((ListItem((A,)),)),
        "<ol><li>a</li>\n</ol>",
    ),
    (
        "numbers from 3 with a bracket",
        OrderedList((ListItem((A,)),), start=3, delimiter=")", tight=False),
        '<ol start="3" style="counter-reset: list-item 2" class="loose paren"><li>a</li>\n</ol>',
    ),
    (
        "a number of its own",
        OrderedList((ListItem((A,), value=6),)),
        '<ol><li value="6" style="counter-increment: list-item 0; counter-set: list-item 6">'
        "a</li>\n</ol>",
    ),
    (
        "table",
        Table(
            ((Text("N & M"),), (), (Text("R"),)),
            (((Text("1"),), (Text("2"),), ()),),
            ("", "center", "right"),
        ),
        '<div class="table" tabindex="0" role="group" aria-label="N &amp; M, R"><table>\n'
        '<thead><tr><th scope="col">N &amp; M</th><td class="center"></td>'
        '<th scope="col" class="right">R</th></tr></thead>\n<tbody>\n'
        '<tr><td>1</td><td class="center">2</td><td class="right"></td></tr>\n'
        "</tbody></table></div>",
    ),
]


@pytest.mark.parametrize(("node", "expected"), INLINES)
def test_inline(node: Inline, expected: str) -> None:
    """Each kind of inline, with the characters that mean something in HTML."""
    assert inlines_html([node]) == expected


@pytest.mark.parametrize(
    ("node", "expected"), [case[1:] for case in BLOCKS], ids=[case[0] for case in BLOCKS]
)
def test_block(node: Block, expected: str) -> None:
    """Each kind of block."""
    assert blocks_html([node]) == expected


def test_every_node_has_its_function() -> None:
    """No node type of the neutral text is without HTML."""
    assert set(html_blocks._INLINES) == set(get_args(Inline))
    assert set(html_blocks._BLOCKS) == set(get_args(Block))


def test_fields() -> None:
    """A field shows its words, its blocks, or a box that screen readers pass over."""
    assert field_html(InlineField("p", "t", (Text("a & b"),))) == "a &amp; b"
    assert field_html(BlockField((A, B))) == "<p>a</p>\n<p>b</p>"
    box = '<span class="box" aria-hidden="true">{}</span>'
    assert field_html(CheckField("p", "t", checked=True)) == box.format("☑")
    assert field_html(CheckField("p", "t", checked=False)) == box.format("☐")


@pytest.mark.parametrize(("letters", "crowded"), [(10, False), (11, True)])
def test_heads_that_need_more_room_than_a_page_has_may_be_broken(
    letters: int, crowded: bool
) -> None:
    """Five heads of ten letters have room beside each other, and five of eleven have not."""
    head = tuple((Text("of " + "x" * letters),) for _ in range(5))
    row = tuple((Text("y" * 90),) for _ in range(5))
    made = blocks_html((Table(head, (row,), ("",) * 5),))
    assert ('<table class="crowded">' in made) is crowded
