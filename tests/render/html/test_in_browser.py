"""The page in a browser: accessible, and narrow enough for a telephone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from s55.lint.field_list import as_html, field_lines
from s55.lint.parsed.opening import opened
from s55.lint.samples import sample_view
from s55.render.html.document import to_html
from s55.templating.gathered_manifest import GatheredManifest
from s55.templating.registry import find_set_of, standard_sets
from s55.views.invitation import InvitationDates, invitation_part, invitation_view
from tests.command import ROOT
from tests.drafts_for_tests import response_of, settings_of
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


def _gathered() -> str:
    """The register of two offices, from the sample of the template sets."""
    template = find_set_of(GatheredManifest, "gathered", [standard_sets()])
    view = sample_view(template, "gathered register")
    assert view is not None
    return to_html(view, template)


def test_the_register_of_several_offices_is_accessible(tmp_path: Path) -> None:
    """axe-core finds nothing on it."""
    path = tmp_path / "gathered.html"
    path.write_text(_gathered(), encoding="utf-8")
    (verdict,) = axe([path])
    assert verdict.findings == ()
    assert verdict.passed


def test_no_sideways_scrolling_at_320_pixels(pages: list[Path], tmp_path: Path) -> None:
    """A page fits a window of 320 pixels, or 400 % zoom (WCAG 2.2, 1.4.10).

    So do the invitation, of which the PDF is printed, the list of a set's fields, and the register
    of several offices.
    """
    text = (ROOT / "responses/call-handling-2024.yaml").read_text(encoding="utf-8")
    chosen = standard_set("opccn-2023")
    part = invitation_part(chosen.manifest)
    asked = InvitationDates(date(2024, 4, 10), date(2024, 5, 2))
    view = invitation_view(response_of(text), settings_of(), chosen.manifest, asked)
    more = {
        "invitation": to_html(view, chosen, part.html_layout),
        "fields": as_html(field_lines(opened(chosen)), "Fields"),
        "gathered": _gathered(),
    }
    written = [tmp_path / f"{name}.html" for name in more]
    for path, page in zip(written, more.values(), strict=True):
        path.write_text(page, encoding="utf-8")
    results = _run_node("narrow.mjs", [str(page) for page in (*pages, *written)])
    assert [(result["width"], result["outside"]) for result in results] == [(320, [])] * 7
