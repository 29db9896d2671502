"""The PDF of a paper, joined of parts that are laid out alone, is that of the whole page."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
import tinycss2
from lxml import etree, html
from markupsafe import Markup
from PIL import Image

from s55.errors import S55Error
from s55.pipeline.papers.paper import (
    PaperInput,
    PaperRequest,
    appended_of,
    paper_view,
    plan_paper,
)
from s55.pipeline.papers.whole import whole_paper
from s55.pipeline.response import Format
from s55.render.html.notes import PageWithNotes
from s55.render.html.stylesheet import inlined_stylesheet
from s55.render.paper import page as paper_page
from s55.render.paper.cut import CutPaper, cut
from s55.render.pdf.joining.alone import to_pdf_part
from s55.render.pdf.joining.parts import PartPage
from s55.views.paper.build import is_appended
from s55.views.response.contents import LogoView
from s55.workspace import find_workspace
from tests.command import ROOT
from tests.forty import TODAY

NAMES = ("call-handling-2024", "peel-2018-19", "victim-updates-2025")
APART = "@page { @bottom-right { content: counter(page) } } .appendix { break-before: page }"


def _given(*names: str) -> PaperInput:
    request = PaperRequest(
        date(2026, 12, 8), None, None, names, (Format.PDF,), None, Path("unused"), TODAY
    )
    return plan_paper(find_workspace(ROOT), request).given


@pytest.fixture(scope="module")
def given() -> PaperInput:
    """A paper of three responses, of two template sets."""
    return _given(*NAMES)


@pytest.fixture(scope="module")
def short() -> PaperInput:
    """A paper of one response."""
    return _given(NAMES[0])


@pytest.fixture(scope="module", params=["short", "long"])
def joined_and_at_once(request: pytest.FixtureRequest) -> tuple[bytes, bytes]:
    """The PDF of a paper, and the same, laid out as one page.

    One has a short covering report; that of the other counts as long, and so is in parts too.
    """
    with pytest.MonkeyPatch.context() as patch:
        given = _given(*NAMES)
        if request.param == "long":
            given = _given(*NAMES[::2])
            _call_long(patch)
        joined = whole_paper(given, [Format.PDF])[Format.PDF]
        cut_into = _lay_out_at_once(patch)
        at_once = whole_paper(given, [Format.PDF])[Format.PDF]
        assert [one.runs > 1 for one in cut_into] == [request.param == "long"]
        return joined, at_once


@pytest.fixture
def joined(joined_and_at_once: tuple[bytes, bytes]) -> bytes:
    """The PDF of parts."""
    return joined_and_at_once[0]


@pytest.fixture
def at_once(joined_and_at_once: tuple[bytes, bytes]) -> bytes:
    """That of one page."""
    return joined_and_at_once[1]


def _call_long(patch: pytest.MonkeyPatch) -> None:
    """Let covering reports be called long that are not, so that the tests are short."""
    for name, length in (("_LONG_REPORT", 3000), ("_LONG_SECTION", 1000), ("_RUN", 500)):
        patch.setattr(f"s55.render.paper.cut.{name}", length)


def _lay_out_at_once(patch: pytest.MonkeyPatch) -> list[CutPaper]:
    """Let a paper be printed whole, with pages that begin where they would in parts.

    Returns:
        how it would be cut, once it is printed.
    """
    pages: list[CutPaper] = []

    def whole(page: Any) -> str:
        text = str(html.tostring(pages[0].page, encoding="unicode", doctype="<!DOCTYPE html>"))
        for number, content in enumerate(page.contents, 1):
            text = paper_page.put_in_place(text, number, content)
        return text

    def not_cut(*arguments: Any) -> None:
        found = cut(*arguments)
        assert found
        for element in found.page.iter(etree.Element):
            element.attrib.pop("data-s55-part", "")
        pages.append(found)

    patch.setattr(paper_page, "cut", not_cut)
    patch.setattr("s55.pipeline.papers.whole._PaperPage.whole", whole)
    return pages


def _tags(reader: pypdf.PdfReader) -> Iterator[tuple[int, str, str, str, int]]:
    """Yield the tags in order: depth, kind, language, alternative text, number of contents."""
    pages = {page.indirect_reference.idnum for page in reader.pages if page.indirect_reference}

    def below(reference: Any, depth: int) -> Iterator[tuple[int, str, str, str, int]]:
        tag = reference.get_object()
        kids = [kid.get_object() for kid in tag["/K"]]
        own = [kid for kid in kids if isinstance(kid, int) or kid.get("/Type") == "/MCR"]
        assert "/Pg" not in tag or tag.raw_get("/Pg").idnum in pages
        yield (depth, tag["/S"], tag.get("/Lang", ""), tag.get("/Alt", ""), len(own))
        for kid in tag["/K"]:
            if "/S" in (kid.get_object() if not isinstance(kid, int) else {}):
                assert kid.get_object()["/P"] == tag
                yield from below(kid, depth + 1)

    root: Any = reader.trailer["/Root"]
    yield from below(root["/StructTreeRoot"]["/K"][0], 0)


def _links(reader: pypdf.PdfReader) -> list[tuple[int, str, str, list[float]]]:
    """List the links: page, words, where they lead, and where they are."""
    return [
        (
            number,
            annotation["/Contents"],
            str(annotation.get("/Dest") or annotation["/A"]["/URI"]),
            [round(float(side), 2) for side in annotation["/Rect"]],
        )
        for number, page in enumerate(reader.pages)
        for annotation in (one.get_object() for one in page.get("/Annots", ()))
    ]


def _destinations(reader: pypdf.PdfReader) -> dict[str, tuple[int | None, float]]:
    found = reader.named_destinations.items()
    return {
        name: (reader.get_destination_page_number(place), round(float(place.top or 0), 2))
        for name, place in found
    }


def _outline(reader: pypdf.PdfReader) -> list[tuple[int, str, int | None]]:
    def lines(entries: list[Any], level: int) -> Iterator[tuple[int, str, int | None]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from lines(entry, level + 1)
            else:
                number = reader.get_destination_page_number(entry)
                yield level, str(entry.title), number

    return list(lines(list(reader.outline), 0))


def test_its_tags_links_bookmarks_and_places_are_those_of_the_whole_page(
    joined: bytes, at_once: bytes
) -> None:
    """In the same order, and with the same numbers."""
    assert joined != at_once
    one, other = (pypdf.PdfReader(io.BytesIO(file)) for file in (joined, at_once))
    assert len(one.pages) == len(other.pages) > 15
    tags = list(_tags(one))
    assert tags == list(_tags(other))
    assert Counter(kind for _, kind, *_ in tags)["/Sect"] > 3
    for told in (_links, _destinations, _outline):
        assert told(one) == told(other) != []
    assert one.metadata == other.metadata
    assert one.attachments == other.attachments
    assert {"responses.json"} == set(one.attachments)


def test_each_header_cell_has_a_name_of_its_own(joined: bytes) -> None:
    """By which the cells below it name it. Two parts may name theirs alike before they are joined.

    So each puts its own number before the three that tell the cell within it.
    """
    reader = pypdf.PdfReader(io.BytesIO(joined))
    cells = [
        thing
        for thing in (reader.get_object(number) for number in range(1, _size(reader)))
        if isinstance(thing, pypdf.generic.DictionaryObject) and thing.get("/S") in {"/TH", "/TD"}
    ]
    names = Counter(str(cell["/ID"]) for cell in cells if "/ID" in cell)
    named = {str(name) for cell in cells for name in _attribute(cell, "/Headers")}
    assert set(names.values()) == {1}
    assert len({name.partition("-")[0] for name in names if name.count("-") == 3}) > 1
    assert named
    assert named <= names.keys()


def _attribute(cell: Any, name: str) -> list[Any]:
    given = cell.get("/A", [])
    return [
        value
        for one in (given if isinstance(given, list) else [given])
        for value in one.get_object().get(name, [])
    ]


def test_its_pages_look_and_read_as_those_of_the_whole_page(joined: bytes, at_once: bytes) -> None:
    """Their pictures are the same, and their words, with the numbers in the margins."""
    files = [pypdfium2.PdfDocument(file) for file in (joined, at_once)]
    for page, other in zip(*files, strict=True):
        words = page.get_textpage().get_text_bounded()
        assert words == other.get_textpage().get_text_bounded()
        assert f"of {len(files[0])}" in words
        pictures = [one.render(scale=0.5).to_pil().tobytes() for one in (page, other)]
        assert pictures[0] == pictures[1]


def test_every_content_and_link_leads_to_its_tag(joined: bytes) -> None:
    """The parent tree of the file has each page's content, and each link, once."""
    reader = pypdf.PdfReader(io.BytesIO(joined))
    root: Any = reader.trailer["/Root"]
    numbers = list(root["/StructTreeRoot"]["/ParentTree"]["/Nums"])
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert sorted(parents) == list(range(len(parents)))
    links = 0
    number: int
    page: Any
    for number, page in enumerate(reader.pages):
        assert page["/StructParents"] == number
        ids = [int(found) for found in re.findall(rb"/MCID (\d+)", page.get_contents().get_data())]
        assert sorted(ids) == list(range(len(parents[number])))
        for content, tag in enumerate(parents[number]):
            kids = tag.get_object()["/K"]
            assert content in kids or any(
                kid.get_object()["/MCID"] == content
                for kid in kids
                if not isinstance(kid, int) and "/MCID" in kid.get_object()
            )
        for annotation in page.get("/Annots", ()):
            tag = parents[annotation.get_object()["/StructParent"]].get_object()
            objects = [kid.get_object() for kid in tag["/K"] if not isinstance(kid, int)]
            assert annotation in [one.raw_get("/Obj") for one in objects if "/Obj" in one]
            links += 1
    assert links == len(parents) - len(reader.pages) > 0


def test_a_picture_of_several_parts_is_in_the_file_once(
    short: PaperInput,
) -> None:
    """The same stream is not written again: the logo, and its mask."""
    picture = io.BytesIO()
    Image.linear_gradient("L").convert("RGBA").save(picture, "png")
    logo = LogoView(picture.getvalue(), "image/png", "The office's logo")
    file = whole_paper(replace(short, logo=logo), [Format.PDF])[Format.PDF]
    reader = pypdf.PdfReader(io.BytesIO(file))
    pictures = [
        thing
        for thing in (reader.get_object(number) for number in range(1, _size(reader)))
        if isinstance(thing, pypdf.generic.StreamObject) and thing.get("/Subtype") == "/Image"
    ]
    assert len(pictures) == 2


def _fonts(file: bytes) -> Counter[str]:
    """Count the files of fonts in a PDF by the names of the fonts."""
    reader = pypdf.PdfReader(io.BytesIO(file))
    things = (reader.get_object(number) for number in range(1, _size(reader)))
    return Counter(
        str(thing["/FontName"])
        for thing in things
        if isinstance(thing, pypdf.generic.DictionaryObject) and "/FontFile2" in thing
    )


def test_a_font_of_several_parts_is_in_the_file_once(joined: bytes, at_once: bytes) -> None:
    """With the letters of all parts: the pages look as those that are laid out at once."""
    assert _fonts(joined) == _fonts(at_once)
    assert set(_fonts(joined).values()) == {1}
    assert len(_fonts(joined)) > 3
    assert len(joined) < 1.1 * len(at_once)


def test_a_font_that_cannot_be_found_by_its_description_goes_along_with_its_part(
    short: PaperInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the file has it twice, and looks the same."""
    joined = whole_paper(short, [Format.PDF])[Format.PDF]
    monkeypatch.setattr("s55.render.pdf.joining.fonts._found", lambda *_: None)
    apart = whole_paper(short, [Format.PDF])[Format.PDF]
    assert set(_fonts(joined).values()) == {1}
    assert set(_fonts(apart).values()) == {1, 2}
    for page, other in zip(*map(pypdfium2.PdfDocument, (joined, apart)), strict=True):
        pictures = [one.render(scale=0.5).to_pil().tobytes() for one in (page, other)]
        assert pictures[0] == pictures[1]


def test_a_paper_is_printed_as_a_whole_if_a_font_of_its_parts_is_not_found(
    short: PaperInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the process that joins them."""
    part = to_pdf_part

    def with_lost_font(*arguments: Any) -> Any:
        made = part(*arguments)
        assert made
        monkeypatch.setattr("s55.render.pdf.joining.fonts._found", lambda *_: None)
        return made

    monkeypatch.setattr("s55.render.pdf.joining.alone.to_pdf_part", with_lost_font)
    joined = whole_paper(short, [Format.PDF])[Format.PDF]
    monkeypatch.setattr(paper_page, "cut", lambda *_: None)
    assert joined == whole_paper(short, [Format.PDF])[Format.PDF]


def _size(reader: pypdf.PdfReader) -> int:
    size: Any = reader.trailer["/Size"]
    return int(size)


def test_what_an_appendix_is_painted_with_goes_along(
    short: PaperInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Gradients, what shines through, patterns; the page's background and border, its turns."""
    _set_style(
        monkeypatch,
        "@page { border: 3px double teal; background: #fefcf0 } body { padding-top: 1cm } "
        ".appendix .own-h1 { opacity: 0.5; background: linear-gradient(90deg, red, blue) } "
        ".appendix p { border-bottom: 2px dotted green; text-decoration: underline wavy } "
        ".appendix table { page: sideways } "
        ".appendix ul { background: repeating-radial-gradient(#fff, #eee 4px) }",
    )
    files = [whole_paper(short, [Format.PDF])[Format.PDF]]
    monkeypatch.setattr(paper_page, "cut", lambda *_: None)
    files.append(whole_paper(short, [Format.PDF])[Format.PDF])
    assert files[0] != files[1]
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(files[0])]
    assert {width > height for width, height in sizes[6:]} == {True, False}
    for page, other in zip(*map(pypdfium2.PdfDocument, files), strict=True):
        pictures = [one.render(scale=0.5).to_pil() for one in (page, other)]
        assert pictures[0].tobytes() == pictures[1].tobytes()


def test_only_pages_that_are_laid_out_at_once_are_limited(
    short: PaperInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A paper of parts may have more."""
    joined = whole_paper(short, [Format.PDF])[Format.PDF]
    most = 8
    assert len(pypdf.PdfReader(io.BytesIO(joined)).pages) > most
    monkeypatch.setattr("s55.render.pdf.page_limit.MAX_PAGES", most)
    assert whole_paper(short, [Format.PDF])[Format.PDF] == joined
    monkeypatch.setattr(paper_page, "cut", lambda *_: None)
    with pytest.raises(S55Error, match="more than 1,000 pages"):
        whole_paper(short, [Format.PDF])


# --- a long covering report -------------------------------------------------------------


def _report(*sections: str) -> str:
    return _page(APART, f"<main>{''.join(sections)}{SECTION.format(1)}</main>")


def _section_of(key: str, *reports: int) -> str:
    """Write a section with reports of so many characters each."""
    told = "".join(f"<h3>Report</h3><p>{'x' * length}</p>" for length in reports)
    return f'<section id="{key}"><h2>Heading</h2>{told}</section>'


def _marks(page: etree._Element, key: str) -> list[tuple[str, str | None, bool]]:
    """Tell of each element of a section its part, and whether it begins a page."""
    section = page.find(f".//*[@id='{key}']")
    assert section is not None
    return [
        (str(one.tag), one.get("data-s55-part"), "break-before: page" in (one.get("style") or ""))
        for one in section
    ]


def test_the_long_sections_of_a_long_report_are_in_parts_that_begin_pages() -> None:
    """At the heading after each 20,000 characters; and so does what comes after them."""
    sections = [
        _section_of("short", 5000),
        _section_of("long", 5000, 16000, 4000, 30000),
        _section_of("after", 9000),
        _section_of("last", 9000),
    ]
    paper = cut(_report(*sections), ["a1"], APART)
    assert paper is not None
    assert paper.runs == 2
    assert {part for _, part, _ in _marks(paper.page, "short")} == {None}
    assert _marks(paper.page, "long") == [
        ("h2", "1", True),
        ("h3", "1", False),
        ("p", "1", False),
        ("h3", "1", False),
        ("p", "1", False),
        ("h3", "2", True),
        ("p", "2", False),
        ("h3", "2", False),
        ("p", "2", False),
    ]
    begin = [one.get("id") for one in paper.page.iter("section") if one.get("style")]
    assert begin == ["after"]
    first, second = paper.runs_alone()
    assert [page.count("x" * 1000) for page in (first, second)] == [21, 34]


@pytest.mark.parametrize(
    "sections",
    [
        (_section_of("items", 30000), _section_of("progress", 15000)),
        tuple(_section_of(f"s{number}", 9000) for number in range(9)),
        (_section_of("items", 60000).replace("<h3>", "Words between<h3>"),),
    ],
)
def test_a_report_that_is_short_or_not_of_long_sections_is_not_divided(
    sections: Sequence[str],
) -> None:
    """Nor is one whose sections hold words beside their elements."""
    paper = cut(_report(*sections), ["a1"], APART)
    assert paper is not None
    assert paper.runs == 0
    assert "break-before: page !important" not in paper.covering([[]])


def test_what_stands_on_the_page_of_a_part_is_noticed(
    given: PaperInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where what comes after a part does not begin a page: then the paper is printed as a whole."""
    _call_long(monkeypatch)
    _set_style(monkeypatch, ".paper.progress { position: absolute }")
    joined = whole_paper(given, [Format.PDF])[Format.PDF]
    monkeypatch.setattr(paper_page, "cut", lambda *_: None)
    assert joined == whole_paper(given, [Format.PDF])[Format.PDF]


# --- what is printed as a whole ---------------------------------------------------------


def _page(style: str, layout: str) -> str:
    return f"<!DOCTYPE html><html><head><style>{style}</style></head><body>{layout}</body></html>"


HEADING = '<h2 id="a{0}">Appendix</h2>'
SECTION = f'<section class="appendix">{HEADING}<div data-s55-place="{{0}}"></div></section>'
TWO = f"<h1>Paper</h1><main>{SECTION.format(1)}{SECTION.format(2)}</main>"


def test_a_page_is_cut() -> None:
    """So that the others below are refused for what they have."""
    paper = cut(_page(APART, TWO), ["a1", "a2"], APART)
    assert paper is not None
    first, second = paper.appendices_alone()
    assert 'place="1"' in first
    assert 'place="2"' not in first
    assert 'place="2"' in second


def _anchors(page: str) -> list[str]:
    """The appendices that are on a page, hidden or shown, by the places where they begin."""
    ids = re.findall(r'<section class="appendix"[^>]*?(?: id="(\w+)")?[^>]*>', page)
    return [one for one in ids if one]


def _many(style: str, head: str = "") -> CutPaper:
    """A paper of twenty appendices, each a section with a name of its own."""
    numbers = range(1, 21)
    sections = [
        SECTION.format(one).replace('"appendix"', f'"appendix" id="s{one}"') for one in numbers
    ]
    sections[9] = sections[9].replace("Appendix<", f"Appendix {head}<")
    layout = f"<main>{''.join(sections)}</main>"
    paper = cut(_page(style, layout), [f"a{one}" for one in numbers], style)
    assert paper is not None
    return paper


def test_the_page_of_an_appendix_does_not_grow_with_the_paper() -> None:
    """It holds the first and the last of the others, its neighbours, and where its links lead."""
    tenth = list(_many(APART, '<a href="#s17">see</a>').appendices_alone())[9]
    assert _anchors(tenth) == [
        "s1",
        *("s7", "s8", "s9"),
        "s10",
        *("s11", "s12", "s13"),
        "s17",
        "s20",
    ]
    assert tenth.count("display: none") == 9


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ("section:nth-child(3) { color: red }", 20),
        (".appendix:nth-of-type(2n) { color: red }", 20),
        ("#s1 ~ .appendix { color: red }", 20),
        ("th:nth-child(3), a[rel~='next'] { color: red }", 9),
        ("#s9 + .appendix, .appendix:last-child { color: red }", 9),
    ],
)
def test_where_a_rule_counts_what_stands_beside_all_of_it_is_there(rule: str, shown: int) -> None:
    """So the rule finds what it found in the whole page."""
    tenth = list(_many(f"{APART} {rule}").appendices_alone())[9]
    assert len(_anchors(tenth)) == shown


def test_the_page_of_a_part_of_the_report_does_not_grow_with_it() -> None:
    """Of the other parts of its section the neighbours are there, and both ends."""
    sizes = []
    for reports in (20, 60):
        section = _section_of("long", *[7000] * reports)
        paper = cut(_report(section), ["a1"], APART)
        assert paper is not None
        pages = list(paper.runs_alone())
        assert len(pages) > 5
        sizes.append({page.count("<h3") + page.count("<p") for page in pages[2:-2]})
    assert sizes[0] == sizes[1]


@pytest.mark.parametrize(
    ("style", "layout"),
    [
        ("@page :first { margin: 0 }", TWO),
        ("@page wide:left { margin: 0 }", TWO),
        (".logo { position: fixed }", TWO),
        (".head { position: running(head) }", TWO),
        (".appendix { break-before: right }", TWO),
        (".note { float: footnote }", TWO),
        (".appendix { counter-increment: appendix }", TWO),
        (APART, TWO.replace("</main>", "<p>The end</p></main>")),
        (APART, TWO.replace("</main>", "</main><footer>The end</footer>")),
        (APART, TWO.replace("</main>", "The end</main>")),
        (APART, TWO.replace("</section>", "</section><p>Between</p>", 1)),
        (APART, TWO.replace("section", "main").replace("main", "body")),
        (APART, f"<div>{SECTION.format(1)}</div><div>{SECTION.format(2)}</div>"),
        (APART, f"<main>{SECTION.format(1).replace('</section>', SECTION.format(2))}</main>"),
        (APART, f"<main>{re.sub('</?section[^>]*>', '', TWO)}</main>"),
        (APART, TWO.replace('id="a2"', 'id="b2"')),
        (APART, TWO + '<div data-s55-place="1"></div>'),
    ],
)
def test_a_page_whose_appendices_are_not_apart_is_not_cut(style: str, layout: str) -> None:
    """Its style sheet or its layout makes a part depend on others: it is printed as a whole."""
    assert cut(_page(style, layout), ["a1", "a2"], style) is None


@pytest.mark.parametrize(
    "style",
    [
        ".appendix { break-before: auto } .appendix-heading { page: upright }",
        ".appendix p::after { content: counter(page) }",
    ],
)
def test_an_appendix_that_is_not_separate_is_printed_with_the_rest(
    style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does not begin a page, or shows page numbers, which only the whole paper has."""
    made: list[object] = []

    def part(*arguments: Any) -> object:
        made.append(to_pdf_part(*arguments))
        return made[-1]

    _set_style(monkeypatch, style)
    monkeypatch.setattr("s55.render.pdf.joining.alone.to_pdf_part", part)
    file = whole_paper(_given(*NAMES[::2]), [Format.PDF])[Format.PDF]
    assert made == [None]  # and not the second
    assert len(pypdf.PdfReader(io.BytesIO(file)).pages) > 8


@pytest.mark.parametrize(
    ("elements", "told"),
    [
        (".appendix-heading", "at the edge of page 6: 'Appendix 1: "),
        ("header.paper h1, .appendix-heading", "page 1: 'Responses to inspections of "),
    ],
)
def test_words_beyond_the_edge_are_told_with_the_page_of_the_paper(
    elements: str, told: str, short: PaperInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same is said of a paper in parts as of one that is laid out at once."""
    _set_style(monkeypatch, f"{elements} {{ margin-left: 30cm; width: 30cm }}")
    said = []
    for whole in (False, True):
        if whole:
            monkeypatch.setattr(paper_page, "cut", lambda *_: None)
        with pytest.raises(S55Error, match="cut off words") as failure:
            whole_paper(short, [Format.PDF])
        said.append(str(failure.value))
    assert said[0] == said[1]
    assert told in f"{said[0]}\n"


def test_all_characters_that_no_font_has_are_told_at_once(
    given: PaperInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of every response, although each is printed by itself."""
    texts = [Markup("<p>{}</p>").format(character) for character in "\u4e02\u4e04\u4e05"]
    monkeypatch.setattr(paper_page, "appendix_contents", lambda *_: iter(texts))
    with pytest.raises(S55Error) as failure:
        whole_paper(given, [Format.PDF])
    found = failure.value.problems
    assert [one.code for one in found] == ["T210"] * 3
    assert [f"U+4E0{number}" in one.message for number, one in zip("245", found, strict=True)] == [
        True
    ] * 3


def test_the_notes_of_the_responses_are_numbered_on(
    given: PaperInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From those of the covering report, and from one response to the next."""
    asked: list[int] = []

    def page(_view: object, _template: object, first_note: int = 1) -> PageWithNotes:
        asked.append(first_note)
        return PageWithNotes("<html><body><p>A note</p></body></html>", first_note + 2)

    monkeypatch.setattr(paper_page, "page_with_notes", page)
    view, _ = paper_view(given)
    appended = {one.name: appended_of(given, one) for one in given.cases if is_appended(one)}
    list(paper_page.appendix_contents(view, given.template, appended))
    # Each is made once to see whether it has notes, and again with their numbers.
    assert asked == [1, 1, 3, 1, 5, 1, 7]


def _styles(page: etree._Element) -> list[str]:
    return [str(element.get("style", "")) for element in page.iter(etree.Element)]


def test_what_an_appendix_sets_for_the_margins_is_taken_over_as_it_is() -> None:
    """The values of named strings, with every character that means something in a style sheet."""
    paper = cut(_page(APART, TWO), ["a1", "a2"], APART)
    assert paper is not None
    value = 'A "part" \\ with\nlines; and }'
    page = PartPage((1, 1), "", (("appendix", value),), (), {}, 0, (), ())
    covering = html.document_fromstring(paper.covering([[page], []]))
    (style,) = (one for one in _styles(covering) if "string-set" in one)
    found = tinycss2.parse_blocks_contents(style, skip_whitespace=True)[-1]
    assert found.name == "string-set"
    assert found.value[-1].value == value


def _set_style(monkeypatch: pytest.MonkeyPatch, more: str) -> None:
    styled = _styled(more)
    monkeypatch.setattr(paper_page, "inlined_stylesheet", styled)
    monkeypatch.setattr("s55.render.html.document.inlined_stylesheet", styled)


def _styled(more: str) -> Callable[[Any], str]:
    return lambda template: f"{inlined_stylesheet(template)}\n@media print {{ {more} }}\n"


def test_blank_pages_of_another_number_are_noticed(
    short: PaperInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the paper is printed as a whole."""
    pages = len(pypdf.PdfReader(io.BytesIO(whole_paper(short, [Format.PDF])[Format.PDF])).pages)
    covering = CutPaper.covering
    monkeypatch.setattr(
        CutPaper, "covering", lambda self, parts: covering(self, [pages[1:] for pages in parts])
    )
    file = whole_paper(short, [Format.PDF])[Format.PDF]
    assert len(pypdf.PdfReader(io.BytesIO(file)).pages) == pages


def test_blank_pages_of_another_size_are_noticed(
    short: PaperInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then, too."""
    _set_style(monkeypatch, ".appendix table { page: sideways }")
    sizes = _sizes(whole_paper(short, [Format.PDF])[Format.PDF])
    assert len(set(sizes)) == 2
    covering = CutPaper.covering
    monkeypatch.setattr(
        CutPaper,
        "covering",
        lambda self, parts: covering(self, [[replace(one, name="") for one in parts[0]]]),
    )
    assert _sizes(whole_paper(short, [Format.PDF])[Format.PDF]) == sizes


def _sizes(file: bytes) -> list[tuple[float, float]]:
    return [page.get_size() for page in pypdfium2.PdfDocument(file)]
