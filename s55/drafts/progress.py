"""Read and write the record of progress: what the force does after the response was made.

The record of the draft ``responses/peel-2025.yaml`` is ``responses/progress/peel-2025.yaml``.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import Enum

from s55.errors import S55Error
from s55.model.base import DRAFT_FORMAT
from s55.model.dates import with_weekday
from s55.model.progress import ItemStatus, Progress, ProgressRecord
from s55.model.response import Item, Response
from s55.office.items import path_of_item, references_of
from s55.problems import Problem, error, has_errors, warning
from s55.records import dataclass
from s55.sources.editing import YamlEdit
from s55.sources.files import BYTE_ORDER_MARK
from s55.sources.reading import read_tree
from s55.sources.slips import slips_of
from s55.sources.splices import EditError
from s55.sources.tree import place_of
from s55.sources.validation import validated

Entries = Mapping[str, tuple[Progress, ...]]
"""The entries of each item, by its short name."""

HEAD = """\
# How far the force is with the items of this response, day by day. The response itself stays as it
# was made. Better than by hand: s55 update NAME ITEM --status STATUS --on DATE
"""


def load_progress(text: str, file: str) -> tuple[ProgressRecord | None, list[Problem]]:
    """Parse and validate the text of a record of progress.

    Args:
        text: the text of the file, with a byte order mark or without.
        file: the file as the user named it, for messages.

    Returns:
        the record, None when it cannot be understood, and problems D003 to D111.
    """
    root, problems = read_tree(text.removeprefix(BYTE_ORDER_MARK))
    if root is None:
        return None, [problem.in_file(file) for problem in problems]
    record, invalid = validated(root, ProgressRecord)
    return record, [problem.in_file(file) for problem in (*problems, *invalid)]


def progress_problems(
    text: str,
    file: str,
    record: ProgressRecord,
    response: Response,
    today: date,
    drafts: Collection[str],
) -> list[Problem]:
    """Compare a record of progress with the response: its items (D153) and days (D113, D114).

    It also warns of drafts that do not exist (D166), and of values that do not say what was typed
    (D156, D157, T213).

    Args:
        text: the text of the record.
        file: its file as the user named it.
        record: what it says.
        response: the response it belongs to.
        today: the current day in Europe/London.
        drafts: the names of the drafts of the office.
    """
    bare = text.removeprefix(BYTE_ORDER_MARK)
    root, _ = read_tree(bare)
    found = [
        *_unknown_items(record, response),
        *_days(record, response, today),
        *_unknown_successors(record, drafts),
    ]
    if root is None:
        return [problem for problem, _ in found]
    placed = [
        replace(problem, file=file, line=place.line, column=place.column)
        for problem, loc in found
        for place in (place_of(root, loc, of_key=True),)
    ]
    return [*placed, *(one.in_file(file) for one in slips_of(bare, root, frozenset()))]


def _unknown_items(
    record: ProgressRecord, response: Response
) -> Iterator[tuple[Problem, tuple[str | int, ...]]]:
    known = list(references_of(response).values())
    for name in record.items:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            hint = f"Did you mean {close[0]}? " if close else ""
            problem = warning(
                "D153",
                f"the response has no item '{name}', so what is recorded of it is in no list",
                f"{hint}The items are: {', '.join(known) or 'none'}.",
                path=f"items.{name}",
            )
            yield problem, ("items", name)


def _days(
    record: ProgressRecord, response: Response, today: date
) -> Iterator[tuple[Problem, tuple[str | int, ...]]]:
    for name, entries in record.items.items():
        for place, entry in enumerate(entries):
            if problem := out_of_range(entry.date, response.inspection.published, today):
                loc = ("items", name, place, "date")
                warned = warning(problem.code, problem.message, "Correct the date.")
                yield replace(warned, path=f"items.{name}[{place}].date"), loc


def _unknown_successors(
    record: ProgressRecord, drafts: Collection[str]
) -> Iterator[tuple[Problem, tuple[str | int, ...]]]:
    for name, entries in record.items.items():
        for place, entry in enumerate(entries):
            if problem := unknown_successor(name, entry, drafts):
                path = f"items.{name}[{place}].superseded_by"
                yield replace(problem, path=path), ("items", name, place, "superseded_by")


def unknown_successor(reference: str, entry: Progress, drafts: Collection[str]) -> Problem | None:
    """Warn of an item that is superseded by one of a draft that does not exist (D166).

    Args:
        reference: the short name of the item.
        entry: the entry of its record.
        drafts: the names of the drafts of the office.
    """
    successor = entry.superseded_by
    if successor is None:
        return None
    draft = successor.split()[0]
    if draft in drafts:
        return None
    close = difflib.get_close_matches(draft, drafts, n=1)
    hint = f"Did you mean {close[0]}?" if close else "Write the draft and the item: peel-2025 R3."
    return warning(
        "D166",
        f"{reference} is superseded by '{successor}', but s55 could not find the draft '{draft}'",
        hint,
        path="superseded_by",
    )


@dataclass(frozen=True, slots=True)
class Updated:
    """The text of a record of progress with one more entry of an item.

    Attributes:
        text: the text.
        reference: the item's short name.
        status: how far the force is with it by now.
        latest: the day of its latest entry.
        applies: whether the draft says that it applies to the force.
    """

    text: str
    reference: str
    status: ItemStatus
    latest: date
    applies: bool = True


def updated(
    text: str | None, draft: Response, name: str, progress: Progress, today: date
) -> Updated:
    """Add ``progress`` to the record of an item, leaving all else as it was.

    Args:
        text: the text of the record; None where there is none yet.
        draft: the response as its draft says.
        name: the item, as :func:`s55.office.items.path_of_item` takes it.
        progress: the entry.
        today: the current day in Europe/London.

    Raises:
        S55Error: what :class:`RecordEdit` raises.
    """
    return RecordEdit(text, draft).add(name, progress, today)


class RecordEdit:
    """Adds entries to a record of progress, one after the other, leaving all else as it was.

    Args:
        text: the text of the record; None where there is none yet.
        draft: the response as its draft says.

    Raises:
        S55Error: the problems of a record that cannot be understood.
    """

    def __init__(self, text: str | None, draft: Response) -> None:
        record, problems = load_progress(text, "") if text is not None else (None, [])
        if text is not None and (record is None or has_errors(problems)):
            raise S55Error(problems)
        self._draft, self._references = draft, references_of(draft)
        self._items = dict(draft.all_items())
        self._recorded = dict(record.items) if record else {}
        head = f"{HEAD}format: {DRAFT_FORMAT}\nitems:\n"
        self._edit = YamlEdit(text or head, ProgressRecord)

    @property
    def text(self) -> str:
        """The record with every entry so far."""
        return self._edit.text

    def add(self, name: str, progress: Progress, today: date) -> Updated:
        """Add an entry.

        Args:
            name: the item, as :func:`s55.office.items.path_of_item` takes it.
            progress: the entry.
            today: the current day in Europe/London.

        Raises:
            S55Error: D113, D114 a day before the report or in the future, D117 the place cannot be
                edited, D131, D132 no such item, or several, D133 the entry is there already, D154
                the status needs more; the record is then as it was.
        """
        (refused,) = self.add_all([(name, progress)], today)
        if refused:
            raise S55Error(refused)
        item, reference = self._named(name)
        entries = (*item.history, *self._recorded[reference])
        latest = max(entries, key=lambda entry: entry.date)
        latest = progress if latest.date == progress.date else latest
        return Updated(self.text, reference, latest.status, latest.date, item.applies)

    def add_all(
        self, entries: Sequence[tuple[str, Progress]], today: date
    ) -> list[tuple[Problem, ...]]:
        """Add entries, one after the other; what is refused is left out.

        Args:
            entries: items, named as for :meth:`add`, and what is recorded of them.
            today: the current day in Europe/London.

        Returns:
            for each entry why it was refused, by the codes of :meth:`add`; nothing where it was
            added.
        """
        recorded = dict(self._recorded)
        refusals = [self._refusals(name, progress, today) for name, progress in entries]
        taken = [one for one, why in zip(entries, refusals, strict=True) if not why]
        lists = [("items", self._named(name)[1]) for name, _ in taken]
        written = [_as_written(progress) for _, progress in taken]
        try:
            self._edit.append_all(zip(lists, written, strict=True))
        except EditError as failure:
            self._recorded = recorded
            if len(entries) == 1:
                return [failure.problems]
            half = len(entries) // 2  # to find those that cannot be written
            return [*self.add_all(entries[:half], today), *self.add_all(entries[half:], today)]
        return refusals

    def _named(self, name: str) -> tuple[Item, str]:
        """Find an item and its short name."""
        path = name if name in self._items else path_of_item(name, self._draft)
        return self._items[path], self._references[path]

    def _refusals(self, name: str, progress: Progress, today: date) -> tuple[Problem, ...]:
        """Say why an entry is refused; note one that is not."""
        try:
            item, reference = self._named(name)
        except S55Error as failure:
            return failure.problems
        added = self._recorded.get(reference, ())
        entries = (*item.history, *added)
        refused = (
            out_of_range(progress.date, self._draft.inspection.published, today)
            or _incomplete(reference, progress, entries)
            or (_recorded_already(reference, progress) if progress in entries else None)
        )
        if refused:
            return (refused,)
        self._recorded[reference] = (*added, progress)
        return ()


def _as_written(progress: Progress) -> dict[str, str | date]:
    given = {
        name: value.value if isinstance(value, Enum) else value
        for name in Progress.model_fields
        if (value := getattr(progress, name)) is not None
    }
    return {key: value for key, value in given.items() if value is not None}


def out_of_range(day: date, published: date, today: date) -> Problem | None:
    """Refuse the day of an entry that is in the future (D114) or before the report (D113)."""
    if day > today:
        return error(
            "D114",
            f"the day of the entry, {with_weekday(day)}, is in the future "
            f"(today is {with_weekday(today)})",
            "Correct --on: record only what has happened.",
            path="date",
        )
    if day < published:
        return error(
            "D113",
            f"the day of the entry, {with_weekday(day)}, is before the report was published "
            f"({with_weekday(published)})",
            "Check both dates, and correct --on.",
            path="date",
        )
    return None


def _incomplete(
    reference: str, progress: Progress, entries: tuple[Progress, ...]
) -> Problem | None:
    """Refuse 'superseded' without the item that comes in its place, and 'reopened' of open ones."""
    if progress.status is ItemStatus.SUPERSEDED and progress.superseded_by is None:
        return error(
            "D154",
            f"{reference} is superseded, but not by which item",
            "Name it with the draft that it is in: --superseded-by 'peel-2025 R3'.",
            path="superseded_by",
        )
    before = [entry for entry in entries if entry.date <= progress.date]
    was_open = before and before[-1].status.is_open
    if progress.status is ItemStatus.REOPENED and was_open:
        return error(
            "D154",
            f"{reference} cannot be reopened: it is {before[-1].status.value}",
            "Use 'in progress' for an item that is still open.",
            path="status",
        )
    return None


def _recorded_already(reference: str, progress: Progress) -> Problem:
    return error(
        "D133",
        f"the history of {reference} already has this entry: {progress.status.value} on "
        f"{with_weekday(progress.date)}",
        "Nothing was changed. If there is something new to say, add it with --note.",
        path="note",
    )
