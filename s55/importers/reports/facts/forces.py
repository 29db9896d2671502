"""The force or forces that a report is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from s55.importers.source import SourceBlock

ALL_FORCES = "All local forces in England and Wales"
_WORD = r"[A-Z][a-z]+(?:-[a-z]+)*(?:[’'][a-z]+)?"
_NAME = re.compile(
    rf"\b({_WORD}(?:(?:,?\s+(?:and|of|&)\s+|\s+){_WORD}){{0,4}})\s+"
    r"(Constabulary|Police Service|"
    r"Police(?!\s+(?:and|Chief|Federation|Crime|Act|Now|Code|Staff)))\b"
)
_NO_FORCE = re.compile(
    r"^(?:The|Our|Their|All|HM|HMI|Her|His|British Transport|Military|Royal|National|Neighbourhood|"
    r"Metropolitan and|College of|Majesty.*|Inspect.*|Chief.*|.*Inspectorate.*|State of|"
    r"Authorised.*)$"
)
_OPENERS = re.compile(
    r"^(?:(?:The|In|At|By|Of|For|From|With|While|When|Since|Both|As|That|If|But|However|Overall|"
    r"Constable|Commissioner|Chief|Inspectors?|PEEL|Officers?|Dear|An|Inspection)\s+(?:of\s+)?)+"
)
_EVERY = re.compile(
    r"\b(?:all\s+(?:43\s+|forty-three\s+|local\s+|police\s+)*forces|43\s+(?:police\s+)?forces|"
    r"every\s+(?:police\s+)?force|chief\s+constables)\b",
    re.IGNORECASE,
)
_OPENING = 40


def forces_of(title: str, blocks: Sequence[SourceBlock]) -> tuple[str, ...]:
    """The forces a report is about, the one it names most often first.

    A force in the title is the one; else the one that is named far more often than any other. A
    national report names many, or all.
    """
    in_title = list(_names(title))
    if in_title:
        return tuple(dict.fromkeys(in_title))
    subtitle = next(
        (b.text for b in blocks[:_OPENING] if re.match(r"an inspection (?:of|by)\b", b.text, re.I)),
        "",
    )
    if subtitle and (named := list(_names(subtitle))):
        return tuple(dict.fromkeys(named))
    counts = Counter(name for block in blocks for name in _names(block.text))
    opening = [name for block in blocks[:_OPENING] for name in _names(block.text)]
    if not counts:
        return (ALL_FORCES,) if _says_every(blocks) else ()
    (first, most), *others = counts.most_common(12)
    rivals = [name for name, count in others if count * 2 > most]
    if rivals and len(counts) > 5 and _says_every(blocks):
        return (ALL_FORCES,)
    if most < 3 and opening:
        first = opening[0]
    if most < 5 and not opening and _says_every(blocks):
        return (ALL_FORCES,)
    return (first,)


def _says_every(blocks: Sequence[SourceBlock]) -> bool:
    return any(_EVERY.search(block.text) for block in blocks)


def _names(text: str) -> list[str]:
    names = []
    for match in _NAME.finditer(" ".join(text.split())):
        name = _OPENERS.sub("", match[1]).strip()
        if name and not _NO_FORCE.match(name) and len(name) > 2:
            names.append(f"{name} {match[2]}")
    return names
