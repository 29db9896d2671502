"""The documentation and the source agree: codes, links and commands.

Every code is explained, every link within the repository leads somewhere, and every command that is
shown is one that s55 understands; those that are quick are run.
"""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from s55.cli.main import app
from tests.command import ROOT, run_s55

CODE = re.compile(r'"((?:[CDGIKLOPRTUWX]\d{3}|S55-\d[A-Z]?(?:-[A-Z]+)?))"')

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"!?\[[^\]]*\]\(([^()\s]+)\)")
SHOWN = re.compile(r"`((?:s55|python3 start\.py) [^`]+)`")
LINE = re.compile(r"(?:s55|python3 start\.py) .+")
PLACEHOLDERS = {"NAME-OF-THIS-FOLDER", "COMMAND"}
QUICK = {"deadline", "schema", "status", "template list", "template rules", "update"}
"""Commands that are run as they are shown, where the drafts they name are among the examples."""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _parts(page: Path) -> tuple[str, tuple[str, ...]]:
    """The prose of a page, and the lines of its code: in fences, or indented below a blank line."""
    prose: list[str] = []
    code: list[str] = []
    fenced = indented = False
    before = ""
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif fenced:
            code.append(line.strip())
        else:
            indented = line.startswith("    ") and (indented or not before.strip())
            (code if indented else prose).append(line.strip() if indented else line)
        before = line
    return "\n".join(prose), tuple(code)


@cache
def _anchors(page: Path) -> frozenset[str]:
    """The names that a page's headings have on GitHub."""
    prose, _ = _parts(page)
    found: list[str] = []
    for heading in re.findall(r"^#+ (.+)$", prose, re.MULTILINE):
        words = re.sub(r"\]\([^)]*\)", "", heading).lower()
        slug = re.sub(r"[^\w\- ]", "", words).strip().replace(" ", "-")
        found.append(f"{slug}-{found.count(slug)}" if slug in found else slug)
    return frozenset(found)


def _broken_links(page: Path) -> Iterator[str]:
    prose, _ = _parts(page)
    for target in LINK.findall(re.sub(r"`[^`]*`", "", prose)):
        if re.match(r"[a-z]+:", target):
            continue
        address, _, anchor = target.partition("#")
        path = (page.parent / address).resolve() if address else page
        if not path.exists():
            yield f"{target}: no such file"
        elif anchor and anchor not in _anchors(path):
            yield f"{target}: no such heading"


def _commands(page: Path) -> list[list[str]]:
    """The commands of s55 that a page shows, each as its words without ``s55``."""
    prose, code = _parts(page)
    shown = [*SHOWN.findall(" ".join(prose.split("\n"))), *filter(LINE.fullmatch, code)]
    found = []
    for text in shown:
        command = re.sub(r" +# .*| > \S+$", "", text).removeprefix("python3 start.py")
        words = shlex.split(command.removeprefix("s55"))
        if words and words[0] != "test" and not PLACEHOLDERS & set(words):
            found.append(words)
    return found


@cache
def _program() -> Any:
    return typer.main.get_command(app)


def _misunderstood(words: list[str]) -> str:
    """Why s55 does not understand a command, or nothing.

    Placeholders such as NAME are taken for names, and what stands in brackets for given; that a
    command which is only mentioned lacks an argument is no fault.
    """
    command = _program()
    rest = [word.strip("[]") for word in words if word.strip("[].,")]
    while True:
        context = command.context_class(command)
        try:
            if not getattr(command, "commands", None):
                _, left, _ = command.make_parser(context).parse_args(rest)
                return f"too much: {left}" if left else ""
            if rest and rest[0] in command.commands:
                command, *rest = command.get_command(context, rest[0]), *rest[1:]
                continue
            _, left, _ = command.make_parser(context).parse_args(rest)
        except Exception as fault:  # typer's own class of errors has no public name
            return "" if "requires an argument" in str(fault) else str(fault)
        if not left:
            return ""
        if left[0] not in command.commands:
            return f"no command {left[0]!r}"
        rest = left


def test_every_code_is_explained_and_none_is_invented() -> None:
    """docs/problems.md and docs/rules explain exactly the codes that the source can give."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "s55").rglob("*.py"))
    given = set(CODE.findall(source)) | set(re.findall(r"error (X\d{3}):", source))
    text = (ROOT / "docs/problems.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^### (\S+)$", text, re.MULTILINE))
    explained |= {page.stem for page in (ROOT / "docs/rules").glob("L*.md")}
    assert len(given) > 50
    assert given - explained == set(), "in the source, and not in docs/problems.md"
    assert explained - given == set(), "in docs/problems.md, and not in the source"


def test_every_link_leads_somewhere() -> None:
    """To a file of the repository, and to a heading of it."""
    broken = {_name(page): found for page in PAGES if (found := list(_broken_links(page)))}
    assert broken == {}
    assert sum(len(LINK.findall(_parts(page)[0])) for page in PAGES) > 100


def test_s55_understands_every_command_that_is_shown() -> None:
    """Commands, options and the number of arguments are those of the program."""
    wrong = {
        f"{_name(page)}: s55 {' '.join(words)}": why
        for page in PAGES
        for words in _commands(page)
        if (why := _misunderstood(words))
    }
    assert wrong == {}
    assert sum(len(_commands(page)) for page in PAGES) > 150


NEEDED = {
    "correct": ("--on", "--what"),
    "invite": ("--by",),
    "mark": ("--on",),
    "sign": ("--on",),
    "withdraw": ("--on", "--why"),
}
"""Options without which a command that a message suggests would only ask for them."""
SUGGESTED = re.compile(r"s55 (\w+) \{\}([^.:;,']*)")


def _texts_of(module: Path) -> Iterator[str]:
    """The texts of a module's source, with {} in place of what is filled in."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )


def test_a_command_that_a_message_suggests_has_what_it_needs() -> None:
    """Whoever types it is not told that an option is missing."""
    found = [
        (module, command, rest)
        for module in sorted((ROOT / "s55").rglob("*.py"))
        for text in _texts_of(module)
        for command, rest in SUGGESTED.findall(text)
        if command in NEEDED
    ]
    lacking = [
        f"{_name(module)}: s55 {command}{rest}"
        for module, command, rest in found
        if not all(option in rest for option in NEEDED[command])
    ]
    assert lacking == []
    assert len(found) > 10


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("render peel-2026 --final", ""),
        ("--verbose render", ""),
        ("template check our-office --strict", ""),
        ("render --finally", "No such option"),
        ("template chek", "no command 'chek'"),
        ("publish peel-2026", "no command 'publish'"),
        ("deadline 2026-10-05 2026-10-06", "too much"),
    ],
)
def test_a_command_that_s55_does_not_know_is_noticed(command: str, why: str) -> None:
    """So that the test before tests something."""
    said = _misunderstood(command.split())
    assert why in said
    assert bool(said) == bool(why)


def test_quick_commands_do_as_they_are_shown(workspace: Path) -> None:
    """Those of the examples' drafts, in a copy of the examples."""
    drafts = {path.stem for path in (workspace / "responses").glob("*.yaml")}
    run = set()
    for page in PAGES:
        _, code = _parts(page)
        for line in filter(re.compile(r"s55 .+").fullmatch, code):
            words = shlex.split(re.sub(r" +# .*| > \S+$", "", line))[1:]
            name = words[1] if len(words) > 1 and words[0] == "update" else None
            quick = words[0] in QUICK or " ".join(words[:2]) in QUICK
            if quick and (name is None or name in drafts) and tuple(words) not in run:
                run.add(tuple(words))
                result = run_s55(*words, cwd=workspace)
                assert result.status == 0, (line, result.err)
    assert len(run) > 5
