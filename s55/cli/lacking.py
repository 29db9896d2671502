"""Say what a response still lacks before it is approved or published, and ask."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from s55.cli.options import agreed, in_terminal
from s55.cli.screen import print_problems
from s55.problems import Severity

if TYPE_CHECKING:
    from s55.workspace import Workspace


def goes_ahead(
    workspace: Workspace, path: Path, today: date, what: str, besides: Collection[str] = ()
) -> bool:
    """Print what a response still lacks, and ask whether to record something all the same.

    Where nobody can be asked, it is recorded.

    Args:
        workspace: the workspace.
        path: the draft.
        today: the current day in Europe/London.
        what: what is recorded, with its article: "the approval".
        besides: the codes of what does not count, because it is put right by that.

    Raises:
        S55Error: when the draft or the settings cannot be read.
    """
    from s55.pipeline.checking import still_lacking

    found = still_lacking(path, workspace.settings_or_none(), today)
    lacking = [replace(one, severity=Severity.WARNING) for one in found if one.code not in besides]
    lacking += workspace.example_values()
    if not lacking:
        return True
    print_problems(lacking)
    if not in_terminal():
        return True
    return agreed(f"The response is not finished. Record {what} all the same?")
