"""The kind of publication: PEEL, spotlight, thematic, revisit, joint inspections and others."""

from __future__ import annotations

import re

from s55.importers.reports.report import Report

_KINDS: tuple[tuple[str, str], ...] = (
    (r"joint targeted area inspection|\bjtai\b", "Joint targeted area inspection"),
    (r"super-?complaint", "Super-complaint"),
    (r"\bstate of policing\b", "State of Policing"),
    (r"national child protection inspection|\bncpi\b|child protection inspection",
     "Child protection"),
    (r"joint (?:inspection of )?(?:police )?custody|custody inspection|of police custody",
     "Joint custody"),
    (r"accelerated cause of concern", "Accelerated cause of concern"),
    (r"\brevisit\b|\bre-?inspection\b", "Revisit"),
    (r"\bspotlight\b", "Spotlight"),
    (r"\bpeel\b|police effectiveness|police efficiency|police legitimacy",
     "PEEL"),
    (r"cause of concern", "Cause of concern"),
    (r"\bintegrity\b|counter-corruption|vetting", "Integrity"),
    (r"\bthematic\b", "Thematic"),
)  # fmt: skip
_PILLARS = (
    (r"\beffectiveness\b", "Police effectiveness"),
    (r"\befficiency\b", "Police efficiency"),
    (r"\blegitimacy\b", "Police legitimacy"),
)


def kind_of(report: Report) -> tuple[str, tuple[str, ...]]:
    """The kind, and the publication types for the draft; a national report is thematic."""
    title = f"{report.title}\n{report.source.title}".lower().replace("’", "'")
    kind = _first(title) or _first(report.opening) or "Thematic"
    types = [kind]
    if kind == "PEEL":
        pillars = [name for pattern, name in _PILLARS if re.search(pattern, title)]
        types += pillars if len(pillars) == 1 else []
    if kind == "Spotlight":
        types.insert(0, "PEEL")
    return kind, tuple(types)


def _first(text: str) -> str:
    return next((kind for pattern, kind in _KINDS if re.search(pattern, text)), "")
