"""The desk dies while somebody types, and is started again: nothing that was typed is lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.desk.at_work import DRAFT, office_in, walked

pytestmark = pytest.mark.slow


def test_what_was_typed_while_it_died_is_saved_when_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("S55_TODAY", "2026-11-28")
    seen = walked("killed.mjs", sys.executable, office_in(tmp_path), DRAFT)
    assert "    Saved before." in seen["died"]
    assert "    Saved before. Typed as it died. Typed after.\n" in seen["again"]
