"""The publication pages in a browser: accessible, small, by keyboard, without scripts, on paper."""

from __future__ import annotations

import base64
import functools
import io
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.command import ROOT, run_s55
from tests.render.site_for_tests import a_site, write
from tests.validators import _run_node, axe

pytestmark = pytest.mark.slow

TITLES = ["Zebras and Wŷl", "apples", "Émigrés", "Boats, item 10", "Boats, item 9", "Cats"]
"""The latest report first."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
        """Say nothing."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pages, as they are written, within another folder."""
    folder = tmp_path_factory.mktemp("web") / "of the office" / "pages"
    write(a_site(), folder)
    return folder


@pytest.fixture(scope="module")
def served(pages: Path) -> Iterator[str]:
    """The address at which a server serves the folder: not at its root."""
    handler = functools.partial(_Quiet, directory=str(pages.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/pages/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def used(pages: Path, served: str) -> list[dict[str, Any]]:
    """What was seen when the pages were used: from the folder, and from the server."""
    return _run_node("site.mjs", [f"{pages.as_uri()}/", served])


@pytest.fixture(scope="module")
def every_page(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pages of small responses, and those of the example drafts."""
    examples = tmp_path_factory.mktemp("examples") / "site"
    assert run_s55("site", "--out", str(examples), cwd=ROOT).status == 0
    found = sorted([*pages.rglob("*.html"), *examples.rglob("*.html")])
    assert len(found) == 8 + 7
    return found


def test_no_violation_of_wcag_or_best_practice(every_page: list[Path]) -> None:
    """axe-core finds nothing on any page: WCAG 2.2 A and AA, and its best practice."""
    found = axe(every_page)
    assert [(verdict.findings, verdict.passed) for verdict in found] == [((), True)] * 15


def test_no_sideways_scrolling_in_a_small_window(
    every_page: list[Path], used: list[dict[str, Any]]
) -> None:
    """At 320 pixels, and in a window of 1280 pixels at 400 %."""
    results = _run_node("narrow.mjs", [str(page) for page in every_page])
    assert [(result["width"], result["outside"]) for result in results] == [(320, [])] * 15
    assert [set(one["widths"].values()) for one in used] == [{320}, {320}]


def test_the_browser_complains_of_nothing_and_fetches_only_the_pages_own_files(
    used: list[dict[str, Any]],
) -> None:
    """Neither from a folder nor from a server; and the pages keep nothing in the browser."""
    for one in used:
        assert one["messages"] == []
        files = {address.removeprefix(one["folder"]) for address in one["requests"]}
        assert all("://" not in name for name in files)
        assert {"assets/style.css", "assets/script.js", "assets/response.css"} <= files
        assert one["kept"] == 0


def test_all_is_reached_by_keyboard_and_the_focus_is_seen(used: list[dict[str, Any]]) -> None:
    """Skip link, pages, years, search, a button for each column, responses, files."""
    for one in used:
        stops = one["stops"]
        assert [stop["name"] for stop in stops] == [
            "Skip to the content", "All responses", "Open recommendations",
            "2025 (2)", "2024 (2)", "2023 (2)",
            "Search this list",
            "Inspection report", "Force", "Report published", "Response published",
            "In time or late",
            *TITLES,
            "Calendar of days to come (iCalendar)", "New responses as a feed (Atom)",
            "All responses as data (JSON)", "What the data means (JSON Schema)",
            "All responses as a table (CSV)", "All recommendations as data (JSON)",
            "What the data on recommendations means (JSON Schema)",
            "All recommendations as a table (CSV)", "Calendar of days to come (iCalendar)",
        ]  # fmt: skip
        assert all(stop["outlined"] and stop["seen"] and stop["height"] >= 24 for stop in stops)


def test_the_search_filters_and_announces(used: list[dict[str, Any]]) -> None:
    """Without regard to capitals and accents, all words, in any cell; Escape empties it."""
    for one in used:
        assert one["status"] == ["status", "polite"]
        found = {seen["words"]: seen for seen in one["searched"]}
        assert found["WYL"]["titles"] == ["Zebras and Wŷl"]
        assert found["WYL"]["count"] == "1 of 6 shown"
        assert found["WYL"]["groups"] == ["2025"]
        assert found["2024 late"]["titles"] == ["Émigrés"]
        assert found["nothing like this"] == {
            "words": "nothing like this", "count": "0 of 6 shown", "titles": [], "groups": [],
        }  # fmt: skip
        assert found[""]["titles"] == TITLES
        assert found[""]["count"] == "6 of 6 shown"
        assert found[""]["groups"] == ["2025", "2024", "2023"]


def test_sorting_by_keyboard(used: list[dict[str, Any]]) -> None:
    """Words as words, dates as dates, numbers as numbers; what is not recorded stands last."""
    z, a, e, ten, nine, c = TITLES
    by_title = [a, nine, ten, c, e, z]
    answered = [c, ten, nine, e, z]  # apples have none
    expected = {
        ("Inspection report", "Enter"): by_title,
        ("Inspection report", "Space"): by_title[::-1],
        ("Report published", "Enter"): TITLES[::-1],
        ("Report published", "Space"): TITLES,
        ("Response published", "Enter"): [*answered, a],
        ("Response published", "Space"): [*answered[::-1], a],
        ("In time or late", "Enter"): [c, ten, z, nine, e, a],
    }
    for one in used:
        found = {(seen["name"], seen["key"]): seen for seen in one["sorted"]}
        for how, titles in expected.items():
            assert found[how]["titles"] == titles, how
            assert found[how]["focused"], how
        assert found["Inspection report", "Enter"]["sorts"] == ["ascending", *[None] * 4]
        assert found["Inspection report", "Space"]["sorts"] == ["descending", *[None] * 4]
        assert found["Inspection report", "Space"]["groups"] == []
        assert found["Report published", "Space"]["groups"] == ["2025", "2024", "2023"]
        assert found["Report published", "Space"]["sorts"] == [None, None, "descending", None, None]


def test_without_scripts_the_content_is_complete(used: list[dict[str, Any]]) -> None:
    """The same words, without the tools."""
    for one in used:
        for name, plain in one["plain"].items():
            assert plain["controls"] == 0
            tools = r"Search this list\n*|\d+ of \d+ shown\n*"
            with_script = re.sub(tools, "", one["text"][name])
            assert with_script.split() == plain["text"].split(), name
        index, register, response = (one["plain"][name]["text"] for name in one["names"])
        assert all(title in index for title in TITLES)
        assert "Count the boats." in register
        assert "Zebras and Wŷl" in response


def test_on_paper_the_content_stays_and_the_controls_go(used: list[dict[str, Any]]) -> None:
    """As the browser prints it."""
    for one in used:
        for name, paper in one["paper"].items():
            assert paper["controls"] == [], name
            assert "Search this list" not in paper["text"]
        reader = pypdf.PdfReader(io.BytesIO(base64.b64decode(one["paper"]["index.html"]["pdf"])))
        printed = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
        assert all(title in printed for title in TITLES)
        assert "of 6 shown" not in printed
