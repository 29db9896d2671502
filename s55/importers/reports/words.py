"""Recognise the words that reports use: item headings, grades, definitions, earlier reports."""

from __future__ import annotations

import re

from s55.importers.reports.findings import ReportItemKind
from s55.importers.source import SourceBlock
from s55.importers.wording import ITEM_NAME, MONTH, SHOULD
from s55.model.names import LETTER_AS_NUMBER
from s55.records import dataclass

PARTS_OF_REPORT = frozenset(
    {
        "summary", "summary of findings", "main findings", "overall summary", "overall judgment",
        "overall judgement", "overview", "introduction", "foreword", "key findings",
    }
)  # fmt: skip
"""Headings, folded, that name a part of a report and nothing that it is about."""

GRADES = ("outstanding", "good", "adequate", "requires improvement", "inadequate", "ungraded")

MODAL = re.compile(
    r"(?<!\bI\s)(?<!\bwe\s)(?<!\bthat\sthey\s)"
    r"(?<!\bthan\sit\s)(?<!\bas\sit\s)(?<!\bthan\sthey\s)(?<!\bas\sthey\s)"
    rf"\b{SHOULD}\b",
    re.IGNORECASE,
)
"""What somebody is asked with; what those who write should do themselves ('I should be grateful'),
what somebody knows of his duties ('they know that they must') and what it is compared with ('later
than it should') is asked of nobody."""
RECOMMENDS = re.compile(
    r"(?:(?:I|we|HMIC(?:FRS)?|the\s+(?:IOPC|inspectorates?|inquiry|panel|review))\s+"
    r"(?:(?:also|therefore|now|further|strongly)\s+)*recommends?|"
    r"it\s+is\s+(?:(?:also|therefore|further)\s+)?recommended)\s+that\b",
    re.IGNORECASE,
)
"""What a recommendation in the running text begins with."""


def asks(text: str) -> bool:
    """Tell whether a text asks for something: 'should', or 'We recommend that X reviews ...'."""
    return bool(MODAL.search(text) or RECOMMENDS.match(text))


def begins_request(text: str) -> bool:
    """Tell whether a text begins as a request does: 'By May, forces should', 'I recommend that'."""
    return bool(_BEGINS_REQUEST.match(text) or RECOMMENDS.match(text))


_BEGINS_REQUEST = re.compile(
    rf"(?:by|within|before|in\s+the\s+next|with\s+immediate|immediately)\b[^.]{{2,90}}\b{SHOULD}\b|"
    r"to\s+address\s+this\b",
    re.IGNORECASE,
)


def leads_to_items(text: str) -> bool:
    """Tell whether a line says who should do what is listed below it: 'The police should:'."""
    return bool(_LEAD_IN.search(text.rstrip()))


_TIME = (
    r"(?:,?\s+(?:within|in|by|before)\s+(?:[\w’]+\s+){0,5}?"
    r"(?:days?|weeks?|months?|years?|20\d\d)(?:\s+of\s+[^,:]{3,40})?,?)?"
)
"""By when, between 'should' and its list: 'should, within six months of this report:'."""
_LEAD_IN = re.compile(
    rf"\b(?:{SHOULD}(?:\s+\w+ly)?{_TIME}|"
    r"(?:I|we)\s+(?:expect|ask|require)\s+(?:\w+\s+){1,8}to)\s*:$",
    re.IGNORECASE,
)


def says_how(text: str) -> bool:
    """Tell whether a request ends with words after which a list says how: 'should improve by:'."""
    return asks(text) and bool(_HOW.search(text.rstrip()))


_HOW = re.compile(
    r"\b(?:by|including|specifically|particularly|in\s+particular|such\s+as|to\s+include|so\s+that|"
    r"(?:to|and)\s+(?:ensure|make\s+sure)(?:\s+that)?)\s*:$",
    re.IGNORECASE,
)

_NUMBER_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_OWN_NUMBER = (
    r"(?P<number>(?:[A-Z]{1,3}[./-]?)?\d{1,3}(?:[./-]\d{1,4}){0,2}[a-z]?|"
    rf"{'|'.join(reversed(_NUMBER_WORDS))}|{LETTER_AS_NUMBER})(?![\w/]|[.-]\d)"
)
"""A report's own number of an item: 2, 2.1, 3a, R4, A.01, 24/031, two, B, IV."""


def own_number_of(words: str) -> str:
    """Write the number that a report gives an item in figures: 'Two' as '2'; '' stays."""
    said = words.lower()
    return str(_NUMBER_WORDS.index(said) + 1) if said in _NUMBER_WORDS else words


_OPTIONAL_NUMBER = rf"(?:\s*(?:no\.?|number|#)?\s*\(?{_OWN_NUMBER}\)?(?:\s+of\s+\d{{1,3}})?)?"
_QUALIFIED = (
    r"(?:(?!(?:previous|earlier|past|last|on|of|to|from|with|about|for|and|in|no|these|those|such|"
    r"how|why|outstanding|(?:mak|implement|follow|address|track|monitor|review|meet|consider|"
    r"respond|deliver)ing|(?:accept|reject|clos|complet|implement)ed|we|I|it|this|report|make|makes|"
    r"made|found|find|identif(?:y|ies|ied)|issued?|contains?|has|have|there|are|were)\b)"
    r"[a-z][a-z’'-]*\s+){0,3}"
)
"""Up to three words that tell which: 'other', 'high priority', 'our new national'."""
_LESSER, _NATIONAL = r"housekeeping\s+points?", r"national\s+issues?"
"""What custody reports before 2016 list beside their recommendations: what the force should put
right, and what bodies of the whole country should do."""
_KINDS: tuple[tuple[str, ReportItemKind], ...] = (
    (
        rf"{_QUALIFIED}(?:areas?\s+(?:for|to|requiring|needing|in\s+need\s+of|"
        r"(?:that|where)\s+(?:need|require)s?)\s+(?:further\s+)?"
        r"(?:improve(?:ments?)?|development)|improvement\s+areas?|afis?)(?:\s*\(afis?\))?",
        ReportItemKind.AREA_FOR_IMPROVEMENT,
    ),
    (
        r"what\s+(?:(?:the|this)\s+[a-z]+\s+)?(?:needs?\s+to|must|should)\s+improve\??",
        ReportItemKind.AREA_FOR_IMPROVEMENT,
    ),
    (_LESSER, ReportItemKind.AREA_FOR_IMPROVEMENT),
    (_NATIONAL, ReportItemKind.RECOMMENDATION),
    (r"areas?\s+for\s+priority\s+actions?", ReportItemKind.AREA_FOR_PRIORITY_ACTION),
    (
        rf"{_QUALIFIED}(?:causes?|areas?)\s+(?:of|for)\s+concern|"
        r"(?:key|priority)\s+concerns?|(?=CC\d)",
        ReportItemKind.CAUSE_OF_CONCERN,
    ),
    (
        rf"(?:{_QUALIFIED}|(?:summary|list|table)\s+of\s+(?:(?:all|the|our)\s+)*)"
        r"(?:recommendations?|recs?\.?)|(?=[A-Z]{0,2}R\d)|(?:what\s+)?(?:we|I)\s+recommend(?:\s+that)?",
        ReportItemKind.RECOMMENDATION,
    ),
)
_LEAD = (
    r"(?:(?P<place>\d{1,2}(?:\.\d{1,2})*)\.?\s+)?"
    r"(?:(?P<agency>(?!(?:Subject|Re|Ref|Title)\b)[A-Z][\w’' &,]{2,60})\s*[:–—-]\s*)?"
)
_TAIL = (
    r"(?:\s*(?:[:–—-]|\bfor\b|\bto\b)\s+(?P<tail>[^.]{2,90})|"
    r"\s*\((?P<within>[^().]{2,60})\))?\s*[:.]?"
)
_HEADINGS = tuple(
    (re.compile(f"{_LEAD}(?:{words}){_OPTIONAL_NUMBER}{_TAIL}", re.IGNORECASE), kind)
    for words, kind in _KINDS
)
_NUMBERED = re.compile(
    r"(?P<what>recommendation|rec\.?|cause\s+of\s+concern|area\s+for\s+improvement|afi|(?=[A-Z]{0,2}R\d))\s*(?:#\s*)?"
    rf"{_OWN_NUMBER}\s*(?:\([^()]{{2,80}}\)\s*)?(?:[:.–—-]\s*|\n|\s(?=By\s|The\s|Chief\s))(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_CODED = re.compile(
    r"(?P<what>(?:AFI|CO?C)(?=\s\d)|(?=(?:[A-Z]{0,2}R|AFI|CO?C)[.-]?\d))\s*"
    r"(?P<number>(?:[A-Z]{1,3}[.-]?)?\d{1,3}(?:[./-]\d{1,3})?[a-z]?)(?![\w/]|[.-]\d)"
    r"(?:\s*[:.–—-])*\s+(?P<rest>[A-Z‘“](?:\S*\s+){4,}\S*[.:;]\s*)",
    re.DOTALL,
)
"""A code before a sentence: 'R1.2 The force should ...', 'CC3: The force does not ...'."""
_STATES = re.compile(r"(?:The|We|I|It|Its|There|Too|Some|Many|Most|Officers|Victims|Children)\b")
"""What a cause of concern begins with; 'CC1: Use only ...' asks chief constables."""
_NUMBERED_KINDS = {
    "c": ReportItemKind.CAUSE_OF_CONCERN,
    "a": ReportItemKind.AREA_FOR_IMPROVEMENT,
}
"""By the letter that its name begins with; every other is a recommendation."""


@dataclass(frozen=True, slots=True)
class ItemHeading:
    """A heading above items.

    Attributes:
        kind: the kind of the items.
        number: the number it gives its one item, or ''.
        plural: whether it is a heading for several.
        about: an agency or theme that the heading names, or ''.
        place: the number before it, '' without one: of a chapter, or of one item of several.
    """

    kind: ReportItemKind
    number: str = ""
    plural: bool = False
    about: str = ""
    place: str = ""


_SEVERAL = re.compile(
    r"(?:causes|areas|concerns|points|issues|recommendations|improve\??$|recommend\b)",
    re.IGNORECASE,
)


_LONGEST_HEADING = 140
_LONGEST_LINE = 1_000
"""With the white space that a file may have within it."""
_IN_HEADING = re.compile(
    r"improv|development|afi|concern|rec|action|housekeeping|national|cc\d|r\d", re.IGNORECASE
)
"""What each of the patterns has in it; most texts have none of it, and need no closer look."""


def item_heading(text: str) -> ItemHeading | None:
    """Read the kind of items a heading announces; None for any other heading."""
    if len(text) > _LONGEST_LINE or _IN_HEADING.search(text) is None:
        return None
    line = " ".join(text.split())
    if len(line) > _LONGEST_HEADING:
        return None
    for pattern, kind in _HEADINGS:
        found = pattern.fullmatch(line)
        if found and not _recounts_item(found) and not _is_other(found):
            about = found["tail"] or found["within"] or found["agency"] or ""
            plural = bool(_SEVERAL.search(line))
            number = own_number_of(found["number"] or "")
            return ItemHeading(kind, number, plural and not number, about, found["place"] or "")
    return None


def _recounts_item(found: re.Match[str]) -> bool:
    """Whether a heading is about earlier items; the topic of one with a number may be anything."""
    topic = found["tail"] or found["within"] or ""
    if not (found["number"] and topic):
        return recounts_heading(found[0])
    return recounts_heading(found[0].replace(topic, "")) or bool(_OF_PROGRESS.match(topic))


_OF_PROGRESS = re.compile(
    r"(?:our\s+|the\s+)?(?:progress|update|status|closed|complete[d]?|follow\w*[\s-]up)\b", re.I
)


def _is_other(found: re.Match[str]) -> bool:
    """Whether it is a sentence that begins like a heading: 'Areas for improvement to ...'.

    What one item is about may have a verb: 'Recommendation: how officers are supervised'.
    """
    rest = found["tail"] or ""
    verb = (
        r"\b(?:is|are|was|were|has|have|had|will|we|should|must|needs?|contained?s?|been|"
        r"made)\b"
    )
    is_topic = _TOPIC.match(rest) and not _SEVERAL.search(found[0].removesuffix(rest))
    return bool(not is_topic and re.search(verb, rest)) or bool(
        found["agency"] and re.search(verb + r"|case study|practice study", found["agency"], re.I)
    )


_TOPIC = re.compile(r"(?:how|why|whether)\b", re.IGNORECASE)


_ASKING_HEADING = re.compile(
    r"(?:what\s+(?:the|we|must|should|needs?|has)\b.*\b(?:should|must|needs?|do|change|improve|happen|"
    rf"expect|want)\b.*|what\s+(?:[\w’'-]+\s+){{1,5}}{SHOULD}\s+"
    r"(?!expect|hear|know|learn|look)\w.*|what\s+(?:I|we)\s+ask\s+of\s+.*|"
    r"required\s+actions|.*\bactions?\s+(?:required|needed|to\s+be\s+taken|for\b.*)|"
    r"(?:our\s+)?(?:required\s+)?(?:improvements?|changes?)(?:\s+(?:needed|required|we\s+.*))?|"
    r"(?:areas?|points?|matters?|priorit(?:y|ies))\s+(?:for|to|that\s+need|needing|requiring)\s+"
    r"(?:improve\w*|action|attention|change|development).*|(?:our\s+)?(?:proposals|expectations|"
    r"requirements|advice)(?:\s+(?:to|for|of)\b.*)?|.*\brecommendations?\b.*)[:?]?",
    re.IGNORECASE,
)


_ANSWER = re.compile(
    r"\b(?:write|reply|respond|report)\s+(?:back\s+)?to\s+(?:us|me|the\s+inspectorate)\b|"
    r"\b(?:send|tell|let)\s+(?:us|me)\b|"
    r"\b(?:act|respond|reply|implement|address|consider|follow)\w*\s+(?:(?:up|on|to)\s+)?"
    r"(?:all\s+(?:of\s+)?|each\s+of\s+)?(?:these|our)\s+(?:recommendations|areas|findings)\b",
    re.IGNORECASE,
)


def asks_for_answer(text: str) -> bool:
    """Tell whether a text only asks for an answer to the report: 'should write to us'."""
    return bool(_ANSWER.search(text))


_WANTS = re.compile(
    r"\b(?:(?:I|we)\s+(?:\w+\s+){0,2}?(?:ask|request|invite|want)|please|you\s+(?:should|must)\s+"
    r"(?:write|reply|respond|report|send|tell|let))\b",
    re.IGNORECASE,
)


def only_wants_answer(text: str) -> bool:
    """Tell whether those who write want an answer, and nothing else: 'I ask you to send me'."""
    wants, answer = _WANTS.match(text), _ANSWER.search(text)
    return wants is not None and answer is not None


_ITEMS = re.compile(rf"\b{ITEM_NAME}\b", re.IGNORECASE)
_OF_ITEMS = re.compile(
    rf"\b(?P<items>{ITEM_NAME}),\s+(?:(?:all|each)\s+of\s+)?which\b[^.;:]*", re.IGNORECASE
)
"""A clause about the items that a sentence names."""


_COUNTED = re.compile(
    rf"\b(?P<count>\d{{1,2}}|{'|'.join(_NUMBER_WORDS)})\s+(?:(?:\w+|high-priority)\s+){{0,2}}?"
    rf"(?P<kind>{ITEM_NAME})\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\b(?:makes?|made|identif(?:y|ies|ied)|finds?|found|issues?d?|contains?|sets?\s+out|has|have|"
    r"gives?|gave|there\s+(?:are|is))\b",
    re.IGNORECASE,
)


_OF_ANOTHER = re.compile(
    r"\b(?:that|those|earlier|previous|last|first|national)\s+(?:reports?|inspections?|reviews?|letters?)\b",
    re.IGNORECASE,
)


def counted(text: str) -> list[tuple[ReportItemKind, int]]:
    """Read how many items a text says that there are: 'We make four recommendations.'."""
    found: list[tuple[ReportItemKind, int]] = []
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        told = recounts(sentence) or _OF_ANOTHER.search(sentence) or MODAL.search(sentence)
        if told or not _COUNTS.search(sentence):
            continue
        for one in _COUNTED.finditer(sentence):
            heading = item_heading(one["kind"])
            number = own_number_of(one["count"])
            if heading and int(number):
                found.append((heading.kind, int(number)))
    return found


def speaks_of_items(text: str) -> bool:
    """Tell whether a text speaks of the items of a report and asks for nothing but an answer.

    What is asked of all of them is no item: 'three recommendations, which the force should follow'.
    """
    said = _OF_ITEMS.sub(r"\g<items>", text)
    asking = (one for one in re.split(r"(?<=[.!?])\s+", said) if asks(one))
    return bool(_ITEMS.search(text)) and all(asks_for_answer(one) for one in asking)


def asks_in_heading(text: str) -> bool:
    """Tell whether a heading leads to what is asked, in words of any kind: 'What must change'."""
    line = " ".join(text.split())
    if len(line) > 90 or recounts_heading(line) or tells_of_findings(line):
        return False
    if line.lower().endswith((" next", " now")) and not MODAL.search(line):
        return False
    return bool(_ASKING_HEADING.fullmatch(line))


_FINDINGS = re.compile(
    r"what\b.*\b(?:told|said|says?|heard|found|saw|learnt|did|will)\b", re.IGNORECASE
)
"""A heading over what somebody said or does: 'What victims said that they need'."""


def tells_of_findings(heading: str) -> bool:
    """Tell whether a heading is over what somebody found, said or does: 'What we found'."""
    return bool(_FINDINGS.match(" ".join(heading.split())))


_ANNOUNCED = re.compile(
    r"\b(?P<kind>areas\s+for\s+improvement|areas\s+for\s+priority\s+action|recommendations|"
    r"causes\s+of\s+concern)\b[^.:]{0,60}:",
    re.IGNORECASE,
)


_RECOMMENDS_LIST = re.compile(
    r"(?:.{0,80},\s+)?(?:I|we|HMIC(?:FRS)?|the\s+(?:inquiry|inspectorates?|panel|review|board|IOPC))\s+"
    r"(?:(?:also|therefore|now|further)\s+)*(?:recommends?(?:\s+that)?|makes?\s+these|"
    r"(?:ask|expect)s?\s+that)\s*:",
    re.IGNORECASE,
)


def announced(text: str) -> ItemHeading | None:
    """Read the kind of items that a sentence leads to: 'I make the following recommendations:'.

    None for other sentences, and for those that recount what was asked for earlier.
    """
    line = " ".join(text.split())
    sentence = re.split(r"(?<=[.!?])\s+(?=[A-Z])", line)[-1]
    if _RECOMMENDS_LIST.fullmatch(sentence):
        return ItemHeading(ReportItemKind.RECOMMENDATION, plural=True)
    found = _ANNOUNCED.search(sentence)
    if not found or found.end() != len(sentence) or recounts_heading(sentence):
        return None
    return item_heading(found["kind"])


_UNNUMBERED = re.compile(
    r"(?P<what>recommendations?|cause\s+of\s+concern|areas?\s+for\s+improvement)(?P<number>)"
    r"\s*(?::\s*|[–—]\s+)(?P<rest>\S.{20,}|\S.{5,}:)",
    re.IGNORECASE | re.DOTALL,
)


def numbered_start(text: str) -> tuple[ItemHeading, str] | None:
    """Split 'Recommendation 2: By May ...' into its heading and the rest; None for other text.

    Without a number only where the rest asks for something ('Recommendation: Review how ...'), or
    is the sentence of a cause, or one of an area that says what is wrong: 'Area for improvement:
    The force relies on ...'.
    """
    code = _CODED.fullmatch(text.strip())
    if code and not (code[0].startswith("C") and not _STATES.match(code["rest"])):
        name = (code["what"] or code["number"])[:1].lower()
        kind = _NUMBERED_KINDS.get(name, ReportItemKind.RECOMMENDATION)
        return ItemHeading(kind, code["number"]), code["rest"]
    found = _NUMBERED.fullmatch(text.strip()) or _UNNUMBERED.fullmatch(text.strip())
    if not found:
        return None
    what = found["what"].lower()
    kind = _NUMBERED_KINDS.get(what[:1], ReportItemKind.RECOMMENDATION)
    rest = found["rest"].rstrip()
    is_area = kind is ReportItemKind.AREA_FOR_IMPROVEMENT and _STATES.match(rest)
    states = rest.endswith((".", ":")) and (kind is ReportItemKind.CAUSE_OF_CONCERN or is_area)
    orders = rest.endswith(".") and rest[0].isupper() and not _STATES.match(rest)
    in_full = found["number"] and len(what) > len("rec.")
    if not (in_full or asks(rest) or states or orders):
        return None
    return ItemHeading(kind, own_number_of(found["number"])), found["rest"]


# --- what is not an item ------------------------------------------------------

_RECOUNTS_HEADING = re.compile(
    r"\b(?:previous|earlier|past|last|closed|progress|update|status|follow(?:ing|ed|-)?\s*up|since|"
    r"(?:19|20)\d\d)\b|\b(?:of|by|from|in)\s+other(?:s$|\s+(?:reports?|inspections?|"
    r"inspectorates?|reviews?|bodies|inquiries|publications))\b|"
    r"\b(?:by|from|of)\s+(?:the\s+)?(?:coroners?|inquests?)\b|"
    r"\b(?:already|still|remain\w*)\s+(?:made|open|outstanding)\b|\bmade\s+before\b|"
    r"\b(?:outstanding|existing)\s+(?:recommendations|areas|causes)\b",
    re.IGNORECASE,
)
_RECOUNTS = re.compile(
    r"\b(?:our|the|its|in|an?|HMICFRS|HMIC)\s+(?:(?:last|previous|earlier)\b|(?:19|20)\d\d(?:/\d\d)?\s+"
    r"(?:[\w&,]+\s+){0,4}(?:inspections?|reports?|reviews?|assessments?|letters?))"
    r"|\bwe\s+(?:previously|earlier)\b|\bprevious(?:ly)?\s+(?:recommend|inspect|report|issued|identified)"
    rf"|\b(?:in|since)\s+{MONTH}?\s*(?:19|20)\d\d,?\s+(?:we|HMIC(?:FRS)?|our)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:recommended|had|contained|included|gave|identified|found|issued|asked|needed to|was to|"
    r"were to|concerned|raised|made|said)\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"\b(?:if\s+our\s+inspections?\s+(?:identif|find)|will\s+be\s+reported\s+as|"
    r"it\s+will\s+always\s+be\s+accompanied|falls?\s+short\s+of\s+the\s+expected\s+standard|"
    rf"{ITEM_NAME}\s+"
    r"(?:are|is|means?)\s+(?:an?\s+)?(?:aspects?|something|where|when|made|used|serious|issued))",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"(?:there\s+(?:are|were)\s+no|no|none|we\s+(?:did\s+not|didn’t|didn't|have\s+not|haven’t)\s+"
    r"(?:identif\w+|f[io]u?nd|ma[dk]e|issued?)\s+any|the\s+report\s+(?:makes|has|contains)\s+no)"
    r"(?:\s+(?:new\s+|further\s+)?(?:areas?|causes?|recommendations?)\b.{0,80})?[.\s]*",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"(?:we\s+set\s+out\s+our\s+detailed\s+findings|(?:in\s+this\s+section,?\s+)?we\s+set\s+out\s+our\s+"
    r"(?:main\s+)?findings|these\s+are\s+the\s+basis\s+for\s+our\s+judgment|"
    r"(?:I|we)\s+(?:should|would)\s+(?:also\s+)?(?:be\s+(?:grateful|glad|pleased)|like|welcome|appreciate)|"
    r"I\s+look\s+forward|this\s+letter\s+will|"
    r"(?:main|our|detailed|headline|key)\s+findings\s*$|yours\s+(?:sincerely|faithfully)|next\s+steps\s*$|"
    r"(?:we|HMIC(?:FRS)?)\s+(?:will|shall|’ll)\s+(?:continue\s+to\s+)?(?:monitor|assess|review|"
    r"(?:re-?)?(?:visit|inspect)|return)|HMIC(?:FRS)?\s+assesses\s+progress|strengths?\s*$|"
    r"annex\s+[a-z\d]\b|appendix\s+[a-z\d]\b|about\s+the\s+data\s*$|(?:return|back)\s+to\s+(?:the\s+)?(?:contents|top)\b)",
    re.IGNORECASE,
)
_PLACE = r"(?:(?:(?:annex|appendix)\s+\w+|\d{1,2})\s*[.:–—-]?\s+)?"
"""What may stand before the name of a chapter: 'Annex B: ', '7. '."""
_DEFINITIONS_HEADING = re.compile(
    rf"{_PLACE}(?:definitions?(?:\s+(?:and\s+\w+|of\s+terms|used\b.*))?|"
    r"glossary(?:\s+(?:of\s+terms|and\s+\w+))?|key\s+terms|(?:explanation\s+of\s+)?terms\s+used|"
    r"(?:a\s+note\s+on|explanation\s+of)\s+terms|(?:our\s+)?terminology(?:\s+in\s+this\s+report)?|"
    r"terms\s+(?:used\s+)?in\s+this\s+report|what\s+(?:our|the|these)\s+"
    r"terms\s+mean|how\s+we\s+(?:grade|report|inspect)\b.*|what\s+this\s+report\s+contains|"
    r"(?:about|explaining)\s+our\s+(?:judgments|terms|recommendations|findings))",
    re.IGNORECASE,
)
_CASE_STUDY = re.compile(rf"{_PLACE}(?:case|practice)\s+stud(?:y|ies)\b", re.IGNORECASE)


def recounts_heading(text: str) -> bool:
    """Tell whether an item heading is about earlier inspections: 'Progress on recommendations'."""
    return bool(_RECOUNTS_HEADING.search(text))


def calls_new(text: str) -> bool:
    """Tell whether a heading calls its items new: 'New areas for improvement'."""
    return bool(_NEW.match(text))


_NEW = re.compile(
    r"(?:\d{1,2}\.?\s+)?(?:(?:our|an?)\s+)?(?:new|further|additional)\b", re.IGNORECASE
)


def recounts(text: str) -> bool:
    """Tell whether a text recounts what an earlier inspection asked for."""
    return tells_of_request(text) or (bool(_RECOUNTS.search(text)) and bool(_PAST.search(text)))


_TELLS = re.compile(
    r"(?:in\b[^.:]{3,120},\s+)?(?:we|HMIC(?:FRS)?|the\s+inspectorate)\s+(?:had\s+)?recommended\b|"
    rf"of\s+(?:(?:the|these|our|those)\s+)?(?:\d{{1,3}}|{'|'.join(_NUMBER_WORDS)})\s+(?:\w+\s+)?"
    r"(?:recommendations|areas\s+for\s+improvement|causes\s+of\s+concern)\b",
    re.IGNORECASE,
)


def tells_of_request(text: str) -> bool:
    """Tell whether a text says what was asked or done: 'In our report, we recommended that'."""
    return bool(_TELLS.match(text.strip()))


_QUOTES = re.compile(
    r"\b(?:we|our\s+predecessors?|inspectors|HMIC(?:FRS)?)\s+(?:then\s+|also\s+)?"
    r"(?:wrote|said|had\s+(?:recommended|asked|written))\b[^.:]{0,100}:$",
    re.IGNORECASE,
)


def quotes_earlier(text: str) -> bool:
    """Tell whether a sentence leads to a quotation of an earlier report: 'In 2015 we wrote:'."""
    return bool(_QUOTES.search(text.rstrip()))


def defines(text: str) -> bool:
    """Tell whether a text says what a term such as 'area for improvement' means."""
    return bool(_DEFINES.search(text))


def says_none(text: str) -> bool:
    """Tell whether a text says that there is no item of a kind."""
    return len(text) <= 160 and bool(_NONE.fullmatch(text.strip()))


_MAKES_NONE = re.compile(
    r"\b(?:it|(?:the|this)\s+(?:\w+\s+)?(?:report|letter|review))\s+(?:makes|has|contains)\s+no\s+"
    r"(?:new\s+)?recommendations\b",
    re.IGNORECASE,
)


def makes_none(text: str) -> bool:
    """Tell whether a text says that the whole report makes no recommendations."""
    return bool(_MAKES_NONE.search(text))


def is_boilerplate(text: str) -> bool:
    """Tell whether a text is what follows the last item in every report."""
    return is_practice(text) or bool(_BOILERPLATE.match(" ".join(text.split())))


_PRACTICE = re.compile(
    r"(?:innovative|promising|good|notable)\s+practice\s*(?:$|[:–—-])", re.IGNORECASE
)


def is_practice(text: str) -> bool:
    """Tell whether a heading is over what others do well."""
    return bool(_PRACTICE.match(" ".join(text.split())))


def is_definitions_heading(text: str) -> bool:
    """Tell whether a heading begins the page that explains the terms."""
    return bool(_DEFINITIONS_HEADING.fullmatch(" ".join(text.split())))


def is_case_study(text: str) -> bool:
    """Tell whether a heading begins a case study."""
    return bool(_CASE_STUDY.match(text.strip()))


_GRADED = re.compile(
    r"(?:(?:our|the|overall)\s+)*(?:grade[d]?|judge?ment|rating|rated|judged)"
    r"(?:\s+(?:is|was|as|given))?\s*[:–—-]?\s+(?:as\s+|to\s+be\s+)?"
)
"""The label before a grade: 'Our judgment: good', 'Graded as good'."""
_LETTERS_OF_GRADES = {grade.replace(" ", ""): grade for grade in GRADES}
"""In a narrow column a word may be broken: 'requires improveme nt'."""


_LONGEST_GRADE = 120
"""A grade with the longest label has not half as many characters."""


def grade_of(text: str) -> str:
    """Return the grade that a text consists of, with or without a label before it; or ''."""
    if len(text) > _LONGEST_GRADE:
        return ""
    word = _GRADED.sub("", " ".join(text.split()).strip("*.: ").lower())
    if grade := _LETTERS_OF_GRADES.get(word.replace(" ", "")):
        return grade
    return "ungraded" if word in {"not graded", "no grade", "no graded judgment"} else ""


def is_question(block: SourceBlock) -> bool:
    """Tell whether a block is one of the questions that PEEL reports ask."""
    text = block.text
    return len(text) < 200 and bool(re.match(r"how\s+\w+\b.*\?$", text, re.IGNORECASE | re.DOTALL))
