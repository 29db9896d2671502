"""Turn an imported report into a draft: a new file, or changes of the draft that is there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from s55.disk.changing import FileChange, HistoryNote, commit
from s55.errors import ExitCode, S55Error
from s55.importers.imported import DocumentKind, ImportedDraft
from s55.importers.importing import coinciding
from s55.importers.reports.comparing import differences
from s55.importers.reports.merging import merge
from s55.office.import_roles import ROLES_FILE, Role, with_lessons
from s55.pipeline.starting import write_draft
from s55.problems import Problem, error, warning
from s55.sources.files import read_text
from s55.workspace import DRAFT_SUFFIXES, Workspace, check_draft_name, shown


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


def teach(workspace: Workspace, lessons: Mapping[str, Role]) -> Mapping[str, Role]:
    """Keep what the office's past responses call things, and return all that is known.

    Raises:
        S55Error: with every problem in the file that is there, and what writing raises.
    """
    known = workspace.import_roles()
    if not lessons or all(known.get(words) is role for words, role in lessons.items()):
        return known
    path = workspace.root / ROLES_FILE
    before = path.read_bytes() if path.is_file() else None
    text = read_text(path, shown(path), keep_mark=True) if before is not None else ""
    commit([FileChange(path, before, with_lessons(text, lessons).encode())])
    return workspace.import_roles()


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
            others.append((path.stem, path.read_text(encoding="utf-8-sig")))
        except (OSError, UnicodeDecodeError):
            continue  # 's55 check' says what is wrong with it
    return coinciding(imported.text, others)


def store(imported: ImportedDraft, target: Path, *, dry_run: bool, update: bool) -> Stored:
    """Write a new draft; compare or merge the import with a draft that is there.

    Args:
        imported: what was read.
        target: the draft's file.
        dry_run: whether to write nothing.
        update: whether to merge what the report changed into a draft that is there.

    Raises:
        S55Error: I211 when a past response is to be merged, and what writing raises.
    """
    if target.exists():
        return _merge(imported, target, dry_run=dry_run) if update else _compare(imported, target)
    if dry_run:
        return Stored((f"Nothing was written; without --dry-run: {shown(target)}",))
    write_draft(target, imported.text, "import")
    return Stored(
        (
            f"Started: {shown(target)}",
            f"Confirm what it says, and look at what is missing: s55 check {target.stem}",
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


def _merge(imported: ImportedDraft, target: Path, *, dry_run: bool) -> Stored:
    text = read_text(target, shown(target), keep_mark=True)
    if imported.kind is DocumentKind.RESPONSE:
        problem = error(
            "I211",
            "a past response is not merged into a draft",
            "Import it under another name with --name, and compare the two.",
        )
        raise S55Error([problem.in_file(shown(target))], ExitCode.USAGE)
    bare = text.removeprefix("\ufeff")
    merged = merge(bare, imported.text)
    if merged.applied and not dry_run:
        made = text[: len(text) - len(bare)] + merged.text
        commit([FileChange(target, text.encode(), made.encode())], HistoryNote(target, "import"))
    what = "would merge" if dry_run else "merged"
    lines = [f"  {what}: {one}" for one in merged.applied]
    lines.append(f"{shown(target)}: {len(merged.applied)} merged, {len(merged.kept)} left to you.")
    problems = (
        warning("I207", f"left as it is: {one}", "Compare it with the report, and decide.")
        for one in merged.kept
    )
    return Stored(tuple(lines), tuple(one.in_file(shown(target)) for one in problems))
