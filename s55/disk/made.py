"""Remember what files were made of, so that what has not changed is not made again.

A record says that certain inputs came to certain bytes, which stays true whatever happens next. So
it is only ever added to, two commands at once cannot spoil it, and one that is lost or damaged
costs nothing but time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from s55.disk.changing import alone_in
from s55.disk.places import OWN_FOLDER
from s55.disk.writing import write_atomically
from s55.errors import S55Error
from s55.json_texts import read_json
from s55.records import dataclass
from s55.sources.files import contents_of, resolved

RECORD_FILE = "made.json"
"""The file in s55's own folder that holds the record."""
MOST_BYTES = 50_000_000
"""More than the record of the largest archive takes."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a file was made of, and what it holds: hashes, in hexadecimal digits.

    Attributes:
        inputs: of all that was given: the draft, the settings and so on.
        shown: of what these inputs come to; other inputs can come to the same.
        holds: of the bytes of the file.
    """

    inputs: str
    shown: str
    holds: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a command said that made several files of many drafts.

    Attributes:
        inputs: the hash of all that was given.
        lines: what it said.
        files: the hashes of the files, by their way from the workspace.
    """

    inputs: str
    lines: tuple[str, ...]
    files: Mapping[str, str]


class MadeFiles:
    """The record of a workspace: what its files were made of.

    Args:
        root: the folder of the workspace.
        forgotten: whether what was recorded is not to be believed.
    """

    def __init__(self, root: Path, *, forgotten: bool = False) -> None:
        self._root = resolved(root)
        self._recorded = _read(self._file)
        self._known = _Record() if forgotten else self._recorded
        self._new = _Record()

    @property
    def _file(self) -> Path:
        return self._root / OWN_FOLDER / RECORD_FILE

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of any file: all is going to be made."""
        return not self._known.made

    def find(self, path: Path) -> tuple[Made, bytes] | None:
        """Give what is recorded of a file and its bytes; None if it does not hold them any more."""
        made = self._known.made.get(self._name(path))
        if made is None:
            return None
        try:
            data = contents_of(path)
        except OSError:
            return None
        return (made, data) if hash_of(data) == made.holds else None

    def find_alike(self, name: str, inputs: str) -> tuple[Made, bytes] | None:
        """Give a file that another command made of the same, and its bytes; None if there is none.

        Args:
            name: what the file is called, in whichever folder.
            inputs: the hash of all that was given.
        """
        for path in self._places.get((name, inputs), ()):
            if found := self.find(path):
                return found
        return None

    @cached_property
    def _places(self) -> dict[tuple[str, str], list[Path]]:
        """The files that the record knew at first, by their names and by what they were made of."""
        places: dict[tuple[str, str], list[Path]] = defaultdict(list)
        for name, made in self._known.made.items():
            places[PurePosixPath(name).name, made.inputs].append(self._root / name)
        return places

    def note(self, path: Path, made: Made) -> None:
        """Note what a file was made of; :meth:`save` writes it."""
        self._new.made[self._name(path)] = made

    def told(self, command: str, inputs: str) -> tuple[str, ...] | None:
        """Give what a command said when it made its files of these inputs.

        None if it was given others, or one of the files does not hold any more what it made.
        """
        told = self._known.told.get(command)
        if told is None or told.inputs != inputs:
            return None
        whole = all(_hash_at(self._root / name) == holds for name, holds in told.files.items())
        return told.lines if whole else None

    def is_as_made(self, path: Path, command: str) -> bool:
        """Whether a file holds what a command put there when it last made its files.

        That is so whatever else of the record is not to be believed.
        """
        told = self._recorded.told.get(command)
        holds = told.files.get(self._name(path)) if told else None
        return holds is not None and _hash_at(path) == holds

    def note_told(
        self, command: str, inputs: str, lines: Iterable[str], files: Mapping[Path, bytes]
    ) -> None:
        """Note what a command said, and the files that it made; :meth:`save` writes it."""
        hashes = {self._name(path): hash_of(data) for path, data in files.items()}
        self._new.told[command] = Told(inputs, tuple(lines), hashes)

    def save(self) -> None:
        """Add what was noted to the record on the disk, as far as it can be written."""
        if not (self._new.made or self._new.told):
            return
        with suppress(S55Error, OSError), alone_in(self._root, seconds=1):
            whole = _read(self._file)
            whole.made |= self._new.made
            whole.told |= self._new.told
            there = [one for one in sorted(whole.made) if (self._root / one).is_file()]
            data = {
                "made": {name: astuple(whole.made[name]) for name in there},
                "told": {
                    name: (one.inputs, one.lines, sorted(one.files.items()))
                    for name, one in sorted(whole.told.items())
                },
            }
            write_atomically(self._file, json.dumps(data, indent=0).encode())
        self._known.made |= self._new.made
        self._known.told |= self._new.told
        self._new = _Record()

    def _name(self, path: Path) -> str:
        """Name a file by its way from the workspace, so that a workspace can be moved."""
        whole = os.path.abspath(path)  # noqa: PTH100  # a link stays itself
        try:
            return Path(os.path.relpath(whole, self._root)).as_posix()
        except ValueError:  # on another drive of Windows
            return Path(whole).as_posix()


def hash_of(*parts: bytes | str) -> str:
    """Give the SHA-256 of one part, or of several such that it tells where each one ends."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        if len(parts) > 1:
            whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.hexdigest()


def hash_of_files(folder: Path) -> str:
    """Give the SHA-256 of all files in a folder, by their names within it and their content.

    A file that cannot be read counts as such: nothing can have been made of it.
    """
    return hash_of("", *_parts(folder, sorted(folder.rglob("*"))))


def _parts(folder: Path, paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        if path.is_file():
            yield path.relative_to(folder).as_posix()
            try:
                with path.open("rb") as file:
                    yield hashlib.file_digest(file, "sha256").hexdigest()
            except OSError:
                yield ""


@dataclass(slots=True)
class _Record:
    made: dict[str, Made] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)


def _read(file: Path) -> _Record:
    """Read a record; one that is not there, or is not as it was written, holds nothing."""
    try:
        if file.stat().st_size > MOST_BYTES:
            return _Record()
        found = read_json(contents_of(file))
        made = {name: Made(*_texts(one)) for name, one in found["made"].items()}
        told = {
            name: Told(_texts([inputs])[0], tuple(_texts(lines)), dict(map(_texts, files)))
            for name, (inputs, lines, files) in found["told"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _Record()
    return _Record(made, told)


def _hash_at(path: Path) -> str:
    try:
        return hash_of(contents_of(path))
    except OSError:
        return ""


def _texts(found: object) -> list[str]:
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise TypeError("no list of texts")
    return found
