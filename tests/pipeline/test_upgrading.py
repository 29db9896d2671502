"""Drafts are upgraded with their files, and put back to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from s55.disk.places import OWN_FOLDER, progress_file
from s55.pipeline.upgrading.drafts import DraftOutcome, undo_upgrades, upgrade_drafts
from s55.pipeline.upgrading.kept import folder_of
from s55.workspace import Workspace
from tests.drafts.test_upgrade import DRAFT

MARKED = ("\ufeff" + DRAFT.replace("\n", "\r\n")).encode()
"""The bytes of a draft as an editor on Windows writes it."""
RECORD = b"format: 2\nitems:\n  R2:   # ours\n    - date: 2024-05-21\n      status: reopened\n"


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft of format 1 in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "responses/harbour.yaml"
    path.parent.mkdir()
    path.write_bytes(MARKED)
    return path


def upgraded(draft: Path, *, dry_run: bool = False) -> DraftOutcome:
    """The result of an upgrade."""
    (outcome,) = upgrade_drafts([draft], dry_run=dry_run)
    return outcome


def undone(draft: Path, *, dry_run: bool = False) -> DraftOutcome:
    """The result of undoing it."""
    (outcome,) = undo_upgrades([draft], dry_run=dry_run)
    return outcome


def codes(outcome: DraftOutcome) -> list[tuple[str, str | None]]:
    """The codes of its problems, with their files."""
    return [(problem.code, problem.file) for problem in outcome.problems]


def files(draft: Path) -> dict[str, bytes]:
    """Every file beside and below a draft."""
    return {
        path.relative_to(draft.parent).as_posix(): path.read_bytes()
        for path in sorted(draft.parent.rglob("*"))
        if path.is_file() and OWN_FOLDER not in path.parts
    }


def test_an_upgrade_says_what_it_did_and_what_it_does_not_know(draft: Path) -> None:
    """With the lines of the upgraded draft."""
    outcome = upgraded(draft)
    assert outcome.line == (
        "responses/harbour.yaml: is now of format 2; 2 records under 'distribution' as lists, "
        "3 entries of 'history' in responses/progress/harbour.yaml."
    )
    places = [(problem.code, problem.place) for problem in outcome.problems]
    assert places == [
        ("D185", "responses/harbour.yaml:15:15"),
        ("D184", "responses/harbour.yaml:25:3"),
        ("D186", "responses/harbour.yaml:30:3"),
    ]
    assert sorted(files(draft)) == [
        ".before-format-2/harbour/draft.yaml",
        ".before-format-2/harbour/upgrade.yaml",
        "harbour.yaml",
        "progress/harbour.yaml",
    ]
    assert Workspace(draft.parent.parent).drafts() == [draft]
    assert upgraded(draft) == DraftOutcome("responses/harbour.yaml: it is of format 2 already.")


@pytest.mark.parametrize("record", [None, RECORD])
def test_an_upgrade_can_be_undone_to_the_byte(draft: Path, record: bytes | None) -> None:
    """A record that was there comes back, one that was not is gone, and nothing else is left."""
    if record:
        progress_file(draft).parent.mkdir()
        progress_file(draft).write_bytes(record)
    before = files(draft)
    upgraded(draft, dry_run=True)
    assert files(draft) == before
    upgraded(draft)
    after = files(draft)
    undone(draft, dry_run=True)
    assert files(draft) == after
    outcome = undone(draft)
    assert outcome.line == "responses/harbour.yaml: is as it was before the upgrade."
    assert files(draft) == before
    assert not folder_of(draft).parent.exists()
    assert codes(undone(draft)) == [("D181", "responses/harbour.yaml")]


@pytest.mark.parametrize("name", ["harbour.yaml", "progress/harbour.yaml"])
def test_what_was_changed_since_is_not_lost(draft: Path, name: str) -> None:
    """Neither in the draft nor in the record of progress."""
    upgraded(draft)
    path = draft.parent / name
    path.write_bytes(path.read_bytes() + b"# new\n")
    before = files(draft)
    assert codes(undone(draft)) == [("D180", f"responses/{name}")]
    assert files(draft) == before


def test_a_record_that_an_upgrade_did_not_touch_stays(draft: Path) -> None:
    """The draft alone goes back: it had no history."""
    plain = DRAFT.replace("history", "hist").encode()
    plain = b"\n".join(line for line in plain.split(b"\n") if b"hist" not in line)
    text = plain.decode()
    start, end = text.index("      # The first count."), text.index("      # Nothing after")
    draft.write_text(text[:start] + text[end:], encoding="utf-8")
    before = draft.read_bytes()
    assert upgraded(draft).line.endswith("2 records under 'distribution' as lists.")
    progress_file(draft).parent.mkdir()
    progress_file(draft).write_bytes(RECORD)
    assert undone(draft).changed
    assert (draft.read_bytes(), progress_file(draft).read_bytes()) == (before, RECORD)


@pytest.mark.parametrize("written", [(), ("progress/harbour.yaml",)])
def test_an_interrupted_upgrade_goes_on(draft: Path, written: tuple[str, ...]) -> None:
    """Whatever was written before the interruption; nothing is there twice."""
    before = files(draft)
    upgraded(draft)
    whole = files(draft)
    draft.write_bytes(before["harbour.yaml"])
    if not written:
        progress_file(draft).unlink()
    assert upgraded(draft).changed
    assert files(draft) == whole
    draft.write_bytes(before["harbour.yaml"])  # undo was interrupted, or somebody did it by hand
    assert undone(draft).changed
    assert files(draft) == before


def test_an_earlier_upgrade_is_not_overwritten(draft: Path) -> None:
    """Another draft of the same name, or an old one that was edited and put back."""
    upgraded(draft)
    draft.write_bytes(MARKED + b"# edited\n")
    before = files(draft)
    assert codes(upgraded(draft)) == [("D182", "responses/harbour.yaml")]
    assert files(draft) == before


@pytest.mark.parametrize("name", ["draft.yaml", "upgrade.yaml"])
def test_a_damaged_copy_is_not_put_back(draft: Path, name: str) -> None:
    """An edit of what is kept is found by its hash; a record that says nothing too."""
    upgraded(draft)
    path = folder_of(draft) / name
    path.write_bytes(path.read_bytes()[:20])
    before = files(draft)
    assert codes(undone(draft)) == [("D183", "responses/.before-format-2/harbour")]
    assert files(draft) == before


def test_an_upgrade_is_undone_as_a_whole_or_not_at_all(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where what is kept cannot be taken away, the draft stays as it is, and nothing is torn."""
    upgraded(draft)
    before = files(draft)
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path == folder_of(draft):
            raise PermissionError(13, "Permission denied", str(path))
        return rename(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refused)
        assert codes(undone(draft)) == [("O401", str(folder_of(draft)))]
    assert files(draft) == before
    assert undone(draft).changed
    assert files(draft) == {"harbour.yaml": MARKED}
    assert not folder_of(draft).parent.exists()


def test_a_draft_with_errors_is_left_alone_and_the_others_are_upgraded(draft: Path) -> None:
    """Its errors are those that s55 check reports."""
    other = draft.with_name("other.yaml")
    other.write_text("format: 1\n", encoding="utf-8")
    damaged = draft.with_name("third.yaml")
    damaged.write_text(DRAFT, encoding="utf-8")
    progress_file(damaged).parent.mkdir()
    progress_file(damaged).write_text("format: 2\nitems: [\n", encoding="utf-8")
    first, second, third = upgrade_drafts([other, draft, damaged], dry_run=False)
    assert (first.status, codes(first)) == (1, [("D102", "responses/other.yaml")])
    assert second.changed
    assert {file for _, file in codes(third)} == {"responses/progress/third.yaml"}
    assert other.read_text(encoding="utf-8") == "format: 1\n"
    assert damaged.read_text(encoding="utf-8") == DRAFT
