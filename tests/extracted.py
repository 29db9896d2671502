"""The text of what was rendered, as each program sees it, for comparing the three formats."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

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
    """The text of a Word file's body, in the order of the file, without list numbers."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    parts = []
    for element in root.iter(f"{W}t", f"{W}br", f"{W}p"):
        parts.append(element.text or "" if element.tag == f"{W}t" else " ")
    return "".join(parts)


def pdf_text(path: Path) -> str:
    """The text of a tagged PDF in its logical order, as a screen reader reads it.

    Page numbers and feet are artifacts and not in it. A header row that is repeated where a table
    goes on to the next page is taken once.
    """
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-enc", "UTF-8", str(path)], capture_output=True, check=True
    )
    lines = done.stdout.decode().split("\n")
    parts: list[str] = []
    seen_head = ""
    for head, texts in _runs(lines):
        text = "".join(texts)
        if head and text == seen_head:
            continue
        seen_head = text if head else seen_head
        parts.append(text)
    return "".join(parts)


def _runs(lines: Iterable[str]) -> Iterator[tuple[bool, list[str]]]:
    """The texts of a structure tree, those of a table's head apart from the others."""
    head_indent: int | None = None
    texts: list[str] = []
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if head_indent is not None and line.strip() and indent <= head_indent:
            yield True, texts
            head_indent, texts = None, []
        if line.strip().startswith("THead"):
            yield False, texts
            head_indent, texts = indent, []
        elif line.strip().startswith('"') and line.rstrip().endswith('"'):
            texts.append(line.strip()[1:-1])
    yield head_indent is not None, texts


def without_bullets(text: str) -> str:
    """The text without the characters that mark bullets."""
    return text.translate({ord(bullet): None for bullet in BULLETS})
