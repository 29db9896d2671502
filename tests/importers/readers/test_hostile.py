"""Hostile, broken and unknown input: one clear line, a code, and never a traceback."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pypdf
import pytest

from s55.errors import ExitCode, S55Error
from s55.importers.readers import read_source, refusals
from s55.importers.source import Source
from tests.importers.readers import samples


def refused(data: bytes, name: str) -> str:
    """The code of the one problem with which a file is refused; its message is one line."""
    with pytest.raises(S55Error) as caught:
        read_source(data, name)
    assert caught.value.exit_code is ExitCode.PROBLEMS
    (problem,) = caught.value.problems
    assert problem.file == name
    assert problem.message
    assert "\n" not in problem.message
    assert not problem.message.endswith(".")
    return problem.code


def outcome(data: bytes, name: str) -> str:
    """The format a file was read as, or the code with which it was refused."""
    try:
        return read_source(data, name).format
    except S55Error as failure:
        return failure.problems[0].code


def word(document: str, others: dict[str, bytes] | None = None) -> bytes:
    """A Word file with this text as its main part."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, data in (others or {}).items():
            archive.writestr(name, data)
    return written.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html", "a.md", "a.txt", "a"])
@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\t\r\n", b"\0" * 100])
def test_nothing_in_it(name: str, data: bytes) -> None:
    assert refused(data, name) == "I101"


@pytest.mark.parametrize("data", [b"<html><script>x()</script></html>", b"# \n\n", b"<!-- a -->"])
def test_no_text_in_it(data: bytes) -> None:
    assert refused(data, "a.html" if data.startswith(b"<h") else "a.md") == "I101"


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("s55.importers.readers.reading.MAX_BYTES", 10)
    assert refused(b"more than ten", "a.txt") == "I102"


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"{\\rtf1 text}",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        b"\xff\xd8\xff\xe0" + b"\0" * 50,
        b"\x1f\x8b\x08" + b"\1" * 50,
        bytes(range(1, 32)) * 20,
    ],
)
def test_other_formats(data: bytes) -> None:
    assert refused(data, "report.doc") == "I103"


def test_zip_files_that_are_no_word_files() -> None:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    assert refused(written.getvalue(), "a.docx") == "I103"
    assert refused(b"PK\x05\x06" + b"\0" * 18, "a.docx") == "I103"


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.7, 0.98])
def test_word_files_cut_off(kept: float) -> None:
    data = samples.as_docx()
    assert refused(data[: int(len(data) * kept)], "a.docx") == "I104"


@pytest.mark.parametrize(
    "document",
    ["", "<w:document", f"<w:document {W}><w:body><w:p></w:body></w:document>", "text"],
)
def test_word_files_with_torn_parts(document: str) -> None:
    assert refused(word(document), "a.docx") == "I104"


def test_entities_are_refused() -> None:
    """Ten entities of ten entities each would fill the memory."""
    declared = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol"}">' for i in range(10))
    text = f"<w:document {W}><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>"
    assert refused(word(f"<!DOCTYPE a [{declared}]>{text}"), "a.docx") == "I104"
    local = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert refused(word(local + text.replace("l9", "x")), "a.docx") == "I104"


def test_zip_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both what the list of contents says, and what comes out although it says less."""
    body = f"<w:document {W}><w:body/></w:document>"
    monkeypatch.setattr("s55.importers.readers.word.package.MAX_UNPACKED", 1_000_000)
    assert refused(word(body, {"word/media/a": b"\0" * 2_000_000}), "a.docx") == "I102"
    monkeypatch.setattr("s55.importers.readers.word.package.MAX_PART", 1000)
    assert refused(word(body + " " * 5000), "a.docx") == "I102"


def test_a_part_that_lies_about_its_size() -> None:
    data = bytearray(word(f"<w:document {W}><w:body/></w:document>" + " " * 100_000))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(data), "a.docx") == "I104"


def test_ten_thousand_deep() -> None:
    assert refused(b"<div>" * 10_000 + b"text" + b"</div>" * 10_000, "a.html") == "I102"
    assert refused(b"<b>" * 10_000 + b"text", "a.html") == "I102"
    deep = "<w:sdt><w:sdtContent>" * 5_000
    assert refused(word(f"<w:document {W}><w:body>{deep}"), "a.docx") == "I104"
    for text in (b"> " * 10_000 + b"text", b"- " * 10_000 + b"text", b"[" * 10_000, b"*a " * 9_000):
        assert outcome(text, "a.md") in ("markdown", "I101", "I102")


def test_pdfs_cut_off_are_refused_or_read_in_part() -> None:
    data = samples.as_pdf()
    for kept in (0.001, 0.01, 0.1, 0.5, 0.9, 0.99):
        assert outcome(data[: int(len(data) * kept)], "a.pdf") in ("pdf", "I101", "I104")
    assert refused(b"%PDF-1.7\n%%EOF", "a.pdf") == "I104"


def locked(password: str) -> bytes:
    """The sample with a password to open it ('' asks for none)."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(samples.as_pdf()))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def test_locked_pdfs() -> None:
    assert refused(locked("secret"), "a.pdf") == "I105"
    assert read_source(locked(""), "a.pdf").blocks[0].text == samples.REPORT[0].text


def test_locked_word_files() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
    assert refused(data + "EncryptedPackage".encode("utf-16-le"), "a.docx") == "I105"
    marked = bytearray(samples.as_docx())
    marked[marked.rfind(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(marked), "a.docx") == "I105"


def test_scanned_pages_ask_for_ocr() -> None:
    with pytest.raises(S55Error) as caught:
        read_source(samples.scanned_pdf(), "scan.pdf")
    (problem,) = caught.value.problems
    assert problem.code == "I106"
    assert "OCR" in problem.hint


def test_an_empty_page_is_empty() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(300, 300)
    written = BytesIO()
    writer.write(written)
    assert refused(written.getvalue(), "a.pdf") == "I101"


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("s55.importers.readers.refusals.MAX_PAGES", 1)
    assert refused(samples.as_pdf(), "a.pdf") == "I102"


def test_reading_that_takes_too_long_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("s55.importers.readers.pdf.reader._PATIENCE", -1.0)
    assert refused(samples.as_pdf(), "a.pdf") == "I102"


def test_too_many_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("word.reader", "html.reader"):
        monkeypatch.setattr(f"s55.importers.readers.{module}.MAX_BLOCKS", 3)
    assert refused(samples.as_html().encode(), "a.html") == "I102"
    assert refused(samples.as_docx(), "a.docx") == "I102"
    assert refused(samples.as_markdown().encode(), "a.md") == "I102"
    assert refusals.MAX_BLOCKS > 100_000


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        ("as_pdf", "report.docx", "pdf"),
        ("as_docx", "report.pdf", "docx"),
        ("as_html", "report.docx", "html"),
        ("as_html", "report.txt", "html"),
        ("Just text.\n", "report.pdf", "text"),
    ],
)
def test_a_wrong_ending_is_noted_and_does_no_harm(content: str, name: str, kind: str) -> None:
    """Whether it is a sample, named by the function that makes it, or just text."""
    made = getattr(samples, content)() if content.startswith("as_") else content
    data = made.encode() if isinstance(made, str) else made
    source: Source = read_source(data, name)
    assert source.format == kind
    assert source.set_aside[0].why == "wrong file ending"
    assert name in source.set_aside[0].text


def test_scripts_and_what_stands_around_are_not_content() -> None:
    page = (
        b"<!doctype html><title>T</title><body onload='x()'><script>alert(1)</script>"
        b"<style>p{}</style><nav>Menu</nav><div class='cookie-banner'>Accept</div>"
        b"<p>Words <a href='javascript:x()'>here</a>.<iframe src='file:///etc/passwd'></iframe></p>"
        b"<footer>Foot</footer>"
    )
    source = read_source(page, "a.html")
    assert [block.text for block in source.blocks] == ["Words here."]
    assert "Hyperlink" not in repr(source.blocks)
    assert [found.text for found in source.set_aside] == ["Menu", "Accept", "", "Foot"]
