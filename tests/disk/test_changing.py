"""A file that two change at once: nothing of either is lost, and nothing is overwritten."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from s55.disk.changing import (
    FileChange,
    GoneFolder,
    NewFolder,
    OvertakenError,
    change_text,
    commit,
    until_not_overtaken,
)
from s55.disk.exchanging import exchange
from s55.disk.writing import write_atomically
from s55.errors import ExitCode, S55Error
from s55.sources.files import contents_of
from tests.command import ROOT


def test_every_change_of_many_at_once_is_kept(tmp_path: Path) -> None:
    """Each reads, changes and writes the whole file."""
    path = tmp_path / "draft.yaml"
    path.write_text("first\n", encoding="utf-8")

    def change(number: int) -> int:
        return change_text(path, "draft.yaml", lambda text: (f"{text}{number}\n", number))

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(change, range(15))) == list(range(15))
    first, *rest = path.read_text(encoding="utf-8").split()
    assert first == "first"
    assert sorted(map(int, rest)) == list(range(15))


def test_who_is_overtaken_each_time_waits_longer_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody who writes all the time is let pass for seconds, before the change is given up."""
    pauses: list[float] = []
    monkeypatch.setattr("s55.disk.changing.random.uniform", lambda _, longest: longest)
    monkeypatch.setattr("s55.disk.changing.time.sleep", pauses.append)
    tried: list[int] = []

    def overtaken() -> None:
        tried.append(len(tried))
        raise OvertakenError([], ExitCode.OUTPUT)

    with pytest.raises(OvertakenError):
        until_not_overtaken(overtaken)
    assert len(tried) == 20
    assert pauses[:4] == [0.01, 0.02, 0.04, 0.08]
    assert (pauses[-1], sum(pauses) > 5) == (0.5, True)


def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    """The lock holds between processes, and not only within one."""
    path = tmp_path / "draft.yaml"
    path.write_text("", encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from s55.disk.changing import change_text\n"
        "for n in range(40):\n"
        "    add = lambda text: (text + f'{sys.argv[2]}{n}\\n', None)\n"
        "    change_text(Path(sys.argv[1]), 'draft.yaml', add)\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(path), name], cwd=ROOT)
        for name in ("a", "b")
    ]
    assert [one.wait(timeout=120) for one in running] == [0, 0]
    lines = path.read_text(encoding="utf-8").split()
    assert sorted(lines) == sorted(f"{name}{n}" for name in "ab" for n in range(40))


def test_a_change_is_made_again_on_what_an_editor_saved(tmp_path: Path) -> None:
    """While the change is made, the file changes once."""
    path = tmp_path / "draft.yaml"
    path.write_text("old\n", encoding="utf-8")
    seen: list[str] = []

    def make(text: str) -> tuple[str, str]:
        seen.append(text)
        if len(seen) == 1:
            path.write_text("saved by hand\n", encoding="utf-8")
        return f"{text}recorded\n", "done"

    assert change_text(path, "draft.yaml", make) == "done"
    assert seen == ["old\n", "saved by hand\n"]
    assert path.read_text(encoding="utf-8") == "saved by hand\nrecorded\n"


def test_a_file_that_changes_all_the_time_is_left_alone(tmp_path: Path) -> None:
    """And the one who runs the command is told."""
    path = tmp_path / "draft.yaml"
    path.write_text("0", encoding="utf-8")

    def make(text: str) -> tuple[str, None]:
        path.write_text(f"{int(text) + 1}", encoding="utf-8")
        return "ours", None

    with pytest.raises(OvertakenError) as caught:
        change_text(path, "draft.yaml", make)
    assert [one.code for one in caught.value.problems] == ["O407"]
    assert path.read_text(encoding="utf-8").isdigit()


def test_a_file_that_is_gone_or_new_is_noticed(tmp_path: Path) -> None:
    """None stands for a file that was not there."""
    path = tmp_path / "new" / "draft.yaml"
    commit([FileChange(path, None, b"one")])
    assert path.read_bytes() == b"one"
    with pytest.raises(OvertakenError):
        commit([FileChange(path, None, b"two")])
    path.unlink()
    with pytest.raises(OvertakenError):
        commit([FileChange(path, b"one", b"two")])
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links and modes")
def test_the_replacement_is_the_old_file(tmp_path: Path) -> None:
    """A link stays a link, group and permissions stay."""
    target = tmp_path / "shared" / "draft.yaml"
    target.parent.mkdir()
    target.write_bytes(b"old")
    target.chmod(0o640)
    group = target.stat().st_gid
    link = tmp_path / "draft.yaml"
    link.symlink_to(target)
    commit([FileChange(link, b"old", b"new")])
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert target.stat().st_gid == group


@pytest.mark.skipif(sys.platform == "win32", reason="the modes are those of other systems")
def test_a_write_protected_file_is_refused(tmp_path: Path) -> None:
    """Somebody meant it, though a new file could take its place."""
    path = tmp_path / "draft.yaml"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(S55Error) as caught:
        commit([FileChange(path, b"old", b"new")])
    assert [one.code for one in caught.value.problems] == ["O408"]
    assert path.read_bytes() == b"old"
    assert os.access(path, os.R_OK)


def _saving(monkeypatch: pytest.MonkeyPatch, path: Path, *saves: bytes) -> None:
    """Let an editor save in the moment before each exchange of files, while there are saves."""
    left = list(saves)

    def exchanged(one: Path, other: Path) -> bool:
        if left:
            made = path.with_name("editor")
            made.write_bytes(left.pop(0))
            made.replace(path)
        return exchange(one, other)

    monkeypatch.setattr("s55.disk.changing.exchange", exchanged)


@pytest.mark.parametrize(
    ("saves", "end"),
    [
        ([b"by hand\n"], "by hand\nrecorded\n"),
        ([b"by hand\n", b"by hand, again\n"], "by hand, again\nrecorded\n"),
        ([b"old\n"], "old\nrecorded\n"),
    ],
)
def test_what_an_editor_saves_at_the_very_moment_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saves: list[bytes], end: str
) -> None:
    """After the last comparison, too: the change is made again on what was saved last."""
    path = tmp_path / "draft.yaml"
    path.write_text("old\n", encoding="utf-8")
    _saving(monkeypatch, path, *saves)
    change_text(path, "draft.yaml", lambda text: (f"{text}recorded\n", None))
    assert path.read_text(encoding="utf-8") == end
    assert sorted(one.name for one in tmp_path.iterdir() if one.name != ".s55") == ["draft.yaml"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems may lack the call")
def test_what_cannot_be_looked_at_takes_its_place_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk error right after the exchange: the command is refused, so nothing may be changed."""
    path = tmp_path / "draft.yaml"
    path.write_bytes(b"old")
    broken: list[Path] = []

    def exchanged(one: Path, other: Path) -> bool:
        broken.append(one)
        return exchange(one, other)

    def read(file: Path) -> bytes:
        if broken[:1] == [file]:
            broken[0] = tmp_path  # once
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return contents_of(file)

    monkeypatch.setattr("s55.disk.changing.exchange", exchanged)
    monkeypatch.setattr("s55.disk.changing.contents_of", read)
    with pytest.raises(S55Error) as caught:
        commit([FileChange(path, b"old", b"new")])
    assert [one.code for one in caught.value.problems] == ["O401"]
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("saved", [None, b"by hand"])
@pytest.mark.parametrize("exchanges", [True, False])
def test_what_is_put_back_takes_no_room_and_nobody_elses_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchanges: bool, saved: bytes | None
) -> None:
    """The first of two files is changed already when the disk turns out to be full."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"old")
    second.write_bytes(b"old")

    def exchanged(one: Path, other: Path) -> bool:
        if other == second:
            if saved:
                first.write_bytes(saved)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return exchanges and exchange(one, other)

    def written(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("s55.disk.changing.exchange", exchanged)
    can_exchange = exchanges and sys.platform == "linux"
    if can_exchange:
        monkeypatch.setattr("s55.disk.changing.write_atomically", written)
    with pytest.raises(S55Error) as caught:
        commit([FileChange(first, b"old", b"new"), FileChange(second, b"old", b"new")])
    assert [one.code for one in caught.value.problems] == ["O402"]
    assert (first.read_bytes(), second.read_bytes()) == (saved or b"old", b"old")


def test_folders_come_and_go_as_a_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change that fails after them puts both back, and leaves nothing beside them."""
    gone, new, file = tmp_path / "gone", tmp_path / "new", tmp_path / "file"
    gone.mkdir()
    (gone / "a").write_bytes(b"1")
    file.write_bytes(b"old")
    folder, change = NewFolder(new, {"b/c": b"2"}), FileChange(file, b"old", b"new")

    def found() -> list[str]:
        paths = (path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
        return sorted(path.as_posix() for path in paths if not path.match(".s55/*"))

    def full(*_: object) -> bool:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("s55.disk.changing.exchange", full)
        with pytest.raises(S55Error):
            commit([GoneFolder(gone), folder, change])
    assert found() == ["file", "gone/a"]
    commit([GoneFolder(gone), folder, change])
    assert found() == ["file", "new/b/c"]
    with pytest.raises(OvertakenError):
        commit([GoneFolder(gone)])


def test_a_disk_that_cannot_exchange_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is replaced, as before."""
    monkeypatch.setattr("s55.disk.changing.exchange", lambda *_: False)
    path = tmp_path / "draft.yaml"
    path.write_text("old\n", encoding="utf-8")
    change_text(path, "draft.yaml", lambda text: (f"{text}recorded\n", None))
    assert path.read_text(encoding="utf-8") == "old\nrecorded\n"


def test_two_files_take_each_others_place(tmp_path: Path) -> None:
    """Where the system can; a file that is not there is an error."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"1")
    other.write_bytes(b"2")
    done = exchange(one, other)
    assert (one.read_bytes(), other.read_bytes()) == ((b"2", b"1") if done else (b"1", b"2"))
    if done:
        with pytest.raises(FileNotFoundError):
            exchange(one, tmp_path / "none")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems may lack the call")
def test_linux_can_exchange_files(tmp_path: Path) -> None:
    """So that the tests before test something."""
    for name in ("one", "other"):
        (tmp_path / name).touch()
    assert exchange(tmp_path / "one", tmp_path / "other")


def test_a_file_that_another_program_holds_open_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows refuses it; the advice says what to close, and nothing is left beside it."""
    path = tmp_path / "page.html"
    path.write_bytes(b"old")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(S55Error) as failure:
        write_atomically(path, b"new")
    (problem,) = failure.value.problems
    assert (problem.code, problem.file) == ("O403", str(path))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
