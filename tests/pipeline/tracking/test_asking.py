"""A request for progress asks one force for its own rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from s55.errors import S55Error
from s55.pipeline.tracking.asking import ProgressRequest, write_request
from tests.pipeline.tracking.sheets_for_tests import TODAY, Book, office


def test_a_force_is_asked_for_its_own_rows(tmp_path: Path) -> None:
    """Of a report on several forces for its row of each item; only for what is open."""
    workspace = office(tmp_path / "office")
    draft = workspace.responses / "joint.yaml"
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("in progress", "complete"), encoding="utf-8")
    asked = ProgressRequest(date(2024, 7, 1), None, None, "register", tmp_path, TODAY)
    found = {}
    for force in ("Saltmarsh Police", "the fenland constabulary"):
        write_request(workspace, replace(asked, force=force))
        slug = force.lower().replace(" ", "-")
        book = Book((tmp_path / f"ask-2024-07-01-{slug}.xlsx").read_bytes())
        found[force] = [cell.value for cell in book.sheet["A"][1:]]
    items = ("R1.10", "AFI1", "AFI2")
    assert found == {
        "Saltmarsh Police": [
            *(f"harbour {item}" for item in ("R1.10", "R2-3", "AFI1", "AFI2")),
            *(f"joint {item} [Saltmarsh Police]" for item in items),
        ],
        "the fenland constabulary": [f"joint {item} [Fenland Constabulary]" for item in items],
    }
    with pytest.raises(S55Error) as refused:
        write_request(workspace, replace(asked, force="Fenland Constabulary", owner="Nobody"))
    assert [one.code for one in refused.value.problems] == ["U128"]
