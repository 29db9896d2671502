"""The files of a template set: listed, given out, and replaced if the set passes its check then."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from s55.disk.changing import FileChange, HistoryNote, commit
from s55.disk.writing import working_folder, write_folder
from s55.errors import ExitCode, S55Error
from s55.pipeline.template_sets import (
    added_recipients,
    folder_of_set,
    problems_of_set,
    refuse_standard_set,
)
from s55.problems import Problem, error, errors_of
from s55.records import dataclass
from s55.sources.files import contents_of
from s55.templating.copying import own_files, whole_set
from s55.templating.registry import MANIFEST_FILE, manifest_source
from s55.templating.sets import MAX_FILE_BYTES
from s55.workspace import Workspace, with_shown_files


@dataclass(frozen=True, slots=True)
class SetFile:
    """A file of a template set.

    Attributes:
        name: its name in the set.
        data: its bytes; of a file of the base, as it is there.
        is_own: whether the set itself has it, and not only its base.
    """

    name: str
    data: bytes
    is_own: bool

    @property
    def digest(self) -> str:
        """Return the SHA-256 of its bytes; that of no bytes for a file of the base."""
        return hashlib.sha256(self.data if self.is_own else b"").hexdigest()


def set_files(workspace: Workspace, name: str) -> tuple[SetFile, ...]:
    """List the files of a set, and those that it takes from its base.

    A set that cannot be used has its own files alone.

    Raises:
        S55Error: L101 when there is no such set.
    """
    folder = folder_of_set(workspace, name)
    own = {file: contents_of(path) for path, file in own_files(folder)}
    try:
        whole = whole_set(folder)
    except S55Error:
        whole = {}
    return tuple(
        SetFile(file, own.get(file, whole.get(file, b"")), file in own)
        for file in sorted({*own, *whole})
    )


def set_file(workspace: Workspace, name: str, file: str) -> SetFile:
    """Find a file of a set.

    Raises:
        S55Error: L101 when there is no such set, L103 when it has no such file.
    """
    for one in set_files(workspace, name):
        if one.name == file:
            return one
    hint = "To see its files: s55 template list, and look into the folder of the set."
    problem = error("L103", f"template set '{name}' lacks the file '{file}'", hint)
    raise S55Error([problem], ExitCode.USAGE)


def replace_set_file(
    workspace: Workspace, name: str, file: str, data: bytes, seen: str | None = None
) -> tuple[Problem, ...]:
    """Replace a file of a set, if the check finds no new error then; give what else it finds.

    The sets of the workspace that are based on it are checked too.

    A file that only the base has comes into the set. What the file said before stays in its
    history.

    Args:
        workspace: the workspace.
        name: of the set.
        file: which of its files.
        data: what the file is to be.
        seen: the digest of what the person saw, as :attr:`SetFile.digest`; None for any.

    Raises:
        S55Error: L101 when the workspace has no such set, L103 when the set has no such file, K101
            when somebody else has changed it meanwhile, L104 when it is too large, what
            :func:`checked_with` and :func:`s55.disk.changing.commit` raise; the file is then as it
            was.
    """
    refuse_standard_set(workspace, name)
    now = set_file(workspace, name, file)
    path = workspace.templates / name / file
    if now.is_own and now.data == data:
        return ()
    if seen is not None and seen != now.digest:
        message = f"somebody else has changed '{file}' meanwhile; nothing was written"
        hint = "Download it, compare it with yours, and replace it again."
        raise S55Error([error("K101", message, hint)])
    if len(data) > MAX_FILE_BYTES:
        message = f"'{file}' is larger than {MAX_FILE_BYTES // 1_000_000} MB"
        raise S55Error([error("L104", message, "Make its pictures smaller.")])
    found = checked_with(workspace, path, data)
    change = FileChange(path, now.data if now.is_own else None, data)
    commit([change], HistoryNote(path, "template replace"))
    return found


def checked_with(workspace: Workspace, path: Path, data: bytes | None) -> tuple[Problem, ...]:
    """Check what a set, and those based on it, would be with another file; give what is no error.

    They are checked in a copy. What is given is of the set itself.

    Args:
        workspace: the workspace.
        path: the file, in one of the workspace's own sets.
        data: what it is to be; None for no file.

    Raises:
        S55Error: each error that there is not yet; that of a set that is based on this one names
            it.
    """
    place = workspace.templates
    file = path.relative_to(place)
    name = file.parts[0]
    files = {named: contents_of(found) for found, named in own_files(place)}
    files.pop(file.as_posix(), None)
    if data is not None:
        files[file.as_posix()] = data
    with working_folder("check") as made:
        copy = made / place.name
        write_folder(copy, files)
        derived = sorted(_based_on(place, name))
        added = added_recipients(workspace)
        found = {
            one: [_named(problem, copy, place) for problem in problems_of_set(copy / one, added)]
            for one in (name, *derived)
        }
    new = _new_errors(place / name, found[name])
    inherited = {_alike(one) for one in errors_of(found[name])}
    for one in derived:
        broken = _new_errors(place / one, found[one])
        new += [_of_set(wrong, one) for wrong in broken if _alike(wrong) not in inherited]
    if new:
        raise S55Error(with_shown_files(new))
    errors = errors_of(found[name])
    return tuple(with_shown_files(one for one in found[name] if one not in errors))


def _based_on(place: Path, name: str) -> set[str]:
    """Name the sets in a folder that are based on one of them, also by way of others.

    A set that cannot be used because its base is missing is left out: no change can break it.
    """
    found = set()
    for manifest in place.glob(f"*/{MANIFEST_FILE}"):
        try:
            base = manifest_source(manifest.parent).base
        except S55Error:  # its own check says why
            continue
        while base is not None:
            if base.folder == place / name:
                found.add(manifest.parent.name)
            base = base.base
    return found


def _new_errors(folder: Path, found: Iterable[Problem]) -> list[Problem]:
    """Select the errors that the set as it is does not have yet."""
    errors = errors_of(found)
    known = {_alike(one) for one in problems_of_set(folder, ())} if errors else set()
    return [one for one in errors if _alike(one) not in known]


def _alike(problem: Problem) -> tuple[str, str]:
    """Give what stays of a problem when its line moves."""
    return problem.code, problem.message


def _of_set(problem: Problem, name: str) -> Problem:
    """Say of which set a problem is: the file may be that of its base."""
    return replace(problem, message=f"{problem.message} (in '{name}', which is based on this set)")


def _named(problem: Problem, copy: Path, place: Path) -> Problem:
    """Name the file of a problem where it is, and not where it was checked."""
    if problem.file is None or not Path(problem.file).is_relative_to(copy):
        return problem
    return replace(problem, file=str(place / Path(problem.file).relative_to(copy)))
