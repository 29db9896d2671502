"""A Word form asks for progress, and comes back by the command that reads the spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from s55.errors import S55Error
from s55.pipeline.collecting import read_return
from s55.pipeline.tracking.asking import ProgressRequest, write_request
from s55.pipeline.tracking.updating import write_update
from s55.returns.sheets.opening import is_spreadsheet
from s55.word.xml import w
from s55.workspace import Workspace
from tests.pipeline.tracking.sheets_for_tests import TODAY, office, read, records, told
from tests.returns.word_files import (
    KEPT,
    NS,
    control_of,
    edited,
    new_paragraph,
    said,
    set_words,
    without_controls,
    without_tags,
)

BY = date(2024, 7, 1)
FORM = "ask-2024-07-01-saltmarsh-police.docx"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with two responses, one of them on two forces."""
    return office(tmp_path / "office")


@pytest.fixture
def form(workspace: Workspace, tmp_path: Path) -> bytes:
    """The form for one of the forces."""
    asked = ProgressRequest(BY, None, "Saltmarsh Police", "register", tmp_path, TODAY, docx=True)
    assert write_request(workspace, asked).summary.startswith("8 open items")
    return (tmp_path / FORM).read_bytes()


def filled(data: bytes, answers: Mapping[str, str]) -> bytes:
    """The form with these words in its places, as Word writes them, by the paths of the places."""

    def edit(root: etree._Element) -> None:
        for path, words in answers.items():
            control = control_of(root, path)
            for prompt in control.iterfind("w:sdtPr/w:showingPlcHdr", NS):
                control[0].remove(prompt)
            set_words(control[-1], words)

    return edited(data, edit)


def test_the_form_shows_each_item_with_its_places(form: bytes, tmp_path: Path) -> None:
    """Number, report with the force of several, text, id and what is known."""
    shown: list[str] = []
    edited(form, lambda root: shown.extend(said(one) for one in root.iter(w("p"))))
    assert "Please send it back by 1 July 2024." in shown
    start, end = shown.index("6. Recommendation 2-3"), shown.index("7. Area for improvement")
    assert shown[start + 1 : end] == [
        "Joint patrols – Saltmarsh Police",
        "Paint the boats.",
        "Id: joint R2-3 [Saltmarsh Police]",
        "Owner: =cmd|' /C calc'!A0",
        "Status: In progress",
        *("New status", "Choose, if it has changed."),
        *("As at (date)", "Choose or write a date."),
        *("What happened (everybody may read it)", "Write here."),
        *("Evidence (for the office only)", "Write here."),
        *("New owner", "Write here."),
        *("New due date", "Choose or write a date."),
        *("Superseded by (id)", "Write here."),
    ]
    note = (tmp_path / FORM).with_suffix(".txt").read_text(encoding="utf-8")
    assert f"the 8 open items in the attached form, {FORM}?" in note
    assert "send the file back by 1 July 2024" in note


def test_a_form_that_was_filled_in_is_recorded(workspace: Workspace, form: bytes) -> None:
    """Word for word as the spreadsheet: a status, a note, an owner; again, nothing is new."""
    answers = {
        "1.new_status": "Complete",
        "1.new_day": "20 May 2024",
        "1.new_note": "All boats are counted.",
        "6.new_day": "21/05/2024",
        "6.new_owner": "Head of paint",
        "6.new_due": "1 September 2024",
        "6.new_evidence": "Minute 4",
    }
    back = filled(form, answers)
    assert is_spreadsheet(back, "Antwort.docx")
    found = read(workspace, back, "back.docx")
    assert found.problems == ()
    assert [line.removeprefix(f"{workspace.responses}/") for line in found.lines] == [
        "harbour.yaml: Harbour policing",
        "  R1.10  no status -> complete, Monday 20 May 2024 (row 1)",
        "      note: All boats are counted.",
        "joint.yaml: Joint patrols",
        "  R2-3 (Saltmarsh Police)  stays in progress, Tuesday 21 May 2024 (row 6)",
        "      owner: =cmd|' /C calc'!A0 -> Head of paint",
        "      due: no day -> Sunday 1 September 2024",
        "      evidence: Minute 4",
    ]
    write_update(found)
    assert sorted(records(workspace)) == ["harbour", "joint"]
    again = read(workspace, back, "back.docx")
    assert (again.entries, again.known, again.problems) == (0, 2, ())


def test_an_untouched_form_says_nothing(workspace: Workspace, form: bytes) -> None:
    """No prompt is taken for an answer."""
    found = read(workspace, form, "back.docx")
    assert (found.entries, found.known, found.problems) == (0, 0, ())


def test_a_prompt_that_is_no_longer_marked_as_one_is_no_answer(
    workspace: Workspace, form: bytes
) -> None:
    """Another program writes it as any other words."""

    def forget(root: etree._Element) -> None:
        for properties in root.iter(w("sdtPr")):
            for mark in properties.findall("w:showingPlcHdr", NS):
                properties.remove(mark)

    found = read(workspace, edited(form, forget), "back.docx")
    assert (found.entries, found.problems) == (0, ())


def test_the_look_of_an_answer_is_not_told(workspace: Workspace, form: bytes) -> None:
    """A record of progress has none; what is told of it in a response is out of place here."""

    def colour(root: etree._Element) -> None:
        for run in control_of(root, "2.new_note").iter(w("r")):
            look = etree.SubElement(run, w("rPr"))
            etree.SubElement(look, w("color"), {w("val"): "C00000"})
            run.insert(0, look)

    back = filled(form, {"2.new_note": "Begun.", "2.new_day": "20 May 2024"})
    found = read(workspace, edited(back, colour), "back.docx")
    assert (found.entries, found.problems) == (1, ())


def test_a_form_without_what_it_was_sent_with_is_refused(workspace: Workspace, form: bytes) -> None:
    """Nothing says then which items its places are about."""

    def lose(root: etree._Element) -> None:
        for node in root.iter():
            node.text = node.text and node.text.replace('"sheet"', '"other"')

    back = edited(edited(form, lose, KEPT), lose, "docProps/custom.xml")
    with pytest.raises(S55Error) as refused:
        read(workspace, back, "back.docx")
    (problem,) = refused.value.problems
    assert problem.code == "R141"
    assert "the form has lost what it was sent with" in problem.message


def test_a_form_that_lost_its_marks_is_read_by_its_words(workspace: Workspace, form: bytes) -> None:
    """LibreOffice drops tags; another program drops the controls around the places."""
    back = filled(form, {"2.new_status": "Complete", "2.new_day": "20 May 2024"})
    for lose in (without_tags, without_controls):
        found = read(workspace, edited(back, lose), "back.docx")
        assert found.lines[1] == ("  R2-3  in progress -> complete, Monday 20 May 2024 (row 2)"), (
            lose
        )
        assert found.entries == 1


def test_what_cannot_be_taken_is_told(workspace: Workspace, form: bytes) -> None:
    """A day that is none, a status that is none, words beside the places, as of a spreadsheet."""
    answers = {
        "1.new_day": "soon",
        "1.new_note": "Begun.",
        "2.new_status": "nearly",
        "2.new_day": "20/05/2024",
        "3.new_note": "When?",
    }

    def edit(root: etree._Element) -> None:
        root[0][0][-1].append(new_paragraph("We need another month."))

    found = read(workspace, edited(filled(form, answers), edit), "back.docx")
    assert found.entries == 0
    assert told(found) == [
        ("R109", "text outside the places for answers"),
        ("R148", "row 1 (harbour R1.10)"),
        ("R149", "row 2 (harbour R2-3)"),
        ("R150", "row 3 (harbour AFI1)"),
    ]


def test_what_was_recorded_meanwhile_is_a_conflict(workspace: Workspace, form: bytes) -> None:
    """The form holds what the records said when it was written, as the spreadsheet does."""
    first = filled(form, {"2.new_status": "Complete", "2.new_day": "20 May 2024"})
    write_update(read(workspace, first, "back.docx"))
    second = filled(form, {"2.new_status": "Not started", "2.new_day": "21 May 2024"})
    found = read(workspace, second, "back.docx")
    assert found.entries == 0
    assert told(found) == [("R152", "row 2 (harbour R2-3)")]


def test_a_form_with_answers_that_are_not_recorded_is_not_replaced(
    workspace: Workspace, form: bytes, tmp_path: Path
) -> None:
    """Asking again on the same day would lose them."""
    back = filled(form, {"1.new_note": "Begun.", "1.new_day": "20 May 2024"})
    (tmp_path / FORM).write_bytes(back)
    asked = ProgressRequest(BY, None, "Saltmarsh Police", "register", tmp_path, TODAY, docx=True)
    with pytest.raises(S55Error) as refused:
        write_request(workspace, asked)
    assert [one.code for one in refused.value.problems] == ["R155"]
    assert (tmp_path / FORM).read_bytes() == back
    write_request(workspace, replace(asked, docx=False))  # the spreadsheet is another file


def test_collect_names_the_command_for_a_form(workspace: Workspace, form: bytes) -> None:
    """A form may be about several responses, so it belongs into none."""
    path = workspace.responses / "harbour.yaml"
    text = path.read_text(encoding="utf-8")
    with pytest.raises(S55Error) as refused:
        read_return(workspace, text, path, form, "a form.docx", allow_empty=False)
    (problem,) = refused.value.problems
    assert (problem.code, problem.hint) == (
        "R101",
        "Record what it says: s55 update --from 'a form.docx'",
    )
