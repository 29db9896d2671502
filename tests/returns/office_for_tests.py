"""Edits in a running LibreOffice: the files that come of them."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.command import ROOT
from tests.offices import LibreOffice
from tests.validators import ToolFailed

SCRIPT = ROOT / "tests/tools/office_edits.py"
SYSTEM_PYTHON = "/usr/bin/python3"
"""The Python that has LibreOffice's bridge (python3-uno)."""
SECONDS = 240
"""How long one worker waits for what another makes."""

Edits = Sequence[dict[str, Any]]


def edited_once(
    factory: pytest.TempPathFactory,
    name: str,
    sources: Callable[[], Mapping[str, bytes]],
    edits: Mapping[str, tuple[str, Edits]],
    office: LibreOffice | None = None,
) -> dict[str, tuple[bytes, bytes]]:
    """What :func:`edited_in_office` gives; tests that run side by side start LibreOffice once.

    Args:
        factory: of the run's temporary folders.
        name: of the module's folder among them.
        sources: makes the files by their names.
        edits: as there.
        office: as there.
    """
    name = f"{name}-{office.name}" if office else name
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    done, failed = folder.with_suffix(".done"), folder.with_suffix(".failed")
    try:
        folder.mkdir()
    except FileExistsError:
        end = time.monotonic() + SECONDS
        while not done.exists():
            if failed.exists() or time.monotonic() > end:
                raise ToolFailed(f"LibreOffice did not make the edits of {name}") from None
            time.sleep(0.2)
        return _files(edits, folder)
    try:
        found = edited_in_office(sources(), edits, folder, office)
    except BaseException:
        failed.touch()
        raise
    done.touch()
    return found


def edited_in_office(
    sources: Mapping[str, bytes],
    edits: Mapping[str, tuple[str, Edits]],
    folder: Path,
    office: LibreOffice | None = None,
) -> dict[str, tuple[bytes, bytes]]:
    """Word files edited in LibreOffice in several ways, each from the file as it was.

    Args:
        sources: the files by their names.
        edits: by a name, which file is edited, and the edits (see tests/tools/office_edits.py).
        folder: where the files go.
        office: which LibreOffice; the machine's own if not said.

    Returns:
        for each name the file saved as Word, and saved as OpenDocument and that as Word.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in sources.items():
        (folder / f"{name}.docx").write_bytes(data)
    jobs = [
        {
            "source": str(folder / f"{source}.docx"),
            "edits": list(steps),
            "docx": str(folder / f"{name}-edited.docx"),
            "odt": str(folder / f"{name}-edited.odt"),
            "through": str(folder / f"{name}-through.docx"),
        }
        for name, (source, steps) in edits.items()
    ]
    _run(jobs, folder, office)
    return _files(edits, folder)


def texts_in_office(jobs: Mapping[str, tuple[bytes, Edits]], folder: Path) -> dict[str, str]:
    """The words of Word files after edits in LibreOffice, with the labels of their lists.

    Args:
        jobs: by a name, the file and the edits (see tests/tools/office_edits.py).
        folder: where the files go.
    """
    for name, (data, _) in jobs.items():
        (folder / f"{name}.docx").write_bytes(data)
    _run(
        [
            {
                "source": str(folder / f"{name}.docx"),
                "edits": list(edits),
                "text": str(folder / f"{name}.txt"),
            }
            for name, (_, edits) in jobs.items()
        ],
        folder,
    )
    return {name: (folder / f"{name}.txt").read_text(encoding="utf-8-sig") for name in jobs}


def _run(
    jobs: Sequence[Mapping[str, Any]], folder: Path, office: LibreOffice | None = None
) -> None:
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    done = subprocess.run(
        [SYSTEM_PYTHON, str(SCRIPT), str(folder / "jobs.json")],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
        env=office.environment if office else None,
    )
    if done.returncode != 0:
        raise ToolFailed(f"LibreOffice did not make the edits:\n{done.stderr}")


def _files(edits: Iterable[str], folder: Path) -> dict[str, tuple[bytes, bytes]]:
    return {
        name: (
            (folder / f"{name}-edited.docx").read_bytes(),
            (folder / f"{name}-through.docx").read_bytes(),
        )
        for name in edits
    }
