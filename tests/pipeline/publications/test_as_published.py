"""Lists and pages show a response as it was published, whatever its draft says by now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from s55.drafts.dispatches import Record
from s55.errors import S55Error
from s55.pipeline.cases import DraftCase, load_cases
from s55.pipeline.publications.as_published import as_published, kept_files
from s55.pipeline.publications.correcting import record_withdrawal
from s55.pipeline.recording.dispatches import Publishing
from s55.pipeline.response import Format
from s55.problems import Problem
from s55.workspace import Workspace
from tests.pipeline.publications.office import CORRECTED, SECOND, TODAY

ONCE = "website: {date: 2024-05-03}"
TWICE = f"website: [{{date: 2024-05-03}}, {{date: {SECOND}, what: The boats.}}]"


def shown(workspace: Workspace, text: str) -> tuple[DraftCase, list[Problem]]:
    """The draft with this text, as lists show it."""
    path = workspace.responses / "harbour.yaml"
    path.write_text(text, encoding="utf-8")
    cases = load_cases(workspace, [], workspace.settings(), TODAY)
    (one,), told = as_published(workspace, cases)
    return one, told


def test_a_text_that_was_changed_since_is_not_shown(own: Workspace) -> None:
    """And somebody is told; what happened since is as recorded today."""
    text = CORRECTED.replace(ONCE, TWICE).replace("Three boats", "Nine boats")
    one, (problem,) = shown(own, text)
    assert "Nine boats" not in str(one.case.response)
    assert "Three boats" in str(one.draft.response)
    assert [entry.what for entry in one.case.response.corrections] == ["The boats."]
    assert (problem.code, problem.file) == ("P411", str(own.responses / "harbour.yaml"))
    assert problem.message.startswith("the draft was changed after publication 2, Monday 10 June")


def test_an_unchanged_draft_is_nothing_to_tell(own: Workspace) -> None:
    """The pages offer the very files that were kept."""
    one, told = shown(own, CORRECTED.replace(ONCE, TWICE))
    assert told == []
    files = kept_files(one)
    assert files is not None
    assert list(files[0].files) == list(Format)
    kept = own.published / "harbour/2/harbour.pdf"
    assert files[0].files[Format.PDF] == kept.read_bytes()


def test_a_withdrawn_response_has_to_say_so(own: Workspace) -> None:
    """So it is rendered again from the text that was published."""
    gone = TWICE.replace("]", ", {date: 2024-06-20, event: withdrawn, why: Wrong.}]")
    one, _ = shown(own, CORRECTED.replace(ONCE, gone))
    assert one.case.response.withdrawal is not None
    assert kept_files(one) is None


@pytest.mark.parametrize("events", ["", TWICE.replace(str(SECOND), "2024-06-20")])
def test_without_a_publication_the_draft_is_shown(own: Workspace, events: str) -> None:
    """Not published, or a later publication was recorded without its files."""
    if events:
        events = events.replace("]", ", {date: 2024-06-25, what: More.}]")
    text = CORRECTED.replace(ONCE, events or "panel: {date: 2024-05-03}")
    one, told = shown(own, text.replace("Three boats", "Nine boats"))
    assert "Nine boats" in str(one.case.response)
    assert (one.kept, told) == (None, [])


def test_what_was_changed_in_its_folder_stops_the_list(own: Workspace) -> None:
    """Nobody knows any more what was published."""
    kept = own.published / "harbour/2/draft.yaml"
    kept.write_text(kept.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    with pytest.raises(S55Error) as caught:
        shown(own, CORRECTED.replace(ONCE, TWICE))
    assert [one.code for one in caught.value.problems] == ["P402"]


def test_a_file_that_was_changed_is_not_offered(own: Workspace) -> None:
    """A page in the folder of publications is no place to edit."""
    one, _ = shown(own, CORRECTED.replace(ONCE, TWICE))
    assert one.kept is not None
    page: Path | None = one.kept.file("html")
    assert page is not None
    page.write_bytes(page.read_bytes() + b"\n")
    with pytest.raises(S55Error) as caught:
        kept_files(one)
    assert [problem.code for problem in caught.value.problems] == ["P402"]
    assert kept_files(replace(one, kept=None)) is None


def test_a_correction_without_files_after_a_withdrawal_with_them_is_not_the_one_kept(
    own: Workspace,
) -> None:
    """The files with the notice of the withdrawal are kept, too: they are not the last text."""
    gone = "website: [{date: 2024-05-03}, {date: 2024-06-10, event: withdrawn, why: Wrong.}]"
    one, _ = shown(own, CORRECTED.replace(ONCE, gone))
    assert one.kept is not None
    back = gone.replace("]", ", {date: 2024-06-25, what: More.}]")
    one, _ = shown(own, CORRECTED.replace(ONCE, back))
    assert one.kept is None


def test_the_files_that_say_that_it_was_withdrawn_are_offered(own: Workspace) -> None:
    """They are kept with the withdrawal; after another one they are not those of today."""
    path = own.responses / "harbour.yaml"
    path.write_text(CORRECTED.replace(ONCE, TWICE), encoding="utf-8")
    record = Record("website", date(2024, 6, 20), why="Wrong.")
    record_withdrawal(own, path, record, TODAY, anyway=False, publishing=Publishing())
    text = path.read_text(encoding="utf-8")
    one, _ = shown(own, text)
    files = kept_files(one)
    assert files is not None
    assert b"Withdrawn on Thursday 20 June 2024: Wrong." in files[0].files[Format.HTML]
    other, _ = shown(own, text.replace("Wrong.", "Asked twice."))
    assert kept_files(other) is None
