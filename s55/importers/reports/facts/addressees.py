"""Find whom a report asks: the subject of 'should', and whether that is the force."""

from __future__ import annotations

import re
from collections.abc import Sequence

from s55.importers.reports.words import MODAL
from s55.importers.wording import SHOULD
from s55.model.forces import ACRONYMS_OF_BODY, bodies_pattern

_FORCE = re.compile(
    r"\b(?:forces?|chief\s+(?:constables?|officers?)|constabular(?:y|ies)|police(?!\s+and\s+crime\s+comm)"
    r"(?!\s+chiefs)(?!\s+federation)|commissioner\s+of\s+police)\b",
    re.IGNORECASE,
)
PCCS = "PCCs"
_COMMISSIONERS = (
    rf"police,?\s+(?:fire,?\s+)?and\s+crime\s+commissioners?|\b{ACRONYMS_OF_BODY}\b|"
    r"local\s+policing\s+bod|mayors?\s+with\s+(?:police|policing)|common\s+council"
)
_PARTNERSHIP = (
    r"safeguarding\s+(?:children\s+)?(?:partnership|board|children)|\bLSC[BP]\b|partnership|"
    r"all\s+(?:partner\s+)?agencies"
)
_CHILDREN = r"local\s+authorit|county\s+council|children[’']s\s+(?:services|social\s+care)"
_OTHERS: tuple[tuple[str, str], ...] = (
    (r"home\s+(?:office|secretary)", "the Home Office"),
    (r"college\s+of\s+policing", "the College of Policing"),
    (r"national\s+police\s+chiefs[’']?\s+council|\bNPCC\b", "the NPCC"),
    (_COMMISSIONERS, PCCS),
    (bodies_pattern().pattern, PCCS),
    (r"crown\s+prosecution\s+service|\bCPS\b", "the CPS"),
    (r"ministry\s+of\s+justice|lord\s+chancellor", "the Ministry of Justice"),
    (r"national\s+crime\s+agency|\bNCA\b", "the National Crime Agency"),
    (r"independent\s+office\s+for\s+police\s+conduct|\bIOPC\b", "the IOPC"),
    (r"department\s+(?:for|of)\s+\w+", "a government department"),
    (r"\bgovernment\b", "the Government"),
    (r"prison\s+service|\bHMPPS\b", "the Prison Service"),
    (r"courts?\s+(?:and\s+tribunals\s+)?service|\bHMCTS\b", "the courts service"),
    (r"fire\s+(?:and|&)\s+rescue|fire\s+chiefs", "the fire and rescue service"),
    (r"probation\s+service|\bNPS\b|\bCRC\b", "the probation service"),
    (_CHILDREN, "the local authority"),
    (r"\bNHS\b|\bhealth\b|\bCCG\b|\bGPs?\b|hospital", "health services"),
    (r"youth\s+(?:offending|justice)", "the youth offending service"),
    (_PARTNERSHIP, "the partnership"),
)
_TIME = re.compile(
    r"^(?:(?:by|before|within|in|from|with|as\s+soon|not?\s+later\s+than)\b[^,]{3,60},\s*|"
    r"(?:immediately|with\s+immediate\s+effect),?\s*|"
    r"by\s+(?:the\s+)?(?:end\s+of\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:[a-z]+\s+)?20\d\d,?\s+)+",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"^(?:(?:we|I|HMIC(?:FRS)?|inspectors|the\s+(?:inspectorate|IOPC)|[A-Z]{3,8})\s+"
    r"(?:also\s+|therefore\s+)?recommends?\s+that\s*[,:]?\s*|it\s+is\s+recommended\s+that\s+|"
    r"(?:we|I)\s+(?:expect|ask|require)\s+|to\s+address\s+this[^,]*,\s*)+",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"(?<!\bthe\s)(?<!\ba\s)(?<!\bno\s)(?<!\bin\s)\b{SHOULD}\b", re.IGNORECASE)
_EXPECTS = re.compile(r"\b(?:we|I)\s+(?:expect|ask|require)\b", re.IGNORECASE)
_EXPECTED = re.compile(r"\bto:$")
"""What the subject of 'We expect the force to:' ends before."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|does|do|did|can|could|may|will|would|means?|focus\w*|"
    r"includ\w*|found|needs?|work)\b|‘|:",
)
_NO_SUBJECT = frozenset(
    {
        "it", "they", "this", "these", "that", "there", "we", "which", "who", "what", "how",
        "when", "where", "if", "as", "although", "while", "because", "in", "at", "for", "to",
    }
)  # fmt: skip
_SOMEBODY = re.compile(
    r"\b(?:officers?|constables?|sergeants?|inspectors?|superintendents?|commissioners?|staff|leaders?|"
    r"supervisors?|managers?|heads?|leads?|directors?|ministers?|secretary|chairs?|trainers?|"
    r"investigators?|detectives?|(?:call|offender)\s+\w+|forces?|service|services|teams?|units?|"
    r"department|departments|boards?|authorit(?:y|ies)|councils?|college|office|agenc(?:y|ies)|"
    r"partners?|partnerships?|inspectorates?|HMIC(?:FRS)?|you)\b",
    re.IGNORECASE,
)
"""Who can be asked: a victim who 'should be told' is not."""
_HELPED = re.compile(
    r",\s+(?:in\s+\w+\s+with|(?:together|along|working)\s+with|with\b|supported\s+by)\b.*"
)
"""With whom somebody should do it: 'the College of Policing, in collaboration with forces'."""
_WHICH = re.compile(r",?\s+(?:in\s+which|for\s+which|where|who|whose|that|which)\b", re.IGNORECASE)
_LONGEST = 160


_NAMED = re.compile(
    r"(?:the\s+(?:force|constabulary)|chief\s+constables?|(?:[A-Z][\w’'-]+\s+){1,4}?"
    r"(?:Constabulary|Police(?:\s+Service)?))(?=\s+(?:\w+ly\s+)?[a-z]+s?\b)"
)
"""Whom a sentence without 'should' begins with: 'Northshire Police takes steps'."""


def addressee_of(text: str) -> str:
    """Find the subject of 'should' in the first sentence, as printed; '' where it names nobody."""
    sentence = " ".join(text.split())
    for pattern in (_TIME, _LEADS, _TIME, _LEADS, _TIME):
        sentence = pattern.sub("", sentence)
    sentence = re.split(r"(?<=[.;?!])\s", sentence)[0]
    expected = _EXPECTED.search(sentence) if _EXPECTS.search(text[:_LONGEST]) else None
    modal = _ASKS.search(sentence) or expected
    named = None if modal else _NAMED.match(sentence)
    subject = sentence[: modal.start()].strip(" ,:") if modal else named[0] if named else ""
    subject = re.sub(r"\s+(?:also|therefore|urgently|immediately|all)$", "", subject)
    subject = _HELPED.sub("", subject)
    if not _is_addressee(subject):
        return ""
    # 'The force' begins with a small letter inside a sentence; a name does not.
    common = re.match(
        r"(?:The|All|Each|Every|Chief|Forces?|Both|Police\s+(?:forces?|and\s+crime))\b", subject
    )
    return subject[0].lower() + subject[1:] if common else subject


def _is_addressee(subject: str) -> bool:
    """Whether words name somebody who can be asked, with nothing of another sentence in them."""
    head, *clause = _WHICH.split(subject, maxsplit=1)
    if not 2 < len(head) <= 120 or len(subject) > _LONGEST or _VERB.search(head):
        return False
    if head.split()[0].lower() in _NO_SUBJECT or "," in "".join(clause):
        return False
    return names_force(head, ()) or bool(others_in(head) or _SOMEBODY.search(head))


_NO_NAME = re.compile(r"recommend|\b(?:that|with|how|whether|on|into|from)\b")
"""What stands in a sentence, and in no name: 'Agree with each council in the force's area:'."""
_TWO_PARTS = re.compile(r"\b(?:and|of|for|at)\b.*\b(?:and|of|for|at)\b")


def agency_of(heading: str) -> str:
    """Find the agency that a heading of a joint inspection names, such as 'Police'; or ''."""
    asks = MODAL.search(heading) or _NO_NAME.search(heading)
    if len(heading) > 60 or asks or _TWO_PARTS.search(heading):
        return ""
    bodies = [name for name in others_in(heading) if name != "the partnership"]
    named = re.sub(r"^(?:by|for|to)\s+", "", heading.strip(" :"), flags=re.IGNORECASE)
    return named if bodies or names_force(heading, ()) else ""


_ADDRESSED = re.compile(
    r"(?:(?:this\s+(?:recommendation\s+)?is\s+)?(?:addressed|directed|made)\s+to|to|for(?:\s+the\s+attention\s+of)?|"
    r"addressees?|recipients?|owners?)(?:\s*:\s*|\s+)(?P<who>\S.{2,110}?)[.:]?",
    re.IGNORECASE,
)


def addressed_to(line: str) -> str:
    """Read a line that only says whom an item asks, as printed: 'To chief constables'; else ''."""
    found = _ADDRESSED.fullmatch(" ".join(line.split()))
    if not found or MODAL.search(line):
        return ""
    return found["who"] if _is_addressee(found["who"]) else ""


def others_in(subject: str) -> tuple[str, ...]:
    """List the bodies other than forces that a subject names."""
    return tuple(name for pattern, name in _OTHERS if re.search(pattern, subject, re.IGNORECASE))


def names_force(subject: str, forces: Sequence[str]) -> bool:
    """Tell whether a subject names the force, forces, or those who command them."""
    bare = subject
    for pattern, _ in _OTHERS[:5]:
        bare = re.sub(pattern, " ", bare, flags=re.IGNORECASE)
    return bool(_FORCE.search(bare)) or any(force.lower() in subject.lower() for force in forces)


def for_others(subject: str, forces: Sequence[str]) -> str:
    """Say why an item with this subject is not for the force; '' where it may be.

    Only a subject that names somebody else and no force is for others; the officer decides. Items
    for police and crime commissioners are for the office that answers the report.
    """
    others = others_in(subject)
    if not others or PCCS in others or names_force(subject, forces):
        return ""
    return f"The report asks {subject}, not the force."
