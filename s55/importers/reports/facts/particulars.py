"""Read the particulars of a report: title, ISBN, inspectorate, forces, kind of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise, takewhile

from s55.importers.reports import words
from s55.importers.reports.facts.forces import names_only_forces
from s55.importers.reports.outline import Report, folded, greeting_of
from s55.importers.source import BlockKind, Source, SourceBlock
from s55.model.office import Inspectorate

_ISBN = re.compile(r"\bISBN(?:-1[03])?\s*:?\s*([\d][\d\s–-]{8,20}[\dXx])")
_INSPECTORATE = re.compile(
    r"\b(?:His|Her)\s+Majesty[’']s\s+Inspectorate\s+of\s+Constabulary"
    r"(?:\s+and\s+Fire\s+(?:&|and)\s+Rescue\s+Services)?",
)
_ABBREVIATION = re.compile(r"\b(HMICFRS|HMIC)\b")
_USELESS_TITLE = re.compile(
    r"microsoft word|^untitled|\.(?:docx?|pdf|html?)$|area name|template|for editing|_final|"
    r"^report$|^document\d*$",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"\s*(?:[|:»·]|\s[-–—]|[-–—]\s)\s*(?:HMICFRS|HMICS?|HMI\s?P(?:risons|robation)?|GOV\.UK|His\s+Majesty.*|"
    r"Her\s+Majesty.*|HM\s+Inspectorate.*|Justice\s+Inspectorates?.*|College\s+of\s+Policing|Ofsted|CQC|"
    r"Care\s+Quality\s+Commission|IOPC|Independent\s+Office.*|Home\s+Office|Criminal\s+Justice.*|"
    r"(?:Office\s+of\s+the\s+)?(?:[\w’' -]+\s)?"
    r"(?:PF?CC|Police(?:,\s+Fire)?\s+and\s+Crime\s+Commissioner)\b.*|"
    r"[\w.-]+\.(?:uk|org|com))$|\s*\((?:[Aa]ccessible(?:\s+version)?|HTML)\)$",
)
"""The name of the web site after a page's title, and of the way in which the page is kept."""
_FORWARDED = re.compile(r"^(?:(?:FWD?|RE|Fwd?|Re)\s*:\s*)+")
_LOGO = re.compile(
    r"promoting improvements|inspecting policing|in the public interest|^skip to\b|"
    r"^home\s*[/\u203a»>|]",
    re.IGNORECASE,
)
"""What stands above the title: of the inspectorate, or of its web site."""
_NO_TITLE = {
    "contents", "introduction", "foreword", "summary", "what this report contains", "inspection",
    "report", "inspection report", "thematic inspection", "thematic report", "publication",
    "research and analysis",
}  # fmt: skip
_SUBTITLE = re.compile(
    r"(?:an?|the)\s+(?:[\w-]+\s+){0,3}?(?:inspection|review|report|assessment|investigation)\s+"
    r"(?:of|into|on|about)\b",
    re.IGNORECASE,
)
"""What the second line of a title begins with, which says what the report is: 'A review of'."""
_INSPECTORS = (
    r"(?:Ofsted|Estyn|CQC|Care\s+Quality\s+Commission|HMI\w*|(?:His|Her)\s+Majesty[’']s\s+[\w &]+|"
    r"HM\s+(?:Crown|Inspectorate)[\w &]*|College\s+of\s+Policing|IOPC|"
    r"Independent\s+Office\s+for\s+Police\s+Conduct|Criminal\s+Justice\s+Joint\s+Inspection|"
    r"(?:Care|Healthcare)\s+Inspectorate\s+Wales)"
)
_ONLY_INSPECTORS = re.compile(rf"{_INSPECTORS}(?:(?:\s*[,|•·&]\s*|\s+and\s+){_INSPECTORS})*")
"""A line that only names those who inspected."""
_FIRST = 30
"""How many blocks at the beginning can hold the title."""


def title_of(source: Source) -> str:
    """Find the title: a letter's subject, the largest text at the beginning, or the file's own."""
    own = _without_site(_FORWARDED.sub("", " ".join(source.title.split())))
    own = "" if _USELESS_TITLE.search(own) else own
    subject = _subject_of_letter(source.blocks)
    found = subject or _largest(source.blocks) or _first_heading(source.blocks)
    if found and own and _says_more(own, found):
        return _without_writers(own)
    typed = _first_lines(source.blocks) if source.format == "text" or not own else ""
    return _without_writers(found or typed or own)


def _without_writers(title: str) -> str:
    """Take off a title who wrote the report, which title pages have on the line below it."""
    return _WRITERS.sub("", title) or title


_WRITERS = re.compile(
    r"(?<=\w{4})(?:\s[–—-])?\s+(?:(?:(?:An?|The)\s+(?:joint\s+)?(?:inspection|report|review)\s+|"
    r"Inspected\s+)?by\s+(?:HM\w*|His|Her|Ofsted|the\s+(?:Care|Independent))|"
    r"(?:An?|The)\s+report\s+of\s+(?:HM|(?:His|Her)\s+Majesty[’']s)\s+Inspectorate)\b.*$"
)


def _without_site(title: str) -> str:
    """Take the name of the web site off a page's title, and what the site calls the page."""
    while (bare := _SITE.sub("", title)) != title and bare:
        title = bare
    return title


def _says_more(own: str, found: str) -> bool:
    """Whether the file's own title is the one on the page with something of the report after it."""
    shown, whole = _letters(found), _letters(own)
    if not whole.startswith(shown):
        return bool(shown) and shown in whole
    rest = own[len(found) :] if folded(own).startswith(folded(found)) else ""
    return len(whole) > len(shown) and not re.match(r"\s*(?:[|»·]|[-–—]\s)", rest)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _subject_of_letter(blocks: Sequence[SourceBlock]) -> str:
    """Find the line or lines after 'Dear ...' that are set as a heading or in bold."""
    greeting = greeting_of(blocks)
    if greeting is None:
        return ""
    lines: list[str] = []
    for block in blocks[greeting + 1 : greeting + 4]:
        stands_out = block.kind is BlockKind.HEADING or block.bold
        short = len(block.text) < 200 and not block.text.rstrip().endswith((".", ":"))
        if not (short and (stands_out or not lines)) or (lines and words.item_heading(block.text)):
            break
        lines.append(" ".join(block.text.split()))
    return " ".join(lines) or _above_greeting(blocks[:greeting])


_HEAD_OF_LETTER = re.compile(
    r"(?:to|from|copied\s+to|cc|sent(?:\s+on)?|published(?:\s+on)?|date)\b[^:]{0,12}:.*|"
    r"(?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+\w+\s+\d{4}",
    re.IGNORECASE,
)


def _above_greeting(above: Sequence[SourceBlock]) -> str:
    """Find the subject between the last line of a typed letter's head and its greeting."""
    heads = [k for k, block in enumerate(above) if _HEAD_OF_LETTER.fullmatch(block.text.strip())]
    subject = above[heads[-1] + 1 :] if heads else ()
    lines = [block.place.line for block in subject]
    apart = any(one is None or other != one + 1 for one, other in pairwise(lines) if other)
    if not subject or None in lines or apart or not all(map(_is_title, subject)):
        return ""
    return " ".join(" ".join(block.text.split()) for block in subject)


def _largest(blocks: Sequence[SourceBlock]) -> str:
    """Find the lines of the largest size on the first page, and those of that size after it."""
    first = [b for b in blocks[:_FIRST] if b.size and len(b.text) < 250 and _can_be_title(b)]
    page = [b for b in first if (b.place.page or 1) <= 2]
    if not page or not blocks[0].size:
        return ""
    size = max(b.size or 0 for b in page)
    typical = sorted(b.size for b in blocks if b.size)[sum(1 for b in blocks if b.size) // 2]
    if size <= typical + 0.4:
        return ""
    large = [b for b in page if b.size and b.size > size - 0.4]
    after = blocks[blocks.index(large[0]) : _FIRST]
    title = [*takewhile(lambda block: block in large or not _ends_title(block), after)]
    lines = [b.text for b in large if b in title]
    subtitle = [b.text for b in _before_day(page) if _SUBTITLE.match(b.text)]
    lines += [line for line in subtitle if line not in lines]
    return _joined(lines)


_RUNNING = 80
"""Characters that a sentence of the report has at the least."""


def _ends_title(block: SourceBlock) -> bool:
    """Whether a title does not go on after a block: the day, or a sentence of the report."""
    is_running = len(block.text) > _RUNNING and block.text.rstrip().endswith(".")
    return is_running or bool(_DAY.search(block.text))


def _first_heading(blocks: Sequence[SourceBlock]) -> str:
    for index, block in enumerate(blocks[:_FIRST]):
        if block.kind is BlockKind.HEADING and block.level == 1 and _can_be_title(block):
            after = _before_day(blocks[index + 1 : index + 3])
            subtitle = [b.text for b in after if _SUBTITLE.match(b.text)]
            return _joined([block.text, *subtitle])
    return ""


def _before_day(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Select what comes before the day of publication, after which a title does not go on."""
    return [*takewhile(lambda block: not _DAY.search(block.text), blocks)]


_NOT_IN_TITLE = re.compile(
    r"dear\b|\d|to:|from:|copied|cc\b|sent\b|by\s|published|issued|date\b|re:|subject|"
    r"fieldwork|inspected:|"
    r"(?:(?:his|her)\s+majesty|hm\s+inspector|hmicf?r?s?\b)",
    re.IGNORECASE,
)


def _first_lines(blocks: Sequence[SourceBlock]) -> str:
    """In plain text, the first line that can be a title, with the line that goes with it."""
    for index, block in enumerate(blocks[:3]):
        begins = _is_title(block) or (not index and _may_break_off(blocks[:2]))
        if greeting_of(blocks) is not None or block.kind not in _LINES or not begins:
            continue
        following = [folded(b.text) for b in blocks[index + 1 : index + 3]]
        if any(line.startswith(f"{folded(block.text)}:") for line in following):
            continue  # the series, which the title below names again
        after = _before_day(blocks[index + 1 : index + 3])
        subtitle = [b.text for b in after if _SUBTITLE.match(b.text)]
        wrapped = [] if subtitle else _wrapped(blocks[index : index + _LONGEST_TITLE])
        return _joined([" ".join([block.text, *wrapped]), *subtitle])
    return ""


_LONGEST_TITLE = 4
"""Lines of a title in large characters at the most."""
_MONTH = re.compile(r"[A-Z][a-z]+\s+(?:19|20)\d\d")
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+(?:19|20)\d\d")
_NEARLY = 0.9
"""The part of the width that a line has at the least, with a word more, in any font."""


def _wrapped(blocks: Sequence[SourceBlock]) -> list[str]:
    """Give the further lines of a title in large characters, which wrapped early.

    They follow line by line, and the first word of each had no room on the line before. A line
    that only names forces, or a month, is none.
    """
    lines = [blocks[0].text]
    widths = [len(lines[0])]
    for before, block, after in zip(blocks, blocks[1:], [*blocks[2:], None], strict=False):
        first, second = before.place.line, block.place.line
        leads = block.text.rstrip().endswith(":") and after is not None and _is_title(after)
        may_go_on = _is_title(block, ends=(".", ";", ",")) if leads else _is_title(block)
        if first is None or second != first + 1 or not may_go_on:
            break
        if _MONTH.fullmatch(block.text) or _DAY.search(block.text) or words.is_question(block):
            break
        lines.append(block.text)
        third = after.place.line if after else None
        widths.append(len(block.text) // max(1, (third or second + 1) - second))
    width = max(widths)
    wraps = all(
        len(line) + 1 + len(following.split()[0]) > _NEARLY * width
        for line, following in pairwise(lines)
    )
    # What goes on in small letters was put together before.
    apart = names_only_forces(lines[-1]) and not lines[-2:][0].endswith((":", ",", " and"))
    return lines[1:] if wraps and not apart else []


_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})


def _is_title(block: SourceBlock, ends: tuple[str, ...] = (".", ";", ",", ":")) -> bool:
    """Whether a line can be a title, which ends with none of ``ends``."""
    text = " ".join(block.text.split())
    is_line = 3 < len(text) < 200 and not text.endswith(ends) and not block.cells
    return is_line and not _NOT_IN_TITLE.match(text) and _can_be_title(block)


def _may_break_off(lines: Sequence[SourceBlock]) -> bool:
    """Whether the first line of a text is that of a title which goes on: 'Recommendations: X'."""
    first = lines[0].text.rstrip()
    heading = words.item_heading(first)
    goes_on = bool(_wrapped(lines))
    opens = first.endswith((":", ",")) or bool(heading and heading.about)
    return opens and goes_on and not _NOT_IN_TITLE.match(first)


def _can_be_title(block: SourceBlock) -> bool:
    if block.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH} or _LOGO.search(block.text):
        return False
    if _ONLY_INSPECTORS.fullmatch(" ".join(block.text.split())):
        return False
    return (
        folded(block.text) not in _NO_TITLE
        and not words.grade_of(block.text)
        and words.item_heading(block.text) is None
    )


def _joined(lines: Sequence[str]) -> str:
    text = ""
    for line in dict.fromkeys(" ".join(line.split()) for line in lines):
        says_what = _SUBTITLE.match(line)
        text += f" – {line}" if text and says_what else f" {line}"
    return text.strip()


def isbn_of(source: Source) -> str:
    """Find the ISBN as printed; '' if there is none."""
    texts = [block.text for block in source.blocks] + [s.text for s in source.set_aside]
    found = next((match for text in texts if (match := _ISBN.search(text))), None)
    return " ".join(found[1].split()) if found else ""


def inspectorate_of(
    source: Source, published: date | None, terms: Sequence[Inspectorate]
) -> tuple[str, bool]:
    """Find the inspectorate as the report names it; True if the name is from the settings.

    Where the report gives only the abbreviation, the settings know the name of the day.
    """
    texts = [block.text for block in source.blocks]
    name = next((match for text in texts if (match := _INSPECTORATE.search(text))), None)
    if name:
        return " ".join(name[0].split()), False
    short = next((match[1] for text in texts if (match := _ABBREVIATION.search(text))), "")
    named = [term for term in terms if term.abbreviation == short]
    held = [term for term in named if published and term.holds_on(published)]
    if held or named:
        return (held or named)[0].name, True
    return short, False


# --- the kind of publication -------------------------------------------------------

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
    """Find the kind, and the publication types for the draft; a national report is thematic."""
    title = folded(f"{report.title}\n{report.source.title}")
    kind = _kind_in(title) or _kind_in(report.opening) or "Thematic"
    types = [kind]
    if kind == "PEEL":
        pillars = [name for pattern, name in _PILLARS if re.search(pattern, title)]
        types += pillars if len(pillars) == 1 else []
    if kind == "Spotlight":
        types.insert(0, "PEEL")
    return kind, tuple(types)


def _kind_in(text: str) -> str:
    return next((kind for pattern, kind in _KINDS if re.search(pattern, text)), "")
