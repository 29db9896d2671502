"""A redline gives the new text when all changes are accepted, and the old one when rejected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from s55.errors import S55Error
from s55.pipeline.response import Format
from s55.pipeline.response import render as render_response
from s55.render.paper.file import WordFile
from s55.render.redline.document import redline
from s55.render.redline.lists import ListsOfBoth
from s55.render.redline.pieces import Story, flattened
from s55.render.redline.steps import how_set
from s55.render.word.document import to_docx
from s55.returns.word.reading import carried_in
from s55.richtext.nodes import Block, Hyperlink, Note, Strong, Table, Text
from s55.word.package import Relation
from s55.word.xml import TBL, TC, TR, P, R, w
from s55.workspace import Workspace
from tests.command import ROOT
from tests.drafts_for_tests import draft_of
from tests.render.redline.resolving import resolved
from tests.render.word_files import (
    Bench,
    bullets,
    numbers,
    para,
    part_of,
    render,
    shown_numbers,
    standard,
    text_of,
    view_of,
)
from tests.returns.office_for_tests import texts_in_office
from tests.strategies import blocks
from tests.validators import ooxml

DAY = date(2026, 11, 29)
OFFICE = "Office of the Commissioner"


@cache
def _base() -> bytes:
    return render()


def word_file(*content: Block) -> bytes:
    """A Word file that holds these blocks and nothing else."""
    bench = Bench()
    written = bench.write(*content)
    file = WordFile(_base())
    for number, relation in bench.part.rels.items():
        made = file.relate(
            file.main, Relation(relation.reltype, relation.target_ref, relation.is_external)
        )
        for element in written:
            for link in element.iter(w("hyperlink")):
                if link.get(f"{{{R}}}id") == number:
                    link.set(f"{{{R}}}id", f"new {made}")
    for element in written:
        for link in element.iter(w("hyperlink")):
            link.set(f"{{{R}}}id", link.get(f"{{{R}}}id", "").removeprefix("new "))
    section = file.body.find(w("sectPr"))
    assert section is not None
    file.body[:] = [*written, section]
    numbering = file.related_tree("numbering")
    assert numbering is not None
    numbering[:] = list(bench.lists)
    return file.written()


def said(data: bytes, *, accept: bool | None = None) -> tuple[Any, Any]:
    """What a file says: its blocks with their styles, words and links; and its list labels."""
    file = WordFile(data)
    root = file.tree(file.main)
    flattened(root, drop_bookmarks=True)
    lists = file.related_tree("numbering")
    assert lists is not None
    for link in list(lists.iter(w("pStyle"))):
        link.getparent().remove(link)  # type: ignore[union-attr]  # it has one: a level
    if accept is not None:
        resolved(root, accept=accept)
    body = file.body
    return _blocks(body, Story(file, file.main), ListsOfBoth(file, file)), shown_numbers(
        list(body.iter(P)), lists
    )


def _blocks(holder: etree._Element, story: Story, lists: ListsOfBoth) -> list[Any]:
    found: list[Any] = []
    for block in holder:
        if block.tag == P:
            found.append((how_set(block), lists.key(block, of_old=True), _words(block, story)))
        elif block.tag == TBL:
            found.append(
                [
                    [_blocks(cell, story, lists) for cell in row.iterfind(TC)]
                    for row in block.iterfind(TR)
                ]
            )
    return found


def _words(paragraph: etree._Element, story: Story) -> list[Any]:
    """The words of a paragraph, however they are divided into runs."""
    found = []
    for (look, link, is_text), alike in groupby(
        story.pieces(paragraph), key=lambda one: (one.key[1], one.key[2], not one.nodes)
    ):
        several = list(alike)
        said = "".join(one.text for one in several) if is_text else [one.key[0] for one in several]
        found.append((said, look, link))
    return found


CALLS = (("May", "12"), ("June", "15"), ("July", "7"))


def _row(*cells: str) -> tuple[tuple[Text], ...]:
    return tuple((Text(cell),) for cell in cells)


def agree(old: bytes, new: bytes) -> bytes:
    """The redline of two files, of which both texts were got back."""
    found = redline(old, new, OFFICE, DAY)
    assert said(found, accept=True) == said(new)
    assert said(found, accept=False) == said(old)
    return found


@st.composite
def pairs(draw: st.DrawFn) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Two texts that have blocks in common, in any order, some said differently."""
    pool = [*draw(blocks()), *draw(blocks()), *draw(st.lists(_sentences(), max_size=4))]
    if not pool:
        pool = [para("one")]
    some = st.lists(st.sampled_from(pool), min_size=1, max_size=6).map(tuple)
    return draw(some), draw(some)


def _sentences() -> st.SearchStrategy[Block]:
    told = st.lists(
        st.sampled_from(("the force", "has", "answered", "42 calls", "in time", "late")),
        min_size=3,
        max_size=8,
    )
    return told.map(" ".join).map(lambda text: para(f"{text}."))


@settings(max_examples=8)
@given(pairs())
def test_both_texts_are_got_back(both: tuple[tuple[Block, ...], tuple[Block, ...]]) -> None:
    """Whatever blocks the two texts are made of."""
    old, new = both
    agree(word_file(*old), word_file(*new))


# --- what a reader sees ------------------------------------------------------------

OLD = (
    para("The report was published on 7 July 2023 and is fair."),
    para("Nobody answered."),
    numbers("Count the boats.", "Paint the boats.", "Sell one."),
    Table(((Text("Month"),), (Text("Calls"),)), tuple(_row(*one) for one in CALLS), ("", "")),
    para("The end."),
)
NEW = (
    para("The report was published on 7 July 2023 and is ", Strong((Text("fair"),)), "."),
    para("See ", Hyperlink("https://example.org/a", (Text("the answer"),)), "."),
    numbers("Buy boats.", "Count all the boats.", "Paint the boats."),
    Table(((Text("Month"),), (Text("Calls"),)), (_row("May", "12"), _row("July", "9")), ("", "")),
    para("The end."),
    bullets("one more"),
)


def changed(data: bytes, name: str) -> list[str]:
    """What is marked as 'ins' or 'del', in order."""
    body = WordFile(data).body
    return ["".join(map(str, one.itertext())) for one in body.iter(w(name)) if len(one)]


def test_only_what_changed_is_marked() -> None:
    """A word, the look of a word, a list item in the middle, a row, a figure."""
    found = agree(word_file(*OLD), word_file(*NEW))
    assert changed(found, "del") == [
        "fair",
        "Nobody answered.",
        "Sell one.",
        "June",
        "15",
        "7",
    ]
    assert changed(found, "ins") == [
        "fair",
        "See ",
        "the answer",
        ".",
        "Buy boats.",
        " all",
        "9",
        "one more",
    ]


def test_every_change_has_its_author_its_day_and_a_number() -> None:
    """So that Word lists them; the same input gives the same bytes."""
    old, new = word_file(*OLD), word_file(*NEW)
    found = redline(old, new, OFFICE, DAY)
    assert found == redline(old, new, OFFICE, DAY)
    marks = list(WordFile(found).body.iter(w("ins"), w("del"), w("pPrChange")))
    assert {one.get(w("author")) for one in marks} == {OFFICE}
    assert {one.get(w("date"), "")[:10] for one in marks} == {"2026-11-29"}
    numbers_of = [one.get(w("id")) for one in marks]
    assert len(set(numbers_of)) == len(numbers_of) > 10


def test_equal_files_have_no_change() -> None:
    """Not one mark."""
    found = redline(word_file(*OLD), word_file(*OLD), OFFICE, DAY)
    assert not list(WordFile(found).body.iter(w("ins"), w("del"), w("pPrChange")))


def test_a_redline_carries_no_data_and_is_not_collected() -> None:
    """It is not a response, and is not taken for one when it is read."""
    old, new = (to_docx(view_of(para(word)), standard(), b'{"a": 1}') for word in ("a", "b"))
    assert b"response.json" in b"".join(WordFile(new).parts.values())
    found = redline(old, new, OFFICE, DAY)
    assert b"response.json" not in b"".join(WordFile(found).parts.values())
    with pytest.raises(S55Error, match="the file is a redline") as failure:
        carried_in(found, "changes.docx")
    assert [one.code for one in failure.value.problems] == ["R101"]


@pytest.mark.slow
def test_word_and_libreoffice_give_both_texts_back(tmp_path: Path) -> None:
    """The Open XML SDK finds no fault; LibreOffice's accepting and rejecting agree with ours.

    Of lists, a table and links, and of a whole response.
    """
    both = {"blocks": (word_file(*OLD), word_file(*NEW)), "response": _responses()}
    jobs: dict[str, tuple[bytes, Sequence[dict[str, Any]]]] = {}
    for name, (old, new) in both.items():
        found = redline(old, new, OFFICE, DAY)
        (tmp_path / f"{name}-red.docx").write_bytes(found)
        jobs[f"{name}-old"], jobs[f"{name}-new"] = (old, ()), (new, ())
        for kind, accept in (("accepted", True), ("rejected", False)):
            jobs[f"{name}-{kind}"] = (found, ({"do": "settle", "accept": accept},))
    verdicts = ooxml([tmp_path / f"{name}-red.docx" for name in both])
    assert [one.findings for one in verdicts] == [(), ()]
    texts = texts_in_office(jobs, tmp_path)
    for name in both:
        assert texts[f"{name}-accepted"] == texts[f"{name}-new"]
        assert texts[f"{name}-rejected"] == texts[f"{name}-old"]
        assert texts[f"{name}-old"] != texts[f"{name}-new"]
    assert "3. Sell one." in texts["blocks-old"]
    assert "2. Count all the boats." in texts["blocks-new"]


def _responses() -> tuple[bytes, bytes]:
    """Two texts of an example: a row, a heading, list items, a whole item, a figure."""
    text = (ROOT / "responses/call-handling-2024.yaml").read_text(encoding="utf-8")
    changed = text
    for old, new in (
        ("  | August 2023 | 22,010 | 2,862 (13.0%) | 38 |\n", ""),
        ("2,150 (10.0%)", "2,149 (9.9%)"),
        ("            1. Since 2 April", "            1. First.\n            2. Since 2 April"),
        ("            2. Another 24", "            3. Another 25"),
        ("            3. Callers can", "            4. Callers can"),
        ("Risk that was not seen\n", "Risk that was missed\n\n  New words.\n\n  - one\n  - two\n"),
        ("action: proposed", "action: taken"),
    ):
        assert changed.count(old) == 1
        changed = changed.replace(old, new)
    start = changed.index("    - under: Responding to the public")
    changed = changed[:start] + changed[changed.index("    - under: Protecting", start) :]
    workspace = Workspace(ROOT)
    settings = workspace.settings()
    made = []
    for one in (text, changed):
        draft = draft_of(one)
        template = workspace.template_set(settings.template)
        made.append(render_response(draft, settings, template, None, [Format.DOCX])[Format.DOCX])
    return made[0], made[1]


def test_notes_come_and_go_with_their_places() -> None:
    """A changed note is one that is gone and one that is new; one that stays is there once."""
    kept, was, now = (Note((para(one),)) for one in ("Kept.", "As it was.", "As it is."))
    old = to_docx(view_of(para("First", kept, ", second", was, ".")), standard())
    new = to_docx(view_of(para("First", kept, ", second", now, ".")), standard())
    made = redline(old, new, OFFICE, DAY)
    notes = part_of(made, "word/footnotes.xml")
    words = {one.get(w("id")): text_of(one).strip() for one in notes if one.get(w("type")) is None}
    body = part_of(made)
    places = {
        tag: [
            words[one.get(w("id"))] for one in body.iterfind(f".//{tag}//{w('footnoteReference')}")
        ]
        for tag in (w("del"), w("ins"), w("p"))
    }
    assert places[w("del")] == ["As it was."]
    assert places[w("ins")] == ["As it is."]
    assert sorted(places[w("p")]) == sorted(words.values()) == ["As it is.", "As it was.", "Kept."]


def test_the_first_note_of_a_text_is_new() -> None:
    """And its last one is gone, with the part that held it in the old file."""
    with_note = to_docx(view_of(para("First", Note((para("x"),)), ".")), standard())
    without = to_docx(view_of(para("First.")), standard())
    for old, new, tag in ((without, with_note, "ins"), (with_note, without, "del")):
        made = redline(old, new, OFFICE, DAY)
        [place] = part_of(made).iterfind(f".//{w(tag)}//{w('footnoteReference')}")
        notes = WordFile(made).related_tree("footnotes")
        assert notes is not None
        found = [text_of(one).strip() for one in notes if one.get(w("id")) == place.get(w("id"))]
        assert found == ["x"]
        assert b"FootnoteText" in etree.tostring(part_of(made, "word/styles.xml"))
