"""Programs that move marks: what stands beside a mark belongs to its place, and no prompt does.

What each program writes was seen in files that it saved; the same is made here in a few lines.
"""

from __future__ import annotations

import pytest
from lxml import etree

from s55.importers.readers import read_source
from s55.importers.responses import import_response
from s55.returns.collecting import Collected, collect
from s55.returns.word.prompts import without_prompt
from s55.word.bookmarks import bookmark_name
from s55.word.xml import P, w
from tests.returns.word_files import (
    DRAFT,
    SETTINGS,
    add_words,
    control_of,
    edited,
    form,
    made,
    new_paragraph,
    paragraph_with,
    set_words,
    without_bookmarks,
    without_controls,
    without_tags,
)

WHOLE = "chief_officer.comments"
ACTION = "recommendations.items[0].force_action"
OWNER = "recommendations.items[0].owner"
DAY = "recommendations.items[0].target_date"
NAME = "chief_officer.name"
ANSWERS = {OWNER: "Head of Contact", DAY: "3 May 2024", NAME: "Pat Example"}


def of_form(data: bytes) -> Collected:
    """What becomes of the draft by a form that came back."""
    return collect(DRAFT, "harbour", data, "back.docx", None, allow_empty=True)


def changed(found: Collected) -> dict[str, str]:
    """What each field that changed says."""
    return {one.path: one.after for one in found.changes}


TAKEN = {OWNER: "Head of Contact", DAY: "2024-05-03", NAME: "Pat Example"}


def test_a_line_typed_over_is_read_whole() -> None:
    """LibreOffice 7.4 leaves a bookmark around the first character, and no control."""

    def edit(root: etree._Element) -> None:
        for path, answer in ANSWERS.items():
            line = next(control_of(root, path).iterancestors(P))
            without_controls(root, [path])
            marks = [one for one in line if one.tag in (w("bookmarkStart"), w("bookmarkEnd"))]
            set_words(line, "")
            line.extend(marks[:1])
            add_words(line, answer[0])
            line.extend(marks[1:])
            add_words(line, answer[1:])

    found = of_form(edited(form(), edit))
    assert (changed(found), found.problems) == (TAKEN, ())


@pytest.mark.parametrize("before", [True, False], ids=["before", "behind"])
@pytest.mark.parametrize("tags", [True, False], ids=["25.2", "7.4"])
def test_what_is_typed_beside_a_prompt_is_the_answer(before: bool, tags: bool) -> None:
    """The prompt stays, in its control."""

    def edit(root: etree._Element) -> None:
        for path, answer in ANSWERS.items():
            line = next(control_of(root, path).iterancestors(P))
            run = add_words(line, answer)
            if before:
                line.insert(1, run)
        if not tags:
            without_tags(root)

    found = of_form(edited(form(), edit))
    assert (changed(found), found.problems) == (TAKEN, ())


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Write a name here.", ""),
        ("Write a name here. Pat", "Pat"),
        ("Who? Write it down.Write a name here.", "Who? Write it down."),
        ("Write a Pat name here.", "Pat"),
        ("Write a name.", "Write a name."),
        ("Pat", "Pat"),
    ],
)
def test_a_prompt_is_never_an_answer(text: str, answer: str) -> None:
    assert without_prompt(text, "Write a name here.") == answer


def test_paragraphs_typed_behind_a_prompt_come_without_it() -> None:
    def edit(root: etree._Element) -> None:
        prompt = control_of(root, ACTION)[-1][0]
        add_words(prompt, "We count.")
        prompt.addnext(new_paragraph("Every week."))

    assert changed(of_form(edited(form(), edit))) == {ACTION: "We count.\n\nEvery week.\n"}


def test_what_is_between_a_label_and_its_mark_belongs_to_the_place() -> None:
    """A file saved as RTF has no controls, and each mark around the last paragraph alone."""

    def edit(root: etree._Element) -> None:
        for path, texts in {WHOLE: ("One.", "Two.", "Three."), ACTION: ("Four.", "Five.")}.items():
            start = control_of(root, path).getprevious()
            assert start is not None
            paragraph = control_of(root, path)[-1][0]
            set_words(paragraph, texts[-1])
            for text in texts[:-1]:
                start.addprevious(new_paragraph(text))
        without_controls(root)

    found = of_form(edited(form(), edit))
    assert changed(found) == {WHOLE: "One.\n\nTwo.\n\nThree.\n", ACTION: "Four.\n\nFive.\n"}
    assert found.problems == ()


def test_a_bookmark_that_begins_in_the_label_holds_no_label() -> None:
    """AbiWord moves the start into the paragraph before: the form is still empty."""

    def edit(root: etree._Element) -> None:
        for path in (WHOLE, ACTION):
            start = control_of(root, path).getprevious()
            assert start is not None
            label = start.getprevious()
            assert label is not None
            label.append(start)
        without_controls(root)

    found = of_form(edited(form(), edit))
    assert (found.changes, found.problems) == ((), ())


@pytest.mark.parametrize("first", [True, False], ids=["label before", "label behind"])
def test_a_bookmark_that_holds_a_label_ends_there(first: bool) -> None:
    """Whichever side of its answer the label is on."""

    def edit(root: etree._Element) -> None:
        sdt = control_of(root, ACTION)
        start, end = sdt.getprevious(), sdt.getnext()
        assert start is not None
        assert end is not None
        set_words(sdt[-1][0], "We count.")
        label, following = start.getprevious(), end.getnext()
        assert label is not None
        assert following is not None
        if first:
            label.addprevious(start)
        else:
            following.addnext(end)
        without_controls(root)

    found = of_form(edited(form(), edit))
    assert (changed(found), found.problems) == ({ACTION: "We count.\n"}, ())


def _ended_at_the_table(root: etree._Element) -> None:
    sdt = control_of(root, "key_findings")
    table = sdt.find(f".//{w('tbl')}")
    assert table is not None
    sdt.addnext(table)
    table.addnext(again := new_paragraph("And a last word."))
    end = again.getnext()
    assert end is not None
    again.insert(0, etree.Element(w("bookmarkStart")))
    again[0].set(w("id"), "99")
    again[0].set(w("name"), bookmark_name("key_findings", 1))
    end.set(w("id"), "99")
    again.append(end)


def test_a_control_that_ends_before_a_table_is_read_up_to_the_end_of_its_bookmark() -> None:
    """LibreOffice 25.2 keeps the tag, and opens the bookmark again in the last paragraph."""
    data = edited(made(), _ended_at_the_table)
    found = collect(DRAFT, "harbour", data, "back.docx", made(), allow_empty=True)
    assert list(changed(found)) == ["key_findings"]
    assert found.text == DRAFT.replace("| four |\n", "| four |\n\n  And a last word.\n")
    assert found.problems == ()


def test_a_control_shrunk_to_its_first_paragraph_loses_nothing() -> None:
    """The lines that it held are behind it, before the next label, with no mark around them."""

    def edit(root: etree._Element) -> None:
        sdt = control_of(root, "key_findings")
        for child in reversed(list(sdt[-1])[1:]):
            sdt.addnext(child)
        without_bookmarks(root)

    data = edited(made(), edit)
    found = collect(DRAFT, "harbour", data, "back.docx", made(), allow_empty=True)
    assert (found.changes, found.problems) == ((), ())


def test_words_behind_a_whole_place_are_told_and_not_taken() -> None:
    """Its control is there, and the words are none that it held."""

    def edit(root: etree._Element) -> None:
        end = control_of(root, "policing_body.opening").getnext()
        assert end is not None
        end.addnext(new_paragraph("Ring me."))

    data = edited(made(), edit)
    found = collect(DRAFT, "harbour", data, "back.docx", made(), allow_empty=True)
    assert found.changes == ()
    assert [one.code for one in found.problems] == ["R109"]


def test_import_reads_such_a_file_up_to_the_end_of_its_bookmark() -> None:
    """Nothing of the text is lost, and what was typed is told."""
    source = read_source(edited(made(), _ended_at_the_table), "back.docx")
    found = import_response(source, "back.docx", SETTINGS)
    assert [(one.code, one.path) for one in found.problems] == [("I231", "key_findings")]
    assert "| Anna | four |\n\n  And a last word.\n" in found.text


def test_import_of_a_file_without_tags_takes_its_edits() -> None:
    """As LibreOffice 7.4 saves it: bookmarks and titles lead to the places."""

    def edit(root: etree._Element) -> None:
        set_words(paragraph_with(root, "Harbours matter."), "Harbours matter most.")
        without_tags(root)

    found = import_response(read_source(edited(made(), edit), "b.docx"), "b.docx", SETTINGS)
    assert [(one.code, one.path) for one in found.problems] == [("I231", "policing_body.opening")]
    assert "Harbours matter most." in found.text
