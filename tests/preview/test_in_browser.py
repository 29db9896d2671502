"""The preview in real headless Chromium: from saving a file to seeing the change."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.command import ROOT, run_s55
from tests.preview.browsing import DRAFT, seen_in_browser

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("preview") / "office"
    folder.mkdir()
    shutil.copy(ROOT / "settings.yaml", folder)
    shutil.copytree(ROOT / "responses", folder / "responses")
    return seen_in_browser(folder, 2)


def test_nothing_goes_wrong_in_the_page(seen: dict[str, Any]) -> None:
    assert seen["messages"] == []
    assert seen["violations"] == []


def test_nothing_scrolls_sideways_at_320_pixels(seen: dict[str, Any]) -> None:
    """Nor at 400 % zoom: the preview, the response within it, and the page of a file's lines."""
    fits = {"width": 0, "outside": []}
    assert seen["narrow"] == dict.fromkeys(("preview", "response", "source"), fits)


def test_a_saved_draft_is_followed_without_a_jump(seen: dict[str, Any]) -> None:
    """The scroll position stays, and what is new is marked, in the page and in words."""
    assert seen["scrolled"] == 500
    assert seen["panelScrolled"] == 120
    (marked,) = seen["marked"]
    assert marked.startswith("HMICFRS looked at nine forces")
    assert seen["news"] == "1 place has changed since the last time."
    assert len(seen["milliseconds"]) == 2


def test_a_saved_stylesheet_is_followed(seen: dict[str, Any]) -> None:
    assert seen["styled"] is True


def test_a_saved_word_layout_is_followed(seen: dict[str, Any]) -> None:
    assert seen["pdfPages"] >= 2
    assert seen["wordPages"] >= 2


def test_a_broken_layout_shows_its_problem_and_keeps_the_page(seen: dict[str, Any]) -> None:
    assert "L203" in seen["problem"]
    assert "titel" in seen["problem"]
    assert "Did you mean 'title'?" in seen["problem"]
    assert seen["stale"] == "The page shows the draft as it was before the problem."
    assert seen["kept"].startswith("Norfolk Police and Crime Commissioner (PCC) response")


def test_it_works_by_keyboard(seen: dict[str, Any]) -> None:
    """The first stop passes over the head; a problem leads to its line."""
    assert seen["firstStop"] == "Skip to the problems"
    assert seen["skippedTo"] == "beside"
    place = seen["firstProblem"]
    assert place.startswith(f"responses/{DRAFT}.yaml:")
    assert seen["source"] == f"responses/{DRAFT}.yaml"
    assert seen["line"] == f"L{place.split(':')[1]}"


def test_a_port_that_is_taken(workspace: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run_s55("preview", "--no-browser", "--port", port, cwd=workspace)
    assert result.status == 2
    assert f"error U110: port {port} cannot be used" in result.err
