"""List, check, describe, make and compare template sets."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from s55.disk.changing import FileChange, NewFolder, OvertakenError, commit
from s55.disk.writing import write_atomically
from s55.errors import ExitCode, S55Error, reason_of
from s55.lint.checking import set_problems
from s55.lint.differences import set_differences, word_differences
from s55.lint.field_list import as_html, as_json, as_text, field_lines
from s55.lint.parsed.opening import opened
from s55.lint.parsed.word import WordLayout
from s55.lint.rule import all_rules, rule_page, rule_pages
from s55.lint.word_outline import outline
from s55.pipeline.rendering.order import in_order
from s55.problems import Problem, error, has_errors
from s55.records import dataclass
from s55.sources.files import contents_of, resolved
from s55.templating.copying import base_files, new_set, whole_set
from s55.templating.registry import MANIFEST_FILE, kind_of, load_any
from s55.templating.sets import MAX_FILE_BYTES
from s55.workspace import Workspace, check_name, shown, with_shown_files


def _folders(workspace: Workspace) -> list[Path]:
    """Find the folder of every set; the workspace's own wins where two have one name."""
    found: dict[str, Path] = {}
    for place in workspace.places_of_sets:
        if place.is_dir():
            for manifest in sorted(place.glob(f"*/{MANIFEST_FILE}")):
                found.setdefault(manifest.parent.name, manifest.parent)
    return [found[name] for name in sorted(found)]


def folder_of_set(workspace: Workspace, name: str) -> Path:
    """Find the folder of a set.

    Raises:
        S55Error: L101 when there is none.
    """
    folders = {folder.name: folder for folder in _folders(workspace)}
    if name not in folders:
        hint = f"There are: {', '.join(folders)}."
        raise S55Error(
            [error("L101", f"s55 could not find the template set '{name}'", hint)], ExitCode.USAGE
        )
    return folders[name]


def is_own_set(workspace: Workspace, name: str) -> bool:
    """Whether a set is in the workspace, and can be changed there.

    Raises:
        S55Error: L101 when there is no such set.
    """
    return _is_own(workspace, folder_of_set(workspace, name))


def _is_own(workspace: Workspace, folder: Path) -> bool:
    """Whether a folder is in the workspace; a link to one elsewhere is not."""
    return resolved(folder).parent == resolved(workspace.templates)


def refuse_standard_set(workspace: Workspace, name: str) -> None:
    """Refuse to change a set that is not in the workspace.

    Raises:
        S55Error: L101 when there is no such set, or it comes with s55.
    """
    if not is_own_set(workspace, name):
        message = f"the template set '{name}' is not in this workspace"
        hint = f"To change it, base a set on it: s55 template new NAME --from {name}."
        raise S55Error([error("L101", message, hint)], ExitCode.USAGE)


@dataclass(frozen=True, slots=True)
class KnownSet:
    """A template set that an office can use.

    Attributes:
        name: its name.
        kind: what its documents are.
        base: the set that it is based on; None for one that stands alone.
        title: its title, or why it cannot be used.
        folder: where it is.
        is_own: whether it is one of the workspace.
    """

    name: str
    kind: str
    base: str | None
    title: str
    folder: str
    is_own: bool


def known_sets(workspace: Workspace) -> list[KnownSet]:
    """List every set, those that cannot be used too."""
    found = []
    for folder in _folders(workspace):
        try:
            manifest = load_any(folder).manifest
            title, base = manifest.title, manifest.based_on
        except S55Error as failure:
            title, base = f"cannot be used: {failure.problems[0].message}", None
        kind = kind_of(folder / MANIFEST_FILE)
        is_own = _is_own(workspace, folder)
        found.append(KnownSet(folder.name, kind, base, title, shown(folder), is_own))
    return found


def set_list(workspace: Workspace) -> str:
    """Describe every set: name, kind, base, title and folder."""
    lines = []
    for one in known_sets(workspace):
        based = f", based on {one.base}" if one.base else ""
        lines.append(f"{one.name} ({one.kind}{based}): {one.title}")
        lines.append(f"  {one.folder}")
    return "\n".join(lines)


_FEWEST = 4
"""So many sets are sooner checked by several processes, which take as long to start as one set."""


@dataclass(frozen=True, slots=True)
class _SetCheck:
    """The check of a template set, in whichever process.

    Attributes:
        folder: the folder of the set.
        added: whom the settings add to the recipients, as ``added_recipients`` lists them.
    """

    folder: Path
    added: tuple[str, ...] | None

    @property
    def what(self) -> str:
        """What it does, for messages."""
        return f"checking the template set '{self.folder.name}'"

    @property
    def is_long(self) -> bool:
        """Whether another process is worth it: always."""
        return True

    def run(self) -> tuple[Problem, ...]:
        """Check it."""
        return problems_of_set(self.folder, self.added)


def check_sets(
    workspace: Workspace, names: Collection[str], jobs: int = 1
) -> tuple[list[str], list[Problem]]:
    """Check the named sets, or all: give the names of the sets, and every problem in them.

    Args:
        workspace: where the sets lie.
        names: the names of the sets; all when there are none.
        jobs: how many may be checked at once.

    Raises:
        S55Error: L101 for each name that no set has.
    """
    folders, unknown = [], []
    for name in dict.fromkeys(names):
        try:
            folders.append(folder_of_set(workspace, name))
        except S55Error as failure:
            unknown.append(failure)
    if unknown:
        raise S55Error(
            [one for failure in unknown for one in failure.problems], unknown[0].exit_code
        )
    folders = folders or _folders(workspace)
    added = added_recipients(workspace)
    problems: list[Problem] = []
    checks = [_SetCheck(folder, added) for folder in folders]
    with closing(in_order(checks, lambda one: one, jobs, _FEWEST)) as results:
        for _, result in results:
            problems.extend(result() or ())
    # Sets that are based on one another share files, and the problems in them.
    return [folder.name for folder in folders], with_shown_files(dict.fromkeys(problems))


def added_recipients(workspace: Workspace) -> tuple[str, ...] | None:
    """List whom the settings add to the recipients; None where the settings cannot be read."""
    try:
        settings = workspace.settings_or_none()
    except S55Error:
        return None
    return settings.added_recipients if settings else ()


def problems_of_set(folder: Path, added: tuple[str, ...] | None) -> tuple[Problem, ...]:
    """Check the set in a folder; give every problem in it.

    Args:
        folder: its folder.
        added: whom the settings add to the recipients, as ``added_recipients`` lists them.
    """
    # Imported here: of what is done with sets only this needs what makes PDFs.
    from s55.lint.printing import print_problems

    try:
        template = load_any(folder)
    except S55Error as failure:
        return tuple(failure.problems)
    found = tuple(set_problems(template, added))
    return found if has_errors(found) else (*found, *print_problems(template))


def set_fields(workspace: Workspace, name: str | None, report: str) -> str:
    """List the fields of a set's documents, as text, JSON or a page.

    Raises:
        S55Error: L101 when there is no such set, and every problem in its manifest.
    """
    chosen = name or workspace.settings().template
    template = load_any(folder_of_set(workspace, chosen))
    lines = field_lines(opened(template))
    if report == "json":
        return as_json(lines)
    if report == "html":
        return as_html(lines, f"Fields for the layouts of {template.name}")
    return as_text(lines)


def start_set(
    workspace: Workspace, source: str, name: str, *, whole: bool, files: Collection[str]
) -> Path:
    """Start a set in the workspace, based on another or a copy of it, and give its folder.

    Raises:
        S55Error: L101 when there is no such set, L103 for a file that it does not have, U102 or
            U109 when the name cannot be used.
    """
    origin = folder_of_set(workspace, source)
    check_name(name)
    target = workspace.templates / name
    hint = f"Choose another name. To change a file of its base: s55 template copy {name} FILE."
    taken = error("U109", f"there is a '{shown(target)}' already", hint)
    if target.exists():
        raise S55Error([taken], ExitCode.USAGE)
    made = new_set(name, origin, whole=whole, files=files)
    try:
        commit([NewFolder(target, made)])
    except OvertakenError:
        raise S55Error([taken], ExitCode.USAGE) from None
    return target


def copy_files(workspace: Workspace, name: str, files: Collection[str]) -> list[Path]:
    """Copy files of a set's base into the set, where they can be changed, and give their paths.

    A file that is there with the same contents, as an interrupted copy leaves it, counts as copied.

    Raises:
        S55Error: L101 when the workspace has no such set, L103 for a file that its base does not
            have, U109 for one that the set has with other contents, or where nothing is left to
            copy; nothing is copied then.
    """
    refuse_standard_set(workspace, name)
    folder = workspace.templates / name
    copies = {folder / file: data for file, data in base_files(folder, files).items()}
    there = [path for path in copies if path.exists()]
    taken = [path for path in there if contents_of(path) != copies[path]]
    if taken or len(there) == len(copies):
        raise S55Error(list(map(_taken, taken or there)), ExitCode.USAGE)
    changes = [FileChange(path, None, data) for path, data in copies.items() if path not in there]
    commit(changes)
    return [change.path for change in changes]


def _taken(file: Path) -> Problem:
    return error("U109", f"there is a '{shown(file)}' already", "Change that file.")


def set_comparison(workspace: Workspace, one: str, other: str) -> str:
    """Say in words what differs between two sets or two Word layouts.

    Raises:
        S55Error: L101, L201, U101 when one of them is not there or cannot be read.
    """
    if one.endswith(".docx") and other.endswith(".docx"):
        lines = word_differences(Path(other).name, _read(one), _read(other))
    else:
        lines = set_differences(_contents(workspace, one), _contents(workspace, other))
    return "\n".join(lines) or "Nothing differs."


def _contents(workspace: Workspace, name: str) -> dict[str, bytes]:
    folder = (
        Path(name) if (Path(name) / MANIFEST_FILE).is_file() else folder_of_set(workspace, name)
    )
    return whole_set(folder)


def layout_text(file: str) -> str:
    """Write out a Word layout as text.

    Raises:
        S55Error: L201 when it is damaged or not a Word file, U101 when it is not there.
    """
    lines = outline(WordLayout.of(Path(file).name, _read(file), object))
    return "".join(f"{line}\n" for line in lines)


def _read(file: str) -> bytes:
    path = Path(file)
    try:
        if path.stat().st_size <= MAX_FILE_BYTES:
            return contents_of(path)
        why = f"it is larger than {MAX_FILE_BYTES // 1_000_000} MB"
    except OSError as failure:
        why = reason_of(failure)
    problem = error("U101", f"'{file}' cannot be read: {why}", "Check where it lies.")
    raise S55Error([problem], ExitCode.USAGE)


def rule_text(code: str | None) -> str:
    """Give the page of a rule, or the list of all.

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
