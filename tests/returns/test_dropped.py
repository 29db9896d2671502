"""Programs that drop controls with what is in them: an absence is no deletion."""

from __future__ import annotations

import pytest
from lxml import etree

from s55.returns.collecting import Collected, collect
from s55.word.xml import w
from tests.returns.word_files import (
    DRAFT,
    Edit,
    control_of,
    edited,
    form,
    made,
    paragraph_with,
    set_words,
    without_controls,
)

OWNER = "recommendations.items[1].owner"
OWNED = DRAFT.replace(
    "        Mend the piers.\n", "        Mend the piers.\n      owner: Ash Example\n"
)


def collected(data: bytes, text: str = DRAFT) -> Collected:
    """What becomes of the draft, where emptied answers may empty it."""
    return collect(text, "harbour", data, "back.docx", made(text), allow_empty=True)


def without(path: str, *, words: str = "", controls: bool = True) -> Edit:
    """Take the control of a field away, and what it holds: all, or the paragraph with some words.

    Args:
        path: the field.
        words: the words of the paragraph.
        controls: whether the other controls stay.
    """

    def edit(root: etree._Element) -> None:
        held = paragraph_with(root, words) if words else control_of(root, path)
        holder = held.getparent()
        assert holder is not None
        holder.remove(held)
        without_controls(root, [path] if controls else None)

    return edit


def test_a_line_that_went_with_its_control_stays_in_the_draft() -> None:
    found = collected(edited(form(OWNED), without(OWNER)), OWNED)
    assert (found.changes, found.text) == ((), OWNED)
    assert [(one.code, one.path) for one in found.problems] == [("R140", OWNER)]


@pytest.mark.parametrize("words", ["Two ", "Three ", "sails"])
def test_paragraphs_that_went_with_their_control_stay_in_the_draft(words: str) -> None:
    found = collected(edited(made(), without("key_findings", words=words)))
    assert (found.changes, found.text) == ((), DRAFT)
    assert [(one.code, one.path) for one in found.problems] == [("R140", "key_findings")]


def test_a_row_that_went_with_its_control_stays_in_the_draft() -> None:
    def edit(root: etree._Element) -> None:
        row = next(paragraph_with(root, "Anna").iterancestors(w("tr")))
        holder = row.getparent()
        assert holder is not None
        holder.remove(row)
        without_controls(root, ["key_findings"])

    found = collected(edited(made(), edit))
    assert (found.text, [one.code for one in found.problems]) == (DRAFT, ["R140"])


def test_a_place_that_went_whole_stays_in_the_draft() -> None:
    found = collected(edited(made(), without("policing_body.opening")))
    assert (found.text, [one.code for one in found.problems]) == (DRAFT, ["R119"])


def test_what_is_deleted_in_its_control_is_deleted() -> None:
    def edit(root: etree._Element) -> None:
        paragraph = paragraph_with(root, "Three ")
        holder = paragraph.getparent()
        assert holder is not None
        holder.remove(paragraph)

    found = collected(edited(made(), edit))
    assert [one.effect.value for one in found.changes] == ["changed"]
    assert ("Three" in found.text, found.problems) == (False, ())


def test_in_a_file_that_keeps_no_controls_a_deletion_is_one() -> None:
    """As from a web office."""
    found = collected(edited(made(), without("key_findings", words="Three ", controls=False)))
    assert [one.effect.value for one in found.changes] == ["changed"]


def test_an_answer_reworded_without_its_control_is_taken() -> None:
    """Something came back in its stead."""

    def edit(root: etree._Element) -> None:
        set_words(paragraph_with(root, "Harbours matter."), "They do.")
        without_controls(root, ["policing_body.opening"])

    found = collected(edited(made(), edit))
    assert [one.after for one in found.changes] == ["They do.\n"]
    assert found.problems == ()
