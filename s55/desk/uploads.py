"""Keep files that were given to the desk until somebody decides what becomes of them."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import field
from pathlib import PurePosixPath
from threading import Lock
from typing import Generic, TypeVar

from s55.errors import S55Error
from s55.problems import error
from s55.records import dataclass

MOST_FILES = 5
"""How many files wait for a decision; the one that was looked at longest ago goes first."""
MOST_OF_NAME = 100
"""Characters of a file's name: no system stores names that are much longer."""

Kept = TypeVar("Kept")
"""What waits: a file, or what was read of one."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was given.

    Attributes:
        name: its name, without folders.
        data: its bytes.
    """

    name: str
    data: bytes

    @classmethod
    def of(cls, name: str, data: bytes) -> Upload:
        """Keep the end of a name: some browsers send the folder too."""
        last = PurePosixPath(name.replace("\\", "/")).name
        seen = "".join(sign for sign in last if sign.isprintable())
        return cls(seen[-MOST_OF_NAME:].strip(". ") or "file", data)


@dataclass(frozen=True, slots=True)
class Uploads(Generic[Kept]):
    """The files that wait, in memory alone: what nobody takes in is nowhere when the desk ends."""

    _kept: OrderedDict[str, Kept] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def keep(self, upload: Kept) -> str:
        """Keep a file; give the key by which it is found again."""
        key = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[key] = upload
            while len(self._kept) > MOST_FILES:
                self._kept.popitem(last=False)
        return key

    def get(self, key: str) -> Kept | None:
        """Find a file by its key; None where it is not kept any more."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def all(self) -> list[Kept]:
        """List what waits."""
        with self._lock:
            return [*self._kept.values()]

    def replace(self, key: str, old: Kept, new: Kept) -> bool:
        """Put something in the place of what is kept; False where that is not ``old`` any more."""
        with self._lock:
            if self._kept.get(key) is not old:
                return False
            self._kept[key] = new
            return True

    def forget(self, key: str) -> None:
        """Keep a file no longer: it was taken in."""
        with self._lock:
            self._kept.pop(key, None)


def gone() -> S55Error:
    """Say that a file is not kept any more (K110)."""
    hint = "If it has been taken in already, nothing is left to do. If not, choose it again."
    return S55Error([error("K110", "the desk does not hold this file any more", hint)])
