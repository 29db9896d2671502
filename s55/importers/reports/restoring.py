"""Separate the blocks of a file as a person would: boxes, wrapped lines, typed lists, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from s55.importers.cells import cell_blocks
from s55.importers.readers.dividing import MOST_CHARACTERS
from s55.importers.reports import words
from s55.importers.reports.facts.addressees import agency_of
from s55.importers.reports.findings import is_bullet, own_number
from s55.importers.reports.forms.heads import held_by
from s55.importers.source import BlockKind, SourceBlock
from s55.importers.wording import SENTENCES
from s55.records import dataclass
from s55.richtext.nodes import Inline, LineBreak, Text, plain


def restored(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Separate the blocks as a person would.

    A table of one cell (a box in Word) becomes the paragraphs inside it, 'Recommendation 1: By May
    ...' a heading and its text, and wrapped lines are joined.
    """
    found: list[SourceBlock] = []
    blocks = _in_rows(_with_bare_numbers(_with_lone_numbers(blocks)))
    for block in _unboxed([*_listed(_unmarked(blocks))]):
        made = _counted_on(found[-1], _bulleted(block)) if found else _bulleted(block)
        if made.kind is BlockKind.HEADING and words.leads_to_items(made.text):
            made = replace(made, kind=BlockKind.PARAGRAPH, level=0)  # its list hangs on it
        if _CAPTION.match(made.text) and words.item_heading(made.text) is None:
            made = replace(made, kind=BlockKind.PARAGRAPH, level=0, bold=False)
        if found and _is_theme(found[-1], made):
            found[-1] = replace(found[-1], kind=BlockKind.HEADING)
        if found and _continues(found[-1], made):
            words_before = found[-1].inlines
            found[-1] = replace(found[-1], inlines=(*words_before, Text(" "), *made.inlines))
        else:
            found.append(made)
    numbered = _numbered(list(_lettered(_nested(_named_at_end(found)))))
    return _with_headings([part for block in numbered for part in _split_numbered(block)])


_CAPTION = re.compile(r"(?:figure|chart|graph|diagram|map)\s+\d{1,3}\s*[:.–—-]", re.IGNORECASE)
"""What stands over or below a picture, and is no heading."""
_MARKER = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]?|[•◦▪■●–-]")
"""The number, letter or bullet of a list, alone in the first cell of a row."""


_LONE_NUMBER = re.compile(r"\(?\d{1,2}[.)]")


_CHAPTERS_NUMBER = re.compile(r"[A-Z]{0,2}\d{1,2}(?:\.\d{1,2})?")


def _is_its_number(name: SourceBlock, text: str) -> bool:
    """Whether a line is the number of the item that is named above it, in a narrow column."""
    heading = None if name.cells else words.item_heading(name.text)
    bare = heading is not None and not (heading.number or heading.plural or heading.about)
    return bare and _CHAPTERS_NUMBER.fullmatch(text.strip()) is not None


def _with_lone_numbers(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Make items of a list of paragraphs with their number alone in the paragraph before."""
    made: list[SourceBlock] = []
    for block in blocks:
        last = made[-1] if made else None
        plainly = block.kind is BlockKind.PARAGRAPH and not block.marker
        lone = last is not None and last.kind is BlockKind.PARAGRAPH and not last.marker
        if last is not None and plainly and _is_its_number(last, block.text):
            made[-1] = replace(last, inlines=(Text(f"{last.text} {block.text.strip()}"),))
        elif last is not None and lone and plainly and _LONE_NUMBER.fullmatch(last.text.strip()):
            item = replace(block, kind=BlockKind.LIST_ITEM, level=1, marker=last.text.strip())
            made[-1] = item
        else:
            made.append(block)
    return made


_BARE_NUMBER = re.compile(r"(?P<number>\d{1,2})\s+(?=[A-Z‘“])")


def _with_bare_numbers(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Make items of a list of sentences one after the other that begin with 1, 2 and so on."""
    made = list(blocks)
    begun: list[tuple[int, tuple[Inline, ...]]] = []
    for at in range(len(blocks) + 1):
        block = blocks[at] if at < len(blocks) else None
        found = _bare_number(block) if block is not None else None
        if block is not None and found and int(found["number"]) == len(begun) + 1:
            rest = _after(block, found.end())
            begun += [(at, rest)] if rest is not None else []
            continue
        for number, (index, rest) in enumerate(begun if len(begun) > 1 else (), start=1):
            looks = replace(blocks[index], kind=BlockKind.LIST_ITEM, level=1)
            made[index] = replace(looks, inlines=rest, marker=f"{number}.")
        begun = []
    return made


def _bare_number(block: SourceBlock) -> re.Match[str] | None:
    is_text = block.kind is BlockKind.PARAGRAPH and not (block.cells or block.marker)
    ends = block.text.rstrip().endswith((".", ";", ":"))
    return _BARE_NUMBER.match(_first_words(block)) if is_text and ends else None


_GOES_ON = re.compile(r"[^.:?!]*(?:;|,)(?:\s+(?:and|or))?\s*|[^.:?!]*\s(?:and|or)\s*")
_ENDS = re.compile(r"[^;:?!]*\.\s*")


def _unmarked(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Make a list of lines after a colon that go on with its sentence, as browsers copy lists."""
    made = list(blocks)
    for at, lead in enumerate(blocks):
        if lead.cells or not lead.text.rstrip().endswith(":"):
            continue
        end = at + 1
        while end < len(blocks) and _is_entry(blocks[end], _GOES_ON):
            end += 1
        if end == len(blocks) or not _is_entry(blocks[end], _ENDS):
            continue
        for index in range(at + 1, end + 1):
            item = replace(blocks[index], kind=BlockKind.LIST_ITEM, marker="•")
            made[index] = replace(item, level=lead.level + 1 if lead.marker else 1)
    return made


def _is_entry(block: SourceBlock, pattern: re.Pattern[str]) -> bool:
    is_text = block.kind is BlockKind.PARAGRAPH and not (block.cells or block.marker)
    return is_text and block.text[:1].islower() and bool(pattern.fullmatch(block.text))


def _listed(blocks: Sequence[SourceBlock]) -> Iterator[SourceBlock]:
    """Yield the rows of a table that a colon leads to, and that is a list, as items of one."""
    leads = False
    for block in blocks:
        cells = _filled(block) if block.kind is BlockKind.TABLE_ROW else ()
        marker = plain(cells[0]).strip() if len(cells) == 2 else ""
        if not (leads and _MARKER.fullmatch(marker)):
            leads = block.text.rstrip().endswith(":") and not block.cells
            yield block
            continue
        marker = f"{marker}." if marker.isalnum() else marker
        item, *others = _paragraphs(replace(block, cells=cells[1:]), block.boxed)
        yield replace(item, kind=BlockKind.LIST_ITEM, marker=marker, level=1)
        yield from (replace(other, level=2 if other.marker else 0) for other in others)


_TYPED_NUMBER = re.compile(r"\d{1,2}[.)]\s+[A-Z]")


def _is_theme(block: SourceBlock, following: SourceBlock) -> bool:
    """Whether a bold line before a list, or a numbered paragraph, is a heading: a theme, a time."""
    leads = bool(following.marker or _TYPED_NUMBER.match(following.text))
    line = block.text.rstrip()
    short = len(line) <= 90 and not line.endswith((".", ":", ";", ","))
    names_agency = line.endswith(":") and bool(agency_of(line.rstrip(":")))
    names_agency = names_agency and not words.leads_to_items(line)
    is_head = (block.bold and short) or names_agency
    return block.kind is BlockKind.PARAGRAPH and is_head and leads


def _continues(before: SourceBlock, block: SourceBlock) -> bool:
    """Whether a block is the next line of the one before: of a heading, a paragraph, a bullet."""
    if before.cells or block.cells or before.size != block.size or block.marker:
        return False
    if len(before.text) + len(block.text) > MOST_CHARACTERS:
        return False  # else a text without stops would grow, and be looked at anew, line by line
    if before.text.rstrip().endswith((".", ":", ";", "?", "!")) or words.item_heading(before.text):
        return False
    if not block.text[:1].islower():
        return _is_second_line(before, block)
    if before.kind is BlockKind.LIST_ITEM:
        return block.kind is BlockKind.PARAGRAPH and not words.leads_to_items(block.text)
    if before.kind is block.kind:
        return before.level == block.level
    return before.kind is BlockKind.HEADING and before.bold and block.bold


def _is_second_line(before: SourceBlock, block: SourceBlock) -> bool:
    """Whether a bold line in a box continues a full one, with a name or a number."""
    same_box = bool(block.boxed) and before.boxed == block.boxed
    heads = before.kind is block.kind is BlockKind.HEADING and before.level == block.level
    return same_box and heads and len(before.text) > 50 and len(block.text) < len(before.text)


def _nested(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Put bullets that go on with the sentence of the bullet before them below it.

    '• Within a month, the force should:', '• train ...': where a file has lost how far bullets are
    indented, the colon and the small letters tell.
    """
    made: list[SourceBlock] = []
    lead: SourceBlock | None = None
    for block in blocks:
        if not is_bullet(block) or (lead and block.level != lead.level):
            lead = None
        goes_on = lead is not None and block.text[:1].islower() and not own_number(block)
        if lead is not None and goes_on:
            made.append(replace(block, level=lead.level + 1))
            continue
        is_lead = is_bullet(block) and block.text[:1].isupper() and block.text.endswith(":")
        lead = block if is_lead else None
        made.append(block)
    return made


_GLUED_BULLET = re.compile(r"[•◦▪■◼●]\s*(?=\w)")


def _bulleted(block: SourceBlock) -> SourceBlock:
    """Turn a paragraph that begins with a bullet into a list item."""
    glued = _GLUED_BULLET.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
    if not glued or block.cells or not isinstance(block.inlines[0], Text):
        return block
    rest = (Text(block.inlines[0].text[glued.end() :]), *block.inlines[1:])
    return replace(block, kind=BlockKind.LIST_ITEM, inlines=rest, marker=glued[0].strip(), level=1)


_GLUED_NUMBER = re.compile(r"(\d{1,2})([.)])(?=[^\W\d])")


def _counted_on(before: SourceBlock, block: SourceBlock) -> SourceBlock:
    """Turn '1.count them' after a colon, or after the number before, into a list item."""
    glued = _GLUED_NUMBER.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
    if not glued or block.cells or block.marker or not isinstance(block.inlines[0], Text):
        return block
    number, last = int(glued[1]), before.marker.strip(".)")
    begins = number == 1 and before.text.rstrip().endswith(":")
    if not begins and last != str(number - 1):
        return block
    rest = (Text(block.inlines[0].text[glued.end() :]), *block.inlines[1:])
    return replace(block, kind=BlockKind.LIST_ITEM, inlines=rest, marker=glued[0], level=1)


def _filled(block: SourceBlock) -> tuple[tuple[Inline, ...], ...]:
    """Select the cells of a row that hold words."""
    return tuple(cell for cell in block.cells if plain(cell).strip())


def _unboxed(blocks: Sequence[SourceBlock]) -> Iterator[SourceBlock]:
    """Replace a table of one cell by the paragraphs it holds."""
    number = max((block.boxed for block in blocks), default=0)
    boxes: dict[int, int] = {}
    tables = {block.table for block in blocks if len(_filled(block)) > 1} | _of_items(blocks)
    for block in blocks:
        filled = _filled(block)
        is_cell = len(block.cells) == 1 and not block.table
        is_frame = len(filled) == 1 and (is_cell or block.table not in tables)
        if block.kind is BlockKind.TABLE_ROW and is_frame:
            block = replace(block, cells=filled)  # noqa: PLW2901 (without its empty cells)
            box = block.boxed or boxes.setdefault(block.table, number + len(boxes) + 1)
            for made in _paragraphs(block, box):
                yield from _split(made)
        else:
            yield from _split(block)


def _in_rows(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Make rows of a head and the paragraphs below it, where plain text has lost the table.

    "Areas for improvement", "Text", and a paragraph for each; one paragraph below the name of a
    single item.
    """
    made = list(blocks)
    table = max((block.table for block in blocks), default=0)
    for at, (name, head) in enumerate(pairwise(blocks)):
        named = None if name.cells or head.cells else words.item_heading(name.text)
        if named is None or named.number or _could_be_row(head) or held_by(head.text) != "what":
            continue  # what stands below a number has labels
        first = end = at + 2
        while end < len(blocks) and _could_be_row(blocks[end]) and (named.plural or end == first):
            end += 1
        if end == first:
            continue
        table += 1
        for index, block in enumerate(blocks[at + 1 : end], start=at + 1):
            row = replace(block, kind=BlockKind.TABLE_ROW, level=0, table=table)
            made[index] = replace(row, cells=(block.inlines,))
    return made


def _could_be_row(block: SourceBlock) -> bool:
    is_text = block.kind is BlockKind.PARAGRAPH and not (block.cells or block.marker)
    return is_text and block.text.rstrip().endswith(".")


def _of_items(blocks: Sequence[SourceBlock]) -> set[int]:
    """Find the tables of one column with a head over what is asked, and an item in each row."""
    found: set[int] = set()
    above: SourceBlock | None = None
    for table, rows in groupby(blocks, lambda block: block.table):
        column = list(rows)
        if table and all(len(row.cells) == 1 for row in column) and _heads_items(column, above):
            found.add(table)
        above = column[-1]
    return found


def _heads_items(rows: Sequence[SourceBlock], above: SourceBlock | None) -> bool:
    head, *texts = (" ".join(row.text.split()) for row in rows)
    named = words.item_heading(head)
    below = held_by(head) == "what" and above is not None and words.item_heading(above.text)
    lists = named is not None and not named.number and len(texts) > named.plural
    goes_on = any(text.endswith(":") or words.numbered_start(text) for text in texts)
    is_long = all(len(text.split()) >= _FEWEST_WORDS for text in texts)
    return bool(texts and (lists or below) and is_long and not goes_on)


_FEWEST_WORDS = 5
"""Words of an item in a row at the least."""


def _split(block: SourceBlock) -> Iterator[SourceBlock]:
    """Split 'Recommendation 1: By May ...' into a heading and its text."""
    start = None if block.cells or block.marker else words.numbered_start(block.text)
    heads = block.kind is BlockKind.HEADING or (block.bold and _is_topic(block.text))
    names_theme = start and heads and not words.MODAL.search(start[1])
    if start is None or names_theme:
        yield block
        return
    heading, rest = start
    name = block.text[: len(block.text.rstrip()) - len(rest)].strip(" :.–—-\n")
    name = name if heading.number else f"{name}:"  # it is over its own paragraph alone
    yield replace(block, inlines=(Text(name),), bold=True)
    kind = BlockKind.PARAGRAPH if words.MODAL.search(rest) else block.kind
    yield replace(block, kind=kind, level=0, inlines=_without(block.inlines, rest, heading.number))


_LONGEST_TOPIC = 90
"""Characters of a name with its topic, which one line of a page holds."""


def _is_topic(line: str) -> bool:
    """Whether a bold line is a name with its topic, 'Recommendation 1 – people', no sentence."""
    return len(line) <= _LONGEST_TOPIC and not line.rstrip().endswith((".", ":", ";"))


def _without(inlines: Sequence[Inline], rest: str, number: str) -> tuple[Inline, ...]:
    """Cut inlines to where ``rest`` begins; to plain text where that is within a mark."""
    if isinstance(inlines[0], Text) and number in inlines[0].text and len(inlines) > 1:
        tail = plain(inlines[1:])
        if rest.endswith(tail) and len(tail) < len(rest):
            return (Text(rest[: -len(tail)]), *inlines[1:])
    return (Text(rest),)


def _split_numbered(block: SourceBlock) -> Iterator[SourceBlock]:
    """Split '7.2 Recommendation: The force should ...', whose number stays with its text."""
    is_numbered = block.kind is BlockKind.PARAGRAPH and _NUMBER_OF_PARAGRAPH.fullmatch(block.marker)
    if not is_numbered:
        yield block
        return
    *heads, rest = _split(replace(block, marker=""))
    yield from heads
    yield replace(rest, marker=block.marker)


_AT_END = re.compile(r"\s*\((?P<name>Recommendation\s+(?P<number>\d{1,3}))\)[\s.]*$", re.IGNORECASE)


def _named_at_end(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Put the name before a sentence of the text that ends with it: '... (Recommendation 3)'.

    That is a reference where the report sets its recommendations out with their numbers.
    """
    names = [_AT_END.search(block.text) for block in blocks]
    numbers = [name["number"] for name in names if name]
    if not numbers or _sets_out(blocks) or len(set(numbers)) < len(numbers):
        return list(blocks)
    made: list[SourceBlock] = []
    for block, name in zip(blocks, names, strict=True):
        if name is None or block.cells or not words.asks(block.text):
            made.append(block)
            continue
        text = replace(block, kind=BlockKind.PARAGRAPH, level=0, marker="")
        *rest, asked = SENTENCES.split(block.text[: name.start()])
        if rest:
            made.append(replace(text, inlines=(Text(" ".join(rest)),)))
        made.append(replace(text, inlines=(Text(name["name"]),), bold=True))
        made.append(replace(text, inlines=(Text(asked),)))
    return made


def _sets_out(blocks: Sequence[SourceBlock]) -> bool:
    """Whether items have numbers: 'Recommendation 1', or a counted list below a heading."""
    headings = [words.item_heading(block.text) for block in blocks]
    if any(heading and heading.number for heading in headings):
        return True
    below = zip(headings, blocks[1:], strict=False)
    return any(heading and own_number(following) for heading, following in below)


def _paragraphs(block: SourceBlock, box: int) -> Iterator[SourceBlock]:
    """Yield the lines of a cell, each as a paragraph or an entry of a list."""
    for made in cell_blocks(block.cells[0], block):
        yield replace(made, size=block.size, bold=block.bold, colour=block.colour, boxed=box)


# --- lists typed with letters ---------------------------------------------------

_LETTER = re.compile(r"\((?P<in>[a-z]|[ivx]{1,5})\)\s+|(?P<out>[a-z]|[ivx]{1,5})[.)]\s+")
_BEFORE_LETTER = re.compile(r"(?:[;,:.]\s*(?:and|or)?|\n)\s*$")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True, slots=True)
class _Lettering:
    """The letters of the lists that are open, the outermost first."""

    open: tuple[str, ...] = ()

    def after(self, letter: str) -> _Lettering | None:
        """Give the lists with this letter, which is the next of one or begins one; else None."""
        for depth in range(len(self.open), 0, -1):
            if letter in _next(self.open[depth - 1]):
                return _Lettering((*self.open[: depth - 1], letter))
        return _Lettering((*self.open, letter)) if letter in {"a", "i"} else None


def _next(letter: str) -> set[str]:
    following = {chr(ord(letter) + 1)} if len(letter) == 1 and letter < "z" else set()
    if letter in _ROMAN[:-1]:
        following.add(_ROMAN[_ROMAN.index(letter) + 1])
    return following


def _lettered(blocks: Sequence[SourceBlock]) -> Iterator[SourceBlock]:
    """Split paragraphs in which a list with letters was typed or has run together."""
    state = _Lettering()
    for block in blocks:
        own = block.marker.strip("().") if block.kind is BlockKind.LIST_ITEM else ""
        if own and (is_next := state.after(own)):
            state = is_next
        elif block.kind is not BlockKind.PARAGRAPH or block.marker:
            state = _Lettering() if block.kind is BlockKind.HEADING else state
        can_split = not block.cells and block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
        made, state = _split_letters(block, state) if can_split else ([block], state)
        yield from made


def _split_letters(block: SourceBlock, state: _Lettering) -> tuple[list[SourceBlock], _Lettering]:
    text = block.text
    cuts: list[tuple[int, int, _Lettering]] = []
    for match in _LETTER.finditer(text):
        is_first = match.start() == 0
        follows = _BEFORE_LETTER.search(text, 0, match.start()) and (cuts or block.marker)
        now = (is_first or follows) and state.after(match["in"] or match["out"])
        if now:
            state = now
            cuts.append((match.start(), match.end(), now))
    is_list = len(cuts) > 1 or (
        cuts and (len(cuts[0][2].open) > 1 or cuts[0][2].open[-1] not in "ai")
    )
    if not is_list or any(not isinstance(one, Text | LineBreak) for one in block.inlines):
        return [block], state
    made = [replace(block, inlines=(Text(text[: cuts[0][0]].strip()),))] if cuts[0][0] else []
    ends = [start for start, _, _ in cuts[1:]] + [len(text)]
    for (start, begin, now), end in zip(cuts, ends, strict=True):
        made.append(
            replace(
                block,
                kind=BlockKind.LIST_ITEM,
                inlines=(Text(" ".join(text[begin:end].split())),),
                marker=text[start:begin].strip(),
                level=len(now.open),
            )
        )
    return made, state


# --- numbered paragraphs and headings -------------------------------------------

_PARAGRAPH_NUMBER = re.compile(r"(?P<number>S\d{1,2}|\d{1,2}\.\d{1,3})\.?\s+(?=[A-Z‘“])")
_NUMBER_OF_PARAGRAPH = re.compile(r"(?:S\d{1,2}|\d{1,2}\.\d{1,3})\.?")
"""The number of a paragraph: 1.4 in a chapter, S4 in the summary."""
_LEAST_NUMBERED = 3
"""A report numbers its paragraphs if at least so many have a number."""


def _numbered(blocks: list[SourceBlock]) -> list[SourceBlock]:
    """Take the numbers of paragraphs ('1.4 The force should ...') out of their text.

    They are paragraphs, also where a reader took them for the items of a list.
    """
    blocks = _by_codes(_by_letters(_counted(blocks)))
    made = [_without_number(block) for block in blocks]
    counted = sum(bool(_NUMBER_OF_PARAGRAPH.fullmatch(block.marker)) for block in made)
    return made if counted >= _LEAST_NUMBERED else blocks


_COUNTED_PARAGRAPH = re.compile(r"(?P<number>\d{1,3})\.\s+(?=[A-Z‘“])")


_ENTRY_OF_CONTENTS = re.compile(r"(?:\.{2,}|…)\s*\d+$")


def _counted(blocks: list[SourceBlock]) -> list[SourceBlock]:
    """Take the numbers of paragraphs that are counted through the report out of their text."""
    typed = [
        (index, found)
        for index, block in enumerate(blocks)
        if block.kind is BlockKind.PARAGRAPH
        and not (block.cells or block.marker)
        and block.inlines
        and isinstance(block.inlines[0], Text)
        and not _ENTRY_OF_CONTENTS.search(block.text)
        and (found := _COUNTED_PARAGRAPH.match(block.inlines[0].text))
    ]
    numbers = [int(found["number"]) for _, found in typed]
    if len(numbers) < _LEAST_NUMBERED or numbers != list(range(1, len(numbers) + 1)):
        return blocks
    made = list(blocks)
    for index, found in typed:
        first, *rest = blocks[index].inlines
        bare = (
            (Text(first.text[found.end() :]), *rest) if isinstance(first, Text) else (first, *rest)
        )
        made[index] = replace(blocks[index], inlines=bare, marker=found["number"])
    return made


_LETTERED_PARAGRAPH = re.compile(r"(?P<letter>[A-Z])\.(?:\s+(?=[A-Z‘“])|$)")


def _by_letters(blocks: list[SourceBlock]) -> list[SourceBlock]:
    """Take capital letters that count paragraphs, 'A. By May ...', out of their text."""
    typed = [
        (index, found["letter"], rest)
        for index, block in enumerate(blocks)
        if block.kind is BlockKind.PARAGRAPH and not (block.cells or block.marker)
        if (found := _LETTERED_PARAGRAPH.match(_first_words(block)))
        if (rest := _after(block, found.end())) is not None
    ]
    letters = "".join(letter for _, letter, _ in typed)
    if len(letters) < _LEAST_NUMBERED or not _ALPHABET.startswith(letters):
        return blocks
    made = list(blocks)
    for index, letter, rest in typed:
        made[index] = replace(blocks[index], inlines=rest, marker=f"{letter}.")
    return made


_CODED_PARAGRAPH = re.compile(
    r"(?P<prefix>[A-RT-Z][A-Z]{0,2})(?P<count>\d{1,2})[.:)]?\s+(?=[A-Z‘“])"
)
"""Text after a code, 'CC1 Use ...'; those of a summary, S1, count its paragraphs."""


def _by_codes(blocks: list[SourceBlock]) -> list[SourceBlock]:
    """Take codes that count the items for each of several bodies, 'CC1 Use ...', out of them."""
    typed = [
        (index, found, rest)
        for index, block in enumerate(blocks)
        if block.kind is BlockKind.PARAGRAPH and not (block.cells or block.marker)
        if (found := _CODED_PARAGRAPH.match(_first_words(block)))
        if (rest := _after(block, found.end())) is not None
    ]
    counts: dict[str, list[int]] = {}
    for _, found, _ in typed:
        counts.setdefault(found["prefix"], []).append(int(found["count"]))
    in_turn = all(said == [*range(1, len(said) + 1)] for said in counts.values())
    if len(typed) < _LEAST_NUMBERED or not in_turn:
        return blocks
    made = list(blocks)
    for index, found, rest in typed:
        marker = f"{found['prefix']}{found['count']}"
        made[index] = replace(blocks[index], inlines=rest, marker=marker)
    return made


_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _first_words(block: SourceBlock) -> str:
    """Give the words that a block begins with, up to where their looks change."""
    return plain(block.inlines[:1])


def _after(block: SourceBlock, end: int) -> tuple[Inline, ...] | None:
    """Give what comes after the first characters of a block; None where they are not apart."""
    first, *rest = block.inlines
    if isinstance(first, Text):
        return (Text(first.text[end:]), *rest)
    if plain((first,)).strip() != plain((first,))[:end].strip() or not rest:
        return None
    second, *others = rest
    return (Text(second.text.lstrip()), *others) if isinstance(second, Text) else tuple(rest)


def _without_number(block: SourceBlock) -> SourceBlock:
    if block.kind is BlockKind.LIST_ITEM and _NUMBER_OF_PARAGRAPH.fullmatch(block.marker):
        return replace(block, kind=BlockKind.PARAGRAPH, level=0)
    typed = _PARAGRAPH_NUMBER.match(block.text)
    is_plain = block.kind is BlockKind.PARAGRAPH and not block.cells and not block.marker
    if not typed or not is_plain or not isinstance(block.inlines[0], Text):
        return block
    rest = (Text(block.inlines[0].text[typed.end() :]), *block.inlines[1:])
    return replace(block, inlines=rest, marker=typed["number"])


_LONGEST_SECTION = 150
"""Characters of the longest heading of a numbered section."""
_SECTION = re.compile(
    r"(?:Section|Chapter|Part|Annex|Appendix)\s+(?:\d{1,2}|[A-Z]|[IVX]+)\s*[.:–—-]\s+[A-Z]"
)


def _names_section(text: str) -> bool:
    """Whether a line is the heading of a numbered section: 'Section 6. Summary of ...'."""
    ends = text.rstrip().endswith((".", ";", ":", ","))
    return len(text) <= _LONGEST_SECTION and not ends and bool(_SECTION.match(text))


def _is_counted(block: SourceBlock) -> bool:
    counted = re.fullmatch(r"\d{1,2}\.?", block.marker)
    return block.kind is BlockKind.LIST_ITEM and counted is not None


def _follows(first: SourceBlock | None, second: SourceBlock | None) -> bool:
    """Whether two blocks are items of a list with one number after the other."""
    if first is None or second is None or not (_is_counted(first) and _is_counted(second)):
        return False
    return int(second.marker.rstrip(".")) == int(first.marker.rstrip(".")) + 1


def _with_headings(blocks: list[SourceBlock]) -> list[SourceBlock]:
    """Make headings of short numbered lines that stand alone: '3. Recommendations'."""
    made = list(blocks)
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        alone = not (_follows(before, block) or _follows(block, after))
        short = len(block.text) < 80 and not block.text.rstrip().endswith((".", ";", ":", ","))
        numbered = _is_counted(block)
        if block.kind is BlockKind.PARAGRAPH and _names_section(block.text):
            made[index] = replace(block, kind=BlockKind.HEADING, level=0, bold=True)
        if numbered and alone and short and block.text[:1].isupper():
            text = Text(f"{block.marker} {block.text}")
            made[index] = replace(
                block, kind=BlockKind.HEADING, level=0, marker="", inlines=(text,), bold=True
            )
    return made
