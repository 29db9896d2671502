"""Recognise what a column of a table of items holds by its head, or what follows a label."""

from __future__ import annotations

import re
from typing import Literal

_NUMBER = re.compile(
    r"(?:(?:item|recommendation|action|our)\s+)?(?:no\.?|number|ref(?:erence)?\.?(?:\s+no\.?)?)|#|",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:by\s+when|when|time\s*(?:scales?|frames?|limit)|deadline|(?:due|target|completion)(?:\s+date)?|"
    r"(?:complete|done|to\s+be\s+(?:done|completed|met))\s+by|date(?:\s+(?:due|set))?|by)[:?]?",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"(?:addressed\s+to|addressees?|(?:made\s+)?(?:for|to)(?:\s+whom)?|(?:action\s+)?owners?|(?:by\s+)?whom?|"
    r"by\s+whom|responsib\w*.*|(?:the\s+)?lead(?:\s+\w+)?|who\s+.*|organi[sz]ation|agency|body)[:?]?",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"(?:why\b.*|(?:the\s+)?(?:reasons?|background|context|rationale|evidence)(?:\s+\w+){0,4}|"
    r"what\s+we\s+(?:found|saw|heard).*)[:?]?",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?:(?:current\s+|our\s+)?(?:status|progress|position|assessment|view|finding|judgment)|rag|"
    r"(?:how\s+far|what\s+has\s+been\s+done).*)[:?]?",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"(?:(?:the\s+)?(?:actions?|improvements?|changes?|requirements?|tasks?|measures?|steps?|matters?)"
    r"(?:\s+(?:required|needed|to\s+be\s+taken|we\s+\w+|for\s+\w+|to\s+take))?|"
    r"what\s+(?:must|should|needs?|has|we|is|the|they)\b.*|we\s+(?:recommend|ask|expect|require).*|"
    r"recommended\s+actions?|proposals?|text|description|detail)[:?]?",
    re.IGNORECASE,
)
Held = Literal["number", "when", "why", "who", "status", "what", ""]
"""What stands below a head, or beside a label; '' where that is not known."""
_HEADS: tuple[tuple[Held, re.Pattern[str]], ...] = (
    ("number", _NUMBER),
    ("when", _WHEN),
    ("why", _WHY),
    ("who", _WHO),
    ("status", _STATUS),
    ("what", _WHAT),
)


def held_by(head: str) -> Held:
    """Tell what stands below a head, or beside a label."""
    return next((held for held, pattern in _HEADS if pattern.fullmatch(head)), "")
