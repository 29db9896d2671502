"""``s55 verify``: whether a file is what was published."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from s55.cli.screen import print_problems
from s55.errors import S55Error


class VerifyFormat(StrEnum):
    """How it is printed what files are."""

    TEXT = "text"
    JSON = "json"


def verify(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="PDF, Word or HTML files, from anywhere."),
    ],
    report: Annotated[
        VerifyFormat, typer.Option("--format", help="How to print it.")
    ] = VerifyFormat.TEXT,
) -> None:
    """Tell whether a file is what was published.

    The exit status is 0 for the bytes of a publication, 10 for its words in other bytes, 11 where
    words differ, 12 for a file that was not published; the highest where several files are named.

    Example: s55 verify Downloads/peel-2025.pdf
    """
    from s55.pipeline.publications.verifying import Verified, Verifier, exit_status
    from s55.workspace import find_workspace

    verifier = Verifier(find_workspace(Path.cwd()))
    verified: list[Verified] = []
    failures: list[S55Error] = []
    for file in files:
        try:
            verified.append(verifier.verify(file))
        except S55Error as failure:
            failures.append(failure)
    if report is VerifyFormat.JSON:
        data = [one.as_data() for one in verified]
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for one in verified:
            typer.echo("\n".join(one.as_lines()))
    problems = verifier.problems + [one for failure in failures for one in failure.problems]
    print_problems(problems)
    if status := exit_status(verified, failures):
        raise typer.Exit(status)
