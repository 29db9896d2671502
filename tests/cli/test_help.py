"""The help pages: whole sentences in the lists, and an example on each page."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from s55.cli import main, template

COMMANDS = [
    *([name] for name in main.COMMANDS),
    *(["template", command.__name__.rstrip("_")] for command in template.COMMANDS),
]


def _help(*names: str, columns: int = 80) -> str:
    result = CliRunner().invoke(main.app, [*names, "--help"], env={"COLUMNS": str(columns)})
    assert result.exit_code == 0
    return result.output


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_each_page_has_an_example(names: list[str]) -> None:
    """What to type, from the name of the command on."""
    page = " ".join(_help(*names).split())
    assert re.search(rf"Example: (git config \S+ \"?)?s55 {' '.join(names)}\b", page)
    for several in ("[NAME|FILE]...", "[ARGS]...", "{FILE}...", "[SET]...", "{FOLDER|FILE}..."):
        page = page.replace(several, "")
    assert "..." not in page


@pytest.mark.parametrize("group", [[], ["template"]], ids=["s55", "s55 template"])
@pytest.mark.parametrize("columns", [60, 80])
def test_a_list_of_commands_cuts_no_sentence(group: list[str], columns: int) -> None:
    """Each command in a whole sentence, on one line of a usual terminal."""
    lines = _help(*group, columns=columns).partition("Commands:\n")[2].splitlines()
    entries = re.split(r"\n  (?=\S)", "\n" + "\n".join(lines))[1:]
    assert len(entries) == len(template.COMMANDS if group else main.COMMANDS)
    assert all(entry.endswith(".") and "..." not in entry for entry in entries)
    assert columns < 80 or len(lines) == len(entries)


@pytest.mark.parametrize("name", main.COMMANDS)
def test_the_list_says_what_the_page_of_each_command_says_first(name: str) -> None:
    """The list is written down apart, so that it is shown without importing any command."""
    lines = _help(name, columns=100).splitlines()
    assert " ".join(lines[2 : lines.index("", 2)]).strip() == main.COMMANDS[name]


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_each_example_has_a_line_of_its_own(names: list[str]) -> None:
    """So that it can be seen where the one ends and the next begins."""
    assert all("Example: " not in line[3:] for line in _help(*names).splitlines())


def test_what_is_missing_is_told_with_an_example() -> None:
    """An option, and an argument of a command in a group."""
    told = CliRunner().invoke(main.app, ["ask"])
    assert told.exit_code == 2
    assert "Error: Missing option '--by'. For example: s55 ask --by 2026-12-11" in told.output
    told = CliRunner().invoke(main.app, ["template", "copy"])
    assert "Missing argument 'SET'. For example: s55 template copy our-office" in told.output
