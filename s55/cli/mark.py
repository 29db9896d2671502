"""``s55 mark``: record in a draft that the response was published or sent, event by event."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Anyway, Files, Name, Today, WithoutFiles, a_date, publishing_of, the_day
from s55.errors import ExitCode, S55Error
from s55.problems import error

_Recipient = Annotated[
    str,
    typer.Argument(
        metavar="RECIPIENT",
        help="website, inspectorate, inspectorate_portal, secretary_of_state, chief_officer, "
        "panel, or one that the settings add.",
    ),
]
_On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day, like 2023-08-30.")]
_How = Annotated[str | None, typer.Option("--how", metavar="TEXT", help="How it was sent.")]
_Reference = Annotated[
    str | None,
    typer.Option("--reference", metavar="TEXT", help="A web address or a message number."),
]
_By = Annotated[str | None, typer.Option("--by", metavar="TEXT", help="Who did it.")]
_Replace = Annotated[
    bool,
    typer.Option(
        "--replace",
        help="Put the latest record of this recipient right. What is not named stays.",
    ),
]


def mark(  # noqa: PLR0913, PLR0917  # a command has an argument for each option
    name: Name,
    recipient: _Recipient,
    on: _On = None,
    how: _How = None,
    reference: _Reference = None,
    by: _By = None,
    replace: _Replace = False,
    anyway: Anyway = False,
    file: Files = None,
    without_files: WithoutFiles = False,
    today: Today = None,
) -> None:
    """Record that a response was published or sent.

    Each time adds an event, and none is lost: the first publication is the one that counts for the
    statutory day. Nothing else in the draft changes. A publication on the website is also kept in
    published/, as Word, PDF and HTML: these are the files to publish. What the response still lacks
    is named first; in a terminal s55 then asks whether to record it.

    Example: s55 mark peel-2025 website --on 2025-11-03 --reference https://www.example.org/r
    """
    from s55.cli.lacking import goes_ahead
    from s55.drafts.dispatches import Record
    from s55.model.distribution import WEBSITE
    from s55.pipeline.recording.dispatches import record_dispatch
    from s55.workspace import find_workspace

    workspace = find_workspace(Path.cwd())
    path = workspace.draft(name)
    if on is None and not (replace and (how or reference or by)):
        problem = error("U122", "--on is missing", "Give the day, for example --on 2026-11-20.")
        raise S55Error([problem], ExitCode.USAGE)
    if file and recipient != WEBSITE:
        what, hint = "--file keeps what was published on the website", "Name 'website'."
        raise S55Error([error("P409", what, hint)], ExitCode.USAGE)
    publishing = publishing_of(file, without_files=without_files)
    record = Record(recipient, a_date(on, "--on") if on else None, how, reference, by)
    day = the_day(today)
    is_published = recipient == WEBSITE and not replace
    if is_published and not goes_ahead(workspace, path, day, "the publication"):
        return
    typer.echo(
        record_dispatch(
            workspace, path, record, day, replace=replace, anyway=anyway, publishing=publishing
        )
    )
