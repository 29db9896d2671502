"""``s55 register``: every item of every response as a spreadsheet, a table, a page or data."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from s55.cli.options import Names, Today, current_folder, the_day
from s55.errors import ExitCode, S55Error

if TYPE_CHECKING:
    from collections.abc import Collection

    from s55.templating.register_manifest import RegisterManifest
    from s55.templating.sets import AnySet
    from s55.views.register import Register


class RegisterFormat(StrEnum):
    """What a register is written as."""

    XLSX = "xlsx"
    CSV = "csv"
    HTML = "html"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("register")(write_register)


def write_register(
    names: Names = None,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMATS", help="xlsx, csv, html, json; commas between.")
    ] = "xlsx,csv,html,json",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where to write; build/ if not said."),
    ] = None,
    template: Annotated[
        str, typer.Option("--template", metavar="SET", help="The template set of the register.")
    ] = "register",
    today: Today = None,
) -> None:
    """Write the register: every item of every response, and how far the force is with it.

    It is for the office: it shows the evidence, which no published document does.

    Example: s55 register --to xlsx,html
    """
    from s55.cli.gathering import gather
    from s55.office.outputs import write_atomically
    from s55.templating.register_manifest import RegisterManifest
    from s55.templating.registry import find_set_of, standard_sets
    from s55.views.register import register_of
    from s55.workspace import find_workspace, shown

    formats = _formats_of(to)
    workspace, day = find_workspace(current_folder()), the_day(today)
    settings = workspace.settings()
    folders = (workspace.root / "templates", standard_sets())
    found = find_set_of(RegisterManifest, template, folders)
    cases = [one.case for one in gather(workspace, names or [], settings, day)]
    made = register_of(cases, settings, found.manifest, day)
    # Everything is made before anything is written, so that an error leaves the old files alone.
    files = {
        (out or workspace.build) / name: data for name, data in _made(made, formats, found).items()
    }
    for path, data in files.items():
        write_atomically(path, data)
    typer.echo(f"{_counted(made)} -> {', '.join(shown(path) for path in files)}")


def _formats_of(text: str) -> tuple[RegisterFormat, ...]:
    from s55.problems import error

    names = [part.strip().lower() for part in text.split(",") if part.strip()]
    unknown = [name for name in names if name not in set(RegisterFormat)]
    if unknown or not names:
        problem = error(
            "U107",
            f"--to: '{', '.join(unknown) or text}' is no format",
            "Name one or more of xlsx, csv, html and json, with commas between.",
        )
        raise S55Error([problem], ExitCode.USAGE)
    return tuple(kind for kind in RegisterFormat if kind.value in names)


def _made(
    register: Register, formats: Collection[RegisterFormat], template: AnySet[RegisterManifest]
) -> dict[str, bytes]:
    """The files by their names; what is not asked for is not loaded."""
    files: dict[str, bytes] = {}
    if RegisterFormat.XLSX in formats:
        from s55.render.register.xlsx import to_xlsx

        files["register.xlsx"] = to_xlsx(register)
    if RegisterFormat.CSV in formats:
        from s55.render.register.csv import inspections_csv, items_csv

        files["register.csv"] = items_csv(register)
        files["register-inspections.csv"] = inspections_csv(register)
    if RegisterFormat.HTML in formats:
        from s55.render.register.html import register_page

        files["register.html"] = register_page(register, template).encode()
    if RegisterFormat.JSON in formats:
        from s55.render.register.json import to_json

        files["register.json"] = to_json(register)
    return files


def _counted(register: Register) -> str:
    reports, items = len(register.inspections), len(register.items)
    return (
        f"{reports} {'report' if reports == 1 else 'reports'}, "
        f"{items} {'item' if items == 1 else 'items'}, {len(register.open_items)} open"
    )
