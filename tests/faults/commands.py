"""The commands that write, each with the workspace that it needs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.command import ROOT
from tests.drafts_for_tests import FINISHED, SETTINGS

DRAFT = FINISHED.replace("  website: {date: 2024-05-03}\n", "")
TODAY = "2024-06-30"
NAME = "harbour"


@dataclass(frozen=True)
class Command:
    """A command that writes.

    Attributes:
        words: what is typed after ``s55``.
        prepare: makes the workspace from one with a finished draft.
        again: the status of a second run; 0, or 1 and 2 where what is recorded is refused.
        makes: whether it makes outputs only, which can be made again.
    """

    words: tuple[str, ...]
    prepare: Callable[[Path], None] = lambda _: None
    again: tuple[int, ...] = (0,)
    makes: bool = False

    @property
    def name(self) -> str:
        """The first words of the command."""
        first, second, *more = (*self.words, "")
        if first == "mark":
            return f"mark {more[0]}"
        return f"{first} {second}" if first == "template" else first


def workspace(folder: Path) -> None:
    """Make a workspace with a finished draft that is not published."""
    (folder / "responses").mkdir(parents=True)
    (folder / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / f"responses/{NAME}.yaml").write_text(DRAFT, encoding="utf-8")
    (folder / "old.pdf").write_bytes(b"%PDF-1.4 a file that was published")


def _ran(*lines: str) -> Callable[[Path], None]:
    """Prepare a workspace with commands."""

    def prepare(folder: Path) -> None:
        from tests.faults.suite import run_in

        for line in lines:
            status = run_in(folder, tuple(line.split("|")))
            assert status == 0, line

    return prepare


def _old_format(folder: Path) -> None:
    old = ROOT / "tests/drafts/format_1"
    source = next(one for one in sorted(old.rglob("*.yaml")))
    shutil.copy(source, folder / f"responses/{NAME}.yaml")


def _report(folder: Path) -> None:
    text = "# PEEL 2025: a report\n\n## Recommendations\n\n1. By May 2026 the force should act.\n"
    (folder / "report.md").write_text(text, encoding="utf-8")


PUBLISH = "mark|harbour|website|--on|2024-05-20|--file|old.pdf"
NEW = ("--title", "T", "--published", "2024-06-01", "--type", "PEEL", "--link", "https://a.uk/r")

COMMANDS = (
    Command(("new", "second", *NEW), again=(0, 2)),
    Command(("import", "report.md", "--name", "second"), _report),
    Command(("mark", NAME, "panel", "--on", "2024-05-20"), again=(0, 1)),
    Command(tuple(PUBLISH.split("|")), again=(0, 1)),
    Command(
        ("sign", NAME, "--on", "2024-05-21", "--again"),
        _ran("sign|harbour|--on|2024-05-20|--again"),
        again=(0, 1),
    ),
    Command(("update", NAME, "R2", "--status", "complete", "--on", "2024-05-20"), again=(0, 1)),
    Command(
        ("correct", NAME, "--on", "2024-06-02", "--what", "A number.", "--file", "old.pdf"),
        _ran("sign|harbour|--on|2024-05-20|--again", PUBLISH),
        again=(0, 1),
    ),
    Command(
        ("withdraw", NAME, "--on", "2024-06-02", "--why", "A reason.", "--file", "old.pdf"),
        _ran(PUBLISH),
        again=(0, 1),
    ),
    Command(("invite", NAME, "--by", "2024-06-28", "--to", "html"), again=(0, 1)),
    Command(("upgrade", NAME), _old_format),
    Command(("undo", NAME, "--to", "1"), _ran("mark|harbour|panel|--on|2024-05-20")),
    Command(("template", "new", "ours"), again=(0, 2)),
    Command(("render", NAME, "--to", "html"), makes=True),
    Command(("register", "--to", "csv,json"), makes=True),
    Command(("calendar",), makes=True),
    Command(("schema", "--out", "build/schema.json"), makes=True),
    Command(("init", "build/ours"), again=(0, 2), makes=True),
)
