"""Read the office-use checklist: who has the response, as far as the file still shows ticks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from s55.importers.responses.form import Forms
from s55.importers.responses.notes import Notes
from s55.importers.responses.text import date_in, likeness, words
from s55.importers.source import SourceBlock
from s55.model.distribution import (
    CHIEF_OFFICER,
    INSPECTORATE,
    INSPECTORATE_PORTAL,
    PANEL,
    SECRETARY_OF_STATE,
    WEBSITE,
)
from s55.richtext.nodes import plain

Mark = Literal["ticked", "empty", ""]

_TICKED = "✓✔☑☒✅■🗹\uf0fe\uf0fc\uf052"
_EMPTY = "☐□▢❑❏\uf0a8\uf06f"
_MARK = rf"[{_TICKED}{_EMPTY}]|\[[ xX✓]?\]"
_EDGE_MARK = re.compile(rf"^\W*?(?P<front>{_MARK})|(?P<back>{_MARK})\W*$")
_KEYWORDS = (
    (INSPECTORATE_PORTAL, r"\bportal\b"),
    (INSPECTORATE, r"\bhmic\w*|\binspectorate\b"),
    (SECRETARY_OF_STATE, r"\bhome (?:secretary|office)\b|\bsecretary of state\b"),
    (CHIEF_OFFICER, r"\bchief (?:constable|officer)\b"),
    (PANEL, r"\bpanel\b"),
    (WEBSITE, r"\bwebsite\b|\bpublished on\b"),
)
ALIKE = 0.75
"""How much of a line has to match one of the form's own lines."""


def read_checklist(
    blocks: Sequence[SourceBlock], forms: Forms, notes: Notes
) -> dict[str, list[dict[str, date | str]]]:
    """Read the recipients of every ticked line, each with the line's date or 'unknown'."""
    distribution: dict[str, list[dict[str, date | str]]] = {}
    unmarked: list[SourceBlock] = []
    for block in blocks:
        line = plain(block.inlines) or " ".join(plain(cell) for cell in block.cells)
        recipients = _recipients(line, forms)
        if not recipients:
            notes.keep([block], "stands in the office-use list and names no recipient")
            continue
        mark = mark_of(line, block.marker, forms)
        if mark == "ticked":
            day = date_in(line)
            for recipient in recipients:
                distribution[recipient] = [{"date": day or "unknown"}]
        elif not mark:
            unmarked.append(block)
    if unmarked:
        notes.left_out(unmarked, "a line of the office-use list whose tick the file does not show")
        notes.doubt(
            "I229",
            f"{len(unmarked)} lines of the office-use list show neither a tick nor an empty box",
            "Record what was done with s55 mark, or below 'distribution' in the draft.",
            "distribution",
        )
    return distribution


def mark_of(line: str, marker: str, forms: Forms) -> Mark:
    """Tell whether a line is ticked: by its box, or by the words after it."""
    state = re.search(r"\(([^()]*)\)\s*$", line)
    if state and forms.says(state[1], "done_on"):
        return "ticked"
    if state and forms.is_label(state[1], "done"):
        return "ticked"
    if state and forms.is_label(state[1], "not_done"):
        return "empty"
    found = _EDGE_MARK.search(line.strip()) or _EDGE_MARK.search(marker)
    if not found:
        return ""
    sign = (found["front"] or found["back"]).strip("[]")
    return "ticked" if sign in (*_TICKED, "x", "X") else "empty"


def _recipients(line: str, forms: Forms) -> tuple[str, ...]:
    """Find the recipients a line names: by the form's own lines, else by keywords."""
    said = words(re.sub(r"\([^()]*\)\s*$", "", line))
    known = [
        (likeness(said, words(text)), entry.recipients)
        for form in forms.filled
        for entry, text in form.checklist
    ]
    score, recipients = max(known, key=lambda one: one[0], default=(0.0, ()))
    if score >= ALIKE:
        return recipients
    text = " ".join(said)
    return tuple(key for key, pattern in _KEYWORDS if re.search(pattern, text))
