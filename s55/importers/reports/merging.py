"""Write what a report changed into its draft, without replacing a word that the office wrote.

Where the office has edited the draft since the import, the difference is handed back for a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from s55.importers.reports.comparing import ChangeKind, Difference, differences, marks_above
from s55.importers.reports.draft import fingerprint, judgments_text, report_fields
from s55.model.response import Response
from s55.records import dataclass
from s55.sources.editing import EditError, YamlEdit, entry_with_comments
from s55.sources.reading import read_tree
from s55.sources.tree import Items, Loc, Mapping, data_of, value_at

_DATES = frozenset({"published", "due"})


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
    applied: list[Difference] = []
    pending = differences(text, report_draft)
    # New items come last to first, so that the numbers of the items before them stay true.
    for difference in sorted(pending, key=_order):
        edited = _applied(text, report_draft, difference)
        if edited is not None:
            text = edited
            applied.append(difference)
    if applied:
        text = _marked_again(text, applied)
    return UpdatedDraft(
        text,
        tuple(one for one in pending if one in applied),
        tuple(one for one in pending if one not in applied),
    )


def _order(difference: Difference) -> tuple[bool, int, int]:
    last = difference.theirs_at[-1] if difference.theirs_at else 0
    number = last if isinstance(last, int) else 0
    return difference.what is ChangeKind.NEW, -difference.after, -number


def _applied(text: str, report_draft: str, difference: Difference) -> str | None:
    """Write a difference into the draft; None where a person decides."""
    try:
        edit = YamlEdit(text, Response)
        if difference.what is ChangeKind.NEW:
            return _with_item(edit, report_draft, difference)
        if difference.what is ChangeKind.GONE or not difference.untouched:
            return None
        value: str | date = difference.theirs
        if difference.key == "text":
            value = difference.theirs.rstrip() + "\n"
        elif difference.key in _DATES:
            value = date.fromisoformat(difference.theirs)
        return edit.set((*difference.loc, difference.key), value).text
    except EditError:
        return None


def _with_item(edit: YamlEdit, report_draft: str, difference: Difference) -> str | None:
    """Insert an item of the report's own draft after the one it follows there."""
    theirs, _ = read_tree(report_draft)
    if theirs is None or not isinstance(edit.held(difference.loc), Items):
        return None
    entry = entry_with_comments(report_draft, theirs, difference.theirs_at)
    return edit.insert(difference.loc, difference.after + 1, entry).text


# --- the fingerprints -------------------------------------------------------------


def _marked_again(text: str, applied: Sequence[Difference]) -> str:
    """Renew the fingerprints beside what was merged, so that it counts as imported next time."""
    changed = [one for one in applied if one.what is ChangeKind.CHANGED]
    for loc in {one.loc for one in changed if one.key != "grade"}:
        text = _item_marked(text, loc)
    if any(one.key == "grade" for one in applied):
        root, _ = read_tree(text)
        entry = root.get("judgments") if isinstance(root, Mapping) else None
        if entry:
            data: Any = data_of(entry.value)
            said = [(str(one["area"]), str(one["grade"]).lower()) for one in data["items"]]
            text = _replaced_mark(text, entry.key.start.index, fingerprint(judgments_text(said)))
    return text


def _item_marked(text: str, loc: Loc) -> str:
    root, _ = read_tree(text)
    node = value_at(root, loc) if root else None
    marks = marks_above(text, node)
    record: Any = data_of(node) if node else None
    if marks is None or node is None or not isinstance(record, dict):
        return text
    twice = f"{fingerprint(str(record.get('text') or ''))} {fingerprint(report_fields(record))}"
    line = text.rfind("\n", 0, node.start.index)
    return _replaced_mark(text, text.rfind("\n", 0, line) + 1, twice)


def _replaced_mark(text: str, index: int, mark: str) -> str:
    """Replace the mark in the brackets at the end of the line from ``index``."""
    end = text.index("\n", index)
    before, bracket, rest = text[index:end].rpartition("[")
    if not bracket:
        return text
    return f"{text[:index]}{before}[{mark}]{rest.partition(']')[2]}{text[end:]}"
