"""Mark each paragraph, cell or heading of a page that changed since the page was last made."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from lxml import html

CHANGED = "data-s55-changed"
"""The attribute of an element whose words are new."""

_BLOCKS = frozenset("p li td th h1 h2 h3 h4 h5 h6 caption pre dt dd".split())

_STYLE = """
[data-s55-changed] { outline: 3px dashed #7a3e00; outline-offset: 3px; background: #fff4d6; }
[data-s55-changed]::after { content: " (changed)"; color: #7a3e00; font-weight: bold; }
"""


def with_changes(page: str, before: str | None) -> tuple[str, int]:
    """Mark what changed in a page since ``before``; give the page and the number of places.

    Args:
        page: the page now.
        before: the page as it was made before; None for the first time.
    """
    if before is None or page == before:
        return page, 0
    tree, earlier = html.document_fromstring(page), html.document_fromstring(before)
    blocks = _blocks(tree)
    changed = _changed([_words(b) for b in _blocks(earlier)], [_words(b) for b in blocks])
    for at in changed:
        blocks[at].set(CHANGED, "")
    if not changed:
        return page, 0
    style = html.Element("style")
    style.text = _STYLE
    tree.insert(0, style) if (head := tree.find("head")) is None else head.append(style)
    text: str = html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")
    return text, len(changed)


def _blocks(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """List the innermost elements of text, in their order."""
    return [
        one
        for one in tree.body.iter()
        if one.tag in _BLOCKS and not any(inner.tag in _BLOCKS for inner in one.iterdescendants())
    ]


def _words(block: html.HtmlElement) -> str:
    return f"{block.tag} {' '.join(block.text_content().split())}"


def _changed(before: Sequence[str], after: Sequence[str]) -> list[int]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [
        at
        for kind, _, _, start, end in matcher.get_opcodes()
        if kind in {"replace", "insert"}
        for at in range(start, end)
    ]
