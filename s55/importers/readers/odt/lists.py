"""Count the lists of an OpenDocument text (part 3, 5.3, 16.34 and 19.880)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from lxml import etree

from s55.importers.readers import blocks as make
from s55.importers.readers.odt.elements import qualified
from s55.records import dataclass

_FORMATS = frozenset("1aAiI")
_MOST_LEVELS = 10


@dataclass(frozen=True, slots=True)
class _ListLevel:
    """How one level of a list counts; ``number`` is '' where it shows nothing."""

    number: str = "1"
    bullet: str = ""
    prefix: str = ""
    suffix: str = ""
    pattern: str = ""
    shown: int = 1
    start: int = 1


@dataclass(slots=True)
class Counting:
    """The state of one list, and of those that go on with it.

    Attributes:
        counts: the last number of each level, from 1.
    """

    counts: dict[int, int] = field(default_factory=dict)


class ListStyles:
    """Writes the markers of lists by their styles.

    Args:
        styles: the list styles by name.
    """

    def __init__(self, styles: Mapping[str, etree._Element]) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, _ListLevel]] = {}

    def marker(self, style: str, level: int, counting: Counting, start: int | None) -> str:
        """Count one more item and write its marker: '2.', 'a)', '•', or '' for none.

        Args:
            style: the name of the list style; a list without one has bullets.
            level: from 1.
            counting: the state of the list.
            start: the number that the item begins with anew, or None.
        """
        levels = self._of(style)
        shown = levels.get(level, _ListLevel(bullet=make.BULLET))
        counts = counting.counts
        counts[level] = counts.get(level, shown.start - 1) + 1 if start is None else start
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        if shown.bullet:
            return make.shown_bullet(shown.bullet)
        return _number(shown, level, levels, counts) if shown.number else ""

    def _of(self, style: str) -> dict[int, _ListLevel]:
        if style not in self._levels:
            found = self._styles.get(style)
            levels = () if found is None else found.iterchildren(etree.Element)
            self._levels[style] = {
                _whole(one.get(qualified("text:level")), 1): _level(one) for one in levels
            }
        return self._levels[style]


def _level(element: etree._Element) -> _ListLevel:
    def get(name: str) -> str:
        return element.get(qualified(name), "")

    kind = etree.QName(element).localname
    if kind == "list-level-style-bullet":
        return _ListLevel(bullet=get("text:bullet-char") or make.BULLET)
    if kind == "list-level-style-image":
        return _ListLevel(bullet=make.BULLET)
    return _ListLevel(
        number=get("style:num-format"),
        prefix=get("style:num-prefix"),
        suffix=get("style:num-suffix"),
        pattern=get("loext:num-list-format"),
        shown=_whole(get("text:display-levels"), 1),
        start=_whole(get("text:start-value"), 1),
    )


def _number(
    shown: _ListLevel, level: int, levels: Mapping[int, _ListLevel], counts: Mapping[int, int]
) -> str:
    def count(one: int) -> str:
        of = levels.get(one, _ListLevel())
        style = of.number if of.number in _FORMATS else "1" if of.number else ""
        return make.list_number(counts.get(one, of.start), style) if style else ""

    if shown.pattern:
        return re.sub(r"%(\d{1,2})%", lambda found: count(int(found[1])), shown.pattern).strip()
    first = max(1, level - min(shown.shown, _MOST_LEVELS) + 1)
    parts = [text for one in range(first, level + 1) if (text := count(one))]
    return f"{shown.prefix}{'.'.join(parts)}{shown.suffix}".strip()


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else otherwise


def start_of(element: etree._Element, name: str = "text:start-value") -> int | None:
    """Return the number that an item or a heading begins with anew; None where it counts on."""
    text = element.get(qualified(name), "")
    return int(text) if re.fullmatch(r"\d{1,6}", text) else None
