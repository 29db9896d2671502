"""``s55 collect``: a returned invitation, or a response edited in Word, back into its draft."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from s55.cli.options import Today, current_folder, the_day
from s55.errors import ExitCode, S55Error
from s55.problems import error

if TYPE_CHECKING:
    from s55.returns.collecting import Change, Collected
    from s55.workspace import Workspace

_SHOWN = 160
"""Characters of a text that the summary shows."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(collect)


def collect(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The draft.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The Word file that came back.")],
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="An emptied answer empties the draft's text.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change and write nothing.")
    ] = False,
    today: Today = None,
) -> None:
    """Read an invitation that was filled in, or a response that was edited in Word, into its draft.

    What will change is shown first. The file is kept as it came under responses/NAME-returned/.

    Example: s55 collect peel-2025 "Comments from the force.docx"
    """
    from s55.importers.importing import read_bytes
    from s55.outputs import write_atomically
    from s55.reporting import as_text
    from s55.returns.collecting import collect as collected_from
    from s55.returns.collecting import kept
    from s55.returns.keeping import folder_for, keep
    from s55.sources.files import read_text
    from s55.workspace import find_workspace, shown

    workspace = find_workspace(current_folder())
    path = workspace.draft(name)
    text = read_text(path, shown(path), keep_mark=True)
    data = read_bytes(file, shown(file))
    try:
        made = _made_anew(workspace, text, path, data, shown(file))
        found = collected_from(text, path.stem, data, shown(file), made, allow_empty=allow_empty)
    except S55Error as failure:
        located = [one if one.file else one.in_file(shown(file)) for one in failure.problems]
        raise S55Error(located, failure.exit_code) from None
    for line in _summary(found):
        typer.echo(line)
    problems = [*found.problems, *kept(found.changes)]
    if problems:
        typer.echo(as_text([one.in_file(shown(file)) for one in problems]), err=True)
    if dry_run:
        typer.echo("Nothing was written (--dry-run).")
        return
    if not (yes or _agreed(found, text)):
        return
    stored = keep(path, data, file.name, the_day(today), write_atomically)
    for image in found.returned.images:
        stem = stored.name.rpartition(".")[0]
        write_atomically(folder_for(path) / f"{stem}-{image.name}", image.data)
    # The draft comes last: whatever happens before, it is the old one.
    if found.text != text:
        write_atomically(path, found.text.encode())
    typer.echo(f"{shown(path)}: {_counted(found)}.")
    typer.echo(f"Kept as it came: {shown(folder_for(path) / stored.name)}")


def _made_anew(workspace: Workspace, text: str, path: Path, data: bytes, file: str) -> bytes | None:
    """The document that came back as s55 makes it; None where it cannot be made."""
    from s55.drafts import load
    from s55.returns.making import made_anew
    from s55.returns.reading import carried_in

    carried = carried_in(data, file)
    draft, _ = load(text.removeprefix("\ufeff"), str(path))
    if draft is None or carried is None:
        return None
    return made_anew(workspace, carried, draft.response)


def _agreed(found: Collected, text: str) -> bool:
    """Whether the person at the terminal agrees.

    Raises:
        S55Error: R110 when something would change and nobody can be asked.
    """
    if found.text == text:
        typer.echo("The draft says all of it already: nothing to write.")
        return False
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        problem = error(
            "R110",
            "nothing was written: s55 cannot ask, because it does not run in a terminal",
            "Look at what would change, and run it again with --yes.",
        )
        raise S55Error([problem], ExitCode.USAGE)
    if typer.confirm("Write this into the draft?", default=False):
        return True
    typer.echo("Nothing was written.")
    return False


# --- what is shown ----------------------------------------------------------------


def _summary(found: Collected) -> list[str]:
    """What will change, field by field."""
    lines = []
    for change in found.changes:
        lines.append(f"{change.what.value:<9} {change.path}")
        lines += _versions(change)
    lines += [f"outside   {_short(line)}" for line in found.returned.typed]
    lines.append(f"unchanged {found.unchanged}")
    return lines


def _versions(change: Change) -> list[str]:
    lines = []
    if change.before:
        lines.append(f"            - {_short(change.before)}")
    if change.after:
        lines.append(f"            + {_short(change.after)}")
    return lines


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"


def _counted(found: Collected) -> str:
    from collections import Counter

    counts = Counter(change.what.value for change in found.changes)
    told = [f"{count} {what}" for what, count in counts.items()]
    return ", ".join([*told, f"{found.unchanged} unchanged"])
