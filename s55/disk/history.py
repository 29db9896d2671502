"""Keep what a draft and its record of progress said, state by state: ``.s55/history/``.

A state is a file that is written once and never changed, and so are the texts, which have their
hash for a name. So a program that copies folders between machines has nothing to make a second
copy of, and a state that was written halfway is known by its hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import MAXYEAR, UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from s55.disk.places import OWN_FOLDER, progress_file, root_of
from s55.disk.writing import remove_file, write_atomically
from s55.errors import ExitCode, S55Error
from s55.json_texts import read_json
from s55.problems import error
from s55.records import dataclass
from s55.sources.files import contents_of, opened_file, resolved

Texts: TypeAlias = tuple[bytes | None, bytes | None]
"""What a draft and its record of progress say; None for one that is not there."""

FOLDER = "history"
BY_HAND = ""
"""The command of a state that no command has made: as found, or edited."""
MOST_STATES = 200
"""How many states of a draft are kept; then the oldest go."""
MOST_BYTES = 20_000_000
"""How many bytes the texts of a draft may take together; then the oldest states go."""
_MOST_BYTES_OF_A_STATE = 2_000
_STATE, _TEXT = ".state.json", ".yaml"


@dataclass(frozen=True, slots=True)
class State:
    """What a draft and its record of progress were at one time.

    Attributes:
        number: from 1, in the order of time.
        when: the time, in UTC.
        command: what made it so; '' for an edit by hand, and for what was found first.
        draft: the SHA-256 of the draft's bytes, in hexadecimal digits; None where it was gone.
        progress: the same of its record of progress; None where there was none.
        back_to: the number of the state that was put back, if one was.
    """

    number: int
    when: datetime
    command: str
    draft: str | None
    progress: str | None
    back_to: int | None = None

    def has_texts_of(self, other: State) -> bool:
        """Whether two states say the same."""
        return (self.draft, self.progress) == (other.draft, other.progress)


@dataclass(frozen=True, slots=True)
class History:
    """The states of a draft, the first one first.

    Attributes:
        folder: where they are kept.
        states: the states.
    """

    folder: Path
    states: tuple[State, ...]

    def text(self, sha256: str | None) -> bytes | None:
        """Read a text by its hash; None where there was none.

        Raises:
            S55Error: O411 when it is missing, or is not as it was kept.
        """
        if sha256 is None:
            return None
        path = self.folder / f"{sha256}{_TEXT}"
        try:
            data = contents_of(path)
        except OSError:
            data = b""
        if _hash(data) != sha256:
            problem = error(
                "O411",
                "a state in the history is missing, or is not as it was kept",
                "Nothing was changed. Choose another state: s55 history lists them.",
            )
            raise S55Error([problem.in_file(str(path))], ExitCode.OUTPUT)
        return data


def history_of(draft: Path) -> History:
    """Read the history of a draft; the draft itself need not be there any more."""
    folder = _folder(draft)
    found = [state for path in folder.glob(f"*{_STATE}") if (state := _read(path)) is not None]
    return History(folder, tuple(sorted(found, key=lambda one: (one.number, one.when))))


def texts_of(draft: Path) -> Texts:
    """Read a draft and its record of progress; None for one that is not there.

    Raises:
        OSError: when a file cannot be read.
    """
    return _bytes(draft), _bytes(progress_file(draft))


def state_of(
    texts: Texts, last: State | None, command: str = BY_HAND, back_to: int | None = None
) -> State | None:
    """Give the state that follows another; None where it says the same, or nothing is there.

    Args:
        texts: what the draft and its record of progress say.
        last: the last state that is kept.
        command: the command that made it so; '' for what was found.
        back_to: the number of the state that was put back, if one was.
    """
    draft, progress = (None if data is None else _hash(data) for data in texts)
    when = datetime.now(UTC)
    if last is None:
        return None if texts == (None, None) else State(1, when, command, draft, progress, back_to)
    # A clock that was put back changes no order.
    when = max(when, last.when + timedelta(microseconds=1))
    state = State(last.number + 1, when, command, draft, progress, back_to)
    return None if state.has_texts_of(last) else state


def note(
    draft: Path, command: str = BY_HAND, back_to: int | None = None, *, goes_on: bool = False
) -> None:
    """Add the present state of a draft to its history, if it is not its last one.

    Whoever calls it holds the lock of the workspace.

    Args:
        draft: the draft.
        command: the command that made it so; '' for what was found.
        back_to: the number of the state that was put back, if one was.
        goes_on: whether the state takes the place of the last one, if that is of the same command:
            what is saved while somebody types is one state.

    Raises:
        OSError: when a file cannot be read.
        S55Error: what :func:`s55.disk.writing.write_atomically` raises.
    """
    folder = _folder(draft)
    texts = texts_of(draft)
    last = _last(folder)
    state = state_of(texts, last, command, back_to)
    if state is None:
        return
    replaced = last if goes_on and last is not None and last.command == command else None
    if replaced is not None:
        state = replace(state, number=replaced.number)
    for data in texts:
        if data is not None and _bytes(path := folder / f"{_hash(data)}{_TEXT}") != data:
            write_atomically(path, data, elsewhere=False)
    written = _written(state)
    write_atomically(folder / _name(state), written, elsewhere=False)
    if replaced is not None:
        _forget(folder, replaced)
    _forget_oldest(folder)


def is_noted(draft: Path) -> bool:
    """Whether the present state of a draft is the last one in its history.

    Raises:
        OSError: when a file cannot be read.
    """
    return state_of(texts_of(draft), _last(_folder(draft))) is None


def _last(folder: Path) -> State | None:
    """Read the last state; the others are not opened, which takes its time on a network drive."""
    for path in sorted(folder.glob(f"*{_STATE}"), reverse=True):
        if (state := _read(path)) is not None:
            return state
    return None


def _folder(draft: Path) -> Path:
    root = root_of(draft)
    return root / OWN_FOLDER / FOLDER / resolved(draft.parent).relative_to(root) / draft.name


def _bytes(path: Path) -> bytes | None:
    try:
        return contents_of(path)
    except FileNotFoundError:
        return None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _forget(folder: Path, state: State) -> None:
    """Remove a state, and the texts that no other one has."""
    with suppress(S55Error):
        remove_file(folder / _name(state))
    others = (_read(path) for path in folder.glob(f"*{_STATE}"))
    needed = {name for other in others if other is not None for name in _names(other)}
    for name in set(_names(state)) - needed:
        with suppress(S55Error):
            remove_file(folder / name)


# --- the file of a state ------------------------------------------------------------


def _name(state: State) -> str:
    return f"{state.number:06}-{_hash(_written(state))[:12]}{_STATE}"


def _written(state: State) -> bytes:
    data = {
        "number": state.number,
        "when": state.when.isoformat(timespec="microseconds"),
        "command": state.command,
        "draft": state.draft,
        "progress": state.progress,
        "back_to": state.back_to,
    }
    return (json.dumps(data, ensure_ascii=False) + "\n").encode()


def _read(path: Path) -> State | None:
    """Read a state; None for a file that does not say what one says, or does not end."""
    try:
        with opened_file(path) as stream:
            data: Any = read_json(stream.read(_MOST_BYTES_OF_A_STATE))
        when = datetime.fromisoformat(data["when"])
        number, command, back_to = data["number"], data["command"], data["back_to"]
        draft, progress = data["draft"], data["progress"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    is_sound = (
        isinstance(number, int)
        and isinstance(command, str)
        and isinstance(back_to, int | None)
        and when.tzinfo is not None
        and when.year < MAXYEAR  # there is a time after it
        and all(one is None or _is_hash(one) for one in (draft, progress))
    )
    return State(number, when, command, draft, progress, back_to) if is_sound else None


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and not set(value) - set("0123456789abcdef")


# --- bounds -------------------------------------------------------------------------


def _forget_oldest(folder: Path) -> None:
    """Remove the oldest states beyond what is kept, and texts that no state has."""
    paths = sorted(folder.glob(f"*{_STATE}"))
    sizes = {path.name: path.stat().st_size for path in folder.glob(f"*{_TEXT}")}
    if len(paths) <= MOST_STATES and sum(sizes.values()) <= MOST_BYTES:
        return
    files = [(state, path) for path in paths if (state := _read(path)) is not None]
    kept = _newest([state for state, _ in files], sizes)
    needed = {name for state in files[len(files) - kept :] for name in _names(state[0])}
    # First the states: one without its text would be damaged.
    for _, path in files[: len(files) - kept]:
        with suppress(S55Error):
            remove_file(path)
    for name in sizes.keys() - needed:
        with suppress(S55Error):
            remove_file(folder / name)


def _newest(states: Sequence[State], sizes: dict[str, int]) -> int:
    """Count how many of the last states are kept: at least two, before and after a change."""
    names: set[str] = set()
    for count, state in enumerate(reversed(states[-MOST_STATES:])):
        names |= set(_names(state))
        if count >= 2 and sum(sizes.get(name, 0) for name in names) > MOST_BYTES:
            return count
    return min(len(states), MOST_STATES)


def _names(state: State) -> Iterator[str]:
    yield from (f"{one}{_TEXT}" for one in (state.draft, state.progress) if one)
