"""A report as somebody could have typed or copied it: Markdown, plain text, an e-mail."""

from __future__ import annotations

import re
import textwrap
from email.message import EmailMessage

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

WIDTH = 84


def markdown(pieces: list[Piece]) -> str:
    """Markdown."""
    return "\n\n".join(_markdown(piece) for piece in pieces) + "\n"


def _markdown(piece: Piece) -> str:
    match piece:
        case Heading(level, text):
            return f"{'#' * level} {text}"
        case Line(text, look):
            said = _no_notes(text)
            return f"> {said}" if look == "quote" else said
        case Points():
            return "\n".join(_entries(piece, marks=("-", "{}."), wrap=0))
        case Grid(rows, head):
            table = [f"| {' | '.join(map(_cell, row))} |" for row in rows]
            rule = f"|{' --- |' * len(rows[0])}"
            blank = f"|{'  |' * len(rows[0])}"
            return "\n".join([table[0], rule, *table[1:]] if head else [blank, rule, *table])
        case Frame(pieces, _):
            inner = markdown(list(pieces)).strip()
            return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        case Fold(summary, pieces):
            return f"**{summary}**\n\n{markdown(list(pieces)).strip()}"
        case Terms(pairs):
            return "\n\n".join(f"**{term}**: {_cell(pieces)}" for term, pieces in pairs)


def _cell(pieces: tuple[Piece, ...]) -> str:
    said = []
    for piece in pieces:
        assert isinstance(piece, Line)
        said.append(_no_notes(piece.text))
    return "; ".join(said)


def _no_notes(text: str) -> str:
    return re.sub(r"\{\{(.+?)\}\}", r" (\1)", text)


def plain_text(pieces: list[Piece], shape: Shape) -> str:
    """Text in lines, with bullets and without marks."""
    return "\n".join(line for piece in pieces for line in (*_lines(piece, shape), "")) + "\n"


def _lines(piece: Piece, shape: Shape) -> list[str]:
    match piece:
        case Heading(level, text):
            under = "=-"[level - 1] * len(text) if level <= 2 and shape["look"] == "bar" else ""
            return [text, under] if under else [text]
        case Line(text):
            return textwrap.wrap(_plain(text), WIDTH)
        case Points():
            return _entries(piece, marks=("•", "{}."), wrap=WIDTH)
        case Grid(rows):
            return ["\t".join(_plain(_cell(cell)) for cell in row) for row in rows]
        case Frame(pieces, _):
            return plain_text(list(pieces), shape).rstrip("\n").split("\n")
        case Fold(summary, pieces):
            return [summary, "", *plain_text(list(pieces), shape).rstrip("\n").split("\n")]
        case Terms(pairs):
            return [
                line
                for term, pieces in pairs
                for line in textwrap.wrap(f"{term}: {_plain(_cell(pieces))}", WIDTH)
            ]


def _plain(text: str) -> str:
    return _no_notes(text).replace("**", "")


def _entries(piece: Points, marks: tuple[str, str], wrap: int, indent: str = "") -> list[str]:
    lines: list[str] = []
    for at, (first, *others) in enumerate(piece.entries, piece.start):
        assert isinstance(first, Line)
        kinds = {"bullet": marks[0], "number": marks[1].format(at), "letter": f"({chr(96 + at)})"}
        mark = kinds[piece.mark]
        hang = indent + " " * (len(mark) + 1)
        text = _plain(first.text) if wrap else _no_notes(first.text)
        said = f"{indent}{mark} {text}"
        lines += textwrap.wrap(said, wrap, subsequent_indent=hang) if wrap else [said]
        for other in others:
            if isinstance(other, Points):
                lines += _entries(other, marks, wrap, hang)
                continue
            assert isinstance(other, Line)
            if wrap:
                lines += textwrap.wrap(f"{hang}{_plain(other.text)}", wrap, subsequent_indent=hang)
            else:
                lines += ["", f"{hang}{_no_notes(other.text)}", ""]
    return lines


def mail(pieces: list[Piece], shape: Shape, title: str) -> str:
    """An e-mail that brings the report as its text."""
    message = EmailMessage()
    message["From"] = "Publications <publications@example.org>"
    message["To"] = "office@example.org"
    message["Date"] = "Tue, 06 Aug 2024 09:14:00 +0100"
    message["Subject"] = f"FW: {title}"
    message.set_content(plain_text(pieces, shape), cte="quoted-printable")
    return message.as_string()
