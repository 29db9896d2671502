"""What ``collect`` makes of each kind of thing that a Word file can hold, and what it tells."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from s55.returns.collecting import Collected, collect
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import Block, Table, lines_of, plain
from s55.word.xml import w
from tests.drafts_for_tests import response_of
from tests.returns.word_files import BODY, DRAFT, control_of, made, packed
from tests.word.kinds import (
    DECLARED,
    KINDS,
    STRUCK_STYLES,
    Kind,
    link_of,
    para,
    part_of,
    run,
    table,
)

PLACE = "recommendations.items[1].chief_officer"
DRAFT_PLACE = "key_findings"
TOLD_OTHERWISE = {"picture": "R111", "comment": "R108"}
MADE = made()


def answer(kind: Kind, place: str = DRAFT_PLACE) -> bytes:
    """A response that came back with the content of a kind in the place of a text."""
    with ZipFile(BytesIO(MADE)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts[BODY])
    content = control_of(root, place).find(w("sdtContent"))
    assert content is not None
    content[:] = list(etree.fromstring(f"<x {DECLARED}>{kind.content}</x>"))
    parts[BODY] = etree.tostring(root)
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b"</w:styles>", kind.styles.encode() + b"</w:styles>"
    )
    links = ""
    for number, (kind_of_part, text) in kind.parts.items():
        name, data = part_of(number, kind_of_part, text)
        parts[f"word/{name}"] = data
        links += link_of(number, kind_of_part, text)
    named = "word/_rels/document.xml.rels"
    parts[named] = parts[named].replace(b"</Relationships>", links.encode() + b"</Relationships>")
    return packed(parts)


def collected(data: bytes) -> Collected:
    """What becomes of the draft by a file that came back."""
    return collect(DRAFT, "harbour", data, "back.docx", MADE, allow_empty=False)


def line_of(block: Block) -> str:
    """The words of a block; rows of tables as the importer shows them."""
    if isinstance(block, Table):
        rows = (" | ".join(map(plain, row)) for row in (block.header, *block.rows))
        return "|".join(row.strip() for row in rows)
    return "|".join(lines_of(block))


def findings(found: Collected) -> str:
    """What the draft says after a file was collected."""
    return "|".join(map(line_of, blocks_of(response_of(found.text).key_findings or "")))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_taken_or_told(kind: Kind) -> None:
    found = collected(answer(kind))
    assert findings(found) == (kind.returned or kind.text)
    said = [(one.code, one.path, one.message) for one in found.problems if one.code[:3] == "R13"]
    assert all(path == DRAFT_PLACE for _, path, _ in said)
    for why, words in kind.told:
        if why not in TOLD_OTHERWISE:
            assert [message for *_, message in said if (words or why) in message], (why, words)
    assert len(said) == len({why for why, _ in kind.told if why not in TOLD_OTHERWISE})


def test_lists_paragraphs_and_tables_in_a_cell_are_kept_apart_and_told() -> None:
    """A cell of a draft is one line."""
    inner = (
        "<w:tbl><w:tr>" + "".join(f"<w:tc>{para(run(x))}</w:tc>" for x in "xy") + "</w:tr></w:tbl>"
    )
    cell = para(run("First.")) + para(run("second")) + para(run("third")) + inner
    found = collected(answer(Kind("", table(para(run("North")), cell), "")))
    assert findings(found) == "Head 0 | Head 1|North | First. second; third; x; y"
    assert [one.code for one in found.problems] == ["R138"]


def test_no_gap_is_left_where_words_were_crossed_out() -> None:
    """Of the two spaces round them one goes."""
    content = para(run("found ") + run("two", "<w:strike/>") + run(" three"))
    assert findings(collected(answer(Kind("", content, "")))) == "found three"


def test_a_line_is_read_as_it_shows() -> None:
    """Also a field that is within a line, such as a title; struck by a style too."""
    content = run("Harbours") + run(" and piers", '<w:rStyle w:val="Gone"/>')
    found = collected(answer(Kind("", content, "", styles=STRUCK_STYLES), "inspection.title"))
    assert "title: Harbours\n" in found.text
    assert [(one.code, one.path) for one in found.problems if one.code == "R130"] == [
        ("R130", "inspection.title")
    ]


def test_a_note_that_was_added_is_in_the_text() -> None:
    """A footnote of the answer becomes one of the draft, and nothing is told."""
    note = para(run(" Only large ones."))
    content = para(
        run("Boats") + '<w:r><w:footnoteReference w:id="5"/></w:r>' + run(" were counted.")
    )
    notes = f'<w:footnotes {DECLARED}><w:footnote w:id="5">{note}</w:footnote></w:footnotes>'
    found = collected(answer(Kind("", content, "", parts={"kn": ("footnotes", notes)})))
    assert response_of(found.text).key_findings == (
        "Boats[^1] were counted.\n\n[^1]: Only large ones.\n"
    )
    assert found.problems == ()
