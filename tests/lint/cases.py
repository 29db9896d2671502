"""For each rule a set that breaks it, what it then says, and one that only looks as if it did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from tests.lint.sets import Change, added, file, new_part, paragraph, part, text, word

W = nsdecls("w")


@dataclass(frozen=True)
class Case:
    """A rule and two sets.

    Attributes:
        code: the rule.
        broken: makes a set break it.
        says: words of the one problem that it then has.
        sound: makes a set that looks alike and keeps to the rule.
        line: the line that the problem names.
    """

    code: str
    broken: Change
    says: str
    sound: Change
    line: int | None = None


def _nothing(_: object) -> None:
    """The standard set as it is."""


def _runs(words: list[tuple[str, bool]]) -> Change:
    def edit(document: Document) -> None:
        made = document.add_paragraph(style="Body Text")
        for one, bold in words:
            made.add_run(one).bold = bold

    return word(edit)


def _coloured(colour: str, ground: str | None = None) -> Change:
    def edit(document: Document) -> None:
        run = document.add_paragraph(style="Body Text").add_run("Coloured words")
        run.font.color.rgb = RGBColor.from_string(colour)
        if ground:
            run._r.get_or_add_rPr().append(
                parse_xml(f'<w:shd {W} w:val="clear" w:fill="{ground}"/>')
            )

    return word(edit)


def _in_font(family: str) -> Callable[[Document], None]:
    def edit(document: Document) -> None:
        document.styles["Normal"].font.name = family

    return edit


_RIVER = '<p><img src="river.png" alt="The river at Exampleton"></p>'
_MARKS = "marks:\n  red: Red\n  amber: Amber\n  green: Green\n"
_SECTION = "  - key: key_findings\n    heading: Once more\n"


def _without_closing_heading(document: Document) -> None:
    (heading,) = (one for one in document.paragraphs if one.text == "{{ section.closing_heading }}")
    heading.text = "The end"


def _sized(points: float) -> Change:
    def edit(document: Document) -> None:
        run = document.add_paragraph(style="Body Text").add_run("Sized words")
        run.font.size = Pt(points)

    return word(edit)


def _aligned(alignment: WD_ALIGN_PARAGRAPH) -> Change:
    def edit(document: Document) -> None:
        document.add_paragraph("Aligned words", style="Body Text").alignment = alignment

    return word(edit)


def _table(*, header: bool, cells: tuple[str, str] = ("One", "Two"), rows: int = 2) -> Change:
    def edit(document: Document) -> None:
        table = document.add_table(rows, 2)
        for cell, words in zip(table.rows[0].cells, cells, strict=True):
            cell.paragraphs[0].style = document.styles["Table Text"]
            cell.paragraphs[0].add_run(words)
        look = table._tbl.tblPr.find(f"{{{W.split(chr(34))[1]}}}tblLook")
        if look is not None:
            table._tbl.tblPr.remove(look)
        if header:
            row = table.rows[0]._tr.get_or_add_trPr()
            row.append(parse_xml(f"<w:tblHeader {W}/>"))

    return word(edit)


def _heading(level: int, before: str = "") -> Change:
    def edit(document: Document) -> None:
        if before:
            document.add_paragraph(before, style="Heading 3")
        document.add_paragraph("A heading", style=f"Heading {level}")

    return word(edit)


def _picture(words: str) -> Change:
    namespaces = nsdecls("w", "wp")
    xml = (
        f'<w:r {namespaces}><w:drawing><wp:inline><wp:extent cx="1" cy="1"/>'
        f'<wp:docPr id="77" name="Picture" descr="{words}"/></wp:inline></w:drawing></w:r>'
    )

    def edit(document: Document) -> None:
        document.add_paragraph(style="Body Text")._p.append(parse_xml(xml))

    return word(edit)


def _box(words: str) -> Change:
    xml = (
        f'<w:r {W}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )

    def edit(document: Document) -> None:
        document.add_paragraph(style="Body Text")._p.append(parse_xml(xml))

    return word(edit)


def _field(code: str) -> Change:
    def edit(document: Document) -> None:
        run = document.add_paragraph(style="Body Text").add_run()
        run._r.append(parse_xml(f"<w:instrText {W}> {code} </w:instrText>"))

    return word(edit)


def _deleted(words: str) -> Change:
    xml = f'<w:del {W} w:id="9" w:author="A"><w:r><w:delText>{words}</w:delText></w:r></w:del>'

    def edit(document: Document) -> None:
        document.add_paragraph("Kept", style="Body Text")._p.append(parse_xml(xml))

    return word(edit)


def _without_style(name: str) -> Change:
    def edit(document: Document) -> None:
        style = document.styles[name]
        style.element.getparent().remove(style.element)

    return word(edit)


def _without_underline(document: Document) -> None:
    document.styles["Hyperlink"].font.underline = False


def _remark(words: str) -> bytes:
    return (
        f'<w:comments {W}><w:comment w:id="0" w:author="A"><w:p><w:r><w:t>{words}</w:t></w:r>'
        "</w:p></w:comment></w:comments>"
    ).encode()


def _linked(target: str, kind: str) -> Change:
    relation = (
        f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )
    return part(b"</Relationships>", relation.encode(), "word/_rels/document.xml.rels")


def _old_drawing(attribute: str) -> bytes:
    """A picture as versions of Word before 2007 draw it, at the beginning of the body."""
    names = 'xmlns:v="urn:schemas-microsoft-com:vml" '
    names += 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    drawing = f"<v:shape {names}><v:imagedata {attribute}/></v:shape>"
    return f"<w:body><w:p><w:r><w:pict>{drawing}</w:pict></w:r></w:p>".encode()


def _fonts_with(**changes: object) -> Change:
    """The first font of the set with other values in its tables."""

    def change(folder: Path) -> None:
        from fontTools.ttLib import TTFont

        path = folder / "fonts/LiberationSans-Regular.ttf"
        with TTFont(path) as font:
            if "fs_type" in changes:
                font["OS/2"].fsType = changes["fs_type"]
            if "family" in changes:
                for record in font["name"].names:
                    if record.nameID in {1, 16}:
                        record.string = str(changes["family"])
            font.save(path)

    return change


def _renamed_licence(folder: Path) -> None:
    (folder / "fonts/OFL.txt").rename(folder / "fonts/LICENSE.txt")


_CLOSING = """{% if section.closing_heading %}
<h3>{{ section.closing_heading }}</h3>
{% endif %}
{{ section.closing }}"""
_SIGNS = """  - family: Noto Sans Symbols 2
    file: fonts/NotoSansSymbols2-Regular.ttf
"""

CASES = (
    # --- tags
    Case("L301", paragraph("{{ title"), "the tag '{{' is not closed", paragraph("{{ title }}")),
    Case("L302", _deleted("{{ title }}"), "a deleted passage still holds a tag", _deleted("gone")),
    Case(
        "L303",
        paragraph("{% if title %}yes"),
        "'{% if %}' has no '{% endif %}', in the body",
        paragraph("{% if title %}yes{% endif %}"),
    ),
    Case(
        "L304",
        paragraph("{{ title + }}"),
        "the tag cannot be read",
        paragraph("{{ title + title }}"),
    ),
    Case(
        "L305",
        paragraph("{{ title | uper }}"),
        "there is no filter 'uper', in the body",
        paragraph("{{ title | upper }}"),
    ),
    Case(
        "L306",
        paragraph("{{ loop.index }}"),
        "'loop' is used outside its loop",
        paragraph("{% for row in header %}{{ loop.index }}{% endfor %}"),
    ),
    Case(
        "L307",
        paragraph("{%tr if title %}"),
        "'{%tr if title %}' is outside a table",
        _nothing,
    ),
    Case(
        "L308",
        paragraph("{%p if title %} lost words", "{%p endif %}"),
        "'lost words' beside the tag '{%p if title %}' would be lost",
        paragraph("{% if title %} kept words {% endif %}"),
    ),
    Case(
        "L309",
        paragraph("{% if title == “x” %}a{% endif %}"),
        "a tag has curly quotation marks, in the body",
        paragraph("“{{ title }}”"),
    ),
    Case(
        "L310",
        _runs([("{{ ti", True), ("tle }}", False)]),
        "parts of a tag look different",
        _runs([("{{ ti", True), ("tle }}", True)]),
    ),
    # --- fields
    Case(
        "L401",
        paragraph("{{ titel }}"),
        "there is no field 'titel', in the body",
        paragraph("{{ title }}"),
    ),
    Case(
        "L402",
        paragraph("{{ sections[0].items[0].under }}"),
        "'sections[].items[].under' is shown by layout.docx and not by layout.html",
        paragraph("{{ sections[0].items[0].heading }}"),
    ),
    Case(
        "L403",
        text("layout.html", "{{ section.reply }}\n", ""),
        "the layout nowhere shows the body's response to the chief officer's comments",
        text("layout.html", "{{ section.reply }}\n", "<div>{{ section.reply }}</div>\n"),
    ),
    Case(
        "L404",
        text("layout.html", '<p class="notice draft">{{ draft_notice }}</p>', ""),
        "the layout does not show 'draft_notice'",
        text("layout.html", '<p class="notice draft">', '<p class="notice">'),
    ),
    Case(
        "L405",
        paragraph("Published by our office."),
        "layout.html lacks the words 'Published by our office.', in the body",
        lambda folder: (
            paragraph("Published by our office.")(folder),
            text("layout.html", "</main>", "<p>Published by our office.</p></main>")(folder),
        )[1],
    ),
    Case(
        "L406",
        text("layout.html", '<p class="notice">{{ notice }}</p>', ""),
        "the layout does not show 'notices'",
        text("layout.html", '<p class="notice">{{ notice }}</p>', "<div>{{ notice }}</div>"),
    ),
    Case(
        "L407",
        text("manifest.yaml", "labels:", "words:\n  undoed: Withdrawn\nlabels:"),
        "no layout shows 'undoed' of 'words'",
        lambda folder: (
            text("manifest.yaml", "labels:", "words:\n  done: So far.\nlabels:")(folder),
            paragraph("{{ words.done }}")(folder),
            text("layout.html", "</main>", "<p>{{ words['done'] }}</p></main>")(folder),
        )[2],
    ),
    Case(
        "L408",
        lambda folder: (
            text("manifest.yaml", "closing: In conclusion", "closing: To end with")(folder),
            text("layout.html", "{{ section.closing_heading }}", "The end")(folder),
            word(_without_closing_heading)(folder),
        )[2],
        "no layout shows 'closing' of 'labels'",
        text("manifest.yaml", "closing: In conclusion", "closing: To end with"),
    ),
    Case(
        "L409",
        text("manifest.yaml", "recipients: [website]", "recipients: [town_hall]"),
        "'checklist' names the recipient 'town_hall', whom s55 mark does not know",
        text("manifest.yaml", "recipients: [website]", "recipients: [inspectorate_portal]"),
    ),
    Case(
        "L414",
        text("manifest.yaml", "labels:", _MARKS + "labels:"),
        "no layout shows the marks that 'marks' has words for",
        lambda folder: (
            text("manifest.yaml", "labels:", _MARKS + "labels:")(folder),
            text("layout.html", "{{ item.text }}", "{{ item.text }}{{ item.mark }}")(folder),
        )[1],
    ),
    Case(
        "L415",
        text("manifest.yaml", "sections:\n", "sections:\n" + _SECTION),
        "'sections' names 'key_findings' 2 times",
        text("manifest.yaml", "sections:\n", "sections:\n\n"),
    ),
    Case(
        "L417",
        _picture("The river at Exampleton"),
        "layout.docx has a picture 'The river at Exampleton', and layout.html lacks it",
        lambda folder: (
            _picture("The river at Exampleton")(folder),
            text("layout.html", "</main>", f"{_RIVER}</main>")(folder),
        )[1],
    ),
    Case(
        "L411",
        file("Layout (1).docx", b"another"),
        "nothing uses 'Layout (1).docx'",
        file("~$layout.docx", b"Word has it open"),
    ),
    Case(
        "L412",
        text(
            "layout.html",
            '<h1>{{ title }}</h1>\n<p class="statute">{{ statutory_line }}</p>',
            '<p class="statute">{{ statutory_line }}</p>\n<h1>{{ title }}</h1>',
        ),
        "layout.docx shows “Exampleshire Police and Crime Commissioner (PCC) response",
        _nothing,
    ),
    Case(
        "L413",
        lambda folder: (
            text("manifest.yaml", "\nsections:", "\nwords: {thanks: Thank you.}\nsections:")(
                folder
            ),
            text("layout.html", "</main>", "<p>{{ words.thanks }}</p></main>")(folder),
        )[1],
        "the field 'words.thanks' is shown by layout.html and not by layout.docx",
        lambda folder: (
            text("manifest.yaml", "\nsections:", "\nwords: {skip: Skip}\nsections:")(folder),
            text("layout.html", "Skip to the response", "{{ words.skip }}")(folder),
        )[1],
    ),
    Case(
        "L410",
        text(
            "manifest.yaml",
            "\nsections:\n  - key: key_findings\n    heading: ",
            "\nnumbered_paragraphs: yes\nsections:\n  - key: key_findings\n    heading: 3. ",
        ),
        "'3. Key Findings' gets two numbers: s55 numbers the sections",
        text("manifest.yaml", "heading: Key Findings", "heading: 3. Key Findings"),
    ),
    # --- styles of Word
    Case(
        "L501",
        _without_style("Quote"),
        "the Word layout has no paragraph style named 'Quote'",
        _without_style("Notice"),
    ),
    Case(
        "L502",
        part(
            b'<w:numPr><w:numId w:val="1"/></w:numPr>',
            b"",
            "word/styles.xml",
        ),
        "has no bullets or numbers",
        _nothing,
    ),
    Case(
        "L503",
        _without_style("Heading 6"),
        "the style 'Heading 6' is missing",
        _without_style("Notice"),
    ),
    Case(
        "L504",
        _deleted("gone"),
        "it holds tracked changes by A, which every document would show",
        paragraph("gone"),
    ),
    # --- Word for everybody
    Case(
        "L511",
        part(b'<w:lang w:val="en-GB"', b'<w:lang w:val="en-US"', "word/styles.xml"),
        "its language is 'en-US', and that of the manifest is 'en-GB'",
        part(b'<w:lang w:val="en-GB"', b'<w:lang w:val="EN-gb"', "word/styles.xml"),
    ),
    Case(
        "L512",
        _heading(5, "A heading above"),
        "Heading 5 comes after Heading 3, in the body",
        _heading(4, "A heading above"),
    ),
    Case("L513", _table(header=False), "a table has no header row", _table(header=True)),
    Case("L514", _picture(""), "a picture has no alternative text", _picture("The office's badge")),
    Case(
        "L515",
        _coloured("777777"),
        "text has a contrast of 4.5 to 1, in the body",
        _coloured("767676"),
    ),
    Case("L516", _sized(11.5), "text is 11.5 points high", _sized(12)),
    Case("L517", _box("Boxed words"), "text is in a floating box", _box(" ")),
    Case("L518", word(_without_underline), "the style of links, 'Hyperlink', differs by", _nothing),
    Case(
        "L519",
        _aligned(WD_ALIGN_PARAGRAPH.JUSTIFY),
        "text is justified, in the body",
        _aligned(WD_ALIGN_PARAGRAPH.LEFT),
    ),
    # --- HTML
    Case(
        "L521",
        text("layout.html", '<html lang="{{ language }}">', "<html>"),
        "the page does not say its language",
        text("layout.html", '<html lang="{{ language }}">', '<html lang="en-GB">'),
        6,
    ),
    Case(
        "L522",
        text("layout.html", "<title>{{ document_title }}</title>", "<title></title>"),
        "the page has no title",
        text("layout.html", "<title>{{ document_title }}</title>", "<title>A title</title>"),
        1,
    ),
    Case(
        "L523",
        text("layout.html", "</main>", "<h6>Deep</h6></main>"),
        "<h6> comes after <h4>",
        text("layout.html", "</main>", "<h3>Not deep</h3></main>"),
    ),
    Case(
        "L524",
        text("layout.html", "</main>", "<table><tr><td>a</td></tr></table></main>"),
        "a table has no <th>",
        text("layout.html", "</main>", '<table><tr><th scope="row">a</th></tr></table></main>'),
    ),
    Case(
        "L525",
        text("layout.html", "</main>", "<img src=\"{{ 'a.png' | data_uri }}\"></main>"),
        "a picture has no alternative text",
        text("layout.html", "</main>", '<p title="<img>">&lt;img&gt;</p></main>'),
    ),
    Case(
        "L526",
        text("layout.html", "</main>", '<p id="response">x</p></main>'),
        "the id 'response' is used twice",
        text("layout.html", "</main>", '<p id="another">x</p></main>'),
    ),
    Case(
        "L527",
        text("layout.html", 'href="#response"', 'href="#nowhere"'),
        "no link skips to <main>",
        text("layout.html", "Skip to the response", "To the response"),
    ),
    Case(
        "L528",
        text("layout.html", "</main>", '<a href="https://example.org">Click here</a></main>'),
        "a link says 'click here'",
        text("layout.html", "</main>", '<a href="https://example.org">The office</a></main>'),
    ),
    # --- HTML in print
    Case(
        "L529",
        text("layout.html", "</main>", "<h2>Report<br>of {{ title }}</h2></main>"),
        "the bookmark of <h2> joins its lines: 'Reportof'",
        text("layout.html", "</main>", "<h2>Report <br>of {{ title }}</h2></main>"),
    ),
    Case(
        "L530",
        text("layout.html", "</main>", "<details><summary>More</summary>Words</details></main>"),
        "<details> is printed in full, and a browser shows it closed",
        text("layout.html", "</main>", "<details open><summary>More</summary>x</details></main>"),
    ),
    # --- the stylesheet
    Case("L531", added("style.css", "\np { color black }\n"), "cannot be read", _nothing),
    Case(
        "L532",
        added("style.css", "\n.pale { color: #777 }\n"),
        "'.pale' has a contrast of 4.5 to 1",
        added("style.css", "\n.pale { color: #767676 }\n"),
    ),
    Case(
        "L533",
        added("style.css", "\n.small { font-size: 0.99rem }\n"),
        "'.small' makes text of 11.9 points",
        added("style.css", "\n.small { font-size: 16px }\n"),
    ),
    Case(
        "L534",
        added("style.css", "\nnav a { text-decoration: none }\n"),
        "'nav a' removes the underline of links",
        added("style.css", "\nnav b { text-decoration: none }\n"),
    ),
    Case(
        "L535",
        added("style.css", "\np { text-align: justify }\n"),
        "'p' justifies its text",
        added("style.css", "\np { text-align: left }\n"),
    ),
    Case(
        "L536",
        added("style.css", "\na:focus { outline: none }\n"),
        "'a:focus' hides the focus",
        added("style.css", "\na:focus { outline: 2px solid }\n"),
    ),
    Case(
        "L537",
        added("style.css", "\nul { list-style-position: inside }\n"),
        "'ul' puts marks inside",
        added("style.css", "\nul { list-style-position: outside }\n"),
    ),
    Case(
        "L538",
        added("style.css", "\n.faint { opacity: 0.5 }\n"),
        "'.faint' is transparent",
        added("style.css", "\n.faint { opacity: 1 }\n"),
    ),
    Case(
        "L547",
        added("style.css", "\n.columns { display: flex }\n"),
        "'.columns' does not go over pages in the PDF",
        added(
            "style.css",
            "\n.columns { display: grid }\n@media screen { .columns { display: flex } }\n",
        ),
    ),
    Case(
        "L539",
        added("style.css", "\nh2::before { content: 'Part ' counter(part) }\n"),
        "'h2::before' adds the words 'Part ', which the Word file lacks",
        added("style.css", "\nh2::before { content: '→ ' counter(part) }\n"),
    ),
    Case(
        "L540",
        added("style.css", "\nh2 { colour: #000 }\n"),
        "'h2' has a property 'colour', which does not exist",
        added("style.css", "\n@media screen { h2 { overflow-y: auto; text-wrap: pretty } }\n"),
    ),
    # --- fonts
    Case(
        "L541",
        file("fonts/LiberationMono-Regular.ttf", b"no font"),
        "the font cannot be read",
        _nothing,
    ),
    Case(
        "L542",
        _fonts_with(fs_type=0x0002),
        "the font 'Liberation Sans' may not be embedded",
        _fonts_with(fs_type=0x0008),
    ),
    Case(
        "L543",
        _fonts_with(family="Another Sans"),
        "the manifest calls this font 'Liberation Sans', and its own name is 'Another Sans'",
        _fonts_with(family="LIBERATION SANS"),
    ),
    Case(
        "L545",
        added("style.css", "\nh2 { font-family: Georgia, serif }\n"),
        "'h2' names 'Georgia', which is not a font of the set",
        added("style.css", "\nh2 { font-family: 'Liberation Sans', Georgia, serif }\n"),
    ),
    Case(
        "L546",
        lambda folder: (folder / "fonts/OFL.txt").unlink(),
        "no licence lies beside the fonts",
        _renamed_licence,
    ),
    Case(
        "L548",
        text(
            "manifest.yaml",
            "  - family: Liberation Sans\n    file: fonts/LiberationSans-Italic.ttf\n",
            "",
        ),
        "'fonts' names no italic face of 'Liberation Sans'",
        text(
            "manifest.yaml",
            "  - family: Liberation Mono\n    file: fonts/LiberationMono-Regular.ttf\n",
            "",
        ),
    ),
    Case(
        "L416",
        word(_in_font("DejaVu Serif"), "invitation.docx"),
        "the text of invitation.docx is in DejaVu Serif, that of the page in Liberation Sans",
        word(_in_font("Liberation Sans"), "invitation.docx"),
    ),
    # --- what stands within what
    Case(
        "L549",
        text("layout.html", "</table>\n</header>", "</header>"),
        "<table> is not closed, or not before what is around it ends",
        text("layout.html", "</td></tr>", "</td>"),
    ),
    Case(
        "L550",
        text("layout.html", _CLOSING, "{{ section.closing }}\n" + _CLOSING.partition("\n{{")[0]),
        "nothing stands below the heading 'In conclusion'",
        text("layout.html", _CLOSING, f"<section>{_CLOSING}</section>"),
    ),
    # --- what reaches outside
    Case(
        "L551",
        file("invitation.docx", b"no Word file"),
        "the invitation cannot be laid out: the Word layout is damaged",
        _nothing,
    ),
    Case(
        "L552",
        _linked("https://example.org/a.png", "image"),
        "the layout fetches 'https://example.org/a.png' (image)",
        _linked("https://example.org/", "hyperlink"),
    ),
    Case(
        "L553",
        new_part("word/vbaProject.bin", b"\0"),
        "the layout holds a program or an embedded object (word/vbaProject.bin)",
        new_part("word/media/image1.png", b"\0"),
    ),
    Case(
        "L554",
        text("layout.html", "</main>", '<base href="x"></main>'),
        "the layout holds '<base', which would run a program or load something",
        text("layout.html", "</main>", "<p>a script</p></main>"),
    ),
    Case(
        "L555",
        added("style.css", "\np { background: url(https://example.org/a.png) }\n"),
        "the stylesheet holds 'url(https://example.org/a.png)'",
        added("style.css", "\n/* url(https://example.org/a.png) */\n"),
    ),
    Case(
        "L556",
        new_part("word/comments.xml", _remark("Ask the printer")),
        "the layout has a remark: 'Ask the printer'",
        _nothing,
    ),
)

SIGNS = Case(
    "L544",
    text("manifest.yaml", _SIGNS, ""),
    "no font of the set has '☐' (U+2610 BALLOT BOX)",
    text("manifest.yaml", _SIGNS, _SIGNS + "\n"),
)
"""Breaks more than once: one problem for each sign."""
