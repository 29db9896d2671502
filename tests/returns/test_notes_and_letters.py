"""Notes and lists with letters of a text that was edited in Word."""

from __future__ import annotations

import pytest
from lxml import etree

from s55.returns.collecting import collect
from s55.word.xml import add, w
from tests.drafts_for_tests import HEAD, response_of
from tests.returns.word_files import BODY, edited, made, paragraph_with

TEXT = """\
Boats rose.[^boats] Crews did not.[^crews]

(a) count them;
(b) train:
  i) by day, and
  ii) by night
(c) or not.

Last words.

[^boats]: As of *May*.

    - by day
    - by night

[^crews]: Crews of ships.
"""
DRAFT = (
    HEAD + "key_findings: |\n" + "".join(f"  {line}".rstrip() + "\n" for line in TEXT.splitlines())
)
NOTES = "word/footnotes.xml"
MADE = made(DRAFT)


def _back(data: bytes) -> str:
    """The text after a file came back."""
    found = collect(DRAFT, "harbour", data, "back.docx", MADE, allow_empty=False)
    return response_of(found.text).key_findings or ""


def _replace(root: etree._Element, words: str, by: str) -> None:
    for one in root.iter(w("t")):
        one.text = (one.text or "").replace(words, by)


def test_what_was_not_edited_stays_as_written() -> None:
    """Labels, indentation and all."""
    assert _back(MADE) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "**Boats[^1] rose.**\n\n[^1]: As of May.\n",
        "- *(5) Boats[^1]*\n\n| Boats[^2] | **Crews[^3]** |\n| :-- | :-- |\n\n"
        "[^1]: `May  June`\n[^2]: As of\xa0May.\n[^3]: One.\n\n    > Two.\n",
        "Boats[^1] and crews.[^2]\n\n[^1]:\n    ```\n    May \n    ```\n[^2]: One.\n\n    >\n",
        "Boats[^1] and crews.[^2]\n\n[^1]:\n    ```\n    May\n    ```\n\n    ```\n"
        "    June\n    ```\n[^2]:\n    0. >\n\n       As of May\n    1. and June\n",
    ],
)
def test_a_note_is_compared_by_what_it_shows(text: str) -> None:
    """White space that folds in it is no edit, nor are the looks of the words around its number."""
    lines = "".join(f"  {line}".rstrip(" ") + "\n" for line in text.splitlines())
    draft = HEAD + "key_findings: |\n" + lines
    data = made(draft)
    found = collect(draft, "harbour", data, "back.docx", data, allow_empty=False)
    assert (found.changes, found.problems) == ((), ())
    assert found.text == draft


@pytest.mark.parametrize(
    ("part", "words", "by"),
    [
        (NOTES, "Crews of ships.", "Crews of all ships."),
        (NOTES, "by night", "at dusk"),
        (BODY, "Last words.", "The very last words."),
    ],
)
def test_an_edit_changes_its_words_alone(part: str, words: str, by: str) -> None:
    """The note keeps its label, and the list its letters."""
    before, _, after = TEXT.rpartition(words)
    back = _back(edited(MADE, lambda root: _replace(root, words, by), part))
    assert back == before + by + after


def test_a_note_that_is_gone_is_gone_with_its_words() -> None:
    """Its place was deleted in Word."""

    def without(root: etree._Element) -> None:
        mark = next(root.iter(w("footnoteReference")))
        mark.getparent().remove(mark)  # type: ignore[union-attr]  # it has one: a run

    back = _back(edited(MADE, without))
    assert back.startswith("Boats rose. Crews did not.[^crews]\n\n(a) count")
    assert back.endswith("Last words.\n\n[^crews]: Crews of ships.\n")


def test_a_note_that_is_new_has_a_label_of_its_own() -> None:
    """It follows those that were there."""

    def with_place(root: etree._Element) -> None:
        run = add(paragraph_with(root, "Last words."), "r")
        add(run, "footnoteReference", id="50")

    def with_note(root: etree._Element) -> None:
        paragraph = add(add(root, "footnote", id="50"), "p")
        add(add(paragraph, "r"), "t").text = "A new one."

    back = _back(edited(edited(MADE, with_place), with_note, NOTES))
    first = TEXT.index("[^crews]:")
    assert back == (
        TEXT[:first].replace("Last words.", "Last words.[^1]")
        + TEXT[first:]
        + "\n[^1]: A new one.\n"
    )


def test_an_edited_list_keeps_its_letters() -> None:
    """Roman numbers within it too."""
    back = _back(edited(MADE, lambda root: _replace(root, "count them;", "count all;")))
    assert "(a) count all;\n(b) train:\n" in back
    assert " i) by day, and\n" in back
    assert " ii) by night\n(c) or not.\n" in back
    assert back.count("[^") == TEXT.count("[^")
