"""``s55 import``: an inspection report, or a past response, into a draft."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from s55.cli.options import current_folder
from s55.errors import ExitCode, S55Error
from s55.problems import Problem, error, warning

if TYPE_CHECKING:
    from s55.importers.imported import ImportedDraft
    from s55.importers.source import Progress
    from s55.workspace import Workspace

SHOWN_LEFT_OUT = 100
"""Characters of what was left out that the screen shows."""


class ImportFormat(StrEnum):
    """How what was found is printed."""

    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_)


def import_(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A PDF, Word, HTML, Markdown or plain text file."),
    ],
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="The draft's name; else made from the file's."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what was found and write nothing.")
    ] = False,
    report: Annotated[
        ImportFormat, typer.Option("--format", help="How what was found is printed.")
    ] = ImportFormat.TEXT,
    update: Annotated[
        bool,
        typer.Option("--update", help="Merge what a re-issued report changed into its draft."),
    ] = False,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Recognise the text of scanned pages with ocrmypdf.")
    ] = False,
) -> None:
    """Read an inspection report, or a past response, into a draft.

    The draft holds what the report says, and beside each item the page or line it comes from. A
    draft that is already there is never overwritten: the differences are shown.

    Example: s55 import peel-2025.pdf --name peel-2025 --dry-run
    """
    from s55.importers.importing import import_source, read_bytes, source_of
    from s55.workspace import find_workspace, shown

    workspace = find_workspace(current_folder())
    settings = workspace.settings_or_none()
    data = read_bytes(file, shown(file))
    with _progress() as progress:
        source = source_of(data, shown(file), progress, recognise=ocr)
    imported = import_source(source, file.name, settings)
    target = _target(workspace, name or name_of(file))
    problems = [*imported.problems, *_coinciding(workspace, imported, target)]
    if report is ImportFormat.JSON:
        typer.echo(json.dumps(dict(imported.data), ensure_ascii=False, indent=2))
    else:
        _say_found(imported)
    problems += _store(imported, target, dry_run=dry_run, update=update, report=report)
    _say_problems([one.in_file(one.file or shown(file)) for one in problems])


def name_of(file: Path) -> str:
    """A draft's name from a file's: small letters, digits and hyphens."""
    name = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")
    return name or "report"


def _target(workspace: Workspace, name: str) -> Path:
    from s55.workspace import check_draft_name

    check_draft_name(name)
    existing = [workspace.responses / f"{name}{suffix}" for suffix in (".yaml", ".yml")]
    return next((path for path in existing if path.exists()), existing[0])


# --- writing ------------------------------------------------------------------


def _store(
    imported: ImportedDraft, target: Path, *, dry_run: bool, update: bool, report: ImportFormat
) -> list[Problem]:
    """Write a new draft, or compare and merge with the one there is; what is to be decided."""
    from s55.drafts.new import SCHEMA_FILE
    from s55.drafts.schema import draft_schema
    from s55.office.outputs import write_atomically
    from s55.workspace import shown

    err = report is ImportFormat.JSON
    if target.exists():
        return _compare(imported, target, dry_run=dry_run, update=update, err=err)
    if dry_run:
        typer.echo(f"Nothing was written; without --dry-run: {shown(target)}", err=err)
        return []
    write_atomically(target, imported.text.encode())
    schema = target.parent / SCHEMA_FILE
    if not schema.exists():
        write_atomically(schema, draft_schema().encode())
    typer.echo(f"Started: {shown(target)}", err=err)
    typer.echo(
        f"Confirm what it says, and look at what is missing: s55 check {target.stem}", err=err
    )
    return []


def _compare(
    imported: ImportedDraft, target: Path, *, dry_run: bool, update: bool, err: bool
) -> list[Problem]:
    from s55.importers.imported import DocumentKind
    from s55.importers.reports.comparing import differences
    from s55.importers.reports.merging import merge
    from s55.office.outputs import write_atomically
    from s55.sources.files import read_text
    from s55.workspace import shown

    text = read_text(target, shown(target), keep_mark=True)
    mark = text[: len(text) - len(text.removeprefix("\ufeff"))]
    text = text.removeprefix(mark)
    if update and imported.kind is DocumentKind.RESPONSE:
        problem = error(
            "I211",
            "a past response is not merged into a draft",
            "Import it under another name with --name, and compare the two.",
        )
        raise S55Error([problem.in_file(shown(target))], ExitCode.USAGE)
    if not update:
        found = differences(text, imported.text)
        typer.echo(f"{shown(target)} is there already and was not changed.", err=err)
        if not found:
            typer.echo("It says what the report says.", err=err)
        for one in found:
            typer.echo(f"  {one}", err=err)
        if found:
            typer.echo("To merge what the report changed, add --update.", err=err)
        return []
    merged = merge(text, imported.text)
    if merged.applied and not dry_run:
        write_atomically(target, (mark + merged.text).encode())
    for one in merged.applied:
        typer.echo(f"  {'would merge' if dry_run else 'merged'}: {one}", err=err)
    typer.echo(
        f"{shown(target)}: {len(merged.applied)} merged, {len(merged.kept)} left to you.", err=err
    )
    return [
        warning("I207", f"left as it is: {one}", "Compare it with the report, and decide.").in_file(
            shown(target)
        )
        for one in merged.kept
    ]


def _coinciding(workspace: Workspace, imported: ImportedDraft, target: Path) -> list[Problem]:
    from s55.importers.importing import coinciding

    others = []
    for path in workspace.drafts():
        if path == target:
            continue
        try:
            others.append((path.stem, path.read_text(encoding="utf-8-sig")))
        except (OSError, UnicodeDecodeError):
            continue  # 's55 check' tells what is wrong with it
    return coinciding(imported.text, others)


# --- the screen -----------------------------------------------------------------


def _say_found(imported: ImportedDraft) -> None:
    for line in imported.summary:
        typer.echo(line)
    if imported.unplaced:
        typer.echo(f"Left out or not placed: {len(imported.unplaced)}")
    for one in imported.unplaced:
        text = " ".join(one.text.split())
        cut = text if len(text) <= SHOWN_LEFT_OUT else text[: SHOWN_LEFT_OUT - 1].rstrip() + "…"
        typer.echo(f"  {one.place}: {one.why}: {cut}")


def _say_problems(problems: list[Problem]) -> None:
    from s55.problems import in_order
    from s55.reporting import as_text

    if problems:
        typer.echo(as_text(in_order(problems)), err=True)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on a terminal, once a file turns out to have many pages."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
