"""A new draft never takes the place of one that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from s55.errors import S55Error
from s55.pipeline.starting import write_draft
from tests.drafts_for_tests import HEAD


def test_a_draft_that_somebody_else_has_started_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To wait and try again, as for a change that was overtaken, would change nothing."""
    path = tmp_path / "responses/harbour.yaml"
    path.parent.mkdir()
    path.write_text("theirs", encoding="utf-8")

    def slept(_: float) -> None:
        pytest.fail("waited")

    monkeypatch.setattr("s55.disk.changing.time.sleep", slept)
    with pytest.raises(S55Error) as caught:
        write_draft(path, HEAD, "new")
    assert [one.code for one in caught.value.problems] == ["U104"]
    assert path.read_text(encoding="utf-8") == "theirs"
