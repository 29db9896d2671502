"""The page in a browser: accessible, and narrow enough for a telephone."""

from __future__ import annotations

from pathlib import Path

import pytest

from s55.render.html.document import to_html
from tests.render.sets_for_tests import STANDARD_SETS, standard_set
from tests.validators import _run_node, axe
from tests.views_for_tests import LOGO, rich_view

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Pages of every standard set, with every kind of node, as a draft and as it is published."""
    folder = tmp_path_factory.mktemp("pages")
    written = []
    for name in STANDARD_SETS:
        for draft in (True, False):
            view = rich_view(draft=draft, logo=None if draft else LOGO)
            path = folder / f"{name}-{draft}.html"
            path.write_text(to_html(view, standard_set(name)), encoding="utf-8")
            written.append(path)
    return written


def test_no_violation_of_wcag_or_best_practice(pages: list[Path]) -> None:
    """axe-core finds nothing: WCAG 2.2 A and AA, and its best practice."""
    verdicts = axe(pages)
    assert len(verdicts) == 4
    assert [verdict.findings for verdict in verdicts] == [()] * 4
    assert all(verdict.passed for verdict in verdicts)


def test_no_sideways_scrolling_at_320_pixels(pages: list[Path]) -> None:
    """A page fits a window of 320 pixels, or 400 % zoom (WCAG 2.2, 1.4.10)."""
    results = _run_node("narrow.mjs", [str(page) for page in pages])
    assert [(result["width"], result["outside"]) for result in results] == [(320, [])] * 4
