"""Start a workspace, or a draft in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from s55.disk.changing import FileChange, HistoryNote, commit, until_not_overtaken
from s55.disk.places import SETTINGS_FILE
from s55.disk.writing import write_new
from s55.drafts.load import load
from s55.drafts.new import SCHEMA_FILE, ReportParticulars, new_draft
from s55.drafts.schema import draft_schema
from s55.errors import ExitCode, S55Error
from s55.office.settings import PANEL_FILE, STARTER
from s55.problems import error
from s55.templating.panel_manifest import PanelManifest
from s55.templating.registry import set_names, standard_sets
from s55.workspace import Workspace, check_draft_name, shown


def start_workspace(folder: Path) -> None:
    """Write the files of a new workspace, and leave alone those that are there.

    Raises:
        S55Error: U105 when there is a workspace already.
    """
    if (folder / SETTINGS_FILE).exists():
        problem = error(
            "U105",
            "there is a workspace here already",
            "Nothing was changed. Choose another folder.",
        )
        raise S55Error([problem.in_file(shown(folder))], ExitCode.USAGE)
    for name, data in _workspace_files():
        write_new(folder / name, data)


def _workspace_files() -> Iterator[tuple[str, bytes]]:
    """Give the files of a new workspace; the settings last, because they make it one."""
    yield f"responses/{SCHEMA_FILE}", draft_schema().encode()
    yield "build/.gitignore", b"*\n!.gitignore\n"
    yield ".gitignore", (STARTER / "gitignore").read_bytes()
    standard = standard_sets()
    for name in (*set_names([standard]), *set_names([standard], PanelManifest)):
        for path in sorted((standard / name).rglob("*")):
            if path.is_file():
                yield f"templates/{path.relative_to(standard).as_posix()}", path.read_bytes()
    yield PANEL_FILE, (STARTER / PANEL_FILE).read_bytes()
    yield SETTINGS_FILE, (STARTER / SETTINGS_FILE).read_bytes()


def free_path(workspace: Workspace, name: str) -> Path:
    """Give the file of a draft that is to be started.

    Raises:
        S55Error: U102 or U124 when the name cannot be used, U104 when there is such a draft.
    """
    check_draft_name(name)
    path = workspace.responses / f"{name}.yaml"
    _refuse_taken(path)
    return path


def _refuse_taken(path: Path) -> None:
    if path.exists():
        problem = error(
            "U104", "there is a draft of this name", "Choose another name, or edit that draft."
        )
        raise S55Error([problem.in_file(shown(path))], ExitCode.USAGE)


def start_draft(path: Path, particulars: ReportParticulars) -> None:
    """Write a new draft with comments for the person who fills it in.

    Raises:
        S55Error: the problems of what is known of the report, for example a wrong address.
    """
    text = new_draft(particulars)
    _, problems = load(text, shown(path))
    if problems:
        raise S55Error(problems, ExitCode.USAGE)
    write_draft(path, text, "new")


def write_draft(
    path: Path, text: str, command: str, with_it: Callable[[], Sequence[FileChange]] = tuple
) -> None:
    """Write a new draft, and beside it the schema for editors where it is missing.

    Args:
        path: the draft.
        text: its text.
        command: the command that starts it, for the history.
        with_it: gives what else is to be written, if the draft is; all of it or nothing.

    Raises:
        S55Error: U104 when somebody else has started it meanwhile, and what
            :func:`s55.disk.changing.commit` raises.
    """

    def once() -> None:
        _refuse_taken(path)
        changes = [*with_it(), FileChange(path, None, text.encode())]
        schema = path.parent / SCHEMA_FILE
        if not schema.exists():
            changes.insert(0, FileChange(schema, None, draft_schema().encode()))
        commit(changes, HistoryNote(path, command))

    until_not_overtaken(once)
