"""Mark two versions of a text so that nobody overlooks the choice between them.

The marks are bold paragraphs, so that both versions keep their form in any document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FIRST = "**[CONFLICT: the draft says]**"
SECOND = "**[CONFLICT: the returned file says]**"
END = "**[CONFLICT: end]**"

_MARK = re.compile(r"\*\*\[CONFLICT: .*\]\*\*\s*")


def both(ours: str, theirs: str) -> str:
    """Join both versions of a part of a text, marked; each may be empty."""
    parts = (FIRST, ours.strip("\n"), SECOND, theirs.strip("\n"), END)
    return "\n\n".join(part for part in parts if part)


def conflict_lines(text: str) -> Iterator[int]:
    """Find the lines, from 1, on which a conflict, or what is left of its marks, begins."""
    inside = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not _MARK.fullmatch(line.strip()):
            continue
        if not inside:
            yield number
        inside = line.strip() != END
