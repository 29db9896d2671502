"""Two versions of a text that a person has to choose between, marked so that nobody overlooks it.

The marks are bold paragraphs, so that both versions stay what they are in any document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FIRST = "**[CONFLICT: the draft says]**"
SECOND = "**[CONFLICT: the returned file says]**"
END = "**[CONFLICT: end]**"

_MARK = re.compile(r"\*\*\[CONFLICT: .*\]\*\*\s*")


def both(ours: str, theirs: str) -> str:
    """Both versions of a part of a text, marked; each may be empty."""
    parts = (FIRST, ours.strip("\n"), SECOND, theirs.strip("\n"), END)
    return "\n\n".join(part for part in parts if part)


def conflict_lines(text: str) -> Iterator[int]:
    """The lines, from 1, on which a conflict begins or which are left of its marks."""
    inside = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not _MARK.fullmatch(line.strip()):
            continue
        if not inside:
            yield number
        inside = line.strip() != END
