"""Write what a report changed into its draft, without replacing a word that the office wrote.

Where the office has edited the draft since the import, the difference is handed back for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from s55.importers.reports.comparing import ChangeKind, Difference, differences, marks_above
from s55.importers.reports.draft import fingerprint, judgments_text, report_fields
from s55.model.response import Response
from s55.records import dataclass
from s55.sources.editing import YamlEdit, entry_with_comments
from s55.sources.reading import read_tree
from s55.sources.splices import EditError
from s55.sources.tree import Items, Loc, Mapping, Node, data_of, value_at

_DATES = frozenset({"published", "due"})
_NOT_SET = frozenset({ChangeKind.NEW, ChangeKind.GONE})
"""What is not a value in the draft with another one in the report."""


@dataclass(frozen=True, slots=True)
class UpdatedDraft:
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


def merge(text: str, report_draft: str) -> UpdatedDraft:
    """Write everything into a draft that the report changed and the office did not.

    Each difference is one edit; one that cannot be written is kept for a person.
    """
    pending = differences(text, report_draft)
    applied: list[Difference] = []
    try:
        edit = YamlEdit(text, Response)
    except EditError:
        return UpdatedDraft(text, (), tuple(pending))
    applied += _set(edit, [one for one in pending if one.what not in _NOT_SET and one.untouched])
    # New items come last to first, so that the numbers of the items before them stay true.
    new = [one for one in pending if one.what is ChangeKind.NEW]
    applied += [one for one in sorted(new, key=_order) if _inserted(edit, report_draft, one)]
    text = edit.text
    if applied:
        text = _marked_again(text, applied)
    return UpdatedDraft(
        text,
        tuple(one for one in pending if one in applied),
        tuple(one for one in pending if one not in applied),
    )


def _order(difference: Difference) -> tuple[int, int]:
    last = difference.theirs_at[-1] if difference.theirs_at else 0
    number = last if isinstance(last, int) else 0
    return -difference.after, -number


def _set(edit: YamlEdit, changed: Sequence[Difference]) -> list[Difference]:
    """Write what the report changed into the draft; give what could be written.

    All are tried at once, for the draft is read back each time; then the halves.
    """
    try:
        edit.set_all(((*one.loc, one.key), _value_of(one)) for one in changed)
    except EditError:
        half = len(changed) // 2
        return [*_set(edit, changed[:half]), *_set(edit, changed[half:])] if half else []
    return [*changed]


def _value_of(difference: Difference) -> str | date:
    if difference.key == "text":
        return difference.theirs.rstrip() + "\n"
    if difference.key in _DATES:
        return date.fromisoformat(difference.theirs)
    return difference.theirs


def _inserted(edit: YamlEdit, report_draft: str, difference: Difference) -> bool:
    """Insert an item of the report's own draft after the one it follows there, if that can be."""
    theirs, _ = read_tree(report_draft)
    if theirs is None or not isinstance(edit.held(difference.loc), Items):
        return False
    try:
        entry = entry_with_comments(report_draft, theirs, difference.theirs_at)
        edit.insert(difference.loc, difference.after + 1, entry)
    except EditError:
        return False
    return True


# --- the fingerprints -------------------------------------------------------------


def _marked_again(text: str, applied: Sequence[Difference]) -> str:
    """Renew the fingerprints beside what was merged, so that it counts as imported next time."""
    root, _ = read_tree(text)
    if root is None:
        return text
    changed = [one for one in applied if one.what is ChangeKind.CHANGED]
    items = {one.loc for one in changed if one.key != "grade"}
    marks = [mark for loc in items for mark in _marks_of_item(text, root, loc)]
    if any(one.key == "grade" for one in applied):
        marks += _marks_of_judgments(root)
    for index, mark in sorted(marks, reverse=True):  # so that the places before stay true
        text = _replaced_mark(text, index, mark)
    return text


def _marks_of_judgments(root: Node) -> Iterator[tuple[int, str]]:
    """Give the fingerprint of the judgments, and where its line begins."""
    entry = root.get("judgments") if isinstance(root, Mapping) else None
    if entry:
        data: Any = data_of(entry.value)
        said = [(str(one["area"]), str(one["grade"]).lower()) for one in data["items"]]
        yield entry.key.start.index, fingerprint(judgments_text(said))


def _marks_of_item(text: str, root: Node, loc: Loc) -> Iterator[tuple[int, str]]:
    """Give the fingerprints of an item, and where their line begins, if it has such a line."""
    node = value_at(root, loc)
    record: Any = data_of(node) if node else None
    if node is None or marks_above(text, node) is None or not isinstance(record, dict):
        return
    twice = f"{fingerprint(str(record.get('text') or ''))} {fingerprint(report_fields(record))}"
    line = text.rfind("\n", 0, node.start.index)
    yield text.rfind("\n", 0, line) + 1, twice


def _replaced_mark(text: str, index: int, mark: str) -> str:
    """Replace the mark in the brackets at the end of the line from ``index``."""
    end = text.index("\n", index)
    before, bracket, rest = text[index:end].rpartition("[")
    if not bracket:
        return text
    return f"{text[:index]}{before}[{mark}]{rest.partition(']')[2]}{text[end:]}"
