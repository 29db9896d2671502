"""Let two commands, or a command and an editor, write at the same moment; count what is lost."""

from __future__ import annotations

import gc
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations_with_replacement
from pathlib import Path
from typing import cast

import yaml
from typer import Typer
from typer.main import get_command

from s55.cli import main
from s55.disk.history import history_of
from s55.disk.places import progress_file
from s55.errors import ExitCode
from tests.faults.commands import NAME, returned_file, workspace
from tests.faults.shim import on_slow_drive
from tests.faults.suite import run_in

HAND = "# saved by hand\n"
EDITOR = "editor"
_SPREAD = 0.03
"""Seconds within which each of two begins, about as long as a command takes."""
SLOW = 0.003
"""Seconds that each operation takes on a slow network drive."""
ON_SLOW_DRIVE = (("mark", "mark"), ("mark website", "update"), ("sign", "collect"))
"""Pairs for such a drive: the same file, two files, and a file with copies beside it."""


def _draft(folder: Path) -> Path:
    return folder / f"responses/{NAME}.yaml"


def _has(folder: Path, *keys: str) -> bool:
    data = yaml.safe_load(_draft(folder).read_text(encoding="utf-8"))
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return bool(data)


def _has_progress(folder: Path) -> bool:
    path = progress_file(_draft(folder))
    return path.exists() and "complete" in path.read_text(encoding="utf-8")


WRITERS: dict[str, tuple[tuple[str, ...], Callable[[Path], bool]]] = {
    "mark": (
        ("mark", NAME, "panel", "--on", "2024-05-20"),
        lambda folder: _has(folder, "distribution", "panel"),
    ),
    "mark website": (
        ("mark", NAME, "website", "--on", "2024-05-20", "--file", "old.pdf"),
        lambda folder: (
            _has(folder, "distribution", "website")
            and (folder / f"published/{NAME}/1/publication.yaml").exists()
        ),
    ),
    "sign": (
        ("sign", NAME, "--on", "2024-05-20", "--again"),
        lambda folder: _has(folder, "sign_off", "text"),
    ),
    "update": (
        ("update", NAME, "R2", "--status", "complete", "--on", "2024-05-20"),
        _has_progress,
    ),
    "collect": (
        ("collect", NAME, "back.docx", "--yes"),
        lambda folder: "we have read it" in _draft(folder).read_text(encoding="utf-8"),
    ),
    "invite": (
        ("invite", NAME, "--by", "2024-06-28", "--to", "html"),
        lambda folder: _has(folder, "chief_officer", "invited"),
    ),
}
"""The commands, each with what shows that its record is there."""


def _second(first: str, name: str) -> tuple[tuple[str, ...], Callable[[Path], bool]]:
    """Give the other of two commands: where both are mark, with another recipient."""
    words, shows = WRITERS[name]
    if first == name == "mark":
        words = ("mark", NAME, "secretary_of_state", "--on", "2024-05-20")
        return words, lambda folder: _has(folder, "distribution", "secretary_of_state")
    return words, shows


def _kept_by_hand(folder: Path, words: tuple[str, ...]) -> bool:
    """Whether an editor that wrote over a record has left it in the history."""
    kept = history_of(_draft(folder))
    found = [state for state in kept.states if state.command == words[0]]
    return any(kept.text(state.draft) for state in found)


class _Writer:
    """A process that runs one command again and again, in a new folder each time.

    Args:
        words: what is typed after ``s55``.
        place: where the folders are.
        seconds: how long each operation on a file takes there; 0 for a disk of this machine.
    """

    def __init__(self, words: tuple[str, ...], place: Path, seconds: float) -> None:
        asked, self._asks = os.pipe()
        self._says, said = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(self._asks)
            main.app = cast("Typer", get_command(main.app))  # put together once, not at each run
            nothing = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(nothing, stream)
            if seconds:
                on_slow_drive(place, seconds)
            with os.fdopen(asked, encoding="utf-8") as lines:
                for line in lines:
                    delay, folder = line.rstrip("\n").split("\t")
                    time.sleep(float(delay))
                    os.write(said, f"{run_in(Path(folder), words)}\n".encode())
                    gc.unfreeze()  # a command freezes what it leaves, because its process ends
            os._exit(0)
        os.close(asked)
        os.close(said)
        self._answers = os.fdopen(self._says, encoding="utf-8")

    def start(self, folder: Path, delay: float) -> None:
        """Let it run the command in a folder, after so many seconds."""
        os.write(self._asks, f"{delay}\t{folder}\n".encode())

    def status(self) -> int:
        """Wait for its end."""
        return int(self._answers.readline())

    def close(self) -> None:
        """End the process."""
        os.close(self._asks)
        self._answers.close()
        os.waitpid(self._process, 0)


def _save_by_hand(folder: Path, delay: float) -> None:
    """Save what an editor has held since before the command began."""
    held = _draft(folder).read_text(encoding="utf-8")
    time.sleep(delay)
    made = folder / "responses/draft.tmp"
    made.write_text(held + HAND, encoding="utf-8")
    made.replace(_draft(folder))


def races(
    first: str, second: str, fresh: Path, place: Path, count: int, seconds: float = 0
) -> Iterator[str]:
    """Run two writers at once, so many times; say of each what is lost of what was written.

    Args:
        first: one of them.
        second: the other.
        fresh: the workspace in which they write.
        place: where it is copied to for each race.
        count: how many times.
        seconds: how long each operation on a file takes; 0 for a disk of this machine.
    """
    dice = random.Random(f"{first} {second}")  # noqa: S311  # moments, no secrets
    words, shows = WRITERS[first]
    other, shows_other = ((), shows) if second == EDITOR else _second(first, second)
    writers = [_Writer(one, place, seconds) for one in (words, other) if one]
    try:
        for number in range(count):
            folder = place / f"race-{number}"
            shutil.copytree(fresh, folder)
            for writer in writers:
                writer.start(folder, dice.random() * _SPREAD)
            if second == EDITOR:
                _save_by_hand(folder, dice.random() * 2 * _SPREAD)
                yield _lost_to_editor(folder, words, writers[0].status(), shows)
            else:
                statuses = [writer.status() for writer in writers]
                if not set(statuses) <= {0, 1, 4}:
                    yield f"ended with {statuses}"
                elif statuses[0] == 0 and not shows(folder):
                    yield f"lost the record of {first}"
                elif statuses[1] == 0 and not shows_other(folder):
                    yield f"lost the record of {second}"
                else:
                    yield "" if 0 in statuses else f"neither is done: {statuses}"
            shutil.rmtree(folder)
    finally:
        for writer in reversed(writers):  # a later one holds the pipe of those before it
            writer.close()


def _lost_to_editor(
    folder: Path, words: tuple[str, ...], status: int, shows: Callable[[Path], bool]
) -> str:
    if HAND not in _draft(folder).read_text(encoding="utf-8"):
        return "lost what was saved by hand"
    if status == ExitCode.OUTPUT:  # refused by name: a letter was made of what is no longer there
        return ""
    if status != 0:
        return f"the command ended with {status}"
    return "" if shows(folder) or _kept_by_hand(folder, words) else "lost the record"


PAIRS = (*combinations_with_replacement(WRITERS, 2), *((one, EDITOR) for one in WRITERS))


def race_table(count: int, pairs: Sequence[tuple[str, str]] = PAIRS, seconds: float = 0) -> int:
    """Run so many races for each pair of writers, and print a table; give how many lost something.

    Args:
        count: the races for each pair.
        pairs: the pairs.
        seconds: how long each operation on a file takes; 0 for a disk of this machine.
    """
    lost = 0
    with tempfile.TemporaryDirectory(prefix="s55races-") as name:
        place = Path(name)
        fresh = place / "fresh"
        workspace(fresh)
        (fresh / "back.docx").write_bytes(returned_file())
        for words, _ in WRITERS.values():  # so that the writers find all loaded
            warm = place / "warm"
            shutil.copytree(fresh, warm)
            run_in(warm, words)
            shutil.rmtree(warm)
        for first, second in pairs:
            wrong = [one for one in races(first, second, fresh, place, count, seconds) if one]
            lost += len(wrong)
            what = f"  ({wrong[0]})" if wrong else ""
            print(f"{f'{first} and {second}':<32}{len(wrong):>6} of {count}{what}", flush=True)
    return lost
