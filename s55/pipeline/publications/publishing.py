"""Keep a draft and its files as they were published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from s55 import __version__
from s55.disk.changing import NewFolder
from s55.drafts.fingerprint import fingerprint
from s55.drafts.load import Draft
from s55.errors import ExitCode, S55Error, reason_of
from s55.model.office import Settings
from s55.model.publication import Publication, PublishedFile, UsedTemplate
from s55.office.publications import (
    DRAFT,
    KeptPublication,
    new_publication,
    publications_of,
    sha256,
)
from s55.pipeline.checking import check
from s55.pipeline.rendering.sets import DraftSets
from s55.pipeline.response import Format, render_editions
from s55.problems import error, errors_of
from s55.records import dataclass
from s55.rules.deadlines import england_and_wales
from s55.sources.files import BYTE_ORDER_MARK, contents_of
from s55.templating.manifest import SetManifest
from s55.templating.sets import AnySet
from s55.workspace import Workspace, shown

MAX_FILE_BYTES = 100_000_000
_ENDINGS = {".docx": "docx", ".pdf": "pdf", ".html": "html", ".htm": "html"}


@dataclass(frozen=True, slots=True)
class _Made:
    """The files of a publication by their names, and the template set that made them."""

    files: Mapping[str, bytes]
    template: UsedTemplate | None


def publication_of(
    workspace: Workspace,
    path: Path,
    text: str,
    day: date | None,
    today: date,
    given: Sequence[Path] = (),
) -> tuple[KeptPublication, list[NewFolder]]:
    """Give what keeps a draft as it is published, with its Word, PDF and HTML file.

    It is to be written together with the draft. If the last publication has the same draft, a run
    was interrupted after it: that one is given, and nothing is to be written.

    Args:
        workspace: where publications are kept.
        path: the file of the draft.
        text: the text of the draft, with its publication already recorded.
        day: the day of the publication, if it is known.
        today: the current day in Europe/London.
        given: the files that were in fact published; without them s55 makes the three.

    Raises:
        S55Error: every error in the draft, what rendering raises, P404 or P405 when a given file
            cannot be kept, P401 and P402 for those that are kept.
    """
    name = path.stem
    earlier = publications_of(workspace.published, name)
    read = _read_given(given, name)
    if earlier and _is_kept(earlier[-1], text, read):
        if damaged := earlier[-1].damage():
            raise S55Error(damaged)
        return earlier[-1], []
    settings = workspace.settings()
    draft = _checked(path, text, settings, today)
    made = _Made(read, None) if given else _rendered(workspace, draft, settings, name)
    record = Publication(
        number=earlier[-1].number + 1 if earlier else 1,
        date=day,
        title=draft.response.inspection.title,
        report_published=draft.response.inspection.published,
        fingerprint=_fingerprint(draft, settings),
        draft=sha256(text.encode()),
        files=tuple(
            PublishedFile(name=file, sha256=sha256(data), given=bool(given))
            for file, data in made.files.items()
        ),
        template=made.template,
        s55=__version__,
    )
    files = {DRAFT: text.encode(), **made.files}
    kept, folder = new_publication(workspace.published, name, record, files)
    return kept, [folder]


def _is_kept(kept: KeptPublication, text: str, given: Mapping[str, bytes]) -> bool:
    """Whether a publication was kept by a run that was interrupted before it wrote the draft."""
    files = {one.name: one.sha256 for one in kept.record.files if one.given}
    same_files = files == {name: sha256(data) for name, data in given.items()}
    return kept.record.draft == sha256(text.encode()) and same_files


def kept_as(kept: KeptPublication) -> str:
    """Say where a publication is kept, as a sentence without its full stop."""
    where = f"Kept as publication {kept.number} in {shown(kept.folder)}"
    if any(one.given for one in kept.record.files):
        return where
    return f"{where}: these are the files to publish"


def _checked(path: Path, text: str, settings: Settings, today: date) -> Draft:
    closed = england_and_wales()
    bare = text.removeprefix(BYTE_ORDER_MARK)
    checked = check(bare, shown(path), settings, today, closed, final=False)
    if checked.usable is None:
        raise S55Error(errors_of(checked.problems))
    return checked.usable


def _rendered(workspace: Workspace, draft: Draft, settings: Settings, name: str) -> _Made:
    sets = DraftSets(workspace, settings)
    template, other = sets.of(draft), sets.replacement_of(draft)
    logo = workspace.logo(settings)
    made = render_editions(draft, settings, template, logo, list(Format), other)
    used = UsedTemplate(name=template.name, sha256=sha256_of_set(template))
    files = {f"{name}{one.ending}.{kind.value}": one.files[kind] for one in made for kind in Format}
    return _Made(files, used)


def sha256_of_set(template: AnySet[SetManifest]) -> str:
    """Take the hash of all files of a template set, and of the sets that it is based on."""
    lines: list[str] = []
    one: AnySet[SetManifest] | None = template
    while one is not None:
        for path in sorted(one.folder.rglob("*")):
            inside = path.relative_to(one.folder)
            if path.is_file() and not any(part.startswith((".", "__")) for part in inside.parts):
                lines.append(f"{one.name}/{inside.as_posix()} {sha256(contents_of(path))}")
        one = one.base
    return sha256("\n".join(lines).encode())


def _fingerprint(draft: Draft, settings: Settings) -> str | None:
    try:
        return fingerprint(draft.response, settings)
    except S55Error:
        return None  # The settings name no holder for a day: a given file needs none.


def _read_given(given: Sequence[Path], name: str) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for path in given:
        ending = _ENDINGS.get(path.suffix.lower())
        if ending is None:
            raise _refused(
                path, "P404", "s55 keeps PDF, Word (.docx) and HTML files as what was published"
            )
        kept_name = f"{name}.{ending}"
        if kept_name in files:
            raise _refused(path, "P405", f"two files are in the same format ({ending})")
        try:
            if path.stat().st_size > MAX_FILE_BYTES:
                raise _refused(path, "P404", "the file has more than 100 MB")
            files[kept_name] = contents_of(path)
        except OSError as failure:
            why = f"the file cannot be read: {reason_of(failure)}"
            raise _refused(path, "P404", why) from None
    return files


def _refused(path: Path, code: str, why: str) -> S55Error:
    hints = {
        "P404": "Give the file that was published.",
        "P405": "Give one file of each format.",
    }
    return S55Error([error(code, why, hints[code]).in_file(shown(path))], ExitCode.USAGE)
