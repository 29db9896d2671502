"""Let two commands, or a command and an editor, write at the same moment; count what is lost."""

from __future__ import annotations

import gc
import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from pathlib import Path

from s55.disk.history import history_of
from s55.errors import ExitCode
from tests.faults.commands import workspace
from tests.faults.shim import on_slow_drive
from tests.faults.suite import run_in
from tests.faults.writers import APART, EDITOR, SECOND, WRITERS, Writing, draft_in, is_in_history

HAND = "# saved by hand\n"
_TRIALS = 2
"""How often each of two is run alone, to learn how long it takes here."""
_AFTER = 1.2
"""Until when an editor saves, in times of the command's own."""
_REFUSED = frozenset({ExitCode.PROBLEMS, ExitCode.USAGE, ExitCode.SETTINGS, ExitCode.OUTPUT})
"""How a command ends that records nothing, because of what the other has recorded."""
SLOW = 0.003
"""Seconds that each operation takes on a slow network drive."""
ON_SLOW_DRIVE = (("mark", "mark"), ("mark website", "update"), ("sign", "collect"))
"""Pairs for such a drive: the same file, two files, and a file with copies beside it."""


@dataclass(frozen=True)
class Run:
    """A run of a command: its status, and when it began and ended, in seconds of the same clock."""

    status: int
    began: float
    ended: float


@dataclass(frozen=True)
class Race:
    """Two writers at once.

    Attributes:
        lost: what was lost; '' for nothing.
        met: whether one began before the other had ended.
        both: whether both have recorded something.
    """

    lost: str
    met: bool
    both: bool


class _Process:
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
            nothing = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(nothing, stream)
            if seconds:
                on_slow_drive(place, seconds)
            with os.fdopen(asked, encoding="utf-8") as lines:
                for line in lines:
                    delay, folder = line.rstrip("\n").split("\t")
                    time.sleep(float(delay))
                    began = time.monotonic()
                    status = run_in(Path(folder), words)
                    os.write(said, f"{status} {began} {time.monotonic()}\n".encode())
                    gc.unfreeze()  # a command freezes what it leaves, because its process ends
            os._exit(0)
        os.close(asked)
        os.close(said)
        self._answers = os.fdopen(self._says, encoding="utf-8")

    def start(self, folder: Path, delay: float) -> None:
        """Let it run the command in a folder, after so many seconds."""
        os.write(self._asks, f"{delay}\t{folder}\n".encode())

    def run(self) -> Run:
        """Wait for the end of the run."""
        status, began, ended = self._answers.readline().split()
        return Run(int(status), float(began), float(ended))

    def takes(self, fresh: Path, folder: Path) -> float:
        """Run the command alone; give how many seconds it takes at least."""
        runs = []
        for _ in range(_TRIALS):
            shutil.copytree(fresh, folder)
            self.start(folder, 0)
            runs.append(self.run())
            shutil.rmtree(folder)
        return min(run.ended - run.began for run in runs)

    def close(self) -> None:
        """End the process."""
        os.close(self._asks)
        self._answers.close()
        os.waitpid(self._process, 0)


def races(
    first: str, second: str, fresh: Path, place: Path, count: int, seconds: float = 0
) -> Iterator[Race]:
    """Run two writers at once, so many times; one begins at a random moment of the other.

    Args:
        first: one of them.
        second: the other.
        fresh: the workspace in which they write.
        place: where it is copied to for each race.
        count: how many times.
        seconds: how long each operation on a file takes; 0 for a disk of this machine.
    """
    dice = random.Random(f"{first} {second}")  # noqa: S311  # moments, no secrets
    pair = [WRITERS[name] for name in (first, second) if name != EDITOR]
    if first == second:
        pair[1] = SECOND.get(first, pair[1])
    processes = [_Process(one.words, place, seconds) for one in pair]
    try:
        taken = [one.takes(fresh, place / "alone") for one in processes]
        for number in range(count):
            folder = place / f"race-{number}"
            shutil.copytree(fresh, folder)
            if second == EDITOR:
                processes[0].start(folder, 0)
                saved = _save_by_hand(folder, dice.random() * _AFTER * taken[0])
                yield _with_editor(folder, pair[0], processes[0].run(), saved)
            else:
                moment = dice.uniform(-taken[1], taken[0])
                for process, delay in zip(processes, (-moment, moment), strict=True):
                    process.start(folder, max(0, delay))
                yield _judged(folder, pair, [process.run() for process in processes])
            shutil.rmtree(folder)
    finally:
        for process in reversed(processes):  # a later one holds the pipe of those before it
            process.close()


def _judged(folder: Path, pair: Sequence[Writing], runs: Sequence[Run]) -> Race:
    """Say what two commands have lost of what they say that they have recorded."""
    done = [run.status == 0 for run in runs]
    lost = ""
    if not {run.status for run in runs} <= _REFUSED | {0}:
        lost = f"ended with {[run.status for run in runs]}"
    elif not any(done):
        lost = f"neither is done: {[run.status for run in runs]}"
    puts_back = any(one.words[0] == "undo" for one in pair)
    for one, is_done in zip(pair, done, strict=True):
        is_kept = one.shows(folder) or (puts_back and is_in_history(folder, one.words))
        if is_done and not is_kept:
            lost = f"lost the record of {' '.join(one.words[:3])}"
    met = max(run.began for run in runs) < min(run.ended for run in runs)
    return Race(lost, met, all(done))


def _save_by_hand(folder: Path, delay: float) -> float:
    """Save what an editor has held since before the command began; give the moment."""
    held = draft_in(folder).read_text(encoding="utf-8")
    time.sleep(delay)
    made = folder / "responses/draft.tmp"
    made.write_text(held + HAND, encoding="utf-8")
    made.replace(draft_in(folder))
    return time.monotonic()


def _with_editor(folder: Path, one: Writing, run: Run, saved: float) -> Race:
    """Say what a command or an editor has lost of what the other has written."""
    lost = ""
    if HAND not in draft_in(folder).read_text(encoding="utf-8"):
        is_put_back = one.words[0] == "undo" and _has_saved(folder)
        lost = "" if is_put_back else "lost what was saved by hand"
    elif run.status not in {0, ExitCode.OUTPUT}:
        lost = f"the command ended with {run.status}"
    elif run.status == 0 and not one.shows(folder) and not is_in_history(folder, one.words):
        lost = "lost the record"
    return Race(lost, run.began < saved < run.ended, run.status == 0)


def _has_saved(folder: Path) -> bool:
    """Whether the history has what was saved by hand."""
    kept = history_of(draft_in(folder))
    return any(HAND.encode() in (kept.text(state.draft) or b"") for state in kept.states)


PAIRS = tuple(
    (first, second)
    for first, second in (
        *combinations_with_replacement(WRITERS, 2),
        *((one, EDITOR) for one in WRITERS),
    )
    if second in APART.get(first, (second,)) and first in APART.get(second, (first,))
)


def race_table(count: int, pairs: Sequence[tuple[str, str]] = PAIRS, seconds: float = 0) -> int:
    """Run so many races for each pair of writers, and print a table; give how many lost something.

    Args:
        count: the races for each pair.
        pairs: the pairs.
        seconds: how long each operation on a file takes; 0 for a disk of this machine.
    """
    lost = 0
    print(f"{'writers':<32}{'lost':>6}{'of':>6}{'at once':>9}{'both done':>11}")
    with tempfile.TemporaryDirectory(prefix="s55races-") as name:
        place = Path(name)
        for first, second in pairs:
            fresh = place / "fresh"
            _prepare(fresh, first, second)
            ran = list(races(first, second, fresh, place, count, seconds))
            shutil.rmtree(fresh)
            wrong = [race.lost for race in ran if race.lost]
            lost += len(wrong)
            met, both = sum(race.met for race in ran), sum(race.both for race in ran)
            what = f"  ({wrong[0]})" if wrong else ""
            print(
                f"{f'{first}, {second}':<32}{len(wrong):>6}{count:>6}{met:>9}{both:>11}{what}",
                flush=True,
            )
    return lost


def _prepare(fresh: Path, first: str, second: str) -> None:
    """Make the workspace that two writers need, and run each once, so that all is loaded."""
    workspace(fresh)
    names = [name for name in dict.fromkeys((first, second)) if name != EDITOR]
    for prepare in dict.fromkeys(WRITERS[name].prepare for name in names):
        prepare(fresh)
    for name in names:
        warm = fresh.with_name("warm")
        shutil.copytree(fresh, warm)
        run_in(warm, WRITERS[name].words)
        shutil.rmtree(warm)
