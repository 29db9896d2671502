"""Edits as Word itself writes them, each with exactly what it becomes in the draft and is told."""

from __future__ import annotations

import difflib
from copy import deepcopy
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from s55.returns.collecting import Collected, collect
from s55.word.elements import qualified
from s55.word.xml import W, add, element, w
from tests.returns.word_files import (
    BODY,
    DRAFT,
    Edit,
    add_words,
    control_of,
    edited,
    made,
    new_paragraph,
    packed,
    paragraph_with,
    set_words,
)

RELATIONS = "word/_rels/document.xml.rels"
COMMENTS = f"""<w:comments xmlns:w="{W}">
<w:comment w:id="7" w:author="Kim Reader"><w:p><w:r><w:t>How</w:t></w:r>
<w:r><w:t> many</w:t></w:r></w:p><w:p><w:r><w:t>exactly?</w:t></w:r></w:p></w:comment>
<w:comment w:id="8" w:author="Lee Writer"><w:p><w:r><w:t>Nice form.</w:t></w:r></w:p></w:comment>
<w:comment w:id="9" w:author=""><w:p><w:r><w:t>Who am I?</w:t></w:r></w:p></w:comment>
</w:comments>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PICTURE = b"\x89PNG\r\n\x1a\n not really"


def outcome(data: bytes, draft: str = DRAFT) -> tuple[Collected, list[str], list[str]]:
    """What was collected: the whole, the lines that go and come, and what is told."""
    found = collect(draft, "harbour", data, "back.docx", made(), allow_empty=False)
    lines = difflib.ndiff(draft.splitlines(), found.text.splitlines())
    told = [f"{one.code}: {one.message}" for one in found.problems]
    return found, [line for line in lines if line[0] in "+-"], told


def with_part(data: bytes, name: str, content: bytes, kind: str, number: str) -> bytes:
    """A Word file with one more part, related to its text as Word relates it."""
    with ZipFile(BytesIO(data)) as package:
        parts = {one: package.read(one) for one in package.namelist()}
    relation = (
        f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" '
        f'Target="{name.removeprefix("word/")}"/></Relationships>'
    )
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", relation.encode())
    parts[name] = content
    return packed(parts)


def tracked(kind: str, number: str, author: str = "Kim Reader") -> etree._Element:
    """The element around runs that were inserted, deleted or moved."""
    return element(kind, id=number, author=author, date="2024-05-01T10:00:00Z")


def deleted(runs: list[etree._Element], kind: str = "del", author: str = "Kim Reader") -> None:
    """Track the deletion of runs that follow each other."""
    around = tracked(kind, "901", author)
    runs[0].addprevious(around)
    for run in runs:
        around.append(run)
        if kind == "del":
            for text in run.iter(w("t")):
                text.tag = w("delText")


# --- tracked changes ----------------------------------------------------------


def test_insertions_and_deletions_of_two_people() -> None:
    """In and out; each author is named once, in the order of the text."""

    def edit(root: etree._Element) -> None:
        first = paragraph_with(root, "Two ")
        inserted = tracked("ins", "900")
        first.append(inserted)
        add_words(inserted, " At last.")
        deleted(list(paragraph_with(root, "Three ").iter(w("r")))[-1:], author="Lee Writer")

    _, diff, told = outcome(edited(made(), edit))
    assert diff == [
        "-   Two *boats* were found.",
        "+   Two *boats* were found. At last.",
        "-   Three __piers__ were lost.",
        "+   Three **piers**",
    ]
    assert told == [
        "R107: changes are tracked in the file (1 insertion, 1 deletion, by Kim Reader, Lee "
        "Writer), and nobody has accepted or rejected them: the text was read as if "
        "they were accepted",
        "R132: in 'key_findings', tracked changes were read as if they were accepted, so this was "
        "left out: 'were lost.'",
    ]


def test_words_that_were_moved() -> None:
    """They stand where they were moved to, and only there."""

    def edit(root: etree._Element) -> None:
        source = paragraph_with(root, "Three ")
        runs = list(source.iter(w("r")))
        target = tracked("moveTo", "902")
        paragraph_with(root, "Two ").append(target)
        target.extend(deepcopy(run) for run in runs)
        deleted(runs, "moveFrom")

    _, diff, told = outcome(edited(made(), edit))
    assert diff == [
        "+   Two *boats* were found.Three **piers** were lost.",
        "-   Two *boats* were found.",
        "- ",
        "-   Three __piers__ were lost.",
    ]
    assert len(told) == 2
    assert told[0].startswith("R107: changes are tracked in the file (1 insertion, ")
    assert told[1].startswith("R132: in 'key_findings', ")
    assert told[1].endswith("'Three piers were lost.'")


def test_a_paragraph_whose_end_was_deleted_is_one_with_the_next() -> None:
    """Word marks the end of the paragraph, and leaves both paragraphs."""

    def edit(root: etree._Element) -> None:
        properties = paragraph_with(root, "Two ").find(w("pPr"))
        assert properties is not None
        add(add(properties, "rPr"), "del", id="903", author="Kim Reader")

    _, diff, _ = outcome(edited(made(), edit))
    assert diff == [
        "+   Two *boats* were found.Three **piers** were lost.",
        "-   Two *boats* were found.",
        "- ",
        "-   Three __piers__ were lost.",
    ]


def test_a_row_that_was_deleted_and_one_that_was_inserted() -> None:
    """A tracked row comes or goes as a whole."""

    def edit(root: etree._Element) -> None:
        row = next(paragraph_with(root, "Anna").iterancestors(w("tr")))
        second = deepcopy(row)
        row.addnext(second)
        for paragraph, words in zip(second.iter(w("p")), ("Bess", "two"), strict=True):
            set_words(paragraph, words)
        for one, kind in ((row, "del"), (second, "ins")):
            properties = one.find(w("trPr"))
            assert properties is not None
            properties.append(tracked(kind, "904"))

    _, diff, _ = outcome(edited(made(), edit))
    assert diff == [
        "-   | ---- | ---- |",
        "+   | --- | --- |",
        "-   | Anna | four |",
        "+   | Bess | two |",
    ]


# --- comments -----------------------------------------------------------------


def test_comments_are_told_with_author_and_place_and_stay_out_of_the_draft() -> None:
    """Also one beside the form's own words, and one of nobody."""

    def edit(root: etree._Element) -> None:
        for words, number in (("Two ", "7"), ("Key Findings", "8")):
            paragraph = paragraph_with(root, words)
            first = paragraph.find(w("r"))
            assert first is not None
            first.addprevious(element("commentRangeStart", id=number))
            add(paragraph, "commentRangeEnd", id=number)
            add(add(paragraph, "r"), "commentReference", id=number)

    data = with_part(
        edited(made(), edit), "word/comments.xml", COMMENTS.encode(), "comments", "rId900"
    )
    found, diff, told = outcome(data)
    assert diff == []
    assert told == [
        "R108: Kim Reader comments at 'key_findings': 'How many exactly?'",
        "R108: Lee Writer comments at a part of the form: 'Nice form.'",
        "R108: somebody comments at a part of the form: 'Who am I?'",
    ]
    assert [one.path for one in found.problems] == ["key_findings", "", ""]


# --- pictures -----------------------------------------------------------------


def _drawing(number: str) -> etree._Element:
    run = element("r")
    node = add(run, "drawing")
    for name in "wp:inline a:graphic a:graphicData pic:pic pic:blipFill a:blip".split():
        node = etree.SubElement(node, qualified(name))
    node.set(f"{{{OFFICE}}}embed", number)
    return run


def test_a_picture_is_saved_and_told_and_does_not_change_the_text() -> None:
    """With its bytes and its place; one that the template set brings is none of it."""
    data = edited(made(), lambda root: paragraph_with(root, "Two ").append(_drawing("rId901")))
    data = with_part(data, "word/media/image7.png", PICTURE, "image", "rId901")
    found, diff, told = outcome(data)
    assert diff == []
    assert told == [
        "R111: there is a picture, 'image7.png', in 'key_findings'; s55 keeps it beside the draft"
    ]
    assert [(one.name, one.data, one.where) for one in found.returned.images] == [
        ("image7.png", PICTURE, "key_findings")
    ]


# --- pasted looks and other things that a draft cannot hold -------------------


def test_pasted_fonts_and_colours_are_dropped_and_counted() -> None:
    """Two runs from a web page; the run without looks of its own does not count."""

    def edit(root: etree._Element) -> None:
        paragraph = paragraph_with(root, "Two ")
        set_words(paragraph, "Plain, ")
        for words, look, values in (
            ("pasted ", "rFonts", {"ascii": "Comic Sans MS"}),
            ("red.", "color", {"val": "FF0000"}),
        ):
            run = add_words(paragraph, words)
            properties = element("rPr")
            add(properties, look, **values)
            run.insert(0, properties)

    _, diff, told = outcome(edited(made(), edit))
    assert diff == ["-   Two *boats* were found.", "+   Plain, pasted red."]
    assert told == [
        "R112: special fonts, sizes or colours were dropped from 2 places of the changed text"
    ]


def test_what_a_program_writes_beside_the_words_is_no_look() -> None:
    """The template set's own font and size, automatic colour, no underline."""

    def edit(root: etree._Element) -> None:
        run = add_words(paragraph_with(root, "Two "), " Indeed.")
        properties = element("rPr")
        add(properties, "rFonts", ascii="Arial", hAnsi="Arial")
        add(properties, "color", val="auto")
        add(properties, "sz", val="24")
        add(properties, "u", val="none")
        run.insert(0, properties)

    _, diff, told = outcome(edited(made(), edit))
    assert diff == ["-   Two *boats* were found.", "+   Two *boats* were found. Indeed."]
    assert told == []


def test_a_page_break_is_no_line_break() -> None:
    """It says nothing in a draft."""

    def edit(root: etree._Element) -> None:
        add(add(paragraph_with(root, "Two "), "r"), "br", type="page")

    _, diff, told = outcome(edited(made(), edit))
    assert (diff, told) == ([], [])


# --- controls and the words around them ---------------------------------------


def _without_control(root: etree._Element, path: str) -> None:
    sdt = control_of(root, path)
    for child in list(sdt[-1]):
        sdt.addprevious(child)
    holder = sdt.getparent()
    assert holder is not None
    holder.remove(sdt)


@pytest.mark.parametrize("path", ["key_findings", "policing_body.opening"])
def test_a_deleted_control_leaves_its_text(path: str) -> None:
    """The bookmark still tells whose it is."""
    found, diff, told = outcome(edited(made(), lambda root: _without_control(root, path)))
    assert (diff, told, found.changes) == ([], [], ())


def test_text_beside_the_first_and_the_last_place() -> None:
    """Told in the order of the document, and written nowhere."""

    def edit(root: etree._Element) -> None:
        body = root[0]
        body.insert(0, new_paragraph("Dear all,"))
        body.insert(len(body) - 1, new_paragraph("Regards"))

    found, diff, told = outcome(edited(made(), edit))
    assert diff == []
    assert found.returned.typed == ["Dear all,", "Regards"]
    assert told == [
        "R109: text outside the places for answers: 'Dear all,'",
        "R109: text outside the places for answers: 'Regards'",
    ]


def _split(root: etree._Element) -> None:
    paragraph = paragraph_with(root, "Harbours matter.")
    second = deepcopy(paragraph)
    set_words(paragraph, "Harbours.")
    set_words(second, "They matter.")
    paragraph.addnext(second)


def _joined(root: etree._Element) -> None:
    second = paragraph_with(root, "sails")
    first = paragraph_with(root, "oars")
    first.extend(list(second.iter(w("r"))))
    holder = second.getparent()
    assert holder is not None
    holder.remove(second)


def _item(root: etree._Element) -> None:
    first = paragraph_with(root, "oars")
    second = deepcopy(first)
    set_words(second, "ropes")
    first.addnext(second)


def _bold(root: etree._Element) -> None:
    run = add_words(paragraph_with(root, "Harbours matter."), " Much.")
    properties = element("rPr")
    add(properties, "b")
    run.insert(0, properties)


@pytest.mark.parametrize(
    ("edit", "diff"),
    [
        (_split, ["-     Harbours matter.", "+     Harbours.", "+ ", "+     They matter."]),
        (_joined, ["-   - oars", "-   - sails", "+   - oarssails"]),
        (_item, ["+   - ropes"]),
        (_bold, ["-     Harbours matter.", "+     Harbours matter. **Much.**"]),
    ],
)
def test_plain_edits(edit: Edit, diff: list[str]) -> None:
    """Nothing is told where nothing is lost."""
    _, changed, told = outcome(edited(made(), edit, BODY))
    assert (changed, told) == (diff, [])
