"""``s55 template``: the template sets there are, their fields, and what is wrong with them."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import current_folder
from s55.errors import ExitCode, S55Error
from s55.lint.checking import set_problems
from s55.lint.differences import set_differences, word_differences
from s55.lint.field_list import as_html, as_json, as_text, field_lines
from s55.lint.parsed.opening import opened
from s55.lint.parsed.word import WordLayout
from s55.lint.rule import all_rules, rule_page, rule_pages
from s55.lint.word_outline import outline
from s55.office.outputs import write_atomically
from s55.problems import Problem, error
from s55.reporting import ReportFormat
from s55.sources.editing import scalar
from s55.sources.files import read_text
from s55.templating.kinds import load_any
from s55.templating.registry import MANIFEST_FILE, kind_of, standard_sets
from s55.templating.sets import MAX_FILE_BYTES
from s55.workspace import Workspace, check_name, shown

_NAME = re.compile(r"^(name:[ \t]*)(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s#]+)", re.MULTILINE)
_LEFT_OUT = re.compile(r"^(~\$|\.~lock|\.)|\.(bak|tmp)$")
"""What Word and LibreOffice leave beside a file that is open."""


def _folders(workspace: Workspace) -> list[Path]:
    """The folder of every set, the workspace's own first where two have one name."""
    found: dict[str, Path] = {}
    for place in (workspace.root / "templates", standard_sets()):
        if place.is_dir():
            for manifest in sorted(place.glob(f"*/{MANIFEST_FILE}")):
                found.setdefault(manifest.parent.name, manifest.parent)
    return [found[name] for name in sorted(found)]


def _folder(workspace: Workspace, name: str) -> Path:
    """The folder of a set.

    Raises:
        S55Error: L101 when there is none.
    """
    folders = {folder.name: folder for folder in _folders(workspace)}
    if name not in folders:
        hint = f"There are: {', '.join(folders)}."
        raise S55Error([error("L101", f"there is no template set '{name}'", hint)], ExitCode.USAGE)
    return folders[name]


def listed(workspace: Workspace) -> str:
    """Every set: name, kind, title and folder."""
    lines = []
    for folder in _folders(workspace):
        try:
            title = load_any(folder).manifest.title
        except S55Error as failure:
            title = f"cannot be used: {failure.problems[0].message}"
        lines.append(f"{folder.name} ({kind_of(folder / MANIFEST_FILE)}): {title}")
        lines.append(f"  {shown(folder)}")
    return "\n".join(lines)


def checked_sets(workspace: Workspace, name: str | None) -> tuple[list[str], list[Problem]]:
    """The names of the sets that were checked (one, or all), and every problem in them.

    Raises:
        S55Error: L101 when there is no such set.
    """
    folders = [_folder(workspace, name)] if name else _folders(workspace)
    problems: list[Problem] = []
    for folder in folders:
        try:
            template = load_any(folder)
        except S55Error as failure:
            problems.extend(failure.problems)
            continue
        problems.extend(set_problems(template))
    located = [replace(p, file=shown(Path(p.file))) if p.file else p for p in problems]
    return [folder.name for folder in folders], located


def fields_of_set(workspace: Workspace, name: str | None, report: str) -> str:
    """The fields of a set's documents, as text, JSON or a page.

    Raises:
        S55Error: L101 when there is no such set, and every problem in its manifest.
    """
    chosen = name or workspace.settings().template
    template = load_any(_folder(workspace, chosen))
    lines = field_lines(opened(template))
    if report == "json":
        return as_json(lines)
    if report == "html":
        return as_html(lines, f"Fields for the layouts of {template.name}")
    return as_text(lines)


def copied(workspace: Workspace, source: str, name: str) -> Path:
    """Copy a set into the workspace under a new name, and give its folder.

    The copy is made beside its place and then moved there, so that it is whole or not there.

    Raises:
        S55Error: L101 when there is no such set, U102 or U109 when the name cannot be used.
    """
    origin = _folder(workspace, source)
    check_name(name)
    target = workspace.root / "templates" / name
    if target.exists():
        problem = error("U109", f"there is a '{shown(target)}' already", "Choose another name.")
        raise S55Error([problem], ExitCode.USAGE)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".s55-") as folder:
        made = Path(folder) / name
        for file, _ in _files(origin):
            place = made / file.relative_to(origin)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
        manifest = made / MANIFEST_FILE
        text = read_text(manifest, shown(manifest), ExitCode.SETTINGS, keep_mark=True)
        manifest.write_bytes(renamed(text, name).encode())
        made.rename(target)
    return target


def renamed(manifest: str, name: str) -> str:
    """The text of a manifest with another name, all else as it was."""
    return _NAME.sub(lambda found: f"{found[1]}{scalar(name)}", manifest, count=1)


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files of a set with their names in it."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not path.is_symlink() and not _LEFT_OUT.search(path.name):
            yield path, name


def differences(workspace: Workspace, one: str, other: str) -> str:
    """What differs between two sets or two Word layouts, in words.

    Raises:
        S55Error: L101, L201, U101 when one of them is not there or cannot be read.
    """
    if one.endswith(".docx") and other.endswith(".docx"):
        lines = word_differences(Path(other).name, _read(one), _read(other))
    else:
        lines = set_differences(_contents(workspace, one), _contents(workspace, other))
    return "\n".join(lines) or "Nothing differs."


def _contents(workspace: Workspace, name: str) -> dict[str, bytes]:
    folder = Path(name) if (Path(name) / MANIFEST_FILE).is_file() else _folder(workspace, name)
    return {short: _read(str(path)) for path, short in _files(folder)}


def layout_text(file: str) -> str:
    """A Word layout as text.

    Raises:
        S55Error: L201 when it is no sound Word file, U101 when it is not there.
    """
    lines = outline(WordLayout.of(Path(file).name, _read(file), object))
    return "".join(f"{line}\n" for line in lines)


def _read(file: str) -> bytes:
    path = Path(file)
    try:
        if path.stat().st_size <= MAX_FILE_BYTES:
            return path.read_bytes()
        why = f"it is larger than {MAX_FILE_BYTES // 1_000_000} MB"
    except OSError as failure:
        why = failure.strerror or "it cannot be read"
    problem = error("U101", f"'{file}' cannot be read: {why}", "Check where it lies.")
    raise S55Error([problem], ExitCode.USAGE)


def explained(code: str | None) -> str:
    """The page of a rule, or the list of all.

    Raises:
        S55Error: L109 when there is no such rule.
    """
    known = all_rules()
    if code is None:
        return "\n".join(f"{one}  {rule.summary}" for one, rule in known.items()).replace("``", "")
    rule = known.get(code.upper())
    if rule is None:
        hint = "'s55 template rules' lists them."
        raise S55Error([error("L109", f"there is no rule {code}", hint)], ExitCode.USAGE)
    return rule_page(rule).rstrip()


def write_rule_pages(folder: Path) -> int:
    """Write the page of every rule and their list; give how many."""
    pages = rule_pages(all_rules())
    for name, text in pages.items():
        write_atomically(folder / name, text.encode())
    return len(pages)


commands = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Look at template sets, check them, copy and compare them.\n\n"
    "Example: s55 template check opccn-2023",
)

OneSet = Annotated[
    str | None,
    typer.Argument(
        metavar="[SET]", help="The template set; every set when none.", show_default=False
    ),
]


class FieldsFormat(StrEnum):
    """How the list of fields is printed."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(commands, name="template")


@commands.command("list")
def list_sets() -> None:
    """Show every template set: its kind, what it is, and where it lies.

    Example: s55 template list
    """
    from s55.workspace import find_workspace

    typer.echo(listed(find_workspace(current_folder())))


@commands.command()
def check(
    name: OneSet = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="A warning counts as an error: for automatic checks.")
    ] = False,
    report: Annotated[
        ReportFormat, typer.Option("--format", help="How problems are printed.")
    ] = ReportFormat.TEXT,
) -> None:
    """Name everything that is wrong with a template set, with its place in Word, HTML and CSS.

    Example: s55 template check our-office --strict
    """
    from s55.problems import Severity
    from s55.reporting import REPORTS, counted
    from s55.workspace import find_workspace

    sets, problems = checked_sets(find_workspace(current_folder()), name)
    if problems or report is ReportFormat.JSON:
        typer.echo(REPORTS[report](problems))
    if report is ReportFormat.TEXT:
        sys.stderr.write(f"{', '.join(sets)}: {counted(problems)}\n")
    if any(strict or problem.severity is Severity.ERROR for problem in problems):
        raise typer.Exit(ExitCode.PROBLEMS)


@commands.command()
def fields(
    name: OneSet = None,
    report: Annotated[
        FieldsFormat, typer.Option("--format", help="How the list is printed.")
    ] = FieldsFormat.TEXT,
) -> None:
    """List the fields a layout may use: type, meaning, example, and where each layout uses it.

    Example: s55 template fields opccn-2023 --format html > fields.html
    """
    from s55.workspace import find_workspace

    typer.echo(fields_of_set(find_workspace(current_folder()), name, report.value))


@commands.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the new set.")],
    source: Annotated[
        str, typer.Option("--from", metavar="SET", help="The set to copy.")
    ] = "opccn-2023",
) -> None:
    """Copy a template set under a new name, for you to change.

    Example: s55 template new our-office --from opccn-2023
    """
    from s55.workspace import find_workspace, shown

    folder = copied(find_workspace(current_folder()), source, name)
    typer.echo(f"Made {shown(folder)}. Change it, then type: s55 template check {name}")


@commands.command()
def diff(
    one: Annotated[
        str, typer.Argument(metavar="SET", help="A template set, or a Word layout (.docx).")
    ],
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The set or Word layout to compare it with.")
    ],
) -> None:
    """Tell in words what differs between two template sets, or two versions of a Word layout.

    Example: s55 template diff opccn-2023 our-office
    """
    from s55.workspace import find_workspace

    typer.echo(differences(find_workspace(current_folder()), one, other))


@commands.command()
def text(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A Word layout (.docx).")],
) -> None:
    """Print a Word layout as text, so that git can show what changed in it.

    Example: git config diff.s55.textconv "s55 template text"
    """
    typer.echo(layout_text(file), nl=False)


@commands.command()
def rules(
    code: Annotated[
        str | None,
        typer.Argument(metavar="[RULE]", help="A rule, to be explained.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Write the page of every rule into this folder."),
    ] = None,
) -> None:
    """List the rules that 's55 template check' goes by, or explain one.

    Example: s55 template rules L515
    """
    if out is not None:
        typer.echo(f"Written: {write_rule_pages(out)} pages in {out}.")
    else:
        typer.echo(explained(code))
