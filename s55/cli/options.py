"""Options that several commands share, and what their values mean."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.timed import untimed

if TYPE_CHECKING:
    from s55.pipeline.recording.dispatches import Publishing

Name = Annotated[str, typer.Argument(metavar="NAME", help="The draft, for example peel-2025.")]

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="NAME|FILE",
        help="Drafts by name (peel-2025) or file (responses/peel-2025.yaml). Default: all drafts.",
        show_default=False,
    ),
]

Today = Annotated[
    str | None,
    typer.Option(
        "--today",
        envvar="S55_TODAY",
        metavar="DATE",
        help="Work as if it were this day, for example 2026-11-22.",
        show_default=False,
    ),
]

Anyway = Annotated[
    bool,
    typer.Option(
        "--anyway", help="Record a day in the future, before the report, or before the last."
    ),
]

Files = Annotated[
    list[Path] | None,
    typer.Option(
        "--file",
        metavar="FILE",
        help="Keep this file as what was published, for a response of before. Repeatable.",
    ),
]

WithoutFiles = Annotated[
    bool, typer.Option("--without-files", help="Record a publication, and keep no files.")
]

Final = Annotated[
    bool, typer.Option("--final", help="Report what the Act requires and is missing as an error.")
]

Formats = Annotated[
    str,
    typer.Option("--to", metavar="FORMATS", help="Formats to write, separated by commas."),
]

Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="The folder to write to. Default: build/."),
]

Force = Annotated[
    bool, typer.Option("--force", help="Make every file again, even where nothing has changed.")
]

Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        envvar="S55_JOBS",
        metavar="N",
        min=1,
        help="Make so many responses at once. Default: as many as there are processors.",
        show_default=False,
    ),
]

ReadingJobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        envvar="S55_JOBS",
        metavar="N",
        min=1,
        help="Read so many drafts at once. Default: as many as there are processors.",
        show_default=False,
    ),
]

CheckingJobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        envvar="S55_JOBS",
        metavar="N",
        min=1,
        help="Check so many template sets at once. Default: as many as there are processors.",
        show_default=False,
    ),
]

Port = Annotated[int, typer.Option("--port", help="The port to listen on; 0 for any that is free.")]

Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")]

Kind = TypeVar("Kind", bound=StrEnum)

_YEARS_OF_CLOCKS = range(2020, 2200)
"""The years that a clock can rightly show: s55 is no older, and dates end with the year 2199."""


def shows_faults() -> bool:
    """Whether ``--verbose`` was asked for: a fault in s55 itself then shows where it happened.

    It is read of the command line as it was typed, because a fault can come before that is parsed.
    """
    return "--verbose" in sys.argv


def the_day(today: str | None) -> date:
    """Give the day that ``--today`` pins, else the current day in Europe/London.

    Raises:
        S55Error: U106 when the text is not a date, or the computer's clock shows a year that
            cannot be meant.
    """
    if today is not None:
        return a_date(today, "--today")
    from zoneinfo import ZoneInfo

    return a_day_of_today(datetime.now(ZoneInfo("Europe/London")).date())


def at_once(jobs: int | None) -> int:
    """Give how many are read or made at once: what ``--jobs`` says, else one a processor."""
    if jobs is not None:
        return jobs
    # Where the system says so, only those that this process may use.
    mine = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ()
    return len(mine) or os.cpu_count() or 1


def a_day_of_today(day: date) -> date:
    """Refuse a day at which no office works: a clock that was not set counts wrong days.

    Raises:
        S55Error: U106.
    """
    from s55.model.dates import with_weekday

    if day.year in _YEARS_OF_CLOCKS:
        return day
    problem = error(
        "U106",
        f"the clock of this computer says that it is {with_weekday(day)}",
        "Set the clock, or give the day: --today 2026-11-22.",
    )
    raise S55Error([problem], ExitCode.USAGE)


def a_date(text: str, option: str) -> date:
    """Read the date that an option gives.

    Raises:
        S55Error: U106 when the text is not a date like 2023-07-07, or its year cannot be meant.
    """
    from s55.model.base import YEARS
    from s55.model.dates import with_weekday

    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        hint = "Write the date like 2023-07-07, and check the day and the year."
        if meant := _meant(text):
            hint = f"If you mean {with_weekday(meant)}, write {meant}."
        problem = error("U106", f"{option}: '{text}' is not a date", hint)
        raise S55Error([problem], ExitCode.USAGE)
    return day


def _meant(text: str) -> date | None:
    """Read a day that is written in words or with strokes, to name it; nothing is taken for it.

    5/6/2026 is another day in another country, so the person who typed it has the last word.
    """
    from s55.model.base import YEARS
    from s55.returns.dates import day_of

    day = day_of(text)
    return day if day and day.year in YEARS else None


def in_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def agreed(question: str) -> bool:
    """Ask the person at the terminal whether to write what was shown.

    Raises:
        S55Error: R110 when nobody can be asked.
    """
    if not in_terminal():
        problem = error(
            "R110",
            "nothing was written: s55 cannot ask, because it does not run in a terminal",
            "Look at what would change, and run it again with --yes.",
        )
        raise S55Error([problem], ExitCode.USAGE)
    is_agreed = untimed(lambda: typer.confirm(question, default=False))
    if not is_agreed:
        typer.echo("Nothing was written.")
    return is_agreed


def publishing_of(file: list[Path] | None, *, without_files: bool) -> Publishing | None:
    """Read how what was published is kept: as the files given, or as those that s55 makes.

    Returns:
        None where no files are to be kept.

    Raises:
        S55Error: P409 when files are given and none are to be kept.
    """
    from s55.pipeline.recording.dispatches import Publishing

    if file and without_files:
        what = "--file keeps what was published on the website"
        raise S55Error([error("P409", what, "Leave out --without-files.")], ExitCode.USAGE)
    return None if without_files else Publishing(tuple(file or ()))


def formats_of(text: str, kinds: type[Kind]) -> tuple[Kind, ...]:
    """Read the formats that ``--to`` names, in the order in which they are written.

    Raises:
        S55Error: U107 when the text names none, or one that is unknown.
    """
    names = [part.strip().lower() for part in text.split(",") if part.strip()]
    known = [kind.value for kind in kinds]
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        choice = f"{', '.join(known[:-1])} and {known[-1]}"
        problem = error(
            "U107",
            f"--to: '{', '.join(unknown) or text}' is not a format",
            f"Name one or more of {choice}, separated by commas.",
        )
        raise S55Error([problem], ExitCode.USAGE)
    return tuple(kind for kind in kinds if kind.value in names)
