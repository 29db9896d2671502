"""The preview in a real browser: a workspace, the command as a process, and what was seen."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx

from tests.command import ROOT, run_s55
from tests.validators import TOOLS

DRAFT = "online-fraud-2026"
_SECONDS = 400


def seen_in_browser(workspace: Path, times: int, picture: Path | None = None) -> dict[str, Any]:
    """Start the preview in ``workspace``, use it by tests/tools/preview.mjs, and stop it."""
    run_s55("template", "new", "mine", "--whole", cwd=workspace)
    draft = workspace / f"responses/{DRAFT}.yaml"
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("template: opccn-2023", "template: mine"), encoding="utf-8")
    mine = workspace / "templates/mine"
    changed = workspace.parent / "changed.docx"
    document = docx.Document(str(mine / "layout.docx"))
    first = document.paragraphs[1]
    first.insert_paragraph_before("A sentence that is new in the layout.", style="Body Text")
    document.save(str(changed))
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "S55_TODAY": "2026-11-22"}
    command = [sys.executable, "-m", "s55", "preview", DRAFT, "--no-browser"]
    server = subprocess.Popen(
        command, cwd=workspace, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        assert server.stdout is not None
        line = server.stdout.readline().decode()
        found = re.search(r"http://127\.0\.0\.1:\d+/\?key=\S+", line)
        assert found is not None, line
        files = [draft, mine / "style.css", mine / "layout.html", mine / "layout.docx", changed]
        node = Path(sys.executable).with_name("node")
        arguments = [str(node), str(TOOLS / "preview.mjs"), found[0]]
        arguments += [*map(str, files), str(times), *([str(picture)] if picture else [])]
        done = subprocess.run(
            arguments, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
        assert done.returncode == 0, done.stderr
        (seen,) = json.loads(done.stdout)
        return dict(seen)
    finally:
        server.terminate()
        server.wait(20)
        if server.stdout is not None:
            server.stdout.close()
