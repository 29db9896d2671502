"""Read plain text: join wrapped lines, and recognise bullets, numbers and headings by looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from s55.importers.readers import blocks as make
from s55.importers.readers.paging import TypedLine, with_notes_last, without_margins
from s55.importers.readers.refusals import MAX_BLOCKS, empty, too_large
from s55.importers.readers.runs import BREAK, Run, clean
from s55.importers.readers.typed_columns import with_columns
from s55.importers.readers.typed_notes import with_typed_notes
from s55.importers.reports.forms.fields import is_fact
from s55.importers.reports.words import numbered_start
from s55.importers.source import BlockKind, Source, SourceBlock, SourcePosition
from s55.records import dataclass

_MARKDOWN = re.compile(
    r"^#{1,6} \S|\*\*\S[^*\n]*\*\*|^\|.*\|\s*$|\]\([a-z]+:[^)\s]+\)|<a href=", re.MULTILINE
)
_LONE_BULLET = re.compile(r"\s*[•◦▪●–\uf0b7\uf0a7o]\s*")
_HYPHENATED = re.compile(r"\w-")
_NO_FIT = 0.86
"""A line shorter than this part of the width was ended on purpose, however the text was wrapped."""
_FEWEST_WRAPPED = 8
"""As many lines that go on in small letters show how exactly the text was wrapped."""
_EXCEPTIONS = 0.05
"""The part of those lines that may have ended early for another reason."""
_MAX_WRAPPED = 140
"""Characters of the longest line at which a converter wraps text."""


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How the lines of a text were wrapped.

    Attributes:
        width: in characters; 0 where they were not.
        least: how long a line with the next word at its end would at least be, if it was wrapped:
            the width, or less where the characters of the text once had different widths.
    """

    width: int
    least: float


def is_markdown(text: str) -> bool:
    """Whether a text has marks of Markdown."""
    return len(_MARKDOWN.findall(text[:400_000])) >= 2


def read_text(text: str, name: str) -> Source:
    """Read the blocks of a plain text.

    Raises:
        S55Error: I101 there is no text, I102 it is too long.
    """
    lines, aside = without_margins(list(_lines(_without_rules(_unquoted(text)))))
    if text.count("\n") > MAX_BLOCKS * 10:
        raise too_large(name, f"the text has more than {MAX_BLOCKS * 10} lines")
    lines = _with_bullets(_with_numbers(with_columns(with_notes_last(lines))))
    wrapping = _wrapping(lines)
    opened: list[int] = []
    groups = list(_groups(lines, wrapping))
    found = [_block(group, opened) for group in groups]
    blocks = with_headings(list(_with_tables(found, groups)))
    if not blocks:
        raise empty(name)
    noted = with_typed_notes(blocks)
    return Source("text", "", noted.blocks, (*aside, *noted.marks))


_QUOTED = re.compile(r"^>[> ]*", re.MULTILINE)
_FEWEST_QUOTED = 3


def _unquoted(text: str) -> str:
    """Take off the marks before the lines of a message that was forwarded: '> '."""
    marks = len(_QUOTED.findall(text))
    return _QUOTED.sub("", text) if marks >= _FEWEST_QUOTED else text


_RULE = re.compile(r"^[ \t]*([=_*~#-])\1{2,}[ \t]*$", re.MULTILINE)
"""A line that is drawn with signs, below a heading or between two parts."""
_STAR = re.compile(r"^([ \t]*)\*(?=[ \t]+\S)", re.MULTILINE)


_PRIVATE = re.compile(r"^([ \t\f]*)[\ue000-\uf8ff](?=\s|$)", re.MULTILINE)
"""A bullet of a font that has a use of its own for the character."""


def _without_rules(text: str) -> str:
    """Take out lines that are drawn, and type the bullets of lists as others are."""
    text = _PRIVATE.sub(r"\1•", _RULE.sub("", text))
    return _STAR.sub(r"\1•", text) if len(_STAR.findall(text)) > 1 else text


def _lines(text: str) -> Iterator[TypedLine]:
    first = True
    raw = re.split(r"\r\n|\n|\r", text)
    for number, (whole, like) in enumerate(zip(raw, _in_tables(raw), strict=True), start=1):
        cells = tuple(cell.strip() for cell in whole.split("\t")) if like else ()
        for part_number, part in enumerate(re.split("[\f\v]", whole)):
            first = first or part_number > 0
            shown = part.expandtabs(8)
            yield TypedLine(number, part.strip(), len(shown) - len(shown.lstrip()), first, cells)
            first = first and not part.strip()


_LEAST_COLUMNS = 3


_LONE_NUMBER = re.compile(r"\d{1,2}\.?")
_MOST_LINES = 12
"""Of an entry of a list."""
_ENTRY_ENDED = re.compile(r";(?: and| or)?$")
_NOTE_MARK = re.compile(r"[a-z]{2}[.,;:]?(\d{1,2})(?![\d.])|\d{4}[.,;:](\d{1,2})(?!\d)")
"""A figure right after a word: that of a note, whose own figure may stand alone too."""
_WORDS_OF_ITEM = 4
_FEWEST_NUMBERS = 3
"""As many lone numbers that count on are those of what is below each."""


def _with_numbers(lines: list[TypedLine]) -> list[TypedLine]:
    """Put numbers that stand alone, as a copied table has them, before the text below them."""
    said = [at for at, line in enumerate(lines) if line.text]
    pairs = [
        (at, below)
        for at, below in pairwise(said)
        if _LONE_NUMBER.fullmatch(lines[at].text) and _may_be_counted(lines[below].text)
    ]
    marks = {mark for line in lines for both in _NOTE_MARK.findall(line.text) for mark in both}
    made = list(lines)
    for run in _runs(lines, pairs):
        of_notes = sum(lines[at].text in marks for at, _ in run) > 1
        if len(run) < _FEWEST_NUMBERS or of_notes:
            continue
        for at, below in run:
            number = lines[at].text.rstrip(".")
            made[below] = replace(lines[below], text=f"{number}. {lines[below].text}")
            made[at] = replace(lines[at], text="")
    return made


def _with_bullets(lines: list[TypedLine]) -> list[TypedLine]:
    """Put bullets that stand one below the other before the texts that follow them.

    A copied list has them so where its bullets are of a font of their own.
    """
    said = [at for at, line in enumerate(lines) if line.text]
    made = list(lines)
    runs = [[*run] for _, run in groupby(said, lambda at: _is_mark(lines[at]))]
    for marks, texts in pairwise(runs):
        below = texts[: len(marks) * _MOST_LINES]
        if len(marks) < 2 or not _is_mark(lines[marks[0]]):
            continue
        starts = _starts_of_entries([lines[at] for at in below], len(marks))
        for mark, at in zip(marks, (below[start] for start in starts), strict=False):
            made[mark] = replace(lines[mark], text="")
            made[at] = replace(lines[at], text=f"• {lines[at].text}")
    return made


def _is_mark(line: TypedLine) -> bool:
    return not line.cells and _LONE_BULLET.fullmatch(line.text) is not None


def _starts_of_entries(lines: Sequence[TypedLine], count: int) -> list[int]:
    """Find so many entries of a list, each but the last with ';' at its end; [] if fewer."""
    after = [at for at, line in enumerate(lines[:-1], start=1) if _ENTRY_ENDED.search(line.text)]
    starts = [0, *after[: count - 1]]
    return starts if len(starts) == count else []


def _may_be_counted(text: str) -> bool:
    """Whether a line can be that of an item; below the number of a page is a head or a heading."""
    return text[:1].isupper() and len(text.split()) >= _WORDS_OF_ITEM


def _runs(
    lines: Sequence[TypedLine], pairs: Sequence[tuple[int, int]]
) -> list[list[tuple[int, int]]]:
    """Divide numbers into those that count on from 1; others are left out."""
    runs: list[list[tuple[int, int]]] = []
    last = 0
    for at, below in pairs:
        number = int(lines[at].text.rstrip("."))
        if number == 1:
            runs.append([(at, below)])
        elif runs and number == last + 1:
            runs[-1].append((at, below))
        else:
            continue
        last = number
    return runs


def _in_tables(lines: Sequence[str]) -> list[bool]:
    """Tell of each line whether it is a row of a table: those beside it have as many cells."""
    counts = [0 if re.search("[\f\v]", line) else line.count("\t") + 1 for line in lines]
    beside = zip([0, *counts[:-1]], counts, [*counts[1:], 0], strict=True)
    return [
        count >= _LEAST_COLUMNS and count in {before, after} and bool(line.strip())
        for line, (before, count, after) in zip(lines, beside, strict=True)
    ]


def _wrapping(lines: Sequence[TypedLine]) -> _Wrapping:
    """Work out how lines were wrapped, by those that go on in small letters."""
    width = _width(lines)
    long = sorted(
        room
        for last, line in pairwise(lines)
        if line.text[:1].islower() and not line.width
        if (room := _room(last, line)) > _NO_FIT * width
    )
    at = int(_EXCEPTIONS * len(long))
    least = long[at] if len(long) >= _FEWEST_WRAPPED else _NO_FIT * width
    return _Wrapping(width, min(least, width))


def _room(last: TypedLine, line: TypedLine) -> int:
    """Measure a line with the first word of the next at its end."""
    return last.indent + len(last.text) + 1 + len(line.text.split(maxsplit=1)[0])


def _width(lines: Sequence[TypedLine]) -> int:
    """Work out the width in characters at which lines were wrapped; 0 where they were not.

    Rows of a table, which have tabs, are not wrapped. A short e-mail has few long lines: there one
    that goes on in small letters shows it.
    """
    lengths = sorted(
        line.indent + len(line.text)
        for line in lines
        if line.text and "\t" not in line.text and not (line.cells or line.width)
    )
    if len(lengths) < 4:
        return 0
    longest = lengths[int(len(lengths) * 0.98) - 1 if len(lengths) > 50 else -1]
    if longest > _MAX_WRAPPED or longest < 40:
        return 0
    near = sum(length > 0.8 * longest for length in lengths)
    wrapped = any(
        len(line.text) > 0.75 * longest
        and "\t" not in line.text
        and follows.text[:1].islower()
        and not _starts_item(follows)
        for line, follows in pairwise(lines)
    )
    return longest if near * 5 >= len(lengths) or wrapped else 0


def _groups(lines: Sequence[TypedLine], wrapping: _Wrapping) -> Iterator[list[TypedLine]]:
    """Yield the lines of each block."""
    group: list[TypedLine] = []
    blank = False
    for line in lines:
        if not line.text:
            blank = True
            continue
        if group and not _continues(group, line, blank, wrapping):
            yield group
            group = []
        group.append(line)
        blank = False
    if group:
        yield group


def _continues(
    group: Sequence[TypedLine], line: TypedLine, blank: bool, wrapping: _Wrapping
) -> bool:
    """Whether a line continues the block before it."""
    last = group[-1]
    if line.width:
        wrapping = _Wrapping(line.width, _NO_FIT * line.width)
    if _LONE_BULLET.fullmatch(last.text) and not last.cells:
        return not _LONE_BULLET.fullmatch(line.text)
    if _LONE_BULLET.fullmatch(line.text) or _starts_item(line):
        return False
    if line.cells or last.cells or "\t" in line.text or "\t" in last.text:
        return False
    if line.first:
        # A sentence may continue on the next page.
        goes_on = line.text[0].islower() and not last.text.endswith((".", ":"))
        heads = _is_short(line, wrapping) and make.looks_like_heading(line.text)
        return goes_on or (bool(wrapping.width) and not heads and _is_full(last, line, wrapping))
    if blank:
        return False
    if _starts_item(group[0]) or _LONE_BULLET.fullmatch(group[0].text):
        return _continues_item(group, line, wrapping)
    if line.indent > last.indent + 2 and len(group) > 1:
        return False
    return bool(wrapping.width) and _is_full(last, line, wrapping)


def _continues_item(group: Sequence[TypedLine], line: TypedLine, wrapping: _Wrapping) -> bool:
    """Whether a line continues the list item before it."""
    if line.indent > group[0].indent:
        return True
    leads = bool(_ENDED.search(group[-1].text)) and line.text.endswith(":")  # to the next list
    return not leads and bool(wrapping.width) and _is_full(group[-1], line, wrapping)


def _starts_item(line: TypedLine) -> bool:
    return bool(make.bullet_of(line.text) or make.number_of(line.text))


def _is_full(last: TypedLine, line: TypedLine, wrapping: _Wrapping) -> bool:
    """Whether the next line's first word had no room on the last, so that the break is a wrap."""
    room = _room(last, line)
    if _OPEN.search(last.text) and not _ENDED.search(last.text):
        return True
    if line.text[0].islower():
        return room > 0.5 * wrapping.width or not _ENDED.search(last.text)
    if _ENDED.search(last.text):
        return room > wrapping.width and not _begins(line, wrapping)
    is_date = _DATED.match(line.text) and not last.text[-1].isdigit()
    return room > wrapping.least and not is_date


_ENDED = re.compile(r"(?:[.!?:]|;(?:\s+(?:and|or))?)$")
_OPEN = re.compile(r"\b(?:and|of|the|an?|for|to|in|by|with|on|or)$")
"""A line that ends so is never a whole one."""
_DATED = re.compile(
    r"(?:(?:first\s+)?(?:date\s+of\s+)?publi(?:shed|cation)(?:\s+(?:date|on))?:?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z][a-z]{2,8}\s+(?:19|20)\d\d$",
    re.IGNORECASE,
)
"""A line that is a date, as on title pages."""


def _begins(line: TypedLine, wrapping: _Wrapping) -> bool:
    """Whether a line after the end of a sentence is a heading, a lead to a list, or an item.

    What is copied out of a PDF often has no blank lines round them.
    """
    heads = _is_short(line, wrapping) and (
        make.looks_like_heading(line.text) or line.text.endswith(":")
    )
    return heads or numbered_start(line.text) is not None or is_fact(line.text)


def _is_short(line: TypedLine, wrapping: _Wrapping) -> bool:
    """Whether a line ends early."""
    return line.indent + len(line.text) < _NO_FIT * wrapping.width


def _block(group: Sequence[TypedLine], opened: list[int]) -> SourceBlock | None:
    """Make the block of a group; ``opened`` holds the indentations of the items before it."""
    text = _joined([line.text for line in group])
    place = group[0].position
    if group[0].cells:
        return make.row([_cell(cell) for cell in group[0].cells], place)
    if "\t" in text:
        cells = [[Run(cell)] for cell in text.split("\t") if cell.strip()]
        return make.row(cells, place) if len(cells) > 1 else make.paragraph([Run(text)], place)
    if bullet := make.bullet_of(text):
        marker = make.shown_bullet(bullet)
        return _item(text[len(bullet) :], marker, place, _depth(group[0].indent, opened))
    if (number := make.number_of(text)) and len(text) > len(number):
        depth = _depth(group[0].indent, opened)
        return _item(text[len(number) :], number.strip(), place, depth)
    opened.clear()
    return make.paragraph([Run(text)], place)


def _with_tables(
    blocks: Sequence[SourceBlock | None], groups: Sequence[Sequence[TypedLine]]
) -> Iterator[SourceBlock]:
    """Number the tables of rows with tabs, and leave out what has no words.

    A blank line ends a table whose rows stand on one line after the other.
    """
    table, last, is_close = 0, 0, False
    for block, group in zip(blocks, groups, strict=True):
        if block is None:
            continue
        if not block.cells or "\t" not in group[0].text:
            last = 0
            yield block
            continue
        follows = group[0].number == last + 1
        begins = not last or (is_close and not follows)
        table, is_close = table + begins, follows and not begins
        last = group[-1].number
        yield replace(block, table=table)


def _cell(text: str) -> list[Run]:
    """Give the runs of a cell, with the breaks between its paragraphs."""
    runs: list[Run] = []
    for part in text.split(BREAK):
        runs += [*([Run(BREAK)] if runs else []), Run(part)]
    return runs


def _depth(indent: int, opened: list[int]) -> int:
    """Work out the depth of a list item by the indentations of the items open before it."""
    while opened and indent < opened[-1] - 1:
        opened.pop()
    if not opened or indent > opened[-1] + 1:
        opened.append(indent)
    return min(9, len(opened))


def _item(text: str, marker: str, place: SourcePosition, level: int) -> SourceBlock | None:
    return make.make(BlockKind.LIST_ITEM, [Run(text)], place, level=level, marker=marker)


def _joined(lines: Sequence[str]) -> str:
    """Join lines; a soft hyphen at the end of one is dropped, a real hyphen stays."""
    parts = [lines[0]]
    for line in lines[1:]:
        last = parts[-1]
        if last.endswith("\u00ad"):
            parts[-1] = last[:-1]
        elif not (_HYPHENATED.fullmatch(last[-2:]) and line[:1].isalpha()):
            parts.append(" ")
        parts.append(line)
    text = "".join(parts)
    return clean(text) if "\t" not in text else text


def with_headings(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Make paragraphs that look like headings, and have text below them, headings.

    A run of such lines (a title over several lines, a form's labels and values) is a heading only
    in its last line, and only where text or a list follows.
    """
    result = list(blocks)
    for index, block in enumerate(blocks[:-1]):
        following = blocks[index + 1]
        labelled = index > 0 and _is_label(blocks[index - 1])
        if (
            block.kind is BlockKind.PARAGRAPH
            and not labelled
            and not block.boxed
            and make.looks_like_heading(block.text)
            and _is_text(following)
            and (len(block.text) <= 90 or block.bold or block.text.endswith("?"))
        ) or (block.kind is BlockKind.PARAGRAPH and _is_loud(block)):
            result[index] = replace(block, kind=BlockKind.HEADING)
    return result


def _is_label(block: SourceBlock) -> bool:
    """Whether a block is a form's label, with its value on the next line."""
    return block.kind is BlockKind.PARAGRAPH and len(block.text) <= 60 and block.text[-1:] == ":"


def _is_loud(block: SourceBlock) -> bool:
    """Whether a block is a short line in capitals or in bold."""
    text = block.text
    if not any(map(str.isalpha, text)) or len(text) > 90 or text.endswith((".", ",", ";")):
        return False
    capitals = text.upper() == text and sum(map(str.isalpha, text)) > 5
    return capitals or (block.bold and "\n" not in text)


def _is_text(block: SourceBlock) -> bool:
    if block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.HEADING):
        return True
    return block.text.rstrip("”’'\"").endswith((".", ":", "?")) or len(block.text) > 90
