"""``s55 new``: start a draft from a few answers."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import a_date
from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.timed import untimed

_Name = Annotated[
    str, typer.Argument(metavar="NAME", help="A name for the draft, for example peel-2025.")
]
_Title = Annotated[
    str | None, typer.Option("--title", metavar="TEXT", help="The title of the report.")
]
_Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="The day it was published.")
]
_PublicationType = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TEXT", help="A publication type or theme. Can be repeated."),
]
_Force = Annotated[
    list[str] | None,
    typer.Option("--force", metavar="TEXT", help="A force. Can be repeated. Default: your own."),
]
_Link = Annotated[
    str | None, typer.Option("--link", metavar="ADDRESS", help="The report's web address.")
]
_LinkText = Annotated[
    str | None, typer.Option("--link-text", metavar="TEXT", help="The words of that link.")
]
_Template = Annotated[
    str | None,
    typer.Option("--template", metavar="SET", help="A template set other than the office's own."),
]


def new(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    name: _Name,
    title: _Title = None,
    published: _Published = None,
    publication_type: _PublicationType = None,
    force: _Force = None,
    link: _Link = None,
    link_text: _LinkText = None,
    template: _Template = None,
) -> None:
    """Start a draft, with comments that say what goes where.

    In a terminal it asks for what the options do not give.

    Example: s55 new peel-2025 --title "PEEL 2025: Norfolk" --published 2025-09-12
    --type PEEL --link https://hmicfrs.justiceinspectorates.gov.uk/publications/peel-2025
    """
    from s55.drafts.new import ReportParticulars
    from s55.pipeline.starting import free_path, start_draft
    from s55.workspace import find_workspace, shown

    workspace = find_workspace(Path.cwd())
    path = free_path(workspace, name)
    settings = workspace.settings()
    title = title or _ask("Title of the report")
    published = published or _ask("Day it was published (like 2025-09-12)", _day)
    types = publication_type or _several(_ask("Publication types (commas between)"))
    if link is not None:
        _refuse_unlike_an_address(link)
    link = link or _ask("Web address of the report (https://...)", _address)
    _refuse_missing({"--title": title, "--published": published, "--type": types, "--link": link})
    if template is not None:
        workspace.template_set(template)
    particulars = ReportParticulars(
        title=title or "",
        published=a_date(published or "", "--published"),
        publication_types=types,
        forces=force or [settings.force.name],
        address=link or "",
        link_text=link_text,
        template=template,
    )
    start_draft(path, particulars)
    typer.echo(f"Started: {shown(path)}")
    typer.echo(f"Fill it in, and look at what is missing: s55 check {shlex.quote(name)}")


def _ask(question: str, accept: Callable[[str], str] = str.strip) -> str | None:
    """Ask the person at the terminal until the answer is accepted; None without a terminal."""
    if not sys.stdin.isatty():
        return None
    answer: str = untimed(lambda: typer.prompt(question, value_proc=accept))
    return answer


def _day(answer: str) -> str:
    try:
        return a_date(answer, "the day").isoformat()
    except S55Error as failure:
        raise typer.BadParameter(failure.problems[0].hint) from None


def _address(answer: str) -> str:
    if not answer.strip().startswith(("https://", "http://")):
        raise typer.BadParameter("Give the full address, beginning with https://.")
    return answer.strip()


def _refuse_unlike_an_address(link: str) -> None:
    """Name the option, and not the line of a draft that is not written yet."""
    try:
        _address(link)
    except typer.BadParameter as refusal:
        problem = error("D103", f"--link: '{link}' is not a web address", str(refusal))
        raise S55Error([problem], ExitCode.USAGE) from None


def _several(answer: str | None) -> list[str]:
    return [part.strip() for part in (answer or "").split(",") if part.strip()]


def _refuse_missing(given: dict[str, str | list[str] | None]) -> None:
    problems = [
        error("U108", f"{option} is missing", f"Give it as {option} VALUE.")
        for option, value in given.items()
        if not value
    ]
    if problems:
        raise S55Error(problems, ExitCode.USAGE)
