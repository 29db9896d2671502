"""Which libraries a command loads: nobody waits for WeasyPrint to read a help text."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import ROOT

_PDF = {"weasyprint", "tinycss2"}
_WORD = {"docx", "docxtpl"}
_PAGE = {"jinja2"}
_RARE = frozenset(
    "PIL babel cffi email.mime fontTools icalendar pycparser pypdfium2 rich starlette uvicorn "
    "xlsxwriter".split()
)
_CHECKING = {"pydantic", "markdown_it", "yaml"}
_OWN = {"filelock", "s55.disk.changing", "s55.model.panel", "s55.templating.manifest", "s55.views"}
"""Parts of s55 that take long to load, and the library of one of them."""


@pytest.mark.parametrize(
    ("arguments", "left_out"),
    [
        (["--help"], {*_PDF, *_WORD, *_PAGE, *_RARE, *_CHECKING, *_OWN, "lxml", "s55.cli.render"}),
        (["check"], {*_PDF, *_WORD, *_PAGE, *_RARE, *_OWN, "lxml", "s55.cli.render"}),
        (["render", "victim-updates-2025", "--to", "docx"], {*_PDF, *_RARE}),
        (["render", "victim-updates-2025", "--to", "html"], {*_WORD, *_RARE, "weasyprint"}),
        (["render", "victim-updates-2025", "--to", "pdf"], {*_WORD, *_RARE}),
    ],
    ids=["help", "check", "docx", "html", "pdf"],
)
def test_a_command_loads_no_more_than_it_needs(
    arguments: list[str], left_out: set[str], workspace: Path
) -> None:
    """Whatever is not on its way from the draft to what was asked for."""
    program = (
        "import sys\nsys.argv = ['s55', *sys.argv[1:]]\nfrom s55.cli.main import run\n"
        "try:\n    run()\nexcept SystemExit as ended:\n    assert not ended.code\n"
        "print('LOADED', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.rpartition("LOADED ")[2].split()
    assert "typer" in loaded
    assert sorted(left_out.intersection(loaded)) == []
