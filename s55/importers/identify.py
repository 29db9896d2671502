"""Decide whether a file is an inspection report or a past Section 55 response."""

from __future__ import annotations

import re
from typing import NamedTuple

from s55.importers.imported import DocumentKind
from s55.importers.source import Source
from s55.model.forces import ACRONYMS_OF_BODY

_BODY = (
    r"(?:police,?\s+(?:fire\s+)?(?:and\s+)?(?:fire\s+and\s+)?crime\s+(?:and\s+victims[’']?\s+)?"
    rf"commissioner|commissioner|{ACRONYMS_OF_BODY}|mayor|local\s+policing\s+body)"
)
_SAYS = r"(?:response|comments?|reply|views?|assurance|narrative|oversight|scrutiny)"
_RESPONSE: tuple[tuple[str, float], ...] = (
    (r"for office use only", 3.0),
    (r"section\s+55\b.{0,80}\brespon", 3.0),
    (r"respon\w+.{0,60}\bsection\s+55\b", 3.0),
    (r"section\s+55\b.{0,80}\bcomments\b", 1.5),
    (r"section\s+55\s*\(\s*\d", 2.0),
    (r"\b(?:I|my|our|me)\b.{0,200}\bsection\s+55\b|\bsection\s+55\b.{0,200}\b(?:I|my)\b", 2.0),
    (r"response\s+deadline|date\s+response\s+due", 2.0),
    (r"(?:publi\w+|respon\w+|comment\w*|section\s+55)\b[^.]{0,120}\bwithin\s+56\s+days", 2.0),
    (rf"\b{_BODY}\s+(?:for|of)\s+[\w’' -]{{2,40}}?\s*:\s+{_SAYS}\b", 2.0),
    (rf"\b{_BODY}(?:[’']?s?|\s*\(\w+\))\s*:?\s+(?:(?!should\b|must\b)\w+\s+)?{_SAYS}\b", 2.0),
    (rf"\b{_SAYS}\s+(?:of|from|by)\s+the\s+(?:\w+\s+)?{_BODY}\b", 2.0),
    (r"chief\s+(?:constable|officer)[’']?s?\s+(?:response|comments?|views?|update)\b", 1.5),
    (
        r"\b(?:force|constabulary|police)(?:[’']s)?\s+"
        r"(?:response|update|position|comments?|narrative)\b",
        1.5,
    ),
    (
        rf"\bwhat\s+(?:the\s+)?(?:(?:[\w’'-]+\s+)?(?:force|police|constabulary)|chief\s+constable|{_BODY})\s+"
        r"(?:says?|said|thinks?|will\s+do|is\s+doing|has\s+done)\b",
        1.5,
    ),
    (r"\bresponse\s+to\s+(?:the\s+|an?\s+)?(?:HMIC\w*|inspection|inspectorate)", 2.5),
    (rf"\b{_BODY}\s+(?:for\s+\w+\s+)?responds?\s+to\b", 2.5),
    (r"\bstatutory\s+response\b", 2.0),
    (r"\bcomment(?:s|ing)?\s+on\s+(?:the\s+above|this\s+report|your\s+report)\b", 1.5),
    (rf"\b{_BODY}[’']s\s+statement\s+on\b|\bmy\s+(?:\w+\s+)?response\s+(?:is|to|below)\b", 2.0),
    (rf"\|?\s*(?:force|chief\s+constable|CC):\s[^|]*\|\s*{_BODY}:\s", 1.5),
    (r"\bresponse\s+to\s+(?:this|your|the\s+above)\s+(?:\w+\s+){0,3}?report\b", 1.5),
    (rf"^(?:the\s+)?(?:chief\s+constable|force|constabulary):.*^(?:the\s+)?{_BODY}:", 2.0),
    (
        r"^(?:the\s+)?(?:chief\s+constable|force|constabulary|[\w’'-]+\s+(?:police|constabulary))$"
        rf".*^(?:the\s+)?(?:office\s+of\s+the\s+)?{_BODY}$",
        1.5,
    ),
    (rf"\b{_BODY}[’']s\s+(?:foreword|introduction|overview)\b", 1.5),
    (
        rf"(?:^|\|)\s*(?:chief\s+constable|force)\s*\|.*(?:^|\|)\s*{_BODY}\s*\|",
        1.5,
    ),
    (r"\bmy\s+(?:comments|response|view)\b", 2.0),
    (
        r"\b(?:asked|I\s+(?:will|shall)\s+ask|requested|invited|sought)\s+(?:the\s+)?(?:(?!that\b)\w+\s+){0,2}?(?:chief\s+constable|force|"
        r"commissioner)\b",
        2.0,
    ),
    (r"^dear\s+(?:home\s+secretary|minister|secretary\s+of\s+state|policing)", 2.0),
    (r"\bas\s+(?:your\s+|the\s+)?(?:police\s+and\s+crime\s+commissioner|PCC|mayor)\b", 1.0),
    (r"\b(?:I|we)\s+(?:welcome|am\s+pleased|accept|agree|share|note|thank|have\s+read)\b", 1.0),
    (r"\bmy\s+(?:police\s+and\s+crime\s+plan|office|plan)\b", 1.0),
    (
        r"\b(?:hold|holding)\s+(?:the\s+)?(?:chief\s+constable|force|constabulary|him|her|them)"
        r"\s+to\s+account",
        1.0,
    ),
)
_REPORT: tuple[tuple[str, float], ...] = (
    (r"joint\s+targeted\s+area\s+inspection", 1.0),
    (r"\bsection\s+54\s*\(", 1.0),
    (r"we\s+set\s+out\s+our\s+(?:detailed\s+|main\s+)?findings", 2.0),
    (r"\bour\s+inspect(?:ion|ors)\b", 2.0),
    (
        r"\bwe\s+(?:found|inspected|identified|examined|interviewed|reviewed|assessed|visited|looked|"
        r"spoke)\b",
        2.0,
    ),
    (
        r"\b(?:force|constabulary|police|bod(?:y|ies)|organisations?|they)\s+(?:has|have|must|needs?)\s+"
        r"(?:to\s+)?(?:answer|reply|respond)\b",
        2.0,
    ),
    (r"(?<!\bthey\s)(?<!\bwho\s)\b(?:tell|send|inform|(?:write|reply|respond)\s+to)\s+us\b", 2.0),
    (r"\bwe\s+recommend\b|\bour\s+recommendations\b", 1.5),
    (r"\b(?:about|how)\s+(?:us|we)\s+(?:inspect|grade|work)|\bfieldwork\s+for\s+our\b", 1.0),
    (r"\bHMIC(?:FRS)?\s+\d{4}|©\s*HMIC|\bISBN\b", 1.5),
    (r"\bthis\s+(?:inspection|report)\s+(?:examines|looks|sets|assesses|considers|covers)\b", 1.5),
)
_IN_TITLE: tuple[tuple[str, float], ...] = ((r"^\W*.{0,120}\ban\s+inspection\s+of\b", 1.0),)
_RESPONDS_IN_TITLE: tuple[tuple[str, float], ...] = (
    (r"^[^\n]{0,60}\bresponse\s+to\s+[“‘\"']", 2.0),
    (
        rf"^[^\n]{{0,60}}\bresponse\s+(?:of|from|by)\s+the\s+{_BODY}",
        1.5,
    ),
    (
        rf"^[^\n]{{0,200}}\b(?:our|my|{_BODY}(?:[’']s|\s+(?:for|of)\s+[^\n:]{{2,40}}:))\s+response\b",
        1.5,
    ),
)
_OPENING = 12_000
"""Characters at the beginning to search; the office-use list is at the end."""
_ENOUGH = 3.0
"""The signs of a response that it takes to be one."""
_SOME = 2.0
"""More than so much is a reason to ask."""
_CLEAR = 1.5
"""How much more there has to be of one than of the other, to be sure."""


class Identity(NamedTuple):
    """What a file is.

    Attributes:
        kind: a report or a response.
        sure: whether its words leave no doubt.
    """

    kind: DocumentKind
    sure: bool = True


def identity(source: Source) -> Identity:
    """Tell a report from a response, by the data that a file carries, else by its words.

    A response says who responds to whom, in the first person; a report says what inspectors found.
    """
    names = {name for name, _ in source.attachments}
    if "response.json" in names or source.controls:
        return Identity(DocumentKind.RESPONSE)
    response, report = weights(source)
    if response >= _ENOUGH and response > report:
        return Identity(DocumentKind.RESPONSE, response - report >= _CLEAR)
    close = report - response < _CLEAR
    return Identity(DocumentKind.REPORT, not (response > _SOME and close))


def weights(source: Source) -> tuple[float, float]:
    """Weigh the signs of a response and of a report."""
    text = "\n".join(block.text for block in source.blocks)
    opening, end = text[:_OPENING], text[-4_000:]
    both = f"{opening}\n{end}" if len(text) > _OPENING else text
    response = _weight(_RESPONSE, both) + _weight(_RESPONDS_IN_TITLE, text[:400])
    return response, _weight(_REPORT, opening) + _weight(_IN_TITLE, text[:400])


def _weight(signs: tuple[tuple[str, float], ...], text: str) -> float:
    flags = re.IGNORECASE | re.DOTALL | re.MULTILINE
    return sum(weight for pattern, weight in signs if re.search(pattern, text, flags))
