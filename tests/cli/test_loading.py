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
_METADATA = {"email", "importlib.metadata", "zipfile"}
"""What Pydantic would look for plugins with."""
_OWN = {"filelock", "s55.disk.changing", "s55.model.panel", "s55.templating.manifest", "s55.views"}
"""Parts of s55 that take long to load, and the library of one of them."""
_YAML_IN_PYTHON = {"yaml.reader", "yaml.resolver", "yaml.constructor", "yaml.emitter"}
"""What does in Python what libyaml does, and what only writing YAML takes."""
_FOR_FEW_COMMANDS = {"_hashlib", "hmac", "json.decoder", "random", "selectors"}
"""What would be loaded by modules that libraries and s55 import, and few commands use."""
_OF_SEVERAL = {"s55.drafts.translation", "s55.office.items", "s55.rules.same_report"}
"""What is for drafts in two languages, or for several."""
_UNCHECKED = {"s55.cli.render", "s55.drafts.public"}
"""What does other things with a draft than to check it."""


@pytest.mark.parametrize(
    ("arguments", "left_out"),
    [
        (
            ["--help"],
            {
                *_PDF,
                *_WORD,
                *_PAGE,
                *_RARE,
                *_METADATA,
                *_CHECKING,
                *_OWN,
                "lxml",
                "s55.cli.render",
            },
        ),
        # It reads the panel's file too, and so needs its model.
        (
            ["check"],
            {
                *_PDF,
                *_WORD,
                *_PAGE,
                *_RARE,
                *_METADATA,
                *_UNCHECKED,
                *_YAML_IN_PYTHON,
                *(_OWN - {"s55.model.panel"}),
                "lxml",
            },
        ),
        (
            ["check", "peel-spotlight-2023"],
            {*_FOR_FEW_COMMANDS, *_OF_SEVERAL, "multiprocessing", "s55.model.panel"},
        ),
        (
            ["register"],
            {*_WORD, "email", "http", "lxml", "s55.render.pdf.loading", "urllib.request"},
        ),
        (["render", "victim-updates-2025", "--to", "docx"], {*_PDF, *_RARE}),
        (["render", "victim-updates-2025", "--to", "html"], {*_WORD, *_RARE, "weasyprint"}),
        (["render", "victim-updates-2025", "--to", "pdf"], {*_WORD, *_RARE}),
    ],
    ids=["help", "check", "check of one", "register", "docx", "html", "pdf"],
)
def test_a_command_loads_no_more_than_it_needs(
    arguments: list[str], left_out: set[str], workspace: Path
) -> None:
    """Whatever is not on its way from the draft to what was asked for."""
    loaded = _loaded(arguments, workspace)
    assert "typer" in loaded
    assert sorted(left_out.intersection(loaded)) == []


def test_what_is_unchanged_loads_no_more_than_it_takes_to_see_that(workspace: Path) -> None:
    """No layout is read, no output is looked into, and nothing of the workspace is changed."""
    arguments = ["render", "victim-updates-2025", "--to", "docx,html"]
    assert {*_WORD, *_PAGE, "lxml"} <= _loaded(arguments, workspace)
    loaded = _loaded(arguments, workspace)
    left_out = {*_PDF, *_WORD, *_PAGE, *_RARE, "filelock", "lxml", "s55.templating.site_manifest"}
    assert "s55.templating.manifest" in loaded
    assert sorted(left_out.intersection(loaded)) == []


def test_to_see_that_a_site_is_unchanged_takes_nothing_that_makes_pages() -> None:
    """What makes them is loaded when the record says that something has changed."""
    program = "import sys, s55.pipeline.site; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    left_out = {*_PDF, *_WORD, *_RARE, "lxml", "s55.render.html", "s55.render.site"}
    assert sorted(left_out.intersection(done.stdout.split())) == []


def test_one_response_is_made_without_looking_for_garbage(workspace: Path) -> None:
    """Nearly all objects stay until the command ends: looking takes a twentieth of the time."""
    said = _said(["render", "victim-updates-2025", "--jobs", "1"], workspace)
    assert said.rpartition("LOOKED ")[2].split()[0] == "0"


def _loaded(arguments: list[str], folder: Path) -> set[str]:
    """Run a command in a folder, and give the modules that are loaded at its end."""
    return set(_said(arguments, folder).rpartition("LOADED ")[2].split())


def _said(arguments: list[str], folder: Path) -> str:
    """Run a command, and give what it says, how often it looked for garbage, and what it loaded."""
    program = (
        "import sys\nsys.argv = ['s55', *sys.argv[1:]]\nfrom s55.cli.main import run\n"
        "import gc\nlooked = gc.get_stats()[0]['collections']\n"
        "try:\n    run()\nexcept SystemExit as ended:\n    assert not ended.code\n"
        "print('LOOKED', gc.get_stats()[0]['collections'] - looked)\n"
        "print('LOADED', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
