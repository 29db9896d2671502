"""Embed the response's data in its page, so that the draft can be restored from it."""

from __future__ import annotations

import json

from markupsafe import Markup

from s55.json_texts import read_json

DATA_NAME = "response.json"
"""The name under which every format carries the data."""

PAPER_DATA_NAME = "responses.json"
"""The same for a paper of several responses."""

FORM_DATA_NAME = "s55"
"""The property of a Word form that names its draft, and says how each place was sent."""

_HEAD_ENDS = "</head>"


def compact(data: bytes) -> str:
    """Write JSON in one line of ASCII, which no program that saves the page changes."""
    return json.dumps(read_json(data), separators=(",", ":"))


def with_data(page: str, data: bytes, name: str = DATA_NAME) -> str:
    """Add the response's data to the head of a page; nothing of it is shown, run or fetched."""
    head, ends, rest = page.partition(_HEAD_ENDS)
    if not ends:
        return page
    meta = Markup('<meta name="{}" content="{}">\n').format(name, compact(data))
    return f"{head}{meta}{ends}{rest}"
