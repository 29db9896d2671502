"""What was written, looked at from outside: it runs nothing, fetches nothing, carries nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import pypdf
from lxml import etree

_RUNS = {"script", "iframe", "frame", "object", "embed", "applet", "base", "form", "portal"}
_FETCHES = {"src", "srcset", "background", "poster", "data", "action", "formaction", "ping"}
_LINKS = re.compile(r"(https?:|mailto:|tel:|#)")
_FIELDS = re.compile(r"\b(DDE|DDEAUTO|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|LINK|MACROBUTTON)\b")


def assert_closed(path: Path) -> None:
    """The file stands alone."""
    check = {".html": _page, ".docx": _word, ".pdf": _pdf}.get(path.suffix)
    if check is not None:
        check(path)


def texts_of(path: Path) -> str:
    """The words of a file: of a page its source, of a Word file its parts, of a PDF its text."""
    if path.suffix == ".docx":
        with ZipFile(path) as package:
            return "\n".join(
                package.read(name).decode("utf-8", "replace") for name in package.namelist()
            )
    if path.suffix == ".pdf":
        pages = pypdf.PdfReader(path).pages
        return "\n".join(page.extract_text() for page in pages)
    return path.read_bytes().decode("utf-8", "replace")


class _Page(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in _RUNS
        for name, value in attrs:
            assert not name.startswith("on")
            if name in _FETCHES:
                assert (value or "").startswith("data:")
            if name in {"href", "xlink:href"}:
                assert _LINKS.match(value or "")
            if name == "style":
                assert "url" not in (value or "").lower()


def _page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    _Page().feed(text)
    style = text.partition("<style>")[2].partition("</style>")[0]
    assert not re.search(r"url\((?!\"data:)|@import", style)


def _word(path: Path) -> None:
    with ZipFile(path) as package:
        for name in package.namelist():
            assert not re.search(r"vba|activeX|embeddings|oleObject|afchunk", name, re.IGNORECASE)
            if name.endswith(".rels"):
                _relations(etree.fromstring(package.read(name)))
            elif name.endswith(".xml"):
                for node in etree.fromstring(package.read(name)).iter("{*}instrText"):
                    assert not _FIELDS.search(node.text or "")


def _relations(root: etree._Element) -> None:
    for relation in root:
        if relation.get("TargetMode") == "External":
            assert relation.get("Type", "").endswith("/hyperlink")
            assert re.match(r"https?:|mailto:|tel:", relation.get("Target", ""))


def _pdf(path: Path) -> None:
    reader = pypdf.PdfReader(path)
    assert set(reader.attachments) <= {"response.json"}
    data = path.read_bytes()
    for word in (b"/JavaScript", b"/JS", b"/Launch", b"/GoToR", b"/SubmitForm", b"/RichMedia"):
        assert word not in data
    for page in reader.pages:
        for mark in page.get("/Annots", []):
            action = mark.get_object().get("/A", {})
            assert re.match(r"https?:|mailto:|tel:|$", str(action.get("/URI", "")))
