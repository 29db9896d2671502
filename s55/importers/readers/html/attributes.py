"""Refuse HTML with a tag of so many attributes that the parser would take their square."""

from __future__ import annotations

import re

from s55.importers.readers.refusals import too_large

_MOST = 2_000
"""Words of a tag outside of quotes: a page has tens, and one by a program a few hundred."""
QUOTED = r"\"[^\"]*\"|'[^']*'"
_TAG = re.compile(
    r"<(?P<raw>script|style)\b[^<]*(?:<(?!/(?P=raw))[^<]*)*+"  # has no tags in it
    rf"|<[a-z](?P<said>(?:[^<>\"']|{QUOTED})*+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(f"{QUOTED}|/")


def check_attributes(text: str, name: str) -> None:
    """Count the attributes of each tag, in one walk through the text.

    Args:
        text: HTML.
        name: the file as the user named it, for messages.

    Raises:
        S55Error: I102 a tag has too many.
    """
    for tag in _TAG.finditer(text):
        said = tag["said"] or ""
        if len(said) > _MOST and len(_BETWEEN.sub('" ', said).split()) > _MOST:
            raise too_large(name, f"one of its elements has more than {_MOST:,} attributes")
