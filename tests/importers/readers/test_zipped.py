"""A page that was saved with its folder and packed as a zip file."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from s55.errors import S55Error
from s55.importers.readers import read_source
from tests.importers.readers import samples
from tests.importers.readers.test_formats import check

PAGE = samples.as_html().encode()


def packed(*names: str, data: bytes = PAGE) -> bytes:
    """A zip file with these files in it."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, data if "htm" in name.lower() else b"x")
    return written.getvalue()


def locked(data: bytes) -> bytes:
    """The same with the mark of a password at each file (APPNOTE 4.4.4)."""
    made = bytearray(data)
    start = 0
    while (start := made.find(b"PK\x01\x02", start)) >= 0:
        made[start + 8] |= 1
        start += 4
    return bytes(made)


@pytest.mark.parametrize(
    "names",
    [
        ("report.html", "report_files/a.png", "report_files/saved_resource.html"),
        ("saved/report.HTM", "saved/report.files/a.css", "__MACOSX/saved/._report.htm"),
        ("../../report.html", "/etc/passwd"),
    ],
)
def test_the_page_is_read(names: tuple[str, ...]) -> None:
    source = read_source(packed(*names), "report.zip")
    assert (source.format, source.title) == ("html", "A sample")
    check(source)
    assert source.set_aside == read_source(PAGE, "report.html").set_aside


def test_a_page_below_it_is_told() -> None:
    source = read_source(packed("report.html", "more/annex.html"), "report.zip")
    check(source)
    (told,) = source.set_aside
    assert (told.text, told.about) == (
        "the page 'more/annex.html' in the zip file was not read",
        True,
    )


@pytest.mark.parametrize(
    ("data", "code", "what"),
    [
        (
            packed("b.html", "a\x1b[2J.html"),
            "I103",
            "there are several web pages in the zip file: 'a?[2J.html', 'b.html'",
        ),
        (
            packed(*(f"{number}.html" for number in range(8))),
            "I103",
            "there are several web pages in the zip file: '0.html', '1.html', '2.html', '3.html', "
            "'4.html' and 3 more",
        ),
        (packed("a.pdf"), "I103", "there is no web page in the zip file"),
        (packed("a.html")[:-30], "I104", "the zip file is damaged or cut off: it is not a zip"),
        (locked(packed("a.html")), "I105", "the zip file is locked with a password"),
        (packed("a.html", data=b" " * 61_000_000), "I102", "the part 'a.html' of the zip file is"),
        (packed("a.html", data=b""), "I101", "the file is empty"),
    ],
)
def test_refused(data: bytes, code: str, what: str) -> None:
    with pytest.raises(S55Error) as caught:
        read_source(data, "page.zip")
    (problem,) = caught.value.problems
    assert (problem.code, problem.message[: len(what)]) == (code, what)
