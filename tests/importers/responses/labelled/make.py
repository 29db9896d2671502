"""Makes the labelled past responses from sources/, in each format, and says what they hold.

Run it by hand after a source has changed (it needs LibreOffice): python -m
tests.importers.responses.labelled.make. In a source, ``data-item="kind:number"`` marks an item's
text and ``data-more`` what else belongs to it; ``data-says="owner"`` a comment, with
``data-on="#1 #2"`` the items, by their order, that it is on (none: the report as a whole);
``data-day`` the day over its
column; ``data-status`` and ``data-date`` an item's. ``<meta name="label:…">`` names what the header
has. Nothing of this reaches the samples. ``<meta name="label:formats">`` names the only formats of
a sample; its Word file is then made by ``word_writer`` and not by LibreOffice.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from lxml import etree, html

from tests.importers.labelled.make import plain_text
from tests.importers.responses.labelled.word_writer import word_file

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
SAMPLES = HERE / "samples"
_MARKS = ("data-item", "data-more", "data-says", "data-on", "data-day", "data-status", "data-date")


def main() -> None:
    """Make the samples of the sources that are named, or of all."""
    SAMPLES.mkdir(exist_ok=True)
    named = sys.argv[1:] or sorted(source.stem for source in SOURCES.glob("*.html"))
    for name in named:
        page = (SOURCES / f"{name}.html").read_text(encoding="utf-8")
        for ending, text in texts(page).items():
            (SAMPLES / f"{name}.{ending}").write_text(text, encoding="utf-8")
        formats = formats_made(page)
        _pdf(name, formats)
        _other(name, page, formats)
    for target in ("docx:Office Open XML Text", "odt:writer8"):
        some = [name for name in named if _by_office(name, target.partition(":")[0])]
        if some:
            _written(some, target)
    exported = [name for name in named if _by_office(name, "office.pdf")]
    if exported:
        _exported(exported)


# --- labels -------------------------------------------------------------------------


def labels_of(name: str) -> dict[str, Any]:
    """What the source of a sample says of itself."""
    return labels((SOURCES / f"{name}.html").read_text(encoding="utf-8"))


def labels(page: str) -> dict[str, Any]:
    """What a source says of itself."""
    tree: Any = html.fromstring(page)
    found: dict[str, Any] = {
        str(meta.get("name")).removeprefix("label:"): meta.get("content")
        for meta in tree.xpath("//meta[starts-with(@name, 'label:')]")
    }
    items: list[dict[str, str]] = []
    comments: list[dict[str, Any]] = []
    for element in tree.find(".//body").iter():
        if element.get("data-item"):
            kind, _, number = str(element.get("data-item")).partition(":")
            items.append({"kind": kind, "number": number, "text": said(element)})
        elif element.get("data-more") is not None:
            items[-1]["text"] += " " + said(element)
        elif element.get("data-says"):
            on = [int(part.strip("#")) for part in str(element.get("data-on") or "").split()]
            text = f"{element.get('data-day') or ''} {said(element)}".lstrip()
            comments.append({"owner": element.get("data-says"), "on": on, "text": text})
        elif element.get("data-status"):
            items[int(element.get("data-status")[1:]) - 1]["status"] = said(element).lower()
        elif element.get("data-date"):
            day = datetime.strptime(said(element), "%d %B %Y").date()  # noqa: DTZ007  # a day
            items[int(element.get("data-date")[1:]) - 1]["target_date"] = day.isoformat()
    return {**found, "items": items, "comments": comments}


def said(element: Any) -> str:
    """The words of an element with one space between them."""
    return " ".join(" ".join(str(part) for part in element.itertext()).split())


# --- the files ------------------------------------------------------------------------


def texts(page: str) -> dict[str, str]:
    """What a source is in each format of text."""
    bare = unmarked(page)
    formats = formats_made(page)
    made = {"html": bare, "txt": _lines_kept(bare)}
    return {ending: text for ending, text in made.items() if not formats or ending in formats}


def formats_made(page: str) -> tuple[str, ...]:
    """The only formats that a source is to be made in; none: all but those of ``_other``."""
    return tuple(str(labels(page).get("formats", "")).split())


def unmarked(page: str) -> str:
    """A source without its labels."""
    tree: Any = html.fromstring(page)
    for element in tree.xpath("//meta[starts-with(@name, 'label:')]"):
        element.getparent().remove(element)
    for element in tree.iter():
        for mark in _MARKS:
            element.attrib.pop(mark, None)
    for element in tree.xpath("//body//span"):
        element.drop_tag()
    return str(etree.tostring(tree, encoding="unicode", method="html", doctype="<!doctype html>"))


def _lines_kept(page: str) -> str:
    """A page as plain text, the lines of addresses one below the other."""
    tree: Any = html.fromstring(page.replace("<br>", "</p><p>"))
    for entry in tree.xpath("//ol[li/@value]/li"):
        entry.getparent().tag = "div"
        entry.tag, entry.text = "p", f"{entry.get('value')}. {entry.text}"
    for table in tree.xpath(
        "//table[not(.//tr[count(*) > 1])]"
    ):  # boxes: their text one below the other
        for element in table.iter("table", "tbody", "tr", "th", "td"):
            cell = element.tag in ("th", "td")
            element.tag = "p" if cell and not len(element) else "div"
    for row in tree.xpath("//tr[count(*) = 1]"):  # a line across a table stays, without tabs
        row[0].tag = "p"
    return plain_text(etree.tostring(tree, encoding="unicode", method="html"))


def _pdf(name: str, formats: tuple[str, ...]) -> None:
    import weasyprint

    bare = unmarked((SOURCES / f"{name}.html").read_text(encoding="utf-8"))
    page = weasyprint.HTML(string=bare)
    if not formats or "pdf" in formats:
        target = str(SAMPLES / f"{name}.pdf")
        page.write_pdf(target, pdf_variant="pdf/ua-1", presentational_hints=True)
    if not formats or "untagged.pdf" in formats:
        page.write_pdf(str(SAMPLES / f"{name}.untagged.pdf"), presentational_hints=True)
    if "pasted.txt" in formats:
        text = _pasted(page.write_pdf(presentational_hints=True))
        (SAMPLES / f"{name}.pasted.txt").write_text(text, encoding="utf-8")


def _pasted(file: bytes) -> str:
    """What a reader of PDFs puts on the clipboard: each line of the pages, and no blank ones."""
    import pypdfium2

    pages = pypdfium2.PdfDocument(file)
    return "\n".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "\n")


def _other(name: str, page: str, formats: tuple[str, ...]) -> None:
    tree: Any = html.fromstring(unmarked(page))
    if "docx" in formats:
        (SAMPLES / f"{name}.docx").write_bytes(word_file(tree))
    if "eml" in formats:
        message = EmailMessage()
        message["From"] = "Governance <governance@opfcc.example>"
        message["To"] = "HMICFRS <responses@hmicfrs.example>"
        message["Subject"] = tree.findtext(".//title")
        message["Date"] = "Tue, 3 Jun 2025 10:12:00 +0100"
        message.set_content(_lines_kept(unmarked(page)))
        message.add_alternative(unmarked(page), subtype="html")
        message.set_boundary("=-parts")
        (SAMPLES / f"{name}.eml").write_bytes(message.as_bytes())


def _by_office(name: str, ending: str) -> bool:
    """Whether LibreOffice makes a file; the Word file of a sample in some formats it does not."""
    formats = formats_made((SOURCES / f"{name}.html").read_text(encoding="utf-8"))
    return ending in formats if formats and ending != "docx" else not formats


def _written(names: list[str], target: str) -> None:
    """Word and OpenDocument files, each kind by one start of LibreOffice for all."""
    with tempfile.TemporaryDirectory() as folder:
        pages = [Path(folder, f"{name}.html") for name in names]
        for page in pages:
            bare = unmarked((SOURCES / page.name).read_text(encoding="utf-8"))
            page.write_text(bare, encoding="utf-8")
        _converted(pages, target, SAMPLES, "--infilter=HTML (StarWriter)")


def _exported(names: list[str]) -> None:
    """PDFs that LibreOffice exports of the Word files, as an office makes most of its PDFs."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{name}.office.docx") for name in names]
        for name, file in zip(names, files, strict=True):
            page: Any = html.fromstring(
                unmarked((SOURCES / f"{name}.html").read_text(encoding="utf-8"))
            )
            file.write_bytes(word_file(page))
        _converted(files, "pdf", SAMPLES)


def _converted(files: list[Path], target: str, folder: Path, *options: str) -> None:
    profile = f"-env:UserInstallation=file://{files[0].parent}/profile"
    command = ["soffice", profile, "--headless", *options, "--convert-to", target]
    command += ["--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


if __name__ == "__main__":
    main()
