"""Options that several commands share, and what their values mean."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from s55.errors import ExitCode, S55Error
from s55.problems import error

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME|FILE ...]",
        help="Drafts by name (peel-2025) or file (responses/peel-2025.yaml); all when none.",
        show_default=False,
    ),
]

Today = Annotated[
    str | None,
    typer.Option(
        "--today",
        envvar="S55_TODAY",
        metavar="DATE",
        help="Reckon as on this day, for example 2026-11-22.",
        show_default=False,
    ),
]

Final = Annotated[
    bool, typer.Option("--final", help="What the Act asks for and is missing is an error.")
]


def the_day(today: str | None) -> date:
    """The day that ``--today`` pins, else the current day in Europe/London.

    Raises:
        S55Error: U106 when the text is no date.
    """
    if today is not None:
        return a_date(today, "--today")
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Europe/London")).date()


def a_date(text: str, option: str) -> date:
    """The date that an option gives.

    Raises:
        S55Error: U106 when the text is no date written as 2023-07-07.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        problem = error(
            "U106", f"{option}: '{text}' is no date", "Write it like 2023-07-07, and check the day."
        )
        raise S55Error([problem], ExitCode.USAGE) from None


def current_folder() -> Path:
    """The folder the command was started in."""
    return Path.cwd()
