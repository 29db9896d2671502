"""Run the commands with faults, and judge what they leave.

    .venv/bin/python -m tests.faults.suite            all faults, and 1,000 races for each pair
    .venv/bin/python -m tests.faults.suite --share 20 each 20th fault
    .venv/bin/python -m tests.faults.suite --places   faults at each place in the code
    .venv/bin/python -m tests.faults.suite --races 50 so many races for each pair
    .venv/bin/python -m tests.faults.suite --share 0  races only
    ... --share 0 --careless --races 20 --only collect  whether races see what is lost

A run is judged by what it leaves: each file holds what it held before, or what the command makes;
a command that ends with an error has changed nothing; no message is a traceback; the command run
once more comes to its end. What does not hold is printed, and counted as lost.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO, cast

from typer import Typer
from typer.main import get_command

from s55.disk.history import history_of
from s55.disk.places import OWN_FOLDER
from s55.disk.writing import LEFTOVER
from s55.pipeline.papers import parts
from s55.pipeline.site import FILE_LIST
from tests.command import ROOT
from tests.faults.commands import COMMANDS, NAME, TODAY, Command, workspace
from tests.faults.desk_forms import FORMS, POST, posted
from tests.faults.shim import Fault, Shim, without_care

MOST = 600
"""Operations beyond which something is wrong; a new workspace, with all the sets, takes 400."""
LEAST_SLOW_RACES = 3
"""For each pair of writers on a slow drive."""
TRIED = (*COMMANDS, *FORMS)
"""What is run with faults: commands, and forms of the desk."""
LONG_SHARE = 100
"""The share from which on commands that take long are left out."""
_LISTS = (FILE_LIST, parts.FILE_LIST)
"""The files beside outputs that say which they are."""
_FINE = {0, 4}
_LASTING = {Fault.READ_ONLY, Fault.GONE}
"""After which nothing can be put back."""
_READING = {1, 2, 3}
"""The statuses of a command that cannot read what it needs."""


@dataclass(frozen=True)
class Ended:
    """How a run ended.

    Attributes:
        status: its status, or minus the signal.
        said: what it printed.
        count: the operations that were counted.
        outside: what it wrote elsewhere than in the workspace and among temporary files.
        places: of each operation of an undisturbed run what it does, and by which calls.
    """

    status: int
    said: str
    count: int
    outside: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


# --- running ------------------------------------------------------------------------


def run_in(folder: Path, words: tuple[str, ...], arm: Callable[[], Shim] | None = None) -> int:
    """Run a command in this process; give its status."""
    from s55.cli.main import run

    os.chdir(folder)
    os.environ["S55_TODAY"] = TODAY
    sys.argv = ["s55", *words]
    shim = arm() if arm else None
    does: Callable[[], int | None] = partial(posted, folder, words) if words[0] == POST else run
    try:
        if shim is not None:
            return does() or 0
        with _nowhere() as nothing, contextlib.redirect_stdout(nothing):
            return does() or 0
    except SystemExit as ended:
        return int(ended.code or 0)
    finally:
        if sys.stdout:
            sys.stdout.flush()
        if shim is not None:
            told = json.dumps([shim.count, shim.outside, shim.places])
            Path(os.environ["S55_COUNT"]).write_text(told, encoding="utf-8")
        os.chdir(ROOT)  # a folder that stays


def put_together() -> None:
    """Put the commands of the program together once in this process, and not at each run."""
    from s55.cli import main as program

    program.app = cast("Typer", get_command(program.app))


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def forked(
    folder: Path,
    words: tuple[str, ...],
    fault: Fault | None = None,
    at: int = 0,
    arrange: Callable[[], None] | None = None,
) -> Ended:
    """Run a command in a fork of this process, and let one operation fail.

    Args:
        folder: where it runs.
        words: what is typed after ``s55``.
        fault: what happens to an operation; None for nothing.
        at: the number of the operation.
        arrange: what else is done in the fork before the command.
    """
    with tempfile.TemporaryDirectory(prefix="s55faults-") as place:
        said, count, working = Path(place, "said"), Path(place, "count"), Path(place, "tmp")
        working.mkdir()
        gc.freeze()
        process = os.fork()
        if process == 0:
            shim = Shim((folder, working), fault, at)
            _child(folder, words, said, count, working, shim, arrange)
        _, status = os.waitpid(process, 0)
        told = count.read_text(encoding="utf-8") if count.exists() else "[0, [], []]"
        counted, outside, places = json.loads(told)
        text = said.read_text(encoding="utf-8", errors="replace")
        ended = os.waitstatus_to_exitcode(status)
        return Ended(ended, text, counted, tuple(outside), tuple(places))


def _child(
    folder: Path,
    words: tuple[str, ...],
    said: Path,
    count: Path,
    working: Path,
    shim: Shim,
    arrange: Callable[[], None] | None,
) -> None:
    screen = os.open(said, os.O_WRONLY | os.O_CREAT)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(screen, 1)
    os.dup2(screen, 2)
    os.environ["S55_COUNT"] = str(count)
    tempfile.tempdir = str(working)

    def arm() -> Shim:
        if arrange:
            arrange()
        shim.watch()
        return shim

    status = 99
    try:
        status = run_in(folder, words, arm)
    except BaseException as failure:  # whatever it is, the run is over
        os.write(screen, f"Traceback outside of the program: {failure!r}".encode())
    finally:
        os._exit(status)


# --- judging ------------------------------------------------------------------------


def files_in(folder: Path) -> dict[str, bytes]:
    """Read every file of a workspace, but what s55 keeps for itself and what is being written."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and OWN_FOLDER not in path.relative_to(folder).parts
        and not _temporary(path)
    }


def _temporary(path: Path) -> bool:
    return any(part.startswith(".s55-") and part not in _LISTS for part in path.parts)


@dataclass(frozen=True)
class Judge:
    """Judges runs of one command.

    Attributes:
        command: the command.
        before: the workspace before it.
        after: the workspace after it, undisturbed.
    """

    command: Command
    before: dict[str, bytes]
    after: dict[str, bytes]

    def faults_of(self, folder: Path, ended: Ended, fault: Fault) -> Iterator[str]:
        """Say what is wrong with what a run left."""
        for elsewhere in ended.outside:
            yield f"wrote {elsewhere}, which is elsewhere"
        found = files_in(folder)
        for name in self.before.keys() | self.after.keys():
            versions = [one.get(name) for one in (self.before, self.after)]
            # While pages are replaced, their list names the old ones and the new ones.
            is_between = self.command.makes and name.endswith(_LISTS)
            if found.get(name) not in versions and not is_between:
                yield f"{name} is neither the old one nor the new one"
        for path in folder.rglob(".s55-*"):
            is_known = path.name in _LISTS or LEFTOVER.fullmatch(path.name)
            if not is_known and not _temporary(path.parent):
                yield f"leaves {path.name}, which no later run removes"
        if more := found.keys() - self.before.keys() - self.after.keys():
            yield f"made {min(more)}"
        if fault is not Fault.KILLED:
            yield from self._faults_of_end(found, ended, fault)

    def _faults_of_end(self, found: dict[str, bytes], ended: Ended, fault: Fault) -> Iterator[str]:
        """Say what is wrong with how a run ended that came to its end.

        On a disk that can no longer be written, or is away, nothing can be put back: the next run
        completes it, as after a kill.
        """
        if not self.command.makes:
            if ended.status == 0 and found != self.after:
                yield "ends with 0, and is not done"
            changed = [one for one in found if found[one] != self.before.get(one)]
            is_made = all(one.startswith("build/") for one in changed)
            if ended.status != 0 and not is_made and fault not in _LASTING:
                yield f"ends with {ended.status}, and changed {changed}"
        if ended.status not in _FINE | _READING:
            yield f"ends with {ended.status}"
        if "Traceback" in ended.said or "X900" in ended.said:
            yield "a traceback or X900"

    def faults_of_next(self, folder: Path, ended: Ended) -> Iterator[str]:
        """Say what is wrong with what the next run left."""
        if ended.status not in self.command.again:
            yield f"the next run ends with {ended.status}: {ended.said.strip()[-200:]}"
        elif files_in(folder) != self.after:
            yield "the next run does not complete it"
        kept = history_of(folder / f"responses/{NAME}.yaml")
        for state in kept.states:
            kept.text(state.draft), kept.text(state.progress)


@dataclass
class Tally:
    """What was tried and lost, by command and fault."""

    tried: Counter[tuple[str, str]]
    lost: Counter[tuple[str, str]]

    @classmethod
    def empty(cls) -> Tally:
        """Begin to count."""
        return cls(Counter(), Counter())

    def add(self, name: str, fault: str, wrong: Sequence[str], where: str = "") -> None:
        """Count a trial, and print the first thing that is wrong with it."""
        self.tried[name, fault] += 1
        self.lost[name, fault] += bool(wrong)
        for one in wrong[:1]:
            print(f"{name}, {fault}{where}: {one}", flush=True)

    def row(self, name: str, faults: Sequence[str]) -> str:
        """Show a command as a line of a table: lost and tried for each fault."""
        cells = [f"{self.lost[name, one]} of {self.tried[name, one]}" for one in faults]
        return f"{name:<20}" + "".join(f"{one:>15}" for one in cells)

    def total(self) -> str:
        """Say how many of all were lost."""
        return f"{sum(self.lost.values())} of {sum(self.tried.values())} lost"


def heading(faults: Sequence[str]) -> str:
    """Give the line over the rows of a table."""
    return f"{'command':<20}" + "".join(f"{one:>15}" for one in faults)


def of_each_place(places: Sequence[str]) -> list[int]:
    """Number, from 1, the first and the last operation of each kind at each place in the code."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for number, place in enumerate(places, 1):
        first.setdefault(place, number)
        last[place] = number
    return sorted({*first.values(), *last.values()})


def try_faults(share: int, only: str = "", *, by_place: bool = False) -> Tally:
    """Let operations of every command fail, each ``share``-th of them; print a line for each.

    Args:
        share: which of them.
        only: commands with this in their name.
        by_place: whether only the first and the last operation of each kind at each place in the
            code counts: a command that copies hundreds of files does the same with each.
    """
    tally = Tally.empty()
    print(heading(list(Fault)))
    number = 0
    with tempfile.TemporaryDirectory(prefix="s55faults-") as name:
        place = Path(name)
        for command in TRIED:
            if only not in command.name or (command.is_long and share > LONG_SHARE):
                continue
            fresh = place / "fresh"
            workspace(fresh)
            command.prepare(fresh)
            judge, alone = _undisturbed(command, fresh, place)
            count = alone.count
            chosen = of_each_place(alone.places) if by_place else range(1, count + 1)
            if by_place:
                print(f"{command.name}: {len(chosen)} of {count} operations, at all places")
            for fault in Fault:
                for at in chosen:
                    number += 1
                    if number % share:
                        continue
                    wrong = list(_one(judge, fresh, place, fault, at))
                    tally.add(command.name, fault, wrong, f" at {at} of {count}")
            shutil.rmtree(fresh)
            print(tally.row(command.name, list(Fault)), flush=True)
    print(tally.total())
    return tally


def _undisturbed(command: Command, fresh: Path, place: Path) -> tuple[Judge, Ended]:
    folder = place / "tried"  # as the others: what is written may name it
    shutil.copytree(fresh, folder)
    run_in(folder, command.words)  # in this process, so that its forks find all loaded
    shutil.rmtree(folder)
    shutil.copytree(fresh, folder)
    ended = forked(folder, command.words)
    if ended.status != 0 or not 0 < ended.count < MOST:
        raise SystemExit(f"undisturbed, {command.name} ends with {ended}")
    judge = Judge(command, files_in(fresh), files_in(folder))
    shutil.rmtree(folder)
    return judge, ended


def _one(judge: Judge, fresh: Path, place: Path, fault: Fault, at: int) -> Iterator[str]:
    folder = place / "tried"
    shutil.copytree(fresh, folder)
    ended = forked(folder, judge.command.words, fault, at)
    if fault is Fault.KILLED and ended.status not in (-signal.SIGKILL, 0):
        yield f"ends with {ended.status}"
    yield from judge.faults_of(folder, ended, fault)
    yield from judge.faults_of_next(folder, forked(folder, judge.command.words))
    shutil.rmtree(folder)


def _lost_to_faults(share: int, only: str, *, by_place: bool) -> int:
    from tests.faults.circumstances import try_circumstances

    tallies = (
        try_faults(share, only, by_place=by_place),
        try_circumstances(max(1, share // 10), only),
    )
    return sum(sum(tally.lost.values()) for tally in tallies)


def _lost_in_races(count: int, each: int, only: str) -> int:
    from tests.faults.races import ON_SLOW_DRIVE, PAIRS, SLOW, race_table

    def chosen(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        return [pair for pair in pairs if any(only in name for name in pair)]

    print("what two write at once:")
    lost = race_table(count, chosen(PAIRS)[each - 1 :: each])
    print("on a slow network drive:")
    return lost + race_table(max(LEAST_SLOW_RACES, count // 10), chosen(ON_SLOW_DRIVE), SLOW)


def main() -> None:
    """Run what the command line asks for, print the tables, and end with 1 if anything is lost."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    options.add_argument("--share", type=int, default=1, help="try each N-th fault; 0: none")
    options.add_argument("--races", type=int, default=1000, help="races for each pair")
    options.add_argument("--pairs", type=int, default=1, help="let each N-th pair race")
    options.add_argument("--places", action="store_true", help="one fault for each place in code")
    options.add_argument("--only", default="", help="commands with this in their name")
    options.add_argument("--careless", action="store_true", help="without locks and comparing")
    given = options.parse_args()
    # So that they are loaded once.
    from s55.pipeline.recording import approvals, dispatches, edits, progress  # noqa: F401

    put_together()
    if given.careless:
        without_care()
    lost = 0
    if given.share:
        lost += _lost_to_faults(given.share, given.only, by_place=given.places)
    if given.races:
        lost += _lost_in_races(given.races, given.pairs, given.only)
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
