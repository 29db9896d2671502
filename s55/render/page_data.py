"""The response's data in the page itself, so that a page that comes back is its draft again."""

from __future__ import annotations

import json

from markupsafe import Markup

DATA_NAME = "response.json"
"""The name under which every format carries the data."""

FORM_DATA_NAME = "s55"
"""The property of a form in Word that says whose it is, and how each place was sent."""

_HEAD_ENDS = "</head>"


def compact(data: bytes) -> str:
    """JSON in one line of plain ASCII, which survives every program that keeps it."""
    return json.dumps(json.loads(data), separators=(",", ":"))


def with_data(page: str, data: bytes) -> str:
    """The page with the response's data in its head: nothing of it is shown, run or fetched.

    Args:
        page: the page of :func:`s55.render.html.to_html`.
        data: the response as JSON.
    """
    head, ends, rest = page.partition(_HEAD_ENDS)
    if not ends:
        return page
    meta = Markup('<meta name="{}" content="{}">\n').format(DATA_NAME, compact(data))
    return f"{head}{meta}{ends}{rest}"
