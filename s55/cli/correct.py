"""``s55 correct``: record that a published response was corrected and published again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Anyway, Files, Name, Today, WithoutFiles, a_date, publishing_of, the_day


def correct(  # noqa: PLR0913, PLR0917  # a command has an argument for each option
    name: Name,
    on: Annotated[
        str,
        typer.Option("--on", metavar="DATE", help="The day it was published again."),
    ],
    what: Annotated[
        str,
        typer.Option("--what", metavar="TEXT", help="What was corrected, in a line for everybody."),
    ],
    reference: Annotated[
        str | None, typer.Option("--reference", metavar="ADDRESS", help="Where it is on the web.")
    ] = None,
    anyway: Anyway = False,
    file: Files = None,
    without_files: WithoutFiles = False,
    today: Today = None,
) -> None:
    """Record that a published response was corrected.

    Correct the text in the draft first. The day and what was corrected are then printed at the head
    of the response. The first publication stays the one that counts for the statutory day. A
    response that was withdrawn is published again by it. What is published is kept in published/,
    as Word, PDF and HTML: these are the files to publish. What the response still lacks is named
    first; in a terminal s55 then asks whether to record it.

    Example: s55 correct peel-2025 --on 2025-12-08 --what "The number of visits is 24, not 42."
    """
    from s55.cli.lacking import goes_ahead
    from s55.drafts.dispatches import Record
    from s55.pipeline.publications.correcting import record_correction
    from s55.rules.signed import CHANGED_SINCE
    from s55.workspace import find_workspace

    workspace = find_workspace(Path.cwd())
    path = workspace.draft(name)
    record = Record("website", a_date(on, "--on"), reference=reference, what=what)
    publishing = publishing_of(file, without_files=without_files)
    day = the_day(today)
    if not goes_ahead(workspace, path, day, "the correction", CHANGED_SINCE):
        return
    typer.echo(
        record_correction(workspace, path, record, day, anyway=anyway, publishing=publishing)
    )
