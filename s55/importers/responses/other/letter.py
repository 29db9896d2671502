"""Set aside what makes a letter or an e-mail of a response: addresses, references, signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field, replace
from itertools import takewhile

from s55.importers.cells import lines_of
from s55.importers.responses.other.cutting import is_heading, without
from s55.importers.responses.other.speakers import signed
from s55.importers.source import BlockKind, SourceBlock
from s55.model.forces import ACRONYMS_OF_BODY
from s55.records import dataclass
from s55.richtext.nodes import LineBreak, plain

_DEAR = re.compile(
    r"(?:dear|hello|hi)\b.{0,120}|good\s+(?:morning|afternoon|evening)\b.{0,60}", re.IGNORECASE
)
_COVERING = re.compile(
    r"please\s+(?:find|see)\s+(?:below|attached|enclosed)\b"
    r"(?:[^\d“‘]|section\s+55(?:\(\w+\))*|Act\s+1996){0,200}"
    r"(?:[“‘][^”]{0,250}[”’](?:,?\s+\(?(?:which\s+was\s+)?published\s+(?:on\s+)?[\w ]{8,30}\)?)?"
    r"(?:,?\s+(?:for|under|as)\s+[^.]{0,80}\bsection\s+55\b[^.]{0,30})?[.:]?)?",
    re.IGNORECASE,
)
"""What leads to a response and says of the report just its title, its day and the section."""
_COVERS = re.compile(
    r"please\s+(?:find|see)\b|(?:below|attached|enclosed)\s+(?:is|are)\b", re.IGNORECASE
)
_FIRST_PERSON = re.compile(r"\b(?:I|my|me)\b")
_LONGEST_COVERING = 4
"""Paragraphs of the longest words with which an officer sends a response, with the closing."""
_TO_THE_BODY = re.compile(
    r"dear\s+(?:(?:police|fire|crime|victims[’']?|and|deputy|acting),?\s+)*"
    rf"(?:commissioner|mayor|{ACRONYMS_OF_BODY}|chair)\b.{{0,60}}",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"(?:yours(?:\s+(?:sincerely|faithfully|truly|ever))?|(?:kind(?:est)?|best|warm)\s+(?:regards|wishes)|"
    r"signed(?:\s+(?:by|jointly))?\s*(?::.{0,100})?|regards|with\s+best\s+wishes|many\s+thanks)\b[,.]?(?:\n.{0,300})?",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(
    r"(?:from|sent|date|to|cc|bcc|subject|importance|attachments?):\s*\S", re.IGNORECASE
)
_BODYS = (
    r"(?:Police(?:,)?\s+(?:Fire\s+)?(?:and\s+)?(?:Fire\s+and\s+)?Crime(?:\s+and\s+Victims[’']?)?\s+"
    rf"Commissioner|(?i:{ACRONYMS_OF_BODY})|Mayor|Deputy\s+Mayor|Local\s+Policing\s+Body|"
    r"Chair(?:man)?\s+of\s+the\s+Police\s+Authority)"
)
_NAME = r"[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){1,5}"
_DAY = r"\d{1,2}\s+[A-Z][a-z]{2,8}\s+\d{4}"
_POST_OF = rf"(?:[^.!?\n]{{0,60}}\s/\s)?(?:[A-Z][\w’'-]+\s+){{0,3}}?{_BODYS}"
_SIGNED = re.compile(
    rf"(?:Signed\s*(?:by\b)?:?\s*)?[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){{0,5}}\s*(?:,|\n|\s[–—-]\s)\s*{_POST_OF}\b[^.!?]{{0,120}}"
)
_SIGNED_BY = re.compile(
    r"Signed\s+(?:on\s+behalf\s+of|for)\b[^.]{0,120}|"
    rf"{_NAME}\s*[,\n]\s*(?:Deputy\s+)?Commissioner|"
    rf"(?:Name|Commissioner|PF?CC|Mayor)\s*:\s*{_NAME}"
    rf"(?:[.,]?\s*(?:(?:Signed|Dated?)\s*:?\s*)?{_DAY})?\.?"
)
"""'Commissioner: Ann Other. Signed 3 May 2025', below a response that is no letter."""
_NAME_ALONE = re.compile(rf"{_NAME},?")
_NAMED_DAY = re.compile(rf"{_NAME},?\s+{_DAY}")
"""'Ann Ash, 3 May 2025'."""
_POST = re.compile(rf"{_POST_OF}\b[^.!?]{{0,120}}")
_COPY = re.compile(
    r"(?:cc|copy(?:\s+to)?|enc(?:losures?|l)?\.?|"
    r"(?:published|issued)\s+by\s+the\s+office\s+of)\b[:.]?.*",
    re.IGNORECASE | re.DOTALL,
)
_ANNEX = re.compile(
    r"(?:annex|appendix|schedule)\b|(?:comments|response)\s+(?:of|from|by)\b", re.IGNORECASE
)
"""What follows a letter in the same file."""
_MEANS_SOMETHING = re.compile(
    r"\b(?:annex|appendix|schedule|letter|response|reply|comments?|views?|statement|"
    r"recommendations?|improvement|concern)\b",
    re.IGNORECASE,
)
"""In a line above a letter in the document that is its heading, and no address or date."""
_SUBJECT = re.compile(r"\b(?:HMIC\w*|report|inspection|section\s+55)\b", re.IGNORECASE)
_MOST_LINES = 12
"""Lines of the longest head of a letter in the document."""
_FEWEST_HEADS = 2
_LAST = 6
"""The last lines of a response that is no letter are among so many blocks."""
_WITHIN = 30
"""The salutation is among so many blocks, or there is none."""
_SHORT = 200
_LONGEST_LINE = 120
"""Characters above which a paragraph is no line of an address or a reference."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The text of a letter, and what stands around it.

    Attributes:
        around: runs of blocks that are no part of the text, each with why.
        text: the blocks of the text.
        subject: the subject of the letter or e-mail, or None.
        chiefs: the blocks of the text that are a letter of the chief officer's in the document.
    """

    around: tuple[tuple[tuple[SourceBlock, ...], str], ...]
    text: tuple[SourceBlock, ...]
    subject: SourceBlock | None = None
    chiefs: tuple[SourceBlock, ...] = ()


def read_letter(blocks: Sequence[SourceBlock]) -> Letter:
    """Divide a response into its text and what makes a letter of it; others are all text."""
    around: list[tuple[tuple[SourceBlock, ...], str]] = []
    rest = _mail_in_lines(_with_signatures(blocks))
    subject = None
    heads = _heads_of_mail(rest)
    if heads:
        said = [b for b in rest[:heads] if re.match(r"subject:", b.text, re.IGNORECASE)]
        subject = said[0] if said else None
        first = next(at for at, one in enumerate(rest) if _MAIL.match(one.text))
        titles = [one for one in rest[:first] if _is_title(one)]
        around.append((tuple(without(rest[:heads], titles)), "the heading of an e-mail"))
        rest = [*titles, *rest[heads:]]
    dear = next(
        (at for at, block in enumerate(rest[:_WITHIN]) if _is_line(block) and _is_dear(block)), None
    )
    if dear is not None and any(_is_text(one) or _is_annex(one) for one in rest[:dear]):
        dear = None  # that of a letter further down, such as an appendix
    if dear is None and not heads and (lines := _lines_of_head(rest)):
        around.append((tuple(rest[:lines]), "the head of a letter: addresses, references, date"))
        rest, subject = rest[lines:], rest[lines]
    if dear is not None:
        head = [block for block in rest[: dear + 1] if block.kind is not BlockKind.TABLE_ROW]
        kept = [block for block in head if _is_title(block)]
        taken = tuple(block for block in head if block not in kept)
        around.append((taken, "the head of a letter: addresses, references, date, salutation"))
        rest = without(rest, taken)
        if subject is None:
            subject = next((one for one in (*kept, *rest[:1]) if _is_subject(one)), None)
    inside = _Inside(around, subject=subject)
    index = 0
    while index < len(rest):
        index = inside.take(rest, index)
    return Letter(tuple(around), tuple(inside.text), inside.subject, inside.of_the_chief())


@dataclass
class _Inside:
    """Takes the blocks of a response one by one: text, covering words, letters in the document.

    Attributes:
        around: what stands around the text, to which it adds.
        subject: of the letter or e-mail, or None.
        text: so far.
        chiefs: the letters of the chief officer among it.
        start: where in the text an open letter begins, or None.
        to_the_body: whether its salutation is to the policing body.
    """

    around: list[tuple[tuple[SourceBlock, ...], str]]
    subject: SourceBlock | None
    text: list[SourceBlock] = field(default_factory=list)
    chiefs: list[SourceBlock] = field(default_factory=list)
    start: int | None = None
    to_the_body: bool = False

    def take(self, rest: Sequence[SourceBlock], index: int) -> int:
        """Take what begins with a block; give the index of what comes next."""
        block, end = rest[index], _end_of_signature(rest, index)
        if index < _WITHIN and (covers := _end_of_covering(rest, index)):
            self.around.append((tuple(rest[index:covers]), "the covering words of an e-mail"))
            self.subject = self.subject or block
            return covers
        if index < _WITHIN and _COVERING.fullmatch(block.text):
            self.around.append(((block,), "the covering words of a letter or an e-mail"))
            self.subject = self.subject or block
        elif _is_line(block) and _is_dear(block):
            self.start = _start_of_head(self.text)
            head = (*self.text[self.start :], block)
            self.around.append((head, "the head of a letter in the document"))
            del self.text[self.start :]
            self.to_the_body = _TO_THE_BODY.fullmatch(block.text.strip()) is not None
            return self._after_subject(rest, index + 1)
        elif end > index:
            ends = tuple(rest[index:end])
            self.around.append((ends, "the end of a letter: signature, copies"))
            self.chiefs += self.of_the_chief()[len(self.chiefs) :]
            self.start, self.to_the_body = None, False
            return end
        else:
            self.text.append(block)
        return index + 1

    def _after_subject(self, rest: Sequence[SourceBlock], index: int) -> int:
        """Set aside the subject of a letter in the document, which stands below its salutation."""
        subject = tuple(rest[index : index + 1])
        looks = subject and (subject[0].bold or subject[0].kind is BlockKind.HEADING)
        if not looks or not _SUBJECT.search(subject[0].text):
            return index
        self.around.append((subject, "the subject of a letter in the document"))
        return index + 1

    def of_the_chief(self) -> tuple[SourceBlock, ...]:
        """Give the letters of the chief officer, with the one that is open."""
        is_open = self.start is not None and self.to_the_body
        return (*self.chiefs, *(self.text[self.start :] if is_open else ()))


def _end_of_covering(blocks: Sequence[SourceBlock], start: int) -> int:
    """Find the end of the words with which an officer sends a response: the closing below them.

    0 where none begin. Another name stands below the response itself.
    """
    if not _COVERS.match(blocks[start].text):
        return 0
    for at in range(start, min(start + _LONGEST_COVERING, len(blocks))):
        if is_heading(blocks[at]) or _FIRST_PERSON.search(blocks[at].text):
            return 0
        if _YOURS.fullmatch(blocks[at].text.strip()):
            end = _end_of_signature(blocks, at)
            return end if len(blocks) - end > _LONGEST_COVERING else 0
    return 0


def _start_of_head(text: Sequence[SourceBlock]) -> int:
    """Find where the lines begin that stand right above a salutation: address, reference, date."""
    start = len(text)
    while start and len(text) - start < _MOST_LINES and _is_of_head(text[start - 1]):
        start -= 1
    return start


def _is_of_head(block: SourceBlock) -> bool:
    """Whether a line can stand in the head of a letter: no heading, no sentence, no list."""
    text = block.text.strip()
    return (
        (block.kind is BlockKind.PARAGRAPH or (block.kind is BlockKind.HEADING and not block.level))
        and len(text) <= _LONGEST_LINE
        and not text.endswith((".", ":", ";", "?", "!"))
        and not _MEANS_SOMETHING.search(text)
    )


def _mail_in_lines(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Take the lines of an e-mail's heading apart, where they are one paragraph."""
    first = list(lines_of(blocks[0].inlines)) if blocks and not blocks[0].cells else []
    if sum(_MAIL.match(plain(line)) is not None for line in first) < _FEWEST_HEADS:
        return list(blocks)
    return [*(replace(blocks[0], inlines=line) for line in first), *blocks[1:]]


def _heads_of_mail(blocks: Sequence[SourceBlock]) -> int:
    """Count the blocks of an e-mail's heading; 0 where there is none."""
    end = known = 0
    for index, block in enumerate(blocks[:12]):
        if _MAIL.match(block.text):
            known, end = known + 1, index + 1
        elif known and (_is_dear(block) or index > end):
            break
    return _with_rest_of_subject(blocks, end) if known >= _FEWEST_HEADS else 0


def _with_rest_of_subject(blocks: Sequence[SourceBlock], end: int) -> int:
    """Take in the second line of a subject that was wrapped."""
    follows = blocks[end : end + 1]
    wrapped = follows and len(blocks[end - 1].text) > 60 and not _is_dear(follows[0])
    if wrapped and len(follows[0].text) < 60 and not follows[0].text.endswith((".", ":", ",")):
        return end + 1
    return end


def _lines_of_head(blocks: Sequence[SourceBlock]) -> int:
    """Count the lines above the subject of a letter without a salutation; 0 where there is none.

    One of them is its date, and the subject is a line in bold with text right below it.
    """
    lines = list(takewhile(lambda block: _is_of_head(block) and not block.bold, blocks))
    at = len(lines)
    dated = any(_ALONE_A_DATE.fullmatch(block.text.strip()) for block in lines)
    subject, below = blocks[at : at + 1], blocks[at + 1 : at + 2]
    if not dated or not subject or not below or below[0].kind is not BlockKind.PARAGRAPH:
        return 0
    looks = subject[0].bold and not is_heading(subject[0]) and _is_line(subject[0])
    return at if looks and below[0].text.rstrip().endswith((".", ":")) else 0


_ALONE_A_DATE = re.compile(
    r"(?:date\s*:\s*)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\s+\d{4}", re.IGNORECASE
)


def _is_line(block: SourceBlock) -> bool:
    return block.kind is not BlockKind.TABLE_ROW and len(block.text) <= _SHORT


def _is_text(block: SourceBlock) -> bool:
    """Whether a block is a paragraph of text, which the head of a letter does not have.

    A web page may say above a letter to whom it was sent, and why.
    """
    text = block.text.rstrip()
    if _SENT_LETTER.search(text):
        return False
    return block.kind is BlockKind.PARAGRAPH and len(text) > _LONGEST_LINE and text.endswith(".")


_SENT_LETTER = re.compile(
    r"\b(?:sent|wrote|written)\b[^.]{0,80}\bletter\b|\bletter\b[^.]{0,80}\b(?:sent|written)\b",
    re.IGNORECASE,
)


def _is_annex(block: SourceBlock) -> bool:
    return re.match(r"(?:annex|appendix)\b", block.text.strip(), re.IGNORECASE) is not None


def _is_dear(block: SourceBlock) -> bool:
    return _DEAR.fullmatch(block.text.strip()) is not None


def _is_title(block: SourceBlock) -> bool:
    """Whether a line above the salutation is the title of the response."""
    names = re.search(r"\bresponse\s+(?:to|of)\b", block.text, re.IGNORECASE) is not None
    return is_heading(block) or (names and not _SENT_LETTER.search(block.text))


def _is_subject(block: SourceBlock) -> bool:
    text = block.text.strip()
    return (
        block.bold
        or block.kind is BlockKind.HEADING
        or re.match(r"(?:re|subject)\s*:", text, re.IGNORECASE) is not None
        or (len(text) <= _SHORT and not text.endswith((".", ":")) and "respon" in text.lower())
    )


def _with_signatures(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Put a name and the post below it in one block, as formats with breaks of lines have them.

    They stand below text, or below the words with which a letter ends.
    """
    made: list[SourceBlock] = []
    for block in blocks:
        name = made[-1] if len(made) > 1 and _may_sign(block) else None
        if name is not None and _may_sign(name) and _NAME_ALONE.fullmatch(name.text.strip()):
            both = replace(name, inlines=(*name.inlines, LineBreak(), *block.inlines))
            if _ends_text(made[-2]) and (_SIGNED.fullmatch(both.text) or signed(both)):
                made[-1] = both
                continue
        made.append(block)
    return made


def _may_sign(block: SourceBlock) -> bool:
    return block.kind is BlockKind.PARAGRAPH and not block.bold and len(block.text) <= _LONGEST_LINE


def _ends_text(block: SourceBlock) -> bool:
    """Whether a block is text, or the words above a signature."""
    text = block.text.strip()
    is_text = block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
    return is_text or text.rstrip("”’\"'").endswith((".", "!", "?")) or bool(_YOURS.fullmatch(text))


def _end_of_signature(blocks: Sequence[SourceBlock], start: int) -> int:
    """Find the end of a signature that begins at ``start``; ``start`` itself where none does."""
    block = blocks[start]
    text = block.text.strip()
    if block.kind is BlockKind.TABLE_ROW or len(text) > 400:
        return start
    if _SIGNED.fullmatch(text) or (_COPY.fullmatch(text) and _ends_letter(blocks, start)):
        return start + 1
    if not _YOURS.fullmatch(text):
        return start + (start > len(blocks) - _LAST and _signs(block, blocks[start + 1 :]))
    end = start + 1
    while end < len(blocks) and _is_line(blocks[end]) and not blocks[end].text.endswith("."):
        if is_heading(blocks[end]) or _is_dear(blocks[end]):
            break
        if _ANNEX.match(blocks[end].text.strip()) or _begins_text(blocks[end]):
            break
        end += 1
    return end


def _signs(block: SourceBlock, below: Sequence[SourceBlock]) -> int:
    """Count the lines of a signature at the end of a response that is no letter; 0 for none.

    It is a name over or beside a post, a name or a post alone, or a day.
    """
    text = _as_typed(block.text.strip())
    following = _as_typed(below[0].text.strip()) if below else ""
    if _NAME_ALONE.fullmatch(text) and _POST.fullmatch(following):
        return 2
    if _ALONE_A_DATE.fullmatch(text) or _SIGNED_BY.fullmatch(text):
        return 1
    if signed(block) and _SIGNED.fullmatch(following):
        return 1  # both have signed
    ends = all(_ALONE_A_DATE.fullmatch(one.text.strip()) for one in below) and not block.bold
    return int(ends and bool(_POST.fullmatch(text) or _NAMED_DAY.fullmatch(text)))


def _as_typed(text: str) -> str:
    """Give a line in capitals as others type it."""
    if not text.isupper():
        return text
    return re.sub(r"\b(?:And|Of|For)\b", lambda found: found[0].lower(), text.title())


def _ends_letter(blocks: Sequence[SourceBlock], start: int) -> bool:
    """Whether no text follows a line: 'CC' can also begin what a chief constable says."""
    below = blocks[start + 1 :]
    return len(below) < 3 and not any(one.text.rstrip().endswith(".") for one in below)


def _begins_text(block: SourceBlock) -> bool:
    """Whether a line below a signature is a rule, or the heading of what follows the letter."""
    looks = block.bold or block.kind is BlockKind.HEADING
    is_rule = not any(map(str.isalnum, block.text))
    return is_rule or (looks and _MEANS_SOMETHING.search(block.text) is not None)


def chief_officers_signature(block: SourceBlock) -> dict[str, str]:
    """Read the name and post of the chief officer from the line below the comments."""
    found = signed(block)
    if not found:
        return {}
    post = f"{found['post']}{found.groupdict().get('of') or ''}"
    return {"name": " ".join(found["name"].split()), "post": " ".join(post.split())}
