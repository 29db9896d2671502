"""``s55 new``: start a draft from a few answers."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from s55.cli.options import a_date, current_folder
from s55.errors import ExitCode, S55Error
from s55.problems import error


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(new)


def new(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    name: Annotated[str, typer.Argument(metavar="NAME", help="The draft's name: peel-2025.")],
    title: Annotated[str | None, typer.Option("--title", help="The title of the report.")] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="The day it was published.")
    ] = None,
    publication_type: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TEXT", help="A publication type or theme; repeat it."),
    ] = None,
    force: Annotated[
        list[str] | None,
        typer.Option("--force", metavar="TEXT", help="A force; repeat it. Yours if not said."),
    ] = None,
    link: Annotated[
        str | None, typer.Option("--link", metavar="ADDRESS", help="Where the report is.")
    ] = None,
    link_text: Annotated[
        str | None, typer.Option("--link-text", metavar="TEXT", help="The words of that link.")
    ] = None,
    template: Annotated[
        str | None, typer.Option("--template", metavar="SET", help="Another template set.")
    ] = None,
) -> None:
    """Start a commented draft in responses/; on a terminal it asks for what is not given.

    Example: s55 new peel-2025 --title "PEEL 2025: Norfolk" --published 2025-09-12
    --type PEEL --link https://hmicfrs.justiceinspectorates.gov.uk/publications/peel-2025
    """
    from s55.drafts.load import load
    from s55.drafts.new import SCHEMA_FILE, Particulars, new_draft
    from s55.drafts.schema import draft_schema
    from s55.office.outputs import write_atomically
    from s55.workspace import check_draft_name, find_workspace, shown

    check_draft_name(name)
    workspace = find_workspace(current_folder())
    path = workspace.responses / f"{name}.yaml"
    if path.exists():
        problem = error("U104", "the draft is already there", "Choose another name, or edit it.")
        raise S55Error([problem.in_file(shown(path))], ExitCode.USAGE)
    settings = workspace.settings()
    title = title or _asked("Title of the report")
    published = published or _asked("Day it was published (like 2025-09-12)", _day)
    types = publication_type or _several(_asked("Publication types (commas between)"))
    link = link or _asked("Web address of the report (https://...)", _address)
    _refuse_missing({"--title": title, "--published": published, "--type": types, "--link": link})
    if template is not None:
        workspace.template_set(template)
    particulars = Particulars(
        title=title or "",
        published=a_date(published or "", "--published"),
        publication_types=types,
        forces=force or [settings.force.name],
        address=link or "",
        link_text=link_text,
        template=template,
    )
    text = new_draft(particulars)
    _, problems = load(text, shown(path))
    if problems:
        raise S55Error(problems, ExitCode.USAGE)
    write_atomically(path, text.encode())
    schema = workspace.responses / SCHEMA_FILE
    if not schema.exists():
        write_atomically(schema, draft_schema().encode())
    typer.echo(f"Started: {shown(path)}")
    typer.echo(f"Fill it in, and look at what is missing: s55 check {name}")


def _asked(question: str, accept: Callable[[str], str] = str.strip) -> str | None:
    """The answer of a person at a terminal, asked again until it is accepted.

    None where nobody can be asked.
    """
    if not sys.stdin.isatty():
        return None
    answer: str = typer.prompt(question, value_proc=accept)
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
