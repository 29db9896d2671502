"""Compare a report with the draft of an earlier copy of it: what is new, changed or gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from s55.importers.reports.draft import (
    REPORT_FIELDS,
    fingerprint,
    judgments_text,
    report_fields,
)
from s55.records import dataclass
from s55.sources.reading import read_tree
from s55.sources.tree import Items, Loc, Mapping, Node, data_of, format_path, value_at

SECTIONS = ("causes_of_concern", "recommendations", "areas_for_improvement")
_MARKS = re.compile(r"#[^\n]*\[([0-9a-f]{10})(?: ([0-9a-f]{10}))?\]")
_PARTICULARS = ("title", "published", "publication_types", "forces", "isbn")
_QUOTED = 80


class ChangeKind(StrEnum):
    """What became of something between two copies of a report."""

    NEW = "new in the report"
    CHANGED = "changed in the report"
    GONE = "no longer in the report"
    DIFFERS = "differs from the report"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between a draft and a report.

    Attributes:
        what: what became of it.
        loc: its path in the draft; for what is new, that of the list it belongs to.
        ours: what the draft says, or ''.
        theirs: what the report says, or ''.
        key: the field that differs, '' for a whole item.
        theirs_at: its path in the draft that the report makes.
        after: for a new item, the number of the item of the draft that it follows, or -1.
        untouched: whether the office has left the draft's words as they were imported.
    """

    what: ChangeKind
    loc: Loc
    ours: str = ""
    theirs: str = ""
    key: str = ""
    theirs_at: Loc = ()
    after: int = -1
    untouched: bool = False

    def __str__(self) -> str:
        """Write the difference on one line, with its path in the draft."""
        place = format_path((*self.loc, self.key) if self.key else self.loc)
        said = _short(self.theirs or self.ours)
        if self.ours and self.theirs:
            said = f"{_short(self.ours)} -> {_short(self.theirs)}"
        return f"{place}: {self.what.value}: {said}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1].rstrip() + "…"


def differences(text: str, report_draft: str) -> list[Difference]:
    """Find the differences between a draft and its report.

    Args:
        text: the draft in the workspace, in valid YAML.
        report_draft: the draft that the report makes now.
    """
    ours, _ = read_tree(text)
    theirs, _ = read_tree(report_draft)
    if not isinstance(ours, Mapping) or not isinstance(theirs, Mapping):
        return []
    found = list(_particulars(ours, theirs))
    found += _judgments(text, ours, theirs)
    for section in SECTIONS:
        found += _items(text, ours, theirs, (section, "items"), (section, "items"))
    return found


def _particulars(ours: Node, theirs: Node) -> Iterator[Difference]:
    for key in _PARTICULARS:
        mine, other = (_said(node, ("inspection", key)) for node in (ours, theirs))
        if other and words_compared(mine) != words_compared(other):
            yield Difference(
                ChangeKind.DIFFERS,
                ("inspection",),
                mine,
                other,
                key,
                ("inspection", key),
                untouched=not mine,
            )


def _data_at(root: Node, loc: Loc) -> Any:
    node = value_at(root, loc)
    return data_of(node) if node else None


def _said(root: Node, loc: Loc) -> str:
    data = _data_at(root, loc)
    return ", ".join(map(str, data)) if isinstance(data, list) else str(data or "")


# --- judgments ------------------------------------------------------------------


def _judgments(text: str, ours: Mapping, theirs: Mapping) -> Iterator[Difference]:
    mine = _grades(ours)
    entry = ours.get("judgments")
    line = text[entry.key.start.index :].split("\n", 1)[0] if entry else ""
    marks = _MARKS.search(line)
    untouched = marks is not None and marks[1] == fingerprint(judgments_text(mine))
    areas = [area for area, _ in mine]
    for index, (area, grade) in enumerate(_grades(theirs)):
        at = ("judgments", "items", index)
        if area not in areas:
            said = f"{area}: {grade}"
            yield Difference(
                ChangeKind.NEW, ("judgments", "items"), "", said, "", at, after=len(areas) - 1
            )
        elif (before := mine[areas.index(area)][1]) != grade:
            loc = ("judgments", "items", areas.index(area))
            yield Difference(
                ChangeKind.CHANGED, loc, before, grade, "grade", (*at, "grade"), untouched=untouched
            )


def _grades(root: Node) -> list[tuple[str, str]]:
    return [
        (str(one.get("area") or ""), str(one.get("grade") or "").lower())
        for one in _data_at(root, ("judgments", "items")) or []
        if isinstance(one, dict)
    ]


# --- items ------------------------------------------------------------------------


def _items(text: str, ours: Node, theirs: Node, at: Loc, theirs_at: Loc) -> Iterator[Difference]:
    mine, others = _records(ours, at), _records(theirs, theirs_at)
    same = _matched(mine, others)
    for index, record in enumerate(mine):
        loc = (*at, index)
        if index not in same:
            yield Difference(ChangeKind.GONE, loc, str(record.get("text") or ""))
            continue
        other_loc = (*theirs_at, same[index])
        other = others[same[index]]
        yield from _fields(text, ours, record, other, (loc, other_loc))
        if record.get("recommendations") or other.get("recommendations"):
            inner = (*loc, "recommendations"), (*other_loc, "recommendations")
            yield from _items(text, ours, theirs, *inner)
    backwards = {theirs_index: index for index, theirs_index in same.items()}
    for index, other in enumerate(others):
        if index not in backwards:
            earlier = [backwards[i] for i in range(index) if i in backwards]
            yield Difference(
                ChangeKind.NEW,
                at,
                "",
                str(other.get("text") or ""),
                "",
                (*theirs_at, index),
                max(earlier, default=-1),
            )


def _matched(mine: Sequence[dict[str, Any]], others: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Pair the items that are the same: by how alike they are, the rest by their numbers."""
    texts, other_texts = ([str(one.get("text") or "") for one in each] for each in (mine, others))
    same = {i: j for i, j, _ in pairs(texts, other_texts, RELATED)}
    taken = set(same.values())
    numbers = {str(o.get("number")): j for j, o in enumerate(others) if j not in taken}
    for i, one in enumerate(mine):
        number = one.get("number")
        if i not in same and number and str(number) in numbers:
            same[i] = numbers.pop(str(number))
    return same


def _fields(
    text: str,
    ours: Node,
    record: dict[str, Any],
    other: dict[str, Any],
    locs: tuple[Loc, Loc],
) -> Iterator[Difference]:
    loc, other_loc = locs
    marks = marks_above(text, value_at(ours, loc))
    body = str(record.get("text") or "")
    if words_compared(body) != words_compared(str(other.get("text") or "")):
        yield Difference(
            ChangeKind.CHANGED,
            loc,
            body,
            str(other.get("text") or ""),
            "text",
            (*other_loc, "text"),
            untouched=marks is not None and marks[1] == fingerprint(body),
        )
    untouched = marks is not None and marks[2] == fingerprint(report_fields(record))
    for key in REPORT_FIELDS:
        mine, new = str(record.get(key) or ""), str(other.get(key) or "")
        if new and words_compared(mine) != words_compared(new):
            yield Difference(
                ChangeKind.CHANGED, loc, mine, new, key, (*other_loc, key), untouched=untouched
            )


def _records(root: Node, loc: Loc) -> list[dict[str, Any]]:
    node = value_at(root, loc)
    if not isinstance(node, Items):
        return []
    return [one for one in map(data_of, node.items) if isinstance(one, dict)]


def marks_above(text: str, node: Node | None) -> re.Match[str] | None:
    """Find the fingerprints in the comment directly above an item of a list."""
    if node is None:
        return None
    start = text.rfind("\n", 0, node.start.index) + 1
    above = text[:start].rstrip("\n").rsplit("\n", 1)[-1]
    return _MARKS.search(above) if above.lstrip().startswith("# from ") else None


SAME = 0.9
"""Items this much alike are the same item."""

RELATED = 0.6
"""Items this much alike are one item that a later copy of the report changed."""

_WORD = re.compile(r"[a-z0-9£%]+")


def words_compared(text: str) -> list[str]:
    """Split a text into words for comparing: small letters, no punctuation."""
    return _WORD.findall(text.lower().replace("’", "").replace("'", ""))


def _likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """Rate how alike two texts are, from 0 to 1, by the words they share in the same order."""
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < RELATED or matcher.quick_ratio() < RELATED:
        return 0.0
    return matcher.ratio()


def alike(first: str, second: str) -> float:
    """Rate how alike two texts are, from 0 to 1, by the words they share in the same order."""
    matcher = SequenceMatcher(None, words_compared(first), words_compared(second), autojunk=False)
    return matcher.ratio()


def pairs(
    ours: Sequence[str], theirs: Sequence[str], least: float = SAME
) -> list[tuple[int, int, float]]:
    """Pair the texts of two lists that are the same, each once: both indexes, and how alike."""
    left = [words_compared(text) for text in ours]
    right = [words_compared(text) for text in theirs]
    scores = [
        (_likeness(first, second), i, j)
        for i, first in enumerate(left)
        for j, second in enumerate(right)
    ]
    found: list[tuple[int, int, float]] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for score, i, j in sorted(scores, key=lambda entry: (-entry[0], abs(entry[1] - entry[2]))):
        if score < least:
            break
        if i not in used_left and j not in used_right:
            found.append((i, j, score))
            used_left.add(i)
            used_right.add(j)
    return sorted(found)
