"""A day's work on a draft: listed, undone step by step, and what is published stays."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from s55.disk.changing import FileChange, HistoryNote, change_text, commit
from s55.disk.places import progress_file
from s55.drafts.dispatches import Record
from s55.drafts.signing import Approval
from s55.errors import S55Error
from s55.model.progress import ItemStatus, Progress
from s55.office.publications import publications_of
from s55.office.settings_lists import SettingsEntry
from s55.pipeline.keeping.history import (
    DraftHistory,
    history_lines,
    put_back,
    state_difference,
    state_text,
)
from s55.pipeline.keeping.office_settings import record_settings
from s55.pipeline.recording.approvals import record_sign_off
from s55.pipeline.recording.dispatches import Publishing, record_dispatch
from s55.pipeline.recording.progress import record_progress
from s55.pipeline.template_sets import start_set
from s55.sources.facts import FactChange
from s55.workspace import Workspace
from tests.command import ROOT
from tests.drafts_for_tests import FINISHED, SETTINGS

TODAY = date(2024, 6, 30)
DAY = date(2024, 5, 20)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with a finished draft."""
    (tmp_path / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "responses").mkdir()
    (tmp_path / "responses/harbour.yaml").write_text(FINISHED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Workspace(tmp_path)


def _draft(office: Workspace) -> Path:
    return office.responses / "harbour.yaml"


def _edit(office: Workspace, old: str, new: str) -> None:
    text = _draft(office).read_text(encoding="utf-8")
    assert old in text
    _draft(office).write_text(text.replace(old, new), encoding="utf-8")


def _listed(office: Workspace) -> list[str]:
    lines = history_lines(DraftHistory.of(office, "harbour"), every=False)
    return [re.sub(r"(?<=\d)  (?:[A-Z]\w+day .*? \d\d:\d\d  )?", " ", line) for line in lines]


def _mark(office: Workspace, recipient: str, publishing: Publishing | None = None) -> None:
    record_dispatch(
        office, _draft(office), Record(recipient, DAY), TODAY, publishing=publishing, anyway=True
    )


def _day(office: Workspace) -> None:
    _mark(office, "inspectorate_portal")
    _edit(office, "The count is welcome.", "The count is most welcome.")
    record_sign_off(office, _draft(office), Approval(day=date(2024, 5, 4)), TODAY, again=True)
    progress = Progress(date=DAY, status=ItemStatus.COMPLETE)
    record_progress(_draft(office), "R2", progress, TODAY)
    _edit(office, "title: Harbour", "title: River")


def test_the_day_is_listed(office: Workspace) -> None:
    """Commands by name, edits by hand, and what each changed; also what no command has seen."""
    assert _listed(office) == ["responses/harbour.yaml: 1 state", "   1 as it was found"]
    _day(office)
    assert _listed(office) == [
        "responses/harbour.yaml: 6 states",
        "   1 as it was found",
        "   2 s55 mark: distribution.inspectorate_portal",
        "   3 changed by hand: recommendations.items[0].policing_body",
        "   4 s55 sign: sign_off.date, sign_off.text",
        "   5 s55 update: progress of format, progress of items.R2",
        "   6 changed by hand: inspection.title",
    ]
    found = DraftHistory.of(office, "harbour")
    assert state_text(found, 1, progress=False) == FINISHED
    assert "status: complete" in state_text(found, 5, progress=True)
    lines = [one for one in state_difference(found, 6) if one[:1] in "+-"][2:]
    assert lines == ["-  title: Harbour policing", "+  title: River policing"]


def test_undoing_leads_back_step_by_step_and_can_be_undone(office: Workspace) -> None:
    """Draft and record of progress together; nothing is lost on the way."""
    _day(office)
    texts = [_draft(office).read_text(encoding="utf-8")]
    records = [progress_file(_draft(office)).exists()]
    for _ in range(5):
        put_back(office, "harbour", None)
        texts.append(_draft(office).read_text(encoding="utf-8"))
        records.append(progress_file(_draft(office)).exists())
    assert texts[-1] == FINISHED
    assert records == [True, True, False, False, False, False]
    assert len(set(texts)) == 5  # the record of progress is no part of the draft
    with pytest.raises(S55Error) as failure:
        put_back(office, "harbour", None)
    assert [one.code for one in failure.value.problems] == ["U126"]
    said = put_back(office, "harbour", 6)
    assert said.endswith("(state 6). To take this back: s55 undo harbour --to 11")
    assert _draft(office).read_text(encoding="utf-8") == texts[0]
    assert progress_file(_draft(office)).exists()
    assert _listed(office)[-1] == "  12 s55 undo: as in state 6"
    assert "nothing was changed" in put_back(office, "harbour", 6)
    with pytest.raises(S55Error) as failure:
        put_back(office, "harbour", 99)
    assert [one.code for one in failure.value.problems] == ["U125"]


def test_a_name_of_several_words_is_told_as_it_is_typed(office: Workspace) -> None:
    """In the commands that messages give: with quotes."""
    draft = _draft(office).rename(office.responses / "my harbour.yaml")
    change_text(
        draft, draft.name, lambda text: (f"{text}# more\n", None), HistoryNote(draft, "desk")
    )
    assert put_back(office, "my harbour", None).endswith("s55 undo 'my harbour' --to 2")
    with pytest.raises(S55Error) as failure:
        put_back(office, "my harbour", 99)
    (problem,) = failure.value.problems
    assert problem.hint == "s55 history 'my harbour' --all lists them."


def test_after_undoing_work_goes_on(office: Workspace) -> None:
    """What is recorded then is undone first."""
    _mark(office, "panel")
    put_back(office, "harbour", None)
    _mark(office, "secretary_of_state")
    put_back(office, "harbour", None)
    assert _draft(office).read_text(encoding="utf-8") == FINISHED


def test_a_draft_that_was_deleted_comes_back(office: Workspace) -> None:
    """By its name, though there is no file of it."""
    _mark(office, "panel")
    text = _draft(office).read_text(encoding="utf-8")
    _draft(office).unlink()
    assert _listed(office)[-1] == "   3 the draft was deleted"
    put_back(office, "harbour", None)
    assert _draft(office).read_text(encoding="utf-8") == text


def test_what_is_published_is_not_undone(office: Workspace) -> None:
    """The draft would not record what is kept; a text after the publication can be undone."""
    _edit(office, "  website: {date: 2024-05-03}\n", "")
    _mark(office, "website", Publishing())
    _mark(office, "panel")
    put_back(office, "harbour", None)
    text = _draft(office).read_text(encoding="utf-8")
    with pytest.raises(S55Error) as failure:
        put_back(office, "harbour", None)
    (problem,) = failure.value.problems
    assert (problem.code, problem.message) == (
        "O412",
        "publication 1, Monday 20 May 2024, is kept in published/harbour/1, and the draft would "
        "no longer record it; nothing was changed",
    )
    assert _draft(office).read_text(encoding="utf-8") == text
    assert len(publications_of(office.published, "harbour")) == 1


def test_the_settings_have_a_history_too(office: Workspace) -> None:
    """By the name of their file, as a draft by its own."""
    path = office.root / "settings.yaml"
    before = path.read_text(encoding="utf-8")
    seen = SettingsEntry("calendar", "")
    record_settings(office, seen, [FactChange("calendar.publish_before", "", "4")])
    lines = list(history_lines(DraftHistory.of(office, "settings.yaml"), every=False))
    assert lines[0] == "settings.yaml: 2 states"
    assert lines[2].endswith("s55 desk: calendar.publish_before")
    said = put_back(office, "settings.yaml", None)
    assert said.endswith("To take this back: s55 undo settings.yaml --to 2")
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("name", ["settings.yaml", "./settings.yaml", "responses/../settings.yaml"])
def test_settings_stay_sound_however_their_file_is_typed(office: Workspace, name: str) -> None:
    path = office.root / "settings.yaml"
    sound = path.read_bytes()
    for old, new in ((sound, b"template: [1]\n"), (b"template: [1]\n", sound)):
        commit([FileChange(path, old, new)], HistoryNote(path, "desk"))
    with pytest.raises(S55Error):
        put_back(office, name, 2)
    assert path.read_bytes() == sound
    path.write_bytes(sound + b"# Ours.\n")
    assert put_back(office, name, 1).endswith("To take this back: s55 undo settings.yaml --to 4")
    assert path.read_bytes() == sound


@pytest.mark.parametrize(
    "name",
    ["ours/../theirs/style.css", "ours/.hidden", "ours", "", "ours/a\\b.css", "ours/a\0.css"],
)
def test_what_is_no_file_of_a_template_set_has_no_history(office: Workspace, name: str) -> None:
    start_set(office, "letter", "ours", whole=False, files=[])
    with pytest.raises(S55Error) as refused:
        DraftHistory.of(office, f"templates/{name}")
    assert {one.code for one in refused.value.problems} <= {"L101", "U101", "U102"}


def test_a_word_layout_is_given_out_as_it_was_and_compared_in_words(office: Workspace) -> None:
    """So is any file of a template set that is no text; none is printed as signs of a text."""
    folder = office.templates / "ours"
    folder.mkdir(parents=True)
    (folder / "manifest.yaml").write_text("name: ours\nbased_on: letter\n", encoding="utf-8")
    layouts = [
        (ROOT / f"templates/{name}/layout.docx").read_bytes() for name in ("letter", "table")
    ]
    pictures = [b"\x89PNG\0one", b"\x89PNG\0another"]
    told = []
    for name, (old, new) in (("layout.docx", layouts), ("seal.png", pictures)):
        path = folder / name
        path.write_bytes(old)
        commit([FileChange(path, old, new)], HistoryNote(path, "template replace"))
        history = DraftHistory.of(office, f"templates/ours/{name}")
        assert [state_text(history, at, progress=False) for at in (1, 2)] == [old, new]
        told.append(list(state_difference(history, 2)))
    assert told[0][0] == "layout.docx:"
    assert all(line.isprintable() for line in told[0])
    assert told[1] == ["seal.png:", "  another file (8 bytes, now 12)"]
