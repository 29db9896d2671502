"""``s55 template``: the template sets there are, their fields, and what is wrong with them."""

from __future__ import annotations

import inspect
import shlex
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import CheckingJobs, at_once
from s55.errors import ExitCode
from s55.problems import Severity
from s55.reporting import REPORTS, ReportFormat, counted

OneSet = Annotated[
    str | None,
    typer.Argument(metavar="SET", help="The template set.", show_default=False),
]


class FieldsFormat(StrEnum):
    """How the list of fields is printed."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def list_() -> None:
    """List the template sets.

    For each: its name, its kind, its title and its folder.

    Example: s55 template list
    """
    from s55.pipeline.template_sets import set_list
    from s55.workspace import find_workspace

    typer.echo(set_list(find_workspace(Path.cwd())))


def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SET", help="The template sets. Default: all of them.", show_default=False
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Treat warnings as errors, for automatic checks.")
    ] = False,
    report: Annotated[
        ReportFormat, typer.Option("--format", help="How to print the problems.")
    ] = ReportFormat.TEXT,
    jobs: CheckingJobs = None,
) -> None:
    """Report every problem of one template set, of several, or of all.

    Each problem is named with its place in the Word, HTML or CSS file. The exit status is 1 when
    there is an error.

    Example: s55 template check our-office --strict
    """
    from s55.pipeline.template_sets import check_sets
    from s55.workspace import find_workspace

    sets, problems = check_sets(find_workspace(Path.cwd()), names or [], at_once(jobs))
    if problems or report is ReportFormat.JSON:
        typer.echo(REPORTS[report](problems))
    if report is ReportFormat.TEXT:
        sys.stderr.write(f"{', '.join(sets)}: {counted(problems)}\n")
    if any(strict or problem.severity is Severity.ERROR for problem in problems):
        raise typer.Exit(ExitCode.PROBLEMS)


def fields(
    name: OneSet = None,
    report: Annotated[
        FieldsFormat, typer.Option("--format", help="How to print the list.")
    ] = FieldsFormat.TEXT,
) -> None:
    """List the fields that a layout may use.

    For each: type, meaning, an example, and where the layouts of the set use it. Without a set it
    is the office's own.

    Example: s55 template fields opccn-2023 --format html > fields.html
    """
    from s55.pipeline.template_sets import set_fields
    from s55.workspace import find_workspace

    typer.echo(set_fields(find_workspace(Path.cwd()), name, report.value))


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name for the new set.")],
    source: Annotated[
        str, typer.Option("--from", metavar="SET", help="The set to base it on.")
    ] = "opccn-2023",
    files: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="FILE", help="Copy this file too; may be repeated."),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="Copy every file: the set stands alone.")
    ] = False,
) -> None:
    """Start a template set based on another one.

    It says only what differs. A layout that is to be changed is copied with --with.

    Example: s55 template new our-office --from letter --with layout.docx
    """
    from s55.pipeline.template_sets import start_set
    from s55.workspace import find_workspace, shown

    workspace = find_workspace(Path.cwd())
    folder = start_set(workspace, source, name, whole=whole, files=files or [])
    typer.echo(f"Made {shown(folder)}. Change it, then check it: s55 template check {name}")


def copy(
    name: Annotated[str, typer.Argument(metavar="SET", help="A set of your own.")],
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="The files, such as layout.docx.")
    ],
) -> None:
    """Copy files of its base into a template set, to change them there.

    A file that the set has already stays as it is.

    Example: s55 template copy our-office layout.docx layout.html
    """
    from s55.pipeline.template_sets import copy_files
    from s55.workspace import find_workspace, shown

    copied = copy_files(find_workspace(Path.cwd()), name, files)
    typer.echo(f"Copied: {', '.join(map(shown, copied))}.")


def replace(
    name: Annotated[str, typer.Argument(metavar="SET", help="A set of your own.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="Its file, such as layout.docx.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The file to put in its place.")],
) -> None:
    """Replace a file of a template set, if the set passes its check then.

    The sets of the workspace that are based on it are checked too.
    What the file was before stays in its history: s55 undo templates/SET/FILE brings it back.

    Example: s55 template replace our-office layout.docx "New layout.docx"
    """
    from s55.cli.screen import print_problems
    from s55.pipeline.keeping.set_files import replace_set_file
    from s55.sources.files import read_bytes
    from s55.workspace import find_workspace, shown

    found = replace_set_file(find_workspace(Path.cwd()), name, file, read_bytes(new, shown(new)))
    print_problems(found)
    typer.echo(f"Replaced. To take it back: s55 undo {shlex.quote(f'templates/{name}/{file}')}")


def diff(
    one: Annotated[
        str, typer.Argument(metavar="SET", help="A template set, or a Word layout (.docx).")
    ],
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The set or Word layout to compare it with.")
    ],
) -> None:
    """Say in words how two sets or Word layouts differ.

    Example: s55 template diff opccn-2023 our-office
    """
    from s55.pipeline.template_sets import set_comparison
    from s55.workspace import find_workspace

    typer.echo(set_comparison(find_workspace(Path.cwd()), one, other))


def text(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A Word layout (.docx).")],
) -> None:
    """Print a Word layout as text, for git to compare.

    Example: git config diff.s55.textconv "s55 template text"
    """
    from s55.pipeline.template_sets import layout_text

    typer.echo(layout_text(file), nl=False)


def rules(
    code: Annotated[
        str | None,
        typer.Argument(metavar="RULE", help="The rule to explain.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Write a page for every rule to this folder."),
    ] = None,
) -> None:
    """List the rules of s55 template check, or explain one.

    Example: s55 template rules L515
    """
    from s55.pipeline.template_sets import rule_text, write_rule_pages

    if out is not None:
        typer.echo(f"Written: {write_rule_pages(out)} pages in {out}.")
    else:
        typer.echo(rule_text(code))


COMMANDS = (list_, check, fields, new, copy, replace, diff, text, rules)

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List, check, copy and compare template sets.\n\nExample: s55 template check opccn-2023",
)
for _function in COMMANDS:
    # Given explicitly, the summary is wrapped in the list of commands; otherwise it is cut.
    _summary = (inspect.getdoc(_function) or "").partition("\n\n")[0].replace("\n", " ")
    app.command(_function.__name__.rstrip("_"), short_help=_summary)(_function)
