"""``s55 template``: the template sets there are, their fields, and what is wrong with them."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import current_folder
from s55.errors import ExitCode
from s55.reporting import ReportFormat

commands = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Look at template sets, check them, copy and compare them.\n\n"
    "Example: s55 template check opccn-2023",
)

OneSet = Annotated[
    str | None,
    typer.Argument(
        metavar="[SET]", help="The template set; every set when none.", show_default=False
    ),
]


class FieldsFormat(StrEnum):
    """How the list of fields is printed."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(commands, name="template")


@commands.command("list")
def list_sets() -> None:
    """Show every template set: its kind, what it is, and where it lies.

    Example: s55 template list
    """
    from s55.cli.templates import listed
    from s55.workspace import find_workspace

    typer.echo(listed(find_workspace(current_folder())))


@commands.command()
def check(
    name: OneSet = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="A warning counts as an error: for automatic checks.")
    ] = False,
    report: Annotated[
        ReportFormat, typer.Option("--format", help="How problems are printed.")
    ] = ReportFormat.TEXT,
) -> None:
    """Name everything that is wrong with a template set, with its place in Word, HTML and CSS.

    Example: s55 template check our-office --strict
    """
    from s55.cli.templates import checked_sets
    from s55.problems import Severity
    from s55.reporting import REPORTS, counted
    from s55.workspace import find_workspace

    sets, problems = checked_sets(find_workspace(current_folder()), name)
    if problems or report is ReportFormat.JSON:
        typer.echo(REPORTS[report](problems))
    if report is ReportFormat.TEXT:
        sys.stderr.write(f"{', '.join(sets)}: {counted(problems)}\n")
    if any(strict or problem.severity is Severity.ERROR for problem in problems):
        raise typer.Exit(ExitCode.PROBLEMS)


@commands.command()
def fields(
    name: OneSet = None,
    report: Annotated[
        FieldsFormat, typer.Option("--format", help="How the list is printed.")
    ] = FieldsFormat.TEXT,
) -> None:
    """List the fields a layout may use: type, meaning, example, and where each layout uses it.

    Example: s55 template fields opccn-2023 --format html > fields.html
    """
    from s55.cli.templates import fields_of_set
    from s55.workspace import find_workspace

    typer.echo(fields_of_set(find_workspace(current_folder()), name, report.value))


@commands.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the new set.")],
    source: Annotated[
        str, typer.Option("--from", metavar="SET", help="The set to copy.")
    ] = "opccn-2023",
) -> None:
    """Copy a template set under a new name, for you to change.

    Example: s55 template new our-office --from opccn-2023
    """
    from s55.cli.templates import copied
    from s55.workspace import find_workspace, shown

    folder = copied(find_workspace(current_folder()), source, name)
    typer.echo(f"Made {shown(folder)}. Change it, then type: s55 template check {name}")


@commands.command()
def diff(
    one: Annotated[
        str, typer.Argument(metavar="SET", help="A template set, or a Word layout (.docx).")
    ],
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The set or Word layout to compare it with.")
    ],
) -> None:
    """Tell in words what differs between two template sets, or two versions of a Word layout.

    Example: s55 template diff opccn-2023 our-office
    """
    from s55.cli.templates import differences
    from s55.workspace import find_workspace

    typer.echo(differences(find_workspace(current_folder()), one, other))


@commands.command()
def text(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A Word layout (.docx).")],
) -> None:
    """Print a Word layout as text, so that git can show what changed in it.

    Example: git config diff.s55.textconv "s55 template text"
    """
    from s55.cli.templates import layout_text

    typer.echo(layout_text(file), nl=False)


@commands.command()
def rules(
    code: Annotated[
        str | None,
        typer.Argument(metavar="[RULE]", help="A rule, to be explained.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Write the page of every rule into this folder."),
    ] = None,
) -> None:
    """List the rules that 's55 template check' goes by, or explain one.

    Example: s55 template rules L515
    """
    from s55.cli.templates import explained, write_rule_pages

    if out is not None:
        typer.echo(f"Written: {write_rule_pages(out)} pages in {out}.")
    else:
        typer.echo(explained(code))
