"""Let two commands, or a command and an editor, write at the same moment; count what is lost."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from itertools import combinations_with_replacement
from pathlib import Path

import yaml

from s55.disk.history import history_of
from s55.disk.places import progress_file
from tests.faults.commands import NAME, workspace
from tests.faults.suite import forked

HAND = "# saved by hand\n"
_CLOCK_STEPS = 0.05
"""Seconds within which the second one begins."""


def _draft(folder: Path) -> Path:
    return folder / f"responses/{NAME}.yaml"


def _has(folder: Path, *keys: str) -> bool:
    data = yaml.safe_load(_draft(folder).read_text(encoding="utf-8"))
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return bool(data)


def _has_progress(folder: Path) -> bool:
    path = progress_file(_draft(folder))
    return path.exists() and "complete" in path.read_text(encoding="utf-8")


WRITERS: dict[str, tuple[tuple[str, ...], Callable[[Path], bool]]] = {
    "mark": (
        ("mark", NAME, "panel", "--on", "2024-05-20"),
        lambda folder: _has(folder, "distribution", "panel"),
    ),
    "mark website": (
        ("mark", NAME, "website", "--on", "2024-05-20", "--file", "old.pdf"),
        lambda folder: (
            _has(folder, "distribution", "website")
            and (folder / f"published/{NAME}/1/publication.yaml").exists()
        ),
    ),
    "sign": (
        ("sign", NAME, "--on", "2024-05-20", "--again"),
        lambda folder: _has(folder, "sign_off", "text"),
    ),
    "update": (
        ("update", NAME, "R2", "--status", "complete", "--on", "2024-05-20"),
        _has_progress,
    ),
    "invite": (
        ("invite", NAME, "--by", "2024-06-28", "--to", "html"),
        lambda folder: _has(folder, "chief_officer", "invited"),
    ),
}
"""The commands, each with what shows that its record is there."""


def _second(name: str) -> tuple[tuple[str, ...], Callable[[Path], bool]]:
    """Give the other of two commands: where both are the same, with another recipient."""
    words, shows = WRITERS[name]
    if name == "mark":
        words = ("mark", NAME, "secretary_of_state", "--on", "2024-05-20")
        return words, lambda folder: _has(folder, "distribution", "secretary_of_state")
    return words, shows


def _kept_by_hand(folder: Path, words: tuple[str, ...]) -> bool:
    """Whether an editor that wrote over a record has left it in the history."""
    kept = history_of(_draft(folder))
    found = [state for state in kept.states if state.command == words[0]]
    return any(kept.text(state.draft) for state in found)


def race(first: str, second: str, fresh: Path, place: Path, dice: random.Random) -> str:
    """Run two writers at once; say what is lost of what was written."""
    folder = place / "race"
    shutil.copytree(fresh, folder)
    words, shows = WRITERS[first]
    delays = dice.random() * _CLOCK_STEPS, dice.random() * _CLOCK_STEPS
    try:
        process = os.fork()
        if process == 0:
            time.sleep(delays[0])
            os._exit(abs(forked(folder, words).status))
        held = _draft(folder).read_text(encoding="utf-8")
        time.sleep(delays[1])
        if second == "editor":
            made = folder / "responses/draft.tmp"
            made.write_text(held + HAND, encoding="utf-8")
            made.replace(_draft(folder))
            _, ended = os.waitpid(process, 0)
            return _lost_to_editor(folder, words, os.waitstatus_to_exitcode(ended), shows)
        other, shows_other = _second(second) if first == second else WRITERS[second]
        status = forked(folder, other).status
        _, ended = os.waitpid(process, 0)
        statuses = os.waitstatus_to_exitcode(ended), status
        if not set(statuses) <= {0, 1, 4}:
            return f"ended with {statuses}"
        if statuses[0] == 0 and not shows(folder):
            return f"lost the record of {first}"
        if statuses[1] == 0 and not shows_other(folder):
            return f"lost the record of {second}"
        return ""
    finally:
        shutil.rmtree(folder)


def _lost_to_editor(
    folder: Path, words: tuple[str, ...], status: int, shows: Callable[[Path], bool]
) -> str:
    if HAND not in _draft(folder).read_text(encoding="utf-8"):
        return "lost what was saved by hand"
    if status != 0:
        return f"the command ended with {status}"
    return "" if shows(folder) or _kept_by_hand(folder, words) else "lost the record"


def race_table(count: int) -> tuple[str, int]:
    """Run so many races for each pair of writers; give a table, and how many lost something."""
    dice = random.Random(1)  # noqa: S311  # moments, no secrets
    pairs = [*combinations_with_replacement(WRITERS, 2), *((one, "editor") for one in WRITERS)]
    lines = [f"{'at once':<32}{'lost':>6} of"]
    lost = 0
    with tempfile.TemporaryDirectory(prefix="s55races-") as name:
        place = Path(name)
        fresh = place / "fresh"
        workspace(fresh)
        for first, second in pairs:
            found = [race(first, second, fresh, place, dice) for _ in range(count)]
            wrong = [one for one in found if one]
            lost += len(wrong)
            what = f"  ({wrong[0]})" if wrong else ""
            lines.append(f"{f'{first} and {second}':<32}{len(wrong):>6} of {count}{what}")
    return "\n".join(lines), lost
