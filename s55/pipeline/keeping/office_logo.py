"""Put the office's logo beside the settings, and name it there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from s55.disk.changing import FileChange, HistoryNote, commit, until_not_overtaken
from s55.disk.places import SETTINGS_FILE
from s55.errors import ExitCode, S55Error
from s55.office.settings_lists import with_logo
from s55.problems import error
from s55.records import dataclass
from s55.render.word.picture import logo_ending
from s55.sources.files import contents_of, read_text
from s55.workspace import MAX_LOGO_BYTES, Workspace, shown


@dataclass(frozen=True, slots=True)
class NewLogo:
    """A picture that is to be the office's logo.

    Attributes:
        data: its bytes.
        words: what it says, for those who do not see it.
    """

    data: bytes
    words: str


def check_logo(data: bytes, name: str) -> str:
    """Say how the name of a logo ends: '.png' or '.jpg'.

    Args:
        data: the picture.
        name: its name, for messages.

    Raises:
        S55Error: W102 when it cannot be used.
    """
    try:
        if len(data) <= MAX_LOGO_BYTES:
            return logo_ending(data)
    except S55Error:
        pass
    hint = "It must be a sound PNG or JPEG picture of at most 2 MB. Save it again as PNG."
    raise S55Error([error("W102", f"the logo '{name}' cannot be used", hint, path="file")])


def record_logo(workspace: Workspace, new: NewLogo, seen: str) -> None:
    """Write a logo and its words; the picture that was the logo before stays where it is.

    Args:
        workspace: the workspace.
        new: the logo, which was checked.
        seen: the file that the settings named as the logo when the person looked; '' for none.

    Raises:
        S55Error: K102 when they name another one by now, what of D101 to D111 is wrong with the
            words, and what :func:`s55.disk.changing.commit` raises; all is then as it was.
    """
    path = workspace.root / SETTINGS_FILE

    def once() -> None:
        text = read_text(path, shown(path), ExitCode.SETTINGS, keep_mark=True)
        place = _place(workspace.root, new.data)
        before = contents_of(place) if place.exists() else None
        after = with_logo(text, seen, place.name, new.words)
        changes = [
            FileChange(place, before, new.data),
            FileChange(path, text.encode(), after.encode()),
        ]
        commit(changes, HistoryNote(path, "desk"))

    until_not_overtaken(once)


def _place(folder: Path, data: bytes) -> Path:
    """Find the name for a logo: that of a file with the same bytes, or one that no file has."""
    ending = logo_ending(data)
    for place in (folder / f"{name}{ending}" for name in _names()):
        if not place.exists() or (place.is_file() and contents_of(place) == data):
            return place
    raise AssertionError  # there is no end of names


def _names() -> Iterator[str]:
    yield "logo"
    yield from (f"logo-{number}" for number in count(2))
