"""Weigh whose words a passage is: what is told of it, its own voice, where it stands.

A response has two who speak: the chief officer, who answers for the force, and the policing body,
which oversees it and writes the response. The strongest evidence decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import IntEnum
from itertools import accumulate

from s55.importers.responses.items import ResponseItem
from s55.importers.source import BlockKind, SourceBlock
from s55.model.forces import ACRONYMS_OF_BODY
from s55.office.import_roles import Role
from s55.records import dataclass


class Weight(IntEnum):
    """How much evidence says of whose words a passage is."""

    PLACE = 1
    """Where it stands: after an item, before or after what the other one says."""
    VOICE = 2
    """How it speaks: of whom it says 'I' and 'we', and whom it names."""
    INTRODUCED = 3
    """A sentence before it says whose it is, or marks round it set it off as a quotation."""
    LABEL = 4
    """A heading, a label or the head of a column says whose it is."""


_OVERSEER = (
    rf"(?:commissioner(?!\s+of\s+police)|\b{ACRONYMS_OF_BODY}|mayor|policing\s+body|"
    r"police\s+authority)\b"
)
_CHIEF = (
    r"(?:(?<!deputy\s)(?<!assistant\s)chief\s+(?:constable|officer)|"
    r"commissioner\s+of\s+police)\b"
)
_FORCE = (
    r"(?:\b(?:the|our)\s+(?:force|constabulary|service)|(?<!the\s)(?-i:\b[A-Z][\w’'-]+)\s+"
    r"(?-i:Police|Constabulary)(?!\s+(?:and|,|Act|Federation|Fire)))\b"
)
_RANKS = (
    r"\b(?:(?:detective\s+)?(?:chief\s+)?(?:superintendents?|(?<!the\s)(?<!Majesty[’\']s\s)inspectors?(?!\s+of)|"
    r"sergeants?)|supervisors?|(?:assistant|deputy)\s+chief\s+constable|ACC|DCC|"
    r"custody\s+(?:staff|officers?))\b"
)
_DOES = (
    r"(?:\W+\w+){0,2}?\W+(?:has|have|had|is|are|was|will|now|does|do|uses?|keeps?|continues?|"
    r"accepts?|recogni[sz]es?|agrees?|welcomes?|began|introduced|shares?|notes?|thanks?|remains?|"
    r"expects?|supports?|holds?|asks?|wants?|\w+ed)\b"
)
_SIGNS: tuple[tuple[str, int], ...] = (
    # of the policing body
    (
        r"\b(?-i:I)\b(?:\W+\w+){0,3}?\W+(?:welcom|pleased|assur|reassur|satisf|disappoint|challeng|"
        r"scrutini|monitor|seek|sought|raise|hold|asked|ask\b|requested|invited|fund)\w*",
        2,
    ),
    (rf"\b(?-i:I|my|me)\b(?:\W+\w+){{0,10}}?\W+(?:the\s+)?{_CHIEF}", 3),
    (
        rf"{_CHIEF}(?:[’']s\b|\W+(?:has|have|tells|told|says|said|assures|assured|is|was|will|and\s+I)\b)",
        3,
    ),
    (
        r"\bmy\s+(?:office|police\s+and\s+crime\s+plan|plan|panel|deputy|electors|residents|"
        r"(?:\w+\s+){0,2}?(?:board|meeting|visitors|scheme|volunteers|auditors))\b",
        3,
    ),
    (r"\bhold(?:ing)?\s+(?:the\s+)?(?:\w+\s+){1,4}to\s+account", 3),
    (rf"(?:^|[.!?]\s+)(?:the\s+)?{_OVERSEER}{_DOES}", 3),
    (r"\b(?-i:I|my|me)\b", 1),
    # of the chief officer
    (
        r"\b(?:my|our)\s+(?:officers|force|command|constabulary|sergeants|inspectors|"
        r"supervisors|detectives|control\s+room|teams?)\b",
        -4,
    ),
    (r"\b(?:we|us|our|ours)\b", -2),
    (
        r"\bour\s+(?!(?:\w+\s+)?(?:office|plan|police|panel|board|comments?|views?|response|position|"
        r"residents|communities)\s+(?:has|have|is|are|was|were|will)\b)(?:[\w-]+\s+){1,3}?"
        r"(?:has|have|is|are|was|were|will)\b",
        -2,
    ),
    (rf"{_FORCE}{_DOES}", -2),
    (r"^(?:this\s+(?:recommendation|area)\s+(?:is|has\s+been)\s+)?(?:fully\s+)?accepted\b", -1),
    (_RANKS, -1),
    (r"\bto\s+lead\b", -1),
    (
        r"\b(?:officers|staff|crews|trained|training|audit(?:s|ed)?(?!\s+committee)|rolled\s+out|pilot|policy|procedures?|"
        r"in\s+place)\b",
        -1,
    ),
)
_OF_FORCE = re.compile(
    r"\b(?:we|our|ours|my\s+(?:officers|force|command|constabulary|teams?))\b",
    re.IGNORECASE,
)
"""What only the force says of itself: both are told things, and both have staff."""
_COMPILED = [(re.compile(words, re.IGNORECASE), weight) for words, weight in _SIGNS]
_MOST = 3
"""So much one passage counts at most, beside others of the same speaker."""
_PLACE = 2
"""So much counts where passages stand."""


def voice(text: str) -> int:
    """Weigh how a passage speaks: above 0 as the policing body does, below as the chief officer."""
    said = " ".join(text.split())
    return sum(weight for words, weight in _COMPILED if words.search(said))


def speaker(text: str) -> Role | None:
    """Tell who speaks in a passage, by its voice; None where that does not show it."""
    return _heard(voice(text))


def speaker_of(texts: Iterable[str], place: Role | None = None) -> Role | None:
    """Tell who speaks in passages that are all of one of the two; None where they do not show it.

    Args:
        texts: the passages.
        place: whose they would be by where they stand; their voice has to outweigh that.
    """
    heard = sum(map(clipped_voice, texts))
    if place is not None:
        heard += _PLACE if place is Role.POLICING_BODY else -_PLACE
    return _heard(heard)


def clipped_voice(text: str) -> int:
    """Weigh how a passage speaks, as one among others, of which none may drown the rest."""
    return max(-_MOST, min(_MOST, voice(text)))


def _heard(weight: int) -> Role | None:
    if not weight:
        return None
    return Role.POLICING_BODY if weight > 0 else Role.CHIEF_OFFICER


_COMMANDS = re.compile(r"\bmy\s+(?:officers|force|constabulary|command)\b", re.IGNORECASE)
_SURE = 4
"""So much of a voice contradicts a label."""


def contradicts(text: str, role: Role) -> bool:
    """Whether a passage speaks as the other one does, though a label or a mark says whose it is."""
    if role is Role.CHIEF_OFFICER:
        return voice(text) >= _SURE
    return _COMMANDS.search(text) is not None and voice(text) < 0


# --- what is said of items ---------------------------------------------------------------


@dataclass
class Said:
    """Words on an item.

    Attributes:
        item: which.
        role: whose words they are.
        blocks: the words.
        weight: of the evidence that says so.
    """

    item: ResponseItem
    role: Role
    blocks: list[SourceBlock]
    weight: Weight


def by_their_voice(said: Sequence[Said], *, asked: bool) -> tuple[list[Said], bool]:
    """Give what nothing but its place says whose it is to who speaks in it.

    It is the policing body's, which writes the response and has to explain what is done about each
    item: 'The force has ...' is its explanation. Where those of most items say 'we' or 'my
    officers', the force answers: they are the chief officer's, and where the body speaks below or
    above that, its own. So are their beginnings where the chief officer was asked, or is said to
    answer the items below, and most of them end in the body's words: the two answer in turn.

    Args:
        said: the words on items, in order.
        asked: whether the response says that the chief officer was asked.

    Returns:
        the words, and whether some of them are the chief officer's by their voice alone.
    """
    joined = _joined(said)
    weak = [one for one in joined if one.weight is Weight.PLACE]
    brought_in = [
        one for one in joined if one.weight is Weight.INTRODUCED and one.role is Role.CHIEF_OFFICER
    ]
    parts: dict[int, list[Said]] = {}
    if _speak_as_force(weak):
        parts |= {id(one): _divided(one, _CHIEF_FIRST) for one in weak}
    elif _in_turn(weak, _CHIEF_FIRST, sure=not asked):
        parts |= {id(one): _divided(one, _CHIEF_FIRST, start=1) for one in weak}
    elif _in_turn(weak, _BODY_FIRST, sure=True):
        parts |= {id(one): _divided(one, _BODY_FIRST) for one in weak}
    by_voice = bool(parts)
    if _in_turn(brought_in, _CHIEF_FIRST):
        parts |= {id(one): _divided(one, _CHIEF_FIRST, start=1) for one in brought_in}
    return [part for one in joined for part in parts.get(id(one), [one])], by_voice


def _joined(said: Sequence[Said]) -> list[Said]:
    """Join what stands below one item, where nothing says whose it is: also what is in a box."""
    found: list[Said] = []
    for one in said:
        last = found[-1] if found else None
        is_more = last is not None and last.item is one.item and last.weight is Weight.PLACE
        if last is not None and is_more and one.weight is Weight.PLACE:
            found[-1] = replace(last, blocks=[*last.blocks, *one.blocks])
        elif one.blocks:
            found.append(one)
    return found


_CHIEF_FIRST = (Role.CHIEF_OFFICER, Role.POLICING_BODY)
_BODY_FIRST = (Role.POLICING_BODY, Role.CHIEF_OFFICER)


def _speak_as_force(passages: Sequence[Said]) -> bool:
    """Whether most passages begin in the words of those who answer for the force."""
    texts = [one.blocks[0].text for one in passages]
    said = sum(
        _OF_FORCE.search(text) is not None and speaker(text) is Role.CHIEF_OFFICER for text in texts
    )
    return said * 2 > len(texts)


def _in_turn(passages: Sequence[Said], order: tuple[Role, Role], *, sure: bool = False) -> bool:
    """Whether most passages end in the words of the second of two, and do not begin so.

    To be ``sure`` they begin in those of the first.
    """
    ends = [
        (speaker(one.blocks[0].text), _last_heard(one.blocks[1:]))
        for one in passages
        if len(one.blocks) > 1
    ]
    first, second = order
    turns = sum(
        ends_so is second and (begins is first or not (sure or begins is second))
        for begins, ends_so in ends
    )
    return turns > 1 and turns * 2 > len(passages)


def _last_heard(blocks: Sequence[SourceBlock]) -> Role | None:
    """Tell who speaks last; entries of a list, and words in nobody's voice, go with those above."""
    own = (block for block in reversed(blocks) if block.kind is not BlockKind.LIST_ITEM)
    return next((role for block in own if (role := speaker(block.text))), None)


def _divided(one: Said, order: tuple[Role, Role], start: int = 0) -> list[Said]:
    """Divide a passage where the second of two begins to speak.

    Args:
        one: the passage.
        order: who speaks first, and who speaks second.
        start: so many blocks are the first one's whatever they say.
    """
    heard = [clipped_voice(block.text) for block in one.blocks]
    sign = 1 if order[0] is Role.POLICING_BODY else -1
    end = end_of_turn(one.blocks, [sign * weight for weight in heard], start)
    parts = ((order[0], one.blocks[:end]), (order[1], one.blocks[end:]))
    return [
        replace(one, role=role, blocks=blocks, weight=Weight.VOICE)
        for role, blocks in parts
        if blocks
    ]


def end_of_turn(blocks: Sequence[SourceBlock], heard: Sequence[int], start: int) -> int:
    """Find where the second of two begins to speak, as the voices of all blocks fit best.

    Args:
        blocks: what the two say; the entries of a list go with what is above them.
        heard: how much each block sounds like the first of the two.
        start: so many blocks are the first one's whatever they say.
    """
    entry = [block.kind is BlockKind.LIST_ITEM for block in blocks]
    fit = [0, *accumulate(0 if listed else own for own, listed in zip(heard, entry, strict=True))]
    cuts = (at for at in range(start, len(fit)) if at == len(blocks) or not entry[at])
    return max(cuts, key=lambda at: (fit[at], at))
