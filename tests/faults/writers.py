"""The commands that write a record of one draft, each with what shows that its record is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from s55.disk.history import history_of
from s55.disk.places import progress_file
from tests.faults.commands import NAME, NEW, PUBLISH, filled_in, ran, reissued, returned_file

DAY = "2024-05-20"
"""The day on which everything that the commands record happened, and nothing else."""
PUBLISHED = f"published/{NAME}"


def draft_in(folder: Path) -> Path:
    """Give the draft that all of them write."""
    return folder / f"responses/{NAME}.yaml"


def _data(folder: Path, *keys: str) -> Any:
    text = draft_in(folder).read_text(encoding="utf-8")
    data = yaml.load(text, yaml.BaseLoader)  # noqa: S506  (it makes texts of all values, days too)
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _says(*words: str) -> Callable[[Path], bool]:
    """Whether the draft says all of it."""

    def shows(folder: Path) -> bool:
        text = draft_in(folder).read_text(encoding="utf-8")
        return all(word in text for word in words)

    return shows


def _sent_to(recipient: str) -> Callable[[Path], bool]:
    return lambda folder: DAY in str(_data(folder, "distribution", recipient))


def _is_published(number: int, word: str) -> Callable[[Path], bool]:
    """Whether there are so many publications, and the draft says why there is the last one."""

    def shows(folder: Path) -> bool:
        record = folder / PUBLISHED / str(number) / "publication.yaml"
        return record.exists() and _says(word)(folder)

    return shows


def _has_progress(day: str, *names: str) -> Callable[[Path], bool]:
    def shows(folder: Path) -> bool:
        files = (progress_file(draft_in(folder).with_name(f"{name}.yaml")) for name in names)
        return all(
            path.exists() and f"{day}\n      status: complete" in path.read_text(encoding="utf-8")
            for path in files
        )

    return shows


def _begun_as(title: str) -> Callable[[Path], bool]:
    """Whether a new draft has a title."""

    def shows(folder: Path) -> bool:
        text = (folder / "responses/second.yaml").read_text(encoding="utf-8")
        return f"title: {title}\n" in text

    return shows


def is_in_history(folder: Path, words: tuple[str, ...]) -> bool:
    """Whether the history has what a command has made of the draft."""
    kept = history_of(draft_in(folder))
    found = [state for state in kept.states if state.command == words[0]]
    return any(kept.text(state.draft) for state in found)


@dataclass(frozen=True)
class Writing:
    """A command that writes a record.

    Attributes:
        words: what is typed after ``s55``.
        shows: whether its record is in a workspace.
        prepare: makes the workspace that it needs of one with a finished draft.
    """

    words: tuple[str, ...]
    shows: Callable[[Path], bool]
    prepare: Callable[[Path], None] = lambda _: None


def _with_answer(folder: Path) -> None:
    (folder / "back.docx").write_bytes(returned_file())


def _imported(folder: Path) -> None:
    """Put a draft of a report that was published again in the place of the finished draft."""
    draft_in(folder).unlink()
    reissued(NAME)(folder)


_mark = ("mark", NAME, "panel", "--on", DAY)
_new = NEW[2:]
_publish = ran("sign|harbour|--on|2024-05-18|--again", PUBLISH.replace(DAY, "2024-05-19"))

WRITERS: dict[str, Writing] = {
    "mark": Writing(_mark, _sent_to("panel")),
    "mark website": Writing(
        ("mark", NAME, "website", "--on", DAY, "--file", "old.pdf"), _is_published(1, DAY)
    ),
    "sign": Writing(
        ("sign", NAME, "--on", DAY, "--again"),
        lambda folder: DAY in str(_data(folder, "sign_off", "date")),
    ),
    "update": Writing(
        ("update", NAME, "R2", "--status", "complete", "--on", "2024-05-21"),
        _has_progress("2024-05-21", NAME),
    ),
    "collect": Writing(
        ("collect", NAME, "back.docx", "--yes"), _says("we have read it"), _with_answer
    ),
    "invite": Writing(
        ("invite", NAME, "--by", "2024-06-28", "--to", "html"),
        lambda folder: bool(_data(folder, "chief_officer", "invited")),
    ),
    "correct": Writing(
        ("correct", NAME, "--on", "2024-06-02", "--what", "A number.", "--file", "old.pdf"),
        _is_published(2, "event: republished"),
        _publish,
    ),
    "withdraw": Writing(
        ("withdraw", NAME, "--on", "2024-06-02", "--why", "A reason.", "--file", "old.pdf"),
        _is_published(2, "event: withdrawn"),
        _publish,
    ),
    "translate": Writing(("translate", NAME, "--language", "cy"), _says("language: cy")),
    "upgrade": Writing(("upgrade", NAME), _says("format: 2\n")),
    "undo": Writing(
        ("undo", NAME, "--to", "1"),
        lambda folder: "2024-05-17" not in str(_data(folder, "distribution", "inspectorate")),
        ran(f"mark|{NAME}|inspectorate|--on|2024-05-17"),
    ),
    "update --from": Writing(
        ("update", "--from", "back.csv", "--yes"),
        _has_progress(DAY, NAME, f"{NAME}-again"),
        filled_in,
    ),
    "import --update": Writing(
        ("import", "report.md", "--name", NAME, "--update"), _says("number: '2'"), _imported
    ),
    "new": Writing(("new", "second", "--title", "T1", *_new), _begun_as("T1")),
}
"""The commands by their names."""

SECOND: dict[str, Writing] = {
    "mark": Writing(
        ("mark", NAME, "secretary_of_state", "--on", DAY), _sent_to("secretary_of_state")
    ),
    "new": Writing(("new", "second", "--title", "T2", *_new), _begun_as("T2")),
}
"""What the second of two by the same name does, where the same again would be refused."""

EDITOR = "editor"
APART = {"import --update": ("undo", "import --update", EDITOR), "new": ("new",)}
"""The only ones that some can race with: others refuse such a draft, or write another file."""
