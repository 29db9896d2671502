"""What is shown beside the response."""

from __future__ import annotations

from pathlib import Path

from s55.preview.draft import Preview
from s55.preview.html import panels
from s55.problems import error, warning


def test_what_stops_a_response_is_told_first() -> None:
    """In the draft and in the template set alike; else in the order in which it was found."""
    preview = Preview("one", Path("responses/one.yaml"))
    preview.problems = (
        warning("D101", "first warning", ""),
        error("D102", "an error", ""),
        warning("D103", "second warning", ""),
        warning("L101", "warning of the set", ""),
        error("L102", "error of the set", ""),
    )
    page = panels(preview, "")
    told = ["an error", "first warning", "second warning", "error of the set", "warning of the set"]
    assert sorted(told, key=page.index) == told
