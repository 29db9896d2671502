"""Recognise what a file is by its content, before any of it is read."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from s55.importers.readers.refusals import damaged, encrypted, not_word, unknown


class FileKind(StrEnum):
    """The formats that s55 reads."""

    PDF = "pdf"
    WORD = "docx"
    ODT = "odt"
    ZIP = "zip"
    HTML = "html"
    MAIL = "mail"
    MARKDOWN = "markdown"
    TEXT = "text"


ENDINGS = {
    ".pdf": FileKind.PDF,
    ".docx": FileKind.WORD,
    ".docm": FileKind.WORD,
    ".odt": FileKind.ODT,
    ".ott": FileKind.ODT,
    ".fodt": FileKind.ODT,
    ".zip": FileKind.ZIP,
    ".maff": FileKind.ZIP,
    ".html": FileKind.HTML,
    ".htm": FileKind.HTML,
    ".xhtml": FileKind.HTML,
    ".eml": FileKind.MAIL,
    ".mhtml": FileKind.MAIL,
    ".mht": FileKind.MAIL,
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".txt": FileKind.TEXT,
}
SHOWN = {
    FileKind.PDF: "PDF",
    FileKind.WORD: "a Word file",
    FileKind.ODT: "an OpenDocument file (.odt)",
    FileKind.ZIP: "a zip file",
    FileKind.HTML: "HTML",
    FileKind.MAIL: "an e-mail or a saved page",
}
"""What messages call them."""
_BINARY = {FileKind.PDF: "PDF", FileKind.WORD: "Word", FileKind.ODT: "OpenDocument"}

_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|table|section|article)[\s>].*?</",
    re.IGNORECASE | re.DOTALL,
)
_FLAT = re.compile(
    rb"<(?:\w+:)?document\s[^>]*urn:oasis:names:tc:opendocument:xmlns:office:1\.0", re.DOTALL
)
"""The root of an OpenDocument file that is one XML file (part 3, 3.1.2)."""
_TAG = re.compile(rb"<[a-z][a-z0-9]*[\s>]", re.IGNORECASE)
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}\r?\n")
"""The head of a message (RFC 5322, section 2.2): fields, lines that go on, and a blank line."""
_FIELDS = re.compile(rb"^(?:mime-version|received|return-path|message-id):", re.I | re.M)
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
_TYPES = b"[Content_Types].xml"
"""The part that every Office file has (ECMA-376 part 2, 6.2.3)."""
_PAGE = re.compile(rb"PK\x01\x02.{42}[^\0]{0,400}?\.x?html?", re.DOTALL | re.IGNORECASE)
"""A web page in the list of contents of a zip file (APPNOTE 4.3.12)."""
_WORD_TEXT = b"word/document.xml"
_MANIFEST = b"META-INF/manifest.xml"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream of an Office file that is locked with a password ([MS-OFFCRYPTO], 2.3.1)."""


def ending_of(name: str) -> FileKind | None:
    """Give the format that the ending of a name promises."""
    return ENDINGS.get(PurePath(name).suffix.lower())


def recognised(data: bytes, name: str) -> FileKind:
    """Recognise the format of a file; the ending of its name is only a hint.

    Raises:
        S55Error: I103 it is in a format that s55 does not read, I104 it is damaged, I105 it is
            locked with a password.
    """
    ending = ending_of(name)
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data, ending)
    if what := _other(data):
        if _LOCKED in data:
            raise encrypted(name, "Word")
        raise unknown(name, f"this is {what}, which s55 cannot read")
    if ending in _BINARY and b"\0" in data[:4096]:
        raise damaged(name, _BINARY[ending], "it does not begin like one")
    return _text_kind(data, ending)


def refuse_all_but_word(data: bytes, name: str) -> None:
    """Say of a file that is no Word file what it is, and what to ask the sender for.

    Raises:
        S55Error: I105 it is locked with a password, I107 it is another kind of file.
    """
    if not data or (data.startswith(b"PK") and not _is_open_document(data)):
        return
    if what := _other(data):
        if _LOCKED in data:
            raise encrypted(name, "Word")
        raise not_word(name, what, to_save=_is_open_document(data))
    if b"\0" not in data[:4096] or b"%PDF-" in data[:1024]:
        kind = FileKind.PDF if b"%PDF-" in data[:1024] else _text_kind(data, None)
        shown = SHOWN.get(kind, "a text file").replace("PDF", "a PDF")
        raise not_word(name, shown, to_save=kind is FileKind.ODT)


def _zip_kind(data: bytes, ending: FileKind | None) -> FileKind:
    if _is_open_document(data):
        return FileKind.ODT
    if _TYPES in data or _WORD_TEXT in data:
        return FileKind.WORD
    return FileKind.ZIP if ending is FileKind.ZIP or _PAGE.search(data) else FileKind.WORD


def _is_open_document(data: bytes) -> bool:
    """Whether a file is an OpenDocument package.

    It names itself first (part 2, 3.3); where it was packed again, the names of its parts tell.
    """
    if data[30:72] == b"mimetypeapplication/vnd.oasis.opendocument":
        return True
    packed = data.startswith(b"PK\x03\x04") and _WORD_TEXT not in data
    return packed and _MANIFEST in data and b"content.xml" in data


def _other(data: bytes) -> str | None:
    if _is_open_document(data):
        return SHOWN[FileKind.ODT]
    return next((what for start, what in _OTHERS if data.startswith(start)), None)


def _text_kind(data: bytes, ending: FileKind | None) -> FileKind:
    head = data[:65536].lstrip(b"\xef\xbb\xbf \t\r\n")
    if _FLAT.search(head[:8192]):
        return FileKind.ODT
    if (found := _HEADER.match(head)) and _FIELDS.search(found.group()):
        return FileKind.MAIL
    if _HTML.search(data[:4096].replace(b"\0", b"")):
        # Archives hold Markdown with a little HTML in it: that is Markdown, by name and by marks.
        by_name = ending in (FileKind.MARKDOWN, FileKind.TEXT)
        return FileKind.MARKDOWN if by_name and not head.startswith(b"<") else FileKind.HTML
    if ending is FileKind.HTML and _TAG.search(data[:4096].replace(b"\0", b"")):
        return FileKind.HTML
    return FileKind.MARKDOWN if ending is FileKind.MARKDOWN else FileKind.TEXT
