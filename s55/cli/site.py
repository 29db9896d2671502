"""``s55 site``: the publication pages of all published responses."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Today, the_day


def site(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="The folder to write to. Default: build/site."),
    ] = None,
    template: Annotated[
        str, typer.Option("--template", metavar="SET", help="The template set of the pages.")
    ] = "site",
    today: Today = None,
) -> None:
    """Write the web pages of all published responses.

    They show the responses that are signed off and recorded as published. Upload the whole
    folder.

    Example: s55 site --out public
    """
    from s55.pipeline.site import SiteRequest, write_site
    from s55.workspace import find_workspace

    for line in write_site(find_workspace(Path.cwd()), SiteRequest(template, out, the_day(today))):
        typer.echo(line)
