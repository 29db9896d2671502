"""The desk is slow, loses answers, dies, and is started again: nothing typed is lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.desk.at_work import DRAFT, office_in, variables_in, walked

pytestmark = pytest.mark.slow


def test_what_was_typed_while_it_died_is_saved_when_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables_in(tmp_path).items():
        monkeypatch.setenv(name, value)
    seen = walked("killed.mjs", sys.executable, office_in(tmp_path), DRAFT)
    assert seen["atOnce"] == 1
    assert "    Saved before." in seen["died"]
    # Its own words, saved without an answer, are no change by somebody else.
    assert "    Saved before. Lost once. Lost twice.\n" in seen["lost"]
    words = "Saved before. Lost once. Lost twice. Typed as it died. Typed after."
    assert f"    {words}\n" in seen["again"]
