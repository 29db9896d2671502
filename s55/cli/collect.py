"""``s55 collect``: a returned invitation, or a response edited in Word, back into its draft."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from s55.cli.options import Name, Today, agreed, the_day
from s55.cli.screen import print_problems
from s55.errors import problems_in

if TYPE_CHECKING:
    from s55.returns.collecting import Change, Collected

_INDENT = " " * 12
_CONTEXT = 72
"""Characters shown of a paragraph that does not change."""


def collect(
    name: Name,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The Word file that came back.")],
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    allow_empty: Annotated[
        bool,
        typer.Option("--allow-empty", help="Let an emptied answer empty the text in the draft."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change and write nothing.")
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Show the texts that do not change too, in full.")
    ] = False,
    today: Today = None,
) -> None:
    """Read a returned Word file into its draft.

    The file is an invitation that was filled in, or a response that was edited. What will change
    is shown first. The file is kept as it came, beside the draft.

    Example: s55 collect peel-2025 "Comments from the force.docx"
    """
    from s55.disk.changing import OvertakenError
    from s55.pipeline.collecting import read_return, write_return
    from s55.sources.files import read_bytes, read_text
    from s55.timed import AFTER_READING, limit_asked, timed
    from s55.workspace import find_workspace, shown

    workspace = find_workspace(Path.cwd())
    path = workspace.draft(name)
    data = read_bytes(file, shown(file))
    while True:
        text = read_text(path, shown(path), keep_mark=True)
        with problems_in(shown(file)):
            read = partial(read_return, workspace, text, path, data, shown(file))
            read = partial(read, allow_empty=allow_empty)
            found = timed(read, f"reading {shown(file)}", limit_asked(), AFTER_READING)
        _show(found, shown(file), full=full)
        if dry_run:
            typer.echo("Nothing was written (--dry-run).")
            return
        if not (yes or _agreed(found, text)):
            return
        try:
            kept_as = write_return(path, text, found, file.name, data, the_day(today))
        except OvertakenError:
            typer.echo("The draft was changed meanwhile. What would change in it now:", err=True)
        else:
            counts = Counter(change.effect.value for change in found.changes)
            changes = [
                *(f"{n} {what}" for what, n in counts.items()),
                f"{found.unchanged} unchanged",
            ]
            typer.echo(f"{shown(path)}: {', '.join(changes)}.")
            typer.echo(f"Kept as it came: {shown(kept_as)}")
            return


def _show(found: Collected, file: str, *, full: bool) -> None:
    """Print what will change, and the problems of the file."""
    from s55.returns.collecting import kept

    for line in change_lines(found, full=full or not sys.stdout.isatty(), names=full):
        typer.echo(line)
    problems = (*found.problems, *kept(found.changes))
    print_problems([one.in_file(file) for one in problems])


def _agreed(found: Collected, text: str) -> bool:
    """Ask the person at the terminal.

    Raises:
        S55Error: R110 when something would change and nobody can be asked.
    """
    from s55.returns.collecting import kept

    same = found.text == text
    if same and not (found.problems or any(kept(found.changes))):
        typer.echo("The draft says all of it already: nothing to write.")
        return False
    return agreed("Keep the file as it came?" if same else "Write this into the draft?")


# --- what will change ------------------------------------------------------------


def change_lines(found: Collected, *, full: bool, names: bool) -> Iterator[str]:
    """Describe what will change, field by field.

    Args:
        found: what came back.
        full: whether paragraphs that do not change are shown in full, as those that do.
        names: whether fields that do not change are named, and not only counted.
    """
    names_of_items = _item_names(found.text)
    for change in found.changes:
        of = next((f", of {one}" for at, one in names_of_items if change.path.startswith(at)), "")
        why = f" ({change.why})" if change.why else ""
        yield f"{change.effect.value:<9} {change.path}{of}{why}"
        yield from _versions(change, full=full)
    for text in found.returned.typed:
        first, *rest = text.split("\n")
        yield f"outside   {first}"
        yield from (f"          {line}".rstrip() for line in rest)
    if names:
        yield from (f"unchanged {path}" for path in found.same)
    yield f"unchanged {found.unchanged}"


def _item_names(text: str) -> list[tuple[str, str]]:
    """Give how the paths of an item's fields begin, with its short name; the longest first.

    Of a translation it is the name of the text that is translated.
    """
    from s55.drafts.load import load
    from s55.office.items import references_of
    from s55.sources.files import BYTE_ORDER_MARK

    draft, _ = load(text.removeprefix(BYTE_ORDER_MARK), "")  # which may have two versions of a text
    if draft is None:
        return []
    names = references_of(draft.response)
    if translation := draft.response.translation:
        names |= {f"translation.texts[{at}]": one.field for at, one in enumerate(translation.texts)}
    return sorted(((f"{path}.", name) for path, name in names.items()), reverse=True)


def _versions(change: Change, *, full: bool) -> Iterator[str]:
    """Show both versions of a field, and the outcome of a merge."""
    if change.returned:
        for title, text in (("the draft says", change.before), ("the file says", change.returned)):
            yield f"{_INDENT}{title}:"
            yield from _marked("|", text)
        if change.effect.value == "merged":
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
