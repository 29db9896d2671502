"""Choose the reader of a file by its content, whatever its name ends with."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from s55.importers.readers.refusals import MAX_BYTES, damaged, empty, encrypted, too_large, unknown
from s55.importers.source import Progress, SetAside, Source, SourcePosition

_ENDINGS = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
}
_SHOWN = {"pdf": "PDF", "docx": "a Word file", "html": "HTML"}
_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|table|section|article)[\s>].*?</",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<[a-z][a-z0-9]*[\s>]", re.IGNORECASE)
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc) or another Office file of before 2007"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"7z\xbc\xaf", "a packed file (7z)"),
    (b"Rar!", "a packed file (rar)"),
)


def read_source(data: bytes, name: str, progress: Progress | None = None) -> Source:
    """Read the blocks of a file in any format that s55 reads.

    Args:
        data: the whole file.
        name: the file as the user named it, for messages; its ending is only a hint.
        progress: called with pages done and pages in all, for formats that have pages.

    Raises:
        S55Error: I101 it is empty, I102 it passes a limit, I103 it is in another format, I104 it is
            damaged, I105 it is locked with a password, I106 its pages are pictures.
    """
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1e6:.0f} MB"
        raise too_large(name, f"the file has {size}; s55 reads up to {MAX_BYTES / 1e6:.0f} MB")
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise empty(name)
    ending = _ENDINGS.get(PurePath(name).suffix.lower(), "")
    kind = _kind(data, name, ending)
    return _noted(_read(kind, data, name, progress), name, ending, kind)


def _kind(data: bytes, name: str, ending: str) -> str:
    """Recognise the format by the content."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    for start, what in _OTHERS:
        if data.startswith(start):
            if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k" in data:
                raise encrypted(name, "Word")
            raise unknown(name, f"this is {what}, which s55 cannot read")
    if ending in ("pdf", "docx") and b"\0" in data[:4096]:
        raise damaged(name, _SHOWN[ending].removeprefix("a "), "it does not begin like one")
    if _HTML.search(data[:4096].replace(b"\0", b"")):
        # Archives hold Markdown with a little HTML in it: that is Markdown, by name and by marks.
        begins_as_text = not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        return "markdown" if ending in ("markdown", "text") and begins_as_text else "html"
    if ending == "html" and _TAG.search(data[:4096].replace(b"\0", b"")):
        return "html"
    return "markdown" if ending == "markdown" else "text"


def _noted(source: Source, name: str, ending: str, kind: str) -> Source:
    """Add a note where the name's ending says another format."""
    wrong = ending and ending != kind and {ending, kind} != {"text", "markdown"}
    if not wrong or (kind not in _SHOWN and ending not in _SHOWN):
        return source
    shown = _SHOWN.get(kind, "text")
    note = SetAside(
        f"{PurePath(name).name} holds {shown} and was read as such",
        "wrong file ending",
        SourcePosition(),
    )
    return replace(source, set_aside=(note, *source.set_aside))


def _read(kind: str, data: bytes, name: str, progress: Progress | None) -> Source:
    """Read a file with the reader of its format; only that reader's libraries are loaded."""
    if kind == "pdf":
        from s55.importers.readers.pdf.reader import read_pdf

        return read_pdf(data, name, progress)
    if kind == "docx":
        from s55.importers.readers.word.reader import read_docx

        return read_docx(data, name)
    if kind == "html":
        from s55.importers.readers.html import read_html

        return read_html(data, name)
    from s55.importers.readers.markdown import read_markdown
    from s55.importers.readers.text import is_markdown, read_text

    text = _decoded(data, name)
    if kind == "text" and not is_markdown(text):
        return read_text(text, name)
    return read_markdown(text, name, looks=kind == "text")


def _decoded(data: bytes, name: str) -> str:
    """Decode a text file: UTF-16 by its byte order mark, else UTF-8, else Windows-1252.

    Raises:
        S55Error: I103 it holds bytes that text does not have.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    odd = sum(character < " " and character not in "\t\n\r\f\v" for character in text[:65536])
    if odd * 100 > len(text[:65536]):
        raise unknown(name, "this is neither text nor any other format that s55 reads")
    return "".join(character for character in text if character >= " " or character in "\t\n\r\f\v")
