"""``s55 upgrade`` as a person runs it: said first, done, and put back."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.command import run_s55
from tests.conftest import ROOT


def test_drafts_are_upgraded_and_put_back(workspace: Path) -> None:
    """One that has errors is left alone, and the exit status says so."""
    name = "call-handling-2024"
    path = workspace / f"responses/{name}.yaml"
    shutil.copy(ROOT / f"tests/drafts/format_1/{name}.yaml", path)
    before = path.read_bytes()
    (workspace / "responses/broken.yaml").write_text("format: 1\n", encoding="utf-8")
    result = run_s55("upgrade", cwd=workspace)
    lines = result.out.splitlines()
    assert result.status == 1
    assert "responses/broken.yaml:1:1: error D102" in result.err
    assert lines[0] == (
        f"responses/{name}.yaml: is now of format 2; 6 records under 'distribution' as lists."
    )
    assert lines[1].startswith(f"responses/{name}.yaml:182:3: warning D184: the publication of ")
    assert lines[2] == "responses/online-fraud-2026.yaml: it is of format 2 already."
    assert lines[-1] == "1 of 7 drafts upgraded. To go back: s55 upgrade --undo"
    assert path.read_bytes() == (ROOT / f"responses/{name}.yaml").read_bytes()
    undone = run_s55("upgrade", "--undo", cwd=workspace)
    assert (undone.status, undone.err) == (0, "")
    assert undone.out.splitlines() == [
        f"responses/{name}.yaml: is as it was before the upgrade.",
        "1 of 1 draft put back.",
    ]
    assert path.read_bytes() == before
