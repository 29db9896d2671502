"""Set running heads and feet, page numbers and footnotes aside.

What stands at the same height on several pages is a running head only outside of the text: above
where other pages begin theirs, and in no box that goes on below. A heading that happens to begin
several pages stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from math import inf

from s55.importers.readers.pdf.end_notes import is_mark
from s55.importers.readers.pdf.parts import Grid, Line, Page
from s55.importers.reports.words import item_heading
from s55.importers.source import SetAside, SourcePosition
from s55.model.verdict import Aside
from s55.richtext.figures import raised

_ZONE = 0.13
"""The part of a page's height, at its top and bottom, that holds heads and feet."""
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?(?:[-–|]\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?"
    r"(?:\s*[-–|](?:\s*p\s*a\s*g\s*e)?)?",
    re.IGNORECASE,
)
_BESIDE = 1.5
"""Points between the heights of lines that stand beside each other, at most."""
_DIGITS = re.compile(r"\d+")
_NOTE_START = re.compile(r"(?:\d{1,3}\.?|[*†‡§])(?=[\s\u00a0A-Z‘“(]|$)")
_NOTE_SIZE = 0.92
"""How large footnotes are at most, in sizes of the body."""
_FOOT = 0.75
"""The part of a page's height below which the notes of its foot may begin."""
_FEWEST_NOTES = 3
"""As many raised figures that count on from 1 are notes, wherever their text is."""
_MOST_HEADS = 100
"""So many lines are remembered: a running head is the same on every page."""
_OTHERS = 0.3
"""The part of the pages that must begin with other text for its height to be known."""


def set_margins_aside(pages: Sequence[Page]) -> list[SetAside]:
    """Take running heads, running feet and page numbers out of the pages' lines."""
    body, tables = body_size(pages), _tables(pages)
    heads, feet = (_Margin(pages, body, tables, top=top) for top in (True, False))
    aside: list[SetAside] = []
    for page in pages:
        dropped = [*heads.lines(page), *feet.lines(page)]
        if not dropped:
            continue
        gone = {id(line) for line, _ in dropped}
        page.lines = [line for line in page.lines if id(line) not in gone]
        aside += [
            SetAside(_shown(line), why, SourcePosition(page=page.number)) for line, why in dropped
        ]
    return aside


def _shown(line: Line) -> str:
    return f"{line.marker} {line.text}".strip()


def _zone(page: Page, *, top: bool) -> list[Line]:
    """List the lines at the top or bottom of a page, from its edge inwards.

    Of those beside each other, "Page 1 of 3" comes first: it shows what the others are.
    """
    limit = _ZONE * page.height
    away = {id(line): line.y if top else page.height - line.y for line in page.lines}
    found = [line for line in page.lines if away[id(line)] < limit]
    says = [away[id(line)] for line in found if _says_page(line)]

    def order(line: Line) -> tuple[float, bool, float]:
        own = away[id(line)]
        beside = (other for other in says if abs(other - own) < _BESIDE)
        return next(beside, own), not _says_page(line), own

    return sorted(found, key=order)[:6]


def _keys(page: Page, line: Line) -> set[tuple[str, int]]:
    """Describe a line by its height and text, so that it is found on other pages.

    The first or the last number in it may be the page's, which grows from page to page.
    """
    text = _shown(line).casefold()
    height = round(line.y / 6)
    found = {(text, height)}
    numbers = list(_DIGITS.finditer(text))
    for number in (numbers[:1] + numbers[-1:]) if len(text) < 200 else ():
        if len(number[0]) < 5:
            offset = f"#{int(number[0]) - page.number}#"
            found.add((text[: number.start()] + offset + text[number.end() :], height))
    return found


def _repeated(pages: Sequence[Page], *, top: bool) -> set[tuple[str, int]]:
    """Find the lines that are at the same height on several pages."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        counts.update(set().union(*(_keys(page, line) for line in _zone(page, top=top))))
    least = 2 if len(pages) <= 4 else 3 if len(pages) <= 20 else max(3, len(pages) // 20)
    return {key for key, count in counts.items() if count >= least}


def _text_begins(pages: Sequence[Page], repeated: set[tuple[str, int]]) -> tuple[float, float]:
    """Find how high pages begin with text that no other page has: its baseline and its size.

    Both are infinitely far down where too few pages tell.
    """
    others: list[tuple[float, float]] = []
    for page in pages:
        first = min(page.lines, key=lambda line: line.y, default=None)
        if first is not None and not (_keys(page, first) & repeated or _is_number(first)):
            others.append((first.y, first.size))
    if len(others) < max(2, _OTHERS * len(pages)):
        return inf, 0.0
    return sorted(others)[len(others) // 3]


class _Margin:
    """The margin above or below the text of all pages, and what it holds on several of them.

    Args:
        pages: the pages.
        body: the size of their text in points.
        tables: the columns of the tables of their text.
        top: whether it is the one above.
    """

    def __init__(
        self, pages: Sequence[Page], body: float, tables: set[tuple[int, ...]], *, top: bool
    ) -> None:
        self._top = top
        self._repeated = _repeated(pages, top=top)
        self._body = body
        self._begins = _text_begins(pages, self._repeated) if top else (inf, 0.0)
        self._tables = tables

    def lines(self, page: Page) -> list[tuple[Line, str]]:
        """Find the lines on a page that are not part of the text, from the edge inwards."""
        why = Aside.RUNNING_HEAD if self._top else Aside.RUNNING_FOOT
        dropped: list[tuple[Line, str]] = []
        for line in _zone(page, top=self._top):
            numbered = any(why == Aside.PAGE_NUMBER for _, why in dropped)
            if self._numbers_heading(page, line):
                break
            if line.cell is None and not numbered and _is_number(line):
                dropped.append((line, Aside.PAGE_NUMBER))
            elif self._recurs(page, line):
                dropped.append((line, why))
            elif not any(abs(line.y - other.y) < _BESIDE for other, _ in dropped):
                break
            elif line.cell is None and _PAGE_NUMBER.search(_shown(line)) and len(line.text) < 80:
                dropped.append((line, why))
        return dropped

    def _numbers_heading(self, page: Page, line: Line) -> bool:
        """Whether a number is that of the heading beside it, as large and bold as that."""
        if not (_is_number(line) and line.bold and line.size > 1.05 * self._body):
            return False
        beside = (one for one in page.lines if one is not line and abs(one.y - line.y) < _BESIDE)
        return any(one.bold and abs(one.size - line.size) < 0.5 for one in beside)

    def _recurs(self, page: Page, line: Line) -> bool:
        """Whether a line is on several pages, and nothing that begins or belongs to the text."""
        near = {(key, at + shift) for key, at in _keys(page, line) for shift in (-1, 0, 1)}
        return (
            bool(near & self._repeated)
            and not (line.marker and len(line.text) > 80)
            and not self._in_table(page, line)
            and not _in_box(page, line)
            and not self._names_item(line)
            and not self._begins_text(line)
        )

    def _in_table(self, page: Page, line: Line) -> bool:
        """Whether a line is in a table of the text, which may repeat its head and end right below.

        The rest of a table on its last page has the columns of the pages before.
        """
        if line.cell is None:
            return False
        return _columns(page.furniture.grids[line.cell[0]]) in self._tables

    def _names_item(self, line: Line) -> bool:
        """Whether a line is the heading of an item.

        At the foot of a page, the same words on several pages are none: a running title can name
        what the report is about ("accelerated cause of concern").
        """
        if not _is_item_heading(_shown(line)):
            return False
        height = round(line.y / 6)
        same = {(_shown(line).casefold(), height + shift) for shift in (-1, 0, 1)}
        return self._top or not same & self._repeated

    def _begins_text(self, line: Line) -> bool:
        """Whether a line is as high as the text of other pages; headings have room above them."""
        y, size = self._begins
        loud = line.size > 1.05 * self._body or (line.bold and line.size >= self._body)
        return line.y > y - (1.6 if loud else 0.6) * size


@lru_cache(_MOST_HEADS)
def _is_item_heading(text: str) -> bool:
    return bool(item_heading(text))


def _tables(pages: Sequence[Page]) -> set[tuple[int, ...]]:
    """List the columns of the tables of the text, which are higher than a band for the head."""
    return {
        _columns(grid)
        for page in pages
        for grid in page.furniture.grids
        if grid.area.height > _ZONE * page.height
    }


def _columns(grid: Grid) -> tuple[int, ...]:
    return tuple(round(cell.x0) for cell in grid.rows[0])


def _in_box(page: Page, line: Line) -> bool:
    """Whether a line is in a box of the text: not in a band for the head, nor a page's frame."""
    if not line.box:
        return False
    box = page.furniture.boxes[line.box - 1]
    return _ZONE * page.height < box.height < 0.85 * page.height


def _says_page(line: Line) -> bool:
    return _is_number(line) and "page" in line.text.casefold().replace(" ", "")


def _is_number(line: Line) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(_shown(line)))


def body_size(pages: Sequence[Page]) -> float:
    """Return the size of most characters in points."""
    sizes: dict[float, int] = {}
    for page in pages:
        for line in page.lines:
            sizes[line.size] = sizes.get(line.size, 0) + len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=10.0)


def set_footnotes_aside(pages: Sequence[Page], body: float) -> list[SetAside]:
    """Take footnotes and their markers out of the lines; ``body`` is the text's size in points.

    A raised figure that leads to no note is an exponent or the like, and goes back into its line.
    """
    aside: list[SetAside] = []
    marks: dict[int, set[str]] = {}
    running = False
    for page in pages:
        notes = _footnotes(page, body, running=running)
        running = bool(notes)
        if notes:
            gone = {id(line) for line in notes}
            page.lines = [line for line in page.lines if id(line) not in gone]
            found = _as_notes(notes)
            aside += found
            starts = (_NOTE_START.match(note.text) for note in found)
            marks.setdefault(page.number, set()).update(s[0].strip(".") for s in starts if s)
    aside += _without_markers(pages, marks)
    return aside


def _without_markers(pages: Sequence[Page], marks: dict[int, set[str]]) -> list[SetAside]:
    """Set the markers aside that lead to a note; put the other raised figures back."""
    aside: list[SetAside] = []
    lines = [line for page in pages for line in page.lines if line.raised]
    counted = _in_sequence(lines, marks)
    for line in lines:
        # From the last to the first, so that figures after the same segment keep their order.
        for figure, before in reversed(line.raised):
            text = figure.text
            leads = text in marks.get(line.page, ()) or id(figure) in counted
            shown = None if leads else raised(text)
            mark = text if shown is None and is_mark(text) else ""
            if shown is None and not mark:
                place = SourcePosition(page=line.page)
                aside.append(SetAside(text, Aside.FOOTNOTE_MARKER, place))
                continue
            at = next((i for i, one in enumerate(line.segments, 1) if one is before), 0)
            look = line.segments[max(0, at - 1)].look if line.segments else figure.look
            spaced = figure.spaced and at == 0 and not mark
            back = replace(figure, text=shown or "", look=look, spaced=spaced, mark=mark)
            line.segments.insert(at, back)
        line.raised.clear()
        line.settle()
    return aside


def _in_sequence(lines: Sequence[Line], marks: dict[int, set[str]]) -> set[int]:
    """Find raised figures that count on from 1 through the document: such marks have notes."""
    found: set[int] = set()
    following = 1
    for line in lines:
        for figure, before in line.raised:
            text, after = figure.text, before.text[-1:] if before else ""
            if not text.isdecimal() or after.isdigit():
                continue
            if int(text) in (1, following) or text in marks.get(line.page, ()):
                following = int(text) + 1
                found.add(id(figure))
    return found if len(found) >= _FEWEST_NOTES else set()


def _footnotes(page: Page, body: float, *, running: bool) -> list[Line]:
    """Find the small lines at the foot of a page that begin with a marker or below a rule."""
    free = sorted((line for line in page.lines if line.cell is None), key=lambda line: line.y)
    tail: list[Line] = []
    for line in reversed(free):
        if line.size > _NOTE_SIZE * body or _in_box_of_text(page, line):
            break
        tail.insert(0, line)
    ruled = [rule.y0 for rule in page.furniture.rules if 30 < rule.width < 0.5 * page.width]
    for index, line in enumerate(tail):
        marked = bool(line.raised) or bool(line.marker) or bool(_NOTE_START.match(line.text))
        above = any(line.y - 4 * line.size < y < line.y for y in ruled)
        lower = line.y > 0.4 * page.height
        if lower and (marked or (above and running)):
            return tail[index:]
    return []


def _in_box_of_text(page: Page, line: Line) -> bool:
    """Whether a line is in a box that begins above the foot of the page; rules may box notes in."""
    return bool(line.box) and page.furniture.boxes[line.box - 1].y0 < _FOOT * page.height


def _as_notes(lines: Sequence[Line]) -> list[SetAside]:
    """Join the lines of a page's footnotes, note by note."""
    notes: list[str] = []
    for line in lines:
        mark = line.raised[0][0].text if line.raised else line.marker
        begins = bool(mark) or bool(_NOTE_START.match(line.text))
        line.raised.clear()
        text = f"{mark} {line.text}".strip()
        if begins or not notes:
            notes.append(text)
        else:
            notes[-1] += f" {text}"
    return [SetAside(note, Aside.FOOTNOTE, SourcePosition(page=lines[0].page)) for note in notes]
