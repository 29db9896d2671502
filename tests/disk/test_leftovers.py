"""What a run that was killed left in a folder goes with the next file that is written there."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from s55.disk import writing
from s55.disk.writing import remove_tree, staging_folder, write_atomically

DAY = 24 * 60 * 60


@pytest.fixture(autouse=True)
def _new_run() -> Iterator[None]:
    writing._tidied.clear()
    yield
    writing._tidied.clear()


def _aged(path: Path, seconds: int) -> Path:
    then = time.time() - seconds
    os.utime(path, (then, then), follow_symlinks=False)
    return path


def _file(path: Path, age: int) -> Path:
    path.write_bytes(b"half")
    return _aged(path, age)


def _folder(path: Path, age: int) -> Path:
    path.mkdir()
    _file(path / "index.html", age)
    return _aged(path, age)


def test_what_is_older_than_a_day_goes(tmp_path: Path) -> None:
    """A file and a folder with the names that s55 gives them."""
    _file(tmp_path / ".s55-abcd_123.tmp", DAY + 60)
    _folder(tmp_path / ".s55-abcd_124", DAY + 60)
    write_atomically(tmp_path / "a.yaml", b"a")
    assert [one.name for one in tmp_path.iterdir()] == ["a.yaml"]


def test_a_staging_folder_tidies_too(tmp_path: Path) -> None:
    """The place where it lies."""
    _folder(tmp_path / ".s55-abcd_124", DAY + 60)
    with staging_folder(tmp_path / "site") as made:
        assert [one.name for one in tmp_path.iterdir()] == [made.name]


def test_what_is_younger_or_somebody_elses_stays(tmp_path: Path) -> None:
    """A run may still be writing the first two; the others have names that s55 never gives."""
    outside = tmp_path / "outside"
    outside.mkdir()
    target = _file(outside / "kept.txt", 2 * DAY)
    place = tmp_path / "build"
    place.mkdir()
    _file(place / ".s55-abcd_123.tmp", DAY - 600)
    _folder(place / ".s55-abcd_124", DAY - 600)
    _file(place / ".s55-site.json", 2 * DAY)
    _file(place / ".s55-notes.tmp", 2 * DAY)
    _file(place / "s55-abcd_123.tmp", 2 * DAY)
    _folder(place / ".s55-abcd_125.tmp", 2 * DAY)
    _file(place / ".s55-abcd_126", 2 * DAY)
    for name in (".s55-abcd_127", ".s55-abcd_128.tmp"):
        (place / name).symlink_to(outside if name.endswith("7") else target)
        _aged(place / name, 2 * DAY)
    before = sorted(one.name for one in place.iterdir())
    write_atomically(place / "a.yaml", b"a")
    assert sorted(one.name for one in place.iterdir()) == sorted([*before, "a.yaml"])
    assert target.read_bytes() == b"half"


def test_names_that_are_tidied_are_those_that_are_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that is being written, and the folder, would be known for what they are."""
    seen: list[str] = []

    def looked_at(_: Path) -> int:
        seen.extend(one.name for one in tmp_path.iterdir())
        return 0o600

    monkeypatch.setattr(writing, "_mode_for", looked_at)
    write_atomically(tmp_path / "a.yaml", b"a")
    with staging_folder(tmp_path / "site") as folder:
        seen.append(folder.name)
    assert len(seen) == 2
    assert all(writing.LEFTOVER.fullmatch(name) for name in seen), seen


def test_ctrl_c_while_a_folder_is_removed_leaves_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is heard when the folder is gone."""
    folder = tmp_path / "s55-test-a"
    folder.mkdir()
    (folder / "page.pdf").write_bytes(b"%PDF")
    unlink = os.unlink

    def interrupted(*_: Any, **__: Any) -> None:
        monkeypatch.setattr(os, "unlink", unlink)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "unlink", interrupted)
    with pytest.raises(KeyboardInterrupt):
        remove_tree(folder)
    assert list(tmp_path.iterdir()) == []
