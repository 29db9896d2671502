"""The same report in every format gives the same blocks."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from s55.errors import S55Error
from s55.importers.readers import read_source
from s55.importers.source import BlockKind, Source
from s55.model.verdict import Aside
from tests.importers.readers import samples
from tests.importers.readers.samples import REPORT, H, L, T, blocks_of, seen

EXPECTED = [(part.kind, part.text) for part in REPORT]
DEPTHS = [part.level for part in REPORT if part.kind is L]
MARKERS = [part.marker for part in REPORT if part.kind is L]
BOXED = [part.text for part in REPORT if part.boxed]
LEVELS = [part.level for part in REPORT if part.kind is H]


def check(source: Source) -> None:
    """Kind and text of every block, depth and marker of list items, boxes and tables."""
    assert [seen(block) for block in source.blocks] == EXPECTED
    assert [block.level for block in blocks_of(source, L)] == DEPTHS
    assert [block.marker for block in blocks_of(source, L)] == MARKERS
    assert [block.text for block in source.blocks if block.boxed] == BOXED
    assert {block.boxed for block in source.blocks} == {0, 1}
    assert {block.table for block in blocks_of(source, T)} == {1}
    assert [len(block.cells) for block in blocks_of(source, T)] == [2, 2, 2]


def check_levels(source: Source) -> None:
    """The level of every heading, as the format itself gives it."""
    assert [block.level for block in blocks_of(source, H)] == LEVELS


def test_html() -> None:
    source = read_source(samples.as_html().encode(), "report.html")
    assert (source.format, source.title) == ("html", "A sample")
    check(source)
    check_levels(source)
    assert source.blocks[0].place.line == 2


def test_a_page_saved_in_one_file() -> None:
    """Decoded first: no '=E2=80=99' and no words cut by '='."""
    source = read_source(samples.as_saved_page(), "report.mhtml")
    assert (source.format, source.title) == ("html", "A sample")
    check(source)
    assert source.set_aside == read_source(samples.as_html().encode(), "a.html").set_aside


def test_an_e_mail_names_its_attachments() -> None:
    """Its own text is read, in the encoding that it names."""
    message = EmailMessage()
    message["Subject"] = "Comments"
    message["Message-ID"] = "<1@example.org>"
    message.set_content("The force’s boats – all four – are counted.\n", charset="windows-1252")
    message.add_attachment(b"%PDF-1.7", "application", "pdf", filename="report one.pdf")
    message.add_attachment(b"MZ", "application", "octet-stream", filename="a.exe")
    source = read_source(bytes(message), "comments.eml")
    assert [block.text for block in source.blocks] == [
        "The force’s boats – all four – are counted."
    ]
    assert source.title == "Comments"
    assert [one.text for one in source.set_aside] == [
        "the attachment 'report one.pdf' was not read; save it from the e-mail, then: s55 import "
        "'report one.pdf'",
        "the attachment 'a.exe' was not read",
    ]


def test_every_text_of_an_e_mail_is_read_in_order() -> None:
    """Mail programs write several: before and after a file, and the foot of a mailing list."""
    message = EmailMessage()
    message["Subject"] = "Our reply"
    message["MIME-Version"] = "1.0"
    message.make_mixed()
    page = "<table><tr><td>A</td><td>B</td></tr></table><p>Second.</p>"
    message.attach(text_part("First.\n\nMore of it.\n"))
    message.add_attachment(b"%PDF", "application", "pdf", filename="a.pdf", disposition="inline")
    forms = EmailMessage()
    forms.set_content("Second, as text.\n")
    forms.add_alternative(page, subtype="html")
    message.attach(forms)
    message.attach(text_part("<table><tr><td>C</td><td>D</td></tr></table>", "html"))
    message.attach(text_part("Minutes.\n", filename="minutes.txt"))
    message.attach(text_part("Without a name.\n", disposition="attachment"))
    forwarded = EmailMessage()
    forwarded["Subject"] = "The report"
    forwarded.set_content("Forwarded.\n")
    message.add_attachment(forwarded)
    source = read_source(bytes(message), "a.eml")
    assert [(block.text, block.table, block.place.line) for block in source.blocks] == [
        ("First.", 0, 1),
        ("More of it.", 0, 3),
        ("A | B", 1, 4),
        ("Second.", 0, 4),
        ("C | D", 2, 5),
    ]
    assert [one.text.partition(" was")[0] for one in source.set_aside] == [
        "the attachment 'a.pdf'",
        "the attachment 'minutes.txt'",
        "the attachment 'text/plain'",
        "the attached message 'The report'",
    ]


def test_a_file_within_one_form_of_the_text_is_told() -> None:
    """Mail programs of Apple write it there; the pictures of the page are no files."""
    message = EmailMessage()
    message.set_content("The reply is here:\n")
    page = EmailMessage()
    page.set_content("<p>The reply is here: <img src='cid:p@x'></p>", subtype="html")
    page.add_related(b"GIF89a", "image", "gif", cid="<p@x>", filename="p.gif", disposition="inline")
    page.add_related(b"PK", "application", "zip", filename="b.zip", disposition="attachment")
    page.make_mixed()
    page.add_attachment(b"%PDF", "application", "pdf", filename="a.pdf", disposition="inline")
    message.make_alternative()
    message.attach(page)
    source = read_source(bytes(message), "a.eml")
    assert [block.text for block in source.blocks] == ["The reply is here:"]
    assert [one.text for one in source.set_aside if one.about] == [
        "the attachment 'b.zip' was not read; save it from the e-mail, then: s55 import b.zip",
        "the attachment 'a.pdf' was not read; save it from the e-mail, then: s55 import a.pdf",
    ]


def test_an_e_mail_that_is_nothing_but_its_attachments_names_them() -> None:
    message = EmailMessage()
    message.set_content("\n")
    message.add_attachment(b"%PDF", "application", "pdf", filename="reply.pdf")
    inner = EmailMessage()
    inner["Subject"] = "Our reply"
    inner.set_content("Seen.\n")
    message.add_attachment(inner)
    with pytest.raises(S55Error) as refused:
        read_source(bytes(message), "a.eml")
    assert refused.value.problems[0].message == (
        "there is no text in the file, only: the attachment 'reply.pdf', "
        "the attached message 'Our reply'"
    )
    assert refused.value.problems[0].hint == (
        "Save what you need from the e-mail, and import that file."
    )


def text_part(
    text: str,
    subtype: str = "plain",
    filename: str | None = None,
    disposition: str = "inline",
) -> EmailMessage:
    """A text within a message."""
    part = EmailMessage()
    part.set_content(text, subtype=subtype, filename=filename, disposition=disposition)
    return part


def test_pages_in_the_frames_of_a_saved_page_are_told_with_their_words() -> None:
    message = EmailMessage()
    message.set_content("<p>Seen.</p><iframe src='cid:f@x'></iframe>", subtype="html")
    message.add_related("<p>In a <s>big</s> frame.</p>", subtype="html", cid="<f@x>")
    message.add_related("p{color:red}", subtype="css", cid="<s@x>")
    source = read_source(bytes(message), "a.mhtml")
    assert [block.text for block in source.blocks] == ["Seen."]
    assert [(one.why, one.text) for one in source.set_aside] == [
        (Aside.OTHER_FILE, ""),
        (Aside.OTHER_FILE, "In a frame."),
        (Aside.CROSSED_OUT, "big"),
    ]


def test_the_subject_of_an_e_mail_is_its_title_whatever_its_page_is_called() -> None:
    message = EmailMessage()
    message["Subject"] = "Boats at sea"
    message.set_content("<title>mail</title><p>All four are counted.</p>", subtype="html")
    assert read_source(bytes(message), "a.eml").title == "Boats at sea"


def test_markdown() -> None:
    source = read_source(samples.as_markdown().encode(), "report.md")
    assert source.format == "markdown"
    check(source)
    check_levels(source)
    assert str(source.blocks[0].place) == "line 2"


def test_word() -> None:
    source = read_source(samples.as_docx(), "report.docx")
    assert (source.format, source.title) == ("docx", "A sample")
    check(source)
    check_levels(source)
    assert source.blocks[0].place.paragraph == 1
    assert [(found.text, found.why) for found in source.set_aside] == [
        ("Inspection of Example Constabulary", "running head")
    ]


def check_pdf(source: Source, pages: int) -> None:
    """What geometry must give: the same blocks, and the margins set aside on each page."""
    check(source)
    # A heading that only its weight tells from the text has no level.
    levels = [block.level for block in blocks_of(source, H)]
    assert levels in (LEVELS, [level if level < 3 else 0 for level in LEVELS])
    heads = [found for found in source.set_aside if found.why == "running head"]
    assert [found.text for found in heads] == ["Inspection of Example Constabulary"] * pages
    assert [found.place.page for found in heads] == list(range(1, pages + 1))
    assert all(block.place.page for block in source.blocks)


def test_pdf_by_weasyprint() -> None:
    source = read_source(samples.as_pdf(), "report.pdf")
    pages = max(block.place.page or 0 for block in source.blocks)
    check_pdf(source, pages)
    numbers = [found.text for found in source.set_aside if found.why == "page number"]
    assert numbers == [str(number) for number in range(1, pages + 1)]
    assert source.blocks[0].colour == "#1d2f5f"
    assert source.blocks[0].size == 20


@pytest.mark.slow
def test_pdf_by_libreoffice_from_word(tmp_path: Path) -> None:
    source = read_source(samples.by_libreoffice(samples.as_docx(), tmp_path), "report.pdf")
    check_pdf(source, max(block.place.page or 0 for block in source.blocks))


def joined_over_pages(found: list[tuple[BlockKind, str]]) -> list[tuple[BlockKind, str]]:
    """Join the two blocks of a paragraph whose page ends at a full stop.

    Which sentence ends a page depends on the LibreOffice, and nothing on the page says that the
    paragraph goes on.
    """
    whole: list[tuple[BlockKind, str]] = []
    for kind, text in found:
        before, start = whole[-1] if whole else (kind, "")
        both = (kind, f"{start} {text}")
        if before is kind and start.endswith(".") and both in EXPECTED:
            whole[-1] = both
        else:
            whole.append((kind, text))
    return whole


@pytest.mark.slow
def test_pdf_by_libreoffice_from_html(tmp_path: Path) -> None:
    """A page laid out by a word processor: other fonts, bullets and distances."""
    page = samples.as_html().encode()
    source = read_source(samples.by_libreoffice(page, tmp_path, ".html"), "report.pdf")
    found = [seen(block) for block in source.blocks]
    assert joined_over_pages(found) == EXPECTED
    assert [block.level for block in blocks_of(source, L)] == DEPTHS
