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
    goes on to the next page is taken once; a caption begins a new table.
    """
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-enc", "UTF-8", str(path)], capture_output=True, check=True
    )
    lines = done.stdout.decode().split("\n")
    parts: list[str] = []
    seen_head = ""
    for kind, texts in _runs(lines):
        text = "".join(texts)
        if kind == "THead" and text == seen_head:
            continue
        seen_head = {"THead": text, "Caption": ""}.get(kind, seen_head)
        parts.append(text)
    return "".join(parts)


def _runs(lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The texts of a structure tree; those of a table's head and caption apart from the others."""
    kind, within = "", 0
    texts: list[str] = []
    for line in lines:
        words = line.strip()
        indent = len(line) - len(line.lstrip())
        if kind and words and indent <= within:
            yield kind, texts
            kind, texts = "", []
        if words.startswith(("THead", "Caption")):
            yield kind, texts
            kind, within, texts = words.split()[0], indent, []
        elif words.startswith('"') and words.endswith('"'):
            texts.append(words[1:-1])
    yield kind, texts


def without_bullets(text: str) -> str:
    """The text without the characters that mark bullets."""
    return text.translate({ord(bullet): None for bullet in BULLETS})
