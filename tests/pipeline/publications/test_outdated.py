"""A draft that changed after its publication: what is said of it, and until when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from s55.drafts.signing import Approval
from s55.pipeline.checking import check_file
from s55.pipeline.recording.approvals import record_sign_off
from s55.pipeline.standing import KnownStandings, NextStep, ResponseStep, load_standings
from s55.problems import Severity
from s55.workspace import Workspace
from tests.drafts_for_tests import settings_of
from tests.pipeline.publications.office import CORRECTED, TODAY, publish

MESSAGE = (
    "publication 2 on the website is not what the draft says now: "
    "'key_findings' was changed, 'chief_officer' of R2 was changed"
)
CHANGED = CORRECTED.replace("Three boats have", "Four boats have").replace("**well**", "well")


@pytest.fixture
def draft(own: Workspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The draft of a response that was published twice."""
    monkeypatch.chdir(own.root)
    return own.root / "responses/harbour.yaml"


def _said(draft: Path, *, final: bool = False) -> list[tuple[Severity, str, int | None]]:
    found = check_file(draft, settings_of(), TODAY, final=final).problems
    return [(one.severity, one.message, one.line) for one in found if one.code == "D177"]


def test_what_differs_from_the_publication_is_named_until_it_is_published(
    own: Workspace, draft: Path, tmp_path: Path
) -> None:
    """Before the new sign-off, the change is one since the last sign-off."""
    record_sign_off(own, draft, Approval(), TODAY, again=True)
    signed = draft.read_text(encoding="utf-8")
    assert _said(draft) == []
    changed = signed.replace("Three boats have", "Four boats have").replace("**well**", "well")
    draft.write_text(changed, encoding="utf-8")
    assert _said(draft) == []
    record_sign_off(own, draft, Approval(day=date(2024, 6, 20)), TODAY, again=True)
    lines = draft.read_text(encoding="utf-8").split("\n")
    line = 1 + lines.index("  website: {date: 2024-05-03}")
    assert _said(draft) == _said(draft, final=True) == [(Severity.WARNING, MESSAGE, line)]
    given = tmp_path / "harbour.pdf"
    given.write_bytes(b"%PDF")
    publish(own, draft.read_text(encoding="utf-8"), TODAY, given)
    assert _said(draft) == []


def test_a_publication_that_was_recorded_and_not_kept_is_not_compared(draft: Path) -> None:
    """What the public has of it nobody can tell."""
    draft.write_text(CHANGED, encoding="utf-8")
    assert len(_said(draft)) == 1
    published = "  website: {date: 2024-05-03}\n"
    again = (
        "  website:\n    - date: 2024-05-03\n"
        "    - {date: 2024-06-20, event: republished, what: Four boats.}\n"
    )
    assert published in CHANGED
    draft.write_text(CHANGED.replace(published, again), encoding="utf-8")
    assert _said(draft) == []


def test_the_last_publication_is_the_one_with_the_highest_number(
    own: Workspace, draft: Path
) -> None:
    """And not the last in the order of letters."""
    draft.write_text(CHANGED, encoding="utf-8")
    (own.published / "harbour/2").rename(own.published / "harbour/10")
    (own.published / "harbour/1").rename(own.published / "harbour/9")
    assert [said[1] for said in _said(draft)] == [MESSAGE.replace("2", "10", 1)]


def test_a_withdrawn_response_is_not_compared(own: Workspace, draft: Path) -> None:
    """Also where the files that say so are kept: it is not to be published again."""
    published = "  website: {date: 2024-05-03}\n"
    assert published in CHANGED
    gone = "  website: [{date: 2024-05-03}, {date: 2024-06-10, event: withdrawn, why: Wrong.}]\n"
    publish(own, CORRECTED.replace(published, gone), date(2024, 6, 10))
    draft.write_text(CHANGED.replace(published, gone), encoding="utf-8")
    assert _said(draft) == []


def test_what_changed_since_the_sign_off_is_said_of_that_alone(own: Workspace, draft: Path) -> None:
    """Also where it was signed after its publication: it is signed again before it is published."""
    draft.write_text(CHANGED, encoding="utf-8")
    record_sign_off(own, draft, Approval(), TODAY, again=True)
    assert len(_said(draft)) == 1
    signed = draft.read_text(encoding="utf-8")
    draft.write_text(signed.replace("Four boats have", "Five boats have"), encoding="utf-8")
    assert _said(draft) == []


def test_the_status_waits_for_the_correction_and_reads_the_publication_again(
    own: Workspace, draft: Path
) -> None:
    """For a program that reads all drafts again and again."""
    draft.write_text(CHANGED, encoding="utf-8")
    known = KnownStandings()

    def waits_for() -> NextStep:
        (found,) = load_standings(own, settings_of(), [], TODAY, known).found
        return found.next_step

    assert waits_for().step is ResponseStep.CORRECT
    assert waits_for().words.startswith("changed since it was published; to be sent to ")
    kept = own.published / "harbour/2/draft.yaml"
    kept.write_text(CHANGED, encoding="utf-8")
    assert waits_for().step is ResponseStep.RECORD
