"""Decide whether a line continues the block before it, and how a word broken at its end reads."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from s55.importers.readers.pdf.parts import Line, Page

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u00ad\u2010\x02]$")
_HYPHENS = "-\u00ad\u2010\x02"
_TYPED, _SET = "\x02", "\u2010"
"""How PDFium gives a hyphen of the text at a line's end, and one that some layouts put there."""
_SENTENCE_END = (".", "!", "?", ":", ";")
_CLOSERS = "”’'\")]"
_LOOSE = 1.24
"""The distance between two paragraphs at least, in usual distances of lines."""
_RUNS_ON = re.compile(r"[^\W\d_A-Z](?![.)])")
"""A small letter that is no mark of a list, such as 'a)'."""
_WIDEST = 1.6
"""Usual distance of lines in sizes of characters: more is between paragraphs of one line each."""
_FEWEST_WRAPPED = 2
"""As many lines in small letters show the usual distance better than all lines."""
_PADDING = 0.2
"""White space within the right edge of a cell, in sizes of characters, beyond a letter's width."""
_VOWELS = frozenset("aeiouy")
_SHORT = 3
"""The most letters in the end of a word, where they could be a word of their own."""
_LITTLE = frozenset(
    "a act add age ago all am an and any are as at be big but by can car cut day did do due end "
    "ex far few for go got had has he her him his how hub if in is it its key law led let lot "
    "low man may me men met my new no nor not now of off oh ok old on one or our out own pay "
    "per pub put ran raw run saw say sea see set she six so sum tax ten the to too top try two "
    "up us use via vs war was way we who why yes yet you".split()
)
"""Words of so few letters that are in any text."""


class Joins:
    """Joins lines by what the whole document shows about its layout.

    Args:
        pages: without heads, feet and footnotes.
    """

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pitches = _pitches(pages)
        self._pages = pages
        self._heights = {page.number: page.height for page in pages}
        self._words: Counter[str] | None = None
        self._alone: Counter[str] = Counter()  # lines of one word or more, as they are
        self._first: Counter[str] = Counter()  # the words that begin lines
        self._hyphenates = _hyphenates(pages)
        self._tells = _tells_hyphens_apart(pages)

    def pitch(self, size: float) -> float:
        """Return the usual distance of two lines of characters of that size."""
        known = self._pitches.get(round(size))
        return known if known else 1.25 * size

    def full(self, before: Line, line: Line, *, surely: bool = False) -> bool:
        """Whether a line's first word had no room on the line before (``surely``: no in doubt)."""
        first = line.text.split(maxsplit=1)
        word = _letters(first[0]) if first else 1.0
        letter = (before.x1 - before.x0) / max(1.0, _letters(before.text))
        if surely:
            # A long word finds no room by chance often enough to prove nothing.
            return before.x1 + (min(word, 5.0) + 1) * letter > before.right + 0.3 * before.size
        return before.x1 + (word + 1.6) * letter > before.right - 0.25 * before.size

    def goes_on(
        self,
        before: Line,
        line: Line,
        *,
        second: bool,
        text_x: float,
        below: Line | None = None,
    ) -> bool:
        """Whether a line continues the block that ends with the line ``before``.

        Args:
            before: the last line of the block.
            line: the next line.
            second: whether it would be the block's second line.
            text_x: where the block's lines begin, its first perhaps excepted.
            below: the line after it on the page, or None.
        """
        if line.marker or line.way != before.way:
            return False
        if abs(line.size - before.size) > 0.06 * before.size:
            return False
        if before.cell != line.cell or (before.box > 0) != (line.box > 0):
            return False
        full = self.full(before, line)
        if before.page != line.page or before.column != line.column or line.y < before.y - 1:
            label = self._is_label(before, line, below)
            return not label and self._over_the_page(before, line, text_x, full=full)
        distance = line.y - before.y
        pitch = self.pitch(line.size)
        if distance > _LOOSE * pitch and not (
            distance < 1.9 * pitch and full and line.text[0].islower()
        ):
            return False
        labels = before.bold and not line.bold and before.text.endswith(".")
        turns = (before.bold and line.plain) or (line.bold and before.plain) or labels
        if turns and (not full or before.bold):
            return full and line.text[0].islower()
        shift = abs(line.x0 - text_x)
        if shift > 0.9 * line.size and (turns or not (second and shift < 70)):
            return False
        return full or _runs_on(before, line, second=second)

    def _is_label(self, before: Line, line: Line, below: Line | None) -> bool:
        """Whether a line that stands alone at the top of a page or column is the name of a part.

        'Commissioner’s comments' ends no paragraph of the page before that ended with a sentence.
        """
        apart = below is not None and below.y - line.y > _LOOSE * self.pitch(line.size)
        ended = before.text.rstrip(_CLOSERS).endswith(_SENTENCE_END)
        capital = line.text[0].isupper() and line.text[-1].isalpha()
        return apart and ended and capital and not line.carried

    def _over_the_page(self, before: Line, line: Line, text_x: float, *, full: bool) -> bool:
        """Whether a block continues over the end of a page or column."""
        if before.bold != line.bold or before.cell is not None:
            return False
        if before.page == line.page and before.column == line.column:
            return False
        if before.column == line.column and abs(line.x0 - text_x) > 1.2 * line.size:
            return False
        ended = before.text.rstrip(_CLOSERS).endswith(_SENTENCE_END)
        if line.text[0].islower():
            return full or not ended
        if ended and line.segments[0].look.bold and not before.segments[-1].look.bold:
            return False  # the label of the next paragraph
        if before.page != line.page:
            # Where the page had room left, the break was made on purpose.
            full = full and before.y > 0.6 * self._heights.get(before.page, 0.0)
            if ended and full and line.carried is not None:
                return line.carried
        return full and not (ended and not self.full(before, line, surely=True))

    def joined(self, text: str, following: str, of_cell: Line | None = None) -> tuple[str, str]:
        """Return the text of a line, and what goes between it and the next line: '' or a space.

        Args:
            text: of the line.
            following: the text of the next line.
            of_cell: the line, where it is in a cell of a table, which may be too narrow for a word.

        Returns:
            the line's text with or without its hyphen, and what goes between.
        """
        if of_cell is not None and self._too_long(text, following, of_cell):
            return text, ""
        if not text or text[-1] not in _HYPHENS:
            unbroken = text[-1:] in "/–—" and not text[-2:-1].isspace()
            return text, "" if unbroken else " "
        found = _BROKEN.search(text)
        rest = _WORD.match(following)
        if text[-1] == "\u00ad" or (self._tells and text[-1] == _SET and rest):
            return text[:-1], ""
        if self._tells and text[-1] == _TYPED and found and rest:
            return text[:-1] + "-", ""
        if not found or not rest or not following[0].islower():
            between = " " if not text[:-1] or text[-2:-1].isspace() else ""
            return text[:-1] + "-", between
        return (text[:-1], "") if self._one_word(found[1], rest[0]) else (text[:-1] + "-", "")

    def _too_long(self, text: str, following: str, line: Line) -> bool:
        """Whether a line is the first part of a word that is too long for its cell.

        Programs break such a word anywhere, without a hyphen ("Recommendati", "on"): where the next
        letter has no room. So does a word that just fits, but what follows it is a word.
        """
        rest = _WORD.match(following)
        if not text.isalpha() or not rest or not rest[0][0].islower():
            return False
        words = self._vocabulary()
        if self._alone[text.casefold()] < words[text.casefold()]:
            return False
        end = rest[0].casefold().removesuffix("’s").removesuffix("'s")
        whole = text.casefold() + end
        if any(word.startswith(whole) for word in words):
            return True
        letter = (line.x1 - line.x0) / len(text)
        return line.right - line.x1 < letter + _PADDING * line.size and self._is_end(end)

    def _is_end(self, rest: str) -> bool:
        """Whether letters at the beginning of a line are the end of a word, and no word."""
        if rest in _LITTLE:
            return False
        if not _VOWELS.intersection(rest):
            return True
        known = self._vocabulary()[rest] - self._first[rest]
        return len(rest) <= _SHORT and not known

    def _one_word(self, left: str, right: str) -> bool:
        """Whether two parts are a word that was broken, by how the document writes it elsewhere."""
        words = self._vocabulary()
        whole, hyphenated = f"{left}{right}".casefold(), f"{left}-{right}".casefold()
        if words[hyphenated] != words[whole]:
            return words[whole] > words[hyphenated]
        if not self._hyphenates:
            return False
        return not (words[left.casefold()] and words[right.partition("-")[0].casefold()])

    def _vocabulary(self) -> Counter[str]:
        if self._words is None:
            self._words = Counter()
            self._alone = Counter(
                line.text.casefold() for page in self._pages for line in page.lines
            )
            for line in (line for page in self._pages for line in page.lines):
                words = _WORD.findall(line.text.casefold())
                self._first.update(words[:1])
                # The first part of a broken word is not a word.
                if line.text and line.text[-1] in _HYPHENS and words:
                    words.pop()
                self._words.update(words)
        return self._words


def _letters(text: str) -> float:
    """Measure the width of a text in small letters."""
    return len(text) + 0.35 * sum(map(str.isupper, text))


def _runs_on(before: Line, line: Line, *, second: bool) -> bool:
    """Whether a sentence clearly continues, although the line before had room left."""
    text = before.text
    if line.text[0].islower():
        return not text.endswith((".", ";", ":"))
    filled = (before.x1 - before.x0) / max(1.0, before.right - before.x0)
    if text.endswith((",", "(", "–")):
        return filled > 0.6
    return not second and filled > 0.85 and not text.endswith((".", "!", "?", ":", ";"))


def _pitches(pages: Iterable[Page]) -> dict[int, float]:
    """Work out the usual distance of lines in points, for each size of characters.

    In a short letter most lines are paragraphs of their own. So lines that begin in small letters
    count alone, where there are some: they go on from the line before.
    """
    counts: dict[int, Counter[int]] = defaultdict(Counter)
    wrapped: dict[int, Counter[int]] = defaultdict(Counter)
    for page in pages:
        before: Line | None = None
        for line in page.lines:
            if before and before.column == line.column and abs(before.size - line.size) < 0.1:
                distance = line.y - before.y
                if 0.9 * line.size < distance < 2.2 * line.size:
                    # Count in half points: layouts round.
                    counts[round(line.size)][round(2 * distance)] += 1
                    if _RUNS_ON.match(line.text) and not line.marker:
                        wrapped[round(line.size)][round(2 * distance)] += 1
            before = line
    pitches = {}
    for size, every in counts.items():
        sure = wrapped[size]
        found = sure if sure.total() >= _FEWEST_WRAPPED else every
        best = max(found, key=lambda twice: (found[twice] + found[twice + 1], -twice))
        pitch = (best + (0.5 if found[best + 1] else 0.0)) / 2
        if found is sure or pitch <= _WIDEST * size:
            pitches[size] = pitch
    return pitches


def _tells_hyphens_apart(pages: Iterable[Page]) -> bool:
    """Whether the layout breaks words by a hyphen that the text itself does not use."""
    lines = [line.text for page in pages for line in page.lines]
    breaks = any(text.endswith(_SET) for text in lines)
    return breaks and not any(_SET in text[:-1] for text in lines)


def _hyphenates(pages: Iterable[Page]) -> bool:
    """Whether the layout breaks words: then many lines end in hyphens."""
    lines = [line.text for page in pages for line in page.lines if len(line.text) > 20]
    broken = sum(text[-1] in _HYPHENS and text[-2].isalpha() for text in lines)
    return broken > max(2, 0.03 * len(lines))
