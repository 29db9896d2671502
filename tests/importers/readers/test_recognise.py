"""What a file is, told before it is read, and what to ask the sender for."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from s55.errors import S55Error
from s55.importers.readers.recognise import FileKind, recognised
from s55.importers.readers.word.package import open_word
from tests.importers.readers import samples
from tests.importers.readers.open_documents import flat_document

OLD = b"\xd0\xcf\x11\xe0" + b"\0" * 600
LOCKED = OLD + "EncryptedPackage".encode("utf-16-le")


def open_document() -> bytes:
    """The beginning of every OpenDocument text."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<content/>")
    return made.getvalue()


def packed_anew() -> bytes:
    """The same, when a person unpacked it and packed it again: its own name is not first."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name in ("META-INF/manifest.xml", "content.xml", "mimetype"):
            package.writestr(name, "<a/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7", "a.docx", FileKind.PDF),
        (b"PK\x03\x04", "a", FileKind.WORD),
        (open_document(), "a.docx", FileKind.ODT),
        (packed_anew(), "a.zip", FileKind.ODT),
        (flat_document("<text:p>x</text:p>"), "a.xml", FileKind.ODT),
        (b"<p>x</p>", "a.html", FileKind.HTML),
        (b"<p>x</p>", "a.md", FileKind.MARKDOWN),
        (samples.as_saved_page(), "a", FileKind.MAIL),
        (b"Title: x\nDate: y\n\nSome words.\n", "a.txt", FileKind.TEXT),
        (b"Received: x\nDate: y\n\nSome words.\n", "a.txt", FileKind.MAIL),
    ],
)
def test_the_content_decides(data: bytes, name: str, kind: FileKind) -> None:
    """Words before colons alone make no e-mail."""
    assert recognised(data, name) is kind


@pytest.mark.parametrize(
    ("data", "code", "what"),
    [
        (b"%PDF-1.7", "I107", "this is a PDF, and"),
        (OLD, "I107", "this is an old Word file (.doc)"),
        (LOCKED, "I105", "the Word file is locked with a password"),
        (b"{\\rtf1 x}", "I107", "this is an RTF file, and"),
        (open_document(), "I107", "this is an OpenDocument file (.odt), and"),
        (flat_document(""), "I107", "this is an OpenDocument file (.odt), and"),
        (b"\x89PNG\r\n", "I107", "this is a picture, and"),
        (samples.as_saved_page(), "I107", "this is an e-mail or a saved page, and"),
        (b"We have no comments.", "I107", "this is a text file, and"),
        (b"PK\x03\x04", "I104", "the Word file is damaged"),
    ],
)
def test_what_comes_back_and_is_no_word_file(data: bytes, code: str, what: str) -> None:
    """'Damaged' is said of what is damaged."""
    with pytest.raises(S55Error) as caught:
        open_word(data, "back.docx").read()
    (problem,) = caught.value.problems
    assert (problem.code, problem.message[: len(what)]) == (code, what)
    assert ("save it as Word (.docx)" in problem.hint) is (b"opendocument" in data)
