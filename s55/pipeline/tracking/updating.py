"""Record what a spreadsheet that came back says of the items: entries in many records at once."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from s55.disk.changing import FileChange, HistoryNote, commit
from s55.disk.places import progress_file
from s55.drafts.progress import RecordEdit, unknown_successor
from s55.errors import ExitCode, S55Error, problems_in
from s55.model.dates import with_weekday
from s55.pipeline.cases import load_cases
from s55.problems import Problem, error
from s55.records import dataclass
from s55.returns.sheets.cells import IDENTITY
from s55.returns.sheets.filled_in import FilledSheet, filled_sheet
from s55.returns.sheets.merging import MergedSheet, NewEntry, merged_sheet
from s55.returns.sheets.opening import sheets_in
from s55.returns.sheets.rows import (
    GivenRow,
    changed_cells,
    filled_in_rows,
    given_rows,
    missing_rows,
    row_problem,
)
from s55.sources.files import contents_of
from s55.templating.register_manifest import RegisterManifest
from s55.templating.registry import find_set_of
from s55.views.progress_sheet import (
    PROGRESS_COLUMNS,
    ColumnUse,
    SheetItem,
    mark_words,
    sheet_items,
    status_words,
)
from s55.workspace import Workspace, shown

_IDENTITY = re.compile(r"(?P<draft>.+?) [^\s\[\]]+(?: \[.+\])?")


@dataclass(frozen=True, slots=True)
class SheetUpdate:
    """What a spreadsheet changes.

    Attributes:
        lines: the changes in words, draft by draft.
        entries: how many entries are new.
        known: how many are recorded already.
        changes: the records of progress with the new entries.
        notes: what the histories of their drafts say of it.
        problems: what a person should know, the rows that were left out among it.
    """

    lines: tuple[str, ...]
    entries: int
    known: int
    changes: tuple[FileChange, ...]
    notes: tuple[HistoryNote, ...]
    problems: tuple[Problem, ...]


def read_update(
    workspace: Workspace, data: bytes, file: str, template: str, on: date | None, today: date
) -> SheetUpdate:
    """Find what a spreadsheet that came back changes in the records of progress.

    Args:
        workspace: the workspace.
        data: the spreadsheet.
        file: its name, for messages.
        template: the name of the register's template set, for files that have lost their words.
        on: the day of rows in which none is filled in; None to leave such rows out.
        today: the current day in Europe/London.

    Raises:
        S55Error: R141, R142 when it cannot be read, and every error in the drafts it names.
    """
    manifest, sheet = _sheet_in(workspace, data, file, template)
    return update_of(workspace, sheet, manifest, file, on, today)


def update_of(
    workspace: Workspace,
    sheet: FilledSheet,
    manifest: RegisterManifest,
    file: str,
    on: date | None,
    today: date,
) -> SheetUpdate:
    """Find what a sheet that was filled in changes in the records of progress.

    Args:
        workspace: the workspace.
        sheet: the sheet, from a spreadsheet or from a form.
        manifest: of the register's template set.
        file: the name of the sheet's file, for messages; '' for a form.
        on: the day of rows in which none is filled in; None to leave such rows out.
        today: the current day in Europe/London.

    Raises:
        S55Error: every error in the drafts it names.
    """
    given, problems = given_rows(sheet, on)
    items, before = _items_now(workspace, sheet, given, manifest, today)
    merged = merged_sheet(given, items, sheet.base)
    lines, changes, refused = _entered(merged, before, today)
    told = [*problems, *merged.problems, *refused, *_unknown_successors(merged, workspace)]
    told += [*_changed_cells(sheet, items), *missing_rows(sheet)]
    return SheetUpdate(
        lines=tuple(lines),
        entries=len(merged.entries) - len(refused),
        known=merged.known,
        changes=tuple(changes.values()),
        notes=tuple(HistoryNote(path, "update") for path in changes),
        problems=tuple(
            one.in_file(file) if file else one
            for one in (*sheet.problems, *sorted(told, key=row_of))
        ),
    )


def refuse_unrecorded(workspace: Workspace, path: Path, template: str, today: date) -> None:
    """Refuse to replace a spreadsheet in which somebody filled in what no record holds yet.

    A file that is no such spreadsheet is not looked into.

    Args:
        workspace: the workspace.
        path: the spreadsheet that is about to be replaced.
        template: the name of the register's template set.
        today: the current day in Europe/London.

    Raises:
        S55Error: R155.
    """
    data, file = _bytes(path), shown(path)
    if data is None:
        return
    try:
        filled_in = len(filled_in_rows(_sheet_in(workspace, data, file, template)[1]))
        # Its drafts are read only where there is something to compare with them.
        known = read_update(workspace, data, file, template, None, today).known if filled_in else 0
    except S55Error:
        return
    if filled_in > known:
        problem = error(
            "R155",
            f"{_counted(filled_in - known, 'row is', 'rows are')} filled in that no record holds "
            "yet, and the file was not replaced",
            f"Record what they say (s55 update --from {shlex.quote(file)}), or move the file, and "
            "run the command again.",
        )
        raise S55Error([problem.in_file(file)], ExitCode.OUTPUT)


def _sheet_in(
    workspace: Workspace, data: bytes, file: str, template: str
) -> tuple[RegisterManifest, FilledSheet]:
    manifest = find_set_of(RegisterManifest, template, workspace.places_of_sets).manifest
    with problems_in(file):
        headings = dict(manifest.labels.progress_sheet.columns)
        statuses, marks = status_words(manifest), mark_words(manifest)
        return manifest, filled_sheet(sheets_in(data, file), headings, statuses, marks)


def write_update(update: SheetUpdate) -> str:
    """Write the records, all of them or none; give a summary line.

    Raises:
        OvertakenError: O407 when a record was changed meanwhile; all are as they were.
        S55Error: what :func:`s55.disk.changing.commit` raises.
    """
    commit(update.changes, *update.notes)
    return (
        f"{_counted(update.entries, 'entry', 'entries')} recorded in "
        f"{_counted(len(update.changes), 'record', 'records')}."
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def row_of(problem: Problem) -> int:
    """Give the number of the row that a problem is about; 0 for the sheet as a whole."""
    found = re.match(r"row (\d+)", problem.message)
    return int(found[1]) if found else 0


# --- the drafts as they are now ------------------------------------------------------


def _items_now(
    workspace: Workspace,
    sheet: FilledSheet,
    given: Sequence[GivenRow],
    manifest: RegisterManifest,
    today: date,
) -> tuple[dict[str, SheetItem], dict[Path, bytes | None]]:
    """Read the items of the drafts that the sheet has something new of, and their records.

    A sheet that has lost what it showed is compared with the drafts of all of its rows.
    """
    place = sheet.columns[IDENTITY]
    identities = {row.identity for row in given}
    if sheet.base is None:
        identities |= {row.text(place) for row in sheet.rows}
    by_name = {path.stem: path for path in workspace.drafts()}
    paths = [
        by_name[name] for name in sorted({_draft_of(one) for one in identities}) if name in by_name
    ]
    before = {path: _bytes(progress_file(path)) for path in paths}
    if not paths:
        return {}, before
    settings = workspace.settings()
    cases = [one.case for one in load_cases(workspace, [str(p) for p in paths], settings, today)]
    return {one.identity: one for one in sheet_items(cases, manifest, every=True)}, before


def _draft_of(identity: str) -> str:
    found = _IDENTITY.fullmatch(" ".join(identity.split()))
    return found["draft"] if found else ""


def _bytes(path: Path) -> bytes | None:
    return contents_of(path) if path.exists() else None


def _changed_cells(sheet: FilledSheet, items: Mapping[str, SheetItem]) -> Iterator[Problem]:
    if sheet.base is not None:
        yield from changed_cells(sheet, sheet.base.rows, (ColumnUse.FIXED, ColumnUse.STATE))
        return
    fixed = [column.key for column in PROGRESS_COLUMNS if column.use is ColumnUse.FIXED]
    now = {
        identity: {key: str(item.values[key] or "") for key in fixed}
        for identity, item in items.items()
    }
    yield from changed_cells(sheet, now, (ColumnUse.FIXED,))


# --- entries -----------------------------------------------------------------------------


def _entered(
    merged: MergedSheet, before: Mapping[Path, bytes | None], today: date
) -> tuple[list[str], dict[Path, FileChange], list[Problem]]:
    """Add the new entries to the records; give them in words, and those that are refused."""
    lines: list[str] = []
    changes: dict[Path, FileChange] = {}
    refused: list[Problem] = []
    paths = {path.stem: path for path in before}
    for name, entries in groupby(merged.entries, lambda one: one.item.tracked.case.name):
        path = paths[name]
        record = progress_file(path)
        old = before[path]
        added = list(entries)
        response = added[0].item.tracked.case.response
        with problems_in(shown(record)):
            edit = RecordEdit(None if old is None else old.decode("utf-8"), response)
        said: list[str] = []
        refusals = edit.add_all([(one.item.tracked.path, one.entry) for one in added], today)
        for one, why in zip(added, refusals, strict=True):
            refused += [_in_row(problem, one) for problem in why]
            said += [] if why else _in_words(one)
        if said:
            changes[path] = FileChange(record, old, edit.text.encode())
            lines += [f"{shown(path)}: {response.inspection.title}", *said]
    return lines, changes, refused


def _unknown_successors(merged: MergedSheet, workspace: Workspace) -> Iterator[Problem]:
    """Warn of entries that name an item of a draft that does not exist; they are recorded."""
    drafts = {path.stem for path in workspace.drafts()}
    for one in merged.entries:
        if problem := unknown_successor(one.item.tracked.reference, one.entry, drafts):
            yield _in_row(problem, one)


def _in_row(problem: Problem, one: NewEntry) -> Problem:
    """Tell of an entry with its row."""
    # The hints of the command name its options; a row has columns.
    hint = _HINTS_FOR_ROWS.get(problem.code) if "--" in problem.hint else None
    hint = hint or problem.hint
    told = row_problem(problem.code, one.row, one.item.identity, problem.message, hint)
    return replace(told, path=problem.path)


_HINTS_FOR_ROWS = MappingProxyType(
    {
        "D113": "Check both dates, and correct the day in the row.",
        "D114": "Correct the day in the row: record only what has happened.",
        "D133": "Nothing was changed. If there is something new to say, write what happened.",
        "D154": "Name it in the row, with the draft that it is in: peel-2025 R3.",
    }
)


def _in_words(new: NewEntry) -> Iterator[str]:
    """Write an entry as lines: the item, from what to what, as at which day, and what else."""
    entry, state, tracked = new.entry, new.item.state, new.item.tracked
    before = state.status.value if state.status else "no status"
    after = entry.status.value
    said = f"{before} -> {after}" if before != after else f"stays {after}"
    force = f" ({new.item.force})" if new.item.force else ""
    yield f"  {tracked.reference}{force}  {said}, {with_weekday(entry.date)} (row {new.row})"
    if entry.superseded_by:
        yield f"      superseded by: {entry.superseded_by}"
    if entry.owner:
        yield f"      owner: {state.owner or 'nobody'} -> {entry.owner}"
    if entry.due:
        due = with_weekday(state.due) if state.due else "no day"
        yield f"      due: {due} -> {with_weekday(entry.due)}"
    if entry.mark:
        yield f"      mark: {tracked.mark.value if tracked.mark else 'none'} -> {entry.mark.value}"
    if entry.note:
        yield f"      note: {entry.note}"
    if entry.evidence:
        yield f"      evidence: {entry.evidence}"
    latest = tracked.latest_of(new.item.force)
    if latest and latest.date > entry.date:
        yield f"      it stays {before}: its latest entry is of {with_weekday(latest.date)}"
    if not tracked.applies:
        yield "      the draft says that it does not apply"
