"""Particulars that were edited in a rendered response: taken over, or told with both words."""

from __future__ import annotations

import pytest
from lxml import etree

from s55.returns.collecting import Collected, Effect, kept
from s55.sources.editing import YamlEdit
from s55.sources.splices import EditError
from s55.word.xml import P, w
from tests.drafts_for_tests import HEAD
from tests.returns.word_files import (
    DRAFT,
    collected,
    control_of,
    edited,
    made,
    paragraph_with,
    set_words,
)

WITH_ISBN = DRAFT.replace("  title:", "  isbn: 978-1-78655-001-0  # of the print\n  title:")
REMARKED = DRAFT.replace(
    "forces: [Saltmarsh Police]",
    "forces:  # ours\n    - Saltmarsh Police  # by the sea\n    - Fenland Police",
)


def after(path: str, words: str, text: str = DRAFT) -> Collected:
    """What becomes of the draft when a particular reads otherwise in Word."""

    def edit(root: etree._Element) -> None:
        content = control_of(root, path)[-1]
        set_words(next(content.iter(P), content), words)

    return collected(edited(made(text), edit), text)


@pytest.mark.parametrize(
    ("path", "words", "old", "new"),
    [
        ("inspection.title", "Harbour policing, revisited", "title: Harbour policing\n",
         "title: Harbour policing, revisited\n"),
        ("inspection.published", "3.4.24", "2024-04-02", "2024-04-03"),
        ("inspection.publication_types", "Spotlight", "[Thematic]", "[Spotlight]"),
        ("inspection.forces", "Saltmarsh Police and Fenland Police", "[Saltmarsh Police]",
         "[Saltmarsh Police, Fenland Police]"),
        ("inspection.isbn", "978-1-78655-002-7", "978-1-78655-001-0", "978-1-78655-002-7"),
        ("inspection.isbn", "9781786550027", "978-1-78655-001-0", "'9781786550027'"),
    ],
)  # fmt: skip
def test_what_can_be_read_is_taken_over(path: str, words: str, old: str, new: str) -> None:
    draft = WITH_ISBN if path.endswith("isbn") else DRAFT
    assert draft.count(old) == 1
    found = after(path, words, draft)
    assert found.text == draft.replace(old, new)
    assert [(one.path, one.effect) for one in found.changes] == [(path, Effect.CHANGED)]
    assert found.problems == ()


def test_a_list_with_a_remark_among_its_entries_is_told_and_left() -> None:
    """Both lists are shown, and why nothing was written; the draft keeps every byte."""
    found = after("inspection.forces", "Saltmarsh Police", REMARKED)
    assert found.text == REMARKED
    (change,) = found.changes
    assert (change.effect, change.before, change.after) == (
        Effect.KEPT,
        "Saltmarsh Police\nFenland Police",
        "Saltmarsh Police",
    )
    assert [f"{one.code}: {one.message}" for one in kept(found.changes)] == [
        "R105: 'inspection.forces' is unchanged in the draft: there is a comment between the "
        "entries "
        "of the list, and s55 changes nothing but the field itself"
    ]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("inspection.forces", "Devon and Cornwall Police"),
        ("inspection.publication_types", "Crime, Justice and Home"),
        ("inspection.forces", ""),
        ("deadline", "1 June 2024"),
    ],
)
def test_what_has_more_than_one_reading_is_told_with_both(path: str, words: str) -> None:
    """Nothing is silent, and nothing is guessed."""
    found = after(path, words)
    assert (found.text, found.changes) == (DRAFT, ())
    assert [(one.code, one.path) for one in found.problems] == [("R117", path)]
    assert f"to '{words}'; s55 cannot take this over" in found.problems[0].message


def test_the_words_of_the_link() -> None:
    found = after("inspection.link", "Our report")
    assert [(one.path, one.after) for one in found.changes] == [
        ("inspection.link.text", "Our report")
    ]


def test_the_address_of_the_link() -> None:
    """It stands where Word keeps addresses."""

    def edit(root: etree._Element) -> None:
        for one in root:
            if one.get("TargetMode") == "External":
                one.set("Target", "https://example.org/another")

    data = edited(made(), edit, "word/_rels/document.xml.rels")
    found = collected(data)
    assert [(one.path, one.after) for one in found.changes] == [
        ("inspection.link.address", "https://example.org/another")
    ]


JUDGED = (
    HEAD
    + """\
key_findings: Two boats.
judgments:
  items:
    - {area: Boats, grade: good}
    - area: Piers
      grade: inadequate
"""
)


def test_a_row_of_judgments() -> None:
    """Area and grade; rows in another order are told, and a new row is no place of ours."""

    def edit(root: etree._Element) -> None:
        set_words(control_of(root, "judgments.items[1].area")[-1], "Piers and quays")
        set_words(control_of(root, "judgments.items[1].grade")[-1], "Requires improvement")

    found = collected(edited(made(JUDGED), edit), JUDGED)
    assert found.text == JUDGED.replace("Piers", "Piers and quays").replace(
        "inadequate", "requires improvement"
    )
    assert found.problems == ()

    def move(root: etree._Element) -> None:
        row = next(paragraph_with(root, "Piers").iterancestors(w("tr")))
        before = row.getprevious()
        assert before is not None
        before.addprevious(row)

    moved = collected(edited(made(JUDGED), move), JUDGED)
    assert (moved.text, moved.changes) == (JUDGED, ())
    assert [one.code for one in moved.problems] == ["R118"]


def test_a_grade_that_there_is_not_is_kept_out() -> None:
    found = after("judgments.items[1].grade", "Splendid", JUDGED)
    assert found.text == JUDGED
    assert [(one.path, one.effect) for one in found.changes] == [
        ("judgments.items[1].grade", Effect.KEPT)
    ]
    assert "Splendid" in found.changes[0].after.capitalize()


@pytest.mark.parametrize(
    ("none", "words", "codes"),
    [
        ("yes", "There are no areas for improvement made.", ["R113"]),
        ("None for us.", "None for us.", []),
    ],
)
def test_the_statement_that_there_are_no_items(none: str, words: str, codes: list[str]) -> None:
    """The sentence of the template set is told; the draft's own is taken over."""
    text = DRAFT.replace(
        "policing_body:", f"areas_for_improvement:\n  none: {none}\npolicing_body:"
    )

    def edit(root: etree._Element) -> None:
        set_words(paragraph_with(root, words), "There are none for anybody.")

    found = collected(edited(made(text), edit), text)
    assert [one.code for one in found.problems] == codes
    assert ("There are none for anybody." in found.text) is not bool(codes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [x, y]  # why\nb: 1\n", "a: [\"p, q\", 'z: 1']  # why\nb: 1\n"),
        ("a:\n  - x\n  - y\n\nb: 1\n", "a:\n  - p, q\n  - 'z: 1'\n\nb: 1\n"),
        ("b: 1\na:\n- x\n", "b: 1\na:\n- p, q\n- 'z: 1'\n"),
    ],
)
def test_a_list_is_written_as_it_was(text: str, expected: str) -> None:
    assert YamlEdit(text).set("a", ["p, q", "z: 1"]).text == expected


@pytest.mark.parametrize("text", ["a:\n  - x  # why\n  - y\n", "a: x\n", "a:\n  - {b: c}\n"])
def test_a_list_that_holds_more_is_left(text: str) -> None:
    with pytest.raises(EditError):
        YamlEdit(text).set("a", ["z"])
