"""Every attack of the table, by the command that a person would run."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from tests.attacks.attack import SECRET, Attack, Harmless, Refused
from tests.attacks.outputs import assert_closed, texts_of
from tests.attacks.places import command_of, make
from tests.attacks.table import ATTACKS
from tests.command import ROOT


@dataclass(frozen=True)
class Runner:
    """The program that runs commands, and a server that nobody may ask."""

    requests: IO[str]
    answers: IO[str]
    server: socket.socket

    @property
    def canary(self) -> str:
        """The server's address."""
        return f"http://127.0.0.1:{self.server.getsockname()[1]}"

    def run(self, folder: Path, arguments: tuple[str, ...]) -> tuple[int, str]:
        """The exit status of a command, and all that it prints."""
        self.requests.write(json.dumps({"folder": str(folder), "arguments": arguments}) + "\n")
        self.requests.flush()
        answer = json.loads(self.answers.readline())
        return int(answer["status"]), f"{answer['out']}{answer['err']}"

    def was_asked(self) -> bool:
        """Whether anybody asked the server."""
        try:
            self.server.accept()[0].close()
        except BlockingIOError:
            return False
        return True


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    """The runner, once for all attacks."""
    import os

    variables = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "S55_TODAY": "2024-05-06",
    }
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        subprocess.Popen(
            [sys.executable, "-m", "tests.attacks.runner"],
            cwd=ROOT,
            env=variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        server.setblocking(False)
        assert process.stdin is not None
        assert process.stdout is not None
        yield Runner(process.stdin, process.stdout, server)
        process.stdin.close()


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.kind}: {attack.name}")
def test_an_attack(attack: Attack, runner: Runner, tmp_path: Path) -> None:
    """It is refused with its code, or it is nothing but words; and nothing is run or fetched."""
    workspace = make(tmp_path, attack, runner.canary)
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    status, told = runner.run(workspace, command_of(attack))
    assert "X900" not in told, told[-600:]
    assert "Traceback" not in told, told[-600:]
    assert SECRET not in told
    assert not runner.was_asked()
    written = {
        path
        for path in tmp_path.rglob("*")
        if path.is_file()
        and path.name not in {".out", ".err", "secret.txt", "secret.png"}
        and before.get(path) != path.read_bytes()
    }
    assert all(path.is_relative_to(workspace) for path in written)
    if isinstance(attack.must, Refused):
        assert f" {attack.must.code}: " in told, told[-600:]
        assert attack.must.words in told, told[-600:]
        assert status in {1, 2, 3}
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
