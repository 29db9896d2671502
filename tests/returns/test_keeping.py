"""A returned file is kept as it came; whatever happens, the draft is the old one or the new one."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
import yaml

from s55.disk import changing
from s55.disk.changing import FileChange, NewFolder, commit
from s55.returns.keeping import Kept, kept_changes

DAY = date(2026, 11, 22)


def keep(draft: Path, data: bytes, name: str) -> Kept:
    """Keep a returned file."""
    kept, changes = kept_changes(draft, data, name, DAY)
    commit(changes)
    return kept


def test_a_file_is_kept_once_and_files_of_one_name_apart(tmp_path: Path) -> None:
    draft = tmp_path / "harbour.yaml"
    first = keep(draft, b"one", "back: it?.docx")
    assert first.name == "2026-11-22-back_ it_.docx"
    assert keep(draft, b"one", "renamed.docx") == first
    second = keep(draft, b"two", "back: it?.docx")
    assert second.name == "2026-11-22-back_ it_-2.docx"
    folder = tmp_path / "harbour-returned"
    entries = yaml.safe_load((folder / "index.yaml").read_text(encoding="utf-8"))
    assert [(one["file"], one["sha256"]) for one in entries] == [
        (first.name, hashlib.sha256(b"one").hexdigest()),
        (second.name, hashlib.sha256(b"two").hexdigest()),
    ]
    assert (folder / first.name).read_bytes() == b"one"


@pytest.mark.parametrize("step", [1, 2])
def test_stopped_at_any_write_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """The file and its record are written before the draft; a second try writes all."""
    (tmp_path / "settings.yaml").touch()
    draft = tmp_path / "harbour.yaml"
    draft.write_bytes(b"old")
    written = []
    apply = changing._apply

    def stopping(change: FileChange | NewFolder, made: Path) -> None:
        written.append(change)
        if len(written) == step:
            raise KeyboardInterrupt
        apply(change, made)

    monkeypatch.setattr(changing, "_apply", stopping)
    with pytest.raises(KeyboardInterrupt):
        keep(draft, b"one", "back.docx")
    assert draft.read_bytes() == b"old"
    assert list((tmp_path / "harbour-returned").glob("*")) == []
    monkeypatch.setattr(changing, "_apply", apply)
    kept = keep(draft, b"one", "back.docx")
    assert (tmp_path / "harbour-returned" / kept.name).read_bytes() == b"one"
