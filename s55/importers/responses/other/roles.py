"""Know by its words what a heading, a label or a column of a response is for.

Every office words its response in its own way; what the words can be is a small language: whose
comments they are, or which items of the report, or a fact about an item. What the office taught
(``import-roles.yaml``) comes first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from s55.importers.responses.items import ItemName
from s55.importers.responses.text import folded
from s55.importers.wording import ITEM_NAME, MONTH
from s55.model.forces import ACRONYMS_OF_BODY
from s55.model.names import LETTER_AS_NUMBER
from s55.office.import_roles import Role
from s55.records import dataclass

LONGEST_HEAD = 160
"""Characters of the longest heading or label."""

KINDS: Mapping[Role, ItemName] = {
    Role.RECOMMENDATION: "recommendation",
    Role.AREA_FOR_IMPROVEMENT: "area_for_improvement",
    Role.CAUSE_OF_CONCERN: "cause_of_concern",
}
OWNERS = (Role.CHIEF_OFFICER, Role.POLICING_BODY)
FACTS = (Role.STATUS, Role.TARGET_DATE, Role.OWNER)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading or a label says of what follows.

    Attributes:
        role: whose comments or which fact follows; None for an item or a section of items.
        kind: the kind of the items that it names, or ''.
        numbers: their numbers.
        several: whether it is over a section of items and names none.
        closing: whether it begins or ends the response as a whole: an introduction, next steps.
        bare: whether it only names somebody: a column's head, or a line of a letter's.
        part: whether it is over the text of the item before it.
        ends: whether it is a heading of something else, which ends what is said of an item.
        answers: whether it begins what answers another report of the inspectors.
        weighed: whether its words do not say whose comments follow, and other evidence does.
        runs_on: whether text follows it in the same paragraph.
        label: its words, folded.
        length: how many characters of the text it takes; the rest runs on after it.
    """

    role: Role | None
    kind: ItemName | None = None
    numbers: tuple[str, ...] = ()
    several: bool = False
    closing: bool = False
    bare: bool = False
    part: bool = False
    ends: bool = False
    answers: bool = False
    weighed: bool = False
    runs_on: bool = False
    label: str = ""
    length: int = 0

    @property
    def is_item(self) -> bool:
        """Whether it is the heading of one item or more, and of nothing else."""
        return self.role is None and self.kind is not None and not self.several

    @property
    def is_apart(self) -> bool:
        """Whether what follows belongs to no item and no section of items."""
        return self.closing or self.ends or self.answers


# --- the words ---------------------------------------------------------------------

_CHIEF = (
    r"(?:the )?(?:two |both )?(?:temporary |acting |interim |t )*(?:chief (?:constable|officer)s?|"
    r"commissioner of (?:the )?(?:police|metropolitan police|city of london police)|"
    r"(?:our |the )?force|constabulary|police force|police service|"
    r"(?!(?:my|our)\b)[\w&' -]{2,40}? (?:police|constabulary|police service|police force)|"
    r"chief constable (?:of|for) [\w&' -]{2,60})"
)
_COMMISSIONER = r"police (?:(?:fire )?and |fire and )?(?:crime|victims)[\w ]{0,40}? commissioners?"
_BODY = (
    r"(?:the )?(?:two |both )?(?:office of (?:the )?)?(?:temporary |acting |interim |deputy )*"
    rf"(?:(?:[\w'-]+ ){{0,3}}{_COMMISSIONER}(?: (?:for|of) [\w&' -]{{2,60}})?|commissioners?|"
    rf"(?:[\w-]+ )?{ACRONYMS_OF_BODY}|mayor(?: (?:of|for) [\w&' -]{{2,60}})?|"
    r"mayor's office[\w ]{0,40}|(?:local )?policing body|(?:city of london )?police authority"
    r"(?: board)?|police,? fire and crime|board|"
    r"(?:board's )?chair(?:man|woman)?(?: of (?:the )?(?:police authority )?board)?)"
)
_ADJECTIVES = (
    r"(?:(?:formal|written|full|own|detailed|initial|statutory|section 55|overall|general|further|"
    r"additional|brief|local|any|other|final|concluding|closing|opening|introductory)\s)*"
)
_SAYS = (
    rf"{_ADJECTIVES}(?:responses?|comments?|commentary|views?|updates?|position|reply|replies|"
    r"statement|letter|feedback|observations|remarks|assessment|answers?|actions?(?: taken)?|"
    r"progress|oversight|scrutiny|thoughts|opinion|evaluation|message|"
    r"perspective|reflections|explanation|overview|summary|introduction|foreword|conclusions?)"
)
_TAIL = (
    r"(?: of (?:the|this) (?:report|inspection))?"
    r"(?: (?:to|on|about|from|regarding|and|in|taken|for|with) .{1,100})?"
)
_OWNER_FORMS = (
    r"{who}(?:'s?|s)? " + _SAYS + _TAIL,
    r"(?:statutory |formal |section 55 )*" + _SAYS + r" (?:of|from|by) {who}" + _TAIL,
    r"what {who} (?:has |have )?(?:told us|said|says|say|has done|did|is doing|thinks|will do)",
    r"what (?:does|do|did|is|are|has|have|will) {who} (?:say|think|do|doing|done|said|to say)"
    r"(?: .{1,80})?",
    r"how (?:does|do|did|is|are|has|have|will) {who} (?:respond|responded|responding|see|view)"
    r"(?: .{1,80})?",
    r"how {who} (?:has |have |is |are )?(?:responded|responding|responds)",
    r"{who} (?:has |have )?(?:commented|responded|replied|stated|said|written)(?: to me)? "
    r"as follows",
)
_MINE = (
    rf"(?:my|our) {_SAYS}{_TAIL}|"
    r"what (?:i|we) (?:think|say|said|will do|am doing|are doing)(?: .{1,40})?"
    r"|what (?:do|did|will|am|are|have) (?:i|we) (?:think|say|do|doing|done|make of)(?: .{1,60})?"
    r"|how (?:i|we) (?:will )?(?:respond|hold .{1,60})"
)
_REPLIES = rf"{_SAYS} to {_CHIEF}(?:'s?|s)? {_SAYS}"
"""What subsection (5) has the body publish beside the comments of both."""
_OVERSEES = (
    rf"{_COMMISSIONER}|\b(?:{ACRONYMS_OF_BODY}|mayor(?:'s)?|board|"
    r"common council|policing body|police authority)\b"
)
_POLICES = (
    r"chief (?:constable|officer)|\b(?:force|constabulary|assistant commissioner)\b|"
    r"\bpolice\b(?! (?:and|fire))"
)
_FIRST_PERSON = r"\b(?:i|my|me|we|our|us)\b"
_INSPECTORS = r"(?:the )?(?:hmicfrs|hmic|inspectorate|inspectors?|inspection|report|review|inquiry)"
_ITEMS = (
    (Role.CAUSE_OF_CONCERN, r"causes? of concern|areas? of concern"),
    (
        Role.AREA_FOR_IMPROVEMENT,
        r"areas? for improvement(?: \(?afis?\)?)?|afis?|areas? for priority action",
    ),
    (Role.RECOMMENDATION, r"recommendations?"),
)
_SECTION = (
    rf"(?:(?:{_INSPECTORS}(?:'s)?|key|main|the|list of|national|specific|individual)\s)*"
    r"(?:{items})"
    r"(?: (?:and|or) (?:recommendations?|areas? for improvement|causes? of concern|afis?))?"
    rf"(?: (?:made|identified|text|found|named|for|to|from|of|in|by|relevant|and)\b ?.{{0,80}})?"
)
_SAID = (
    rf"what {_INSPECTORS} (?:sa(?:id|ys)|found|recommend(?:ed|s)?|asks?|asked|identified).{{0,40}}|"
    rf"what (?:do|does|did) {_INSPECTORS} (?:say|find|recommend|ask|identify).{{0,40}}"
)
COLUMN_OF_ITEMS = (
    rf"{_INSPECTORS} (?:says?|said|asks?|asked|found|recommend(?:s|ed)?|wants?|wanted)(?: for)?|"
    rf"(?:{_INSPECTORS}(?:'s)? |key |areas? |issues? )*(?:findings?|issues?|requirements?|"
    r"identified|actions? required|areas?)"
)
_FINDINGS = (
    r"(?:summary of )?(?:the )?(?:key|main) findings|(?:summary|overview) of (?:the )?"
    rf"(?:report|inspection|findings)(?: .{{1,60}})?|{_INSPECTORS}(?:'s)? (?:key |main )?findings"
)
_FRAME = (
    r"introduction|(?:in )?(?:conclusions?|summary)|(?:concluding|closing) (?:remarks|comments)|"
    r"next steps(?: .{1,60})?|overview|summary|background|the way forward|governance|"
    r"monitoring(?: and .{1,40})?|foreword|(?:general|overall) (?:remarks|comments|response)|"
    r"context|(?:on )?(?:the )?(?:report|inspection) as a whole|"
    r"what (?:happens|comes|is) next(?: .{1,60})?|(?:more|further) information|"
    r"what (?:is|was) (?:this|the) (?:report|inspection)(?: .{1,40})?|"
    r"about (?:this|the) (?:report|inspection)|"
    r"(?:get in touch|contact|tell us|have your say)(?: .{1,40})?"
)
_FACTS = (
    (
        Role.NUMBER,
        r"no|nos|number|num|ref|reference|recs?|item|"
        r"(?:rec|recommendation|afi|item) (?:no|number|ref)",
    ),
    (
        Role.STATUS,
        r"(?:current |progress )?status|rag(?: (?:status|rating))?|(?:current )?position|state",
    ),
    (
        Role.TARGET_DATE,
        r"date|(?:target |completion |due |expected )+date|target|by when|when|timescales?|"
        r"time ?frame|deadline|due(?: by)?|"
        r"(?:to be )?(?:done|completed?|met|delivered) by|date (?:for|of) completion|"
        r"complet(?:ed|ion)(?: by)?",
    ),
    (
        Role.OWNER,
        r"(?:action |force |strategic |business )?(?:owner|lead)(?: officer)?"
        r"|responsible(?: .{1,30})?|by whom|who|responsibility",
    ),
)
_UNCERTAIN = re.compile(rf"(?:{_SAYS})|what (?:was|has been|is being) done|evidence")

_NAME_AFTER = re.compile(
    r"(?:(?<=[a-z][a-z][a-z][a-z]),|(?<=Chief\sConstable))\s+(?:(?:Dr|Sir|Dame|Mrs?|Ms)\.?\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){1,3}(?=\s*:?$)"
)
"""Who holds the post that a heading names: 'Comments of the Chief Constable, Ann Ash'."""
_TWO_SENTENCES = re.compile(r"[a-z’'”\")]{4}[.!?]\s+[A-Z]")
_LEAD = re.compile(
    r"^\s*(?:(?:annex|appendix|schedule|enclosure|attachment)(?:\s+(?:\d{1,2}|[A-Z]))?\s*[:.–—-]\s*"
    r"|(?:(?:section|part)\s+)?(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[A-Za-z][.)])\s+)",
    re.IGNORECASE,
)
_WORDS_OF_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}
_ONE = rf"(?:\(?\d{{1,3}}[a-z]?(?:\.\d{{1,3}})*\)?|(?:{'|'.join(_WORDS_OF_NUMBERS)})\b)"
_AND = r"\s*(?:,\s*and\b|,|\band\b|&|\+|\bto\b|-|–|/)\s*"
NUMBERS = rf"{_ONE}(?:{_AND}{_ONE})*"
"""One number or several: '4', '4 and 5', '1, 2 and 3', '2 to 4'."""
_NAMED_ONE = rf"(?:{_ONE}|{LETTER_AS_NUMBER})"
_NAME_AGAIN = rf"(?:(?:{ITEM_NAME}|recs?\.?|R)\s*(?=\d))?"
NUMBERS_AFTER_NAME = rf"{_NAMED_ONE}(?:{_AND}{_NAME_AGAIN}{_NAMED_ONE})*"
"""The same after 'Recommendation', where letters count too: 'A', 'A and B'."""
_OF_ITEM = re.compile(
    rf"\s*(?:HMICFRS\s+|HMIC\s+|the\s+)?(?P<kind>{ITEM_NAME}|(?-i:R|R(?:ecs?|ECS?)\.?)(?=\s?\d))"
    r"(?:\s*\(AFIs?\))?"
    rf"(?:\s*(?:\bnos?\.?|\bnumbers?|#))?(?:\s*(?P<numbers>{NUMBERS_AFTER_NAME})(?![\w%]))?"
    r"(?:\s*\((?:by|from|for|to)\b[^()\n]{1,60}\)(?=\s*[:.–—-]|\s*$))?"
    r"(?P<end>(?:\s+(?:says|states|reads|asks|recommends|was|is))?(?:\s+that)?\s*:\s*"
    r"|\s*[.–—-]\s*|\s*$|\s+)",
    re.IGNORECASE,
)
_NAMES_ONE = re.compile(
    r"\s*(?:recommendation|area\s+for\s+improvement|AFI|cause\s+of\s+concern)\s*:\s*\S",
    re.IGNORECASE,
)
_OF_TITLE = re.compile(r"(?:an?\s+)?(?:re-?)?inspection\b", re.IGNORECASE)
"""After the name of a force and a colon: the title of a report on it."""
_TO_ITEM = re.compile(
    rf"\b(?:to|on|for|re)\s+(?:the\s+)?(?P<kind>{ITEM_NAME}|recs?\.?)\s+(?P<numbers>{NUMBERS_AFTER_NAME})"
    r"\s*:?\s*$",
    re.IGNORECASE,
)
_TO_ITEMS_ALONE = re.compile(
    rf"(?:{_SAYS})\s+(?:to|on)\s+(?:the\s+)?(?P<kind>{ITEM_NAME})\s+(?P<numbers>{NUMBERS_AFTER_NAME})\s*:?",
    re.IGNORECASE,
)
"""The same where nobody is named: 'Response to recommendations 1 and 2'."""
_TO_NUMBERS = re.compile(rf"\b(?:to|on|for)\s+(?P<numbers>{NUMBERS})\s*:?\s*$", re.IGNORECASE)
"""The same of items whose kind the heading above them says: 'PCC's comments on 2 and 3'."""
_ANSWERED = rf"{_SAYS} (?:to|on) "
OF_SEVERAL = re.compile(
    r"(?:inspection\s+)?(?:report|inspection|publication)\s+(?:\d{1,2}|[A-H])\s*[:.–—-]\s*(?P<title>\S.{7,})",
    re.IGNORECASE,
)
DATED_REPORT = re.compile(
    r"(?:[A-H]|\d{1,2})[.):]\s+(?P<title>\S.{7,}?)\s*"
    r"\((?:first\s+)?published(?:\s+on)?(?:\s+the)?\s+\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+\d{4}\)",
)
"""A heading over what answers one of several reports: 'A. TITLE (published 3 April 2025)'."""
_OVER_A_COMMISSIONER = re.compile(
    r"\bMOPAC\b|Mayor[’']s Office for Policing|\bPolice Authority\b|\bCommon Council\b",
    re.IGNORECASE,
)
_ELECTED = re.compile(r"crime\s+commissioner|\bO?PF?CC\b", re.IGNORECASE)
_LONDONS = re.compile(r"^((?:.* (?:of|from|by) )?(?:the )?)commissioner\b(?! of)")
_DATED_LABEL = re.compile(
    r"\s*(?:[(,–—-]\s*)?(?:\b(?:as\s+)?(?:at|of|in|on|to|since)\s+)?(?P<day>(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    rf"{MONTH}\s+\d{{4}})\)?[\s:]*$"
)
"""The day of what a label is over: 'Force update (July 2024)'."""
_LONGEST_COLUMN = 50
_LONGEST_PART = 80
"""Characters of the longest label that comes back with every item."""
_ACRONYM = re.compile(rf"(?:[Tt]he )?(?P<who>[A-Z]{{2,5}})(?:[’']?s)?\s+(?i:{_SAYS}{_TAIL})")
_FORCE_IN_SHORT = re.compile(r"(?:the )?[A-Z]{1,3}PS?")
"""The name of a force as it writes it: 'MPS', 'TVP'."""
_OF_THE_INSPECTORS = {"HMIC", "HMICFRS", "HMI"}


def day_of_label(text: str) -> str:
    """Give the day that a label ends with, as printed: '' where it has none."""
    found = _DATED_LABEL.search(text)
    return " ".join(found["day"].split()) if found else ""


def is_day(text: str) -> bool:
    """Whether a line is a day and nothing else, as a label has it over its words."""
    return _DATED_LABEL.fullmatch(text) is not None


def label_words(text: str) -> str:
    """Fold a label to its words without its day: labels that differ by that alone are the same."""
    return folded(_DATED_LABEL.sub("", text)) or folded(text)


class Roles:
    """Tells what headings, labels and columns mean.

    Args:
        taught: the office's own words, each with its role.
        said: the text of the response. Who "the commissioner" is depends on whom else it names: the
            policing body nearly everywhere, the chief officer in London.
    """

    def __init__(self, taught: Mapping[str, Role] | None = None, said: str = "") -> None:
        self._taught = {folded(words): role for words, role in (taught or {}).items()}
        self._commissioner = not _OVER_A_COMMISSIONER.search(said) or bool(_ELECTED.search(said))

    def part(self, text: str) -> Meaning | None:
        """Tell whose words or which text follows a label that comes back with every item.

        What else the label says does not matter then, only which one it names: the inspectors,
        the police, or those who oversee them, who write the response and may say 'I'.
        """
        known = folded(_LEAD.sub("", text.strip(), count=1))
        if len(known) > _LONGEST_PART:
            return None
        if re.search(r"\b(?:hmic|hmicfrs|inspectorate|inspectors)\b", known):
            return Meaning(None, part=True, label=known)
        role = self.named(known)
        if role is None and re.search(_FIRST_PERSON, known):
            role = Role.POLICING_BODY
        return Meaning(role, label=known) if role else None

    def named(self, known: str) -> Role | None:
        """Tell which of the two a label names; None where it is both or neither."""
        oversees = _OVERSEES if not self._commissioner else rf"{_OVERSEES}|\bcommissioner\b"
        polices = _POLICES if self._commissioner else rf"{_POLICES}|\bcommissioner\b"
        chief = re.search(r"\bcommissioner of (?:the )?(?:police|metrop\w+)", known) is not None
        rest = known if chief else re.sub(oversees, " ", known)
        body = rest != known or (chief and re.search(_OVERSEES, known) is not None)
        chief = chief or re.search(polices, rest) is not None
        if body == chief:
            return None
        return Role.CHIEF_OFFICER if chief else Role.POLICING_BODY

    def heading(self, text: str) -> Meaning | None:
        """Tell what a text means that could be a heading or a label by itself."""
        if len(text) > LONGEST_HEAD or "\n" in text.strip() or _TWO_SENTENCES.search(text):
            return None
        bare = _NAME_AFTER.sub("", text.strip())
        in_two = bare.rpartition(" / ")[2]  # in two languages: 'Argymhelliad 1 / Recommendation 1'
        for own in (bare, _LEAD.sub("", bare, count=1), in_two):
            if own and (found := self._meaning(own.rstrip(" :–—-"))):
                return found
        return None

    def with_topic(self, text: str) -> Meaning | None:
        """Tell which item a heading names before its topic, with no mark between: 'AFI 1 Dogs'."""
        found = _OF_ITEM.match(text)
        if not found or not found["numbers"] or found["end"].strip():
            return None
        topic = text[found.end() :]
        if not topic[:1].isupper() or len(topic) > _LONGEST_PART or topic.rstrip()[-1:] in ".:;":
            return None
        label = folded(text[: found.end()])
        return Meaning(None, _kind(found), _numbers(found), label=label, length=found.end())

    def run_in(self, text: str) -> Meaning | None:
        """Tell what the label means with which a paragraph begins; its text follows a colon."""
        for found in re.finditer(r"\s*(?::|\s[–—-]\s)\s*|\n", text[:LONGEST_HEAD]):
            meaning = self.heading(text[: found.start()])
            if _OF_TITLE.match(text, found.end()):
                return None
            if meaning is not None and text[found.end() :].strip():
                return replace(meaning, length=found.end())
        if (of_item := _OF_ITEM.match(text)) and of_item["numbers"] and of_item["end"].strip():
            return self._item(of_item, text)
        return None

    def column(self, text: str) -> Role | None:
        """Tell what a column holds, by its head; None where the words do not say."""
        known = folded(text)
        if known in self._taught:
            return self._taught[known]
        if not known:
            return Role.NUMBER if text.strip() in ("", "#") else None
        if re.fullmatch(COLUMN_OF_ITEMS, known):
            return Role.RECOMMENDATION
        meaning = self.heading(text)
        if meaning is None and _FORCE_IN_SHORT.fullmatch(" ".join(text.split())):
            return Role.CHIEF_OFFICER
        if meaning is None:
            role = self.named(known) if len(known) <= _LONGEST_COLUMN else None
            is_mine = role is None and re.fullmatch(r"(?:my|our) [\w' ]{3,30}", known)
            return Role.POLICING_BODY if is_mine else role
        if meaning.closing:
            return None
        if meaning.role is not None:
            return meaning.role
        return next(role for role, kind in KINDS.items() if kind == meaning.kind)

    def who(self, text: str) -> Role | None:
        """Tell whom words name and nothing else: 'Chief Constable', 'PCC'."""
        meaning = self.heading(text)
        return meaning.role if meaning is not None and meaning.bare else None

    def is_uncertain(self, text: str) -> bool:
        """Whether words say that somebody comments, and not who: 'Response', 'Update'."""
        return _UNCERTAIN.fullmatch(label_words(text)) is not None

    # --- one text ---------------------------------------------------------------

    def _meaning(self, text: str) -> Meaning | None:
        if dated := _DATED_LABEL.search(text):
            meaning = self._meaning(text[: dated.start()])
            if meaning is not None and meaning.role in OWNERS:
                return meaning
        known = folded(text)
        if not known:
            return None
        if known in self._taught:
            return _of_role(self._taught[known], known)
        found = _OF_ITEM.match(text)
        if found and (item := self._item(found, text)) and not text[item.length :].strip():
            return item
        if found and found["numbers"] and found["end"].strip():
            rest = self._meaning(text[found.end() :])
            if rest is not None and rest.role in OWNERS:
                return Meaning(rest.role, _kind(found), _numbers(found), label=rest.label)
        if named := _TO_ITEMS_ALONE.fullmatch(text):
            return Meaning(
                Role.POLICING_BODY, _kind(named), _numbers(named), label=known, weighed=True
            )
        if OF_SEVERAL.match(text) or DATED_REPORT.fullmatch(text):
            return Meaning(None, answers=True, label=known)
        counted = known[0].isdigit()  # the number of a paragraph is no part of a name
        owner = None if counted else self._owner(text, known)
        return owner or _fact(known) or _section(text, known)

    def _item(self, found: re.Match[str], text: str) -> Meaning | None:
        numbers = _numbers(found)
        if not numbers and re.search(r"s\b", found["kind"], re.IGNORECASE):
            return None  # a section of items
        rest = text[found.end() :].strip()
        if rest and not found["end"].strip():
            return None
        length = found.end() if rest else len(text)
        label = folded(found[0])
        return Meaning(None, _kind(found), numbers, label=label, length=length)

    def _owner(self, text: str, known: str) -> Meaning | None:
        kind, numbers, known = _answered(text, known)

        def of_owner(role: Role, *, bare: bool = False) -> Meaning:
            return Meaning(role, kind, numbers, bare=bare, label=known)

        acronym = None if text.isupper() else _ACRONYM.fullmatch(text.replace("’", "'"))
        if acronym and acronym["who"] in _OF_THE_INSPECTORS:
            return None
        if not self._commissioner and "police authority" not in known:
            known = _LONDONS.sub(r"\1chief officer", known)
        if re.fullmatch(_MINE, known) or re.fullmatch(_REPLIES, known) or _says(_BODY, known):
            return of_owner(Role.POLICING_BODY)
        if re.fullmatch(_BODY, known):
            return of_owner(Role.POLICING_BODY, bare=True)
        if acronym:
            mine = re.fullmatch(ACRONYMS_OF_BODY, acronym["who"], re.IGNORECASE)
            return of_owner(Role.POLICING_BODY if mine else Role.CHIEF_OFFICER)
        if re.match(r"(?:(?:an?|the) )?(?:joint |thematic )*(?:hmic|inspect|review)", known):
            return None
        if _says(_CHIEF, known):
            return of_owner(Role.CHIEF_OFFICER)
        if re.fullmatch(_CHIEF, known):
            return of_owner(Role.CHIEF_OFFICER, bare=True)
        return None


def _answered(text: str, known: str) -> tuple[ItemName | None, tuple[str, ...], str]:
    """Tell which items a label says it is on, and give its words without bare numbers of items."""
    if of := _TO_ITEM.search(text):
        return _kind(of), _numbers(of), known
    if of := _TO_NUMBERS.search(text):
        return None, _numbers(of), folded(text[: of.start()])
    return None, (), known


def _says(who: str, known: str) -> bool:
    return any(re.fullmatch(form.replace("{who}", f"(?:{who})"), known) for form in _OWNER_FORMS)


def _of_role(role: Role, label: str) -> Meaning:
    if role in KINDS:
        return Meaning(None, KINDS[role], several=True, label=label)
    return Meaning(role, label=label)


def _fact(known: str) -> Meaning | None:
    if re.fullmatch(_FINDINGS, known):
        return Meaning(Role.KEY_FINDINGS, label=known)
    for role, words in _FACTS:
        if re.fullmatch(words, known):
            return Meaning(role, label=known)
    return None


def _section(text: str, known: str) -> Meaning | None:
    if _NAMES_ONE.match(text):
        return None  # an item with its text: “Recommendation: Forces should ...”
    for role, words in _ITEMS:
        section = rf"(?:{_ANSWERED})?{_SECTION.replace('{items}', words)}"
        asked = rf"what (?:are|were) (?:the )?(?:{words})(?: .{{1,80}})?"
        if re.fullmatch(section, known) or re.fullmatch(asked, known):
            return Meaning(None, KINDS[role], several=True, label=known)
    if re.fullmatch(_SAID, known):
        return Meaning(None, "recommendation", several=True, label=known)
    if re.fullmatch(rf"(?:{_FRAME})(?: and (?:{_FRAME}))?", known):
        return Meaning(Role.POLICING_BODY, closing=True, label=known)
    return None


def _kind(found: re.Match[str]) -> ItemName:
    return kind_named(found["kind"])


def kind_named(words: str) -> ItemName:
    """Tell the kind of an item by its name, or the beginning of it: 'Rec', 'R', 'CoC'."""
    said = " ".join(words.lower().split())
    if said.startswith("r"):
        return "recommendation"
    return "cause_of_concern" if said.startswith("c") else "area_for_improvement"


def _numbers(found: re.Match[str]) -> tuple[str, ...]:
    return numbers_in(found["numbers"] or "")


def numbers_in(text: str) -> tuple[str, ...]:
    """List the numbers that a text names, those of a range in full: '2 to 4' is 2, 3, 4."""
    found: list[str] = []
    ranged = False
    text = re.sub(rf"\b{_NAME_AGAIN}(?=\d)", "", text, flags=re.IGNORECASE)
    for part in re.finditer(rf"\bto\b|[-–]|{_NAMED_ONE}", text, re.IGNORECASE):
        said = part[0].strip("()")
        is_letter = re.fullmatch("[A-Z]+", said) and said.lower() not in _WORDS_OF_NUMBERS
        said = said if is_letter else said.lower()
        if said.lower() in ("to", "-", "–"):
            ranged = True
            continue
        number = _WORDS_OF_NUMBERS.get(said, said)
        if ranged and found and found[-1].isdecimal() and number.isdecimal():
            first, last = int(found[-1]), int(number)
            found += [str(one) for one in range(first + 1, min(last, first + 50))]
        found.append(number)
        ranged = False
    return tuple(found)
