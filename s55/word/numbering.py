"""Add lists to a Word file and look them up, as Word counts them.

Every new list gets its own ``w:num`` with a start override, based on the ``w:abstractNum`` that
the layout's list style points to: so each list counts from its own start, and a maintainer changes
the look of all of them in one place. Word drops lists in silence when
a ``w:abstractNum`` follows a ``w:num``, so the two kinds are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cached_property
from types import MappingProxyType

from lxml import etree

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.records import dataclass
from s55.word.styles import NUMBERED, WordStyles
from s55.word.xml import PPR, add, element, value_of, w, whole

LAST_LEVEL = 8
"""Word's deepest list level, counted from 0."""

_DEFAULT_STEP = 425
"""Twips (0.75 cm) from one level to the next where a layout does not say."""
_LONGEST_LINK = 3
_FIRST_NSID = 0x55B10000

FORMATS: Mapping[str, str] = MappingProxyType(
    {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
)
"""What Word calls the styles of numbers (ECMA-376 part 1, 17.18.59)."""
_MARKS = MappingProxyType({".": "%{}.", ")": "%{})", "()": "(%{})"})
_ENDS_IN_NUMBER = re.compile(r"(?<=\d)[.]?$")


class Numbering:
    """The lists that a Word file defines.

    Args:
        root: the ``w:numbering`` element, or None where the file has none.
        styles: the file's styles.

    Attributes:
        nums: the lists by their ``w:numId``.
        abstracts: their patterns by their ``w:abstractNumId``.
    """

    def __init__(self, root: etree._Element | None, styles: WordStyles) -> None:
        self.root = element("numbering") if root is None else root
        self._styles = styles
        self.nums = {num.get(w("numId"), ""): num for num in self.root.iterfind(w("num"))}
        self.abstracts = {
            one.get(w("abstractNumId"), ""): one for one in self.root.iterfind(w("abstractNum"))
        }

    @cached_property
    def _of_paragraphs(self) -> etree._Element | None:
        has_style = self._styles.has("paragraph", NUMBERED)
        number = self._styles.numbering_id(NUMBERED) if has_style else None
        return None if number is None else self.abstract(number)

    def numbers_paragraphs(self, num_id: str) -> bool:
        """Whether what a list counts is sections and paragraphs, as s55 numbers them.

        Such a number says where a paragraph stands; it is no part of its text, and no entry of a
        list.
        """
        return self._of_paragraphs is not None and self.abstract(num_id) is self._of_paragraphs

    def abstract(self, num_id: str) -> etree._Element | None:
        """Return the pattern of a list; for a link to a list style, the pattern of that style."""
        for _ in range(_LONGEST_LINK):
            found = self.abstracts.get(value_of(self.nums.get(num_id), "abstractNumId") or "")
            linked = value_of(found, "numStyleLink")
            if linked is None:
                return found
            num_id = self._styles.numbering_id_of_list_style(linked) or ""
        return None


@dataclass(frozen=True, slots=True)
class Level:
    """The indentation of a list level's text: ``left`` and ``hanging`` in twips."""

    left: int
    hanging: int


class NewLists:
    """Adds the lists of a document to the numbering of its layout.

    Args:
        root: the ``w:numbering`` element, or None where the layout has none.
        styles: the layout's styles.
    """

    def __init__(self, root: etree._Element | None, styles: WordStyles) -> None:
        self._numbering = Numbering(root, styles)
        self._styles = styles
        self._next_num = 1 + max(map(whole, self._numbering.nums), default=0)
        self._variants: dict[tuple[str, str, str], str] = {}
        self._levels: dict[tuple[str, int], Level] = {}
        self._counting: dict[tuple[str, int], int] = {}

    def pattern(self, style: str, delimiter: str = ".", numbers: str = "1") -> str:
        """Find the ``w:abstractNumId`` behind a list style, for numbers with the delimiter.

        Args:
            style: the name of the paragraph style, for example ``List Number``.
            delimiter: ``.`` for the look the layout gives, ``)`` and ``()`` for brackets.
            numbers: ``1`` for the look the layout gives, or another of :data:`FORMATS`.

        Raises:
            S55Error: L208 when the layout lacks the style, or the style has no list.
        """
        key = (style, delimiter, numbers)
        if key not in self._variants:
            own = self._numbering.abstract(self._styles.numbering_id(style) or "")
            if own is None:
                problem = error(
                    "L208",
                    f"the paragraph style '{style}' of the Word layout has no numbering",
                    "In Word, modify the style and give it numbering or bullets with nine levels.",
                )
                raise S55Error([problem], ExitCode.SETTINGS)
            if (delimiter, numbers) != (".", "1"):
                own = self._with_marks(own, delimiter, numbers)
            self._variants[key] = own.get(w("abstractNumId"), "")
        return self._variants[key]

    def _with_marks(self, abstract: etree._Element, delimiter: str, numbers: str) -> etree._Element:
        """Add a copy of the pattern with other numbers or delimiters on each level."""
        abstracts = self._numbering.abstracts
        copy = deepcopy(abstract)
        new_id = str(1 + max(map(whole, abstracts)))
        copy.set(w("abstractNumId"), new_id)
        for name in ("nsid", "styleLink"):
            for child in copy.findall(w(name)):
                copy.remove(child)
        for level in copy.iterfind(w("lvl")):
            for link in level.findall(w("pStyle")):
                level.remove(link)
            kind, text = level.find(w("numFmt")), level.find(w("lvlText"))
            if kind is not None:
                kind.set(w("val"), FORMATS[numbers])
            if text is not None and (delimiter, numbers) == (")", "1"):
                text.set(w("val"), _ENDS_IN_NUMBER.sub(")", text.get(w("val"), "")))
            elif text is not None:
                text.set(w("val"), _MARKS[delimiter].format(1 + whole(level.get(w("ilvl")))))
        list(abstracts.values())[-1].addnext(copy)
        abstracts[new_id] = copy
        return copy

    def add_pattern(self, levels: Sequence[etree._Element], like: str) -> str:
        """Add a pattern that counts on several levels.

        Args:
            levels: its ``w:lvl`` elements.
            like: the name of a list style, without whose numbering no list can be added.

        Returns:
            its ``w:abstractNumId``.

        Raises:
            S55Error: as :meth:`pattern`.
        """
        self.pattern(like)
        abstracts = self._numbering.abstracts
        new_id = str(1 + max(map(whole, abstracts)))
        made = element("abstractNum", abstractNumId=new_id)
        add(made, "nsid", val=f"{_FIRST_NSID + int(new_id):08X}")
        add(made, "multiLevelType", val="multilevel")
        made.extend(levels)
        list(abstracts.values())[-1].addnext(made)
        abstracts[new_id] = made
        return new_id

    def level(self, pattern: str, level: int) -> Level:
        """Return the indentation of ``level`` (0 to 8) of the pattern."""
        key = (pattern, level)
        if key not in self._levels:
            self._levels[key] = _read_level(self._numbering.abstracts[pattern], level)
        return self._levels[key]

    def new_list(self, pattern: str, level: int, start: int | None) -> int:
        """Add a list.

        Args:
            pattern: from :meth:`pattern`.
            level: 0 to 8.
            start: its first number; None for a bulleted list.

        Returns:
            its ``w:numId``.
        """
        number = self._next_num
        self._next_num += 1
        num = element("num", numId=str(number))
        add(num, "abstractNumId", val=pattern)
        if start is not None:
            override = add(num, "lvlOverride", ilvl=str(level))
            add(override, "startOverride", val=str(start))
        last = next(self._numbering.root.iterchildren(w("num"), reversed=True), None)
        (list(self._numbering.abstracts.values())[-1] if last is None else last).addnext(num)
        self._counting[pattern, level] = number
        return number

    def counts_on(self, number: int, pattern: str, level: int) -> bool:
        """Whether the list's next item follows from its last one.

        Word keeps one counter for each level of a pattern. Below the ninth level several lists
        share the last one, and a list that another interrupted has lost its count.
        """
        return self._counting.get((pattern, level)) == number


def _read_level(abstract: etree._Element, level: int) -> Level:
    left, hanging = _DEFAULT_STEP * (level + 1), _DEFAULT_STEP
    for one in abstract.iterfind(w("lvl")):
        indent = one.find(f"{PPR}/{w('ind')}")
        if one.get(w("ilvl")) == str(level) and indent is not None:
            said = indent.get(w("left"), indent.get(w("start")))
            return Level(whole(said, left), whole(indent.get(w("hanging")), hanging))
    return Level(left, hanging)
