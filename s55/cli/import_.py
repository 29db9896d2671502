"""``s55 import``: an inspection report, or a past response, into a draft."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from s55.cli.options import at_once
from s55.cli.screen import print_problems

if TYPE_CHECKING:
    from s55.importers.imported import ImportedDraft, Unplaced
    from s55.importers.source import Progress

_PAGES_OF_A_STEP = 5
"""Pages after which the bar is drawn again."""
SHOWN_LEFT_OUT = 100
"""Characters of what was left out that the screen shows."""


class ImportAs(StrEnum):
    """What a user says that a file is."""

    REPORT = "report"
    RESPONSE = "response"
    PEEL = "peel"
    JOINT_LETTER = "joint-letter"
    LETTER = "letter"
    SECTIONS = "sections"
    SENTENCES = "sentences"

    @property
    def is_form(self) -> bool:
        """Whether it names a form of report, and so says that the file is one."""
        return self not in {ImportAs.REPORT, ImportAs.RESPONSE}


class ImportFormat(StrEnum):
    """How what was found is printed."""

    TEXT = "text"
    JSON = "json"


_File = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A PDF, Word, OpenDocument, HTML, Markdown or text file."),
]
_Name = Annotated[
    str | None,
    typer.Option(
        "--name", metavar="NAME", help="A name for the draft. Default: made of the file's."
    ),
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what was found and write nothing.")]
_Report = Annotated[ImportFormat, typer.Option("--format", help="How to print what was found.")]
_Update = Annotated[
    bool,
    typer.Option("--update", help="Merge what a re-issued report changed into its draft."),
]
_As = Annotated[
    ImportAs | None,
    typer.Option(
        "--as",
        help="What the file is: a report (or how to read it, as I212 offers), or a response.",
    ),
]
_Teach = Annotated[
    list[str] | None,
    typer.Option(
        "--teach",
        metavar="WORDS=ROLE",
        help="What a heading or column of your past responses is. Kept in import-roles.yaml.",
    ),
]
_Ocr = Annotated[
    bool, typer.Option("--ocr", help="Recognise the text of scanned pages with ocrmypdf.")
]
_Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        envvar="S55_JOBS",
        metavar="N",
        min=1,
        help="Read a long PDF in so many parts at once. Default: as many as there are processors.",
        show_default=False,
    ),
]


def import_(  # noqa: PLR0913, PLR0917  # a command has an argument for each option
    file: _File,
    name: _Name = None,
    dry_run: _DryRun = False,
    report: _Report = ImportFormat.TEXT,
    update: _Update = False,
    as_: _As = None,
    teach: _Teach = None,
    ocr: _Ocr = False,
    jobs: _Jobs = None,
) -> None:
    """Read an inspection report, or a past response, into a draft.

    The draft holds what the report says, and beside each item the page or line it comes from. A
    draft that is already there is never overwritten: the differences are shown.

    Example: s55 import peel-2025.pdf --name peel-2025 --dry-run
    """
    from s55.importers.imported import DocumentKind
    from s55.importers.importing import import_source, source_of, unread_pages
    from s55.office.import_roles import lessons_of
    from s55.pipeline.importing import answered_elsewhere, store, target_of, taught
    from s55.problems import in_order
    from s55.sources.files import read_bytes
    from s55.timed import AFTER_READING, limit_asked, timed
    from s55.workspace import find_workspace, shown

    workspace = find_workspace(Path.cwd())
    settings = workspace.settings_or_none()
    data = read_bytes(file, shown(file))
    with _progress() as progress:
        source = source_of(data, shown(file), progress, recognise=ocr, jobs=at_once(jobs))
    lessons = lessons_of(teach or ())
    roles = {**workspace.import_roles(), **lessons}
    form = as_.value if as_ and as_.is_form else ""
    kind = DocumentKind.REPORT if form else DocumentKind(as_.value) if as_ else None
    read = partial(import_source, source, file.name, settings, kind, roles, form)
    imported = timed(read, f"reading {shown(file)}", limit_asked(), AFTER_READING)
    target = target_of(workspace, name, file)
    problems = [
        *unread_pages(source, shown(file)),
        *imported.problems,
        *answered_elsewhere(workspace, imported, target),
    ]
    as_json = report is ImportFormat.JSON
    if as_json:
        typer.echo(json.dumps(dict(imported.data), ensure_ascii=False, indent=2))
    else:
        _print_found(imported)
    lesson = partial(taught, workspace, lessons)
    stored = store(imported, target, lesson, dry_run=dry_run, update=update)
    for line in stored.lines:
        typer.echo(line, err=as_json)
    told = (one.in_file(one.file or shown(file)) for one in (*problems, *stored.problems))
    print_problems(in_order(told))


def _print_found(imported: ImportedDraft) -> None:
    for line in imported.summary:
        typer.echo(line)
    if imported.account is not None:
        typer.echo(imported.account.in_words())
    if imported.unplaced:
        typer.echo(f"Left out or not placed: {len(imported.unplaced)}")
    for place, why, text in _lines(imported.unplaced):
        cut = text if len(text) <= SHOWN_LEFT_OUT else text[: SHOWN_LEFT_OUT - 1].rstrip() + "…"
        typer.echo(f"  {place}: {why}: {cut}" if cut else f"  {place}: {why}")


def _lines(unplaced: Sequence[Unplaced]) -> Iterator[tuple[str, str, str]]:
    """Yield the place, the reason and the words of each line; one line for all pictures."""
    from s55.importers.account import spans

    wordless: dict[str, list[Unplaced]] = {}
    for one in unplaced:
        if text := " ".join(one.text.split()):
            yield str(one.place), one.why, text
        else:
            wordless.setdefault(one.why, []).append(one)
    for why, found in wordless.items():
        pages = {one.place.page for one in found if one.place.page is not None}
        shown = spans(pages)
        several = "page" if shown.isdecimal() else "pages"
        places = f"{several} {shown}" if pages else ", ".join(str(one.place) for one in found)
        yield places, why, ""


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Show a bar on a terminal, once a file turns out to have many pages."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    # Without a thread of its own: where there is one, the pages are not shared out to processes.
    console = Console(stderr=True)
    with Bar(console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("Reading", total=None)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, refresh=done % _PAGES_OF_A_STEP == 0)

        yield show
