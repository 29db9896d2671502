"""Documents as files, each in its format; LibreOffice and pdftotext are started where needed."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from tests.importers.grown.responses.documents import Document
from tests.importers.grown.responses.writers.page import page
from tests.importers.grown.responses.writers.text import text
from tests.importers.grown.responses.writers.word import word
from tests.validators import all_by_libreoffice

_BY_OFFICE = {"office.pdf": "pdf", "odt": "odt"}


def name_of(document: Document) -> str:
    """The name of a document's file."""
    return f"response-{document.seed:05}.{document.axes.format}"


def write(documents: Sequence[Document], folder: Path) -> list[Path]:
    """Write documents, and give their files in the same order."""
    for document in documents:
        made = _bytes(document)
        if made is not None:
            (folder / name_of(document)).write_bytes(made)
    for format_, ending in _BY_OFFICE.items():
        some = [document for document in documents if document.axes.format == format_]
        if some:
            _by_office(some, ending, folder)
    return [folder / name_of(document) for document in documents]


def _bytes(document: Document) -> bytes | None:
    """A document's bytes; None where LibreOffice makes them."""
    match document.axes.format:
        case "html":
            return page(document).encode()
        case "docx":
            return word(document)
        case "bold.docx":
            return word(document, styles=False)
        case "pdf" | "untagged.pdf":
            return pdf(document, tagged=document.axes.format == "pdf")
        case "txt":
            return text(document).encode()
        case "layout.txt":
            return _laid_out(pdf(document, tagged=False))
        case "eml":
            return _mail(document)
    return None


def pdf(document: Document, *, tagged: bool) -> bytes:
    """A document as WeasyPrint prints it."""
    import weasyprint

    html = weasyprint.HTML(string=page(document, paper=True))
    made = html.write_pdf(pdf_variant="pdf/ua-1") if tagged else html.write_pdf()
    assert isinstance(made, bytes)
    return made


def _laid_out(file: bytes) -> bytes:
    """What pdftotext makes of a PDF, the columns side by side."""
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=file, check=True, capture_output=True, timeout=60).stdout


def _mail(document: Document) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Policy team <policy@office.example>"
    message["To"] = "Responses <responses@inspectorate.example>"
    message["Subject"] = document.title
    message["Date"] = "Mon, 2 Jun 2025 09:30:00 +0100"
    message.set_content(text(document))
    message.add_alternative(page(document, bare=True), subtype="html")
    message.set_boundary("=-parts")
    return message.as_bytes()


def _by_office(documents: Sequence[Document], ending: str, folder: Path) -> None:
    """Convert Word files, all by one start of LibreOffice."""
    with tempfile.TemporaryDirectory() as kept:
        sources = [Path(kept, f"response-{document.seed:05}.docx") for document in documents]
        for source, document in zip(sources, documents, strict=True):
            source.write_bytes(word(document))
        made = all_by_libreoffice(sources, ending, Path(kept))
        for path, document in zip(made, documents, strict=True):
            (folder / name_of(document)).write_bytes(path.read_bytes())
