"""A text goes into the editor and comes out: what was not changed has the same bytes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from s55.errors import S55Error
from s55.richtext.editor import documents
from s55.richtext.editor.documents import document_of, reason_against
from s55.richtext.editor.reading import read_document, read_nodes
from s55.richtext.editor.rewriting import rewritten
from s55.richtext.markdown import blocks_of
from s55.richtext.normal import normal
from tests import strategies

TEXT = """\
We *thank* them.  It runs
over two lines.

*   one[^b]
*   two


(a) first
(b) second

[^b]: What was said.

Last   __words__.
"""


def through(text: str, document: object) -> str:
    """What is written of a document that was made from a text."""
    return rewritten(read_document(json.dumps(document)), text).text


@settings(max_examples=8)
@given(strategies.markdown())
def test_a_text_comes_out_of_the_editor_as_it_went_in(text: str) -> None:
    assume(not reason_against(text))
    document = document_of(text)
    assert through(text, document) == text
    anew = rewritten(read_nodes(document), "")
    assert anew.lost_marks or normal(blocks_of(anew.text)) == normal(read_nodes(document).blocks)


@settings(max_examples=8)
@given(strategies.markdown(), st.integers(0, 9))
def test_a_changed_block_leaves_the_others_as_they_were(text: str, at: int) -> None:
    before = f"First   __words__.\n\n***\n\n{text}\n\n***\n\nLast   __words__.\n"
    assume(not reason_against(before))
    document = document_of(before)
    assume(len(document["content"]) > 4)
    document["content"][2 + at % (len(document["content"]) - 4)] = paragraph("New.")
    after = through(before, document)
    assert after.startswith("First   __words__.\n\n***\n\n")
    assert after.endswith("\n\n***\n\nLast   __words__.\n")
    assert "New." in after


def paragraph(*words: object) -> dict[str, Any]:
    pieces = [{"type": "text", "text": one} if isinstance(one, str) else one for one in words]
    return {"type": "paragraph", "content": pieces}


def marked(words: str, *marks: object) -> dict[str, Any]:
    made = [{"type": one} if isinstance(one, str) else one for one in marks]
    return {"type": "text", "text": words, "marks": made}


def document(*blocks: object) -> dict[str, Any]:
    return {"type": "doc", "content": list(blocks)}


def test_an_entry_is_added_and_nothing_else_changes() -> None:
    shown = document_of(TEXT)
    shown["content"][1]["content"].append(
        {"type": "list_item", "attrs": {"value": None}, "content": [paragraph("three ")]}
    )
    changed = TEXT.replace("*   one[^b]\n*   two\n", "- one[^b]\n- two\n- three\n")
    # The second empty line before the next list belonged to the old one.
    assert through(TEXT, shown) == changed.replace("three\n\n\n", "three\n\n")


def test_empty_lines_before_the_first_block_stay() -> None:
    text = "\n\nFirst   __words__.\n\nSecond.\n"
    shown = document_of(text)
    shown["content"][1] = paragraph("New.")
    assert through(text, shown) == text.replace("Second", "New")


def test_two_changes_leave_what_is_between_them() -> None:
    shown = document_of(TEXT)
    shown["content"][0] = paragraph("New.")
    del shown["content"][-1]
    assert through(TEXT, shown) == (
        "New.\n\n*   one[^b]\n*   two\n\n\n(a) first\n(b) second\n\n[^b]: What was said.\n"
    )


def test_lists_that_would_be_one_are_written_anew_together() -> None:
    shown = document_of("- one\n\nBetween.\n\n*  two\n\nLast   __words__.\n")
    del shown["content"][1]
    after = through("- one\n\nBetween.\n\n-  two\n\nLast   __words__.\n", shown)
    assert after == "- one\n\n* two\n\nLast   __words__.\n"


def test_notes_keep_their_labels_and_copies_get_their_own() -> None:
    shown = document_of(TEXT)
    items = shown["content"][1]["content"]
    items[0]["content"][0]["content"][1]["attrs"]["markdown"] = "What *she* said."
    assert "\n\n[^b]: What *she* said.\n\n" in through(TEXT, shown)
    shown = document_of(TEXT)
    shown["content"].append(shown["content"][1])
    after = through(TEXT, shown)
    assert after.startswith(TEXT.rstrip("\n"))
    assert after.endswith("\n\n- one[^1]\n- two\n\n[^1]: What was said.\n")
    del shown["content"][-1], shown["content"][1]
    assert "[^" not in through(TEXT, shown)


def test_marks_that_overlap_are_written_one_in_the_other() -> None:
    link = {"type": "link", "attrs": {"href": "https://a.example/", "title": ""}}
    shown = document(
        paragraph(
            marked("a ", "em"), marked("b", "strong", "em"), marked(" c ", "strong"),
            marked("d", link, "strong"), marked("e", link),
        )
    )  # fmt: skip
    assert through("", shown) == "*a **b*** **c** [**d**e](https://a.example/)"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a <b>c</b>", "The text has HTML (<b>), which a response cannot hold."),
        ("[a][b]\n\n[b]: https://a.example", "It gives the address of a link on a line of its own"),
        ("- a[^1]\n\n  [^1]: b", "It has the words of a note within a list"),
        ("a\n\n" * 21, "It has more than 20 paragraphs."),
        (TEXT, ""),
        ("", ""),
    ],
)
def test_what_the_editor_cannot_hold_is_said(
    text: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST_BLOCKS", 20)
    assert reason_against(text).startswith(reason)
    assert bool(reason_against(text)) == bool(reason)


DEEP: dict[str, Any] = paragraph("x")
for _ in range(50):
    DEEP = {"type": "blockquote", "content": [DEEP]}
WIDE = {"type": "table_cell", "attrs": {"align": "", "colspan": 2}, "content": [paragraph("x")]}


@pytest.mark.parametrize(
    ("shown", "says"),
    [
        ("[" * 100_000, "it is not JSON"),
        ("{", "it is not JSON"),
        ([], "it is no document"),
        ({"type": "paragraph"}, "it is no document"),
        (document(DEEP), "nested more than 40 deep"),
        (document({"type": "image"}), "a part of an unknown kind ('image')"),
        (document({"type": ["doc"]}), "a part of an unknown kind ('')"),
        (document("x"), "the content of a node is no list of nodes"),
        (document(paragraph({"type": "image"})), "unknown kind in a line ('image')"),
        (document(paragraph(marked("x", "underline"))), "a mark of an unknown kind ('underline')"),
        (document(paragraph({"type": "text", "text": 5})), "a text is no text"),
        (document(paragraph("x" * 50_001)), "more than 50,000 characters"),
        (document(paragraph("a\ue000b")), "cannot be printed (U+E000)"),
        (document(paragraph("a\ud800b")), "cannot be printed (U+D800)"),
        (document(*[paragraph("x")] * 2001), "more than 2,000 paragraphs"),
        (document({"type": "heading", "attrs": {"level": True}}), "no such level"),
        (document({"type": "bullet_list", "attrs": {"tight": True}}), "a list has no entries"),
        (document({"type": "table"}), "a table has no cells"),
        (
            document({"type": "table", "content": [{"type": "table_row", "content": [WIDE]}]}),
            "cells of a table are joined",
        ),
        (
            document(paragraph(marked("x", {"type": "link", "attrs": {"href": "javascript:x"}}))),
            "a link goes to 'javascript:x', which is not a full web address",
        ),
        (
            document(paragraph({"type": "note", "attrs": {"markdown": "<b>"}})),
            "in the note '<b>': the text has HTML (<b>)",
        ),
    ],
)
def test_what_the_editor_would_not_have_made_is_refused(shown: object, says: str) -> None:
    with pytest.raises(S55Error) as refused:
        read_document(shown if isinstance(shown, str) else json.dumps(shown))
    assert len(refused.value.problems) == 1
    assert says in refused.value.problems[0].message
