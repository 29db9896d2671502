"""Write the text of a place as Markdown; blocks that were not edited stay as written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from s55.records import dataclass
from s55.returns.rereading import Rereader
from s55.returns.word.structure import (
    BULLET,
    Shown,
    expected,
    grouped,
    look_of,
    shown,
    words_of_note,
)
from s55.returns.word.word_text import CODE, HEADING, Piece
from s55.richtext.headings import below
from s55.richtext.markdown import NOTE_OPENS, blocks_of, markdown_parser, notes_by_label
from s55.richtext.markdown_writer import markdown_and_notes, markdown_of
from s55.richtext.nodes import (
    Block,
    BulletList,
    Heading,
    ListItem,
    Note,
    OrderedList,
    Quote,
    Table,
    notes_in,
)

_LEVELS = (2, 3, 4, 1)
"""The levels of the headings below which a document puts a text, the likeliest first."""

_BULLET = re.compile(r"^([-*])(?= |$)", re.MULTILINE)
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?= |$)", re.MULTILINE)
_OTHER = {"-": "*", "*": "-", ".": ")", ")": "."}


@dataclass(frozen=True, slots=True)
class Context:
    """How a document shows a text: below which heading, as a quotation, as an item of a list."""

    level: int
    quoted: bool = False
    listed: str = ""

    def around(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Wrap blocks as the document shows them."""
        lowered = below(blocks, self.level)
        if self.quoted:
            return (Quote(lowered),)
        if self.listed.rstrip(".)").isdigit():
            number, delimiter = int(self.listed[:-1]), self.listed[-1]
            return (OrderedList((ListItem(lowered),), number, delimiter, tight=False),)
        if self.listed:
            return (BulletList((ListItem(lowered),), tight=False),)
        return lowered

    def without(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Return the pieces as they would be on their own."""
        return [one for one in self._bare(pieces) if not one.is_empty]

    def _bare(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        for index, piece in enumerate(pieces):
            bare = piece._replace(quotes=max(0, piece.quotes - self.quoted))
            if self.listed:
                bare = bare._replace(marker="") if index == 0 else bare
                bare = bare._replace(depth=max(bool(bare.marker), bare.depth - 1))
            yield bare


def _unnumbered(pieces: Sequence[Piece]) -> Shown:
    """Return what pieces say, whatever the numbers of their lists."""
    numbered = (one.marker not in ("", BULLET) for one in pieces)
    return shown(
        [
            one._replace(marker="1.") if is_numbered else one
            for one, is_numbered in zip(pieces, numbered, strict=True)
        ]
    )


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads the places of a file as Markdown."""

    rereader: Rereader

    def markdown(self, pieces: Sequence[Piece], base: str, *, numbers: bool = True) -> str:
        """Write a place as Markdown: ``base`` itself where it was not changed.

        Args:
            pieces: the contents of the place.
            base: its text when the file was made; '' for none.
            numbers: whether the numbers of lists can be relied on. LibreOffice begins to count
                again after a list within a list when it makes a Word file of an ODT file.
        """
        blocks = blocks_of(base)
        contexts = list(_contexts(blocks, pieces))
        for context in contexts:
            if self._same(pieces, context.around(blocks)):
                return base
            if not numbers and _unnumbered(pieces) == _unnumbered(expected(context.around(blocks))):
                return base
        first = next(iter(expected(blocks)), None)
        context = max(
            contexts,
            key=lambda one: (_likeness(one.without(pieces), blocks), _fits(one, pieces, first)),
        )
        return self._edited(context.without(pieces), context, base)

    def _same(self, pieces: Sequence[Piece], blocks: Sequence[Block]) -> bool:
        said = shown(pieces)
        if said == shown(expected(blocks)):
            return True
        again = self.rereader.pieces(blocks)
        return again is not None and said == shown(again)

    def _edited(self, pieces: Sequence[Piece], context: Context, base: str) -> str:
        """Write an edited place as Markdown; blocks that are as before keep their own words."""
        slices = slices_of(base)
        plain = replace(context, quoted=False, listed="")
        keys = self._keys([block for block, _ in slices], plain)
        alike = [keys[number] for number in running([block for block, _ in slices])]
        found = [pair for stretch in stretches(pieces, alike) for pair in grouped(stretch)]
        tokens = [next((n for n, k in enumerate(keys) if shown(p) in k), -1) for _, p in found]
        levels = _levels_back(blocks_of(base), context.level)
        parts: list[tuple[str, bool]] = []
        notes = _Notes(base)
        matcher = SequenceMatcher(a=_first_like(keys), b=tokens, autojunk=False)
        for tag, a, a_end, b, b_end in matcher.get_opcodes():
            if tag == "equal":
                parts += [(source, False) for _, source in slices[a:a_end]]
            else:
                before = [block for block, _ in slices[a:a_end]]
                now = [_aligned(_raised(block, levels), before) for block, _ in found[b:b_end]]
                known = notes.known([source for _, source in slices[a:a_end]], now)
                parts += [
                    (notes.written(block, known), isinstance(block, BulletList | OrderedList))
                    for block in now
                ]
        text = notes.below(joined(parts))
        blocks = [_raised(block, levels) for block, _ in found]
        if shown(expected(blocks_of(text))) != shown(expected(blocks)):
            rewritten = markdown_of(blocks)
            if shown(expected(blocks_of(rewritten))) == shown(expected(blocks)):
                return rewritten
        return text

    def _keys(self, blocks: Sequence[Block], context: Context) -> list[set[Shown]]:
        """List the ways in which each block of the base may look in Word."""
        lowered = context.around(tuple(blocks))
        keys = [{shown(expected([block]))} for block in lowered]
        for block, known in zip(lowered, keys, strict=True):
            again = self.rereader.pieces([block])
            if again is not None:
                known.add(shown(again))
        return keys


def _aligned(block: Block, before: Sequence[Block]) -> Block:
    """Remove from tables the left alignment that LibreOffice gives every column."""
    match block:
        case Quote(inner):
            return Quote(tuple(_aligned(one, before) for one in inner))
        case BulletList(items) | OrderedList(items):
            entries = tuple(
                replace(item, blocks=tuple(_aligned(one, before) for one in item.blocks))
                for item in items
            )
            return replace(block, items=entries)
        case Table():
            return _aligned_table(block, before)
        case _:
            return block


def _aligned_table(block: Table, before: Sequence[Block]) -> Table:
    width = len(block.alignments)
    tables = (one for one in _tables(before) if len(one.alignments) == width)
    was = next(tables, block).alignments
    pairs = zip(block.alignments, was, strict=True)
    return replace(block, alignments=tuple("" if two == ("left", "") else two[0] for two in pairs))


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    """Yield the tables among blocks, at any depth."""
    for block in blocks:
        match block:
            case Table():
                yield block
            case Quote(inner):
                yield from _tables(inner)
            case BulletList(items) | OrderedList(items):
                for item in items:
                    yield from _tables(item.blocks)
            case _:
                continue


def _first_like(keys: Sequence[set[Shown]]) -> list[int]:
    """Number each block by the first that looks like it, so that equal blocks are equal."""
    return [next(n for n, other in enumerate(keys) if other & key) for key in keys]


def _contexts(blocks: tuple[Block, ...], pieces: Sequence[Piece]) -> Iterator[Context]:
    has_headings = any(piece.kind == HEADING for piece in pieces) or any(
        isinstance(block, Heading) for block in blocks
    )
    nested = bool(pieces) and bool(pieces[0].marker)
    for level in _LEVELS if has_headings or len(blocks) else _LEVELS[:1]:
        yield Context(level)
        if any(piece.quotes for piece in pieces):
            yield Context(level, quoted=True)
        if nested:
            yield Context(level, listed=pieces[0].marker)
        if not has_headings and all(piece.kind != HEADING for piece in expected(blocks)):
            return


def _fits(context: Context, pieces: Sequence[Piece], first: Piece | None) -> bool:
    """Whether a quotation or a number around a text is the document's and not the text's own."""
    if first is None:
        return False
    if context.quoted:
        return all(piece.quotes for piece in pieces) and not first.quotes
    return bool(context.listed) and not first.marker


def _likeness(pieces: Sequence[Piece], blocks: Sequence[Block]) -> float:
    before = [look_of(one)[:5] for one in expected(blocks)]
    now = [look_of(one)[:5] for one in pieces]
    return SequenceMatcher(a=before, b=now, autojunk=False).ratio()


# --- the base's own words ---------------------------------------------------------


_LABEL = re.compile(r"\[\^([^\s\]]+)\]")


class _Notes:
    """The notes of a text while it is edited: their words as written, and their labels.

    Args:
        base: the text before.
    """

    def __init__(self, base: str) -> None:
        self._sources = dict(_definitions(base))
        self._notes = notes_by_label(base)

    def known(self, sources: Sequence[str], now: Sequence[Block]) -> dict[Note, str]:
        """Find the labels that the notes of some blocks keep.

        Args:
            sources: the lines of these blocks in the text before.
            now: the blocks as they are now.
        """
        labels = [label for source in sources for label in _LABEL.findall(source)]
        labels = [label for label in labels if label in self._notes]
        edited = [note for block in now for note in notes_in(block)]
        by_words = {words_of_note(self._notes[label]): label for label in labels}
        words = {note: words_of_note(note) for note in edited}
        found = {note: by_words[said] for note, said in words.items() if said in by_words}
        if len(edited) == len(labels):  # the words of a note may be others
            found = dict(zip(edited, labels, strict=True)) | found
        return found

    def written(self, block: Block, known: Mapping[Note, str]) -> str:
        """Write a block; its notes are kept for :meth:`below`."""
        text, notes = markdown_and_notes([block], self._sources, known)
        own = {words_of_note(note) for note in notes_in(block)}
        for label, source in notes.items():
            before = self._notes.get(label)
            if before is None or words_of_note(before) not in own:
                self._sources[label] = source
        return text

    def below(self, text: str) -> str:
        """Put the notes that a text refers to below it, in their order."""
        labels = dict.fromkeys(_LABEL.findall(text))
        defined = dict(_definitions(text))
        notes = [self._sources[one] for one in labels if one in self._sources.keys() - defined]
        return "\n".join([text, *(f"{note}\n" for note in notes)]) if notes else text


def slices_of(base: str) -> list[tuple[Block, str]]:
    """Return the blocks of a text, each with its own lines unchanged, without its notes."""
    blocks = blocks_of(base)
    sources = [text for label, text in _source_of_each(base) if label is None]
    if len(sources) != len(blocks):
        return [(block, markdown_and_notes([block])[0]) for block in blocks]
    return list(zip(blocks, sources, strict=True))


def _definitions(base: str) -> Iterator[tuple[str, str]]:
    """Yield the notes that stand by themselves in a text: their labels and their lines."""
    for label, source in _source_of_each(base):
        if label is not None:
            yield label, source


def _source_of_each(base: str) -> Iterator[tuple[str | None, str]]:
    """Yield the lines of each block and each note of a text, with the label of a note."""
    starts = [
        (token.map[0], token.meta["label"] if token.type == NOTE_OPENS else None)
        for token in markdown_parser().parse(base)
        if token.level == 0 and token.map and token.nesting >= 0
    ]
    lines = base.split("\n")
    ends = [*(start for start, _ in starts[1:]), len(lines)]
    for (start, label), end in zip(starts, ends, strict=False):  # an empty text has no start
        yield label, "\n".join(lines[start:end]).strip("\n")


def _levels_back(blocks: tuple[Block, ...], level: int) -> dict[int, int]:
    """Map each heading level that the document shows to the draft's own."""
    own = [piece.level for piece in expected(blocks) if piece.kind == HEADING]
    there = [piece.level for piece in expected(below(blocks, level)) if piece.kind == HEADING]
    known = dict(zip(there, own, strict=False))
    for deeper in range(1, 7):
        if deeper not in known:
            nearest = max((one for one in known if one < deeper), default=None)
            start = level if nearest is None else nearest
            base = 0 if nearest is None else known[nearest]
            known[deeper] = max(1, min(6, base + deeper - start))
    return known


def _raised(block: Block, levels: dict[int, int]) -> Block:
    """Give the headings of a block the draft's own levels, at any depth."""
    match block:
        case Heading(level, children):
            return Heading(levels.get(level, level), children)
        case Quote(inner):
            return Quote(tuple(_raised(one, levels) for one in inner))
        case BulletList() | OrderedList():
            items = tuple(
                ListItem(tuple(_raised(one, levels) for one in item.blocks), item.value)
                for item in block.items
            )
            return replace(block, items=items)
        case _:
            return block


def lines_of(base: str) -> list[str]:
    """List the lines as which Word shows a text, without their looks."""
    lines = []
    for piece in expected(blocks_of(base)):
        cells = [cell for row in piece.rows for cell in row] or [piece.runs]
        for runs in cells:
            text = "".join(run.text for run in runs)
            apart = text.split("\n") if piece.kind == CODE else [text]
            lines += [" ".join(line.split()) for line in apart]
    return [line for line in lines if line]


# --- lists and quotations that follow each other: one in Word, two in a draft -------


def running(blocks: Sequence[Block]) -> list[int]:
    """List the numbers of the blocks that look like one with the block before or after them."""
    pairs = [
        number
        for number, (one, other) in enumerate(pairwise(blocks))
        if type(one) is type(other) and isinstance(one, BulletList | OrderedList | Quote)
    ]
    return sorted({*pairs, *(number + 1 for number in pairs)})


def stretches(pieces: Sequence[Piece], known: Sequence[set[Shown]]) -> Iterator[Sequence[Piece]]:
    """Divide pieces into stretches: each of the ``known`` blocks, and what lies between them.

    Args:
        pieces: the contents of a place.
        known: for each block that runs together with another, the ways in which it looks in Word.
    """
    at = loose = 0
    waiting = list(known)
    while at < len(pieces):
        taken = _taken(pieces[at:], waiting)
        if taken is None:
            at += 1
            continue
        number, length = taken
        del waiting[: number + 1]
        if loose < at:
            yield pieces[loose:at]
        yield pieces[at : at + length]
        at = loose = at + length
    if loose < at:
        yield pieces[loose:]


def _taken(pieces: Sequence[Piece], known: Sequence[set[Shown]]) -> tuple[int, int] | None:
    """Find the first known block with which the pieces begin: its number and its length."""
    for number, looks in enumerate(known):
        for look in looks:
            if not look or shown(pieces[: len(look)]) != look:
                continue
            after = pieces[len(look) : len(look) + 1]
            if all(one.depth <= bool(one.marker) for one in after):
                return number, len(look)
    return None


def joined(parts: Sequence[tuple[str, bool]]) -> str:
    """Join the parts of a text by blank lines; lists that would run together get other marks.

    Args:
        parts: each with whether it may be written otherwise.
    """
    chosen: list[str] = []
    for number, (part, free) in enumerate(parts):
        one = part.strip("\n")
        following = parts[number + 1] if number + 1 < len(parts) else ("", True)
        kept = "" if following[1] else following[0].strip("\n")
        candidates = [one, _remarked(one)] if free else [one]
        one = next((said for said in candidates if _apart([*chosen[-1:], said, kept])), one)
        chosen.append(one)
    return "\n\n".join(chosen) + "\n" if chosen else ""


def _apart(texts: Sequence[str]) -> bool:
    """Whether no block of one text is one with a block of the next."""
    said = [text for text in texts if text]
    return len(blocks_of("\n\n".join(said))) == sum(len(blocks_of(text)) for text in said)


def _remarked(text: str) -> str:
    """Give a list its other marks, at its outermost level."""
    text = _BULLET.sub(lambda found: _OTHER[found[1]], text)
    return _NUMBER.sub(lambda found: found[1] + _OTHER[found[2]], text)
