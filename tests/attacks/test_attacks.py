"""Every attack of the table, by the command that a person would run."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.attack import SECRET, Attack, Harmless, Refused
from tests.attacks.outputs import assert_closed, texts_of
from tests.attacks.places import command_of, make
from tests.attacks.table import ATTACKS
from tests.command import runner

MEMORY = 3_000_000_000
"""Bytes of address space: a net for what the limits of s55 should have caught."""
SECONDS = 120
"""The same for time."""
TODAY = "2024-05-06"


@pytest.fixture(scope="module")
def server() -> Iterator[socket.socket]:
    """A server that nobody may ask."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        made.setblocking(False)
        yield made


def _was_asked(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.kind}: {attack.name}")
def test_an_attack(attack: Attack, server: socket.socket, tmp_path: Path) -> None:
    """It is refused with its code, or it is nothing but words; and nothing is run or fetched."""
    workspace = make(tmp_path, attack, f"http://127.0.0.1:{server.getsockname()[1]}")
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    result = runner().run(
        *command_of(attack), cwd=workspace, today=TODAY, seconds=SECONDS, memory=MEMORY
    )
    status, told = result.status, result.everything
    assert "X900" not in told, told[-600:]
    assert "Traceback" not in told, told[-600:]
    assert SECRET not in told
    assert not _was_asked(server)
    written = {
        path
        for path in tmp_path.rglob("*")
        if path.is_file()
        and path.name not in {"secret.txt", "secret.png"}
        and before.get(path) != path.read_bytes()
    }
    assert all(path.is_relative_to(workspace) for path in written)
    if isinstance(attack.must, Refused):
        assert f" {attack.must.code}: " in told, told[-600:]
        assert attack.must.words in told, told[-600:]
        assert status in {1, 2, 3, 4}
        assert not [path for path in written if path.suffix in {".docx", ".html", ".pdf"}]
    else:
        _assert_harmless(attack.must, status, told, written)


def _assert_harmless(must: Harmless, status: int, told: str, written: set[Path]) -> None:
    assert status == 0, told[-600:]
    found: dict[str, str] = {}
    for path in written:
        if path.parent.name.endswith("-returned") or ".s55" in path.parts:
            continue  # the file as it came, and drafts as they were, which the office keeps
        assert_closed(path)
        found[path.suffix.lstrip(".")] = texts_of(path)
    for kind, words in must.shows:
        assert words in found[kind], kind
    assert not [kind for kind, text in found.items() if SECRET in text]
    for words in must.lacks:
        # A PDF shows words, whatever they look like; its links were looked at.
        assert not [kind for kind, text in found.items() if kind != "pdf" and words in text], words


def test_the_table_is_a_table() -> None:
    """No attack stands in it twice, and there are as many as were promised."""
    names = [(attack.kind, attack.name) for attack in ATTACKS]
    assert len(set(names)) == len(names)
    assert len(names) >= 80
