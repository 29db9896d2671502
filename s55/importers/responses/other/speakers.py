"""Tell who speaks: a commissioner's text that quotes the chief officer, and goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from s55.importers.responses.other.cutting import (
    CLOSING,
    OPENING,
    cut,
    in_box,
    is_italic,
    is_marked,
    is_set_off,
    numbered,
    sentences,
    without_dash,
)
from s55.importers.responses.other.evidence import clipped_voice, end_of_turn
from s55.importers.source import BlockKind, SourceBlock
from s55.office.import_roles import Role
from s55.records import dataclass
from s55.richtext.nodes import plain

_WHO = (
    r"(?:chief\s+(?:constable|officer)|commissioner\s+of\s+(?:the\s+)?(?:police|metropolis)|"
    r"\bforce\b|constabulary|\bpolice\b(?!\s+(?:and|fire|,)))"
)
_SPOKE = (
    r"(?:stated|states|said|says|responded|responds|commented|comments|replied|replies|wrote|writes|"
    r"(?:told|tells)\s+(?:me|us|(?:the|my|our)\s+office)|(?:informed|informs|assured|assures)\s+me|"
    r"advise[sd](?:\s+me)?|confirm(?:s|ed)|provided|added|explain(?:s|ed))"
)


_WORDS = r"(?:comments?|views?|response|reply|statement|words|answer)\b"


def _brings_in(who: str, whose: str) -> re.Pattern[str]:
    """Match the end of a sentence that brings in what somebody says, or somebody's words."""
    return re.compile(
        rf"(?:{who})(?:[’']s)?(?:\W+\w+){{0,6}}?\W+{_SPOKE}\b[^.]*$|"
        rf"(?:{whose})(?:[’']s)?[^.]*\b{_WORDS}[^.]*$|"
        rf"\bthe\s+(?:\w+\s+){{0,2}}?{_WORDS}[^.]*\b(?:from|of|by)\s+(?:the\s+)?(?:{who})[^.]*$",
        re.IGNORECASE | re.DOTALL,
    )


_INTRODUCES = _brings_in(rf"{_WHO}|\b(?:he|she|they|who)\b", rf"{_WHO}|\b(?:his|her|their)\b")
_PRONOUN_SPEAKS = _brings_in(r"\b(?:he|she|they)\b", r"\b(?:his|her|their)\b")
_FORETELLS = re.compile(
    rf"{_WHO}(?:[’']s)?\s+(?:\w+\s+){{0,3}}?"
    r"(?:comments?|views?|responses?|reply|replies|answers?|position|updates?)\b[^.]*"
    r"\b(?:below|follows?|following|next|in\s+turn)\b",
    re.IGNORECASE,
)
_SAID_BELOW = re.compile(
    rf"{_WHO}[^.]*\b{_SPOKE}\b[^.]*\b(?:as\s+follows|below|the\s+following)\b", re.IGNORECASE
)
_OURS_TOO = re.compile(r"\b(?:my|our|own|mine)\b", re.IGNORECASE)
_OF_THEM = re.compile(_WHO, re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:[–—-]\s*)?(?P<name>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,5})\s*(?:,|\n|\s[–—-]\s)\s*"
    r"(?P<post>(?:(?:Temporary|Acting|Interim|Deputy|Assistant|T/|A/)\s*)*"
    r"(?:Chief Constable|Chief Officer|Commissioner of Police|Commissioner of the)(?![’'])"
    r"[^.!?]{0,100})"
)
_TITLED = re.compile(
    r"(?:[–—-]\s*)?(?P<post>(?:(?:Temporary|Acting|Interim)\s+)?Chief Constable)\s+"
    r"(?P<name>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,4})(?P<of>[^.!?]{0,80})"
)
_OF_REPORT = re.compile(r"\brecommendations?\b|\breport\b|\binspect", re.IGNORECASE)
"""What the one who responds speaks of, and the chief officer who is quoted less so."""
_INLINE = re.compile(rf":\s*(?=[{OPENING}])")
_MOST = 30
"""Blocks of the longest quotation that is followed to its closing mark."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Blocks that one of the two says.

    Attributes:
        role: whose words they are.
        blocks: the words.
        signature: the line below them that says whose they are, or None.
        open: whether nothing shows where the words end, and more follow.
    """

    role: Role
    blocks: tuple[SourceBlock, ...]
    signature: SourceBlock | None = None
    open: bool = False


def speeches(blocks: Sequence[SourceBlock], role: Role) -> list[Speech]:
    """Divide the text of one into what it says and what it quotes of the chief officer.

    A line that says no more than whose words follow is a label, and no words of either.
    """
    if role is not Role.POLICING_BODY:
        lead = len(blocks) > 1 and _says_who_alone(blocks[0])
        said = tuple(blocks[lead:])
        signature = said[-1] if len(said) > 1 and signed(said[-1]) else None
        said = said[:-1] if signature else said
        return [Speech(role, said, signature)] if said else []
    found: list[Speech] = []
    own: list[SourceBlock] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        inline = _quoted_within(block)
        if inline:
            own.append(inline[0])
            found += [Speech(role, tuple(own)), Speech(Role.CHIEF_OFFICER, (inline[1],))]
            own = list(inline[2:])
            continue
        own.append(block)
        next_one = blocks[index] if index < len(blocks) else block
        if not quotes(block, next_one) and not (_foretells(block) and _signed_below(blocks, index)):
            continue
        end = _end_of_quotation(blocks, index, numbered(block)[0] != () or _has_number(block))
        end = _with_list(blocks, end)
        if end > index:
            signature = blocks[end] if end < len(blocks) and signed(blocks[end]) else None
            if _says_who_alone(block):
                own.pop()
            spoken = tuple(blocks[index:end])
            is_open = end < len(blocks) and _shows_no_end(spoken, blocks[end])
            chief = Speech(Role.CHIEF_OFFICER, spoken, signature, is_open and signature is None)
            found += [*([Speech(role, tuple(own))] if own else []), chief]
            own, index = [], end + (signature is not None)
    if own:
        found.append(Speech(role, tuple(own)))
    return found


def quotations(speech: Speech) -> list[Speech]:
    """Divide what the body says of an item from paragraphs in it that are quotations whole.

    Where a response quotes the chief officer in such paragraphs, they are the chief officer's.
    """
    if speech.role is not Role.POLICING_BODY:
        return [speech]
    found: list[Speech] = []
    index = 0
    while index < len(speech.blocks):
        rest = speech.blocks[index:]
        end = _with_list(rest, _end_of_marked(rest))
        quoted = end > 0
        end = end or _while(rest, 1, lambda block: not (is_set_off(block) or _opens((block,))))
        role = Role.CHIEF_OFFICER if quoted else speech.role
        found.append(Speech(role, rest[:end]))
        index += end
    return found


def _end_of_marked(blocks: Sequence[SourceBlock]) -> int:
    """Find the end of the box or the quotation with which blocks begin; 0 where none does."""
    italic = _while(blocks, 0, is_italic)
    return in_box(blocks) or end_of_marks(blocks) or italic


def end_of_marks(blocks: Sequence[SourceBlock]) -> int:
    """Find the end of the quotation with which blocks begin; 0 where none begins or it is open."""
    end = _closing_mark(blocks, 0) if _opens(blocks) else 0
    return end if end and blocks[end - 1].text.strip()[-1:] in CLOSING else 0


def introduces(block: SourceBlock) -> bool:
    """Whether a paragraph ends with the words that bring in what the chief officer says."""
    text = without_dash(block.text)
    if block.kind is BlockKind.TABLE_ROW or not text.endswith(":"):
        return False
    said = sentences(text)
    last = said[-1]
    if not _OF_THEM.search(" ".join(said[-2:])):
        return False
    return _INTRODUCES.search(last[:-1]) is not None


_SAYS_IT = re.compile(
    rf"(?P<before>.*?)(?:{_WHO}|\b(?:he|she|they|who)\b)(?![’'])(?:\W+\w+){{0,6}}?\W+{_SPOKE}\b[^.]*:|"
    rf".*?\b{_WORDS}.*\b(?:is|are|was|were|reads?)\b[^.]*:",
    re.IGNORECASE | re.DOTALL,
)


def is_sentence_before(block: SourceBlock) -> bool:
    """Whether a paragraph brings in the chief officer's words by a sentence: it is no label."""
    looks = block.kind is not BlockKind.PARAGRAPH or block.bold
    said = without_dash(block.text)
    return not looks and introduces(block) and _SAYS_IT.fullmatch(said) is not None


def _says_who_alone(block: SourceBlock) -> bool:
    """Whether such a sentence says nothing but whose words follow: 'The force has commented:'."""
    found = _SAYS_IT.fullmatch(without_dash(numbered(block)[1].text))
    before = found["before"] if found else None
    alone = before is not None and _NOBODY.fullmatch(before) is not None
    return alone and is_sentence_before(block)


_NOBODY = re.compile(r"(?:\d+(?:\.\d+)+\s+)?(?:the\s+)?", re.IGNORECASE)


_BELOW = re.compile(
    r"\b(?:his|her|their|whose)\s+(?:full\s+)?(?:comments?|views?|response|reply|statement)\b[^.]*"
    r"\b(?:below|follows?|following)\b",
    re.IGNORECASE,
)


_REFERS_BACK = re.compile(r"\.\s+(?:It|They|These|This)(?=\s+(?:is|are)\b)")


def _foretells(block: SourceBlock) -> bool:
    """Whether a paragraph says that what the chief officer says is below: no colon, a full stop."""
    last = sentences(block.text)[-1]
    if not _OF_THEM.search(block.text) or block.cells:
        return False
    return bool(_BELOW.search(last) or (_FORETELLS.search(last) and not _OURS_TOO.search(last)))


def _signed_below(blocks: Sequence[SourceBlock], start: int) -> bool:
    """Whether a signature of the chief officer ends the words from ``start`` on."""
    return any(signed(block) for block in blocks[start + 1 : start + _MOST])


def brings_in_items(block: SourceBlock) -> bool:
    """Whether a paragraph says that the chief officer's words on the items come next."""
    if introduces(block):
        return True
    # 'I asked the Chief Constable for his response. It is given below.' says it in two sentences.
    text = _REFERS_BACK.sub(", which", block.text.strip())
    last = sentences(text)[-1]
    foretold = (
        _FORETELLS.search(last)
        or _SAID_BELOW.search(last)
        or (_OF_THEM.search(text) and _BELOW.search(last))
    )
    return foretold is not None and not _OURS_TOO.search(last)


def signed(block: SourceBlock) -> re.Match[str] | None:
    """Match the line that says whose words stand above it: a name, and the chief officer's post."""
    text = block.text.strip()
    if len(text) > 160 or text.endswith(":") or block.kind is BlockKind.TABLE_ROW:
        return None
    return _SIGNED.fullmatch(text) or _TITLED.fullmatch(text)


def cut_at_mark(block: SourceBlock) -> tuple[SourceBlock, ...]:
    """Cut a paragraph after the whole sentences that it quotes at its beginning: “We do.” I agree.

    Returns:
        the two parts, or the block alone where it is a quotation whole or begins with none.
    """
    found = None if block.cells else re.match(r"\s*“[^“”]*[.!?]”(?=\s+[^“”]+$)", block.text)
    return cut(block, found.end()) if found else (block,)


_OF_INSPECTORS = re.compile(r"\b(?:HMIC\w*|inspect\w*|HMI|report)\b", re.IGNORECASE)


def quotes(block: SourceBlock, following: SourceBlock) -> bool:
    """Whether a paragraph brings in what the one after it quotes: 'Her answer was:', and a mark.

    Who is meant has been said before; inspectors are named where they are quoted.
    """
    return introduces(block) or (_says_of_one(block) and _opens((following,)))


def _says_of_one(block: SourceBlock) -> bool:
    text = without_dash(block.text)
    last = sentences(text)[-1]
    brings = text.endswith((":", ",")) and not block.cells and _PRONOUN_SPEAKS.search(last[:-1])
    return bool(brings) and not _OF_INSPECTORS.search(last)


def _quoted_within(block: SourceBlock) -> tuple[SourceBlock, ...] | None:
    """Cut a paragraph that brings in a quotation and has it whole: He said: “…” I agree."""
    text = plain(block.inlines)
    if block.cells:
        return None
    for found in _INLINE.finditer(text):
        first, rest = cut(block, found.end())
        if not quotes(first, rest):
            continue
        if text.rstrip()[-1:] in CLOSING:
            return first, rest
        end = rest.text.find("”") + 1 if rest.text.startswith("“") else 0
        if end and rest.text[end:].strip():
            return first, *cut(rest, end)
    return None


def _has_number(block: SourceBlock) -> bool:
    return re.match(r"\s*\d{1,2}(?:\.\d{1,2})+\s", block.text) is not None or (
        block.kind is BlockKind.LIST_ITEM and block.marker[:1].isdigit()
    )


def _end_of_quotation(blocks: Sequence[SourceBlock], start: int, in_numbers: bool) -> int:
    """Find where the words end that a paragraph brings in.

    In quotation marks they end with the closing one; in a box or in italics with these; else at
    the signature, at the next numbered paragraph if the one before them has a number, or, where
    nothing shows the end, where a paragraph is in the words of the body.
    """
    if start >= len(blocks):
        return start
    first = blocks[start]
    if first.text.strip()[:1] in OPENING:
        return _closing_mark(blocks, start)
    if is_marked(first):
        return _while(blocks, start, lambda block: is_marked(block) and not signed(block))
    near = range(start, min(len(blocks), start + _MOST))
    signature = next((at for at in near if signed(blocks[at])), None)
    if signature is not None:
        return signature
    if in_numbers:
        return _while(blocks, start, lambda block: not _has_number(block))
    if first.kind is BlockKind.LIST_ITEM:
        return _while(blocks, start, lambda block: block.kind is BlockKind.LIST_ITEM)
    rest = blocks[start:]
    return start + end_of_turn(rest, [-_as_body(block) for block in rest], 1)


def _as_body(block: SourceBlock) -> int:
    """Weigh how much a paragraph below the chief officer's is in the words of the body."""
    return clipped_voice(block.text) or bool(block.cells or _OF_REPORT.search(block.text))


def _with_list(blocks: Sequence[SourceBlock], end: int) -> int:
    """Take in the list to which somebody's last paragraph leads."""
    if 0 < end < len(blocks) and blocks[end - 1].text.rstrip().endswith(":"):
        return _while(blocks, end, lambda block: block.kind is BlockKind.LIST_ITEM)
    return end


def _shows_no_end(spoken: Sequence[SourceBlock], after: SourceBlock) -> bool:
    """Whether neither a mark, a box, a list nor a number shows where one's words end."""
    if after.kind is not BlockKind.PARAGRAPH or _has_number(after):
        return False
    first = spoken[0]
    return first.kind is BlockKind.PARAGRAPH and not is_marked(first) and not _opens(spoken)


def _closing_mark(blocks: Sequence[SourceBlock], start: int) -> int:
    """Find the end of a quotation; each of its paragraphs can begin with a mark of its own."""
    for end in range(start, min(len(blocks), start + _MOST)):
        if blocks[end].text.strip()[-1:] in CLOSING and not _opens(blocks[end + 1 : end + 2]):
            return end + 1
    return max(_while(blocks, start, lambda block: _opens((block,))), start + 1)


def _opens(blocks: Sequence[SourceBlock]) -> bool:
    return bool(blocks) and blocks[0].text.strip()[:1] in OPENING


def _while(blocks: Sequence[SourceBlock], start: int, holds: Callable[[SourceBlock], bool]) -> int:
    """Find the first block from ``start`` on for which something does not hold."""
    return next((at for at in range(start, len(blocks)) if not holds(blocks[at])), len(blocks))
