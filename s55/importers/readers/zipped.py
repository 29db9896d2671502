"""Read a page that was saved with its folder of pictures and packed as a zip file.

Nothing is unpacked to the disk: the page is read by its name, whatever path that has.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from s55.errors import S55Error
from s55.importers.readers import refusals
from s55.importers.readers.refusals import MAX_PART, MAX_UNPACKED
from s55.importers.source import SetAside, Source, SourcePosition
from s55.model.verdict import Aside
from s55.records import dataclass
from s55.word.package import Limits, ZippedParts

_MAX_PARTS = 5_000
_MOST_NAMED = 5
_PAGE = re.compile(r"\.x?html?$", re.IGNORECASE)
_FOLDER_OF_PAGE = re.compile(r"(?:[_\-.](?:files|dateien|fichiers|archivos)|^__macosx)$", re.I)
"""The folder of what a page needs, as browsers name it, or what macOS adds to zip files."""


@dataclass(frozen=True, slots=True)
class _ZipRefusals:
    """The errors for a file by its name."""

    name: str

    def damaged(self, why: str) -> S55Error:
        return refusals.damaged(self.name, "zip", why)

    def encrypted(self) -> S55Error:
        return refusals.encrypted(self.name, "zip")

    def too_large(self, why: str) -> S55Error:
        return refusals.too_large(self.name, why)

    def foreign(self, why: str) -> S55Error:
        return refusals.several(self.name, why)


def read_zip(data: bytes, name: str) -> Source:
    """Read the one web page of a zip file; ``name`` is for messages.

    Raises:
        S55Error: I102 it is too large unpacked, I103 it holds several pages or none, I104 it is
            damaged, I105 it is locked with a password, and what reading the page raises.
    """
    from s55.importers.readers.html.reader import read_html

    errors = _ZipRefusals(name)
    parts = ZippedParts(data, errors, Limits(_MAX_PARTS, MAX_UNPACKED, MAX_PART), "zip")
    pages = sorted(filter(_is_page, parts.names))
    if not pages:
        raise errors.foreign("there is no web page in the zip file")
    fewest = min(len(PurePosixPath(page).parts) for page in pages)
    first = [page for page in pages if len(PurePosixPath(page).parts) == fewest]
    if len(first) > 1:
        raise errors.foreign(f"there are several web pages in the zip file: {_named(first)}")
    source = read_html(parts.bytes_of(first[0]) or b"", name)
    others = tuple(
        SetAside(
            f"the page '{_shown(page)}' in the zip file was not read",
            Aside.OTHER_FILE,
            SourcePosition(),
            about=True,
        )
        for page in pages
        if page not in first
    )
    return replace(source, set_aside=(*source.set_aside, *others))


def _is_page(name: str) -> bool:
    folders = PurePosixPath(name).parts[:-1]
    return bool(_PAGE.search(name)) and not any(map(_FOLDER_OF_PAGE.search, folders))


def _named(pages: list[str]) -> str:
    more = len(pages) - _MOST_NAMED
    shown = ", ".join(f"'{_shown(page)}'" for page in pages[:_MOST_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown


def _shown(name: str) -> str:
    """Write a name of the file on one line, without what a terminal would obey."""
    return "".join(one if one.isprintable() else "?" for one in name)[:200]
