"""Name the items of a response, so that no two of them can be taken for each other."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum

from s55.model.response import AreaForImprovement, CauseOfConcern, Item, Response
from s55.records import dataclass


class ItemKind(StrEnum):
    """What kind of item a report makes."""

    CAUSE_OF_CONCERN = "cause of concern"
    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area for improvement"
    AREA_FOR_PRIORITY_ACTION = "area for priority action"


def kind_of(item: Item) -> ItemKind:
    """Tell what kind of item it is."""
    match item:
        case CauseOfConcern():
            return ItemKind.CAUSE_OF_CONCERN
        case AreaForImprovement():
            priority = ItemKind.AREA_FOR_PRIORITY_ACTION
            return priority if item.priority else ItemKind.AREA_FOR_IMPROVEMENT
        case _:
            return ItemKind.RECOMMENDATION


@dataclass(frozen=True, slots=True)
class ItemName:
    """What tells an item apart from the others of its response.

    Attributes:
        kind: what kind of item it is.
        number: its own number as the report prints it; '' where it has none.
        office_number: the office's own number of an item without one; '' where it gives none.
        under: the heading of the report under which it stands; '' where none is given.
        place: its place among those of which all that is the same; 0 where it is the only one.
        count: how many these are; 0 where it is the only one.
    """

    kind: ItemKind
    number: str
    office_number: str
    under: str
    place: int = 0
    count: int = 0

    @property
    def in_words(self) -> str:
        """Write the name as messages do: "recommendation 2", "area for improvement (1 of 3)"."""
        number = f" {self.number}" if self.number else ""
        own = f" with our number {self.office_number}" if self.office_number else ""
        under = "" if self.number or not self.under else f" under '{self.under}'"
        return f"{self.kind.value}{number}{own}{under}{self._among}"

    @property
    def as_subject(self) -> str:
        """Write the same for the beginning of a sentence: "the recommendation" of an only one."""
        words = self.in_words
        return f"the {words}" if words == self.kind.value else words

    @property
    def _among(self) -> str:
        return f" ({self.place} of {self.count})" if self.count else ""


def names_of(response: Response) -> dict[str, ItemName]:
    """Name each item of a response, by its path, in the order of the document.

    Items without a number that are alike in kind and heading are told apart by their places.
    Those that do not apply are in no document, so they are counted apart.
    """
    applying = {path for path, _ in response.applying_items()}
    bare = {path: _bare_name(item) for path, item in response.all_items()}
    alike = Counter((name, path in applying) for path, name in bare.items())
    seen: Counter[tuple[ItemName, bool]] = Counter()
    found: dict[str, ItemName] = {}
    for path, name in bare.items():
        key = (name, path in applying)
        seen[key] += 1
        several = alike[key] > 1 and not name.number
        found[path] = _placed(name, seen[key], alike[key]) if several else name
    return found


def owner_of(path: str) -> str | None:
    """Give the path of the cause of concern that a recommendation belongs to, or None."""
    owner, inside, _ = path.rpartition(".recommendations[")
    return owner if inside else None


def _bare_name(item: Item) -> ItemName:
    own = "" if item.number else item.office_number or ""
    return ItemName(kind_of(item), item.number or "", own, item.under or "")


def _placed(name: ItemName, place: int, count: int) -> ItemName:
    return ItemName(name.kind, name.number, name.office_number, name.under, place, count)


# --- numbers ---------------------------------------------------------------------

_KIND = re.compile(
    r"(?:recommendations?|recs?\.?|areas? for (?:improvement|priority action)|afis?|apas?"
    r"|causes? of concern|items?|numbers?|nos?\.|nos?|№|#)(?![^\W\d_])\s*[:.–—-]*\s*",
    re.IGNORECASE,
)
_MARKS = " \t.:;,–—-"
LETTER_AS_NUMBER = (
    r"(?-i:(?<![A-Za-z])(?:[A-Z]|[IVX]{2,5}))(?![\w’'])"
    r"(?=\)?\s*(?:$|\n|[:.–—(]|-\s|(?:,|&|and\b|to\b)\s*(?-i:[A-Z])\b))"
)
"""A capital letter or a Roman number that stands for the number of an item: 'Recommendation B'.

Words do not go on after it, as after an article or 'I': 'Recommendation A chief constable ...'.
"""


def as_number(text: str) -> str:
    """Reduce a number to what the report calls it: '1' of '1)', '(1)' or 'Recommendation 1'.

    Returns:
        the number; '' where nothing is left that can be one, for example of '0'.
    """
    number = " ".join(text.split()).strip(_MARKS)
    while found := _KIND.match(number):
        number = number[found.end() :]
    number = number.strip(_MARKS)
    if number.count("(") != number.count(")") or re.fullmatch(r"\([^()]*\)", number):
        number = number.strip("() ").strip(_MARKS)
    counts = any(character.isalnum() and character != "0" for character in number)
    return number if counts else ""
