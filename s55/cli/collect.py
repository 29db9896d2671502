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
    from datetime import date

    from s55.model.response import Response
    from s55.problems import Problem
    from s55.returns.collecting import Collected
    from s55.returns.word.recognising import Candidate
    from s55.workspace import Workspace


from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from s55.returns.collecting import Change, Collected


_INDENT = " " * 12
_CONTEXT = 72
"""Characters that are shown of a paragraph that stays as it is."""


def changes_shown(found: Collected, *, full: bool, names: bool) -> Iterator[str]:
    """Lines that say what will change, field by field.

    Args:
        found: what came back.
        full: whether paragraphs that stay are shown whole. What changes always is.
        names: whether the fields that stay are named, and not only counted.
    """
    for change in found.changes:
        why = f" ({change.why})" if change.why else ""
        yield f"{change.what.value:<9} {change.path}{why}"
        yield from _versions(change, full=full)
    for text in found.returned.typed:
        first, *rest = text.split("\n")
        yield f"outside   {first}"
        yield from (f"          {line}".rstrip() for line in rest)
    if names:
        yield from (f"unchanged {path}" for path in found.same)
    yield f"unchanged {found.unchanged}"


def _versions(change: Change, *, full: bool) -> Iterator[str]:
    """Both versions of a field; of a merge the outcome too."""
    if change.returned:
        for title, text in (("the draft says", change.before), ("the file says", change.returned)):
            yield f"{_INDENT}{title}:"
            yield from _marked("|", text)
        if change.what.value == "merged":
            yield f"{_INDENT}together:"
            yield from _marked("|", change.after)
        return
    before, after = _paragraphs(change.before), _paragraphs(change.after)
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        if tag == "equal":
            for one in before[a:a_end]:
                yield from _marked("=", one if full else _short(one))
            continue
        for one in before[a:a_end]:
            yield from _marked("-", one)
        for one in after[b:b_end]:
            yield from _marked("+", one)


def _paragraphs(text: str) -> Sequence[str]:
    return [one for one in text.strip("\n").split("\n\n") if one.strip()]


def _marked(mark: str, text: str) -> Iterator[str]:
    for line in text.strip("\n").split("\n"):
        yield f"{_INDENT}{mark} {line}".rstrip()


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _CONTEXT else said[: _CONTEXT - 1] + "…"


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
    full: Annotated[
        bool, typer.Option("--full", help="Show what stays as it is too, and whole.")
    ] = False,
    today: Today = None,
) -> None:
    """Read an invitation that was filled in, or a response that was edited in Word, into its draft.

    What will change is shown first. The file is kept as it came under responses/NAME-returned/.

    Example: s55 collect peel-2025 "Comments from the force.docx"
    """
    from s55.importers.importing import read_bytes
    from s55.reporting import as_text
    from s55.returns.collecting import kept
    from s55.sources.files import read_text
    from s55.workspace import find_workspace, shown

    workspace = find_workspace(current_folder())
    path = workspace.draft(name)
    text = read_text(path, shown(path), keep_mark=True)
    data = read_bytes(file, shown(file))
    try:
        found = _found(workspace, text, path, data, shown(file), allow_empty=allow_empty)
    except S55Error as failure:
        located = [one if one.file else one.in_file(shown(file)) for one in failure.problems]
        raise S55Error(located, failure.exit_code) from None
    whole = full or not sys.stdout.isatty()
    for line in changes_shown(found, full=whole, names=full):
        typer.echo(line)
    problems = [*found.problems, *kept(found.changes)]
    if problems:
        typer.echo(as_text([one.in_file(shown(file)) for one in problems]), err=True)
    if dry_run:
        typer.echo("Nothing was written (--dry-run).")
        return
    if not (yes or _agreed(found, text)):
        return
    kept_as = _write(path, text, found, file.name, data, the_day(today))
    typer.echo(f"{shown(path)}: {_counted(found)}.")
    typer.echo(f"Kept as it came: {shown(kept_as)}")


def _write(path: Path, text: str, found: Collected, came_as: str, data: bytes, day: date) -> Path:
    """Write what came back, and the draft last: whatever happens before, it is the old one."""
    from s55.office.outputs import write_atomically
    from s55.returns.keeping import folder_for, keep

    stored = keep(path, data, came_as, day, write_atomically)
    folder = folder_for(path)
    stem = stored.name.rpartition(".")[0]
    for image in found.returned.images:
        write_atomically(folder / f"{stem}-{image.name}", image.data)
    if found.text != text:
        write_atomically(path, found.text.encode())
    return folder / stored.name


def _found(
    workspace: Workspace, text: str, path: Path, data: bytes, file: str, *, allow_empty: bool
) -> Collected:
    """What the file says to the draft.

    Raises:
        S55Error: what :func:`s55.returns.collecting.collect` raises.
    """
    from s55.drafts.load import load
    from s55.returns.collecting import collect as collected_from
    from s55.returns.making import made_anew
    from s55.returns.word.reading import carried_in, carries_outline

    carried = carried_in(data, file)
    draft, problems = load(text.removeprefix("\ufeff"), str(path))
    if draft is None:
        raise S55Error(problems)
    made = instead = None
    if carried is None:
        candidate = _recognised(workspace, draft.response, path, data, file)
        made, instead = candidate.data, candidate.carried
    elif not carries_outline(data, file):
        made = made_anew(workspace, carried, draft.response)
    return collected_from(
        text, path.stem, data, file, made, allow_empty=allow_empty, instead=instead
    )


def _recognised(
    workspace: Workspace, response: Response, path: Path, data: bytes, file: str
) -> Candidate:
    """The document of the draft that a file without its data is.

    Raises:
        S55Error: R101 when it is none; R102 when it is a document of another draft.
    """
    from s55.returns.making import as_now
    from s55.returns.word.reading import foreign
    from s55.returns.word.recognising import recognised

    candidate = recognised(data, file, as_now(workspace, path.stem, response))
    if candidate is not None:
        return candidate
    another = _of_another(workspace, path, data, file)
    raise S55Error([another or foreign()], ExitCode.PROBLEMS)


def _of_another(workspace: Workspace, path: Path, data: bytes, file: str) -> Problem | None:
    """R102 when a file without its data names the report of another draft."""
    from s55.drafts.load import load
    from s55.returns.word.recognising import names_report
    from s55.sources.files import read_text
    from s55.workspace import shown

    for other in workspace.drafts():
        draft, _ = load(read_text(other, shown(other)), str(other))
        title = draft.response.inspection.title if draft is not None else ""
        if other != path and title and names_report(data, file, title):
            return error(
                "R102",
                f"the file belongs to another response: it names the report '{title}' "
                f"(draft '{other.stem}')",
                "Collect the file into its own draft.",
            )
    return None


def _agreed(found: Collected, text: str) -> bool:
    """Whether the person at the terminal agrees.

    Raises:
        S55Error: R110 when something would change and nobody can be asked.
    """
    from s55.returns.collecting import kept

    same = found.text == text
    if same and not (found.problems or any(kept(found.changes))):
        typer.echo("The draft says all of it already: nothing to write.")
        return False
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        problem = error(
            "R110",
            "nothing was written: s55 cannot ask, because it does not run in a terminal",
            "Look at what would change, and run it again with --yes.",
        )
        raise S55Error([problem], ExitCode.USAGE)
    question = "Keep the file as it came?" if same else "Write this into the draft?"
    agreed = typer.confirm(question, default=False)
    if not agreed:
        typer.echo("Nothing was written.")
    return agreed


def _counted(found: Collected) -> str:
    from collections import Counter

    counts = Counter(change.what.value for change in found.changes)
    told = [f"{count} {what}" for what, count in counts.items()]
    return ", ".join([*told, f"{found.unchanged} unchanged"])
