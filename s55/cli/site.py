"""``s55 site``: the publication pages of all published responses."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Force, Jobs, Today, at_once, the_day


def site(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="The folder to write to. Default: build/site."),
    ] = None,
    template: Annotated[
        str, typer.Option("--template", metavar="SET", help="The template set of the pages.")
    ] = "site",
    force: Force = False,
    jobs: Jobs = None,
    today: Today = None,
) -> None:
    """Write the web pages of all published responses.

    They show the responses that are signed off and recorded as published. Upload the whole
    folder.

    Example: s55 site --out public
    """
    from s55.disk.made import MadeFiles
    from s55.pipeline.site import SiteRequest, write_site
    from s55.workspace import find_workspace

    workspace = find_workspace(Path.cwd())
    made = MadeFiles(workspace.root, forgotten=force)
    request = SiteRequest(template, out, the_day(today), made, at_once(jobs))
    for line in write_site(workspace, request):
        typer.echo(line)
