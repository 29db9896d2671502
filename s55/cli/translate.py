"""``s55 translate``: places for the texts in a second language, and a table for the translator."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Name, Out, Today, the_day
from s55.errors import problems_in


def translate(
    name: Name,
    docx: Annotated[
        bool,
        typer.Option("--docx", help="Write a Word table of what is not translated or has changed."),
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Put every text into the table, translated or not.")
    ] = False,
    language: Annotated[
        str | None,
        typer.Option(
            "--language", metavar="TAG", help="The second language, for example cy for Welsh."
        ),
    ] = None,
    out: Out = None,
    today: Today = None,
) -> None:
    """Add a place to the draft for each text in the second language.

    With --docx, a Word table of the texts goes to the translator: the original on the left, a place
    for the translation on the right. When it comes back, read it into the draft with s55 collect.

    Example: s55 translate peel-2025 --docx
    """
    from s55.pipeline.translating import TranslationRequest, prepare_translation
    from s55.workspace import find_workspace, shown

    workspace = find_workspace(Path.cwd())
    path = workspace.draft(name)
    request = TranslationRequest(
        language=language,
        docx=docx,
        everything=everything,
        out=out if out is not None else workspace.build,
        today=the_day(today),
    )
    with problems_in(shown(path)):
        done = prepare_translation(workspace, path, request)
    typer.echo(done.summary)
    if done.table is not None:
        texts = "1 text" if done.texts == 1 else f"{done.texts} texts"
        back = f"When it comes back: s55 collect {shlex.quote(path.stem)} FILE"
        typer.echo(f"{shown(done.table)}: {texts} for the translator. {back}")
    elif docx:
        typer.echo(
            "No table was written: every text is translated. With --all it would hold all texts."
        )
