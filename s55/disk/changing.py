"""Change files of the workspace so that what somebody else wrote meanwhile is not lost.

Two commands can run at once, and an editor can save while a command works. So a file is replaced
only if it still holds what the change was made from; otherwise the change is made again, on what
the file says by now. Comparing and replacing is one step under a lock that all commands take.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from s55.disk.exchanging import exchange
from s55.disk.history import is_noted, note
from s55.disk.places import OWN_FOLDER, root_of
from s55.disk.writing import (
    move_into_place,
    prepared,
    put_over,
    refuse_protected,
    refused,
    remove_empty,
    remove_file,
    staging_folder,
    write_atomically,
    write_folder,
    write_new,
)
from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.records import dataclass
from s55.sources.files import contents_of, read_text, resolved

T = TypeVar("T")

LOCK_FILE = "lock"
"""The file in s55's own folder by which commands wait for each other."""
WAIT_SECONDS = 30
"""Longer than any command needs to compare and replace files."""
TRIES = 20
"""How often a change is made again before somebody has to look."""
FIRST_PAUSE, LONGEST_PAUSE = 0.01, 0.5
"""Seconds before a change is made again: the longest pause the first time, and at the end."""


class OvertakenError(S55Error):
    """A file does not hold any more what a change was made from; nothing was written."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that is to be replaced, made or removed; a link stays a link.

    Attributes:
        path: the file.
        before: what it held when it was read; None where it was not there.
        after: what it is to hold; None to remove it.
    """

    path: Path
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class NewFolder:
    """A folder that is to appear whole, where none is yet.

    Attributes:
        path: the folder.
        files: what it is to hold, by the paths within it.
    """

    path: Path
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class GoneFolder:
    """A folder that is to disappear as a whole, with all that is in it.

    Attributes:
        path: the folder.
    """

    path: Path


Change = FileChange | NewFolder | GoneFolder
"""Whatever can be written together with others."""


@dataclass(frozen=True, slots=True)
class HistoryNote:
    """What is to be noted in the history of a draft when a change is written.

    Attributes:
        draft: the draft.
        command: the command that changes it, for example 'mark'.
        back_to: the number of the state that is put back by it, if one is.
        goes_on: whether it goes on with the last change by the command, as typing does.
    """

    draft: Path
    command: str
    back_to: int | None = None
    goes_on: bool = False


def commit(changes: Sequence[Change], *noted: HistoryNote) -> None:
    """Write changes in their order, all of them or none, if nobody has changed a file meanwhile.

    Where the program is killed in the middle, the first ones are written: what others refer to
    comes first.

    Args:
        changes: the changes.
        noted: what is to be noted in the history of each draft.

    Raises:
        OvertakenError: O407, when a file holds something else by now; all is as it was.
        S55Error: O406 another command does not let go of the lock, O408 a file is write-protected,
            and what :func:`s55.disk.writing.write_atomically` raises.
    """
    with ExitStack() as stack:
        staged = [stack.enter_context(_staged(one)) for one in changes]
        draft_folder = resolved(noted[0].draft.parent) if noted else None
        stack.enter_context(_alone((one.path for one in changes), draft_folder))
        for one in changes:
            _compare(one)
        for one_note in noted:
            note(one_note.draft)
        _apply_all(list(zip(changes, staged, strict=True)))
        for one_note in noted:
            # What was written is the record; a history that cannot be written takes the state
            # up with the next command.
            with suppress(S55Error, OSError):
                note(one_note.draft, one_note.command, one_note.back_to, goes_on=one_note.goes_on)


def commit_folder(folder: NewFolder) -> None:
    """Make a folder that belongs to no workspace yet; one that is there must be empty.

    Raises:
        OvertakenError: O407 when there is something in it.
        S55Error: what :func:`s55.disk.writing.write_atomically` raises.
    """
    with _staged(folder) as made:
        if folder.path.exists() and not remove_empty(folder.path):
            raise _overtaken(folder.path)
        _apply(folder, made)


def note_seen(draft: Path) -> None:
    """Note what a draft says in its history; what cannot be written is left to the next command.

    For commands that change no draft, and make something of it.
    """
    with suppress(S55Error, OSError):
        if not is_noted(draft):
            with alone_in(root_of(draft), seconds=1):
                note(draft)


@contextmanager
def _staged(change: Change) -> Iterator[Path | None]:
    """Write what is new beside its place, before others have to wait: moving takes no room."""
    if isinstance(change, NewFolder):
        with staging_folder(change.path, elsewhere=False) as staging:
            made = staging / "made"
            write_folder(made, change.files)
            yield made
    elif isinstance(change, GoneFolder):
        with staging_folder(change.path, elsewhere=False) as staging:
            yield staging / "gone"
    elif change.after is None or change.after == change.before:
        yield None
    else:
        data = change.after
        with prepared(change.path, lambda to: to.write(data), elsewhere=False) as temporary:
            yield temporary


@contextmanager
def _alone(paths: Iterable[Path], draft_folder: Path | None) -> Iterator[None]:
    """Let no other command change files of these workspaces meanwhile.

    Raises:
        S55Error: O401 the lock cannot be made, O406 another command does not let go of it.
    """
    with ExitStack() as stack:
        files = (Path(os.path.realpath(path)) for path in paths)
        for root in sorted({root_of(file, draft_folder) for file in files}):
            stack.enter_context(alone_in(root))
        yield


@contextmanager
def alone_in(root: Path, seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Let no other command change files of a workspace meanwhile.

    Raises:
        S55Error: O401 the lock cannot be made, O406 another command does not let go of it.
    """
    # Imported here: most commands that make something change nothing of a workspace.
    from filelock import FileLock, Timeout

    folder = root / OWN_FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # So that a version control system leaves the folder alone.
        write_new(folder / ".gitignore", b"*\n")
        lock = FileLock(folder / LOCK_FILE, timeout=seconds)
        lock.acquire()
    except Timeout:
        problem = error(
            "O406",
            f"another command has worked in this folder for more than {seconds:.0f} seconds",
            "Wait until it has ended, or stop it, and run this command again.",
        )
        raise S55Error([problem.in_file(str(root))], ExitCode.OUTPUT) from None
    except OSError as failure:
        raise refused(folder, failure, elsewhere=False) from None
    try:
        yield
    finally:
        lock.release()


def _compare(change: Change) -> None:
    """Refuse a change of what is no longer as it was, or is write-protected."""
    if not isinstance(change, FileChange):
        if change.path.exists() == isinstance(change, NewFolder):
            raise _overtaken(change.path)
        return
    try:
        now = contents_of(change.path) if change.path.exists() else None
    except OSError as failure:
        raise refused(change.path, failure, elsewhere=False) from None
    if now != change.before:
        raise _overtaken(change.path)
    refuse_protected(change.path)


def _overtaken(path: Path) -> OvertakenError:
    problem = error(
        "O407",
        "another program has changed the file meanwhile; nothing was written",
        "Look at what it says now, and run the command again.",
    )
    return OvertakenError([problem.in_file(str(path))], ExitCode.OUTPUT)


def _apply_all(changes: Sequence[tuple[Change, Path | None]]) -> None:
    """Write all changes, each with what :func:`_staged` gave for it; after an error, none."""
    done: list[tuple[Change, Path | None]] = []
    try:
        for one, made in changes:
            _compare(one)  # again: an editor takes no lock, and the history took its time
            _apply(one, made)
            # Only now, so that what somebody else has made is not taken away again.
            done.append((one, made))
    except BaseException:  # Ctrl+C too: a change is written as a whole, or not at all
        # Where one cannot be put back, those before it stay: they keep what it has replaced.
        with suppress(S55Error, OSError):
            for one, made in reversed(done):
                _put_back(one, made)
        raise


def _apply(change: Change, made: Path | None) -> None:
    if isinstance(change, FileChange):
        if made is not None and change.before is not None:
            _replace(change.path, change.before, made)
        elif made is not None:
            move_into_place(made, change.path, elsewhere=False)
        elif change.after is None:
            remove_file(change.path)
    elif made is not None:
        try:
            _move_folder(change, made)
        except OSError as failure:
            raise refused(change.path, failure, elsewhere=False) from None


def _move_folder(change: NewFolder | GoneFolder, made: Path) -> None:
    """Move a folder into its place, or out of it, in one step.

    Raises:
        OSError: what moving raises.
    """
    if isinstance(change, NewFolder):
        change.path.parent.mkdir(parents=True, exist_ok=True)
        made.rename(change.path)
    else:
        change.path.rename(made)


def _replace(path: Path, before: bytes, made: Path) -> None:
    """Replace a file, if it still holds what the change was made from.

    Where the system can exchange files, what was replaced is looked at afterwards: if it is what
    somebody has saved since it was compared, it is put back. Elsewhere it is looked at once more
    right before, and the moment between the two steps stays open.

    Raises:
        OvertakenError: O407; the file holds what was saved.
        S55Error: what :func:`s55.disk.writing.put_over` raises.
    """
    target = Path(os.path.realpath(path))
    try:
        after = contents_of(made)
        if not exchange(made, target):
            if contents_of(target) != before:
                raise _overtaken(path)
            put_over(made, target, path, elsewhere=False)
            return
    except OSError as failure:
        raise refused(path, failure, elsewhere=False) from None
    try:
        if contents_of(made) == before:
            return
        reason: S55Error = _overtaken(path)
    except OSError as failure:  # what was replaced cannot be read, so it is put back
        reason = refused(path, failure, elsewhere=False)
    try:
        _exchange_back(made, target, after)
    except OSError as failure:
        raise refused(path, failure, elsewhere=False) from None
    raise reason


def _exchange_back(made: Path, target: Path, after: bytes) -> None:
    """Give a file back what it held before an exchange; what was saved over ``after`` stays.

    Raises:
        OSError: what exchanging and reading raise.
    """
    if exchange(made, target) and contents_of(made) != after:
        exchange(made, target)


def _put_back(change: Change, made: Path | None) -> None:
    """Put back what a change has replaced, if nobody has saved over it.

    Args:
        change: the change that was made.
        made: what :func:`_staged` gave for it; after an exchange it holds what was replaced, and
            exchanging again takes no room on a disk that is full by now.
    """
    if not isinstance(change, FileChange):
        if made is not None:
            old, new = (change.path, made) if isinstance(change, NewFolder) else (made, change.path)
            old.rename(new)
        return
    if made is not None and made.exists() and change.after is not None:
        _exchange_back(made, Path(os.path.realpath(change.path)), change.after)
        return
    now = contents_of(change.path) if change.path.exists() else None
    if now != change.after:
        return  # somebody has saved it since
    if change.before is None:
        remove_file(change.path)
    elif change.before != change.after:
        write_atomically(change.path, change.before, elsewhere=False)


def change_text(
    path: Path, file: str, make: Callable[[str], tuple[str, T]], noted: HistoryNote | None = None
) -> T:
    """Change the text of a file; if somebody else changes it meanwhile, make the change again.

    Args:
        path: the file; one that is not there has the text ''.
        file: the file as the user named it, for messages.
        make: makes the new text of the old one, with a byte order mark or without, and a result.
        noted: what is to be noted in the history.

    Returns:
        the result of the change that was written.

    Raises:
        S55Error: what ``make`` and :func:`commit` raise; the file is as it was.
    """

    def once() -> T:
        is_there = path.exists()
        text = read_text(path, file, keep_mark=True) if is_there else ""
        changed, result = make(text)
        change = FileChange(path, text.encode() if is_there else None, changed.encode())
        commit([change], *([noted] if noted else []))
        return result

    return until_not_overtaken(once)


def until_not_overtaken(attempt: Callable[[], T]) -> T:
    """Make a change again as long as somebody else changes its file meanwhile.

    Args:
        attempt: reads the file, makes the change and writes it with :func:`commit`.

    Raises:
        S55Error: what ``attempt`` raises; :class:`OvertakenError` only after many times.
    """
    for tried in range(TRIES - 1):
        with suppress(OvertakenError):
            return attempt()
        # Two programs that read and write in the same rhythm would overtake each other every time.
        longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2**tried)
        time.sleep(random.uniform(0, longest))  # noqa: S311  # no secret: it only has to differ
    return attempt()
