"""Make a report in its format: the bytes, the name of the file, and what it holds."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.importers.grown.reports.axes import Shape, shape_of
from tests.importers.grown.reports.contents import Contents, contents_of
from tests.importers.grown.reports.layout import laid_out
from tests.importers.grown.reports.page import print_page, web_page
from tests.importers.grown.reports.pieces import Piece
from tests.importers.grown.reports.typed import mail, markdown, plain_text
from tests.importers.grown.reports.word import word_file
from tests.validators import all_by_libreoffice


@dataclass(frozen=True)
class Grown:
    """A report that was made."""

    shape: Shape
    contents: Contents
    name: str
    data: bytes


def grown(seeds: Sequence[int], form: str | None = None) -> list[Grown]:
    """Make the reports of seeds; those that need LibreOffice at one go."""
    made = [_grown(seed, form) for seed in seeds]
    office = [one for one in made if one.shape["format"] == "pdf-office"]
    printed = _by_office(office)
    return [printed.get(one.shape.seed, one) for one in made]


def _grown(seed: int, form: str | None) -> Grown:
    shape = shape_of(seed, form)
    contents = contents_of(shape)
    pieces = laid_out(contents, shape)
    ending = shape["format"].rpartition(".")[2].partition("-")[0]
    data = _data(pieces, shape, contents.title)
    return Grown(shape, contents, f"report-{seed}.{ending}", data)


def _data(pieces: list[Piece], shape: Shape, title: str) -> bytes:
    match shape["format"]:
        case "html":
            return web_page(pieces, shape).encode()
        case "docx" | "pdf-office":
            return word_file(pieces, shape, title)
        case "md":
            return markdown(pieces).encode()
        case "txt":
            return plain_text(pieces, shape).encode()
        case "eml":
            return mail(pieces, shape, title).encode()
    printed = _printed(print_page(pieces, shape, title), tagged=shape["format"] == "pdf-tagged")
    return _as_text(printed) if shape["format"] == "layout.txt" else printed


def _printed(page: str, *, tagged: bool) -> bytes:
    import weasyprint

    variant = "pdf/ua-1" if tagged else None
    made = weasyprint.HTML(string=page)  # the hints are the numbers at which lists begin
    return bytes(made.write_pdf(pdf_variant=variant, presentational_hints=True))


def _as_text(data: bytes) -> bytes:
    """What `pdftotext -layout` makes of a PDF."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=data, check=True, capture_output=True, timeout=60).stdout


def _by_office(made: Sequence[Grown]) -> dict[int, Grown]:
    """The PDF files that LibreOffice makes of Word files, by seed."""
    if not made:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        sources = [Path(folder, f"{one.shape.seed}.docx") for one in made]
        for one, source in zip(made, sources, strict=True):
            source.write_bytes(one.data)
        printed = all_by_libreoffice(sources, "pdf", Path(folder))
        return {
            one.shape.seed: replace(one, data=path.read_bytes())
            for one, path in zip(made, printed, strict=True)
        }
