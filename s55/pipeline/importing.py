"""Turn an imported report into a draft: a new file, or changes of the draft that is there.

What a revisit says of earlier items goes into the record of progress of their response.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from s55.disk.changing import (
    FileChange,
    HistoryNote,
    change_text,
    commit,
    until_not_overtaken,
)
from s55.disk.places import progress_file
from s55.drafts.load import response_of
from s55.drafts.progress import RecordEdit, load_progress
from s55.errors import ExitCode, S55Error, problems_in
from s55.importers.imported import DocumentKind, ImportedDraft
from s55.importers.importing import coinciding, import_source, source_of, unread_pages
from s55.importers.reports.comparing import differences
from s55.importers.reports.findings import Findings
from s55.importers.reports.merging import merge
from s55.importers.reports.offering import OfferedStatus, offered
from s55.importers.reports.reading import read_report
from s55.importers.source import Source
from s55.model.progress import ProgressRecord
from s55.model.response import Response
from s55.office.import_roles import ROLES_FILE, Role, with_lessons
from s55.pipeline.starting import write_draft
from s55.problems import Problem, error, warning
from s55.records import dataclass
from s55.sources.files import BYTE_ORDER_MARK, contents_of, read_bytes, read_text
from s55.workspace import DRAFT_SUFFIXES, Workspace, check_draft_name, shown

_IN_DOUBT = "I270"


@dataclass(frozen=True, slots=True)
class Understood:
    """What the words of a file mean.

    Attributes:
        imported: the draft that they make.
        way: the key of the way in which they were read; '' for the one that they suggest.
        problems: what a person should know of the file, besides the problems of the draft.
    """

    imported: ImportedDraft
    way: str
    problems: tuple[Problem, ...] = ()


def understood(workspace: Workspace, source: Source, name: str) -> Understood:
    """Read a file in the way that its words suggest; as a report where that is in doubt.

    Args:
        workspace: the workspace.
        source: the file as read.
        name: the file as the user named it.

    Raises:
        S55Error: I108 for a form that s55 wrote.
    """
    told = unread_pages(source, name)
    way = ""
    try:
        imported = read_in_way(workspace, source, name, way)
    except S55Error as failure:
        if [one.code for one in failure.problems] != [_IN_DOUBT]:
            raise
        way = DocumentKind.REPORT.value
        imported = read_in_way(workspace, source, name, way)
        (doubt,) = failure.problems
        hint = "It was read as a report. If it is a response, choose that below."
        told.append(warning(_IN_DOUBT, doubt.message, hint))
    told += answered_elsewhere(workspace, imported, target_of(workspace, None, Path(name)))
    return Understood(imported, way, tuple(told))


def read_in_way(workspace: Workspace, source: Source, name: str, way: str) -> ImportedDraft:
    """Read a file in one of the ways: a kind of document, or the form of a report.

    Args:
        workspace: the workspace.
        source: the file as read.
        name: the file as the user named it.
        way: the key of the way; '' for the one that its words suggest.

    Raises:
        S55Error: I270 when its words do not decide, I108 for a form that s55 wrote.
    """
    kinds = {one.value: one for one in DocumentKind}
    kind = kinds.get(way) or (DocumentKind.REPORT if way else None)
    form = "" if way in kinds else way
    settings, roles = workspace.settings_or_none(), workspace.import_roles()
    return import_source(source, name, settings, kind, roles, form)


@dataclass(frozen=True, slots=True)
class Stored:
    """The result of an import: summary lines, and what is left for a person to decide."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def target_of(workspace: Workspace, name: str | None, file: Path) -> Path:
    """Give the draft that a report is read into.

    Args:
        workspace: the workspace.
        name: the draft's name; None for one made from the file's.
        file: the report.

    Raises:
        S55Error: U102 or U124 when the name cannot be used.
    """
    name = name or name_of(file)
    check_draft_name(name)
    existing = [workspace.responses / f"{name}{suffix}" for suffix in DRAFT_SUFFIXES]
    return next((path for path in existing if path.exists()), existing[0])


def taught(workspace: Workspace, lessons: Mapping[str, Role]) -> Sequence[FileChange]:
    """Give the change by which the office's words are kept; nothing where all are known.

    Raises:
        S55Error: with every problem in the file that is there.
    """
    known = workspace.import_roles()
    if all(known.get(words) is role for words, role in lessons.items()):
        return ()
    path = workspace.root / ROLES_FILE
    before = contents_of(path) if path.is_file() else None
    text = read_text(path, shown(path), keep_mark=True) if before is not None else ""
    return (FileChange(path, before, with_lessons(text, lessons).encode()),)


def name_of(file: Path) -> str:
    """Make a draft's name from a file's: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-") or "report"


def answered_elsewhere(
    workspace: Workspace, imported: ImportedDraft, target: Path
) -> list[Problem]:
    """Warn (I208) of other drafts of the workspace that answer the same items."""
    others = []
    for path in workspace.drafts():
        if path == target:
            continue
        try:
            others.append((path.stem, contents_of(path).decode("utf-8-sig")))
        except (OSError, UnicodeDecodeError):
            continue  # 's55 check' says what is wrong with it
    return coinciding(imported.text, others)


def store(
    imported: ImportedDraft,
    target: Path,
    with_it: Callable[[], Sequence[FileChange]] = tuple,
    *,
    dry_run: bool,
    update: bool,
) -> Stored:
    """Write a new draft; compare or merge the import with a draft that is there.

    Args:
        imported: what was read.
        target: the draft's file.
        with_it: gives what else is to be written if this is done, as :func:`taught` does.
        dry_run: whether to write nothing.
        update: whether to merge what the report changed into a draft that is there.

    Raises:
        S55Error: I211 when a past response is to be merged, and what writing raises.
    """
    with_it = tuple if dry_run else with_it
    if target.exists() and update:
        return _merge(imported, target, with_it, dry_run=dry_run)
    if target.exists():
        compared = _compare(imported, target)
        until_not_overtaken(lambda: commit(with_it()))
        return compared
    if dry_run:
        return Stored((f"Nothing was written; without --dry-run: {shown(target)}",))
    write_draft(target, imported.text, "import", with_it)
    return Stored(
        (
            f"Started: {shown(target)}",
            "Confirm what it says, and look at what is missing: "
            f"s55 check {shlex.quote(target.stem)}",
        )
    )


def _compare(imported: ImportedDraft, target: Path) -> Stored:
    found = differences(read_text(target, shown(target)), imported.text)
    lines = [f"{shown(target)} is there already and was not changed."]
    if found:
        lines += [*(f"  {one}" for one in found), "To merge what the report changed, add --update."]
    else:
        lines.append("It says what the report says.")
    return Stored(tuple(lines))


def _merge(
    imported: ImportedDraft,
    target: Path,
    with_it: Callable[[], Sequence[FileChange]],
    *,
    dry_run: bool,
) -> Stored:
    text = read_text(target, shown(target), keep_mark=True)
    if imported.kind is DocumentKind.RESPONSE:
        problem = error(
            "I211",
            "a past response is not merged into a draft",
            "Import it under another name with --name, and compare the two.",
        )
        raise S55Error([problem.in_file(shown(target))], ExitCode.USAGE)
    bare = text.removeprefix(BYTE_ORDER_MARK)
    merged = merge(bare, imported.text)
    made = text[: len(text) - len(bare)] + merged.text
    if merged.applied and not dry_run:
        change = FileChange(target, text.encode(), made.encode())
        commit([*with_it(), change], HistoryNote(target, "import"))
    else:
        until_not_overtaken(lambda: commit(with_it()))
    what, done = ("would merge", "would be merged") if dry_run else ("merged", "merged")
    lines = [f"  {what}: {one}" for one in merged.applied]
    lines.append(f"{shown(target)}: {len(merged.applied)} {done}, {len(merged.kept)} left to you.")
    problems = (
        warning("I207", f"left as it is: {one}", "Compare it with the report, and decide.")
        for one in merged.kept
    )
    return Stored(tuple(lines), tuple(one.in_file(shown(target)) for one in problems))


# --- what a revisit says of earlier items ---------------------------------------------


@dataclass(frozen=True, slots=True)
class StatusUpdate:
    """The result of reading a revisit: summary lines, and what a person decides."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def update_from_report(
    path: Path, report: Path, day: date | None, today: date, *, dry_run: bool
) -> StatusUpdate:
    """Record in the progress of a response what a report says of its items, all or nothing.

    Args:
        path: the draft of the response to the earlier report.
        report: the file of the revisit.
        day: the day of the entries; None for that of the report.
        today: the current day in Europe/London.
        dry_run: whether to record nothing.

    Raises:
        S55Error: I250 the report says nothing of earlier items, I251 it shows no day, and what
            reading it, the draft and the record raise.
    """
    file = shown(report)
    findings = read_report(source_of(read_bytes(report, file), file, None, recognise=False))
    with problems_in(shown(path)):
        response = response_of(read_text(path, shown(path)))
    with problems_in(file):
        entry_day = day or _day_of(findings)
        if not findings.statuses:
            raise S55Error([_nothing_said(shlex.quote(path.stem))], ExitCode.USAGE)
    offers, problems = offered(response, findings, entry_day)
    lines = [f"{shown(path)}: {response.inspection.title}"]
    lines += [f"  {one}" for one in offers]
    if not offers:
        lines.append("Nothing was recorded.")
    elif dry_run:
        lines.append("Nothing was recorded; to record the above, leave --dry-run out.")
    else:
        count, known = _recorded(path, response, offers, today)
        lines.append(_counted(progress_file(path), count, known))
    return StatusUpdate(tuple(lines), tuple(one.in_file(file) for one in problems))


def _counted(record: Path, count: int, known: int) -> str:
    noun = "entry" if count == 1 else "entries"
    already = f", {known} already there" if known else ""
    return f"{shown(record)}: recorded {count} {noun}{already}."


def _day_of(findings: Findings) -> date:
    day = findings.published.date if findings.published else None
    if day is None:
        problem = error(
            "I251",
            "the report shows no day, and each status is that of a day",
            "Give it: --on 2025-05-19",
        )
        raise S55Error([problem], ExitCode.USAGE)
    return day


def _nothing_said(name: str) -> Problem:
    return error(
        "I250",
        "s55 found nothing in the report about items of an earlier one",
        f"Record by hand what it says: s55 update {name} ITEM --status STATUS --on DATE",
    )


def _recorded(
    path: Path, response: Response, offers: Sequence[OfferedStatus], today: date
) -> tuple[int, int]:
    """Write the entries into the record; give how many are new, and how many were there."""
    record = progress_file(path)

    def make(text: str) -> tuple[str, int]:
        with problems_in(shown(record)):
            known, _ = load_progress(text, "") if text else (None, [])
            new = list(_unrecorded(known, offers))
            if not new:
                return text, 0
            edit = RecordEdit(text or None, response)
            refused = edit.add_all([(one.reference, one.progress) for one in new], today)
            if problems := [problem for why in refused for problem in why]:
                raise S55Error(problems)
        return edit.text, len(new)

    count = change_text(record, shown(record), make, HistoryNote(path, "update"))
    return count, len(offers) - count


def _unrecorded(
    record: ProgressRecord | None, offers: Iterable[OfferedStatus]
) -> Iterator[OfferedStatus]:
    """Give the offers of which the record has no such status of that day, from whichever copy."""
    known = {
        (reference, entry.date, entry.status)
        for reference, entries in (record.items if record else {}).items()
        for entry in entries
    }
    for one in offers:
        key = (one.reference, one.progress.date, one.progress.status)
        if key not in known:
            known.add(key)
            yield one
