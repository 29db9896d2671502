"""Keep drafts as they were before an upgrade: ``responses/.before-format-2/NAME/``."""

from __future__ import annotations

from pathlib import Path

from s55.disk.changing import FileChange, NewFolder
from s55.disk.places import progress_file
from s55.errors import S55Error
from s55.model.upgrade import UpgradedFile, UpgradeRecord
from s55.office.publications import sha256
from s55.problems import error
from s55.records import dataclass
from s55.sources.files import contents_of, read_text
from s55.sources.reading import read_tree
from s55.sources.validation import validated
from s55.workspace import shown

FOLDER = ".before-format-2"
_DRAFT, _PROGRESS, _RECORD = "draft.yaml", "progress.yaml", "upgrade.yaml"
_HEAD = (
    "# What 's55 upgrade' changed, so that 's55 upgrade --undo' can put it back. When the upgrade "
    "has\n# proved right, this folder can be deleted.\n\n"
)


@dataclass(frozen=True, slots=True)
class DraftFiles:
    """The bytes of a draft and of its record of progress; None where there is no record."""

    draft: bytes
    progress: bytes | None


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it was before its upgrade, with the hashes of both states."""

    files: DraftFiles
    record: UpgradeRecord


def folder_of(draft: Path) -> Path:
    """Name the folder in which a draft is kept as it was."""
    return draft.parent / FOLDER / draft.stem


def files_of(draft: Path) -> DraftFiles:
    """Read the bytes of a draft and of its record of progress.

    Raises:
        S55Error: D001 to D003 when one cannot be read.
    """
    record = progress_file(draft)
    progress = None
    if record.exists():
        progress = read_text(record, shown(record), keep_mark=True).encode()
    return DraftFiles(read_text(draft, shown(draft), keep_mark=True).encode(), progress)


def changes_of(draft: Path, now: DraftFiles, files: DraftFiles) -> list[FileChange]:
    """Give what replaces a draft and its record of progress, the record first.

    Args:
        draft: the draft.
        now: what the two hold, as it was read.
        files: what they are to hold; a record that is None is removed.
    """
    record = FileChange(progress_file(draft), now.progress, files.progress)
    return [record, FileChange(draft, now.draft, files.draft)]


def kept_folder(draft: Path, before: DraftFiles, after: DraftFiles) -> NewFolder:
    """Give what keeps a draft as it was, with the hashes of what it becomes."""
    record = UpgradeRecord(
        draft=UpgradedFile(before=sha256(before.draft), after=sha256(after.draft)),
        progress=UpgradedFile(before=_hash(before.progress), after=_hash(after.progress)),
    )
    files = {_DRAFT: before.draft, _RECORD: _written(record).encode()}
    if before.progress is not None:
        files[_PROGRESS] = before.progress
    return NewFolder(folder_of(draft), files)


def kept_of(draft: Path) -> KeptDraft | None:
    """Read what is kept of a draft; None where nothing is.

    Raises:
        S55Error: D183 when what is kept is not as s55 kept it.
    """
    folder = folder_of(draft)
    if not folder.is_dir():
        return None
    try:
        root, problems = read_tree(read_text(folder / _RECORD, shown(folder / _RECORD)))
        record, invalid = validated(root, UpgradeRecord) if root else (None, problems)
        if record is None or problems or invalid:
            raise _damaged(folder)
        progress = contents_of(folder / _PROGRESS) if record.progress.before else None
        files = DraftFiles(contents_of(folder / _DRAFT), progress)
    except (S55Error, OSError):
        raise _damaged(folder) from None
    if (sha256(files.draft), _hash(progress)) != (record.draft.before, record.progress.before):
        raise _damaged(folder)
    return KeptDraft(files, record)


def changed_since(draft: Path, kept: KeptDraft, now: DraftFiles) -> list[Path]:
    """List the files that the upgrade changed and somebody has changed after it."""
    states = (
        (draft, kept.record.draft, sha256(now.draft)),
        (progress_file(draft), kept.record.progress, _hash(now.progress)),
    )
    return [
        path
        for path, file, found in states
        if file.before != file.after and found not in (file.before, file.after)
    ]


def _hash(data: bytes | None) -> str | None:
    return None if data is None else sha256(data)


def _written(record: UpgradeRecord) -> str:
    lines = []
    for name in UpgradeRecord.model_fields:
        file = getattr(record, name)
        hashes = {"before": file.before, "after": file.after}
        given = [f"  {key}: {value}" for key, value in hashes.items() if value]
        lines += [f"{name}:", *given] if given else []
    return _HEAD + "\n".join(lines) + "\n"


def _damaged(folder: Path) -> S55Error:
    problem = error(
        "D183",
        "the draft as it was before its upgrade is not as s55 kept it",
        "Nothing was changed. Put the folder back as it was, from a copy or from version control.",
    )
    return S55Error([problem.in_file(shown(folder))])
