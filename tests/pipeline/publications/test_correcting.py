"""A published response is corrected and withdrawn: what is written, what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from s55.drafts.dispatches import Record
from s55.drafts.signing import Approval
from s55.errors import S55Error
from s55.office.publications import publications_of
from s55.pipeline.checking import check_file
from s55.pipeline.publications.correcting import record_correction, record_withdrawal
from s55.pipeline.recording.approvals import record_sign_off
from s55.pipeline.recording.dispatches import Publishing
from s55.pipeline.rendering.sets import DraftSets
from s55.pipeline.standing import Standing, standing_of_draft
from s55.views.overview import overview
from s55.views.response.notices import Replacement
from s55.workspace import Workspace
from tests.drafts_for_tests import FINISHED, SETTINGS, settings_of

TODAY = date(2024, 6, 30)
FIX = Record("website", date(2024, 6, 10), what="Three boats were counted, not two.")


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published response in a workspace."""
    (tmp_path / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    path = tmp_path / "responses/harbour.yaml"
    path.parent.mkdir()
    path.write_text(FINISHED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def _standing(workspace: Workspace, draft: Path) -> Standing:
    sets = DraftSets(workspace, settings_of())
    return standing_of_draft(sets, draft, check_file(draft, sets.settings, TODAY), TODAY)


def _correct(draft: Path, record: Record = FIX) -> str:
    workspace = Workspace(draft.parent.parent)
    return record_correction(workspace, draft, record, TODAY, anyway=False, publishing=None)


def _withdraw(draft: Path, replaced_by: str | None) -> str:
    record = Record("website", date(2024, 6, 20), why="Asked twice.", replaced_by=replaced_by)
    workspace = Workspace(draft.parent.parent)
    return record_withdrawal(workspace, draft, record, TODAY, anyway=False, publishing=None)


def test_a_correction_of_a_text_that_was_not_signed_again_is_refused(draft: Path) -> None:
    """The fields that changed are named, with the command that signs; then it is recorded."""
    workspace = Workspace(draft.parent.parent)
    record_sign_off(workspace, draft, Approval(), TODAY, again=True)
    changed = draft.read_text(encoding="utf-8").replace("Two boats have", "Three boats have")
    draft.write_text(changed, encoding="utf-8")
    with pytest.raises(S55Error) as caught:
        _correct(draft)
    assert [one.code for one in caught.value.problems] == ["D145", "D173"]
    assert (caught.value.problems[1].hint or "").startswith(
        "Have it approved and sign it: s55 sign harbour --again --on DATE."
    )
    assert draft.read_text(encoding="utf-8") == changed
    record_sign_off(workspace, draft, Approval(day=date(2024, 6, 9)), TODAY, again=True)
    assert _correct(draft) == (
        "responses/harbour.yaml: corrected and published again, Monday 10 June 2024. Send "
        "copies again to those who had it: s55 status harbour."
    )
    assert 'event: "republished"' in draft.read_text(encoding="utf-8")


def test_a_sign_off_by_hand_binds_nothing(draft: Path) -> None:
    """Nothing could tell whether the text is what was approved."""
    _correct(draft)
    assert "what: Three boats" in draft.read_text(encoding="utf-8").replace('"', "")


@pytest.mark.parametrize("name", ["harbour", "harbor-2", "no/name"])
def test_what_replaces_a_response_is_another_draft(draft: Path, name: str) -> None:
    """Not itself, and not one that is not there."""
    with pytest.raises(S55Error) as caught:
        _withdraw(draft, name)
    assert [one.code for one in caught.value.problems] == ["D172"]
    assert draft.read_text(encoding="utf-8") == FINISHED


def test_a_withdrawal_names_what_replaces_it(draft: Path) -> None:
    """Its text may be changed or not: it is not what is published again."""
    (draft.parent / "harbour-2.yaml").write_text(FINISHED, encoding="utf-8")
    assert _withdraw(draft, "harbour-2").startswith(
        "responses/harbour.yaml: withdrawn, Thursday 20 June 2024. "
    )
    text = draft.read_text(encoding="utf-8").replace('"', "")
    assert "{event: withdrawn, date: 2024-06-20, why: Asked twice., replaced_by: harbour-2}" in text


def test_what_replaces_a_response_has_a_link_once_it_is_published(draft: Path) -> None:
    """Its page is where s55 site puts it; without a draft of that name nothing is rendered."""
    other = draft.parent / "harbour-2.yaml"
    other.write_text(FINISHED.replace("  website: {date: 2024-05-03}\n", ""), encoding="utf-8")
    _withdraw(draft, "harbour-2")
    workspace = Workspace(draft.parent.parent)
    site = "site: {address: https://www.example.org/responses}\n"
    for settings, text, address in (
        (SETTINGS, FINISHED, ""),
        (SETTINGS + site, other.read_text(encoding="utf-8"), ""),
        (SETTINGS + site, FINISHED, "https://www.example.org/responses/2024/harbour-2/index.html"),
    ):
        other.write_text(text, encoding="utf-8")
        checked = check_file(draft, settings_of(settings), TODAY).usable
        assert checked is not None
        found = DraftSets(workspace, settings_of(settings)).replacement_of(checked)
        assert found == Replacement("Harbour policing", address)
    other.unlink()
    again = check_file(draft, settings_of(), TODAY)
    (problem,) = (one for one in again.problems if one.code == "D175")
    assert (problem.line, again.usable) == (33, None)
    assert problem.message == (
        "the draft says that the response is replaced by 'harbour-2', and s55 could not read a "
        "draft of that name in responses"
    )


def test_the_files_with_the_notice_are_kept(draft: Path) -> None:
    """As the next publication: these are the ones to publish."""
    workspace = Workspace(draft.parent.parent)
    said = record_correction(workspace, draft, FIX, TODAY, anyway=False, publishing=Publishing())
    assert "published/harbour/1: these are the files to publish. Send copies again" in said
    (kept,) = publications_of(workspace.published, "harbour")
    page = (kept.folder / "harbour.html").read_text(encoding="utf-8")
    assert "Corrected on Monday 10 June 2024: Three boats were counted, not two." in page
    assert kept.draft.read_bytes() == draft.read_bytes()


def test_what_replaces_a_response_is_judged_by_the_first_publication(draft: Path) -> None:
    """The duty was met by the withdrawn one: neither overdue before its publication nor late."""
    other = draft.parent / "harbour-2.yaml"
    unpublished = FINISHED.replace("  website: {date: 2024-05-03}\n", "")
    other.write_text(unpublished, encoding="utf-8")
    workspace = Workspace(draft.parent.parent)

    def told() -> tuple[list[str], str]:
        found = check_file(other, settings_of(), TODAY).problems
        codes = [one.code for one in found if one.code.startswith("S55")]
        standing = _standing(workspace, other)
        (line,) = (one for one in standing.as_text().splitlines() if "  response  " in one)
        return codes, line.split("response", 1)[1].strip()

    assert "S55-5A" in told()[0]
    assert told()[1] == "not published, 34 days late"
    _withdraw(draft, "harbour-2")
    (problem,) = (
        one for one in check_file(other, settings_of(), TODAY).problems if one.code == "S55-5A"
    )
    assert problem.message == (
        "the response is not recorded as published; the one that it replaces was first published "
        "on Friday 3 May 2024, and is withdrawn (section 55(5A))"
    )
    assert told()[1] == "not published; the one it replaces Friday 3 May 2024: in time"
    row = _standing(workspace, other).as_row()
    assert "harbour-2  replaces a withdrawn one" in overview([row])
    assert "Next statutory day" not in overview([row])
    assert not row.is_late
    late = FINISHED.replace("website: {date: 2024-05-03}", "website: {date: 2024-06-21}")
    other.write_text(late, encoding="utf-8")
    assert told() == (
        [],
        "published Friday 21 June 2024; the one it replaces Friday 3 May 2024: in time",
    )


def test_the_name_of_a_draft_is_told_as_it_is_typed(draft: Path) -> None:
    """Several words are in quotes in the commands that messages give."""
    renamed = draft.rename(draft.with_name("my harbour.yaml"))
    assert _withdraw(renamed, None).endswith("s55 status 'my harbour'.")
    with pytest.raises(S55Error) as failure:
        _withdraw(renamed, None)
    (problem,) = failure.value.problems
    assert (problem.code, "s55 correct 'my harbour' --on" in problem.hint) == ("D171", True)
