"""What a report changed, written into its draft: every word the office wrote stays as it was.

Like :mod:`s55.sources.editing`, this changes the text at its places alone. What the office has
edited since the import is never replaced: such a difference is handed back for a person.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from s55.importers.reports.comparing import ChangeKind, Difference, differences, marks_above
from s55.importers.reports.draft import fingerprint, judgments_text, report_fields
from s55.sources.editing import EditError, scalar
from s55.sources.reading import read_tree
from s55.sources.tree import Items, Loc, Mapping, Node, Scalar, data_of, value_at

STEP = 2


@dataclass(frozen=True, slots=True)
class Merged:
    """A draft with what its report changed.

    Attributes:
        text: the draft.
        applied: the differences that are now in it.
        kept: the differences where the draft was left as it is, because the office wrote there
            or because only a person can decide.
    """

    text: str
    applied: tuple[Difference, ...]
    kept: tuple[Difference, ...]


def merge(text: str, report_draft: str) -> Merged:
    """The draft with everything that the report changed and the office did not.

    Each difference is written on its own and proved to change nothing else; one that cannot be
    written so is kept for a person.
    """
    applied: list[Difference] = []
    kept: list[Difference] = []
    pending = differences(text, report_draft)
    # New items come last to first, so that the numbers of the items before them stay true.
    for difference in sorted(pending, key=_order):
        try:
            text = _applied(text, report_draft, difference)
            applied.append(difference)
        except EditError:
            kept.append(difference)
    if applied:
        text = _marked_again(text, report_draft, applied)
    return Merged(
        text,
        tuple(one for one in pending if one in applied),
        tuple(one for one in pending if one in kept),
    )


def _order(difference: Difference) -> tuple[bool, int, int]:
    last = difference.theirs_at[-1] if difference.theirs_at else 0
    number = last if isinstance(last, int) else 0
    return difference.what is ChangeKind.NEW, -difference.after, -number


def _applied(text: str, report_draft: str, difference: Difference) -> str:
    root, theirs = _tree(text), _tree(report_draft)
    if difference.what is ChangeKind.NEW:
        return _with_item(text, root, theirs, report_draft, difference)
    if difference.what is ChangeKind.GONE or not difference.untouched:
        raise EditError("the office decides")
    if difference.key == "text":
        return _with_text(text, root, difference)
    return _with_field(text, root, difference)


def _tree(text: str) -> Node:
    root, problems = read_tree(text)
    if root is None or problems:
        raise EditError("the text has problems of its own")
    return root


# --- a text or a field of an item ------------------------------------------------


def _with_text(text: str, root: Node, difference: Difference) -> str:
    owner = value_at(root, difference.loc)
    entry = owner.get("text") if isinstance(owner, Mapping) and not owner.flow else None
    if entry is None or not isinstance(entry.value, Scalar):
        raise EditError("the text of the item is not written as a block")
    indent = " " * (entry.key.start.column - 1 + STEP)
    newline = _newline(text)
    lines = [f"{indent}{line}" if line else "" for line in difference.theirs.rstrip().split("\n")]
    start, end = entry.value.start.index, _end_of(entry.value, text)
    edited = text[:start] + "|" + newline + newline.join(lines) + text[end:]
    return _proved(root, edited, (*difference.loc, "text"), difference.theirs.rstrip() + "\n")


def _with_field(text: str, root: Node, difference: Difference) -> str:
    owner = value_at(root, difference.loc)
    if not isinstance(owner, Mapping) or owner.flow:
        raise EditError("the place is not a group of keys on lines of their own")
    entry = owner.get(difference.key)
    loc = (*difference.loc, difference.key)
    if entry is None:
        first = owner.entries[0].key
        pad = " " * (first.start.column - 1)
        lines = f"{difference.key}: {scalar(difference.theirs)}{_newline(text)}{pad}"
        edited = text[: first.start.index] + lines + text[first.start.index :]
        return _proved(root, edited, loc, difference.theirs)
    if not isinstance(entry.value, Scalar) or entry.value.style in {"|", ">"}:
        raise EditError("the field is not on one line")
    at = text.index(":", entry.key.end.index) + 1
    start = at if entry.value.is_null else entry.value.start.index
    end = at if entry.value.is_null else entry.value.end.index
    said = f" {scalar(difference.theirs)}" if entry.value.is_null else scalar(difference.theirs)
    if difference.key in {"published", "due"}:
        said = said.replace("'", "")  # a date, which YAML would put in quotes as a text
    return _proved(root, text[:start] + said + text[end:], loc, difference.theirs)


# --- a new item -----------------------------------------------------------------


def _with_item(
    text: str, root: Node, theirs: Node, report_draft: str, difference: Difference
) -> str:
    """The draft with an item of the report's own draft after the one it follows there."""
    lines, value = _item_of(theirs, report_draft, difference.theirs_at)
    target = value_at(root, difference.loc)
    if isinstance(target, Items) and target.items and not target.flow:
        return _after(text, root, target, difference, lines, value)
    if isinstance(target, Items) and not target.items and target.flow:
        owner = value_at(root, difference.loc[:-1])
        entry = owner.get(str(difference.loc[-1])) if isinstance(owner, Mapping) else None
        if entry is None or (isinstance(owner, Mapping) and owner.flow):
            raise EditError("the list is written in braces")
        pad = " " * (entry.key.start.column - 1 + STEP)
        newline = _newline(text)
        block = newline.join(f"{pad}{line}" if line else "" for line in lines)
        start, end = entry.value.start.index, entry.value.end.index
        line_end = _line_end(text, end)
        comment = text[end:line_end].rstrip()
        head = text[:start].rstrip(" ")
        edited = head + comment + newline + block + text[line_end:]
        return _proved(root, edited, (*difference.loc, 0), value, new=True)
    raise EditError("the draft has no list to put it in")


def _after(
    text: str,
    root: Node,
    target: Items,
    difference: Difference,
    lines: Sequence[str],
    value: object,
) -> str:
    neighbour = target.items[max(difference.after, 0)]
    column = neighbour.start.column - 1
    line_start = text.rfind("\n", 0, neighbour.start.index) + 1
    dash = text.find("-", line_start, neighbour.start.index)
    column = dash - line_start if dash >= 0 else column - STEP
    newline = _newline(text)
    block = newline.join(f"{' ' * column}{line}" if line else "" for line in lines)
    if difference.after >= 0:
        at = _line_end(text, _end_of(neighbour, text))
        edited = text[:at] + newline + block + text[at:]
    else:
        at = _start_with_comments(text, line_start)
        edited = text[:at] + block + newline + text[at:]
    return _proved(root, edited, (*difference.loc, difference.after + 1), value, new=True)


def _start_with_comments(text: str, line_start: int) -> int:
    """Where the comment lines directly above a line begin."""
    while line_start:
        above = text.rfind("\n", 0, line_start - 1) + 1
        if not text[above:line_start].lstrip().startswith("#"):
            break
        line_start = above
    return line_start


def _item_of(theirs: Node, report_draft: str, at: Loc) -> tuple[list[str], object]:
    """The lines of an item of the report's draft without their indentation, and its data."""
    node = value_at(theirs, at)
    if node is None:
        raise EditError("the report's draft does not hold the item")
    start = _start_with_comments(report_draft, report_draft.rfind("\n", 0, node.start.index) + 1)
    end = _line_end(report_draft, _end_of(node, report_draft))
    lines = report_draft[start:end].split("\n")
    indent = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return [line[indent:] for line in lines], data_of(node)


# --- the fingerprints -------------------------------------------------------------


def _marked_again(text: str, report_draft: str, applied: Sequence[Difference]) -> str:
    """The fingerprints beside what was merged, so that the next update knows it as imported."""
    for loc in {
        one.loc for one in applied if one.what is ChangeKind.CHANGED and one.key != "grade"
    }:
        text = _item_marked(text, report_draft, loc)
    if any(one.key == "grade" for one in applied):
        root = _tree(text)
        entry = root.get("judgments") if isinstance(root, Mapping) else None
        if entry:
            data: Any = data_of(entry.value)
            said = [(str(one["area"]), str(one["grade"]).lower()) for one in data["items"]]
            text = _replaced_mark(text, entry.key.start.index, fingerprint(judgments_text(said)))
    return text


def _item_marked(text: str, report_draft: str, loc: Loc) -> str:
    root = _tree(text)
    node = value_at(root, loc)
    marks = marks_above(text, node)
    record: Any = data_of(node) if node else None
    if marks is None or node is None or not isinstance(record, dict):
        return text
    twice = f"{fingerprint(str(record.get('text') or ''))} {fingerprint(report_fields(record))}"
    line = text.rfind("\n", 0, node.start.index)
    start = text.rfind("\n", 0, line) + 1
    above = text[start:line]
    kept = above[: above.rfind("[")] + f"[{twice}]" + above[above.rfind("]") + 1 :]
    return text[:start] + kept + text[line:]


def _replaced_mark(text: str, index: int, mark: str) -> str:
    end = _line_end(text, index)
    line = text[index:end]
    if "[" not in line:
        return text
    return text[:index] + line[: line.rfind("[")] + f"[{mark}]" + text[end:]


# --- places and proof ---------------------------------------------------------------


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    end = len(text) if end < 0 else end
    return end - 1 if end and text[end - 1] == "\r" else end


def _end_of(node: Node, text: str) -> int:
    """The index after the last character that belongs to a value."""
    key_end = node.start.index
    while isinstance(node, Mapping | Items) and not node.flow:
        if isinstance(node, Mapping):
            key_end, node = node.entries[-1].key.end.index, node.entries[-1].value
        elif node.items:
            node = node.items[-1]
        else:
            break
    if isinstance(node, Scalar) and node.style in {"|", ">"}:
        return max(len(text[: node.end.index].rstrip()), node.start.index + 1)
    if isinstance(node, Scalar) and node.is_null:
        return max(text.find(":", key_end) + 1, key_end)
    return node.end.index


def _proved(before: Node, edited: str, loc: Loc, value: object, *, new: bool = False) -> str:
    """The edited text, if it says what the old one said and the new value, and nothing else."""
    after = _tree(edited)
    expected: Any = copy.deepcopy(data_of(before))
    place = expected
    for part in loc[:-1]:
        place = place[part]
    last: Any = loc[-1]
    if new and isinstance(place, list):
        place.insert(last, value)
    else:
        place[last] = value
    if list(_leaves(data_of(after))) != list(_leaves(expected)):
        raise EditError("the edit would change something else")
    return edited


def _leaves(data: Any, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value with its path, in a fixed order; texts without white space at their end."""
    if isinstance(data, dict):
        for key in sorted(data):
            yield from _leaves(data[key], f"{path}.{key}")
    elif isinstance(data, list):
        for index, one in enumerate(data):
            yield from _leaves(one, f"{path}[{index}]")
    else:
        yield path, data.rstrip() if isinstance(data, str) else data
