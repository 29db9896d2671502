"""Edits made in LibreOffice itself, each with exactly what it becomes in the draft.

Every edit is made in a running LibreOffice, saved as a Word file, and saved by way of an
OpenDocument file, which keeps no controls: both must come to the same.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

import pytest

from s55.returns.collecting import collect
from s55.word.bookmarks import bookmark_name
from tests.offices import BOTH, NEWER, LibreOffice, libreoffice_named
from tests.returns.office_for_tests import edited_once
from tests.returns.word_files import DRAFT, form, made

pytestmark = pytest.mark.slow

INVITED = DRAFT.replace(
    "policing_body:",
    "chief_officer:\n  invited:\n    date: 2024-04-10\n    reply_by: 2024-05-10\npolicing_body:",
)
"""The draft whose form is sent."""
TRACKED = (
    "R107: changes are tracked in the file ({}), and nobody has accepted or rejected them: "
    "the text was read as if they were accepted"
)


def edit(name: str, /, **arguments: Any) -> dict[str, Any]:
    """An edit of tests/tools/office_edits.py."""
    return {"do": name, **arguments}


@dataclass(frozen=True)
class Case:
    """Edits of a response (or of a form), and what comes of them.

    Attributes:
        edits: made one after the other.
        diff: the lines of the draft that go and come.
        told: what is told, code and message.
        form: whether the form is edited.
    """

    edits: tuple[dict[str, Any], ...]
    diff: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    form: bool = False


CASES = {
    "nothing": Case(()),
    "a paragraph split": Case(
        (edit("split", before="were found"),),
        ("-   Two *boats* were found.", "+   Two *boats*", "+ ", "+   were found."),
    ),
    "paragraphs joined": Case(
        (edit("join", after="found."),),
        (
            "+   Two *boats* were found.Three **piers** were lost.",
            "-   Two *boats* were found.",
            "- ",
            "-   Three __piers__ were lost.",
        ),
    ),
    "an item in the middle": Case(
        (edit("new_paragraph", after="oars", text="ropes"),), ("+   - ropes",)
    ),
    "a row": Case(
        (edit("new_row", after="Anna", texts=["Bess", "two"]),),
        ("-   | ---- | ---- |", "+   | --- | --- |", "+   | Bess | two |"),
    ),
    "a tracked insertion": Case(
        (edit("track"), edit("insert", after="were lost", text=" at sea")),
        ("-   Three __piers__ were lost.", "+   Three **piers** were lost at sea."),
        (TRACKED.format("1 insertion, 0 deletions, by Robin Sample"),),
    ),
    "a tracked deletion": Case(
        (edit("track"), edit("replace", words="were ", text="")),
        ("-   Two *boats* were found.", "+   Two *boats* found."),
        (
            TRACKED.format("0 insertions, 1 deletion, by Robin Sample"),
            "R132: in 'key_findings', tracked changes were read as if they were accepted, so this "
            "was left out: 'were'",
        ),
    ),
    "a comment": Case(
        (edit("comment", at="boats", author="Kim Reader", text="How many exactly?"),),
        (),
        ("R108: Kim Reader comments at 'key_findings': 'How many exactly?'",),
    ),
    "text before and after everything": Case(
        (edit("before_all", text="See my letter."), edit("after_all", text="Ring me.")),
        (),
        (
            "R109: text outside the places for answers: 'See my letter.'",
            "R109: text outside the places for answers: 'Ring me.'",
        ),
    ),
    "bold text": Case(
        (edit("insert", after="were lost", text=" at sea", bold=True),),
        ("-   Three __piers__ were lost.", "+   Three **piers** were lost **at sea**."),
    ),
    "a bookmark deleted, and its text edited": Case(
        (
            edit("remove_bookmark", name=bookmark_name("policing_body.opening", 1)),
            edit("replace", words="Harbours matter", text="Harbours matter much"),
        ),
        ("-     Harbours matter.", "+     Harbours matter much."),
    ),
    "an answer emptied": Case((edit("replace", words="They are counted.", text=""),)),
    "a text": Case(
        (
            edit(
                "replace", words="Write comments on the report as a whole here.", text="It is fair."
            ),
        ),
        ("+   comments: |", "+     It is fair."),
        form=True,
    ),
    "a line": Case(
        (edit("replace", words="Write a name here.", text="Pat Example"),),
        ("+   name: Pat Example",),
        form=True,
    ),
    "a date": Case(
        (edit("replace", words="Choose a date.", text="1 May 2024"),),
        ("+       target_date: 2024-05-01",),
        form=True,
    ),
    "a status": Case(
        (edit("replace", words="Choose a status.", text="In progress"),),
        ("+       status: in progress",),
        form=True,
    ),
    "an answer of the form emptied": Case(
        (edit("replace", words="They are counted.", text=""),), form=True
    ),
    "an untouched form": Case((), form=True),
}

EMPTIED = ("an answer emptied", "an answer of the form emptied")
GONE = (
    "R119: the place of 'recommendations.items[0].chief_officer' is gone from the file, with its "
    "text; the draft keeps it"
)

Saved = dict[str, tuple[bytes, bytes]]


@pytest.fixture(scope="module", params=BOTH)
def office(request: pytest.FixtureRequest) -> LibreOffice:
    """Each LibreOffice."""
    return libreoffice_named(request.param)


@pytest.fixture(scope="module")
def saved(office: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """Every case's files, saved as Word and by way of OpenDocument; LibreOffice starts once."""
    edits = {
        name: ("form" if case.form else "response", case.edits) for name, case in CASES.items()
    }
    return edited_once(tmp_path_factory, "edits", _sources, edits, office)


def _dropped(office: LibreOffice, name: str, through: int) -> bool:
    """Whether the place is gone: 25.2 deletes a bookmark with all of its text, 7.4 keeps it."""
    return office.name == NEWER and bool(through) and name in EMPTIED


def _sources() -> dict[str, bytes]:
    return {"response": made(), "form": form(INVITED)}


@pytest.mark.parametrize("through", [0, 1], ids=["docx", "odt"])
@pytest.mark.parametrize("name", CASES)
def test_an_edit(saved: Saved, office: LibreOffice, name: str, through: int) -> None:
    """The draft gets it, all other lines stay, and what a person should know is told."""
    case = CASES[name]
    draft, original = (INVITED, form(INVITED)) if case.form else (DRAFT, made())
    found = collect(draft, "harbour", saved[name][through], "b.docx", original, allow_empty=False)
    lines = difflib.ndiff(draft.splitlines(), found.text.splitlines())
    assert tuple(line for line in lines if line[0] in "+-") == case.diff
    told = (GONE,) if _dropped(office, name, through) else case.told
    assert tuple(f"{one.code}: {one.message}" for one in found.problems) == told


@pytest.mark.parametrize("through", [0, 1], ids=["docx", "odt"])
@pytest.mark.parametrize("name", EMPTIED)
def test_an_emptied_answer_is_told_and_goes_when_it_may(
    saved: Saved, office: LibreOffice, name: str, through: int
) -> None:
    """It is in the list of changes either way; a place that was dropped empties nothing."""
    case = CASES[name]
    draft, original = (INVITED, form(INVITED)) if case.form else (DRAFT, made())
    data = saved[name][through]
    if _dropped(office, name, through):
        gone = collect(draft, "harbour", data, "b.docx", original, allow_empty=True)
        assert (gone.text, gone.changes) == (draft, ())
        return
    kept = collect(draft, "harbour", data, "b.docx", original, allow_empty=False)
    assert [(one.path, one.effect.value) for one in kept.changes] == [
        ("recommendations.items[0].chief_officer", "kept")
    ]
    gone = collect(draft, "harbour", data, "b.docx", original, allow_empty=True)
    assert [one.effect.value for one in gone.changes] == ["emptied"]
    assert "They are counted." not in gone.text
