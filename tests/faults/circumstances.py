"""Run every command where nobody can read what it prints, and where the clock or time zone is odd.

A run is judged by what it prints and leaves: no traceback, no fault of s55's own (status 70), and
what is written is the same as in plain circumstances, or is refused with a message.
"""

from __future__ import annotations

import datetime
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

from tests.command import ROOT
from tests.faults.commands import COMMANDS, NAME, PUBLISH, Command, ran, workspace
from tests.faults.suite import Ended, Tally, files_in, forked, heading

FULL = "/dev/full"
READS: tuple[tuple[str, ...], ...] = (
    ("check",),
    ("deadline", "2024-06-01"),
    ("diff", NAME),
    ("history", NAME),
    ("status",),
    ("status", "--format", "json"),
    ("update", NAME),
    ("verify", "old.pdf"),
    ("template", "list"),
    ("template", "check", "opccn-2023"),
    ("template", "diff", "opccn-2022", "opccn-2023"),
    ("template", "fields"),
    ("template", "text", str(ROOT / "templates/opccn-2023/layout.docx")),
)


class Circumstance(StrEnum):
    """What is odd around a command."""

    FULL = "output full"
    """What it prints cannot be written: ENOSPC."""
    CLOSED = "streams closed"
    """It has no input and no output."""
    ENDED = "reader ended"
    """Whatever reads what it prints has ended: EPIPE."""
    EARLY = "clock of 1975"
    LATE = "clock of 2199"
    """The last year of which a clock is believed."""
    BEYOND = "clock of 9999"
    ZONE = "no time zone"
    """The time zone in the environment is none."""


_CLOCKS = {Circumstance.EARLY: 1975, Circumstance.LATE: 2199, Circumstance.BEYOND: 9999}


def _set(circumstance: Circumstance) -> None:
    """Make it so in this process, which ends after one command."""
    if circumstance is Circumstance.FULL:
        os.dup2(os.open(FULL, os.O_WRONLY), 1)
    elif circumstance is Circumstance.CLOSED:
        # Python has no streams where it is started with closed ones.
        import sys

        sys.stdin = sys.stdout = None
        os.close(0)
        os.close(1)
    elif circumstance is Circumstance.ENDED:
        reads, writes = os.pipe()
        os.dup2(writes, 1)
        os.close(reads)
    elif circumstance is Circumstance.ZONE:
        os.environ["TZ"] = ":no/such/zone"
        time.tzset()
    else:
        _set_clock(_CLOCKS[circumstance])


def _set_clock(year: int) -> None:
    from s55.cli import options
    from s55.disk import history

    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:  # type: ignore[override]  # no subclass
            return datetime.datetime(year, 12, 31, 23, 59, 59, 999_999, tz)

    moment = datetime.datetime(year, 12, 31, tzinfo=datetime.UTC).timestamp()
    options.datetime = history.datetime = Clock  # type: ignore[attr-defined]
    time.time = lambda: moment
    del os.environ["S55_TODAY"]


def _wrong(
    command: Command,
    plain: Ended,
    ended: Ended,
    found: dict[str, bytes],
    after: dict[str, bytes],
    circumstance: Circumstance,
) -> Iterator[str]:
    if "Traceback" in ended.said or "X900" in ended.said:
        yield f"a traceback or X900: {ended.said[-300:]}"
    if circumstance in _CLOCKS:
        if ended.status not in {0, 1, 2, 3, 4}:
            yield f"ends with {ended.status}"
        return
    if found != after:
        yield "the output decided what is written"
    expected = plain.status
    if circumstance is not Circumstance.ENDED and _last(plain) not in ended.said:
        yield f"what it did is not said: {ended.said[-200:]}"
    if circumstance is Circumstance.FULL and "error O409" in ended.said:
        expected = plain.status or 4
    if ended.status != expected:
        yield f"ends with {ended.status}, and not {expected}: {ended.said[-200:]}"


def _last(plain: Ended) -> str:
    return (plain.said.splitlines() or [""])[-1]


def try_circumstances(share: int, only: str = "") -> Tally:
    """Run every command in each circumstance, each ``share``-th of them; print a line for each."""
    tally = Tally.empty()
    print(heading(list(Circumstance)))
    number = 0
    reading = (Command(words, ran(PUBLISH), makes=True) for words in READS)
    with tempfile.TemporaryDirectory(prefix="s55odd-") as name:
        place = Path(name)
        for command in (*COMMANDS, *reading):
            if only not in command.name or (command.is_long and share > 1):
                continue
            chosen = []
            for circumstance in Circumstance:
                number += 1
                if number % share == 0:
                    chosen.append(circumstance)
            if not chosen:
                continue
            fresh = place / "fresh"
            workspace(fresh)
            command.prepare(fresh)
            _try_one(command, chosen, fresh, place, tally)
            shutil.rmtree(fresh)
            print(tally.row(command.name, list(Circumstance)), flush=True)
    print(tally.total())
    return tally


def _try_one(
    command: Command, chosen: list[Circumstance], fresh: Path, place: Path, tally: Tally
) -> None:
    def once(arrange: Callable[[], None] | None) -> tuple[Ended, dict[str, bytes]]:
        folder = place / "tried"
        shutil.copytree(fresh, folder)
        ended = forked(folder, command.words, arrange=arrange)
        found = files_in(folder)
        shutil.rmtree(folder)
        return ended, found

    plain, after = once(None)
    for circumstance in chosen:
        ended, found = once(lambda what=circumstance: _set(what))  # type: ignore[misc]  # at once
        wrong = list(_wrong(command, plain, ended, found, after, circumstance))
        tally.add(command.name, circumstance, wrong)
