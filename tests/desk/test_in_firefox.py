"""The desk in Debian's Firefox: by mouse, its records by keyboard alone, the editor by keys."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.desk.at_work import DRAFT, REPORT, desk_at_work, walked
from tests.validators import ToolMissing

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    if firefox is None:
        raise ToolMissing("Firefox")
    downloads: Path = tmp_path_factory.mktemp("downloads")
    with desk_at_work(tmp_path_factory.mktemp("desk")) as (address, file):
        return walked("firefox.mjs", firefox, address, DRAFT, file, REPORT, downloads)


def test_the_whole_job_is_done(seen: dict[str, Any]) -> None:
    assert seen["started"].startswith("The draft is started.")
    assert "texts are as before. Is it the file that came back?" in seen["came"]
    assert seen["signed"].startswith("The approval is recorded")
    assert seen["progress"] == "It is recorded how far the force is with recommendation 3."
    assert seen["recorded"].startswith(
        "It is recorded in the draft. The files to publish are kept."
    )
    assert seen["corrected"].startswith("The correction is recorded.")
    assert seen["focused"] == "govuk-error-summary"  # the day was missing at first
    assert seen["messages"] == []


def test_what_is_typed_and_pasted_in_the_editor_is_in_the_draft(seen: dict[str, Any]) -> None:
    assert (
        "  closing: |\n"
        "    We will **ask again** of <https://www.example.org/force>\n\n"
        "    - in May\n"
        "    - in June\n\n"
        "    And **pasted**.\n\n"
        "    a. one\n"
        "    b. two\n\n"
        "    | Force | Note |\n"
        "    | --- | --- |\n"
        "    | North |  |\n"
        "    |  |  |\n\n"
    ) in seen["typed"]
    # The row after the head that was deleted is the head.
    assert [one[:3] for one in seen["head"]] == ["<th", "<th"]
    assert "North" in seen["head"][0]
    assert seen["left"] == "Left out of what you pasted: 1 picture, colours. The words are kept."


def test_a_tab_that_is_closed_after_the_last_key_keeps_what_was_typed(seen: dict[str, Any]) -> None:
    assert "  opening: |\n    First. Second. Third.\n" in seen["closed"]
