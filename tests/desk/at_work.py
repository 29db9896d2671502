"""The desk as a server of its own, and the programs that work at it in real browsers."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.command import ROOT
from tests.validators import TOOLS

REPORT = ROOT / "tests/importers/labelled/samples/concern-letter.weasyprint.pdf"
DRAFT = "online-fraud-2026"
_SECONDS = 400


def office_in(folder: Path) -> Path:
    """Make a workspace of its own: its folder."""
    office = folder / "office"
    office.mkdir()
    for name in ("settings.yaml", "panel.yaml"):
        shutil.copy(ROOT / name, office)
    shutil.copytree(ROOT / "responses", office / "responses")
    return office


def variables_in(folder: Path) -> dict[str, str]:
    """Give the environment of this s55: the day, and a folder for what it keeps."""
    return {"PYTHONPATH": str(ROOT), "S55_TODAY": "2026-11-28", "XDG_CONFIG_HOME": str(folder)}


@contextmanager
def desk_at_work(folder: Path) -> Iterator[tuple[str, Path]]:
    """Start the desk in a workspace of its own; give its address, and the file of a draft."""
    office = office_in(folder)
    variables = {**os.environ, **variables_in(folder)}
    command = [sys.executable, "-m", "s55", "desk", "--no-browser"]
    server = subprocess.Popen(
        command, cwd=office, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        assert server.stdout is not None
        line = server.stdout.readline().decode()
        found = re.search(r"http://127\.0\.0\.1:\d+/\?key=\S+", line)
        assert found is not None, line
        yield found[0], office / f"responses/{DRAFT}.yaml"
    finally:
        server.terminate()
        server.wait(20)
        if server.stdout is not None:
            server.stdout.close()


def walked(tool: str, *arguments: str | Path) -> dict[str, Any]:
    """Give what a program in ``tests/tools`` saw while it worked at a desk."""
    node = Path(sys.executable).with_name("node")
    command = [str(node), str(TOOLS / tool), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    (seen,) = json.loads(done.stdout)
    return dict(seen)
