"""The text of what was rendered, as each program sees it, for comparing the three formats."""

from __future__ import annotations

import ctypes
import re
import subprocess
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLETS = "•◦▪-–"


def characters(text: str) -> str:
    """The characters of a text without white space: what does not depend on how lines wrap."""
    return re.sub(r"[\s\u200b]+", "", text)


def html_text(page: str, *, markers: bool) -> str:
    """The text of a page without its skip link, with the numbers of its lists if ``markers``."""
    root = html.fromstring(page)
    body = root.find(".//body")
    assert body is not None
    return " ".join(_html_parts(body, markers=markers))


def _html_parts(element: html.HtmlElement, *, markers: bool) -> Iterator[str]:
    if element.get("class") == "skip":
        return
    if markers and element.tag == "li":
        yield _marker(element)
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _html_parts(child, markers=markers)
        yield child.tail or ""


def _marker(item: html.HtmlElement) -> str:
    parent = item.getparent()
    assert parent is not None
    if parent.tag != "ol":
        return "" if "checklist" in (parent.get("class") or "") else "•"
    number = int(parent.get("start") or 1)
    for sibling in parent.iterchildren("li"):
        number = int(sibling.get("value") or number)
        if sibling is item:
            break
        number += 1
    return f"{number}{')' if 'paren' in (parent.get('class') or '') else '.'}"


def docx_text(path: Path) -> str:
    """The text of a Word file's body, in the order of the file, without list numbers.

    The numbers of sections and paragraphs, which come from styles, are in it.
    """
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
        levels = _numbered_styles(etree.fromstring(archive.read("word/styles.xml")))
    parts = []
    counts = [0, 0]
    for element in root.iter(f"{W}t", f"{W}br", f"{W}p"):
        parts.append(element.text or "" if element.tag == f"{W}t" else " ")
        style = element.find(f"{W}pPr/{W}pStyle")
        level = levels.get(style.get(f"{W}val", "")) if style is not None else None
        if level is not None and element.find(f"{W}pPr/{W}numPr") is None:
            counts = [counts[0], counts[1] + 1] if level else [counts[0] + 1, 0]
            parts.append(".".join(map(str, counts[: level + 1])) + " ")
    return "".join(parts)


def _numbered_styles(styles: etree._Element) -> dict[str, int]:
    """The levels of the styles of headings and paragraphs that one list numbers, by their ids."""
    found = {}
    for style in styles.iter(f"{W}style"):
        name, level = style.find(f"{W}name"), style.find(f"{W}pPr/{W}numPr/{W}ilvl")
        if name is not None and level is not None and "List" not in name.get(f"{W}val", ""):
            found[style.get(f"{W}styleId", "")] = int(level.get(f"{W}val", "0"))
    return found


def pdf_text(path: Path) -> str:
    """The text of a tagged PDF in its logical order, as a screen reader reads it.

    The order is that of the structure tree, which pypdf reads; the words are those that PDFium
    finds in the marked content. Poppler says the same, in a hundred times the time
    (:func:`poppler_text`). Page numbers, running titles and header rows that are repeated where a
    table goes on to the next page are artifacts and not in it.
    """
    reader = pypdf.PdfReader(path)
    pages = [page.indirect_reference for page in reader.pages]
    ids = [page.idnum for page in pages if page is not None]
    texts = {(ids[page], mcid): text for (page, mcid), text in _marked_texts(path).items()}
    root: Any = reader.trailer["/Root"]
    return "".join(_tagged(root["/StructTreeRoot"], 0, texts))


def _marked_texts(path: Path) -> dict[tuple[int, int], str]:
    """The text of each piece of marked content, by its page and number."""
    found: dict[tuple[int, int], str] = defaultdict(str)
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document):
            words = page.get_textpage()
            for index in range(pdfium.FPDFPage_CountObjects(page)):
                one = pdfium.FPDFPage_GetObject(page, index)
                if pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_TEXT:
                    mcid = pdfium.FPDFPageObj_GetMarkedContentID(one)
                    found[number, mcid] += _text_of(one, words)
    return found


def _text_of(one: Any, words: Any) -> str:
    """The text of an object of a page; PDFium marks a hyphen at a line's end."""
    size = pdfium.FPDFTextObj_GetText(one, words, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(
        one, words, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
    )
    return buffer.raw[: size - 2].decode("utf-16-le").replace("\x02", "-")


def _tagged(element: Any, page: int, texts: Mapping[tuple[int, int], str]) -> Iterator[str]:
    """The texts of an element of the structure tree."""
    page = element.raw_get("/Pg").idnum if "/Pg" in element else page
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        inner = kid.get_object()
        if isinstance(inner, int):
            yield texts.get((page, inner), "")
        elif "/MCID" in inner:
            on = inner.raw_get("/Pg").idnum if "/Pg" in inner else page
            yield texts.get((on, inner["/MCID"]), "")
        elif "/S" in inner:
            yield from _tagged(inner, page, texts)


def poppler_text(path: Path) -> str:
    """The same as :func:`pdf_text`, as Poppler finds it; on long files it takes minutes."""
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-enc", "UTF-8", str(path)], capture_output=True, check=True
    )
    lines = (line.strip() for line in done.stdout.decode().split("\n"))
    return "".join(line[1:-1] for line in lines if line.startswith('"') and line.endswith('"'))


def without_bullets(text: str) -> str:
    """The text without the characters that mark bullets."""
    return text.translate({ord(bullet): None for bullet in BULLETS})
