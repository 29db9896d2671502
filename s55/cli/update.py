"""``s55 update``: record how far the force is with items, or show where they stand."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from s55.cli.options import Today, a_date, agreed, the_day
from s55.cli.screen import print_problems
from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.records import dataclass

if TYPE_CHECKING:
    from s55.model.progress import ItemStatus, Progress
    from s55.workspace import Workspace


_Name = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME",
        help="The draft, for example peel-2025. A spreadsheet or a form names its drafts itself.",
        show_default=False,
    ),
]
_Item = Annotated[
    str | None,
    typer.Argument(
        metavar="ITEM",
        help="The item: R2, AFI3, C1-R1, or its number. Without it, all items are listed.",
        show_default=False,
    ),
]
_Status = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help="'not started', 'in progress', 'complete', 'closed by the inspectorate', "
        "'superseded', 'reopened' or 'not applicable'.",
    ),
]
_On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="The day on which this was the status; of a spreadsheet, for rows without a day.",
    ),
]
_Note = Annotated[
    str | None,
    typer.Option("--note", metavar="TEXT", help="What happened. Everybody may read it."),
]
_Evidence = Annotated[
    str | None,
    typer.Option("--evidence", metavar="TEXT", help="Where the proof is. For the office only."),
]
_Owner = Annotated[
    str | None, typer.Option("--owner", metavar="TEXT", help="Who sees to it from now on.")
]
_Due = Annotated[
    str | None,
    typer.Option("--due", metavar="DATE", help="The day by which it is now to be done."),
]
_Mark = Annotated[
    str | None,
    typer.Option("--mark", metavar="MARK", help="How the body judges it: red, amber or green."),
]
_Force = Annotated[
    str | None,
    typer.Option("--force", metavar="NAME", help="One of several forces in the report."),
]
_SupersededBy = Annotated[
    str | None,
    typer.Option(
        "--superseded-by", metavar="ITEM", help="What takes its place, like 'peel-2025 R3'."
    ),
]
_Report = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help="Record what a spreadsheet (.xlsx, .ods, .csv) or a Word form says that was "
        "filled in, or what a revisit says of the items: its PDF, Word file or page.",
    ),
]
_DryRun = Annotated[
    bool, typer.Option("--dry-run", help="With --from: show the entries, record nothing.")
]
_Yes = Annotated[
    bool,
    typer.Option("--yes", help="With a spreadsheet or a form: record what it says without asking."),
]
_Template = Annotated[
    str,
    typer.Option(
        "--template",
        metavar="SET",
        help="With a spreadsheet or a form: the template set of the register that it came from.",
    ),
]


def update(  # noqa: PLR0913, PLR0917  # a command has an argument for each option
    name: _Name = None,
    item: _Item = None,
    status: _Status = None,
    on: _On = None,
    note: _Note = None,
    evidence: _Evidence = None,
    owner: _Owner = None,
    due: _Due = None,
    mark: _Mark = None,
    force: _Force = None,
    superseded_by: _SupersededBy = None,
    report: _Report = None,
    dry_run: _DryRun = False,
    yes: _Yes = False,
    template: _Template = "register",
    today: Today = None,
) -> None:
    """Record how far the force is with an item.

    The record is a file of its own, responses/progress/NAME.yaml: the response stays as it was
    made. Without options it shows the status of the items, and the names by which to call them.
    What a revisit letter says of all items comes from its file. The spreadsheet that s55 register
    or s55 ask wrote, or the Word form of s55 ask --docx, filled in, goes into all records that it
    names, or into none.

    Example: s55 update peel-2025 R2 --status "in progress" --on 2025-11-20

    Example: s55 update --from register.xlsx

    Example: s55 update peel-2025 --from revisit.pdf --dry-run
    """
    from s55.workspace import find_workspace

    workspace = find_workspace(Path.cwd())
    given = {
        "status": status,
        "note": note,
        "evidence": evidence,
        "owner": owner,
        "due": due,
        "mark": mark,
        "force": force,
        "superseded_by": superseded_by,
    }
    if report is not None:
        day = a_date(on, "--on") if on is not None else None
        _refuse_beside_from(item, given)
        if (data := _spreadsheet(report, name)) is not None:
            read = SheetToRead(report, data, day, template)
            _record_sheet(workspace, read, the_day(today), dry_run=dry_run, yes=yes)
            return
        if name is None:
            raise _no_draft_for(report)
        path = workspace.draft(name)
        _print_update(path, report, day, the_day(today), dry_run=dry_run)
        return
    path = _named(workspace, name)
    if on is None and all(one is None for one in given.values()):
        from s55.pipeline.recording.progress import item_lines

        typer.echo("\n".join(item_lines(workspace, path, item, the_day(today))))
        return
    _record_item(path, item, on, given, the_day(today))


def _record_item(
    path: Path, item: str | None, on: str | None, given: Mapping[str, str | None], today: date
) -> None:
    """Record what the options say of an item, and say so.

    Raises:
        S55Error: U122 when the item, its status or the day is missing.
    """
    from s55.pipeline.recording.progress import record_progress

    typed, status = shlex.quote(path.stem), given["status"]
    if item is None:
        raise _missing("ITEM", f"{typed} R1")
    if status is None or on is None:
        raise _missing("--status" if status is None else "--on", f"{typed} {item}")
    entry = {**given, "date": a_date(on, "--on"), "status": _status_of(status)}
    typer.echo(record_progress(path, item, _progress(entry), today))


def _named(workspace: Workspace, name: str | None) -> Path:
    """Find the draft that is named; one has to be."""
    if name is None:
        raise _missing("NAME", "peel-2025 R1")
    return workspace.draft(name)


def _no_draft_for(file: Path) -> S55Error:
    from s55.workspace import shown

    problem = error(
        "U122",
        "NAME is missing: this is no spreadsheet, and no form for progress that is as s55 made it, "
        "so it is read as a report, which updates one draft",
        "Name the draft: s55 update peel-2025 --from FILE. If it is the form that came back, "
        "record by hand what it says, or ask again.",
    )
    return S55Error([problem.in_file(shown(file))], ExitCode.USAGE)


def _refuse_beside_from(item: str | None, given: Mapping[str, str | None]) -> None:
    """Refuse (I254) an item and its status beside a report, which says both itself."""
    options = [f"--{name.replace('_', '-')}" for name, text in given.items() if text is not None]
    wrong = [*(["ITEM"] if item else []), *options]
    if wrong:
        hint = "Leave them out, or leave --from out."
        message = (
            f"--from takes the items and their statuses from the report, not {', '.join(wrong)}"
        )
        raise S55Error([error("I254", message, hint)], ExitCode.USAGE)


@dataclass(frozen=True, slots=True)
class SheetToRead:
    """A spreadsheet or a Word form that came back.

    Attributes:
        path: the file.
        data: its bytes.
        on: the day of rows in which none is filled in; None to leave such rows out.
        template: the template set of the register that it came from.
    """

    path: Path
    data: bytes
    on: date | None
    template: str


def _spreadsheet(path: Path, name: str | None) -> bytes | None:
    """Read a spreadsheet or a form; None if the file is another: a report needs a draft.

    Raises:
        S55Error: I206 it cannot be read, I254 a draft is named beside it.
    """
    from s55.returns.sheets.opening import is_spreadsheet
    from s55.sources.files import read_bytes
    from s55.workspace import shown

    data = read_bytes(path, shown(path))
    if not is_spreadsheet(data, path.name):
        return None
    if name is not None:
        message = f"the file names its drafts itself, and '{name}' was named beside it"
        raise S55Error([error("I254", message, "Leave the name out.")], ExitCode.USAGE)
    return data


def _record_sheet(
    workspace: Workspace, read: SheetToRead, today: date, *, dry_run: bool, yes: bool
) -> None:
    """Show what the file changes, ask, and record it; again if a record changes meanwhile."""
    from s55.disk.changing import OvertakenError
    from s55.pipeline.tracking.updating import read_update, write_update
    from s55.workspace import shown

    file = shown(read.path)
    while True:
        found = read_update(workspace, read.data, file, read.template, read.on, today)
        for line in found.lines:
            typer.echo(line)
        print_problems(found.problems)
        known = f" ({found.known} recorded already)" if found.known else ""
        if not found.entries:
            typer.echo(f"Nothing new to record.{known}")
            return
        entries = "1 new entry" if found.entries == 1 else f"{found.entries} new entries"
        typer.echo(f"{entries}{known}.")
        if dry_run:
            typer.echo("Nothing was recorded (--dry-run).")
            return
        if not (yes or agreed("Record this?")):
            return
        try:
            typer.echo(write_update(found))
        except OvertakenError as failure:
            print_problems(failure.problems)
            typer.echo("What would be recorded now:", err=True)
        else:
            return


def _print_update(
    path: Path, report: Path, day: date | None, today: date, *, dry_run: bool
) -> None:
    from s55.pipeline.importing import update_from_report
    from s55.problems import in_order

    done = update_from_report(path, report, day, today, dry_run=dry_run)
    for line in done.lines:
        typer.echo(line)
    print_problems(in_order(done.problems))


def _progress(entry: Mapping[str, object]) -> Progress:
    """Read an entry of an item's history from the options.

    Raises:
        S55Error: U123 when an option is wrong.
    """
    from pydantic import ValidationError

    from s55.model.progress import Progress

    try:
        return Progress.model_validate(entry)
    except ValidationError as failure:
        wrong = ", ".join(f"--{str(part['loc'][0]).replace('_', '-')}" for part in failure.errors())
        hint = "Write one line of text, a date like 2025-11-20, a mark like amber."
        problem = error("U123", f"{wrong} cannot be recorded", hint)
        raise S55Error([problem], ExitCode.USAGE) from None


def _status_of(text: str) -> ItemStatus:
    from s55.model.progress import ItemStatus

    folded = " ".join(text.casefold().replace("-", " ").replace("_", " ").split())
    try:
        return ItemStatus(folded)
    except ValueError:
        words = ", ".join(f"'{word.value}'" for word in ItemStatus)
        problem = error("U121", f"--status: '{text}' is not a status", f"Use one of: {words}.")
        raise S55Error([problem], ExitCode.USAGE) from None


def _missing(what: str, named: str) -> S55Error:
    problem = error(
        "U122",
        f"{what} is missing",
        f'Write, for example: s55 update {named} --status "in progress" --on 2026-11-20',
    )
    return S55Error([problem], ExitCode.USAGE)
