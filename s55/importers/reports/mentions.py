"""Find what looks like an item and is in none, so that a person is told of it.

That is each sentence outside the items that names an item or asks somebody for something, with the
list that it leads to; and what is asked for where the text of a report is not looked for: beside
the main part of a page, and at the edges of pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from s55.importers.reports import words
from s55.importers.reports.findings import FoundItem, LeftOut
from s55.importers.reports.forms.form import SAYS_NONE
from s55.importers.reports.outline import Part, Report, Zone, after, folded
from s55.importers.source import BlockKind
from s55.importers.wording import ITEM_NAME, SENTENCES, SHOULD
from s55.model.verdict import Aside

BELOW_AN_ITEM = "follows the list of an item, and is not in it"
_NAMES_ITEM = re.compile(rf"\b(?:{ITEM_NAME}|recommend(?:s|ed)?)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:the\s+(?:force|constabulary|service)|forces|it|they|chief\s+(?:constables?|officers?)|"
    rf"police|PCCs?|partners|leaders|agencies)\b(?:\s+\w+){{0,2}}?\s+{SHOULD}\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    rf"(?:^|[|:]\s*)(?:(?:the|all|each|every)\s+(?:[\w'’-]+\s+){{1,6}}?{SHOULD}\s+\w|"
    r"(?:I\s+am|we\s+are)\s+concerned\s+that\b)",
    re.IGNORECASE,
)
"""What begins a request to anybody, or tells of a concern, right at the beginning of a sentence."""
_STARTS = (3, 8)
"""As many words at the beginning of a text tell where to look for it; more, where it has more."""
_WORD = re.compile(r"\w+")
_TAKEN_FOR_OTHER = frozenset({Zone.DEFINITIONS, Zone.CASE_STUDY})
"""Where a part may belong to the body, and what asks is told."""
_NOT_LOOKED_AT = frozenset({Aside.AROUND, Aside.RUNNING_HEAD, Aside.RUNNING_FOOT})


def mentions(report: Report, items: Sequence[FoundItem]) -> list[LeftOut]:
    """Find what names an item or asks for something, and is in none of the items."""
    found = list(_Outside(report.parts, items).found())
    for one in report.source.set_aside:
        if one.why not in _NOT_LOOKED_AT:
            continue
        if said := " ".join(filter(_begins, _sentences(one.text))):
            found.append(LeftOut(said, one.why, one.place))
    return found


class _Outside:
    """Finds the mentions among the parts of a report.

    Args:
        parts: of the report.
        items: that were found in it.
    """

    def __init__(self, parts: Sequence[Part], items: Sequence[FoundItem]) -> None:
        self._parts = parts
        self._taken = {id(block) for item in items for block in item.blocks}
        self._within = _Within(folded(item.whole) for item in items)

    def found(self) -> Iterator[LeftOut]:
        """Yield them in the order of the report."""
        told_until = 0
        for position, part in enumerate(self._parts):
            if position < told_until:
                continue
            listed = self._list_below(position)
            left = [one for one in listed if not self._is_in_an_item(one)]
            if left:
                yield self._with_list(part, left)
                told_until = position + 1 + len(listed)
            elif not self._is_in_an_item(part) and (mention := _mention(part)):
                yield mention

    def _with_list(self, lead: Part, left: Sequence[Part]) -> LeftOut:
        """Tell of entries of a list that are in no item; what leads to them may be in one."""
        if id(lead.block) in self._taken:
            return LeftOut(_joined(left), BELOW_AN_ITEM, left[0].block.place)
        return LeftOut(_joined([lead, *left]), _why(lead, named=False), lead.block.place)

    def _list_below(self, position: int) -> list[Part]:
        """Return the entries of the list that a request leads to."""
        lead = self._parts[position]
        if lead.zone is Zone.EARLIER or not words.leads_to_items(lead.text):
            return []
        following = after(self._parts, position)
        return list(takewhile(lambda one: one.block.kind is BlockKind.LIST_ITEM, following))

    def _is_in_an_item(self, part: Part) -> bool:
        if id(part.block) in self._taken:
            return True
        said = folded(part.text)
        if self._within.has(said) or (part.block.cells and self._within.are_in(said)):
            return True  # for cells, the row of an item
        return part.zone is Zone.BODY and words.item_heading(part.text) is not None


class _Within:
    """Finds texts in a collection of longer ones, by the words they begin with."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._having: dict[tuple[str, ...], list[str]] = {}
        self._beginning: dict[tuple[str, ...], list[str]] = {}
        self._all: list[str] = []
        for text in texts:
            self._all.append(text)
            said = _WORD.findall(text)
            for start in {start for length in _STARTS for start in _rows(said, length)}:
                self._having.setdefault(start, []).append(text)
            self._beginning.setdefault(tuple(said[: _STARTS[0]]), []).append(text)

    def has(self, text: str) -> bool:
        """Whether one of the longer texts has this one in it."""
        said = tuple(_WORD.findall(text)[: _STARTS[-1]])
        length = next((one for one in reversed(_STARTS) if len(said) >= one), 0)
        among = self._having.get(said[:length], ()) if length else self._all
        return any(text in one for one in among)

    def are_in(self, row: str) -> bool:
        """Whether one of the texts is in the words of a table's row."""
        said = _WORD.findall(row)
        starts = {start for length in range(1, _STARTS[0] + 1) for start in _rows(said, length)}
        return any(one in row for start in starts for one in self._beginning.get(start, ()))


def _rows(said: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    """Yield each row of so many words."""
    return zip(*(said[start:] for start in range(length)), strict=False)


def _sentences(text: str) -> list[str]:
    return list(dict.fromkeys(SENTENCES.split(text)))


def _joined(parts: Iterable[Part]) -> str:
    return " ".join(part.text for part in parts)


def _begins(sentence: str) -> bool:
    """Whether a sentence begins as a request, or tells of a concern."""
    return words.begins_request(sentence) or _PLAIN.search(sentence) is not None


def _mention(part: Part) -> LeftOut | None:
    sentences = _sentences(part.text)
    named = [one for one in sentences if _NAMES_ITEM.search(one)]
    plain = [one for one in sentences if _begins(one)]
    asking = plain if part.zone in _TAKEN_FOR_OTHER else []
    if part.zone is Zone.BODY:
        asking = [one for one in sentences if one in plain or _ASKS.search(one)]
    if not named and not asking:
        return None
    text = " ".join(one for one in sentences if one in named or one in asking)
    return LeftOut(text, _why(part, named=bool(named)), part.block.place)


def _why(part: Part, *, named: bool) -> str:
    if part.zone is not Zone.BODY:
        return part.zone.value
    if words.says_none(part.text):
        return SAYS_NONE
    if words.defines(part.text):
        return "explains what the term means"
    if words.recounts(part.text):
        return "recounts an earlier inspection"
    if part.block.kind is BlockKind.HEADING:
        return "a heading of the report"
    if named:
        return "mentioned in the running text"
    return "advice in the running text, not set out as an item"
