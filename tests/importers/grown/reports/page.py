"""A report as a web page: saved from a site, or with a style sheet for print."""

from __future__ import annotations

import re
from html import escape
from itertools import count

from tests.importers.grown.reports.axes import Shape
from tests.importers.grown.reports.pieces import (
    Fold,
    Frame,
    Grid,
    Heading,
    Line,
    Piece,
    Points,
    Terms,
)

LOOKS = {
    "tint": "background: #e3eef6; padding: 3mm 4mm",
    "border": "border: 1.5pt solid #33475b; padding: 3mm 4mm",
    "bar": "border-left: 4pt solid #6a2c70; padding: 1mm 4mm",
}
MENUS = (
    '<a href="#main" class="skip">Skip to main content</a>'
    '<div class="cookies" role="region"><p>We use cookies to make this site work.'
    "</p><button>Accept cookies</button></div><header><a>Inspections of policing</a><nav><ul>"
    "<li><a href='/a'>Home</a></li><li><a href='/b'>Publications</a></li>"
    "<li><a href='/c'>Recommendations</a></li></ul></nav></header>"
    '<nav class="crumbs"><ol><li><a href="/a">Home</a></li><li><a href="/b">Publications</a></li>'
    "</ol></nav>"
)
FOOT = (
    '<footer><h2>Support links</h2><ul><li><a href="/d">Contact us</a></li><li><a href="/e">'
    "Accessibility</a></li></ul><p>Was this page helpful?</p></footer>"
)


def web_page(pieces: list[Piece], shape: Shape) -> str:
    """The page as a browser saves it."""
    main = _Page(print_notes=False, bold=shape["styles"] == "bold").all(pieces)
    if shape["site"] == "menus":
        main = main.replace("<h2>", '<p class="top"><a href="#top">Back to top</a></p><h2>')
        main = f'{MENUS}<main id="main">{main}</main>{FOOT}'
    return _document(pieces, main, _screen(shape))


def print_page(pieces: list[Piece], shape: Shape, title: str) -> str:
    """The page from which a PDF is made."""
    main = _Page(print_notes=True, bold=shape["styles"] == "bold").all(pieces)
    return _document(pieces, main, _screen(shape) + _paper(shape, title))


def _document(pieces: list[Piece], main: str, style: str) -> str:
    first = next(piece.text for piece in pieces if isinstance(piece, Heading))
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(first)}</title><style>{style}</style></head>\n<body>{main}</body></html>\n"
    )


def _screen(shape: Shape) -> str:
    return (
        "body { font: 11pt/1.4 'Liberation Sans', sans-serif } h1 { font-size: 22pt }"
        f" .box, .tile {{ {LOOKS[shape['look']]}; margin: 3mm 0 }} .tile {{ break-inside: avoid }}"
        " table { border-collapse: collapse; margin: 3mm 0; width: 100% }"
        " td, th { border: .5pt solid #999; padding: 1.5mm 2mm; text-align: left;"
        " vertical-align: top } .quote { margin-left: 10mm; font-style: italic }"
        " ol[type=a] { list-style-type: lower-alpha } .h1 { font-size: 22pt }"
        " .h2 { font-size: 16.5pt } .h3 { font-size: 13pt } .h4 { font-size: 11.5pt }"
        " dt { font-weight: bold } h3 { font-size: 13pt } h4 { font-size: 11.5pt }"
    )


def _paper(shape: Shape, title: str) -> str:
    said = "@page { size: A4; margin: 24mm 26mm;"
    if shape["page"] != "bare":
        said += " @bottom-center { content: counter(page); font-size: 9pt }"
    if shape["page"] == "heads":
        said += f' @top-left {{ content: "{title}"; font-size: 8.5pt }}'
    said += "} .note { float: footnote; font-size: 8pt }"
    if shape["columns"] == "two":
        said += " .columns { columns: 2; column-gap: 8mm; font-size: 9.5pt }"
    if shape["lines"] == "hyphenated":
        said += " p:not([class]), li { text-align: justify; hyphens: auto }"
    return said + " h2, h3, h4, .h2, .h3, .h4 { break-after: avoid }"


class _Page:
    def __init__(self, *, print_notes: bool, bold: bool) -> None:
        self._print = print_notes
        self._bold = bold
        """Whether headings are bold paragraphs."""
        self._notes: list[str] = []
        self._ids = count(1)

    def all(self, pieces: list[Piece]) -> str:
        said = "\n".join(map(self._piece, pieces))
        if not self._notes:
            return f'<div class="columns">{said}</div>' if self._print else said
        notes = "".join(f'<li id="n{at}">{note}</li>' for at, note in enumerate(self._notes, 1))
        return f'{said}\n<section class="notes"><h2>Notes</h2><ol>{notes}</ol></section>'

    def _piece(self, piece: Piece) -> str:
        match piece:
            case Heading(level, text):
                if self._bold:
                    return f'<p class="h{level}"><strong>{self._text(text)}</strong></p>'
                return f"<h{level}>{self._text(text)}</h{level}>"
            case Line(text, look):
                mark = f' class="{look}"' if look else ""
                return f"<p{mark}>{self._text(text)}</p>"
            case Points():
                return self._points(piece)
            case Grid():
                return self._grid(piece)
            case Frame(pieces, look):
                name = look.replace(" ", "-").replace("text-box", "box")
                return f'<div class="{name}">{self._pieces(pieces)}</div>'
            case Fold(summary, pieces):
                inner = self._pieces(pieces)
                return f"<details open><summary>{self._text(summary)}</summary>{inner}</details>"
            case Terms(pairs):
                return self._terms(pairs)

    def _terms(self, pairs: tuple[tuple[str, tuple[Piece, ...]], ...]) -> str:
        said = "".join(
            f"<dt>{self._text(term)}</dt><dd>{self._cell(pieces)}</dd>" for term, pieces in pairs
        )
        return f"<dl>{said}</dl>"

    def _pieces(self, pieces: tuple[Piece, ...]) -> str:
        return "".join(map(self._piece, pieces))

    def _cell(self, pieces: tuple[Piece, ...]) -> str:
        if len(pieces) == 1 and isinstance(pieces[0], Line):
            return self._text(pieces[0].text)
        return self._pieces(pieces)

    def _points(self, piece: Points) -> str:
        inner = "".join(f"<li>{self._cell(entry)}</li>" for entry in piece.entries)
        if piece.mark == "bullet":
            return f"<ul>{inner}</ul>"
        kind = ' type="a"' if piece.mark == "letter" else ""
        start = f' start="{piece.start}"' if piece.start != 1 else ""
        return f"<ol{kind}{start}>{inner}</ol>"

    def _grid(self, piece: Grid) -> str:
        rows = []
        for index, row in enumerate(piece.rows):
            tag = "th" if piece.head and index == 0 else "td"
            rows.append("".join(f"<{tag}>{self._cell(cell)}</{tag}>" for cell in row))
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"

    def _text(self, text: str) -> str:
        said = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text, quote=False))
        return re.sub(r"\{\{(.+?)\}\}", self._note, said)

    def _note(self, found: re.Match[str]) -> str:
        if self._print:
            return f'<span class="note">{found[1]}</span>'
        self._notes.append(found[1])
        at = len(self._notes)
        return f'<sup><a href="#n{at}">{at}</a></sup>'
