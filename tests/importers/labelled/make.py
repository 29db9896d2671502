"""Makes the labelled samples from sources/, the files in each format, and says what they hold.

Run it by hand after a source has changed (it needs LibreOffice): python -m
tests.importers.labelled.make [NAME ...]. In a source, data-item="kind" or data-item="kind:number"
marks where an item begins, data-more what else belongs to it, data-due and data-addressee what it
says of time and addressee; data-status="status:kind:number" marks an earlier item that a revisit
reports on. The body's data-title, data-published, data-forces ("A; B") and data-grades
("A=good; B=adequate") are what the report says of itself. None of them says anything to a reader.
data-formats of the page limits the formats ("by-hand": its files were made otherwise, and are left
alone); data-picture marks what becomes a picture.
"""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lxml import etree, html

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
SAMPLES = HERE / "samples"
WIDTH = 86
FORMATS = "html weasyprint.pdf libreoffice md txt"
MARKS = (
    "data-item", "data-more", "data-due", "data-addressee", "data-status", "data-title",
    "data-published", "data-forces", "data-grades", "data-formats", "data-picture",
)  # fmt: skip
"""Attributes that label a source, and are in no sample."""
LIST_OF_FACTS = ("forces", "grades")


def main() -> None:
    """Make every sample again, or those that are named."""
    SAMPLES.mkdir(exist_ok=True)
    named = sys.argv[1:]
    for source in sorted(SOURCES.glob("*.html")):
        if named and source.stem not in named:
            continue
        page = source.read_text(encoding="utf-8")
        if _tree(page).get("data-formats") == "by-hand":
            continue
        formats = str(_tree(page).get("data-formats") or FORMATS).split()
        _write(source.stem, "html", unmarked(page))  # from which others are made
        if "weasyprint.pdf" in formats:
            _weasyprint(source.stem, page)
        if {"libreoffice", "docx"} & {*formats}:
            _libreoffice(source.stem, with_pdf="libreoffice" in formats)
        for ending, made in TYPED.items():
            if ending in formats:
                _write(source.stem, ending, made(page))
        if "html" not in formats:
            (SAMPLES / f"{source.stem}.html").unlink()
        sys.stdout.write(f"{source.stem}\n")


def _tree(text: str) -> Any:
    return html.fromstring(text)


def _write(name: str, ending: str, text: str) -> None:
    (SAMPLES / f"{name}.{ending}").write_text(text, encoding="utf-8")


def labels_of(name: str) -> dict[str, Any]:
    """What the source of a sample marks."""
    return labels((SOURCES / f"{name}.html").read_text(encoding="utf-8"))


def labels(page: str) -> dict[str, Any]:
    """The items that a source marks, each with its whole text, statuses, and facts."""
    found: dict[str, Any] = {"items": [], "statuses": []}
    tree = _tree(page)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.get("data-item"):
            found["items"].append(_item(element))
        elif element.get("data-more") is not None and found["items"]:
            found["items"][-1]["text"] += " " + _said(element, whole=True)
        elif element.get("data-status"):
            status, kind, number = str(element.get("data-status")).split(":")
            found["statuses"].append({"status": status, "kind": kind, "number": number})
    body = tree.find(".//body")
    for fact in ("title", "published", "forces", "grades"):
        said = body.get(f"data-{fact}")
        if said is not None:
            found[fact] = [*filter(None, said.split("; "))] if fact in LIST_OF_FACTS else said
    return found


def _item(element: Any) -> dict[str, str]:
    kind, _, number = str(element.get("data-item")).partition(":")
    lead = (
        rf"(?:Recommendation |Area for improvement )?{number}[:.]? "
        if number
        else r"(?:Recommendation|Area for improvement): "
    )
    text = re.sub(rf"^{lead}", "", _said(element))
    item = {"kind": kind, "number": number, "text": text}
    given = {key: element.get(f"data-{key}") for key in ("due", "addressee")}
    return item | {key: value for key, value in given.items() if value is not None}


def _said(element: Any, *, whole: bool = False) -> str:
    """The words of an element; without what is marked as more of the item, which follows."""
    copy = _tree(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    if not whole:
        for more in copy.xpath(".//*[@data-more]"):
            more.drop_tree()
    for line_break in copy.iter("br"):  # letters that are typed before lines are marks, as in lists
        line_break.tail = f" {re.sub(r'^[(][a-z][)] ', '', line_break.tail or '')}"
    return " ".join(" ".join(str(part) for part in copy.itertext()).split())


def _spaced(element: Any) -> None:
    """Put a space where a line breaks within an element, in a cell a semicolon before it."""
    for line_break in element.iter("br"):
        mark = "; " if element.tag == "td" else " "
        line_break.tail = f"{mark}{line_break.tail or ''}"


def unmarked(page: str) -> str:
    """A source without its labels."""
    tree = _tree(page)
    for element in tree.iter():
        for mark in MARKS:
            element.attrib.pop(mark, None)
    return str(etree.tostring(tree, encoding="unicode", method="html", doctype="<!doctype html>"))


def _weasyprint(name: str, page: str) -> None:
    import weasyprint

    target = SAMPLES / f"{name}.weasyprint.pdf"

    def write(text: str) -> None:
        made = weasyprint.HTML(string=text, base_url=str(SAMPLES))
        made.write_pdf(str(target), pdf_variant="pdf/ua-1", presentational_hints=True)

    write((SAMPLES / f"{name}.html").read_text(encoding="utf-8"))
    if number := _tree(page).get("data-picture"):
        write(_with_picture(page, _picture(target, int(number))))


def _picture(path: Path, number: int) -> str:
    """A page of a PDF as the address of a picture."""
    import pypdfium2

    image = pypdfium2.PdfDocument(path)[number - 1].render(scale=1.5, grayscale=True).to_pil()
    data = io.BytesIO()
    image.save(data, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(data.getvalue()).decode()


def _with_picture(page: str, picture: str) -> str:
    tree = _tree(page)
    first, *others = tree.xpath("//body//*[@data-picture]")
    image = html.Element("img", src=picture, alt="", style="width: 100%; page-break-before: always")
    first.addprevious(image)
    for element in (first, *others):
        element.drop_tree()
    return str(etree.tostring(tree, encoding="unicode", method="html", doctype="<!doctype html>"))


def _libreoffice(name: str, *, with_pdf: bool) -> None:
    """Word and PDF by way of LibreOffice Writer, which sets the page in its own way."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        kinds = [("docx", "docx:Office Open XML Text"), *([("pdf", "pdf")] if with_pdf else [])]
        for kind, to in kinds:
            command = ["soffice", profile, "--headless", "--infilter=HTML (StarWriter)"]
            command += ["--convert-to", to, "--outdir", folder, str(SAMPLES / f"{name}.html")]
            subprocess.run(command, check=True, capture_output=True, timeout=180)
            target = name + (".libreoffice.pdf" if kind == "pdf" else ".docx")
            shutil.copy(Path(folder, f"{name}.{kind}"), SAMPLES / target)


# --- Markdown and plain text ----------------------------------------------------


def markdown(page: str) -> str:
    """A source as somebody would type it in Markdown."""
    body = _tree(page).find(".//body")
    return "\n\n".join(_markdown(child) for child in body if isinstance(child.tag, str)) + "\n"


def _markdown(element: Any) -> str:
    if element.tag in {"h1", "h2", "h3", "h4"}:
        return "#" * int(element.tag[1]) + " " + _own(element)
    if element.tag in {"ul", "ol"}:
        return "\n".join(_list_lines(element, "", ("-", "{}.")))
    if element.tag == "table" and len(element.find(".//tr")) == 1:
        if not len(element.find(".//td")):
            return "\n\n".join(_own(row) for row in element.iter("tr"))
        return _markdown(_frame(element))
    if element.tag == "table":
        rows = ["| " + " | ".join(_own(cell) for cell in row) + " |" for row in element.iter("tr")]
        rule = "|" + " --- |" * len(element.find(".//tr"))
        return "\n".join([rows[0], rule, *rows[1:]])
    if element.tag == "div":
        inner = "\n\n".join(_markdown(child) for child in element)
        if element.get("class") not in {None, "box"}:
            return inner
        return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
    strong = element.find("strong")
    bold = strong is not None and _own(strong) == _own(element)
    return f"**{_own(element)}**" if bold else _own(element)


def _frame(table: Any) -> Any:
    """A table of one cell, which is a frame, as the division it stands for."""
    frame = html.Element("div")
    frame.extend(list(table.find(".//td")))
    return frame


def plain_text(page: str) -> str:
    """A source as text that was copied out of a viewer: wrapped lines, bullets, no marks."""
    body = _tree(page).find(".//body")
    lines: list[str] = []
    for element in body.iter("h1", "h2", "h3", "h4", "p", "ul", "ol", "tr"):
        if element.tag in {"ul", "ol"}:
            if next(element.iterancestors("li"), None) is None:
                lines += [*_list_lines(element, "", ("•", "{}."), wrap=True), ""]
        elif element.tag == "tr" and len(element) > 1:
            lines += ["\t".join(_own(cell) or " " for cell in element)]
        elif element.tag != "tr" or not len(element[0]):
            lines += [*textwrap.wrap(_own(element), WIDTH), ""]
    return "\n".join(lines) + "\n"


def mail(page: str) -> str:
    """A source as the text of an e-mail."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "Publications <publications@example.org>"
    message["To"] = "office@example.org"
    message["Date"] = "Tue, 06 Aug 2024 09:14:00 +0100"
    message["Subject"] = f"FW: {_tree(page).find('.//body').get('data-title')}"
    message.set_content(plain_text(page), cte="quoted-printable")
    return message.as_string()


def _list_lines(
    element: Any, indent: str, marks: tuple[str, str], *, wrap: bool = False
) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(element, start=int(element.get("start") or 1)):
        mark = marks[0] if element.tag == "ul" else _mark(element, number, marks[1])
        said = f"{indent}{mark} {_own(item)}"
        hang = indent + " " * (len(mark) + 1)
        lines += textwrap.wrap(said, WIDTH, subsequent_indent=hang) if wrap else [said]
        for inner in (*item.findall("ul"), *item.findall("ol")):
            lines += _list_lines(inner, hang + ("  " if wrap else ""), marks, wrap=wrap)
    return lines


def _mark(element: Any, number: int, numbered: str) -> str:
    kind = element.get("type")
    if kind == "a":
        return f"({chr(96 + number)})"
    return f"({'i' * number})" if kind == "i" else numbered.format(number)


def _own(element: Any) -> str:
    """The words of an element without those of lists in it."""
    copy = _tree(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    for inner in copy.xpath(".//ul | .//ol"):
        inner.drop_tree()
    _spaced(copy)
    return " ".join(copy.text_content().split())


TYPED = MappingProxyType({"md": markdown, "txt": plain_text, "eml": mail})
"""How a source is made into each format that somebody could have typed."""

if __name__ == "__main__":
    main()
