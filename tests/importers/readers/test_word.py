"""What a Word file says beyond its characters: lists, changes, controls, boxes, notes."""

from __future__ import annotations

import zipfile
from io import BytesIO

from s55.importers.readers import read_source
from s55.importers.source import BlockKind, Source
from s55.richtext.nodes import Hyperlink, LineBreak, Strong, Text
from tests.importers.readers.samples import H, L, P, T

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NUMBERING = """<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/>
</w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
<w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="2"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="Recommendation %1"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">
<w:startOverride w:val="6"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>"""
STYLES = """<w:style w:type="paragraph" w:styleId="U"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="K"><w:basedOn w:val="U"/><w:name w:val="Our heading"/>
</w:style><w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/>
<w:rPr><w:b/></w:rPr></w:style>"""


def word(body: str, **parts: str) -> bytes:
    """A Word file with this body, and parts such as numbering and footnotes."""
    parts = {"numbering": NUMBERING, "styles": STYLES, **parts}
    links = "".join(
        f'<Relationship Id="p{n}" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/>'
        for n, kind in enumerate(parts)
    )
    links += (
        f'<Relationship Id="r1" Type="{RELATIONS}/hyperlink" Target="https://a.org/x" '
        'TargetMode="External"/>'
    )
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{links}</Relationships>",
        )
        for kind, text in parts.items():
            archive.writestr(f"word/{kind}.xml", f"<w:{kind} {NAMESPACES}>{text}</w:{kind}>")
    return written.getvalue()


def read(body: str, **parts: str) -> Source:
    """The file as read."""
    return read_source(word(body, **parts), "a.docx")


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def numbered(number: int, level: int = 0) -> str:
    """The properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def test_markers_are_counted_as_word_counts() -> None:
    source = read(
        p("one", numbered(1))
        + p("a", numbered(1, 1))
        + p("b", numbered(1, 1))
        + p("two", numbered(1))
        + p("a again", numbered(1, 1))
        + p("bullet", numbered(2))
        + p("six", numbered(3))
        + p("seven", numbered(3))
        + p("none", numbered(0))
    )
    assert [(block.level, block.marker) for block in source.blocks] == [
        (1, "1."),
        (2, "(a)"),
        (2, "(b)"),
        (1, "2."),
        (2, "(a)"),
        (1, "•"),
        (1, "6."),
        (1, "7."),
        (0, ""),
    ]


def test_numbers_with_words_are_text() -> None:
    source = read(p("By May.", numbered(4)) + p("Next", numbered(4) + '<w:pStyle w:val="K"/>'))
    assert [(block.kind, block.text) for block in source.blocks] == [
        (P, "Recommendation 2 By May."),
        (H, "Recommendation 3 Next"),
    ]


def test_headings_by_style_outline_and_looks() -> None:
    source = read(
        p("By style", '<w:pStyle w:val="K"/>')
        + p("By outline", '<w:outlineLvl w:val="0"/>')
        + p("By weight", run="<w:b/>")
        + p("By size", run='<w:sz w:val="36"/>')
        + p("Body text that is neither. " * 9, run='<w:sz w:val="24"/>')
    )
    assert [(block.kind, block.level) for block in source.blocks] == [
        (H, 2),
        (H, 1),
        (H, 0),
        (H, 0),
        (P, 0),
    ]


def test_tracked_changes_read_as_the_text_is_now() -> None:
    source = read(
        "<w:p><w:r><w:t>Keep </w:t></w:r><w:ins><w:r><w:t>new </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>old </w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved </w:t></w:r></w:moveFrom><w:r><w:t>end.</w:t></w:r></w:p>"
    )
    assert [block.text for block in source.blocks] == ["Keep new end."]


def test_controls_by_their_tags() -> None:
    def control(tag: str, content: str, more: str = "") -> str:
        return (
            f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{more}</w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    box = '<w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox>'
    source = read(
        control("chief.comments", p("First, *starred*.") + p("item", numbered(2)))
        + f"<w:p>{control('date', '<w:r><w:t>5 May 2024</w:t></w:r>')}</w:p>"
        + f"<w:p>{control('sent', '<w:r><w:t>☑</w:t></w:r>', box.format(1))}"
        + f"{control('told', '<w:r><w:t>☐</w:t></w:r>', box.format(0))}"
        + "<w:r><w:t> Sent</w:t></w:r></w:p>"
        + control("empty", p("Click here"), "<w:showingPlcHdr/>")
        + control("date", p("a second one"))
    )
    assert dict(source.controls) == {
        "chief.comments": "First, \\*starred\\*.\n\n- item",
        "date": "5 May 2024",
        "sent": "yes",
        "told": "no",
        "empty": "",
    }
    assert source.blocks[1].kind is L


def test_the_markdown_of_a_control_reads_back_the_same() -> None:
    """Lists in lists, numbers, tables, and characters that mean something in Markdown."""
    cells = f"<w:tc>{p('a | b')}</w:tc><w:tc>{p('c')}</w:tc>"
    body = (
        p("# no heading, 1 &lt; 2 &amp; *no* stars")
        + p("1. no list")
        + p("one", numbered(1))
        + p("under it", numbered(1, 1))
        + p("and this", numbered(1, 1))
        + p("two", numbered(1))
        + p("Between.")
        + f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"
    )
    tagged = (
        f'<w:sdt><w:sdtPr><w:tag w:val="t"/></w:sdtPr><w:sdtContent>{body}</w:sdtContent></w:sdt>'
    )
    source = read(tagged)
    again = read_source(dict(source.controls)["t"].encode(), "a.md")
    assert [(b.kind, b.text) for b in again.blocks] == [(b.kind, b.text) for b in source.blocks]


def test_runs_links_breaks_and_symbols() -> None:
    source = read(
        '<w:p><w:r><w:t xml:space="preserve">See </w:t></w:r><w:hyperlink r:id="r1"><w:r><w:rPr>'
        '<w:rStyle w:val="S"/></w:rPr><w:t>here</w:t></w:r></w:hyperlink><w:r><w:br/>'
        '<w:t>next</w:t><w:noBreakHyphen/><w:t>line</w:t><w:sym w:font="Wingdings" w:char="F0FC"/>'
        "</w:r></w:p>"
    )
    assert source.blocks[0].inlines == (
        Text("See "),
        Strong((Hyperlink("https://a.org/x", (Text("here"),)),)),
        LineBreak(),
        Text("next-line✓"),
    )


def test_link_fields_and_tick_fields() -> None:
    source = read(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK '
        '"https://b.org" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>shown</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
        "<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX"
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert source.blocks[0].inlines == (
        Hyperlink("https://b.org", (Text("shown"),)),
        Text("☑"),
    )


def test_tables_boxes_and_text_boxes() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = "".join(
            "<w:tr>" + "".join(f"<w:tc>{p(text)}</w:tc>" for text in row) + "</w:tr>"
            for row in rows
        )
        return f"<w:tbl>{cells}</w:tbl>"

    drawn = "<w:drawing><w:txbxContent>" + p("In a text box.") + "</w:txbxContent></w:drawing>"
    borders = "<w:pBdr>" + "".join(
        f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right")
    )
    source = read(
        table(("Title:", "A report"), ("Date:", ""))
        + table(("Boxed by a table.",))
        + f"<w:p><w:r><w:t>Anchor.</w:t>{drawn}</w:r></w:p>"
        + p("Bordered.", borders + "</w:pBdr>")
        + p("Still bordered.", borders + "</w:pBdr>")
        + p("Free.")
    )
    assert [(block.kind, block.text, block.boxed, block.table) for block in source.blocks] == [
        (T, "Title: | A report", 0, 1),
        (T, "Date: | ", 0, 1),
        (P, "Boxed by a table.", 1, 0),
        (P, "Anchor.", 0, 0),
        (P, "In a text box.", 2, 0),
        (P, "Bordered.", 3, 0),
        (P, "Still bordered.", 3, 0),
        (P, "Free.", 0, 0),
    ]


def test_a_table_of_one_column_has_rows_below_its_head_else_it_is_a_box() -> None:
    def column(*cells: str) -> list[tuple[BlockKind, str, int, int]]:
        rows = "".join(f"<w:tr><w:tc>{cell}</w:tc></w:tr>" for cell in cells)
        found = read(f"{p('Out.')}<w:tbl>{rows}</w:tbl>").blocks[1:]
        return [(block.kind, block.text, block.boxed, block.table) for block in found]

    head, hay, carts = p("Text", run="<w:b/>"), p("Buy hay.") + p("Soon."), p("Sell carts.")
    assert column(head, hay, carts) == [
        (T, "Text", 0, 1),
        (T, "Buy hay.\nSoon.", 0, 1),
        (T, "Sell carts.", 0, 1),
    ]
    listed = p("Sell.", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
    for cells in (
        (head, hay),
        (p("Text"), hay, carts),
        (head, hay, head, carts),
        (head, hay, listed),
    ):
        assert {(boxed, table) for _, _, boxed, table in column(*cells)} == {(1, 0)}


def test_footnotes_and_hidden_text() -> None:
    source = read(
        '<w:p><w:r><w:t>Text.</w:t><w:footnoteReference w:id="1"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r></w:p>",
        footnotes='<w:footnote w:id="1"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>',
    )
    assert [block.text for block in source.blocks] == ["Text."]
    assert [note.words() for note in source.blocks[0].notes] == [("A note.",)]
    assert [(found.text, found.why) for found in source.set_aside] == [("Hidden.", "hidden text")]


def test_a_restart_counts_on_the_level_on_which_items_begin() -> None:
    """LibreOffice 25.2 gives a list within a list the restarts of the levels above it too."""
    restarts = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for level, start in ((0, 1), (1, 3))
    )
    inner = f'<w:num w:numId="8"><w:abstractNumId w:val="0"/>{restarts}</w:num>'

    def item(text: str, number: int, level: int) -> str:
        which = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
        return p(text, f"<w:numPr>{which}</w:numPr>")

    body = item("a", 1, 0) + item("b", 8, 1) + item("c", 8, 1) + item("d", 1, 0)
    source = read(body, numbering=NUMBERING + inner)
    assert [block.marker for block in source.blocks] == ["1.", "(c)", "(d)", "2."]


def test_a_style_of_quotations_makes_a_box() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Intense Quote"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="O"><w:basedOn w:val="Q"/>'
        '<w:name w:val="Our words"/></w:style>'
    )
    quoted = (
        p(text, f'<w:pStyle w:val="{name}"/>') for text, name in (("One.", "Q"), ("Two.", "O"))
    )
    source = read("".join(quoted) + p("Free."), styles=styles)
    assert [block.boxed for block in source.blocks] == [1, 1, 0]


def _blocks(body: str) -> list[tuple[BlockKind, int, str, str]]:
    return [(one.kind, one.level, one.marker, one.text) for one in read(body).blocks]


def _paragraph(text: str, left: int = 0, *, numbered: bool = False, hanging: bool = False) -> str:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>' if numbered else ""
    by = ' w:hanging="360"' if hanging else ""
    indent = f'<w:ind w:left="{left}"{by}/>' if left else ""
    return f"<w:p><w:pPr>{number}{indent}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_paragraphs_as_far_in_as_the_text_of_an_item_go_on_with_it() -> None:
    body = (
        _paragraph("The report begins.")
        + _paragraph("Train staff.", 360, numbered=True)
        + _paragraph("They asked for it.", 480)
        + _paragraph("1. Read logs:", 480, hanging=True)
        + _paragraph("(a) by day;", 960)
        + _paragraph("(b) by night.", 960)
        + _paragraph("– if they can.", 960)
        + _paragraph("Nobody does.", 480)
        + _paragraph("The report goes on.")
        + _paragraph("A quotation of it.", 480)
    )
    assert _blocks(body) == [
        (P, 0, "", "The report begins."),
        (L, 1, "•", "Train staff."),
        (L, 1, "", "They asked for it."),
        (L, 1, "1.", "Read logs:"),
        (L, 2, "(a)", "by day;"),
        (L, 2, "(b)", "by night."),
        (L, 2, "–", "if they can."),
        (L, 1, "", "Nobody does."),
        (P, 0, "", "The report goes on."),
        (P, 0, "", "A quotation of it."),
    ]


def test_a_list_no_further_in_than_the_text_around_it_says_nothing_of_what_follows() -> None:
    body = _paragraph("Before.", 360) + _paragraph("Listed.", 360, numbered=True)
    body += _paragraph("After.", 360)
    assert _blocks(body) == [
        (P, 0, "", "Before."), (L, 1, "•", "Listed."), (P, 0, "", "After."),
    ]  # fmt: skip
