"""Upgrade drafts to format 2, one by one, and undo it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from s55.disk.changing import GoneFolder, HistoryNote, commit
from s55.disk.places import progress_file
from s55.disk.writing import remove_empty
from s55.drafts.load import load
from s55.drafts.progress import load_progress
from s55.drafts.upgrade import Upgraded, upgraded
from s55.errors import ExitCode, S55Error, problems_in
from s55.model.base import DRAFT_FORMAT
from s55.pipeline.upgrading.kept import (
    DraftFiles,
    changed_since,
    changes_of,
    files_of,
    folder_of,
    kept_folder,
    kept_of,
)
from s55.problems import Problem, error, has_errors, in_order
from s55.records import dataclass
from s55.sources.files import BYTE_ORDER_MARK
from s55.workspace import shown


@dataclass(frozen=True, slots=True)
class DraftOutcome:
    """The result for one draft.

    Attributes:
        line: what was done, or would be; '' where it failed.
        changed: whether the draft was changed, or would be.
        problems: what is not known, or what stopped it.
        status: the exit status that follows.
    """

    line: str
    changed: bool = False
    problems: tuple[Problem, ...] = ()
    status: ExitCode = ExitCode.OK


def upgrade_drafts(drafts: Sequence[Path], *, dry_run: bool) -> Iterator[DraftOutcome]:
    """Upgrade each draft; one that fails is left as it was, and does not stop the others.

    Args:
        drafts: the drafts.
        dry_run: whether to say what would be done, and write nothing.
    """
    for draft in drafts:
        yield _tried(lambda path: _upgrade(path, dry_run=dry_run), draft)


def undo_upgrades(drafts: Sequence[Path], *, dry_run: bool) -> Iterator[DraftOutcome]:
    """Put each draft back as it was before its upgrade, as :func:`upgrade_drafts`."""
    for draft in drafts:
        yield _tried(lambda path: _undo(path, dry_run=dry_run), draft)


def has_kept(draft: Path) -> bool:
    """Tell whether a draft is kept as it was before an upgrade."""
    return folder_of(draft).is_dir()


def _tried(work: Callable[[Path], DraftOutcome], draft: Path) -> DraftOutcome:
    try:
        with problems_in(shown(draft)):
            return work(draft)
    except S55Error as failure:
        return DraftOutcome("", False, failure.problems, failure.exit_code)


def _upgrade(draft: Path, *, dry_run: bool) -> DraftOutcome:
    now = files_of(draft)
    _refuse_unreadable(draft, now)
    before = _interrupted(draft, now) or now
    progress = before.progress.decode() if before.progress is not None else None
    made = upgraded(before.draft.decode(), progress)
    if made is None:
        return DraftOutcome(f"{shown(draft)}: it is of format {DRAFT_FORMAT} already.")
    if before is now and has_kept(draft):
        raise _kept_already(draft)
    if not dry_run:
        record = made.progress.encode() if made.progress is not None else None
        after = DraftFiles(made.text.encode(), record)
        kept = [] if has_kept(draft) else [kept_folder(draft, before, after)]
        commit([*kept, *changes_of(draft, now, after)], HistoryNote(draft, "upgrade"))
    text = before.draft.decode() if dry_run else made.text
    return DraftOutcome(
        f"{shown(draft)}: {'would be' if dry_run else 'is now'} of format {DRAFT_FORMAT}"
        f"{_counted(made, draft)}.",
        True,
        tuple(_located(text, draft, made)),
    )


def _counted(made: Upgraded, draft: Path) -> str:
    """Say what was done, beside the number of the format."""
    parts = []
    if made.lists:
        noun = "record" if made.lists == 1 else "records"
        parts.append(f"{made.lists} {noun} under 'distribution' as lists")
    if made.entries:
        noun = "entry" if made.entries == 1 else "entries"
        parts.append(f"{made.entries} {noun} of 'history' in {shown(progress_file(draft))}")
    return "; " + ", ".join(parts) if parts else ""


def _located(text: str, draft: Path, made: Upgraded) -> list[Problem]:
    loaded, _ = load(text.removeprefix(BYTE_ORDER_MARK), shown(draft))
    return in_order(loaded.located(made.unknown)) if loaded else list(made.unknown)


def _refuse_unreadable(draft: Path, now: DraftFiles) -> None:
    if now.progress is not None:
        file = shown(progress_file(draft))
        record, problems = load_progress(now.progress.decode(), file)
        if record is None or has_errors(problems):
            raise S55Error(problems)


def _interrupted(draft: Path, now: DraftFiles) -> DraftFiles | None:
    """Give the files as they were, if an upgrade of this very draft did not come to its end."""
    kept = kept_of(draft)
    if kept and kept.files.draft == now.draft and not changed_since(draft, kept, now):
        return kept.files
    return None


def _kept_already(draft: Path) -> S55Error:
    problem = error(
        "D182",
        "an earlier upgrade of a draft of this name is still kept",
        f"Nothing was changed. Move {shown(folder_of(draft))} to another place, and upgrade again.",
    )
    return S55Error([problem])


def _undo(draft: Path, *, dry_run: bool) -> DraftOutcome:
    kept = kept_of(draft)
    if kept is None:
        problem = error(
            "D181",
            "there is no upgrade to undo",
            f"s55 looks for the old draft in {shown(folder_of(draft))}.",
        )
        raise S55Error([problem])
    now = files_of(draft)
    if changed := changed_since(draft, kept, now):
        problem = error(
            "D180",
            "the file was changed after the upgrade, and that would be lost",
            f"Nothing was changed. The old draft is in {shown(folder_of(draft))}.",
        )
        raise S55Error([problem.in_file(shown(path)) for path in changed])
    if not dry_run:
        record = kept.record.progress
        touched = record.before != record.after
        files = kept.files if touched else replace(kept.files, progress=now.progress)
        # What is kept goes last, and as a whole: until then the command can be run once more.
        gone = GoneFolder(folder_of(draft))
        commit([*changes_of(draft, now, files), gone], HistoryNote(draft, "upgrade --undo"))
        remove_empty(folder_of(draft).parent)  # unless other drafts are kept there too
    what = "would be" if dry_run else "is"
    return DraftOutcome(f"{shown(draft)}: {what} as it was before the upgrade.", True)
