"""A returned file is kept as it came; whatever happens, the draft is the old one or the new one."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
import yaml

from s55.office.outputs import write_atomically
from s55.returns.keeping import keep

DAY = date(2026, 11, 22)


def test_a_file_is_kept_once_and_files_of_one_name_apart(tmp_path: Path) -> None:
    draft = tmp_path / "harbour.yaml"
    first = keep(draft, b"one", "back: it?.docx", DAY, write_atomically)
    assert first.name == "2026-11-22-back_ it_.docx"
    assert keep(draft, b"one", "renamed.docx", DAY, write_atomically) == first
    second = keep(draft, b"two", "back: it?.docx", DAY, write_atomically)
    assert second.name == "2026-11-22-back_ it_-2.docx"
    folder = tmp_path / "harbour-returned"
    entries = yaml.safe_load((folder / "index.yaml").read_text(encoding="utf-8"))
    assert [(one["file"], one["sha256"]) for one in entries] == [
        (first.name, hashlib.sha256(b"one").hexdigest()),
        (second.name, hashlib.sha256(b"two").hexdigest()),
    ]
    assert (folder / first.name).read_bytes() == b"one"


@pytest.mark.parametrize("step", [1, 2])
def test_stopped_at_any_write_the_draft_is_untouched(tmp_path: Path, step: int) -> None:
    """The file and its record are written before the draft; a second try completes them."""
    draft = tmp_path / "harbour.yaml"
    draft.write_bytes(b"old")
    written = []

    def stopping(path: Path, data: bytes) -> None:
        written.append(path)
        if len(written) == step:
            raise KeyboardInterrupt
        write_atomically(path, data)

    with pytest.raises(KeyboardInterrupt):
        keep(draft, b"one", "back.docx", DAY, stopping)
    assert draft.read_bytes() == b"old"
    kept = keep(draft, b"one", "back.docx", DAY, write_atomically)
    assert (tmp_path / "harbour-returned" / kept.name).read_bytes() == b"one"
