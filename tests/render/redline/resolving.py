"""Accept or reject the tracked changes of a Word file, as ECMA-376 part 1, 17.13.5 has it."""

from __future__ import annotations

from lxml import etree

from s55.word.xml import TR, P, w

_PROPERTIES = {w("rPr"), w("trPr")}
"""Where a change is a mark on something, and holds nothing."""


def resolved(root: etree._Element, *, accept: bool) -> etree._Element:
    """The text after all changes of ``root`` (which is changed) were accepted or rejected."""
    gone, kept = (w("del"), w("ins")) if accept else (w("ins"), w("del"))
    _resolve_rows(root, gone)
    for change in list(root.iter(w("pPrChange"))):
        _resolve_properties(change, accept=accept)
    ended = [
        paragraph
        for paragraph in root.iter(P)
        if paragraph.find(f"{w('pPr')}/{w('rPr')}/{gone}") is not None
    ]
    for change in _holding(root, gone):
        _remove(change)
    for change in _holding(root, kept):
        parent = _parent(change)
        place = parent.index(change)
        parent[place : place + 1] = list(change)
    for node in root.iter(w("delText"), w("delInstrText")):
        node.tag = w("t") if node.tag == w("delText") else w("instrText")
    for link in list(root.iter(w("hyperlink"))):
        if not len(link):
            _remove(link)
    for paragraph in ended:
        _join(paragraph)
    return root


def _holding(root: etree._Element, name: str) -> list[etree._Element]:
    return [one for one in root.iter(name) if _parent(one).tag not in _PROPERTIES]


def _resolve_rows(root: etree._Element, gone: str) -> None:
    for row in list(root.iter(TR)):
        if row.find(f"{w('trPr')}/{gone}") is not None:
            _remove(row)
    for table in list(root.iter(w("tbl"))):
        if table.find(TR) is None:
            _remove(table)


def _resolve_properties(change: etree._Element, *, accept: bool) -> None:
    properties = _parent(change)
    if accept:
        properties.remove(change)
        return
    look = properties.find(w("rPr"))
    properties[:] = list(change[0]) if look is None else [*change[0], look]


def _join(paragraph: etree._Element) -> None:
    """Join a paragraph whose end is gone with the next one, whose properties remain."""
    following = paragraph.getnext()
    held = [child for child in paragraph if child.tag != w("pPr")]
    if following is not None and following.tag == P:
        place = 1 if following.find(w("pPr")) is not None else 0
        following[place:place] = held
    else:
        assert not held, "words of a paragraph whose end is gone would be lost"
    _remove(paragraph)


def _remove(node: etree._Element) -> None:
    _parent(node).remove(node)


def _parent(node: etree._Element) -> etree._Element:
    parent = node.getparent()
    assert parent is not None
    return parent
