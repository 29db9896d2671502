"""Publication pages made of small responses, without rendering their documents."""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdf

from s55.model.office import Settings
from s55.office.cases import Case
from s55.render.site.site import Rendered, site_files
from s55.templating.registry import find_set_of, standard_sets
from s55.templating.sets import AnySet
from s55.templating.site_manifest import SiteManifest
from s55.views.site.frame import SiteContext, latest_first
from tests.drafts_for_tests import SETTINGS, settings_of
from tests.office.cases_for_tests import TODAY, case

ADDRESS = "https://www.example.org/section-55"
SITE_SETTINGS = settings_of(f"{SETTINGS}site:\n  address: {ADDRESS}\n")

PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>Response: {title}</title>
<style>
h1 {{ color: #1d2f5f; }}
.skip {{ position: absolute; top: -6rem; }}
@media print {{ .skip {{ display: none; }} }}
</style>
</head>
<body>
<a class="skip" href="#response">Skip to the response</a>
<header>
<h1>{title}</h1>
</header>
<main id="response">
<h2>Findings</h2>
<ol start="3" style="counter-reset: list-item 2"><li>{title}</li></ol>
</main>
</body>
</html>
"""
"""A page like those of the standard template sets, but short."""


def site_set() -> AnySet[SiteManifest]:
    """The standard set of publication pages."""
    return find_set_of(SiteManifest, "site", [standard_sets()])


def titled(name: str, title: str, published: str, answered: str | None, **parts: Any) -> Case:
    """A signed case of a report with a title."""
    inspection = {
        "title": title,
        "published": published,
        "publication_types": ["PEEL"],
        "forces": ["Saltmarsh Police"],
        "link": {"address": "https://www.example.org/report"},
    }
    signed = {"name": "Robin Sample", "date": published}
    return case(
        case_day(published),
        name=name,
        answered=answered,
        inspection=inspection,
        sign_off=signed,
        **parts,
    )


def case_day(text: str) -> Any:
    """A day as the cases of the tests take it."""
    return type(TODAY).fromisoformat(text)


def context(cases: Sequence[Case], settings: Settings = SITE_SETTINGS) -> SiteContext:
    """What the pages of these cases are made from."""
    return SiteContext(latest_first(cases), settings, site_set().manifest, TODAY)


@functools.cache
def blank_pdf() -> bytes:
    """A PDF of two blank pages."""
    writer = pypdf.PdfWriter()
    for _ in range(2):
        writer.add_blank_page(100, 100)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def rendered(one: Case, page: str = PAGE) -> Rendered:
    """A case as it would come from its rendering."""
    html = page.format(title=one.response.inspection.title)
    return Rendered(one, html.encode(), blank_pdf(), b"PK: a Word file")


def files(
    cases: Sequence[Case], page: str = PAGE, settings: Settings = SITE_SETTINGS
) -> dict[str, bytes]:
    """All files of the pages of these cases."""
    return site_files(context(cases, settings), [rendered(one, page) for one in cases], site_set())


def write(cases: Sequence[Case], folder: Path) -> None:
    """Write the pages of these cases."""
    for name, data in files(cases).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


BOATS = {
    "recommendations": {
        "items": [
            {
                "number": "1",
                "text": "Count the boats.\n\n## In the harbour\n\n- all\n- of them",
                "owner": "Head of Boats",
                "target_date": "2026-01-31",
                "action": "proposed",
                "action_details": "Who:\n\n| Boat | Count |\n|---|---|\n| Tug | 2 |",
                "history": [{"date": "2026-02-01", "status": "in progress", "note": "Half done."}],
            },
            {"number": "2", "text": "Paint the boats.", "status": "complete"},
        ]
    }
}


@functools.cache
def a_site() -> tuple[Case, ...]:
    """Six responses to sort and to search."""
    return (
        titled("zebras", "Zebras and Wŷl", "2025-10-10", "2025-11-20"),  # day 42
        titled("apples", "apples", "2025-10-09", "unknown"),
        titled("emigres", "Émigrés", "2024-07-02", "2024-09-30"),  # day 91
        titled("boats-10", "Boats, item 10", "2024-01-09", "2024-02-01", **BOATS),  # day 24
        titled("boats-9", "Boats, item 9", "2023-12-31", "2024-02-24", **BOATS),  # day 56
        titled("cats", "Cats", "2023-01-05", "2023-01-20"),  # day 16
    )
