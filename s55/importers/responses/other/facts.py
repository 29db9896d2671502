"""Find which report a response answers: its title, day, forces, in labels or in sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from s55.importers.responses.header import Guesses
from s55.importers.responses.other.cutting import sentences
from s55.importers.responses.other.roles import DATED_REPORT, OF_SEVERAL
from s55.importers.responses.text import date_in, first_link
from s55.importers.source import BlockKind, SourceBlock
from s55.importers.wording import ITEM_NAME
from s55.model.forces import ACRONYMS_OF_BODY
from s55.model.office import Settings
from s55.richtext.nodes import Emphasis, plain

_REPORT = r"(?:report|inspection|publication|letter|assessment)"
_INSPECTORATE = (
    r"(?:(?:HMICFRS|HMIC|H\.?M\.?I\.?)(?:[’']s?)?|(?:His|Her)\s+Majesty[’']s\s+Inspectorate[^:‘“\"]{0,90}?"
    r"(?:\([A-Z]+\))?(?:[’']s?)?|(?:the\s+)?inspectorate(?:[’']s)?)"
)
_RESPONSE = re.compile(
    rf"\b(?:respon(?:se|ds?|ding)|comments|reply|statement)\b(?P<who>[^:]{{0,160}}?)\b(?:to|on)\b\s*:?\s+(?!the\s+public\b|{ITEM_NAME}\s+\d)(?:the\s+)?"
    rf"(?:{_INSPECTORATE}\s+)?(?:(?!(?:(?:national|thematic|joint|spotlight)\s+)*inspection\s+of\b)"
    rf"(?:(?:national|thematic|joint|spotlight|inspection|published)\s+)*"
    rf"(?:{_REPORT}\b\s*(?:\b(?:on|titled|entitled|called|into)\b)?)?)?"
    rf"\s*[:–—-]?\s*(?P<title>\S.{{7,300}})$",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = re.compile(
    rf"\b(?:{_REPORT}|entitled|titled|called|comments|response)\b[^.“‘\"]{{0,80}}[“‘\"](?P<title>[^”\"]{{8,250}}?)[”’\"](?!\w)",
    re.IGNORECASE,
)
_RESPONDS = re.compile(r"\bresponse\b(?!.*\.\s*$)", re.IGNORECASE)
_SUFFIX = re.compile(
    r"\s*(?:[:–—|-]|\(|(?<=[?!])\s)\s*"
    rf"(?:(?:the\s+)?(?:{ACRONYMS_OF_BODY}|(?:police\s+and\s+crime\s+)?commissioner)[^:]{{0,40}}"
    r"\s|(?:our|my)\s)?(?:section\s+55\s+)?(?:response|comments)\b.{0,60}$",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"\s*(?:[\w’'&-]+\s+){0,8}?response\s*(?:to\b|:)", re.IGNORECASE)
"""A line of a text without headings that says what is answered."""
_BY_WHOM = re.compile(
    r"^HMIC(?:FRS)?(?:\s+(?:\w+\s+)?(?:report|thematic|inspection))?\s*[:–—-]\s*|"
    r"^(?:(?:and|&)\s+\w+|super-?complaint)\s+reports?\s*:\s*",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"^(?:police\s+act\s+1996[,:]?\s+)?section\s+55(?:\s+of\s+the\s+police\s+act\s+1996)?\s*[:–—-]\s+(?=\S)",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"(?:(?:(?:and|&)\s+[^“”‘]{2,60}\b|(?:your|the|this)\s+)reports?|by\s+[^“”‘]{2,120}?)\s*[:,]?\s*"
    r"[“‘](?P<title>[^”]{8,250})(?:”.{0,120}|’)?",
    re.IGNORECASE,
)
"""What stands before a title: 'and HMI Prisons report “TITLE”', 'by HMICFRS “TITLE”'."""
_BEGINS = r"(?:[\w’']+\s+){0,3}?(?:response|comments)\b"
_SUBJECT = re.compile(r"^(?:\s*(?:re|subject|fwd?)\s*:\s*)+", re.IGNORECASE)
_MONTH = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z][a-z]{2,8}\s+\d{4}"
_DATED = re.compile(
    rf"\s*[(,]?\s*(?:(?:first\s+)?published(?:\s+on)?(?:\s+the)?\s+)?{_MONTH}\s*\)$"
    rf"|\s*[,.]\s*(?:which\s+was\s+)?(?:first\s+)?[Pp]ublished(?:\s+on)?(?:\s+the)?\s+{_MONTH}\.?$"
)
_DATE = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?\s+[A-Za-z]{3,9}\.?,?\s+\d{4}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{4})"
)
_PUBLISHED = (
    re.compile(
        rf"\b(?:publish(?:ed|es)|publication|released?|issued|came\s+out)\b[^.;]{{0,80}}?\b(?P<day>{_DATE})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^date\s+of\s+(?:the\s+)?(?:\w+\s+)?report\s*:?\s*(?P<day>{_DATE})", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?P<day>{_DATE})[^.;]{{0,100}}?\b(?:publish(?:ed|es)|publication|released|issued)\b",
        re.IGNORECASE,
    ),
)
_REPORT_OF = re.compile(rf"\b{_REPORT}\s+(?:of|dated)\s+(?:the\s+)?(?P<day>{_DATE})", re.IGNORECASE)
"""What has no other day: 'the report of 3 May 2025'."""
_ONLY_WHEN = re.compile(
    rf"(?:(?:this\s+|the\s+)?report\s+(?:was\s+)?)?(?:first\s+|originally\s+)?published(?:\s+by\s+[\w\s]{{2,40}}?)?(?:\s+on)?(?:\s+the)?\s*:?\s*{_DATE}\.?"
    rf"(?:\s+(?:(?:this|our)\s+)?(?:response|statement|reply)\s+(?:was\s+)?published(?:\s+on)?\s*:?\s*{_DATE}\.?)?"
    r"|(?:date\s+of\s+(?:the\s+)?(?:publication|report)[\w\s]{0,30}|(?:report\s+)?publication\s+date)"
    rf"\s*:\s*{_DATE}\.?",
    re.IGNORECASE,
)
"""A line that says when the report was published and nothing else."""


def says_when(block: SourceBlock) -> bool:
    """Whether a line says when a report was published and nothing else."""
    return _ONLY_WHEN.fullmatch(block.text.strip()) is not None


_OURS = re.compile(r"\b(?:I|we)\s+(?:\w+\s+)?publish", re.IGNORECASE)
_OF_PAGE = re.compile(
    r"(?:published|posted|updated)\s*(?:on)?\s*:?\s*[\w ]{6,20}\s+in\s+\w", re.IGNORECASE
)
"""A line of a web site that says when a page was put under which heading."""


def is_of_page(block: SourceBlock) -> bool:
    """Whether a line says when a page was put on a site: 'Published: 2 May 2025 in Responses'."""
    return not block.cells and _OF_PAGE.match(" ".join(block.text.split())) is not None


_FORCE = re.compile(
    r"\b((?:(?:[A-Z][\w’'-]+|and|of|&)\s+){0,4}?[A-Z][\w’'-]+\s+"
    r"(?:Police Service|Police|Constabulary))"
    r"\b(?!\s*,?\s+(?:and\s+Crime|and\s+Fire|Fire|Act|Effectiveness|National|Federation))"
)
_FIRST = re.compile(
    r"^(?:(?:The|Chief|Constable|Commissioner|Deputy|Temporary|Acting|of|for|and|In|At|Inspection|"
    r"What|Why|How|When|Where)\s+)+"
)
_NO_FORCE = re.compile(r"^(?:Crime|Local|British Transport|His|Her|National|PEEL)\b|College")
_TYPES = (
    (r"\bPEEL\b(?!.{0,20}\bspotlight\b)", "PEEL"),
    (r"\bspotlight\b", "Spotlight"),
    (r"\bthematic\b", "Thematic"),
    (r"\bsuper-?complaint\b", "Super-complaint"),
    (r"\bjoint\s+targeted\s+area\b|\bJTAI\b", "Joint targeted area inspection"),
    (r"\brevisit\b", "Revisit"),
    (r"\bchild\s+protection\b", "Child protection"),
    (r"\bcustody\b", "Custody"),
)


_TOP = 20
"""The title is among so many blocks; a web page has the list of its menu first."""
_SHORTEST = 4
"""A title of fewer words in a heading may be the subject in short: 'stalking'."""


def guesses(
    blocks: Sequence[SourceBlock],
    subject: SourceBlock | None,
    settings: Settings | None,
    around: Sequence[SourceBlock] = (),
    header: Sequence[SourceBlock] = (),
) -> tuple[Guesses, tuple[SourceBlock, ...]]:
    """Find what the header of another form would have.

    Args:
        blocks: the text of the response.
        subject: the subject of the letter or the e-mail, if there is one.
        settings: the office's settings, whose force it is about if the text names it.
        around: what stands around the text, where a force can be named as well.
        header: lines with labels, which can name the day beside the title.

    Returns:
        what was found, and the headings that were taken for it and are no text.
    """
    in_italics = _title_in_italics(around)
    title, taken = (in_italics, ()) if in_italics else _title(blocks, subject)
    title = _in_full(title, blocks)
    taken = (*taken, *_day_line(blocks, taken))
    taken = (*taken, *_of_header(blocks, taken))
    said = "\n".join(block.text for block in (*blocks, *around))
    types = [name for words, name in _TYPES if re.search(words, title, re.IGNORECASE)]
    return Guesses(
        title,
        _published([*header, *blocks, *([subject] if subject else [])]),
        tuple(types),
        _forces(said, settings),
        _address(blocks, title),
    ), taken


def _day_line(
    blocks: Sequence[SourceBlock], title: Sequence[SourceBlock]
) -> tuple[SourceBlock, ...]:
    """Find the line that says when the report was published.

    Where each of several reports has its day below its title, these begin what answers it.
    """
    when = [at for at, block in enumerate(blocks) if says_when(block)]
    over = [blocks[at - 1] for at in when[:2] if at]
    if len(over) > 1 and all(map(_heads, over)) and not any(over[0] is one for one in title):
        return ()
    return tuple(blocks[at] for at in when[:1])


_STATES = re.compile(
    rf"(?:{_INSPECTORATE}\s+(?:first\s+)?published\s+(?:this|its|the)\s+report|"
    r"(?:this|the)\s+(?:inspection\s+)?report\s+was\s+(?:first\s+)?published(?:\s+by\s+[\w\s]{2,40}?)?|"
    r"(?:first\s+)?published\s+by\s+[\w\s,’]{2,80}?)"
    rf"\s+on\s+(?:the\s+)?{_DATE}\.?"
    rf"|(?:(?:the|this)\s+)?(?:inspectorate|inspection)\s+report\s+(?:was\s+)?published\s+{_DATE}\.?"
    r"|my\s+(?:\w+\s+)?(?:response|statement|comments?)\s+(?:is|are|follows?)\b[^.]{0,20}\.?"
    r"|(?:response|statement|comments)\s+(?:of|from|by)\s+the\s+[^.]{5,100}\bsection\s+55\b[^.]{0,60}\.?"
    r"|this\s+(?:response|statement|document|page)\s+is\s+(?:made|given|published|issued)\s+"
    r"(?:under|in\s+accordance\s+with|pursuant\s+to)\s+section\s+55\b[^.]{0,60}\.?"
    r"|the\s+(?:full\s+)?(?:report|recommendations)\s+can\s+be\s+(?:read|found|seen)\b[^.]{0,100}\.?",
    re.IGNORECASE,
)
"""A sentence that says of the report or the response what the header has."""


def _of_header(blocks: Sequence[SourceBlock], taken: Sequence[SourceBlock]) -> list[SourceBlock]:
    """List the paragraphs right below the title that say nothing but what the header has."""
    found = []
    above = (at for at, block in enumerate(blocks[:_TOP]) if any(block is one for one in taken))
    for block in blocks[max(above, default=-1) + 1 :]:
        if all(map(_STATES.fullmatch, sentences(" ".join(block.text.split())))):
            found.append(block)
        elif not (_is_line(block) or (_heads(block) and _SPEAKS_OF_IT.search(block.text))):
            break
    return found


# --- the title ------------------------------------------------------------------------


def _title(
    blocks: Sequence[SourceBlock], subject: SourceBlock | None
) -> tuple[str, tuple[SourceBlock, ...]]:
    above = [block for block in blocks[:_TOP] if block.kind is not BlockKind.LIST_ITEM]
    heads = [block for block in above[:6] if _heads(block)]
    if blocks and blocks[0].kind is BlockKind.PARAGRAPH and _RESPONDS.search(blocks[0].text):
        heads = [blocks[0], *(block for block in heads if block is not blocks[0])]
    line = next((one for one in above[:6] if _is_line(one) and _ANSWERS.match(one.text)), None)
    if line is not None and line not in heads:
        heads.append(line)
    named = [subject] if subject is not None else []
    quoted = _quoted_title(blocks)
    if of_several := _first_of_several(blocks):
        return of_several, ()
    if found := _answered_title((*named, *heads), blocks, quoted):
        return found
    for block in named:
        own = _SUBJECT.sub("", block.text)
        named_in = _QUOTED.search(own)
        if title := _clean(named_in["title"] if named_in else _bare(own)):
            return title, (block,)
    for block in heads:
        named_in = _QUOTED.search(block.text)
        text = _bare(block.text)
        if named_in and (text == block.text or len(named_in["title"].split()) >= _SHORTEST):
            text = named_in["title"]
        if text != block.text and (title := _clean(text)):
            return title, (block,)
    return (quoted, ()) if quoted else _own_title(blocks, heads)


def _in_full(title: str, blocks: Sequence[SourceBlock]) -> str:
    """Give a title with its second part, where only a sentence has that: 'TITLE: An inspection'."""
    if not title or ":" in title:
        return title
    longer = re.compile(rf"(?<!\w){re.escape(title)}:\s+(?P<rest>[A-Z][^.,;:“”‘(\n]{{10,200}})")
    for block in blocks[:_TOP]:
        found = None if block.cells else longer.search(" ".join(block.text.split()))
        if found and _NAMES_REPORT.search(found["rest"]):
            rest = re.split(r"\s+(?:was|is|which|and\s+I)\b|[’”]\s", found["rest"])[0]
            return f"{title}: {rest.rstrip('’” ')}"
    return title


def _answered_title(
    heads: Sequence[SourceBlock], blocks: Sequence[SourceBlock], quoted: str
) -> tuple[str, tuple[SourceBlock, ...]] | None:
    """Find the title in a heading that says what is answered: 'Response to HMICFRS: ...'."""
    for block in heads:
        for text in _wrapped(block, blocks):
            found = _response_in(text)
            if found is None:
                continue
            if title := _clean(found["title"]):
                short = len(title.split()) < _SHORTEST or title in quoted
                return (quoted if short and quoted else title), _with_wrapped(block, text, blocks)
    return None


def _response_in(text: str) -> re.Match[str] | None:
    """Match what is answered; None where the report itself is on how the police respond."""
    found = _RESPONSE.search(text)
    before = text[: found.start()] if found else ""
    return None if _OF_THE_FORCES.search(before) or _BEGUN.fullmatch(before) else found


def _own_title(
    blocks: Sequence[SourceBlock], heads: Sequence[SourceBlock]
) -> tuple[str, tuple[SourceBlock, ...]]:
    """Find the heading or line that is the title of a report and says nothing of a response."""
    for block in (*heads, *(one for one in blocks[:4] if _is_line(one))):
        names = _NAMES_REPORT.search(block.text) and not _SPEAKS_OF_IT.search(block.text)
        if names and (title := _clean(block.text)):
            return title, (block,)
    below = [block for block in blocks[:1] if _SPEAKS_OF_IT.search(block.text)]
    own = blocks[len(below) : len(below) + 1]
    if not own or _SPEAKS_OF_IT.search(own[0].text) or (below and not _heads(own[0])):
        return "", ()
    first, title = own[0], _clean(own[0].text)
    is_head = first.kind is BlockKind.HEADING and first.level == 1
    looks = _is_line(first) or _heads(first)
    is_title = is_head or (looks and re.search(r"\w: \w|\?$", first.text))
    return (title, (first,)) if is_title and len(title.split()) >= _SHORTEST else ("", ())


def _bare(text: str) -> str:
    """Take off what says that a text responds: 'PCC response: TITLE', or 'TITLE – response'."""
    return _SUFFIX.sub("", _PREFIX.sub("", text.strip()))


_PREFIX = re.compile(r"^(?:[\w’'&-]+\s+){0,6}?(?:response|comments)\s*[:–—]\s*", re.IGNORECASE)


def _is_line(block: SourceBlock) -> bool:
    text = block.text.strip()
    return block.kind is BlockKind.PARAGRAPH and len(text) < 200 and not text.endswith((".", ":"))


_OF_THE_FORCES = re.compile(
    r"\b(?:inspection|review|report)\s+(?:of|into|on)\b|"
    r"(?:\bthe|^)\s*police(?:\s+service)?(?:[’']s)?\s*$|"
    r"\b(?:agenc(?:y|ies)|services?|systems?|partners|prisons?|forces)[’']s?\s*$",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    r"(?!.*\b(?:HMIC|PCC|OPCC|commissioner|section|response|report)\b)(?:re:\s*)?\w+\s+[^:]+:\s+(?:The\s+)?",
    re.IGNORECASE,
)
"""A title before its second part: 'Turned away: The' (response to ...)."""
_NAMES_REPORT = re.compile(
    r"\binspection\s+(?:of|into|report)\b|\b(?:report|review|inquiry)\s+(?:of|on|into)\b|\bPEEL\b|"
    r"\bsuper-?complaint\b|\bthematic\b|\bspotlight\b",
    re.IGNORECASE,
)
"""In a heading that is the title of the report itself."""
_SPEAKS_OF_IT = re.compile(
    r"^\W*(?:\w+\W+){0,4}(?:response|comments?|statement|reply|letter)\b|\bcommissioner\b",
    re.IGNORECASE,
)


def _first_of_several(blocks: Sequence[SourceBlock]) -> str:
    """Find the title of the first of several reports; '' where the file is on one."""
    for block in blocks[:12]:
        text = " ".join(block.text.split())
        if found := OF_SEVERAL.fullmatch(text) or DATED_REPORT.fullmatch(text):
            return _clean(found["title"])
    return ""


def _quoted_title(blocks: Sequence[SourceBlock]) -> str:
    """Find the title that a sentence names in quotation marks; '' if none does."""
    for block in blocks[:12]:
        found = _QUOTED.search(" ".join(block.text.split()))
        if found and not block.cells and (title := _clean(found["title"])):
            return title
    return ""


def _title_in_italics(blocks: Sequence[SourceBlock]) -> str:
    """Find the title that a sentence above a letter names in italics; '' if none does."""
    for block in blocks:
        for before, named in pairwise(block.inlines):
            is_title = isinstance(named, Emphasis) and _NAMES_NEXT.search(plain((before,)))
            if is_title and (title := _clean(plain((named,)))):
                return title
    return ""


_NAMES_NEXT = re.compile(r"\b(?:entitled|titled|called|report|inspection),?\s*$", re.IGNORECASE)


def _heads(block: SourceBlock) -> bool:
    return block.kind is BlockKind.HEADING or (
        block.kind is BlockKind.PARAGRAPH and block.bold and len(block.text) < 400
    )


def _wrapped(block: SourceBlock, blocks: Sequence[SourceBlock]) -> list[str]:
    """List a heading with the line after it, where a text file wrapped it, and without."""
    text = " ".join(block.text.split())
    at = next((i for i, one in enumerate(blocks) if one is block), None)
    after = blocks[at + 1 : at + 2] if at is not None else ()
    if (
        after
        and len(text) > 60
        and (text[-1:].isalpha() or text.endswith(":"))
        and len(after[0].text) < 80
    ):
        opened = text.count("‘") + text.count("“") > text.count("”") + text.count("’ ")
        if after[0].text[:1].islower() or opened or text.endswith(":"):
            return [f"{text} {' '.join(after[0].text.split())}", text]
    return [text]


def _with_wrapped(
    block: SourceBlock, text: str, blocks: Sequence[SourceBlock]
) -> tuple[SourceBlock, ...]:
    if len(text) == len(" ".join(block.text.split())):
        return (block,)
    at = next(i for i, one in enumerate(blocks) if one is block)
    return block, blocks[at + 1]


def title_in(text: str) -> str:
    """Find the title of the report in words such as 'Response to HMICFRS report: …'.

    Its day in brackets is no part of it.
    """
    said = " ".join(text.split())
    found = _response_in(said) if re.match(_BEGINS, said, re.IGNORECASE) else None
    return _clean(found["title"]) if found else _DATED.sub("", said)


def _clean(text: str) -> str:
    """Take the quotation marks, and what does not belong to a title, off its ends."""
    said = _ACT.sub("", " ".join(text.split()).strip(" .:;–—-"))
    title = _DATED.sub("", _BY_WHOM.sub("", said))
    if joint := _JOINT.fullmatch(title):
        title = joint["title"]
    if title[:1] in "‘“'\"" and title[-1:] in "’”'\"":
        title = title[1:-1].strip()
    elif title[:1] in "‘“" and (end := re.search("[’”]\\s*(?:,|\\(|which|published|$)", title)):
        title = title[1 : end.start()].strip()
    dull = re.fullmatch(
        rf"(?:[\w’'&-]+ ){{0,4}}(?:{ACRONYMS_OF_BODY}|police authority(?: board)?)|"
        r"(?:HMIC\w*|recommendations?|reports?|inspections?|the report|HMIC\w* .{0,20}|"
        r"(?:police )?act.*|(?:published|section).*|"
        rf"(?:(?:each|all|every|both|the|these|individual)(?: of)? ){{1,2}}{ITEM_NAME})",
        title,
        re.IGNORECASE,
    )
    return "" if dull or len(title) < 8 else title


# --- the rest ----------------------------------------------------------------------------


def _published(blocks: Sequence[SourceBlock]) -> date | None:
    """Find the day of publication that a sentence names."""
    for block in blocks[:25]:
        text = " ".join(block.text.split())
        for pattern in _PUBLISHED:
            for found in pattern.finditer(text):
                if not _OURS.search(found[0]) and (day := date_in(found["day"])):
                    return day
    for block in blocks[:6]:
        dated = (
            _DATED.search(" ".join(block.text.split()))
            if _NAMES_REPORT.search(block.text)
            else None
        )
        if dated and (day := date_in(dated[0])):
            return day  # after the title, in brackets
    for block in blocks[:25]:
        of_day = _REPORT_OF.search(" ".join(block.text.split()))
        if of_day and (day := date_in(of_day["day"])):
            return day
    return None


def _forces(text: str, settings: Settings | None) -> tuple[str, ...]:
    own = settings.force.name if settings else ""
    if own and own in text:
        return (own,)
    counted: Counter[str] = Counter()
    for found in _FORCE.finditer(text.replace("\n", " ; ")):
        name = _FIRST.sub("", found[1])
        if " " in name and not _NO_FORCE.search(name):
            counted[name] += 1
    return tuple(name for name, _ in counted.most_common(1))


def _address(blocks: Sequence[SourceBlock], title: str) -> str:
    """Find the link to the report: one to the inspectorate, or on its title."""
    for block in blocks:
        for inlines in (block.inlines, *block.cells):
            link = first_link(inlines)
            if link is None or not link.address.startswith("http"):
                continue
            if "justiceinspectorates" in link.address or (title and title in block.text):
                return link.address
    return ""
