"""One invented report in every format, and the blocks each reader must make of it.

The report has what real ones have: nested and numbered lists, boxes, a table, bold and links, and
paragraphs that run over lines and pages. Two engines lay it out as PDF, so that the geometry
differs.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table

from s55.importers.source import BlockKind, Source, SourceBlock
from tests.validators import libreoffice_to

H, P, L, T = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW


@dataclass(frozen=True)
class Part:
    """A block of the sample, as it goes in and as it must come out."""

    kind: BlockKind
    text: str
    level: int = 0
    marker: str = ""
    boxed: bool = False


LONG = (
    "The constabulary should make sure that supervisors look at every investigation at least once "
    "in twenty-eight days, and that what they decide is written down where colleagues can find it"
)
REPORT = (
    Part(H, "Example Constabulary: how it deals with fraud", 1),
    Part(P, "This report was published on 5 May 2024 and has ISBN 978-1-78655-999-9."),
    Part(H, "Areas for improvement", 2),
    Part(P, "The well-being of the workforce matters. " + LONG + ". " + LONG + "."),
    Part(L, LONG + ";", 1, "•"),
    Part(L, "victims should hear of each decision:", 1, "•"),
    Part(L, "on the day on which it is made; and", 2, "•"),
    Part(L, LONG + " before the week is over.", 2, "•"),
    Part(L, "nobody should wait.", 1, "•"),
    Part(H, "Recommendations", 2),
    Part(L, "By January 2025, " + LONG[0].lower() + LONG[1:] + ".", 1, "1."),
    Part(L, "By June 2025, the force should train its staff.", 1, "2."),
    Part(L, "The College of Policing should publish guidance.", 1, "3."),
    Part(H, "Cause of concern", 3, boxed=True),
    Part(P, "Calls are not answered in time. " + LONG + ".", boxed=True),
    Part(H, "Judgments", 2),
    Part(T, "Area | Judgment"),
    Part(T, "Preventing crime | Good"),
    Part(T, "Investigating crime | Requires improvement"),
    Part(H, "What comes next", 2),
    *(
        Part(
            P, f"Paragraph {number} says what was found. " + f"{LONG}. " * (1 + number % 4) + "End."
        )
        for number in range(1, 22)
    ),
)

SHORT = tuple(
    replace(part, text=part.text.replace(LONG, "The force should act")) for part in REPORT[:-20]
)
"""The sample in fewer words, for those who read it very often."""


def as_html(report: tuple[Part, ...] = REPORT) -> str:
    """The sample as a page: lists nested, the box a section with a telling class."""
    parts: list[str] = []
    opened: list[str] = []
    table = box = False
    for part in report:
        parts += _list_tags(part, opened)
        if table != (part.kind is T):
            table = not table
            parts.append('<table border="1">' if table else "</table>")
        if box != part.boxed:
            box = not box
            parts.append('<section class="recommendation-box">' if box else "</section>")
        parts.append(_html_part(part))
    body = "\n".join(parts)
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>A sample</title></head><body><main>{body}</main></body></html>"
    )


def _list_tags(part: Part, opened: list[str]) -> Iterator[str]:
    """The tags that end and begin lists before a part; ``opened`` holds the open ones."""
    wanted = part.level if part.kind is L else 0
    while len(opened) > wanted:
        yield f"</li></{opened.pop()}>"
    if opened and len(opened) == wanted:
        yield "</li>"
    while len(opened) < wanted:
        opened.append("ol" if part.marker[:1].isdigit() else "ul")
        yield f"<{opened[-1]}>"


def _html_part(part: Part) -> str:
    if part.kind is H:
        return f"<h{part.level}>{part.text}</h{part.level}>"
    if part.kind is L:
        return f"<li>{part.text}"
    if part.kind is T:
        cell = "th" if part.text.startswith("Area") else "td"
        return "<tr>" + "".join(f"<{cell}>{x}</{cell}>" for x in part.text.split(" | ")) + "</tr>"
    return f"<p>{part.text}</p>"


STYLE = """
@page { size: A4; margin: 24mm 22mm;
        @top-left { content: "Inspection of Example Constabulary"; font: 9pt "DejaVu Sans" }
        @bottom-right { content: counter(page); font: 9pt "DejaVu Sans" } }
body { font: 11pt/1.4 "DejaVu Sans"; hyphens: auto }
h1 { font-size: 20pt; color: #1d2f5f } h2 { font-size: 15pt } h3 { font-size: 12pt; margin: 0 }
section { border: 1pt solid #333; padding: 8pt; break-inside: avoid }
table { border-collapse: collapse } td, th { border: 0.6pt solid #555; padding: 3pt 8pt }
ul ul { list-style: disc } p { margin: 0 0 8pt }
"""


@cache
def as_saved_page(html: str | None = None) -> bytes:
    """The sample as a browser saves a page in one file (RFC 2557), with a picture that it shows."""
    message = EmailMessage()
    message["Subject"] = "A sample"
    message["Snapshot-Content-Location"] = "https://example.org/report/"
    message.set_content(html or as_html(), subtype="html", cte="quoted-printable")
    message.add_related(b"GIF89a", "image", "gif", cid="<picture@example.org>")
    # A boundary is random by itself, and the sample has to be the same each time.
    message.set_boundary("=====of-the-sample=====")
    return bytes(message)


def as_pdf(page: str | None = None, style: str = STYLE) -> bytes:
    """The sample, or another page, as WeasyPrint lays it out."""
    from weasyprint import HTML

    page = (page or as_html()).replace("</head>", f"<style>{style}</style></head>")
    return bytes(HTML(string=page).write_pdf() or b"")


def as_markdown(report: tuple[Part, ...] = REPORT) -> str:
    """The sample as Markdown, the box a quotation."""
    lines: list[str] = []
    for part in report:
        lead = "> " if part.boxed else ""
        match part.kind:
            case BlockKind.HEADING:
                lines += ["", f"{lead}{'#' * part.level} {part.text}", lead.strip()]
            case BlockKind.LIST_ITEM:
                bullet = part.marker if part.marker != "•" else "-"
                lines.append(f"{'    ' * (part.level - 1)}{bullet} {part.text}")
            case BlockKind.TABLE_ROW:
                lines.append(f"| {part.text} |")
                lines += ["|---|---|"] if part.text.startswith("Area") else []
            case BlockKind.PARAGRAPH:
                lines += [lead.strip(), lead + part.text, ""]
    return "\n".join(lines)


@cache
def as_docx(report: tuple[Part, ...] = REPORT) -> bytes:
    """The sample as a Word file: real headings and lists, the box a table of one cell."""
    document: Document = docx.Document()
    document.core_properties.title = "A sample"
    _in_one_font(document)
    document.sections[0].header.paragraphs[0].text = "Inspection of Example Constabulary"
    tables: dict[int, Table] = {}
    for part in report:
        if part.boxed or part.kind is T:
            _to_table(document, tables, part)
        elif part.kind is H:
            document.add_heading(part.text, part.level)
        elif part.kind is L:
            style = "List Number" if part.marker[:1].isdigit() else "List Bullet"
            document.add_paragraph(part.text, style + (f" {part.level}" if part.level > 1 else ""))
        else:
            document.add_paragraph(part.text)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _in_one_font(document: Document) -> None:
    """Name a font that the tests' set-up installs, so that lines break alike on every machine."""
    name = qn("w:rFonts")
    for fonts in document.styles.element.iter(name):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), "Liberation Sans")


def _to_table(document: Document, tables: dict[int, Table], part: Part) -> None:
    """A row of the table of two columns, or a paragraph in the table of one that is the box."""
    columns = 1 if part.boxed else 2
    if columns not in tables:
        tables[columns] = document.add_table(columns % 2, columns)
        tables[columns].style = "Table Grid"
    if columns == 2:
        row: Any = tables[2].add_row()  # type: ignore[no-untyped-call]  # python-docx's own
        for cell, text in zip(row.cells, part.text.split(" | "), strict=True):
            cell.text = text
        return
    box = tables[1].cell(0, 0)
    paragraph = box.paragraphs[0] if part.kind is H else box.add_paragraph()
    paragraph.text = part.text
    paragraph.style = document.styles["Heading 3" if part.kind is H else "Normal"]


def by_libreoffice(data: bytes, folder: Path, suffix: str = ".docx") -> bytes:
    """A file as LibreOffice lays it out as PDF."""
    path = folder / f"sample{suffix}"
    path.write_bytes(data)
    return libreoffice_to(path, "pdf", folder / "laid-out").read_bytes()


def seen(block: SourceBlock) -> tuple[BlockKind, str]:
    """What every format must agree on."""
    return block.kind, block.text


def blocks_of(source: Source, kind: BlockKind) -> list[SourceBlock]:
    """The blocks of one kind."""
    return [block for block in source.blocks if block.kind is kind]


def scanned_pdf() -> bytes:
    """A PDF with one page that is a grey picture."""
    pixels = zlib.compress(b"\x80" * 100)
    content = b"q 500 0 0 700 50 50 cm /Im0 Do Q"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</XObject<</Im0 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (len(pixels), pixels),
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (n, part) for n, part in enumerate(parts, start=1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"
