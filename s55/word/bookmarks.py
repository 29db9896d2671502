"""Name the bookmarks around fields, and find where they begin and end in a returned file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field

from lxml import etree

from s55.records import dataclass
from s55.word.xml import BOOKMARK_END, BOOKMARK_START, w


def bookmark_name(path: str, occurrence: int) -> str:
    """Name the bookmark around a field: letters and digits, at most 40 of them.

    Args:
        path: the field's path in the draft.
        occurrence: 1 where the document shows the field first, 2 where it shows it again.
    """
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()
    return f"s55_{digest[:20]}_{occurrence}"


@dataclass(slots=True)
class Bookmarks:
    """The bookmarks around places.

    LibreOffice (7.4) closes one around a text that ends with a table, and opens it again in the
    last paragraph: so each begins where it begins first, and ends where it ends last.

    Attributes:
        starts: the elements at which they begin, by the keys of their places.
        ends: the elements at which they end.
    """

    starts: dict[tuple[str, int], etree._Element] = field(default_factory=dict)
    ends: dict[tuple[str, int], etree._Element] = field(default_factory=dict)


def bookmarks_in(body: etree._Element, names: Mapping[str, tuple[str, int]]) -> Bookmarks:
    """Find the bookmarks of a document; ``names`` gives the key of the place for each name."""
    found = Bookmarks()
    opened: dict[str, tuple[str, int]] = {}
    for mark in body.iter(BOOKMARK_START, BOOKMARK_END):
        number = mark.get(w("id"), "")
        key = names.get(mark.get(w("name"), ""))
        if mark.tag == BOOKMARK_START and key is not None:
            opened[number] = key
            found.starts.setdefault(key, mark)
        elif mark.tag == BOOKMARK_END and number in opened:
            found.ends[opened[number]] = mark
    return found
