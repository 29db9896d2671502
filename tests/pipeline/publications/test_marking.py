"""What is published is kept with its record in the draft: both, or neither."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from s55.disk.changing import commit
from s55.drafts.dispatches import Record
from s55.drafts.signing import Approval
from s55.errors import S55Error
from s55.model.distribution import DispatchEvent
from s55.office.publications import publications_of
from s55.pipeline.recording.approvals import record_sign_off
from s55.pipeline.recording.dispatches import Publishing, record_dispatch
from s55.workspace import Workspace
from tests.drafts_for_tests import FINISHED, SETTINGS
from tests.pipeline.publications.office import TODAY

UNPUBLISHED = FINISHED.replace("  website: {date: 2024-05-03}\n", "")
DAY = date(2024, 5, 3)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft that is not published yet."""
    (tmp_path / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    path = tmp_path / "responses/harbour.yaml"
    path.parent.mkdir()
    path.write_text(UNPUBLISHED, encoding="utf-8")
    return path


def _mark(
    draft: Path,
    day: date = DAY,
    *given: Path,
    replace: bool = False,
    publishing: Publishing | None = None,
) -> str:
    return record_dispatch(
        Workspace(draft.parent.parent),
        draft,
        Record("website", day),
        TODAY,
        replace=replace,
        publishing=publishing or Publishing(given),
    )


def _numbers(draft: Path) -> list[int]:
    return [one.number for one in publications_of(draft.parent.parent / "published", "harbour")]


def test_each_publication_is_kept_with_its_record(draft: Path) -> None:
    """The draft that is kept has the record; the office-use list of the files shows it."""
    said = _mark(draft)
    assert "recorded website, published, Friday 3 May 2024. Kept as publication 1 in " in said
    assert said.endswith("published/harbour/1: these are the files to publish.")
    folder = draft.parent.parent / "published/harbour/1"
    assert (folder / "draft.yaml").read_bytes() == draft.read_bytes()
    assert "3 May 2024" in (folder / "harbour.html").read_text(encoding="utf-8")
    draft.write_text(draft.read_text(encoding="utf-8").replace("Two boats", "Three boats"))
    again = Record("website", date(2024, 6, 10), event=DispatchEvent.REPUBLISHED, what="The boats.")
    said = record_dispatch(
        Workspace(draft.parent.parent), draft, again, TODAY, publishing=Publishing()
    )
    assert "Kept as publication 2" in said
    assert _numbers(draft) == [1, 2]
    first, second = publications_of(draft.parent.parent / "published", "harbour")
    assert (first.record.date, second.record.date) == (DAY, date(2024, 6, 10))


def test_what_was_written_is_not_refused_afterwards(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings that cannot be read any more: the publication is kept, and that is said."""

    def written(*given: Any) -> None:
        commit(*given)
        (draft.parent.parent / "settings.yaml").write_bytes(b"\xff")

    monkeypatch.setattr("s55.pipeline.recording.dispatches.commit", written)
    assert "Kept as publication 1" in _mark(draft)


def test_what_is_published_otherwise_than_it_was_signed_is_said(draft: Path) -> None:
    """It is kept all the same: it was published."""
    record_sign_off(Workspace(draft.parent.parent), draft, Approval(), TODAY, again=False)
    old = draft.parent.parent / "old.pdf"
    old.write_bytes(b"%PDF-1.4")
    assert _mark(draft, DAY, old).endswith("published/harbour/1.")
    text = draft.read_text(encoding="utf-8").replace("Two boats", "Three boats")
    draft.write_text(text, encoding="utf-8")
    again = Record("website", date(2024, 6, 10), event=DispatchEvent.REPUBLISHED, what="The boats.")
    said = record_dispatch(
        Workspace(draft.parent.parent), draft, again, TODAY, publishing=Publishing((old,))
    )
    assert said.endswith("harbour/2. It is not as it was signed off: s55 check harbour.")


def test_a_record_that_is_put_right_is_no_publication(draft: Path) -> None:
    """Unless the file that was published is given with it."""
    _mark(draft)
    _mark(draft, date(2024, 5, 4), replace=True)
    assert _numbers(draft) == [1]
    old = draft.parent.parent / "old.pdf"
    old.write_bytes(b"%PDF-1.4")
    assert "Kept as publication 2" in _mark(draft, date(2024, 5, 4), old, replace=True)
    assert _numbers(draft) == [1, 2]


def test_other_recipients_are_only_recorded(draft: Path) -> None:
    """A copy for the panel is no publication."""
    record = Record("panel", date(2024, 5, 6))
    record_dispatch(Workspace(draft.parent.parent), draft, record, TODAY, publishing=Publishing())
    assert _numbers(draft) == []


def test_without_files_only_the_day_is_recorded(draft: Path) -> None:
    """For a response of which no file is at hand."""
    record_dispatch(Workspace(draft.parent.parent), draft, Record("website", DAY), TODAY)
    assert _numbers(draft) == []
    assert "2024-05-03" in draft.read_text(encoding="utf-8")


def test_a_draft_with_an_error_is_not_recorded_as_published(draft: Path) -> None:
    """It could not be rendered: the error is named, and what to do about an old response."""
    broken = UNPUBLISHED.replace("inspection:", "template: none-such\ninspection:")
    draft.write_text(broken, encoding="utf-8")
    with pytest.raises(S55Error) as failure:
        _mark(draft)
    assert [one.code for one in failure.value.problems] == ["L101", "P408"]
    assert "--without-files" in failure.value.problems[-1].hint
    assert draft.read_text(encoding="utf-8") == broken
    assert _numbers(draft) == []


def test_what_is_published_incomplete_is_said(draft: Path) -> None:
    """What is only recorded afterwards, such as the copies, is not missing."""
    text = draft.read_text(encoding="utf-8").replace("      action: taken\n", "")
    draft.write_text(text, encoding="utf-8")
    record_sign_off(Workspace(draft.parent.parent), draft, Approval(), TODAY, again=False)
    assert _mark(draft).endswith(
        "harbour/1: these are the files to publish. It is not complete (1 error): "
        "s55 check harbour --final."
    )
