"""What an attack is: where it comes in, what is put there, and what must happen then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

CANARY = "CANARY"
"""Stands in a payload for the address of a server of the tests, which nobody may ask."""
SECRET = "the-harbour-master's-secret"  # noqa: S105 (no password: what no output may hold)
"""The words of a file beside the workspace that no output may hold."""


class Kind(StrEnum):
    """Where an attack comes in."""

    HTML = "HTML layout"
    CSS = "stylesheet"
    WORD_TAG = "tag in a Word layout"
    WORD_FILE = "Word layout, as a file"
    LABEL = "label of a manifest"
    MANIFEST = "manifest"
    SETTINGS = "settings"
    TEXT = "text of a draft"
    LINE = "line of a draft"
    DRAFT = "file of a draft"
    RETURNED = "returned Word file"
    SHEET = "spreadsheet that comes back"
    FORM = "Word form that asks for progress"
    IMPORTED = "imported file"
    BACKUP = "backup that is restored"
    PICTURE = "picture or font"
    PANEL = "panel.yaml"
    WORKSPACE = "way a workspace lies on the disk"
    COMMAND = "command line"


@dataclass(frozen=True)
class Refused:
    """The command stops, writes no document, and says why.

    Attributes:
        code: the code of the problem.
        words: what its line says.
    """

    code: str
    words: str = ""


@dataclass(frozen=True)
class Harmless:
    """The command does its work, and the attack is nothing but words in what it writes.

    Attributes:
        shows: what an output must hold: the ending of the file, and the words.
        lacks: what none of the outputs may hold.
    """

    shows: tuple[tuple[str, str], ...] = ()
    lacks: tuple[str, ...] = ()


Must = Refused | Harmless
Setting = Callable[[Path], None]
"""Puts an attack into a workspace, where it is more than a text in its place."""


@dataclass(frozen=True)
class Attack:
    """One attack.

    Attributes:
        name: what is tried, in a few words; no two are alike.
        kind: where it comes in.
        payload: what is put there.
        must: what must happen.
        arguments: the command; that of the kind if not said.
    """

    name: str
    kind: Kind
    payload: str | bytes | Setting
    must: Must
    arguments: tuple[str, ...] = ()
