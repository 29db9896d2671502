"""``s55 panel``: the paper for a meeting of the Police and Crime Panel."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Jobs, Names, Out, Today, a_date, at_once, formats_of, the_day
from s55.cli.screen import print_problems


def panel(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    meeting: Annotated[
        str, typer.Option("--meeting", metavar="DATE", help="The day of the meeting.")
    ],
    names: Names = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE",
            help="The first day of the period. Default: the day after the last paper's period.",
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="The last day of the period. Default: today."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FORMATS",
            help="Formats to write, separated by commas. Default: docx,pdf,html; with --split pdf.",
        ),
    ] = None,
    split: Annotated[
        bool,
        typer.Option("--split", help="Write the covering report and each appendix as files."),
    ] = False,
    item: Annotated[
        str | None,
        typer.Option(
            "--item", metavar="NUMBER", help="Its number on the agenda, for the names of the files."
        ),
    ] = None,
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="SET", help="The template set of the paper."),
    ] = None,
    out: Out = None,
    jobs: Jobs = None,
    today: Today = None,
) -> None:
    """Write the paper for a meeting of the Police and Crime Panel.

    It is a covering report with the responses appended in full. The panel's name, its meetings
    and your own words for the paper are in panel.yaml.

    Example: s55 panel --meeting 2026-12-08

    In parts, to be uploaded one by one: s55 panel --meeting 2026-12-08 --split --item 7
    """
    from s55.pipeline.papers.paper import PaperRequest, plan_paper
    from s55.pipeline.papers.parts import write_paper_parts
    from s55.pipeline.papers.whole import write_paper
    from s55.pipeline.response import Format
    from s55.workspace import find_workspace, shown

    workspace = find_workspace(Path.cwd())
    request = PaperRequest(
        meeting=a_date(meeting, "--meeting"),
        since=None if since is None else a_date(since, "--since"),
        until=None if until is None else a_date(until, "--until"),
        names=tuple(names or ()),
        formats=formats_of(to or ("pdf" if split else "docx,pdf,html"), Format),
        template=template,
        out=out if out is not None else workspace.build,
        today=the_day(today),
        split=split,
        item=item,
        jobs=at_once(jobs),
    )
    plan = plan_paper(workspace, request)
    print_problems([*plan.warnings, *workspace.example_values()])
    typer.echo("\n".join(plan.lines()))
    if split:
        typer.echo("\n".join(write_paper_parts(plan, request).lines()))
    else:
        typer.echo(f"-> {', '.join(map(shown, write_paper(plan, request)))}")
