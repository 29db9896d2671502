"""Write and read the ScreenTips of links: a link's title, or its own words where it has none.

Every link has a tip, because LibreOffice describes the link by it when it makes a PDF, and PDF/UA-1
(ISO 14289-1, clause 7.18.5) asks for a description of each. Only a title is part of the draft, so a
tip that is no title ends in a character of no width.
"""

from __future__ import annotations

from s55.word.xml import xml_safe

_NO_TITLE = "\N{WORD JOINER}"
_LONGEST = 255
"""Characters of a tip that Word keeps."""


def tip_of(title: str, words: str) -> str:
    """Give the tip of a link with a title ('' for none) and with such words."""
    if title:
        return xml_safe(" ".join(title.split()))
    return xml_safe(" ".join(words.split()))[: _LONGEST - 1] + _NO_TITLE


def title_of(tip: str) -> str:
    """Give the title that a tip shows; '' where it only repeats the link's words."""
    return "" if tip.endswith(_NO_TITLE) else " ".join(tip.split())
