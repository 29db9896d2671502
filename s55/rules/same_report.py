"""Find drafts that answer the same report, which every list would count twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePath
from urllib.parse import urlsplit

from s55.model.dates import with_weekday
from s55.model.inspection import Inspection
from s55.model.open_data.identity import folded_title
from s55.problems import Problem, warning

_COPY = re.compile(
    r"(?P<name>.+?)"
    r"(?:(?i: - copy)(?: \(\d+\))?| ?\(\d+\)|(?i: \([^()]*conflicted copy[^()]*\))"
    r"|\.sync-conflict-[\w-]+|-[A-Z0-9]*[A-Z][A-Z0-9]*)"
)
"""How sync programs and file managers name a copy that they leave beside a file."""


def same_report_problems(drafts: Iterable[tuple[str, Inspection]]) -> list[Problem]:
    """Warn of each draft that answers a report which a draft before it answers already (D144).

    Two reports are the same if they have the same address, or the same title and day of
    publication.

    Args:
        drafts: the file of each draft and the report that it answers; a file that is given twice,
            by its name and by its path, counts once.
    """
    first: dict[tuple[str, ...], str] = {}
    found: list[Problem] = []
    # The shorter name first: it is the original, and a longer one may be a copy of it.
    for file, inspection in sorted(dict(drafts).items(), key=lambda one: (len(one[0]), one[0])):
        keys = list(report_keys(inspection.title, inspection.published, inspection.link.address))
        earlier = next((first[key] for key in keys if key in first), None)
        if earlier is not None:
            found.append(_doubled(earlier, file, inspection))
        for key in keys:
            first.setdefault(key, earlier or file)
    return found


def report_keys(title: str, published: date, address: str) -> Iterator[tuple[str, ...]]:
    """Give what makes two reports the same: the title and the day, or the address.

    Args:
        title: of the report; capitals and white space do not count.
        published: the day the report was published.
        address: where it lies; '' where that is not known.
    """
    yield folded_title(title), published.isoformat()
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return
    # An address without a path is a whole web site, which many reports lie on.
    if (path := parts.path.rstrip("/")) and not host.endswith(".invalid"):
        yield host, path, parts.query


def _doubled(earlier: str, file: str, inspection: Inspection) -> Problem:
    name, other = PurePath(file).stem, PurePath(earlier).stem
    if name == other:  # then only their ends tell them apart
        name, other = PurePath(file).name, PurePath(earlier).name
    copied = _COPY.fullmatch(name)
    looks = (
        f"'{name}' looks like a copy that a sync program left: compare the two, and keep one"
        if copied and copied["name"].casefold() == other.casefold()
        else "Keep one of them, and move the other out of the folder"
    )
    return warning(
        "D144",
        f"'{other}' and '{name}' answer the same report: {inspection.title}, published "
        f"{with_weekday(inspection.published)}; lists count it twice",
        f"{looks}.",
        path="inspection",
    ).in_file(file)
