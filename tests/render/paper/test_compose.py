"""A covering report and responses as one Word file: nothing is lost, mixed up or counted anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from s55.errors import S55Error
from s55.importers.readers.word.package import open_word
from s55.render.paper.compose import AppendixFile, composed
from s55.render.paper.file import WordFile
from s55.render.word.package import read_parts
from s55.returns.word.marks import carried_by
from s55.returns.word.reading import carried_in
from s55.word.kept import NAMESPACE
from s55.word.xml import R, w
from tests.render.word_files import NS, part_of, shown_numbers, style_of, text_of, value

EXAMPLES = (
    "call-handling-2024",
    "online-fraud-2026",
    "peel-2018-19",
    "peel-2021-22",
    "peel-spotlight-2023",
    "victim-updates-2025",
)
RID = f"{{{R}}}id"
RELATIONS = "word/_rels/document.xml.rels"
STYLES = "word/styles.xml"
SETTINGS = "word/settings.xml"


class Files(dict[str, bytes]):
    """Word files by their names."""

    def __repr__(self) -> str:
        """Short, for the reports of properties that fail."""
        return "Files"


class Cover(bytes):
    """The Word file of a covering report."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Short, for the reports of properties that fail."""
        return "Cover"


@pytest.fixture(scope="session")
def files(rendered: Path) -> Files:
    """The Word files of the examples by their names."""
    return Files({name: (rendered / f"{name}.docx").read_bytes() for name in EXAMPLES})


@pytest.fixture(scope="session")
def cover(files: Files) -> Cover:
    """A covering report: it carries no data of a response."""
    emptied = {"customXml/item1.xml": lambda _: f'<kept xmlns="{NAMESPACE}"/>'}
    return Cover(edited(files["peel-2018-19"], emptied, without=("docProps/custom.xml",)))


def appendix(number: int, docx: bytes, title: str = "A report") -> AppendixFile:
    """An appendix with the bookmark that a paper gives it."""
    return AppendixFile(number, title, docx, f"appendix_{number}")


def paper(main: bytes, *responses: bytes) -> bytes:
    """A paper of these responses in this order."""
    return composed(main, [appendix(number, one) for number, one in enumerate(responses, 1)])


def edited(
    data: bytes,
    changes: Mapping[str, Callable[[str], str]] | None = None,
    added: Mapping[str, str | bytes] | None = None,
    without: Sequence[str] = (),
) -> bytes:
    """A Word file with some of its parts changed, added or left out."""
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name in without:
        del parts[name]
        for one in ("[Content_Types].xml", "_rels/.rels"):
            pattern = rf'<[A-Z][a-z]+ [^>]*"/?{re.escape(name)}"[^>]*/>'
            parts[one] = re.sub(pattern.encode(), b"", parts[one])
    for name, change in (changes or {}).items():
        before = parts[name].decode()
        parts[name] = change(before).encode()
        assert parts[name].decode() != before, f"the test changes nothing in {name}"
    for name, content in (added or {}).items():
        parts[name] = content if isinstance(content, bytes) else content.encode()
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def replaced(old: str, new: str) -> Callable[[str], str]:
    """A change of a part: the first ``old`` becomes ``new``."""
    return lambda text: text.replace(old, new, 1)


def paragraphs(data: bytes) -> list[etree._Element]:
    """The paragraphs of the body."""
    return list(part_of(data).iter(w("p")))


def texts(data: bytes) -> list[str]:
    """The text of each paragraph of the body."""
    return [text_of(one) for one in paragraphs(data)]


def parts_of(data: bytes, kind: str = "") -> dict[str, etree._Element]:
    """The parts whose names hold ``kind``, parsed."""
    return {
        name: etree.fromstring(content)
        for name, content in read_parts(data).items()
        if kind in name and name.endswith(".xml")
    }


def numbers(data: bytes) -> list[tuple[int, str, str]]:
    """Every list paragraph as Word counts it."""
    return shown_numbers(paragraphs(data), part_of(data, "word/numbering.xml"))


# --- nothing is lost -------------------------------------------------------------------------


@settings(max_examples=25)
@given(order=st.lists(st.sampled_from(EXAMPLES), max_size=6))
def test_any_responses_in_any_order_keep_every_text(
    files: Files, cover: Cover, order: list[str]
) -> None:
    """Each paragraph of each part is there, in its order, and a heading for each appendix."""
    made = paper(cover, *(files[name] for name in order))
    expected = texts(cover)
    for number, name in enumerate(order, 1):
        expected += [f"Appendix {number}: A report", *texts(files[name])]
    assert texts(made) == expected


@settings(max_examples=25)
@given(order=st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=6))
def test_every_list_counts_as_in_its_own_file(files: Files, cover: Cover, order: list[str]) -> None:
    """Numbers, levels and marks, whatever stands before."""
    made = paper(cover, *(files[name] for name in order))
    own = [one for data in (cover, *(files[name] for name in order)) for one in numbers(data)]
    assert numbers(made) == own


def test_lists_that_count_are_among_the_examples(files: Files) -> None:
    """So that the test before tests something."""
    shown = [label for data in files.values() for _, label, _ in numbers(data)]
    assert {"1.", "2.", "3.", "11)"} <= set(shown)


def test_the_same_response_twice(files: Files, cover: Cover) -> None:
    """Both count from their own start, and both keep their links."""
    data = files["peel-2021-22"]
    made = paper(cover, data, data)
    assert numbers(made) == numbers(cover) + numbers(data) * 2
    assert links(made) == links(cover) + links(data) * 2


def links(data: bytes) -> list[tuple[str, str]]:
    """The words and the address of each link of the body."""
    relations = {one.get("Id"): one.get("Target") for one in part_of(data, RELATIONS)}
    return [
        (text_of(one), str(relations[one.get(RID)]))
        for one in part_of(data).iter(w("hyperlink"))
        if one.get(RID)
    ]


def test_links_lead_where_they_led(files: Files, cover: Cover) -> None:
    """The addresses beside the words."""
    made = paper(cover, *files.values())
    expected = [one for data in (cover, *files.values()) for one in links(data)]
    assert links(made) == expected
    assert len(expected) > 8


def test_abstract_lists_come_before_lists(files: Files, cover: Cover) -> None:
    """Or Word drops all of them in silence; and each list has a pattern."""
    root = part_of(paper(cover, *files.values()), "word/numbering.xml")
    kinds = [etree.QName(one).localname for one in root]
    assert kinds == sorted(kinds)
    patterns = {one.get(w("abstractNumId")) for one in root.iterfind(w("abstractNum"))}
    used = [value(one, "w:abstractNumId") for one in root.iterfind(w("num"))]
    assert set(used) <= patterns
    ids = [one.get(w("numId")) for one in root.iterfind(w("num"))]
    nsids = [value(one, "w:nsid") for one in root.iterfind(w("abstractNum"))]
    assert len(set(ids)) == len(ids)
    assert len({one for one in nsids if one}) == len([one for one in nsids if one])


# --- headings and sections -------------------------------------------------------------------


def test_headings_of_an_appendix_stand_below_its_own(files: Files, cover: Cover) -> None:
    """Heading 1 is the appendix's; a response's first heading is Heading 2, and so on."""
    data = files["call-handling-2024"]
    own = [(style_of(one), text_of(one)) for one in paragraphs(data)]
    made = [(style_of(one), text_of(one)) for one in paragraphs(paper(cover, data))]
    headings = [one for one in made if (one[0] or "").startswith("Heading")]
    above = [one for one in own if (one[0] or "").startswith("Heading")]
    lowered = [(f"Heading{int((style or '')[-1]) + 1}", text) for style, text in above]
    assert headings[-len(lowered) - 1 :] == [("Heading1", "Appendix 1: A report"), *lowered]
    assert {style for style, _ in lowered} == {"Heading2", "Heading3", "Heading4", "Heading5"}


def test_the_deepest_heading_finds_a_style_below_it(files: Files, cover: Cover) -> None:
    """The standard sets end with Heading 6: Heading 7 is made after it."""
    data = edited(
        files["call-handling-2024"],
        {"word/document.xml": replaced('w:val="Heading4"', 'w:val="Heading6"')},
    )
    made = paper(cover, data, data)
    assert [style_of(one) for one in paragraphs(made)].count("Heading7") == 2
    styles = part_of(made, STYLES)
    (style,) = styles.findall("w:style[@w:styleId='Heading7']", NS)
    assert value(style, "w:name") == "heading 7"
    assert value(style, "w:pPr/w:outlineLvl") == "6"


def test_the_heading_stands_in_its_bookmark(files: Files, cover: Cover) -> None:
    """So that a contents list can lead to it."""
    data = files["peel-2021-22"]
    made = composed(cover, [AppendixFile(7, "PEEL <2021> & “22”", data, "app_seven")])
    (heading,) = [one for one in paragraphs(made) if text_of(one).startswith("Appendix 7")]
    assert text_of(heading) == "Appendix 7: PEEL <2021> & “22”"
    kinds = [etree.QName(one).localname for one in heading]
    assert kinds == ["pPr", "bookmarkStart", "r", "bookmarkEnd"]
    assert heading[1].get(w("name")) == "app_seven"
    assert heading[1].get(w("id")) == heading[3].get(w("id"))


def test_a_bookmark_that_is_taken_is_refused(files: Files, cover: Cover) -> None:
    """Word would drop the second one, and the contents list would lead nowhere."""
    data = files["peel-2021-22"]
    with pytest.raises(ValueError, match="appendix_1"):
        composed(cover, [appendix(1, data), appendix(1, data)])


def test_each_appendix_has_a_section_of_its_own(files: Files, cover: Cover) -> None:
    """It begins on a new page, has its own footer and margins, and counts the pages on."""
    made = paper(cover, files["peel-2021-22"], files["call-handling-2024"])
    root = part_of(made)
    relations = {one.get("Id"): one.get("Target") for one in part_of(made, RELATIONS)}
    found = list(root.iter(w("sectPr")))
    assert [value(one, "w:type") for one in found] == [None, "nextPage", "nextPage"]
    assert not list(root.iter(w("pgNumType")))
    shown = []
    for section in found[1:]:
        named = {
            etree.QName(one).localname: part_of(made, f"word/{relations[one.get(RID)]}")
            for one in section
            if one.get(RID)
        }
        shown.append((text_of(named["headerReference"]), text_of(named["footerReference"])))
        codes = [one.text for one in named["footerReference"].iter(w("instrText"))]
        assert codes == [" PAGE ", " NUMPAGES "]
    assert shown[0][0] == "Appendix 1"
    assert shown[0][1].startswith("Section 55 response: PEEL 2021/22")
    assert shown[1][0] == "Appendix 2"
    assert shown[1][1].startswith("Section 55 response: Accelerated cause of concern")


# --- ids and marks ---------------------------------------------------------------------------


def test_ids_and_names_are_unique(files: Files, cover: Cover) -> None:
    """Of controls, bookmarks and their names; each bookmark ends where it began."""
    root = part_of(paper(cover, *files.values(), *files.values()))
    controls = [value(one, "w:sdtPr/w:id") for one in root.iter(w("sdt"))]
    starts = [one.get(w("id")) for one in root.iter(w("bookmarkStart"))]
    names = [one.get(w("name"), "").lower() for one in root.iter(w("bookmarkStart"))]
    ends = [one.get(w("id")) for one in root.iter(w("bookmarkEnd"))]
    assert len(set(controls)) == len(controls) > 300
    assert len(set(starts)) == len(starts)
    assert len(set(names)) == len(names)
    assert Counter(starts) == Counter(ends)
    assert all(len(name) <= 40 for name in names)


def test_controls_keep_their_titles_and_lose_their_places(files: Files, cover: Cover) -> None:
    """A tag of one response is never taken for the same place of another; boxes stay boxes."""
    data = files["call-handling-2024"]
    before, after = part_of(cover), part_of(paper(cover, data))
    own = part_of(data)

    def said(root: etree._Element, name: str) -> list[str | None]:
        return [value(one, f"w:sdtPr/w:{name}") for one in root.iter(w("sdt"))]

    assert said(after, "alias") == said(before, "alias") + said(own, "alias")
    tags = said(after, "tag")[len(said(before, "tag")) :]
    assert tags[0] == "appendix1:inspection.title"
    assert not set(tags) & set(said(own, "tag"))
    assert len(set(tags)) == len(set(said(own, "tag")))
    assert all(len(tag or "") <= 64 for tag in tags)
    boxes = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
    assert len(list(after.iter(boxes))) == len(list(before.iter(boxes))) + len(
        list(own.iter(boxes))
    )


def test_a_paper_is_no_response_to_collect(files: Files, cover: Cover) -> None:
    """The data of the responses is not in it, so that nobody takes it for one of them."""
    assert carried_by(open_word(files["peel-2021-22"], "response.docx")) is not None
    made = paper(cover, *files.values())
    assert carried_by(open_word(made, "paper.docx")) is None
    assert "docProps/custom.xml" not in read_parts(made)
    with pytest.raises(S55Error) as failure:
        carried_in(made, "paper.docx")
    assert [one.code for one in failure.value.problems] == ["R101"]


def test_properties_and_language_are_the_covering_reports(files: Files, cover: Cover) -> None:
    """Title, author and date; and Word does not ask whether to update the file."""
    asking = edited(
        cover, {SETTINGS: replaced("<w:compat>", '<w:updateFields w:val="1"/><w:compat>')}
    )
    made = read_parts(paper(asking, files["peel-2021-22"]))
    assert made["docProps/core.xml"] == read_parts(cover)["docProps/core.xml"]
    assert b"updateFields" not in made[SETTINGS]
    assert made[SETTINGS] == read_parts(cover)[SETTINGS]
    assert b'w:lang w:val="en-GB"' in made[STYLES]


def test_the_same_input_gives_the_same_bytes(files: Files, cover: Cover) -> None:
    """And what is put in is not changed by it."""
    first = paper(cover, *files.values())
    assert first == paper(cover, *files.values())


def test_an_appendix_that_is_in_the_paper_is_text_and_no_tree_any_more(
    files: Files, cover: Cover, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a long paper needs little memory; and its bytes are those of one tree."""
    left: list[int] = []

    def written(self: WordFile) -> bytes:
        left.append(sum(len(text_of(one).strip()) for one in self.body))
        return original(self)

    original = WordFile.written
    monkeypatch.setattr(WordFile, "written", written)
    order = [files[name] for name in EXAMPLES]
    made = paper(cover, *order)
    monkeypatch.setattr(WordFile, "set_aside", lambda *_: None)
    assert made == paper(cover, *order)
    assert left[0] < left[1] / 5


def test_a_file_cannot_ask_for_what_was_set_aside(files: Files, cover: Cover) -> None:
    """By the instruction that stands for it while a paper is made."""
    asking = edited(
        cover,
        {
            "word/document.xml": replaced(
                "<w:body>", "<w:body><?s55-set-aside 0?><?s55-set-aside 9?>"
            )
        },
    )
    response = files["peel-2018-19"]
    assert paper(asking, response) == paper(cover, response)


def test_nothing_to_append_leaves_the_report(cover: Cover) -> None:
    """All its parts, word for word."""
    made, own = read_parts(paper(cover)), read_parts(cover)
    assert {name: made[name] for name in own if name.startswith("word/")} == {
        name: own[name] for name in own if name.startswith("word/")
    }


# --- what cannot be used ---------------------------------------------------------------------


def _hostile(data: bytes) -> dict[str, bytes]:
    document = "word/document.xml"
    return {
        "no zip": b"PK nonsense",
        "nothing": b"",
        "cut": data[: len(data) // 2],
        "no body": edited(data, {document: lambda t: t.replace("w:body", "w:bodies")}),
        "broken XML": edited(data, {document: lambda t: t[:-20]}),
        "entities": edited(data, {document: lambda t: "<!DOCTYPE a [<!ENTITY b 'c'>]>" + t[55:]}),
        "a part that is missing": edited(data, {RELATIONS: replaced("styles.xml", "none.xml")}),
        "a link to nothing": edited(data, {document: replaced('r:id="rId5"', 'r:id="rId99"')}),
        "no document": edited(data, {"_rels/.rels": lambda t: t.replace('officeDocument"', 'x"')}),
    }


BROKEN = (
    "no zip",
    "nothing",
    "cut",
    "no body",
    "broken XML",
    "entities",
    "a part that is missing",
    "a link to nothing",
    "no document",
)


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_appendix_is_named(files: Files, cover: Cover, kind: str) -> None:
    """With its number and title, in one problem."""
    broken = _hostile(files["peel-spotlight-2023"])[kind]
    with pytest.raises(S55Error) as failure:
        composed(cover, [appendix(1, files["peel-2018-19"]), appendix(2, broken, "Fraud")])
    (problem,) = failure.value.problems
    assert problem.code == "L209"
    assert problem.message.startswith("appendix 2 ('Fraud') cannot be put into the paper: ")


@pytest.mark.parametrize("kind", ["no zip", "no body", "no document"])
def test_a_broken_covering_report_is_refused(files: Files, kind: str) -> None:
    """As a damaged layout."""
    with pytest.raises(S55Error) as failure:
        composed(_hostile(files["peel-spotlight-2023"])[kind], [])
    assert failure.value.problems[0].code == "L201"


@settings(max_examples=60)
@given(place=st.integers(min_value=0), byte=st.integers(0, 255))
def test_a_damaged_byte_never_makes_another_error(
    files: Files, cover: Cover, place: int, byte: int
) -> None:
    """Either it does not matter, or it is told."""
    with ZipFile(BytesIO(files["online-fraud-2026"])) as package:
        document = bytearray(package.read("word/document.xml"))
    document[place % len(document)] = byte
    broken = edited(files["online-fraud-2026"], added={"word/document.xml": bytes(document)})
    codes = {"L209"}
    try:
        paper(cover, broken)
    except S55Error as failure:
        codes = {one.code for one in failure.problems}
    assert codes == {"L209"}
