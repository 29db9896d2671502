"""A bounded share of the fuzzing: the corpus, and changed files from a fixed seed."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.fuzz import starting
from tests.fuzz.starting import CORPUS, LONGEST, MOST_BYTES, MOST_FILES, changed, kept_inputs
from tests.fuzz.targets import TARGETS, refusals, seeds_of
from tests.fuzz.traced import BEGINS, ENDS, touched
from tests.fuzz.watch import watched

INPUTS_OF = 4
"""For how many of a target's share there is one changed file."""


@pytest.mark.parametrize("name", TARGETS)
def test_sound_files_are_read(name: str) -> None:
    """Otherwise the fuzzing would try nothing but refusals."""
    for seed in seeds_of(name):
        assert not refusals(name, seed)


@pytest.mark.parametrize("name", TARGETS)
def test_changed_files(name: str) -> None:
    chance = random.Random(55)  # noqa: S311  (no secret)
    refusals(name, seeds_of(name)[0])  # what is imported late is imported now
    for _ in range(2 + TARGETS[name].share // INPUTS_OF):
        data = changed(chance, name)
        with watched(may_write=name == "layout") as done:
            refusals(name, data)
        assert done == []


@pytest.mark.parametrize(
    "path", sorted(CORPUS.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_what_the_fuzzing_found(path: Path) -> None:
    """Inputs that once led somewhere new, or to a fault: they are read, or refused in words."""
    assert all(one.message for one in refusals(path.parent.name, path.read_bytes()))


def test_the_watch_sees_what_it_is_for(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    with watched() as done:
        (tmp_path / "a").write_text("y")
        (tmp_path / "a").rename(tmp_path / "b")
        Path("/etc/hostname").exists()
        (tmp_path / "b").chmod(0o600)
        list(tmp_path.iterdir())
        list(Path("/etc").iterdir())
        with Path("/etc/passwd").open():
            time.sleep(0)
    seen = ["written:", "os.rename", "os.chmod", "listed:", "opened:"]
    assert [one.split()[0] for one in done] == seen


def test_what_strace_tells_is_understood() -> None:
    """Only what comes between the marks counts, and links are followed from the top."""
    harmless = (
        '7 newfstatat(AT_FDCWD, "/own", {st_mode=S_IFDIR}, AT_SYMLINK_NOFOLLOW) = 0',
        '7 openat(AT_FDCWD, "/own/lib/a.py", O_RDONLY|O_CLOEXEC) = 3',
        '7 getcwd("/elsewhere", 1024) = 11',
        "7 clone3({flags=CLONE_VM|CLONE_THREAD}, 88) = 8",
        "7 +++ exited with 0 +++",
        '7 openat(AT_FDCWD, "/tmp/mine/x", O_WRONLY|O_CREAT, 0666) = 3',
    )
    beyond = (
        '7 openat(AT_FDCWD, "/own", O_RDONLY|O_DIRECTORY) = 3',
        '7 openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 3',
        '7 openat(AT_FDCWD, "/own/lib/a.py", O_RDWR) = 3',
        '7 unlink("/own/lib/a.py") = 0',
        '7 rename("/tmp/mine/x", "/own/lib/a.py") = 0',
        '7 execve("/own/lib/sh", ["sh"], 0x7) = 0',
        "7 connect(3, {sa_family=AF_INET, sin_port=htons(80)}, 16) = -1",
        "7 vfork() = 9",
        "something that is not understood",
    )
    between = [f'7 access("{BEGINS}", F_OK) = -1', *harmless, *beyond]
    lines = [*beyond, *between, f'7 access("{ENDS}", F_OK) = -1', *beyond]
    mine = Path("/tmp/mine")  # noqa: S108  (nothing is there)
    assert list(touched(lines, [Path("/own/lib"), mine], mine)) == list(beyond)
    assert len(list(touched(lines, [Path("/own/lib"), mine], None))) == len(beyond) + 1


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_kept_is_little(name: str) -> None:
    kept, path = kept_inputs(name), CORPUS / f"{name}.zip"
    assert 0 < len(kept) <= MOST_FILES
    assert max(map(len, kept)) <= LONGEST
    assert path.stat().st_size <= MOST_BYTES


def test_the_most_useful_is_kept_as_far_as_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither what the target begins with anyway, nor more than there may be."""
    monkeypatch.setattr(starting, "CORPUS", tmp_path)
    huge = random.Random(1).randbytes(MOST_BYTES)  # noqa: S311  (no secret)
    small = [b"%d" % number for number in range(MOST_FILES + 3)]
    try:
        assert starting.keep("draft", [seeds_of("draft")[0], huge, *small]) == MOST_FILES
        kept_inputs.cache_clear()
        assert set(kept_inputs("draft")) == set(small[:MOST_FILES])
        before = (tmp_path / "draft.zip").read_bytes()
        starting.keep("draft", small)
        assert (tmp_path / "draft.zip").read_bytes() == before
    finally:
        kept_inputs.cache_clear()
