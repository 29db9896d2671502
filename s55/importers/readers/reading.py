"""Which reader a file goes to: by what is in it, whatever its name ends with."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath
from typing import Protocol

from s55.importers.readers.refusals import MAX_BYTES, damaged, empty, encrypted, too_large, unknown
from s55.importers.source import Progress, SetAside, Source, SourcePosition


class Reader(Protocol):
    """What every format's reader is."""

    def __call__(self, data: bytes, name: str, progress: Progress | None = None) -> Source:
        """The blocks of a file.

        Args:
            data: the file.
            name: the file as the user named it, for messages.
            progress: called for each page, where the format has pages.

        Raises:
            S55Error: with a code from I101 on, when it cannot be read.
        """
        ...


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
    """The blocks of a file in any format that is read.

    Args:
        data: the whole file.
        name: the file as the user named it, for messages; its ending is only a hint.
        progress: called with pages done and pages in all, for formats that have pages.

    Raises:
        S55Error: I101 empty, I102 a limit is passed, I103 no format that is read, I104 damaged,
            I105 locked with a password, I106 scanned pages without text.
    """
    if len(data) > MAX_BYTES:
        told = f"the file has {len(data) / 1e6:.0f} MB, more than the {MAX_BYTES / 1e6:.0f} allowed"
        raise too_large(name, told)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise empty(name)
    ending = _ENDINGS.get(PurePath(name).suffix.lower(), "")
    kind = _kind(data, name, ending)
    source = _READERS[kind](data, name, progress)
    return _noted(source, name, ending, kind)


def _kind(data: bytes, name: str, ending: str) -> str:
    """The format of the content."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    for start, what in _OTHERS:
        if data.startswith(start):
            if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k" in data:
                raise encrypted(name, "Word")
            raise unknown(name, f"this is {what}, which cannot be read")
    if ending in ("pdf", "docx") and b"\0" in data[:4096]:
        raise damaged(name, _SHOWN[ending].removeprefix("a "), "it does not begin as one")
    if _HTML.search(data[:4096].replace(b"\0", b"")):
        # Archives hold Markdown with a little HTML in it: that is Markdown, by name and by marks.
        return "markdown" if ending in ("markdown", "text") and _begins_as_text(data) else "html"
    if ending == "html" and _TAG.search(data[:4096].replace(b"\0", b"")):
        return "html"
    return "markdown" if ending == "markdown" else "text"


def _begins_as_text(data: bytes) -> bool:
    return not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _noted(source: Source, name: str, ending: str, kind: str) -> Source:
    """The source, with a note where the name said another format."""
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


def _pdf(data: bytes, name: str, progress: Progress | None = None) -> Source:
    from s55.importers.readers.pdf.reader import read_pdf

    return read_pdf(data, name, progress)


def _docx(data: bytes, name: str, progress: Progress | None = None) -> Source:
    from s55.importers.readers.word.reader import read_docx

    return read_docx(data, name)


def _html(data: bytes, name: str, progress: Progress | None = None) -> Source:
    from s55.importers.readers.html import read_html

    return read_html(data, name)


def _markdown(data: bytes, name: str, progress: Progress | None = None) -> Source:
    from s55.importers.readers.markdown import read_markdown

    return read_markdown(_decoded(data, name), name)


def _text(data: bytes, name: str, progress: Progress | None = None) -> Source:
    from s55.importers.readers.markdown import read_markdown
    from s55.importers.readers.text import is_markdown, read_text

    text = _decoded(data, name)
    return read_markdown(text, name, looks=True) if is_markdown(text) else read_text(text, name)


def _decoded(data: bytes, name: str) -> str:
    """The characters of a text file: Unicode by its mark, else UTF-8, else Windows' own.

    Raises:
        S55Error: I103 when it holds bytes that no text has.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    odd = sum(character < " " and character not in "\t\n\r\f\v" for character in text[:65536])
    if odd * 100 > len(text[:65536]):
        raise unknown(name, "this is no text, and no format that can be read")
    return "".join(character for character in text if character >= " " or character in "\t\n\r\f\v")


_READERS: dict[str, Reader] = {
    "pdf": _pdf,
    "docx": _docx,
    "html": _html,
    "markdown": _markdown,
    "text": _text,
}
