"""Find the forces that a report is about: by the table of forces, then by how names are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from s55.importers.reports.outline import greeting_of
from s55.importers.source import SourceBlock
from s55.importers.wording import SHOULD
from s55.model.forces import forces_in, without_forces

ALL_FORCES = "All local forces in England and Wales"
_WORD = r"(?!Constabulary\b|Police\b)[A-Z][a-z]+(?:-[a-z]+)*(?:[’'][a-z]+)?"
_UNKNOWN = re.compile(
    rf"\b({_WORD}(?:(?:,?\s+(?:and|of|&)\s+|\s+){_WORD}){{0,4}})\s+"
    r"(Constabulary|Police Service|"
    r"Police(?!,?\s+(?:and\s+Crime|Fire|Chief|Federation|Crime|Act|Now|Code|Staff|Conduct)))\b"
)
"""A force that the table does not know: a name in capitals before 'Police' or 'Constabulary'."""
_NO_FORCE = re.compile(
    r"^(?:The|Our|Their|All|HM|HMI|Her|His|British Transport|Military|Royal|National|Neighbourhood|"
    r"Metropolitan and|College of|Majesty.*|Inspect.*|Chief.*|.*Inspectorate.*|State of|"
    r"Authorised.*)$"
)
_OPENERS = re.compile(
    r"^(?:(?:The|In|At|By|Of|For|From|With|While|When|Since|Both|As|That|If|But|However|Overall|"
    r"Constable|Commissioner|Chief|Temporary|Acting|Deputy|Inspectors?|PEEL|Officers?|Dear|An|"
    r"Inspection|How|Why|What|Which|Where|Does|Do|Is|Are|Can|Has|Have)\s+(?:of\s+)?)+"
)
_EVERY = re.compile(
    r"\b(?:all\s+(?:43\s+|forty-three\s+|local\s+|police\s+)*forces|43\s+(?:police\s+)?forces|"
    rf"every\s+(?:police\s+)?force|chief\s+constables|police\s+forces\s+{SHOULD})\b",
    re.IGNORECASE,
)
_MAY_NAME = re.compile(r"Police|Constab|Heddlu|GMP|MPS|[Cc]hief|[Cc]ommissioner|police|constab")
"""What a text holds that names a force; most do not, and are not searched."""
_SUBTITLE = re.compile(r"an\s+inspection\s+(?:of|by)\b", re.IGNORECASE)
_COVERS = re.compile(
    r"(?:(?:this|our)\s+(?:report|inspection)\s+(?:covers|is\s+(?:about|on)|was\s+of)\b|"
    r"(?:(?:inspected|visited)\s+)?forces?(?:\s+(?:inspected|visited))?\s*:)",
    re.IGNORECASE,
)
_CHIEF = re.compile(r"\b(?:chief\s+constable|chief\s+officer|commissioner\s+of)\b", re.IGNORECASE)
_FIRST = 40
"""How many blocks at the beginning show which force the report is about."""
_OFTEN = 5
"""How often a report on one force names it, at the least."""


def forces_of(
    title: str, blocks: Sequence[SourceBlock], margins: Sequence[str] = ()
) -> tuple[str, ...]:
    """Find the forces that a report is about, by the names that it prints.

    Args:
        title: the report's.
        blocks: its blocks.
        margins: the heads and feet of its pages, which may name what its text only calls the force.

    The title says it, or the line below it, or to whom a letter goes. Otherwise it is the force
    that is named far more often than any other; a report that speaks of all forces is on all.
    """
    return _in_text(title, blocks) or next(filter(None, map(_named, margins)), ())


def _in_text(title: str, blocks: Sequence[SourceBlock]) -> tuple[str, ...]:
    head = blocks[:_FIRST]
    subtitles = (b.text for b in head if _SUBTITLE.match(b.text))
    covered = (b.text for b in head if _COVERS.match(b.text))
    for text in (title, *subtitles, *covered):
        if named := _named(text, by_area=True):
            return named
    if named := _addressed(head) or _alone(head[1:_TITLE_PAGE]):
        return named
    counts = Counter(name for block in blocks for name in _named(block.text))
    every = "thematic" in title.lower() or any(_EVERY.search(block.text) for block in blocks)
    if not counts:
        return (ALL_FORCES,) if every else ()
    if in_title := [name for name in counts if _area_is_in(title, name)]:
        return tuple(in_title)
    (first, most), *others = counts.most_common()
    if most >= _OFTEN and all(count * 2 <= most for _, count in others):
        return (first,)
    if every:
        return (ALL_FORCES,)
    rivals = [name for name, count in others if count * 2 > most]
    opening = [name for block in head for name in _named(block.text)]
    if most < 3 and opening:
        return (opening[0],)
    return (first, *rivals) if len(counts) <= 4 else (first,)


def _named(text: str, *, by_area: bool = False) -> tuple[str, ...]:
    """List the forces that a text names: those of the table, and others by their looks."""
    if not (by_area or _MAY_NAME.search(text)):
        return ()
    line = " ".join(text.split())
    known = forces_in(line, by_area=by_area)
    names = [*known]
    for match in _UNKNOWN.finditer(without_forces(line)):
        name = _OPENERS.sub("", match[1]).strip()
        if len(name) > 2 and not _NO_FORCE.match(name):
            names.append(f"{name} {match[2]}")
    return tuple(sorted(dict.fromkeys(names), key=line.find))


def _area_is_in(title: str, force: str) -> bool:
    """Whether a title names the area of a force: 'Youth detention in Greymoor'."""
    area = force.rpartition(" ")[0].removesuffix(" Police")
    return bool(re.search(rf"\b{re.escape(area)}\b", title))


_TITLE_PAGE = 6
"""How many blocks can be on the title page."""
_BETWEEN = re.compile(r"\b(?:and|the|of|for|report\s+on)\b|[\s,;&|.–—-]+", re.IGNORECASE)


def names_only_forces(line: str) -> bool:
    """Tell whether a line holds the names of forces and nothing else."""
    named = _named(line)
    return bool(named) and not _BETWEEN.sub("", _without(line, named))


def _without(line: str, names: Sequence[str]) -> str:
    """Take names out of a line."""
    for name in names:
        line = line.replace(name, " ")
    return line


_LISTED = re.compile(r"[\w’' -]{0,50},\s+(?:,\s+)*and")
"""What is left of a list of forces that begins with another body, such as their regional unit."""


def _alone(page: Sequence[SourceBlock]) -> tuple[str, ...]:
    """List the forces of the first line of the title page that holds nothing else."""
    for block in page:
        line = " ".join(block.text.split()).replace("&", "and")
        named = _named(line) if len(line) < 200 else ()
        rest = _without(line, named)
        lists = len(named) > 1 and bool(_LISTED.fullmatch(rest.strip()))
        if named and (lists or not _BETWEEN.sub("", rest)):
            return named
    return ()


def _addressed(head: Sequence[SourceBlock]) -> tuple[str, ...]:
    """List the forces to whose chief officers a letter goes, above its greeting."""
    greeting = greeting_of(head)
    above = head[: greeting + 1] if greeting is not None else ()
    return next((named for b in above if _CHIEF.search(b.text) and (named := _named(b.text))), ())
