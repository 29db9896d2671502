"""What a draft said before is kept, bounded, and cannot be spoiled by what is damaged."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from s55.disk import history
from s55.disk.changing import FileChange, HistoryNote, commit, note_seen
from s55.disk.history import BY_HAND, history_of
from s55.disk.places import progress_file
from s55.errors import S55Error


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft in a workspace."""
    (tmp_path / "settings.yaml").touch()
    path = tmp_path / "responses/harbour.yaml"
    path.parent.mkdir()
    path.write_bytes(b"one")
    return path


def _write(draft: Path, text: bytes, command: str = "mark") -> None:
    commit([FileChange(draft, draft.read_bytes(), text)], HistoryNote(draft, command))


def _said(draft: Path) -> list[tuple[int, str, bytes | None]]:
    kept = history_of(draft)
    return [(one.number, one.command, kept.text(one.draft)) for one in kept.states]


def test_commands_and_edits_by_hand_are_states(draft: Path) -> None:
    """An edit is one as soon as a command sees it; nothing is one that changes nothing."""
    _write(draft, b"two")
    _write(draft, b"two")
    draft.write_bytes(b"three")
    _write(draft, b"four", "sign")
    draft.write_bytes(b"five")
    note_seen(draft)
    note_seen(draft)
    assert _said(draft) == [
        (1, BY_HAND, b"one"),
        (2, "mark", b"two"),
        (3, BY_HAND, b"three"),
        (4, "sign", b"four"),
        (5, BY_HAND, b"five"),
    ]


def test_the_record_of_progress_belongs_to_the_state(draft: Path) -> None:
    """A command that changes only the record makes a state of the draft."""
    record = progress_file(draft)
    commit([FileChange(record, None, b"done")], HistoryNote(draft, "update"))
    kept = history_of(draft)
    first, second = kept.states
    assert (first.progress, second.command) == (None, "update")
    assert kept.text(second.progress) == b"done"
    assert second.draft == first.draft


def test_the_oldest_states_go_with_their_texts(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond a number of states, and beyond a number of bytes."""
    monkeypatch.setattr(history, "MOST_STATES", 4)
    for number in range(6):
        _write(draft, f"text {number}".encode())
    assert [number for number, *_ in _said(draft)] == [4, 5, 6, 7]
    folder = history_of(draft).folder
    assert len(list(folder.iterdir())) == 8
    monkeypatch.setattr(history, "MOST_BYTES", 100)
    _write(draft, b"x" * 60)
    _write(draft, b"y" * 60)
    assert [number for number, *_ in _said(draft)] == [8, 9]
    assert len(list(folder.iterdir())) == 4


def test_a_damaged_text_is_refused_and_a_damaged_state_passed_over(draft: Path) -> None:
    """The others can be used."""
    _write(draft, b"two")
    _write(draft, b"three")
    kept = history_of(draft)
    (kept.folder / f"{kept.states[0].draft}.yaml").write_bytes(b"other")
    with pytest.raises(S55Error) as failure:
        kept.text(kept.states[0].draft)
    assert [one.code for one in failure.value.problems] == ["O411"]
    states = sorted(kept.folder.glob("*.state.json"))
    states[1].write_bytes(states[1].read_bytes()[:20])
    data = json.loads(states[0].read_bytes()) | {"draft": "../../settings"}
    states[0].write_text(json.dumps(data), encoding="utf-8")
    assert [one.number for one in history_of(draft).states] == [3]


def test_a_clock_that_was_put_back_changes_no_order(draft: Path) -> None:
    """The number and the time go on from the last state."""
    _write(draft, b"two")
    kept = history_of(draft)
    path = max(kept.folder.glob("*.state.json"))
    ahead = datetime.now(UTC) + timedelta(days=400)
    data = json.loads(path.read_bytes()) | {"when": ahead.isoformat()}
    path.write_text(json.dumps(data), encoding="utf-8")
    _write(draft, b"three")
    last = history_of(draft).states[-1]
    assert (last.number, last.when) == (3, ahead + timedelta(microseconds=1))


def test_a_history_that_cannot_be_kept_stops_no_render(draft: Path) -> None:
    """What s55 keeps for itself is in the way, as on a disk where nothing can be written."""
    (draft.parent.parent / ".s55").write_bytes(b"")
    note_seen(draft)
    with pytest.raises(S55Error) as failure:
        _write(draft, b"two")
    assert [one.code for one in failure.value.problems] == ["O401"]
    hint = "Check that you may write to this folder, and try again."
    assert [one.hint for one in failure.value.problems] == [hint]
    assert draft.read_bytes() == b"one"
