"""Parse HTML as browsers do, within limits."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from s55.importers.readers.html.attributes import QUOTED, check_attributes
from s55.importers.readers.refusals import MAX_DEPTH, too_large

_WITHOUT_END = "bgsound command embed keygen source track wbr"
_OPEN = re.compile(
    rf"<(?P<name>{_WITHOUT_END.replace(' ', '|')})(?=[\s/>])(?:[^<>\"']|{QUOTED})*+>", re.IGNORECASE
)
"""Elements that have no end in HTML (13.1.2), and that libxml2 lets run on to the end of what
they are in: it knows only those of HTML 4."""


def element_tree(text: str, name: str) -> HtmlElement | None:
    """Parse HTML and return its root; None where there is none.

    Raises:
        S55Error: I102 it is nested too deep, or a tag has too many attributes. The parser itself
            stops only at far greater depths.
    """
    check_attributes(text, name)
    parser = HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        recover=True,
        huge_tree=True,  # without it a paragraph of 10 MB is lost
    )
    data = _ended(text).replace("\0", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data or b"<html/>", parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError):
        return None
    if root is None:
        return None
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise too_large(name, f"its elements are nested more than {MAX_DEPTH} deep")
    return root


def _ended(text: str) -> str:
    """Write the end of each element that cannot hold anything."""
    return _OPEN.sub(r"\g<0></\g<name>>", text)
