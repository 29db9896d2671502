"""The PDF of a response: its data, its properties, its tags, and the same bytes every time."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from s55.errors import ExitCode, S55Error
from s55.render.html.document import to_html
from s55.render.pdf.document import printing, to_pdf
from s55.richtext.nodes import Hyperlink, Paragraph, Strong, Table, Text
from s55.templating.sets import TemplateSet
from s55.views.response.contents import ResponseView
from tests.render.sets_for_tests import copied_set, only_problem, standard_set
from tests.views_for_tests import LOGO, rich_view, words

ROOT = Path(__file__).resolve().parents[3]
DATA = '{"title": "Tŷ"}\n'.encode()


def pdf_of(view: ResponseView, template: TemplateSet | None = None) -> bytes:
    """The PDF of a view by a set, with the same data each time."""
    template = template or standard_set()
    return to_pdf(to_html(view, template), view, template, DATA)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """The PDF of a response with every kind of node and a logo."""
    return pdf_of(rich_view(logo=LOGO))


@pytest.fixture(scope="module")
def reader(pdf: bytes) -> PdfReader:
    """The same, opened."""
    return PdfReader(io.BytesIO(pdf))


def _root(reader: PdfReader) -> Any:
    """The catalogue of a PDF, whose entries have no types."""
    return reader.trailer["/Root"]


def test_data_travels_with_the_document(reader: PdfReader) -> None:
    """The JSON is embedded byte for byte, as the source of the document, dated as it is."""
    assert reader.attachments == {"response.json": [DATA]}
    (reference,) = _root(reader)["/AF"]
    file = reference.get_object()
    assert file["/AFRelationship"] == "/Source"
    assert file["/UF"] == "response.json"
    assert file["/Desc"] == "This response as data (JSON)"
    stream = file["/EF"]["/F"].get_object()
    assert stream["/Subtype"] == "/application/json"
    assert stream["/Params"]["/ModDate"] == "D:20230831000000Z"
    assert stream["/Params"]["/CreationDate"] == "D:20230831000000Z"


def test_properties(reader: PdfReader) -> None:
    """Title, author, dates and language stand in the properties; the title is shown."""
    root = _root(reader)
    title = "Section 55 response: Answering <calls> & “more”"
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert reader.metadata.author == "Office of the Police and Crime Commissioner for Borsetshire"
    assert str(reader.metadata["/CreationDate"]) == "D:20230831"
    assert str(reader.metadata["/ModDate"]) == "D:20230831"
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert root["/MarkInfo"]["/Marked"].value is True
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": title}


def test_identifies_itself_as_both_standards(reader: PdfReader) -> None:
    """PDF/A-3a and PDF/UA-1 stand in one metadata stream, inside rdf:RDF."""
    xmp = _root(reader)["/Metadata"].get_object().get_data().decode()
    inside = xmp[xmp.index("<rdf:RDF") : xmp.index("</rdf:RDF>")]
    assert 'pdfaid:part="3" pdfaid:conformance="A"' in inside
    assert "<pdfuaid:part>1</pdfuaid:part>" in inside
    assert "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in inside
    assert "<xmp:CreateDate>2023-08-31</xmp:CreateDate>" in inside


def test_bookmarks_follow_the_headings(reader: PdfReader) -> None:
    """Title, then the sections, then what stands in them."""
    outline: Any = reader.outline
    title, sections = outline
    assert title["/Title"].startswith("Borsetshire Police and Crime Commissioner (PCC) response")
    names = [entry["/Title"] for entry in sections if not isinstance(entry, list)]
    assert names == [
        "Key Findings",
        "Causes of Concern",
        "Recommendations",
        "Areas for Improvement",
        "Chief Constable response to report and any Recommendations/Areas for Improvement",
        "PCC response to report and any Recommendations/Areas for Improvement",
        "For Office Use Only:",
        "Notes",
    ]


def test_pages_are_a4_and_numbered(reader: PdfReader) -> None:
    """Each page is A4 and says which of how many it is."""
    count = len(reader.pages)
    assert count == 6
    for number, page in enumerate(reader.pages, start=1):
        assert [round(float(side)) for side in page.mediabox] == [0, 0, 595, 842]
        assert f"Page {number} of {count}" in page.extract_text()


def test_characters_survive(reader: PdfReader) -> None:
    """Welsh letters, quotes, dashes, spaces that do not break, and ticks can be copied out."""
    text = "".join(page.extract_text() for page in reader.pages)
    expected = "Tŷ’r Cyngor — ‘ŵ’ and “ŷ”, no\u00a0break, £5, ½, 20"
    assert expected in text
    for sign in "✓✔✗✅☐☑→⇒…":
        assert sign in text, sign


def test_numbers_of_lists(reader: PdfReader) -> None:
    """Numbers start where they should and jump where an item has its own."""
    text = "\n".join(page.extract_text() for page in reader.pages[:2])
    numbers = [line.split()[0] for line in text.splitlines() if line[:2] in {"3)", "7)", "8)"}]
    assert numbers == ["3)", "7)", "8)"]


def test_only_fonts_of_the_set(reader: PdfReader) -> None:
    """Every font is one of the set's, and a subset of it."""
    pages: Any = reader.pages
    names = {
        str(font.get_object()["/BaseFont"])
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }
    families = {name.partition("+")[2].rstrip(",") for name in names}
    assert families == {
        "Liberation-Sans",
        "Liberation-Sans-Bold",
        "Liberation-Sans-Italic",
        "Liberation-Sans-Bold-Italic",
        "Liberation-Mono",
        "Noto-Sans-Symbols-2",
    }


def structure(thing: Any, parent: str = "") -> Iterator[tuple[str, str]]:
    """Each element of a structure tree with its parent's kind."""
    thing = thing.get_object() if hasattr(thing, "get_object") else thing
    if isinstance(thing, list):
        for kid in thing:
            yield from structure(kid, parent)
    elif isinstance(thing, dict) and "/S" in thing:
        yield parent, thing["/S"]
        yield from structure(thing.get("/K", []), thing["/S"])
    elif isinstance(thing, dict) and thing.get("/Type") == "/OBJR":
        yield parent, "/OBJR"


def test_lists_and_links_are_tagged_as_the_standard_asks(reader: PdfReader) -> None:
    """Items hold labels and bodies alone, lists stand in bodies, annotations in links."""
    found = set(structure(_root(reader)["/StructTreeRoot"]["/K"]))
    assert {kind for parent, kind in found if parent == "/LI"} == {"/Lbl", "/LBody"}
    assert {kind for parent, kind in found if parent == "/L"} == {"/LI"}
    assert ("/LBody", "/L") in found
    assert {parent for parent, kind in found if kind == "/OBJR"} == {"/Link"}
    assert ("/Table", "/Caption") in found


def test_one_annotation_for_each_line_of_a_link() -> None:
    """A link with emphasis inside is one annotation and not two, one upon the other."""
    link = Hyperlink("https://x.uk/", (Strong((Text("bold"),)), Text(" and plain")))
    view = dataclasses.replace(rich_view(blocks=(Paragraph((link,)),)), header=())
    reader = PdfReader(io.BytesIO(pdf_of(view)))
    annotations = [note for page in reader.pages for note in page.get("/Annots", [])]
    assert len(annotations) == 1


def test_reading_order_of_an_item_around_a_list(reader: PdfReader) -> None:
    """What follows a nested list in its item is read after it."""
    bodies = [
        [thing for _, thing in structure(item.get_object()["/K"])]
        for item in _elements(reader, "/LBody")
    ]
    assert ["/P", "/Span", "/L", "/LI", "/Lbl", "/Span", "/LBody", "/Span", "/P", "/Span"] in bodies


def _elements(reader: PdfReader, kind: str) -> list[Any]:
    found = []

    def walk(thing: Any) -> None:
        thing = thing.get_object() if hasattr(thing, "get_object") else thing
        if isinstance(thing, list):
            for kid in thing:
                walk(kid)
        elif isinstance(thing, dict) and "/S" in thing:
            if thing["/S"] == kind:
                found.append(thing)
            walk(thing.get("/K", []))

    walk(_root(reader)["/StructTreeRoot"]["/K"])
    return found


def test_header_cells_say_what_they_head(reader: PdfReader) -> None:
    """Each header cell has its scope: the particulars' head rows, a table's first row columns."""
    scopes = [cell["/A"]["/Scope"] for cell in _elements(reader, "/TH")]
    assert scopes[:3] == ["/Row"] * 3
    assert "/Column" in scopes


# --- the same bytes ------------------------------------------------------------


_ELSEWHERE = """
import hashlib, sys, time
from pathlib import Path
day = float(sys.argv[2])
time.time = lambda: day
from tests.render.pdf.test_document import pdf_of
from tests.views_for_tests import LOGO, rich_view
from s55.templating.registry import load_set
print(hashlib.sha256(pdf_of(rich_view(logo=LOGO), load_set(Path(sys.argv[1])))).hexdigest())
"""


def test_same_bytes_again(pdf: bytes) -> None:
    """A second document in one process is as the first, also after another one."""
    pdf_of(rich_view(draft=False), standard_set("opccn-2022"))
    assert pdf_of(rich_view(logo=LOGO)) == pdf


def test_same_bytes_elsewhere(pdf: bytes, tmp_path: Path) -> None:
    """Another folder, day, time zone, hash seed, home and set of system fonts: the same bytes."""
    folder = tmp_path / "Tŷ & co"
    folder.mkdir()
    template = copied_set(folder)
    fonts = tmp_path / "fonts.conf"
    fonts.write_text("<fontconfig><dir>/nowhere</dir></fontconfig>", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE, str(template.folder), "4102444800"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": "77",
            "TZ": "Asia/Tokyo",
            "HOME": str(tmp_path),
            # With its clock far ahead, working folders of other runs would look a day old.
            "TMPDIR": str(folder),
            "FONTCONFIG_FILE": str(fonts),
            "LC_ALL": "C",
        },
    )
    assert done.stdout.strip() == hashlib.sha256(pdf).hexdigest()
    assert done.stderr == ""


# --- what goes wrong -------------------------------------------------------------


def test_character_without_a_glyph() -> None:
    """Each character that would become an empty box is named, with the words around it."""
    view = rich_view(blocks=(words("The force was pleased 😀 with this 漢 result"),))
    with pytest.raises(S55Error) as caught:
        pdf_of(view)
    assert caught.value.exit_code is ExitCode.PROBLEMS
    assert [problem.code for problem in caught.value.problems] == ["T210", "T210"]
    assert caught.value.problems[0].message == (
        "no font of the template set 'opccn-2023' has '漢' (U+6F22 CJK UNIFIED IDEOGRAPH-6F22), "
        "in 'was pleased 😀 with this 漢 result The grades'"
    )
    assert "(U+1F600 GRINNING FACE)" in caught.value.problems[1].message


@pytest.mark.parametrize(
    "element",
    [
        '<img src="file:///etc/hostname" alt="x">',
        '<img src="http://127.0.0.1:9/x.png" alt="x">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<link rel="attachment" href="file:///etc/hostname">',
    ],
)
def test_no_file_and_no_network(element: str) -> None:
    """Whatever a page asks for besides what it carries is refused."""
    template = standard_set()
    page = to_html(rich_view(), template).replace("</head>", f"{element}</head>")
    with pytest.raises(S55Error) as caught:
        to_pdf(page, rich_view(), template, DATA)
    problem = only_problem(caught.value)
    assert problem.code == "L204"
    assert caught.value.exit_code is ExitCode.SETTINGS


def test_what_the_printer_reports_is_an_error(tmp_path: Path) -> None:
    """A picture without alternative text is no accessible PDF, and nothing is printed about it."""
    template = copied_set(tmp_path)
    (template.folder / "layout.html").write_text(
        '<html lang="en"><title>x</title><p>{{ title }}<img src="data:image/png;base64,'
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
        'rkJggg==">',
        encoding="utf-8",
    )
    with pytest.raises(S55Error) as caught:
        pdf_of(rich_view(), template)
    problem = only_problem(caught.value)
    assert problem.code == "P502"
    assert "alt" in problem.message


def test_nothing_is_said_on_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    """Neither WeasyPrint nor its libraries write to the screen."""
    pdf_of(rich_view())
    assert capfd.readouterr() == ("", "")


def _many_columns() -> ResponseView:
    cells = tuple((Text(f"Responsibility{number}"),) for number in range(14))
    return rich_view(blocks=(Table(cells, (cells,), ("",) * 14),))


def test_a_table_of_many_columns_is_on_the_page_with_all_its_words() -> None:
    """Its words are broken where the page has no room for them."""
    told: list[str] = []
    view = _many_columns()
    to_pdf(to_html(view, standard_set()), view, standard_set(), DATA, told.append)
    assert "responsibility13" in told[0]


def test_words_beyond_the_edge_of_the_page_are_no_pdf(tmp_path: Path) -> None:
    """A set of an office's own may forbid that words are broken."""
    template = copied_set(tmp_path)
    with (template.folder / "style.css").open("a", encoding="utf-8") as style:
        style.write("th, .crowded th, td { overflow-wrap: normal }\n")
    with pytest.raises(S55Error) as failure:
        pdf_of(_many_columns(), template)
    problem = only_problem(failure.value)
    assert problem.code == "P503"
    assert problem.message == (
        "the PDF would cut off words at the edge of page 1: 'Responsibility5' and at 17 more places"
    )


@pytest.mark.parametrize("place", ["left: 30cm", "top: 31cm"])
@pytest.mark.parametrize("position", ["absolute", "relative"])
def test_words_that_are_put_beyond_the_edge_are_no_pdf(
    position: str, place: str, tmp_path: Path
) -> None:
    """To the right of the page, or below its foot."""
    template = copied_set(tmp_path)
    with (template.folder / "style.css").open("a", encoding="utf-8") as style:
        style.write(f"h1 {{ position: {position}; {place} }}\n")
    with pytest.raises(S55Error, match=r"at the (edge|foot) of page 1") as failure:
        pdf_of(rich_view(), template)
    assert only_problem(failure.value).code == "P503"


@pytest.mark.parametrize("kind", [ZeroDivisionError, RecursionError, KeyError, TypeError])
def test_a_slip_of_the_pdf_library_is_told_by_its_kind(kind: type[Exception]) -> None:
    with pytest.raises(S55Error) as failure, printing(standard_set()):
        raise kind("of no size")
    problem = only_problem(failure.value)
    assert problem.code == "P502"
    assert f": the PDF library stops with {kind.__name__} (" in problem.message


def test_a_running_title_that_the_foot_cuts_through_is_no_pdf(tmp_path: Path) -> None:
    """Its last line begins on the page and ends below it, as in letters of 16 points."""
    template = copied_set(tmp_path)
    with (template.folder / "style.css").open("a", encoding="utf-8") as style:
        style.write("@page { @bottom-left { font-size: 16pt } }\n")
    view = dataclasses.replace(rich_view(), document_title="Response to an inspection " * 8)
    with pytest.raises(S55Error) as failure:
        pdf_of(view, template)
    problem = only_problem(failure.value)
    assert problem.code == "P503"
    assert problem.message.startswith("the PDF would cut off words at the foot of page 1: 'Respon")
    assert problem.hint == (
        "In the template set's stylesheet, see that '@page' leaves room for these words."
    )


def test_a_long_title_at_the_foot_ends_with_its_third_line() -> None:
    view = dataclasses.replace(rich_view(), document_title="Response to an inspection " * 40)
    page = PdfReader(io.BytesIO(pdf_of(view))).pages[0]
    assert 3 <= page.extract_text().count("Response to an inspection") < 12


def test_one_more_place_of_words_beyond_the_edge_is_one_place(tmp_path: Path) -> None:
    """It is told as a person would say it."""
    template = copied_set(tmp_path)
    with (template.folder / "style.css").open("a", encoding="utf-8") as style:
        style.write(".statute { position: relative; top: 31cm; width: 9cm }\n")
    with pytest.raises(S55Error, match=r"' and at 1 more place$"):
        pdf_of(rich_view(), template)


def test_words_for_screen_readers_alone_may_be_beyond_the_other_edges(tmp_path: Path) -> None:
    """That is how pages hide words that are to be read aloud."""
    template = copied_set(tmp_path)
    with (template.folder / "style.css").open("a", encoding="utf-8") as style:
        style.write(".statute { position: absolute; left: -9999px }\n")
    assert pdf_of(rich_view(), template).startswith(b"%PDF")
